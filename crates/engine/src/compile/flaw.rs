//! What keeps a definition from becoming a decision.

use crate::form::Malformed;
use crate::model::Editions;
use crate::space::Cube;

/// What keeps a definition from becoming a decision. A witness is a cube of [`Space::of`] in each
/// of the editions.
///
/// [`Space::of`]: crate::space::Space::of
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Flaw {
    /// A list out of order, or an index out of range: not what an author can get wrong, but who
    /// builds definitions.
    Malformed(Malformed),
    /// More inputs than a diagram can hold.
    TooManyInputs {
        /// How many there are.
        inputs: usize,
    },
    /// More variables than a diagram can hold: inputs, and for each set its members.
    TooManyVariables {
        /// How many there are.
        variables: usize,
    },
    /// More options and pieces of advice than a diagram can hold.
    TooManyOutcomes {
        /// How many there are.
        outcomes: usize,
    },
    /// An input with more values or thresholds than a diagram can hold.
    TooManyRegions {
        /// The editions in which it is so.
        editions: Editions,
        /// The input.
        input: usize,
        /// How many regions it would have.
        regions: usize,
    },
    /// Rules that tie so many inputs together that their diagram does not fit.
    TooLarge {
        /// The editions in which it is so.
        editions: Editions,
    },
    /// Rules that defeat one another in a circle.
    PrecedenceCycle {
        /// The editions in which it is so.
        editions: Editions,
        /// The rules, each defeating the next, the last the first.
        rules: Vec<usize>,
    },
    /// The `assume` rules leave no cell.
    NothingCanOccur {
        /// The editions in which it is so.
        editions: Editions,
    },
    /// Cells in which options survive but no rule picks one.
    Gap {
        /// The editions in which it is so.
        editions: Editions,
        /// Such cells.
        witness: Cube,
        /// The options that survive in some of them.
        survivors: Vec<usize>,
    },
    /// Cells in which undefeated rules disagree.
    Conflict {
        /// The editions in which it is so.
        editions: Editions,
        /// Such cells.
        witness: Cube,
        /// The two rules.
        rules: [usize; 2],
    },
    /// Cells in which no option survives and no `none` rule holds.
    DeadEnd {
        /// The editions in which it is so.
        editions: Editions,
        /// Such cells.
        witness: Cube,
        /// For each option, the rules that exclude it in some of them.
        excluded_by: Vec<Vec<usize>>,
    },
}

impl Flaw {
    /// The editions in which it is so; every one where editions make no difference.
    #[must_use]
    pub fn editions(&self) -> Editions {
        match self {
            Self::Malformed(_)
            | Self::TooManyInputs { .. }
            | Self::TooManyVariables { .. }
            | Self::TooManyOutcomes { .. } => Editions::ALL,
            Self::TooManyRegions { editions, .. }
            | Self::TooLarge { editions }
            | Self::PrecedenceCycle { editions, .. }
            | Self::NothingCanOccur { editions }
            | Self::Gap { editions, .. }
            | Self::Conflict { editions, .. }
            | Self::DeadEnd { editions, .. } => *editions,
        }
    }

    /// The same flaw in other editions.
    pub(crate) fn in_editions(mut self, of: Editions) -> Self {
        match &mut self {
            Self::Malformed(_)
            | Self::TooManyInputs { .. }
            | Self::TooManyVariables { .. }
            | Self::TooManyOutcomes { .. } => {}
            Self::TooManyRegions { editions, .. }
            | Self::TooLarge { editions }
            | Self::PrecedenceCycle { editions, .. }
            | Self::NothingCanOccur { editions }
            | Self::Gap { editions, .. }
            | Self::Conflict { editions, .. }
            | Self::DeadEnd { editions, .. } => *editions = of,
        }
        self
    }

    /// Its witness, if it has one.
    pub(crate) fn witness_mut(&mut self) -> Option<&mut Cube> {
        match self {
            Self::Gap { witness, .. }
            | Self::Conflict { witness, .. }
            | Self::DeadEnd { witness, .. } => Some(witness),
            _ => None,
        }
    }
}
