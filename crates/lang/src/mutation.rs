//! Mutation: whether anything notices that a rule is not what it should be.
//!
//! Into every decision one small slip after the other is put ([`Mutant`]). It is *caught* if the
//! decision then does not compile, a recorded case fails, a claim does not hold, or a review warns of
//! what it did not before; *equivalent* if no outcome differs, so that nothing could notice it;
//! and else *missed*.

mod jury;
mod slip;
mod telling;

use shirube_engine::model::Fact;
use shirube_engine::mutation::{Mutant, Refusal, Scene, scenes, try_out};
use shirube_engine::{Decision, Pack};

use crate::check::Checked;
use crate::code::Code;

use jury::Jury;
pub use slip::{ChangeTold, SlipTold, SlipWords};

/// What notices a mutant.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Noticed {
    /// It does not compile.
    Refused(Code),
    /// A recorded case fails, by its id.
    Case(String),
    /// A claim does not hold, by its id.
    Claim(String),
    /// A review finds something that it did not before.
    Finding(Code),
}

/// How a mutant stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// The first thing that notices it.
    Caught(Noticed),
    /// Nothing notices it.
    Missed,
    /// Nothing can notice it: no outcome differs.
    Equivalent,
}

/// The mutants of a decision.
pub struct Mutated<'p> {
    pack: &'p Pack,
    checked: &'p Checked,
    decision: &'p Decision,
    mutants: Vec<(Mutant, Standing)>,
    /// The language in which figures are told.
    language: usize,
}

/// A mutant that nothing notices, with a situation that it changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    /// The mutant.
    pub mutant: Mutant,
    /// The situation; `None` where there was no room to find one.
    pub scene: Option<Scene>,
}

/// Tries out every mutant of some decisions of a sound pack, on all cores there are.
#[must_use]
pub fn mutate<'p>(
    pack: &'p Pack,
    checked: &'p Checked,
    decisions: impl IntoIterator<Item = &'p Decision>,
) -> Vec<Mutated<'p>> {
    let with_jury = |decision| (decision, Jury::of(pack, checked, decision));
    let decisions: Vec<(&Decision, Jury<'_>)> = decisions.into_iter().map(with_jury).collect();
    let judged = try_out(&decisions, &pack.about().facts, Jury::standing);
    let mutated =
        |((decision, _), mutants)| Mutated { pack, checked, decision, mutants, language: 0 };
    decisions.into_iter().zip(judged).map(mutated).collect()
}

impl<'p> Mutated<'p> {
    /// The same with figures in a language of the pack.
    #[must_use]
    pub fn in_language(self, language: usize) -> Self {
        Self { language, ..self }
    }

    /// The decision.
    #[must_use]
    pub fn decision(&self) -> &'p Decision {
        self.decision
    }

    /// Every mutant with how it stands: rule by rule, then figure by figure.
    #[must_use]
    pub fn mutants(&self) -> &[(Mutant, Standing)] {
        &self.mutants
    }

    /// How many are caught, and of how many that could be.
    #[must_use]
    pub fn caught(&self) -> (usize, usize) {
        let of = |wanted: fn(&Standing) -> bool| {
            self.mutants.iter().filter(|(_, standing)| wanted(standing)).count()
        };
        let caught = of(|standing| matches!(standing, Standing::Caught(_)));
        (caught, caught + of(|standing| *standing == Standing::Missed))
    }

    /// The mutants that nothing notices, each with a situation.
    #[must_use]
    pub fn missed(&self) -> Vec<Missed> {
        let with_scene = |mutant| {
            let scene = scenes(self.decision, self.facts(), &[mutant]).into_iter().next();
            Missed { mutant, scene }
        };
        self.all_missed().into_iter().map(with_scene).collect()
    }

    fn all_missed(&self) -> Vec<Mutant> {
        let missed = self.mutants.iter().filter(|(_, standing)| *standing == Standing::Missed);
        missed.map(|(mutant, _)| *mutant).collect()
    }

    fn facts(&self) -> &'p [Fact] {
        &self.pack.about().facts
    }
}

/// What an author knows it as.
fn code(refusal: Refusal) -> Code {
    match refusal {
        Refusal::Gap => Code::Gap,
        Refusal::Conflict => Code::Conflict,
        Refusal::DeadEnd => Code::DeadEnd,
        Refusal::PrecedenceCycle => Code::PrecedenceCycle,
        Refusal::NothingCanOccur => Code::NothingCanOccur,
        _ => Code::TooMany,
    }
}
