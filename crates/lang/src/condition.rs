//! Conditions: `when` and `any` of a rule.

use shirube_engine::model::{Condition, Editions, Fact, Input, Test};

use crate::accept::{accept, satisfiable};
use crate::code::Code;
use crate::diagnostic::Findings;
use crate::facts::FactRead;
use crate::input::InputRead;
use crate::names::Names;
use crate::place::Place;
use crate::reader::{Item, every};
use crate::scope::Scope;

/// What a rule's tests may refer to.
pub(crate) struct Surroundings<'d> {
    pub(crate) scope: &'d Scope,
    pub(crate) facts: &'d [FactRead],
    pub(crate) inputs: &'d [InputRead],
    pub(crate) input_names: &'d Names,
}

impl Surroundings<'_> {
    /// The editions of the pack among these, as indexes.
    pub(crate) fn editions(&self, editions: Editions) -> impl Iterator<Item = usize> {
        let count = self.scope.editions.as_ref().map_or(0, Vec::len);
        (0..count).filter(move |&edition| editions.contains(edition))
    }

    /// The value of a fact in an edition.
    pub(crate) fn value(&self, fact: usize, edition: usize) -> Option<i64> {
        Some(self.facts.get(fact)?.values.as_ref()?.get(edition)?.value)
    }
}

/// A condition, with the facts that it cites.
#[derive(Default)]
pub(crate) struct ConditionRead {
    /// `None` if a part of it could not be read.
    pub(crate) condition: Option<Condition>,
    /// Whether it cites a fact, known or not.
    pub(crate) cites: bool,
    /// The facts it cites, by index.
    pub(crate) facts: Vec<usize>,
}

/// A test with its place.
#[derive(Clone)]
struct Placed {
    test: Test,
    place: Place,
}

/// Reads the condition of a rule.
pub(crate) fn condition(
    when: Option<Item<'_>>,
    any: Option<Item<'_>>,
    editions: Editions,
    around: &Surroundings<'_>,
    findings: &mut Findings,
) -> ConditionRead {
    let mut read = ConditionRead::default();
    let common = match (when, any) {
        (Some(item), _) => conjunction(item, editions, around, &mut read, findings),
        (None, Some(_)) => Some(Vec::new()),
        (None, None) => None,
    };
    let parts = match any {
        None => Some(vec![Vec::new()]),
        Some(item) => match item.as_list() {
            None => {
                item.wrong_type("a list of conditions", findings);
                None
            }
            Some(items) if items.is_empty() => {
                findings
                    .error(Code::Empty, "`any` lists nothing, so the rule would never hold")
                    .at(item.place(), "")
                    .help("list at least one condition, or take `any` out");
                None
            }
            Some(items) => every(
                items.iter().map(|item| conjunction(*item, editions, around, &mut read, findings)),
            ),
        },
    };
    if let (Some(common), Some(parts)) = (common, parts) {
        let whole = every(parts.into_iter().map(|part| {
            let compatible = combine(&common, &part, editions, around, findings);
            let mut tests: Vec<Test> =
                common.iter().chain(&part).map(|placed| placed.test.clone()).collect();
            tests.sort_by_key(|test| test.input);
            compatible.then_some(tests)
        }));
        read.condition = whole.map(Condition);
    }
    read
}

/// A table of tests, one for each input named.
fn conjunction(
    item: Item<'_>,
    editions: Editions,
    around: &Surroundings<'_>,
    read: &mut ConditionRead,
    findings: &mut Findings,
) -> Option<Vec<Placed>> {
    let Some(table) = item.as_table("condition") else {
        item.wrong_type("a table of tests", findings);
        return None;
    };
    every(table.entries().into_iter().map(|entry| {
        let found = around.input_names.find(entry.key, entry.key_place, findings);
        // An unknown input cites its facts all the same.
        read.cites |= entry.item.raw().contains('@');
        let input = found?;
        let accept = accept(
            entry.item,
            around.inputs.get(input)?,
            editions,
            around,
            &mut read.facts,
            findings,
        )?;
        Some(Placed { test: Test { input, accept }, place: entry.key_place })
    }))
}

/// Whether the tests of `when` and of a part of `any` on the same input can hold together; reports
/// it if not.
fn combine(
    common: &[Placed],
    part: &[Placed],
    editions: Editions,
    around: &Surroundings<'_>,
    findings: &mut Findings,
) -> bool {
    let mut sound = true;
    for placed in part {
        let Some(other) = common.iter().find(|other| other.test.input == placed.test.input) else {
            continue;
        };
        let Some(input) = around.inputs.get(placed.test.input).and_then(|read| read.input.as_ref())
        else {
            continue;
        };
        if !satisfiable(&[&other.test.accept, &placed.test.accept], input, editions, around) {
            findings
                .error(Code::NeverHolds, format!("no value of `{}` passes both tests", input.id))
                .at(placed.place, "this test")
                .and(other.place, "and this one")
                .help(
                    "`any` adds to `when`: correct one of the two tests, or take this part of \
                     `any` out",
                );
            sound = false;
        }
    }
    sound
}

/// The facts of the pack as the engine wants them, whatever could be read of them.
pub(crate) fn as_facts(facts: &[FactRead]) -> Vec<Fact> {
    facts.iter().map(FactRead::or_placeholder).collect()
}

/// The inputs that could be read.
pub(crate) fn as_inputs(inputs: &[InputRead]) -> Option<Vec<Input>> {
    every(inputs.iter().map(|read| read.input.clone()))
}
