//! The functions of a decision, open for slips: a mutant costs what differs of them.

use std::borrow::Cow;

use crate::compile::{
    Conditions, LIMIT, Outcomes, condition, narrower, narrower_given, outcomes_of, precedence,
    written,
};
use crate::diagram::{Diagram, LeafCode};
use crate::forest::{Builder, Ref};
use crate::model::{Definition, Fact, Rule};
use crate::pack::Decision;
use crate::space::Space;

use super::Mutant;

/// How large the functions may have become before they are made anew, as [`Builder::size`] counts.
const ROOM: usize = LIMIT / 2;

/// Why a mutant does not compile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Refusal {
    /// Options survive somewhere but no rule picks one.
    Gap,
    /// Undefeated rules disagree somewhere.
    Conflict,
    /// No option survives somewhere and no `none` rule holds.
    DeadEnd,
    /// Rules defeat one another in a circle.
    PrecedenceCycle,
    /// The `assume` rules leave no cell.
    NothingCanOccur,
    /// It does not fit.
    TooLarge,
}

/// What becomes of a mutant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tried {
    /// It does not compile.
    Refused(Refusal),
    /// In every edition the same can occur and comes to the same.
    Equivalent,
    /// It compiles, and something comes to something else.
    Differs(Box<Decision>),
}

/// A decision laid out for some of its mutants.
pub(super) struct Bench<'d> {
    pub(super) decision: &'d Decision,
    pub(super) facts: &'d [Fact],
    pub(super) worlds: Vec<World>,
}

/// One edition of it.
pub(super) struct World {
    pub(super) space: Space,
    pub(super) builder: Builder,
    edition: usize,
    /// Where each rule's condition is met, in cells that cannot occur, too.
    written: Vec<Ref>,
    pub(super) conditions: Conditions,
    /// Pairs of rules, the first narrower than the second.
    narrower: Vec<(usize, usize)>,
    /// The outcome of each cell.
    pub(super) outcome: Ref,
}

/// What rules come to.
pub(super) struct Whole {
    pub(super) conditions: Conditions,
    pub(super) result: Outcomes,
    defeats: Vec<Vec<usize>>,
}

impl<'d> Bench<'d> {
    /// `None` where these mutants together draw more lines than there is room for.
    pub(super) fn of(
        decision: &'d Decision,
        facts: &'d [Fact],
        mutants: &[Mutant],
    ) -> Option<Self> {
        let moving: Vec<(Definition, Vec<Fact>)> = (mutants.iter())
            .filter(|mutant| mutant.moves_lines())
            .map(|mutant| (mutant.definition(&decision.definition), mutant.facts(facts)))
            .collect();
        let worlds = decision.diagrams.iter().enumerate().map(|(edition, diagram)| {
            let mut space = diagram.space.clone();
            for (definition, facts) in &moving {
                space = space.refined(&Space::of(definition, facts, edition).ok()?)?;
            }
            Some(World::new(&decision.definition, facts, edition, space))
        });
        Some(Self { decision, facts, worlds: worlds.collect::<Option<_>>()? })
    }

    /// Makes room: what was worked out for mutants so far is forgotten where it has become much.
    pub(super) fn tidy(&mut self) {
        for world in self.worlds.iter_mut().filter(|world| world.builder.size() > ROOM) {
            let (edition, space) = (world.edition, world.space.clone());
            *world = World::new(&self.decision.definition, self.facts, edition, space);
        }
    }

    /// What becomes of a mutant.
    pub(super) fn try_out(&mut self, mutant: &Mutant) -> Tried {
        let (definition, facts) = self.with(mutant);
        let mut differs = false;
        let mut wholes = Vec::with_capacity(self.worlds.len());
        for world in &mut self.worlds {
            let whole = match world.whole(&definition, &facts, mutant) {
                Ok(whole) => whole,
                Err(refusal) => return Tried::Refused(refusal),
            };
            differs |= whole.result.outcome != world.outcome;
            wholes.push(whole);
        }
        if !differs {
            return Tried::Equivalent;
        }
        let diagrams = self.worlds.iter().zip(wholes).map(|(world, whole)| {
            let Whole { conditions, result, defeats } = whole;
            let space = world.space.clone();
            Diagram::new(&world.builder, &definition, space, &conditions, &result, defeats)
        });
        let diagrams = diagrams.collect();
        Tried::Differs(Box::new(Decision::new(definition, diagrams)))
    }

