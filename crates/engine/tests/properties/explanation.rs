//! Explanations are true: brute force confirms each part of them.

mod flips;
mod ranking;
mod rejections;
mod sufficient;

use proptest::test_runner::TestCaseError;
use shirube_engine::explanation::Explanation;
use shirube_engine::{Answers, Cube, Decision};

use crate::support::{
    Checked, Dice, Size, Tally, World, check, full_answers, samples, some_answers,
};

/// Some answers, what they leave, and why.
struct Case<'a> {
    world: &'a World<'a>,
    answers: Answers,
    cube: Cube,
    explanation: Explanation,
}

/// Tries a property on the explanations of random answers to random decisions.
fn explained(cases: u32, size: Size, property: impl Fn(&Case<'_>, &Tally) -> Checked) -> Tally {
    check(cases, samples(size), |sample, tally| {
        let compiled = Decision::compile(sample.definition.clone(), &sample.facts, sample.editions);
        let Ok(decision) = compiled else { return Ok(()) };
        let mut dice = Dice::new(sample.seed);
        for edition in 0..sample.editions {
            let world = World::new(&sample, &decision, edition);
            for turn in 0..12 {
                let answers = if turn % 3 == 0 {
                    full_answers(&sample, &dice.one_of(&world.cells).values)
                } else {
                    some_answers(&mut dice, &sample.definition)
                };
                let cube = world.cube(&answers);
                let explanation = decision.explain(edition, &answers);
                let case = Case { world: &world, answers, cube, explanation };
                property(&case, tally).map_err(|error| {
                    TestCaseError::fail(format!("edition {edition}, {:?}: {error}", case.answers))
                })?;
            }
        }
        Ok(())
    })
}
