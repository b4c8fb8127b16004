//! Why a text is no quantity, where, and the way out.

use std::ops::Range;

use thiserror::Error;

use super::text::folded;
use super::{Dimension, unit};

/// The part of a text that is in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What was being read.
    pub dimension: Dimension,
    /// The part as the user wrote it.
    pub text: String,
    /// Where it stands: a range of bytes in the text that was given.
    pub at: Range<usize>,
}

/// Why a text is not a quantity.
///
/// The message says what is wrong, in the user's own words; [`at`](Self::at) where, and
/// [`help`](Self::help) what to do.
///
/// ```
/// use shirube_engine::quantity::Dimension;
///
/// let error = Dimension::Duration.parse("wait 5 s").unwrap_err();
/// assert_eq!(error.to_string(), "`wait 5 s` does not start with a number");
/// assert_eq!(error.at(), 0..8);
/// assert_eq!(error.help().as_deref(), Some("write a duration such as `250 ms` or `1.5 h`"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum QuantityError {
    /// There is no text, or only space.
    #[error("{} is missing", noun(.0.dimension))]
    Missing(Part),
    /// There is no number where one must stand.
    #[error("`{}` does not start with a number", .0.text)]
    NoNumber(Part),
    /// Commas stand elsewhere than between groups of three digits.
    #[error("the digits of `{}` are not in groups of three", .0.text)]
    Grouping(Part),
    /// A number other than zero has no unit, and the dimension has none for bare numbers.
    #[error("`{}` has no unit", .0.text)]
    NoUnit(Part),
    /// The word after the number is no unit of this dimension.
    #[error("`{}` is not a unit for {}", .0.text, plural(.0.dimension))]
    UnknownUnit(Part),
    /// The word after the number is short for two things.
    #[error("`{}` could mean {}", .part.text, readings(.part.dimension))]
    AmbiguousUnit {
        /// The word.
        part: Part,
        /// How to write the likelier unit of the two.
        unit: &'static str,
    },
    /// A later number of a compound, such as `30 min 1 h`, has no smaller unit than the one before
    /// it.
    #[error("`{}` does not have a smaller unit than what comes before it", .0.text)]
    UnitOrder(Part),
    /// Something follows the quantity.
    #[error("`{}` is left over after the value", .0.text)]
    LeftOver(Part),
    /// The quantity is negative, and no quantity of this dimension is.
    #[error("`{}` is negative, which {} cannot be", .0.text, noun(.0.dimension))]
    Negative(Part),
    /// The quantity lies between two whole numbers of base units.
    #[error("`{}` is not a whole number{}", .part.text, base_units(.part.dimension))]
    NotWhole {
        /// The number and its unit.
        part: Part,
        /// The greatest whole number of base units below it.
        below: i64,
    },
    /// The quantity is above what fits in 64 bits.
    #[error("`{}` is too large to be counted exactly", .0.text)]
    TooLarge(Part),
    /// The quantity is below what fits in 64 bits.
    #[error("`{}` is too small to be counted exactly", .0.text)]
    TooSmall(Part),
}

impl QuantityError {
    /// The bytes of the text that are in the way.
    pub fn at(&self) -> Range<usize> {
        self.part().at.clone()
    }

    /// The part of the text that is in the way.
    pub fn part(&self) -> &Part {
        match self {
            QuantityError::Missing(part)
            | QuantityError::NoNumber(part)
            | QuantityError::Grouping(part)
            | QuantityError::NoUnit(part)
            | QuantityError::UnknownUnit(part)
            | QuantityError::AmbiguousUnit { part, .. }
            | QuantityError::UnitOrder(part)
            | QuantityError::LeftOver(part)
            | QuantityError::Negative(part)
            | QuantityError::NotWhole { part, .. }
            | QuantityError::TooLarge(part)
            | QuantityError::TooSmall(part) => part,
        }
    }

    /// The same error in a longer text, in which the text that was read starts at byte `offset`.
    #[must_use]
    pub fn shifted(mut self, offset: usize) -> QuantityError {
        let at = match &mut self {
            QuantityError::Missing(part)
            | QuantityError::NoNumber(part)
            | QuantityError::Grouping(part)
            | QuantityError::NoUnit(part)
            | QuantityError::UnknownUnit(part)
            | QuantityError::AmbiguousUnit { part, .. }
            | QuantityError::UnitOrder(part)
            | QuantityError::LeftOver(part)
            | QuantityError::Negative(part)
            | QuantityError::NotWhole { part, .. }
            | QuantityError::TooLarge(part)
            | QuantityError::TooSmall(part) => &mut part.at,
        };
        *at = at.start + offset..at.end + offset;
        self
    }

