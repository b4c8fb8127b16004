//! The compiled decision: one diagram of every answer there is, for one edition.
//!
//! Immutable, `Send + Sync`, and walked without allocation.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::compile::{Conditions, Outcomes};
use crate::forest::{Below, Builder, Forest, Ref};
use crate::model::{Definition, RuleKind};
use crate::space::{Cube, Space};

/// Where the rules lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Outcome {
    /// This option wins: an index into [`Definition::options`].
    Option(usize),
    /// No option is left, and this `none` rule advises: an index into [`Definition::rules`].
    Advice(usize),
}

/// What the rules say about some answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Whatever is still unknown, this is the outcome.
    Settled(Outcome),
    /// These outcomes are still possible, in the order of options, then of rules.
    Open(Vec<Outcome>),
    /// The answers cannot all be true: the `assume` rules say so.
    Impossible,
}

impl Verdict {
    /// The outcomes that are possible: one where it is settled, none where the answers cannot all be
    /// true.
    #[must_use]
    pub fn outcomes(&self) -> &[Outcome] {
        match self {
            Self::Settled(outcome) => std::slice::from_ref(outcome),
            Self::Open(outcomes) => outcomes,
            Self::Impossible => &[],
        }
    }
}

impl Definition {
    /// The id of an outcome: the option's, or that of the rule that gives the advice.
    ///
    /// # Panics
    ///
    /// If the outcome is another decision's.
    #[must_use]
    pub fn outcome_id(&self, outcome: Outcome) -> &str {
        match outcome {
            Outcome::Option(option) => &self.options[option].id,
            Outcome::Advice(rule) => &self.rules[rule].id,
        }
    }
}

/// How outcomes are written as leaves.
pub(crate) struct LeafCode;

impl LeafCode {
    pub(crate) const IMPOSSIBLE: Ref = Ref::leaf(2);
    pub(crate) const GAP: Ref = Ref::leaf(3);
    pub(crate) const DEAD_END: Ref = Ref::leaf(4);
    pub(crate) const CONFLICT: Ref = Ref::leaf(5);
    const FIRST: u32 = 6;

    pub(crate) const fn option(option: usize) -> Ref {
        Ref::leaf(Self::FIRST + option as u32)
    }

    /// Which outcome a code stands for, counted as [`Diagram::leaves`] are.
    pub(crate) const fn nth(code: u32) -> usize {
        code.saturating_sub(Self::FIRST) as usize
    }

    /// The leaf of the n-th `none` rule.
    pub(crate) const fn advice(options: usize, nth: usize) -> Ref {
        Ref::leaf(Self::FIRST + (options + nth) as u32)
    }

    /// How many outcomes a definition has.
    pub(crate) fn outcomes(definition: &Definition) -> usize {
        definition.options.len() + advice_rules(definition).count()
    }

    /// One more than the largest code.
    pub(crate) fn end(definition: &Definition) -> u32 {
        Self::FIRST + Self::outcomes(definition) as u32
    }
}

fn advice_rules(definition: &Definition) -> impl Iterator<Item = usize> + '_ {
    (0..definition.rules.len())
        .filter(|&rule| matches!(definition.rules[rule].kind, RuleKind::None { .. }))
}

/// A decision compiled for one edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagram {
    /// The variables, in the order of the diagram.
    pub(crate) space: Space,
    pub(crate) forest: Forest,
    pub(crate) outcome: Ref,
    pub(crate) possible: Ref,
    /// Where each rule holds among the cells that can occur (of `assume` rules: where they hold).
    pub(crate) holds: Vec<Ref>,
    /// Where each `prefer` or `none` rule decides.
    pub(crate) decides: Vec<Ref>,
    /// For every rule, the rules that it defeats.
    pub(crate) defeats: Vec<Vec<usize>>,
    /// The outcome of each leaf, in the order of codes.
    pub(crate) leaves: Vec<Outcome>,
    /// The nodes of the outcome.
    pub(crate) below: Below,
}

