//! Reading: which cues stand in a text, which decision they point at, and what they come to.

use rustc_hash::FxHashMap;
use shirube_engine::model::{Alternative, Definition, InputKind};
use shirube_engine::quantity::Dimension;
use shirube_engine::{Answers, Decision, Outcome, Pack, Verdict};

use crate::belief::believe;
use crate::cue::{DecisionCues, Gives};
use crate::lettered::likeness;
use crate::pattern::{Pattern, is_negated};
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

/// Reads texts on the decisions of a pack.
pub struct Reader<'a> {
    pack: &'a Pack,
    cues: Vec<Ready>,
    /// The cues of which a word or the beginning of a piece stands for, by language.
    index: Vec<FxHashMap<String, Vec<usize>>>,
    /// The names of each decision's options, in every language.
    names: Vec<Vec<Vec<Pattern>>>,
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
            names: pack.decisions().iter().map(|one| names_of(one, &japanese)).collect(),
            japanese,
        };
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
            if let Some(names) = self.names[decision].get_mut(option) {
                names.push(pattern);
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

    /// Reads a text.
    #[must_use]
    pub fn read(&self, scenario: &Scenario) -> Reading {
        let text = Prepared::new(&scenario.text);
        let clues = self.clues(&text);
        let offered: Vec<Prepared> =
            scenario.options.iter().map(|option| Prepared::new(&option.text)).collect();
        let mut letters: Vec<Option<Vec<Vec<usize>>>> = vec![None; self.names.len()];
        let candidates = self.candidates(scenario, &text, &clues, &offered, &mut letters);
        let Some(&(first, _)) = candidates.first() else { return nothing() };
        let decision = &self.pack.decisions()[first];
        let mut own: Vec<Clue> =
            clues.into_iter().filter(|(place, _)| *place == first).map(|(_, clue)| clue).collect();
        own.sort_by_key(|clue| (clue.at.start, clue.at.end));
        let options = letters[first].take().unwrap_or_else(|| self.letters(first, &offered));
        let mut reading = judge(decision, own, scenario, &options);
        reading.candidates = candidates;
        reading
    }

    /// Every clue, with its decision.
    fn clues(&self, text: &Prepared) -> Vec<(usize, Clue)> {
        let language = self.language(text);
        let japanese = self.japanese.get(language).copied().unwrap_or(false);
        let Some(index) = self.index.get(language) else { return Vec::new() };
        let mut seen = vec![false; self.cues.len()];
        let mut standing: Vec<usize> = Vec::new();
        let mut look = |key: &str| {
            for &cue in index.get(key).into_iter().flatten() {
                if !std::mem::replace(&mut seen[cue], true) {
                    standing.push(cue);
                }
            }
        };
        if japanese {
            let mut key = String::new();
            for pair in text.dense.windows(2) {
                key.clear();
                key.extend([pair[0].0, pair[1].0]);
                look(&key);
            }
            for (c, _) in &text.dense {
                key.clear();
                key.push(*c);
                look(&key);
            }
        } else {
            text.words.iter().for_each(|word| look(&word.stem));
        }
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
                        negated: !ready.pattern.negates && is_negated(text, &found, japanese),
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

    fn language(&self, text: &Prepared) -> usize {
        let wanted = text.is_japanese();
        self.japanese.iter().position(|japanese| *japanese == wanted).unwrap_or(0)
    }

    /// The decisions that a text may be about, the surest first.
    fn candidates(
        &self,
        scenario: &Scenario,
        text: &Prepared,
        clues: &[(usize, Clue)],
        offered: &[Prepared],
        letters: &mut [Option<Vec<Vec<usize>>>],
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
                let named = self.names[place].iter().filter(|names| likeness(text, names) > 1.0);
                score += NAMED * named.count().min(3) as f64;
            } else {
                let options = self.letters(place, offered);
                let known = options.iter().filter(|named| !named.is_empty()).count();
                let known = known as f64 / offered.len() as f64;
                score += OFFERED * known * known;
                letters[place] = Some(options);
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

    /// Which options of a decision each offered one may be: those that it names as well as any.
    fn letters(&self, decision: usize, offered: &[Prepared]) -> Vec<Vec<usize>> {
        let best = |text: &Prepared| {
            let told = self.names[decision].iter().enumerate();
            let told = told.map(|(option, names)| (option, likeness(text, names)));
            let told: Vec<(usize, f64)> = told.filter(|(_, likeness)| *likeness > 0.0).collect();
            let most = told.iter().map(|(_, likeness)| *likeness).fold(0.0, f64::max);
            told.into_iter().filter(|(_, own)| *own == most).map(|(option, _)| option).collect()
        };
        offered.iter().map(best).collect()
    }
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
    let within = |(decision, clue): &(usize, Clue)| {
        clues.iter().any(|(other, longer)| {
            other == decision
                && clue.gives.input().is_some()
                && longer.gives.input() == clue.gives.input()
                && longer.gives != clue.gives
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
    let settled = !clues.is_empty()
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
