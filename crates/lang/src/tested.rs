//! What a rule tests, in words.

use shirube_engine::About;
use shirube_engine::model::{Accept, Definition, Input, InputKind, Test};
use shirube_engine::quantity::{Dimension, Interval, Spelling};

use crate::range::passing;
use crate::words::{all_of, joined, one_of, quoted};

/// The tests of a decision's rules.
#[derive(Clone, Copy)]
pub(crate) struct Tested<'d> {
    pub(crate) definition: &'d Definition,
    pub(crate) about: &'d About,
}

impl Tested<'_> {
    /// A test of a rule, or what it says of one member of a set: such as `needs` has `wifi`.
    pub(crate) fn condition(
        &self,
        rule: usize,
        conjunction: usize,
        test: usize,
        member: Option<usize>,
    ) -> Option<String> {
        let rule = self.definition.rules.get(rule)?;
        let test = rule.when.0.get(conjunction)?.get(test)?;
        let input = self.definition.inputs.get(test.input)?;
        let values = self.values(test, input, member, rule.editions.first()?)?;
        Some(format!("{} {values}", quoted(&input.id)))
    }

    /// Quantities, limits by their facts where these are written exactly.
    pub(crate) fn interval(
        &self,
        input: usize,
        dimension: Dimension,
        interval: Interval,
    ) -> String {
        dimension.write_interval(interval, Spelling::Symbols, |value| {
            (0..self.about.editions.len()).find_map(|edition| {
                let fact = self.definition.threshold(&self.about.facts, edition, input, value)?;
                fact.values.get(edition)?.in_exact_words(0)
            })
        })
    }

    fn values(
        &self,
        test: &Test,
        input: &Input,
        member: Option<usize>,
        edition: usize,
    ) -> Option<String> {
        match (&test.accept, &input.kind) {
            (Accept::Values(values), InputKind::Flag) => Some(format!("is {}", values & 0b10 != 0)),
            (Accept::Values(values), _) => {
                let order = input.display_order().into_iter();
                let (is, is_not): (Vec<usize>, Vec<usize>) =
                    order.partition(|value| values >> value & 1 == 1);
                let ids = |values: Vec<usize>| one_of(ids(input, values));
                let fewer = is.len() <= is_not.len();
                Some(if fewer {
                    format!("is {}", ids(is))
                } else {
                    format!("is not {}", ids(is_not))
                })
            }
            (Accept::Members { all, any, none }, _) => {
                if let Some(member) = member {
                    return Some(format!("has {}", quoted(&input.values().get(member)?.id)));
                }
                let among = |bits: u64| {
                    let order = input.display_order().into_iter();
                    ids(input, order.filter(|member| bits >> member & 1 == 1).collect())
                };
                let parts = [
                    (*all != 0).then(|| format!("has {}", all_of(among(*all)))),
                    (*any != 0).then(|| format!("has {}", one_of(among(*any)))),
                    (*none != 0).then(|| format!("has not {}", one_of(among(*none)))),
                ];
                Some(joined(parts.into_iter().flatten().collect(), "and"))
            }
            (Accept::Quantity(ranges), InputKind::Quantity { dimension, .. }) => {
                let facts = &self.about.facts;
                let value = |fact: usize| Some(facts.get(fact)?.values.get(edition)?.value);
                let told = passing(ranges, value)?;
                let told = told.as_slice().iter();
                let told = told.map(|&one| self.interval(test.input, *dimension, one));
                Some(format!("is {}", told.collect::<Vec<_>>().join(" or ")))
            }
            _ => None,
        }
    }
}

/// The ids of some values of an input.
fn ids(input: &Input, values: Vec<usize>) -> Vec<&str> {
    values.iter().filter_map(|&value| input.values().get(value)).map(|v| v.id.as_str()).collect()
}
