//! Exact quantities: what `12 MB`, `1.5 h`, `100/min` and `5%` mean, and how they are written.
//!
//! A quantity is an `i64` in the base unit of its [`Dimension`]. Text becomes such a number once,
//! at the edge ([`Dimension::parse`]), and is written back in the shortest exact form
//! ([`Dimension::format`]). Between the two there is nothing but whole numbers: a value that is no
//! whole number of base units is an error, never rounded, and no floating point takes part
//! anywhere.
//!
//! Tests over quantities (`> 6 MiB`, `[1 MB .. 1 GB)`, `not 0`) are a [`RangeTest`], read by
//! [`parse_range_test`] whatever its bounds are; what a test means is a set of whole numbers,
//! [`Intervals`].
//!
//! What people type with a Japanese keyboard is read as well: full-width digits, letters and signs,
//! and Japanese units.
//!
//! ```
//! use shirube_engine::quantity::{Dimension, Interval};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let limit = Dimension::Bytes.parse("6 MiB")?;
//! assert_eq!(limit, 6_291_456);
//! assert_eq!(Dimension::Bytes.format(limit), "6 MiB");
//!
//! let test = Dimension::Bytes.parse_test("> 6 MiB")?;
//! assert!(!test.intervals().contains(limit));
//! assert!(test.intervals().contains(Dimension::Bytes.parse("６．５ＭＢ")?));
//!
//! let rest = Interval { low: limit + 1, high: Dimension::Bytes.parse("1 GiB")? };
//! assert_eq!(Dimension::Bytes.format_interval(rest), "> 6 MiB, ≤ 1 GiB");
//! # Ok(())
//! # }
//! ```

mod error;
mod format;
mod interval;
mod parse;
mod range;
mod text;
mod unit;

pub use error::{Part, QuantityError};
pub use interval::{Interval, Intervals};
pub use range::{Comparison, RangeError, RangeSyntaxError, RangeTest, parse_range_test};

use serde::{Deserialize, Serialize};

/// What a quantity measures, and with that its base unit and how it is written.
///
/// Serialised as the rule language writes it in `unit = "…"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Dimension {
    /// A size, in bytes.
    #[serde(rename = "B")]
    Bytes,
    /// A length of time, in milliseconds.
    #[serde(rename = "ms")]
    Duration,
    /// How many there are of something.
    #[serde(rename = "count")]
    Count,
    /// How often something happens, in thousandths of an event per week, so that a whole number per
    /// second, minute, hour, day or week is a whole number here too (`1/s` is 604,800,000).
    #[serde(rename = "rate")]
    Rate,
    /// A share or a score, in parts per million (`5%` is 50,000).
    #[serde(rename = "ratio")]
    Ratio,
}

impl Dimension {
    /// Every dimension, in the order of declaration.
    pub const ALL: [Dimension; 5] = [
        Dimension::Bytes,
        Dimension::Duration,
        Dimension::Count,
        Dimension::Rate,
        Dimension::Ratio,
    ];

    /// The dimension that the rule language calls `unit`: `B`, `ms`, `count`, `rate` or `ratio`.
    ///
    /// ```
    /// use shirube_engine::quantity::Dimension;
    ///
    /// assert_eq!(Dimension::from_unit("ms"), Some(Dimension::Duration));
    /// assert_eq!(Dimension::from_unit("bytes"), None);
    /// ```
    pub fn from_unit(unit: &str) -> Option<Dimension> {
        Dimension::ALL.into_iter().find(|dimension| dimension.unit_name() == unit)
    }

