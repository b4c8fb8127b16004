//! Figures in a text: numbers with a unit, ranges, and what limits them.

use std::ops::Range;

use shirube_engine::quantity::Dimension;

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Figure {
    /// Where it stands, with its unit, in characters.
    pub(crate) at: Range<usize>,
    /// What it may be, one for each dimension that takes its unit.
    pub(crate) readings: Vec<(Dimension, i64)>,
    /// What limits it.
    pub(crate) limit: Limit,
}

/// How a figure is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limit {
    /// So much, or at most or at least so much.
    Exact,
    /// Less than so much.
    Under,
    /// More than so much.
    Over,
}

impl Figure {
    /// What it is in a dimension, as far as a value can say it.
    pub(crate) fn value(&self, dimension: Dimension) -> Option<i64> {
        let (_, value) = self.readings.iter().find(|(known, _)| *known == dimension)?;
        Some(match self.limit {
            Limit::Exact => *value,
            Limit::Under => value.saturating_sub(1),
            Limit::Over => value.saturating_add(1),
        })
    }
}

/// Every figure of a text, in order. Of a range the higher end is it.
pub(crate) fn figures(chars: &[char]) -> Vec<Figure> {
    let mut found: Vec<Figure> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let in_word = at > 0 && (chars[at - 1].is_ascii_alphanumeric() || chars[at - 1] == '_');
        let number = if in_word { None } else { number(chars, at) };
        let Some((text, end)) = number else {
            at += 1;
            continue;
        };
        let (readings, end) = with_unit(chars, &text, end);
        let limit = limit(chars, at, end);
        let figure = Figure { at: at..end, readings, limit };
        match found.last_mut() {
            Some(before) if is_range(&chars[before.at.end..at]) => {
                *before = Figure { at: before.at.start..end, ..figure };
            }
            _ => found.push(figure),
        }
        at = end.max(at + 1);
    }
    found
}

/// Whether what stands between two figures makes a range of them.
fn is_range(between: &[char]) -> bool {
    let between: String = between.iter().collect();
    matches!(between.trim(), "to" | "-" | "~" | "から" | "and up to" | "or")
}

/// A number that begins at a place, as digits, and where it ends.
fn number(chars: &[char], at: usize) -> Option<(String, usize)> {
    if chars[at].is_ascii_digit() {
        let mut end = at;
        let mut text = String::new();
        while let Some(&c) = chars.get(end) {
            let digit_follows = chars.get(end + 1).is_some_and(char::is_ascii_digit);
            match c {
                '0'..='9' => text.push(c),
                '.' if digit_follows && !text.contains('.') => text.push(c),
                ',' | '_' if digit_follows => {}
                _ => break,
            }
            end += 1;
            if text.len() > 24 {
                return None;
            }
        }
        return Some(scaled(chars, text, end));
    }
    if !chars[at].is_ascii_alphabetic() {
        return None;
    }
    spelt(chars, at).map(|(value, end)| (value.to_string(), end))
}

/// A number with what multiplies it: `3 million`, `5万`.
fn scaled(chars: &[char], text: String, end: usize) -> (String, usize) {
    let after: String = chars[end..].iter().take(12).collect();
    let trimmed = after.trim_start();
    let skipped = after.chars().count() - trimmed.chars().count();
    for (word, zeros) in [("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)] {
        if trimmed.starts_with(word)
            && let Some(scaled) = shifted(&text, zeros)
        {
            return (scaled, end + skipped + word.len());
        }
    }
    for (sign, zeros) in [('万', 4), ('億', 8), ('千', 3), ('百', 2)] {
        if trimmed.starts_with(sign)
            && let Some(scaled) = shifted(&text, zeros)
        {
            return (scaled, end + skipped + 1);
        }
    }
    // `200k pictures`.
    if after.starts_with('k')
        && !after.chars().nth(1).is_some_and(char::is_alphanumeric)
        && let Some(scaled) = shifted(&text, 3)
    {
        return (scaled, end + 1);
    }
    (text, end)
}

/// A number with its point moved to the right.
fn shifted(text: &str, zeros: usize) -> Option<String> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if part.len() > zeros {
        return None;
    }
    Some(format!("{whole}{part}{}", "0".repeat(zeros - part.len())))
}

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A number in English words, and where it ends.
fn spelt(chars: &[char], at: usize) -> Option<(i64, usize)> {
    let (mut whole, mut part, mut any) = (0_i64, 0_i64, false);
    let (mut next, mut end) = (at, at);
    loop {
        let rest = chars.get(next..).unwrap_or_default();
        let word: String = rest.iter().take_while(|c| c.is_ascii_alphabetic()).take(12).collect();
        let value = |words: &[&str]| words.iter().position(|known| *known == word);
        if let Some(units) = value(&UNITS) {
            part = part.saturating_add(units as i64);
        } else if let Some(tens) = value(&TENS) {
            part = part.saturating_add(20 + 10 * tens as i64);
        } else if word == "dozen" {
            part = part.max(1).saturating_mul(12);
        } else if word == "hundred" && any {
            part = part.max(1).saturating_mul(100);
        } else if let Some(thousands) = value(&["thousand", "million", "billion"]).filter(|_| any) {
            let factor = 1000_i64.pow(thousands as u32 + 1);
            whole = whole.saturating_add(part.max(1).saturating_mul(factor));
            part = 0;
        } else {
            break;
        }
        any = true;
        end = next + word.len();
        next = end + usize::from(matches!(chars.get(end), Some(' ' | '-')));
    }
    any.then_some((whole.saturating_add(part), end))
}

