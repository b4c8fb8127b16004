//! From clues to what is believed of each input, and to answers.

use shirube_engine::chance::Belief;
use shirube_engine::model::{Definition, Input, InputKind};
use shirube_engine::quantity::Interval;
use shirube_engine::{Answer, Answers};

use crate::cue::Gives;
use crate::reading::Clue;

/// How likely it is so what a text says outright, and how much likelier a hint makes it.
const SAID: f64 = 0.95;
const LEANS: f64 = 4.0;
/// How likely silence means what it usually does.
const SILENT: f64 = 0.92;
/// How likely a flag is no of which nothing is said.
const UNSAID: f64 = 0.93;
/// How likely a member is absent of which nothing is said: a set has many.
const ABSENT: f64 = 0.98;
/// How likely a figure is what it seems.
const FIGURE: f64 = 0.95;

/// What the clues say of the inputs of a decision.
pub(crate) struct Said {
    pub(crate) beliefs: Vec<Belief>,
    pub(crate) answers: Answers,
    pub(crate) conflicts: Vec<usize>,
}

pub(crate) fn believe(definition: &Definition, clues: &[Clue]) -> Said {
    let mut said = Said {
        beliefs: Vec::with_capacity(definition.inputs.len()),
        answers: Answers::none(definition),
        conflicts: Vec::new(),
    };
    for (index, input) in definition.inputs.iter().enumerate() {
        let own: Vec<&Clue> =
            clues.iter().filter(|clue| clue.gives.input() == Some(index)).collect();
        let (belief, answer, conflict) = match &input.kind {
            InputKind::Choice { values, .. } => {
                let weights = values.iter().map(|value| f64::from(value.weight.max(1)));
                one_of(input, weights.collect(), &own)
            }
            InputKind::Flag => one_of(input, vec![UNSAID, 1.0 - UNSAID], &own),
            InputKind::Set { members } => members_of(input, members.len(), &own),
            InputKind::Quantity { range, .. } => quantity(input, *range, &own),
        };
        said.beliefs.push(belief);
        said.answers.set(index, answer);
        said.conflicts.extend(conflict.then_some(index));
    }
    said
}

/// The value that a clue gives away.
fn value_of(clue: &Clue) -> Option<usize> {
    match clue.gives {
        Gives::Value { value, .. } => Some(value),
        _ => None,
    }
}

fn one_of(input: &Input, mut weights: Vec<f64>, clues: &[&Clue]) -> (Belief, Option<Answer>, bool) {
    normalise(&mut weights);
    if let Some(Answer::Values(usual)) = input.when_silent {
        for (value, weight) in weights.iter_mut().enumerate() {
            let own = if usual >> value & 1 == 1 { SILENT } else { 0.0 };
            *weight = own + (1.0 - SILENT) * *weight;
        }
    }
    let (mut said, mut excluded) = (vec![0_u32; weights.len()], 0_u64);
    for clue in clues.iter().filter(|clue| !clue.hint) {
        match value_of(clue) {
            Some(value) if clue.negated => excluded |= 1 << value,
            Some(value) => said[value] += 1,
            None => {}
        }
    }
    for (value, weight) in weights.iter_mut().enumerate() {
        if excluded >> value & 1 == 1 && said[value] == 0 {
            *weight *= 1.0 - SAID;
        }
    }
    let outright: u32 = said.iter().sum();
    if outright == 0 {
        // What only leans toward a value counts where nothing is said outright.
        let mut leant = 0_u64;
        for clue in clues.iter().filter(|clue| clue.hint) {
            if let Some(value) = value_of(clue).filter(|value| leant >> value & 1 == 0) {
                leant |= 1 << value;
                weights[value] *= if clue.negated { 1.0 / LEANS } else { LEANS };
            }
        }
    }
    normalise(&mut weights);
    if outright > 0 {
        for (value, weight) in weights.iter_mut().enumerate() {
            *weight = (1.0 - SAID) * *weight + SAID * f64::from(said[value]) / f64::from(outright);
        }
    }
    let given: Vec<usize> = (0..said.len()).filter(|&value| said[value] > 0).collect();
    let all = u64::MAX >> (64 - weights.len());
    let answer = match given.as_slice() {
        [only] => Some(Answer::Values(1 << only)),
        [] if excluded != 0 && excluded != all => Some(Answer::Values(all & !excluded)),
        _ => None,
    };
    (Belief::Values(weights), answer, given.len() > 1)
}

