//! The front door: which decisions it leads to, and what it must not be.

use std::collections::BTreeSet;

use proptest::prelude::*;
use shirube_engine::model::{Accept, Definition, InputKind, Requirement, RuleKind, Test};
use shirube_engine::{About, Malformed, Outcome, Pack, PackFlaw};

use crate::requirements::{definition, id, reached};
use crate::support::{check, plain};

const DOOR: &str = "door";

/// A decision whose options are called as so many others; of its answers, each leads to one.
fn door(count: usize, leads_to: &[usize]) -> Definition {
    let rule = |(nth, &option): (usize, &usize)| {
        let pick = RuleKind::Prefer { picks: vec![option], over: Vec::new() };
        let test = Test { input: 0, accept: Accept::Values(1 << nth) };
        plain::rule(format!("r{nth}"), pick, vec![test])
    };
    let values = (0..leads_to.len()).map(|nth| plain::value(nth, format!("v{nth}"))).collect();
    plain::definition(
        DOOR,
        vec![plain::input(0, "goal", InputKind::Choice { values, from: None })],
        (0..count).map(|index| plain::option(0, id(index))).collect(),
        leads_to.iter().enumerate().map(rule).collect(),
    )
}

fn behind() -> About {
    About { front_door: Some(DOOR.into()), ..plain::about("graph") }
}

fn ids<'d>(definitions: impl IntoIterator<Item = &'d shirube_engine::Decision>) -> Vec<String> {
    definitions.into_iter().map(|decision| decision.definition().id.clone()).collect()
}

#[test]
fn a_decision_is_reached_if_an_answer_leads_to_it_or_to_one_that_rests_on_it() {
    let packs = (2..7_usize).prop_flat_map(|count| {
        let needs: Vec<_> = (0..count)
            .map(|index| prop::collection::vec(0..index.max(1), 0..=usize::from(index > 0)))
            .collect();
        (needs, prop::collection::vec(0..count, 2..4))
    });
    let tally = check(300, packs, |(needs, leads_to), tally| {
        let mut definitions: Vec<Definition> =
            needs.iter().enumerate().map(|(index, needs)| definition(index, needs)).collect();
        definitions.push(door(needs.len(), &leads_to));
        let pack = Pack::compile(behind(), definitions).expect("nothing is wrong with it");
        for &option in &leads_to {
            let decision = pack.behind_front_door(Outcome::Option(option)).expect("it is there");
            prop_assert_eq!(&decision.definition().id, &id(option));
        }
        let led_to: BTreeSet<usize> = leads_to.iter().copied().collect();
        let rested_on = led_to.iter().flat_map(|&index| reached(&needs, index));
        let there: BTreeSet<usize> = led_to.iter().copied().chain(rested_on).collect();
        let unreached: Vec<String> =
            (0..needs.len()).filter(|index| !there.contains(index)).map(id).collect();
        prop_assert_eq!(ids(pack.unreached()), unreached.clone());
        tally.saw_if(there.len() > led_to.len(), "rested on");
        tally.saw_if(!unreached.is_empty(), "unreached");
        Ok(())
    });
    tally.expect(&[("rested on", 50), ("unreached", 50)]);
}

#[test]
fn a_pack_without_a_front_door_leaves_nothing_unreached() {
    let pack = Pack::compile(plain::about("graph"), vec![definition(0, &[])])
        .expect("nothing is wrong with it");
    assert!(pack.front_door().is_none() && pack.unreached().is_empty());
    assert!(pack.behind_front_door(Outcome::Option(0)).is_none());
}

#[test]
fn a_front_door_is_there_and_stands_alone() {
    let refused = |definitions: Vec<Definition>| {
        let flaws = Pack::compile(behind(), definitions).expect_err("this is not in order");
        let malformed = flaws.into_iter().filter_map(|flaw| match flaw {
            PackFlaw::Malformed(why) => Some(why),
            _ => None,
        });
        malformed.collect::<Vec<_>>()
    };
    let two = || vec![definition(0, &[]), definition(1, &[])];
    assert_eq!(refused(two()), [Malformed::NoFrontDoor { decision: DOOR.into() }]);

    let with = |door: Definition| [two(), vec![door]].concat();
    let other = door(3, &[0, 1]);
    assert_eq!(refused(with(other)), [Malformed::LeadsNowhere { option: id(2) }]);
    let mut itself = door(2, &[0, 1]);
    itself.options[1].id = DOOR.into();
    assert_eq!(refused(with(itself)), [Malformed::LeadsNowhere { option: DOOR.into() }]);

    let taking = |definition: &mut Definition, from: &Definition| {
        let values = from.options.iter().map(|option| plain::value(0, &option.id)).collect();
        let from = Requirement { decision: from.id.clone(), options: None };
        let verdict = InputKind::Choice { values, from: Some(from) };
        definition.inputs.push(plain::input(0, "verdict", verdict));
    };
    let mut taker = door(2, &[0, 1]);
    taking(&mut taker, &definition(0, &[]));
    assert_eq!(refused(with(taker)), [Malformed::AtFrontDoor { decision: DOOR.into() }]);
    let mut taker = definition(2, &[]);
    taking(&mut taker, &door(2, &[0, 1]));
    let whole = [with(door(2, &[0, 1])), vec![taker]].concat();
    assert_eq!(refused(whole), [Malformed::AtFrontDoor { decision: id(2) }]);
}

#[test]
fn a_compiled_pack_with_a_front_door_that_is_none_is_refused() {
    let definitions = vec![definition(0, &[]), definition(1, &[]), door(2, &[0, 1])];
    let pack = Pack::compile(behind(), definitions).expect("nothing is wrong with it");
    let bytes = pack.to_bytes().expect("it can be written");
    assert_eq!(Pack::from_bytes(&bytes).as_ref(), Ok(&pack));
    // The name stands there twice: in what is said about the pack, and as the decision's own.
    let at = bytes.windows(4).position(|part| part == DOOR.as_bytes()).expect("it is there");
    let mut body = bytes[9..].to_vec();
    body[at - 9..at - 5].copy_from_slice(b"dope");
    let loaded = Pack::from_bytes(&crate::support::sealed(&body));
    assert_eq!(loaded, Err(shirube_engine::binary::LoadError::Malformed));
}
