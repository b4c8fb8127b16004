//! What texts come to: the recorded ones, and any.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use proptest::prelude::*;
use shirube_engine::{Outcome, Verdict};
use shirube_reader::{Lettered, Reader, Scenario};
use shirube_tests::{checked, pack_folders};

/// The edition in which texts are read.
const EDITION: usize = 0;

#[test]
fn what_a_careful_reader_takes_from_a_recorded_text_leads_to_its_winner() {
    let (pack, checked) = checked(&pack_folders()[0]);
    for recorded in &checked.readings {
        let decision = pack.decision(&recorded.decision).expect("it is there");
        let filled = recorded.answers.assuming_silence(decision.definition()).0;
        let verdict = decision.diagram(EDITION).verdict(&decision.cube(EDITION, &filled));
        let winner = decision.definition().option(&recorded.winner).expect("it is one");
        let wanted = Verdict::Settled(Outcome::Option(winner));
        assert_eq!(verdict, wanted, "{}", recorded.id);
    }
}

#[test]
fn every_decision_has_texts_in_both_languages() {
    let (pack, checked) = checked(&pack_folders()[0]);
    let mut texts: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    for recorded in &checked.readings {
        *texts.entry((&recorded.decision, recorded.language)).or_default() += 1;
    }
    let door = pack.about().front_door.as_deref();
    for decision in pack.decisions() {
        let id = decision.definition().id.as_str();
        for language in 0..pack.about().languages.len() {
            let count = texts.get(&(id, language)).copied().unwrap_or_default();
            assert!(count >= 3 || door == Some(id), "{id} has {count} in language {language}");
        }
    }
    assert!(checked.readings.len() >= 300, "{} texts", checked.readings.len());
}

#[test]
fn most_recorded_texts_are_read_rightly_and_nearly_all_that_it_says_are_settled() {
    let (pack, checked) = checked(&pack_folders()[0]);
    let reader = Reader::new(&pack, &checked.cues);
    let (mut right, mut settled, mut settled_right) = (0, 0, 0);
    for recorded in &checked.readings {
        let reading = reader.read(&Scenario {
            text: recorded.text.clone(),
            options: recorded.options.clone(),
            decision: None,
            select: recorded.choice.len(),
        });
        let is_right = if recorded.choice.is_empty() {
            let read = reading.candidates.first().map(|(place, _)| &pack.decisions()[*place]);
            let winner = read.zip(reading.winner);
            winner.is_some_and(|(decision, winner)| {
                let definition = decision.definition();
                definition.id == recorded.decision
                    && definition.outcome_id(winner) == recorded.winner
            })
        } else {
            let (mut chosen, mut wanted) = (reading.choice.clone(), recorded.choice.clone());
            chosen.sort();
            wanted.sort();
            chosen == wanted
        };
        right += usize::from(is_right);
        settled += usize::from(reading.settled);
        settled_right += usize::from(reading.settled && is_right);
    }
    let all = checked.readings.len();
    assert!(right * 100 >= all * 80, "{right} of {all} right");
    assert!(settled_right * 100 >= settled * 93, "{settled_right} of {settled} settled right");
}

/// What texts are made of, and what they should not be made of.
const PIECES: [&str; 40] = [
    "payload",
    "300 MB",
    "1e999 GB",
    "GPU",
    "cannot",
    "not",
    "the",
    "of",
    "users",
    "wait",
    "batch",
    "S3",
    "metric",
    "which",
    "?",
    ".",
    "\n",
    "A.",
    "B)",
    "<b>",
    "</b>",
    "**",
    "|",
    "```",
    "％",
    "３００ＭＢ",
    "推論",
    "ない",
    "学習",
    "データ",
    "ー",
    "。",
    "、",
    "\u{202e}עברית",
    "🙂",
    "\u{0}",
    "-",
    "9999999999999999999999",
    "to",
    "half a dozen",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_is_read(
        pieces in prop::collection::vec(0..PIECES.len(), 0..80),
        gap in prop::sample::select(vec!["", " ", "  "]),
        letters in 0..40_usize,
        strange in any::<String>(),
    ) {
        let reader = shipped();
        let words: Vec<&str> = pieces.iter().map(|&piece| PIECES[piece]).collect();
        let text = words.join(gap) + &strange;
        let option = |nth: usize| Lettered {
            letter: nth.to_string(),
            text: words.get(nth).copied().unwrap_or("").to_owned(),
        };
        let options = (0..letters).map(option).collect();
        let reading = reader.read(&Scenario { text: text.clone(), options, decision: None, select: 1 });
        let length = text.chars().count();
        for clue in &reading.clues {
            prop_assert!(clue.at.start < clue.at.end && clue.at.end <= length, "{:?}", clue);
        }
        let whole: f64 = reading.chances.iter().map(|(_, chance)| chance).sum();
        prop_assert!(reading.chances.is_empty() || (whole - 1.0).abs() < 1e-9, "{}", whole);
        prop_assert_eq!(reading.letters.len(), if reading.candidates.is_empty() { 0 } else { letters });
        let (_, offered) = shirube_reader::split(&text);
        prop_assert!(offered.len() <= text.lines().count());
    }
}

fn shipped() -> &'static Reader<'static> {
    static READER: OnceLock<Reader<'static>> = OnceLock::new();
    READER.get_or_init(|| Reader::new(shirube_rules::mla_c01(), &shirube_rules::mla_c01_cues()))
}
