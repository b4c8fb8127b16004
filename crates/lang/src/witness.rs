//! Witnesses in words: what somebody would have to answer to end up in a flaw.

use shirube_engine::Cube;
use shirube_engine::model::{Accept, Definition, Editions, Fact, Input, InputKind, Rule, Test};
use shirube_engine::quantity::{Interval, Intervals, Spelling};
use shirube_engine::space::Space;

use crate::range::passing;
use crate::words::{one_of, quoted};

/// Tells cubes of one decision in one edition.
pub(crate) struct Witness<'d> {
    definition: &'d Definition,
    facts: &'d [Fact],
    edition: usize,
    space: Space,
}

impl<'d> Witness<'d> {
    /// `None` if the decision has no space in these editions: then it has no cubes either. A cube
    /// is the same in all of them.
    pub(crate) fn new(
        definition: &'d Definition,
        facts: &'d [Fact],
        editions: Editions,
    ) -> Option<Self> {
        let edition = editions.first()?;
        let space = Space::of(definition, facts, edition).ok()?;
        Some(Self::of_space(definition, facts, edition, space))
    }

    /// Tells cubes of a space of the decision in an edition.
    pub(crate) fn of_space(
        definition: &'d Definition,
        facts: &'d [Fact],
        edition: usize,
        space: Space,
    ) -> Self {
        Self { definition, facts, edition, space }
    }

    /// The inputs that matter, in the author's order, each with what it is; and whether others
    /// are left.
    pub(crate) fn tell(&self, cube: &Cube) -> (Vec<String>, bool) {
        let order = self.definition.inputs_in_order();
        let all = order.len();
        let told: Vec<String> = (order.into_iter())
            .filter_map(|index| {
                let input = self.definition.inputs.get(index)?;
                self.answer(index, input, cube).map(|answer| format!("{}: {answer}", input.id))
            })
            .collect();
        let others = told.len() < all;
        (told, others)
    }

    /// What a cube says about an input; `None` if nothing.
    fn answer(&self, index: usize, input: &Input, cube: &Cube) -> Option<String> {
        let levels = self.space.levels_of(index);
        let narrowed = levels.iter().any(|&level| {
            let variable = self.space.variables.get(level);
            variable.is_some_and(|variable| cube.0.get(level) != Some(&variable.all()))
        });
        if !narrowed {
            return None;
        }
        match &input.kind {
            InputKind::Set { .. } => Some(self.members(levels, input, cube)),
            InputKind::Choice { values, .. } => {
                let mask = *cube.0.get(*levels.first()?)?;
                let ids = input.display_order().into_iter().filter(|value| mask >> value & 1 == 1);
                Some(one_of(ids.filter_map(|value| values.get(value)).map(|value| &value.id)))
            }
            InputKind::Flag => {
                let mask = *cube.0.get(*levels.first()?)?;
                Some(if mask & 0b10 != 0 { "true" } else { "false" }.to_owned())
            }
            InputKind::Quantity { .. } => self.quantities(*levels.first()?, index, input, cube),
        }
    }

    fn members(&self, levels: &[usize], input: &Input, cube: &Cube) -> String {
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for member in input.display_order() {
            let mask = levels.get(member).and_then(|&level| cube.0.get(level));
            let Some(value) = input.values().get(member) else { continue };
            match mask {
                Some(0b10) => with.push(quoted(&value.id)),
                Some(0b01) => without.push(quoted(&value.id)),
                _ => {}
            }
        }
        if without.len() == input.values().len() {
            return "none".to_owned();
        }
        let parts = [("with", with), ("without", without)];
        let told = parts.into_iter().filter(|(_, ids)| !ids.is_empty());
        told.map(|(word, ids)| format!("{word} {}", ids.join(", "))).collect::<Vec<_>>().join(", ")
    }

    fn quantities(&self, level: usize, index: usize, input: &Input, cube: &Cube) -> Option<String> {
        let InputKind::Quantity { dimension, range } = input.kind else { return None };
        let set = self.intervals(level, cube)?;
        let told = set.as_slice().iter().map(|&interval| {
            // Where the range itself ends, nothing needs saying.
            let low = if interval.low == range.low { dimension.least() } else { interval.low };
            let high = if interval.high == range.high { i64::MAX } else { interval.high };
            let written = |value| self.written(index, value);
            dimension.write_interval(Interval { low, high }, Spelling::Symbols, written)
        });
        Some(told.collect::<Vec<_>>().join(" or "))
    }

    /// The quantities that a cube allows at a level.
    fn intervals(&self, level: usize, cube: &Cube) -> Option<Intervals> {
        let (variable, mask) = (self.space.variables.get(level)?, *cube.0.get(level)?);
        let regions = (0..variable.regions()).filter(|region| mask >> region & 1 == 1);
        Some(regions.filter_map(|region| variable.interval(region)).collect())
    }

    /// Whether one of the conjunctions of a rule holds in every cell of a cube.
    pub(crate) fn surely_holds(&self, rule: &Rule, cube: &Cube) -> bool {
        let covered =
            |tests: &Vec<Test>| tests.iter().all(|test| self.covers(test, cube) == Some(true));
        rule.editions.contains(self.edition) && rule.when.0.iter().any(covered)
    }

    fn covers(&self, test: &Test, cube: &Cube) -> Option<bool> {
        let levels = self.space.levels_of(test.input);
        let mask = |level: &usize| cube.0.get(*level).copied();
        Some(match &test.accept {
            Accept::Values(values) => mask(levels.first()?)? & !values == 0,
            Accept::Members { all, any, none } => {
                let masks: Vec<u64> = levels.iter().map(mask).collect::<Option<_>>()?;
                let is = |members: u64, wanted: u64| {
                    masks
                        .iter()
                        .enumerate()
                        .filter(move |(member, _)| members >> member & 1 == 1)
                        .map(move |(_, &mask)| mask == wanted)
                };
                is(*all, 0b10).all(|sure| sure)
                    && is(*none, 0b01).all(|sure| sure)
                    && (*any == 0 || is(*any, 0b10).any(|sure| sure))
            }
            Accept::Quantity(ranges) => {
                let value =
                    |fact: usize| Some(self.facts.get(fact)?.values.get(self.edition)?.value);
                let passing = passing(ranges, value)?;
                self.intervals(*levels.first()?, cube)?
                    .intersection(&passing.complement())
                    .is_empty()
            }
        })
    }

    /// A threshold of an input by the fact behind it.
    fn written(&self, input: usize, value: i64) -> Option<String> {
        let fact = self.definition.threshold(self.facts, self.edition, input, value)?;
        let known = fact.values.get(self.edition)?;
        let words = known.in_exact_words(0).unwrap_or_else(|| known.dimension.format(known.value));
        Some(format!("{words} (`@{}`)", fact.id))
    }
}
