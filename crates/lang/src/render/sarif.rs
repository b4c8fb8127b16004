//! As SARIF 2.1.0, the format in which checkers of all kinds hand their results to other tools.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Serialize;

use super::{Report, line_and_column, main_place, to_json};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Files;

const VERSION: &str = "2.1.0";
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What a path may not hold in a URI. Colons would make its first part a scheme.
const IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Diagnostics as one SARIF document of one run.
///
/// The codes that occur are its rules, with their explanations as help. Columns count characters
/// (`unicodeCodePoints`). What is about a missing file stands at the pack's `pack.toml`.
///
/// ```
/// use shirube_lang::{Files, Report, check, sarif};
///
/// let files = Files::new([("pack.toml", "id = ")]);
/// let diagnostics = check(&files).diagnostics;
/// let text = sarif(&[Report { files: &files, diagnostics: &diagnostics }]);
/// assert!(text.contains("\"ruleId\": \"syntax\""));
/// ```
#[must_use]
pub fn sarif(reports: &[Report<'_>]) -> String {
    let all = || {
        (reports.iter())
            .flat_map(|report| report.diagnostics.iter().map(|found| (found, report.files)))
    };
    let mut codes: Vec<Code> = all().map(|(diagnostic, _)| diagnostic.code).collect();
    codes.sort_unstable_by_key(|code| code.name());
    codes.dedup();
    let results = all().map(|(diagnostic, files)| result(diagnostic, files, &codes)).collect();
    let driver = Driver {
        name: "shirube",
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: codes.iter().map(|&code| rule(code)).collect(),
    };
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results };
    to_json(&Log { schema: SCHEMA, version: VERSION, runs: [run] })
}

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Outcome>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    name: String,
    short_description: Message,
    full_description: Message,
    help: Message,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

/// What SARIF calls a result.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

fn rule(code: Code) -> Rule {
    let explanation = code.paragraph();
    Rule {
        id: code.name(),
        name: format!("{code:?}"),
        short_description: Message { text: code.gist() },
        help: Message {
            text: format!("{explanation}\n\nExamples: shirube explain {}", code.name()),
        },
        full_description: Message { text: explanation },
    }
}

fn result(diagnostic: &Diagnostic, files: &Files, codes: &[Code]) -> Outcome {
    let main = main_place(diagnostic);
    let others = diagnostic
        .labels
        .iter()
        .filter(|label| !main.is_some_and(|main| std::ptr::eq(main, *label)));
    Outcome {
        rule_id: diagnostic.code.name(),
        rule_index: codes.iter().position(|&code| code == diagnostic.code).unwrap_or_default(),
        level: diagnostic.level.name(),
        message: Message { text: diagnostic.in_words() },
        locations: [match main {
            Some(label) => location(label, files, None),
            None => Location {
                id: None,
                physical_location: Physical {
                    artifact_location: Artifact { uri: uri(&files.shown_path("pack.toml")) },
                    region: None,
                },
                message: None,
            },
        }],
        related_locations: others
            .enumerate()
            .map(|(index, label)| location(label, files, Some(index + 1)))
            .collect(),
    }
}

fn location(label: &Label, files: &Files, id: Option<usize>) -> Location {
    let text = files.text(label.file);
    let (start_line, start_column) = line_and_column(text, label.span.start);
    let (end_line, end_column) = line_and_column(text, label.span.end);
    Location {
        id,
        physical_location: Physical {
            artifact_location: Artifact { uri: uri(&files.shown(label.file)) },
            region: Some(Region { start_line, start_column, end_line, end_column }),
        },
        message: Some(label.text.clone())
            .filter(|text| !text.is_empty())
            .map(|text| Message { text }),
    }
}

/// A path as a URI: relative to wherever the reader starts from, or absolute.
fn uri(path: &str) -> String {
    let encoded = utf8_percent_encode(path, IN_PATH).to_string();
    if path.starts_with('/') { format!("file://{encoded}") } else { encoded }
}