    /// How the rule language names this dimension in `unit = "…"`: its base unit, or what it is.
    pub fn unit_name(self) -> &'static str {
        match self {
            Dimension::Bytes => "B",
            Dimension::Duration => "ms",
            Dimension::Count => "count",
            Dimension::Rate => "rate",
            Dimension::Ratio => "ratio",
        }
    }

    /// The units that a quantity of this dimension may be written in, the smallest first, each in
    /// its usual spelling.
    ///
    /// [`parse`](Self::parse) takes more spellings (`seconds`, `秒`); these are the ones to
    /// recommend.
    ///
    /// ```
    /// use shirube_engine::quantity::Dimension;
    ///
    /// let units: Vec<_> = Dimension::Duration.units().collect();
    /// assert_eq!(units, ["ms", "s", "min", "h", "d", "week"]);
    /// ```
    pub fn units(self) -> impl Iterator<Item = &'static str> {
        unit::table(self).iter().map(|unit| unit.symbol).filter(|symbol| !symbol.is_empty())
    }

    /// The least value there is: nothing is smaller than no bytes, no time and never; counts and
    /// ratios may be negative.
    pub fn least(self) -> i64 {
        match self {
            Dimension::Bytes | Dimension::Duration | Dimension::Rate => 0,
            Dimension::Count | Dimension::Ratio => i64::MIN,
        }
    }

    /// Reads a quantity: a number with a unit, in the base unit of this dimension.
    ///
    /// | dimension | examples |
    /// |---|---|
    /// | bytes | `12MB`, `12 MiB`, `1.5 kB`, `3 gigabytes`, `３ギガバイト` |
    /// | duration | `250ms`, `90 s`, `1.5 h`, `1h30m`, `2 d 12 h`, `2時間30分` |
    /// | count | `1000`, `1,000`, `1_000`, `10k`, `2M`, `-3`, `5万`, `1億2000万件` |
    /// | rate | `3/s`, `100/min`, `5 per hour`, `10k requests/s`, `20 rps`, `100件/秒` |
    /// | ratio | `5%`, `0.05`, `2‰`, `40 ppm`, `-1.5%`, `３割` |
    ///
    /// `KB MB GB …` are powers of ten, `KiB MiB GiB …` powers of two. Upper and lower case are the
    /// same, but for counts (`M` is a million, `m` is nothing) and for `Mb`, `Gb` …, which mean
    /// bits as often as bytes and are refused. A lone `m` is refused too: it may be minutes or
    /// months. Only zero may leave out the unit of a size, a duration or a rate.
    ///
    /// # Errors
    ///
    /// A [`QuantityError`], which knows the place in `text` and the way out, if `text` is not such
    /// a quantity, is no whole number of base units, is negative where nothing is
    /// ([`least`](Self::least)), or does not fit in an `i64`.
    ///
    /// ```
    /// use shirube_engine::quantity::Dimension;
    ///
    /// assert_eq!(Dimension::Bytes.parse("1.5 KB"), Ok(1_500));
    /// assert_eq!(Dimension::Duration.parse("1h30m"), Ok(5_400_000));
    /// assert_eq!(Dimension::Rate.parse("1/s"), Ok(604_800_000));
    /// assert_eq!(Dimension::Ratio.parse("0.05"), Dimension::Ratio.parse("5%"));
    ///
    /// let error = Dimension::Duration.parse("5 m").unwrap_err();
    /// assert_eq!(error.to_string(), "`m` could mean minutes or months");
    /// assert_eq!(error.help().as_deref(), Some("write `min` for minutes"));
    /// assert_eq!(error.at(), 2..3);
    /// ```
    pub fn parse(self, text: &str) -> Result<i64, QuantityError> {
        parse::parse(self, text)
    }

    /// Reads a test over quantities of this dimension, such as `> 6 MiB` or `[1 MB .. 1 GB)`:
    /// [`parse_range_test`] with [`parse`](Self::parse) for the bounds.
    ///
    /// # Errors
    ///
    /// A [`RangeError`] whose places all count from the start of `text`.
    ///
    /// ```
    /// use shirube_engine::quantity::Dimension;
    ///
    /// let test = Dimension::Bytes.parse_test("not ≤ 4 KiB").unwrap();
    /// assert!(test.intervals().contains(4_097));
    ///
    /// let error = Dimension::Bytes.parse_test("[1 KB .. 5)").unwrap_err();
    /// assert_eq!(error.to_string(), "`5` has no unit");
    /// assert_eq!(error.at(), 9..10);
    /// ```
    pub fn parse_test(self, text: &str) -> Result<RangeTest<i64>, RangeError<QuantityError>> {
        parse_range_test(text, |bound, offset| {
            self.parse(bound).map_err(|error| error.shifted(offset))
        })
    }

    /// Writes a quantity in the form that needs the fewest digits and is exact:
    /// [`parse`](Self::parse) gives `value` back (unless it is below [`least`](Self::least), which
    /// no text can be).
    ///
    /// A fraction has at most three decimals, and one to three digits before them; where no unit
    /// gives that or a whole number, the smallest takes as many decimals as it needs. Where two
    /// units need equally many digits, decimal bytes go before binary ones, then the larger unit
    /// before the smaller. Counts below 10,000 are written out, ratios are always percentages.
    ///
    /// ```
    /// use shirube_engine::quantity::Dimension;
    ///
    /// assert_eq!(Dimension::Bytes.format(12_000_000), "12 MB");
    /// assert_eq!(Dimension::Bytes.format(6_291_456), "6 MiB");
    /// assert_eq!(Dimension::Bytes.format(6_291_457), "6291457 B");
    /// assert_eq!(Dimension::Duration.format(5_400_000), "1.5 h");
    /// assert_eq!(Dimension::Count.format(250_000), "250k");
    /// ```
    pub fn format(self, value: i64) -> String {
        self.format_in(value, Spelling::Symbols)
    }

    /// [`format`](Self::format) with units in the spelling of a language.
    ///
    /// ```
    /// use shirube_engine::quantity::{Dimension, Spelling};
    ///
    /// let show = |value| Dimension::Duration.format_in(value, Spelling::Japanese);
    /// assert_eq!(show(45 * 60_000), "45 分");
    /// assert_eq!(Dimension::Duration.parse("45 分"), Ok(45 * 60_000));
    /// ```
    pub fn format_in(self, value: i64, units: Spelling) -> String {
        format::format(self, value, units)
    }

    /// Writes an interval of the values `within` a range as a test without spaces that
    /// [`parse_test`](Self::parse_test) reads back: within that range it is passed by the values of
    /// the interval, and by no others.
    ///
    /// An end may be written with the figure itself or, left out, with the one beyond it
    /// (`>=6291457B` is also `>6MiB`); the form with the fewest digits is used, of these the shortest.
    /// An end of the interval at the end of the range is left out. The interval must not be empty.
    ///
    /// ```
    /// use shirube_engine::quantity::{Dimension, Interval};
    ///
    /// let range = Interval { low: 0, high: i64::MAX };
    /// let write = |low, high| Dimension::Bytes.format_test(Interval { low, high }, range);
    /// assert_eq!(write(6_442_450_945, i64::MAX), ">6GiB");
    /// assert_eq!(write(0, 5_999_999), "<6MB");
    /// assert_eq!(write(4_194_305, 6_291_456), "(4MiB..6MiB]");
    /// assert_eq!(write(1_000, 2_000), "1KB..2KB");
    /// assert_eq!(write(12_000_000, 12_000_000), "12MB");
    /// ```
    pub fn format_test(self, interval: Interval, within: Interval) -> String {
        format::format_test(self, interval, within)
    }

    /// A round value of an interval that is not empty: of one without an end the least that is
    /// easily said, of any other the greatest.
    ///
    /// ```
    /// use shirube_engine::quantity::{Dimension, Interval};
    ///
    /// let round = |low, high| Dimension::Bytes.round_value(Interval { low, high });
    /// assert_eq!(round(6_291_457, 26_214_400), 20_000_000);
    /// assert_eq!(round(1_073_741_825, i64::MAX), 2_000_000_000);
    /// assert_eq!(round(7_001, 7_003), 7_003);
    /// ```
    pub fn round_value(self, interval: Interval) -> i64 {
        unit::round_value(self, interval)
    }

    /// Writes an interval with comparison signs and no words, so that it reads in any language.
    ///
    /// Values are whole numbers, so each end may be written in two ways (`≥ 6291457 B` is also
    /// `> 6 MiB`); the one with the rounder number is used. An end at [`least`](Self::least) or at
    /// the edge of `i64` is no bound and is left out. A single value is `= 6 MiB`; no value at all
    /// is `∅`; no bound at all is `≥ 0 B`, or `-∞ … ∞` where quantities may be negative.
    ///
    /// ```
    /// use shirube_engine::quantity::{Dimension, Interval};
    ///
    /// let show = |low, high| Dimension::Bytes.format_interval(Interval { low, high });
    /// assert_eq!(show(6_291_457, 1_073_741_824), "> 6 MiB, ≤ 1 GiB");
    /// assert_eq!(show(0, 99_999), "< 100 KB");
    /// assert_eq!(show(1_000, i64::MAX), "≥ 1 KB");
    /// ```
    pub fn format_interval(self, interval: Interval) -> String {
        self.write_interval(interval, Spelling::Symbols, |_| None)
    }

    /// [`format_interval`](Self::format_interval) with units in the spelling of a language and the
    /// caller's own words for some values, such as a fact's written form; an end that can be
    /// written in such words is.
    ///
    /// ```
    /// use shirube_engine::quantity::{Dimension, Interval, Spelling};
    ///
    /// let written = |value| (value == 60_000).then(|| "60 seconds".to_owned());
    /// let show = |interval| {
    ///     Dimension::Duration.write_interval(interval, Spelling::Symbols, written)
    /// };
    /// assert_eq!(show(Interval { low: 0, high: 60_000 }), "≤ 60 seconds");
    /// assert_eq!(show(Interval { low: 60_001, high: i64::MAX }), "> 60 seconds");
    /// ```
    pub fn write_interval(
        self,
        interval: Interval,
        units: Spelling,
        written: impl FnMut(i64) -> Option<String>,
    ) -> String {
        format::format_interval(self, interval, units, written)
    }
}

/// How units are written; [`Dimension::parse`] reads either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// As symbols: `45 min`.
    Symbols,
    /// In Japanese: `45 分`.
    Japanese,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dimension_is_found_by_the_name_it_gives() {
        for dimension in Dimension::ALL {
            assert_eq!(Dimension::from_unit(dimension.unit_name()), Some(dimension));
        }
        for unknown in ["", "b", "MS", "bytes", "seconds", "Count", " B"] {
            assert_eq!(Dimension::from_unit(unknown), None, "{unknown:?}");
        }
    }

    #[test]
    fn every_unit_listed_can_be_read() {
        for dimension in Dimension::ALL {
            for unit in dimension.units() {
                let text = format!("1{unit}");
                assert!(dimension.parse(&text).is_ok(), "{text}");
            }
        }
    }

    #[test]
    fn the_least_value_of_a_dimension_can_be_read_and_the_one_below_it_cannot() {
        for dimension in Dimension::ALL {
            let least = dimension.least();
            assert_eq!(dimension.parse(&dimension.format(least)), Ok(least), "{dimension:?}");
            if let Some(below) = least.checked_sub(1) {
                assert!(dimension.parse(&dimension.format(below)).is_err(), "{dimension:?}");
            }
        }
    }
}
