//! What holds of every quantity, every text and every interval.

use proptest::prelude::*;
use shirube_engine::quantity::{
    Dimension, Interval, Intervals, RangeError, RangeTest, parse_range_test,
};

/// The cases are many and quick; one that fails belongs in the tables of the module, not in a file.
fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) }
}

fn dimension() -> impl Strategy<Value = Dimension> {
    prop::sample::select(Dimension::ALL.to_vec())
}

/// Values of all magnitudes, round ones among them: a uniform `i64` is nearly always huge and odd.
fn value() -> impl Strategy<Value = i64> {
    let scale = prop::sample::select(vec![
        1_i64,
        7,
        10,
        1_000,
        1_024,
        7_000,
        10_000,
        60_000,
        168_000,
        1_000_000,
        1 << 20,
        3_600_000,
        10_080_000,
        86_400_000,
        604_800_000,
        1 << 30,
        1_000_000_000_000,
        1 << 50,
    ]);
    prop_oneof![
        any::<i64>(),
        (any::<i64>(), 0_u32..64).prop_map(|(value, shift)| value >> shift),
        (-2_000_i64..2_000, scale).prop_map(|(times, scale)| times.saturating_mul(scale)),
        prop::sample::select(vec![i64::MIN, i64::MIN + 1, -1, 0, 1, i64::MAX - 1, i64::MAX]),
    ]
}

fn quantity() -> impl Strategy<Value = (Dimension, i64)> {
    let non_negative = |(dimension, value): (Dimension, i64)| match dimension.least() {
        0 => (dimension, value.max(!value)),
        _ => (dimension, value),
    };
    (dimension(), value()).prop_map(non_negative)
}

