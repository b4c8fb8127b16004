//! Every goal of one edition with where cases show it.

use std::collections::BTreeMap;

use crate::compile::{Conditions, outcomes_of};
use crate::diagram::{Diagram, LeafCode};
use crate::forest::{Builder, Forest, Ref};
use crate::model::{Definition, Fact, RuleKind};
use crate::pack::Decision;
use crate::space::{Cube, Space, Split};

use super::Goal;
use super::area::{Area, Pairs};

/// The goals of one edition.
pub(super) struct Atlas<'d> {
    pub(super) diagram: &'d Diagram,
    pub(super) builder: Builder,
    pub(super) areas: BTreeMap<Goal, Area>,
}

impl<'d> Atlas<'d> {
    pub(super) fn of(decision: &'d Decision, facts: &[Fact], edition: usize) -> Self {
        let (definition, diagram) = (&decision.definition, decision.diagram(edition));
        let space = &diagram.space;
        let regions = space.variables.iter().map(|variable| variable.regions()).collect();
        let mut surveyor = Surveyor::new(Builder::new(regions), definition, diagram);
        for (rule, written) in definition.rules.iter().enumerate() {
            if !written.editions.contains(edition) {
                continue;
            }
            match written.kind {
                RuleKind::Exclude { .. } => surveyor.excludes(rule, edition),
                RuleKind::Prefer { .. } | RuleKind::None { .. } => surveyor.decides(rule),
                RuleKind::Assume => continue,
            }
            let conditions = conditions(definition, space, facts, edition, rule);
            for condition in &conditions {
                surveyor.alone(rule, condition, &conditions);
            }
        }
        for (option, alternative) in definition.options.iter().enumerate() {
            if alternative.editions.contains(edition) {
                surveyor.wins(option);
            }
        }
        surveyor.thresholds();
        Self { diagram, builder: surveyor.builder, areas: surveyor.areas }
    }

    pub(super) fn forest(&self) -> &Forest {
        self.builder.forest()
    }

    /// The cells of a cube as a function.
    pub(super) fn within(&mut self, cube: &Cube) -> Ref {
        let levels = self.diagram.space.variables.iter().enumerate().rev();
        levels.fold(Ref::TRUE, |rest, (level, _)| self.builder.literal(level, cube.0[level], rest))
    }
}

/// A condition of a rule: its goal, and the regions of a level in which it is true.
type Condition = (Goal, usize, u64);

/// The conditions of a rule.
fn conditions(
    definition: &Definition,
    space: &Space,
    facts: &[Fact],
    edition: usize,
    rule: usize,
) -> Vec<Condition> {
    let mut found: Vec<Condition> = Vec::new();
    for (conjunction, tests) in definition.rules[rule].when.0.iter().enumerate() {
        for (test, written) in tests.iter().enumerate() {
            let literals = space.literals(written, facts, edition);
            let any = literals.any.into_iter().flatten().map(|level| (level, 0b10));
            for (level, mask) in literals.all.into_iter().chain(any) {
                let variable = &space.variables[level];
                let (mask, opposite) = (mask & variable.all(), variable.all() & !mask);
                let same = |&(_, known, regions): &Condition| {
                    known == level && (regions == mask || regions == opposite)
                };
                if !found.iter().any(same) {
                    let member = match variable.split {
                        Split::Member(member) => Some(member),
                        _ => None,
                    };
                    let goal = Goal::Alone { rule, conjunction, test, member };
                    found.push((goal, level, mask));
                }
            }
        }
    }
    found
}

/// Finds where cases show each goal.
struct Surveyor<'d> {
    builder: Builder,
    definition: &'d Definition,
    diagram: &'d Diagram,
    outcome: Ref,
    conditions: Conditions,
    areas: BTreeMap<Goal, Area>,
}

impl<'d> Surveyor<'d> {
    fn new(mut builder: Builder, definition: &'d Definition, diagram: &'d Diagram) -> Self {
        let everything = diagram.space.everything();
        let mut copy = |root| builder.restrict(&diagram.forest, root, &everything.0);
        let outcome = copy(diagram.outcome);
        let possible = copy(diagram.possible);
        let holds = diagram.holds.iter().map(|&root| copy(root)).collect();
        let conditions = Conditions { possible, holds };
        Self { builder, definition, diagram, outcome, conditions, areas: BTreeMap::new() }
    }

