//! A list seen as a whole, beside which a value may be typed.

use std::io;

use console::Key;

use super::board::Board;
use super::look::Look;

/// What a person did with a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Picked {
    /// Took an entry.
    Entry(usize),
    /// Began to type a value.
    Begun(char),
    /// Left it.
    Left,
}

/// Whether a key begins a value: a digit, or a sign that stands before one.
pub(super) fn begins_value(key: &Key) -> Option<char> {
    match key {
        Key::Char(c @ ('0'..='9' | '０'..='９' | '<' | '>' | '≤' | '≥' | '＜' | '＞')) => {
            Some(*c)
        }
        _ => None,
    }
}

/// Lets an entry be picked, or a value be begun. What was shown is wiped away.
pub(super) fn pick(board: &Board, look: &Look, prompt: &str, first: usize) -> io::Result<Picked> {
    let terminal = board.terminal();
    let mut list = Board::new(terminal.clone());
    let last = look.len().saturating_sub(1);
    let mut at = first.min(last);
    terminal.hide_cursor()?;
    let picked = loop {
        list.show(&look.listed(prompt, at))?;
        match terminal.read_key() {
            Ok(Key::Enter) => break Ok(Picked::Entry(at)),
            Ok(Key::Escape | Key::Char('q')) => break Ok(Picked::Left),
            Ok(Key::ArrowDown | Key::Tab | Key::Char('j')) => {
                at = if at >= last { 0 } else { at + 1 };
            }
            Ok(Key::ArrowUp | Key::BackTab | Key::Char('k')) => {
                at = at.checked_sub(1).unwrap_or(last);
            }
            Ok(key) => {
                if let Some(c) = begins_value(&key) {
                    break Ok(Picked::Begun(c));
                }
            }
            Err(error) => break Err(error),
        }
    };
    list.wipe()?;
    terminal.show_cursor()?;
    picked
}
