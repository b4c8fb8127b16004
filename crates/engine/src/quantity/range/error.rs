//! Why a text is no test, where, and the way out.

use std::ops::Range;

use thiserror::Error;

use super::super::QuantityError;
use super::super::text::folded;

/// Why a text is not a test on a value: its own form, or one of its bounds.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RangeError<E> {
    /// It has not the form of a test.
    #[error(transparent)]
    Syntax(RangeSyntaxError),
    /// A bound could not be read: the error of the reader that was handed in.
    #[error(transparent)]
    Bound(E),
}

impl RangeError<QuantityError> {
    /// The bytes of the text that are in the way.
    pub fn at(&self) -> Range<usize> {
        match self {
            RangeError::Syntax(error) => error.at(),
            RangeError::Bound(error) => error.at(),
        }
    }

    /// What to write instead.
    pub fn help(&self) -> Option<String> {
        match self {
            RangeError::Syntax(error) => error.help(),
            RangeError::Bound(error) => error.help(),
        }
    }
}

/// Why a text has not the form of a test.
///
/// The message says what is wrong, [`at`](Self::at) where, and [`help`](Self::help) what to do.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RangeSyntaxError {
    /// There is no text, or only space.
    #[error("a value or a test is missing")]
    Missing {
        /// Where it should be.
        at: Range<usize>,
    },
    /// A comparison or a `not` with nothing behind it.
    #[error("nothing follows `{after}`")]
    NoValue {
        /// What nothing follows.
        after: String,
        /// Where that stands.
        at: Range<usize>,
    },
    /// Comparison signs that mean nothing together.
    #[error("`{sign}` is not a comparison")]
    UnknownComparison {
        /// The signs.
        sign: String,
        /// Where they stand.
        at: Range<usize>,
    },
    /// A comparison sign inside a bound.
    #[error("`{sign}` begins a second comparison")]
    SecondComparison {
        /// The sign.
        sign: String,
        /// The interval that both comparisons describe together, if they do.
        interval: Option<String>,
        /// Where the sign stands.
        at: Range<usize>,
    },
    /// An opening bracket without its closing one.
    #[error("the interval that `{bracket}` opens is not closed")]
    Unclosed {
        /// The opening bracket.
        bracket: String,
        /// Where it stands.
        at: Range<usize>,
    },
    /// A closing bracket without its opening one.
    #[error("`{bracket}` closes no interval")]
    Unopened {
        /// The closing bracket.
        bracket: String,
        /// Where it stands.
        at: Range<usize>,
    },
    /// Brackets around something that is not two bounds.
    #[error("`{interval}` has no `..` between two bounds")]
    NoRange {
        /// The brackets and what is between them.
        interval: String,
        /// What is between them.
        inside: String,
        /// Where the brackets and what is between them stand.
        at: Range<usize>,
    },
    /// An interval that has only one bound, or none.
    #[error("a bound is missing beside `{separator}`")]
    OneBound {
        /// The sign between the bounds.
        separator: String,
        /// The comparison that says the same, if one bound is there.
        comparison: Option<String>,
        /// Where the sign stands.
        at: Range<usize>,
    },
    /// An interval with more than two bounds.
    #[error("`{separator}` begins a third bound")]
    ThirdBound {
        /// The sign before the third bound.
        separator: String,
        /// Where the sign stands.
        at: Range<usize>,
    },
    /// `not` before another `not`.
    #[error("a second `{not}` undoes the first")]
    SecondNot {
        /// The word as it is written.
        not: String,
        /// Where it stands.
        at: Range<usize>,
    },
}

impl RangeSyntaxError {
    /// The bytes of the text that are in the way.
    pub fn at(&self) -> Range<usize> {
        match self {
            RangeSyntaxError::Missing { at }
            | RangeSyntaxError::NoValue { at, .. }
            | RangeSyntaxError::UnknownComparison { at, .. }
            | RangeSyntaxError::SecondComparison { at, .. }
            | RangeSyntaxError::Unclosed { at, .. }
            | RangeSyntaxError::Unopened { at, .. }
            | RangeSyntaxError::NoRange { at, .. }
            | RangeSyntaxError::OneBound { at, .. }
            | RangeSyntaxError::ThirdBound { at, .. }
            | RangeSyntaxError::SecondNot { at, .. } => at.clone(),
        }
    }

    /// What to write instead.
    pub fn help(&self) -> Option<String> {
        Some(match self {
            RangeSyntaxError::Missing { .. } => {
                "write a value, a comparison such as `> X`, or an interval such as `[X .. Y)`"
                    .to_owned()
            }
            RangeSyntaxError::NoValue { after, .. } => format!("write a value after `{after}`"),
            RangeSyntaxError::UnknownComparison { sign, .. } => match folded(sign).as_str() {
                "==" => "write `=`".to_owned(),
                "=>" => "write `>=`".to_owned(),
                "=<" => "write `<=`".to_owned(),
                "!=" | "<>" | "≠" => "write `not` before the value".to_owned(),
                _ => "the comparisons are `<` `<=` `=` `>=` `>`".to_owned(),
            },
            RangeSyntaxError::SecondComparison { interval: Some(interval), .. } => {
                format!("write `{interval}`")
            }
            RangeSyntaxError::SecondComparison { interval: None, .. } => {
                "write one comparison, or an interval such as `[X .. Y)`".to_owned()
            }
            RangeSyntaxError::Unclosed { .. } => {
                "end the interval with `]` if its last value is part of it, with `)` if not"
                    .to_owned()
            }
            RangeSyntaxError::Unopened { .. } => {
                "begin the interval with `[` if its first value is part of it, with `(` if not"
                    .to_owned()
            }
            RangeSyntaxError::NoRange { inside, .. } if inside.is_empty() => {
                "write two bounds, as in `[X .. Y)`".to_owned()
            }
            RangeSyntaxError::NoRange { inside, .. } => {
                format!("write `{inside}` alone, or two bounds as in `[X .. Y)`")
            }
            RangeSyntaxError::OneBound { comparison: Some(comparison), .. } => {
                format!("write `{comparison}`, or the other bound")
            }
            RangeSyntaxError::OneBound { comparison: None, .. } => {
                "write a bound on either side".to_owned()
            }
            RangeSyntaxError::ThirdBound { .. } => "write two bounds, as in `[X .. Y)`".to_owned(),
            RangeSyntaxError::SecondNot { .. } => "leave both out".to_owned(),
        })
    }
}
