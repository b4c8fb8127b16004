//! Answers: what a person says about an input, and how that is written and read.

mod text;

use std::ops::Range;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::model::{Definition, Input, InputKind};
use crate::quantity::{Interval, QuantityError, RangeError};

/// What is known about one input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Answer {
    /// A choice or a flag: one bit for each value that it may be. A flag: bit 0 no, bit 1 yes.
    Values(u64),
    /// A set: the members it has and those it has not. The rest is unknown.
    Members {
        /// Members it has.
        yes: u64,
        /// Members it has not.
        no: u64,
    },
    /// A quantity: where it lies.
    Quantity(Interval),
}

/// Why a text is not an answer to an input.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum AnswerError {
    /// No value of that name.
    #[error("`{input}` has no value `{given}`")]
    UnknownValue {
        /// The input's id.
        input: String,
        /// What was given.
        given: String,
        /// The values it has.
        known: Vec<String>,
        /// The value that may have been meant.
        meant: Option<String>,
        /// Where it stands in the text, in bytes.
        at: Range<usize>,
    },
    /// Nothing where a value was expected.
    #[error("`{input}` was given no value")]
    Empty {
        /// The input's id.
        input: String,
        /// The values it has.
        known: Vec<String>,
    },
    /// A part of an answer to a set that cannot be true with the parts before it: `none,gpu`.
    #[error("`{input}`: `{given}` contradicts what stands before it")]
    Contradiction {
        /// The input's id.
        input: String,
        /// The part.
        given: String,
        /// Where it stands in the text, in bytes.
        at: Range<usize>,
    },
    /// A quantity that cannot be read.
    #[error("`{input}`: {error}")]
    Quantity {
        /// The input's id.
        input: String,
        /// What is wrong with it.
        error: RangeError<QuantityError>,
    },
    /// Several ranges where one was expected.
    #[error("`{input}`: {given} is more than one range")]
    TwoRanges {
        /// The input's id.
        input: String,
        /// What was given.
        given: String,
    },
    /// A range that holds nothing.
    #[error("`{input}`: no value is {given}")]
    EmptyRange {
        /// The input's id.
        input: String,
        /// What was given.
        given: String,
    },
    /// A quantity outside what the input can be.
    #[error("`{input}` cannot be {given}")]
    OutOfRange {
        /// The input's id.
        input: String,
        /// What was given.
        given: String,
        /// What it can be.
        range: String,
    },
}

impl AnswerError {
    /// The way out.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::UnknownValue { meant: Some(meant), .. } => {
                Some(format!("did you mean `{meant}`?"))
            }
            Self::UnknownValue { known, .. } | Self::Empty { known, .. } => {
                Some(format!("it can be {}", listed(known)))
            }
            Self::Quantity { error, .. } => error.help(),
            Self::OutOfRange { range, .. } => Some(format!("it can be {range}")),
            Self::TwoRanges { .. } => Some("give one value, or one range such as `< 6 MB`".into()),
            Self::Contradiction { .. } => Some("keep one of the two".into()),
            Self::EmptyRange { .. } => None,
        }
    }
}

fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

impl Answer {
    /// What two answers to the same set say together; of other inputs, the second.
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Members { yes: a, no: b }, Self::Members { yes: c, no: d }) => {
                Self::Members { yes: a | c, no: b | d }
            }
            _ => other,
        }
    }
}

/// What is known about each input of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Answers(Vec<Option<Answer>>);

impl Answers {
    /// Nothing is known.
    #[must_use]
    pub fn none(definition: &Definition) -> Self {
        Self(vec![None; definition.inputs.len()])
    }

    /// The answer to an input.
    #[must_use]
    pub fn get(&self, input: usize) -> Option<Answer> {
        self.0.get(input).copied().flatten()
    }

    /// Sets or takes back the answer to an input.
    pub fn set(&mut self, input: usize, answer: Option<Answer>) {
        if let Some(slot) = self.0.get_mut(input) {
            *slot = answer;
        }
    }

    /// The inputs that are answered, with their answers.
    pub fn given(&self) -> impl Iterator<Item = (usize, Answer)> + '_ {
        self.0.iter().enumerate().filter_map(|(input, answer)| answer.map(|answer| (input, answer)))
    }

    /// How many inputs are answered.
    #[must_use]
    pub fn len(&self) -> usize {
        self.given().count()
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// These answers, with every silent input filled by its `when_silent`; and which were.
    #[must_use]
    pub fn assuming_silence(&self, definition: &Definition) -> (Self, Vec<usize>) {
        let mut filled = self.clone();
        let mut assumed = Vec::new();
        for (index, input) in definition.inputs.iter().enumerate() {
            if self.get(index).is_none() && input.when_silent.is_some() {
                filled.set(index, input.when_silent);
                assumed.push(index);
            }
        }
        (filled, assumed)
    }
}

impl Input {
    /// Whether an answer leaves nothing open.
    #[must_use]
    pub fn is_settled_by(&self, answer: &Answer) -> bool {
        match answer {
            Answer::Values(values) => values.is_power_of_two(),
            Answer::Members { yes, no } => yes | no == all_bits(self.values().len()),
            Answer::Quantity(interval) => interval.low == interval.high,
        }
    }

    /// Whether an answer leaves the input as open as no answer does: every value of a choice, no
    /// member of a set, the whole range of a quantity. Where an input has but one value, that is an
    /// answer all the same.
    #[must_use]
    pub fn is_left_open_by(&self, answer: &Answer) -> bool {
        let everything = match (&self.kind, answer) {
            (InputKind::Flag, Answer::Values(values)) => all_bits(2) & !values == 0,
            (InputKind::Choice { values: known, .. }, Answer::Values(values)) => {
                all_bits(known.len()) & !values == 0
            }
            (InputKind::Set { .. }, Answer::Members { yes, no }) => yes | no == 0,
            (InputKind::Quantity { range, .. }, Answer::Quantity(Interval { low, high })) => {
                *low <= range.low && range.high <= *high
            }
            _ => false,
        };
        everything && !self.is_settled_by(answer)
    }
}

/// What a verdict is asked for with: the answers, and how some came about or did not.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Given {
    /// The answers.
    pub answers: Answers,
    /// The inputs that were said not to be known; they are not asked for again.
    pub unknown: Vec<usize>,
    /// The inputs among the answers that nobody answered: theirs were taken for granted.
    pub assumed: Vec<usize>,
}

impl From<Answers> for Given {
    /// Answers that somebody gave.
    fn from(answers: Answers) -> Self {
        Self { answers, ..Self::default() }
    }
}

/// The first `count` bits.
pub(crate) fn all_bits(count: usize) -> u64 {
    if count == 0 { 0 } else { u64::MAX >> (64 - count.min(64)) }
}
