use super::*;
use Dimension::{Bytes, Count, Duration, Rate, Ratio};

const SIZES: &str = "`B` `KB` `KiB` `MB` `MiB` `GB` `GiB` `TB` `TiB` `PB` `PiB` `EB` `EiB`";
const DURATIONS: &str = "`ms` `s` `min` `h` `d` `week`";
const COUNTS: &str = "`k` `千` `万` `M` `百万` `億` `G` `兆`";
const RATES: &str = "`/week` `/d` `/h` `/min` `/s`";
const RATIOS: &str = "`ppm` `‰` `%` `割`";

/// Each text is refused with its message and with `help`, and the place is that of the words that
/// the message quotes.
fn assert_errors(help: &str, table: &[(Dimension, &str, &str)]) {
    for (dimension, text, message) in table {
        let error = dimension.parse(text).unwrap_err();
        assert_eq!(error.to_string(), *message, "{text:?}");
        assert_eq!(error.help().as_deref(), Some(help), "{text:?}");
        let quoted = message.split('`').nth(1).unwrap_or_default();
        assert_eq!(text.get(error.at()), Some(quoted), "{text:?}");
        assert_eq!(error.part().text, quoted, "{text:?}");
    }
}

#[test]
fn no_number() {
    assert_errors(
        "write a size such as `12 MB` or `6 MiB`",
        &[
            (Bytes, "", "a size is missing"),
            (Bytes, " large ", "`large` does not start with a number"),
        ],
    );
    assert_errors(
        "write a duration such as `250 ms` or `1.5 h`",
        &[
            (Duration, " \n", "a duration is missing"),
            (Duration, "ms 5", "`ms 5` does not start with a number"),
        ],
    );
    assert_errors(
        "write a count such as `1000` or `10k`",
        &[
            (Count, "", "a count is missing"),
            (Count, "-x", "`x` does not start with a number"),
            (Count, "一万", "`一万` does not start with a number"),
        ],
    );
    assert_errors(
        "write a rate such as `3/s` or `100/min`",
        &[(Rate, "", "a rate is missing"), (Rate, "/s", "`/s` does not start with a number")],
    );
    assert_errors(
        "write a ratio such as `5%` or `0.05`",
        &[(Ratio, "　", "a ratio is missing"), (Ratio, ".", "`.` does not start with a number")],
    );
}

#[test]
fn digits_in_disorder() {
    assert_errors(
        "write `.` before a fraction, and `,` between groups of three digits only: `1.5`, `1,500`",
        &[
            (Bytes, "1,5 MB", "the digits of `1,5` are not in groups of three"),
            (Count, "1234,567", "the digits of `1234,567` are not in groups of three"),
            (Count, "1,000,00", "the digits of `1,000,00` are not in groups of three"),
            (Count, " １，２３", "the digits of `１，２３` are not in groups of three"),
        ],
    );
    assert_errors(
        "write one number, without spaces between its digits",
        &[
            (Count, "10 000", "`000` is left over after the value"),
            (Count, "10k 500", "`500` is left over after the value"),
            (Bytes, "10 000 MB", "`000 MB` is left over after the value"),
            (Bytes, "1 MB 500 KB", "`500 KB` is left over after the value"),
        ],
    );
}

#[test]
fn words_after_the_value() {
    assert_errors(
        "leave it out: a size is written as in `12 MB` or `6 MiB`",
        &[
            (Bytes, "5 MB/s", "`/s` is left over after the value"),
            (Bytes, "5 $", "`$` is left over after the value"),
        ],
    );
    assert_errors(
        "leave it out: a duration is written as in `250 ms` or `1.5 h`",
        &[(Duration, "5 s later", "`later` is left over after the value")],
    );
    assert_errors(
        "leave it out: a count is written as in `1000` or `10k`",
        &[(Count, "1,000,", "`,` is left over after the value")],
    );
    assert_errors(
        "leave it out: a rate is written as in `3/s` or `100/min`",
        &[(Rate, "5/s!", "`!` is left over after the value")],
    );
    assert_errors(
        "leave it out: a ratio is written as in `5%` or `0.05`",
        &[
            (Ratio, "5% or so", "`or so` is left over after the value"),
            (Ratio, "1.2.3", "`.3` is left over after the value"),
        ],
    );
}

