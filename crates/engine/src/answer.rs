//! Answers: what a person says about an input, and how that is written and read.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::model::{Definition, Input, InputKind};
use crate::nearest::nearest;
use crate::quantity::{Dimension, Interval, Intervals, QuantityError, RangeError};

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
    /// A member of a set both there and not.
    #[error("`{given}` is said both to be there and not to be")]
    Contradiction {
        /// The member's id.
        given: String,
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
            Self::Contradiction { .. } | Self::EmptyRange { .. } => None,
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
    /// Reads an answer as a person writes it.
    ///
    /// - choice: a value's id, or several with commas: one of these; `not …` for all but these
    /// - flag: `yes`, `no`, `true`, `false`, `はい`, `いいえ`
    /// - set: ids with commas: exactly these; `none` for none (`!none` where a member is called
    ///   so); a closing `...` leaves the members not named unknown, and `!id` then says that one
    ///   is absent
    /// - quantity: `12MB`, or a range: `< 6MB`, `100MB..300MB`
    ///
    /// # Errors
    ///
    /// An [`AnswerError`] that shows the place and the way out.
    pub fn parse_answer(&self, text: &str) -> Result<Answer, AnswerError> {
        match &self.kind {
            InputKind::Flag => self.parse_flag(text),
            InputKind::Choice { .. } => self.parse_choice(text),
            InputKind::Set { .. } => self.parse_set(text),
            InputKind::Quantity { dimension, range } => {
                self.parse_quantity(text, *dimension, *range)
            }
        }
    }

    fn known(&self) -> Vec<String> {
        match &self.kind {
            InputKind::Flag => vec!["yes".into(), "no".into()],
            _ => self.display_order().into_iter().map(|i| self.values()[i].id.clone()).collect(),
        }
    }

    fn unknown_value(&self, given: &str, at: Range<usize>) -> AnswerError {
        let known = self.known();
        let meant = nearest(given, known.iter().map(String::as_str)).map(str::to_owned);
        AnswerError::UnknownValue {
            input: self.id.clone(),
            given: given.to_owned(),
            known,
            meant,
            at,
        }
    }

    fn parse_flag(&self, text: &str) -> Result<Answer, AnswerError> {
        let word = fold(text);
        match word.trim().to_lowercase().as_str() {
            "yes" | "y" | "true" | "はい" => Ok(Answer::Values(0b10)),
            "no" | "n" | "false" | "いいえ" => Ok(Answer::Values(0b01)),
            "" => Err(AnswerError::Empty { input: self.id.clone(), known: self.known() }),
            _ => Err(self.unknown_value(text.trim(), 0..text.len())),
        }
    }

    /// The bit of a value, by its id.
    fn bit(&self, name: &str, at: Range<usize>) -> Result<u64, AnswerError> {
        let folded = fold(name);
        let wanted = folded.trim().to_lowercase();
        (self.values().iter().position(|value| value.id == wanted))
            .map(|index| 1 << index)
            .ok_or_else(|| self.unknown_value(name.trim(), at))
    }

    fn parse_choice(&self, text: &str) -> Result<Answer, AnswerError> {
        let (mut values, mut negated) = (0, false);
        for (part, at) in parts(text) {
            let name = match part.trim_start().strip_prefix("not ") {
                Some(name) if values == 0 => {
                    negated = true;
                    name
                }
                _ => part,
            };
            values |= self.bit(name, at)?;
        }
        if values == 0 {
            return Err(AnswerError::Empty { input: self.id.clone(), known: self.known() });
        }
        let all = all_bits(self.values().len());
        match if negated { all & !values } else { values } {
            0 => Err(AnswerError::EmptyRange {
                input: self.id.clone(),
                given: text.trim().to_owned(),
            }),
            values => Ok(Answer::Values(values)),
        }
    }

    fn parse_set(&self, text: &str) -> Result<Answer, AnswerError> {
        let all = all_bits(self.values().len());
        let (mut yes, mut no, mut open, mut said) = (0, 0, false, false);
        for (part, at) in parts(text) {
            said = true;
            let part = part.trim();
            match fold(part).to_lowercase().as_str() {
                "..." | "…" => open = true,
                NONE if !self.has_member_none() => {}
                _ => match part.strip_prefix(['!', '！']) {
                    Some(absent) => no |= self.bit(absent, at)?,
                    None => yes |= self.bit(part, at)?,
                },
            }
        }
        if !said {
            return Err(AnswerError::Empty { input: self.id.clone(), known: self.known() });
        }
        if yes & no != 0 {
            let both = (yes & no).trailing_zeros() as usize;
            return Err(AnswerError::Contradiction { given: self.values()[both].id.clone() });
        }
        Ok(Answer::Members { yes, no: if open { no } else { all & !yes } })
    }

    /// Whether a member is called as the empty set is written.
    fn has_member_none(&self) -> bool {
        self.values().iter().any(|value| value.id == NONE)
    }

    fn parse_quantity(
        &self,
        text: &str,
        dimension: Dimension,
        range: Interval,
    ) -> Result<Answer, AnswerError> {
        let given = dimension
            .parse_test(text)
            .map_err(|error| AnswerError::Quantity { input: self.id.clone(), error })?
            .intervals();
        let within = given.intersection(&Intervals::new([range]));
        let (input, said) = (self.id.clone(), text.trim().to_owned());
        match (given.as_slice(), within.as_slice()) {
            ([], _) => Err(AnswerError::EmptyRange { input, given: said }),
            (_, []) => {
                let range = dimension.format_interval(range);
                Err(AnswerError::OutOfRange { input, given: said, range })
            }
            (_, [one]) => Ok(Answer::Quantity(*one)),
            _ => Err(AnswerError::TwoRanges { input, given: said }),
        }
    }

    /// Writes an answer as [`Input::parse_answer`] reads it.
    #[must_use]
    pub fn format_answer(&self, answer: &Answer) -> String {
        match (&self.kind, answer) {
            (InputKind::Flag, Answer::Values(0b10)) => "yes".into(),
            (InputKind::Flag, Answer::Values(0b01)) => "no".into(),
            (InputKind::Choice { .. }, Answer::Values(values)) => {
                let ids: Vec<&str> = (self.display_order().into_iter())
                    .filter(|index| values >> index & 1 == 1)
                    .map(|index| self.values()[index].id.as_str())
                    .collect();
                ids.join(",")
            }
            (InputKind::Set { .. }, Answer::Members { yes, no }) => {
                let open = (yes | no) != all_bits(self.values().len());
                let mut parts: Vec<String> = Vec::new();
                for index in self.display_order() {
                    if yes >> index & 1 == 1 {
                        parts.push(self.values()[index].id.clone());
                    } else if open && no >> index & 1 == 1 {
                        parts.push(format!("!{}", self.values()[index].id));
                    }
                }
                if open {
                    parts.push("...".into());
                }
                match parts.as_slice() {
                    // Without dots, what is not named is absent.
                    [] if self.has_member_none() => format!("!{NONE}"),
                    [] => NONE.into(),
                    _ => parts.join(","),
                }
            }
            (InputKind::Quantity { dimension, range }, Answer::Quantity(interval)) => {
                let format = |value| dimension.format(value);
                match (interval.low == range.low, interval.high == range.high) {
                    _ if interval.low == interval.high => format(interval.low),
                    (true, false) => format!("<= {}", format(interval.high)),
                    (false, true) => format!(">= {}", format(interval.low)),
                    _ => format!("{}..{}", format(interval.low), format(interval.high)),
                }
            }
            _ => String::new(),
        }
    }
}

/// How the empty set is written.
const NONE: &str = "none";

/// The first `count` bits.
pub(crate) fn all_bits(count: usize) -> u64 {
    if count == 0 { 0 } else { u64::MAX >> (64 - count.min(64)) }
}

/// Full-width letters, digits and signs as the plain ones.
fn fold(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            '\u{3000}' => ' ',
            _ => c,
        })
        .collect()
}

/// The parts between commas, with the place of each in the text.
fn parts(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut offset = 0;
    text.split_inclusive([',', '、', '，']).filter_map(move |part| {
        let name = part.trim_end_matches([',', '、', '，']);
        let at = offset..offset + name.len();
        offset += part.len();
        (!name.trim().is_empty()).then_some((name, at))
    })
}
