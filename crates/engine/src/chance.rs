//! How likely each outcome is, where answers are not known for sure.

use std::collections::BTreeMap;

use crate::diagram::{Diagram, Outcome};
use crate::forest::{Forest, Ref};
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
        let mut masses = vec![0.0; self.forest.words()];
        let mut leaves: BTreeMap<Outcome, f64> = BTreeMap::new();
        let mut give = |masses: &mut Vec<f64>, place: Ref, mass: f64| match place.code() {
            Some(code) => {
                if let Some(outcome) = self.outcome_of(code) {
                    *leaves.entry(outcome).or_default() += mass;
                }
            }
            None => masses[Forest::slot(place)] += mass,
        };
        give(&mut masses, self.outcome, 1.0);
        // Each comes after all that lead to it.
        for node in self.in_order(weights) {
            let (mass, weights) = (masses[Forest::slot(node)], &weights[self.forest.level(node)]);
            for (region, weight) in weights.iter().enumerate() {
                give(&mut masses, self.forest.child(node, region), mass * weight);
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

    /// The nodes that some weight leads to, each before those below it.
    fn in_order(&self, weights: &[Vec<f64>]) -> Vec<Ref> {
        let mut seen = vec![false; self.forest.words()];
        let mut order = Vec::new();
        // Each comes up twice: before what is below it, and when all of that is in order.
        let mut open = vec![(self.outcome, false)];
        while let Some((place, ready)) = open.pop() {
            if place.code().is_some() {
                continue;
            }
            if ready {
                order.push(place);
            } else if !std::mem::replace(&mut seen[Forest::slot(place)], true) {
                open.push((place, true));
                let weights = weights[self.forest.level(place)].iter().enumerate();
                let led = weights.filter(|(_, weight)| **weight > 0.0);
                open.extend(led.map(|(region, _)| (self.forest.child(place, region), false)));
            }
        }
        order.reverse();
        order
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
