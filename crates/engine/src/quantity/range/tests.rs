use super::*;
use crate::quantity::{Dimension, QuantityError};

/// A test whose bounds are the pieces of its text, told by where they stand.
fn outline(text: &str) -> Result<RangeTest<String>, RangeError<String>> {
    parse_range_test(text, |bound, offset| {
        assert_eq!(text.get(offset..offset + bound.len()), Some(bound), "a bound knows its place");
        assert_eq!(bound.trim(), bound, "a bound is trimmed");
        assert!(!bound.is_empty(), "a bound is not empty");
        Ok(bound.to_owned())
    })
}

fn compare(comparison: Comparison, bound: &str) -> RangeTest<String> {
    RangeTest::Compare(comparison, bound.to_owned())
}

fn between(open: char, low: &str, high: &str, close: char) -> RangeTest<String> {
    RangeTest::Between {
        low: low.to_owned(),
        low_open: open == '(',
        high: high.to_owned(),
        high_open: close == ')',
    }
}

fn not(test: RangeTest<String>) -> RangeTest<String> {
    RangeTest::Not(Box::new(test))
}

#[test]
fn comparisons() {
    use Comparison::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual};
    let table = [
        ("> X", Greater, "X"),
        (">X", Greater, "X"),
        (">= @max-size", GreaterOrEqual, "@max-size"),
        ("≥ X", GreaterOrEqual, "X"),
        ("≧X", GreaterOrEqual, "X"),
        ("< X", Less, "X"),
        ("<= X", LessOrEqual, "X"),
        ("≤ X", LessOrEqual, "X"),
        ("≦　X", LessOrEqual, "X"),
        ("= X", Equal, "X"),
        ("  X  ", Equal, "X"),
        ("6 MiB", Equal, "6 MiB"),
        ("1.5 h", Equal, "1.5 h"),
        ("１．５時間", Equal, "１．５時間"),
        ("-5%", Equal, "-5%"),
        ("notable", Equal, "notable"),
        ("not-a-word", Equal, "not-a-word"),
        ("＞＝　６ＭＢ", GreaterOrEqual, "６ＭＢ"),
        ("＜X", Less, "X"),
        ("＝X", Equal, "X"),
        ("6 MB 以上", GreaterOrEqual, "6 MB"),
        ("6MB以下", LessOrEqual, "6MB"),
        ("６ＭＢ未満", Less, "６ＭＢ"),
        ("6 MB超", Greater, "6 MB"),
        ("以上", Equal, "以上"),
    ];
    for (text, comparison, bound) in table {
        assert_eq!(outline(text), Ok(compare(comparison, bound)), "{text:?}");
    }
}

#[test]
fn intervals() {
    let table = [
        ("[X .. Y)", between('[', "X", "Y", ')')),
        ("(X..Y]", between('(', "X", "Y", ']')),
        ("( X .. Y )", between('(', "X", "Y", ')')),
        ("[@a-b .. @c]", between('[', "@a-b", "@c", ']')),
        ("X..Y", between('[', "X", "Y", ']')),
        ("1.5 h..2.5 h", between('[', "1.5 h", "2.5 h", ']')),
        ("1...5", between('[', "1", "5", ']')),
        ("1‥5", between('[', "1", "5", ']')),
        ("1 … 5", between('[', "1", "5", ']')),
        ("10 KB〜1 MB", between('[', "10 KB", "1 MB", ']')),
        ("10 KB～1 MB", between('[', "10 KB", "1 MB", ']')),
        ("［１．．５）", between('[', "１", "５", ')')),
        ("（　１　．．　５　］", between('(', "１", "５", ']')),
    ];
    for (text, expected) in table {
        assert_eq!(outline(text), Ok(expected), "{text:?}");
    }
}

#[test]
fn negations() {
    let table = [
        ("not > X", not(compare(Comparison::Greater, "X"))),
        ("not>X", not(compare(Comparison::Greater, "X"))),
        ("NOT X", not(compare(Comparison::Equal, "X"))),
        ("ｎｏｔ　X", not(compare(Comparison::Equal, "X"))),
        ("not @fact", not(compare(Comparison::Equal, "@fact"))),
        ("not X 以上", not(compare(Comparison::GreaterOrEqual, "X"))),
        ("not [X .. Y)", not(between('[', "X", "Y", ')'))),
        ("not(X..Y]", not(between('(', "X", "Y", ']'))),
        ("not X..Y", not(between('[', "X", "Y", ']'))),
    ];
    for (text, expected) in table {
        assert_eq!(outline(text), Ok(expected), "{text:?}");
    }
}

