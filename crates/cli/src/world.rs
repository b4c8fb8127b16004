//! What the command is handed at the edge: streams, terminals, the environment. Nothing below this
//! asks the system for them.

use std::io::{BufRead, Write};

use crate::arguments::{Colour, Global};
use crate::layout::Setting;

/// The width of text that goes to no terminal.
const USUAL_WIDTH: usize = 80;

/// Everything outside.
pub struct World<'a> {
    /// Where answers are read from.
    pub input: &'a mut dyn BufRead,
    /// Whether a person may be typing there.
    pub input_is_terminal: bool,
    /// Where results go.
    pub output: Channel<'a>,
    /// Where questions, notes and errors go.
    pub talk: Channel<'a>,
    /// A variable of the environment.
    pub variable: &'a dyn Fn(&str) -> Option<String>,
}

/// A stream that is written to.
pub struct Channel<'a> {
    /// The stream.
    pub writer: &'a mut (dyn Write + Send),
    /// Tells the columns of the terminal that it goes to, if it goes to one. They change when the
    /// window does; 0: nobody knows.
    pub terminal: Option<fn() -> usize>,
}

impl Channel<'_> {
    /// A setting with the terminal's present width, unless a width was asked for.
    #[must_use]
    pub fn now(&self, setting: Setting, asked: Option<usize>) -> Setting {
        match self.terminal.map(|columns| columns()) {
            Some(width) if asked.is_none() && width > 0 => Setting { width, ..setting },
            _ => setting,
        }
    }
}

impl World<'_> {
    /// A variable that is set to something.
    fn set(&self, name: &str) -> Option<String> {
        (self.variable)(name).filter(|value| !value.is_empty())
    }

    /// The language that the environment asks for: the code before `_` or `.`.
    #[must_use]
    pub fn language(&self) -> Option<String> {
        let value = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| self.set(name))?;
        let code = value.split(['_', '.', '@', '-']).next().unwrap_or_default();
        Some(code.to_lowercase())
    }

    /// How results are to be set.
    #[must_use]
    pub fn output_setting(&self, global: &Global) -> Setting {
        self.setting(global, self.output.terminal)
    }

    /// How questions and notes are to be set.
    #[must_use]
    pub fn talk_setting(&self, global: &Global) -> Setting {
        self.setting(global, self.talk.terminal)
    }

    /// Whether questions may move the cursor.
    #[must_use]
    pub fn may_move_cursor(&self, global: &Global) -> bool {
        let terminal = self.input_is_terminal && self.talk.terminal.is_some();
        terminal && !global.plain && !self.is_dumb()
    }

    fn is_dumb(&self) -> bool {
        self.set("TERM").is_none_or(|term| term == "dumb")
    }

    fn setting(&self, global: &Global, terminal: Option<fn() -> usize>) -> Setting {
        let from_environment =
            || self.set("COLUMNS").and_then(|columns| columns.parse().ok()).filter(|&c| c > 0);
        let width = (global.width)
            .or_else(|| terminal.map(|columns| columns()).filter(|&columns| columns > 0))
            .or_else(from_environment)
            .unwrap_or(USUAL_WIDTH);
        Setting { width, colour: self.colour(global.color, terminal.is_some()) }
    }

    /// <https://no-color.org> and <https://bixense.com/clicolors>.
    fn colour(&self, when: Colour, is_terminal: bool) -> bool {
        match when {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto if self.set("NO_COLOR").is_some() => false,
            Colour::Auto if self.set("CLICOLOR_FORCE").is_some_and(|v| v != "0") => true,
            Colour::Auto => {
                is_terminal && !self.is_dumb() && self.set("CLICOLOR").is_none_or(|v| v != "0")
            }
        }
    }
}
