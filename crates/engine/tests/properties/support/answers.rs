//! Random answers: complete, partial, ranges, partly known sets.

use shirube_engine::interpreter::Concrete;
use shirube_engine::model::{Definition, Input, InputKind};
use shirube_engine::quantity::Interval;
use shirube_engine::space::Space;
use shirube_engine::{Answer, Answers, Cube};

use super::definitions::Sample;
use super::dice::{Dice, all_bits};
use super::world;

/// Answers to some of the inputs, of every form that a person can give.
pub(crate) fn some_answers(dice: &mut Dice, definition: &Definition) -> Answers {
    let answered = *dice.one_of(&[20, 60, 100]);
    let mut answers = Answers::none(definition);
    for (index, input) in definition.inputs.iter().enumerate() {
        if dice.chance(answered) {
            answers.set(index, Some(some_answer(dice, input)));
        }
    }
    answers
}

/// Answers to every input, each of which leaves nothing open.
pub(crate) fn full_answers(sample: &Sample, values: &[Concrete]) -> Answers {
    let mut answers = Answers::none(&sample.definition);
    for (input, &value) in values.iter().enumerate() {
        answers.set(input, Some(world::answer(sample, input, value)));
    }
    answers
}

/// One answer.
pub(crate) fn some_answer(dice: &mut Dice, input: &Input) -> Answer {
    match &input.kind {
        InputKind::Choice { values, .. } => {
            let all = all_bits(values.len());
            let one = 1 << dice.roll(values.len());
            Answer::Values(if dice.chance(60) { one } else { dice.some_of(all) })
        }
        InputKind::Flag => Answer::Values(1 << dice.roll(2)),
        InputKind::Set { members } => {
            let all = all_bits(members.len());
            let yes = dice.bits(members.len());
            let known = if dice.chance(50) { all } else { dice.bits(members.len()) };
            Answer::Members { yes: yes & known, no: !yes & known & all }
        }
        InputKind::Quantity { range, .. } => {
            let mut ends = [(); 2].map(|()| match dice.roll(6) {
                0 => range.low,
                1 => range.high,
                _ => dice.between(range.low, range.high),
            });
            ends.sort_unstable();
            let high = if dice.chance(50) { ends[0] } else { ends[1] };
            Answer::Quantity(Interval { low: ends[0], high })
        }
    }
}

/// Some regions of every variable.
pub(crate) fn cube(dice: &mut Dice, space: &Space) -> Cube {
    let mut cube = space.everything();
    for mask in &mut cube.0 {
        match dice.roll(10) {
            0..=3 => {}
            4..=6 => *mask = 1 << dice.roll(mask.count_ones() as usize),
            _ => *mask = dice.some_of(*mask),
        }
    }
    cube
}

/// Answers that no reader of answers gives: of the wrong kind, empty, contradictory, out of range.
pub(crate) fn nonsense(dice: &mut Dice, definition: &Definition) -> Answers {
    let mut answers = some_answers(dice, definition);
    for input in 0..definition.inputs.len() {
        let bits = |dice: &mut Dice| *dice.one_of(&[0, 1, 2, 3, 6, u64::MAX, 1 << 63]);
        let ends = [i64::MIN, -1, 0, 1, 7, 1_000, i64::MAX];
        let answer = match dice.roll(5) {
            0 => Answer::Values(bits(dice)),
            1 => Answer::Members { yes: bits(dice), no: bits(dice) },
            2 => Answer::Quantity(Interval { low: *dice.one_of(&ends), high: *dice.one_of(&ends) }),
            _ => continue,
        };
        answers.set(input, Some(answer));
    }
    answers
}
