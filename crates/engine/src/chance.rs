//! How likely each outcome is, where answers are not known for sure.

use std::collections::BTreeMap;

use crate::diagram::{Diagram, Outcome};
use crate::model::Definition;
use crate::pack::Decision;
use crate::quantity::Interval;
use crate::space::{Split, Variable};

/// What is believed about an input. Weights need not add up to one.
#[derive(Debug, Clone, PartialEq)]
pub enum Belief {
    /// A choice or a flag: the weight of each value; of a flag, of no and yes.
    Values(Vec<f64>),
    /// A set: how likely it has each member.
    Members(Vec<f64>),
    /// A quantity: where it may lie, each interval with its weight, which is spread evenly over what
    /// the rules tell apart in it.
    Quantity(Vec<(Interval, f64)>),
}

impl Decision {
    /// How likely each outcome is in an edition, the inputs being independent of one another: exact,
    /// by one walk over the diagram. What cannot occur is left out of account. In the order of
    /// options, then of rules.
    ///
    /// # Panics
    ///
    /// If there are fewer beliefs than inputs.
    #[must_use]
    pub fn chances(&self, edition: usize, beliefs: &[Belief]) -> Vec<(Outcome, f64)> {
        let diagram = self.diagram(edition);
        let variables = &diagram.space().variables;
        let weights: Vec<Vec<f64>> =
            variables.iter().map(|variable| weights(variable, &beliefs[variable.input])).collect();
        diagram.chances(&self.definition, &weights)
    }
}

impl Diagram {
    fn chances(&self, definition: &Definition, weights: &[Vec<f64>]) -> Vec<(Outcome, f64)> {
        // By level, as a node's weight is known once all above it are done.
        let mut open = BTreeMap::from([((self.level_of(self.outcome), self.outcome), 1.0)]);
        let mut leaves: BTreeMap<Outcome, f64> = BTreeMap::new();
        while let Some(((_, place), mass)) = open.pop_first() {
            if let Some(code) = place.code() {
                if let Some(outcome) = self.outcome_of(code) {
                    *leaves.entry(outcome).or_default() += mass;
                }
                continue;
            }
            let weights = &weights[self.forest.level(place)];
            for (region, weight) in weights.iter().enumerate().filter(|(_, weight)| **weight > 0.0)
            {
                let child = self.forest.child(place, region);
                *open.entry((self.level_of(child), child)).or_default() += mass * weight;
            }
        }
        let whole: f64 = leaves.values().sum();
        let rank = |outcome: &Outcome| match outcome {
            Outcome::Option(option) => *option,
            Outcome::Advice(rule) => definition.options.len() + rule,
        };
        let mut chances: Vec<(Outcome, f64)> = leaves.into_iter().collect();
        chances.sort_by_key(|(outcome, _)| rank(outcome));
        chances.iter_mut().for_each(|(_, chance)| *chance /= whole);
        chances
    }

    fn level_of(&self, place: crate::forest::Ref) -> usize {
        if place.code().is_some() { usize::MAX } else { self.forest.level(place) }
    }
}

/// The weight of each region of a variable; together they are one.
fn weights(variable: &Variable, belief: &Belief) -> Vec<f64> {
    let mut weights = match (&variable.split, belief) {
        (Split::Values(_) | Split::Flag, Belief::Values(values)) => values.clone(),
        (Split::Member(member), Belief::Members(members)) => {
            let there = members[*member].clamp(0.0, 1.0);
            vec![1.0 - there, there]
        }
        (Split::Quantity { .. }, Belief::Quantity(parts)) => {
            let mut weights = vec![0.0; variable.regions()];
            for (interval, weight) in parts {
                let touched = variable.touching(*interval);
                for (region, own) in weights.iter_mut().enumerate() {
                    if touched >> region & 1 == 1 {
                        *own += weight / f64::from(touched.count_ones());
                    }
                }
            }
            weights
        }
        // A belief of another kind tells nothing.
        _ => vec![0.0; variable.regions()],
    };
    let whole: f64 = weights.iter().sum();
    if whole > 0.0 {
        weights.iter_mut().for_each(|weight| *weight /= whole);
    } else {
        let even = 1.0 / weights.len() as f64;
        weights.fill(even);
    }
    weights
}