/// What a number is with the unit that follows it, and where the unit ends.
fn with_unit(chars: &[char], number: &str, end: usize) -> (Vec<(Dimension, i64)>, usize) {
    const LONGEST_UNIT: usize = 28;
    let mut readings = Vec::new();
    let mut longest = end;
    let after: String = chars[end..].iter().take(LONGEST_UNIT).collect();
    for (dimension, spellings) in SPELLINGS {
        let trimmed = after.trim_start_matches([' ', '-']);
        let skipped = after.chars().count() - trimmed.chars().count();
        let fits = spellings.iter().filter(|(spelling, _)| {
            let Some(rest) = trimmed.strip_prefix(spelling) else { return false };
            let latin = spelling.ends_with(|c: char| c.is_ascii_alphabetic());
            !(latin && rest.starts_with(|c: char| c.is_ascii_alphabetic()))
        });
        let Some((spelling, unit)) = fits.max_by_key(|(spelling, _)| spelling.len()) else {
            continue;
        };
        if let Some(value) = value(*dimension, number, unit) {
            readings.push((*dimension, value));
            longest = longest.max(end + skipped + spelling.chars().count());
        }
    }
    if let Some(rate) = rate(chars, number, end) {
        longest = longest.max(rate.1);
        readings.push((Dimension::Rate, rate.0));
    }
    if let Ok(count) = Dimension::Count.parse(number) {
        readings.push((Dimension::Count, count));
    }
    (readings, longest)
}

/// A number in a unit; of months and years, in days.
fn value(dimension: Dimension, number: &str, unit: &str) -> Option<i64> {
    let days = |each: i64| {
        let count: i64 = number.parse().ok()?;
        dimension.parse("1d").ok()?.checked_mul(count.checked_mul(each)?)
    };
    match unit {
        "month" => days(30),
        "year" => days(365),
        _ => dimension.parse(&format!("{number}{unit}")).ok(),
    }
}

/// `40 requests per second`, `10 a day`, `20 rps`, `10 件/秒`.
fn rate(chars: &[char], number: &str, end: usize) -> Option<(i64, usize)> {
    let after: String = chars[end..].iter().take(40).collect();
    for (sign, unit) in [("rps", "/s"), ("tps", "/s"), ("qps", "/s"), ("hz", "/s"), ("rpm", "/min")]
    {
        if after.trim_start().starts_with(sign) {
            let length = after.find(sign)? + sign.len();
            return Some((Dimension::Rate.parse(&format!("{number}{unit}")).ok()?, end + length));
        }
    }
    for (joint, words) in
        [(" per ", 3), (" a ", 3), (" an ", 3), (" each ", 3), (" every ", 3), ("/", 2)]
    {
        let Some((noun, rest)) = after.split_once(joint) else { continue };
        if noun.split_whitespace().count() > words || noun.contains(['.', ',', ';', '。']) {
            continue;
        }
        let unit: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
        let short = match unit.as_str() {
            "second" | "s" | "sec" | "秒" => "/s",
            "minute" | "min" | "分" => "/min",
            "hour" | "h" | "時間" => "/h",
            "day" | "d" | "日" => "/d",
            "week" | "週" => "/week",
            _ => continue,
        };
        let value = Dimension::Rate.parse(&format!("{number}{short}")).ok()?;
        let length = [noun, joint, &unit].map(|part| part.chars().count()).iter().sum::<usize>();
        return Some((value, end + length));
    }
    None
}

type Spellings = &'static [(&'static str, &'static str)];

