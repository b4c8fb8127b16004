//! As JSON, for programs of one's own.

use serde::Serialize;

use super::{Report, line_and_column, to_json};
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Files;

/// The number of the format: it changes where a reader would have to.
const FORMAT: u8 = 1;

/// Diagnostics as one JSON document.
///
/// `findings` holds them in the order of packs, files and places, each with its `code`, its `level`,
/// `message`, `notes`, `help` and `labels`. The places of a label are given as `byte`, counted from
/// 0 in the file's UTF-8, and as `line` and `column`, counted from 1; columns count characters (code
/// points), not bytes. `end` is the place after the last character. A label that is not `primary`
/// explains the others. What is about a file that is missing has no labels.
///
/// ```
/// use shirube_lang::{Files, Report, check, json};
///
/// let files = Files::new([("pack.toml", "id = ")]);
/// let diagnostics = check(&files).diagnostics;
/// let text = json(&[Report { files: &files, diagnostics: &diagnostics }]);
/// assert!(text.contains("\"code\": \"syntax\""));
/// ```
#[must_use]
pub fn json(reports: &[Report<'_>]) -> String {
    let findings = reports.iter().flat_map(|report| {
        report.diagnostics.iter().map(|diagnostic| Finding::of(diagnostic, report.files))
    });
    to_json(&Document { format: FORMAT, findings: findings.collect() })
}

#[derive(Serialize)]
struct Document<'a> {
    format: u8,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    pack: &'a str,
    code: &'static str,
    level: &'static str,
    message: &'a str,
    notes: &'a [String],
    help: Option<&'a str>,
    labels: Vec<Labelled<'a>>,
}

#[derive(Serialize)]
struct Labelled<'a> {
    file: String,
    primary: bool,
    text: &'a str,
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    byte: usize,
    line: usize,
    column: usize,
}

impl<'a> Finding<'a> {
    fn of(diagnostic: &'a Diagnostic, files: &'a Files) -> Self {
        let labelled = |label: &'a Label| {
            let text = files.text(label.file);
            Labelled {
                file: files.shown(label.file),
                primary: label.primary,
                text: &label.text,
                start: Position::of(text, label.span.start),
                end: Position::of(text, label.span.end),
            }
        };
        Self {
            pack: files.folder(),
            code: diagnostic.code.name(),
            level: diagnostic.level.name(),
            message: &diagnostic.message,
            notes: &diagnostic.notes,
            help: diagnostic.help.as_deref(),
            labels: diagnostic.labels.iter().map(labelled).collect(),
        }
    }
}

impl Position {
    fn of(text: &str, byte: usize) -> Self {
        let (line, column) = line_and_column(text, byte);
        Self { byte, line, column }
    }
}
