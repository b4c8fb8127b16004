//! `readings/*.toml`: recorded texts, and what must be read in them.

use shirube_engine::Answers;
use shirube_reader::Lettered;

use crate::case::answers_of;
use crate::code::Code;
use crate::decision::Draft;
use crate::diagnostic::Findings;
use crate::names::{Names, id};
use crate::place::Place;
use crate::reader::{Table, every};
use crate::requirement::Upstream;
use crate::scope::Scope;

/// A recorded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its id.
    pub id: String,
    /// The id of the decision it is about.
    pub decision: String,
    /// Its language: an index into the pack's languages.
    pub language: usize,
    /// What it says.
    pub text: String,
    /// The options that it offers.
    pub options: Vec<Lettered>,
    /// The letters of those that are right.
    pub choice: Vec<String>,
    /// The id of the option that it comes to.
    pub winner: String,
    /// What a careful reader takes from it.
    pub answers: Answers,
    pub(crate) place: Place,
}

/// Reads a file of recorded texts.
pub(crate) fn read(
    mut table: Table<'_>,
    names: &mut Names,
    drafts: &[Draft],
    upstream: &Upstream,
    scope: &Scope,
    findings: &mut Findings,
) -> Vec<Recorded> {
    let word = table
        .required("decision", "\"my-decision\"", findings)
        .and_then(|item| item.word(findings));
    let known = word.and_then(|word| upstream.decisions.find_word(&word, findings));
    let draft = known
        .and(word)
        .and_then(|word| drafts.iter().find(|draft| draft.definition.id == word.text));
    let tables = table.tables("reading", "reading", findings).list;
    let read = tables.into_iter().filter_map(|table| one(table, names, draft, scope, findings));
    let read = read.collect();
    table.finish(findings);
    read
}

fn one(
    mut table: Table<'_>,
    names: &mut Names,
    draft: Option<&Draft>,
    scope: &Scope,
    findings: &mut Findings,
) -> Option<Recorded> {
    let word = table.required("id", "\"…\"", findings).and_then(|item| id(item, findings));
    let word = word.filter(|word| names.add(word.text, word.place(), findings));
    if let Some(word) = word {
        table.name(word.text);
    }
    let lang = table.required("lang", "\"en\"", findings).and_then(|item| item.word(findings));
    let language = lang.and_then(|lang| {
        let known = scope.languages.as_ref()?.iter().position(|code| code == lang.text);
        if known.is_none() {
            findings
                .error(Code::UnknownLanguage, format!("the pack has no language `{}`", lang.text))
                .at(lang.place(), "unknown language");
        }
        known
    });
    let text = table.required("text", "\"…\"", findings).and_then(|item| item.filled(findings));
    let offered = table.optional("options");
    let options = offered.and_then(|item| item.as_table("table of options")).map(|options| {
        let lettered = options.entries().into_iter().map(|entry| {
            let text = entry.item.filled(findings)?.text.to_owned();
            Some(Lettered { letter: entry.key.to_owned(), text })
        });
        every(lettered.collect::<Vec<_>>())
    });
    let choice = table.optional("choice").map(|item| item.words(findings));
    let winner = table.required("winner", "\"…\"", findings).and_then(|item| item.word(findings));
    let given = table.required("answers", "{ … }", findings);
    let place = table.place;
    table.finish(findings);

    let definition = &draft?.definition;
    let mut known = Names::new(format!("`{}`", definition.id), "option", Code::UnknownOption);
    for option in &definition.options {
        known.add(&option.id, place, &mut Findings::default());
    }
    let winner = winner?;
    known.find_word(&winner, findings)?;
    let given = given?;
    let Some(answers) = given.as_table("table of answers") else {
        given.wrong_type("a table of answers", findings);
        return None;
    };
    let answers = answers_of(answers.entries(), given.place(), definition, findings)?;
    let options = match options {
        Some(options) => options?,
        None => Vec::new(),
    };
    let choice = match choice {
        Some(words) => words?,
        None => Vec::new(),
    };
    for letter in &choice {
        if !options.iter().any(|option| option.letter == letter.text) {
            findings
                .error(Code::UnknownValue, format!("no option has the letter `{}`", letter.text))
                .at(letter.place(), "unknown letter");
            return None;
        }
    }
    Some(Recorded {
        id: word?.text.to_owned(),
        decision: definition.id.clone(),
        language: language?,
        text: text?.text.to_owned(),
        options,
        choice: choice.iter().map(|letter| letter.text.to_owned()).collect(),
        winner: winner.text.to_owned(),
        answers,
        place,
    })
}
