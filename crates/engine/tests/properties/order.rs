//! The order of a file, and the names in it, have no say in what the rules mean.

mod renaming;

use std::collections::BTreeSet;
use std::mem::discriminant;

use proptest::prelude::*;
use shirube_engine::model::{Accept, Definition, RuleKind};
use shirube_engine::{Decision, Flaw, Verdict};

use crate::support::{Dice, Sample, Size, alone, check, samples, some_answers};
use renaming::Renaming;

/// The same definition as another file would have it. Inputs, options, values, facts and rules are
/// kept by id whatever the file; what is left of its order are positions and lists inside rules.
fn reordered(sample: &Sample, dice: &mut Dice) -> Definition {
    let mut definition = sample.definition.clone();
    let positions = dice.order(definition.inputs.len());
    for (input, position) in definition.inputs.iter_mut().zip(positions) {
        input.position = position as u16;
    }
    let positions = dice.order(definition.options.len());
    for (option, position) in definition.options.iter_mut().zip(positions) {
        option.position = position as u16;
    }
    for rule in &mut definition.rules {
        match &mut rule.kind {
            RuleKind::Exclude { options } => dice.shuffle(options),
            RuleKind::Prefer { over, .. } | RuleKind::None { over } => dice.shuffle(over),
            RuleKind::Assume => {}
        }
        dice.shuffle(&mut rule.when.0);
        for tests in &mut rule.when.0 {
            dice.shuffle(tests);
            for test in tests {
                if let Accept::Quantity(ranges) = &mut test.accept {
                    dice.shuffle(ranges);
                }
            }
        }
    }
    definition
}

#[test]
fn the_order_of_a_file_changes_nothing_about_what_is_found() {
    let tally = check(300, samples(Size::SMALL), |sample, tally| {
        let Some(one) = alone(&sample) else { return Ok(()) };
        let mut dice = Dice::new(sample.seed);
        let again = Sample { definition: reordered(&sample, &mut dice), ..sample };
        let two = alone(&again).map(|pack| pack.analyse());
        let found = one.analyse();
        tally.saw_if(found.len() > 3, "several findings");
        prop_assert_eq!(Some(found), two);
        Ok(())
    });
    tally.expect(&[("several findings", 100)]);
}

#[test]
fn the_order_of_a_file_changes_nothing_about_a_diagram() {
    let tally = check(1_800, samples(Size::LARGE), |sample, tally| {
        let mut dice = Dice::new(sample.seed);
        let again = reordered(&sample, &mut dice);
        let one = Decision::compile(sample.definition.clone(), &sample.facts, sample.editions);
        let two = Decision::compile(again, &sample.facts, sample.editions);
        match (one, two) {
            (Ok(one), Ok(two)) => {
                for edition in 0..sample.editions {
                    prop_assert_eq!(one.diagram(edition), two.diagram(edition));
                }
                tally.saw("compiled");
            }
            (one, two) => {
                prop_assert_eq!(one.err(), two.err());
                tally.saw("refused");
            }
        }
        Ok(())
    });
    tally.expect(&[("compiled", 500), ("refused", 100)]);
}

/// What is wrong, without where.
fn kinds(flaws: &[Flaw]) -> BTreeSet<String> {
    // A discriminant has no order; its text will do to compare two sets.
    flaws.iter().map(|flaw| format!("{:?}", discriminant(flaw))).collect()
}

#[test]
fn names_change_nothing_about_a_verdict() {
    let tally = check(1_800, samples(Size::LARGE), |sample, tally| {
        let mut dice = Dice::new(sample.seed);
        let renaming = Renaming::new(&sample, &mut dice);
        let again = renaming.sample(&sample);
        let one = Decision::compile(sample.definition.clone(), &sample.facts, sample.editions);
        let two = Decision::compile(again.definition.clone(), &again.facts, again.editions);
        let (one, two) = match (one, two) {
            (Ok(one), Ok(two)) => (one, two),
            (one, two) => {
                let [one, two] =
                    [one, two].map(|compiled| kinds(&compiled.err().unwrap_or_default()));
                prop_assert_eq!(one, two);
                tally.saw("refused");
                return Ok(());
            }
        };
        for edition in 0..sample.editions {
            for _ in 0..20 {
                let answers = some_answers(&mut dice, &sample.definition);
                let verdict = one.diagram(edition).verdict(&one.cube(edition, &answers));
                let renamed = renaming.answers(&answers, &again.definition);
                let expected = match verdict {
                    Verdict::Settled(outcome) => Verdict::Settled(renaming.outcome(outcome)),
                    Verdict::Open(outcomes) => {
                        let mut outcomes: Vec<_> =
                            outcomes.into_iter().map(|outcome| renaming.outcome(outcome)).collect();
                        outcomes.sort_unstable();
                        Verdict::Open(outcomes)
                    }
                    Verdict::Impossible => Verdict::Impossible,
                };
                prop_assert_eq!(
                    two.diagram(edition).verdict(&two.cube(edition, &renamed)),
                    expected
                );
            }
            for rule in 0..sample.definition.rules.len() {
                let mut losers: Vec<usize> = (one.diagram(edition).defeated_by(rule).iter())
                    .map(|&loser| renaming.rules[loser])
                    .collect();
                losers.sort_unstable();
                let found = two.diagram(edition).defeated_by(renaming.rules[rule]);
                prop_assert_eq!(found, losers.as_slice());
            }
        }
        tally.saw("compiled");
        Ok(())
    });
    tally.expect(&[("compiled", 500), ("refused", 100)]);
}
