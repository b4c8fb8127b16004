//! The ranking is what would win, were those before it not to be had.

use std::collections::BTreeSet;

use proptest::prelude::*;
use shirube_engine::explanation::Next;
use shirube_engine::interpreter::Ruling;
use shirube_engine::model::RuleKind;
use shirube_engine::{Outcome, Verdict};

use super::{Case, explained};
use crate::support::{Cell, Size, World};

/// The options that could come next in a cell once some are gone: one that wins, or those that
/// rules disagree about.
fn following(world: &World<'_>, cell: &Cell, gone: &[usize]) -> BTreeSet<usize> {
    match world.interpreter.ruling_without(&cell.values, gone) {
        Ruling::Outcome(Outcome::Option(option), _) => [option].into(),
        Ruling::Conflict(rules) => {
            rules.iter().filter_map(|&rule| pick(world, cell, rule, gone)).collect()
        }
        _ => BTreeSet::new(),
    }
}

/// The first of a rule's picks that survives.
pub(super) fn pick(world: &World<'_>, cell: &Cell, rule: usize, gone: &[usize]) -> Option<usize> {
    let definition = &world.sample.definition;
    let RuleKind::Prefer { picks, .. } = &definition.rules[rule].kind else { return None };
    picks.iter().copied().find(|pick| {
        !gone.contains(pick)
            && definition.options[*pick].editions.contains(world.edition)
            && !definition.rules.iter().enumerate().any(|(index, rule)| {
                matches!(&rule.kind, RuleKind::Exclude { options } if options.contains(pick))
                    && world.interpreter.holds(index, &cell.values)
            })
    })
}

#[test]
fn a_cell_has_the_ranking_that_the_interpreter_gives() {
    let tally = explained(3_000, Size::LARGE, |case, tally| {
        let Case { world, cube, explanation, .. } = case;
        let Some(cell) = world.cells.iter().find(|cell| cell.cube == *cube) else { return Ok(()) };
        let Some(Outcome::Option(winner)) = cell.outcome() else {
            prop_assert!(explanation.ranking.is_empty());
            prop_assert_eq!(&explanation.next, &Next::Nothing);
            return Ok(());
        };
        let ranking = world.interpreter.ranking(&cell.values);
        prop_assert_eq!(ranking[0], winner);
        prop_assert_eq!(&explanation.ranking, &ranking[1..]);
        tally.saw_if(ranking.len() > 2, "a third");
        Ok(())
    });
    tally.expect(&[("a third", 2_000)]);
}

#[test]
fn a_ranking_holds_whatever_is_unknown_and_goes_as_far_as_that_can_be_said() {
    let tally = explained(4_500, Size::LARGE, |case, tally| {
        let Case { world, cube, explanation, .. } = case;
        let Verdict::Settled(Outcome::Option(winner)) = explanation.verdict else { return Ok(()) };
        let mut gone = vec![winner];
        for &option in &explanation.ranking {
            for cell in world.possible(cube) {
                let ruling = world.interpreter.ruling_without(&cell.values, &gone);
                let right =
                    matches!(ruling, Ruling::Outcome(Outcome::Option(next), _) if next == option);
                prop_assert!(right, "not {} but {:?} after {:?}", option, ruling, gone);
            }
            gone.push(option);
        }
        let following: Vec<BTreeSet<usize>> =
            world.possible(cube).map(|cell| following(world, cell, &gone)).collect();
        let all: BTreeSet<usize> = following.iter().flatten().copied().collect();
        match &explanation.next {
            Next::Nothing => {
                prop_assert!(all.is_empty(), "{:?} may follow {:?}", all, gone);
                tally.saw("nothing follows");
            }
            Next::OneOf(options) => {
                prop_assert_eq!(options.iter().copied().collect::<BTreeSet<_>>(), all.clone());
                prop_assert!(options.is_sorted_by(|a, b| a < b), "{:?}", options);
                prop_assert!(!options.is_empty());
                let agreed = all.len() == 1 && following.iter().all(|next| *next == all);
                prop_assert!(!agreed, "{:?} surely comes next", options);
                tally.saw("one of several follows");
            }
        }
        tally.saw_if(!cube.is_cell() && !explanation.ranking.is_empty(), "a ranking of a cube");
        Ok(())
    });
    tally.expect(&[
        ("nothing follows", 10_000),
        ("one of several follows", 1_000),
        ("a ranking of a cube", 3_000),
    ]);
}
