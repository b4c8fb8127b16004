//! Figures in texts: those that should be facts, and those that are another rule's.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use shirube_engine::model::{Accept, Bound, Rule};
use shirube_engine::quantity::Dimension;

use super::Review;
use super::text::TextRead;
use crate::code::Code;
use crate::decision::Draft;
use crate::diagnostic::{Diagnostic, Findings};
use crate::files::Role;
use crate::text::facts_in;
use crate::words::{all_of, one_of};

/// What is measured in units that a reader takes for a figure. Counts have none, and would be
/// found in every "two of three".
const MEASURED: [Dimension; 4] =
    [Dimension::Bytes, Dimension::Duration, Dimension::Rate, Dimension::Ratio];

impl Review<'_, '_> {
    /// Reports figures that a decision's text says in its own words.
    pub(super) fn figures(&self, text: &TextRead<'_>, findings: &mut Findings) {
        if text.role != Role::Decision {
            return;
        }
        let mut found = Diagnostic::new(Code::FigureInText, String::new());
        let mut said: Option<Figure<'_>> = None;
        for (_, item) in &text.parts {
            for figure in item.as_str().into_iter().flat_map(figures) {
                let label = if said.is_none() { "written in the text itself" } else { "" };
                found.at(item.within(figure.at.clone()), label);
                said.get_or_insert(figure);
            }
        }
        let Some(figure) = said else { return };
        found.message = format!("`{}` says `{}` in its own words", text.key, figure.text);
        let same = self.pack.about().facts.iter().find(|fact| {
            !fact.values.is_empty()
                && fact
                    .values
                    .iter()
                    .all(|value| (value.dimension, value.value) == (figure.dimension, figure.value))
        });
        found.help(match same {
            Some(fact) => format!("write `{{@{}}}`, which has this value", fact.id),
            None => {
                "add a fact with this value and its source, and mention it by `{@…}`".to_owned()
            }
        });
        findings.unless_accepted(found, &text.owners);
    }

    /// Reports rules whose text mentions a threshold of an input that they test, but none at which
    /// they test it. A figure that no rule compares with the input is an example, and may stand.
    pub(super) fn other_figures(&self, draft: &Draft, findings: &mut Findings) {
        let definition = &draft.definition;
        let mut thresholds: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (input, facts) in definition.rules.iter().flat_map(tested_facts) {
            thresholds.entry(input).or_default().extend(facts);
        }
        for (rule, places) in definition.rules.iter().zip(&draft.places.rules) {
            let mentioned: BTreeSet<usize> =
                facts_in(&rule.because, self.scope).into_iter().collect();
            for (input, tested) in tested_facts(rule) {
                let of_input = thresholds.get(&input).map(|all| all & &mentioned);
                let others = of_input.unwrap_or_default();
                let Some(input) = definition.inputs.get(input) else { continue };
                if tested.is_empty() || others.is_empty() || !tested.is_disjoint(&mentioned) {
                    continue;
                }
                let names = |facts: &BTreeSet<usize>| -> Vec<String> {
                    let known = facts.iter().filter_map(|&fact| self.scope.facts.get(fact));
                    known.map(|(id, _)| format!("@{id}")).collect()
                };
                let tested = names(&tested);
                let mut found = Diagnostic::new(
                    Code::OtherFigure,
                    format!(
                        "the text of `{}` mentions another limit of `{}` than it tests",
                        rule.id, input.id
                    ),
                );
                found.at(places.because, format!("mentions {}", all_of(names(&others))));
                found.and(places.when, format!("tests {}", all_of(&tested)));
                found.help(format!("mention {}, or test what is mentioned", one_of(&tested)));
                let owners = self.owners([places.id, draft.places.id]);
                findings.unless_accepted(found, &owners);
            }
        }
    }
}

