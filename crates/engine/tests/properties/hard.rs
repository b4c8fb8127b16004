//! Small decisions that are hard to plan or to explain are answered all the same.

use shirube_engine::model::{Accept, Input, InputKind, Rule, RuleKind, Test, Value};
use shirube_engine::plan::Planner;
use shirube_engine::{Answer, Answers, Decision, Outcome, Verdict};

use crate::support::plain;

const BASE: usize = 0;
const OTHER: usize = 1;

fn id(kind: &str, index: usize) -> String {
    format!("{kind}{index:03}")
}

fn rule(id: String, pick: usize, tests: Vec<Test>) -> Rule {
    plain::rule(id, RuleKind::Prefer { picks: vec![pick], over: Vec::new() }, tests)
}

/// The base option unless one of some pairs of tests holds: then the other.
fn unless(inputs: Vec<Input>, pairs: Vec<[Test; 2]>) -> Decision {
    let options = vec![plain::option(BASE, "base"), plain::option(OTHER, "other")];
    let mut rules = vec![rule(id("a", 0), BASE, Vec::new())];
    let narrower = pairs.into_iter().enumerate();
    rules.extend(narrower.map(|(nth, tests)| rule(id("b", nth), OTHER, tests.to_vec())));
    let definition = plain::definition("hard", inputs, options, rules);
    Decision::compile(definition, &[], 1).expect("the rules are complete")
}

fn yes(input: usize) -> Test {
    Test { input, accept: Accept::Values(0b10) }
}

#[test]
fn a_set_that_leaves_too_many_different_residuals_is_planned_by_information() {
    const MEMBERS: usize = 18;
    let mut inputs: Vec<Input> =
        (0..MEMBERS).map(|nth| plain::input(nth, id("f", nth), InputKind::Flag)).collect();
    let member = |nth| Value { weight: 50, ..plain::value(nth, id("m", nth)) };
    let members = (0..MEMBERS).map(member).collect();
    inputs.push(plain::input(MEMBERS, "set", InputKind::Set { members }));
    let pairs = (0..MEMBERS).map(|nth| {
        let member = Accept::Members { all: 1 << nth, any: 0, none: 0 };
        [yes(nth), Test { input: MEMBERS, accept: member }]
    });
    let decision = unless(inputs, pairs.collect());
    let mut planner = Planner::new(&decision, 0);
    let nothing = Answers::none(decision.definition());
    let first = planner.next(&nothing, &[]).expect("nothing is settled");
    assert!(!first.exact);
    assert!(first.at_most <= MEMBERS + 1);
    let without = planner.next(&nothing, &[MEMBERS]).expect("nothing is settled");
    assert!(without.input != MEMBERS);
}

#[test]
fn the_smallest_reason_out_of_very_many_is_found() {
    const PAIRS: usize = 30;
    let inputs =
        (0..2 * PAIRS).map(|nth| plain::input(nth, id("f", nth), InputKind::Flag)).collect();
    let pairs = (0..PAIRS).map(|nth| [yes(2 * nth), yes(2 * nth + 1)]).collect();
    let decision = unless(inputs, pairs);
    let mut answers = Answers::none(decision.definition());
    for nth in 0..2 * PAIRS {
        answers.set(nth, Some(Answer::Values(0b01)));
    }
    let explanation = decision.explain(0, &answers);
    assert_eq!(explanation.verdict, Verdict::Settled(Outcome::Option(BASE)));
    // One of each pair is needed, and one is enough.
    let reasons: Vec<usize> = explanation.sufficient.iter().map(|reason| reason.input).collect();
    assert_eq!(reasons, (0..PAIRS).map(|nth| 2 * nth).collect::<Vec<_>>());
}
