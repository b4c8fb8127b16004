//! What a text comes to.

use std::ops::Range;

use shirube_engine::{Answers, Outcome};

use crate::cue::Gives;

/// A text to be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scenario {
    /// What it says, without the options that it offers.
    pub text: String,
    /// The options that it offers.
    pub options: Vec<crate::Lettered>,
    /// The decision it is about, if that is known.
    pub decision: Option<String>,
    /// How many of the options are to be chosen.
    pub select: usize,
}

/// A phrase that gave something away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clue {
    /// Where it stands, in characters.
    pub at: Range<usize>,
    /// What it gives away.
    pub gives: Gives,
    /// The figure, where it has one.
    pub figure: Option<i64>,
    /// Whether it stands turned around: not this.
    pub negated: bool,
    /// Whether it only leans toward it.
    pub hint: bool,
    /// The cue that found it, as it is written.
    pub cue: String,
}

/// An option that a text offers, and what it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// Its letter.
    pub letter: String,
    /// The decision's option that it is; `None` if it is none of them.
    pub option: Option<usize>,
    /// How likely it is right.
    pub chance: f64,
}

/// What a text comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The decisions that it may be about, by index, each with how sure that is; the surest first.
    pub candidates: Vec<(usize, f64)>,
    /// The phrases that gave something away about the first of them.
    pub clues: Vec<Clue>,
    /// What they answer.
    pub answers: Answers,
    /// The inputs of which they say two things.
    pub conflicts: Vec<usize>,
    /// How likely each outcome is.
    pub chances: Vec<(Outcome, f64)>,
    /// The options that it offers.
    pub letters: Vec<Letter>,
    /// The letters that are right.
    pub choice: Vec<String>,
    /// The likeliest outcome; of lettered options, that of the first choice.
    pub winner: Option<Outcome>,
    /// Whether the clues settle it, with what silence leaves to be assumed.
    pub settled: bool,
}
