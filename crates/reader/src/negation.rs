//! What turns a clue around: denials near it, and how far they reach.

use crate::pattern::Match;
use crate::text::{Prepared, Word};

/// The stems of words that turn around what they stand with.
pub(crate) const NEGATIONS: [&str; 26] = [
    "no",
    "not",
    "never",
    "without",
    "cannot",
    "cant",
    "dont",
    "doesnt",
    "didnt",
    "wont",
    "isnt",
    "arent",
    "wasnt",
    "neither",
    "nor",
    "non",
    "nobodi",
    "noth",
    "refus",
    "forbid",
    "avoid",
    "couldnt",
    "shouldnt",
    "mustnt",
    "neednt",
    "unacceptabl",
];
/// Endings and words that do the same in Japanese.
pub(crate) const JAPANESE_NEGATIONS: [&str; 9] =
    ["ない", "ません", "なく", "なし", "不要", "ずに", "せず", "不可", "避け"];

/// Whether what stands at a place is turned around by what stands near it.
pub(crate) fn is_negated(text: &Prepared, found: &Match, japanese: bool) -> bool {
    /// How many words before, and characters after, a negation reaches.
    const REACH: usize = 4;
    const REACH_CHARS: usize = 8;
    if japanese {
        let sentence = text.sentences[found.at.start];
        let after: String = text.dense[found.words.end..]
            .iter()
            .take_while(|(c, place)| text.sentences[*place] == sentence && *c != '、')
            .take(REACH_CHARS)
            .map(|(c, _)| *c)
            .collect();
        let said = JAPANESE_NEGATIONS.iter().filter_map(|negation| after.find(negation)).min();
        // `なければならない` says that it must be, `しかない` that nothing else is, `構わない` that it
        // may be.
        const AFFIRMING: [&str; 9] = [
            "なければ",
            "なくては",
            "だけでなく",
            "しか",
            "構わ",
            "かまわ",
            "問題",
            "困る",
            "差し支え",
        ];
        return said.is_some_and(|_| !AFFIRMING.iter().any(|word| after.contains(word)));
    }
    if is_not_needed(text, found) {
        return true;
    }
    let mut reached = 0;
    for place in (0..found.words.start).rev() {
        let (word, next) = (&text.words[place], &text.words[place + 1]);
        if word.sentence != next.sentence || next.breaks {
            return false;
        }
        if NEGATIONS.contains(&word.stem.as_str()) {
            return true;
        }
        reached += usize::from(!word.little);
        if reached >= REACH {
            return false;
        }
    }
    false
}

/// Whether a clue is followed by `… is not required` or the like.
fn is_not_needed(text: &Prepared, found: &Match) -> bool {
    const REACH: usize = 6;
    const NEEDED: [&str; 9] = [
        "requir",
        "need",
        "necessari",
        "issu",
        "concern",
        "matter",
        "important",
        "relevant",
        "allow",
    ];
    let sentence = text.sentences[found.at.start];
    let after = text.words.get(found.words.end..).unwrap_or_default();
    let after: Vec<&Word> = after
        .iter()
        .take_while(|word| word.sentence == sentence && !word.breaks)
        .filter(|word| !word.little)
        .take(REACH)
        .collect();
    after.windows(2).take(2).any(|pair| {
        NEGATIONS.contains(&pair[0].stem.as_str()) && NEEDED.contains(&pair[1].stem.as_str())
    })
}
