//! What stands above a list, to be wiped away when it is no longer true.

use std::io;

use console::{Term, measure_text_width};

/// A part of the terminal that is written and wiped as a whole.
pub(super) struct Board {
    terminal: Term,
    /// The widths of the lines that stand there.
    lines: Vec<usize>,
}

impl Board {
    pub(super) fn new(terminal: Term) -> Self {
        Self { terminal, lines: Vec::new() }
    }

    pub(super) fn terminal(&self) -> &Term {
        &self.terminal
    }

    /// The columns of the terminal, now.
    pub(super) fn columns(&self) -> usize {
        usize::from(self.terminal.size().1).max(1)
    }

    fn rows(&self) -> usize {
        usize::from(self.terminal.size().0)
    }

    /// Whether a text is longer than the screen.
    pub(super) fn overflows(&self, text: &str) -> bool {
        let columns = self.columns();
        let rows = text.lines().map(|line| measure_text_width(line).div_ceil(columns).max(1));
        rows.sum::<usize>() >= self.rows()
    }

    /// The rows that are left beside a text.
    pub(super) fn rows_beside(&self, text: &str) -> usize {
        self.rows().saturating_sub(text.lines().count() + 1)
    }

    /// The rows that are left for a list below what stands here and below a prompt.
    pub(super) fn rows_left(&self, prompt: &str) -> usize {
        self.rows().saturating_sub(self.height() + prompt.lines().count() + 1)
    }

    /// Writes a text to be wiped later.
    pub(super) fn show(&mut self, text: &str) -> io::Result<()> {
        self.wipe()?;
        self.terminal.write_str(text)?;
        self.lines = text.lines().map(measure_text_width).collect();
        Ok(())
    }

    /// Writes a text that stays.
    pub(super) fn leave(&mut self, text: &str) -> io::Result<()> {
        self.wipe()?;
        self.terminal.write_str(text)
    }

    /// Wipes what was shown. A line that became longer than the terminal is wide takes several rows.
    pub(super) fn wipe(&mut self) -> io::Result<()> {
        let height = self.height();
        self.lines.clear();
        if height > 0 { self.terminal.clear_last_lines(height) } else { Ok(()) }
    }

    fn height(&self) -> usize {
        let columns = self.columns();
        self.lines.iter().map(|width| width.div_ceil(columns).max(1)).sum()
    }
}
