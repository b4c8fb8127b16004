use super::*;

const MB: i64 = 1_000_000;
const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const PER_WEEK: i64 = 1_000;
const PER_HOUR: i64 = 7 * 24 * PER_WEEK;
const PER_MINUTE: i64 = 60 * PER_HOUR;
const PER_SECOND: i64 = 60 * PER_MINUTE;

fn assert_values(dimension: Dimension, table: &[(&str, i64)]) {
    for (text, expected) in table {
        assert_eq!(dimension.parse(text), Ok(*expected), "{text:?}");
    }
}

#[test]
fn sizes() {
    assert_values(
        Dimension::Bytes,
        &[
            ("12MB", 12 * MB),
            ("12 MB", 12 * MB),
            ("  12   mb ", 12 * MB),
            ("12 MiB", 12 << 20),
            ("12mib", 12 << 20),
            ("1.5 KB", 1_500),
            ("1.5 kB", 1_500),
            (".5 KB", 500),
            ("0.5 KiB", 512),
            ("1,500 B", 1_500),
            ("1_500 b", 1_500),
            ("100 bytes", 100),
            ("1 byte", 1),
            ("3 gigabytes", 3_000 * MB),
            ("3 Gibibytes", 3 << 30),
            ("1 TB", MB * MB),
            ("1 TiB", 1 << 40),
            ("1 PB", 1_000 * MB * MB),
            ("1 PiB", 1 << 50),
            ("7 EiB", 7 << 60),
            ("9.223372036854775807 EB", i64::MAX),
            ("0", 0),
            ("0.00", 0),
            ("0 TB", 0),
            // 2⁻⁵⁰, exactly.
            ("0.00000000000000088817841970012523233890533447265625 PiB", 1),
            ("1.000000000000000000000000000000000000000000000000000 B", 1),
            ("０００，００６　ＭｉＢ", 6 << 20),
            ("１２．５ＭＢ", 12 * MB + 500_000),
            ("６メガバイト", 6 * MB),
            ("6 ギビバイト", 6 << 30),
            ("512バイト", 512),
        ],
    );
}

#[test]
fn durations() {
    assert_values(
        Dimension::Duration,
        &[
            ("250ms", 250),
            ("90 s", 90_000),
            ("90 Seconds", 90_000),
            ("2 min", 2 * MINUTE),
            ("2 MINUTES", 2 * MINUTE),
            ("1.5 h", HOUR + 30 * MINUTE),
            ("1 hr", HOUR),
            ("1.5 d", 36 * HOUR),
            ("2 weeks", 14 * DAY),
            ("0.001 s", 1),
            ("0", 0),
            ("1h30m", 90 * MINUTE),
            ("1H30M", 90 * MINUTE),
            ("1 h 30 min", 90 * MINUTE),
            ("2m30s", 2 * MINUTE + 30_000),
            ("1d 2h 3min 4s 5ms", DAY + 2 * HOUR + 3 * MINUTE + 4_005),
            ("1.5 h 90 s", 90 * MINUTE + 90_000),
            ("1h 0", HOUR),
            ("３０秒", 30_000),
            ("15分間", 15 * MINUTE),
            ("2時間30分", 150 * MINUTE),
            ("7日", 7 * DAY),
            ("1週間", 7 * DAY),
            ("500ミリ秒", 500),
            ("106751991167 d 7h 12min 55 s 807 ms", i64::MAX),
        ],
    );
}

#[test]
fn counts() {
    assert_values(
        Dimension::Count,
        &[
            ("0", 0),
            ("1000", 1_000),
            ("1,000", 1_000),
            ("1_000", 1_000),
            ("1_0000_0000", 100_000_000),
            ("12,345,678", 12_345_678),
            ("10k", 10_000),
            ("10K", 10_000),
            ("2M", 2_000_000),
            ("2 million", 2_000_000),
            ("1.5G", 1_500_000_000),
            ("-3", -3),
            ("- 3", -3),
            ("−3", -3),
            ("－３", -3),
            ("-0", 0),
            ("-1.5k", -1_500),
            ("5万", 50_000),
            ("２．５万件", 25_000),
            ("300件", 300),
            ("1万2000", 12_000),
            ("1億2000万件", 120_000_000),
            ("2万5千", 25_000),
            ("3百万", 3_000_000),
            ("1兆", 1_000_000_000_000),
            ("9223372036854775807", i64::MAX),
            ("-9223372036854775808", i64::MIN),
        ],
    );
}

#[test]
fn rates() {
    assert_values(
        Dimension::Rate,
        &[
            ("3/s", 3 * PER_SECOND),
            ("3 / sec", 3 * PER_SECOND),
            ("100/min", 100 * PER_MINUTE),
            ("5 per hour", 5 * PER_HOUR),
            ("5/h", 5 * PER_HOUR),
            ("10/d", 10 * 7 * PER_WEEK),
            ("10 per day", 10 * 7 * PER_WEEK),
            ("2/week", 2 * PER_WEEK),
            ("0.001/week", 1),
            ("1.5/s", PER_SECOND + PER_SECOND / 2),
            ("0", 0),
            ("10k/s", 10_000 * PER_SECOND),
            ("3 requests/s", 3 * PER_SECOND),
            ("2M requests per day", 14_000_000 * PER_WEEK),
            ("5 times per week", 5 * PER_WEEK),
            ("20 rps", 20 * PER_SECOND),
            ("2k RPM", 2_000 * PER_MINUTE),
            ("100件/秒", 100 * PER_SECOND),
            ("１００　件／分", 100 * PER_MINUTE),
            ("1万件/時間", 10_000 * PER_HOUR),
            ("1回/日", 7 * PER_WEEK),
        ],
    );
}

#[test]
fn ratios() {
    assert_values(
        Dimension::Ratio,
        &[
            ("5%", 50_000),
            ("0.05", 50_000),
            (".05", 50_000),
            ("5 %", 50_000),
            ("99.95 percent", 999_500),
            ("2‰", 2_000),
            ("40 ppm", 40),
            ("1", 1_000_000),
            ("0", 0),
            ("-0.5", -500_000),
            ("-1.5%", -15_000),
            ("0.0001%", 1),
            ("８０％", 800_000),
            ("80パーセント", 800_000),
            ("3割", 300_000),
        ],
    );
}

#[test]
fn a_long_fraction_is_exact_or_an_error() {
    let zeros = "0".repeat(10_000);
    assert_eq!(Dimension::Bytes.parse(&format!("1.5{zeros} KB")), Ok(1_500));
    assert!(matches!(
        Dimension::Bytes.parse(&format!("1.{zeros}1 EB")),
        Err(QuantityError::NotWhole { below: 1_000_000_000_000_000_000, .. })
    ));
}