    /// What to write instead.
    pub fn help(&self) -> Option<String> {
        let dimension = self.part().dimension;
        let noun = noun(dimension);
        let examples = examples(dimension);
        Some(match self {
            QuantityError::Missing(_) | QuantityError::NoNumber(_) => {
                format!("write {noun} such as {examples}")
            }
            QuantityError::Grouping(_) => "write `.` before a fraction, and `,` between groups of \
                                           three digits only: `1.5`, `1,500`"
                .to_owned(),
            QuantityError::NoUnit(_) => {
                format!("write one of the units {} after it", known_units(dimension))
            }
            QuantityError::UnknownUnit(part) => help_with_unit(dimension, &part.text),
            QuantityError::AmbiguousUnit { unit, .. } => {
                let likelier = readings(dimension).split(' ').next().unwrap_or_default();
                format!("write `{unit}` for {likelier}")
            }
            QuantityError::UnitOrder(_) => {
                let example =
                    if dimension == Dimension::Count { "1億2000万" } else { "1 h 30 min" };
                format!("start with the largest unit and use each once, as in `{example}`")
            }
            QuantityError::LeftOver(part) if part.text.starts_with(char::is_numeric) => {
                "write one number, without spaces between its digits".to_owned()
            }
            QuantityError::LeftOver(_) => {
                format!("leave it out: {noun} is written as in {examples}")
            }
            QuantityError::Negative(_) => "leave the sign out".to_owned(),
            QuantityError::NotWhole { below, .. } => {
                let below_written = dimension.format(*below);
                match below.checked_add(1) {
                    Some(above) => {
                        format!("write `{below_written}` or `{}`", dimension.format(above))
                    }
                    None => format!("write `{below_written}`"),
                }
            }
            QuantityError::TooLarge(_) => {
                format!("write at most `{}`", dimension.format(i64::MAX))
            }
            QuantityError::TooSmall(_) => {
                format!("write at least `{}`", dimension.format(dimension.least()))
            }
        })
    }
}

fn noun(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Bytes => "a size",
        Dimension::Duration => "a duration",
        Dimension::Count => "a count",
        Dimension::Rate => "a rate",
        Dimension::Ratio => "a ratio",
    }
}

fn plural(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Bytes => "sizes",
        Dimension::Duration => "durations",
        Dimension::Count => "counts",
        Dimension::Rate => "rates",
        Dimension::Ratio => "ratios",
    }
}

fn examples(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Bytes => "`12 MB` or `6 MiB`",
        Dimension::Duration => "`250 ms` or `1.5 h`",
        Dimension::Count => "`1000` or `10k`",
        Dimension::Rate => "`3/s` or `100/min`",
        Dimension::Ratio => "`5%` or `0.05`",
    }
}

/// How "a whole number" goes on.
fn base_units(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Bytes => " of bytes",
        Dimension::Duration => " of milliseconds",
        Dimension::Count => "",
        Dimension::Rate => " of thousandths per week",
        Dimension::Ratio => " of parts per million",
    }
}

/// What an ambiguous unit of a dimension may mean, the likelier first.
fn readings(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Bytes => "bytes or bits",
        _ => "minutes or months",
    }
}

fn known_units(dimension: Dimension) -> String {
    let quoted: Vec<String> = dimension.units().map(|symbol| format!("`{symbol}`")).collect();
    quoted.join(" ")
}

/// The way out of a unit that is not one: what it may have meant, else what there is.
fn help_with_unit(dimension: Dimension, text: &str) -> String {
    let word = folded(text);
    let lower = word.to_lowercase();
    match dimension {
        Dimension::Bytes
            if lower.contains("bit") || lower.contains("bps") || lower.contains("ビット") =>
        {
            return "sizes are in bytes, of eight bits each: write for example `1 MB` for 8 Mbit"
                .to_owned();
        }
        Dimension::Bytes => {
            let prefixed = |suffix| unit::find(dimension, &format!("{word}{suffix}"));
            if let (Some(decimal), Some(binary)) = (prefixed("B"), prefixed("iB")) {
                return format!(
                    "write `{}` (powers of ten) or `{}` (powers of two)",
                    decimal.symbol, binary.symbol
                );
            }
        }
        Dimension::Duration if ["us", "μs", "µs", "ns"].contains(&lower.as_str()) => {
            return "the smallest unit of time is the millisecond, `ms`".to_owned();
        }
        Dimension::Duration
            if ["month", "year", "月", "年"].iter().any(|unit| lower.contains(unit))
                || ["mo", "y", "yr"].contains(&lower.as_str()) =>
        {
            return "months and years differ in length: write days, `d`".to_owned();
        }
        Dimension::Rate if !lower.contains('/') => {
            if let Some(time) = unit::find(Dimension::Duration, &word)
                .and_then(|time| unit::find(dimension, time.symbol))
            {
                return format!("write `{}`", time.symbol);
            }
        }
        _ => {}
    }
    let other_case = dimension.units().find(|symbol| symbol.eq_ignore_ascii_case(&word));
    if let Some(symbol) = other_case {
        return format!("did you mean `{symbol}`?");
    }
    let elsewhere = Dimension::ALL.into_iter().find(|other| unit::find(*other, &word).is_some());
    let known = known_units(dimension);
    match elsewhere {
        Some(other) => format!("`{text}` belongs to {}; the units here are {known}", noun(other)),
        None => format!("the units are {known}"),
    }
}

#[cfg(test)]
mod tests;
