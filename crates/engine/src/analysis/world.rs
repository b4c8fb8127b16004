//! The functions of a decision in every edition, open for questions that need new ones.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use crate::boxes::boxes;
use crate::compile::{
    Conditions, Outcomes, Samples, narrower, narrower_given, outcomes_given, outcomes_of,
    precedence, written,
};
use crate::diagram::Diagram;
use crate::forest::{Builder, Ref};
use crate::model::{Definition, Editions, Fact, Rule};
use crate::space::{Cube, Space};

use super::{Finding, Found};

/// How large the functions of one edition may become, as [`Builder::size`] counts: several times
/// what compilation allows.
const LIMIT: usize = 1 << 25;

/// A decision in every edition, and what was found about it.
pub(super) struct Worlds<'a> {
    pub(super) definition: &'a Definition,
    pub(super) facts: &'a [Fact],
    pub(super) each: Vec<World<'a>>,
    /// For each edition, the levels on which the outcome depends.
    pub(super) decisive: Vec<BTreeSet<usize>>,
    found: Vec<Found>,
    /// Where there was no room to make sure of something.
    unfinished: Editions,
}

impl<'a> Worlds<'a> {
    pub(super) fn new(definition: &'a Definition, facts: &'a [Fact], diagrams: &[Diagram]) -> Self {
        let each = (diagrams.iter().enumerate()).map(|(edition, diagram)| {
            // A diagram may tell apart more than the rules do.
            let own = Space::of(definition, facts, edition);
            let space = own
                .map_or_else(|_| diagram.space().clone(), |own| own.in_order_of(diagram.space()));
            World::new(definition, facts, edition, space)
        });
        let each: Vec<World<'_>> = each.collect();
        let decisive = each.iter().map(|world| world.support(world.result.outcome)).collect();
        let unfinished = Editions(0);
        Self { definition, facts, each, decisive, found: Vec::new(), unfinished }
    }

    /// Takes note that there was no room to make sure of something in an edition.
    pub(super) fn unfinished_in(&mut self, edition: usize) {
        self.unfinished = self.unfinished.and(Editions::only(edition));
    }

    /// What was found, and whether something may be missing.
    pub(super) fn finished(mut self) -> Vec<Found> {
        let full = |world: &&World<'_>| world.builder.is_full();
        let full: Vec<usize> = self.each.iter().filter(full).map(|world| world.edition).collect();
        full.into_iter().for_each(|edition| self.unfinished_in(edition));
        if self.unfinished.0 != 0 {
            let editions = self.unfinished;
            let finding = Finding::Unfinished;
            self.found.push(Found { decision: 0, finding, editions, witness: Vec::new() });
        }
        self.found
    }

    /// Every edition of the pack.
    pub(super) fn editions(&self) -> Editions {
        (0..self.each.len()).fold(Editions(0), |all, edition| all.and(Editions::only(edition)))
    }

    /// The editions of the pack among some.
    pub(super) fn known(&self, editions: Editions) -> Editions {
        Editions(editions.0 & self.editions().0)
    }

    /// The editions of the pack in which a rule is in force.
    pub(super) fn in_force(&self, rule: usize) -> Editions {
        self.known(self.definition.rules[rule].editions)
    }

