//! Diagnostics as text: for a person in full and on one line, for programs as JSON, as SARIF and as
//! annotations of GitHub. One format a module.

mod concise;
mod full;
mod github;
mod json;
mod sarif;

pub use concise::concise;
pub use full::render;
pub use github::github;
pub use json::json;
pub use sarif::sarif;

use crate::diagnostic::{Diagnostic, Label};
use crate::files::Files;

/// What checking the files of a pack came to. Formats for programs write several into one document.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The files.
    pub files: &'a Files,
    /// What is to be said about them.
    pub diagnostics: &'a [Diagnostic],
}

/// How diagnostics are rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RenderOptions {
    /// Whether to use ANSI colours.
    pub color: bool,
    /// How many columns there are; longer lines are cut where nothing is marked.
    pub width: usize,
}

impl Default for RenderOptions {
    fn default() -> Self {
        Self { color: false, width: 120 }
    }
}

/// The line and column of a byte of a text, both from 1; columns count characters, and a byte order
/// mark is none.
///
/// ```
/// use shirube_lang::line_and_column;
///
/// assert_eq!(line_and_column("a = 1\nあい = 2", 9), (2, 2));
/// ```
#[must_use]
pub fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let before: &str = text.get(..boundary(text, byte)).unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or("");
    let line = line.strip_prefix('\u{feff}').unwrap_or(line);
    (1 + before.matches('\n').count(), 1 + line.chars().count())
}

/// The nearest start of a character at or before a byte.
fn boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

/// The place that a diagnostic is about: the first of its primary ones.
fn main_place(diagnostic: &Diagnostic) -> Option<&Label> {
    diagnostic.labels.iter().find(|label| label.primary).or(diagnostic.labels.first())
}

/// A value as JSON, with a line's end.
pub(crate) fn to_json(value: &impl serde::Serialize) -> String {
    // Keys are texts and there are no maps of other kinds: nothing here can fail.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
