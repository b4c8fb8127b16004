//! Rules: what takes options away, what picks among the rest, what cannot occur, and what to do
//! where nothing is left.

use shirube_engine::model::{Editions, Rule, RuleKind};

use crate::code::Code;
use crate::condition::{Surroundings, condition};
use crate::diagnostic::Findings;
use crate::exception::accept;
use crate::manifest::required_text;
use crate::names::{Names, id};
use crate::place::Place;
use crate::reader::{Item, Table, Word};
use crate::text::facts_in;

/// The kinds of rules, as the tables are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    Exclude,
    Prefer,
    Assume,
    None,
}

impl Verb {
    pub(crate) const ALL: [Self; 4] = [Self::Exclude, Self::Prefer, Self::Assume, Self::None];

    /// The key of its tables.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Exclude => "exclude",
            Self::Prefer => "prefer",
            Self::Assume => "assume",
            Self::None => "none",
        }
    }

    /// What messages call one.
    fn one(self) -> String {
        let article = if matches!(self, Self::Exclude | Self::Assume) { "an" } else { "a" };
        format!("{article} {}", self.noun())
    }

    /// What messages call it.
    fn noun(self) -> &'static str {
        match self {
            Self::Exclude => "`exclude` rule",
            Self::Prefer => "`prefer` rule",
            Self::Assume => "`assume` rule",
            Self::None => "`none` rule",
        }
    }
}

/// A rule whose id was read, to be read once all ids are known.
pub(crate) struct RuleHead<'a> {
    pub(crate) verb: Verb,
    pub(crate) word: Word<'a>,
    table: Table<'a>,
}

/// The places of a rule.
#[derive(Debug, Clone)]
pub(crate) struct RulePlaces {
    /// Its id.
    pub(crate) id: Place,
    /// Its condition, or its header.
    pub(crate) when: Place,
    /// Its text, or its header.
    pub(crate) because: Place,
    /// The editions that it is limited to.
    pub(crate) editions: Option<Place>,
    /// What it picks or excludes.
    pub(crate) effect: Option<Place>,
    /// The rules it says it defeats.
    pub(crate) over: Vec<(usize, Place)>,
}

impl RulePlaces {
    /// Where the rule says that it defeats another.
    pub(crate) fn place_of_over(&self, loser: usize) -> Place {
        let said = self.over.iter().find(|(over, _)| *over == loser);
        said.map_or(self.id, |(_, place)| *place)
    }
}

/// A rule as far as it could be read.
pub(crate) struct RuleRead {
    pub(crate) rule: Option<Rule>,
    pub(crate) places: RulePlaces,
}

/// Reads the ids of a decision's rules; the heads are in the order of the ids.
pub(crate) fn heads<'a>(
    table: &mut Table<'a>,
    names: &mut Names,
    findings: &mut Findings,
) -> Vec<RuleHead<'a>> {
    let mut rules = Vec::new();
    for verb in Verb::ALL {
        let tables = table.tables(verb.key(), verb.noun(), findings);
        if !tables.whole {
            names.incomplete();
        }
        rules.extend(tables.list.into_iter().map(|table| (verb, table)));
    }
    // Of two with one id, the one that comes later in the file is the second.
    rules.sort_by_key(|(_, table)| table.place);
    let mut heads: Vec<RuleHead<'a>> = Vec::new();
    for (verb, mut table) in rules {
        let word = table.required("id", "\"…\"", findings).and_then(|item| id(item, findings));
        match word {
            Some(word) => {
                table.name(word.text);
                if names.add(word.text, word.place(), findings) {
                    heads.push(RuleHead { verb, word, table });
                }
            }
            None => names.incomplete(),
        }
    }
    heads.sort_by_key(|head| head.word.text);
    heads
}

/// What rules may refer to beside inputs and facts.
pub(crate) struct Targets<'d> {
    pub(crate) options: &'d Names,
    pub(crate) rules: &'d Names,
    /// The kind of each rule, by index.
    pub(crate) verbs: &'d [Verb],
}

