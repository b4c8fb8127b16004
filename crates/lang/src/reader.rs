//! Walking TOML tables: values with their places, keys that are missing and keys that nobody asked
//! for.

use shirube_engine::nearest::nearest;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::code::Code;
use crate::diagnostic::Findings;
use crate::files::File;
use crate::names::{Names, check_id};
use crate::place::{Place, part_of_raw};
use crate::words::all_of;

/// A value with its place and the name of its key.
#[derive(Clone, Copy)]
pub(crate) struct Item<'a> {
    file: &'a File,
    /// The key it is the value of, or in whose list it stands.
    pub(crate) key: &'a str,
    pub(crate) value: &'a Spanned<DeValue<'a>>,
}

/// A string with its place.
#[derive(Clone, Copy)]
pub(crate) struct Word<'a> {
    pub(crate) text: &'a str,
    pub(crate) item: Item<'a>,
}

impl Word<'_> {
    pub(crate) fn place(&self) -> Place {
        self.item.place()
    }
}

impl<'a> Item<'a> {
    /// Where it stands.
    pub(crate) fn place(&self) -> Place {
        Place::new(self.file.id, self.value.span())
    }

    /// The value as the file writes it.
    pub(crate) fn raw(&self) -> &'a str {
        self.file.text.get(self.value.span()).unwrap_or("")
    }

    /// Where a part of a string's value, in bytes, stands.
    pub(crate) fn within(&self, part: std::ops::Range<usize>) -> Place {
        self.place().part(part_of_raw(self.raw(), part))
    }

    /// The value of a string.
    pub(crate) fn as_str(&self) -> Option<&'a str> {
        match self.value.get_ref() {
            DeValue::String(text) => Some(text.as_ref()),
            _ => None,
        }
    }

    /// A string's value, or a number or date as the file writes it.
    pub(crate) fn as_scalar(&self) -> Option<&'a str> {
        match self.value.get_ref() {
            DeValue::String(text) => Some(text.as_ref()),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => Some(self.raw()),
            DeValue::Boolean(_) | DeValue::Array(_) | DeValue::Table(_) => None,
        }
    }

    pub(crate) fn as_bool(&self) -> Option<bool> {
        match self.value.get_ref() {
            DeValue::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    /// The elements of a list.
    pub(crate) fn as_list(&self) -> Option<Vec<Item<'a>>> {
        match self.value.get_ref() {
            DeValue::Array(array) => {
                Some(array.iter().map(|value| Item { value, ..*self }).collect())
            }
            _ => None,
        }
    }

    /// The table, called `what` in messages.
    pub(crate) fn as_table(&self, what: &'static str) -> Option<Table<'a>> {
        match self.value.get_ref() {
            DeValue::Table(entries) => Some(Table::new(self.file, entries, self.place(), what)),
            _ => None,
        }
    }

    /// What it is, with an article.
    pub(crate) fn kind(&self) -> &'static str {
        match self.value.get_ref() {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(true) => "`true`",
            DeValue::Boolean(false) => "`false`",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        }
    }

    /// Reports that it should be something else.
    pub(crate) fn wrong_type(&self, wanted: &str, findings: &mut Findings) {
        findings
            .error(Code::WrongType, format!("`{}` takes {wanted}, not {}", self.key, self.kind()))
            .at(self.place(), format!("expected {wanted}"));
    }

    /// A string, or nothing and an error.
    pub(crate) fn word(&self, findings: &mut Findings) -> Option<Word<'a>> {
        let text = self.as_str();
        if text.is_none() {
            self.wrong_type("a string", findings);
        }
        text.map(|text| Word { text, item: *self })
    }

    /// A string that is not blank, or nothing and an error.
    pub(crate) fn filled(&self, findings: &mut Findings) -> Option<Word<'a>> {
        let word = self.word(findings)?;
        if word.text.trim().is_empty() {
            findings.error(Code::Empty, format!("`{}` is empty", self.key)).at(self.place(), "");
            return None;
        }
        Some(word)
    }

    /// A whole number within bounds, or nothing and an error.
    pub(crate) fn whole_number(&self, low: u8, high: u8, findings: &mut Findings) -> Option<u8> {
        let DeValue::Integer(integer) = self.value.get_ref() else {
            self.wrong_type("a whole number", findings);
            return None;
        };
        let number = u8::from_str_radix(integer.as_str(), integer.radix()).ok();
        let number = number.filter(|number| (low..=high).contains(number));
        if number.is_none() {
            findings
                .error(
                    Code::OutOfRange,
                    format!(
                        "`{}` is a whole number from {low} to {high}, not {}",
                        self.key,
                        self.raw()
                    ),
                )
                .at(self.place(), format!("expected {low} to {high}"));
        }
        number
    }

    /// Strings: one, or a list of them that is neither empty nor repeats itself.
    pub(crate) fn words(&self, findings: &mut Findings) -> Option<Vec<Word<'a>>> {
        if self.as_str().is_some() {
            return self.word(findings).map(|word| vec![word]);
        }
        let Some(items) = self.as_list() else {
            self.wrong_type("a string or a list of strings", findings);
            return None;
        };
        if items.is_empty() {
            findings
                .error(Code::Empty, format!("`{}` lists nothing", self.key))
                .at(self.place(), "")
                .help(format!("name at least one, or take `{}` out", self.key));
            return None;
        }
        let words = every(items.iter().map(|item| item.word(findings)))?;
        Some(without_repeats(words, findings))
    }

    /// A list of tables, each called `what` in messages.
    fn tables(&self, what: &'static str, findings: &mut Findings) -> Tables<'a> {
        let Some(items) = self.as_list() else {
            self.wrong_type("a list of tables", findings);
            return Tables { list: Vec::new(), whole: false };
        };
        let mut tables = Tables { list: Vec::new(), whole: true };
        for item in items {
            match item.as_table(what) {
                Some(table) => tables.list.push(table),
                None => {
                    item.wrong_type("tables", findings);
                    tables.whole = false;
                }
            }
        }
        tables
    }
}

