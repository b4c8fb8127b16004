use super::*;
use Dimension::{Bytes, Count, Duration, Rate, Ratio};

const SIZES: &str = "`B` `KB` `KiB` `MB` `MiB` `GB` `GiB` `TB` `TiB` `PB` `PiB` `EB` `EiB`";
const TIMES: &str = "`ms` `s` `min` `h` `d` `week`";
const COUNTS: &str = "`k` `千` `万` `M` `百万` `億` `G` `兆`";
const RATES: &str = "`/week` `/d` `/h` `/min` `/s`";
const RATIOS: &str = "`ppm` `‰` `%` `割`";

/// Each row: a dimension, a text, what is in the way in it, the message, the help.
fn assert_errors(table: &[(Dimension, &str, &str, &str, &str)]) {
    for (dimension, text, culprit, message, help) in table {
        let error = dimension.parse(text).unwrap_err();
        assert_eq!(error.to_string(), *message, "{text:?}");
        assert_eq!(text.get(error.at()), Some(*culprit), "{text:?}");
        assert_eq!(error.part().text, *culprit, "{text:?}");
        assert_eq!(error.help().as_deref(), Some(*help), "{text:?}");
    }
}

#[test]
fn something_that_is_no_number() {
    assert_errors(&[
        (Bytes, "", "", "a size is missing", "write a size such as `12 MB` or `6 MiB`"),
        (Duration, "  ", "", "a duration is missing", "write a duration such as `250 ms` or `1.5 h`"),
        (Count, "", "", "a count is missing", "write a count such as `1000` or `10k`"),
        (Rate, "", "", "a rate is missing", "write a rate such as `3/s` or `100/min`"),
        (Ratio, "\n", "", "a ratio is missing", "write a ratio such as `5%` or `0.05`"),
        (Bytes, " large ", "large", "`large` does not start with a number", "write a size such as `12 MB` or `6 MiB`"),
        (Count, "-x", "x", "`x` does not start with a number", "write a count such as `1000` or `10k`"),
        (Count, "一万", "一万", "`一万` does not start with a number", "write a count such as `1000` or `10k`"),
        (Ratio, ".", ".", "`.` does not start with a number", "write a ratio such as `5%` or `0.05`"),
    ]);
}

#[test]
fn a_number_that_is_not_written_as_one() {
    let grouping = "write `.` before a fraction, and `,` between groups of three digits only: `1.5`, `1,500`";
    let digits = "write the digits of a number without spaces between them";
    assert_errors(&[
        (Bytes, "1,5 MB", "1,5", "the digits of `1,5` are not in groups of three", grouping),
        (Count, "1234,567", "1234,567", "the digits of `1234,567` are not in groups of three", grouping),
        (Count, " １，２３", "１，２３", "the digits of `１，２３` are not in groups of three", grouping),
        (Count, "10 000", "000", "`000` is left over after the value", digits),
        (Bytes, "10 000 MB", "000 MB", "`000 MB` is left over after the value", digits),
    ]);
}

#[test]
fn something_after_the_value() {
    assert_errors(&[
        (
            Bytes,
            "5 MB/s",
            "/s",
            "`/s` is left over after the value",
            "leave it out: a size is written as in `12 MB` or `6 MiB`",
        ),
        (
            Bytes,
            "5 $",
            "$",
            "`$` is left over after the value",
            "leave it out: a size is written as in `12 MB` or `6 MiB`",
        ),
        (
            Count,
            "1.2.3",
            ".3",
            "`.3` is left over after the value",
            "leave it out: a count is written as in `1000` or `10k`",
        ),
        (
            Duration,
            "5 s later",
            "later",
            "`later` is left over after the value",
            "leave it out: a duration is written as in `250 ms` or `1.5 h`",
        ),
        (
            Rate,
            "5/s!",
            "!",
            "`!` is left over after the value",
            "leave it out: a rate is written as in `3/s` or `100/min`",
        ),
        (
            Ratio,
            "5% or so",
            "or so",
            "`or so` is left over after the value",
            "leave it out: a ratio is written as in `5%` or `0.05`",
        ),
    ]);
}

#[test]
fn a_unit_that_is_missing() {
    let write = |units: &str| format!("write one of the units {units} after it");
    assert_errors(&[
        (Bytes, "12", "12", "`12` has no unit", &write(SIZES)),
        (Duration, " 1.5 ", "1.5", "`1.5` has no unit", &write(TIMES)),
        (Duration, "1h30", "30", "`30` has no unit", &write(TIMES)),
        (Rate, "100", "100", "`100` has no unit", &write(RATES)),
    ]);
}

#[test]
fn a_unit_that_is_not_one() {
    let known = |units: &str| format!("the units are {units}");
    assert_errors(&[
        (Bytes, "12 foo", "foo", "`foo` is not a unit of size", &known(SIZES)),
        (Duration, "12 foo", "foo", "`foo` is not a unit of time", &known(TIMES)),
        (Count, "12 foo", "foo", "`foo` is not a unit of number", &known(COUNTS)),
        (Rate, "12 foo/s", "foo", "`foo` is not a unit of rate", &known(RATES)),
        (Rate, "12 per foo", "per foo", "`per foo` is not a unit of rate", &known(RATES)),
        (Rate, "12/", "/", "`/` is not a unit of rate", &known(RATES)),
        (Rate, "12k k/s", "k k", "`k k` is not a unit of rate", &known(RATES)),
        (Ratio, "12 foo", "foo", "`foo` is not a unit of ratio", &known(RATIOS)),
    ]);
}

