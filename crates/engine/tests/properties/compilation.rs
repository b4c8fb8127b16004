//! The diagram says of every cell what the interpreter says.

use proptest::prelude::*;
use shirube_engine::interpreter::Ruling;
use shirube_engine::model::RuleKind;
use shirube_engine::{Decision, Outcome, Verdict};

use crate::support::{Dice, Size, World, check, cube, defeats, full_answers, samples};

#[test]
fn every_cell_has_the_outcome_and_the_deciding_rules_that_the_interpreter_gives() {
    let tally = check(750, samples(Size::LARGE), |sample, tally| {
        let compiled = Decision::compile(sample.definition.clone(), &sample.facts, sample.editions);
        let Ok(decision) = compiled else {
            tally.saw("refused");
            return Ok(());
        };
        for edition in 0..sample.editions {
            let world = World::new(&sample, &decision, edition);
            let diagram = world.diagram();
            let mut wrong = None;
            world.interpreter.every_cell(&mut |values| {
                let ruling = world.interpreter.ruling(values);
                let cell = world.cube(&full_answers(&sample, values));
                let (verdict, deciding) = match &ruling {
                    Ruling::Impossible => (Verdict::Impossible, Vec::new()),
                    Ruling::Outcome(outcome, rules) => (Verdict::Settled(*outcome), rules.clone()),
                    _ => (Verdict::Open(Vec::new()), Vec::new()),
                };
                let rules = 0..sample.definition.rules.len();
                let contending = rules.clone().filter(|&rule| {
                    let kind = &sample.definition.rules[rule].kind;
                    matches!(kind, RuleKind::Prefer { .. } | RuleKind::None { .. })
                });
                let may: Vec<usize> =
                    contending.clone().filter(|&rule| diagram.may_decide(rule, &cell)).collect();
                let surely: Vec<usize> =
                    contending.filter(|&rule| diagram.surely_decides(rule, &cell)).collect();
                let winner = match ruling {
                    Ruling::Outcome(outcome, _) => Some(outcome),
                    _ => None,
                };
                let right = cell.is_cell()
                    && diagram.verdict(&cell) == verdict
                    && diagram.winner(&cell) == winner
                    && may == deciding
                    && surely == deciding;
                if !right {
                    wrong = Some(format!(
                        "edition {edition}, {values:?}: {ruling:?}, but {:?} by {may:?}, surely {surely:?}",
                        diagram.verdict(&cell)
                    ));
                }
                tally.saw_if(ruling == Ruling::Impossible, "impossible cell");
                tally.saw_if(matches!(winner, Some(Outcome::Advice(_))), "advice");
                tally.saw_if(deciding.len() > 1, "several rules decide");
                right
            });
            if let Some(wrong) = wrong {
                return Err(TestCaseError::fail(wrong));
            }
        }
        tally.saw("compiled");
        tally.saw_if(sample.definition.rules.len() > 15, "compiled with many rules");
        Ok(())
    });
    tally.expect(&[
        ("compiled", 200),
        ("compiled with many rules", 90),
        ("refused", 70),
        ("impossible cell", 8_000),
        ("advice", 4_000),
        ("several rules decide", 1_000),
    ]);
}

#[test]
fn rules_hold_and_decide_surely_or_maybe_where_looking_at_every_cell_says_so() {
    let tally = check(600, samples(Size::LARGE), |sample, tally| {
        let compiled = Decision::compile(sample.definition.clone(), &sample.facts, sample.editions);
        let Ok(decision) = compiled else { return Ok(()) };
        let mut dice = Dice::new(sample.seed);
        for edition in 0..sample.editions {
            let world = World::new(&sample, &decision, edition);
            let diagram = world.diagram();
            for _ in 0..20 {
                let cube = cube(&mut dice, world.space());
                let possible: Vec<_> = world.possible(&cube).collect();
                tally.saw_if(possible.is_empty(), "a cube that cannot occur");
                for (rule, written) in sample.definition.rules.iter().enumerate() {
                    let at = format!("edition {edition}, rule {rule}, {cube:?}");
                    if written.kind == RuleKind::Assume {
                        let mut all = world.cells.iter().filter(|cell| cell.inside(&cube));
                        let may = all.any(|cell| world.interpreter.holds(rule, &cell.values));
                        prop_assert_eq!(
                            diagram.may_hold(rule, &cube),
                            may,
                            "assume may hold: {}",
                            at
                        );
                        prop_assert!(!diagram.surely_holds(rule, &cube), "assume surely: {}", at);
                        continue;
                    }
                    let holds: Vec<bool> = (possible.iter())
                        .map(|cell| world.interpreter.holds(rule, &cell.values))
                        .collect();
                    let decides: Vec<bool> = (possible.iter())
                        .map(|cell| matches!(&cell.ruling, Ruling::Outcome(_, by) if by.contains(&rule)))
                        .collect();
                    let surely = |seen: &[bool]| !seen.is_empty() && seen.iter().all(|&seen| seen);
                    prop_assert_eq!(diagram.may_hold(rule, &cube), holds.contains(&true), "{}", at);
                    prop_assert_eq!(diagram.surely_holds(rule, &cube), surely(&holds), "{}", at);
                    prop_assert_eq!(
                        diagram.may_decide(rule, &cube),
                        decides.contains(&true),
                        "{}",
                        at
                    );
                    prop_assert_eq!(
                        diagram.surely_decides(rule, &cube),
                        surely(&decides),
                        "{}",
                        at
                    );
                    tally.saw_if(surely(&holds) && !cube.is_cell(), "surely holds");
                    tally.saw_if(surely(&decides) && !cube.is_cell(), "surely decides");
                    tally.saw_if(decides.contains(&true) && decides.contains(&false), "may decide");
                }
            }
        }
        Ok(())
    });
    tally.expect(&[
        ("a cube that cannot occur", 300),
        ("surely holds", 10_000),
        ("surely decides", 2_000),
        ("may decide", 6_000),
    ]);
}

#[test]
fn a_rule_defeats_those_it_says_and_those_it_is_narrower_than_and_no_others() {
    let tally = check(600, samples(Size::LARGE), |sample, tally| {
        let compiled = Decision::compile(sample.definition.clone(), &sample.facts, sample.editions);
        let Ok(decision) = compiled else { return Ok(()) };
        for edition in 0..sample.editions {
            let world = World::new(&sample, &decision, edition);
            let expected = defeats(&sample, edition, &world.interpreter, &world.cells);
            for (rule, expected) in expected.iter().enumerate() {
                let losers: Vec<usize> =
                    (0..expected.len()).filter(|&loser| expected[loser]).collect();
                prop_assert_eq!(
                    world.diagram().defeated_by(rule),
                    losers.as_slice(),
                    "rule {}",
                    rule
                );
                let said = sample.definition.rules[rule].over();
                tally.saw_if(!said.is_empty(), "says so");
                tally.saw_if(losers.len() > said.len(), "is narrower, or through others");
            }
        }
        Ok(())
    });
    tally.expect(&[("says so", 700), ("is narrower, or through others", 800)]);
}
