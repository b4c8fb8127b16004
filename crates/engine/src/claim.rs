//! Claims: what an author says of a decision beside its rules, and the proof of it.
//!
//! A claim is about every cell, and is decided on the diagram: it holds, or there is a cell that
//! refutes it. It changes nothing about the decision and is no part of a compiled pack.

mod ground;
mod smallest;

use crate::diagram::Outcome;
use crate::forest::Ref;
use crate::model::{Condition, Fact};
use crate::pack::Decision;
use crate::plan::Planner;
use crate::space::{Cube, Space};
use ground::{Deciding, Ground};

/// What an author says of a decision. Conditions may draw lines that no rule draws.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Claim {
    /// Where the condition holds, none of these wins.
    Never {
        /// The outcomes.
        outcomes: Vec<Outcome>,
        /// Where they never win.
        when: Condition,
    },
    /// Where the condition holds, one of these wins.
    Always {
        /// The outcomes.
        outcomes: Vec<Outcome>,
        /// Where one of them wins.
        when: Condition,
    },
    /// These win only where the condition holds.
    WinsOnly {
        /// The outcomes.
        outcomes: Vec<Outcome>,
        /// Where alone they win.
        when: Condition,
    },
    /// Raising a quantity, all else equal, never makes one of these win that did not, or never
    /// makes one of these lose to another outcome.
    Monotone {
        /// The quantity: an index into [`crate::model::Definition::inputs`].
        input: usize,
        /// Which way it never goes.
        never: Direction,
        /// The outcomes.
        outcomes: Vec<Outcome>,
        /// Both cells are among those in which this holds.
        when: Condition,
    },
    /// Where the condition holds, there is one outcome.
    Settles {
        /// What settles it.
        when: Condition,
    },
    /// The plan asks no more questions than so many, whatever the answers are. Only complete answers
    /// count: who does not know, or answers in part, may be asked more.
    AtMost {
        /// The number of questions.
        questions: usize,
    },
}

impl Claim {
    /// Its condition, if it has one.
    pub(crate) fn when_mut(&mut self) -> Option<&mut Condition> {
        match self {
            Self::Never { when, .. }
            | Self::Always { when, .. }
            | Self::WinsOnly { when, .. }
            | Self::Monotone { when, .. }
            | Self::Settles { when } => Some(when),
            Self::AtMost { .. } => None,
        }
    }
}

/// Which way a change of the winner goes, seen from some outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From another outcome to one of them.
    Toward,
    /// From one of them to another outcome.
    AwayFrom,
}

/// Why a claim is not proved.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClaimFlaw {
    /// It is not so. The witness narrows as few variables as refute the claim, by one rule for each
    /// scene; where looking for these takes too long, a few more.
    Fails {
        /// What the cubes are of.
        space: Space,
        /// One scene, or two that must not go together: for [`Claim::Monotone`] the smaller
        /// quantity first, for [`Claim::Settles`] two with different outcomes.
        scenes: Vec<Scene>,
    },
    /// The plan asks more questions.
    AsksMore {
        /// How many.
        questions: usize,
        /// What the cube is of.
        space: Space,
        /// What has to be answered to be asked so many.
        answers: Cube,
    },
    /// No cell that can occur meets its condition, or what wins only somewhere wins nowhere: it is
    /// true of any rules.
    SaysNothing,
    /// It may be so, but the proof does not fit.
    TooLarge,
}

impl ClaimFlaw {
    /// The same with cubes of a space in the order of inputs: that of a diagram may differ between
    /// editions that are alike.
    fn in_plain_order(self) -> Self {
        match self {
            Self::Fails { space, mut scenes } => {
                let plain = space.plain();
                for scene in &mut scenes {
                    scene.cube = plain.reordered(&space, &scene.cube);
                }
                Self::Fails { space: plain, scenes }
            }
            Self::AsksMore { questions, space, answers } => {
                let plain = space.plain();
                let answers = plain.reordered(&space, &answers);
                Self::AsksMore { questions, space: plain, answers }
            }
            other => other,
        }
    }
}

/// Cells with one outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    /// The cells.
    pub cube: Cube,
    /// What wins in all of them.
    pub outcome: Outcome,
    /// A rule that decides in all of them.
    pub rule: usize,
}

impl Decision {
    /// Whether a claim holds in an edition; exact. `facts` are those that the decision was compiled
    /// with.
    ///
    /// # Errors
    ///
    /// Why it is not proved, if it is not.
    ///
    /// # Panics
    ///
    /// If the claim is about another decision, or the pack has no such edition.
    pub fn prove(&self, facts: &[Fact], edition: usize, claim: &Claim) -> Result<(), ClaimFlaw> {
        self.proved(facts, edition, claim).map_err(ClaimFlaw::in_plain_order)
    }

    fn proved(&self, facts: &[Fact], edition: usize, claim: &Claim) -> Result<(), ClaimFlaw> {
        let ground = |when: &Condition| Ground::new(self, facts, edition, when);
        match claim {
            Claim::Never { outcomes, when } => {
                let mut ground = ground(when)?;
                let within = ground.within()?;
                let wins = ground.wins(outcomes);
                let refuting = ground.builder.and(within, wins);
                ground.nowhere(refuting)
            }
            Claim::Always { outcomes, when } => {
                let mut ground = ground(when)?;
                let within = ground.within()?;
                let wins = ground.wins(outcomes);
                let refuting = ground.builder.without(within, wins);
                ground.nowhere(refuting)
            }
            Claim::WinsOnly { outcomes, when } => {
                let mut ground = ground(when)?;
                let wins = ground.wins(outcomes);
                if wins == Ref::FALSE {
                    return Err(ClaimFlaw::SaysNothing);
                }
                let refuting = ground.builder.without(wins, ground.condition);
                ground.nowhere(refuting)
            }
            Claim::Monotone { input, never, outcomes, when } => {
                let mut ground = ground(when)?;
                let within = ground.within()?;
                ground.monotone(within, *input, *never, outcomes)
            }
            Claim::Settles { when } => {
                let mut ground = ground(when)?;
                let within = ground.within()?;
                ground.one_outcome(within)
            }
            Claim::AtMost { questions } => self.asks_at_most(*questions, edition),
        }
    }

