//! Reading: which cues stand in a text, which decision they point at, and what they come to.

use rustc_hash::{FxHashMap, FxHashSet};
use shirube_engine::model::{Alternative, Definition, InputKind};
use shirube_engine::quantity::Dimension;
use shirube_engine::{Answers, Decision, Outcome, Pack, Verdict};

use crate::belief::believe;
use crate::cue::{DecisionCues, Gives};
use crate::lettered::likeness;
use crate::negation::is_negated;
use crate::pattern::Pattern;
use crate::reading::{Clue, Letter, Reading, Scenario};
use crate::text::Prepared;

/// What the parts of a decision's score weigh: the options that it knows of those offered, what
/// says outright that it is the one, and each input of which something is said.
const OFFERED: f64 = 8.0;
const TOPIC: f64 = 3.0;
const ANSWERED: f64 = 1.0;
const NAMED: f64 = 0.5;
/// How likely the choice must be for a text to count as settled.
const SURE: f64 = 0.75;

/// A cue, ready to be looked for.
struct Ready {
    decision: usize,
    gives: Gives,
    pattern: Pattern,
    written: String,
    /// What its input measures.
    dimension: Option<Dimension>,
}

/// A name of an option.
struct Name {
    decision: usize,
    option: usize,
    pattern: Pattern,
}

/// The options of every decision that a text names, each with how well.
type Named = Vec<(usize, usize, f64)>;

/// Reads texts on the decisions of a pack.
pub struct Reader<'a> {
    pack: &'a Pack,
    cues: Vec<Ready>,
    /// The cues of which a word or the beginning of a piece stands for, by language.
    index: Vec<FxHashMap<String, Vec<usize>>>,
    /// The names of options, in every language.
    names: Vec<Name>,
    /// Those that a word or the beginning of a piece stands for.
    names_index: FxHashMap<String, Vec<usize>>,
    /// Which language is Japanese.
    japanese: Vec<bool>,
}

impl<'a> Reader<'a> {
    /// Makes the cues of a pack ready. Those of decisions that it does not have, and those that
    /// cannot be read, are left out.
    #[must_use]
    pub fn new(pack: &'a Pack, cues: &[DecisionCues]) -> Self {
        let languages = &pack.about().languages;
        let japanese: Vec<bool> = languages.iter().map(|code| code.starts_with("ja")).collect();
        let mut reader = Self {
            pack,
            cues: Vec::new(),
            index: vec![FxHashMap::default(); languages.len()],
            names: Vec::new(),
            names_index: FxHashMap::default(),
            japanese,
        };
        for (place, decision) in pack.decisions().iter().enumerate() {
            for (option, patterns) in names_of(decision, &reader.japanese).into_iter().enumerate() {
                for pattern in patterns {
                    reader.name(place, option, pattern);
                }
            }
        }
        for of_decision in cues {
            let place =
                pack.decisions().iter().position(|d| d.definition().id == of_decision.decision);
            let Some(decision) = place else { continue };
            for cue in &of_decision.cues {
                let japanese = reader.japanese.get(cue.language).copied().unwrap_or(false);
                let Ok(pattern) = Pattern::new(&cue.pattern, japanese) else { continue };
                let definition = pack.decisions()[decision].definition();
                reader.add(decision, definition, cue.gives, cue.language, pattern, &cue.pattern);
            }
        }
        reader
    }

    fn add(
        &mut self,
        decision: usize,
        definition: &Definition,
        gives: Gives,
        language: usize,
        pattern: Pattern,
        written: &str,
    ) {
        if let Gives::Option(option) = gives {
            if option < definition.options.len() {
                self.name(decision, option, pattern);
            }
            return;
        }
        let dimension = gives.input().and_then(|input| match definition.inputs.get(input)?.kind {
            InputKind::Quantity { dimension, .. } => Some(dimension),
            _ => None,
        });
        let Some(index) = self.index.get_mut(language) else { return };
        for key in pattern.keys() {
            index.entry(key).or_default().push(self.cues.len());
        }
        let written = written.to_owned();
        self.cues.push(Ready { decision, gives, pattern, written, dimension });
    }

