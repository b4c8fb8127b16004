//! From a file's text to TOML tables, or to what is not TOML about it.

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use crate::code::Code;
use crate::diagnostic::Findings;
use crate::files::File;
use crate::place::Place;

/// The root table of a file; `None` if the file is not TOML.
///
/// Only the first slip is reported, as whatever follows one is guesswork; but keys written twice
/// are reported each, and do not keep the file from being read.
pub(crate) fn parse<'a>(file: &'a File, findings: &mut Findings) -> Option<DeTable<'a>> {
    let (root, mut errors) = DeTable::parse_recoverable(&file.text);
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    let (repeated, slips): (Vec<Error>, Vec<Error>) =
        errors.into_iter().partition(|error| error.message() == "duplicate key");
    if let Some(slip) = slips.first() {
        report(file, slip, findings);
        return None;
    }
    for error in &repeated {
        report_repeated(file, error, findings);
    }
    Some(root.into_inner())
}

fn place_of(file: &File, error: &Error) -> Place {
    Place::new(file.id, error.span().unwrap_or(0..0))
}

fn report(file: &File, slip: &Error, findings: &mut Findings) {
    let place = place_of(file, slip);
    let (what, expected) = slip.message().split_once(", expected ").unwrap_or((slip.message(), ""));
    let before = file.text.get(..place.start).unwrap_or("");
    let after = file.text.get(place.start..).unwrap_or("");
    let nothing_follows =
        after.trim_start_matches([' ', '\t']).chars().next().is_none_or(|c| "\r\n#".contains(c));
    let at_header = (before.is_empty() || before.ends_with('\n')) && after.starts_with('[');
    let (what, label, help) = match what {
        "string values must be quoted" if nothing_follows && before.trim_end().ends_with('=') => (
            "a value is missing",
            "after this `=`".to_owned(),
            Some("write a value, or take the key out"),
        ),
        "string values must be quoted" => (
            "a text has no quotes",
            "expected a value".to_owned(),
            Some("put the text between `\"` and `\"`"),
        ),
        "missing comma between array elements" if at_header => (
            "a list is not closed",
            "expected `]` before this".to_owned(),
            Some("close the list with `]`"),
        ),
        "invalid basic string" => (
            "a text is not closed",
            "expected `\"`".to_owned(),
            Some("close the text with `\"` on the same line"),
        ),
        _ => (
            what,
            if expected.is_empty() { String::new() } else { format!("expected {expected}") },
            None,
        ),
    };
    let found = findings.error(Code::Syntax, what).at(place, label);
    if let Some(help) = help {
        found.help(help);
    }
}

fn report_repeated(file: &File, error: &Error, findings: &mut Findings) {
    let place = place_of(file, error);
    let key = file.text.get(place.span()).unwrap_or("").trim_matches(['"', '\'']);
    let found = findings.error(Code::DuplicateKey, format!("`{key}` is written twice"));
    found.at(place, "the second time").help("keep one of the two");
    if let Some(first) = earlier(file, key, place) {
        found.and(first, "the first time");
    }
}

/// The nearest key of that name before a place; for a table's header, one in the root table.
fn earlier(file: &File, key: &str, place: Place) -> Option<Place> {
    let line_start = file.text.get(..place.start)?.rfind('\n').map_or(0, |end| end + 1);
    let is_header = file.text.get(line_start..)?.trim_start().starts_with('[');
    let cut = if is_header { line_start } else { place.start };
    let (root, _) = DeTable::parse_recoverable(file.text.get(..cut)?);
    let mut found = Vec::new();
    keys_called(root.get_ref(), key, is_header, &mut found);
    found.into_iter().max().map(|(start, end)| Place::new(file.id, start..end))
}

fn keys_called(table: &DeTable<'_>, wanted: &str, shallow: bool, found: &mut Vec<(usize, usize)>) {
    for (key, value) in table {
        if key.get_ref() == wanted {
            found.push((key.span().start, key.span().end));
        }
        if !shallow {
            keys_within(value, wanted, found);
        }
    }
}

fn keys_within(value: &Spanned<DeValue<'_>>, wanted: &str, found: &mut Vec<(usize, usize)>) {
    match value.get_ref() {
        DeValue::Table(table) => keys_called(table, wanted, false, found),
        DeValue::Array(array) => {
            array.iter().for_each(|element| keys_within(element, wanted, found));
        }
        _ => {}
    }
}
