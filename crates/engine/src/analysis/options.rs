//! Options that never win, and values that stand for such options of another decision.

use std::collections::BTreeMap;

use crate::diagram::LeafCode;
use crate::forest::Ref;
use crate::pack::{Decision, Pack};
use crate::workshop::NeverComing;

use super::{Finding, Worlds};

pub(super) fn never_win(worlds: &mut Worlds<'_>) {
    for (option, alternative) in worlds.definition.options.iter().enumerate() {
        let editions = worlds.known(alternative.editions);
        let leaf = LeafCode::option(option);
        if worlds.always(editions, |world| !world.reaches(world.result.outcome, leaf)) {
            worlds.say(Finding::OptionNeverWins { option }, editions, |_| Ref::FALSE);
        }
    }
}

pub(super) fn never_come(worlds: &mut Worlds<'_>, never: &[(usize, usize)]) {
    for &(input, value) in never {
        let finding = Finding::ValueNeverComes { input, value };
        worlds.say(finding, worlds.editions(), |_| Ref::FALSE);
    }
}

/// The inputs of a decision that others settle, each with a value that no winner there leads to.
pub(crate) fn never_coming(pack: &Pack, decision: &Decision) -> NeverComing {
    let mut never = Vec::new();
    for (input, asked) in decision.definition.inputs.iter().enumerate() {
        let Some(requirement) = asked.requirement() else { continue };
        let Some(upstream) = pack.decision(&requirement.decision) else { continue };
        let options = upstream.definition.options.iter().enumerate();
        let led = options.filter_map(|(option, alternative)| {
            let value = requirement.value_of(&alternative.id, asked.values())?;
            Some((value, upstream.can_win(option)))
        });
        // By value: whether an option that leads to it wins somewhere.
        let mut comes: BTreeMap<usize, bool> = BTreeMap::new();
        for (value, wins) in led {
            *comes.entry(value).or_default() |= wins;
        }
        never
            .extend(comes.into_iter().filter(|(_, comes)| !comes).map(|(value, _)| (input, value)));
    }
    never
}
