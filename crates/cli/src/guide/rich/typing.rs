//! A line of text being typed: kept on one row, right for letters that take two columns.

use std::io;

use console::{Key, Term};

use crate::layout::{cut_before, wrap};

/// How typing ended.
pub(super) enum Typed {
    /// With Enter.
    Text(String),
    /// With Esc.
    Left,
}

/// Lets a line be typed below a prompt, and wipes both.
pub(super) fn line(
    terminal: &Term,
    prompt: &str,
    hint: &str,
    begun: String,
    columns: usize,
) -> io::Result<Typed> {
    let mut lines = wrap(prompt, columns, "", "");
    lines.extend(wrap(hint, columns, "", ""));
    for line in &lines {
        terminal.write_line(line)?;
    }
    let mut text = begun;
    let typed = loop {
        let room = columns.saturating_sub(4).max(1);
        terminal.clear_line()?;
        terminal.write_str(&format!("> {}", cut_before(&text, room)))?;
        match terminal.read_key()? {
            Key::Enter => break Typed::Text(text),
            Key::Escape => break Typed::Left,
            Key::Backspace => {
                text.pop();
            }
            Key::Char('\u{15}') => text.clear(),
            Key::Char('\u{17}') => {
                let kept = text.trim_end().rfind(' ').map_or(0, |place| place + 1);
                text.truncate(kept);
            }
            Key::Char(c) if !c.is_control() => text.push(c),
            _ => {}
        }
    };
    terminal.clear_line()?;
    terminal.clear_last_lines(lines.len())?;
    Ok(typed)
}
