//! An explanation with its names and texts filled in, for one language: the one shape behind the
//! terminal, the page and the JSON.
//!
//! The order of fields is the order of the JSON; ids are stable, texts are for people.

mod response;
mod writer;

use serde::Serialize;

use crate::answer::Given;
use crate::diagram::{Outcome, Verdict};
use crate::pack::{Decision, Pack};

pub use response::{Response, UpstreamText};

/// How things stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// One option wins.
    Settled,
    /// No option is left; there is advice.
    NothingFits,
    /// More than one outcome is possible.
    Open,
    /// The answers cannot all be true.
    Impossible,
}

impl Status {
    /// The status of a verdict.
    #[must_use]
    pub fn of(verdict: &Verdict) -> Self {
        match verdict {
            Verdict::Settled(Outcome::Option(_)) => Self::Settled,
            Verdict::Settled(Outcome::Advice(_)) => Self::NothingFits,
            Verdict::Open(_) => Self::Open,
            Verdict::Impossible => Self::Impossible,
        }
    }
}

/// An explanation in one language.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The pack's id and version.
    pub pack: String,
    /// The decision's id.
    pub decision: String,
    /// The decision's title.
    pub title: String,
    /// The edition's id.
    pub edition: String,
    /// The language's code.
    pub language: String,
    /// How things stand.
    pub status: Status,
    /// The option that wins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub winner: Option<OptionText>,
    /// What to do where nothing fits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<RuleText>,
    /// The outcomes still possible while the verdict is open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub possible: Vec<OutcomeText>,
    /// The answers given, in the author's order of inputs.
    pub answers: Vec<AnswerText>,
    /// The answers taken for granted because nobody said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumed: Vec<AnswerText>,
    /// The inputs that were said not to be known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<InputText>,
    /// The rules that decide.
    pub because: Vec<RuleText>,
    /// The smallest set of answers behind the verdict, widened as far as it holds.
    pub sufficient: Vec<AnswerText>,
    /// The options after the winner, in the order in which they would win.
    pub ranking: Vec<OptionText>,
    /// The options of which one comes next, depending on what is unknown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ranking_then_one_of: Vec<OptionText>,
    /// What would change the outcome, the cheapest first.
    pub flips: Vec<FlipText>,
    /// Every option that is out, and why.
    pub rejected: Vec<RejectionText>,
    /// What other editions say to the same answers, where they say something else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_editions: Vec<EditionText>,
    /// The facts behind the rules named, by id. Those of other editions stand there.
    pub facts: Vec<FactText>,
    /// The pages behind all rules and facts named, by id.
    pub sources: Vec<SourceText>,
    /// The next question, while the verdict is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<NextText>,
}

/// An option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OptionText {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub about: String,
    /// What it is best for, to complete a sentence: `Best for …`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best: Option<String>,
}

/// An option, or advice where nothing fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutcomeText {
    /// An option.
    Option(OptionText),
    /// Advice: the rule that gives it.
    NothingFits(RuleText),
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleText {
    /// Its id.
    pub id: String,
    /// Why.
    pub because: String,
    /// Whether it applies to the answers, whatever is still unknown. Advice that other answers
    /// would lead to does not.
    pub surely: bool,
    /// The ids of the facts it rests on.
    pub facts: Vec<String>,
    /// The ids of the sources it rests on, those of its facts included.
    pub sources: Vec<String>,
}

/// An input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InputText {
    /// Its id.
    pub input: String,
    /// Its name.
    pub name: String,
}

/// An input with an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnswerText {
    /// The input's id.
    pub input: String,
    /// The input's name.
    pub name: String,
    /// The answer as the command line reads it.
    pub answer: String,
    /// The answer in words.
    pub words: String,
}

/// Changes that reach another outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FlipText {
    /// The outcome.
    pub to: OutcomeText,
    /// What to change.
    pub changes: Vec<ChangeText>,
}

/// A change of one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeText {
    /// The answer to give instead.
    #[serde(flatten)]
    pub to: AnswerText,
    /// Whether it goes against an answer that was given.
    pub replaces: bool,
}

/// An option that is out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RejectionText {
    /// The option.
    #[serde(flatten)]
    pub option: OptionText,
    /// In which way it is out.
    pub why: WhyNotKind,
    /// The rules that take it out: that exclude it, or that pick another.
    pub rules: Vec<RuleText>,
    /// The rules for it that others defeat.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub defeated: Vec<RuleText>,
}

/// In which way an option is out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyNotKind {
    /// It does not exist in this edition.
    NotOffered,
    /// A rule excludes it.
    Excluded,
    /// Another is preferred.
    Outranked,
    /// Which reason takes it out depends on what is unknown.
    Depends,
}

/// What another edition says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EditionText {
    /// The edition's id.
    pub edition: String,
    /// Its title.
    pub title: String,
    /// How things stand there.
    pub status: Status,
    /// The outcomes still possible there: one where settled.
    pub outcomes: Vec<OutcomeText>,
    /// The facts behind the rules named here, with their values there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<FactText>,
}

/// A fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactText {
    /// Its id.
    pub id: String,
    /// What it is of.
    pub about: String,
    /// Its value as people write it.
    pub written: String,
    /// Its exact value.
    pub value: String,
    /// When it was so.
    pub as_of: String,
    /// The ids of its sources.
    pub sources: Vec<String>,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceText {
    /// Its key.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The age of the text that was read.
    pub as_of: String,
}

/// The next question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NextText {
    /// The input's id.
    pub input: String,
    /// The question.
    pub ask: String,
    /// The most questions that can follow, this one included.
    pub at_most: usize,
    /// The expected cost of the questions that follow, this one included.
    pub expected: f64,
    /// Whether these are exact.
    pub exact: bool,
}

impl Pack {
    /// Explains what was given for a decision, in an edition and a language.
    #[must_use]
    pub fn report(
        &self,
        decision: &Decision,
        edition: usize,
        language: usize,
        given: &Given,
    ) -> Report {
        writer::report(self, decision, edition, language, given)
    }
}

impl Report {
    /// Every rule that is named, in any place but other editions; one that is named twice comes
    /// twice.
    pub fn rules(&self) -> impl Iterator<Item = &RuleText> {
        let flips = self.flips.iter().map(|flip| &flip.to);
        let outcomes = self.possible.iter().chain(flips).filter_map(OutcomeText::advice);
        let rejected = self.rejected.iter();
        let rejecting =
            rejected.flat_map(|rejection| rejection.rules.iter().chain(&rejection.defeated));
        self.advice.iter().chain(&self.because).chain(outcomes).chain(rejecting)
    }
}

impl OutcomeText {
    /// The rule that gives the advice, where it is advice.
    #[must_use]
    pub fn advice(&self) -> Option<&RuleText> {
        match self {
            Self::Option(_) => None,
            Self::NothingFits(rule) => Some(rule),
        }
    }
}
