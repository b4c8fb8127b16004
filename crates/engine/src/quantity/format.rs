//! Quantity to text.

use std::cmp::Reverse;

use super::unit::{self, Unit};
use super::{Dimension, Interval, Spelling};

pub(super) fn format(dimension: Dimension, value: i64, units: Spelling) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let magnitude = value.unsigned_abs();
    let space = match dimension {
        Dimension::Bytes | Dimension::Duration => " ",
        Dimension::Count | Dimension::Rate | Dimension::Ratio => "",
    };
    let Written { number, symbol } = written(dimension, magnitude);
    let unit = match units {
        Spelling::Symbols => symbol.to_owned(),
        Spelling::Japanese => unit::in_japanese(dimension, symbol),
    };
    format!("{sign}{number}{space}{unit}")
}

/// A magnitude in a unit.
struct Written {
    number: String,
    symbol: &'static str,
}

/// Counts up to this one are written out: `2000` reads better than `2k`.
const LARGEST_PLAIN_COUNT: u64 = 9_999;

fn written(dimension: Dimension, magnitude: u64) -> Written {
    let plain_count = dimension == Dimension::Count && magnitude <= LARGEST_PLAIN_COUNT;
    let units = || unit::table(dimension).iter().filter(|unit| unit.printed);
    let legible = units()
        .filter(|unit| !(plain_count && unit.scale > 1))
        .filter_map(|unit| Some((unit, legible(magnitude, unit)?)))
        .min_by_key(|(unit, number)| {
            (significance(number), !unit.symbol.is_empty(), unit.is_binary(), Reverse(unit.scale))
        });
    match (legible, units().next()) {
        (Some((unit, number)), _) => Written { number, symbol: unit.symbol },
        // The smallest unit, whose scale is a power of ten, can write every value, if not always
        // prettily.
        (None, Some(unit)) => Written { number: decimal(magnitude, unit), symbol: unit.symbol },
        (None, None) => Written { number: magnitude.to_string(), symbol: "" },
    }
}

/// How many digits a number takes.
fn significance(number: &str) -> usize {
    number.chars().filter(char::is_ascii_digit).count()
}

/// The number of `unit`s in `magnitude`, if it is exact and easy to take in: a whole number, or one
/// below a thousand with at most three decimals, and not below one.
fn legible(magnitude: u64, unit: &Unit) -> Option<String> {
    let scale = unit.scale.unsigned_abs();
    let (integer, share) =
        (magnitude.checked_div(scale)?, u128::from(magnitude.checked_rem(scale)?));
    let scale = u128::from(scale);
    let thousandths = (share * 1_000).checked_div(scale)?;
    match (integer, thousandths) {
        _ if thousandths * scale != share * 1_000 => None,
        (0, _) => None,
        (_, 0) => Some(integer.to_string()),
        (1..=999, _) => Some(without_trailing_zeros(format!("{integer}.{thousandths:03}"))),
        _ => None,
    }
}

/// The number of `unit`s in `magnitude`, with as many decimals as it takes; the unit's scale must
/// be a power of ten.
fn decimal(magnitude: u64, unit: &Unit) -> String {
    let scale = unit.scale.unsigned_abs().max(1);
    let (integer, share) = (magnitude / scale, magnitude % scale);
    if share == 0 {
        return integer.to_string();
    }
    let places = scale.ilog10() as usize;
    without_trailing_zeros(format!("{integer}.{share:0places$}"))
}

fn without_trailing_zeros(mut number: String) -> String {
    number.truncate(number.trim_end_matches('0').len());
    number
}

