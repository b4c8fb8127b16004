//! The units: one table a dimension.

use super::{Dimension, Interval};

/// A unit, in base units of its dimension.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// How it is written. The unit of a bare number, where there is one, is the empty text.
    pub(super) symbol: &'static str,
    /// How many base units one of it is.
    pub(super) scale: i64,
    /// Whether quantities are printed in it; all are read.
    pub(super) printed: bool,
    /// Other spellings, in any case.
    words: &'static [&'static str],
}

impl Unit {
    const fn printed(symbol: &'static str, scale: i64, words: &'static [&'static str]) -> Unit {
        Unit { symbol, scale, words, printed: true }
    }

    const fn read(symbol: &'static str, scale: i64, words: &'static [&'static str]) -> Unit {
        Unit { symbol, scale, words, printed: false }
    }

    /// Whether it is one of the powers of two that sizes are counted in.
    pub(super) fn is_binary(&self) -> bool {
        self.scale.unsigned_abs().is_power_of_two()
    }
}

/// The units of a dimension, the smallest first.
pub(super) fn table(dimension: Dimension) -> &'static [Unit] {
    match dimension {
        Dimension::Bytes => BYTES,
        Dimension::Duration => DURATION,
        Dimension::Count => COUNT,
        Dimension::Rate => RATE,
        Dimension::Ratio => RATIO,
    }
}

/// The unit that `word` (half-width) names; for a rate, the time that follows the `/`. The empty
/// word names the unit of a bare number.
pub(super) fn find(dimension: Dimension, word: &str) -> Option<&'static Unit> {
    let symbol_is = |symbol: &str| match dimension {
        Dimension::Count => symbol == word,
        _ => symbol.eq_ignore_ascii_case(word),
    };
    table(dimension).iter().find(|unit| {
        symbol_is(unit.symbol) || unit.words.iter().any(|name| name.eq_ignore_ascii_case(word))
    })
}

/// Whether another number may follow one in `unit`, as in `1 h 30 min` and `1億2000万`.
pub(super) fn may_be_followed(dimension: Dimension, unit: &Unit) -> bool {
    match dimension {
        Dimension::Duration => true,
        Dimension::Count => !unit.symbol.is_ascii(),
        Dimension::Bytes | Dimension::Rate | Dimension::Ratio => false,
    }
}

/// How Japanese writes the unit with this symbol, where that is not the symbol: lengths of time are
/// words (`分`), all others are written alike.
pub(super) fn in_japanese(dimension: Dimension, symbol: &str) -> String {
    let before = if dimension == Dimension::Rate { "/" } else { "" };
    let word = match dimension {
        Dimension::Duration | Dimension::Rate => table(dimension)
            .iter()
            .filter(|unit| unit.symbol == symbol)
            .find_map(|unit| unit.words.iter().find(|word| !word.is_ascii())),
        Dimension::Bytes | Dimension::Count | Dimension::Ratio => None,
    };
    word.map_or_else(|| symbol.to_owned(), |word| format!("{before}{word}"))
}

/// A word without the Japanese counter at its end, which says what is counted: `万件` is `万`, `件` is
/// nothing.
pub(super) fn without_counter(word: &str) -> &str {
    ["件", "個", "回"].iter().find_map(|counter| word.strip_suffix(counter)).unwrap_or(word)
}

/// Whether a word says what happens at a rate and nothing else, as in `5 requests/s`.
pub(super) fn is_event(word: &str) -> bool {
    ["request", "requests", "req", "reqs", "event", "events", "time", "times"]
        .iter()
        .any(|event| event.eq_ignore_ascii_case(word))
}

/// The unit of a rate that is a word of its own: `rps` is `/s`.
pub(super) fn find_rate_word(word: &str) -> Option<&'static Unit> {
    let per = match word.to_ascii_lowercase().as_str() {
        "rps" | "qps" | "tps" => "s",
        "rpm" => "min",
        _ => return None,
    };
    find(Dimension::Rate, per)
}

/// How many of a unit are easily said.
const ROUND: [i64; 12] = [1, 2, 3, 5, 10, 15, 20, 30, 50, 100, 200, 500];

/// A round value of an interval: see [`Dimension::round_value`].
pub(super) fn round_value(dimension: Dimension, interval: Interval) -> i64 {
    let units = table(dimension).iter().filter(|unit| unit.printed && unit.symbol.is_ascii());
    let decimal = units.filter(|unit| unit.scale == 1 || !unit.is_binary());
    let inside = decimal
        .flat_map(|unit| ROUND.iter().filter_map(|count| unit.scale.checked_mul(*count)))
        .filter(|value| interval.contains(*value));
    if interval.high == i64::MAX {
        inside.min().unwrap_or(interval.low)
    } else {
        inside.max().unwrap_or(interval.high)
    }
}

