//! Inputs that are the verdict of another decision.

use shirube_engine::model::{Alternative, InputKind, MAX_REGIONS, Requirement, Value};

use crate::code::Code;
use crate::diagnostic::Findings;
use crate::input::{DEFAULT_WEIGHT, a_choice, values};
use crate::names::Names;
use crate::reader::{Item, Table, Word, every};
use crate::scope::Scope;

/// The options of every decision, which inputs with `from` take as their values.
pub(crate) struct Upstream {
    pub(crate) decisions: Names,
    /// By the index of the decision; `None` if they could not be read.
    pub(crate) options: Vec<Option<Vec<Alternative>>>,
}

/// The kind of an input that is another decision's verdict: its options, or values that they lead
/// to.
pub(crate) fn verdict(
    item: Item<'_>,
    table: &mut Table<'_>,
    names: &mut Names,
    scope: &Scope,
    upstream: &Upstream,
    findings: &mut Findings,
) -> Option<InputKind> {
    let word = item.word(findings)?;
    let known = upstream.decisions.find_word(&word, findings).and_then(|index| {
        let options = upstream.options.get(index)?.as_ref()?;
        Some(options.as_slice())
    });
    let (values, options) = if table.optional("value").is_some() {
        let (values, options) = grouped(&word, known, table, names, scope, findings)?;
        (values, Some(options))
    } else {
        (mirrored(&word, known?, names, findings)?, None)
    };
    let from = Requirement { decision: word.text.to_owned(), options };
    Some(InputKind::Choice { values, from: Some(from) })
}

/// The options themselves as values.
fn mirrored(
    word: &Word<'_>,
    options: &[Alternative],
    names: &mut Names,
    findings: &mut Findings,
) -> Option<Vec<Value>> {
    if options.len() > MAX_REGIONS {
        findings
            .error(
                Code::TooMany,
                format!(
                    "`{}` has {} options, more than the {MAX_REGIONS} values an input can have",
                    word.text,
                    options.len()
                ),
            )
            .at(word.place(), "its options cannot be the values")
            .help("give the input an `[[input.value]]` for what matters of them, each with its `option`");
        return None;
    }
    let value = |option: &Alternative| {
        // The ids differ: they were checked where they are declared.
        names.add(&option.id, word.place(), findings);
        Value {
            id: option.id.clone(),
            name: option.name.clone(),
            about: Some(option.about.clone()),
            weight: DEFAULT_WEIGHT,
            position: option.position,
        }
    };
    Some(options.iter().map(value).collect())
}

/// The input's own values, and for each the options that lead to it.
fn grouped(
    word: &Word<'_>,
    known: Option<&[Alternative]>,
    table: &mut Table<'_>,
    names: &mut Names,
    scope: &Scope,
    findings: &mut Findings,
) -> Option<(Vec<Value>, Vec<Vec<String>>)> {
    let mut options = Names::new(format!("`{}`", word.text), "option", Code::UnknownOption);
    for option in known.unwrap_or_default() {
        options.add(&option.id, word.place(), findings);
    }
    if known.is_none() {
        options.incomplete();
    }
    let mut taken = Names::new("", "option", Code::UnknownOption);
    let leading = |table: &mut Table<'_>, findings: &mut Findings| {
        let Some(item) = table.optional("option") else { return Some(Vec::new()) };
        let words = item.words(findings)?;
        let ids = words.iter().map(|word| {
            options.find_word(word, findings)?;
            match taken.index(word.text).and_then(|index| taken.get(index)) {
                Some((id, first)) => {
                    findings
                        .error(Code::RepeatedEntry, format!("`{id}` leads to two values"))
                        .at(word.place(), "here again")
                        .and(first, "here first")
                        .help("name each option with one value");
                    None
                }
                None => taken.add(word.text, word.place(), findings).then(|| word.text.to_owned()),
            }
        });
        every(ids.collect::<Vec<_>>())
    };
    let values = values(table, names, DEFAULT_WEIGHT, scope, findings, leading)?;
    let (values, options): (Vec<Value>, Vec<Option<Vec<String>>>) = values.into_iter().unzip();
    a_choice(&values, table, findings)?;
    let options = every(options)?;
    if options.iter().all(Vec::is_empty) {
        findings
            .error(
                Code::MissingKey,
                format!("no option of `{}` leads to a value of {}", word.text, table.subject()),
            )
            .at(word.place(), "nothing would follow from its verdict")
            .help("give each `[[input.value]]` the `option` or options that lead to it");
        return None;
    }
    Some((values, options))
}