/// Each text is refused with its message and with `help`, and the place is that of what the message
/// quotes.
fn assert_errors(help: &str, table: &[(&str, &str)]) {
    for (text, message) in table {
        let Err(RangeError::Syntax(error)) = outline(text) else { panic!("{text:?} is no test") };
        assert_eq!(error.to_string(), *message, "{text:?}");
        assert_eq!(error.help().as_deref(), Some(help), "{text:?}");
        let quoted = message.split('`').nth(1).unwrap_or_default();
        assert_eq!(text.get(error.at()), Some(quoted), "{text:?}");
    }
}

#[test]
fn nothing_to_test_with() {
    assert_errors(
        "write a value, a comparison such as `> X`, or an interval such as `[X .. Y)`",
        &[("", "a value or a test is missing"), (" 　", "a value or a test is missing")],
    );
    assert_errors("write a value after `>`", &[("> ", "nothing follows `>`")]);
    assert_errors("write a value after `≤`", &[("not ≤", "nothing follows `≤`")]);
    assert_errors("write a value after `not`", &[(" not ", "nothing follows `not`")]);
    assert_errors("leave both out", &[("not NOT X", "a second `NOT` undoes the first")]);
}

#[test]
fn signs_that_are_no_comparison() {
    assert_errors("write `=`", &[("== X", "`==` is not a comparison")]);
    assert_errors("write `>=`", &[("=> X", "`=>` is not a comparison")]);
    assert_errors("write `<=`", &[("＝＜ X", "`＝＜` is not a comparison")]);
    assert_errors(
        "write `not` before the value",
        &[
            ("!= X", "`!=` is not a comparison"),
            ("≠X", "`≠` is not a comparison"),
            ("<> X", "`<>` is not a comparison"),
        ],
    );
    assert_errors(
        "the comparisons are `<` `<=` `=` `>=` `>`",
        &[("<<< X", "`<<<` is not a comparison"), ("! X", "`!` is not a comparison")],
    );
}

#[test]
fn two_comparisons() {
    let second = "`≤` begins a second comparison";
    assert_errors("write `(6 MiB .. 1 GiB]`", &[("> 6 MiB, ≤ 1 GiB", second)]);
    let second = "`＜` begins a second comparison";
    assert_errors("write `[X .. Y)`", &[("≥X、＜Y", second)]);
    let second = "`>=` begins a second comparison";
    assert_errors("write `[X .. Y)`", &[("< Y and >= X", second)]);
    let second = "`<` begins a second comparison";
    assert_errors("write `(@brand .. Y)`", &[("> @brand < Y", second)]);
    assert_errors(
        "write one comparison, or an interval such as `[X .. Y)`",
        &[
            ("> X, < Y, < Z", "`<` begins a second comparison"),
            ("= X, < Y", "`<` begins a second comparison"),
            ("> X, => Y", "`=>` begins a second comparison"),
            ("≥ > X", "`>` begins a second comparison"),
            ("X >= Y", "`>=` begins a second comparison"),
            ("[> X .. Y]", "`>` begins a second comparison"),
        ],
    );
}

#[test]
fn brackets_that_do_not_pair() {
    assert_errors(
        "end the interval with `]` if its last value is part of it, with `)` if not",
        &[
            ("[X .. Y", "the interval that `[` opens is not closed"),
            ("（", "the interval that `（` opens is not closed"),
        ],
    );
    assert_errors(
        "begin the interval with `[` if its first value is part of it, with `(` if not",
        &[
            ("X .. Y]", "`]` closes no interval"),
            ("]X .. Y[", "`]` closes no interval"),
            ("X )", "`)` closes no interval"),
        ],
    );
}

