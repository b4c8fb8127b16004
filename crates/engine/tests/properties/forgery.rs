//! Forged packs, each with one thing in it that the engine relies on and never writes otherwise.

use shirube_engine::Pack;
use shirube_engine::binary::LoadError;
use shirube_engine::model::{
    Accept, Bound, Edge, Input, InputKind, QuantityTest, Requirement, Rule, RuleKind, Test,
};
use shirube_engine::quantity::{Dimension, Interval};

use crate::support::{plain, sealed};

/// Where the body begins.
const HEADER: usize = 9;

/// So many rules that the number of the last one stands out.
const RULES: usize = 120;

fn rule(index: usize, kind: RuleKind, tests: Vec<Test>) -> Rule {
    plain::rule(format!("rule-{index:03}"), kind, tests)
}

fn input(index: usize, kind: InputKind) -> Input {
    plain::input(index, format!("input-{index}"), kind)
}

/// Option 1 wins where both flags are set, option 0 elsewhere; nothing turns on the quantity.
fn body() -> Vec<u8> {
    let flag = |input| Test { input, accept: Accept::Values(0b10) };
    let edge = |value| Some(Edge { bound: Bound::Literal(value), inclusive: true });
    let size = QuantityTest { negated: false, low: edge(2_000), high: edge(2_999) };
    let size = Test { input: 2, accept: Accept::Quantity(vec![size]) };
    let nothing = || RuleKind::Exclude { options: Vec::new() };
    let prefer = |pick, over| RuleKind::Prefer { picks: vec![pick], over };
    let mut rules: Vec<Rule> = (0..RULES).map(|index| rule(index, nothing(), Vec::new())).collect();
    rules[0] = rule(0, nothing(), vec![size]);
    rules[1] = rule(1, prefer(1, vec![RULES - 1]), vec![flag(0), flag(1)]);
    rules[RULES - 1] = rule(RULES - 1, prefer(0, Vec::new()), Vec::new());
    let range = Interval { low: 1_000, high: 4_000 };
    let inputs = vec![
        input(0, InputKind::Flag),
        input(1, InputKind::Flag),
        input(2, InputKind::Quantity { dimension: Dimension::Count, range }),
    ];
    let options = (0..2).map(|index| plain::option(index, format!("option-{index}"))).collect();
    let definition = plain::definition("forged", inputs, options, rules);
    let pack = Pack::compile(plain::about("forgery"), vec![definition]).expect("this is in order");
    pack.to_bytes().expect("what was compiled can be written").split_off(HEADER)
}

/// A number as the format writes it.
fn number(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
    bytes
}

/// Numbers one after another.
fn numbers(values: &[u64]) -> Vec<u8> {
    values.iter().flat_map(|&value| number(value)).collect()
}

/// Loads the pack with one sequence of bytes, which must be there once in the bytes of its
/// decision, in the place of another.
fn forge(from: &[u8], to: &[u8]) -> Result<Pack, LoadError> {
    let (mut before, mut decision) = halves(body());
    let places: Vec<usize> =
        (0..decision.len()).filter(|&at| decision[at..].starts_with(from)).collect();
    assert_eq!(places.len(), 1, "{from:?} does not stand in the decision once");
    decision.splice(places[0]..places[0] + from.len(), to.iter().copied());
    before.extend(number(decision.len() as u64));
    Pack::from_bytes(&sealed(&[before, decision].concat()))
}

/// What stands before the length of the only decision's bytes, and those bytes.
fn halves(mut body: Vec<u8>) -> (Vec<u8>, Vec<u8>) {
    let name = b"\x06forged";
    let ends = (0..body.len()).filter(|&at| body[..at].ends_with(name));
    let whole = |&end: &usize| {
        (1..=5).any(|digits| body[end..].starts_with(&number((body.len() - end - digits) as u64)))
    };
    let end = ends.clone().find(whole).expect("the decision is there");
    let mut decision = body.split_off(end);
    let digits = (1..=5).find(|&n| decision.starts_with(&number((decision.len() - n) as u64)));
    (body, decision.split_off(digits.expect("its length comes first")))
}

/// How a quantity that may be negative is written.
fn signed(value: u64) -> u64 {
    value * 2
}

/// How a leaf is written that stands for an option.
fn leaf(option: u64) -> u64 {
    (1 << 31) + 6 + option
}

#[test]
fn what_is_in_order_is_loaded() {
    assert!(Pack::from_bytes(&sealed(&body())).is_ok());
    // Of the same length and in order as well: so the forgeries below are refused for what they are.
    let starts = [1_000, 2_000, 3_000].map(signed);
    assert!(forge(&numbers(&starts), &numbers(&[1_000, 2_500, 3_000].map(signed))).is_ok());
}

