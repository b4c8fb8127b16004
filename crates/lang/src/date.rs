//! Dates as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, and how old they are.

use crate::code::Code;
use crate::diagnostic::Findings;
use crate::reader::Item;

/// A day.
///
/// ```
/// use shirube_lang::Date;
///
/// assert_eq!(Date::of_unix_day(20_000), Date::parse("2024-10-04").unwrap());
/// assert!(Date::parse("2026-02-30").is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u32,
    month: u32,
    day: u32,
}

impl Date {
    /// The day that lies this many days after the first of January 1970.
    #[must_use]
    pub fn of_unix_day(days: u32) -> Self {
        let mut date = Self { year: 1970, month: 1, day: 1 };
        // Periods of 400 years are alike; within one, year by year and month by month.
        date.year += days / DAYS_OF_400_YEARS * 400;
        let mut left = days % DAYS_OF_400_YEARS;
        while left >= date.days_of_year() {
            left -= date.days_of_year();
            date.year += 1;
        }
        while left >= days_of(date.year, date.month) {
            left -= days_of(date.year, date.month);
            date.month += 1;
        }
        date.day += left;
        date
    }

    /// The last day of a year, a month or a day.
    ///
    /// # Errors
    /// What is wrong with it, to be read after "it is not a date".
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let parts: Vec<&str> = text.split('-').collect();
        let [year, rest @ ..] = parts.as_slice() else { return Err("it is empty") };
        let number = |part: &str, digits: usize| {
            let sound = part.len() == digits && part.chars().all(|c| c.is_ascii_digit());
            if sound { part.parse::<u32>().ok() } else { None }
        };
        let year = number(year, 4).ok_or("a year has four digits")?;
        let Some((month, rest)) = rest.split_first() else {
            return Ok(Self { year, month: 12, day: 31 });
        };
        let month = number(month, 2).ok_or("a month has two digits")?;
        if !(1..=12).contains(&month) {
            return Err("there is no such month");
        }
        let last = days_of(year, month);
        let [day] = rest else {
            return if rest.is_empty() {
                Ok(Self { year, month, day: last })
            } else {
                Err("it has more than a year, a month and a day")
            };
        };
        let day = number(day, 2).ok_or("a day has two digits")?;
        if (1..=last).contains(&day) {
            Ok(Self { year, month, day })
        } else {
            Err("there is no such day")
        }
    }

    fn days_of_year(self) -> u32 {
        365 + u32::from(is_leap(self.year))
    }

    /// The same day some months later; of the last day of a month, the last of that month.
    fn months_later(self, months: u32) -> Self {
        if months == 0 {
            return self;
        }
        let is_last = self.day == days_of(self.year, self.month);
        let months = self.month - 1 + months;
        let (year, month) = (self.year + months / 12, 1 + months % 12);
        let last = days_of(year, month);
        Self { year, month, day: if is_last { last } else { self.day.min(last) } }
    }

    fn days_later(mut self, days: u32) -> Self {
        self.day += days;
        while self.day > days_of(self.year, self.month) {
            self.day -= days_of(self.year, self.month);
            self = Self { day: self.day, ..Self { day: 1, ..self }.months_later(1) };
        }
        self
    }
}

const DAYS_OF_400_YEARS: u32 = 146_097;

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_of(year: u32, month: u32) -> u32 {
    match month {
        2 => 28 + u32::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A date, or nothing and an error. A date that TOML knows needs no quotes.
pub(crate) fn date(item: Item<'_>, findings: &mut Findings) -> Option<String> {
    let Some(text) = item.as_scalar() else {
        item.wrong_type("a date", findings);
        return None;
    };
    if let Err(problem) = Date::parse(text) {
        findings
            .error(Code::BadDate, format!("`{text}` is not a date: {problem}"))
            .at(item.place(), "expected `YYYY`, `YYYY-MM` or `YYYY-MM-DD`");
        return None;
    }
    Some(text.to_owned())
}

/// How old a figure or a source may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Age {
    months: u32,
    days: u32,
    /// As the pack writes it.
    pub(crate) written: String,
}

impl Age {
    /// Whether what was so at a date, such as `2026-07`, is older than this: the whole of the year,
    /// month or day lies further back.
    pub(crate) fn is_exceeded(&self, as_of: &str, today: Date) -> bool {
        Date::parse(as_of)
            .is_ok_and(|date| date.months_later(self.months).days_later(self.days) < today)
    }
}

/// An age such as `18 months`, or nothing and an error.
pub(crate) fn age(item: Item<'_>, findings: &mut Findings) -> Option<Age> {
    let word = item.word(findings)?;
    let (number, unit) = word.text.split_once(' ').unwrap_or((word.text, ""));
    let number = number.parse::<u32>().ok().filter(|number| (1..=MOST).contains(number));
    let read = match (number, unit) {
        (Some(years), "year" | "years") => Some((years * 12, 0)),
        (Some(months), "month" | "months") => Some((months, 0)),
        (Some(days), "day" | "days") => Some((0, days)),
        _ => None,
    };
    let Some((months, days)) = read else {
        findings
            .error(Code::BadDate, format!("`{}` is not an age", word.text))
            .at(word.place(), "expected `18 months`, `2 years` or `90 days`");
        return None;
    };
    Some(Age { months, days, written: word.text.to_owned() })
}

/// The most years, months or days of an age.
const MOST: u32 = 9999;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read() {
        for good in ["2026", "2026-07", "2026-07-31", "2024-02-29", "2000-02-29"] {
            assert!(Date::parse(good).is_ok(), "{good}");
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
            assert!(Date::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn days_since_1970_are_days_after_the_first_of_january() {
        let start = Date::parse("1970-01-01").unwrap();
        for days in (0..80_000).step_by(7).chain([0, 1, 58, 59, 60, 365, 11_016, 11_017]) {
            assert_eq!(Date::of_unix_day(days), start.days_later(days), "{days}");
        }
        assert_eq!(Date::of_unix_day(11_016), Date::parse("2000-02-29").unwrap());
    }

    #[test]
    fn a_date_is_too_old_once_the_whole_of_it_lies_further_back() {
        let age = |months, days| Age { months, days, written: String::new() };
        let table = [
            ("2025-01", age(18, 0), "2026-07-31", false),
            ("2025-01", age(18, 0), "2026-08-01", true),
            ("2025-08-31", age(6, 0), "2026-02-28", false),
            ("2025-08-31", age(6, 0), "2026-03-01", true),
            ("2025", age(12, 0), "2026-12-31", false),
            ("2025", age(12, 0), "2027-01-01", true),
            ("2026-02-20", age(0, 10), "2026-03-02", false),
            ("2026-02-20", age(0, 10), "2026-03-03", true),
        ];
        for (as_of, age, today, wanted) in table {
            let today = Date::parse(today).unwrap();
            assert_eq!(age.is_exceeded(as_of, today), wanted, "{as_of} {today:?}");
        }
    }
}
