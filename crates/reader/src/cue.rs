//! Cues: what an author says gives an answer away.

use serde::{Deserialize, Serialize};

/// The cues of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DecisionCues {
    /// The decision's id.
    pub decision: String,
    /// Its cues, in the author's order.
    pub cues: Vec<Cue>,
}

/// A phrase that gives something away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// The language it is written in: an index into the pack's languages.
    pub language: usize,
    /// What it gives away.
    pub gives: Gives,
    /// How it is written ([`crate::Pattern`]).
    pub pattern: String,
}

/// What a cue gives away. Indexes are those of the decision's definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Gives {
    /// That a text is about the decision.
    Topic,
    /// That an option is meant.
    Option(usize),
    /// A value of a choice, a member of a set, or of a flag no (0) or yes (1).
    Value {
        /// The input.
        input: usize,
        /// The value.
        value: usize,
    },
    /// A quantity: the figure in the phrase.
    Figure {
        /// The input.
        input: usize,
    },
    /// A quantity that the phrase stands for.
    At {
        /// The input.
        input: usize,
        /// How much.
        value: i64,
    },
}

impl Gives {
    /// The input that it answers.
    #[must_use]
    pub fn input(self) -> Option<usize> {
        match self {
            Self::Topic | Self::Option(_) => None,
            Self::Value { input, .. } | Self::Figure { input } | Self::At { input, .. } => {
                Some(input)
            }
        }
    }
}

/// Writes cues as bytes.
///
/// # Errors
///
/// None that is known of.
pub fn to_bytes(cues: &[DecisionCues]) -> Result<Vec<u8>, postcard::Error> {
    postcard::to_stdvec(cues)
}

/// Reads cues back.
///
/// # Errors
///
/// Bytes that were not written by [`to_bytes`].
pub fn from_bytes(bytes: &[u8]) -> Result<Vec<DecisionCues>, postcard::Error> {
    postcard::from_bytes(bytes)
}