fn members_of(input: &Input, count: usize, clues: &[&Clue]) -> (Belief, Option<Answer>, bool) {
    let usual = match input.when_silent {
        Some(Answer::Members { yes, .. }) => yes,
        _ => 0,
    };
    let (mut yes, mut no) = (0_u64, 0_u64);
    let mut beliefs = Vec::with_capacity(count);
    for member in 0..count {
        let own: Vec<&Clue> = clues.iter().copied().filter(|clue| is_of(clue, member)).collect();
        let said = |negated: bool| own.iter().any(|clue| !clue.hint && clue.negated == negated);
        yes |= u64::from(said(false)) << member;
        no |= u64::from(said(true)) << member;
        let silent = if usual >> member & 1 == 1 { ABSENT } else { 1.0 - ABSENT };
        let leant = own.iter().any(|clue| clue.hint && !clue.negated);
        beliefs.push(match (said(false), said(true)) {
            (true, true) => 0.5,
            (true, false) => SAID,
            (false, true) => 1.0 - SAID,
            (false, false) if leant => {
                let odds = silent / (1.0 - silent) * LEANS;
                odds / (1.0 + odds)
            }
            (false, false) => silent,
        });
    }
    let conflict = yes & no != 0;
    // Of members that are not named, a text that names some says that it has not.
    let all = if count == 0 { 0 } else { u64::MAX >> (64 - count) };
    let answer = match (yes & !no, no & !yes) {
        (0, 0) => None,
        (0, no) => Some(Answer::Members { yes: 0, no }),
        (yes, _) => Some(Answer::Members { yes, no: all & !yes }),
    };
    (Belief::Members(beliefs), answer, conflict)
}

fn is_of(clue: &Clue, member: usize) -> bool {
    matches!(clue.gives, Gives::Value { value, .. } if value == member)
}

fn quantity(input: &Input, range: Interval, clues: &[&Clue]) -> (Belief, Option<Answer>, bool) {
    let point = |value: i64| {
        let value = value.clamp(range.low, range.high);
        Interval { low: value, high: value }
    };
    let mut parts: Vec<(Interval, f64)> = Vec::new();
    let mut said: Vec<i64> = Vec::new();
    for clue in clues {
        let value = match clue.gives {
            Gives::At { value, .. } => Some(value),
            _ => clue.figure,
        };
        let Some(value) = value else { continue };
        parts.push((point(value), if clue.hint { 1.0 } else { 3.0 }));
        if !clue.hint && !said.contains(&value) {
            said.push(value);
        }
    }
    let told: f64 = parts.iter().map(|(_, weight)| weight).sum();
    if told > 0.0 {
        parts.iter_mut().for_each(|(_, weight)| *weight *= FIGURE / told);
        parts.push((range, 1.0 - FIGURE));
    } else if let Some(Answer::Quantity(usual)) = input.when_silent {
        parts.push((usual, SILENT));
        parts.push((range, 1.0 - SILENT));
    } else {
        parts.push((range, 1.0));
    }
    let answer = match said.as_slice() {
        [only] => Some(Answer::Quantity(point(*only))),
        _ => None,
    };
    (Belief::Quantity(parts), answer, said.len() > 1)
}

fn normalise(weights: &mut [f64]) {
    let whole: f64 = weights.iter().sum();
    weights.iter_mut().for_each(|weight| *weight /= whole);
}
