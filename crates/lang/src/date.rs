//! Dates as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

use crate::code::Code;
use crate::diagnostic::Findings;
use crate::reader::Item;

/// A date, or nothing and an error. A date that TOML knows needs no quotes.
pub(crate) fn date(item: Item<'_>, findings: &mut Findings) -> Option<String> {
    let Some(text) = item.as_scalar() else {
        item.wrong_type("a date", findings);
        return None;
    };
    if let Err(problem) = check(text) {
        findings
            .error(Code::BadDate, format!("`{text}` is not a date: {problem}"))
            .at(item.place(), "expected `YYYY`, `YYYY-MM` or `YYYY-MM-DD`");
        return None;
    }
    Some(text.to_owned())
}

fn check(text: &str) -> Result<(), &'static str> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, rest @ ..] = parts.as_slice() else { return Err("it is empty") };
    let number = |part: &str, digits: usize| {
        let sound = part.len() == digits && part.chars().all(|c| c.is_ascii_digit());
        if sound { part.parse::<u32>().ok() } else { None }
    };
    let year = number(year, 4).ok_or("a year has four digits")?;
    let Some((month, rest)) = rest.split_first() else { return Ok(()) };
    let month = number(month, 2).ok_or("a month has two digits")?;
    if !(1..=12).contains(&month) {
        return Err("there is no such month");
    }
    let [day] = rest else {
        return if rest.is_empty() {
            Ok(())
        } else {
            Err("it has more than a year, a month and a day")
        };
    };
    let day = number(day, 2).ok_or("a day has two digits")?;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    if (1..=days).contains(&day) { Ok(()) } else { Err("there is no such day") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read() {
        for good in ["2026", "2026-07", "2026-07-31", "2024-02-29", "2000-02-29"] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for bad in [
            "",
            "26",
            "2026-7",
            "2026-13",
            "2026-00",
            "2026-02-29",
            "1900-02-29",
            "2026-07-32",
            "2026-07-01-01",
            "July 2026",
            "2026-07-01T00:00:00",
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }
}
