//! In full: each diagnostic with the lines it is about, as compilers show them.

use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level as Severity, Origin, Renderer, Snippet,
};

use super::{RenderOptions, boundary};
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::files::{FileId, Files};

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
        let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
        let snippet = Snippet::source(bare)
            .path(files.shown(file))
            .annotations(labels.map(|label| annotation(label, text, text.len() - bare.len())));
        group = group.element(snippet);
    }
    if diagnostic.labels.is_empty() && !files.folder().is_empty() {
        group = group.element(Origin::path(files.folder()));
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

/// A label as a mark in its text, of which so many bytes are not shown.
fn annotation<'a>(label: &'a Label, text: &str, hidden: usize) -> Annotation<'a> {
    let kind = if label.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
    let Range { start, end } = visible(text, &label.span);
    let annotation = kind.span(start.saturating_sub(hidden)..end.saturating_sub(hidden));
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