/// Text made of what quantities and tests are made of, so that most of it is nearly one.
fn near_text() -> impl Strategy<Value = String> {
    let words = vec![
        "0", "1", "12", "000", "９", "1.5", ".", ",", "_", "-", "−", " ", "　", "MB", "KiB", "Mb",
        "b", "bytes", "ms", "s", "m", "min", "h", "d", "week", "k", "M", "万", "億", "件", "秒",
        "時間", "/", "per", "rps", "%", "‰", "割", "[", "]", "(", ")", "..", "〜", "…", "<", ">",
        "=", "≤", "＞", "!", "not ", "以上", "未満", "@fact", "é", "\u{0}", "𝟙", "٣",
    ];
    prop::collection::vec(prop::sample::select(words), 0..9).prop_map(|words| words.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![near_text(), ".*"]
}

/// The same text typed full-width.
fn full_width(text: &str) -> String {
    let widen = |character: char| match character {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(u32::from(character) + 0xFEE0).unwrap_or(character),
        other => other,
    };
    text.chars().map(widen).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_written_reads_back_as_the_same_value((dimension, value) in quantity()) {
        let text = dimension.format(value);
        prop_assert_eq!(dimension.parse(&text), Ok(value), "{}", text);
        prop_assert_eq!(dimension.parse(&full_width(&text)), Ok(value), "{}", text);
    }

    #[test]
    fn different_values_are_written_differently(
        dimension in dimension(), one in value(), other in value(),
    ) {
        prop_assert_eq!(dimension.format(one) == dimension.format(other), one == other);
    }

    #[test]
    fn thousands_may_be_grouped(value in any::<i64>()) {
        let plain = value.unsigned_abs().to_string();
        let mut grouped = if value < 0 { "-".to_owned() } else { String::new() };
        for (index, digit) in plain.chars().enumerate() {
            if index > 0 && (plain.len() - index) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        prop_assert_eq!(Dimension::Count.parse(&grouped), Ok(value));
        prop_assert_eq!(Dimension::Count.parse(&grouped.replace(',', "_")), Ok(value));
    }

    #[test]
    fn a_decimal_fraction_is_exact_or_refused(
        whole in 0_i64..10_000, places in 1_usize..8, digits in 0_i64..100_000_000,
    ) {
        let fraction = digits % 10_i64.pow(places as u32);
        let text = format!("{whole}.{fraction:0places$} MiB");
        let parts = i128::from(whole) * 10_i128.pow(places as u32) + i128::from(fraction);
        let bytes = parts * (1 << 20);
        let exact = bytes % 10_i128.pow(places as u32) == 0;
        let expected = exact.then_some(bytes / 10_i128.pow(places as u32));
        prop_assert_eq!(Dimension::Bytes.parse(&text).ok().map(i128::from), expected, "{}", text);
    }

    #[test]
    fn any_text_is_a_value_or_an_error_with_a_place_and_a_way_out(
        dimension in dimension(), text in any_text(),
    ) {
        match dimension.parse(&text) {
            Ok(value) => {
                prop_assert!(value >= dimension.least());
                prop_assert_eq!(dimension.parse(&dimension.format(value)), Ok(value));
            }
            Err(error) => {
                prop_assert_eq!(text.get(error.at()), Some(error.part().text.as_str()));
                prop_assert!(error.help().is_some_and(|help| !help.is_empty()));
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }

    #[test]
    fn any_text_is_a_test_or_an_error_with_a_place_and_a_way_out(
        dimension in dimension(), text in any_text(),
    ) {
        match dimension.parse_test(&text) {
            Ok(test) => {
                let passing = test.intervals();
                prop_assert_eq!(RangeTest::Not(Box::new(test)).intervals(), passing.complement());
            }
            Err(error) => {
                prop_assert!(text.get(error.at()).is_some());
                prop_assert!(error.help().is_some_and(|help| !help.is_empty()));
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }

    #[test]
    fn bounds_are_handed_out_trimmed_and_in_place(text in any_text()) {
        let outline = parse_range_test(&text, |bound, offset| {
            let in_place = text.get(offset..offset + bound.len()) == Some(bound);
            let tidy = bound.trim() == bound && !bound.is_empty();
            if in_place && tidy { Ok(()) } else { Err(bound.to_owned()) }
        });
        let misplaced = matches!(outline, Err(RangeError::Bound(_)));
        prop_assert!(!misplaced, "{outline:?}");
    }

    #[test]
    fn a_test_passes_what_its_signs_say(
        low in -20_i64..20, high in -20_i64..20, value in -25_i64..25,
    ) {
        let table = [
            (format!("> {low}"), value > low),
            (format!(">= {low}"), value >= low),
            (format!("< {low}"), value < low),
            (format!("≤ {low}"), value <= low),
            (format!("= {low}"), value == low),
            (format!("{low}"), value == low),
            (format!("[{low} .. {high}]"), low <= value && value <= high),
            (format!("({low} .. {high}]"), low < value && value <= high),
            (format!("[{low}..{high})"), low <= value && value < high),
            (format!("({low}..{high})"), low < value && value < high),
            (format!("{low}〜{high}"), low <= value && value <= high),
        ];
        for (text, passes) in table {
            let (negated, widened) = (format!("not {text}"), full_width(&text));
            for (text, passes) in [(text, passes), (negated, !passes), (widened, passes)] {
                let test = Dimension::Count.parse_test(&text);
                let passed = test.map(|test| test.intervals().contains(value));
                prop_assert_eq!(passed, Ok(passes), "{} of {}", text, value);
            }
        }
    }

    #[test]
    fn an_interval_on_display_means_itself((dimension, one) in quantity(), other in value()) {
        let least = dimension.least();
        let other = other.max(least);
        let interval = Interval { low: one.min(other), high: one.max(other) };
        let shown = dimension.format_interval(interval);
        if shown == "-∞ … ∞" {
            prop_assert_eq!(interval, Interval::ALL);
        } else {
            let all = Intervals::from(Interval { low: least, high: i64::MAX });
            let meant = shown.split(", ").try_fold(all, |passing, end| {
                dimension.parse_test(end).map(|test| passing.intersection(&test.intervals()))
            });
            prop_assert_eq!(meant, Ok(Intervals::from(interval)), "{}", shown);
        }
    }
}

/// The numbers on which the algebra of intervals is checked one by one.
const UNIVERSE: std::ops::RangeInclusive<i64> = -12..=12;

/// Small intervals, some of them empty, and some that reach to the edges of `i64`.
fn intervals() -> impl Strategy<Value = Vec<Interval>> {
    let low = prop_oneof![9 => -10_i64..10, 1 => Just(i64::MIN)];
    let high = prop_oneof![9 => -10_i64..10, 1 => Just(i64::MAX)];
    prop::collection::vec((low, high).prop_map(|(low, high)| Interval { low, high }), 0..6)
}

fn assert_canonical(set: &Intervals) -> Result<(), TestCaseError> {
    for interval in set.as_slice() {
        prop_assert!(!interval.is_empty());
    }
    for pair in set.as_slice().windows(2) {
        let [one, next] = pair else { continue };
        prop_assert!(one.high < next.low - 1, "{one:?} and {next:?} are one interval");
    }
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_algebra_of_intervals_is_that_of_sets(one in intervals(), other in intervals()) {
        let (a, b) = (Intervals::new(one.clone()), Intervals::new(other));
        let (union, intersection, complement) = (a.union(&b), a.intersection(&b), a.complement());
        for set in [&a, &b, &union, &intersection, &complement] {
            assert_canonical(set)?;
        }
        for value in UNIVERSE.chain([i64::MIN, i64::MAX]) {
            prop_assert_eq!(a.contains(value), one.iter().any(|interval| interval.contains(value)));
            prop_assert_eq!(union.contains(value), a.contains(value) || b.contains(value));
            prop_assert_eq!(intersection.contains(value), a.contains(value) && b.contains(value));
            prop_assert_eq!(complement.contains(value), !a.contains(value));
        }
    }

    #[test]
    fn equal_sets_are_equal_values(one in intervals(), other in intervals()) {
        let (a, b) = (Intervals::new(one), Intervals::new(other));
        let mut values = UNIVERSE.chain([i64::MIN, i64::MAX]);
        let same_members = values.all(|value| a.contains(value) == b.contains(value));
        prop_assert_eq!(a == b, same_members);
        prop_assert_eq!(a.complement().complement(), a.clone());
        prop_assert_eq!(a.union(&b).complement(), a.complement().intersection(&b.complement()));
        prop_assert_eq!(a.intersection(&a.complement()).is_empty(), true);
    }

    #[test]
    fn a_set_survives_being_stored_and_a_stored_list_becomes_a_set(list in intervals()) {
        let set = Intervals::new(list.clone());
        let stored = postcard::to_allocvec(&set).unwrap();
        prop_assert_eq!(postcard::from_bytes::<Intervals>(&stored).unwrap(), set.clone());
        let untidy = postcard::to_allocvec(&list).unwrap();
        prop_assert_eq!(postcard::from_bytes::<Intervals>(&untidy).unwrap(), set);
    }
}
