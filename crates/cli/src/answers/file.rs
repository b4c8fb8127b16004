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

use std::fmt;
use std::fs;
use std::path::Path;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::catalogue::Catalogue;
use crate::failure::{Failure, said_by_system};

use super::Statement;

/// What a file says.
#[derive(Debug, Default)]
pub struct Contents {
    /// The decision it is about.
    pub decision: Option<String>,
    /// The edition.
    pub edition: Option<String>,
    /// The answers.
    pub given: Vec<Statement>,
}

/// A value in a file. Tables keep a key that stands twice, so that it can be refused.
#[derive(Debug, Clone, PartialEq)]
enum Value {
    /// An answer as the command line would write it; `None`: that it is not known.
    Written(Option<String>),
    /// A table.
    Table(Vec<(String, Value)>),
    /// Nothing that an answer can be.
    Strange,
}

/// Reads a file of answers.
pub(super) fn read(path: &Path, catalogue: &Catalogue) -> Result<Contents, Failure> {
    let (name, problem) = (path.display().to_string(), &catalogue.problem);
    let bytes = fs::read(path)
        .map_err(|error| Failure::error((problem.unreadable)(&name, &said_by_system(&error))))?;
    let text = String::from_utf8(bytes).map_err(|_| Failure::error((problem.not_text)(&name)))?;
    read_text(&text, &name, catalogue)
}

/// Reads the text of a file of answers; `name` is the file's, for messages.
///
/// # Errors
///
/// What is wrong with it.
pub fn read_text(text: &str, name: &str, catalogue: &Catalogue) -> Result<Contents, Failure> {
    let problem = &catalogue.problem;
    let table = parse(text).map_err(|error| {
        Failure::error((problem.not_toml)(name, &error)).help(problem.write_values)
    })?;
    contents(table, name, catalogue)
}

/// A JSON object if it begins as one, else TOML.
fn parse(text: &str) -> Result<Vec<(String, Value)>, String> {
    let value: Value = if text.trim_start().starts_with('{') {
        serde_json::from_str(text).map_err(|error| error.to_string())?
    } else {
        toml::from_str(text).map_err(|error| error.message().to_owned())?
    };
    match value {
        Value::Table(table) => Ok(table),
        _ => Ok(Vec::new()),
    }
}

fn contents(
    mut table: Vec<(String, Value)>,
    file: &str,
    catalogue: &Catalogue,
) -> Result<Contents, Failure> {
    let mut contents = Contents::default();
    let answers =
        table.iter().position(|(key, value)| key == "answers" && matches!(value, Value::Table(_)));
    if let Some(place) = answers {
        let (_, answers) = table.swap_remove(place);
        contents.decision = text(&table, "decision");
        contents.edition = text(&table, "edition");
        table = match answers {
            Value::Table(answers) => answers,
            _ => Vec::new(),
        };
    }
    for (input, value) in table {
        add(&mut contents.given, input, value, file, catalogue)?;
    }
    Ok(contents)
}

fn text(table: &[(String, Value)], wanted: &str) -> Option<String> {
    table.iter().find_map(|(key, value)| match value {
        Value::Written(text) if key == wanted => text.clone(),
        _ => None,
    })
}

/// Adds an answer; a table is the answers for another decision.
fn add(
    given: &mut Vec<Statement>,
    input: String,
    value: Value,
    file: &str,
    catalogue: &Catalogue,
) -> Result<(), Failure> {
    match value {
        Value::Written(value) => {
            let said = format!("{input}={} ({file})", value.as_deref().unwrap_or("?"));
            given.push(Statement { input, value, assumed: false, said });
            Ok(())
        }
        Value::Table(others) if !input.contains('.') => {
            others.into_iter().try_for_each(|(key, value)| {
                add(given, format!("{input}.{key}"), value, file, catalogue)
            })
        }
        _ => Err(Failure::usage((catalogue.problem.bad_value)(&input))
            .help(catalogue.problem.write_values)),
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl Reader {
    fn written<E>(text: impl Into<String>) -> Result<Value, E> {
        Ok(Value::Written(Some(text.into())))
    }
}

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an answer")
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        if text.trim() == "?" { Ok(Value::Written(None)) } else { Self::written(text) }
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Self::written(if flag { "yes" } else { "no" })
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Self::written(number.to_string())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Self::written(number.to_string())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Self::written(number.to_string())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Written(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let (mut ids, mut strange) = (Vec::new(), false);
        while let Some(value) = list.next_element()? {
            match value {
                Value::Written(Some(id)) => ids.push(id),
                _ => strange = true,
            }
        }
        match ids.as_slice() {
            _ if strange => Ok(Value::Strange),
            [] => Self::written("none"),
            _ => Self::written(ids.join(",")),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut table = Vec::new();
        while let Some(entry) = map.next_entry()? {
            table.push(entry);
        }
        Ok(Value::Table(table))
    }
}
