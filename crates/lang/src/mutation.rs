//! Mutation: whether anything notices that a rule is not what it should be.
//!
//! Into every decision one small slip after the other is put ([`Mutant`]). It is *caught* if the
//! decision then does not compile, a recorded case fails, a claim does not hold, or a review warns of
//! what it did not before; *equivalent* if no outcome differs, so that nothing could notice it;
//! and else *missed*.

mod jury;
mod telling;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use shirube_engine::model::Fact;
use shirube_engine::mutation::{Mutant, Refusal, Scene, scenes, try_out};
use shirube_engine::{Decision, Pack};

use crate::check::Checked;
use crate::code::Code;

use jury::Jury;

/// How many mutants are tried out at a time: enough that what they share is made seldom, and few
/// enough that all threads end at once.
const AT_A_TIME: usize = 64;

/// What became of some mutants of one decision.
struct Done {
    /// Their place in what there was to do.
    unit: usize,
    /// The decision's place.
    decision: usize,
    standings: Vec<(Mutant, Standing)>,
}

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
}

/// A mutant that nothing notices, with a situation that it changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    /// The mutant.
    pub mutant: Mutant,
    /// The situation; `None` where there was no room to find one.
    pub scene: Option<Scene>,
}

/// Tries out every mutant of some decisions of a sound pack, on as many threads as there are
/// processors.
#[must_use]
pub fn mutate<'p>(
    pack: &'p Pack,
    checked: &'p Checked,
    decisions: impl IntoIterator<Item = &'p Decision>,
) -> Vec<Mutated<'p>> {
    let mut all: Vec<Mutated<'p>> = (decisions.into_iter())
        .map(|decision| Mutated { pack, checked, decision, mutants: Vec::new() })
        .collect();
    let juries: Vec<(Jury<'p>, Vec<Mutant>)> = (all.iter())
        .map(|mutated| {
            let mutants = Mutant::all(mutated.decision.definition());
            (Jury::of(pack, checked, mutated.decision), mutants)
        })
        .collect();
    // Each is a decision's place and some of its mutants.
    let work: Vec<(usize, &[Mutant])> = (juries.iter().enumerate())
        .flat_map(|(place, (_, mutants))| mutants.chunks(AT_A_TIME).map(move |few| (place, few)))
        .collect();
    let next = AtomicUsize::new(0);
    let done = || {
        let mut done = Vec::new();
        loop {
            let unit = next.fetch_add(1, Ordering::Relaxed);
            let Some(&(decision, few)) = work.get(unit) else { return done };
            let Some((jury, _)) = juries.get(decision) else { continue };
            let mut standings = Vec::with_capacity(few.len());
            try_out(jury.decision, &pack.about().facts, few, &mut |mutant, tried| {
                standings.push((*mutant, jury.standing(mutant, tried)));
            });
            done.push(Done { unit, decision, standings });
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(work.len());
    let mut found: Vec<Done> = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(done)).collect();
        let own = done();
        // A thread ends without a result only by a panic, which then goes on here.
        let joined = others.into_iter().map(|other| match other.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        joined.flatten().chain(own).collect()
    });
    found.sort_by_key(|done| done.unit);
    for Done { decision, standings, .. } in found {
        if let Some(mutated) = all.get_mut(decision) {
            mutated.mutants.extend(standings);
        }
    }
    all
}

impl<'p> Mutated<'p> {
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