    fn one(&mut self, goal: Goal, inside: Ref) {
        let inside = self.builder.and(inside, self.conditions.possible);
        let outside = self.builder.without(self.conditions.possible, inside);
        let throughout = matches!(goal, Goal::Beside { .. });
        self.areas.insert(goal, Area::One { inside, outside, throughout });
    }

    fn decides(&mut self, rule: usize) {
        let everything = self.diagram.space.everything();
        let root = self.diagram.decides[rule];
        let inside = self.builder.restrict(&self.diagram.forest, root, &everything.0);
        self.one(Goal::Decides { rule }, inside);
    }

    fn excludes(&mut self, rule: usize, edition: usize) {
        let offered: Vec<bool> =
            self.definition.options.iter().map(|o| o.editions.contains(edition)).collect();
        let held = std::mem::replace(&mut self.conditions.holds[rule], Ref::FALSE);
        let without = outcomes_of(
            &mut self.builder,
            self.definition,
            &self.conditions,
            &self.diagram.defeats,
            &offered,
        );
        self.conditions.holds[rule] = held;
        let inside = self.builder.differ(self.outcome, without.outcome);
        self.one(Goal::Excludes { rule }, inside);
    }

    fn wins(&mut self, option: usize) {
        let elsewhere = self.builder.differ(self.outcome, LeafCode::option(option));
        let inside = self.builder.not(elsewhere);
        self.one(Goal::Wins { option }, inside);
    }

    fn thresholds(&mut self) {
        for (level, variable) in self.diagram.space.variables.iter().enumerate() {
            let Split::Quantity { starts, .. } = &variable.split else { continue };
            for (region, &at) in starts.iter().enumerate().skip(1) {
                for (above, region) in [(false, region - 1), (true, region)] {
                    let inside = self.builder.literal(level, 1 << region, Ref::TRUE);
                    self.one(Goal::Beside { input: variable.input, at, above }, inside);
                }
            }
        }
    }

    /// The pairs in which a condition of a rule changes, and none of its others does.
    fn alone(&mut self, rule: usize, condition: &Condition, all: &[Condition]) {
        let &(goal, level, mask) = condition;
        let others = all.iter().filter(|other| other.1 == level && other.2 != mask);
        let masks: Vec<u64> = others.map(|other| other.2).collect();
        let same = |one: usize, two: usize, mask: u64| mask >> one & 1 == mask >> two & 1;
        let regions = self.diagram.space.variables[level].regions();
        let mut pairs = Pairs { level, parts: Vec::new(), sides: [Ref::FALSE; 2] };
        for one in 0..regions {
            for two in (0..regions).filter(|&two| !same(one, two, mask)) {
                if !masks.iter().all(|&mask| same(one, two, mask)) {
                    continue;
                }
                let place = self.pairs_of(rule, level, [one, two]);
                if place == Ref::FALSE {
                    continue;
                }
                pairs.parts.push(([one, two], place));
                for (side, region) in pairs.sides.iter_mut().zip([one, two]) {
                    let here = self.builder.literal(level, 1 << region, Ref::TRUE);
                    let here = self.builder.and(here, place);
                    *side = self.builder.or(*side, here);
                }
            }
        }
        self.areas.insert(goal, Area::Two(pairs));
    }

    /// Where a rule holds in the first of two regions of a level, not in the second, and the
    /// outcomes differ.
    fn pairs_of(&mut self, rule: usize, level: usize, regions: [usize; 2]) -> Ref {
        let holds = self.conditions.holds[rule];
        let [held, not_held] = regions.map(|region| self.builder.cofactor(holds, level, region));
        let mut place = self.builder.without(held, not_held);
        for region in regions {
            let possible = self.builder.cofactor(self.conditions.possible, level, region);
            place = self.builder.and(place, possible);
        }
        if place == Ref::FALSE {
            return place;
        }
        let [one, two] = regions.map(|region| {
            let outcome = self.builder.cofactor(self.outcome, level, region);
            self.builder.choose(place, outcome, LeafCode::IMPOSSIBLE)
        });
        self.builder.differ(one, two)
    }
}
