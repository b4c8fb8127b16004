//! On one line each, for editors and for `grep`.

use std::fmt::Write;

use super::{line_and_column, main_place};
use crate::diagnostic::Diagnostic;
use crate::files::Files;

/// Diagnostics on one line each: `file:line:column: error[code]: message`.
#[must_use]
pub fn concise(diagnostics: &[Diagnostic], files: &Files) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        if let Some(label) = main_place(diagnostic) {
            let (line, column) = line_and_column(files.text(label.file), label.span.start);
            let _ = write!(text, "{}:{line}:{column}: ", files.shown(label.file));
        } else if !files.folder().is_empty() {
            let _ = write!(text, "{}: ", files.folder());
        }
        let (level, code) = (diagnostic.level.name(), diagnostic.code.name());
        let _ = writeln!(text, "{level}[{code}]: {}", diagnostic.message);
    }
    text
}