const BYTES: &[Unit] = &[
    Unit::printed("B", 1, &["byte", "bytes", "バイト"]),
    Unit::printed("KB", 1_000, &["kilobyte", "kilobytes", "キロバイト"]),
    Unit::printed("KiB", 1 << 10, &["kibibyte", "kibibytes", "キビバイト"]),
    Unit::printed("MB", 1_000_000, &["megabyte", "megabytes", "メガバイト"]),
    Unit::printed("MiB", 1 << 20, &["mebibyte", "mebibytes", "メビバイト"]),
    Unit::printed("GB", 1_000_000_000, &["gigabyte", "gigabytes", "ギガバイト"]),
    Unit::printed("GiB", 1 << 30, &["gibibyte", "gibibytes", "ギビバイト"]),
    Unit::printed("TB", 1_000_000_000_000, &["terabyte", "terabytes", "テラバイト"]),
    Unit::printed("TiB", 1 << 40, &["tebibyte", "tebibytes", "テビバイト"]),
    Unit::printed("PB", 1_000_000_000_000_000, &["petabyte", "petabytes", "ペタバイト"]),
    Unit::printed("PiB", 1 << 50, &["pebibyte", "pebibytes", "ペビバイト"]),
    Unit::printed("EB", 1_000_000_000_000_000_000, &["exabyte", "exabytes", "エクサバイト"]),
    Unit::printed("EiB", 1 << 60, &["exbibyte", "exbibytes", "エクスビバイト"]),
];

const SECOND: &[&str] = &["s", "sec", "secs", "second", "seconds", "秒", "秒間"];
const MINUTE: &[&str] = &["min", "mins", "minute", "minutes", "分", "分間"];
const HOUR: &[&str] = &["h", "hr", "hrs", "hour", "hours", "時間"];
const DAY: &[&str] = &["d", "day", "days", "日", "日間"];
const WEEK: &[&str] = &["w", "wk", "week", "weeks", "週", "週間"];

const DURATION: &[Unit] = &[
    Unit::printed("ms", 1, &["msec", "msecs", "millisecond", "milliseconds", "ミリ秒"]),
    Unit::printed("s", 1_000, SECOND),
    Unit::printed("min", 60_000, MINUTE),
    Unit::printed("h", 3_600_000, HOUR),
    Unit::printed("d", 86_400_000, DAY),
    Unit::read("week", 604_800_000, WEEK),
];

const COUNT: &[Unit] = &[
    Unit::printed("", 1, &[]),
    Unit::printed("k", 1_000, &["k", "thousand"]),
    Unit::read("千", 1_000, &[]),
    Unit::read("万", 10_000, &[]),
    Unit::printed("M", 1_000_000, &["million"]),
    Unit::read("百万", 1_000_000, &[]),
    Unit::read("億", 100_000_000, &[]),
    Unit::printed("G", 1_000_000_000, &["billion"]),
    Unit::read("兆", 1_000_000_000_000, &[]),
];

const RATE: &[Unit] = &[
    Unit::printed("/week", 1_000, WEEK),
    Unit::printed("/d", 7_000, DAY),
    Unit::printed("/h", 168_000, HOUR),
    Unit::printed("/min", 10_080_000, MINUTE),
    Unit::printed("/s", 604_800_000, SECOND),
];

const RATIO: &[Unit] = &[
    Unit::read("ppm", 1, &[]),
    Unit::read("‰", 1_000, &["permille", "パーミル"]),
    Unit::printed("%", 10_000, &["percent", "パーセント"]),
    Unit::read("割", 100_000, &[]),
    Unit::read("", 1_000_000, &[]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_go_from_the_smallest_unit_to_the_largest() {
        for dimension in Dimension::ALL {
            assert!(table(dimension).is_sorted_by_key(|unit| unit.scale), "{dimension:?}");
        }
    }

    #[test]
    fn a_spelling_names_one_unit() {
        for dimension in Dimension::ALL {
            let mut spellings: Vec<String> = table(dimension)
                .iter()
                .flat_map(|unit| {
                    let symbol = (!unit.words.contains(&unit.symbol)).then_some(unit.symbol);
                    unit.words.iter().copied().chain(symbol)
                })
                .map(str::to_lowercase)
                .collect();
            let all = spellings.len();
            spellings.sort();
            spellings.dedup();
            assert_eq!(spellings.len(), all, "{dimension:?}");
        }
    }

    #[test]
    fn the_smallest_printed_unit_can_write_every_value() {
        for dimension in Dimension::ALL {
            let smallest = table(dimension).iter().find(|unit| unit.printed).unwrap();
            assert_eq!(10_i64.pow(smallest.scale.ilog10()), smallest.scale, "{dimension:?}");
        }
    }
}
