//! Where tests split a quantity, and which of its values they accept.

use crate::model::{Accept, Bound, Definition, Edge, Fact, QuantityTest, Test};
use crate::quantity::Interval;

/// Whether a range of quantities holds a value.
#[must_use]
pub(crate) fn accepts(test: &QuantityTest, value: i64, facts: &[Fact], edition: usize) -> bool {
    let figure = |edge: &Edge| figure(edge.bound, facts, edition);
    let above = test.low.as_ref().is_none_or(|edge| {
        if edge.inclusive { value >= figure(edge) } else { value > figure(edge) }
    });
    let below = test.high.as_ref().is_none_or(|edge| {
        if edge.inclusive { value <= figure(edge) } else { value < figure(edge) }
    });
    (above && below) != test.negated
}

/// The value of a figure in an edition.
#[must_use]
pub(crate) fn figure(bound: Bound, facts: &[Fact], edition: usize) -> i64 {
    match bound {
        Bound::Literal(value) => value,
        Bound::Fact(fact) => {
            facts.get(fact).and_then(|fact| fact.values.get(edition)).map_or(0, |fact| fact.value)
        }
    }
}

/// Where the regions of a quantity start.
pub(super) fn thresholds(
    definition: &Definition,
    facts: &[Fact],
    edition: usize,
    input: usize,
    range: Interval,
) -> Vec<i64> {
    let rules = definition.rules.iter().filter(|rule| rule.editions.contains(edition));
    let tests = rules.flat_map(|rule| rule.when.0.iter().flatten());
    let mut starts = lines(tests, facts, edition, input);
    starts.push(range.low);
    order_within(&mut starts, range);
    starts
}

/// The first values past the lines that tests of a quantity draw.
pub(super) fn lines<'t>(
    tests: impl Iterator<Item = &'t Test>,
    facts: &[Fact],
    edition: usize,
    input: usize,
) -> Vec<i64> {
    let mut starts = Vec::new();
    for test in tests.filter(|test| test.input == input) {
        let Accept::Quantity(ranges) = &test.accept else { continue };
        for range in ranges {
            let value = |edge: &Edge| figure(edge.bound, facts, edition);
            starts.extend(
                range.low.as_ref().map(|e| value(e).saturating_add(i64::from(!e.inclusive))),
            );
            starts.extend(
                range.high.as_ref().map(|e| value(e).saturating_add(i64::from(e.inclusive))),
            );
        }
    }
    starts
}

/// Those of some values that lie in a range, ascending, each once.
pub(super) fn order_within(values: &mut Vec<i64>, range: Interval) {
    values.retain(|&value| value >= range.low && value <= range.high);
    values.sort_unstable();
    values.dedup();
}
