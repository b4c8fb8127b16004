//! The claims of the packs: that there are some, and that they notice what they are there for.

#![allow(clippy::panic, reason = "a failed expectation fails the test")]

use shirube_lang::{Code, Files, check};
use shirube_tests::pack_folders;

const AWS: &str = "rules/mla-c01";

/// The files of a pack.
fn files(pack: &str) -> Files {
    let folder = pack_folders().into_iter().find(|folder| folder.ends_with(pack));
    match folder.map(|folder| Files::read(&folder)) {
        Some(Ok(files)) => files,
        other => panic!("{pack}: {other:?}"),
    }
}

#[test]
fn every_decision_claims_something() {
    for (pack, least) in [(AWS, 3), ("examples/licence", 1), ("examples/database-index", 1)] {
        for (_, path, text) in files(pack).iter() {
            let claims = text.lines().filter(|line| *line == "[[claim]]").count();
            assert!(!path.starts_with("decisions/") || claims >= least, "{path}: {claims}");
        }
    }
}

/// What the claims of a pack notice when a decision reads otherwise.
fn noticed(pack: &str, decision: &str, written: &str, instead: &str) -> Vec<String> {
    let changed = format!("decisions/{decision}.toml");
    let files = files(pack);
    let texts = files.iter().map(|(_, path, text)| {
        let is_it = path == changed;
        assert!(!is_it || text.contains(written), "{path} does not say {written:?}");
        let text = if is_it { text.replacen(written, instead, 1) } else { text.to_owned() };
        (path.to_owned(), text)
    });
    let diagnostics = check(&Files::new(texts.collect::<Vec<_>>())).diagnostics;
    let named = diagnostics.into_iter().map(|found| {
        assert_eq!(found.code, Code::ClaimFails, "{}", found.message);
        found.message.split('`').nth(1).unwrap_or_default().to_owned()
    });
    let mut claims: Vec<String> = named.collect();
    claims.dedup();
    claims
}

/// Slips that leave no gap and no conflict: each with what a decision says, what it says then, and
/// the claim that notices.
const SLIPS: [[&str; 5]; 6] = [
    [
        AWS,
        "inference-option",
        "[[prefer]]\nid = \"steady-and-light\"",
        r#"[[prefer]]
id = "much-memory"
when = { wait = "later", overload = "refuse", traffic = "steady", needs = "not join", memory = "> @serverless-payload-max" }
pick = "serverless"
because = { en = "It scales.", ja = "伸縮します。" }
source = "inf-serverless"

[[prefer]]
id = "steady-and-light""#,
        "more-memory-is-never-serverless",
    ],
    [
        AWS,
        "file-format",
        "{ streams = true }, { size = \"> @input-copy-low\" }, { data = \"sparse\" }",
        "{ streams = true }, { size = \"<= @input-copy-low\" }, { data = \"sparse\" }",
        "more-data-never-goes-to-text",
    ],
    [
        AWS,
        "compression",
        "option = \"full-integer-quantization\"\nwhen = { training = \"no-data\" }",
        "option = \"full-integer-quantization\"\nwhen = { training = \"no-data\", teacher = true }",
        "no-data-no-training",
    ],
    [
        AWS,
        "input-mode",
        "when = { format = \"augmented-manifest\", place = [\"efs\", \"lustre\"] }",
        "when = { format = \"augmented-manifest\", place = \"lustre\" }",
        "labels-come-through-a-pipe",
    ],
    [
        AWS,
        "generation-metric",
        "pick = [\"completeness\", \"correctness\"]",
        "pick = [\"correctness\", \"completeness\"]",
        "judges-look-for-what-worries",
    ],
    [
        "examples/database-index",
        "index-type",
        "option = \"b-tree\"\nwhen = { value-size = \"> @b-tree-entry-max\" }",
        "option = \"b-tree\"\nwhen = { value-size = \"<= @b-tree-entry-max\" }",
        "longer-values-never-lead-to-a-b-tree",
    ],
];

#[test]
fn claims_notice_slips_that_leave_no_gap_and_no_conflict() {
    for [pack, decision, written, instead, claim] in SLIPS {
        assert_eq!(noticed(pack, decision, written, instead), [claim]);
    }
}
