//! Tests of one input: which of its values they accept.

use shirube_engine::model::{Accept, Editions, Input, InputKind};
use shirube_engine::quantity::Intervals;

use crate::code::Code;
use crate::condition::Surroundings;
use crate::diagnostic::Findings;
use crate::input::InputRead;
use crate::names::Names;
use crate::range::{passing, range, ranges};
use crate::reader::{Item, Word, every};

/// What a test accepts, or nothing and an error. The facts that it cites are added to `facts`.
pub(crate) fn accept(
    item: Item<'_>,
    read: &InputRead,
    editions: Editions,
    around: &Surroundings<'_>,
    facts: &mut Vec<usize>,
    findings: &mut Findings,
) -> Option<Accept> {
    let input = read.input.as_ref()?;
    let accept = match &input.kind {
        InputKind::Flag => match item.as_bool() {
            Some(value) => Accept::Values(if value { 0b10 } else { 0b01 }),
            None => {
                wrong_test(item, read, findings);
                return None;
            }
        },
        InputKind::Choice { .. } => Accept::Values(choice(item, read, findings)?),
        InputKind::Set { .. } => set(item, read, findings)?,
        InputKind::Quantity { dimension, .. } => {
            if item.as_bool().is_some() || item.as_table("test").is_some() {
                wrong_test(item, read, findings);
                return None;
            }
            let mut tests = Vec::new();
            for part in ranges(item) {
                tests.push(
                    range(part, *dimension, read, around, facts, findings).map(|test| (part, test)),
                );
            }
            let tests = every(tests)?;
            if tests.is_empty() {
                lists_nothing(item, findings);
                return None;
            }
            let mut sound = true;
            for (part, test) in &tests {
                if !satisfiable(&[&Accept::Quantity(vec![*test])], input, editions, around) {
                    never_holds(*part, read, findings);
                    sound = false;
                }
            }
            if !sound {
                return None;
            }
            return Some(Accept::Quantity(tests.into_iter().map(|(_, test)| test).collect()));
        }
    };
    if !satisfiable(&[&accept], input, editions, around) {
        never_holds(item, read, findings);
        return None;
    }
    Some(accept)
}

fn never_holds(item: Item<'_>, read: &InputRead, findings: &mut Findings) {
    let Some(input) = &read.input else { return };
    let found =
        findings.error(Code::NeverHolds, format!("no value of `{}` passes this test", input.id));
    found.at(item.place(), "never holds");
    if let InputKind::Quantity { dimension, range } = input.kind
        && (range.low != 0 || range.high != i64::MAX)
    {
        found.and(read.place, format!("it is {}", dimension.format_interval(range)));
    }
}

fn lists_nothing(item: Item<'_>, findings: &mut Findings) {
    findings
        .error(Code::Empty, format!("`{}` is tested against nothing", item.key))
        .at(item.place(), "an empty list never holds")
        .help("name what it accepts, or take the test out");
}

/// What inputs of a kind are called.
pub(crate) fn kind_of(kind: &InputKind) -> &'static str {
    tests_of(kind).0
}

/// How inputs of a kind are tested.
fn tests_of(kind: &InputKind) -> (&'static str, &'static str) {
    match kind {
        InputKind::Flag => ("a flag", "write `true` or `false`"),
        InputKind::Choice { .. } => (
            "a choice",
            "write a value such as `\"a\"`, a list `[\"a\", \"b\"]`, `\"not a\"` or \
             `{ not = [\"a\", \"b\"] }`",
        ),
        InputKind::Set { .. } => (
            "a set",
            "write a member such as `\"a\"`, a list for any of them, `\"not a\"`, `\"none\"`, or a \
             table with `all`, `any` or `not`",
        ),
        InputKind::Quantity { .. } => (
            "a quantity",
            "write a comparison such as `\"> @fact\"`, an interval such as \
             `\"(@low .. @high]\"`, or a list of these",
        ),
    }
}

/// Reports a test that inputs of this kind cannot be put to.
pub(crate) fn wrong_test(item: Item<'_>, read: &InputRead, findings: &mut Findings) {
    let Some(input) = &read.input else { return };
    let (kind, tests) = tests_of(&input.kind);
    findings
        .error(
            Code::WrongTest,
            format!("`{}` is {kind}: {} is no test of it", input.id, item.kind()),
        )
        .at(item.place(), format!("not how {kind} is tested"))
        .and(read.place, format!("{kind}, declared here"))
        .help(tests);
}

