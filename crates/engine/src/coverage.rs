//! Coverage: what recorded cases show of a decision, and the cases that would show the rest.
//!
//! A [`Trial`] is a case in one edition: answers that settle the verdict. It promises the outcome of
//! every cell that they leave, and so shows what is so in any of those; only of a threshold it must
//! say on which side it lies. A [`Goal`] is something that some case, or a pair of cases, should show.
//!
//! Pairs are those of *unique-cause MC/DC* (DO-178C; Chilenski and Miller 1994), with a rule's
//! condition as the Boolean expression and the decision's verdict as what must change with it:
//!
//! - A *condition* is a test of one variable in a rule's condition. Each member that a test of a set
//!   names is one of its own. A test that says the same of the same variable as an earlier one of
//!   the rule, or the opposite, is no other condition.
//! - A *pair* for it is two cells that can occur and differ in that variable alone: the condition is
//!   true in one and false in the other, every other condition of the rule is as it was, the rule
//!   holds in the one and not in the other, and they have different outcomes.
//! - Two cases are that pair if each leaves one of the two cells.
//!
//! Where no two cells are such a pair, the goal is [`Standing::Impossible`], and nobody is asked for
//! it. `assume` rules have none: no case can lie where they hold.

mod area;
mod atlas;
mod suggest;

use std::collections::BTreeMap;

use crate::answer::Answers;
use crate::model::Fact;
use crate::pack::Decision;
use crate::space::Cube;

use atlas::Atlas;
pub use suggest::Suggestion;

/// A recorded case in one edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// The edition.
    pub edition: usize,
    /// What is answered. Where that settles no verdict, the trial shows nothing.
    pub answers: Answers,
}

/// Something that cases should show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Goal {
    /// A `prefer` or `none` rule is among those that decide.
    Decides {
        /// The rule.
        rule: usize,
    },
    /// Without an `exclude` rule, the outcome would be another, or none.
    Excludes {
        /// The rule.
        rule: usize,
    },
    /// An option wins.
    Wins {
        /// The option.
        option: usize,
    },
    /// A quantity lies between a threshold and the one next to it, in every cell of the case.
    Beside {
        /// The input.
        input: usize,
        /// The first value above the threshold.
        at: i64,
        /// On which side of it.
        above: bool,
    },
    /// A pair of cases in which one condition of a rule changes alone, and the outcome with it.
    Alone {
        /// The rule.
        rule: usize,
        /// Which of its conjunctions.
        conjunction: usize,
        /// Which test of it.
        test: usize,
        /// Which member of a set.
        member: Option<usize>,
    },
}

/// How cases stand to a goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// This trial, or this pair of trials, shows it.
    Shown(Vec<usize>),
    /// None does, but one could.
    Missing,
    /// None could.
    Impossible,
}

/// Every goal of a decision with how it stands.
pub type Coverage = BTreeMap<Goal, Standing>;

/// A decision laid out for the goals that cases have in it.
pub struct Survey<'d> {
    decision: &'d Decision,
    atlases: Vec<Atlas<'d>>,
}

impl<'d> Survey<'d> {
    /// Lays out a decision with the facts of its pack.
    #[must_use]
    pub fn of(decision: &'d Decision, facts: &[Fact]) -> Self {
        let atlas = |edition| Atlas::of(decision, facts, edition);
        Self { decision, atlases: (0..decision.diagrams.len()).map(atlas).collect() }
    }

    /// What some trials show. A goal is shown if it is in any edition.
    #[must_use]
    pub fn coverage(&self, trials: &[Trial]) -> Coverage {
        let mut coverage = Coverage::new();
        for (edition, atlas) in self.atlases.iter().enumerate() {
            let settled = self.settled(edition, trials);
            for (&goal, area) in &atlas.areas {
                let known = coverage.entry(goal).or_insert(Standing::Impossible);
                if matches!(known, Standing::Shown(_)) {
                    continue;
                }
                if let Some(by) = area.shown(atlas.forest(), &settled) {
                    *known = Standing::Shown(by);
                } else if area.can_be_shown() {
                    *known = Standing::Missing;
                }
            }
        }
        coverage
    }

    /// The trials of an edition that settle a verdict, by their indexes, with the cells they leave.
    fn settled(&self, edition: usize, trials: &[Trial]) -> Vec<(usize, Cube)> {
        let own = trials.iter().enumerate().filter(|(_, trial)| trial.edition == edition);
        own.map(|(index, trial)| (index, self.decision.cube(edition, &trial.answers)))
            .filter(|(_, cube)| self.decision.diagram(edition).verdict(cube).outcomes().len() == 1)
            .collect()
    }
}
