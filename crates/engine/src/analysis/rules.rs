//! Rules that never hold, and rules that hold but never decide.

use crate::forest::Ref;
use crate::model::RuleKind;

use super::{Finding, World, Worlds};

pub(super) fn never_hold(worlds: &mut Worlds<'_>) {
    for rule in 0..worlds.definition.rules.len() {
        let editions = worlds.in_force(rule);
        if worlds.always(editions, |world| world.conditions.holds[rule] == Ref::FALSE) {
            let forbidden = worlds.ever(editions, |world| world.written[rule] != Ref::FALSE);
            worlds.say(Finding::NeverHolds { rule, forbidden }, editions, |world| {
                world.written[rule]
            });
        }
    }
}

pub(super) fn never_decide(worlds: &mut Worlds<'_>) {
    for rule in 0..worlds.definition.rules.len() {
        let editions = worlds.in_force(rule);
        if worlds.never_decides(rule) {
            let mut masked_by: Vec<usize> =
                worlds.of(editions).flat_map(|world| masks(world, rule)).collect();
            masked_by.sort_unstable();
            masked_by.dedup();
            worlds.say(Finding::NeverDecides { rule, masked_by }, editions, |world| {
                world.conditions.holds[rule]
            });
        }
    }
}

impl Worlds<'_> {
    /// Whether a rule could decide, holds somewhere, and decides nowhere.
    pub(super) fn never_decides(&mut self, rule: usize) -> bool {
        let kind = &self.definition.rules[rule].kind;
        let editions = self.in_force(rule);
        matches!(kind, RuleKind::Prefer { .. } | RuleKind::None { .. })
            && self.always(editions, |world| world.result.decides[rule] == Ref::FALSE)
            && !self.never_holds(rule)
    }
}

/// The rules that keep one from deciding where it holds, none of them without need.
fn masks(world: &mut World<'_>, rule: usize) -> Vec<usize> {
    let definition = world.definition;
    let holds = world.conditions.holds[rule];
    // Ways to be kept from deciding: one for a rule that defeats it, and for each pick one.
    let mut ways: Vec<Vec<(usize, Ref)>> = vec![Vec::new()];
    for winner in 0..definition.rules.len() {
        if world.defeats[winner].contains(&rule) {
            ways[0].push((winner, world.result.applicable[winner]));
        }
    }
    // Where it is not applicable, whoever excludes what.
    let idle = world.builder.without(holds, world.result.applicable[rule]);
    let picks: &[usize] = match &definition.rules[rule].kind {
        RuleKind::Prefer { picks, .. } => picks,
        _ => &[],
    };
    let mut picks: Vec<usize> = picks.iter().copied().filter(|&p| world.offered[p]).collect();
    picks.sort_unstable();
    picks.dedup();
    for &pick in &picks {
        let mut way = Vec::new();
        for (index, other) in definition.rules.iter().enumerate() {
            if matches!(&other.kind, RuleKind::Exclude { options } if options.contains(&pick)) {
                way.push((index, world.builder.and(idle, world.conditions.holds[index])));
            }
        }
        ways.push(way);
    }
    needed(world, holds, idle, &ways)
}

/// Of the rules in all of the ways, those without which some cell would be left: in each cell of
/// `holds` the first way has a rule, or, in a cell of `idle`, all other ways have one.
fn needed(world: &mut World<'_>, holds: Ref, idle: Ref, ways: &[Vec<(usize, Ref)>]) -> Vec<usize> {
    let mut rules: Vec<usize> = ways.iter().flatten().map(|&(rule, _)| rule).collect();
    rules.sort_unstable();
    rules.dedup();
    // What the rules still to be asked about cover, by way: one entry for each of them and the end.
    let mut later = vec![vec![Ref::FALSE; ways.len()]];
    for &rule in rules.iter().rev() {
        let mut next = later[later.len() - 1].clone();
        cover(world, &mut next, ways, rule);
        later.push(next);
    }
    let (mut kept, mut covered) = (Vec::new(), vec![Ref::FALSE; ways.len()]);
    for (place, &rule) in rules.iter().enumerate() {
        let rest = &later[rules.len() - place - 1];
        let mut by: Vec<Ref> = Vec::with_capacity(ways.len());
        for (&one, &two) in covered.iter().zip(rest) {
            by.push(world.builder.or(one, two));
        }
        let excluded = by[1..].iter().fold(idle, |whole, &way| world.builder.and(whole, way));
        let explained = world.builder.or(by[0], excluded);
        if !world.implies(holds, explained) {
            cover(world, &mut covered, ways, rule);
            kept.push(rule);
        }
    }
    kept
}

/// Adds what a rule covers, way by way.
fn cover(world: &mut World<'_>, covered: &mut [Ref], ways: &[Vec<(usize, Ref)>], rule: usize) {
    for (whole, way) in covered.iter_mut().zip(ways) {
        for &(_, function) in way.iter().filter(|&&(own, _)| own == rule) {
            *whole = world.builder.or(*whole, function);
        }
    }
}
