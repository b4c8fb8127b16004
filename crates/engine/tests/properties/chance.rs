//! How likely outcomes are: as the cells say, one by one.

use std::collections::BTreeMap;

use proptest::prelude::*;
use shirube_engine::chance::Belief;
use shirube_engine::model::InputKind;
use shirube_engine::{Cube, Outcome, Verdict};

use crate::support::{Dice, Size, alone, check, samples};

/// More cells than this are not looked at one by one.
const MOST: usize = 4_000;

#[test]
fn chances_are_those_of_all_cells_together() {
    let tally = check(300, samples(Size::SMALL), |sample, tally| {
        let Some(pack) = alone(&sample) else { return Ok(()) };
        let mut dice = Dice::new(sample.seed);
        let decision = &pack.decisions()[0];
        let variables = &decision.diagram(0).space().variables;
        let cells: usize = variables.iter().map(|variable| variable.regions()).product();
        if cells > MOST {
            return Ok(());
        }
        let mut weight = || 0.1 + dice.roll(10) as f64;
        let mut beliefs = Vec::new();
        // By variable, as the beliefs say.
        let mut weights: Vec<Vec<f64>> = vec![Vec::new(); variables.len()];
        for (index, input) in decision.definition().inputs.iter().enumerate() {
            let levels = decision.diagram(0).space().levels_of(index);
            for &level in levels {
                weights[level] = (0..variables[level].regions()).map(|_| weight()).collect();
                let whole: f64 = weights[level].iter().sum();
                weights[level].iter_mut().for_each(|weight| *weight /= whole);
            }
            // A set may have no member, and then no variable.
            let own = levels.first().map(|&level| weights[level].clone()).unwrap_or_default();
            beliefs.push(match &input.kind {
                InputKind::Choice { .. } | InputKind::Flag => Belief::Values(own),
                InputKind::Set { .. } => {
                    Belief::Members(levels.iter().map(|&level| weights[level][1]).collect())
                }
                InputKind::Quantity { .. } => {
                    let interval = |region| variables[levels[0]].interval(region);
                    let parts = own.iter().enumerate();
                    let parts = parts.map(|(region, weight)| (interval(region), *weight));
                    let parts = parts.map(|(part, weight)| (part.expect("a region"), weight));
                    Belief::Quantity(parts.collect())
                }
            });
        }
        let mut wanted: BTreeMap<Outcome, f64> = BTreeMap::new();
        for cell in 0..cells {
            let (mut rest, mut likely, mut cube) = (cell, 1.0, Vec::new());
            for (variable, weights) in variables.iter().zip(&weights) {
                let region = rest % variable.regions();
                rest /= variable.regions();
                likely *= weights[region];
                cube.push(1 << region);
            }
            if let Verdict::Settled(outcome) = decision.diagram(0).verdict(&Cube(cube)) {
                *wanted.entry(outcome).or_default() += likely;
            }
        }
        let possible: f64 = wanted.values().sum();
        let found: BTreeMap<Outcome, f64> = decision.chances(0, &beliefs).into_iter().collect();
        prop_assert_eq!(found.len(), wanted.len());
        for (outcome, chance) in &wanted {
            let chance = chance / possible;
            prop_assert!((found[outcome] - chance).abs() < 1e-9, "{:?}: {}", outcome, chance);
        }
        tally.saw_if(wanted.len() > 1, "several outcomes");
        tally.saw_if(possible < 0.999, "what cannot occur");
        Ok(())
    });
    tally.expect(&[("several outcomes", 30), ("what cannot occur", 5)]);
}
