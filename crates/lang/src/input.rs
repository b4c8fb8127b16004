//! Inputs: what is to be known.

use shirube_engine::model::{Alternative, Input, InputKind, MAX_REGIONS, Value};
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
use crate::scope::Scope;
use crate::text::text;
use crate::words::one_of;

const KINDS: [&str; 4] = ["choice", "flag", "set", "quantity"];
const DEFAULT_COST: u8 = 1;
/// How common a value of a choice is, beside the others.
const DEFAULT_WEIGHT: u8 = 1;
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

/// The options of every decision, which inputs with `from` take as their values.
pub(crate) struct Upstream {
    pub(crate) decisions: Names,
    /// By the index of the decision; `None` if they could not be read.
    pub(crate) options: Vec<Option<Vec<Alternative>>>,
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
            mirrored(item, &mut names, upstream, findings)
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
        let values = "`kind = \"choice\"` and `kind = \"set\"`";
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
            let values = values(table, names, DEFAULT_WEIGHT, scope, findings)?;
            if let [only] = values.as_slice() {
                findings
                    .error(
                        Code::Empty,
                        format!("{} has only the value `{}`", table.subject(), only.id),
                    )
                    .at(table.place, "nothing is to be chosen")
                    .help("give it another value, or take the input out");
                return None;
            }
            Some(InputKind::Choice { values, from: None })
        }
        "set" => {
            let members = values(table, names, DEFAULT_SHARE, scope, findings)?;
            if let Some((_, place)) = names.index("none").and_then(|index| names.get(index)) {
                findings
                    .error(Code::BadId, "a member of a set cannot be called `none`")
                    .at(place, "`none` is the empty set")
                    .help("give it another id");
                return None;
            }
            Some(InputKind::Set { members })
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

/// The values of a choice or the members of a set, sorted by id.
fn values(
    table: &mut Table<'_>,
    names: &mut Names,
    default_weight: u8,
    scope: &Scope,
    findings: &mut Findings,
) -> Option<Vec<Value>> {
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
        value.finish(findings);
        match word {
            Some(word) if names.add(word.text, word.place(), findings) => values.push(Value {
                id: word.text.to_owned(),
                name,
                about,
                weight: weight.unwrap_or(default_weight),
                position: u16::try_from(position).unwrap_or(u16::MAX),
            }),
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
    values.sort_by(|a, b| a.id.cmp(&b.id));
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

/// The kind of an input that is another decision's verdict.
fn mirrored(
    item: Item<'_>,
    names: &mut Names,
    upstream: &Upstream,
    findings: &mut Findings,
) -> Option<InputKind> {
    let word = item.word(findings)?;
    let index = upstream.decisions.find_word(&word, findings)?;
    let options = upstream.options.get(index)?.as_ref()?;
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
            .at(word.place(), "its verdict cannot be an input")
            .help("ask for what matters of that verdict by an input of its own");
        return None;
    }
    let mut values = Vec::new();
    for option in options {
        // The ids differ: they were checked where they are declared.
        names.add(&option.id, item.place(), findings);
        values.push(Value {
            id: option.id.clone(),
            name: option.name.clone(),
            about: Some(option.about.clone()),
            weight: DEFAULT_WEIGHT,
            position: option.position,
        });
    }
    Some(InputKind::Choice { values, from: Some(word.text.to_owned()) })
}
