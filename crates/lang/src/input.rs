//! Inputs: what is to be known.

use shirube_engine::model::{Input, InputKind, MAX_REGIONS, Value};
use shirube_engine::quantity::Interval;

use crate::answer::when_silent;
use crate::code::Code;
use crate::diagnostic::Findings;
use crate::exception::accept;
use crate::facts::unit;
use crate::manifest::required_text;
use crate::names::{Names, id};
use crate::place::Place;
use crate::quantity::quantity;
use crate::reader::{Item, Table, Word};
use crate::requirement::{Upstream, verdict};
use crate::scope::Scope;
use crate::text::text;
use crate::words::one_of;

const KINDS: [&str; 4] = ["choice", "flag", "set", "quantity"];
const DEFAULT_COST: u8 = 1;
/// How common a value of a choice is, beside the others.
pub(crate) const DEFAULT_WEIGHT: u8 = 1;
/// How many of 100 situations have a member of a set.
const DEFAULT_SHARE: u8 = 15;

/// An input as far as it could be read.
pub(crate) struct InputRead {
    /// The input; only if its kind is known.
    pub(crate) input: Option<Input>,
    /// Its values or members.
    pub(crate) values: Names,
    /// The place of its id.
    pub(crate) place: Place,
    /// The place of its `from`, if it has one.
    pub(crate) from: Option<Place>,
}

/// Reads an input whose id was read before.
pub(crate) fn read(
    mut table: Table<'_>,
    word: Word<'_>,
    position: u16,
    scope: &Scope,
    upstream: &Upstream,
    findings: &mut Findings,
) -> InputRead {
    table.optional("id");
    let mut names = Names::new(format!("`{}`", word.text), "value", Code::UnknownValue);
    let mut from = None;
    let kind = match table.optional("from") {
        Some(item) => {
            from = Some(item.place());
            verdict(item, &mut table, &mut names, scope, upstream, findings)
        }
        None => kind(&mut table, &mut names, scope, findings),
    };
    let name = required_text(&mut table, "name", scope, findings);
    let ask = required_text(&mut table, "ask", scope, findings);
    let why = required_text(&mut table, "why", scope, findings);
    let cost =
        table.optional("cost").map_or(Some(DEFAULT_COST), |item| item.whole_number(1, 9, findings));
    let silent = table.optional("when_silent");
    accept(&mut table, word.place(), findings);
    let input = kind.map(|kind| {
        let mut input = Input {
            id: word.text.to_owned(),
            name: name.unwrap_or_default(),
            ask: ask.unwrap_or_default(),
            why: why.unwrap_or_default(),
            cost: cost.unwrap_or(DEFAULT_COST),
            when_silent: None,
            kind,
            position,
        };
        input.when_silent = silent.and_then(|item| when_silent(item, &input, findings));
        input
    });
    if input.is_some() {
        let values = "`kind = \"choice\"`, `kind = \"set\"` and `from`";
        let quantities = "`kind = \"quantity\"`";
        let elsewhere = [
            ("value", values),
            ("unit", quantities),
            ("min", quantities),
            ("max", quantities),
            ("kind", "inputs without `from`"),
        ];
        table.finish_knowing(&elsewhere, findings);
    } else {
        names.incomplete();
    }
    InputRead { input, values: names, place: word.place(), from }
}

fn kind(
    table: &mut Table<'_>,
    names: &mut Names,
    scope: &Scope,
    findings: &mut Findings,
) -> Option<InputKind> {
    let item = table.required("kind", "\"choice\"", findings)?;
    let word = item.word(findings)?;
    match word.text {
        "choice" => {
            let values = values(table, names, DEFAULT_WEIGHT, scope, findings, |_, _| ())?;
            let values = without_more(values);
            a_choice(&values, table, findings)?;
            Some(InputKind::Choice { values, from: None })
        }
        "set" => {
            let members = values(table, names, DEFAULT_SHARE, scope, findings, |_, _| ())?;
            if let Some((_, place)) = names.index("none").and_then(|index| names.get(index)) {
                findings
                    .error(Code::BadId, "a member of a set cannot be called `none`")
                    .at(place, "`none` is the empty set")
                    .help("give it another id");
                return None;
            }
            Some(InputKind::Set { members: without_more(members) })
        }
        "flag" => Some(InputKind::Flag),
        "quantity" => quantity_kind(table, findings),
        _ => {
            findings
                .error(Code::UnknownKind, format!("there is no kind `{}`", word.text))
                .at(word.place(), "unknown kind")
                .help(match shirube_engine::nearest::nearest(word.text, KINDS) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("it is {}", one_of(KINDS)),
                });
            None
        }
    }
}

