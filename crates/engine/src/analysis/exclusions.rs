//! Exclusions and assumptions without effect.
//!
//! Which rule defeats which does not depend on exclusions, so the outcome of a cell follows from
//! the options that survive there. An exclusion has an effect where it alone takes an option away
//! and the outcome would be another with that option.

use std::collections::BTreeMap;

use crate::forest::Ref;
use crate::model::{Definition, RuleKind};

use super::{Finding, World, Worlds};

/// Reports exclusions without effect, but for rules that are spoken of already.
pub(super) fn without_effect(worlds: &mut Worlds<'_>, told: &[usize]) {
    let each: Vec<Exclusions> = worlds.each.iter_mut().map(Exclusions::new).collect();
    for rule in 0..worlds.definition.rules.len() {
        let options = options(worlds.definition, rule);
        if options.is_empty() || told.contains(&rule) || worlds.never_holds(rule) {
            continue;
        }
        let editions = worlds.in_force(rule);
        let without = |worlds: &mut Worlds<'_>, options: &[usize]| {
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

/// Who excludes what alone in one edition: for each option, the rules that exclude it, and where
/// each does so alone.
struct Exclusions(Vec<Vec<(usize, Ref)>>);

impl Exclusions {
    fn new(world: &mut World<'_>) -> Self {
        let definition = world.definition;
        let mut by = vec![Vec::new(); definition.options.len()];
        for rule in 0..definition.rules.len() {
            for option in options(definition, rule) {
                by[option].push((rule, world.conditions.holds[rule]));
            }
        }
        Self(by.iter().map(|by| by_one_alone(world, by)).collect())
    }

    /// Whether the outcome of no cell changes if a rule does not exclude these options.
    fn can_do_without(&self, world: &mut World<'_>, rule: usize, options: &[usize]) -> bool {
        let mut gained = Vec::new();
        for &option in options.iter().filter(|&&option| world.offered[option]) {
            let own = self.0[option].iter().find(|&&(by, _)| by == rule);
            gained.extend(own.map(|&(_, own)| (option, own)));
        }
        !changes(world, &gained)
    }
}

/// Whether the outcome would be another somewhere if options survived where they do not.
///
/// Where none survived, it would not be advice. Elsewhere it changes if and only if some rule that
/// would then pick a new option is undefeated. For where every such rule is defeated, so it is, at
/// last, by a rule that is undefeated and picks what it picked: which decided before, and with which
/// all that decide agree.
fn changes(world: &mut World<'_>, gained: &[(usize, Ref)]) -> bool {
    let World { definition, builder, conditions, defeated_by, result, .. } = world;
    let whole = gained.iter().fold(Ref::FALSE, |whole, &(_, here)| builder.or(whole, here));
    let survived = result.survives.iter().fold(Ref::FALSE, |any, &one| builder.or(any, one));
    if builder.except(whole, survived) != Ref::FALSE {
        return true;
    }
    let new = |option: usize| {
        let own = gained.iter().find(|&&(own, _)| own == option);
        own.map_or(Ref::FALSE, |&(_, here)| here)
    };
    // Where each rule would pick a new option.
    let mut picked: BTreeMap<usize, Ref> = BTreeMap::new();
    for (index, rule) in definition.rules.iter().enumerate() {
        let RuleKind::Prefer { picks, .. } = &rule.kind else { continue };
        if !picks.iter().any(|&pick| new(pick) != Ref::FALSE) {
            continue;
        }
        let (mut left, mut own) = (builder.and(whole, conditions.holds[index]), Ref::FALSE);
        for &pick in picks {
            let here = builder.and(left, new(pick));
            own = builder.or(own, here);
            left = builder.except(left, here);
            left = builder.except(left, result.survives[pick]);
        }
        picked.insert(index, own);
    }
    picked.iter().any(|(rule, &here)| {
        let decides = defeated_by[*rule].iter().fold(here, |decides, &winner| {
            let more = picked.get(&winner).copied().unwrap_or(Ref::FALSE);
            let left = builder.except(decides, more);
            builder.except(left, result.applicable[winner])
        });
        decides != Ref::FALSE
    })
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
        alone.push((rule, world.builder.except(holds, others)));
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
