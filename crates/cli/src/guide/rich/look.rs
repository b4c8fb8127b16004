//! How lists look.
//!
//! The list's own items are only numbers; what stands on the screen is drawn here, cut to the width
//! that the terminal has at that moment. So a line never wraps, and the list can always wipe
//! exactly what it wrote, whatever letters are in it.

use std::cell::Cell;
use std::fmt;

use console::Term;
use dialoguer::theme::Theme;

use crate::guide::Choice;
use crate::guide::front::Item;
use crate::layout::{FAINT, PLAIN, Page, STRONG, Setting, cut, cut_before, padded, wrap};

/// A list is never shorter than this, however low the terminal is.
const FEWEST: usize = 3;
/// A list to be searched has room for so many entries, if answers above it can make room.
const WORTHWHILE: usize = 8;
/// Below this width, what is said about an entry gets one row more.
const NARROW: usize = 60;

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    label: String,
    id: Option<String>,
    about: Option<String>,
    heading: Option<String>,
    is_action: bool,
}

impl Entry {
    pub(super) fn plain(label: &str) -> Self {
        Self { label: label.to_owned(), id: None, about: None, heading: None, is_action: false }
    }

    pub(super) fn action(label: &str) -> Self {
        Self { is_action: true, ..Self::plain(label) }
    }

    pub(super) fn choice(choice: &Choice) -> Self {
        Self { id: choice.id.clone(), about: choice.about.clone(), ..Self::plain(&choice.label) }
    }

    pub(super) fn labelled(self, label: &str) -> Self {
        Self { label: label.to_owned(), ..self }
    }

    pub(super) fn item(item: &Item) -> Self {
        Self {
            id: Some(item.id.clone()),
            heading: Some(item.group.clone()),
            ..Self::plain(&item.title)
        }
    }
}

/// How a list looks.
pub(super) struct Look {
    entries: Vec<Entry>,
    hint: Hint,
    setting: Setting,
    terminal: Term,
    /// The entry under the cursor.
    active: Cell<usize>,
    /// How many entries are marked.
    marked: Cell<usize>,
}

/// What the keys do.
#[derive(Debug, Clone, Copy)]
pub(super) enum Hint {
    /// Always the same.
    Fixed(&'static str),
    /// By how many entries are marked.
    Marked(fn(usize) -> String),
}

impl Look {
    pub(super) fn new(entries: Vec<Entry>, hint: Hint, setting: Setting, terminal: Term) -> Self {
        Self { entries, hint, setting, terminal, active: Cell::new(0), marked: Cell::new(0) }
    }

    /// How many entries there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The items to hand to the list.
    pub(super) fn indexes(&self) -> impl Iterator<Item = String> + '_ {
        (0..self.entries.len()).map(|index| index.to_string())
    }

    /// The question, wrapped.
    pub(super) fn prompt(&self, prompt: &str) -> String {
        wrap(prompt, self.columns(), "", "").join("\n")
    }

    /// The rows that the whole list takes, with its prompt.
    pub(super) fn rows(&self, prompt: &str) -> usize {
        self.prompt(prompt).lines().count() + self.entries.len() + self.rows_beside()
    }

    /// The rows that a list to be searched takes at the least, to be worth it.
    pub(super) fn rows_to_search(&self, prompt: &str) -> usize {
        self.prompt(prompt).lines().count() + self.rows_beside_search() + WORTHWHILE
    }

    /// The rows that are no entries.
    fn rows_beside(&self) -> usize {
        self.footer_rows() + usize::from(self.has_actions())
    }

    /// The rows that are no entries of a list to be searched: the keys, what is typed, and a few
    /// words about the entry under the cursor.
    fn rows_beside_search(&self) -> usize {
        self.headings() + self.hint_lines().len() + 1 + self.about_rows()
    }

    /// How many different headings there are.
    fn headings(&self) -> usize {
        let mut headings: Vec<&str> =
            self.entries.iter().filter_map(|entry| entry.heading.as_deref()).collect();
        headings.dedup();
        headings.len()
    }

    /// How many entries of a list to be searched to show at once, so that it takes no more than
    /// these rows.
    pub(super) fn fit_search(&self, rows: usize, prompt: &str) -> usize {
        let beside = self.prompt(prompt).lines().count() + self.rows_beside_search();
        rows.saturating_sub(beside).max(FEWEST)
    }

    /// The rows kept for a few words about the entry under the cursor.
    fn about_rows(&self) -> usize {
        if self.entries.iter().all(|entry| entry.about.is_none()) {
            0
        } else if self.columns() < NARROW {
            3
        } else {
            2
        }
    }

    /// A few words about an entry, in the rows there are.
    fn about_lines(&self, entry: Option<&Entry>, indent: &str) -> Vec<String> {
        let about = entry.and_then(|entry| entry.about.as_deref()).unwrap_or_default();
        let (rows, columns) = (self.about_rows(), self.columns());
        let mut lines = wrap(about, columns, indent, indent);
        if lines.len() > rows {
            lines.truncate(rows);
            if let Some(last) = lines.last_mut() {
                *last = cut(&format!("{last} …"), columns);
            }
        }
        lines.retain(|line| !line.trim().is_empty());
        lines
    }