/// The values that a test of a choice accepts.
fn choice(item: Item<'_>, read: &InputRead, findings: &mut Findings) -> Option<u64> {
    let all = bits(0..read.values.len());
    if let Some(text) = item.as_str() {
        return match text.strip_prefix("not ") {
            Some(rest) => {
                let name = rest.trim();
                let start = text.len() - rest.trim_start().len();
                let place = item.within(start..start + name.len());
                read.values.find(name, place, findings).map(|value| all & !(1 << value))
            }
            None => member(Word { text, item }, &read.values, findings),
        };
    }
    if let Some(mut table) = item.as_table("test") {
        let not = table.required("not", "[\"a\", \"b\"]", findings);
        table.finish(findings);
        return members(not?, &read.values, findings).map(|values| all & !values);
    }
    if item.as_list().is_some() {
        return members(item, &read.values, findings);
    }
    wrong_test(item, read, findings);
    None
}

/// What a test of a set accepts.
fn set(item: Item<'_>, read: &InputRead, findings: &mut Findings) -> Option<Accept> {
    let none = Accept::Members { all: 0, any: 0, none: bits(0..read.values.len()) };
    if let Some(text) = item.as_str() {
        if text == "none" {
            return Some(none);
        }
        return match text.strip_prefix("not ") {
            Some(rest) => {
                let name = rest.trim();
                let start = text.len() - rest.trim_start().len();
                let place = item.within(start..start + name.len());
                let value = read.values.find(name, place, findings)?;
                Some(Accept::Members { all: 0, any: 0, none: 1 << value })
            }
            None => {
                let all = member(Word { text, item }, &read.values, findings)?;
                Some(Accept::Members { all, any: 0, none: 0 })
            }
        };
    }
    if let Some(mut table) = item.as_table("test") {
        let mut part = |key| match table.optional(key) {
            Some(item) => members(item, &read.values, findings),
            None => Some(0),
        };
        let (all, any, none) = (part("all"), part("any"), part("not"));
        if table.is_empty() {
            lists_nothing(item, findings);
            return None;
        }
        table.finish(findings);
        return Some(Accept::Members { all: all?, any: any?, none: none? });
    }
    if item.as_list().is_some() {
        let any = members(item, &read.values, findings)?;
        return Some(Accept::Members { all: 0, any, none: 0 });
    }
    wrong_test(item, read, findings);
    None
}

/// The bits of what a string or a list names.
fn members(item: Item<'_>, names: &Names, findings: &mut Findings) -> Option<u64> {
    if item.as_list().is_some_and(|list| list.is_empty()) {
        lists_nothing(item, findings);
        return None;
    }
    let words = item.words(findings)?;
    let found = every(words.into_iter().map(|word| member(word, names, findings)))?;
    Some(found.into_iter().fold(0, |all, bit| all | bit))
}

fn member(word: Word<'_>, names: &Names, findings: &mut Findings) -> Option<u64> {
    let stray_not =
        word.text.strip_prefix("not ").is_some_and(|name| names.index(name.trim()).is_some());
    if stray_not {
        findings
            .error(Code::BadTest, "`not` cannot stand inside a list")
            .at(word.place(), "")
            .help("write `{ not = [\"a\", \"b\"] }` for everything but these");
        return None;
    }
    names.find_word(&word, findings).map(|index| 1 << index)
}

fn bits(indexes: impl IntoIterator<Item = usize>) -> u64 {
    indexes.into_iter().fold(0, |all, index| all | 1 << index)
}

/// Whether some value of an input passes all of these tests, in any of the editions.
pub(crate) fn satisfiable(
    tests: &[&Accept],
    input: &Input,
    editions: Editions,
    around: &Surroundings<'_>,
) -> bool {
    match &input.kind {
        InputKind::Quantity { range, .. } => {
            let in_edition = |edition| {
                let mut left = Intervals::from(*range);
                for test in tests {
                    let Accept::Quantity(ranges) = test else { return true };
                    // A fact that could not be read may be anything.
                    let Some(passing) = passing(ranges, |fact| around.value(fact, edition)) else {
                        return true;
                    };
                    left = left.intersection(&passing);
                }
                !left.is_empty()
            };
            // Without editions, which are then reported to be missing, nothing can be told.
            around.editions(editions).next().is_none() || around.editions(editions).any(in_edition)
        }
        InputKind::Set { .. } => {
            let (mut has, mut has_not, mut some) = (0, 0, Vec::new());
            for test in tests {
                let Accept::Members { all, any, none } = test else { return true };
                has |= all;
                has_not |= none;
                some.extend((*any != 0).then_some(*any));
            }
            has & has_not == 0 && some.iter().all(|any| any & !has_not != 0)
        }
        InputKind::Flag | InputKind::Choice { .. } => {
            let values = tests.iter().fold(u64::MAX, |left, test| match test {
                Accept::Values(values) => left & values,
                Accept::Members { .. } | Accept::Quantity(_) => left,
            });
            values != 0
        }
    }
}
