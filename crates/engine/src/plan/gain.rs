//! The question that tells most, where the cheapest plan is out of reach.

use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};

use super::Planner;
use super::search::{Best, TIE};
use crate::forest::Ref;

/// Sets of outcomes, each with how likely it is.
type Spread = SmallVec<[(u128, f64); 8]>;

impl Planner<'_> {
    /// The input that tells most about the outcome for its cost.
    pub(super) fn most_informative(&mut self, place: Ref) -> Best {
        let residual = self.residual(place);
        let mut spreads = FxHashMap::default();
        let before = self.entropy(place, &mut spreads);
        let mut best: Option<(f64, usize)> = None;
        for input in self.inputs(&residual) {
            let mut after = 0.0;
            for (part, weight) in self.branches(place, input) {
                let share = weight * self.residual(part).mass / residual.mass;
                after += share * self.entropy(part, &mut spreads);
            }
            let gain = (before - after) / self.cost(input);
            if best.is_none_or(|(most, _)| gain > most + TIE) {
                best = Some((gain, input));
            }
        }
        let input = best.map_or(usize::MAX, |(_, input)| input);
        let depth = residual.inputs.count_ones() as usize;
        Best { cost: depth as f64, depth, input }
    }

    /// The entropy of the outcomes, in bits.
    fn entropy(&mut self, place: Ref, spreads: &mut FxHashMap<Ref, Spread>) -> f64 {
        let spread = self.spread(place, spreads);
        let whole: f64 = spread.iter().map(|(_, share)| share).sum();
        spread
            .iter()
            .filter(|(_, share)| *share > 0.0)
            .map(|(_, share)| -share / whole * (share / whole).log2())
            .sum()
    }

    /// The share of each set of outcomes.
    fn spread(&mut self, place: Ref, spreads: &mut FxHashMap<Ref, Spread>) -> Spread {
        if place.code().is_some() {
            let leaf = self.residual(place);
            return smallvec![(leaf.outcomes(), leaf.mass)];
        }
        if let Some(known) = spreads.get(&place) {
            return known.clone();
        }
        let level = self.builder.forest().level(place);
        let mut spread = Spread::new();
        for region in 0..self.builder.regions(level) {
            let child = self.builder.forest().child(place, region);
            let prior = self.priors[level][region];
            for (outcomes, share) in self.spread(child, spreads) {
                match spread.iter_mut().find(|(known, _)| *known == outcomes) {
                    Some((_, whole)) => *whole += prior * share,
                    None => spread.push((outcomes, prior * share)),
                }
            }
        }
        spreads.insert(place, spread.clone());
        spread
    }
}
