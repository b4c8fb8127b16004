//! Every topic of the exam that the pack answers for is named by a recorded case or a rule.

use std::collections::BTreeSet;

use shirube_tests::{checked, pack_folders};

/// The ids of the topics, one a line.
const TOPICS: &str = include_str!("topics.txt");

#[test]
fn every_topic_is_stood_for_by_a_recorded_case() {
    let (_, checked) = checked(&pack_folders()[0]);
    let named: BTreeSet<&str> = (checked.cases.iter())
        .filter_map(|case| case.stands_for.as_deref())
        .flat_map(|text| text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-'))
        .collect();
    let topics: Vec<&str> = TOPICS.lines().collect();
    assert!(topics.is_sorted() && topics.len() > 1, "the list is in order");
    let missing: Vec<&&str> = topics.iter().filter(|topic| !named.contains(**topic)).collect();
    assert!(missing.is_empty(), "no recorded case stands for {missing:?}");
}