    fn hint_lines(&self) -> Vec<String> {
        let hint = match self.hint {
            Hint::Fixed(text) => text.to_owned(),
            Hint::Marked(text) => text(self.marked.get()),
        };
        if hint.is_empty() { Vec::new() } else { wrap(&hint, self.columns(), "", "") }
    }

    fn has_actions(&self) -> bool {
        self.entries.iter().any(|entry| entry.is_action)
    }

    fn footer_rows(&self) -> usize {
        let rows = self.about_rows() + self.hint_lines().len();
        if rows > 0 { rows + 1 } else { 0 }
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
        let cursor = if active { ">" } else { " " };
        let room = self.columns().saturating_sub(2 + mark.len());
        let label = cut(&entry.label, room);
        write!(f, "{cursor} {mark}{}", self.paint(style(entry, active), &label))?;
        self.footer(f, index)
    }

    /// Below the last entry: a few words about the one under the cursor, and the keys.
    fn footer(&self, f: &mut dyn fmt::Write, index: usize) -> fmt::Result {
        if index + 1 < self.entries.len() || self.footer_rows() == 0 {
            return Ok(());
        }
        let mut lines = self.about_lines(self.entries.get(self.active.get()), "  ");
        lines.resize(self.about_rows(), String::new());
        writeln!(f)?;
        for line in lines.iter().chain(&self.hint_lines()) {
            write!(f, "\n{}", self.paint(FAINT, line))?;
        }
        Ok(())
    }
}

impl Look {
    /// A list seen as a whole: the question, the entries, and what stands below them.
    pub(super) fn listed(&self, prompt: &str, active: usize) -> String {
        let prompt = self.prompt(prompt);
        let mut text = String::new();
        for line in prompt.lines() {
            text.push_str(&self.paint(STRONG, line));
            text.push('\n');
        }
        // The one under the cursor is known before the first is drawn.
        self.active.set(active);
        for index in 0..self.entries.len() {
            // Writing to a string does not fail.
            let _ = self.entry(&mut text, index, "", index == active);
            text.push('\n');
        }
        text
    }

    /// The entries in which everything typed occurs.
    pub(super) fn matching(&self, typed: &str) -> Vec<usize> {
        let typed = folded(typed);
        let words: Vec<&str> = typed.split_whitespace().collect();
        let matches = |entry: &Entry| {
            let id = entry.id.as_deref().unwrap_or_default();
            let text = folded(&format!("{} {id}", entry.label));
            words.iter().all(|word| text.contains(word))
        };
        let entries = self.entries.iter().enumerate();
        entries.filter(|(_, entry)| matches(entry)).map(|(index, _)| index).collect()
    }

    /// A list to be searched: the question, the keys, what is typed, and the entries that are shown.
    pub(super) fn searched(
        &self,
        prompt: &str,
        typed: &str,
        count: &str,
        visible: &[usize],
        active: Option<usize>,
        nothing: &str,
    ) -> String {
        let mut lines: Vec<String> =
            self.prompt(prompt).lines().map(|line| self.paint(STRONG, line)).collect();
        lines.extend(self.hint_lines().iter().map(|line| self.paint(FAINT, line)));
        let room = self.columns().saturating_sub(count.len() + 5);
        let typed = format!("{typed}_");
        let typed = padded(cut_before(&typed, room), room.min(12));
        lines.push(format!("/ {typed}  {}", self.paint(FAINT, count)));
        let indent = if self.headings() > 0 { "   " } else { " " };
        let mut heading = None;
        for &index in visible {
            let Some(entry) = self.entries.get(index) else { continue };
            if entry.heading != heading {
                heading.clone_from(&entry.heading);
                let text = heading.as_deref().unwrap_or_default();
                lines.push(self.paint(FAINT, &cut(text, self.columns())));
            }
            let is_active = active == Some(index);
            let cursor = if is_active { ">" } else { " " };
            let label = cut(&entry.label, self.columns().saturating_sub(1 + indent.len()));
            lines.push(format!("{cursor}{indent}{}", self.paint(style(entry, is_active), &label)));
            if is_active {
                let about = self.about_lines(Some(entry), "    ");
                lines.extend(about.iter().map(|line| self.paint(FAINT, line)));
            }
        }
        if visible.is_empty() {
            lines.extend(wrap(nothing, self.columns(), "  ", "  "));
        }
        lines.push(String::new());
        lines.join("\n")
    }
}

/// How an entry is set off.
fn style(entry: &Entry, is_active: bool) -> anstyle::Style {
    match (is_active, entry.is_action) {
        (true, _) => STRONG,
        (false, true) => FAINT,
        (false, false) => PLAIN,
    }
}

/// A text to be compared: small letters, and full-width ones as the plain ones.
fn folded(text: &str) -> String {
    let half = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    };
    text.chars().map(half).collect::<String>().to_lowercase()
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
        // The entries are drawn from the first to the last, and below it the keys.
        let index = text.parse().unwrap_or(usize::MAX);
        let before = if index == 0 { 0 } else { self.marked.get() };
        self.marked.set(before + usize::from(checked));
        self.entry(f, index, mark, active)
    }
}
