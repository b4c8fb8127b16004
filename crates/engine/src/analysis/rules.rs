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
        if worlds.never_decides(rule) {
            let editions = worlds.in_force(rule);
            let masked_by = masked_by(worlds, rule);
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

/// The rules that keep one from deciding, none of them without need.
fn masked_by(worlds: &mut Worlds<'_>, rule: usize) -> Vec<usize> {
    let editions = worlds.in_force(rule);
    let mut masks: Vec<(&mut World<'_>, Masks)> = worlds
        .of(editions)
        .map(|world| {
            let masks = Masks::new(world, rule);
            (world, masks)
        })
        .collect();
    let mut rules: Vec<usize> = (masks.iter())
        .flat_map(|(_, masks)| masks.ways.iter().flatten().map(|&(rule, _)| rule))
        .collect();
    rules.sort_unstable();
    rules.dedup();
    for (world, masks) in &mut masks {
        masks.look_ahead(world, &rules);
    }
    let mut kept = Vec::new();
    for &rule in &rules {
        let spare = masks.iter_mut().fold(true, |spare, (world, masks)| {
            masks.later.pop();
            spare && masks.are_enough(world)
        });
        if !spare {
            for (world, masks) in &mut masks {
                cover(world, &mut masks.covered, &masks.ways, rule);
            }
            kept.push(rule);
        }
    }
    kept
}

/// What keeps a rule from deciding in one edition.
struct Masks {
    /// Where the rule holds.
    holds: Ref,
    /// Where it holds, but is not applicable.
    idle: Ref,
    /// Ways to be kept from deciding: first the rules that defeat it, and where they do; then, for
    /// each of its picks, the rules that exclude that one where it is not applicable.
    ways: Vec<Vec<(usize, Ref)>>,
    /// For each way, where a rule was found to be needed.
    covered: Vec<Ref>,
    /// The same for the rules not yet asked about: with all of them first on top, then one less each.
    later: Vec<Vec<Ref>>,
}

impl Masks {
    fn new(world: &mut World<'_>, rule: usize) -> Self {
        let definition = world.definition;
        let holds = world.conditions.holds[rule];
        let idle = world.builder.without(holds, world.result.applicable[rule]);
        let mut among = |within: Ref, rules: &mut dyn Iterator<Item = (usize, Ref)>| {
            rules
                .map(|(rule, function)| (rule, world.builder.and(within, function)))
                .filter(|&(_, function)| function != Ref::FALSE)
                .collect::<Vec<_>>()
        };
        let (applicable, excluding) = (&world.result.applicable, &world.conditions.holds);
        let winners = world.defeated_by[rule].iter();
        let mut ways = vec![among(holds, &mut winners.map(|&winner| (winner, applicable[winner])))];
        if let RuleKind::Prefer { picks, .. } = &definition.rules[rule].kind {
            for &pick in picks.iter().filter(|&&pick| world.offered[pick]) {
                let others = (0..definition.rules.len()).filter(|&other| {
                    matches!(&definition.rules[other].kind, RuleKind::Exclude { options } if options.contains(&pick))
                });
                ways.push(among(idle, &mut others.map(|other| (other, excluding[other]))));
            }
        }
        let covered = vec![Ref::FALSE; ways.len()];
        Self { holds, idle, ways, covered, later: Vec::new() }
    }

    fn look_ahead(&mut self, world: &mut World<'_>, rules: &[usize]) {
        let mut whole = vec![Ref::FALSE; self.ways.len()];
        self.later.push(whole.clone());
        for &rule in rules.iter().rev() {
            cover(world, &mut whole, &self.ways, rule);
            self.later.push(whole.clone());
        }
    }

    /// Whether the needed rules and those not yet asked about leave no cell where the rule holds:
    /// in each one of them defeats it, or, where it is not applicable, they exclude all its picks.
    fn are_enough(&self, world: &mut World<'_>) -> bool {
        let Some(later) = self.later.last() else { return false };
        let mut ways = (self.covered.iter().zip(later)).map(|(&one, &two)| (one, two));
        let Some((one, two)) = ways.next() else { return false };
        let defeated = world.builder.or(one, two);
        let mut excluded = self.idle;
        for (one, two) in ways {
            let gone = world.builder.or(one, two);
            excluded = world.builder.and(excluded, gone);
        }
        let explained = world.builder.or(defeated, excluded);
        world.implies(self.holds, explained)
    }
}

/// Adds what a rule covers, way by way.
fn cover(world: &mut World<'_>, covered: &mut [Ref], ways: &[Vec<(usize, Ref)>], rule: usize) {
    for (whole, way) in covered.iter_mut().zip(ways) {
        for &(_, function) in way.iter().filter(|&&(own, _)| own == rule) {
            *whole = world.builder.or(*whole, function);
        }
    }
}
