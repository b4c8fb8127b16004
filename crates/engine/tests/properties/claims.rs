//! A claim is proved if and only if it holds in every cell, and what refutes one refutes it.

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use shirube_engine::claim::{Claim, ClaimFlaw, Direction, Scene};
use shirube_engine::interpreter::{Concrete, Interpreter, Ruling};
use shirube_engine::model::Condition;
use shirube_engine::plan::Planner;
use shirube_engine::space::Space;
use shirube_engine::{Answers, Cube, Decision, Outcome};

use crate::support::{
    Checked, Claimed, Dice, Sample, Size, Tally, World, answer, cells, check, claimed_cells,
    claims, samples,
};

#[test]
fn a_claim_is_proved_if_and_only_if_it_holds_in_every_cell() {
    let tally = check(250, samples(Size::LARGE), |sample, tally| {
        let compiled = Decision::compile(sample.definition.clone(), &sample.facts, sample.editions);
        let Ok(decision) = compiled else { return Ok(()) };
        let mut dice = Dice::new(sample.seed);
        for edition in 0..sample.editions {
            for claim in claims(&mut dice, &sample) {
                judge(&sample, &decision, edition, &claim, tally)
                    .map_err(|why| TestCaseError::fail(format!("{claim:?} in {edition}: {why}")))?;
            }
        }
        Ok(())
    });
    tally.expect(&[
        ("never holds", 50),
        ("never fails", 50),
        ("always holds", 20),
        ("always fails", 50),
        ("wins only holds", 10),
        ("wins only fails", 50),
        ("monotone holds", 50),
        ("monotone fails", 20),
        ("settles holds", 20),
        ("settles fails", 50),
        ("says nothing", 50),
    ]);
}

fn condition(claim: &Claim) -> &Condition {
    match claim {
        Claim::Never { when, .. }
        | Claim::Always { when, .. }
        | Claim::WinsOnly { when, .. }
        | Claim::Monotone { when, .. }
        | Claim::Settles { when } => when,
        _ => panic!("this claim has no condition"),
    }
}

fn judge(
    sample: &Sample,
    decision: &Decision,
    edition: usize,
    claim: &Claim,
    tally: &Tally,
) -> Checked {
    let cells = claimed_cells(sample, edition, condition(claim));
    let proved = decision.prove(&sample.facts, edition, claim);
    let nothing = match claim {
        Claim::WinsOnly { outcomes, .. } => {
            !cells.iter().any(|cell| cell.outcome().is_some_and(|won| outcomes.contains(&won)))
        }
        _ => !cells.iter().any(|cell| cell.holds && cell.outcome().is_some()),
    };
    if nothing {
        tally.saw("says nothing");
        prop_assert_eq!(proved, Err(ClaimFlaw::SaysNothing));
        return Ok(());
    }
    let Err(flaw) = proved else {
        tally.saw(told(claim, true));
        prop_assert!(!refuted(&cells, claim), "proved, but some cell refutes it");
        return Ok(());
    };
    tally.saw(told(claim, false));
    prop_assert!(refuted(&cells, claim), "no cell refutes it, but: {:?}", flaw);
    let ClaimFlaw::Fails { space, scenes } = flaw else { panic!("{flaw:?} of a small decision") };
    for scene in &scenes {
        let inside: Vec<&Claimed> =
            cells.iter().filter(|cell| lies(sample, &space, &cell.values, &scene.cube)).collect();
        prop_assert!(!inside.is_empty(), "no cell in {:?}", scene);
        for cell in inside {
            prop_assert!(decided_so(&cell.ruling, scene), "{:?} in {:?}", cell.values, scene);
            let outside = matches!(claim, Claim::WinsOnly { .. });
            prop_assert!(cell.holds != outside, "{:?} in {:?}", cell.values, scene);
        }
    }
    match claim {
        Claim::Never { outcomes, .. } | Claim::WinsOnly { outcomes, .. } => {
            prop_assert!(scenes.len() == 1 && outcomes.contains(&scenes[0].outcome));
            fewest(sample, edition, claim, &space, &scenes[0])?;
        }
        Claim::Always { outcomes, .. } => {
            prop_assert!(scenes.len() == 1 && !outcomes.contains(&scenes[0].outcome));
            fewest(sample, edition, claim, &space, &scenes[0])?;
        }
        Claim::Settles { .. } => {
            prop_assert!(scenes.len() == 2 && scenes[0].outcome != scenes[1].outcome);
        }
        Claim::Monotone { input, never, outcomes, .. } => {
            prop_assert_eq!(scenes.len(), 2);
            let within = [&scenes[0], &scenes[1]].map(|scene| outcomes.contains(&scene.outcome));
            prop_assert_eq!(within, [*never == Direction::AwayFrom, *never == Direction::Toward]);
            let level = space.levels_of(*input)[0];
            prop_assert!(scenes[0].cube.0[level] < scenes[1].cube.0[level]);
            let mut moved = scenes[0].cube.clone();
            moved.0[level] = scenes[1].cube.0[level];
            prop_assert_eq!(&moved, &scenes[1].cube);
        }
        _ => {}
    }
    Ok(())
}

