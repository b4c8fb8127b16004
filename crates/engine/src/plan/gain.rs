//! The question that tells most, where the cheapest plan is out of reach: the largest mutual
//! information of an input and the outcomes, for its cost.
//!
//! One pass from the leaves gives the spread of outcomes below each node, one from the root how
//! likely each node is reached; together they give how regions and outcomes fall together. No
//! node is made on the way, so that a residual of any size takes two passes.

use rustc_hash::FxHashMap;

use super::Planner;
use super::search::{Best, TIE};
use crate::forest::Ref;

/// The share of each kind of leaf.
type Spread = Vec<f64>;

impl Planner<'_> {
    /// Of some inputs, the one that tells most about the outcome for its cost.
    pub(super) fn most_informative(&mut self, place: Ref, of: u64) -> Best {
        let gains = self.gains(place);
        let variables = &self.diagram.space().variables;
        let mut best: Option<(f64, usize)> = None;
        for input in (0..self.definition.inputs.len()).filter(|input| of >> input & 1 == 1) {
            // What the members of a set tell is counted together.
            let told: f64 = (variables.iter().zip(&gains))
                .filter(|(variable, _)| variable.input == input)
                .map(|(_, gain)| gain)
                .sum();
            let worth = told / self.cost(input);
            if best.is_none_or(|(most, _)| worth > most + TIE) {
                best = Some((worth, input));
            }
        }
        let input = best.map_or(usize::MAX, |(_, input)| input);
        let depth = of.count_ones() as usize;
        Best { cost: depth as f64, depth, input }
    }

    /// For each level, the bits that knowing its region tells about the outcome.
    fn gains(&mut self, root: Ref) -> Vec<f64> {
        let nodes = self.nodes_below(root);
        let mut spreads = self.leaf_spreads(&nodes);
        let kinds = spreads.values().next().map_or(0, Vec::len);
        let (forest, priors) = (self.builder.forest(), &self.priors);
        for &node in &nodes {
            let mut whole = vec![0.0; kinds];
            for (region, prior) in priors[forest.level(node)].iter().enumerate() {
                let child = spreads.get(&forest.child(node, region));
                add(&mut whole, child, *prior);
            }
            spreads.insert(node, whole);
        }
        let total = spreads.get(&root).cloned().unwrap_or_default();

        // For each level and region, the outcomes of the cells whose path names them.
        let mut joint: Vec<Vec<Spread>> =
            priors.iter().map(|regions| vec![vec![0.0; kinds]; regions.len()]).collect();
        let mut named: Vec<Spread> = vec![vec![0.0; kinds]; priors.len()];
        let mut reached: FxHashMap<Ref, f64> = FxHashMap::default();
        reached.insert(root, 1.0);
        for &node in nodes.iter().rev() {
            let here = reached.get(&node).copied().unwrap_or(0.0);
            let level = forest.level(node);
            add(&mut named[level], spreads.get(&node), here);
            for (region, prior) in priors[level].iter().enumerate() {
                let child = forest.child(node, region);
                *reached.entry(child).or_insert(0.0) += here * prior;
                add(&mut joint[level][region], spreads.get(&child), here * prior);
            }
        }
        (joint.iter_mut().zip(&named).zip(priors))
            .map(|((regions, named), priors)| {
                let mut left = 0.0;
                for (spread, prior) in regions.iter_mut().zip(priors) {
                    // Cells whose path does not name the variable fall alike into its regions.
                    for ((share, total), named) in spread.iter_mut().zip(&total).zip(named) {
                        *share += prior * (total - named);
                    }
                    left += entropy(spread);
                }
                entropy(&total) - left
            })
            .collect()
    }

    /// The nodes of a residual, children before parents.
    fn nodes_below(&self, root: Ref) -> Vec<Ref> {
        let (mut seen, mut open) = (FxHashMap::default(), vec![root]);
        while let Some(place) = open.pop() {
            if place.code().is_none() && seen.insert(place, ()).is_none() {
                let level = self.builder.forest().level(place);
                open.extend(self.builder.forest().children(place, self.builder.regions(level)));
            }
        }
        let mut nodes: Vec<Ref> = seen.into_keys().collect();
        // A node is made after its children.
        nodes.sort_unstable();
        nodes
    }

    /// The spread of each leaf below some nodes: all of its mass in its own set of outcomes.
    fn leaf_spreads(&mut self, nodes: &[Ref]) -> FxHashMap<Ref, Spread> {
        let mut leaves: Vec<Ref> = Vec::new();
        for &node in nodes {
            let regions = self.builder.regions(self.builder.forest().level(node));
            leaves.extend(
                self.builder.forest().children(node, regions).filter(|c| c.code().is_some()),
            );
        }
        leaves.sort_unstable();
        leaves.dedup();
        let known: Vec<_> = leaves.iter().map(|&leaf| self.residual(leaf)).collect();
        let mut kinds: Vec<u128> = known.iter().map(|leaf| leaf.outcomes()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        (leaves.iter().zip(&known))
            .map(|(&leaf, known)| {
                let spread = kinds
                    .iter()
                    .map(|&kind| if kind == known.outcomes() { known.mass } else { 0.0 })
                    .collect();
                (leaf, spread)
            })
            .collect()
    }
}

fn add(whole: &mut [f64], part: Option<&Spread>, weight: f64) {
    for (whole, part) in whole.iter_mut().zip(part.into_iter().flatten()) {
        *whole += weight * part;
    }
}

/// The entropy of a spread in bits, times its size: summed over several, what is left unknown.
fn entropy(spread: &[f64]) -> f64 {
    let size: f64 = spread.iter().sum();
    spread.iter().filter(|&&share| share > 0.0).map(|share| -share * (share / size).log2()).sum()
}