/// The tables of a list.
pub(crate) struct Tables<'a> {
    pub(crate) list: Vec<Table<'a>>,
    /// Whether these are all; what was no table was reported.
    pub(crate) whole: bool,
}

/// Reports and drops words that stand in a list before.
fn without_repeats<'a>(words: Vec<Word<'a>>, findings: &mut Findings) -> Vec<Word<'a>> {
    let mut kept: Vec<Word<'a>> = Vec::new();
    for word in words {
        match kept.iter().find(|earlier| earlier.text == word.text) {
            Some(first) => {
                findings
                    .error(
                        Code::RepeatedEntry,
                        format!("`{}` lists `{}` twice", word.item.key, word.text),
                    )
                    .at(word.place(), "the second time")
                    .and(first.place(), "the first time")
                    .help("take one of them out");
            }
            None => kept.push(word),
        }
    }
    kept
}

/// All of them, unless one is missing; each is looked at either way.
pub(crate) fn every<T>(parts: impl IntoIterator<Item = Option<T>>) -> Option<Vec<T>> {
    let mut whole = Some(Vec::new());
    for part in parts {
        match (part, &mut whole) {
            (Some(part), Some(list)) => list.push(part),
            (Some(_), None) => {}
            (None, _) => whole = None,
        }
    }
    whole
}

/// An entry of a table whose keys are the author's own.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub(crate) key: &'a str,
    pub(crate) key_place: Place,
    pub(crate) item: Item<'a>,
}

/// A table that is being read.
pub(crate) struct Table<'a> {
    file: &'a File,
    entries: &'a DeTable<'a>,
    /// Its header, or all of it where it stands in braces.
    pub(crate) place: Place,
    what: &'static str,
    name: Option<&'a str>,
    asked: Vec<&'static str>,
}

impl<'a> Table<'a> {
    fn new(file: &'a File, entries: &'a DeTable<'a>, place: Place, what: &'static str) -> Self {
        Self { file, entries, place, what, name: None, asked: Vec::new() }
    }

    /// The whole of a file; its place is the first line that is no comment.
    pub(crate) fn root(file: &'a File, entries: &'a DeTable<'a>, what: &'static str) -> Self {
        let mut start = 0;
        for line in file.text.split_inclusive('\n') {
            let said = line.trim().trim_start_matches('\u{feff}');
            if !said.is_empty() && !said.starts_with('#') {
                let end = start + line.trim_end().len();
                return Self::new(file, entries, Place::new(file.id, start..end), what);
            }
            start += line.len();
        }
        let first_line = file.text.find(['\r', '\n']).unwrap_or(file.text.len());
        Self::new(file, entries, Place::new(file.id, 0..first_line), what)
    }

    /// Gives it a name for messages.
    pub(crate) fn name(&mut self, name: &'a str) {
        self.name = Some(name);
    }

    /// What it is, in a sentence: "the input `wait`", "this input".
    pub(crate) fn subject(&self) -> String {
        match self.name {
            Some(name) => format!("the {} `{name}`", self.what),
            None => format!("this {}", self.what),
        }
    }