    fn asks_at_most(&self, questions: usize, edition: usize) -> Result<(), ClaimFlaw> {
        let mut planner = Planner::new(self, edition);
        if planner.bound() <= questions {
            return Ok(());
        }
        let (asked, answers) = planner.longest().ok_or(ClaimFlaw::TooLarge)?;
        let space = self.diagram(edition).space().clone();
        Err(ClaimFlaw::AsksMore { questions: asked, space, answers })
    }
}

impl Ground<'_> {
    /// Whether a function holds nowhere; else where, by one rule.
    fn nowhere(mut self, refuting: Ref) -> Result<(), ClaimFlaw> {
        self.fits()?;
        if refuting == Ref::FALSE {
            return Ok(());
        }
        let parts = self.deciding(refuting);
        self.fits()?;
        let (scene, _) = self.smallest(&parts).ok_or(ClaimFlaw::TooLarge)?;
        Err(ClaimFlaw::Fails { space: self.space, scenes: vec![scene] })
    }

    /// Whether all cells of a function have one outcome; else two outcomes, those that name the
    /// fewest variables.
    fn one_outcome(mut self, within: Ref) -> Result<(), ClaimFlaw> {
        let parts = self.deciding(within);
        self.fits()?;
        let mut outcomes: Vec<Outcome> = parts.iter().map(|part| part.outcome).collect();
        outcomes.sort_unstable();
        outcomes.dedup();
        if outcomes.len() <= 1 {
            return Ok(());
        }
        let mut scenes: Vec<(Scene, usize)> = Vec::new();
        for outcome in outcomes {
            let parts: Vec<Deciding> =
                parts.iter().filter(|part| part.outcome == outcome).copied().collect();
            scenes.extend(self.smallest(&parts));
        }
        scenes.sort_by_key(|(_, narrowed)| *narrowed);
        let scenes: Vec<Scene> = scenes.into_iter().take(2).map(|(scene, _)| scene).collect();
        Err(ClaimFlaw::Fails { space: self.space, scenes })
    }

    /// Whether no step up of a quantity goes the wrong way within a function; else the lowest step
    /// that does.
    fn monotone(
        mut self,
        within: Ref,
        input: usize,
        never: Direction,
        outcomes: &[Outcome],
    ) -> Result<(), ClaimFlaw> {
        let Some(&level) = self.space.levels_of(input).first() else { return Ok(()) };
        let wins = self.wins(outcomes);
        let inside = self.builder.and(within, wins);
        let outside = self.builder.without(within, wins);
        let (from, to) = match never {
            Direction::Toward => (outside, inside),
            Direction::AwayFrom => (inside, outside),
        };
        let regions = self.builder.regions(level);
        let steps = (1..regions).flat_map(|high| (0..high).rev().map(move |low| (low, high)));
        for (low, high) in steps {
            let below = self.builder.cofactor(from, level, low);
            let above = self.builder.cofactor(to, level, high);
            let refuting = self.builder.and(below, above);
            self.fits()?;
            if refuting != Ref::FALSE {
                let scenes = self.step(level, [(low, from), (high, to)])?;
                return Err(ClaimFlaw::Fails { space: self.space, scenes });
            }
        }
        Ok(())
    }

    /// Cells that differ in one variable alone and lie in these functions, each decided by one rule.
    fn step(&mut self, level: usize, ends: [(usize, Ref); 2]) -> Result<Vec<Scene>, ClaimFlaw> {
        let [below, above] = ends.map(|(region, function)| {
            let mut parts = self.deciding(function);
            for part in &mut parts {
                part.cells = self.builder.cofactor(part.cells, level, region);
            }
            parts.retain(|part| part.cells != Ref::FALSE);
            parts
        });
        let pairs: Vec<(Deciding, Deciding)> =
            (below.iter()).flat_map(|&one| above.iter().map(move |&other| (one, other))).collect();
        let both: Vec<Ref> =
            pairs.iter().map(|(one, other)| self.builder.and(one.cells, other.cells)).collect();
        self.fits()?;
        let found = smallest::smallest(&mut self.builder, &self.space, &both);
        let (cube, &(one, other)) = found
            .and_then(|(nth, cube)| Some((cube, pairs.get(nth)?)))
            .ok_or(ClaimFlaw::TooLarge)?;
        let scene = |part: Deciding, region: usize| {
            let mut cube = cube.clone();
            cube.0[level] = 1 << region;
            Scene { cube, outcome: part.outcome, rule: part.rule }
        };
        Ok(vec![scene(one, ends[0].0), scene(other, ends[1].0)])
    }

    /// The cells of one of some parts that narrow the fewest variables, and how many these are.
    fn smallest(&mut self, parts: &[Deciding]) -> Option<(Scene, usize)> {
        let cells: Vec<Ref> = parts.iter().map(|part| part.cells).collect();
        let (nth, cube) = smallest::smallest(&mut self.builder, &self.space, &cells)?;
        let part = parts.get(nth)?;
        let everything = self.space.everything();
        let narrowed = cube.0.iter().zip(&everything.0).filter(|(own, all)| own != all).count();
        Some((Scene { cube, outcome: part.outcome, rule: part.rule }, narrowed))
    }
}
