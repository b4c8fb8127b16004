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

/// Of many metrics one is picked: the result says so at once, and is still a result.
#[test]
fn a_long_result_begins_with_what_matters_and_accounts_for_every_option() {
    let arguments = ["metric", "task=yes-no", "error=misses"];
    let text = |explain: &str| {
        let output = shirube(&[&["decide"], &arguments[..], &[explain]].concat());
        String::from_utf8(output.stdout).expect("text")
    };
    let (main, all) = (text("--explain"), text("--explain=all"));
    let (report, _) = decided(&arguments);
    let name = |value: &Value| value["name"].as_str().expect("a name").to_owned();
    assert!(main.starts_with(&name(&report["winner"])), "{main}");
    let place = |text: &str| main.lines().position(|line| line == text).expect("a section");
    let sections = ["Because", "Runner-up", "What would change it", "Not chosen"];
    assert!(sections.is_sorted_by_key(|section| place(section)));
    assert!(place("What would change it") < 20 && place("Not chosen") < 40, "{main}");

    let joined = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let rejected = report["rejected"].as_array().expect("rejections");
    for rejection in rejected {
        assert!(joined(&main).contains(&name(rejection)) || split_in_a_table(&main, rejection));
    }
    assert!(main.lines().count() < 3 * rejected.len(), "{main}");

    // What is left out is counted, and the command that says it is named.
    assert!(main.contains("… and 44 more"), "{main}");
    assert!(main.contains("shirube decide metric task=yes-no error=misses --explain=all"));
    let flips = report["flips"].as_array().expect("flips");
    let options = flips.iter().filter(|flip| !flip["to"]["option"].is_null()).count();
    let arrows = |text: &str| text.matches('→').count();
    assert!(arrows(&all) >= options && arrows(&main) <= 9, "{} {}", arrows(&all), arrows(&main));
    assert!(!all.contains("… and ") && !all.contains("--explain"), "{all}");
}

/// Whether a name stands in the first column of a table, over more than one line.
fn split_in_a_table(text: &str, rejection: &Value) -> bool {
    let name = rejection["name"].as_str().expect("a name");
    text.lines().collect::<Vec<_>>().windows(2).any(|lines| {
        let column =
            |line: &str| line.trim_start().split("  ").next().unwrap_or_default().to_owned();
        format!("{} {}", column(lines[0]), column(lines[1])) == name
    })
}

#[test]
fn an_option_that_cannot_win_is_said_so_before_two_of_its_reasons() {
    let output = shirube(&["decide", "metric", "task=yes-no", "--explain"]);
    let text = String::from_utf8(output.stdout).expect("text");
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|line| line.starts_with("  Macro-averaged F1")).expect("a row");
    assert!(lines[at].ends_with("Not the best in any case; perhaps also ruled out:"), "{text}");
    let (report, _) = decided(&["metric", "task=yes-no"]);
    let rejected = report["rejected"].as_array().expect("rejections");
    let rules = (rejected.iter().find(|one| one["name"] == "Macro-averaged F1"))
        .and_then(|one| one["rules"].as_array())
        .expect("its rules");
    let texts = lines[at..].iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
    let because = |rule: &Value| texts.contains(rule["because"].as_str().expect("a text"));
    assert!(rules.len() > 2 && because(&rules[0]) && because(&rules[1]), "{text}");
    assert!(
        lines[at..].iter().any(|line| line.trim() == format!("… and {} more", rules.len() - 2))
    );
}

#[test]
fn what_helps_most_is_named_where_what_is_usual_does_not_settle_it() {
    let output = shirube(&["decide", "metric"]);
    let text = String::from_utf8(output.stdout).expect("text");
    let (_, after) = text.split_once("The answer that would help most: ").expect("an answer");
    let first = after.lines().nth(1).expect("how to write it").trim();
    let input = first.split_once('=').expect("an answer").0;
    let (report, _) = decided(&["metric", "--assume"]);
    assert_eq!(report["next"]["input"], Value::from(input), "{text}");
}