    /// The worlds of some editions.
    pub(super) fn of(&mut self, editions: Editions) -> impl Iterator<Item = &mut World<'a>> {
        self.each.iter_mut().filter(move |world| editions.contains(world.edition))
    }

    /// Whether there are such editions and something is so in all of them.
    pub(super) fn always(
        &mut self,
        editions: Editions,
        so: impl FnMut(&mut World<'a>) -> bool,
    ) -> bool {
        editions.0 != 0 && self.of(editions).all(so)
    }

    /// Whether something is so in some of the editions.
    pub(super) fn ever(
        &mut self,
        editions: Editions,
        so: impl FnMut(&mut World<'a>) -> bool,
    ) -> bool {
        self.of(editions).any(so)
    }

    /// Whether a rule holds nowhere, or is nowhere in force.
    pub(super) fn never_holds(&mut self, rule: usize) -> bool {
        !self.ever(Editions::ALL, |world| world.conditions.holds[rule] != Ref::FALSE)
    }

    /// Keeps a finding, unless there was no room to make sure of it. The witness is asked for in
    /// the first of the editions.
    pub(super) fn say(
        &mut self,
        finding: Finding,
        editions: Editions,
        witness: impl FnOnce(&mut World<'a>) -> Ref,
    ) {
        let witness = match self.of(editions).next() {
            Some(world) => {
                let cells = witness(world);
                world.boxes(cells)
            }
            None => Vec::new(),
        };
        if self.each.iter().any(|world| world.builder.is_full()) {
            return;
        }
        self.found.push(Found { decision: 0, finding, editions, witness });
    }
}

/// A decision in one edition.
pub(super) struct World<'a> {
    pub(super) definition: &'a Definition,
    pub(super) edition: usize,
    pub(super) space: Space,
    pub(super) builder: Builder,
    /// Where each rule's condition is met, in cells that cannot occur, too.
    pub(super) written: Vec<Ref>,
    pub(super) conditions: Conditions,
    /// Pairs of rules, the first narrower than the second.
    narrower: Vec<(usize, usize)>,
    /// For each rule, the rules that it defeats.
    pub(super) defeats: Vec<Vec<usize>>,
    /// For each rule, the rules that defeat it.
    pub(super) defeated_by: Vec<Vec<usize>>,
    /// Cells in which each rule holds.
    samples: Samples,
    pub(super) result: Outcomes,
    /// Which options can be had.
    pub(super) offered: Vec<bool>,
}

impl<'a> World<'a> {
    /// The functions of a definition, which must be sound, over a space that tells apart all that
    /// its rules do.
    pub(super) fn new(
        definition: &'a Definition,
        facts: &[Fact],
        edition: usize,
        space: Space,
    ) -> Self {
        let regions = space.variables.iter().map(|variable| variable.regions()).collect();
        let mut builder = Builder::with_limit(regions, LIMIT);
        let written = written(&mut builder, definition, &space, facts, edition);
        let conditions = Conditions::new(&mut builder, definition, &written);
        let overs: Vec<&[usize]> = definition.rules.iter().map(Rule::over).collect();
        let narrower = narrower(&mut builder, definition, &conditions, edition, |_, _| false);
        let defeats = precedence(&overs, &narrower).unwrap_or_default();
        let mut defeated_by = vec![Vec::new(); definition.rules.len()];
        for (winner, losers) in defeats.iter().enumerate() {
            losers.iter().for_each(|&loser| defeated_by[loser].push(winner));
        }
        let samples = Samples::of(&builder, &conditions.holds);
        let offered: Vec<bool> =
            definition.options.iter().map(|option| option.editions.contains(edition)).collect();
        let result = outcomes_of(&mut builder, definition, &conditions, &defeats, &offered);
        Self {
            definition,
            edition,
            space,
            builder,
            written,
            conditions,
            narrower,
            defeats,
            defeated_by,
            samples,
            result,
            offered,
        }
    }

    /// What the rules say that they defeat.
    pub(super) fn overs(&self) -> Vec<Vec<usize>> {
        self.definition.rules.iter().map(|rule| rule.over().to_vec()).collect()
    }

    /// The outcome of every cell if the rules held, and said that they defeat, something else;
    /// `None` where they would then defeat one another in a circle, or where there is no room to
    /// know. The definition differs from the own one in the editions of rules at most.
    pub(super) fn outcome_if(
        &mut self,
        definition: &Definition,
        written: &[Ref],
        overs: &[Vec<usize>],
    ) -> Option<Ref> {
        let Self { builder, offered, edition, .. } = self;
        let conditions = Conditions::new(builder, definition, written);
        let known = (&self.conditions, self.narrower.as_slice());
        let narrower = narrower_given(builder, definition, &conditions, *edition, known);
        let defeats = precedence(overs, &narrower).ok()?;
        let result = outcomes_of(builder, definition, &conditions, &defeats, offered);
        (!builder.is_full()).then_some(result.outcome)
    }

    /// Which rule would defeat which if the rules said something else; `None` where that is a
    /// circle.
    pub(super) fn defeats_if(&self, overs: &[Vec<usize>]) -> Option<Vec<Vec<usize>>> {
        precedence(overs, &self.narrower).ok()
    }

    /// The outcome of every cell if other rules defeated others.
    pub(super) fn outcome_by(&mut self, defeats: &[Vec<usize>]) -> Ref {
        let Self { definition, builder, conditions, result, .. } = self;
        let survives = result.survives.clone();
        outcomes_given(builder, definition, conditions, defeats, survives).outcome
    }

    /// Whether without a rule, and without every mention of it, the outcome of no cell changes.
    pub(super) fn can_do_without(&mut self, rule: usize) -> bool {
        let (mut written, mut overs) = (self.written.clone(), self.overs());
        written[rule] = Ref::FALSE;
        overs[rule].clear();
        overs.iter_mut().for_each(|losers| losers.retain(|&loser| loser != rule));
        self.outcome_if(self.definition, &written, &overs) == Some(self.result.outcome)
    }

    /// The fewest boxes of a function, as cubes of [`Space::of`]. What cannot occur may lie in them,
    /// unless nothing else does.
    fn boxes(&mut self, cells: Ref) -> Vec<Cube> {
        let possible = self.conditions.possible;
        let upper = if self.builder.and(cells, possible) == Ref::FALSE {
            cells
        } else {
            let impossible = self.builder.not(possible);
            self.builder.or(cells, impossible)
        };
        let plain = self.space.plain();
        (boxes(&mut self.builder, &self.space, cells, upper).iter())
            .map(|cube| plain.reordered(&self.space, cube))
            .collect()
    }

    /// Whether one rule holds wherever another does.
    pub(super) fn holds_within(&mut self, rule: usize, other: usize) -> bool {
        self.samples.may_be_within(&self.builder, rule, other)
            && self.implies(self.conditions.holds[rule], self.conditions.holds[other])
    }

    /// Whether one function holds wherever another does.
    pub(super) fn implies(&mut self, function: Ref, other: Ref) -> bool {
        self.builder.except(function, other) == Ref::FALSE
    }

    /// Whether a function leads to a leaf somewhere.
    pub(super) fn reaches(&self, root: Ref, leaf: Ref) -> bool {
        self.builder.forest().reaches(root, leaf, &self.space.everything().0)
    }

    /// The levels that a function branches on, those in which it differs.
    pub(super) fn support(&self, root: Ref) -> BTreeSet<usize> {
        self.nodes(root).into_iter().map(|node| self.builder.forest().level(node)).collect()
    }

    /// The nodes of a function.
    pub(super) fn nodes(&self, root: Ref) -> FxHashSet<Ref> {
        let (forest, mut seen, mut open) =
            (self.builder.forest(), FxHashSet::default(), vec![root]);
        while let Some(place) = open.pop() {
            if place.code().is_none() && seen.insert(place) {
                open.extend(forest.children(place, self.builder.regions(forest.level(place))));
            }
        }
        seen
    }
}
