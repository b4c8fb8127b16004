//! Near misses: each situation is the option's, and each change makes the other one win.

use proptest::prelude::*;
use shirube_engine::plan::Planner;
use shirube_engine::{Answers, Decision, Outcome, Verdict};

use crate::support::{Size, World, check, samples};

#[test]
fn a_near_miss_settles_an_option_and_with_its_changes_another() {
    let tally = check(600, samples(Size::LARGE), |sample, tally| {
        let compiled = Decision::compile(sample.definition.clone(), &sample.facts, sample.editions);
        let Ok(decision) = compiled else { return Ok(()) };
        for edition in 0..sample.editions {
            let world = World::new(&sample, &decision, edition);
            let plan = Planner::new(&decision, edition).graph();
            let found = decision.near_misses(edition, &plan);
            for option in 0..sample.definition.options.len() {
                let wins =
                    |cell: &crate::support::Cell| cell.outcome() == Some(Outcome::Option(option));
                let times = found.iter().filter(|one| one.option == option).count();
                prop_assert_eq!(times, usize::from(world.cells.iter().any(wins)));
            }
            for near in &found {
                let mut answers = Answers::none(&sample.definition);
                for &(input, answer) in &near.situation {
                    prop_assert_eq!(answers.get(input), None, "each is answered once");
                    answers.set(input, Some(answer));
                }
                let verdict = |answers: &Answers| world.verdict(&world.cube(answers));
                let own = Outcome::Option(near.option);
                prop_assert_eq!(verdict(&answers), Verdict::Settled(own));
                let explained = decision.explain(edition, &answers);
                let of_options =
                    explained.flips.iter().filter(|flip| matches!(flip.to, Outcome::Option(_)));
                let fewest = of_options
                    .map(|flip| flip.changes.iter().filter(|change| change.replaces).count())
                    .min();
                let Some(flip) = &near.flip else {
                    prop_assert_eq!(fewest, None);
                    continue;
                };
                let replaced = flip.changes.iter().filter(|change| change.replaces).count();
                prop_assert_eq!(Some(replaced), fewest);
                let mut changed = answers;
                for change in &flip.changes {
                    changed = change.made_to(changed);
                }
                prop_assert_eq!(verdict(&changed), Verdict::Settled(flip.to));
                prop_assert_ne!(flip.to, own);
                let explained = decision.explain(edition, &changed);
                let deciding: Vec<usize> = explained.deciding.iter().map(|d| d.rule).collect();
                prop_assert_eq!(&deciding, &near.deciding_then);
                tally.saw_if(replaced == 1, "one change");
                tally.saw_if(near.situation.len() > 1, "several answers");
            }
        }
        Ok(())
    });
    tally.expect(&[("one change", 300), ("several answers", 150)]);
}