    fn name(&mut self, decision: usize, option: usize, pattern: Pattern) {
        for key in pattern.keys() {
            self.names_index.entry(key).or_default().push(self.names.len());
        }
        self.names.push(Name { decision, option, pattern });
    }

    /// Reads a text.
    #[must_use]
    pub fn read(&self, scenario: &Scenario) -> Reading {
        let text = Prepared::new(&scenario.text);
        let clues = self.clues(&text);
        let offered: Vec<Prepared> =
            scenario.options.iter().map(|option| Prepared::new(&option.text)).collect();
        let offered: Vec<Named> = offered.iter().map(|text| self.named(text)).collect();
        let named = if offered.is_empty() { self.named(&text) } else { Named::new() };
        let candidates = self.candidates(scenario, &clues, &offered, &named);
        let Some(&(first, _)) = candidates.first() else { return nothing() };
        let decision = &self.pack.decisions()[first];
        let mut own: Vec<Clue> =
            clues.into_iter().filter(|(place, _)| *place == first).map(|(_, clue)| clue).collect();
        own.sort_by_key(|clue| (clue.at.start, clue.at.end));
        let options: Vec<Vec<usize>> = offered.iter().map(|named| meant(first, named)).collect();
        let mut reading = judge(decision, own, scenario, &options);
        reading.candidates = candidates;
        reading
    }

    /// Every clue, with its decision.
    fn clues(&self, text: &Prepared) -> Vec<(usize, Clue)> {
        let language = self.language(text);
        let japanese = self.japanese.get(language).copied().unwrap_or(false);
        let Some(index) = self.index.get(language) else { return Vec::new() };
        let standing = looked_up(index, text, [!japanese, japanese], self.cues.len());
        let mut clues = Vec::new();
        for ready in standing.into_iter().map(|cue| &self.cues[cue]) {
            for found in ready.pattern.find(text, ready.dimension) {
                let figure = found.figure.zip(ready.dimension);
                let figure = figure.and_then(|(index, d)| text.figures[index].value(d));
                clues.push((
                    ready.decision,
                    Clue {
                        at: found.at.clone(),
                        gives: ready.gives,
                        figure,
                        negated: !ready.pattern.negates
                            && self.may_be_denied(ready)
                            && is_negated(text, &found, japanese),
                        hint: ready.pattern.hint,
                        cue: ready.written.clone(),
                    },
                ));
            }
        }
        // Of a flag, the opposite of one side is the other.
        for (decision, clue) in &mut clues {
            let definition = self.pack.decisions()[*decision].definition();
            if let (Gives::Value { input, value }, true) = (clue.gives, clue.negated)
                && matches!(definition.inputs[input].kind, InputKind::Flag)
            {
                clue.gives = Gives::Value { input, value: 1 - value.min(1) };
                clue.negated = false;
            }
        }
        without_shorter(clues)
    }

    /// Whether a denial turns a clue around. It does not turn a figure: `never above 2 MB` is one.
    fn may_be_denied(&self, ready: &Ready) -> bool {
        !matches!(ready.gives, Gives::Figure { .. } | Gives::At { .. } | Gives::Topic)
    }

    fn language(&self, text: &Prepared) -> usize {
        let wanted = text.is_japanese();
        self.japanese.iter().position(|japanese| *japanese == wanted).unwrap_or(0)
    }