    /// The value of a key that may be left out.
    pub(crate) fn optional(&mut self, key: &'static str) -> Option<Item<'a>> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
            #[cfg(test)]
            ASKED.with_borrow_mut(|asked| asked.insert((self.what, key)));
        }
        let (key, value) = self.entries.get_key_value(key)?;
        Some(Item { file: self.file, key: key.get_ref().as_ref(), value })
    }

    /// The value of a key that must be there; `example` shows what to write.
    pub(crate) fn required(
        &mut self,
        key: &'static str,
        example: &str,
        findings: &mut Findings,
    ) -> Option<Item<'a>> {
        let item = self.optional(key);
        if item.is_none() {
            self.missing(Code::MissingKey, key, example, findings);
        }
        item
    }

    /// Reports that a key is missing.
    pub(crate) fn missing(&self, code: Code, key: &str, example: &str, findings: &mut Findings) {
        findings
            .error(code, format!("{} has no `{key}`", self.subject()))
            .at(self.place, format!("`{key}` is missing"))
            .help(format!("add `{key} = {example}`"));
    }

    /// The tables under a key, as in `[[input]]`; none if the key is not there.
    pub(crate) fn tables(
        &mut self,
        key: &'static str,
        what: &'static str,
        findings: &mut Findings,
    ) -> Tables<'a> {
        match self.optional(key) {
            Some(item) => item.tables(what, findings),
            None => Tables { list: Vec::new(), whole: true },
        }
    }

    /// Every entry, in the order of the file.
    pub(crate) fn entries(&self) -> Vec<Entry<'a>> {
        let mut entries: Vec<Entry<'a>> = self
            .entries
            .iter()
            .map(|(key, value)| Entry {
                key: key.get_ref().as_ref(),
                key_place: Place::new(self.file.id, key.span()),
                item: Item { file: self.file, key: key.get_ref().as_ref(), value },
            })
            .collect();
        entries.sort_by_key(|entry| entry.key_place);
        entries
    }

    /// Of a file whose keys are ids, adds these to the names; the entries whose ids are sound and
    /// new are returned, to be read once the names of every file are known. `keys` are those of the
    /// tables inside.
    pub(crate) fn declare(
        &self,
        keys: &[&str],
        names: &mut Names,
        findings: &mut Findings,
    ) -> Vec<Entry<'a>> {
        let mut declared = Vec::new();
        for entry in self.entries() {
            let is_table = matches!(entry.item.value.get_ref(), DeValue::Table(_));
            if !is_table || keys.contains(&entry.key) {
                names.incomplete();
                findings
                    .error(
                        Code::WrongType,
                        format!("`{}` stands outside a {}", entry.key, self.what),
                    )
                    .at(entry.key_place, format!("which {} is it for?", self.what))
                    .help(format!(
                        "begin each {} with its id in brackets, such as `[my-{}]`",
                        self.what, self.what
                    ));
                // Whatever follows until the next header has the same fault.
                break;
            }
            if !check_id(entry.key, entry.key_place, &['-'], findings) {
                names.incomplete();
            } else if names.add(entry.key, entry.key_place, findings) {
                declared.push(entry);
            }
        }
        declared
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Reports the keys that nobody asked for.
    pub(crate) fn finish(self, findings: &mut Findings) {
        self.report_unknown(&[], &[], findings);
    }

    /// As [`Table::finish`], for a table that may have some keys of the author's own.
    pub(crate) fn finish_beside(self, own: &[String], findings: &mut Findings) {
        self.report_unknown(own, &[], findings);
    }

    /// As [`Table::finish`]; some keys, which mean something in other tables of its kind, are told
    /// where they belong.
    pub(crate) fn finish_knowing(
        self,
        elsewhere: &[(&'static str, &'static str)],
        findings: &mut Findings,
    ) {
        self.report_unknown(&[], elsewhere, findings);
    }

    fn report_unknown(
        self,
        own: &[String],
        elsewhere: &[(&'static str, &'static str)],
        findings: &mut Findings,
    ) {
        // Keys for which the same is to be done are one slip, such as a header that is missing.
        let mut reports: Vec<(String, Vec<Entry<'a>>)> = Vec::new();
        for entry in self.entries() {
            if self.asked.contains(&entry.key) || own.iter().any(|key| key == entry.key) {
                continue;
            }
            let belongs = elsewhere.iter().find(|(key, _)| *key == entry.key);
            let known = self.asked.iter().copied().chain(own.iter().map(String::as_str));
            let help = match (belongs, nearest(entry.key, known.clone())) {
                (Some((_, owner)), _) => format!("this belongs to {owner}"),
                (None, Some(meant)) => format!("did you mean `{meant}`?"),
                (None, None) => format!("its keys are {}", all_of(known)),
            };
            match reports.iter_mut().find(|(known, _)| *known == help) {
                Some((_, entries)) => entries.push(entry),
                None => reports.push((help, vec![entry])),
            }
        }
        for (help, entries) in reports {
            let plural = if entries.len() == 1 { "" } else { "s" };
            let keys = all_of(entries.iter().map(|entry| entry.key));
            let message = format!("{} has no key{plural} {keys}", self.subject());
            let found = findings.error(Code::UnknownKey, message);
            for entry in entries {
                found.at(entry.key_place, "not a key here");
            }
            found.help(help);
        }
    }
}

#[cfg(test)]
thread_local! {
    /// The keys that were asked for, with the tables they were asked of.
    static ASKED: std::cell::RefCell<std::collections::BTreeSet<(&'static str, &'static str)>> =
        const { std::cell::RefCell::new(std::collections::BTreeSet::new()) };
}

/// The keys that this thread asked for, each with what its table is.
#[cfg(test)]
pub(crate) fn asked_so_far() -> std::collections::BTreeSet<(&'static str, &'static str)> {
    ASKED.with_borrow(Clone::clone)
}
