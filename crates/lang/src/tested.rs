//! What a rule tests: as data, and in words.

use shirube_engine::About;
use shirube_engine::model::{Accept, Definition, Input, InputKind, Test};
use shirube_engine::quantity::{Dimension, Interval, Spelling};

use crate::range::passing;
use crate::words::{all_of, joined, one_of, quoted};

/// What a test asks of its input.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TestTold {
    /// A flag is set, or is not.
    Is(bool),
    /// A choice is one of these values, by their ids.
    OneOf(Vec<String>),
    /// A choice is none of these values.
    NoneOf(Vec<String>),
    /// A set has members, by their ids.
    Has {
        /// It has all of these.
        all: Vec<String>,
        /// It has one of these, if there are any.
        any: Vec<String>,
        /// It has none of these.
        none: Vec<String>,
    },
    /// A quantity lies in one of these ranges.
    Within(Vec<String>),
}

/// A test of an input, in English: `needs` has `wifi`.
pub(crate) fn whether(input: &str, test: &TestTold) -> String {
    let test = match test {
        TestTold::Is(value) => format!("is {value}"),
        TestTold::OneOf(ids) => format!("is {}", one_of(ids)),
        TestTold::NoneOf(ids) => format!("is not {}", one_of(ids)),
        TestTold::Has { all, any, none } => {
            let parts = [
                (!all.is_empty()).then(|| format!("has {}", all_of(all))),
                (!any.is_empty()).then(|| format!("has {}", one_of(any))),
                (!none.is_empty()).then(|| format!("has not {}", one_of(none))),
            ];
            joined(parts.into_iter().flatten().collect(), "and")
        }
        TestTold::Within(ranges) => format!("is {}", ranges.join(" or ")),
    };
    format!("{} {test}", quoted(input))
}

/// The tests of a decision's rules.
#[derive(Clone, Copy)]
pub(crate) struct Tested<'d> {
    pub(crate) definition: &'d Definition,
    pub(crate) about: &'d About,
    /// The language in which figures are told.
    pub(crate) language: usize,
}

impl Tested<'_> {
    /// A test of a rule, or what it says of one member of a set: its input, and what is tested.
    pub(crate) fn condition(
        &self,
        rule: usize,
        conjunction: usize,
        test: usize,
        member: Option<usize>,
    ) -> Option<(String, TestTold)> {
        let rule = self.definition.rules.get(rule)?;
        let test = rule.when.0.get(conjunction)?.get(test)?;
        let input = self.definition.inputs.get(test.input)?;
        Some((input.id.clone(), self.test(test, input, member, rule.editions.first()?)?))
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
                fact.values.get(edition)?.in_exact_words(self.language)
            })
        })
    }

    fn test(
        &self,
        test: &Test,
        input: &Input,
        member: Option<usize>,
        edition: usize,
    ) -> Option<TestTold> {
        match (&test.accept, &input.kind) {
            (Accept::Values(values), InputKind::Flag) => Some(TestTold::Is(values & 0b10 != 0)),
            (Accept::Values(values), _) => {
                let order = input.display_order().into_iter();
                let (is, is_not): (Vec<usize>, Vec<usize>) =
                    order.partition(|value| values >> value & 1 == 1);
                let fewer = is.len() <= is_not.len();
                Some(if fewer {
                    TestTold::OneOf(ids(input, is))
                } else {
                    TestTold::NoneOf(ids(input, is_not))
                })
            }
            (Accept::Members { all, any, none }, _) => {
                let among = |bits: u64| {
                    let order = input.display_order().into_iter();
                    ids(input, order.filter(|member| bits >> member & 1 == 1).collect())
                };
                let [all, any, none] = match member {
                    Some(member) => [ids(input, vec![member]), Vec::new(), Vec::new()],
                    None => [*all, *any, *none].map(among),
                };
                Some(TestTold::Has { all, any, none })
            }
            (Accept::Quantity(ranges), InputKind::Quantity { dimension, .. }) => {
                let facts = &self.about.facts;
                let value = |fact: usize| Some(facts.get(fact)?.values.get(edition)?.value);
                let told = passing(ranges, value)?;
                let told = told.as_slice().iter();
                let told = told.map(|&one| self.interval(test.input, *dimension, one));
                Some(TestTold::Within(told.collect()))
            }
            _ => None,
        }
    }
}

/// The ids of some values of an input.
fn ids(input: &Input, values: Vec<usize>) -> Vec<String> {
    values.iter().filter_map(|&value| input.values().get(value)).map(|v| v.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_of_a_set_is_told_in_english() {
        let told = |all: &[&str], any: &[&str], none: &[&str]| {
            let [all, any, none] =
                [all, any, none].map(|ids| ids.iter().map(|&id| id.to_owned()).collect());
            whether("needs", &TestTold::Has { all, any, none })
        };
        assert_eq!(told(&["wifi"], &[], &[]), "`needs` has `wifi`");
        assert_eq!(
            told(&["tea", "wifi"], &["milk", "sugar"], &["music"]),
            "`needs` has `tea` and `wifi`, has `milk` or `sugar` and has not `music`"
        );
    }
}
