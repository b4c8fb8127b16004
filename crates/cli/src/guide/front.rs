//! What a front end does: shows, and asks.

use shirube_engine::Answer;

use crate::failure::Failure;

use super::{Answered, Asking, View, Why};

/// What a person did with a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// Answered it.
    Answer(Answer),
    /// Does not know.
    DontKnow,
    /// Wants to know why.
    Why,
    /// Wants to go back.
    Back,
    /// Wants to change an earlier answer.
    Edit,
    /// Wants help to decide what is asked.
    Help,
    /// Wants to see the list of all decisions.
    List,
    /// Wants to leave.
    Quit,
}

/// What a person does with a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// Is done.
    Done,
    /// Wants to read everything about it.
    Everything,
    /// Wants what is usual to be taken for the rest.
    Assume,
    /// Wants to see it in another edition.
    Edition(usize),
    /// Changes an answer.
    Edit,
    /// Starts again.
    Again,
}

/// A result that was shown, and what can be done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown<'r> {
    /// The result in a few words.
    pub gist: &'r str,
    /// The result as it was written.
    pub text: &'r str,
    /// What can be done, in words.
    pub actions: Vec<(After, String)>,
}

/// Why asking ended without a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// There is no more input.
    Exhausted,
    /// Something went wrong.
    Failed(Failure),
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Something to pick from a list that belongs to no question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it stands under; equal ones follow each other.
    pub group: String,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// Shows and asks.
pub trait FrontEnd {
    /// Asks a question.
    ///
    /// # Errors
    ///
    /// There is nobody to ask.
    fn ask(&mut self, view: &View, asking: &Asking) -> Result<Reply, Stop>;

    /// Shows why a question is asked.
    ///
    /// # Errors
    ///
    /// It cannot be shown.
    fn why(&mut self, asking: &Asking, why: &Why) -> Result<(), Stop>;

    /// Shows what went wrong, and why. The question comes again.
    ///
    /// # Errors
    ///
    /// It cannot be shown.
    fn problem(&mut self, message: &str, reasons: &[String]) -> Result<(), Stop>;

    /// Shows something worth knowing.
    ///
    /// # Errors
    ///
    /// It cannot be shown.
    fn note(&mut self, message: &str) -> Result<(), Stop>;

    /// Asks which answer is to be changed; `None`: none.
    ///
    /// # Errors
    ///
    /// There is nobody to ask.
    fn which(&mut self, answered: &[Answered]) -> Result<Option<usize>, Stop>;

    /// Asks what to decide; `None`: nothing, or, of a list that is shown in place of a question
    /// (`back`), to that question.
    ///
    /// # Errors
    ///
    /// There is nobody to ask.
    fn choose(&mut self, prompt: &str, items: &[Item], back: bool) -> Result<Option<usize>, Stop>;

    /// Shows what was said, before the result comes.
    ///
    /// # Errors
    ///
    /// It cannot be shown.
    fn summary(&mut self, view: &View) -> Result<(), Stop>;

    /// Asks what to do after a result. At the end, what came out is to be seen.
    ///
    /// # Errors
    ///
    /// There is nobody to ask.
    fn after(&mut self, shown: &Shown) -> Result<After, Stop>;
}
