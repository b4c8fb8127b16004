//! How lists look.
//!
//! The list's own items are only numbers; what stands on the screen is drawn here, cut to the width
//! that the terminal has at that moment. So a line never wraps, and the list can always wipe
//! exactly what it wrote, whatever letters are in it.

use std::cell::Cell;
use std::fmt;

use console::Term;
use dialoguer::theme::Theme;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::guide::Choice;
use crate::layout::{FAINT, Page, STRONG, Setting, cut, wrap};

/// A list is never shorter than this, however low the terminal is.
const FEWEST: usize = 3;
/// The rows that the explanation of an entry may take.
const ABOUT_ROWS: usize = 2;

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    label: String,
    about: Option<String>,
    heading: Option<String>,
    is_action: bool,
}

impl Entry {
    pub(super) fn plain(label: &str) -> Self {
        Self { label: label.to_owned(), about: None, heading: None, is_action: false }
    }

    pub(super) fn action(label: &str) -> Self {
        Self { is_action: true, ..Self::plain(label) }
    }

    pub(super) fn choice(choice: &Choice) -> Self {
        Self { about: choice.about.clone(), ..Self::plain(&choice.label) }
    }

    pub(super) fn headed(heading: Option<String>, label: &str) -> Self {
        Self { heading, ..Self::plain(label) }
    }
}

/// How a list looks.
pub(super) struct Look {
    entries: Vec<Entry>,
    hint: String,
    setting: Setting,
    terminal: Term,
    /// The entry under the cursor.
    active: Cell<usize>,
    /// How many entries are shown at once.
    shown: Cell<usize>,
}

impl Look {
    pub(super) fn new(entries: Vec<Entry>, hint: String, setting: Setting, terminal: Term) -> Self {
        let shown = Cell::new(entries.len().max(1));
        Self { entries, hint, setting, terminal, active: Cell::new(0), shown }
    }

    /// The items to hand to the list.
    pub(super) fn indexes(&self) -> impl Iterator<Item = String> + '_ {
        (0..self.entries.len()).map(|index| index.to_string())
    }

    /// The labels, for a list that searches in them.
    pub(super) fn labels(&self) -> impl Iterator<Item = &str> + '_ {
        self.entries.iter().map(|entry| entry.label.as_str())
    }

    /// The question, wrapped.
    pub(super) fn prompt(&self, prompt: &str) -> String {
        wrap(prompt, self.columns(), "", "").join("\n")
    }

    /// The rows that the whole list takes.
    pub(super) fn rows(&self) -> usize {
        self.entries.len() + self.rows_beside()
    }

    /// The rows that are no entries.
    fn rows_beside(&self) -> usize {
        let headings = self.entries.iter().filter(|entry| entry.heading.is_some()).count();
        headings + self.footer_rows() + usize::from(self.has_actions())
    }

    /// How many entries to show at once, so that the list takes no more than these rows.
    pub(super) fn fit(&self, rows: usize) -> usize {
        let length = rows.saturating_sub(self.rows_beside()).max(FEWEST);
        self.shown.set(length.min(self.entries.len()).max(1));
        length
    }

    fn has_actions(&self) -> bool {
        self.entries.iter().any(|entry| entry.is_action)
    }

    fn footer_rows(&self) -> usize {
        let about = self.entries.iter().any(|entry| entry.about.is_some());
        let (about, hint) =
            (if about { ABOUT_ROWS } else { 0 }, usize::from(!self.hint.is_empty()));
        if about + hint > 0 { 1 + about + hint } else { 0 }
    }

    fn columns(&self) -> usize {
        let now = usize::from(self.terminal.size().1);
        let widest = Page::new(self.setting).width();
        if now == 0 { widest } else { widest.min(now) }
    }

    fn paint(&self, style: anstyle::Style, text: &str) -> String {
        Page::new(self.setting).paint(style, text)
    }

    /// An entry's line, with what stands above and below it.
    fn entry(&self, f: &mut dyn fmt::Write, index: usize, mark: &str, active: bool) -> fmt::Result {
        let Some(entry) = self.entries.get(index) else { return Ok(()) };
        if active {
            self.active.set(index);
        }
        let before = index.checked_sub(1).and_then(|before| self.entries.get(before));
        let first_action = entry.is_action && before.is_some_and(|before| !before.is_action);
        if first_action {
            writeln!(f)?;
        }
        if let Some(heading) = &entry.heading {
            writeln!(f, "{}", self.paint(FAINT, &cut(heading, self.columns())))?;
        }
        let cursor = if active { ">" } else { " " };
        let room = self.columns().saturating_sub(2 + mark.len());
        let label = cut(&entry.label, room);
        let style = match (active, entry.is_action) {
            (true, _) => STRONG,
            (false, true) => FAINT,
            (false, false) => crate::layout::PLAIN,
        };
        write!(f, "{cursor} {mark}{}", self.paint(style, &label))?;
        self.footer(f, index)
    }

    /// Below the last entry: a few words about the one under the cursor, and the keys.
    fn footer(&self, f: &mut dyn fmt::Write, index: usize) -> fmt::Result {
        let shown = self.shown.get();
        let is_last = (index + 1).is_multiple_of(shown) || index + 1 == self.entries.len();
        if !is_last {
            return Ok(());
        }
        // The entry under the cursor may have been drawn on an earlier page, or not yet.
        let about = self.entries.get(self.active.get()).and_then(|entry| entry.about.as_deref());
        let has_about = self.entries.iter().any(|entry| entry.about.is_some());
        if has_about {
            let mut lines = wrap(about.unwrap_or_default(), self.columns(), "  ", "  ");
            lines.resize(ABOUT_ROWS, String::new());
            writeln!(f)?;
            for line in lines {
                write!(f, "\n{}", self.paint(FAINT, &cut(&line, self.columns())))?;
            }
        } else if !self.hint.is_empty() {
            writeln!(f)?;
        }
        if !self.hint.is_empty() {
            write!(f, "\n{}", self.paint(FAINT, &cut(&self.hint, self.columns())))?;
        }
        Ok(())
    }
}