impl Diagram {
    pub(crate) fn new(
        builder: &Builder,
        definition: &Definition,
        space: Space,
        conditions: &Conditions,
        result: &Outcomes,
        defeats: Vec<Vec<usize>>,
    ) -> Self {
        let mut roots = vec![result.outcome, conditions.possible];
        roots.extend(&conditions.holds);
        roots.extend(&result.decides);
        let (forest, mut roots) = builder.finish(&roots);
        let decides = roots.split_off(2 + conditions.holds.len());
        let holds = roots.split_off(2);
        let (outcome, possible) = (roots[0], roots[1]);
        let leaves = leaves(definition);
        let below = Below::of(&forest, outcome, &space.variables);
        Self { space, forest, outcome, possible, holds, decides, defeats, leaves, below }
    }

    /// The variables, in the order of the diagram.
    #[must_use]
    pub fn space(&self) -> &Space {
        &self.space
    }

    /// How many nodes the outcome alone takes.
    #[must_use]
    pub fn nodes(&self) -> usize {
        let mut count = 0;
        self.visit(self.outcome, &self.space.everything(), &mut |_| count += 1, &mut |_| true);
        count
    }

    /// The rules that a rule defeats in this edition, by its own word or because it is narrower.
    #[must_use]
    pub fn defeated_by(&self, rule: usize) -> &[usize] {
        self.defeats.get(rule).map_or(&[], Vec::as_slice)
    }

    /// What the rules say about the cells of a cube.
    ///
    /// A cell, and any cube whose answers lead to one leaf, takes one walk without allocation. A
    /// cube with a variable that no region is left of has no cells: it is impossible.
    ///
    /// # Panics
    ///
    /// If the cube is not one of this diagram's space.
    #[must_use]
    pub fn verdict(&self, cube: &Cube) -> Verdict {
        match self.walk(cube).code() {
            Some(code) => self.outcome_of(code).map_or(Verdict::Impossible, Verdict::Settled),
            None => self.possible_outcomes(cube),
        }
    }

    /// The winner of a cell; `None` where the cell cannot occur or the cube is not settled by one walk.
    #[must_use]
    #[inline]
    pub fn winner(&self, cube: &Cube) -> Option<Outcome> {
        self.walk(cube).code().and_then(|code| self.outcome_of(code))
    }

    /// Follows the answers from the root as far as they lead.
    #[inline]
    fn walk(&self, cube: &Cube) -> Ref {
        if cube.is_empty() {
            return LeafCode::IMPOSSIBLE;
        }
        let mut place = self.outcome;
        while place.code().is_none() {
            let mask = cube.0[self.forest.level(place)];
            if !mask.is_power_of_two() {
                break;
            }
            place = self.forest.child(place, mask.trailing_zeros() as usize);
        }
        place
    }

    #[inline]
    pub(crate) fn outcome_of(&self, code: u32) -> Option<Outcome> {
        self.leaves.get(code.wrapping_sub(LeafCode::FIRST) as usize).copied()
    }

    fn possible_outcomes(&self, cube: &Cube) -> Verdict {
        let mut found = 0u128;
        self.visit(self.outcome, cube, &mut |_| {}, &mut |code| {
            found |= 1 << code;
            true
        });
        let outcomes: Vec<Outcome> = (0..128)
            .filter(|code| found >> code & 1 == 1)
            .filter_map(|code| self.outcome_of(code))
            .collect();
        match outcomes.as_slice() {
            [] => Verdict::Impossible,
            [only] => Verdict::Settled(*only),
            _ => Verdict::Open(outcomes),
        }
    }

    /// Visits every node and leaf that a cube leads to, each once, until `leaf` says no.
    pub(crate) fn visit(
        &self,
        root: Ref,
        cube: &Cube,
        node: &mut dyn FnMut(Ref),
        leaf: &mut dyn FnMut(u32) -> bool,
    ) {
        let mut seen = vec![0u64; self.forest.words() / 64 + 1];
        let mut open = if cube.is_empty() { Vec::new() } else { vec![root] };
        while let Some(place) = open.pop() {
            if let Some(code) = place.code() {
                if !leaf(code) {
                    return;
                }
                continue;
            }
            let slot = Forest::slot(place);
            if seen[slot / 64] >> (slot % 64) & 1 == 1 {
                continue;
            }
            seen[slot / 64] |= 1 << (slot % 64);
            node(place);
            let mut mask = cube.0[self.forest.level(place)];
            while mask != 0 {
                open.push(self.forest.child(place, mask.trailing_zeros() as usize));
                mask &= mask - 1;
            }
        }
    }