    /// The definition and the facts with a slip.
    pub(super) fn with(&self, mutant: &Mutant) -> (Definition, Cow<'d, [Fact]>) {
        let facts = match mutant {
            Mutant::Moved { .. } => Cow::Owned(mutant.facts(self.facts)),
            _ => Cow::Borrowed(self.facts),
        };
        (mutant.definition(&self.decision.definition), facts)
    }
}

impl World {
    fn new(definition: &Definition, facts: &[Fact], edition: usize, space: Space) -> Self {
        let regions = space.variables.iter().map(|variable| variable.regions()).collect();
        let mut builder = Builder::with_limit(regions, LIMIT);
        let written = written(&mut builder, definition, &space, facts, edition);
        let conditions = Conditions::new(&mut builder, definition, &written);
        let narrower = narrower(&mut builder, definition, &conditions, edition, |_, _| false);
        let outcome = Ref::FALSE;
        let mut world = Self { space, builder, edition, written, conditions, narrower, outcome };
        let written = world.written.clone();
        // The decision compiled, so that this is no error unless there is no room.
        if let Ok(whole) = world.of_written(definition, &written) {
            world.outcome = whole.result.outcome;
        }
        world
    }

    /// What the rules come to with a slip, given the definition and the facts that have it.
    pub(super) fn whole(
        &mut self,
        definition: &Definition,
        facts: &[Fact],
        mutant: &Mutant,
    ) -> Result<Whole, Refusal> {
        let written = match mutant.rule() {
            None => written(&mut self.builder, definition, &self.space, facts, self.edition),
            Some(changed) => {
                let rule = &definition.rules[changed];
                let mut written = self.written.clone();
                written[changed] = if rule.editions.contains(self.edition) {
                    condition(&mut self.builder, &self.space, &rule.when, facts, self.edition)
                } else {
                    Ref::FALSE
                };
                written
            }
        };
        self.of_written(definition, &written)
    }

    fn of_written(&mut self, definition: &Definition, written: &[Ref]) -> Result<Whole, Refusal> {
        let Self { builder, edition, space, .. } = self;
        let conditions = Conditions::new(builder, definition, written);
        let known = (&self.conditions, self.narrower.as_slice());
        let narrower = narrower_given(builder, definition, &conditions, *edition, known);
        if builder.is_full() {
            return Err(Refusal::TooLarge);
        }
        if conditions.possible == Ref::FALSE {
            return Err(Refusal::NothingCanOccur);
        }
        let overs: Vec<&[usize]> = definition.rules.iter().map(Rule::over).collect();
        let defeats = precedence(&overs, &narrower).map_err(|_| Refusal::PrecedenceCycle)?;
        let offered: Vec<bool> =
            definition.options.iter().map(|option| option.editions.contains(*edition)).collect();
        let result = outcomes_of(builder, definition, &conditions, &defeats, &offered);
        if builder.is_full() {
            return Err(Refusal::TooLarge);
        }
        let everything = space.everything().0;
        let flaws = [
            (LeafCode::GAP, Refusal::Gap),
            (LeafCode::CONFLICT, Refusal::Conflict),
            (LeafCode::DEAD_END, Refusal::DeadEnd),
        ];
        match flaws
            .iter()
            .find(|(leaf, _)| builder.forest().reaches(result.outcome, *leaf, &everything))
        {
            Some((_, refusal)) => Err(*refusal),
            None => Ok(Whole { conditions, result, defeats }),
        }
    }
}

impl Mutant {
    /// Whether quantities are split elsewhere.
    fn moves_lines(&self) -> bool {
        matches!(self, Self::Turned { .. } | Self::Moved { .. })
    }
}
