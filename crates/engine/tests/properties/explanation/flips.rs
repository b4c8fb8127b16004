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
fn every_other_outcome_that_can_be_reached_has_a_flip() {
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
        let flips: BTreeSet<Outcome> = explanation.flips.iter().map(|flip| flip.to).collect();
        tally.saw_if(flips.len() > 2, "several outcomes");
        prop_assert_eq!(flips, others);
        Ok(())
    });
    tally.expect(&[("several outcomes", 900)]);
}

#[test]
fn every_single_answer_that_reaches_another_outcome_is_a_flip_and_once() {
    let tally = explained(1_500, Size::LARGE, |case, tally| {
        let Case { world, cube, explanation, .. } = case;
        let alone = |flip: &&Flip| {
            let named = |change: &Change| {
                let (to, whole) =
                    (world.only(change.input, &change.to), world.space().everything());
                to.0.iter().zip(&whole.0).filter(|(to, all)| to != all).count()
            };
            matches!(flip.changes.as_slice(), [only] if only.replaces && named(only) == 1)
        };
        let singles: Vec<&Flip> = explanation.flips.iter().filter(alone).collect();
        for (level, variable) in world.space().variables.iter().enumerate() {
            for region in (0..variable.regions()).filter(|region| cube.0[level] >> region & 1 == 0)
            {
                let mut changed = cube.clone();
                changed.0[level] = 1 << region;
                let names = |flip: &&&Flip| {
                    let change = flip.changes[0];
                    let to = world.only(change.input, &change.to).0[level];
                    change.input == variable.input && to != variable.all() && to >> region & 1 == 1
                };
                let named: Vec<Outcome> = singles.iter().filter(names).map(|f| f.to).collect();
                match world.verdict(&changed) {
                    Verdict::Settled(to) if explanation.verdict != Verdict::Settled(to) => {
                        let open = matches!(explanation.verdict, Verdict::Open(_));
                        prop_assert_eq!(named, if open { vec![] } else { vec![to] });
                        tally.saw("a single answer");
                    }
                    _ => prop_assert!(named.is_empty(), "{:?} for {:?}", named, changed),
                }
            }
        }
        Ok(())
    });
    tally.expect(&[("a single answer", 9_000)]);
}

#[test]
fn nothing_is_to_be_given_that_the_outcome_does_not_need() {
    let tally = explained(3_000, Size::LARGE, |case, tally| {
        let Case { world, answers, explanation, .. } = case;
        for flip in &explanation.flips {
            for (nth, change) in flip.changes.iter().enumerate() {
                // Beside members of a set that change, others may be given: not looked at here.
                if change.replaces {
                    continue;
                }
                let mut changed = answers.clone();
                let others = flip.changes.iter().enumerate().filter(|(other, _)| *other != nth);
                others.for_each(|(_, other)| apply(&mut changed, other));
                let verdict = world.verdict(&world.cube(&changed));
                prop_assert!(verdict != Verdict::Settled(flip.to), "{:?}: {:?}", flip, change);
                tally.saw("needed");
            }
        }
        Ok(())
    });
    tally.expect(&[("needed", 2_000)]);
}

#[test]
fn no_cheaper_change_reaches_the_outcome_and_the_cheapest_flip_comes_first() {
    let tally = explained(2_400, Size::LARGE, |case, tally| {
        let Case { world, cube, explanation, .. } = case;
        let (mut before, mut seen) = (0, BTreeSet::new());
        for flip in &explanation.flips {
            let own = cost(world, cube, flip);
            prop_assert!(before <= own, "{:?} comes after a dearer one", flip);
            before = own;
            if seen.insert(flip.to) {
                let cheapest = (world.cells.iter())
                    .filter(|cell| cell.outcome() == Some(flip.to))
                    .map(|cell| cost_of_cell(world, cube, cell))
                    .min();
                prop_assert_eq!(Some(own), cheapest, "{:?}", flip);
            } else {
                let single = flip.changes.len() == 1 && flip.changes[0].replaces;
                prop_assert!(single, "{:?} is one more, and not of a single answer", flip);
                tally.saw("another single answer");
            }
            tally.saw_if(own > 1, "not for free");
        }
        Ok(())
    });
    tally.expect(&[("not for free", 6_000), ("another single answer", 1_000)]);
}
