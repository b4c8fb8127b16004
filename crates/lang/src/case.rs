//! Recorded cases: answers, and the verdict that they must reach.

use std::collections::BTreeSet;

use shirube_engine::model::{Definition, Editions, RuleKind};
use shirube_engine::{Answers, Given};

use crate::answer::answer;
use crate::code::Code;
use crate::decision::Draft;
use crate::diagnostic::Findings;
use crate::names::{Names, id};
use crate::place::Place;
use crate::reader::{Entry, Item, Table, every};
use crate::requirement::Upstream;
use crate::scope::Scope;

/// A recorded case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its id.
    pub id: String,
    /// The id of the decision it is about.
    pub decision: String,
    /// The editions in which it must come out so.
    pub editions: Editions,
    /// What is answered.
    pub answers: Answers,
    /// What is answered for the decisions that it rests on, by their ids.
    pub upstream: Vec<(String, Given)>,
    /// The verdict that the answers must reach.
    pub expected: Expected,
    /// The ids of rules that must be among those that decide.
    pub because: Vec<String>,
    /// What it is recorded for.
    pub stands_for: Option<String>,
    /// The sources that say so: indexes into the pack's sources.
    pub sources: Vec<usize>,
    pub(crate) places: CasePlaces,
}

/// The verdict of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// This option wins.
    Winner(String),
    /// Nothing is left, and this `none` rule advises.
    Advice(String),
    /// The answers settle nothing: these options and `none` rules are still possible.
    Open(BTreeSet<String>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CasePlaces {
    pub(crate) id: Place,
    pub(crate) answers: Place,
    pub(crate) expected: Place,
    pub(crate) because: Vec<Place>,
}

/// Reads a file of cases.
pub(crate) fn read(
    mut table: Table<'_>,
    names: &mut Names,
    drafts: &[Draft],
    upstream: &Upstream,
    scope: &Scope,
    findings: &mut Findings,
) -> Vec<Case> {
    let word = table
        .required("decision", "\"my-decision\"", findings)
        .and_then(|item| item.word(findings));
    let known = word.and_then(|word| upstream.decisions.find_word(&word, findings));
    // Of a decision that could not be read, nothing can be said.
    let draft = known
        .and(word)
        .and_then(|word| drafts.iter().find(|draft| draft.definition.id == word.text));
    let tables = table.tables("case", "case", findings).list;
    let header = "a table `[[case]]`";
    let keys =
        ["id", "stands_for", "editions", "answers", "winner", "none", "open", "because", "source"];
    let subject = draft.map(Subject::of);
    let cases = tables
        .into_iter()
        .filter_map(|case| one(case, names, subject.as_ref(), drafts, scope, findings))
        .collect();
    table.finish_knowing(&keys.map(|key| (key, header)), findings);
    cases
}

/// A decision that cases are about, with the names in it.
struct Subject<'a> {
    definition: &'a Definition,
    options: Names,
    rules: Names,
}

impl<'a> Subject<'a> {
    fn of(draft: &'a Draft) -> Self {
        let Draft { definition, places, .. } = draft;
        let options = definition.options.iter().map(|option| &option.id).zip(&places.options);
        let rules = definition.rules.iter().map(|rule| &rule.id);
        let rules = rules.zip(places.rules.iter().map(|places| &places.id));
        let names = |noun, unknown, known: &mut dyn Iterator<Item = (&String, &Place)>| {
            let mut names = Names::new(format!("`{}`", definition.id), noun, unknown);
            for (id, &place) in known {
                names.add(id, place, &mut Findings::default());
            }
            names
        };
        Self {
            definition,
            options: names("option", Code::UnknownOption, &mut options.into_iter()),
            rules: names("rule", Code::UnknownRule, &mut rules.into_iter()),
        }
    }
}

fn one(
    mut table: Table<'_>,
    names: &mut Names,
    subject: Option<&Subject<'_>>,
    drafts: &[Draft],
    scope: &Scope,
    findings: &mut Findings,
) -> Option<Case> {
    let word = table.required("id", "\"…\"", findings).and_then(|item| id(item, findings));
    let word = word.filter(|word| names.add(word.text, word.place(), findings));
    if let Some(word) = word {
        table.name(word.text);
    }
    let editions = scope.editions_of(table.optional("editions"), findings);
    let stands_for = table.optional("stands_for").map(|item| item.filled(findings));
    let source = table.optional("source").map(|item| scope.sources_of(item, findings));
    let given = table.required("answers", "{ … }", findings);
    let verdict = ["winner", "none", "open"].map(|key| table.optional(key));
    let because = table.optional("because");
    let place = table.place;
    let stated = verdict.iter().flatten().count();
    if stated != 1 {
        let found = findings.error(
            Code::UnclearVerdict,
            format!(
                "{} states {}",
                table.subject(),
                if stated == 0 { "no verdict" } else { "more than one verdict" }
            ),
        );
        for item in verdict.iter().flatten() {
            found.at(item.place(), "");
        }
        if stated == 0 {
            found.at(place, "which verdict must it reach?");
        }
        found.help(
            "write one of `winner = \"…\"`, `none = \"…\"` (a `none` rule) or \
             `open = [\"…\", \"…\"]`",
        );
    }
    table.finish(findings);

    let Subject { definition, options, rules } = subject?;
    let answers = given.and_then(|item| read_answers(item, definition, drafts, findings));
    let expected = match verdict {
        [Some(item), None, None] => expected_winner(item, options, findings),
        [None, Some(item), None] => expected_advice(item, definition, rules, findings),
        [None, None, Some(item)] => expected_open(item, definition, options, rules, findings),
        _ => None,
    };
    let because = match because {
        Some(item) => rules.find_all(item, findings)?,
        None => Vec::new(),
    };
    let stated = verdict.iter().flatten().next().map_or(place, Item::place);
    let (answers, upstream) = answers?;
    Some(Case {
        id: word?.text.to_owned(),
        decision: definition.id.clone(),
        editions: editions?,
        answers,
        upstream,
        expected: expected?,
        because: because
            .iter()
            .filter_map(|&(rule, _)| definition.rules.get(rule))
            .map(|rule| rule.id.clone())
            .collect(),
        stands_for: match stands_for {
            Some(word) => Some(word?.text.to_owned()),
            None => None,
        },
        sources: match source {
            Some(sources) => sources?,
            None => Vec::new(),
        },
        places: CasePlaces {
            id: word?.place(),
            answers: given?.place(),
            expected: stated,
            because: because.iter().map(|&(_, place)| place).collect(),
        },
    })
}