fn told(claim: &Claim, holds: bool) -> &'static str {
    match (claim, holds) {
        (Claim::Never { .. }, true) => "never holds",
        (Claim::Never { .. }, false) => "never fails",
        (Claim::Always { .. }, true) => "always holds",
        (Claim::Always { .. }, false) => "always fails",
        (Claim::WinsOnly { .. }, true) => "wins only holds",
        (Claim::WinsOnly { .. }, false) => "wins only fails",
        (Claim::Monotone { .. }, true) => "monotone holds",
        (Claim::Monotone { .. }, false) => "monotone fails",
        (_, true) => "settles holds",
        (_, false) => "settles fails",
    }
}

/// Whether some cell, or two of them, refute a claim.
fn refuted(cells: &[Claimed], claim: &Claim) -> bool {
    let won = |cell: &Claimed, outcomes: &[Outcome]| {
        cell.outcome().is_some_and(|won| outcomes.contains(&won))
    };
    let possible = || cells.iter().filter(|cell| cell.outcome().is_some());
    let within = || possible().filter(|cell| cell.holds);
    match claim {
        Claim::Never { outcomes, .. } => within().any(|cell| won(cell, outcomes)),
        Claim::Always { outcomes, .. } => within().any(|cell| !won(cell, outcomes)),
        Claim::WinsOnly { outcomes, .. } => {
            possible().any(|cell| !cell.holds && won(cell, outcomes))
        }
        Claim::Settles { .. } => {
            let first = within().next().and_then(Claimed::outcome);
            within().any(|cell| cell.outcome() != first)
        }
        Claim::Monotone { input, never, outcomes, .. } => {
            let wrong = |low: &Claimed, high: &Claimed| {
                let (before, after) = (won(low, outcomes), won(high, outcomes));
                match never {
                    Direction::Toward => !before && after,
                    Direction::AwayFrom => before && !after,
                }
            };
            let quantity = |cell: &Claimed| match cell.values[*input] {
                Concrete::Quantity(value) => value,
                other => panic!("{other:?} is no quantity"),
            };
            let alike = |one: &Claimed, other: &Claimed| {
                (0..one.values.len())
                    .all(|nth| nth == *input || one.values[nth] == other.values[nth])
            };
            within().any(|low| {
                within().any(|high| {
                    quantity(low) < quantity(high) && wrong(low, high) && alike(low, high)
                })
            })
        }
        _ => panic!("this claim is not about cells"),
    }
}

fn decided_so(ruling: &Ruling, scene: &Scene) -> bool {
    matches!(ruling, Ruling::Outcome(won, rules) if *won == scene.outcome && rules.contains(&scene.rule))
}

/// Whether a cell lies in a cube.
fn lies(sample: &Sample, space: &Space, values: &[Concrete], cube: &Cube) -> bool {
    let mut left = cube.clone();
    for (input, &value) in values.iter().enumerate() {
        space.narrow(&mut left, input, &answer(sample, input, value));
    }
    !left.is_empty()
}