/// How units are written in a text, and how they are parsed.
const SPELLINGS: [(&Dimension, Spellings); 3] = [
    (
        &Dimension::Bytes,
        &[
            ("byte", "B"),
            ("bytes", "B"),
            ("バイト", "B"),
            ("kb", "KB"),
            ("kib", "KiB"),
            ("kilobyte", "KB"),
            ("kilobytes", "KB"),
            ("キロバイト", "KB"),
            ("mb", "MB"),
            ("mib", "MiB"),
            ("megabyte", "MB"),
            ("megabytes", "MB"),
            ("メガバイト", "MB"),
            ("gb", "GB"),
            ("gib", "GiB"),
            ("gigabyte", "GB"),
            ("gigabytes", "GB"),
            ("ギガバイト", "GB"),
            ("tb", "TB"),
            ("tib", "TiB"),
            ("terabyte", "TB"),
            ("terabytes", "TB"),
            ("テラバイト", "TB"),
            ("pb", "PB"),
            ("petabyte", "PB"),
            ("petabytes", "PB"),
        ],
    ),
    (
        &Dimension::Duration,
        &[
            ("ms", "ms"),
            ("millisecond", "ms"),
            ("milliseconds", "ms"),
            ("ミリ秒", "ms"),
            ("s", "s"),
            ("sec", "s"),
            ("secs", "s"),
            ("second", "s"),
            ("seconds", "s"),
            ("秒", "s"),
            ("min", "min"),
            ("mins", "min"),
            ("minute", "min"),
            ("minutes", "min"),
            ("分", "min"),
            ("h", "h"),
            ("hour", "h"),
            ("hours", "h"),
            ("時間", "h"),
            ("day", "d"),
            ("days", "d"),
            ("日", "d"),
            ("日間", "d"),
            ("week", "week"),
            ("weeks", "week"),
            ("週", "week"),
            ("週間", "week"),
            ("month", "month"),
            ("months", "month"),
            ("か月", "month"),
            ("カ月", "month"),
            ("ヶ月", "month"),
            ("year", "year"),
            ("years", "year"),
            ("年", "year"),
        ],
    ),
    (
        &Dimension::Ratio,
        &[("%", "%"), ("percent", "%"), ("per cent", "%"), ("パーセント", "%"), ("割", "割")],
    ),
];

/// What is said around a figure of where it ends.
fn limit(chars: &[char], start: usize, end: usize) -> Limit {
    let before: String = chars[start.saturating_sub(24)..start].iter().collect();
    let after: String = chars[end..].iter().take(12).collect();
    let before = before.trim_end();
    let after = after.trim_start();
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let negated = ends(&["not more than", "no more than", "never more than", "not less than"])
        || ends(&["no less than", "not over", "not exceed", "never exceeds", "not below"]);
    if negated {
        Limit::Exact
    } else if ends(&["under", "below", "less than", "fewer than", "shorter than", "smaller than"])
        || after.starts_with("未満")
        || after.starts_with("より小さ")
        || after.starts_with("より短")
    {
        Limit::Under
    } else if ends(&["over", "above", "more than", "exceeds", "exceed", "exceeding"])
        || ends(&["longer than", "larger than", "greater than", "beyond", "bigger than"])
        || after.starts_with("を超")
        || after.starts_with("超")
        || after.starts_with("より大き")
        || after.starts_with("より長")
    {
        Limit::Over
    } else {
        Limit::Exact
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, dimension: Dimension) -> Vec<Option<i64>> {
        let chars: Vec<char> = text.chars().collect();
        figures(&chars).iter().map(|figure| figure.value(dimension)).collect()
    }

    #[test]
    fn figures_are_read_with_their_units() {
        use Dimension::{Bytes, Count, Duration, Rate, Ratio};
        let table = [
            ("up to 300 mb per request", Bytes, vec![Some(300_000_000)]),
            ("under 6mb", Bytes, vec![Some(5_999_999)]),
            ("more than 1 gb", Bytes, vec![Some(1_000_000_001)]),
            ("100 mb to 300 mb", Bytes, vec![Some(300_000_000)]),
            ("5 to 15 minutes", Duration, vec![Some(900_000)]),
            ("three million rows", Count, vec![Some(3_000_000)]),
            ("3 million rows", Count, vec![Some(3_000_000)]),
            ("1,200,000 mb", Bytes, vec![Some(1_200_000_000_000)]),
            ("seventy-two models", Count, vec![Some(72)]),
            ("40 requests per second", Rate, vec![Some(40 * 604_800_000)]),
            ("250 ms", Duration, vec![Some(250)]),
            ("45 分かかる", Duration, vec![Some(2_700_000)]),
            ("5万件", Count, vec![Some(50_000)]),
            ("20 万枚", Count, vec![Some(200_000)]),
            ("200k pictures", Count, vec![Some(200_000)]),
            ("12.5 %", Ratio, vec![Some(125_000)]),
            ("s3 and gpt4", Count, vec![]),
            ("1e999 gb", Bytes, vec![None]),
        ];
        for (text, dimension, wanted) in table {
            assert_eq!(read(text, dimension), wanted, "{text}");
        }
    }
}
