//! What the exit code says.

use std::process::ExitCode;

/// How a run ended. The numbers are part of the command's interface and never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// The verdict is settled, or the command did what it was asked.
    Success = 0,
    /// Something went wrong: a file that cannot be read, a damaged pack, a bad line in a batch.
    Error = 1,
    /// The command line is wrong: an unknown decision, input, value, unit or option.
    Usage = 2,
    /// The answers settle nothing, cannot all be true, or leave no option; or the person left.
    NotSettled = 3,
    /// An answer is needed and there is nobody to ask.
    InputNeeded = 4,
    /// A pack's rules are not sound, or a recorded case of it fails.
    Unsound = 5,
    /// Ctrl-C.
    Interrupted = 130,
}

impl Exit {
    /// The number.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
