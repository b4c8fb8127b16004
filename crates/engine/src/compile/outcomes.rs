//! Who wins where: survival, applicability, defeat and the winner as functions over the cells.

use smallvec::SmallVec;

use crate::diagram::LeafCode;
use crate::forest::{Builder, Ref};
use crate::model::{Definition, RuleKind};

use super::conditions::Conditions;

/// What the rules make of the cells.
pub(crate) struct Outcomes {
    /// The winner of each cell.
    pub(crate) outcome: Ref,
    /// Where each `prefer` or `none` rule is undefeated and so decides.
    pub(crate) decides: Vec<Ref>,
    /// Where each option survives.
    pub(crate) survives: Vec<Ref>,
    /// What each `prefer` or `none` rule says where it is applicable: leaves, and where it says so.
    pub(crate) effects: Vec<Effects>,
    /// Where each of them is applicable.
    pub(crate) applicable: Vec<Ref>,
    /// For each leaf that some rule leads to, where undefeated rules do. Where two of these
    /// overlap, rules disagree.
    pub(crate) wins: Vec<(Ref, Ref)>,
}

/// The leaves that a rule leads to, and where.
pub(crate) type Effects = SmallVec<[(Ref, Ref); 2]>;

/// The winner of every cell, given where the rules hold and which options can be had at all.
pub(crate) fn outcomes_of(
    builder: &mut Builder,
    definition: &Definition,
    conditions: &Conditions,
    defeats: &[Vec<usize>],
    offered: &[bool],
) -> Outcomes {
    let survives = survivors(builder, definition, conditions, offered);
    outcomes_given(builder, definition, conditions, defeats, survives)
}

/// The winner of every cell, given where each option survives.
pub(crate) fn outcomes_given(
    builder: &mut Builder,
    definition: &Definition,
    conditions: &Conditions,
    defeats: &[Vec<usize>],
    survives: Vec<Ref>,
) -> Outcomes {
    let mut any_survives = Ref::FALSE;
    for &option in &survives {
        any_survives = builder.or(any_survives, option);
    }
    let mut effects = vec![Effects::new(); definition.rules.len()];
    let mut advice = 0;
    for (index, rule) in definition.rules.iter().enumerate() {
        match &rule.kind {
            RuleKind::Prefer { picks, .. } if conditions.holds[index] != Ref::FALSE => {
                let mut left = conditions.holds[index];
                for &pick in picks {
                    let here = builder.and(left, survives[pick]);
                    effects[index].push((LeafCode::option(pick), here));
                    left = builder.without(left, survives[pick]);
                }
            }
            RuleKind::None { .. } => {
                let here = builder.without(conditions.holds[index], any_survives);
                effects[index].push((LeafCode::advice(definition.options.len(), advice), here));
                advice += 1;
            }
            RuleKind::Prefer { .. } | RuleKind::Exclude { .. } | RuleKind::Assume => {}
        }
    }
    let applicable: Vec<Ref> = effects
        .iter()
        .map(|parts| parts.iter().fold(Ref::FALSE, |whole, &(_, here)| builder.or(whole, here)))
        .collect();
    let mut defeated = vec![Ref::FALSE; applicable.len()];
    let able = |rule: &usize| applicable[*rule] != Ref::FALSE;
    for winner in (0..applicable.len()).filter(able) {
        for &loser in defeats[winner].iter().filter(|&rule| able(rule)) {
            defeated[loser] = builder.or(defeated[loser], applicable[winner]);
        }
    }
    let decides: Vec<Ref> = applicable
        .iter()
        .zip(&defeated)
        .map(|(&applicable, &defeated)| builder.without(applicable, defeated))
        .collect();

    let mut wins: Vec<(Ref, Ref)> = Vec::new();
    for (parts, &decides) in effects.iter().zip(&decides) {
        for &(leaf, here) in parts {
            let here = builder.and(here, decides);
            match wins.iter_mut().find(|(known, _)| *known == leaf) {
                Some((_, whole)) => *whole = builder.or(*whole, here),
                None => wins.push((leaf, here)),
            }
        }
    }
    let mut outcome = builder.choose(any_survives, LeafCode::GAP, LeafCode::DEAD_END);
    let (mut claimed, mut contested) = (Ref::FALSE, Ref::FALSE);
    for &(leaf, here) in &wins {
        let overlap = builder.and(claimed, here);
        contested = builder.or(contested, overlap);
        claimed = builder.or(claimed, here);
        outcome = builder.choose(here, leaf, outcome);
    }
    outcome = builder.choose(contested, LeafCode::CONFLICT, outcome);
    outcome = builder.choose(conditions.possible, outcome, LeafCode::IMPOSSIBLE);
    Outcomes { outcome, decides, survives, effects, applicable, wins }
}

/// Where each option survives.
fn survivors(
    builder: &mut Builder,
    definition: &Definition,
    conditions: &Conditions,
    offered: &[bool],
) -> Vec<Ref> {
    let mut excluded = vec![Ref::FALSE; offered.len()];
    for (rule, &holds) in definition.rules.iter().zip(&conditions.holds) {
        if let RuleKind::Exclude { options } = &rule.kind {
            for &option in options {
                excluded[option] = builder.or(excluded[option], holds);
            }
        }
    }
    (offered.iter().zip(&excluded))
        .map(
            |(&offered, &excluded)| {
                if offered { builder.without(conditions.possible, excluded) } else { Ref::FALSE }
            },
        )
        .collect()
}