#[test]
fn no_unit() {
    let write = |units: &str| format!("write one of the units {units} after it");
    assert_errors(&write(SIZES), &[(Bytes, "12", "`12` has no unit")]);
    assert_errors(
        &write(DURATIONS),
        &[(Duration, " 1.5 ", "`1.5` has no unit"), (Duration, "1h30", "`30` has no unit")],
    );
    assert_errors(&write(RATES), &[(Rate, "100", "`100` has no unit")]);
}

#[test]
fn an_unknown_unit() {
    let known = |units: &str| format!("the units are {units}");
    assert_errors(&known(SIZES), &[(Bytes, "12 foo", "`foo` is not a unit for sizes")]);
    assert_errors(&known(DURATIONS), &[(Duration, "12 foo", "`foo` is not a unit for durations")]);
    assert_errors(&known(COUNTS), &[(Count, "12 foo", "`foo` is not a unit for counts")]);
    assert_errors(
        &known(RATES),
        &[
            (Rate, "12 foo/s", "`foo` is not a unit for rates"),
            (Rate, "12 per foo", "`per foo` is not a unit for rates"),
            (Rate, "12/", "`/` is not a unit for rates"),
            (Rate, "12k k/s", "`k k` is not a unit for rates"),
        ],
    );
    assert_errors(
        &known(RATIOS),
        &[
            (Ratio, "12 foo", "`foo` is not a unit for ratios"),
            (Ratio, "1割分", "`割分` is not a unit for ratios"),
        ],
    );
}

#[test]
fn an_unknown_unit_whose_meaning_can_be_guessed() {
    assert_errors(
        "sizes are in bytes, of eight bits each: write for example `1 MB` for 8 Mbit",
        &[
            (Bytes, "12 Mbit", "`Mbit` is not a unit for sizes"),
            (Bytes, "12 Mbps", "`Mbps` is not a unit for sizes"),
            (Bytes, "12メガビット", "`メガビット` is not a unit for sizes"),
        ],
    );
    assert_errors(
        "write `GB` (powers of ten) or `GiB` (powers of two)",
        &[
            (Bytes, "12 G", "`G` is not a unit for sizes"),
            (Bytes, "12ｇ", "`ｇ` is not a unit for sizes"),
        ],
    );
    assert_errors(
        "the smallest unit of time is the millisecond, `ms`",
        &[
            (Duration, "5 µs", "`µs` is not a unit for durations"),
            (Duration, "5 ns", "`ns` is not a unit for durations"),
        ],
    );
    assert_errors(
        "months and years differ in length: write days, `d`",
        &[
            (Duration, "2 months", "`months` is not a unit for durations"),
            (Duration, "2 y", "`y` is not a unit for durations"),
            (Duration, "3か月", "`か月` is not a unit for durations"),
        ],
    );
    assert_errors("did you mean `M`?", &[(Count, "2m", "`m` is not a unit for counts")]);
    assert_errors("write `/s`", &[(Rate, "5 s", "`s` is not a unit for rates")]);
    assert_errors("write `/h`", &[(Rate, "5 Hours", "`Hours` is not a unit for rates")]);
    assert_errors(
        &format!("`MB` belongs to a size; the units here are {DURATIONS}"),
        &[(Duration, "12 MB", "`MB` is not a unit for durations")],
    );
    assert_errors(
        &format!("`MB` belongs to a size; the units here are {RATES}"),
        &[(Rate, "5 MB/s", "`MB` is not a unit for rates")],
    );
    assert_errors(
        &format!("`%` belongs to a ratio; the units here are {COUNTS}"),
        &[(Count, "5%", "`%` is not a unit for counts")],
    );
}

