//! Definitions that no author can write, each with one thing in it that the engine relies on not
//! to be there.

use shirube_engine::model::{
    Accept, Bound, Definition, Edge, Fact, FactValue, InputKind, QuantityTest, RuleKind, Test, Text,
};
use shirube_engine::quantity::{Dimension, Interval};
use shirube_engine::{About, Decision, Flaw, Malformed, Pack, PackFlaw};

use crate::support::plain::{self, input, option, rule, value};

const FLAG: usize = 0;
const NUMBER: usize = 1;
const SET: usize = 2;

fn definition() -> Definition {
    let range = Interval { low: 0, high: 9 };
    let edge = Edge { bound: Bound::Fact(0), inclusive: true };
    let most = QuantityTest { negated: false, low: None, high: Some(edge) };
    let all = Accept::Members { all: 0b11, any: 0, none: 0 };
    let inputs = vec![
        input(0, "flag", InputKind::Flag),
        input(1, "number", InputKind::Quantity { dimension: Dimension::Count, range }),
        input(2, "set", InputKind::Set { members: vec![value(0, "x"), value(1, "y")] }),
    ];
    let rules = vec![
        rule("base", RuleKind::Prefer { picks: vec![0, 1], over: Vec::new() }, Vec::new()),
        rule(
            "few",
            RuleKind::Exclude { options: vec![0] },
            vec![
                Test { input: FLAG, accept: Accept::Values(0b10) },
                Test { input: NUMBER, accept: Accept::Quantity(vec![most]) },
                Test { input: SET, accept: all },
            ],
        ),
    ];
    plain::definition("choose", inputs, vec![option(0, "left"), option(1, "right")], rules)
}

fn about() -> About {
    let written = FactValue {
        dimension: Dimension::Count,
        value: 5,
        written: Text::default(),
        sources: Vec::new(),
        as_of: "2026".into(),
    };
    let fact =
        |id: &str| Fact { id: id.into(), about: Text::default(), values: vec![written.clone()] };
    About { facts: vec![fact("five"), fact("six")], ..plain::about("form") }
}

fn order(list: &'static str, id: &str) -> Malformed {
    Malformed::Order { list, id: id.into() }
}

fn reference(by: &str, what: &'static str, index: usize) -> Malformed {
    Malformed::Reference { by: by.into(), what, index }
}

#[test]
fn a_malformed_definition_is_refused_for_what_is_wrong_with_it() {
    let refused = |change: &dyn Fn(&mut Definition), wrong: Malformed| {
        let mut changed = definition();
        change(&mut changed);
        let flaws = vec![Flaw::Malformed(wrong)];
        let (facts, decision) = (about().facts, changed.id.clone());
        assert_eq!(Decision::compile(changed.clone(), &facts, 1).as_ref(), Err(&flaws));
        let flaws = vec![PackFlaw::Decision { decision, flaws }];
        assert_eq!(Pack::compile(about(), vec![changed]), Err(flaws));
    };
    assert!(Pack::compile(about(), vec![definition()]).is_ok(), "the rest is in order");

    refused(&|d| d.inputs[NUMBER].id = "a".into(), order("inputs", "a"));
    refused(&|d| d.options.swap(0, 1), order("options", "left"));
    refused(&|d| d.options[1].id = "left".into(), order("options", "left"));
    refused(&|d| d.rules.swap(0, 1), order("rules", "base"));
    refused(
        &|d| d.inputs[SET].kind = InputKind::Set { members: vec![value(0, "y"), value(1, "x")] },
        order("values", "x"),
    );
    let tests = |d: &mut Definition, test: usize, input| d.rules[1].when.0[0][test].input = input;
    refused(&|d| tests(d, 0, 3), reference("few", "input", 3));
    refused(
        &|d| d.rules[1].kind = RuleKind::Exclude { options: vec![2] },
        reference("few", "option", 2),
    );
    refused(
        &|d| d.rules[0].kind = RuleKind::Prefer { picks: vec![0, 2], over: Vec::new() },
        reference("base", "option", 2),
    );
    refused(
        &|d| d.rules[0].kind = RuleKind::Prefer { picks: vec![0, 1], over: vec![7] },
        reference("base", "rule", 7),
    );
    refused(&|d| d.rules[0].facts = vec![2], reference("base", "fact", 2));
    let beyond = Edge { bound: Bound::Fact(9), inclusive: true };
    let beyond = QuantityTest { negated: false, low: Some(beyond), high: None };
    refused(
        &|d| d.rules[1].when.0[0][1].accept = Accept::Quantity(vec![beyond]),
        reference("few", "fact", 9),
    );
    let wrong_test = |input: &str| Malformed::Test { rule: "few".into(), input: input.into() };
    refused(&|d| tests(d, 0, NUMBER), wrong_test("number"));
    refused(
        &|d| d.rules[1].when.0[0][2].accept = Accept::Members { all: 0b100, any: 0, none: 0 },
        wrong_test("set"),
    );
    let nothing = InputKind::Choice { values: Vec::new(), from: None };
    refused(
        &|d| d.inputs[FLAG].kind = nothing.clone(),
        Malformed::NoValue { input: "flag".into() },
    );
}

#[test]
fn a_malformed_pack_is_refused_for_what_is_wrong_with_it() {
    let flaws = |change: &dyn Fn(&mut About)| {
        let mut changed = about();
        change(&mut changed);
        Pack::compile(changed, Vec::new()).expect_err("this is not in order")
    };
    let refused = |change: &dyn Fn(&mut About), wrong: Malformed| {
        assert_eq!(flaws(change), vec![PackFlaw::Malformed(wrong)]);
    };
    refused(&|a| a.facts.swap(0, 1), order("facts", "five"));
    refused(&|a| a.languages.clear(), Malformed::NoLanguage);
    refused(&|a| a.facts[1].values[0].sources = vec![0], reference("six", "source", 0));
    refused(&|a| a.facts[1].values.clear(), Malformed::Values { fact: "six".into(), values: 0 });
    assert!(
        flaws(&|a| a.editions.clear())
            .contains(&PackFlaw::Malformed(Malformed::Editions { editions: 0 }))
    );

    let twice = Pack::compile(about(), vec![definition(), definition()]);
    assert_eq!(twice, Err(vec![PackFlaw::Malformed(order("decisions", "choose"))]));
    let mut cites = definition();
    cites.rules[0].sources = vec![3];
    let flaws = vec![Flaw::Malformed(reference("base", "source", 3))];
    let refused = vec![PackFlaw::Decision { decision: "choose".into(), flaws }];
    assert_eq!(Pack::compile(about(), vec![cites]), Err(refused));
}
