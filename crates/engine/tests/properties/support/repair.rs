//! Makes a definition compile, with as little as it takes: one flaw after another is answered by
//! the rule or the precedence that an author would add.

use shirube_engine::model::{Condition, Editions, Rule, RuleKind, Text};
use shirube_engine::{Decision, Flaw};

use super::definitions::Sample;
use super::dice::Dice;

/// The definition, repaired; still flawed where that takes too long.
pub(crate) fn repaired(mut sample: Sample, seed: u64) -> Sample {
    let mut dice = Dice::new(seed ^ 1);
    for _ in 0..120 {
        let compiled = Decision::compile(sample.definition.clone(), &sample.facts, sample.editions);
        let Err(flaws) = compiled else { break };
        let flaw = &flaws[dice.roll(flaws.len())];
        repair(&mut sample, &mut dice, flaw);
    }
    sample
}

fn repair(sample: &mut Sample, dice: &mut Dice, flaw: &Flaw) {
    let definition = &mut sample.definition;
    match flaw {
        Flaw::Conflict { rules: [left, right], .. } => {
            let (winner, loser) = if dice.chance(50) { (left, right) } else { (right, left) };
            add_over(&mut definition.rules[*winner], *loser);
        }
        Flaw::PrecedenceCycle { rules, .. } => {
            remove(&mut definition.rules, rules[dice.roll(rules.len())]);
        }
        Flaw::NothingCanOccur { .. } => {
            let assume = definition.rules.iter().position(|rule| rule.kind == RuleKind::Assume);
            remove(&mut definition.rules, assume.expect("something rules every cell out"));
        }
        Flaw::Gap { .. } => {
            // The last resort, in some order of options; an earlier one made room for this gap.
            let picks = dice.order(definition.options.len());
            add(definition.rules.as_mut(), RuleKind::Prefer { picks, over: Vec::new() });
        }
        Flaw::DeadEnd { .. } => {
            add(definition.rules.as_mut(), RuleKind::None { over: Vec::new() });
        }
        other => panic!("the generator never makes {other:?}"),
    }
}

fn add_over(rule: &mut Rule, loser: usize) {
    if let RuleKind::Prefer { over, .. } | RuleKind::None { over } = &mut rule.kind {
        over.push(loser);
    }
}

fn add(rules: &mut Vec<Rule>, kind: RuleKind) {
    rules.push(Rule {
        // After every other: an id of a rule that was removed may not come again out of order.
        id: format!("s{:03}", rules.last().map_or(0, number_after)),
        kind,
        editions: Editions::ALL,
        when: Condition(vec![Vec::new()]),
        because: Text(vec!["It must be something.".into()]),
        facts: Vec::new(),
        sources: Vec::new(),
    });
}

/// One more than the number in a rule's id.
fn number_after(rule: &Rule) -> usize {
    rule.id.trim_start_matches(char::is_alphabetic).parse::<usize>().map_or(0, |number| number + 1)
}

/// Removes a rule, and with it every mention of it.
fn remove(rules: &mut Vec<Rule>, gone: usize) {
    rules.remove(gone);
    for rule in rules {
        if let RuleKind::Prefer { over, .. } | RuleKind::None { over } = &mut rule.kind {
            over.retain(|&loser| loser != gone);
            for loser in over {
                *loser -= usize::from(*loser > gone);
            }
        }
    }
}