#[test]
fn a_unit_that_means_something_else() {
    let bits = "sizes are in bytes, of eight bits each: write for example `1 MB` for 8 Mbit";
    let months = "months and years differ in length: write days, `d`";
    assert_errors(&[
        (Bytes, "12 Mbit", "Mbit", "`Mbit` is not a unit of size", bits),
        (Bytes, "12 Mbps", "Mbps", "`Mbps` is not a unit of size", bits),
        (Bytes, "12 M", "M", "`M` is not a unit of size", "write `MB` (powers of ten) or `MiB` (powers of two)"),
        (Bytes, "12ｇ", "ｇ", "`ｇ` is not a unit of size", "write `GB` (powers of ten) or `GiB` (powers of two)"),
        (Duration, "5 µs", "µs", "`µs` is not a unit of time", "the smallest unit of time is the millisecond, `ms`"),
        (Duration, "2 months", "months", "`months` is not a unit of time", months),
        (Duration, "3か月", "か月", "`か月` is not a unit of time", months),
        (Count, "2m", "m", "`m` is not a unit of number", "did you mean `M`?"),
        (Rate, "5 s", "s", "`s` is not a unit of rate", "write `/s`"),
        (Rate, "5 Hours", "Hours", "`Hours` is not a unit of rate", "write `/h`"),
        (
            Duration,
            "12 MB",
            "MB",
            "`MB` is not a unit of time",
            &format!("`MB` belongs to a size; the units here are {TIMES}"),
        ),
        (
            Count,
            "5%",
            "%",
            "`%` is not a unit of number",
            &format!("`%` belongs to a ratio; the units here are {COUNTS}"),
        ),
        (
            Rate,
            "5 MB/s",
            "MB",
            "`MB` is not a unit of rate",
            &format!("`MB` belongs to a size; the units here are {RATES}"),
        ),
    ]);
}

#[test]
fn a_unit_that_means_two_things() {
    assert_errors(&[
        (Bytes, "12 Mb", "Mb", "`Mb` could mean bytes or bits", "write `MB` for bytes"),
        (Bytes, "12 Gib", "Gib", "`Gib` could mean bytes or bits", "write `GiB` for bytes"),
        (Duration, "5m", "m", "`m` could mean minutes or months", "write `min` for minutes"),
        (Duration, "5 M", "M", "`M` could mean minutes or months", "write `min` for minutes"),
        (Rate, "5/m", "m", "`m` could mean minutes or months", "write `min` for minutes"),
    ]);
}

#[test]
fn units_of_a_compound_out_of_order() {
    let help = "start with the largest unit and use each once, as in `1 h 30 min`";
    assert_errors(&[
        (
            Duration,
            "30min 1h",
            "1h",
            "`1h` does not have a smaller unit than what comes before it",
            help,
        ),
        (
            Duration,
            "1 s 2 s",
            "2 s",
            "`2 s` does not have a smaller unit than what comes before it",
            help,
        ),
    ]);
}

#[test]
fn a_value_that_cannot_be() {
    assert_errors(&[
        (Bytes, "-5 MB", "-5 MB", "`-5 MB` is negative, which a size cannot be", "leave the sign out"),
        (Duration, " -1h30m", "-1h30m", "`-1h30m` is negative, which a duration cannot be", "leave the sign out"),
        (Rate, "－３/s", "－３/s", "`－３/s` is negative, which a rate cannot be", "leave the sign out"),
        (Duration, "0.1 ms", "0.1 ms", "`0.1 ms` is not a whole number of milliseconds", "write `0 ms` or `1 ms`"),
        (Duration, "1h 0.0005s", "0.0005s", "`0.0005s` is not a whole number of milliseconds", "write `0 ms` or `1 ms`"),
        (Bytes, "0.3 KiB", "0.3 KiB", "`0.3 KiB` is not a whole number of bytes", "write `307 B` or `308 B`"),
        (Count, "1.5", "1.5", "`1.5` is not a whole number", "write `1` or `2`"),
        (Count, "-1.5", "-1.5", "`-1.5` is not a whole number", "write `-2` or `-1`"),
        (Rate, "0.0001/week", "0.0001/week", "`0.0001/week` is not a whole number of thousandths per week", "write `0/week` or `0.001/week`"),
        (Ratio, "0.00001%", "0.00001%", "`0.00001%` is not a whole number of parts per million", "write `0%` or `0.0001%`"),
        (Bytes, "10 EB", "10 EB", "`10 EB` is too large to be counted exactly", "the largest there is is `9223372036854775807 B`"),
        (Count, "9223372036854775808", "9223372036854775808", "`9223372036854775808` is too large to be counted exactly", "the largest there is is `9223372036854775807`"),
        (Ratio, "1兆兆", "兆兆", "`兆兆` is not a unit of ratio", &format!("the units are {RATIOS}")),
    ]);
}

#[test]
fn a_number_beyond_all_bounds_is_too_large() {
    let digits = "9".repeat(5_000);
    for (dimension, unit) in [(Bytes, " B"), (Duration, " d"), (Count, "兆"), (Rate, "兆件/s"), (Ratio, "")] {
        let error = dimension.parse(&format!("{digits}{unit}")).unwrap_err();
        assert!(matches!(error, QuantityError::TooLarge(_)), "{dimension:?}");
    }
    let two_large_terms = Duration.parse("106751991167 d 23 h").unwrap_err();
    assert!(matches!(two_large_terms, QuantityError::TooLarge(_)));
}

#[test]
fn an_error_moves_with_its_text() {
    let error = Bytes.parse("12 foo").unwrap_err();
    assert_eq!(error.at(), 3..6);
    let moved = error.clone().shifted(10);
    assert_eq!(moved.at(), 13..16);
    assert_eq!(moved.to_string(), error.to_string());
}
