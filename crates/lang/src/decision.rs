//! Decisions: one file each, from its head to a definition.

use shirube_engine::diff::Claimed;
use shirube_engine::model::{Alternative, Definition};

use crate::claim::{self, ClaimRead};
use crate::code::Code;
use crate::condition::{Surroundings, as_inputs};
use crate::diagnostic::Findings;
use crate::exception::accept;
use crate::facts::FactRead;
use crate::input::{self, InputRead};
use crate::manifest::required_text;
use crate::names::{Names, id};
use crate::place::Place;
use crate::reader::{Table, Word, every};
use crate::requirement::Upstream;
use crate::rule::{self, RuleHead, RulePlaces, RuleRead, Targets, Verb};
use crate::scope::Scope;
use crate::text::text;

/// A decision whose options were read; what its inputs and rules refer to may lie in other files.
pub(crate) struct Head<'a> {
    /// Its id, unless it has none or shares it with an earlier one.
    pub(crate) id: Option<Word<'a>>,
    /// Its options by id; `None` if they cannot be told.
    pub(crate) options: Option<Vec<Alternative>>,
    option_names: Names,
    table: Table<'a>,
    position: u16,
}

/// The places of a decision's parts, by index.
#[derive(Debug, Clone)]
pub(crate) struct Places {
    pub(crate) id: Place,
    pub(crate) options: Vec<Place>,
    pub(crate) inputs: Vec<Place>,
    /// Of each input, its values or members.
    pub(crate) values: Vec<Vec<Place>>,
    /// Of each input, its `from`.
    pub(crate) from: Vec<Option<Place>>,
    pub(crate) rules: Vec<RulePlaces>,
}

/// A decision that could be read.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) definition: Definition,
    pub(crate) places: Places,
    pub(crate) claims: Vec<ClaimRead>,
}

impl Draft {
    /// Its claims, to be compared with others.
    pub(crate) fn claimed(&self) -> impl Iterator<Item = Claimed> {
        self.claims.iter().map(|claim| Claimed {
            decision: self.definition.id.clone(),
            id: claim.id.clone(),
            says: claim.says.clone(),
        })
    }
}

/// Reads the id and the options of a decision.
pub(crate) fn head<'a>(
    mut table: Table<'a>,
    position: usize,
    names: &mut Names,
    scope: &Scope,
    findings: &mut Findings,
) -> Head<'a> {
    let word =
        table.required("id", "\"my-decision\"", findings).and_then(|item| id(item, findings));
    if word.is_none() {
        names.incomplete();
    }
    if let Some(word) = word {
        table.name(word.text);
    }
    let word = word.filter(|word| names.add(word.text, word.place(), findings));
    let owner = word.map_or_else(|| "the decision".to_owned(), |word| format!("`{}`", word.text));
    let mut option_names = Names::new(owner, "option", Code::UnknownOption);
    let options = options(&mut table, &mut option_names, scope, findings);
    let position = u16::try_from(position).unwrap_or(u16::MAX);
    Head { id: word, options, option_names, table, position }
}

fn options(
    table: &mut Table<'_>,
    names: &mut Names,
    scope: &Scope,
    findings: &mut Findings,
) -> Option<Vec<Alternative>> {
    if table.required("option", "…", findings).is_none() {
        if let Some(report) = findings.last() {
            report.help(
                "add an `[[option]]` with an `id`, a `name` and `about` for each alternative",
            );
        }
        names.incomplete();
        return None;
    }
    let mut options = Vec::new();
    let tables = table.tables("option", "option", findings);
    if !tables.whole {
        names.incomplete();
    }
    for (position, option) in tables.list.into_iter().enumerate() {
        options.push(option_of(option, position, names, scope, findings));
    }
    // Options that share an id were reported and are one.
    let mut options: Vec<Alternative> = every(options)?.into_iter().flatten().collect();
    options.sort_by(|a, b| a.id.cmp(&b.id));
    (names.is_sound() && !options.is_empty()).then_some(options)
}

/// An option; `Some(None)` if it is a second one of its id.
fn option_of(
    mut table: Table<'_>,
    position: usize,
    names: &mut Names,
    scope: &Scope,
    findings: &mut Findings,
) -> Option<Option<Alternative>> {
    let word = table.required("id", "\"…\"", findings).and_then(|item| id(item, findings));
    match word {
        Some(word) => table.name(word.text),
        None => names.incomplete(),
    }
    let name = required_text(&mut table, "name", scope, findings).unwrap_or_default();
    let about = required_text(&mut table, "about", scope, findings).unwrap_or_default();
    let best = table.optional("best").and_then(|item| text(item, scope, findings));
    let editions = scope.editions_of(table.optional("editions"), findings);
    if let Some(word) = word {
        accept(&mut table, word.place(), findings);
    }
    table.finish(findings);
    let word = word?;
    if !names.add(word.text, word.place(), findings) {
        return Some(None);
    }
    Some(Some(Alternative {
        id: word.text.to_owned(),
        name,
        about,
        best,
        editions: editions?,
        position: u16::try_from(position).unwrap_or(u16::MAX),
    }))
}

