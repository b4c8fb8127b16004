//! Answers as a person reads them, in a language: names instead of ids, and thresholds as the
//! facts write them.

use crate::answer::Answer;
use crate::model::{Accept, Bound, Definition, InputKind};
use crate::pack::Pack;

impl Pack {
    /// An answer to an input in words: `Caller waits`, `A GPU, no VPC`, `> 6 MB, ≤ 1 GB`.
    ///
    /// Words that are no names of the pack (`yes`, `no`, `none`, `not`) come from `words`.
    #[must_use]
    pub fn describe(
        &self,
        definition: &Definition,
        edition: usize,
        language: usize,
        input: usize,
        answer: &Answer,
        words: &Words,
    ) -> String {
        let name = |index: usize| {
            let value = &definition.inputs[input].values()[index];
            self.text(&value.name, language, edition)
        };
        let order = definition.inputs[input].display_order();
        let named = |bits: u64| -> Vec<String> {
            order
                .iter()
                .filter(|&&index| bits >> index & 1 == 1)
                .map(|&index| name(index))
                .collect()
        };
        match (&definition.inputs[input].kind, answer) {
            (InputKind::Flag, Answer::Values(bits)) => {
                if *bits == 0b10 {
                    words.yes.into()
                } else {
                    words.no.into()
                }
            }
            (InputKind::Choice { values, .. }, Answer::Values(bits)) => {
                let (one_of, others) = (named(*bits), named(!bits));
                if one_of.len() > 2 && others.len() < one_of.len() && values.len() > 2 {
                    words.not(&others.join(words.or))
                } else {
                    one_of.join(words.or)
                }
            }
            (InputKind::Set { .. }, Answer::Members { yes, no }) => {
                let (mut parts, absent) = (named(*yes), named(*no));
                if absent.len() == order.len() {
                    return words.none.into();
                }
                // Where the members there are all that is known, the others go without saying.
                let open = parts.is_empty() || absent.len() + parts.len() < order.len();
                if open && !absent.is_empty() {
                    parts.push(format!("{}{}", words.none_of, absent.join(words.and)));
                }
                parts.join(words.and)
            }
            (InputKind::Quantity { dimension, range }, Answer::Quantity(interval)) => {
                let interval = *interval;
                if interval.low == interval.high {
                    return dimension.format(interval.low);
                }
                let mut open = interval;
                if interval.low <= range.low {
                    open.low = i64::MIN;
                }
                if interval.high >= range.high {
                    open.high = i64::MAX;
                }
                dimension.format_interval_with(open, |value| {
                    self.written(definition, edition, language, input, value)
                })
            }
            _ => String::new(),
        }
    }

    /// A figure as the fact that a rule compares this input with writes it.
    fn written(
        &self,
        definition: &Definition,
        edition: usize,
        language: usize,
        input: usize,
        value: i64,
    ) -> Option<String> {
        let tests = definition.rules.iter().flat_map(|rule| rule.when.0.iter().flatten());
        tests
            .filter(|test| test.input == input)
            .filter_map(|test| match &test.accept {
                Accept::Quantity(ranges) => Some(ranges),
                _ => None,
            })
            .flatten()
            .flat_map(|range| [range.low, range.high])
            .flatten()
            .filter_map(|edge| match edge.bound {
                Bound::Fact(fact) => self.about().facts.get(fact)?.values.get(edition),
                Bound::Literal(_) => None,
            })
            .find(|fact| fact.value == value)
            .map(|fact| fact.written.in_language(language).to_owned())
    }
}

/// The words of a language that belong to no pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// A flag that is set.
    pub yes: &'static str,
    /// A flag that is not.
    pub no: &'static str,
    /// An empty set.
    pub none: &'static str,
    /// Before the members that a set has not.
    pub none_of: &'static str,
    /// Between alternatives.
    pub or: &'static str,
    /// Between members of a set.
    pub and: &'static str,
    /// Before what is not so.
    pub before_not: &'static str,
    /// Behind what is not so.
    pub after_not: &'static str,
}

impl Words {
    /// English.
    pub const ENGLISH: Self = Self {
        yes: "yes",
        no: "no",
        none: "none of these",
        none_of: "none of: ",
        or: " or ",
        and: ", ",
        before_not: "not: ",
        after_not: "",
    };
    /// Japanese.
    pub const JAPANESE: Self = Self {
        yes: "はい",
        no: "いいえ",
        none: "いずれもなし",
        none_of: "なし: ",
        or: "、または",
        and: "、",
        before_not: "",
        after_not: "以外",
    };

    /// The words of a language by its code; English where there are none.
    #[must_use]
    pub fn of(language: &str) -> Self {
        if language == "ja" { Self::JAPANESE } else { Self::ENGLISH }
    }

    fn not(&self, what: &str) -> String {
        format!("{}{what}{}", self.before_not, self.after_not)
    }
}