#[test]
fn a_unit_that_means_two_things() {
    let bytes = "write `MB` for bytes";
    assert_errors(bytes, &[(Bytes, "12 Mb", "`Mb` could mean bytes or bits")]);
    let bytes = "write `GiB` for bytes";
    assert_errors(bytes, &[(Bytes, "12 Gib", "`Gib` could mean bytes or bits")]);
    assert_errors(
        "write `min` for minutes",
        &[
            (Duration, "5m", "`m` could mean minutes or months"),
            (Duration, "5 M", "`M` could mean minutes or months"),
            (Rate, "5/m", "`m` could mean minutes or months"),
        ],
    );
}

#[test]
fn units_of_a_compound_out_of_order() {
    assert_errors(
        "start with the largest unit and use each once, as in `1 h 30 min`",
        &[
            (Duration, "30min 1h", "`1h` does not have a smaller unit than what comes before it"),
            (Duration, "1 s 2 s", "`2 s` does not have a smaller unit than what comes before it"),
        ],
    );
    assert_errors(
        "start with the largest unit and use each once, as in `1億2000万`",
        &[(Count, "5万1億", "`1億` does not have a smaller unit than what comes before it")],
    );
}

#[test]
fn a_negative_value_of_what_cannot_be() {
    assert_errors(
        "leave the sign out",
        &[
            (Bytes, "-5 MB", "`-5 MB` is negative, which a size cannot be"),
            (Duration, " -1h30m", "`-1h30m` is negative, which a duration cannot be"),
            (Rate, "－３/s", "`－３/s` is negative, which a rate cannot be"),
        ],
    );
}

#[test]
fn a_value_between_whole_numbers() {
    assert_errors(
        "write `0 ms` or `1 ms`",
        &[
            (Duration, "0.1 ms", "`0.1 ms` is not a whole number of milliseconds"),
            (Duration, "1h 0.0005s", "`0.0005s` is not a whole number of milliseconds"),
        ],
    );
    assert_errors(
        "write `307 B` or `308 B`",
        &[(Bytes, "0.3 KiB", "`0.3 KiB` is not a whole number of bytes")],
    );
    assert_errors("write `1` or `2`", &[(Count, "1.5", "`1.5` is not a whole number")]);
    assert_errors("write `-2` or `-1`", &[(Count, "-1.5", "`-1.5` is not a whole number")]);
    assert_errors(
        "write `0/week` or `0.001/week`",
        &[(Rate, "0.0001/week", "`0.0001/week` is not a whole number of thousandths per week")],
    );
    assert_errors(
        "write `0%` or `0.0001%`",
        &[(Ratio, "0.00001%", "`0.00001%` is not a whole number of parts per million")],
    );
}

#[test]
fn a_value_beyond_64_bits() {
    assert_errors(
        "write at most `9223372036854775807 B`",
        &[(Bytes, "10 EB", "`10 EB` is too large to be counted exactly")],
    );
    let count = "`9223372036854775808` is too large to be counted exactly";
    assert_errors("write at most `9223372036854775807`", &[(Count, "9223372036854775808", count)]);
    let count = "`-9223372036854775809` is too small to be counted exactly";
    assert_errors(
        "write at least `-9223372036854775808`",
        &[(Count, "-9223372036854775809", count)],
    );
    let days = "`106751991167 d 23 h` is too large to be counted exactly";
    assert_errors(
        "write at most `9223372036854775807 ms`",
        &[(Duration, "106751991167 d 23 h", days)],
    );
}

#[test]
fn a_number_beyond_all_bounds() {
    let digits = "9".repeat(5_000);
    for (dimension, unit) in
        [(Bytes, " B"), (Duration, " d"), (Count, "兆"), (Rate, "兆件/s"), (Ratio, "")]
    {
        let error = dimension.parse(&format!("{digits}{unit}")).unwrap_err();
        assert!(matches!(error, QuantityError::TooLarge(_)), "{dimension:?}");
    }
    let error = Ratio.parse(&format!("-{digits}")).unwrap_err();
    assert!(matches!(error, QuantityError::TooSmall(_)));
}

#[test]
fn an_error_moves_with_its_text() {
    let error = Bytes.parse("12 foo").unwrap_err();
    assert_eq!(error.at(), 3..6);
    let moved = error.clone().shifted(10);
    assert_eq!(moved.at(), 13..16);
    assert_eq!(moved.to_string(), error.to_string());
}
