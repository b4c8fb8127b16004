//! Situations in which mutants come to something else than the decision does.

use crate::answer::Answers;
use crate::diagram::{Outcome, Verdict};
use crate::forest::Ref;
use crate::model::{Editions, Fact};
use crate::pack::Decision;
use crate::situation;

use super::bench::Bench;
use super::{Mutant, Tried};

/// A situation in which some mutants come to something else than the decision does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    /// What is answered; what neither the verdict nor a mutant needs is left out.
    pub answers: Answers,
    /// The editions in which the decision comes to this outcome.
    pub editions: Editions,
    /// What the decision comes to; `None` where it says that this cannot occur.
    pub outcome: Option<Outcome>,
    /// The mutants that come to something else in one of the editions, by their places in the list
    /// that was given, each with what it comes to in the first of these.
    pub mutants: Vec<(usize, Verdict)>,
}

/// A mutant that differs.
struct Suspect {
    /// Its place in the list that was given.
    index: usize,
    decision: Box<Decision>,
    /// For each edition, the cells whose outcome is another one.
    cells: Vec<Ref>,
}

/// Few situations that show every one of some mutants which differs: one after the other, each a
/// cell of as many of those not shown yet as could be had.
///
/// Where a mutant changes only what the decision says cannot occur, that situation has no outcome.
#[must_use]
pub fn scenes(decision: &Decision, facts: &[Fact], mutants: &[Mutant]) -> Vec<Scene> {
    let Some(mut bench) = Bench::of(decision, facts, mutants) else {
        // A mutant by itself always fits: it was tried.
        let (some, others) = mutants.split_at(mutants.len() / 2);
        if some.is_empty() {
            return Vec::new();
        }
        let shift = |mut scene: Scene| {
            scene.mutants.iter_mut().for_each(|(index, _)| *index += some.len());
            scene
        };
        let later = scenes(decision, facts, others).into_iter().map(shift);
        return scenes(decision, facts, some).into_iter().chain(later).collect();
    };
    let mut left: Vec<Suspect> = (mutants.iter().enumerate())
        .filter_map(|(index, mutant)| bench.suspect(index, mutant))
        .collect();
    let mut found = Vec::new();
    while !left.is_empty() {
        match bench.scene(&left) {
            Some(scene) => {
                left.retain(|s| scene.mutants.iter().all(|(index, _)| *index != s.index));
                found.push(scene);
            }
            // There was no room for it.
            None => drop(left.remove(0)),
        }
    }
    found
}

impl Bench<'_> {
    fn suspect(&mut self, index: usize, mutant: &Mutant) -> Option<Suspect> {
        let Tried::Differs(decision) = self.try_out(mutant) else { return None };
        let (definition, facts) = self.with(mutant);
        let mut each = Vec::new();
        for world in &mut self.worlds {
            let whole = world.whole(&definition, &facts, mutant).ok()?;
            each.push(world.builder.differ(world.outcome, whole.result.outcome));
        }
        // What can occur comes first.
        let mut cells = Vec::new();
        for (world, &differ) in self.worlds.iter_mut().zip(&each) {
            cells.push(world.builder.and(differ, world.conditions.possible));
        }
        if cells.iter().all(|&cells| cells == Ref::FALSE) {
            cells = each;
        }
        Some(Suspect { index, decision, cells })
    }

    /// A situation that shows the first of some mutants, and as many others as can be had.
    fn scene(&mut self, left: &[Suspect]) -> Option<Scene> {
        let (first, others) = left.split_first()?;
        let edition = first.cells.iter().position(|&cells| cells != Ref::FALSE)?;
        let world = &mut self.worlds[edition];
        let mut cells = first.cells[edition];
        for other in others {
            let fewer = world.builder.and(cells, other.cells[edition]);
            if fewer != Ref::FALSE {
                cells = fewer;
            }
        }
        let definition = &self.decision.definition;
        let cell = situation::usual_cell(definition, &world.space, world.builder.forest(), cells);
        let full = situation::answers(definition, &world.space, &cell, &|_, _| false);
        let verdict = |decision: &Decision, edition: usize, answers: &Answers| {
            decision.diagram(edition).verdict(&decision.cube(edition, answers))
        };
        let own = verdict(self.decision, edition, &full);
        let alike: Vec<usize> = (0..self.worlds.len())
            .filter(|&edition| verdict(self.decision, edition, &full) == own)
            .collect();
        let shown = |answers: &Answers| -> Vec<(usize, Verdict)> {
            let other = |suspect: &Suspect| {
                let verdicts = alike.iter().map(|&e| verdict(&suspect.decision, e, answers));
                verdicts.into_iter().find(|verdict| *verdict != own)
            };
            left.iter().filter_map(|s| Some((s.index, other(s)?))).collect()
        };
        let mut mutants = shown(&full);
        let mut answers = full;
        for input in definition.inputs_in_order().into_iter().rev() {
            let mut fewer = answers.clone();
            fewer.set(input, None);
            let same = alike.iter().all(|&e| verdict(self.decision, e, &fewer) == own);
            let still = if same { shown(&fewer) } else { continue };
            let shows = |wanted: usize| still.iter().any(|(index, _)| *index == wanted);
            if mutants.iter().all(|(index, _)| shows(*index)) {
                (answers, mutants) = (fewer, still);
            }
        }
        let editions =
            alike.iter().fold(Editions(0), |all, &edition| all.and(Editions::only(edition)));
        let outcome = own.outcomes().first().copied();
        // It always is, unless there was no room for what it rests on.
        mutants.iter().any(|(index, _)| *index == first.index).then_some(Scene {
            answers,
            editions,
            outcome,
            mutants,
        })
    }
}
