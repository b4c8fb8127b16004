//! What keeps a definition from being a decision is named with a witness that the interpreter confirms.

use std::collections::BTreeSet;

use proptest::prelude::*;
use shirube_engine::interpreter::{Interpreter, Ruling};
use shirube_engine::model::{Editions, RuleKind};
use shirube_engine::space::Space;
use shirube_engine::{Cube, Decision, Flaw};

use crate::support::{
    Cell, Checked, Sample, Size, Tally, cells, check, circular, defeats, samples,
};

fn space(sample: &Sample, edition: usize) -> Space {
    Space::of(&sample.definition, &sample.facts, edition).expect("samples are small")
}

/// What brute force finds wrong with one edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    NothingCanOccur,
    PrecedenceCycle,
    Gap,
    DeadEnd,
    Conflict,
}

fn kinds(cells: &[Cell], defeats: &[Vec<bool>]) -> BTreeSet<Kind> {
    if cells.iter().all(|cell| !cell.possible()) {
        return [Kind::NothingCanOccur].into();
    }
    if circular(defeats) {
        return [Kind::PrecedenceCycle].into();
    }
    let kind = |cell: &Cell| match cell.ruling {
        Ruling::Impossible | Ruling::Outcome(..) => None,
        Ruling::Gap => Some(Kind::Gap),
        Ruling::Conflict(_) => Some(Kind::Conflict),
        Ruling::DeadEnd => Some(Kind::DeadEnd),
    };
    cells.iter().filter_map(kind).collect()
}

#[test]
fn a_definition_is_refused_for_what_brute_force_finds_wrong_with_it_and_for_nothing_else() {
    let tally = check(1_200, samples(Size { repaired: 30, ..Size::LARGE }), |sample, tally| {
        let compiled = Decision::compile(sample.definition.clone(), &sample.facts, sample.editions);
        let flaws = compiled.as_ref().err().map_or(&[][..], Vec::as_slice);
        for edition in 0..sample.editions {
            let interpreter = Interpreter::new(&sample.definition, &sample.facts, edition);
            let cells = cells(&sample, &space(&sample, edition), &interpreter);
            let defeats = defeats(&sample, edition, &interpreter, &cells);
            let expected = kinds(&cells, &defeats);
            let mut named = BTreeSet::new();
            for flaw in flaws.iter().filter(|flaw| flaw.editions().contains(edition)) {
                let found = confirm(&sample, edition, &interpreter, &cells, &defeats, flaw, tally)
                    .map_err(|error| TestCaseError::fail(format!("{flaw:?}: {error}")))?;
                named.insert(found);
            }
            prop_assert_eq!(&named, &expected, "edition {}, {:?}", edition, flaws);
        }
        let (told, all) = (flaws.iter(), Editions((1 << sample.editions) - 1));
        prop_assert!(told.clone().all(|flaw| all.and(flaw.editions()) == all));
        // No flaw is told twice, not even for two editions.
        let distinct: BTreeSet<String> = told.map(|flaw| said(&sample, flaw)).collect();
        prop_assert_eq!(distinct.len(), flaws.len(), "{:?}", flaws);
        let several = |flaw: &Flaw| flaw.editions() == all && sample.editions > 1;
        tally.saw_if(flaws.iter().any(several), "in two editions");
        tally.saw_if(flaws.iter().any(|flaw| flaw.editions() != all), "in one of two editions");
        tally.saw_if(compiled.is_ok(), "sound");
        Ok(())
    });
    tally.expect(&[
        ("sound", 100),
        ("gap", 200),
        ("dead end", 50),
        ("conflict", 200),
        ("circle", 10),
        ("circle of several", 5),
        ("nothing can occur", 10),
        ("in two editions", 100),
        ("in one of two editions", 100),
    ]);
}

/// A flaw without its editions, but with how the inputs are split there if it has a witness.
fn said(sample: &Sample, flaw: &Flaw) -> String {
    let edition = flaw.editions().first().expect("a flaw is in some edition");
    let cells = matches!(flaw, Flaw::Gap { .. } | Flaw::Conflict { .. } | Flaw::DeadEnd { .. })
        .then(|| space(sample, edition));
    format!("{:?}", flaw).replace(&format!("{:?}", flaw.editions()), "") + &format!("{cells:?}")
}

