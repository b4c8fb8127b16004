//! Thresholds that make no difference.

use std::collections::{BTreeMap, BTreeSet};

use crate::forest::Ref;
use crate::model::{Accept, Bound, Definition, Edge, Editions, InputKind};
use crate::quantity::Interval;
use crate::space::{Split, figure};

use super::{Finding, Worlds};

pub(super) fn without_effect(worlds: &mut Worlds<'_>) {
    for (input, asked) in worlds.definition.inputs.iter().enumerate() {
        let InputKind::Quantity { range, .. } = &asked.kind else { continue };
        if worlds.has_no_effect(input) {
            continue;
        }
        let blind: Vec<BTreeSet<i64>> = blind(worlds, input);
        // One finding for all that is drawn in one place.
        let mut found: BTreeMap<(i64, u32), BTreeSet<usize>> = BTreeMap::new();
        for (threshold, rules) in drawn(worlds.definition, input) {
            let starts: Vec<(usize, i64)> = (0..worlds.each.len())
                .filter(|&edition| {
                    rules.iter().any(|&rule| worlds.in_force(rule).contains(edition))
                })
                .filter_map(|edition| Some((edition, threshold.start(worlds, edition, *range)?)))
                .collect();
            let [(_, at), ..] = starts.as_slice() else { continue };
            if starts.iter().all(|(edition, start)| blind[*edition].contains(start)) {
                let editions = starts
                    .iter()
                    .fold(Editions(0), |all, &(edition, _)| all.and(Editions::only(edition)));
                let drawing =
                    rules.into_iter().filter(|&rule| worlds.in_force(rule).meets(editions));
                found.entry((*at, editions.0)).or_default().extend(drawing);
            }
        }
        for ((at, editions), rules) in found {
            let rules = rules.into_iter().collect();
            let finding = Finding::ThresholdWithoutEffect { input, rules, at };
            worlds.say(finding, Editions(editions), |_| Ref::FALSE);
        }
    }
}

/// One end of a range, however many rules draw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Threshold {
    fact: Option<usize>,
    literal: i64,
    /// Whether the figure itself is still on the near side.
    past: bool,
}

impl Threshold {
    fn new(edge: &Edge, past: bool) -> Self {
        match edge.bound {
            Bound::Fact(fact) => Self { fact: Some(fact), literal: 0, past },
            Bound::Literal(literal) => Self { fact: None, literal, past },
        }
    }

    /// The first value on the far side in an edition, if values of the input lie on both.
    fn start(self, worlds: &Worlds<'_>, edition: usize, range: Interval) -> Option<i64> {
        let bound = self.fact.map_or(Bound::Literal(self.literal), Bound::Fact);
        let start = figure(bound, worlds.facts, edition).checked_add(i64::from(self.past))?;
        (range.low < start && start <= range.high).then_some(start)
    }
}

/// The thresholds of an input, with the rules that draw them.
fn drawn(definition: &Definition, input: usize) -> BTreeMap<Threshold, BTreeSet<usize>> {
    let mut drawn: BTreeMap<Threshold, BTreeSet<usize>> = BTreeMap::new();
    for (index, rule) in definition.rules.iter().enumerate() {
        for test in rule.when.0.iter().flatten().filter(|test| test.input == input) {
            let Accept::Quantity(ranges) = &test.accept else { continue };
            for range in ranges {
                let low = range.low.iter().map(|edge| Threshold::new(edge, !edge.inclusive));
                let high = range.high.iter().map(|edge| Threshold::new(edge, edge.inclusive));
                for threshold in low.chain(high) {
                    drawn.entry(threshold).or_default().insert(index);
                }
            }
        }
    }
    drawn
}

/// For each edition, where regions of a quantity start that lead where those before them do.
fn blind(worlds: &Worlds<'_>, input: usize) -> Vec<BTreeSet<i64>> {
    (worlds.each.iter())
        .map(|world| {
            let (forest, level) = (world.builder.forest(), world.space.levels_of(input)[0]);
            let Split::Quantity { starts, .. } = &world.space.variables[level].split else {
                return BTreeSet::new();
            };
            let mut blind: BTreeSet<i64> = starts[1..].iter().copied().collect();
            for node in world.nodes(world.result.outcome) {
                if forest.level(node) == level {
                    let children: Vec<Ref> = forest.children(node, starts.len()).collect();
                    let sides = children.windows(2).zip(&starts[1..]);
                    for (_, start) in sides.filter(|(sides, _)| sides[0] != sides[1]) {
                        blind.remove(start);
                    }
                }
            }
            blind
        })
        .collect()
}
