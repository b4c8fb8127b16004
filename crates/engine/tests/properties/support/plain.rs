//! Parts of decisions that say nothing beside what a test is about.

use shirube_engine::About;
use shirube_engine::model::{
    Alternative, Condition, Definition, Editions, Input, InputKind, Rule, RuleKind, Test, Text,
    Value,
};
use shirube_engine::pack::Edition;

pub(crate) fn value(position: usize, id: impl Into<String>) -> Value {
    let name = Text::default();
    Value { id: id.into(), name, about: None, weight: 1, position: position as u16 }
}

pub(crate) fn input(position: usize, id: impl Into<String>, kind: InputKind) -> Input {
    Input {
        id: id.into(),
        name: Text::default(),
        ask: Text::default(),
        why: Text::default(),
        cost: 1,
        when_silent: None,
        kind,
        position: position as u16,
    }
}

pub(crate) fn option(position: usize, id: impl Into<String>) -> Alternative {
    Alternative {
        id: id.into(),
        name: Text::default(),
        about: Text::default(),
        best: None,
        editions: Editions::ALL,
        position: position as u16,
    }
}

/// A rule that holds where all of some tests are passed.
pub(crate) fn rule(id: impl Into<String>, kind: RuleKind, tests: Vec<Test>) -> Rule {
    Rule {
        id: id.into(),
        kind,
        editions: Editions::ALL,
        when: Condition(vec![tests]),
        because: Text::default(),
        facts: Vec::new(),
        sources: Vec::new(),
    }
}

pub(crate) fn definition(
    id: impl Into<String>,
    inputs: Vec<Input>,
    options: Vec<Alternative>,
    rules: Vec<Rule>,
) -> Definition {
    Definition {
        id: id.into(),
        task: None,
        title: Text::default(),
        about: Text::default(),
        inputs,
        options,
        rules,
        position: 0,
    }
}

/// A pack of one edition, but for its decisions.
pub(crate) fn about(id: impl Into<String>) -> About {
    About {
        id: id.into(),
        version: "1".into(),
        title: Text::default(),
        about: Text::default(),
        notice: None,
        languages: vec!["en".into()],
        editions: vec![Edition { id: "now".into(), title: Text::default() }],
        domains: Vec::new(),
        tasks: Vec::new(),
        exam: None,
        front_door: None,
        sources: Vec::new(),
        facts: Vec::new(),
    }
}
