//! `facts.toml` and `facts/*.toml`: figures, each with a unit, a source and a date.

use shirube_engine::model::{Fact, FactValue, Source, Text};
use shirube_engine::quantity::Dimension;

use crate::code::Code;
use crate::date::date;
use crate::diagnostic::Findings;
use crate::exception::accept;
use crate::manifest::required_text;
use crate::place::Place;
use crate::quantity::{figure, noun, quantity};
use crate::reader::{Entry, Item, Table, every};
use crate::scope::Scope;
use crate::text::{refuse_placeholders, same, text_or_name};
use crate::words::{all_of, one_of};

/// The keys of a fact; an edition cannot be called like one of them.
pub(crate) const KEYS: [&str; 7] =
    ["about", "value", "written", "source", "as_of", "unit", "accept"];

/// A fact as far as it could be read.
pub(crate) struct FactRead {
    pub(crate) id: String,
    pub(crate) about: Option<Text>,
    /// Its value in each edition.
    pub(crate) values: Option<Vec<FactValue>>,
    /// The place of its key.
    pub(crate) place: Place,
}

impl FactRead {
    /// The fact, or one whose values may not be used.
    pub(crate) fn or_placeholder(&self) -> Fact {
        Fact {
            id: self.id.clone(),
            about: self.about.clone().unwrap_or_default(),
            values: self.values.clone().unwrap_or_default(),
        }
    }
}

/// Reads a fact. `sources` are those that could be read, `None` for the others, by index.
pub(crate) fn read(
    entry: Entry<'_>,
    scope: &Scope,
    sources: &[Option<Source>],
    findings: &mut Findings,
) -> FactRead {
    let mut fact =
        FactRead { id: entry.key.to_owned(), about: None, values: None, place: entry.key_place };
    let Some(mut table) = entry.item.as_table("fact") else {
        entry.item.wrong_type("a table with `about`, `value` and `source`", findings);
        return fact;
    };
    table.name(entry.key);
    fact.about = required_text(&mut table, "about", scope, findings);
    let outer = Shared::read(&mut table, &Shared::default(), scope, findings);
    accept(&mut table, entry.key_place, findings);
    let Some(editions) = scope.editions.as_deref() else {
        // The editions may be among its keys: nothing more can be told.
        return fact;
    };
    let given: Vec<(&str, Option<Item<'_>>)> =
        editions.iter().map(|edition| (edition.as_str(), edition_of(&table, edition))).collect();
    if given.iter().any(|(_, item)| item.is_some()) {
        fact.values = by_edition(&table, &given, &outer, scope, sources, findings);
        refuse_outer_value(&mut table, findings);
        table.finish_beside(editions, findings);
    } else {
        let value =
            FigureTable { table: &mut table, shared: &outer }.read(scope, sources, findings);
        fact.values = value.map(|value| vec![value; editions.len()]);
        table.finish(findings);
    }
    fact
}

/// The table of one edition.
fn edition_of<'a>(table: &Table<'a>, edition: &str) -> Option<Item<'a>> {
    table.entries().into_iter().find(|entry| entry.key == edition).map(|entry| entry.item)
}

fn refuse_outer_value(table: &mut Table<'_>, findings: &mut Findings) {
    for key in ["value", "written"] {
        if let Some(item) = table.optional(key) {
            findings
                .error(
                    Code::UnknownKey,
                    format!("`{key}` stands beside the tables of the editions"),
                )
                .at(item.place(), "which edition is it for?")
                .help(
                    "put it into the tables of the editions, or take these out if it holds in \
                     all of them",
                );
        }
    }
}