impl Theme for Look {
    fn format_select_prompt(&self, f: &mut dyn fmt::Write, prompt: &str) -> fmt::Result {
        write!(f, "{}", self.paint(STRONG, prompt))
    }

    fn format_multi_select_prompt(&self, f: &mut dyn fmt::Write, prompt: &str) -> fmt::Result {
        self.format_select_prompt(f, prompt)
    }

    fn format_select_prompt_item(
        &self,
        f: &mut dyn fmt::Write,
        text: &str,
        active: bool,
    ) -> fmt::Result {
        self.entry(f, text.parse().unwrap_or(usize::MAX), "", active)
    }

    fn format_multi_select_prompt_item(
        &self,
        f: &mut dyn fmt::Write,
        text: &str,
        checked: bool,
        active: bool,
    ) -> fmt::Result {
        let mark = if checked { "[x] " } else { "[ ] " };
        self.entry(f, text.parse().unwrap_or(usize::MAX), mark, active)
    }

    fn format_fuzzy_select_prompt(
        &self,
        f: &mut dyn fmt::Write,
        prompt: &str,
        search_term: &str,
        bytes_pos: usize,
    ) -> fmt::Result {
        let (before, after) = search_term.split_at_checked(bytes_pos).unwrap_or((search_term, ""));
        let room = self.columns().saturating_sub(4);
        writeln!(f, "{}", self.paint(STRONG, prompt))?;
        write!(f, "{}", self.paint(FAINT, &cut(&self.hint, self.columns())))?;
        write!(f, "\n/ {}", cut(&format!("{before}_{after}"), room))
    }

    fn format_fuzzy_select_prompt_item(
        &self,
        f: &mut dyn fmt::Write,
        text: &str,
        active: bool,
        _highlight_matches: bool,
        _matcher: &SkimMatcherV2,
        search_term: &str,
    ) -> fmt::Result {
        let entry = self.entries.iter().find(|entry| entry.label == text);
        if let Some(heading) = entry.and_then(|entry| entry.heading.as_ref())
            && search_term.is_empty()
        {
            writeln!(f, "{}", self.paint(FAINT, &cut(heading, self.columns())))?;
        }
        let label = cut(text, self.columns().saturating_sub(4));
        let style = if active { STRONG } else { crate::layout::PLAIN };
        write!(f, "{}   {}", if active { ">" } else { " " }, self.paint(style, &label))
    }
}
