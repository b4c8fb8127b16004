//! Diagnostics as text: in full, with the lines they are about, and on one line.

use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Severity, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Label, Level};
use crate::files::{FileId, Files};

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

/// Diagnostics with the lines they are about, each followed by an empty line.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], files: &Files, options: &RenderOptions) -> String {
    let renderer = if options.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(options.width);
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&renderer.render(&[group(diagnostic, files)]));
        text.push_str("\n\n");
    }
    text
}

/// Diagnostics on one line each: `file:line:column: error[code]: message`.
#[must_use]
pub fn concise(diagnostics: &[Diagnostic], files: &Files) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        if let Some(label) =
            diagnostic.labels.iter().find(|label| label.primary).or(diagnostic.labels.first())
        {
            let (line, column) = line_and_column(files.text(label.file), label.span.start);
            let _ = write!(text, "{}:{line}:{column}: ", files.path(label.file));
        }
        let (level, code) = (diagnostic.level.name(), diagnostic.code.name());
        let _ = writeln!(text, "{level}[{code}]: {}", diagnostic.message);
    }
    text
}

/// The line and column of a byte of a text, both from 1; columns count characters.
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

fn group<'a>(diagnostic: &'a Diagnostic, files: &'a Files) -> Group<'a> {
    let severity = match diagnostic.level {
        Level::Error => Severity::ERROR,
        Level::Warning => Severity::WARNING,
        Level::Note => Severity::NOTE,
    };
    let mut group =
        Group::with_title(severity.primary_title(&diagnostic.message).id(diagnostic.code.name()));
    for file in files_of(&diagnostic.labels) {
        let labels = diagnostic.labels.iter().filter(|label| label.file == file);
        let text = files.text(file);
        let snippet = Snippet::source(text)
            .path(files.path(file))
            .annotations(labels.map(|label| annotation(label, text)));
        group = group.element(snippet);
    }
    for note in &diagnostic.notes {
        group = group.element(Severity::NOTE.message(note));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Severity::HELP.message(help));
    }
    group
}

/// The files of labels, that of the primary one first.
fn files_of(labels: &[Label]) -> Vec<FileId> {
    let primary = labels.iter().filter(|label| label.primary);
    let mut files = Vec::new();
    for label in primary.chain(labels) {
        if !files.contains(&label.file) {
            files.push(label.file);
        }
    }
    files
}

fn annotation<'a>(label: &'a Label, text: &str) -> Annotation<'a> {
    let kind = if label.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
    let annotation = kind.span(visible(text, &label.span));
    if label.text.is_empty() { annotation } else { annotation.label(&label.text) }
}

/// A span between characters and on one line: of a span over several lines, the first is shown.
fn visible(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = boundary(text, span.start);
    let end = boundary(text, span.end).max(start);
    let marked = text.get(start..end).unwrap_or("");
    let first_line = marked.split(['\r', '\n']).next().unwrap_or("");
    start..start + first_line.len()
}