/// Reads a rule.
pub(crate) fn read(
    head: RuleHead<'_>,
    around: &Surroundings<'_>,
    targets: &Targets<'_>,
    findings: &mut Findings,
) -> RuleRead {
    let RuleHead { verb, word, mut table } = head;
    let mut places = RulePlaces {
        id: word.place(),
        when: table.place,
        because: table.place,
        editions: None,
        effect: None,
        over: Vec::new(),
    };
    let kind = kind(verb, &word, &mut table, &mut places, targets, findings);

    let item = table.optional("editions");
    places.editions = item.map(|item| item.place());
    let editions = around.scope.editions_of(item, findings);
    let any = table.optional("any");
    let when = match (table.optional("when"), any) {
        (None, None) => table.required("when", "{ … }", findings),
        (when, _) => when,
    };
    if let Some(item) = when.or(any) {
        places.when = item.place();
    }
    let in_editions = editions.unwrap_or(Editions::ALL);
    let mut read = condition(when, any, in_editions, around, findings);

    if let Some(item) = table.optional("because") {
        places.because = item.place();
    }
    let because = required_text(&mut table, "because", around.scope, findings);
    let source = table.optional("source");
    let sources = source.map(|item| around.scope.sources_of(item, findings));
    let unfounded = verb != Verb::Assume
        && source.is_none()
        && !read.cites
        && because.as_ref().is_some_and(|text| facts_in(text, around.scope).is_empty());
    if unfounded {
        findings
            .error(
                Code::UnsourcedRule,
                format!("{} rests on no fact and no source", table.subject()),
            )
            .at(word.place(), "who says so?")
            .help("add `source = \"…\"`, or cite the fact that it rests on");
    }
    accept(&mut table, word.place(), findings);
    table.finish_knowing(
        &[
            ("option", "`exclude` rules"),
            ("pick", "`prefer` rules"),
            ("over", "`prefer` and `none` rules"),
        ],
        findings,
    );

    let because = because.unwrap_or_default();
    read.facts.extend(facts_in(&because, around.scope));
    read.facts.sort_unstable();
    read.facts.dedup();
    let rule = || {
        Some(Rule {
            id: word.text.to_owned(),
            kind: kind?,
            editions: editions?,
            when: read.condition?,
            because,
            facts: read.facts,
            sources: sources.flatten().unwrap_or_default(),
        })
    };
    RuleRead { rule: rule(), places }
}

fn kind(
    verb: Verb,
    word: &Word<'_>,
    table: &mut Table<'_>,
    places: &mut RulePlaces,
    targets: &Targets<'_>,
    findings: &mut Findings,
) -> Option<RuleKind> {
    let mut named = |key: &'static str, table: &mut Table<'_>, findings: &mut Findings| {
        let item = table.required(key, "\"…\"", findings)?;
        places.effect = Some(item.place());
        let found = targets.options.find_all(item, findings)?;
        Some(found.into_iter().map(|(option, _)| option).collect::<Vec<_>>())
    };
    match verb {
        Verb::Assume => Some(RuleKind::Assume),
        Verb::Exclude => {
            let mut options = named("option", table, findings)?;
            options.sort_unstable();
            Some(RuleKind::Exclude { options })
        }
        Verb::Prefer => {
            let picks = named("pick", table, findings);
            let over = over(verb, word, table.optional("over"), targets, places, findings);
            Some(RuleKind::Prefer { picks: picks?, over: over? })
        }
        Verb::None => {
            let over = over(verb, word, table.optional("over"), targets, places, findings);
            Some(RuleKind::None { over: over? })
        }
    }
}

/// The rules that a rule says it defeats.
fn over(
    verb: Verb,
    word: &Word<'_>,
    item: Option<Item<'_>>,
    targets: &Targets<'_>,
    places: &mut RulePlaces,
    findings: &mut Findings,
) -> Option<Vec<usize>> {
    let Some(item) = item else { return Some(Vec::new()) };
    places.over = targets.rules.find_all(item, findings)?;
    let mut sound = true;
    for &(loser, place) in &places.over {
        let (Some((id, declared)), Some(other)) =
            (targets.rules.get(loser), targets.verbs.get(loser))
        else {
            continue;
        };
        if id == word.text {
            findings
                .error(Code::WrongOver, format!("`{id}` cannot defeat itself"))
                .at(place, "the rule's own id")
                .help("take it out of `over`");
            sound = false;
        } else if *other != verb {
            findings
                .error(
                    Code::WrongOver,
                    format!("{} never contends with the {} `{id}`", verb.one(), other.noun()),
                )
                .at(place, "cannot be defeated by this rule")
                .and(declared, other.one())
                .help(match other {
                    Verb::Exclude => "an exclusion always holds: narrow its `when` instead",
                    Verb::Assume => "what cannot occur needs no precedence: take it out of `over`",
                    Verb::Prefer | Verb::None => {
                        "`none` rules speak only where no option is left: take it out of `over`"
                    }
                });
            sound = false;
        }
    }
    let mut over: Vec<usize> = places.over.iter().map(|&(rule, _)| rule).collect();
    over.sort_unstable();
    sound.then_some(over)
}
