//! Decisions that take one another's verdicts as inputs.

use std::collections::BTreeSet;

use proptest::prelude::*;
use shirube_engine::model::{Definition, InputKind, Requirement, RuleKind};
use shirube_engine::{Answer, Flaw, Malformed, Outcome, Pack, PackFlaw, Verdict};

use crate::support::{check, plain};

const OPTION: &str = "it";

/// A decision with one option that takes the verdicts of others.
pub(crate) fn definition(index: usize, needs: &[usize]) -> Definition {
    let input = |(position, other): (usize, &usize)| {
        let requirement = Requirement { decision: id(*other), options: None };
        let (values, from) = (vec![plain::value(0, OPTION)], Some(requirement));
        plain::input(position, format!("i{position}"), InputKind::Choice { values, from })
    };
    let inputs = needs.iter().enumerate().map(input).collect();
    let pick = RuleKind::Prefer { picks: vec![0], over: Vec::new() };
    let always = vec![plain::rule("always", pick, Vec::new())];
    Definition {
        position: index as u16,
        ..plain::definition(id(index), inputs, vec![plain::option(0, OPTION)], always)
    }
}

pub(crate) fn id(index: usize) -> String {
    format!("d{index}")
}

fn index(id: &str) -> usize {
    id.trim_start_matches('d').parse().expect("ids are numbered")
}

/// Everything that can be reached from a decision, itself only where it lies on a circle.
pub(crate) fn reached(needs: &[Vec<usize>], from: usize) -> BTreeSet<usize> {
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
        match Pack::compile(plain::about("graph"), definitions.collect()) {
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
                        let earlier = needs[index(decision)]
                            .iter()
                            .all(|&n| order[..place].contains(&&*id(n)));
                        prop_assert!(earlier, "{} stands too early in {:?}", decision, order);
                    }
                    tally.saw_if(order.len() > 2, "in order");
                }
            }
            Err(flaws) => {
                prop_assert!(circular);
                // Every decision that leads back to itself is in one group with those it leads to.
                let tangled = |index: usize| -> BTreeSet<usize> {
                    let there = reached(&needs, index).into_iter();
                    there.filter(|&other| reached(&needs, other).contains(&index)).collect()
                };
                let groups: BTreeSet<BTreeSet<usize>> =
                    (0..needs.len()).map(tangled).filter(|group| !group.is_empty()).collect();
                let mut named = BTreeSet::new();
                for flaw in &flaws {
                    let PackFlaw::RequirementCycle { decisions } = flaw else {
                        return Err(TestCaseError::fail(format!("{flaws:?}")));
                    };
                    let circle: Vec<usize> = decisions.iter().map(|id| index(id)).collect();
                    for (place, &decision) in circle.iter().enumerate() {
                        let next = circle[(place + 1) % circle.len()];
                        let needed = needs[decision].contains(&next);
                        prop_assert!(needed, "{} does not need {}", decision, next);
                    }
                    named.insert(tangled(circle[0]));
                    tally.saw_if(decisions.len() == 1, "needs itself");
                    tally.saw_if(decisions.len() > 1, "circle");
                }
                prop_assert_eq!(named, groups);
                tally.saw_if(flaws.len() > 1, "several circles");
            }
        }
        Ok(())
    });
    tally.expect(&[
        ("in order", 200),
        ("needs itself", 100),
        ("circle", 40),
        ("several circles", 40),
    ]);
}

#[test]
fn a_decision_that_many_ways_lead_to_is_required_once() {
    // Each takes the verdict of the one before it twice: so many ways that nobody could go them all.
    let two = |index: usize| vec![index.saturating_sub(1); if index == 0 { 0 } else { 2 }];
    let definitions = (0..100).map(|index| definition(index, &two(index))).collect();
    let pack = Pack::compile(plain::about("graph"), definitions).expect("there is no circle");
    let last = pack.decision(&id(99)).expect("it is there");
    let order = pack.requirement_order(last).into_iter().map(|d| index(&d.definition().id));
    assert_eq!(order.collect::<Vec<_>>(), (0..100).collect::<Vec<_>>());
}