    /// The decisions that a text may be about, the surest first.
    fn candidates(
        &self,
        scenario: &Scenario,
        clues: &[(usize, Clue)],
        offered: &[Named],
        named: &Named,
    ) -> Vec<(usize, f64)> {
        if let Some(id) = &scenario.decision {
            let place = self.pack.decisions().iter().position(|d| d.definition().id == *id);
            return place.map(|place| (place, 1.0)).into_iter().collect();
        }
        let door = self.pack.about().front_door.as_deref();
        let mut scores: Vec<(usize, f64)> = Vec::new();
        for (place, decision) in self.pack.decisions().iter().enumerate() {
            if door == Some(decision.definition().id.as_str()) {
                continue;
            }
            let own = || clues.iter().filter(|(known, _)| *known == place).map(|(_, clue)| clue);
            let mut score = 0.0;
            let topics = own().filter(|clue| clue.gives == Gives::Topic);
            score +=
                TOPIC * topics.map(|clue| if clue.hint { 0.4 } else { 1.0 }).fold(0.0, f64::max);
            for input in 0..decision.definition().inputs.len() {
                let said = own().filter(|clue| clue.gives.input() == Some(input));
                score += ANSWERED
                    * said.map(|clue| if clue.hint { 0.4 } else { 1.0 }).fold(0.0, f64::max);
            }
            if offered.is_empty() {
                let own =
                    named.iter().filter(|(known, _, likeness)| *known == place && *likeness > 1.0);
                let options: FxHashSet<usize> = own.map(|(_, option, _)| *option).collect();
                score += NAMED * options.len().min(3) as f64;
            } else {
                let meant = offered.iter().filter_map(|named| meant(place, named).first().copied());
                let known: FxHashSet<usize> = meant.collect();
                let known = known.len() as f64 / offered.len() as f64;
                score += OFFERED * known * known;
            }
            if score > 0.0 {
                scores.push((place, score));
            }
        }
        scores.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        scores.truncate(5);
        let whole: f64 = scores.iter().map(|(_, score)| score.exp2()).sum();
        scores.iter().map(|(place, score)| (*place, score.exp2() / whole)).collect()
    }

    /// The options that a text names.
    fn named(&self, text: &Prepared) -> Named {
        let standing = looked_up(&self.names_index, text, [true, true], self.names.len());
        let mut named: Named = Vec::new();
        for name in standing.into_iter().map(|name| &self.names[name]) {
            let Some(likeness) = likeness(text, &name.pattern) else { continue };
            let same = |known: &&mut (usize, usize, f64)| {
                (known.0, known.1) == (name.decision, name.option)
            };
            match named.iter_mut().find(same) {
                Some(known) => known.2 = known.2.max(likeness),
                None => named.push((name.decision, name.option, likeness)),
            }
        }
        named
    }
}

/// The options of a decision that a text may mean: those that it names as well as any.
fn meant(decision: usize, named: &Named) -> Vec<usize> {
    let own = || named.iter().filter(|(known, ..)| *known == decision);
    let most = own().map(|(_, _, likeness)| *likeness).fold(0.0, f64::max);
    own().filter(|(_, _, own)| *own == most).map(|(_, option, _)| *option).collect()
}

/// What an index holds for the words, and the pieces, of a text; each once.
fn looked_up(
    index: &FxHashMap<String, Vec<usize>>,
    text: &Prepared,
    [words, pieces]: [bool; 2],
    count: usize,
) -> Vec<usize> {
    let mut seen = vec![false; count];
    let mut standing: Vec<usize> = Vec::new();
    let mut look = |key: &str| {
        for &found in index.get(key).into_iter().flatten() {
            if !std::mem::replace(&mut seen[found], true) {
                standing.push(found);
            }
        }
    };
    if words {
        text.words.iter().for_each(|word| look(&word.stem));
    }
    if pieces {
        let mut key = String::new();
        for at in 0..text.dense.len() {
            key.clear();
            for (c, _) in text.dense[at..].iter().take(2) {
                key.push(*c);
                look(&key);
            }
        }
    }
    standing
}

/// What the names of a decision's options look like. What several have in brackets names none.
fn names_of(decision: &Decision, japanese: &[bool]) -> Vec<Vec<Pattern>> {
    let options = &decision.definition().options;
    let parts = |option: &Alternative, language: usize| -> [String; 2] {
        let name = option.name.in_language(language);
        let (outer, inner) = name.split_once(['(', '（']).unwrap_or((name, ""));
        let clean = |part: &str| part.replace(['&', '/', '[', ']', '{', '}', '~', ')', '）'], " ");
        [clean(outer), clean(inner)]
    };
    let of_option = |option: &Alternative| {
        let of_language = |(language, &japanese): (usize, &bool)| {
            let shared = |part: &String| {
                let all = options.iter().flat_map(|other| parts(other, language));
                all.filter(|other| other == part).count() > 1
            };
            let parts = parts(option, language).into_iter().filter(|part| !shared(part));
            let names = parts.filter_map(|part| Pattern::new(&part, japanese).ok());
            names.collect::<Vec<_>>()
        };
        japanese.iter().enumerate().flat_map(of_language).collect()
    };
    options.iter().map(of_option).collect()
}

