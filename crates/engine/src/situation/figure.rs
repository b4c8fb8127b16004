//! Figures that a person would write in a case: the limit itself, or one step beyond it.

use crate::quantity::{Dimension, Interval};

/// A round value of an interval, at its lower or upper end or one step inside.
///
/// If the end is the limit as people write it, it is that. Otherwise the limit lies just outside, and
/// the value is one that takes few digits and is no further from the end than a tenth of it.
pub(super) fn round(dimension: Dimension, interval: Interval, upper: bool) -> i64 {
    let (end, beyond) = if upper {
        (interval.high, interval.high.saturating_add(1))
    } else {
        (interval.low, interval.low.saturating_sub(1))
    };
    let digits = |value: i64| dimension.format(value).chars().filter(char::is_ascii_digit).count();
    let is_limit = beyond == end || beyond < dimension.least() || digits(end) <= digits(beyond);
    if is_limit {
        return end;
    }
    let room = beyond.unsigned_abs() / 10;
    let sizes = dimension.units().filter_map(|unit| dimension.parse(&format!("1 {unit}")).ok());
    let steps = sizes.flat_map(|size| [size, size / 10]).filter(|&step| step > 0);
    let values = steps
        .map(|step| if upper { beyond.saturating_sub(step) } else { beyond.saturating_add(step) });
    values
        .filter(|&value| interval.contains(value) && value.abs_diff(end) <= room)
        .chain([end])
        .min_by_key(|&value| (digits(value), value.abs_diff(end)))
        .unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_itself_or_one_step_beyond_it() {
        let table = [
            (Dimension::Duration, "0 ms", "20 min", -1, true, "19 min"),
            (Dimension::Duration, "0 ms", "20 min", 0, true, "20 min"),
            (Dimension::Duration, "60 min", "9 h", 0, false, "1 h"),
            (Dimension::Duration, "60 min", "9 h", 1, false, "61 min"),
            (Dimension::Bytes, "6 MB", "1 GB", 1, false, "6.1 MB"),
            (Dimension::Bytes, "6 MB", "6001 KB", 1, false, "6.001 MB"),
            (Dimension::Count, "8", "99", 1, false, "9"),
            (Dimension::Ratio, "0 %", "25 %", -1, true, "24%"),
        ];
        for (dimension, low, high, shift, upper, wanted) in table {
            let [mut low, mut high] = [low, high].map(|text| dimension.parse(text).unwrap());
            *(if upper { &mut high } else { &mut low }) += shift;
            let found = round(dimension, Interval { low, high }, upper);
            assert_eq!(dimension.format(found), wanted);
        }
    }
}
