//! Every finding is so, and everything that is so is found: by looking at all cells of the
//! decision as it is, and as it would be without what is said to have no effect.

mod examples;
mod expected;
mod oracle;
mod witness;

use proptest::prelude::*;
use shirube_engine::analysis::{Finding, Found};
use shirube_engine::model::{Editions, RuleKind};

use crate::support::{Checked, Size, Tally, alone, check, samples};
use expected::Expected;
use oracle::excludes;

const SIZE: Size = Size { cells: 60, ..Size::SMALL };

#[test]
fn everything_without_effect_is_found_and_nothing_else() {
    let tally = check(900, samples(SIZE), |sample, tally| {
        let Some(pack) = alone(&sample) else { return Ok(()) };
        let found = pack.analyse();
        let mut oracle = Expected::new(&sample);
        let expected = oracle.findings();
        let plain: Vec<(Finding, Editions)> =
            found.iter().map(|found| (unmasked(&found.finding), found.editions)).collect();
        for finding in &plain {
            prop_assert!(expected.contains(finding), "false alarm: {:?}", finding);
        }
        for finding in &expected {
            prop_assert!(plain.contains(finding), "missed: {:?}", finding);
        }
        prop_assert_eq!(&plain, &expected);
        for found in &found {
            tally.saw(name(&found.finding));
            witness::confirm(&oracle, found, tally)?;
            if let Finding::NeverDecides { rule, masked_by } = &found.finding {
                masked(&oracle, *rule, masked_by, tally)?;
            }
        }
        tally.saw_if(found.is_empty(), "nothing");
        let of_rules =
            |found: &Found| !matches!(found.finding, Finding::FactEditionsWithoutEffect { .. });
        let alike = pack.analyse_instead(0, &pack.decisions()[0], &pack.about().facts);
        prop_assert_eq!(alike, found.into_iter().filter(of_rules).collect::<Vec<_>>());
        Ok(())
    });
    tally.expect(&[
        ("never holds", 1_000),
        ("never holds, for it is forbidden", 100),
        ("never decides", 500),
        ("masked by several", 30),
        ("masked by none", 100),
        ("exclusion", 150),
        ("exclusion of one option", 100),
        ("assumption", 10),
        ("duplicate", 10),
        ("subsumed", 300),
        ("mergeable", 60),
        ("over", 200),
        ("over against specificity", 5),
        ("editions", 30),
        ("option", 500),
        ("input", 1_000),
        ("values", 80),
        ("threshold", 150),
        ("fact", 30),
        ("several boxes", 100),
        ("boxes that cannot occur", 50),
    ]);
}

/// What is found, but for the rules that mask one.
fn unmasked(finding: &Finding) -> Finding {
    match finding {
        Finding::NeverDecides { rule, .. } => {
            Finding::NeverDecides { rule: *rule, masked_by: Vec::new() }
        }
        other => other.clone(),
    }
}

fn name(finding: &Finding) -> &'static str {
    match finding {
        Finding::NeverHolds { forbidden: false, .. } => "never holds",
        Finding::NeverHolds { .. } => "never holds, for it is forbidden",
        Finding::NeverDecides { .. } => "never decides",
        Finding::ExclusionWithoutEffect { option: None, .. } => "exclusion",
        Finding::ExclusionWithoutEffect { .. } => "exclusion of one option",
        Finding::AssumptionWithoutEffect { .. } => "assumption",
        Finding::Duplicate { .. } => "duplicate",
        Finding::Subsumed { .. } => "subsumed",
        Finding::Mergeable { .. } => "mergeable",
        Finding::OverWithoutEffect { .. } => "over",
        Finding::OverAgainstSpecificity { .. } => "over against specificity",
        Finding::EditionsWithoutEffect { .. } => "editions",
        Finding::OptionNeverWins { .. } => "option",
        Finding::InputWithoutEffect { .. } => "input",
        Finding::ValuesAlike { .. } => "values",
        Finding::ValueNeverComes { .. } => "value never comes",
        Finding::ThresholdWithoutEffect { .. } => "threshold",
        Finding::FactEditionsWithoutEffect { .. } => "fact",
        other => panic!("{other:?} has no name"),
    }
}

/// The rules that are said to mask one do, in each cell where it holds, and none is there in vain.
fn masked(oracle: &Expected<'_>, rule: usize, masked_by: &[usize], tally: &Tally) -> Checked {
    let sample = oracle.sample;
    let definition = &sample.definition;
    let masks = |rules: &[usize]| {
        (0..sample.editions).all(|edition| {
            let reading = &oracle.readings[edition];
            let holds = reading.holds(sample, rule);
            (0..oracle.cells.len()).filter(|&cell| holds[cell]).all(|cell| {
                let says = |rule: usize| reading.says(sample, edition, rule, cell).is_some();
                let defeated = rules.iter().any(|&by| reading.defeats[by][rule] && says(by));
                let gone = |option: usize| {
                    !definition.options[option].editions.contains(edition)
                        || rules
                            .iter()
                            .any(|&by| excludes(definition, by, option) && reading.met[by][cell])
                };
                let idle = !says(rule)
                    && match &definition.rules[rule].kind {
                        RuleKind::Prefer { picks, .. } => picks.iter().all(|&pick| gone(pick)),
                        _ => true,
                    };
                defeated || idle
            })
        })
    };
    prop_assert!(masks(masked_by), "{:?} do not mask {}", masked_by, rule);
    for &by in masked_by {
        let others: Vec<usize> = masked_by.iter().copied().filter(|&other| other != by).collect();
        prop_assert!(!masks(&others), "{} does not mask {}", by, rule);
    }
    tally.saw_if(masked_by.len() > 1, "masked by several");
    tally.saw_if(masked_by.is_empty(), "masked by none");
    Ok(())
}
