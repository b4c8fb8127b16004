//! A file of answers: TOML or JSON.
//!
//! ```toml
//! decision = "inference-option"   # optional where the command line names it
//! edition = "now"                 # optional
//!
//! [answers]
//! payload = "300 MB"
//! wait = "later"
//! needs = ["gpu"]
//! ```
//!
//! Without `[answers]`, the whole file is answers.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use crate::catalogue::Catalogue;
use crate::failure::Failure;

use super::Given;

/// What a file says.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// The decision it is about.
    pub(super) decision: Option<String>,
    /// The edition.
    pub(super) edition: Option<String>,
    /// The answers.
    pub(super) given: Vec<Given>,
}

/// Reads a file of answers.
pub(super) fn read(path: &Path, catalogue: &Catalogue) -> Result<Contents, Failure> {
    let (name, problem) = (path.display().to_string(), &catalogue.problem);
    let bytes = fs::read(path)
        .map_err(|error| Failure::error((problem.unreadable)(&name, &error.to_string())))?;
    let text = String::from_utf8(bytes).map_err(|_| Failure::error((problem.not_text)(&name)))?;
    let table = parse(&text).map_err(|error| {
        Failure::error((problem.not_toml)(&name, &error)).help(problem.write_values)
    })?;
    contents(table, &name, catalogue)
}

/// A JSON object if it begins as one, else TOML.
fn parse(text: &str) -> Result<Map<String, Value>, String> {
    if text.trim_start().starts_with('{') {
        serde_json::from_str(text).map_err(|error| error.to_string())
    } else {
        toml::from_str(text).map_err(|error| error.message().to_owned())
    }
}

fn contents(
    mut table: Map<String, Value>,
    file: &str,
    catalogue: &Catalogue,
) -> Result<Contents, Failure> {
    let mut contents = Contents::default();
    if let Some(Value::Object(answers)) = table.get_mut("answers").map(Value::take) {
        contents.decision = text(table.get("decision"));
        contents.edition = text(table.get("edition"));
        table = answers;
    }
    for (input, value) in table {
        add(&mut contents.given, input, &value, file, catalogue)?;
    }
    Ok(contents)
}

fn text(value: Option<&Value>) -> Option<String> {
    value.and_then(Value::as_str).map(str::to_owned)
}

/// Adds an answer; a table is the answers for another decision.
fn add(
    given: &mut Vec<Given>,
    input: String,
    value: &Value,
    file: &str,
    catalogue: &Catalogue,
) -> Result<(), Failure> {
    if let Value::Object(others) = value {
        for (other, value) in others.iter().filter(|(_, value)| !value.is_object()) {
            add(given, format!("{input}.{other}"), value, file, catalogue)?;
        }
        return Ok(());
    }
    let Some(value) = as_written(value) else {
        return Err(Failure::usage((catalogue.problem.bad_value)(&input))
            .help(catalogue.problem.write_values));
    };
    let said = format!("{input}={} ({file})", value.as_deref().unwrap_or("?"));
    given.push(Given { input, value, said });
    Ok(())
}

/// A value as the command line would write it; `Some(None)`: that it is not known.
pub(crate) fn as_written(value: &Value) -> Option<Option<String>> {
    Some(Some(match value {
        Value::Null => return Some(None),
        Value::String(text) if text.trim() == "?" => return Some(None),
        Value::String(text) => text.clone(),
        Value::Bool(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(ids) if ids.is_empty() => "none".to_owned(),
        Value::Array(ids) => {
            let ids: Option<Vec<&str>> = ids.iter().map(Value::as_str).collect();
            ids?.join(",")
        }
        Value::Object(_) => return None,
    }))
}
