//! Witnesses hold the cells that a finding is about, and no others that can occur.

use proptest::prelude::*;
use shirube_engine::Cube;
use shirube_engine::analysis::{Finding, Found};
use shirube_engine::space::Space;

use super::expected::Expected;
use super::oracle::Mark;
use crate::support::{Checked, Tally, answer};

pub(super) fn confirm(oracle: &Expected<'_>, found: &Found, tally: &Tally) -> Checked {
    let sample = oracle.sample;
    let edition = found.editions.first().expect("a finding is so in some edition");
    let space = Space::of(&sample.definition, &sample.facts, edition).expect("samples are small");
    let reading = &oracle.readings[edition];
    let holds = |rule: usize| reading.holds(sample, rule);
    let both = |one: &[bool], two: &[bool], and: bool| -> Vec<bool> {
        one.iter().zip(two).map(|(&a, &b)| if and { a && b } else { a || b }).collect()
    };
    let says = |rule: usize| -> Vec<bool> {
        let cells = 0..oracle.cells.len();
        cells.map(|cell| reading.says(sample, edition, rule, cell).is_some()).collect()
    };
    let about = match found.finding {
        Finding::NeverHolds { rule, .. } => reading.met[rule].clone(),
        Finding::NeverDecides { rule, .. }
        | Finding::ExclusionWithoutEffect { rule, .. }
        | Finding::AssumptionWithoutEffect { rule }
        | Finding::Duplicate { rules: [_, rule] }
        | Finding::Subsumed { rule, .. }
        | Finding::OverAgainstSpecificity { over: rule, .. } => holds(rule),
        Finding::Mergeable { rules: [one, two] } => both(&holds(one), &holds(two), false),
        Finding::OverWithoutEffect { rule, over } => both(&says(rule), &says(over), true),
        _ => vec![false; oracle.cells.len()],
    };
    let possible = |cell: usize| reading.marks[cell] != Mark::Impossible;
    // What is only about cells that cannot occur is told of exactly those.
    let exact = !(0..about.len()).any(|cell| about[cell] && possible(cell));
    let asked: Vec<usize> = (0..about.len()).filter(|&cell| exact || possible(cell)).collect();
    let cubes: Vec<Cube> = oracle
        .cells
        .iter()
        .map(|values| {
            let mut cube = space.everything();
            for (input, &value) in values.iter().enumerate() {
                space.narrow(&mut cube, input, &answer(sample, input, value));
            }
            cube
        })
        .collect();
    let inside = |cell: usize, cube: &Cube| {
        cubes[cell].0.iter().zip(&cube.0).all(|(own, allowed)| own & allowed != 0)
    };
    for &cell in &asked {
        let told = found.witness.iter().any(|cube| inside(cell, cube));
        prop_assert_eq!(told, about[cell], "{:?}: {:?}", found, oracle.cells[cell]);
    }
    for (place, cube) in found.witness.iter().enumerate() {
        let mut others = found.witness.clone();
        others.remove(place);
        let alone = |&cell: &usize| {
            about[cell] && inside(cell, cube) && !others.iter().any(|cube| inside(cell, cube))
        };
        prop_assert!(asked.iter().any(alone), "{:?} is not needed: {:?}", cube, found);
    }
    tally.saw_if(found.witness.len() > 1, "several boxes");
    tally.saw_if(exact && !found.witness.is_empty(), "boxes that cannot occur");
    Ok(())
}
