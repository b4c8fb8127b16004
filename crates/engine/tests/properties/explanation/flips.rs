//! Flips reach what they say they reach, nothing reachable is left out, and nothing is cheaper.

use std::collections::BTreeSet;

use proptest::prelude::*;
use shirube_engine::explanation::{Change, Flip};
use shirube_engine::quantity::Interval;
use shirube_engine::{Answer, Answers, Cube, Outcome, Verdict};

use super::{Case, explained};
use crate::support::{Cell, Size, World};

/// The answers with a change made: a replaced answer goes, one that is only narrowed stays.
fn apply(answers: &mut Answers, change: &Change) {
    let before = answers.get(change.input).filter(|_| !change.replaces);
    let after = match (before, change.to) {
        (Some(Answer::Values(before)), Answer::Values(to)) => Answer::Values(before & to),
        (Some(Answer::Quantity(before)), Answer::Quantity(to)) => Answer::Quantity(Interval {
            low: before.low.max(to.low),
            high: before.high.min(to.high),
        }),
        (_, Answer::Members { yes, no }) => match answers.get(change.input) {
            // Only the members that change are named.
            Some(Answer::Members { yes: had, no: had_not }) => {
                Answer::Members { yes: had & !no | yes, no: had_not & !yes | no }
            }
            _ => change.to,
        },
        _ => change.to,
    };
    answers.set(change.input, Some(after));
}

/// What a flip costs: the cost of the input for each variable that goes against an answer.
fn cost(world: &World<'_>, cube: &Cube, flip: &Flip) -> usize {
    let mut cost = 0;
    for change in &flip.changes {
        let to = world.only(change.input, &change.to);
        let replaced = (world.space().levels_of(change.input).iter())
            .filter(|&&level| cube.0[level] & to.0[level] == 0)
            .count();
        cost += replaced * usize::from(world.sample.definition.inputs[change.input].cost);
    }
    cost
}

/// What it costs at the least to be in a cell.
fn cost_of_cell(world: &World<'_>, cube: &Cube, cell: &Cell) -> usize {
    (world.space().variables.iter().enumerate())
        .filter(|&(level, _)| cube.0[level] & cell.cube.0[level] == 0)
        .map(|(_, variable)| usize::from(world.sample.definition.inputs[variable.input].cost))
        .sum()
}

#[test]
fn every_flip_reaches_its_outcome_whatever_else_is_unknown() {
    let tally = explained(3_000, Size::LARGE, |case, tally| {
        let Case { world, answers, explanation, .. } = case;
        for flip in &explanation.flips {
            prop_assert!(!flip.changes.is_empty(), "{:?}", flip);
            let mut changed = answers.clone();
            for change in &flip.changes {
                apply(&mut changed, change);
            }
            let verdict = world.verdict(&world.cube(&changed));
            prop_assert_eq!(
                &verdict,
                &Verdict::Settled(flip.to),
                "{:?} leads to {:?}",
                flip,
                changed
            );
            for change in &flip.changes {
                let to = world.only(change.input, &change.to);
                let against = (world.space().levels_of(change.input).iter())
                    .any(|&level| case.cube.0[level] & to.0[level] == 0);
                prop_assert_eq!(change.replaces, against, "{:?}", change);
            }
            tally.saw_if(flip.changes.len() > 1, "several changes");
            tally.saw_if(flip.changes.iter().any(|change| !change.replaces), "something given");
        }
        Ok(())
    });
    tally.expect(&[("several changes", 7_000), ("something given", 2_000)]);
}

#[test]
fn every_other_outcome_that_can_be_reached_has_one_flip() {
    let tally = explained(1_500, Size::LARGE, |case, tally| {
        let Case { world, explanation, .. } = case;
        if matches!(explanation.verdict, Verdict::Open(_)) {
            prop_assert!(explanation.flips.is_empty());
            return Ok(());
        }
        let others: BTreeSet<Outcome> = (world.cells.iter())
            .filter_map(Cell::outcome)
            .filter(|&outcome| explanation.verdict != Verdict::Settled(outcome))
            .collect();
        let flips: Vec<Outcome> = explanation.flips.iter().map(|flip| flip.to).collect();
        prop_assert_eq!(flips.len(), others.len());
        prop_assert_eq!(flips.into_iter().collect::<BTreeSet<_>>(), others);
        tally.saw_if(explanation.flips.len() > 2, "several flips");
        Ok(())
    });
    tally.expect(&[("several flips", 900)]);
}

#[test]
fn no_cheaper_change_reaches_the_outcome_and_the_cheapest_flip_comes_first() {
    let tally = explained(2_400, Size::LARGE, |case, tally| {
        let Case { world, cube, explanation, .. } = case;
        let mut before = 0;
        for flip in &explanation.flips {
            let cheapest = (world.cells.iter())
                .filter(|cell| cell.outcome() == Some(flip.to))
                .map(|cell| cost_of_cell(world, cube, cell))
                .min();
            let own = cost(world, cube, flip);
            prop_assert_eq!(Some(own), cheapest, "{:?}", flip);
            prop_assert!(before <= own, "{:?} comes after a dearer one", flip);
            before = own;
            tally.saw_if(own > 1, "not for free");
            tally.saw_if(own == 0, "something to be given only");
        }
        Ok(())
    });
    tally.expect(&[("not for free", 6_000)]);
}
