//! From a file's text to TOML tables, or to what is not TOML about it.

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use crate::code::Code;
use crate::diagnostic::Findings;
use crate::files::File;
use crate::place::Place;

/// The root table of a file; `None` if the file is not TOML.
///
/// Only the first slip is reported, as whatever follows one is guesswork. Of keys that are written
/// twice, the first of each table is reported: where a header is missing, all of them are.
pub(crate) fn parse<'a>(file: &'a File, findings: &mut Findings) -> Option<DeTable<'a>> {
    let (root, mut errors) = DeTable::parse_recoverable(&file.text);
    if errors.is_empty() {
        return Some(root.into_inner());
    }
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    let (repeated, slips): (Vec<Error>, Vec<Error>) =
        errors.into_iter().partition(|error| error.message() == "duplicate key");
    if let Some(slip) = slips.first() {
        let unclosed = slips.iter().any(|slip| slip.message().starts_with("unclosed array"));
        report(file, slip, unclosed, findings);
        return None;
    }
    let (mut until, mut headers) = (0, Vec::new());
    for error in &repeated {
        let place = place_of(file, error);
        // Where the first of several headers is misspelt, all the others are wrong with it.
        let header = in_header(file, place).then(|| file.text.get(place.span()));
        if place.start >= until && !header.is_some_and(|header| headers.contains(&header)) {
            headers.extend(header);
            report_repeated(file, place, findings);
            until = next_header(file, place.end);
        }
    }
    None
}

/// The line that a place begins on, up to the place.
fn line_before(file: &File, place: Place) -> &str {
    let before = file.text.get(..place.start).unwrap_or("");
    before.rsplit('\n').next().unwrap_or("")
}

/// Whether a key stands in the header of a table.
fn in_header(file: &File, place: Place) -> bool {
    line_before(file, place).trim_start().starts_with('[')
}

/// Where the first header after a byte begins, or the text ends.
fn next_header(file: &File, byte: usize) -> usize {
    let rest = file.text.get(byte..).unwrap_or("");
    rest.find("\n[").map_or(file.text.len(), |at| byte + at + 1)
}

fn place_of(file: &File, error: &Error) -> Place {
    Place::new(file.id, error.span().unwrap_or(0..0))
}

fn report(file: &File, slip: &Error, unclosed: bool, findings: &mut Findings) {
    let mut place = place_of(file, slip);
    let (what, expected) = slip.message().split_once(", expected ").unwrap_or((slip.message(), ""));
    let line = line_before(file, place);
    let before = file.text.get(..place.start).unwrap_or("");
    let after = file.text.get(place.start..).unwrap_or("");
    let nothing_follows =
        after.trim_start_matches([' ', '\t']).chars().next().is_none_or(|c| "\r\n#".contains(c));
    // A list that is not closed takes in what follows, until a header makes no sense in it.
    let at_header = line.starts_with('[') || (line.is_empty() && after.starts_with('['));
    if unclosed && at_header {
        let start = place.start - line.len();
        place = Place { start, end: start + 1, ..place };
    }
    if what.starts_with("carriage return") && before.ends_with('\r') {
        place = Place { start: place.start - 1, end: place.start, ..place };
    }
    let first = after.chars().next().unwrap_or(' ');
    let (what, label, help) = match what {
        _ if first == '\0' => (
            "a byte that is 0 stands here",
            "no text has it".to_owned(),
            Some("save the file as UTF-8; in UTF-16, every other byte is 0"),
        ),
        "carriage return must be followed by newline" => (
            "a line ends as on no system of today",
            "only a carriage return".to_owned(),
            Some("save the file with the line ends of Unix or Windows"),
        ),
        _ if first.is_control() && !first.is_whitespace() || first == '\u{c}' => (
            "a control character stands here",
            format!("U+{:04X}", u32::from(first)),
            Some("take it out; in a text, write it as `\\u` and its four digits"),
        ),
        _ if !first.is_ascii() && first.is_whitespace() || "\u{feff}\u{200b}".contains(first) => (
            "what looks like a space is none",
            format!("U+{:04X}", u32::from(first)),
            Some("write a space of half width, or take it out"),
        ),
        "cannot recurse further; max recursion depth met" | "recursion limit" => (
            "lists or tables lie in one another too deep",
            String::new(),
            Some("nothing in a pack lies so deep: take the brackets or dots out"),
        ),
        _ if unclosed && at_header => (
            "a list is not closed",
            "expected `]` before this".to_owned(),
            Some("close the list with `]`"),
        ),
        "string values must be quoted" if nothing_follows && before.trim_end().ends_with('=') => (
            "a value is missing",
            "after this `=`".to_owned(),
            Some("write a value, or take the key out"),
        ),
        "invalid boolean" | "invalid float" if after.starts_with(|c: char| c.is_alphabetic()) => (
            "a text has no quotes",
            "expected a value".to_owned(),
            Some("put the text between `\"` and `\"`"),
        ),
        "string values must be quoted" => (
            "a text has no quotes",
            "expected a value".to_owned(),
            Some("put the text between `\"` and `\"`"),
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

fn report_repeated(file: &File, place: Place, findings: &mut Findings) {
    let key = file.text.get(place.span()).unwrap_or("").trim_matches(['"', '\'']);
    let found = findings.error(Code::DuplicateKey, format!("`{key}` is written twice"));
    found.at(place, "the second time");
    found.help(if in_header(file, place) {
        "keep one of the two"
    } else {
        "keep one of the two, or begin a table of its own before the second, such as `[[input]]`"
    });
    if let Some(first) = earlier(file, key, place) {
        found.and(first, "the first time");
    }
}

/// The nearest key of that name before a place; for a table's header, one in the root table.
fn earlier(file: &File, key: &str, place: Place) -> Option<Place> {
    let is_header = in_header(file, place);
    let cut = if is_header { place.start - line_before(file, place).len() } else { place.start };
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
