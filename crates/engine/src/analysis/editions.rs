//! Differences between editions that change no outcome.

use crate::compile::condition;
use crate::forest::Ref;
use crate::model::{Accept, Bound, Definition, Editions, Fact, Rule, Test};
use crate::space::Space;

use super::{Finding, World, Worlds};

/// Reports rules that are limited to some editions without need.
pub(super) fn of_rules(worlds: &mut Worlds<'_>) {
    let all = worlds.editions();
    let limited: Vec<usize> = (0..worlds.definition.rules.len())
        .filter(|&rule| {
            let editions = worlds.in_force(rule);
            editions.0 != 0 && editions != all && !worlds.never_holds(rule)
        })
        .collect();
    if limited.is_empty() {
        return;
    }
    let mut everywhere = worlds.definition.clone();
    everywhere.rules.iter_mut().for_each(|rule| rule.editions = Editions::ALL);
    let mut without = limited.clone();
    for edition in 0..worlds.each.len() {
        let missing = |rule: &usize| !worlds.in_force(*rule).contains(edition);
        if !without.iter().any(missing) {
            continue;
        }
        let fine = Space::of(&everywhere, worlds.facts, edition).ok();
        let fine = fine.and_then(|fine| worlds.each[edition].space.refined(&fine));
        // Where the thresholds of all rules together are too many, nothing is known.
        let Some(fine) = fine else { return worlds.unfinished_in(edition) };
        let mut world = World::new(worlds.definition, worlds.facts, edition, fine);
        let facts = worlds.facts;
        without.retain(|&rule| {
            worlds.in_force(rule).contains(edition)
                || can_be_in_force(&mut world, &everywhere, facts, rule)
        });
        if world.builder.is_full() {
            worlds.unfinished_in(edition);
        }
    }
    for rule in without {
        let editions = worlds.in_force(rule);
        worlds.say(Finding::EditionsWithoutEffect { rule }, editions, |_| Ref::FALSE);
    }
}

/// Whether the outcome of no cell changes if a rule is in force in one more edition.
fn can_be_in_force(
    world: &mut World<'_>,
    everywhere: &Definition,
    facts: &[Fact],
    rule: usize,
) -> bool {
    let mut written = world.written.clone();
    let when = &world.definition.rules[rule].when;
    written[rule] = condition(&mut world.builder, &world.space, when, facts, world.edition);
    let overs = world.overs();
    world.outcome_if(everywhere, &written, &overs) == Some(world.result.outcome)
}

/// The facts that rules test and whose values differ between editions, and whether any of their
/// values would do.
pub(super) fn of_facts(worlds: &mut Worlds<'_>) -> Vec<(usize, bool)> {
    let differs = |fact: &Fact| fact.values.windows(2).any(|pair| pair[0].value != pair[1].value);
    let mut differing = Vec::new();
    for fact in (0..worlds.facts.len()).filter(|&fact| differs(&worlds.facts[fact])) {
        let mut rules = worlds.definition.rules.iter();
        if rules.any(|rule| worlds.known(rule.editions).0 != 0 && tests(rule, fact)) {
            let spare = (0..worlds.each.len()).all(|edition| any_value_does(worlds, fact, edition));
            differing.push((fact, spare));
        }
    }
    differing
}

/// Whether a condition of a rule compares with a fact.
pub(super) fn tests(rule: &Rule, fact: usize) -> bool {
    let names = |test: &Test| match &test.accept {
        Accept::Quantity(ranges) => (ranges.iter())
            .flat_map(|range| [range.low, range.high])
            .flatten()
            .any(|edge| edge.bound == Bound::Fact(fact)),
        _ => false,
    };
    rule.when.0.iter().flatten().any(names)
}

/// Whether in an edition any value that a fact has in some edition would do.
fn any_value_does(worlds: &mut Worlds<'_>, fact: usize, edition: usize) -> bool {
    let mut values: Vec<i64> = worlds.facts[fact].values.iter().map(|value| value.value).collect();
    values.sort_unstable();
    values.dedup();
    let mut changed = Vec::new();
    for &value in &values {
        let mut facts = worlds.facts.to_vec();
        facts[fact].values[edition].value = value;
        changed.push(facts);
    }
    let mut fine = Some(worlds.each[edition].space.clone());
    for facts in &changed {
        let other = Space::of(worlds.definition, facts, edition).ok();
        fine = fine.zip(other).and_then(|(fine, other)| fine.refined(&other));
    }
    let Some(fine) = fine else {
        worlds.unfinished_in(edition);
        return false;
    };
    let mut world = World::new(worlds.definition, worlds.facts, edition, fine);
    let does = changed.iter().all(|facts| {
        let mut written = world.written.clone();
        for (index, rule) in worlds.definition.rules.iter().enumerate() {
            if rule.editions.contains(edition) && tests(rule, fact) {
                let World { builder, space, .. } = &mut world;
                written[index] = condition(builder, space, &rule.when, facts, edition);
            }
        }
        let overs = world.overs();
        world.outcome_if(world.definition, &written, &overs) == Some(world.result.outcome)
    });
    if world.builder.is_full() {
        worlds.unfinished_in(edition);
    }
    does
}
