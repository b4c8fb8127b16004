//! Inputs without effect, and values that no rule tells apart.

use crate::answer::all_bits;
use crate::forest::Ref;
use crate::model::InputKind;

use super::{Finding, Worlds};

pub(super) fn without_effect(worlds: &mut Worlds<'_>) {
    let editions = worlds.editions();
    for input in 0..worlds.definition.inputs.len() {
        if worlds.has_no_effect(input) {
            worlds.say(Finding::InputWithoutEffect { input }, editions, |_| Ref::FALSE);
        }
    }
}

impl Worlds<'_> {
    /// Whether no answer to an input changes the outcome or what can occur, in any edition.
    pub(super) fn has_no_effect(&self, input: usize) -> bool {
        self.each.iter().zip(&self.decisive).all(|(world, decisive)| {
            world.space.levels_of(input).iter().all(|level| !decisive.contains(level))
        })
    }
}

pub(super) fn values_alike(worlds: &mut Worlds<'_>) {
    let editions = worlds.editions();
    for (input, asked) in worlds.definition.inputs.iter().enumerate() {
        if worlds.has_no_effect(input) {
            continue;
        }
        let groups = match &asked.kind {
            InputKind::Choice { from: None, .. } => groups(worlds, input),
            InputKind::Set { .. } => vec![untold(worlds, input)],
            _ => Vec::new(),
        };
        let least = if matches!(asked.kind, InputKind::Set { .. }) { 1 } else { 2 };
        for values in groups.into_iter().filter(|values| values.count_ones() >= least) {
            worlds.say(Finding::ValuesAlike { input, values }, editions, |_| Ref::FALSE);
        }
    }
}

/// The values of a choice, those together that no rule tells apart in any edition.
fn groups(worlds: &mut Worlds<'_>, input: usize) -> Vec<u64> {
    let mut told: Vec<(Vec<Ref>, u64)> = Vec::new();
    for value in 0..worlds.definition.inputs[input].values().len() {
        let mut conditions = Vec::new();
        for world in &mut worlds.each {
            let level = world.space.levels_of(input)[0];
            for &written in &world.written {
                conditions.push(world.builder.cofactor(written, level, value));
            }
        }
        match told.iter_mut().find(|(known, _)| *known == conditions) {
            Some((_, values)) => *values |= 1 << value,
            None => told.push((conditions, 1 << value)),
        }
    }
    told.into_iter().map(|(_, values)| values).collect()
}

/// The members of a set that no rule looks at in any edition.
fn untold(worlds: &Worlds<'_>, input: usize) -> u64 {
    let mut untold = all_bits(worlds.definition.inputs[input].values().len());
    for world in &worlds.each {
        for &written in &world.written {
            let support = world.support(written);
            for (member, level) in world.space.levels_of(input).iter().enumerate() {
                untold &= !(u64::from(support.contains(level)) << member);
            }
        }
    }
    untold
}
