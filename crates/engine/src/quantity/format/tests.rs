use super::super::Intervals;
use super::*;
use Dimension::{Bytes, Count, Duration, Rate, Ratio};

#[test]
fn values_in_their_shortest_exact_form() {
    let table = [
        (Bytes, 0, "0 B"),
        (Bytes, 1, "1 B"),
        (Bytes, 999, "999 B"),
        (Bytes, 1_000, "1 KB"),
        (Bytes, 1_024, "1 KiB"),
        (Bytes, 1_280, "1.28 KB"),
        (Bytes, 1_500, "1.5 KB"),
        (Bytes, 1_536, "1.5 KiB"),
        (Bytes, 100_000, "100 KB"),
        (Bytes, 12_000_000, "12 MB"),
        (Bytes, 6 << 20, "6 MiB"),
        (Bytes, (6 << 20) + 1, "6291457 B"),
        (Bytes, 12_345_678, "12345678 B"),
        (Bytes, 6_006_000, "6.006 MB"),
        (Bytes, 80_000_000_000, "80 GB"),
        (Bytes, 3 << 29, "1.5 GiB"),
        (Bytes, 1_000_000_000_000_000, "1 PB"),
        (Bytes, 1 << 60, "1 EiB"),
        (Bytes, -12_000_000, "-12 MB"),
        (Bytes, i64::MAX, "9223372036854775807 B"),
        (Duration, 0, "0 ms"),
        (Duration, 250, "250 ms"),
        (Duration, 1_500, "1.5 s"),
        (Duration, 60_000, "1 min"),
        (Duration, 45 * 60_000, "45 min"),
        (Duration, 100 * 60_000, "100 min"),
        (Duration, 130 * 60_000, "130 min"),
        (Duration, 5_400_000, "1.5 h"),
        (Duration, 24 * 3_600_000, "1 d"),
        (Duration, 14 * 86_400_000, "14 d"),
        (Duration, 86_399_999, "86399999 ms"),
        (Count, 0, "0"),
        (Count, -3, "-3"),
        (Count, 1_000, "1000"),
        (Count, 9_000, "9000"),
        (Count, 10_000, "10k"),
        (Count, 12_345, "12345"),
        (Count, 15_500, "15.5k"),
        (Count, 1_200_000, "1.2M"),
        (Count, 1_234_567, "1234567"),
        (Count, 2_000_000_000, "2G"),
        (Count, i64::MIN, "-9223372036854775808"),
        (Rate, 0, "0/week"),
        (Rate, 1, "0.001/week"),
        (Rate, 604_800_000, "1/s"),
        (Rate, 60 * 10_080_000, "1/s"),
        (Rate, 100 * 10_080_000, "100/min"),
        (Rate, 5 * 168_000, "5/h"),
        (Rate, 10 * 7_000, "10/d"),
        (Rate, 2_000, "2/week"),
        (Rate, 1_234_567, "1234.567/week"),
        (Ratio, 0, "0%"),
        (Ratio, 1, "0.0001%"),
        (Ratio, 500, "0.05%"),
        (Ratio, 50_000, "5%"),
        (Ratio, 999_500, "99.95%"),
        (Ratio, 1_000_000, "100%"),
        (Ratio, -15_000, "-1.5%"),
        (Ratio, 12_345_678, "1234.5678%"),
    ];
    for (dimension, value, expected) in table {
        assert_eq!(dimension.format(value), expected, "{dimension:?} {value}");
        if value >= dimension.least() {
            assert_eq!(dimension.parse(expected), Ok(value), "{expected}");
        }
    }
}

#[test]
fn intervals_by_their_rounder_ends() {
    const MIN: i64 = i64::MIN;
    const MAX: i64 = i64::MAX;
    let table = [
        (Bytes, (6 << 20) + 1, 1 << 30, "> 6 MiB, ≤ 1 GiB"),
        (Bytes, 0, 6 << 20, "≤ 6 MiB"),
        (Bytes, MIN, 6 << 20, "≤ 6 MiB"),
        (Bytes, 0, (6 << 20) - 1, "< 6 MiB"),
        (Bytes, 1, MAX, "≥ 1 B"),
        (Bytes, 6 << 20, MAX, "≥ 6 MiB"),
        (Bytes, 6 << 20, 6 << 20, "= 6 MiB"),
        (Bytes, 0, 0, "= 0 B"),
        (Bytes, MIN, 0, "= 0 B"),
        (Bytes, -9, -5, "≤ -5 B"),
        (Bytes, -5, -5, "= -5 B"),
        (Bytes, 0, MAX, "≥ 0 B"),
        (Bytes, MIN, MAX, "≥ 0 B"),
        (Bytes, 2, 1, "∅"),
        (Duration, 60_001, 15 * 60_000, "> 1 min, ≤ 15 min"),
        (Duration, 60_000, 15 * 60_000 - 1, "≥ 1 min, < 15 min"),
        (Count, MIN, MAX, "-∞ … ∞"),
        (Count, 0, 5, "≥ 0, ≤ 5"),
        (Count, MIN, 9, "≤ 9"),
        (Count, MIN, 999, "< 1000"),
        (Count, 1_001, MAX, "> 1000"),
        (Count, 24, 25, "≥ 24, ≤ 25"),
        (Count, MIN, MIN, "= -9223372036854775808"),
        (Count, MAX, MAX, "= 9223372036854775807"),
        (Count, MIN, MAX - 1, "≤ 9223372036854775806"),
        (Rate, 604_800_001, MAX, "> 1/s"),
        (Ratio, MIN, 49_999, "< 5%"),
        (Ratio, 800_000, 1_000_000, "≥ 80%, ≤ 100%"),
    ];
    for (dimension, low, high, expected) in table {
        assert_eq!(
            dimension.format_interval(Interval { low, high }),
            expected,
            "{dimension:?} [{low}, {high}]"
        );
    }
}