/// No cube that names fewer variables refutes a claim by one rule.
fn fewest(sample: &Sample, edition: usize, claim: &Claim, space: &Space, scene: &Scene) -> Checked {
    let everything = space.everything();
    let named = scene.cube.0.iter().zip(&everything.0).filter(|(own, all)| own != all).count();
    let interpreter = Interpreter::new(&sample.definition, &sample.facts, edition);
    let judged = claimed_cells(sample, edition, condition(claim));
    let every = cells(sample, space, &interpreter);
    // Where the condition holds is read off a cell of the brute force inside the same regions.
    let holds: Vec<bool> = (every.iter())
        .map(|cell| {
            judged
                .iter()
                .any(|judged| judged.holds && lies(sample, space, &judged.values, &cell.cube))
        })
        .collect();
    if every.len() > 400 {
        return Ok(());
    }
    let refutes = |won: Outcome| match claim {
        Claim::Always { outcomes, .. } => !outcomes.contains(&won),
        Claim::Never { outcomes, .. } | Claim::WinsOnly { outcomes, .. } => outcomes.contains(&won),
        _ => false,
    };
    let wanted = !matches!(claim, Claim::WinsOnly { .. });
    for levels in choices(space.variables.len(), named) {
        for rule in 0..sample.definition.rules.len() {
            let lies_in = |cell: &crate::support::Cell, holds: bool| match &cell.ruling {
                Ruling::Outcome(won, rules) if refutes(*won) && rules.contains(&rule) => {
                    (holds == wanted).then_some(*won)
                }
                _ => None,
            };
            let mut groups: std::collections::BTreeMap<Vec<u64>, Vec<Option<Outcome>>> =
                Default::default();
            for (cell, &holds) in every.iter().zip(&holds) {
                let key = levels.iter().map(|&level| cell.cube.0[level]).collect();
                groups.entry(key).or_default().push(lies_in(cell, holds));
            }
            for (key, found) in groups {
                let smaller = found[0].is_some() && found.iter().all(|one| *one == found[0]);
                prop_assert!(!smaller, "{:?} at {:?} names fewer than {:?}", key, levels, scene);
            }
        }
    }
    Ok(())
}

/// Every choice of one level fewer than `named`: what fewer cannot do, fewer still cannot.
fn choices(levels: usize, named: usize) -> Vec<Vec<usize>> {
    let Some(size) = named.checked_sub(1) else { return Vec::new() };
    let bits = (0..1_u32 << levels).filter(|bits| bits.count_ones() as usize == size);
    bits.map(|bits| (0..levels).filter(|level| bits >> level & 1 == 1).collect()).collect()
}

#[test]
fn the_most_questions_are_those_of_the_worst_cell() {
    let tally = check(250, samples(Size::SMALL), |sample, tally| {
        let compiled = Decision::compile(sample.definition.clone(), &sample.facts, sample.editions);
        let Ok(decision) = compiled else { return Ok(()) };
        for edition in 0..sample.editions {
            let world = World::new(&sample, &decision, edition);
            let mut planner = Planner::new(&decision, edition);
            let worst = (world.cells.iter())
                .filter(|cell| cell.possible())
                .map(|cell| asked(&sample, &mut planner, &cell.values))
                .max()
                .unwrap_or(0);
            for questions in 0..worst + 2 {
                let claim = Claim::AtMost { questions };
                match decision.prove(&sample.facts, edition, &claim) {
                    Ok(()) => prop_assert!(worst <= questions),
                    Err(ClaimFlaw::AsksMore { questions: most, space, answers }) => {
                        tally.saw_if(worst > 2, "many questions");
                        prop_assert!(most == worst && worst > questions);
                        let there: Vec<usize> = (world.cells.iter())
                            .filter(|cell| cell.possible())
                            .filter(|cell| lies(&sample, &space, &cell.values, &answers))
                            .map(|cell| asked(&sample, &mut planner, &cell.values))
                            .collect();
                        prop_assert!(!there.is_empty() && there.iter().all(|&one| one == worst));
                    }
                    Err(other) => panic!("{other:?} of a small decision"),
                }
            }
        }
        Ok(())
    });
    tally.expect(&[("many questions", 100)]);
}

/// How many questions somebody is asked who is in a cell and answers them all.
fn asked(sample: &Sample, planner: &mut Planner<'_>, values: &[Concrete]) -> usize {
    let mut answers = Answers::none(&sample.definition);
    let mut count = 0;
    while let Some(question) = planner.next(&answers, &[]) {
        let input = question.input;
        answers.set(input, Some(answer(sample, input, values[input])));
        count += 1;
    }
    count
}
