//! One scenario of a box, as somebody might have it.

use super::joint::Joint;
use crate::answer::{Answer, Answers};
use crate::forest::{Forest, Ref};
use crate::model::InputKind;
use crate::quantity::Interval;
use crate::space::{Cube, Split};

/// A concrete answer to each input that a cube narrows, in a scenario in which a function holds:
/// what may be taken for granted where that is in the cube, else what is most common.
pub(super) fn example(joint: &Joint, forest: &Forest, here: Ref, cube: &Cube) -> Answers {
    let (space, definition) = (&joint.space, &joint.definition);
    let mut answers = Answers::none(definition);
    let mut left = cube.clone();
    for input in definition.inputs_in_order() {
        let levels = space.levels_of(input);
        if levels.iter().all(|&level| cube.0[level] == space.variables[level].all()) {
            continue;
        }
        let mut silent = space.everything();
        if let Some(answer) = &definition.inputs[input].when_silent {
            space.narrow(&mut silent, input, answer);
        }
        let mut whole: Option<Answer> = None;
        for &level in levels {
            let variable = &space.variables[level];
            let mut regions: Vec<usize> = (0..variable.regions()).collect();
            regions.sort_by_key(|&region| {
                let usual = silent.0[level] >> region & 1 == 1;
                let weight = match variable.split {
                    Split::Values(_) => definition.inputs[input].values()[region].weight,
                    _ => 0,
                };
                (!usual, std::cmp::Reverse(weight), region)
            });
            let own = left.0[level];
            let chosen =
                regions.into_iter().filter(|region| own >> region & 1 == 1).find(|region| {
                    left.0[level] = 1 << region;
                    forest.reaches(here, Ref::TRUE, &left.0)
                });
            // A cube that was grown from a cell of the function always has one.
            left.0[level] = chosen.map_or(own, |region| 1 << region);
            let said = concrete(joint, input, variable.answer(left.0[level]));
            whole = Some(whole.map_or(said, |whole| whole.and(said)));
        }
        answers.set(input, whole);
    }
    answers
}

/// An answer with a quantity inside its range in place of the range.
fn concrete(joint: &Joint, input: usize, answer: Answer) -> Answer {
    match (&joint.definition.inputs[input].kind, answer) {
        (InputKind::Quantity { dimension, .. }, Answer::Quantity(interval)) => {
            let value = dimension.round_value(interval);
            Answer::Quantity(Interval { low: value, high: value })
        }
        _ => answer,
    }
}
