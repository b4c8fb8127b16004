//! How answers are written and read.

use std::ops::Range;

use super::{Answer, AnswerError, all_bits};
use crate::half_width::half_width;
use crate::model::{Input, InputKind};
use crate::nearest::nearest;
use crate::quantity::{Dimension, Interval, Intervals};

impl Input {
    /// Reads an answer as a person writes it.
    ///
    /// - choice: a value's id, or several with commas: one of these; `not …` for all but these
    /// - flag: `yes`, `no`, `true`, `false`, `はい`, `いいえ`
    /// - set: ids with commas: exactly these; `none` for none, unless a member is called so;
    ///   `!id` says that one is absent and, as `...` does, leaves what is not named unknown
    /// - quantity: `12MB`, or a range: `< 6MB`, `100MB..300MB`, `(100MB..300MB]`; see
    ///   [`parse_range_test`](crate::quantity::parse_range_test)
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
        let word = half_width(text);
        match word.trim().to_lowercase().as_str() {
            "yes" | "y" | "true" | "はい" => Ok(Answer::Values(0b10)),
            "no" | "n" | "false" | "いいえ" => Ok(Answer::Values(0b01)),
            "" => Err(AnswerError::Empty { input: self.id.clone(), known: self.known() }),
            _ => Err(self.unknown_value(text.trim(), 0..text.len())),
        }
    }

    /// The bit of a value, by its id.
    fn bit(&self, name: &str, at: Range<usize>) -> Result<u64, AnswerError> {
        let folded = half_width(name);
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
        let (mut yes, mut no) = (0, 0);
        let (mut said, mut nothing, mut open) = (false, false, false);
        for (part, at) in parts(text) {
            said = true;
            match half_width(part).to_lowercase().as_str() {
                "..." | "…" => open = true,
                NONE if !self.has_member_none() => nothing = true,
                _ => match part.strip_prefix(['!', '！']) {
                    Some(absent) => no |= self.bit(absent, at.clone())?,
                    None => yes |= self.bit(part, at.clone())?,
                },
            }
            if yes & no != 0 || nothing && (yes != 0 || open) {
                let (input, given) = (self.id.clone(), part.to_owned());
                return Err(AnswerError::Contradiction { input, given, at });
            }
        }
        if !said {
            return Err(AnswerError::Empty { input: self.id.clone(), known: self.known() });
        }
        // Where something is said to be absent, what is not named is not.
        let exactly = nothing || !open && no == 0;
        Ok(Answer::Members { yes, no: if exactly { all & !yes } else { no } })
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

    /// Writes an answer as [`Input::parse_answer`] reads it, with no space in it.
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
                // A member that is called so has the word for the empty set.
                let absent = open || *yes == 0 && self.has_member_none();
                let mut parts: Vec<String> = Vec::new();
                for index in self.display_order() {
                    if yes >> index & 1 == 1 {
                        parts.push(self.values()[index].id.clone());
                    } else if absent && no >> index & 1 == 1 {
                        parts.push(format!("!{}", self.values()[index].id));
                    }
                }
                if open {
                    parts.push("...".into());
                }
                if parts.is_empty() { NONE.into() } else { parts.join(",") }
            }
            (InputKind::Quantity { dimension, range }, Answer::Quantity(interval)) => {
                dimension.format_test(*interval, *range)
            }
            _ => String::new(),
        }
    }
}

/// How the empty set is written.
const NONE: &str = "none";

/// The parts between commas, with the place of each in the text.
fn parts(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut offset = 0;
    text.split_inclusive([',', '、', '，']).filter_map(move |part| {
        let name = part.trim_end_matches([',', '、', '，']);
        let start = offset + (name.len() - name.trim_start().len());
        let name = name.trim();
        offset += part.len();
        (!name.is_empty()).then_some((name, start..start + name.len()))
    })
}
