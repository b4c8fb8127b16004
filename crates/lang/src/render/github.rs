//! As commands of GitHub Actions, which shows each beside the line of the change that it is about.
//!
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use std::fmt::Write;

use super::{line_and_column, main_place};
use crate::diagnostic::Diagnostic;
use crate::files::Files;

/// Diagnostics as annotations: `::error file=…,line=…,col=…,title=…::message`, one a line.
#[must_use]
pub fn github(diagnostics: &[Diagnostic], files: &Files) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let command = match diagnostic.level.name() {
            "note" => "notice",
            level => level,
        };
        let _ = write!(text, "::{command} {}", place(diagnostic, files));
        let _ = write!(text, "title={}::", property(diagnostic.code.name()));
        let _ = writeln!(text, "{}", data(&diagnostic.in_words()));
    }
    text
}

/// The properties of the place, each followed by a comma.
fn place(diagnostic: &Diagnostic, files: &Files) -> String {
    let Some(label) = main_place(diagnostic) else {
        return format!("file={},", property(&files.shown_path("pack.toml")));
    };
    let text = files.text(label.file);
    let (line, column) = line_and_column(text, label.span.start);
    let (end_line, end_column) = line_and_column(text, label.span.end);
    let mut place = format!("file={},line={line},", property(&files.shown(label.file)));
    let _ = match end_line == line {
        true => write!(place, "col={column},endColumn={end_column},"),
        // Columns are taken only where the place is on one line.
        false => write!(place, "endLine={end_line},"),
    };
    place
}

/// A text after the `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text before it, where commas and colons part one property from the next.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
