//! What rules say that they defeat, to no effect or against the narrower rule.

use crate::forest::Ref;
use crate::model::Editions;

use super::{Finding, World, Worlds};

pub(super) fn find(worlds: &mut Worlds<'_>) {
    for (rule, said) in worlds.definition.rules.iter().enumerate() {
        let mut overs = said.over().to_vec();
        overs.sort_unstable();
        overs.dedup();
        for over in overs {
            if worlds.never_holds(rule) || worlds.never_holds(over) || worlds.never_decides(rule) {
                continue;
            }
            let all = worlds.in_force(rule);
            let both = Editions(all.0 & worlds.in_force(over).0);
            if worlds.always(Editions::ALL, |world| says_needlessly(world, rule, over)) {
                let finding = Finding::OverWithoutEffect { rule, over };
                worlds.say(finding, all, |world| {
                    let applicable = &world.result.applicable;
                    world.builder.and(applicable[rule], applicable[over])
                });
            } else if worlds.always(both, |world| is_narrower(world, over, rule)) {
                let finding = Finding::OverAgainstSpecificity { rule, over };
                worlds.say(finding, both, |world| world.conditions.holds[over]);
            }
        }
    }
}

/// Whether the outcome of no cell changes if a rule does not say that it defeats another.
fn says_needlessly(world: &mut World<'_>, rule: usize, over: usize) -> bool {
    let mut overs = world.overs();
    overs[rule].retain(|&loser| loser != over);
    let Some(defeats) = world.defeats_if(&overs) else { return false };
    defeats == world.defeats
        || (!would_disagree(world, &defeats, [rule, over])
            && world.outcome_by(&defeats) == world.result.outcome)
}

/// Whether two rules, given which rule defeats which, would somewhere both decide and disagree:
/// seldom is more to be looked at.
fn would_disagree(world: &mut World<'_>, defeats: &[Vec<usize>], rules: [usize; 2]) -> bool {
    let [one, two] = rules.map(|rule| world.result.applicable[rule]);
    let mut contested = world.builder.and(one, two);
    for (winner, losers) in defeats.iter().enumerate() {
        if rules.iter().any(|rule| losers.contains(rule)) {
            contested = world.builder.without(contested, world.result.applicable[winner]);
        }
    }
    let [one, two] = rules.map(|rule| world.result.effects[rule].clone());
    one.iter().any(|&(leaf, here)| {
        let mut other = world.builder.and(contested, here);
        for &(_, there) in two.iter().filter(|&&(own, _)| own == leaf) {
            other = world.builder.without(other, there);
        }
        other != Ref::FALSE
    })
}

/// Whether a rule holds somewhere, only where another of its kind does, and not everywhere there.
fn is_narrower(world: &mut World<'_>, rule: usize, than: usize) -> bool {
    let kind = |rule: usize| std::mem::discriminant(&world.definition.rules[rule].kind);
    let [own, other] = [rule, than].map(|rule| world.conditions.holds[rule]);
    kind(rule) == kind(than) && own != Ref::FALSE && own != other && world.implies(own, other)
}
