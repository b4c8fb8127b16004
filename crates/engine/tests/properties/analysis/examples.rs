//! For each kind of finding the least that shows it, and what comes close but does not.

use shirube_engine::analysis::Finding;
use shirube_engine::model::{
    Accept, Alternative, Bound, Condition, Definition, Edge, Editions, Fact, FactValue, Input,
    InputKind, QuantityTest, Rule, RuleKind, Test, Text, Value,
};
use shirube_engine::quantity::{Dimension, Interval};

use crate::support::{Sample, alone, pack};

/// Rules over a choice of three values, a quantity from 0 to 10, a set of two members; they choose
/// among three options, in two editions.
#[derive(Default)]
struct Rules(Vec<Rule>);

const CHOICE: usize = 0;
const NUMBER: usize = 1;
const SET: usize = 2;

fn is(values: u64) -> Test {
    Test { input: CHOICE, accept: Accept::Values(values) }
}

fn at_least(bound: Bound) -> Test {
    let low = Some(Edge { bound, inclusive: true });
    let test = QuantityTest { negated: false, low, high: None };
    Test { input: NUMBER, accept: Accept::Quantity(vec![test]) }
}

fn has(member: usize) -> Test {
    Test { input: SET, accept: Accept::Members { all: 1 << member, any: 0, none: 0 } }
}

impl Rules {
    fn rule(mut self, kind: RuleKind, when: Vec<Test>) -> Self {
        let index = self.0.len();
        self.0.push(Rule {
            id: format!("r{index}"),
            kind,
            editions: Editions::ALL,
            when: Condition(vec![when]),
            because: Text(vec![format!("Reason {index}.")]),
            facts: Vec::new(),
            sources: Vec::new(),
        });
        self
    }

    fn prefer(self, pick: usize, when: Vec<Test>) -> Self {
        self.rule(RuleKind::Prefer { picks: vec![pick], over: Vec::new() }, when)
    }

    fn over(self, pick: usize, over: usize, when: Vec<Test>) -> Self {
        self.rule(RuleKind::Prefer { picks: vec![pick], over: vec![over] }, when)
    }

    fn exclude(self, options: &[usize], when: Vec<Test>) -> Self {
        self.rule(RuleKind::Exclude { options: options.to_vec() }, when)
    }

    fn assume(self, when: Vec<Test>) -> Self {
        self.rule(RuleKind::Assume, when)
    }

    /// Picks the first of all options wherever nothing narrower does.
    fn otherwise(self) -> Self {
        self.rule(RuleKind::Prefer { picks: vec![0, 1, 2], over: Vec::new() }, Vec::new())
    }

    /// The last rule gives the reason of the first.
    fn with_one_reason(mut self) -> Self {
        let because = self.0[0].because.clone();
        self.0.last_mut().expect("there are rules").because = because;
        self
    }

    /// The last rule is in force in the second edition only.
    fn now(mut self) -> Self {
        self.0.last_mut().expect("there are rules").editions = Editions::only(1);
        self
    }

    fn sample(self) -> Sample {
        let text = |text: &str| Text(vec![text.into()]);
        let value =
            |id: &str| Value { id: id.into(), name: text(id), about: None, weight: 1, position: 0 };
        let range = Interval { low: 0, high: 10 };
        let kinds = [
            InputKind::Choice { values: ["p", "q", "r"].map(value).to_vec(), from: None },
            InputKind::Quantity { dimension: Dimension::Count, range },
            InputKind::Set { members: ["s", "t"].map(value).to_vec() },
        ];
        let input = |(index, kind)| Input {
            id: format!("i{index}"),
            name: text("Input"),
            ask: text("Which?"),
            why: text("It matters."),
            cost: 1,
            when_silent: None,
            kind,
            position: 0,
        };
        let option = |id: &str| Alternative {
            id: id.into(),
            name: text(id),
            about: text("It is."),
            best: None,
            editions: Editions::ALL,
            position: 0,
        };
        let worth = |value| FactValue {
            dimension: Dimension::Count,
            value,
            written: text("some"),
            sources: Vec::new(),
            as_of: "2026".into(),
        };
        let definition = Definition {
            id: "choose".into(),
            task: None,
            title: text("What to choose"),
            about: text("Chooses."),
            inputs: kinds.into_iter().enumerate().map(input).collect(),
            options: ["a", "b", "c"].map(option).to_vec(),
            rules: self.0,
            position: 0,
        };
        let fact = Fact {
            id: "figure".into(),
            about: text("A figure."),
            values: vec![worth(4), worth(6)],
        };
        Sample { definition, facts: vec![fact], editions: 2, seed: 1 }
    }

