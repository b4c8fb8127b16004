//! `pack.toml`: what the pack is, its languages and editions, and an exam's blueprint.

use shirube_engine::model::Text;
use shirube_engine::pack::{Domain, Edition, Exam, Task};
use shirube_engine::quantity::Dimension;

use crate::code::Code;
use crate::date::{Age, age};
use crate::diagnostic::Findings;
use crate::exam;
use crate::exception::accept;
use crate::facts::{self, FactRead};
use crate::front_door::FrontDoor;
use crate::names::{Names, id, outline_id};
use crate::place::Place;
use crate::quantity::quantity;
use crate::reader::{Item, Table, Word, every};
use crate::scope::Scope;
use crate::text::text;
use crate::words::one_of;

/// The most editions of a pack.
const MAX_EDITIONS: usize = 32;

/// What `pack.toml` says, beside what goes into the [`Scope`].
pub(crate) struct Manifest {
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) title: Text,
    pub(crate) about: Text,
    pub(crate) notice: Option<Text>,
    pub(crate) languages: Vec<String>,
    pub(crate) editions: Vec<Edition>,
    pub(crate) domains: Vec<Domain>,
    pub(crate) tasks: Vec<Task>,
    pub(crate) exam: Option<Exam>,
    /// The decision that leads to the others.
    pub(crate) front_door: Option<FrontDoor>,
    /// How old figures and sources may be.
    pub(crate) max_age: Option<Age>,
}

/// Reads the languages and editions: what the rest of the pack is read by.
pub(crate) fn read_scope(table: &mut Table<'_>, scope: &mut Scope, findings: &mut Findings) {
    scope.languages = languages(table, findings);
    let editions = table.tables("edition", "edition", findings);
    let mut ids = editions.whole.then(Vec::new);
    for mut edition in editions.list {
        let word = edition.required("id", "\"now\"", findings).and_then(|item| id(item, findings));
        let word = word.filter(|word| may_name_an_edition(word, findings));
        match (word, &mut ids) {
            (Some(word), Some(ids)) => {
                if scope.edition_names.add(word.text, word.place(), findings) {
                    ids.push(word.text.to_owned());
                }
            }
            (Some(_), None) => {}
            (None, _) => ids = None,
        }
    }
    if ids.as_ref().is_some_and(Vec::is_empty) {
        if table.optional("edition").is_none() {
            findings
                .error(Code::MissingKey, "this pack has no edition")
                .at(table.place, "`[[edition]]` is missing")
                .help("add an `[[edition]]` with an `id` and a `title`; one is enough");
        }
        ids = None;
    }
    if let Some(known) = ids.as_ref().filter(|known| known.len() > MAX_EDITIONS) {
        let count = known.len();
        findings
            .error(
                Code::TooMany,
                format!("{count} editions are more than the {MAX_EDITIONS} a pack can have"),
            )
            .at(table.place, "");
        ids = None;
    }
    if ids.is_none() {
        scope.edition_names.incomplete();
    }
    scope.editions = ids;
}

/// Editions are keys of facts, beside the facts' own.
fn may_name_an_edition(word: &Word<'_>, findings: &mut Findings) -> bool {
    let taken = facts::KEYS.contains(&word.text);
    if taken {
        findings
            .error(Code::BadId, format!("an edition cannot be called `{}`", word.text))
            .at(word.place(), "this is a key of every fact")
            .help("give it another id");
    }
    !taken
}

fn languages(table: &mut Table<'_>, findings: &mut Findings) -> Option<Vec<String>> {
    let item = table.required("languages", "[\"en\"]", findings)?;
    let words = item.words(findings)?;
    every(words.iter().map(|word| {
        let mut parts = word.text.split('-');
        let first = parts.next().unwrap_or("");
        let sound = (2..=3).contains(&first.len())
            && first.chars().all(|c| c.is_ascii_lowercase())
            && parts.all(|part| {
                (2..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
            });
        if !sound {
            findings
                .error(Code::BadId, format!("`{}` is not a language code", word.text))
                .at(word.place(), "expected a code such as `en` or `pt-BR`");
        }
        sound.then(|| word.text.to_owned())
    }))
}

/// Reads the ids of domains and tasks, so that decisions can refer to tasks.
pub(crate) fn read_outline(
    table: &mut Table<'_>,
    scope: &mut Scope,
    findings: &mut Findings,
) -> Outline {
    let mut domains = Names::new("the pack", "domain", Code::UnknownDomain);
    let mut outline = Outline { domains: Some(Vec::new()), tasks: Some(Vec::new()) };
    let mut weights = Vec::new();
    let tables = table.tables("domain", "domain", findings);
    if !tables.whole {
        domains.incomplete();
    }
    for domain in tables.list {
        let domain = read_domain(domain, &mut domains, &mut weights, scope, findings);
        outline.domains = push(outline.domains, domain);
    }
    if let Some(read) = &outline.domains {
        check_weights(read, &weights, findings);
    }
    let tables = table.tables("task", "task", findings);
    if !tables.whole {
        scope.tasks.incomplete();
    }
    for task in tables.list {
        let task = read_task(task, &domains, scope, findings);
        outline.tasks = push(outline.tasks, task);
    }
    outline
}

/// The blueprint of an exam.
pub(crate) struct Outline {
    domains: Option<Vec<Domain>>,
    tasks: Option<Vec<Task>>,
}

fn push<T>(list: Option<Vec<T>>, part: Option<T>) -> Option<Vec<T>> {
    let (mut list, part) = (list?, part?);
    list.push(part);
    Some(list)
}

fn read_domain(
    mut table: Table<'_>,
    names: &mut Names,
    weights: &mut Vec<Place>,
    scope: &Scope,
    findings: &mut Findings,
) -> Option<Domain> {
    let id = named(&mut table, names, "\"1\"", findings);
    let title = required_text(&mut table, "title", scope, findings);
    let weight = table.required("weight", "\"25%\"", findings).and_then(|item| {
        weights.push(item.place());
        quantity(item, Dimension::Ratio, findings)
    });
    table.finish(findings);
    Some(Domain { id: id?, title: title?, weight: weight? })
}

fn read_task(
    mut table: Table<'_>,
    domains: &Names,
    scope: &mut Scope,
    findings: &mut Findings,
) -> Option<Task> {
    let id = named(&mut table, &mut scope.tasks, "\"1.1\"", findings);
    let domain = table.required("domain", "\"1\"", findings).and_then(|item| {
        let word = item.word(findings)?;
        domains.find_word(&word, findings).map(|_| word.text.to_owned())
    });
    let title = required_text(&mut table, "title", scope, findings);
    table.finish(findings);
    Some(Task { id: id?, domain: domain?, title: title? })
}

/// The id of a domain or a task, added to the names of its kind.
fn named<'a>(
    table: &mut Table<'a>,
    names: &mut Names,
    example: &str,
    findings: &mut Findings,
) -> Option<String> {
    let word = table.required("id", example, findings).and_then(|item| outline_id(item, findings));
    let Some(word) = word else {
        names.incomplete();
        return None;
    };
    table.name(word.text);
    names.add(word.text, word.place(), findings).then(|| word.text.to_owned())
}

