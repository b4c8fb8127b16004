//! What is said to decide decides, and every option that is out is out for the reason given.

use std::collections::BTreeSet;

use proptest::prelude::*;
use shirube_engine::explanation::WhyNot;
use shirube_engine::interpreter::Ruling;
use shirube_engine::model::RuleKind;
use shirube_engine::{Outcome, Verdict};

use super::ranking::pick;
use super::{Case, explained};
use crate::support::{Cell, Size, World};

fn decides(cell: &Cell, rule: usize) -> bool {
    matches!(&cell.ruling, Ruling::Outcome(_, rules) if rules.contains(&rule))
}

fn excludes(world: &World<'_>, cell: &Cell, rule: usize, option: usize) -> bool {
    matches!(&world.sample.definition.rules[rule].kind, RuleKind::Exclude { options } if options.contains(&option))
        && world.interpreter.holds(rule, &cell.values)
}

#[test]
fn the_deciding_rules_decide_in_every_cell_where_that_is_said_and_in_some_otherwise() {
    let tally = explained(3_000, Size::LARGE, |case, tally| {
        let Case { world, cube, explanation, .. } = case;
        let possible: Vec<&Cell> = world.possible(cube).collect();
        match explanation.verdict {
            Verdict::Open(_) => prop_assert!(explanation.deciding.is_empty()),
            Verdict::Impossible => {
                for cell in world.cells.iter().filter(|cell| cell.inside(cube)) {
                    let named = (explanation.deciding.iter())
                        .any(|deciding| world.interpreter.holds(deciding.rule, &cell.values));
                    prop_assert!(named, "nothing named forbids {:?}", cell.values);
                }
                for deciding in &explanation.deciding {
                    let kind = &world.sample.definition.rules[deciding.rule].kind;
                    prop_assert_eq!(kind, &RuleKind::Assume);
                }
                tally.saw("impossible");
            }
            Verdict::Settled(_) => {
                prop_assert!(!explanation.deciding.is_empty(), "nothing decides");
                for deciding in &explanation.deciding {
                    let surely = possible.iter().all(|cell| decides(cell, deciding.rule));
                    let maybe = possible.iter().any(|cell| decides(cell, deciding.rule));
                    prop_assert!(maybe, "{:?} does not decide", deciding);
                    prop_assert_eq!(deciding.surely, surely, "{:?}", deciding);
                    tally.saw(if surely { "surely" } else { "depends" });
                }
                for cell in &possible {
                    let named = explanation.deciding.iter().any(|by| decides(cell, by.rule));
                    prop_assert!(named, "nothing named decides {:?}", cell.values);
                }
            }
        }
        Ok(())
    });
    tally.expect(&[("surely", 9_000), ("depends", 1_000), ("impossible", 1_000)]);
}

#[test]
fn every_option_either_stands_or_is_rejected_once_and_in_the_authors_order() {
    let tally = explained(900, Size::LARGE, |case, tally| {
        let Case { world, explanation, .. } = case;
        let rejected: Vec<usize> = explanation.rejected.iter().map(|r| r.option).collect();
        let standing: BTreeSet<Outcome> = match &explanation.verdict {
            Verdict::Settled(outcome) => [*outcome].into(),
            Verdict::Open(outcomes) => outcomes.iter().copied().collect(),
            Verdict::Impossible => {
                prop_assert!(rejected.is_empty());
                return Ok(());
            }
        };
        let expected: Vec<usize> = (world.sample.definition.options_in_order().into_iter())
            .filter(|&option| !standing.contains(&Outcome::Option(option)))
            .collect();
        tally.saw_if(expected.len() > 1, "several rejected");
        prop_assert_eq!(rejected, expected);
        Ok(())
    });
    tally.expect(&[("several rejected", 3_000)]);
}

#[test]
fn an_option_is_out_for_the_reason_given() {
    let tally = explained(3_000, Size::LARGE, |case, tally| {
        let Case { world, cube, explanation, .. } = case;
        let rules = 0..world.sample.definition.rules.len();
        let possible: Vec<&Cell> = world.possible(cube).collect();
        for rejection in &explanation.rejected {
            let option = rejection.option;
            let offered = world.sample.definition.options[option].editions.contains(world.edition);
            let everywhere =
                |rule: usize| possible.iter().all(|cell| excludes(world, cell, rule, option));
            let somewhere =
                |rule: usize| possible.iter().any(|cell| excludes(world, cell, rule, option));
            let sure: Vec<usize> = rules.clone().filter(|&rule| everywhere(rule)).collect();
            let may: Vec<usize> = rules.clone().filter(|&rule| somewhere(rule)).collect();
            match &rejection.why {
                WhyNot::NotOffered => {
                    prop_assert!(!offered);
                    tally.saw("not offered");
                }
                WhyNot::Excluded(by) => {
                    prop_assert!(offered && !by.is_empty());
                    prop_assert_eq!(by.as_slice(), &sure, "option {}", option);
                    tally.saw("excluded");
                }
                WhyNot::Outranked(own) => {
                    let by: Vec<usize> =
                        explanation.deciding.iter().map(|deciding| deciding.rule).collect();
                    prop_assert!(offered && may.is_empty() && !by.is_empty());
                    for &rule in &by {
                        let decides = possible.iter().any(|cell| decides(cell, rule));
                        prop_assert!(decides, "{} does not decide", rule);
                    }
                    for cell in &possible {
                        let decided = by.iter().any(|&rule| decides(cell, rule));
                        prop_assert!(decided, "{:?} do not decide {:?}", by, cell.values);
                        for &rule in own {
                            prop_assert_eq!(pick(world, cell, rule, &[]), Some(option));
                            prop_assert!(world.interpreter.holds(rule, &cell.values));
                            prop_assert!(!decides(cell, rule), "{} is not defeated", rule);
                        }
                    }
                    tally.saw("outranked");
                    tally.saw_if(!own.is_empty(), "outranked, with rules of its own");
                }
                WhyNot::Depends(rules) => {
                    prop_assert!(offered && sure.is_empty());
                    prop_assert_eq!(rules.as_slice(), &may, "option {}", option);
                    let open = matches!(explanation.verdict, Verdict::Open(_));
                    prop_assert!(open || !may.is_empty(), "depends on nothing");
                    tally.saw("depends");
                }
            }
        }
        Ok(())
    });
    tally.expect(&[
        ("not offered", 2_000),
        ("excluded", 10_000),
        ("outranked", 10_000),
        ("outranked, with rules of its own", 2_000),
        ("depends", 5_000),
    ]);
}
