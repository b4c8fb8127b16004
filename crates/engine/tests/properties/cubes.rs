//! The verdict on a cube is the set of outcomes of its cells, however the cube came about.

use proptest::prelude::*;
use shirube_engine::{Answer, Answers, Decision, Verdict};

use crate::support::{Dice, Size, World, check, cube, samples, some_answers};

#[test]
fn the_verdict_on_a_cube_is_the_set_of_outcomes_of_the_cells_in_it_that_can_occur() {
    let tally = check(750, samples(Size::LARGE), |sample, tally| {
        let compiled = Decision::compile(sample.definition.clone(), &sample.facts, sample.editions);
        let Ok(decision) = compiled else { return Ok(()) };
        let mut dice = Dice::new(sample.seed);
        for edition in 0..sample.editions {
            let world = World::new(&sample, &decision, edition);
            for turn in 0..60 {
                let cube = if turn % 2 == 0 {
                    cube(&mut dice, world.space())
                } else {
                    world.cube(&some_answers(&mut dice, &sample.definition))
                };
                let verdict = world.diagram().verdict(&cube);
                prop_assert_eq!(&verdict, &world.verdict(&cube), "edition {}, {:?}", edition, cube);
                match verdict {
                    Verdict::Settled(_) => tally.saw_if(!cube.is_cell(), "settled early"),
                    Verdict::Open(outcomes) => tally.saw_if(outcomes.len() > 2, "wide open"),
                    Verdict::Impossible => tally.saw("impossible"),
                }
            }
        }
        Ok(())
    });
    tally.expect(&[("settled early", 8_000), ("wide open", 2_000), ("impossible", 1_000)]);
}

#[test]
fn the_order_of_answering_makes_no_difference() {
    let tally = check(300, samples(Size::LARGE), |sample, tally| {
        let compiled = Decision::compile(sample.definition.clone(), &sample.facts, sample.editions);
        let Ok(decision) = compiled else { return Ok(()) };
        let mut dice = Dice::new(sample.seed);
        for edition in 0..sample.editions {
            let space = decision.diagram(edition).space();
            let answers = some_answers(&mut dice, &sample.definition);
            let expected = decision.cube(edition, &answers);
            let mut given: Vec<(usize, Answer)> = answers.given().collect();
            for _ in 0..5 {
                dice.shuffle(&mut given);
                let (mut cube, mut again) = (space.everything(), Answers::none(&sample.definition));
                for (input, answer) in &given {
                    space.narrow(&mut cube, *input, answer);
                    again.set(*input, Some(*answer));
                }
                prop_assert_eq!(&cube, &expected);
                prop_assert_eq!(&again, &answers);
            }
            tally.saw_if(given.len() > 2, "several answers");
        }
        Ok(())
    });
    tally.expect(&[("several answers", 50)]);
}

#[test]
fn an_answer_that_nothing_can_be_makes_the_verdict_impossible() {
    let tally = check(450, samples(Size::LARGE), |sample, tally| {
        let compiled = Decision::compile(sample.definition.clone(), &sample.facts, sample.editions);
        let Ok(decision) = compiled else { return Ok(()) };
        let mut dice = Dice::new(sample.seed);
        for edition in 0..sample.editions {
            let diagram = decision.diagram(edition);
            for level in 0..diagram.space().variables.len() {
                let mut cube = cube(&mut dice, diagram.space());
                cube.0[level] = 0;
                prop_assert_eq!(diagram.verdict(&cube), Verdict::Impossible);
                prop_assert_eq!(diagram.winner(&cube), None);
                tally.saw("an empty cube");
            }
        }
        Ok(())
    });
    tally.expect(&[("an empty cube", 900)]);
}
