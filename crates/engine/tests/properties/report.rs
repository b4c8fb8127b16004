//! Reports: what is named can be looked up, and nothing is said more firmly than it is known.

use std::collections::BTreeSet;

use proptest::prelude::*;
use shirube_engine::report::{FactText, OutcomeText, RuleText, Status};
use shirube_engine::wanted::Wanted;
use shirube_engine::{Answers, Given};

use crate::support::{Dice, Size, check, pack, samples, some_answers};

const SIZE: Size = Size { repaired: 100, ..Size::SMALL };

/// Whether every fact that a rule names is listed.
fn listed(rule: &RuleText, facts: &[FactText]) -> bool {
    rule.facts.iter().all(|id| facts.iter().any(|fact| fact.id == *id))
}

#[test]
fn every_fact_and_page_that_a_rule_names_is_listed_and_no_other() {
    let tally = check(2_400, samples(SIZE), |sample, tally| {
        let Some(pack) = pack(&sample) else { return Ok(()) };
        let mut dice = Dice::new(sample.seed);
        let decision = dice.one_of(pack.decisions());
        let edition = dice.roll(sample.editions);
        let given = Given::from(some_answers(&mut dice, decision.definition()));
        let report = pack.report(decision, edition, 0, &given);
        let rules: Vec<&RuleText> = report.rules().collect();
        prop_assert!(rules.iter().all(|rule| listed(rule, &report.facts)), "{:#?}", report);
        let named: BTreeSet<&str> =
            rules.iter().flat_map(|rule| &rule.facts).map(String::as_str).collect();
        let facts: Vec<&str> = report.facts.iter().map(|fact| fact.id.as_str()).collect();
        prop_assert_eq!(facts, named.into_iter().collect::<Vec<_>>());

        let mut pages: BTreeSet<&String> = rules.iter().flat_map(|rule| &rule.sources).collect();
        for other in &report.other_editions {
            for rule in other.outcomes.iter().filter_map(OutcomeText::advice) {
                prop_assert!(listed(rule, &other.facts), "{:#?}", other);
                pages.extend(&rule.sources);
                tally.saw_if(!rule.facts.is_empty(), "a fact of another edition");
            }
        }
        let sources: Vec<&String> = report.sources.iter().map(|source| &source.id).collect();
        prop_assert_eq!(sources, pages.into_iter().collect::<Vec<_>>());
        tally.saw_if(rules.iter().any(|rule| !rule.facts.is_empty()), "a fact");
        let defeated = report.rejected.iter().flat_map(|rejection| &rejection.defeated);
        tally.saw_if(defeated.into_iter().any(|rule| !rule.facts.is_empty()), "a defeated fact");
        Ok(())
    });
    tally.expect(&[("a fact", 100), ("a defeated fact", 10), ("a fact of another edition", 1)]);
}

#[test]
fn advice_is_sure_where_it_is_the_verdict_and_nowhere_else() {
    let tally = check(2_400, samples(SIZE), |sample, tally| {
        let Some(pack) = pack(&sample) else { return Ok(()) };
        let mut dice = Dice::new(sample.seed);
        let decision = dice.one_of(pack.decisions());
        let given = Given::from(some_answers(&mut dice, decision.definition()));
        let report = pack.report(decision, 0, 0, &given);
        prop_assert_eq!(report.advice.is_some(), report.status == Status::NothingFits);
        prop_assert!(report.advice.iter().all(|rule| rule.surely));
        let flips = report.flips.iter().map(|flip| &flip.to);
        for rule in report.possible.iter().chain(flips).filter_map(OutcomeText::advice) {
            prop_assert!(!rule.surely, "{:#?}", report);
            tally.saw("possible");
        }
        for other in &report.other_editions {
            for rule in other.outcomes.iter().filter_map(OutcomeText::advice) {
                prop_assert_eq!(rule.surely, other.status == Status::NothingFits);
                tally.saw("elsewhere");
            }
        }
        Ok(())
    });
    tally.expect(&[("possible", 50), ("elsewhere", 10)]);
}

#[test]
fn what_is_not_known_is_not_asked_for_again() {
    let tally = check(600, samples(SIZE), |sample, tally| {
        let Some(pack) = pack(&sample) else { return Ok(()) };
        let mut dice = Dice::new(sample.seed);
        let decision = dice.one_of(pack.decisions());
        let mut given = Given::from(Answers::none(decision.definition()));
        // Until nothing is left to ask, nobody knows.
        for _ in 0..=decision.definition().inputs.len() {
            let report = pack.report(decision, 0, 0, &given);
            let wanted = Wanted::of(decision, 0, &given);
            let ids = |inputs: &[usize]| -> BTreeSet<String> {
                inputs.iter().map(|&input| decision.definition().inputs[input].id.clone()).collect()
            };
            let said: BTreeSet<String> =
                report.unknown.iter().map(|unknown| unknown.input.clone()).collect();
            prop_assert_eq!(&said, &ids(&given.unknown));
            prop_assert!(said.is_disjoint(&ids(&wanted.inputs)));
            let next = report.next.map(|next| next.input);
            let first = wanted.inputs.first();
            prop_assert_eq!(
                next,
                first.map(|&input| decision.definition().inputs[input].id.clone())
            );
            let Some(&input) = first else {
                tally.saw_if(given.unknown.len() > 1, "given up");
                return Ok(());
            };
            given.unknown.push(input);
        }
        Err(TestCaseError::fail("it never stops asking"))
    });
    tally.expect(&[("given up", 100)]);
}
