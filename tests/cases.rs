//! The recorded cases of every pack.

use shirube_lang::run_case;
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
