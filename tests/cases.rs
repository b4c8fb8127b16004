//! The recorded cases of every pack.

use shirube_engine::coverage::{Goal, Standing};
use shirube_lang::{GoalWords, Shown, run_case};
use shirube_tests::{checked, pack_folders};

#[test]
fn every_recorded_case_of_every_pack_holds() {
    for folder in pack_folders() {
        let (pack, checked) = checked(&folder);
        for decision in pack.decisions() {
            let id = &decision.definition().id;
            let own = checked.cases.iter().filter(|case| case.decision == *id);
            assert!(own.count() >= 5, "`{id}` has recorded cases");
        }
        for case in &checked.cases {
            let failures = run_case(&pack, case);
            assert!(failures.is_empty(), "{}: {failures:#?}", case.id);
        }
    }
}

#[test]
fn every_decision_of_the_exam_pack_has_at_least_twelve_cases_that_say_what_they_stand_for() {
    let (pack, checked) = checked(&pack_folders()[0]);
    for decision in pack.decisions() {
        let id = &decision.definition().id;
        let own: Vec<_> = checked.cases.iter().filter(|case| case.decision == *id).collect();
        assert!(own.len() >= 12, "`{id}` has {} cases", own.len());
        for case in own {
            assert!(case.stands_for.is_some(), "{}/{} says what it stands for", id, case.id);
        }
    }
}

#[test]
fn the_cases_of_every_pack_show_each_rule_exclusion_option_and_side_of_a_limit() {
    for folder in pack_folders() {
        let (pack, checked) = checked(&folder);
        for decision in pack.decisions() {
            let shown = Shown::of(&pack, decision, &checked.cases);
            let missing: Vec<String> = (shown.coverage().iter())
                .filter(|(goal, _)| !matches!(goal, Goal::Alone { .. }))
                .filter(|(_, standing)| **standing == Standing::Missing)
                .map(|(goal, _)| {
                    format!(
                        "`{}` {}",
                        shown.subject(goal),
                        shown.missing(goal, &GoalWords::ENGLISH)
                    )
                })
                .collect();
            assert!(missing.is_empty(), "`{}`: {missing:#?}", decision.definition().id);
        }
    }
}