fn without_more(values: Vec<(Value, ())>) -> Vec<Value> {
    values.into_iter().map(|(value, ())| value).collect()
}

/// Reports a choice that leaves nothing to choose.
pub(crate) fn a_choice(values: &[Value], table: &Table<'_>, findings: &mut Findings) -> Option<()> {
    let [only] = values else { return Some(()) };
    findings
        .error(Code::Empty, format!("{} has only the value `{}`", table.subject(), only.id))
        .at(table.place, "nothing is to be chosen")
        .help("give it another value, or take the input out");
    None
}

/// The values of a choice or the members of a set, sorted by id, and what more is read of each.
pub(crate) fn values<'a, T>(
    table: &mut Table<'a>,
    names: &mut Names,
    default_weight: u8,
    scope: &Scope,
    findings: &mut Findings,
    mut more: impl FnMut(&mut Table<'a>, &mut Findings) -> T,
) -> Option<Vec<(Value, T)>> {
    if table.required("value", "{ id = \"…\", name = … }", findings).is_none() {
        if let Some(report) = findings.last() {
            report.help("add an `[[input.value]]` with an `id` and a `name` for each value");
        }
        return None;
    }
    let tables = table.tables("value", "value", findings);
    let mut sound = tables.whole && !tables.list.is_empty();
    let mut values = Vec::new();
    for (position, mut value) in tables.list.into_iter().enumerate() {
        let word = value.required("id", "\"…\"", findings).and_then(|item| id(item, findings));
        if let Some(word) = word {
            value.name(word.text);
        }
        let name = required_text(&mut value, "name", scope, findings).unwrap_or_default();
        let about = value.optional("about").and_then(|item| text(item, scope, findings));
        let weight = value.optional("weight").and_then(|item| item.whole_number(1, 100, findings));
        let more = more(&mut value, findings);
        value.finish_knowing(&[("option", "values of inputs with `from`")], findings);
        match word {
            Some(word) if names.add(word.text, word.place(), findings) => {
                let value = Value {
                    id: word.text.to_owned(),
                    name,
                    about,
                    weight: weight.unwrap_or(default_weight),
                    position: u16::try_from(position).unwrap_or(u16::MAX),
                };
                values.push((value, more));
            }
            Some(_) => {}
            None => sound = false,
        }
    }
    if values.len() > MAX_REGIONS {
        findings
            .error(
                Code::TooMany,
                format!(
                    "{} has {} values, more than the {MAX_REGIONS} that it can have",
                    table.subject(),
                    values.len()
                ),
            )
            .at(table.place, "")
            .help("merge values that no rule tells apart, or split the input");
        sound = false;
    }
    values.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
    sound.then_some(values)
}

fn quantity_kind(table: &mut Table<'_>, findings: &mut Findings) -> Option<InputKind> {
    let unit = table.required("unit", "\"B\"", findings).and_then(|item| unit(item, findings));
    let (min, max) = (table.optional("min"), table.optional("max"));
    let dimension = unit?;
    let mut end = |item: Option<Item<'_>>, default: i64| match item {
        Some(item) => quantity(item, dimension, findings),
        None => Some(default),
    };
    let (low, high) = (end(min, 0), end(max, i64::MAX));
    let range = Interval { low: low?, high: high? };
    if range.is_empty() {
        let found = findings.error(
            Code::OutOfRange,
            format!("no value of {} is left between `min` and `max`", table.subject()),
        );
        for item in [min, max].into_iter().flatten() {
            found.at(item.place(), "");
        }
        found.help(if min.is_none() {
            "give `min` as well: without it the range begins at 0"
        } else {
            "swap the two, or correct one"
        });
        return None;
    }
    Some(InputKind::Quantity { dimension, range })
}