    /// Whether a function of this diagram holds somewhere (`TRUE`) or fails somewhere (`FALSE`) in
    /// the cube: whether it leads to that leaf.
    pub(crate) fn leads_to(&self, root: Ref, cube: &Cube, wanted: Ref) -> bool {
        let mut found = false;
        self.visit(root, cube, &mut |_| {}, &mut |code| {
            found |= Ref::leaf(code) == wanted;
            !found
        });
        found
    }

    /// Whether a rule holds in every cell of the cube that can occur.
    #[must_use]
    pub fn surely_holds(&self, rule: usize, cube: &Cube) -> bool {
        self.within(self.holds[rule], cube)
    }

    /// Whether a rule holds in some cell of the cube.
    #[must_use]
    pub fn may_hold(&self, rule: usize, cube: &Cube) -> bool {
        self.leads_to(self.holds[rule], cube, Ref::TRUE)
    }

    /// Whether a rule decides in some cell of the cube.
    #[must_use]
    pub fn may_decide(&self, rule: usize, cube: &Cube) -> bool {
        self.leads_to(self.decides[rule], cube, Ref::TRUE)
    }

    /// Whether a rule decides in every cell of the cube that can occur.
    #[must_use]
    pub fn surely_decides(&self, rule: usize, cube: &Cube) -> bool {
        self.within(self.decides[rule], cube)
    }

    /// Whether a function holds in every cell of the cube that can occur, and one can.
    pub(crate) fn within(&self, function: Ref, cube: &Cube) -> bool {
        if !self.leads_to(function, cube, Ref::TRUE)
            || !self.leads_to(self.possible, cube, Ref::TRUE)
        {
            return false;
        }
        self.implied(self.possible, function, cube, &mut FxHashSet::default())
    }

    /// Whether one function holds in every cell of the cube in which another does; `known` are pairs
    /// of which that is so, or being looked at.
    pub(crate) fn implied(
        &self,
        by: Ref,
        function: Ref,
        cube: &Cube,
        known: &mut FxHashSet<(Ref, Ref)>,
    ) -> bool {
        if by == function || by == Ref::FALSE || function == Ref::TRUE {
            return true;
        }
        let level_of =
            |place: Ref| place.code().map_or_else(|| self.forest.level(place), |_| usize::MAX);
        let level = level_of(by).min(level_of(function));
        if level == usize::MAX {
            return false;
        }
        if !known.insert((by, function)) {
            return true;
        }
        let below = |place: Ref, region| {
            if level_of(place) == level { self.forest.child(place, region) } else { place }
        };
        let mut mask = cube.0[level];
        while mask != 0 {
            let region = mask.trailing_zeros() as usize;
            if !self.implied(below(by, region), below(function, region), cube, known) {
                return false;
            }
            mask &= mask - 1;
        }
        true
    }

    /// Whether this diagram, read from a file, is well formed and belongs to the definition.
    pub(crate) fn fits(&self, definition: &Definition) -> bool {
        if !Space::fits(&self.space.variables, definition) {
            return false;
        }
        let rules = definition.rules.len();
        let regions: Vec<usize> = self.space.variables.iter().map(|v| v.regions()).collect();
        let Some(checked) = self.forest.checked(&regions, LeafCode::end(definition)) else {
            return false;
        };
        let function = |&root: &Ref| checked.holds(root);
        [self.outcome, self.possible].iter().all(function)
            && self.holds.len() == rules
            && self.holds.iter().all(function)
            && self.decides.len() == rules
            && self.decides.iter().all(function)
            && self.defeats.len() == rules
            && self.defeats.iter().flatten().all(|&loser| loser < rules)
    }
}

/// The outcome of each leaf, in the order of codes.
pub(crate) fn leaves(definition: &Definition) -> Vec<Outcome> {
    (0..definition.options.len())
        .map(Outcome::Option)
        .chain(advice_rules(definition).map(Outcome::Advice))
        .collect()
}
