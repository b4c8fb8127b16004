//! Sets of whole numbers, as intervals.

use serde::{Deserialize, Serialize};

/// The whole numbers from `low` to `high`, both included; none if `low` is above `high`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// The least number in it.
    pub low: i64,
    /// The greatest number in it.
    pub high: i64,
}

impl Interval {
    /// Every number there is.
    pub const ALL: Interval = Interval { low: i64::MIN, high: i64::MAX };

    /// Whether no number is in it.
    pub fn is_empty(self) -> bool {
        self.low > self.high
    }

    /// Whether `value` is in it.
    pub fn contains(self, value: i64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// A set of whole numbers: the fewest intervals that cover it, in ascending order.
///
/// None is empty, and between one and the next at least one number is missing; so equal sets are
/// equal values.
///
/// ```
/// use shirube_engine::quantity::{Interval, Intervals};
///
/// let set = Intervals::new([
///     Interval { low: 5, high: 9 },
///     Interval { low: 1, high: 3 },
///     Interval { low: 4, high: 4 },
/// ]);
/// assert_eq!(set.as_slice(), [Interval { low: 1, high: 9 }]);
/// assert!(set.complement().contains(0));
/// assert!(set.intersection(&set.complement()).is_empty());
/// assert_eq!(set.union(&set.complement()), Intervals::all());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "Vec<Interval>")]
pub struct Intervals(Vec<Interval>);

impl Intervals {
    /// The numbers that are in any of `intervals`, which may overlap, be empty and come in any
    /// order.
    pub fn new(intervals: impl IntoIterator<Item = Interval>) -> Intervals {
        let mut given: Vec<Interval> =
            intervals.into_iter().filter(|interval| !interval.is_empty()).collect();
        given.sort_unstable();
        let mut merged: Vec<Interval> = Vec::with_capacity(given.len());
        for next in given {
            match merged.last_mut() {
                Some(last) if next.low <= last.high.saturating_add(1) => {
                    last.high = last.high.max(next.high)
                }
                _ => merged.push(next),
            }
        }
        Intervals(merged)
    }

    /// No number.
    pub fn empty() -> Intervals {
        Intervals::default()
    }

    /// Every number there is.
    pub fn all() -> Intervals {
        Intervals(vec![Interval::ALL])
    }

    /// The intervals, in ascending order.
    pub fn as_slice(&self) -> &[Interval] {
        &self.0
    }

    /// Whether no number is in the set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `value` is in the set.
    pub fn contains(&self, value: i64) -> bool {
        let reaching = self.0.partition_point(|interval| interval.high < value);
        self.0.get(reaching).is_some_and(|interval| interval.low <= value)
    }

    /// The numbers that are in this set or in `other`.
    #[must_use]
    pub fn union(&self, other: &Intervals) -> Intervals {
        Intervals::new(self.0.iter().chain(&other.0).copied())
    }

    /// The numbers that are both in this set and in `other`.
    #[must_use]
    pub fn intersection(&self, other: &Intervals) -> Intervals {
        let mut common = Vec::new();
        let (mut ours, mut theirs) = (self.0.iter().peekable(), other.0.iter().peekable());
        while let (Some(one), Some(two)) = (ours.peek(), theirs.peek()) {
            let overlap = Interval { low: one.low.max(two.low), high: one.high.min(two.high) };
            if !overlap.is_empty() {
                common.push(overlap);
            }
            // Whichever ends first can meet nothing further.
            if one.high < two.high {
                ours.next()
            } else {
                theirs.next()
            };
        }
        Intervals(common)
    }

    /// The numbers, from `i64::MIN` to `i64::MAX`, that are not in this set.
    #[must_use]
    pub fn complement(&self) -> Intervals {
        let mut gaps = Vec::with_capacity(self.0.len() + 1);
        let mut low = Some(i64::MIN);
        for interval in &self.0 {
            if let (Some(low), Some(high)) = (low, interval.low.checked_sub(1)) {
                gaps.push(Interval { low, high });
            }
            low = interval.high.checked_add(1);
        }
        gaps.extend(low.map(|low| Interval { low, high: i64::MAX }));
        Intervals(gaps)
    }
}

impl From<Vec<Interval>> for Intervals {
    fn from(intervals: Vec<Interval>) -> Self {
        Intervals::new(intervals)
    }
}

impl From<Interval> for Intervals {
    fn from(interval: Interval) -> Self {
        Intervals::new([interval])
    }
}

impl FromIterator<Interval> for Intervals {
    fn from_iter<I: IntoIterator<Item = Interval>>(intervals: I) -> Self {
        Intervals::new(intervals)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIN: i64 = i64::MIN;
    const MAX: i64 = i64::MAX;

    type Pairs = &'static [(i64, i64)];

    fn set(intervals: &[(i64, i64)]) -> Intervals {
        intervals.iter().map(|&(low, high)| Interval { low, high }).collect()
    }

    #[test]
    fn construction_leaves_the_fewest_intervals() {
        let table: [(Pairs, Pairs); 7] = [
            (&[], &[]),
            (&[(2, 1)], &[]),
            (&[(5, 6), (1, 2)], &[(1, 2), (5, 6)]),
            (&[(1, 2), (3, 4)], &[(1, 4)]),
            (&[(1, 9), (2, 3), (9, 9)], &[(1, 9)]),
            (&[(MAX, MAX), (MIN, MIN)], &[(MIN, MIN), (MAX, MAX)]),
            (&[(MIN, MAX), (0, MAX)], &[(MIN, MAX)]),
        ];
        for (given, expected) in table {
            let expected: Vec<Interval> =
                expected.iter().map(|&(low, high)| Interval { low, high }).collect();
            assert_eq!(set(given).as_slice(), expected, "{given:?}");
        }
    }

    #[test]
    fn complements_reach_the_edges() {
        let table = [
            (set(&[]), set(&[(MIN, MAX)])),
            (set(&[(0, 0)]), set(&[(MIN, -1), (1, MAX)])),
            (set(&[(MIN, 5)]), set(&[(6, MAX)])),
            (set(&[(MIN, MIN), (MAX, MAX)]), set(&[(MIN + 1, MAX - 1)])),
        ];
        for (one, other) in table {
            assert_eq!(one.complement(), other);
            assert_eq!(other.complement(), one);
        }
    }

    #[test]
    fn membership_at_the_ends() {
        let set = set(&[(MIN, MIN), (1, 3), (7, 7)]);
        let inside = [MIN, 1, 2, 3, 7];
        for value in [MIN, MIN + 1, 0, 1, 2, 3, 4, 6, 7, 8, MAX] {
            assert_eq!(set.contains(value), inside.contains(&value), "{value}");
        }
    }
}
