//! What the command says about the pack that is built in, where it matters most. Whole texts are
//! not compared here: they belong to the pack.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may fail")]

use std::process::{Command, Output};

use serde_json::Value;

fn shirube(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shirube"))
        .args(arguments)
        .env_clear()
        .output()
        .expect("the command runs")
}

fn decided(arguments: &[&str]) -> (Value, i32) {
    let mut all = vec!["decide"];
    all.extend(arguments);
    all.extend(["--format", "json"]);
    let output = shirube(&all);
    let value = serde_json::from_slice(&output.stdout).expect("JSON");
    (value, output.status.code().expect("an exit code"))
}

#[test]
fn a_large_slow_request_whose_result_may_come_later_is_asynchronous_and_its_limits_are_cited() {
    let arguments = ["inference-option", "payload=300MB", "processing-time=45min", "wait=later"];
    let (report, code) = decided(&arguments);
    assert_eq!((&report["winner"]["id"], code), (&Value::from("asynchronous"), 0));
    let cited: Vec<&str> = (report["facts"].as_array().expect("facts").iter())
        .filter_map(|fact| fact["value"].as_str())
        .collect();
    assert!(cited.contains(&"1 GiB") && cited.contains(&"1 h"), "{cited:?}");
    let text = shirube(&[&["decide"], &arguments[..]].concat());
    let text = String::from_utf8(text.stdout).expect("text");
    assert!(text.contains("1 GB") && text.contains("60 minutes"), "{text}");
}

#[test]
fn the_edition_changes_the_answer_of_a_10_mb_request_that_somebody_waits_for() {
    let arguments = [
        "inference-option",
        "payload=10MB",
        "wait=caller-waits",
        "traffic=steady",
        "processing-time=1s",
    ];
    let winner = |edition: &str| {
        let (report, _) = decided(&[&arguments[..], &["--edition", edition]].concat());
        report["winner"]["id"].clone()
    };
    assert_ne!(winner("exam"), winner("now"));
    let text = shirube(&[&["decide"], &arguments[..]].concat());
    let text = String::from_utf8(text.stdout).expect("text");
    assert!(text.contains("In the `now` edition: "), "{text}");
}

#[test]
fn every_decision_is_listed_and_shown_in_both_languages() {
    let list = shirube(&["list", "--format", "json"]);
    let list: Value = serde_json::from_slice(&list.stdout).expect("JSON");
    let decisions = list["decisions"].as_array().expect("decisions");
    assert!(decisions.len() >= 5);
    for decision in decisions {
        let id = decision["id"].as_str().expect("an id");
        for language in ["en", "ja"] {
            let shown = shirube(&["show", id, "--lang", language]);
            assert!(shown.status.success() && shown.stderr.is_empty());
            assert!(String::from_utf8(shown.stdout).expect("text").contains(id));
        }
    }
}

#[test]
fn manual_pages_and_completions_are_printed() {
    let man = shirube(&["man"]);
    assert!(String::from_utf8(man.stdout).expect("text").contains(".TH shirube 1"));
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = shirube(&["completions", shell]);
        assert!(script.status.success() && script.stdout.len() > 1000, "{shell}");
    }
    let help = shirube(&["--help"]);
    let text = String::from_utf8(help.stdout).expect("text");
    assert!(help.status.success() && text.contains("Exit codes:"), "{text}");
    assert_eq!(shirube(&["--no-such-flag"]).status.code(), Some(2));
}

#[test]
fn the_language_comes_from_the_environment() {
    let output = Command::new(env!("CARGO_BIN_EXE_shirube"))
        .args(["decide", "plaza"])
        .env_clear()
        .env("LANG", "ja_JP.UTF-8")
        .output()
        .expect("the command runs");
    let text = String::from_utf8(output.stderr).expect("text");
    assert!(text.starts_with("エラー: "), "{text}");
}