/// The facts that a rule compares each input with.
fn tested_facts(rule: &Rule) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut tested: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for test in rule.when.0.iter().flatten() {
        let Accept::Quantity(ranges) = &test.accept else { continue };
        let edges = ranges.iter().flat_map(|range| [range.low, range.high]).flatten();
        tested.entry(test.input).or_default().extend(edges.filter_map(|edge| match edge.bound {
            Bound::Fact(fact) => Some(fact),
            Bound::Literal(_) => None,
        }));
    }
    tested
}

/// A number with a unit in a text.
#[derive(Debug)]
struct Figure<'t> {
    text: &'t str,
    at: Range<usize>,
    dimension: Dimension,
    value: i64,
}

/// The figures of a text. A number that is part of a name (`FP16`, `p5.48xlarge`) is none, and
/// neither is all or nothing (`0%`, `100%`).
fn figures(text: &str) -> Vec<Figure<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find(is_digit)) {
        let start = from + start;
        let rest = text.get(start..).unwrap_or("");
        let digits =
            rest.find(|c: char| !is_digit(c) && c != '.' && c != ',').unwrap_or(rest.len());
        from = start + digits;
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        if before.is_some_and(|c| c.is_ascii_alphanumeric() || "-_.@".contains(c)) {
            continue;
        }
        let after = rest.get(digits..).unwrap_or("");
        let gap = after.len() - after.trim_start_matches(' ').len();
        let unit = after.get(gap..).map_or(0, unit_length);
        if unit == 0 || gap > 1 {
            continue;
        }
        let at = start..start + digits + gap + unit;
        let Some(words) = text.get(at.clone()) else { continue };
        let read = MEASURED
            .into_iter()
            .find_map(|dimension| dimension.parse(words).ok().map(|value| (dimension, value)));
        if let Some((dimension, value)) = read
            && !(dimension == Dimension::Ratio && [0, 1_000_000].contains(&value))
        {
            from = at.end;
            found.push(Figure { text: words, at, dimension, value });
        }
    }
    found
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// How long the unit is that a text begins with; 0 if there is none.
fn unit_length(text: &str) -> usize {
    if text.starts_with('%') {
        return 1;
    }
    let ascii = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    if ascii > 0 {
        let next = text.get(ascii..).and_then(|rest| rest.chars().next());
        let ends = next.is_none_or(|c| !c.is_ascii_digit() && c != '-' && c != '_');
        // A single letter is as often a name: `7 B` parameters, `3 d` for three dimensions.
        return if ends && ascii > 1 { ascii } else { 0 };
    }
    let japanese = ["ミリ秒", "秒", "時間", "分間", "分", "日間", "週間"];
    let unit = japanese.into_iter().find(|unit| text.starts_with(unit)).unwrap_or("");
    let next = text.get(unit.len()..).and_then(|rest| rest.chars().next());
    // `2 分探索` and `3 分割` are words.
    let is_word = unit == "分" && next.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    if is_word { 0 } else { unit.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_numbers_with_a_unit() {
        let table: [(&str, &[&str]); 10] = [
            ("At most 25 MB a call, or 60 seconds.", &["25 MB", "60 seconds"]),
            ("It saves 90% of the cost, and 1.5 GiB.", &["90%", "1.5 GiB"]),
            ("最大 25 MB、60秒まで、15 分です。", &["25 MB", "60秒", "15 分"]),
            ("FP16 and INT8 on a p5.48xlarge, in us-east-1", &[]),
            ("Two of 3 values, 1,000 rows, 7 B parameters", &[]),
            ("100% of the rows and 0% of the rest", &[]),
            ("2 分探索で 3 分割します", &[]),
            ("{@max-25} and EC2 min", &[]),
            ("HTTP/2 s3://a/1 GB-x", &[]),
            ("version 2.0, 3 times, ISO 8601 dates", &[]),
        ];
        for (text, wanted) in table {
            let found: Vec<&str> = figures(text).iter().map(|figure| figure.text).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