/// Reads the rest of a decision; `None` if its structure cannot be told.
pub(crate) fn read(
    head: Head<'_>,
    scope: &Scope,
    facts: &[FactRead],
    upstream: &Upstream,
    findings: &mut Findings,
) -> Option<Draft> {
    let Head { id, options, option_names, mut table, position } = head;
    let title = required_text(&mut table, "title", scope, findings).unwrap_or_default();
    let about = required_text(&mut table, "about", scope, findings).unwrap_or_default();
    let task = table.optional("task").and_then(|item| {
        let word = item.word(findings)?;
        scope.tasks.find_word(&word, findings).map(|_| word.text.to_owned())
    });

    let owner = id.map_or_else(|| "the decision".to_owned(), |word| format!("`{}`", word.text));
    let mut input_names = Names::new(owner.clone(), "input", Code::UnknownInput);
    let inputs = inputs(&mut table, &mut input_names, scope, upstream, findings);

    let mut rule_names = Names::new(owner.clone(), "rule", Code::UnknownRule);
    let heads = rule::heads(&mut table, &mut rule_names, findings);
    let verbs: Vec<Verb> = heads.iter().map(|head| head.verb).collect();
    let around = Surroundings { scope, facts, inputs: &inputs, input_names: &input_names };
    let targets = Targets { options: &option_names, rules: &rule_names, verbs: &verbs };
    let claims = claim::read(&mut table, &owner, &around, &targets, findings);
    let shared = refuse_shared_ids(&targets, findings);
    let rules = rules(heads, &around, &targets, findings);
    if let Some(word) = id {
        accept(&mut table, word.place(), findings);
    }
    let header = table.place;
    table.finish(findings);

    let places = Places {
        id: id.map_or(header, |word| word.place()),
        options: places_of(&option_names),
        inputs: inputs.iter().map(|read| read.place).collect(),
        values: inputs.iter().map(|read| places_of(&read.values)).collect(),
        from: inputs.iter().map(|read| read.from).collect(),
        rules: rules.iter().map(|read| read.places.clone()).collect(),
    };
    let definition = || {
        Some(Definition {
            id: id?.text.to_owned(),
            task,
            title,
            about,
            inputs: as_inputs(&inputs)?,
            options: options?,
            rules: every(rules.into_iter().map(|read| read.rule))?,
            position,
        })
    };
    let sound = !shared && rule_names.is_sound() && input_names.is_sound();
    definition().filter(|_| sound).map(|definition| Draft { definition, places, claims })
}

fn places_of(names: &Names) -> Vec<Place> {
    names.all().map(|(_, place)| place).collect()
}

/// Reads the rules in the order of the file, so that what recurs is told where it occurs first;
/// they come back in the order of their ids, as the heads are.
fn rules(
    heads: Vec<RuleHead<'_>>,
    around: &Surroundings<'_>,
    targets: &Targets<'_>,
    findings: &mut Findings,
) -> Vec<RuleRead> {
    let mut heads: Vec<(usize, RuleHead<'_>)> = heads.into_iter().enumerate().collect();
    heads.sort_by_key(|(_, head)| head.word.place());
    let mut rules: Vec<(usize, RuleRead)> = heads
        .into_iter()
        .map(|(index, head)| (index, rule::read(head, around, targets, findings)))
        .collect();
    rules.sort_by_key(|(index, _)| *index);
    rules.into_iter().map(|(_, rule)| rule).collect()
}

/// A verdict names an option or a `none` rule: no id may be both.
fn refuse_shared_ids(targets: &Targets<'_>, findings: &mut Findings) -> bool {
    let mut shared = false;
    for (index, verb) in targets.verbs.iter().enumerate() {
        let Some((id, place)) = targets.rules.get(index).filter(|_| *verb == Verb::None) else {
            continue;
        };
        let Some((_, other)) =
            targets.options.index(id).and_then(|option| targets.options.get(option))
        else {
            continue;
        };
        findings
            .error(Code::DuplicateId, format!("an option and a `none` rule are both called `{id}`"))
            .at(place, "the rule")
            .and(other, "the option")
            .help("a verdict names one of the two: give the rule another id");
        shared = true;
    }
    shared
}

/// The inputs, sorted by id.
fn inputs(
    table: &mut Table<'_>,
    names: &mut Names,
    scope: &Scope,
    upstream: &Upstream,
    findings: &mut Findings,
) -> Vec<InputRead> {
    let mut inputs: Vec<(&str, InputRead)> = Vec::new();
    let tables = table.tables("input", "input", findings);
    if !tables.whole {
        names.incomplete();
    }
    for (position, mut table) in tables.list.into_iter().enumerate() {
        let word = table.required("id", "\"…\"", findings).and_then(|item| id(item, findings));
        let Some(word) = word else {
            names.incomplete();
            continue;
        };
        table.name(word.text);
        let fresh = names.add(word.text, word.place(), findings);
        let position = u16::try_from(position).unwrap_or(u16::MAX);
        let read = input::read(table, word, position, scope, upstream, findings);
        if fresh {
            inputs.push((word.text, read));
        }
    }
    inputs.sort_by_key(|(id, _)| *id);
    inputs.into_iter().map(|(_, read)| read).collect()
}