#[test]
fn regions_out_of_order_or_out_of_range_are_refused() {
    let starts = numbers(&[1_000, 2_000, 3_000].map(signed));
    for forged in
        [[1_000, 3_000, 2_000], [1_000, 2_000, 2_000], [2_000, 2_500, 3_000], [1_000, 2_000, 5_000]]
    {
        let forged = numbers(&forged.map(signed));
        assert_eq!(forge(&starts, &forged), Err(LoadError::Malformed));
    }
}

#[test]
fn a_diagram_that_could_lead_in_circles_or_nowhere_is_refused() {
    // Two nodes: the second flag's, and the first flag's, which leads to it at place 0. Levels 1
    // and 2 are theirs, the quantity has level 0.
    let (zero, one) = (leaf(0), leaf(1));
    let nodes = numbers(&[2, zero, one, 1, zero, 0]);
    let forgeries = [
        ("a branch to a shallower level", [1, zero, one, 2, zero, 0]),
        ("a branch to the same level", [1, zero, one, 1, zero, 0]),
        ("a branch to itself", [2, zero, one, 1, zero, 3]),
        ("a branch into a node", [2, zero, one, 1, zero, 1]),
        ("a branch to what comes later", [2, zero, 3, 1, zero, 0]),
        ("a leaf that no outcome has", [2, zero, leaf(2), 1, zero, 0]),
        ("a level that no variable has", [3, zero, one, 1, zero, 0]),
        ("a level with another number of branches", [0, zero, one, 1, zero, 0]),
    ];
    for (what, forged) in forgeries {
        assert_eq!(forge(&nodes, &numbers(&forged)), Err(LoadError::Malformed), "{what}");
    }
}

#[test]
fn indexes_beyond_their_lists_are_refused() {
    // The second rule: prefers one option, 1, over one rule, the last.
    let last = RULES as u64 - 1;
    let prefer = numbers(&[1, 1, 1, 1, last]);
    assert!(forge(&prefer, &numbers(&[1, 1, 0, 1, last])).is_ok(), "another option that there is");
    for forged in [[1, 1, 2, 1, last], [1, 1, 1, 1, last + 1]] {
        assert_eq!(forge(&prefer, &numbers(&forged)), Err(LoadError::Malformed), "{forged:?}");
    }
}

#[test]
fn names_out_of_order_are_refused() {
    for (from, to) in [
        ("input-1", "input-0"),
        ("input-1", "input-9"),
        ("option-1", "option-0"),
        ("rule-007", "rule-006"),
        ("rule-007", "rule-008"),
    ] {
        assert_eq!(forge(from.as_bytes(), to.as_bytes()), Err(LoadError::Malformed), "{to}");
    }
}

/// A decision that takes the verdict of another, as a whole pack.
fn taking_a_verdict() -> Vec<u8> {
    let mut pack = Pack::from_bytes(&sealed(&body())).expect("this is in order");
    let upstream = pack.decisions()[0].definition().clone();
    let mut definition = upstream.clone();
    definition.id = "taker".into();
    let values =
        upstream.options.iter().map(|option| plain::value(option.position.into(), &option.id));
    let from = Some(Requirement { decision: upstream.id.clone(), options: None });
    definition.inputs = vec![input(7, InputKind::Choice { values: values.collect(), from })];
    definition.rules = vec![rule(7, RuleKind::Prefer { picks: vec![0], over: vec![] }, vec![])];
    pack = Pack::compile(pack.about().clone(), vec![upstream, definition]).expect("so is this");
    pack.to_bytes().expect("what was compiled can be written").split_off(HEADER)
}

#[test]
fn a_decision_under_the_name_of_another_is_refused() {
    let (before, decision) = halves(body());
    let length = number(decision.len() as u64);
    let named = |name: &[u8]| {
        let before = before.strip_suffix(b"forged").expect("its name comes last");
        Pack::from_bytes(&sealed(&[before, name, &length, &decision].concat()))
    };
    assert!(named(b"forged").is_ok());
    assert_eq!(named(b"forger"), Err(LoadError::Malformed));
}

#[test]
fn a_verdict_of_what_is_not_there_is_refused() {
    let whole = taking_a_verdict();
    assert!(Pack::from_bytes(&sealed(&whole)).is_ok());
    // The names that are declared in the one, and taken by the other.
    for (name, forged) in [("forged", "forger"), ("option-1", "option-2")] {
        let mut body = whole.clone();
        let places: Vec<usize> =
            (0..body.len()).filter(|&at| body[at..].starts_with(name.as_bytes())).collect();
        let [first, .., last] = places[..] else { panic!("{name} does not stand there twice") };
        // In the pack the decision comes before the one that takes its verdict.
        let taken = if name == "forged" { last } else { first };
        body.splice(taken..taken + name.len(), forged.bytes());
        assert_eq!(Pack::from_bytes(&sealed(&body)), Err(LoadError::Malformed), "{name}");
    }
}