    /// What is found, without the inputs that these few rules leave out.
    fn found(self) -> Vec<Finding> {
        let pack = alone(&self.sample()).expect("the example is sound");
        pack.analyse().into_iter().map(|found| found.finding).collect()
    }
}

/// The finding is there in the first, and not in the second.
fn shown(finding: &Finding, example: Rules, close: Rules) {
    let found = example.found();
    assert!(found.contains(finding), "{finding:?} is missing: {found:?}");
    let found = close.found();
    assert!(!found.contains(finding), "{finding:?} is a false alarm: {found:?}");
}

fn rules() -> Rules {
    Rules::default()
}

const P: u64 = 0b001;
const Q: u64 = 0b010;
const FOUR: Bound = Bound::Literal(4);

#[test]
fn a_rule_never_holds() {
    let finding = Finding::NeverHolds { rule: 0, forbidden: false };
    let example = rules().prefer(1, vec![is(P), is(Q)]).otherwise();
    shown(&finding, example, rules().prefer(1, vec![is(P)]).otherwise());
    let finding = Finding::NeverHolds { rule: 0, forbidden: true };
    let example = rules().prefer(1, vec![is(P), has(0)]).assume(vec![is(P)]).otherwise();
    let close = rules().prefer(1, vec![is(P), has(0)]).assume(vec![is(P), has(1)]).otherwise();
    shown(&finding, example, close);
}

#[test]
fn a_rule_never_decides() {
    let finding = Finding::NeverDecides { rule: 0, masked_by: vec![1] };
    let example = rules().prefer(1, vec![is(P)]).exclude(&[1], vec![is(P | Q)]).otherwise();
    let close = rules().prefer(1, vec![is(P)]).exclude(&[1], vec![is(P), has(0)]).otherwise();
    shown(&finding, example, close);
    let example = rules().prefer(1, vec![is(P), has(0)]).over(2, 0, vec![is(P)]).otherwise();
    let close = rules().prefer(1, vec![is(P)]).over(2, 0, vec![is(P), has(0)]).otherwise();
    shown(&finding, example, close);
}

#[test]
fn an_exclusion_is_without_effect() {
    let finding = Finding::ExclusionWithoutEffect { rule: 0, option: None };
    let example = rules().exclude(&[2], vec![is(P)]).prefer(2, vec![is(Q)]).otherwise();
    let close = rules().exclude(&[2], vec![is(P)]).prefer(2, vec![is(P | Q)]).otherwise();
    shown(&finding, example, close);
    let finding = Finding::ExclusionWithoutEffect { rule: 0, option: Some(2) };
    let example = rules().exclude(&[0, 2], vec![is(P)]).otherwise();
    let close = rules().exclude(&[0, 2], vec![is(P)]).prefer(2, vec![is(P), has(0)]).otherwise();
    shown(&finding, example, close);
}

#[test]
fn an_assumption_is_without_effect() {
    let finding = Finding::AssumptionWithoutEffect { rule: 0 };
    let example = rules().assume(vec![is(P), has(0)]).assume(vec![is(P)]).otherwise();
    let close = rules().assume(vec![is(P), has(0)]).assume(vec![is(P), has(1)]).otherwise();
    shown(&finding, example, close);
}

#[test]
fn two_rules_are_the_same() {
    let finding = Finding::Duplicate { rules: [0, 1] };
    let example = rules().prefer(1, vec![is(P)]).prefer(1, vec![is(P)]).otherwise();
    let close = rules().prefer(1, vec![is(P)]).prefer(1, vec![is(Q)]).otherwise();
    shown(&finding, example, close);
}

#[test]
fn a_rule_lies_within_another() {
    let finding = Finding::Subsumed { rule: 0, by: 1 };
    let example = rules().prefer(1, vec![is(P), has(0)]).prefer(1, vec![is(P)]).otherwise();
    // It repeats the other, but defeats a third.
    let close = rules().prefer(1, vec![is(P), has(0)]).prefer(1, vec![is(P)]);
    shown(&finding, example, close.over(2, 1, vec![has(0)]).otherwise_over(0, 2));
}

