//! One situation as somebody might record it: the most usual of some cells, in round figures.

mod figure;

use crate::answer::{Answer, Answers, all_bits};
use crate::forest::{Forest, Ref};
use crate::model::{Definition, InputKind};
use crate::quantity::Interval;
use crate::space::{Cube, Space, Split, Variable};

use figure::round;

/// The most usual of the cells in which a function holds.
pub(crate) fn usual_cell(
    definition: &Definition,
    space: &Space,
    forest: &Forest,
    cells: Ref,
) -> Cube {
    let mut place = cells;
    let masks = (space.variables.iter().enumerate()).map(|(level, variable)| {
        let branches = place.code().is_none() && forest.level(place) == level;
        let leads = |region: &usize| !branches || forest.child(place, *region) != Ref::FALSE;
        let open = (0..variable.regions()).filter(leads);
        let region = open.max_by_key(|&region| usual(definition, variable, region)).unwrap_or(0);
        if branches {
            place = forest.child(place, region);
        }
        1 << region
    });
    Cube(masks.collect())
}

/// How usual a region is.
fn usual(definition: &Definition, variable: &Variable, region: usize) -> (bool, i64) {
    let input = &definition.inputs[variable.input];
    let silent = match (input.when_silent, &variable.split) {
        (Some(Answer::Values(values)), _) => values >> region & 1 == 1,
        (Some(Answer::Members { yes, .. }), Split::Member(member)) => {
            (yes >> member & 1) as usize == region
        }
        (Some(Answer::Quantity(usual)), _) => variable.touching(usual) >> region & 1 == 1,
        _ => false,
    };
    let weight = match (&input.kind, &variable.split) {
        (InputKind::Choice { values, .. }, _) => i64::from(values[region].weight),
        (_, Split::Flag | Split::Member(_)) => -(region as i64),
        // The middle of the regions of a quantity, where there is no reason for another.
        _ => -((2 * region + 1).abs_diff(variable.regions()) as i64),
    };
    (silent, weight)
}

/// Answers that leave one cell, with round figures: at the lower end of a region, or at the upper
/// one where `below` says so of the input and the first value past it.
pub(crate) fn answers(
    definition: &Definition,
    space: &Space,
    cell: &Cube,
    below: &dyn Fn(usize, i64) -> bool,
) -> Answers {
    let mut answers = Answers::none(definition);
    for (index, input) in definition.inputs.iter().enumerate() {
        let levels = space.levels_of(index);
        let answer = match (&input.kind, levels.first()) {
            (InputKind::Set { members }, _) => {
                let yes = (levels.iter().enumerate())
                    .fold(0, |yes, (member, &level)| yes | (cell.0[level] >> 1) << member);
                Answer::Members { yes, no: all_bits(members.len()) & !yes }
            }
            (InputKind::Quantity { dimension, .. }, Some(&level)) => {
                let variable = &space.variables[level];
                let region = cell.0[level].trailing_zeros() as usize;
                let Some(interval) = variable.interval(region) else { continue };
                let upper = region == 0 || below(index, interval.high.saturating_add(1));
                let value = round(*dimension, interval, upper);
                Answer::Quantity(Interval { low: value, high: value })
            }
            (_, Some(&level)) => Answer::Values(cell.0[level]),
            (_, None) => continue,
        };
        answers.set(index, Some(answer));
    }
    answers
}
