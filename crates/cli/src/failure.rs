//! What stops a command: what is said about it, and the exit code.

use std::io;

use crate::exit::Exit;

/// Why a command stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// Something to be told.
    Told(Told),
    /// The output cannot be written: what the system says.
    Unwritable(String),
    /// Whoever read the output has gone. Nothing is to be said, and nobody would read it.
    Closed,
}

/// What is told: what is wrong, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The exit code.
    pub exit: Exit,
    /// What is wrong, in one sentence without a full stop; what the user wrote in backticks.
    pub message: String,
    /// What to do, a line each.
    pub help: Vec<String>,
    /// What is to be read before it, as it is: findings with their places.
    pub before: String,
}

impl Told {
    /// Something that went wrong, with nothing to be done about it.
    pub fn error(message: impl Into<String>) -> Self {
        let (exit, message) = (Exit::Error, message.into());
        Self { exit, message, help: Vec::new(), before: String::new() }
    }
}

impl Failure {
    /// A mistake on the command line.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::told(Exit::Usage, message)
    }

    /// Something else that went wrong.
    pub fn error(message: impl Into<String>) -> Self {
        Self::told(Exit::Error, message)
    }

    /// What is told, with its exit code.
    pub fn told(exit: Exit, message: impl Into<String>) -> Self {
        Self::Told(Told { exit, ..Told::error(message) })
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, line: impl Into<String>) -> Self {
        if let Self::Told(told) = &mut self {
            told.help.push(line.into());
        }
        self
    }

    /// Adds what is to be read before it.
    #[must_use]
    pub fn after(mut self, text: String) -> Self {
        if let Self::Told(told) = &mut self {
            told.before = text;
        }
        self
    }

    /// Adds what to do, if there is anything.
    #[must_use]
    pub fn maybe_help(self, line: Option<String>) -> Self {
        match line {
            Some(line) => self.help(line),
            None => self,
        }
    }
}

impl From<io::Error> for Failure {
    /// An error of writing a stream.
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Unwritable(said_by_system(&error)),
        }
    }
}

/// What the system says went wrong, without its number for it.
#[must_use]
pub fn said_by_system(error: &io::Error) -> String {
    let text = error.to_string();
    text.split_once(" (os error").map_or(text.clone(), |(said, _)| said.to_owned())
}