/// The answers for a decision, and, in tables of their own, those for decisions that it rests on.
fn read_answers(
    item: Item<'_>,
    definition: &Definition,
    drafts: &[Draft],
    findings: &mut Findings,
) -> Option<(Answers, Vec<(String, Given)>)> {
    let Some(table) = item.as_table("table of answers") else {
        item.wrong_type("a table of answers", findings);
        return None;
    };
    let mut own = Vec::new();
    let mut others = Vec::new();
    for entry in table.entries() {
        let other = drafts.iter().find(|draft| draft.definition.id == entry.key);
        match (other, entry.item.as_table("table of answers")) {
            (Some(other), Some(table)) => others.push((other, table)),
            _ => own.push(entry),
        }
    }
    let answers = answers_of(own, item.place(), definition, findings);
    let upstream = every(others.into_iter().map(|(other, table)| {
        let place = table.place;
        let answers = answers_of(table.entries(), place, &other.definition, findings)?;
        Some((other.definition.id.clone(), Given::from(answers)))
    }));
    Some((answers?, upstream?))
}

/// The answers that a table gives for a decision.
pub(crate) fn answers_of(
    entries: Vec<Entry<'_>>,
    place: Place,
    definition: &Definition,
    findings: &mut Findings,
) -> Option<Answers> {
    let mut names = Names::new(format!("`{}`", definition.id), "input", Code::UnknownInput);
    for input in &definition.inputs {
        names.add(&input.id, place, findings);
    }
    let mut answers = Answers::none(definition);
    let given = every(entries.into_iter().map(|entry| {
        let index = names.find(entry.key, entry.key_place, findings)?;
        let input = definition.inputs.get(index)?;
        answer(entry.item, input, findings).map(|answer| (index, answer))
    }))?;
    for (input, answer) in given {
        answers.set(input, Some(answer));
    }
    Some(answers)
}

fn expected_winner(item: Item<'_>, options: &Names, findings: &mut Findings) -> Option<Expected> {
    let word = item.word(findings)?;
    options.find_word(&word, findings)?;
    Some(Expected::Winner(word.text.to_owned()))
}

fn expected_advice(
    item: Item<'_>,
    definition: &Definition,
    rules: &Names,
    findings: &mut Findings,
) -> Option<Expected> {
    let word = item.word(findings)?;
    if let Some((_, place)) = rules
        .index(word.text)
        .filter(|&rule| !gives_advice(definition, rule))
        .and_then(|rule| rules.get(rule))
    {
        findings
            .error(Code::UnclearVerdict, format!("`{}` is not a `none` rule", word.text))
            .at(word.place(), "gives no advice")
            .and(place, "a rule of another kind")
            .help("name a `none` rule, or write `winner = \"…\"` if an option wins");
        return None;
    }
    let mut advice = Names::new(format!("`{}`", definition.id), "`none` rule", Code::UnknownRule);
    for rule in (0..rules.len()).filter(|&rule| gives_advice(definition, rule)) {
        if let Some((id, place)) = rules.get(rule) {
            advice.add(id, place, findings);
        }
    }
    advice.find_word(&word, findings)?;
    Some(Expected::Advice(word.text.to_owned()))
}

fn gives_advice(definition: &Definition, rule: usize) -> bool {
    definition.rules.get(rule).is_some_and(|rule| matches!(rule.kind, RuleKind::None { .. }))
}

fn expected_open(
    item: Item<'_>,
    definition: &Definition,
    options: &Names,
    rules: &Names,
    findings: &mut Findings,
) -> Option<Expected> {
    let words = item.words(findings)?;
    let known = every(words.iter().map(|word| {
        let advice = rules.index(word.text).is_some_and(|rule| gives_advice(definition, rule));
        if advice { Some(()) } else { options.find_word(word, findings).map(|_| ()) }
    }));
    if words.len() < 2 {
        findings
            .error(Code::UnclearVerdict, "an open verdict has at least two outcomes")
            .at(item.place(), "only one")
            .help("write `winner` or `none` if the answers settle it");
        return None;
    }
    known?;
    Some(Expected::Open(words.iter().map(|word| word.text.to_owned()).collect()))
}

impl Expected {
    /// The ids it names.
    #[must_use]
    pub fn names(&self) -> BTreeSet<String> {
        match self {
            Self::Winner(id) | Self::Advice(id) => BTreeSet::from([id.clone()]),
            Self::Open(ids) => ids.clone(),
        }
    }
}