/// Leaves out clues that stand within longer ones on the same input.
fn without_shorter(clues: Vec<(usize, Clue)>) -> Vec<(usize, Clue)> {
    let mut by_input: FxHashMap<(usize, Option<usize>), Vec<usize>> = FxHashMap::default();
    for (index, (decision, clue)) in clues.iter().enumerate() {
        by_input.entry((*decision, clue.gives.input())).or_default().push(index);
    }
    let within = |(decision, clue): &(usize, Clue)| {
        let input = clue.gives.input();
        let own = by_input.get(&(*decision, input)).into_iter().flatten();
        input.is_some()
            && own.map(|&index| &clues[index].1).any(|longer| {
                longer.gives != clue.gives
                    && longer.at.start <= clue.at.start
                    && clue.at.end <= longer.at.end
                    && longer.at.len() > clue.at.len()
                    && (clue.hint || !longer.hint)
            })
    };
    let kept: Vec<bool> = clues.iter().map(|clue| !within(clue)).collect();
    clues.into_iter().zip(kept).filter_map(|(clue, kept)| kept.then_some(clue)).collect()
}

fn nothing() -> Reading {
    Reading {
        candidates: Vec::new(),
        clues: Vec::new(),
        answers: Answers::default(),
        conflicts: Vec::new(),
        chances: Vec::new(),
        letters: Vec::new(),
        choice: Vec::new(),
        winner: None,
        settled: false,
    }
}

/// What the clues on a decision come to.
fn judge(
    decision: &Decision,
    clues: Vec<Clue>,
    scenario: &Scenario,
    options: &[Vec<usize>],
) -> Reading {
    const EDITION: usize = 0;
    let definition = decision.definition();
    let said = believe(definition, &clues);
    let chances = decision.chances(EDITION, &said.beliefs);
    let chance = |option: usize| {
        let own = chances.iter().find(|(outcome, _)| *outcome == Outcome::Option(option));
        own.map_or(0.0, |(_, chance)| *chance)
    };
    let mut letters: Vec<Letter> = scenario
        .options
        .iter()
        .zip(options)
        .map(|(lettered, named)| {
            let likelier = |a: &&usize, b: &&usize| chance(**a).total_cmp(&chance(**b));
            let option = named.iter().max_by(likelier).copied();
            let letter = lettered.letter.clone();
            Letter { letter, option, chance: option.map_or(0.0, chance) }
        })
        .collect();
    let whole: f64 = letters.iter().map(|letter| letter.chance).sum();
    if whole > 0.0 {
        letters.iter_mut().for_each(|letter| letter.chance /= whole);
    }
    let mut ranked: Vec<&Letter> = letters.iter().filter(|letter| letter.chance > 0.0).collect();
    ranked.sort_by(|a, b| b.chance.total_cmp(&a.chance));
    let choice: Vec<String> =
        ranked.iter().take(scenario.select.max(1)).map(|letter| letter.letter.clone()).collect();
    let best = chances.iter().max_by(|(_, a), (_, b)| a.total_cmp(b)).copied();
    let (winner, sure) = match ranked.first() {
        Some(letter) => (letter.option.map(Outcome::Option), letter.chance),
        None => (best.map(|(outcome, _)| outcome), best.map_or(0.0, |(_, chance)| chance)),
    };
    let assumed = said.answers.assuming_silence(definition).0;
    let verdict = decision.diagram(EDITION).verdict(&decision.cube(EDITION, &assumed));
    // Where silence alone says the same, one clue is little to go by.
    let silence = Answers::none(definition).assuming_silence(definition).0;
    let silent = decision.diagram(EDITION).verdict(&decision.cube(EDITION, &silence));
    let enough = if silent == verdict { 2 } else { 1 };
    let settled = said.answers.len() >= enough
        && said.conflicts.is_empty()
        && sure >= SURE
        && winner.is_some_and(|winner| verdict == Verdict::Settled(winner));
    Reading {
        candidates: Vec::new(),
        clues,
        answers: said.answers,
        conflicts: said.conflicts,
        chances,
        letters,
        choice,
        winner,
        settled,
    }
}