impl Rules {
    /// As [`Rules::otherwise`], after one rule was told to defeat another.
    fn otherwise_over(mut self, rule: usize, loser: usize) -> Self {
        if let RuleKind::Prefer { over, .. } = &mut self.0[rule].kind {
            over.push(loser);
        }
        self.otherwise()
    }
}

#[test]
fn two_rules_could_be_one() {
    let finding = Finding::Mergeable { rules: [0, 1] };
    let both = || rules().prefer(1, vec![is(P)]).prefer(1, vec![is(Q)]);
    shown(&finding, both().with_one_reason().otherwise(), both().otherwise());
}

#[test]
fn an_over_is_without_effect() {
    let finding = Finding::OverWithoutEffect { rule: 1, over: 0 };
    let example = rules().prefer(1, vec![is(P)]).over(2, 0, vec![is(P), has(0)]).otherwise();
    let close = rules().prefer(1, vec![is(P)]).over(2, 0, vec![has(0)]).otherwise();
    shown(&finding, example, close);
}

#[test]
fn an_over_is_against_specificity() {
    let finding = Finding::OverAgainstSpecificity { rule: 1, over: 0 };
    let example = rules().prefer(1, vec![is(P), has(0)]).over(2, 0, vec![is(P)]).otherwise();
    let close = rules().prefer(1, vec![is(P)]).over(2, 0, vec![has(0)]).otherwise();
    shown(&finding, example, close);
}

#[test]
fn a_limit_to_editions_is_without_effect() {
    let finding = Finding::EditionsWithoutEffect { rule: 0 };
    let example = rules().exclude(&[2], vec![is(P)]).now().prefer(1, vec![is(P)]).otherwise();
    let close = rules().exclude(&[0], vec![is(P)]).now().otherwise();
    shown(&finding, example, close);
}

#[test]
fn a_difference_between_editions_is_without_effect() {
    let finding = Finding::FactEditionsWithoutEffect { fact: 0 };
    let example = rules().prefer(0, vec![at_least(Bound::Fact(0))]).otherwise();
    let close = rules().prefer(1, vec![at_least(Bound::Fact(0))]).otherwise();
    shown(&finding, example, close);
    // Nor is a figure that is the same in all editions.
    let over = |bound| rules().over(0, 1, vec![at_least(bound)]).prefer(1, vec![is(P)]).otherwise();
    assert!(!over(FOUR).found().contains(&finding));
}

#[test]
fn an_option_never_wins() {
    let finding = Finding::OptionNeverWins { option: 2 };
    let close = rules().prefer(2, vec![is(P)]).otherwise();
    shown(&finding, rules().prefer(1, vec![is(P)]).otherwise(), close);
}

#[test]
fn an_input_is_without_effect() {
    let finding = Finding::InputWithoutEffect { input: SET };
    let close = rules().prefer(1, vec![is(P), has(0)]).otherwise();
    shown(&finding, rules().prefer(0, vec![is(P), has(0)]).otherwise(), close);
}

#[test]
fn values_are_alike() {
    let finding = Finding::ValuesAlike { input: CHOICE, values: 0b110 };
    let close = rules().prefer(1, vec![is(P)]).exclude(&[2], vec![is(Q)]).otherwise();
    shown(&finding, rules().prefer(1, vec![is(P)]).otherwise(), close);
    let finding = Finding::ValuesAlike { input: SET, values: 0b10 };
    let close = rules().prefer(1, vec![has(0)]).exclude(&[2], vec![has(1)]).otherwise();
    shown(&finding, rules().prefer(1, vec![has(0)]).otherwise(), close);
}

#[test]
fn a_threshold_is_without_effect() {
    let finding = Finding::ThresholdWithoutEffect { input: NUMBER, rules: vec![0], at: 4 };
    let other = |option| {
        rules()
            .prefer(option, vec![at_least(FOUR)])
            .prefer(2, vec![at_least(Bound::Literal(8))])
            .otherwise()
    };
    shown(&finding, other(0), other(1));
}

#[test]
fn a_value_never_comes() {
    let found = |rules: Rules| -> Vec<Finding> {
        let pack = pack(&rules.sample()).expect("the example is sound");
        let second = pack.analyse().into_iter().filter(|found| found.decision == 1);
        second.map(|found| found.finding).collect()
    };
    let finding = Finding::ValueNeverComes { input: 3, value: 2 };
    assert!(found(rules().prefer(1, vec![is(P)]).otherwise()).contains(&finding));
    assert!(!found(rules().prefer(2, vec![is(P)]).otherwise()).contains(&finding));
}
