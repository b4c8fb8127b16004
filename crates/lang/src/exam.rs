//! `[exam]` in `pack.toml`: how long an exam is, and what its questions look like.

use shirube_engine::pack::{Exam, QuestionForm};
use shirube_engine::quantity::Dimension;

use crate::code::Code;
use crate::diagnostic::Findings;
use crate::facts::FactRead;
use crate::manifest::required_text;
use crate::names::{Names, id};
use crate::quantity::noun;
use crate::reader::{Table, every};
use crate::scope::Scope;

/// Reads the exam that a pack prepares for.
pub(crate) fn read(
    mut table: Table<'_>,
    scope: &Scope,
    facts: &[FactRead],
    findings: &mut Findings,
) -> Option<Exam> {
    let title = required_text(&mut table, "title", scope, findings);
    let mut figure = |key, dimension| fact(&mut table, key, dimension, scope, facts, findings);
    let questions = figure("questions", Dimension::Count);
    let scored = figure("scored", Dimension::Count);
    let time = figure("time", Dimension::Duration);
    let pass_mark = figure("pass_mark", Dimension::Count);
    let top_mark = figure("top_mark", Dimension::Count);
    let mut names = Names::new("the exam", "form", Code::UnknownValue);
    let forms = table.tables("form", "form of question", findings);
    let whole = forms.whole;
    let forms =
        every(forms.list.into_iter().map(|form| read_form(form, &mut names, scope, findings)));
    table.finish(findings);
    Some(Exam {
        title: title?,
        questions: questions?,
        scored: scored?,
        time: time?,
        pass_mark: pass_mark?,
        top_mark: top_mark?,
        forms: forms.filter(|_| whole)?,
    })
}

fn read_form(
    mut table: Table<'_>,
    names: &mut Names,
    scope: &Scope,
    findings: &mut Findings,
) -> Option<QuestionForm> {
    let word = table.required("id", "\"matching\"", findings).and_then(|item| id(item, findings));
    if let Some(word) = word {
        table.name(word.text);
    }
    let name = required_text(&mut table, "name", scope, findings);
    let about = required_text(&mut table, "about", scope, findings);
    table.finish(findings);
    let word = word.filter(|word| names.add(word.text, word.place(), findings))?;
    Some(QuestionForm { id: word.text.to_owned(), name: name?, about: about? })
}

/// The fact that a key names by `@id`.
fn fact(
    table: &mut Table<'_>,
    key: &'static str,
    dimension: Dimension,
    scope: &Scope,
    facts: &[FactRead],
    findings: &mut Findings,
) -> Option<usize> {
    let word = table.required(key, "\"@my-fact\"", findings)?.word(findings)?;
    let Some(id) = word.text.strip_prefix('@') else {
        findings
            .error(Code::BareNumber, format!("`{}` is a figure without a source", word.text))
            .at(
                word.place(),
                format!("expected `@` and the id of a fact that is {}", noun(dimension)),
            )
            .help("add a fact with this value and its source, and write its id after `@`");
        return None;
    };
    let index = scope.facts.find(id, word.place(), findings)?;
    let known = facts.get(index)?;
    let found = known.values.as_ref()?.first()?.dimension;
    if found != dimension {
        let (wanted, found) = (noun(dimension), noun(found));
        findings
            .error(Code::WrongUnit, format!("`{key}` is {wanted}, but `@{id}` is {found}"))
            .at(word.place(), found)
            .and(known.place, "declared here")
            .help(format!("name a fact that is {wanted}"));
        return None;
    }
    Some(index)
}
