//! Decisions that take one another's verdicts as inputs.

use std::collections::BTreeSet;

use proptest::prelude::*;
use shirube_engine::model::{
    Alternative, Condition, Definition, Editions, Input, InputKind, Rule, RuleKind, Text, Value,
};
use shirube_engine::pack::Edition;
use shirube_engine::{About, Pack, PackFlaw};

use crate::support::check;

const OPTION: &str = "it";

/// A decision with one option that takes the verdicts of others.
fn definition(index: usize, needs: &[usize]) -> Definition {
    let value =
        Value { id: OPTION.into(), name: Text::default(), about: None, weight: 1, position: 0 };
    let input = |(position, other): (usize, &usize)| Input {
        id: format!("i{position}"),
        name: Text::default(),
        ask: Text::default(),
        why: Text::default(),
        cost: 1,
        when_silent: None,
        kind: InputKind::Choice { values: vec![value.clone()], from: Some(id(*other)) },
        position: position as u16,
    };
    Definition {
        id: id(index),
        task: None,
        title: Text::default(),
        about: Text::default(),
        inputs: needs.iter().enumerate().map(input).collect(),
        options: vec![Alternative {
            id: OPTION.into(),
            name: Text::default(),
            about: Text::default(),
            best: None,
            editions: Editions::ALL,
            position: 0,
        }],
        rules: vec![Rule {
            id: "always".into(),
            kind: RuleKind::Prefer { picks: vec![0], over: Vec::new() },
            editions: Editions::ALL,
            when: Condition(vec![Vec::new()]),
            because: Text::default(),
            facts: Vec::new(),
            sources: Vec::new(),
        }],
        position: index as u16,
    }
}

fn id(index: usize) -> String {
    format!("d{index}")
}

fn about() -> About {
    About {
        id: "graph".into(),
        version: "1".into(),
        title: Text::default(),
        about: Text::default(),
        notice: None,
        languages: vec!["en".into()],
        editions: vec![Edition { id: "now".into(), title: Text::default() }],
        domains: Vec::new(),
        tasks: Vec::new(),
        sources: Vec::new(),
        facts: Vec::new(),
    }
}

/// Everything that can be reached from a decision, itself only where it lies on a circle.
fn reached(needs: &[Vec<usize>], from: usize) -> BTreeSet<usize> {
    let (mut reached, mut open) = (BTreeSet::new(), needs[from].clone());
    while let Some(next) = open.pop() {
        if reached.insert(next) {
            open.extend(&needs[next]);
        }
    }
    reached
}

#[test]
fn requirements_are_refused_if_they_form_a_circle_and_are_put_in_order_otherwise() {
    // Half of them cannot have a circle: each decision needs only those before it.
    let graph = (2..7_usize, any::<bool>()).prop_flat_map(|(count, forward)| {
        let needs = (0..count).map(move |index| {
            let others = if forward { 0..index.max(1) } else { 0..count };
            let most = if forward && index == 0 { 0 } else { 2 };
            prop::collection::vec(others, 0..=most)
        });
        needs.collect::<Vec<_>>()
    });
    let tally = check(1_000, graph, |needs, tally| {
        let definitions = needs.iter().enumerate().map(|(index, needs)| definition(index, needs));
        let circular = (0..needs.len()).any(|index| reached(&needs, index).contains(&index));
        match Pack::compile(about(), definitions.collect()) {
            Ok(pack) => {
                prop_assert!(!circular);
                for decision in pack.decisions() {
                    let order: Vec<&str> = (pack.requirement_order(decision).into_iter())
                        .map(|decision| decision.definition().id.as_str())
                        .collect();
                    let own = decision.definition().position as usize;
                    let mut expected: BTreeSet<String> =
                        reached(&needs, own).into_iter().map(id).collect();
                    expected.insert(id(own));
                    prop_assert_eq!(order.len(), expected.len());
                    prop_assert!(order.iter().all(|id| expected.contains(*id)));
                    for (place, decision) in order.iter().enumerate() {
                        let index: usize = decision
                            .trim_start_matches(|c: char| !c.is_ascii_digit())
                            .parse()
                            .expect("ids are numbered");
                        let earlier =
                            needs[index].iter().all(|&n| order[..place].contains(&&*id(n)));
                        prop_assert!(earlier, "{} stands too early in {:?}", decision, order);
                    }
                    tally.saw_if(order.len() > 2, "in order");
                }
            }
            Err(flaws) => {
                prop_assert!(circular);
                let [PackFlaw::RequirementCycle { decisions }] = flaws.as_slice() else {
                    return Err(TestCaseError::fail(format!("{flaws:?}")));
                };
                for (place, decision) in decisions.iter().enumerate() {
                    let next = &decisions[(place + 1) % decisions.len()];
                    let index: usize = decision
                        .trim_start_matches(|c: char| !c.is_ascii_digit())
                        .parse()
                        .expect("ids are numbered");
                    let needed = needs[index].iter().any(|&n| id(n) == *next);
                    prop_assert!(needed, "{} does not need {}", decision, next);
                }
                tally.saw_if(decisions.len() == 1, "needs itself");
                tally.saw_if(decisions.len() > 1, "circle");
            }
        }
        Ok(())
    });
    tally.expect(&[("in order", 200), ("needs itself", 100), ("circle", 40)]);
}