#[test]
fn a_verdict_is_taken_only_of_a_decision_that_is_there_and_with_its_options_as_values() {
    let flaws = |definitions: Vec<Definition>| {
        Pack::compile(plain::about("graph"), definitions).expect_err("this is not in order")
    };
    let of = |wrong: Malformed| {
        vec![PackFlaw::Decision { decision: id(1), flaws: vec![Flaw::Malformed(wrong)] }]
    };
    let (input, decision) = (String::from("i0"), id(0));
    let missing = Malformed::NoDecision { input: input.clone(), decision: decision.clone() };
    assert_eq!(flaws(vec![definition(1, &[0])]), of(missing));
    let mut other = definition(0, &[]);
    other.options[0].id = "another".into();
    assert_eq!(flaws(vec![other, definition(1, &[0])]), of(Malformed::Mirror { input, decision }));
}

/// A decision with the options `a` to `d`, and one with the values `x` (led to by `a` and `b`), `y`
/// (by `c`) and `z` (by none).
fn grouping() -> [Definition; 2] {
    let options = ["a", "b", "c", "d"].iter().enumerate();
    let options = options.map(|(nth, id)| plain::option(nth, *id)).collect();
    let pick = RuleKind::Prefer { picks: vec![0], over: Vec::new() };
    let always = || vec![plain::rule("always", pick.clone(), Vec::new())];
    let first = plain::definition(id(0), Vec::new(), options, always());
    let values = ["x", "y", "z"].iter().enumerate();
    let values = values.map(|(nth, id)| plain::value(nth, *id)).collect();
    let ids = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect();
    let leading = vec![ids(&["a", "b"]), ids(&["c"]), ids(&[])];
    let from = Some(Requirement { decision: id(0), options: Some(leading) });
    let input = plain::input(0, "i0", InputKind::Choice { values, from });
    let second = plain::definition(id(1), vec![input], vec![plain::option(0, OPTION)], always());
    [first, second]
}

#[test]
fn a_verdict_leads_to_the_values_that_its_options_lead_to() {
    let [first, second] = grouping();
    let open = |options: &[usize]| {
        Verdict::Open(options.iter().map(|&option| Outcome::Option(option)).collect())
    };
    let settled = |option| Verdict::Settled(Outcome::Option(option));
    let table = [
        (settled(0), Some(0b001)),
        (settled(1), Some(0b001)),
        (settled(2), Some(0b010)),
        // It leads to no value, so the question stays.
        (settled(3), None),
        (open(&[0, 1]), Some(0b001)),
        (open(&[1, 2]), Some(0b011)),
        (open(&[0, 3]), None),
        (Verdict::Settled(Outcome::Advice(0)), None),
        (Verdict::Impossible, None),
    ];
    for (verdict, bits) in table {
        let wanted: Vec<(usize, Answer)> =
            bits.map(|bits| (0, Answer::Values(bits))).into_iter().collect();
        assert_eq!(second.follows_from(&first, &verdict), wanted, "{verdict:?}");
    }
    let pack = Pack::compile(plain::about("graph"), vec![first, second]).expect("it is sound");
    let bytes = pack.to_bytes().expect("it can be written");
    assert_eq!(Pack::from_bytes(&bytes).as_ref(), Ok(&pack));
}

#[test]
fn an_option_that_is_not_there_or_leads_to_two_values_is_refused() {
    let broken: [fn(&mut Vec<Vec<String>>); 3] = [
        |options| options[2].push("e".into()),
        |options| options[2].push("a".into()),
        |options| options.truncate(2),
    ];
    for spoil in broken {
        let [first, mut second] = grouping();
        let InputKind::Choice { from: Some(from), .. } = &mut second.inputs[0].kind else {
            panic!("it takes a verdict");
        };
        spoil(from.options.as_mut().expect("its values are its own"));
        let flaws = Pack::compile(plain::about("graph"), vec![first, second]);
        let (input, decision) = (String::from("i0"), id(0));
        let wrong = Flaw::Malformed(Malformed::Mirror { input, decision });
        let wanted = PackFlaw::Decision { decision: id(1), flaws: vec![wrong] };
        assert_eq!(flaws, Err(vec![wanted]));
    }
}
