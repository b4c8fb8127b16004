//! Options that never win, and values that stand for such options of another decision.

use crate::diagram::LeafCode;
use crate::forest::Ref;
use crate::model::InputKind;
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

/// The inputs of a decision that others settle, each with a value for which there is no winner.
pub(crate) fn never_coming(pack: &Pack, decision: &Decision) -> NeverComing {
    let mut never = Vec::new();
    for (input, asked) in decision.definition.inputs.iter().enumerate() {
        let InputKind::Choice { values, from: Some(from) } = &asked.kind else { continue };
        let Some(upstream) = pack.decision(from) else { continue };
        let values = (0..values.len()).filter(|&value| !upstream.can_win(value));
        never.extend(values.map(|value| (input, value)));
    }
    never
}