#[test]
fn intervals_in_the_words_of_facts() {
    let facts = |value| match value {
        4_194_304 => Some("4 MB".to_owned()),
        6_291_456 => Some("6 MB".to_owned()),
        _ => None,
    };
    let table = [
        (0, 4_194_304, "≤ 4 MB"),
        (0, 4_194_303, "< 4 MB"),
        (4_194_304, i64::MAX, "≥ 4 MB"),
        (4_194_305, 6_291_456, "> 4 MB, ≤ 6 MB"),
        (4_194_305, 1 << 30, "> 4 MB, ≤ 1 GiB"),
        (6_291_456, 6_291_456, "= 6 MB"),
        (1_000, 2_000, "≥ 1 KB, ≤ 2 KB"),
        (9, 8, "∅"),
    ];
    for (low, high, expected) in table {
        assert_eq!(
            Bytes.write_interval(Interval { low, high }, Spelling::Symbols, facts),
            expected,
            "[{low}, {high}]"
        );
    }
}

#[test]
fn japanese_spells_units_of_time_and_reads_them_back() {
    let table = [
        (Bytes, 6 << 20, "6 MiB"),
        (Duration, 250, "250 ミリ秒"),
        (Duration, 90_500, "90.5 秒"),
        (Duration, 45 * 60_000, "45 分"),
        (Duration, 5_400_000, "1.5 時間"),
        (Duration, 86_400_000, "1 日"),
        (Count, 12_345, "12345"),
        (Rate, 604_800_000, "1/秒"),
        (Rate, 2_000, "2/週"),
        (Ratio, 50_000, "5%"),
    ];
    for (dimension, value, expected) in table {
        assert_eq!(dimension.format_in(value, Spelling::Japanese), expected);
        assert_eq!(dimension.parse(expected), Ok(value), "{expected}");
    }
    let minute_to_hour = Interval { low: 60_001, high: 3_600_000 };
    let written = Duration.write_interval(minute_to_hour, Spelling::Japanese, |_| None);
    assert_eq!(written, "> 1 分, ≤ 1 時間");
}

#[test]
fn tests_are_written_with_round_figures_and_read_back() {
    const MIN: i64 = i64::MIN;
    const MAX: i64 = i64::MAX;
    let table = [
        // dimension, range, interval, text
        (Bytes, (0, MAX), ((6 << 30) + 1, MAX), ">6GiB"),
        (Bytes, (0, MAX), (0, 6 << 20), "<=6MiB"),
        (Bytes, (0, MAX), (4_194_305, 6 << 20), "(4MiB..6MiB]"),
        (Bytes, (0, MAX), (4 << 20, (6 << 20) - 1), "[4MiB..6MiB)"),
        (Bytes, (0, MAX), (4_194_305, (6 << 20) - 1), "(4MiB..6MiB)"),
        (Bytes, (0, MAX), (1_000, 2_000), "1KB..2KB"),
        (Bytes, (0, MAX), (0, MAX), ">=0B"),
        (Bytes, (1, 9), (1, 9), ">0B"),
        (Bytes, (0, MAX), (6 << 20, 6 << 20), "6MiB"),
        (Ratio, (0, 1_000_000), (0, 499_999), "<50%"),
        (Ratio, (0, 1_000_000), (500_000, 1_000_000), ">=50%"),
        (Duration, (0, MAX), (20 * 60_000, 3_599_999), "[20min..1h)"),
        (Count, (MIN, MAX), (11, 20), "11..20"),
        (Count, (MIN, MAX), (MIN, -3), "<-2"),
        (Count, (1, 9), (5, 9), ">4"),
        (Count, (1, 9), (5, MAX), ">4"),
        (Rate, (0, MAX), (604_800_001, MAX), ">1/s"),
    ];
    for (dimension, (least, most), (low, high), expected) in table {
        let (range, interval) = (Interval { low: least, high: most }, Interval { low, high });
        let text = dimension.format_test(interval, range);
        assert_eq!(text, expected, "{dimension:?} [{low}, {high}] of [{least}, {most}]");
        let read = dimension.parse_test(&text).unwrap().intervals();
        let within = |set: Intervals| set.intersection(&range.into());
        assert_eq!(within(read), within(interval.into()), "{text}");
    }
}
