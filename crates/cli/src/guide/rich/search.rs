//! A list that scrolls, and that typing narrows: for lists too long to be seen at once.

use std::io;

use console::Key;

use super::board::Board;
use super::list::{Picked, begins_value};
use super::look::Look;

/// What is typed, and where the cursor stands among the entries that match.
struct Search {
    typed: String,
    matching: Vec<usize>,
    /// The place of the cursor among the matching entries.
    at: usize,
    /// The first of them that is shown.
    top: usize,
}

/// What a list to be searched is for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Purpose<'p> {
    /// What is asked.
    pub(super) prompt: &'p str,
    /// The entry to begin at.
    pub(super) first: usize,
    /// Whether a value may be typed instead.
    pub(super) takes_value: bool,
    /// What is said where nothing matches.
    pub(super) nothing: &'p str,
}

/// Lets an entry be found and picked. What was shown is wiped away.
pub(super) fn search(board: &Board, look: &Look, purpose: Purpose) -> io::Result<Picked> {
    let Purpose { prompt, first, takes_value, nothing } = purpose;
    let terminal = board.terminal();
    let mut list = Board::new(terminal.clone());
    let mut search = Search { typed: String::new(), matching: Vec::new(), at: 0, top: 0 };
    search.narrow(look);
    search.at = first.min(search.matching.len().saturating_sub(1));
    terminal.hide_cursor()?;
    let picked = loop {
        let rows = board.rows_left("");
        let shown = look.fit_search(rows, prompt);
        search.scroll(shown);
        let visible: Vec<usize> =
            search.matching.iter().skip(search.top).take(shown).copied().collect();
        let active = search.matching.get(search.at).copied();
        let place = if active.is_some() { search.at + 1 } else { 0 };
        let count = format!("{place}/{}", search.matching.len());
        list.show(&look.searched(prompt, &search.typed, &count, &visible, active, nothing))?;
        match terminal.read_key() {
            Ok(Key::Enter) => {
                if let Some(active) = active {
                    break Ok(Picked::Entry(active));
                }
            }
            Ok(Key::Escape) => break Ok(Picked::Left),
            Ok(key) => {
                match begins_value(&key).filter(|_| takes_value && search.typed.is_empty()) {
                    Some(c) => break Ok(Picked::Begun(c)),
                    None => search.press(&key, look, shown),
                }
            }
            Err(error) => break Err(error),
        }
    };
    list.wipe()?;
    terminal.show_cursor()?;
    picked
}

impl Search {
    /// Finds what matches, with the cursor on the first of it.
    fn narrow(&mut self, look: &Look) {
        self.matching = look.matching(&self.typed);
        (self.at, self.top) = (0, 0);
    }

    /// Keeps the cursor among the entries that are shown.
    fn scroll(&mut self, shown: usize) {
        self.at = self.at.min(self.matching.len().saturating_sub(1));
        self.top = self.top.min(self.at).max((self.at + 1).saturating_sub(shown));
    }

    fn press(&mut self, key: &Key, look: &Look, page: usize) {
        let last = self.matching.len().saturating_sub(1);
        match key {
            Key::ArrowDown | Key::Tab => self.at = if self.at >= last { 0 } else { self.at + 1 },
            Key::ArrowUp | Key::BackTab => {
                self.at = self.at.checked_sub(1).unwrap_or(last);
            }
            Key::PageDown => self.at = (self.at + page).min(last),
            Key::PageUp => self.at = self.at.saturating_sub(page),
            Key::Home => self.at = 0,
            Key::End => self.at = last,
            Key::Backspace => {
                self.typed.pop();
                self.narrow(look);
            }
            Key::Char('\u{15}') => {
                self.typed.clear();
                self.narrow(look);
            }
            Key::Char(c) if !c.is_control() => {
                self.typed.push(*c);
                self.narrow(look);
            }
            _ => {}
        }
    }
}