#[test]
fn other_than_two_bounds() {
    assert_errors(
        "write `X` alone, or two bounds as in `[X .. Y)`",
        &[("[ X ]", "`[ X ]` has no `..` between two bounds")],
    );
    assert_errors(
        "write `> X` alone, or two bounds as in `[X .. Y)`",
        &[("not(> X)", "`(> X)` has no `..` between two bounds")],
    );
    assert_errors(
        "write two bounds, as in `[X .. Y)`",
        &[
            ("[ ]", "`[ ]` has no `..` between two bounds"),
            ("X .. Y ‥ Z", "`‥` begins a third bound"),
        ],
    );
    let missing = "a bound is missing beside `..`";
    assert_errors("write `>= X`, or the other bound", &[("[X ..]", missing)]);
    assert_errors("write `> X`, or the other bound", &[("(X ..]", missing)]);
    assert_errors("write `<= Y`, or the other bound", &[(".. Y", missing)]);
    assert_errors("write `< Y`, or the other bound", &[("[..Y)", missing)]);
    assert_errors("write a bound on either side", &[("[..)", missing), ("..", missing)]);
}

#[test]
fn the_second_of_two_equal_words_is_the_one_in_the_way() {
    let place = |text| match outline(text) {
        Err(RangeError::Syntax(error)) => error.at(),
        other => panic!("{text:?}: {other:?}"),
    };
    assert_eq!(place("not not X"), 4..7);
    assert_eq!(place("X .. Y .. Z"), 7..9);
    assert_eq!(place("< X, < Y"), 5..6);
}

#[test]
fn the_error_of_a_bound_is_handed_on() {
    let refuse = |text: &str, offset: usize| {
        if text == "good" { Ok(()) } else { Err((text.to_owned(), offset)) }
    };
    let table = [
        ("> bad", ("bad", 2)),
        ("[good .. 悪い)", ("悪い", 9)),
        ("　bad", ("bad", 3)),
        ("bad .. worse", ("bad", 0)),
    ];
    for (text, (bound, offset)) in table {
        assert_eq!(
            parse_range_test(text, refuse),
            Err(RangeError::Bound((bound.to_owned(), offset))),
            "{text:?}"
        );
    }
}

#[test]
fn the_error_of_a_quantity_shows_its_place_in_the_whole_test() {
    let text = "not (1 KB .. 5 foo]";
    let error = Dimension::Bytes.parse_test(text).unwrap_err();
    assert!(matches!(error, RangeError::Bound(QuantityError::UnknownUnit(_))));
    assert_eq!(error.to_string(), "`foo` is not a unit for sizes");
    assert_eq!(text.get(error.at()), Some("foo"));
    assert!(error.help().is_some_and(|help| help.starts_with("the units are `B`")));

    let error = Dimension::Bytes.parse_test("> ").unwrap_err();
    assert_eq!((error.at(), error.help().as_deref()), (0..1, Some("write a value after `>`")));
}

#[test]
fn tests_mean_sets_of_whole_numbers() {
    const MIN: i64 = i64::MIN;
    const MAX: i64 = i64::MAX;
    let table: [(&str, &[(i64, i64)]); 18] = [
        ("> 5", &[(6, MAX)]),
        (">= 5", &[(5, MAX)]),
        ("< 5", &[(MIN, 4)]),
        ("<= 5", &[(MIN, 5)]),
        ("= 5", &[(5, 5)]),
        ("5", &[(5, 5)]),
        ("[1 .. 5]", &[(1, 5)]),
        ("(1 .. 5)", &[(2, 4)]),
        ("(1 .. 2)", &[]),
        ("[5 .. 1]", &[]),
        ("1〜5", &[(1, 5)]),
        ("not 5", &[(MIN, 4), (6, MAX)]),
        ("not > 5", &[(MIN, 5)]),
        ("not (1 .. 5]", &[(MIN, 1), (6, MAX)]),
        ("not [5 .. 1]", &[(MIN, MAX)]),
        ("> 9223372036854775807", &[]),
        ("< -9223372036854775808", &[]),
        ("not >= -9223372036854775808", &[]),
    ];
    for (text, expected) in table {
        let expected: Intervals =
            expected.iter().map(|&(low, high)| Interval { low, high }).collect();
        assert_eq!(
            Dimension::Count.parse_test(text).map(|test| test.intervals()),
            Ok(expected),
            "{text:?}"
        );
    }
}
