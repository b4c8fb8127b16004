//! Tests of quantities: comparisons with facts, and intervals between them.

use shirube_engine::model::{Bound, Edge, QuantityTest};
use shirube_engine::quantity::{
    Comparison, Dimension, Interval, Intervals, RangeError, RangeTest, parse_range_test,
};

use crate::code::Code;
use crate::condition::Surroundings;
use crate::diagnostic::Findings;
use crate::input::InputRead;
use crate::quantity::{noun, refuse};
use crate::reader::Item;

/// The tests of a list, or the one test.
pub(crate) fn ranges(item: Item<'_>) -> Vec<Item<'_>> {
    item.as_list().unwrap_or_else(|| vec![item])
}

/// A bound as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Written {
    text: String,
    offset: usize,
}

/// A test of a quantity, or nothing and an error.
pub(crate) fn range(
    item: Item<'_>,
    dimension: Dimension,
    read: &InputRead,
    around: &Surroundings<'_>,
    facts: &mut Vec<usize>,
    findings: &mut Findings,
) -> Option<QuantityTest> {
    let Some(text) = item.as_scalar() else {
        crate::accept::wrong_test(item, read, findings);
        return None;
    };
    let keep = |text: &str, offset: usize| Ok::<_, ()>(Written { text: text.to_owned(), offset });
    let outline = match parse_range_test(text, keep) {
        Ok(outline) => outline,
        Err(RangeError::Syntax(error)) => {
            let found = findings.error(Code::BadTest, error.to_string());
            found.at(item.within(error.at()), "");
            if let Some(help) = error.help() {
                found.help(help);
            }
            return None;
        }
        Err(RangeError::Bound(())) => return None,
    };
    // Every bound is looked at, so that each slip is reported.
    let bounds = Bounds { item, dimension, read, around };
    let resolved = outline.try_map(|bound| Ok::<_, ()>(bounds.fact(bound, findings))).ok()?;
    let resolved = resolved.try_map(|bound| bound.ok_or(())).ok()?;
    let test = as_test(&resolved);
    facts.extend([test.low, test.high].into_iter().flatten().filter_map(|edge| match edge.bound {
        Bound::Fact(fact) => Some(fact),
        Bound::Literal(_) => None,
    }));
    Some(test)
}

fn as_test(test: &RangeTest<usize>) -> QuantityTest {
    let edge = |fact: usize, inclusive| Some(Edge { bound: Bound::Fact(fact), inclusive });
    let range = |low, high| QuantityTest { negated: false, low, high };
    match test {
        RangeTest::Compare(Comparison::Less, fact) => range(None, edge(*fact, false)),
        RangeTest::Compare(Comparison::LessOrEqual, fact) => range(None, edge(*fact, true)),
        RangeTest::Compare(Comparison::Equal, fact) => range(edge(*fact, true), edge(*fact, true)),
        RangeTest::Compare(Comparison::GreaterOrEqual, fact) => range(edge(*fact, true), None),
        RangeTest::Compare(Comparison::Greater, fact) => range(edge(*fact, false), None),
        RangeTest::Between { low, low_open, high, high_open } => {
            range(edge(*low, !low_open), edge(*high, !high_open))
        }
        RangeTest::Not(inner) => {
            let inner = as_test(inner);
            QuantityTest { negated: !inner.negated, ..inner }
        }
    }
}

/// The bounds of a test on one input.
struct Bounds<'b, 'a> {
    item: Item<'a>,
    dimension: Dimension,
    read: &'b InputRead,
    around: &'b Surroundings<'b>,
}

impl Bounds<'_, '_> {
    /// The fact that a bound names, or nothing and an error.
    fn fact(&self, bound: &Written, findings: &mut Findings) -> Option<usize> {
        let place = self.item.within(bound.offset..bound.offset + bound.text.len());
        let Some(id) = bound.text.strip_prefix('@') else {
            self.refuse_number(bound, findings);
            return None;
        };
        if id.is_empty() || !id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
            findings
                .error(Code::BadTest, format!("`{}` does not name a fact", bound.text))
                .at(place, "expected `@` and a fact's id")
                .help(
                    "write one comparison such as `> @fact`, or an interval such as \
                     `(@low .. @high]`",
                );
            return None;
        }
        let fact = self.around.scope.facts.find(id, place, findings)?;
        let known = self.around.facts.get(fact)?;
        let dimension = known.values.as_ref()?.first()?.dimension;
        if dimension != self.dimension {
            let (of_fact, of_input) = (noun(dimension), noun(self.dimension));
            findings
                .error(
                    Code::WrongUnit,
                    format!("`{}` is {of_input}, but `@{id}` is {of_fact}", self.item.key),
                )
                .at(place, of_fact)
                .and(known.place, format!("{of_fact}, declared here"))
                .and(self.read.place, format!("{of_input}, declared here"))
                .help(format!("compare it with a fact that is {of_input}"));
            return None;
        }
        Some(fact)
    }

    fn refuse_number(&self, bound: &Written, findings: &mut Findings) {
        let text = bound.text.as_str();
        let place = self.item.within(bound.offset..bound.offset + text.len());
        if self.around.scope.facts.index(text).is_some() {
            findings
                .error(Code::BadTest, format!("`{text}` is not written as a fact"))
                .at(place, "a fact's id without `@`")
                .help(format!("write `@{text}`"));
            return;
        }
        let value = match self.dimension.parse(text) {
            Ok(value) => value,
            Err(error) if !text.contains(|c: char| c.is_numeric()) => {
                // Not even a number: what was meant is a test of another kind, or a fact.
                findings
                    .error(Code::BadTest, error.to_string())
                    .at(place, "expected a fact, such as `@fact`")
                    .help("compare with a fact: `> @fact`, `(@low .. @high]`");
                return;
            }
            Err(error) => {
                refuse(self.item, &error.shifted(bound.offset), findings);
                return;
            }
        };
        let same = self.around.facts.iter().find(|fact| {
            let values = fact.values.as_deref().unwrap_or_default();
            !values.is_empty()
                && values
                    .iter()
                    .all(|known| known.dimension == self.dimension && known.value == value)
        });
        findings
            .error(Code::BareNumber, format!("`{text}` is a figure without a source"))
            .at(place, "written in the rule itself")
            .help(match same {
                Some(fact) => format!("write `@{}`, which has this value", fact.id),
                None => "add a fact with this value and its source, and write its id after `@`"
                    .to_owned(),
            });
    }
}

/// The quantities that lie in one of some ranges, by the values of the facts; `None` if one of the
/// facts has no value.
pub(crate) fn passing(
    ranges: &[QuantityTest],
    value: impl Fn(usize) -> Option<i64>,
) -> Option<Intervals> {
    let mut all = Intervals::empty();
    for range in ranges {
        let figure = |edge: Edge| match edge.bound {
            Bound::Fact(fact) => value(fact),
            Bound::Literal(value) => Some(value),
        };
        let mut inside = Intervals::all();
        if let Some(edge) = range.low {
            let low = figure(edge)?;
            let from = if edge.inclusive { Some(low) } else { low.checked_add(1) };
            let from = from.map(|low| Interval { low, ..Interval::ALL });
            inside = inside.intersection(&from.into_iter().collect());
        }
        if let Some(edge) = range.high {
            let high = figure(edge)?;
            let to = if edge.inclusive { Some(high) } else { high.checked_sub(1) };
            let to = to.map(|high| Interval { high, ..Interval::ALL });
            inside = inside.intersection(&to.into_iter().collect());
        }
        all = all.union(&if range.negated { inside.complement() } else { inside });
    }
    Some(all)
}
