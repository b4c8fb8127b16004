//! Exclusions and assumptions without effect.
//!
//! Which rule defeats which does not depend on exclusions, so the outcome of a cell follows from
//! the options that survive there. An exclusion has an effect where it alone takes an option away
//! and the outcome would be another with that option.

use crate::forest::Ref;
use crate::model::{Definition, RuleKind};

use super::{Finding, World, Worlds};

/// Reports exclusions without effect, but for rules that are spoken of already.
pub(super) fn without_effect(worlds: &mut Worlds<'_>, told: &[usize]) {
    let mut each: Vec<Exclusions> = worlds.each.iter_mut().map(Exclusions::new).collect();
    for rule in 0..worlds.definition.rules.len() {
        let options = options(worlds.definition, rule);
        if options.is_empty() || told.contains(&rule) || worlds.never_holds(rule) {
            continue;
        }
        let editions = worlds.in_force(rule);
        let mut without = |worlds: &mut Worlds<'_>, options: &[usize]| {
            worlds
                .always(editions, |world| each[world.edition].can_do_without(world, rule, options))
        };
        let mut spare = Vec::new();
        if without(worlds, &options) {
            spare.push(None);
        } else if options.len() > 1 {
            let one = |option: &usize| without(worlds, &[*option]);
            spare.extend(options.iter().copied().filter(one).map(Some));
        }
        for option in spare {
            let finding = Finding::ExclusionWithoutEffect { rule, option };
            worlds.say(finding, editions, |world| world.conditions.holds[rule]);
        }
    }
}

/// The options that a rule excludes.
pub(super) fn options(definition: &Definition, rule: usize) -> Vec<usize> {
    let RuleKind::Exclude { options } = &definition.rules[rule].kind else { return Vec::new() };
    let mut options = options.clone();
    options.sort_unstable();
    options.dedup();
    options
}

/// Who excludes what alone in one edition, and where that matters.
struct Exclusions {
    /// For each option, the rules that exclude it, and where each does so alone.
    alone: Vec<Vec<(usize, Ref)>>,
    /// For each option, where the outcome would be another if it survived everywhere.
    missed: Vec<Ref>,
}

impl Exclusions {
    fn new(world: &mut World<'_>) -> Self {
        let definition = world.definition;
        let mut by = vec![Vec::new(); definition.options.len()];
        for rule in 0..definition.rules.len() {
            for option in options(definition, rule) {
                by[option].push((rule, world.conditions.holds[rule]));
            }
        }
        let (mut alone, mut missed) = (Vec::new(), Vec::new());
        for (option, by) in by.into_iter().enumerate() {
            alone.push(by_one_alone(world, &by));
            let mut survives = world.result.survives.clone();
            if world.offered[option] {
                survives[option] = world.conditions.possible;
            }
            let outcome = world.outcome_given(survives);
            missed.push(world.builder.differ(outcome, world.result.outcome));
        }
        Self { alone, missed }
    }

    /// Whether the outcome of no cell changes if a rule does not exclude these options.
    fn can_do_without(&mut self, world: &mut World<'_>, rule: usize, options: &[usize]) -> bool {
        let mut survives = world.result.survives.clone();
        for &option in options.iter().filter(|&&option| world.offered[option]) {
            let own = self.alone[option].iter().find(|&&(by, _)| by == rule);
            let own = own.map_or(Ref::FALSE, |&(_, own)| own);
            if let [_] = options {
                return world.builder.and(own, self.missed[option]) == Ref::FALSE;
            }
            survives[option] = world.builder.or(survives[option], own);
        }
        survives == world.result.survives || world.outcome_given(survives) == world.result.outcome
    }
}

/// For each of some rules, where it holds and none of the others does.
fn by_one_alone(world: &mut World<'_>, rules: &[(usize, Ref)]) -> Vec<(usize, Ref)> {
    let mut after = vec![Ref::FALSE];
    for &(_, holds) in rules.iter().rev() {
        after.push(world.builder.or(after[after.len() - 1], holds));
    }
    let (mut before, mut alone) = (Ref::FALSE, Vec::new());
    for (place, &(rule, holds)) in rules.iter().enumerate() {
        let others = world.builder.or(before, after[rules.len() - place - 1]);
        alone.push((rule, world.builder.without(holds, others)));
        before = world.builder.or(before, holds);
    }
    alone
}

/// Reports assumptions without effect, but for rules that are spoken of already.
pub(super) fn assumptions(worlds: &mut Worlds<'_>, told: &[usize]) {
    let rules = worlds.definition.rules.iter().enumerate();
    let assumes: Vec<usize> =
        rules.filter(|(_, rule)| rule.kind == RuleKind::Assume).map(|(index, _)| index).collect();
    let alone = |world: &mut World<'_>| {
        let by: Vec<(usize, Ref)> =
            assumes.iter().map(|&rule| (rule, world.written[rule])).collect();
        by_one_alone(world, &by)
    };
    let alone: Vec<Vec<(usize, Ref)>> = worlds.each.iter_mut().map(alone).collect();
    for (place, &rule) in assumes.iter().enumerate() {
        let editions = worlds.in_force(rule);
        if !told.contains(&rule)
            && !worlds.never_holds(rule)
            && worlds.always(editions, |world| alone[world.edition][place].1 == Ref::FALSE)
        {
            let finding = Finding::AssumptionWithoutEffect { rule };
            worlds.say(finding, editions, |world| world.written[rule]);
        }
    }
}