fn check_weights(domains: &[Domain], places: &[Place], findings: &mut Findings) {
    const WHOLE: i64 = 1_000_000;
    let sum = domains.iter().fold(0_i64, |sum, domain| sum.saturating_add(domain.weight));
    if domains.is_empty() || sum == WHOLE {
        return;
    }
    let message =
        format!("the weights of the domains add up to {}, not 100%", Dimension::Ratio.format(sum));
    let found = findings.error(Code::DomainWeights, message);
    for &place in places {
        found.at(place, "");
    }
    found.help("correct the weights as the exam guide gives them");
}

/// Reads the rest of `pack.toml`.
pub(crate) fn read(
    mut table: Table<'_>,
    outline: Outline,
    scope: &Scope,
    facts: &[FactRead],
    findings: &mut Findings,
) -> Option<Manifest> {
    let own = table.required("id", "\"my-pack\"", findings).and_then(|item| id(item, findings));
    let version =
        table.required("version", "\"0.1.0\"", findings).and_then(|item| version(item, findings));
    let title = required_text(&mut table, "title", scope, findings);
    let about = required_text(&mut table, "about", scope, findings);
    let notice = table.optional("notice").map(|item| text(item, scope, findings));
    let front_door = table.optional("front_door").map(|item| id(item, findings));
    let max_age = table.optional("max_age").map(|item| age(item, findings));
    let mut editions = Vec::new();
    // What is no table here was reported before.
    for edition in table.tables("edition", "edition", &mut Findings::default()).list {
        editions.push(read_edition(edition, scope, findings));
    }
    let exam = table.optional("exam").map(|item| {
        let Some(table) = item.as_table("exam") else {
            item.wrong_type("a table `[exam]`", findings);
            return None;
        };
        exam::read(table, scope, facts, findings)
    });
    let place = table.place;
    accept(&mut table, place, findings);
    table.finish(findings);
    Some(Manifest {
        id: own?.text.to_owned(),
        version: version?,
        title: title?,
        about: about?,
        notice: match notice {
            Some(notice) => Some(notice?),
            None => None,
        },
        languages: scope.languages.clone()?,
        editions: every(editions)?,
        domains: outline.domains?,
        tasks: outline.tasks?,
        exam: match exam {
            Some(exam) => Some(exam?),
            None => None,
        },
        front_door: match front_door {
            Some(word) => {
                let word = word?;
                Some(FrontDoor { id: word.text.to_owned(), place: word.place() })
            }
            None => None,
        },
        max_age: match max_age {
            Some(age) => Some(age?),
            None => None,
        },
    })
}

fn read_edition(mut table: Table<'_>, scope: &Scope, findings: &mut Findings) -> Option<Edition> {
    // Its id was checked before.
    let id = table.optional("id").and_then(|item| item.as_str());
    if let Some(id) = id {
        table.name(id);
    }
    let title = required_text(&mut table, "title", scope, findings);
    table.finish(findings);
    Some(Edition { id: id?.to_owned(), title: title? })
}

fn version(item: Item<'_>, findings: &mut Findings) -> Option<String> {
    let word = item.word(findings)?;
    let parts: Vec<&str> = word.text.split('.').collect();
    let number = |part: &&str| {
        !part.is_empty()
            && part.len() <= 9
            && part.chars().all(|c| c.is_ascii_digit())
            && (*part == "0" || !part.starts_with('0'))
    };
    if parts.len() != 3 || !parts.iter().all(number) {
        findings.error(Code::BadVersion, format!("`{}` is not a version", word.text)).at(
            word.place(),
            format!("expected three numbers, such as {}", one_of(["0.1.0", "1.12.3"])),
        );
        return None;
    }
    Some(word.text.to_owned())
}

/// A text that must be there.
pub(crate) fn required_text(
    table: &mut Table<'_>,
    key: &'static str,
    scope: &Scope,
    findings: &mut Findings,
) -> Option<Text> {
    let item = table.required(key, &scope.text_example(), findings)?;
    text(item, scope, findings)
}