/// Checks one flaw against the interpreter.
fn confirm(
    sample: &Sample,
    edition: usize,
    interpreter: &Interpreter<'_>,
    cells: &[Cell],
    defeats: &[Vec<bool>],
    flaw: &Flaw,
    tally: &Tally,
) -> Result<Kind, TestCaseError> {
    let excludes = |rule: usize, option: usize| matches!(&sample.definition.rules[rule].kind, RuleKind::Exclude { options } if options.contains(&option));
    let excluding = |cell: &Cell, option: usize| -> Vec<usize> {
        (0..sample.definition.rules.len())
            .filter(|&rule| excludes(rule, option) && interpreter.holds(rule, &cell.values))
            .collect()
    };
    let survives = |cell: &Cell, option: usize| {
        sample.definition.options[option].editions.contains(edition)
            && excluding(cell, option).is_empty()
    };
    let options = 0..sample.definition.options.len();
    match flaw {
        Flaw::NothingCanOccur { .. } => {
            tally.saw("nothing can occur");
            Ok(Kind::NothingCanOccur)
        }
        Flaw::PrecedenceCycle { rules, .. } => {
            for (place, &rule) in rules.iter().enumerate() {
                let next = rules[(place + 1) % rules.len()];
                prop_assert!(defeats[rule][next], "{} does not defeat {}", rule, next);
            }
            tally.saw("circle");
            tally.saw_if(rules.len() > 1, "circle of several");
            Ok(Kind::PrecedenceCycle)
        }
        Flaw::Gap { witness, survivors, .. } => {
            let inside = witnesses(cells, witness, |ruling| *ruling == Ruling::Gap)?;
            let left: Vec<usize> =
                options.filter(|&o| inside.iter().any(|cell| survives(cell, o))).collect();
            prop_assert_eq!(survivors, &left);
            tally.saw("gap");
            Ok(Kind::Gap)
        }
        Flaw::DeadEnd { witness, excluded_by, .. } => {
            let inside = witnesses(cells, witness, |ruling| *ruling == Ruling::DeadEnd)?;
            for option in options {
                let rules: BTreeSet<usize> =
                    inside.iter().flat_map(|cell| excluding(cell, option)).collect();
                let rules: Vec<usize> = rules.into_iter().collect();
                prop_assert_eq!(&excluded_by[option], &rules, "option {}", option);
            }
            tally.saw("dead end");
            Ok(Kind::DeadEnd)
        }
        Flaw::Conflict { witness, rules, .. } => {
            let inside = witnesses(
                cells,
                witness,
                |ruling| matches!(ruling, Ruling::Conflict(by) if rules.iter().all(|rule| by.contains(rule))),
            )?;
            for cell in inside {
                let [one, two] = rules.map(|rule| match &sample.definition.rules[rule].kind {
                    RuleKind::Prefer { picks, .. } => {
                        picks.iter().copied().find(|&pick| survives(cell, pick))
                    }
                    // Advice agrees with nothing but itself.
                    _ => Some(sample.definition.options.len() + rule),
                });
                prop_assert!(one != two, "{:?} agree in {:?}", rules, cell.values);
            }
            tally.saw("conflict");
            Ok(Kind::Conflict)
        }
        other => Err(TestCaseError::fail(format!("the generator never makes {other:?}"))),
    }
}

/// The cells of a witness that can occur: at least one, and each as it is said to be.
fn witnesses<'a>(
    cells: &'a [Cell],
    witness: &Cube,
    as_said: impl Fn(&Ruling) -> bool,
) -> Result<Vec<&'a Cell>, TestCaseError> {
    let inside: Vec<&Cell> =
        cells.iter().filter(|cell| cell.possible() && cell.inside(witness)).collect();
    prop_assert!(!inside.is_empty(), "no cell of the witness can occur");
    for cell in &inside {
        prop_assert!(as_said(&cell.ruling), "{:?} is {:?}", cell.values, cell.ruling);
    }
    Ok(inside)
}

#[test]
fn every_pair_of_rules_that_disagree_undefeated_is_named() {
    let tally =
        check(600, samples(Size { repaired: 0, ..Size::LARGE }), |sample, tally| -> Checked {
            let compiled =
                Decision::compile(sample.definition.clone(), &sample.facts, sample.editions);
            let Err(flaws) = compiled else { return Ok(()) };
            for edition in 0..sample.editions {
                every_pair_is_named(&sample, edition, &flaws, tally)?;
            }
            Ok(())
        });
    tally.expect(&[("conflict", 70), ("several conflicts", 40)]);
}

fn every_pair_is_named(sample: &Sample, edition: usize, flaws: &[Flaw], tally: &Tally) -> Checked {
    let pairs: BTreeSet<[usize; 2]> = (flaws.iter())
        .filter(|flaw| flaw.editions().contains(edition))
        .filter_map(|flaw| match flaw {
            Flaw::Conflict { rules, .. } => Some(*rules),
            _ => None,
        })
        .collect();
    if pairs.is_empty() {
        return Ok(());
    }
    let interpreter = Interpreter::new(&sample.definition, &sample.facts, edition);
    let conflicts: Vec<Vec<usize>> = (cells(sample, &space(sample, edition), &interpreter))
        .into_iter()
        .filter_map(|cell| match cell.ruling {
            Ruling::Conflict(rules) => Some(rules),
            _ => None,
        })
        .collect();
    // In each cell in conflict some two of its rules are named, and only such rules are.
    for rules in &conflicts {
        let named = pairs.iter().any(|pair| pair.iter().all(|rule| rules.contains(rule)));
        prop_assert!(named, "{:?} disagree, named are {:?}", rules, pairs);
    }
    for pair in &pairs {
        let real = conflicts.iter().any(|rules| pair.iter().all(|rule| rules.contains(rule)));
        prop_assert!(real, "{:?} do not disagree", pair);
    }
    tally.saw("conflict");
    tally.saw_if(pairs.len() > 1, "several conflicts");
    Ok(())
}
