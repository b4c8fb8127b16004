//! What changed: two packs, or two editions of one, compared scenario by scenario.
//!
//! Two decisions with one id are laid over one another. Inputs, values and members are matched by
//! their ids, quantities are split at the thresholds of both sides, and the product of the two
//! diagrams tells exactly where the outcomes differ ([`Comparison`]). What only one side has is
//! told as a [`Part`], and takes part in the comparison so far as both sides have something to say:
//!
//! - An input or a member that one side does not ask about is compared under every answer to it.
//!   An outcome has changed where some answer to it changes the outcome.
//! - A value of a choice, or a quantity, that one side does not know is no scenario for that side.
//!   Nothing is compared there.
//!
//! An input whose kind or dimension is another one is another input, though its id is the same.

mod boxes;
mod claims;
mod compare;
mod example;
mod joint;
mod packs;
mod product;
mod step;

use crate::answer::Answers;
use crate::diagram::Outcome;
use crate::model::Definition;
use crate::pack::Pack;
use crate::space::{Cube, Space};

pub use claims::{ClaimChange, Claimed};
pub use packs::{DecisionDiff, FactChange, PackDiff};
pub use step::{Step, expected_version};

/// One of the two that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// What was.
    Old,
    /// What is.
    New,
}

impl Side {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::Old, Self::New];

    const fn index(self) -> usize {
        self as usize
    }
}

/// A pack in one edition.
#[derive(Debug, Clone, Copy)]
pub struct Edited<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// The edition.
    pub edition: usize,
}

/// Something that one side of a decision has and the other has not, or has otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// An input, by its index in the definition of that side.
    Input(usize),
    /// A value of a choice or a member of a set.
    Value {
        /// The input.
        input: usize,
        /// The value.
        value: usize,
    },
    /// Quantities that the other side does not allow.
    Range(usize),
    /// What is taken for granted where nobody says, which is something else on the other side.
    Silence(usize),
    /// An option that can be had.
    Option(usize),
}

/// A decision in an edition, before and after.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The inputs of both sides, in the languages of the new pack. It has no options and no rules.
    pub joint: Definition,
    /// The variables of the joint inputs, split at the thresholds of both sides.
    pub space: Space,
    /// Where the outcome is another one, for each pair of outcomes, the largest share first.
    pub changes: Vec<Change>,
    /// Where the outcome is the same, but other rules decide it.
    pub reasons: Vec<Change>,
}

/// Scenarios that led to one outcome and lead to another now; or, of [`Comparison::reasons`], to
/// the same for other reasons.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The outcome on the old side; `None` where its `assume` rules say that this cannot be.
    pub old: Option<Outcome>,
    /// The outcome on the new side, likewise.
    pub new: Option<Outcome>,
    /// How many of the scenarios that either side says can be, by their weights: those of values
    /// and members as the plan of questions weighs them (of both sides the new one's), and every
    /// range between two thresholds alike. From 0 to 1.
    pub share: f64,
    /// The scenarios, as few boxes as were found. No scenario is in two of them, and none that did
    /// not change is in any; but they may hold cells that neither side says can be.
    pub boxes: Vec<Changed>,
    /// The share that is in none of the boxes: more than 0 only beyond [`MAX_BOXES`] of them.
    pub unlisted: f64,
}

/// The most boxes that are told of one change.
pub const MAX_BOXES: usize = 256;

/// Scenarios that changed alike: every combination of some answers to each input.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    /// The answers, a cube of [`Comparison::space`].
    pub cube: Cube,
    /// How many of the scenarios, as [`Change::share`] counts.
    pub share: f64,
    /// One scenario of it: a concrete answer to every joint input that the cube narrows. They
    /// settle the outcome on both sides.
    pub example: Answers,
    /// The rules that decide somewhere in it, those that decide most of it first: of the old side,
    /// then of the new side.
    pub rules: [Vec<usize>; 2],
}

/// The two sides tie so many thresholds or inputs together that they cannot be laid over one
/// another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge;

impl Comparison {
    /// The share of scenarios whose outcome changed.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.changes.iter().map(|change| change.share).sum()
    }

    /// What a cube allows of a joint input; `None` where it allows everything.
    #[must_use]
    pub fn answer(&self, input: usize, cube: &Cube) -> Option<crate::Answer> {
        joint::answer(&self.space, input, cube)
    }
}