pub(super) fn format_interval(
    dimension: Dimension,
    interval: Interval,
    units: Spelling,
    mut written: impl FnMut(i64) -> Option<String>,
) -> String {
    if interval.is_empty() {
        return "∅".to_owned();
    }
    let least = dimension.least();
    // Numbers that no quantity of the dimension can be say nothing about it, unless there is
    // nothing else to say.
    let Interval { high, .. } = interval;
    let low = if high >= least { interval.low.max(least) } else { interval.low };
    if low == high {
        return bound(dimension, units, &mut written, [("=", Some(low)), ("=", None)]);
    }
    let lower = (low > least).then(|| {
        bound(dimension, units, &mut written, [("≥", Some(low)), (">", low.checked_sub(1))])
    });
    let upper = (high < i64::MAX).then(|| {
        bound(dimension, units, &mut written, [("≤", Some(high)), ("<", high.checked_add(1))])
    });
    match (lower, upper) {
        (Some(lower), Some(upper)) => format!("{lower}, {upper}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) if least == i64::MIN => "-∞ … ∞".to_owned(),
        (None, None) => format!("≥ {}", dimension.format_in(least, units)),
    }
}

pub(super) fn format_test(dimension: Dimension, interval: Interval, within: Interval) -> String {
    let close = |value| dimension.format(value).replace(' ', "");
    if interval.low == interval.high {
        return close(interval.low);
    }
    // Each end in two ways: with the figure itself, or with the one beyond it left out.
    let lower = [(false, Some(interval.low)), (true, interval.low.checked_sub(1))];
    let upper = [(false, Some(interval.high)), (true, interval.high.checked_add(1))];
    let ways = |ends: [(bool, Option<i64>); 2]| {
        let readable = move |value: &i64| *value >= dimension.least();
        ends.into_iter().filter_map(move |(open, value)| {
            value.filter(readable).map(|value| (open, close(value)))
        })
    };
    let sign = |open, sign| if open { String::from(sign) } else { format!("{sign}=") };
    let texts: Vec<(usize, String)> = if interval.high >= within.high {
        ways(lower).map(|(open, low)| (figures(&low), sign(open, ">") + &low)).collect()
    } else if interval.low <= within.low {
        ways(upper).map(|(open, high)| (figures(&high), sign(open, "<") + &high)).collect()
    } else {
        let pairs = ways(lower).flat_map(|low| ways(upper).map(move |high| (low.clone(), high)));
        pairs
            .map(|((low_open, low), (high_open, high))| {
                let figures = figures(&low) + figures(&high);
                if !low_open && !high_open {
                    return (figures, format!("{low}..{high}"));
                }
                // Brackets take as long to read as two digits.
                let open = if low_open { '(' } else { '[' };
                let close = if high_open { ')' } else { ']' };
                (figures + 2, format!("{open}{low}..{high}{close}"))
            })
            .collect()
    };
    let best = texts.into_iter().min_by_key(|(figures, text)| (*figures, text.len()));
    best.map(|(_, text)| text).unwrap_or_default()
}

/// One end of an interval, in the better of two ways: the one that the caller has words for, else
/// the rounder number.
fn bound(
    dimension: Dimension,
    units: Spelling,
    written: &mut impl FnMut(i64) -> Option<String>,
    ways: [(&str, Option<i64>); 2],
) -> String {
    let ways = ways.into_iter().filter_map(|(sign, value)| Some((sign, value?)));
    let in_words =
        ways.clone().find_map(|(sign, value)| Some(format!("{sign} {}", written(value)?)));
    in_words.unwrap_or_else(|| {
        let rounder = ways
            .map(|(sign, value)| (sign, dimension.format_in(value, units)))
            .min_by_key(|(_, text)| roundness(text));
        rounder.map(|(sign, text)| format!("{sign} {text}")).unwrap_or_default()
    })
}

/// What makes one number rounder than another, the rounder first: fewer digits between the zeros,
/// then fewer characters.
fn roundness(text: &str) -> (usize, usize) {
    (figures(text), text.chars().count())
}

/// How many digits stand between the zeros of a number; zero has one, like any other round number.
fn figures(text: &str) -> usize {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len().max(1)
}

#[cfg(test)]
mod tests;