fn by_edition(
    table: &Table<'_>,
    given: &[(&str, Option<Item<'_>>)],
    outer: &Shared,
    scope: &Scope,
    sources: &[Option<Source>],
    findings: &mut Findings,
) -> Option<Vec<FactValue>> {
    let missing: Vec<&str> =
        given.iter().filter(|(_, item)| item.is_none()).map(|(edition, _)| *edition).collect();
    if !missing.is_empty() {
        let add: Vec<String> =
            missing.iter().map(|edition| format!("`{edition} = {{ value = \"…\" }}`")).collect();
        findings
            .error(
                Code::MissingEdition,
                format!("{} has no value in {}", table.subject(), all_of(&missing)),
            )
            .at(table.place, format!("{} is missing", all_of(&missing)))
            .help(format!(
                "add {}, or write `value` without editions if it holds in all of them",
                add.join(" and ")
            ));
    }
    let mut values = Vec::new();
    let mut places = Vec::new();
    for (_, item) in given {
        let Some(item) = item else {
            values.push(None);
            continue;
        };
        let Some(mut inner) = item.as_table("value of a fact") else {
            item.wrong_type("a table with `value` and `source`", findings);
            values.push(None);
            continue;
        };
        let shared = Shared::read(&mut inner, outer, scope, findings);
        let value =
            FigureTable { table: &mut inner, shared: &shared }.read(scope, sources, findings);
        places.push((value.as_ref().map(|value| value.dimension), item.place()));
        inner.finish(findings);
        values.push(value);
    }
    let values = every(values)?;
    let first = values.first()?.dimension;
    let other = values.iter().find(|value| value.dimension != first);
    if let Some(other) = other {
        let found = findings.error(
            Code::WrongUnit,
            format!(
                "{} is {} in one edition and {} in another",
                table.subject(),
                noun(first),
                noun(other.dimension)
            ),
        );
        for (dimension, place) in places {
            found.at(place, dimension.map_or("", noun));
        }
        found.help("give it one unit in every edition, or make two facts of it");
        return None;
    }
    Some(values)
}

/// What may stand once for every edition.
#[derive(Default, Clone)]
struct Shared {
    dimension: Option<Dimension>,
    /// `Some(None)` if the key is there but could not be read.
    sources: Option<Option<Vec<usize>>>,
    as_of: Option<Option<String>>,
}

impl Shared {
    fn read(table: &mut Table<'_>, outer: &Self, scope: &Scope, findings: &mut Findings) -> Self {
        let unit = table.optional("unit").map(|item| unit(item, findings));
        let sources = table.optional("source").map(|item| scope.sources_of(item, findings));
        let as_of = table.optional("as_of").map(|item| date(item, findings));
        Self {
            dimension: unit.flatten().or(outer.dimension),
            sources: sources.or_else(|| outer.sources.clone()),
            as_of: as_of.or_else(|| outer.as_of.clone()),
        }
    }
}

/// The table that holds a figure, with what holds for it from outside.
struct FigureTable<'t, 'a> {
    table: &'t mut Table<'a>,
    shared: &'t Shared,
}

impl FigureTable<'_, '_> {
    fn read(
        self,
        scope: &Scope,
        sources: &[Option<Source>],
        findings: &mut Findings,
    ) -> Option<FactValue> {
        let Self { table, shared } = self;
        let item = table.required("value", "\"6 MiB\"", findings);
        let value = item.and_then(|item| match shared.dimension {
            Some(dimension) => quantity(item, dimension, findings).map(|value| (dimension, value)),
            None => figure(item, findings),
        });
        let written = match table.optional("written") {
            Some(item) if !refuse_placeholders(item, "write the figure itself", findings) => None,
            Some(item) => text_or_name(item, scope, findings),
            None => item.and_then(|item| item.as_scalar()).map(|text| same(text.trim(), scope)),
        };
        if shared.sources.is_none() {
            table.missing(Code::UnsourcedFact, "source", "\"…\"", findings);
            if let Some(report) = findings.last() {
                report.help(
                    "add `source = \"…\"`, the key of a page in `sources.toml` or `sources/*.toml`",
                );
            }
        }
        let cited = shared.sources.clone().flatten();
        let as_of = match &shared.as_of {
            Some(date) => date.clone(),
            // Else the newest page that it stands on.
            None => cited.as_ref().and_then(|cited| {
                let dates = every(cited.iter().map(|&source| {
                    sources.get(source).and_then(Option::as_ref).map(|source| source.as_of.clone())
                }))?;
                dates.into_iter().max()
            }),
        };
        let (dimension, value) = value?;
        // What else is missing was reported; rules can be read by the value alone.
        Some(FactValue {
            dimension,
            value,
            written: written.unwrap_or_default(),
            sources: cited.unwrap_or_default(),
            as_of: as_of.unwrap_or_default(),
        })
    }
}

/// A dimension by the name of its unit, or nothing and an error.
pub(crate) fn unit(item: Item<'_>, findings: &mut Findings) -> Option<Dimension> {
    let word = item.word(findings)?;
    let found = Dimension::from_unit(word.text);
    if found.is_none() {
        let report =
            findings.error(Code::UnknownUnit, format!("nothing is measured in `{}`", word.text));
        report.at(word.place(), "unknown unit");
        let meant = Dimension::ALL
            .into_iter()
            .find(|dimension| dimension.parse(&format!("1 {}", word.text)).is_ok());
        let names = Dimension::ALL.map(Dimension::unit_name);
        report.help(match meant {
            Some(meant) => format!("write `{}` for {}", meant.unit_name(), noun(meant)),
            None => format!("it is {}", one_of(names)),
        });
    }
    found
}
