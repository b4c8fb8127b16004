//! Near misses: each situation is the option's, and each change makes the other one win.

use std::collections::BTreeSet;

use proptest::prelude::*;
use shirube_engine::explanation::Change;
use shirube_engine::near_miss::MAX_RIVALS;
use shirube_engine::plan::Planner;
use shirube_engine::{Answers, Decision, Outcome, Verdict};

use crate::support::{Cell, Size, World, check, samples};

#[test]
fn a_near_miss_settles_an_option_and_with_its_changes_another() {
    let tally = check(600, samples(Size::LARGE), |sample, tally| {
        let compiled = Decision::compile(sample.definition.clone(), &sample.facts, sample.editions);
        let Ok(decision) = compiled else { return Ok(()) };
        for edition in 0..sample.editions {
            let world = World::new(&sample, &decision, edition);
            let plan = Planner::new(&decision, edition).graph();
            let found = decision.near_misses(edition, &plan);
            // An option that wins only beside what cannot be may be left out.
            let wins = |option: &usize| {
                let wins = |cell: &Cell| cell.outcome() == Some(Outcome::Option(*option));
                world.cells.iter().any(wins)
            };
            let winning = (0..sample.definition.options.len()).filter(wins).count();
            tally.saw_if(winning > 0 && found.len() == winning, "every option that wins");
            tally.saw_if(found.len() < winning, "an option left out");
            let options: BTreeSet<usize> = found.iter().map(|near| near.option).collect();
            prop_assert_eq!(options.len(), found.len(), "each option once");
            for near in &found {
                let mut answers = Answers::none(&sample.definition);
                for &(input, answer) in &near.situation {
                    prop_assert_eq!(answers.get(input), None, "each is answered once");
                    answers.set(input, Some(answer));
                }
                if near.rest_is_usual {
                    (answers, _) = answers.assuming_silence(&sample.definition);
                }
                let verdict = |answers: &Answers| world.verdict(&world.cube(answers));
                let own = Outcome::Option(near.option);
                prop_assert_eq!(verdict(&answers), Verdict::Settled(own));
                let explained = decision.explain(edition, &answers);
                let against =
                    |changes: &[Change]| changes.iter().filter(|change| change.replaces).count();
                let of_options =
                    explained.flips.iter().filter(|flip| matches!(flip.to, Outcome::Option(_)));
                let fewest = of_options.map(|flip| against(&flip.changes)).min();
                prop_assert_eq!(near.rivals.is_empty(), fewest.is_none());
                prop_assert!(near.rivals.len() <= MAX_RIVALS);
                for rival in &near.rivals {
                    prop_assert_eq!(Some(against(&rival.changes)), fewest);
                    let changes = rival.changes.iter();
                    let changed = changes.fold(answers.clone(), |all, change| change.made_to(all));
                    let other = Outcome::Option(rival.option);
                    prop_assert_eq!(verdict(&changed), Verdict::Settled(other));
                    prop_assert_ne!(other, own);
                    let explained = decision.explain(edition, &changed);
                    let deciding: Vec<usize> = explained.deciding.iter().map(|d| d.rule).collect();
                    prop_assert_eq!(&deciding, &rival.deciding);
                    tally.saw_if(fewest == Some(1), "one change");
                }
                tally.saw_if(near.rivals.len() > 1, "several rivals");
                tally.saw_if(near.situation.len() > 1, "several answers");
                tally.saw_if(near.rest_is_usual, "the rest as usual");
            }
        }
        Ok(())
    });
    tally.expect(&[
        ("every option that wins", 300),
        ("one change", 300),
        ("several rivals", 100),
        ("several answers", 150),
        ("the rest as usual", 300),
    ]);
}
