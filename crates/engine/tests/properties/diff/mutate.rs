//! Changes as authors make them.

use shirube_engine::model::{
    Accept, Bound, Condition, Input, InputKind, RuleKind, Test, Text, Value,
};

use crate::support::{Dice, Sample};

/// The sample after one or two changes.
pub(super) fn mutated(sample: &Sample, dice: &mut Dice) -> Sample {
    let mut after = sample.clone();
    for _ in 0..1 + dice.roll(2) {
        match dice.roll(9) {
            0 => remove_rule(&mut after, dice),
            1 | 2 => move_threshold(&mut after, dice),
            3 => add_input(&mut after, dice),
            4 => rename_option(&mut after, dice),
            5 => add_value(&mut after, dice),
            6 => widen_range(&mut after, dice),
            7 => rename_rule(&mut after, dice),
            _ => swap_picks(&mut after, dice),
        }
    }
    after
}

fn remove_rule(sample: &mut Sample, dice: &mut Dice) {
    let rules = &mut sample.definition.rules;
    if rules.is_empty() {
        return;
    }
    let gone = dice.roll(rules.len());
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

fn move_threshold(sample: &mut Sample, dice: &mut Dice) {
    let mut bounds = Vec::new();
    for test in sample.definition.rules.iter_mut().flat_map(|r| r.when.0.iter_mut().flatten()) {
        let Accept::Quantity(ranges) = &mut test.accept else { continue };
        let edges = ranges.iter_mut().flat_map(|range| [&mut range.low, &mut range.high]).flatten();
        bounds.extend(edges.map(|edge| &mut edge.bound));
    }
    if bounds.is_empty() {
        return;
    }
    let by = dice.between(-3, 3);
    let chosen = dice.roll(bounds.len());
    match bounds.swap_remove(chosen) {
        Bound::Literal(value) => *value = value.saturating_add(by),
        Bound::Fact(fact) => {
            for value in &mut sample.facts[*fact].values {
                value.value = value.value.saturating_add(by);
            }
        }
    }
}

/// A flag that some rule asks for.
fn add_input(sample: &mut Sample, dice: &mut Dice) {
    let definition = &mut sample.definition;
    let index = definition.inputs.len();
    if definition.inputs.iter().any(|input| input.id == "y-new") {
        return;
    }
    definition.inputs.push(Input {
        id: "y-new".into(),
        kind: InputKind::Flag,
        when_silent: None,
        position: index as u16,
        ..definition.inputs[0].clone()
    });
    if definition.rules.is_empty() {
        return;
    }
    let nth = dice.roll(definition.rules.len());
    let Condition(conjunctions) = &mut definition.rules[nth].when;
    let test = Test { input: index, accept: Accept::Values(1 << dice.roll(2)) };
    conjunctions.iter_mut().for_each(|tests| tests.push(test.clone()));
}

fn rename_option(sample: &mut Sample, dice: &mut Dice) {
    let options = &mut sample.definition.options;
    let nth = dice.roll(options.len());
    // Stays in order.
    options[nth].id.push('x');
}

fn rename_rule(sample: &mut Sample, dice: &mut Dice) {
    let rules = &mut sample.definition.rules;
    if !rules.is_empty() {
        let nth = dice.roll(rules.len());
        rules[nth].id.push('x');
    }
}

fn add_value(sample: &mut Sample, dice: &mut Dice) {
    let inputs = &mut sample.definition.inputs;
    let nth = dice.roll(inputs.len());
    if let InputKind::Choice { values, .. } | InputKind::Set { members: values } =
        &mut inputs[nth].kind
    {
        values.push(Value {
            id: format!("zz{}", values.len()),
            name: Text(vec!["New".into()]),
            about: None,
            weight: 3,
            position: values.len() as u16,
        });
    }
}

fn widen_range(sample: &mut Sample, dice: &mut Dice) {
    let inputs = &mut sample.definition.inputs;
    let nth = dice.roll(inputs.len());
    if let InputKind::Quantity { range, .. } = &mut inputs[nth].kind {
        range.high = range.high.saturating_add(5);
    }
}

fn swap_picks(sample: &mut Sample, dice: &mut Dice) {
    let rules = &mut sample.definition.rules;
    let lists = rules.iter_mut().filter_map(|rule| match &mut rule.kind {
        RuleKind::Prefer { picks, .. } if picks.len() > 1 => Some(picks),
        _ => None,
    });
    let mut lists: Vec<_> = lists.collect();
    if !lists.is_empty() {
        let nth = dice.roll(lists.len());
        lists[nth].reverse();
    }
}
