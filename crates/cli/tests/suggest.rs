//! Suggested cases keep what they promise: confirmed, they show all that was missing.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may fail")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn test(pack: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shirube"))
        .arg("test")
        .arg(pack)
        .args(arguments)
        .env_clear()
        .output()
        .unwrap()
}

/// A copy of a pack of the tests, or of one further up.
fn copy(from: &str, name: &str) -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&target);
    copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join(from), &target);
    target
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// How many goals of a pack are missing, by kind.
fn missing(pack: &Path) -> Vec<(String, u64)> {
    missing_by(pack, &[])
}

/// How many goals are missing, with some arguments more.
fn missing_by(pack: &Path, more: &[&str]) -> Vec<(String, u64)> {
    let output = test(pack, &[&["--coverage", "--format", "json"], more].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let result: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let decisions = result["packs"][0]["coverage"].as_array().unwrap().clone();
    let kinds = decisions.iter().flat_map(|decision| decision["kinds"].as_array().unwrap());
    kinds
        .map(|kind| (kind["kind"].as_str().unwrap().to_owned(), kind["missing"].as_u64().unwrap()))
        .filter(|(_, missing)| *missing > 0)
        .collect()
}

/// Suggests cases for each decision, confirms them, and looks at what is missing then.
fn confirmed(pack: &Path, decisions: &[&str], extent: &str) -> Vec<(String, u64)> {
    for decision in decisions {
        let file = pack.join(format!("cases/{decision}-more.toml"));
        let arguments = ["--decision", decision, extent, "--write", file.to_str().unwrap()];
        let output = test(pack, &arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let Ok(text) = fs::read_to_string(&file) else { continue };

        // Nobody has confirmed them: the pack does not compile.
        let refused = test(pack, &[]);
        assert_eq!(refused.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&refused.stderr).contains("stands_for"));
        // Nor are they written over.
        assert_eq!(test(pack, &arguments).status.code(), Some(1));

        fs::write(&file, text.replace("stands_for = \"\"", "stands_for = \"confirmed\"")).unwrap();
    }
    missing(pack)
}

#[test]
fn suggested_cases_show_all_that_is_missing() {
    let pack = copy("tests/packs/lunch", "suggest-lunch");
    assert!(missing(&pack).len() > 3);
    let left = confirmed(&pack, &["kitchen", "place"], "--suggest");
    assert!(left.iter().all(|(kind, _)| kind == "conditions"), "{left:?}");
    let pack = copy("tests/packs/lunch", "suggest-lunch-all");
    assert_eq!(confirmed(&pack, &["kitchen", "place"], "--suggest=all"), []);
}

#[test]
fn figures_that_differ_between_editions_are_shown_on_both_sides_in_each() {
    let pack = copy("tests/packs/car", "suggest-car");
    fs::create_dir_all(pack.join("cases")).unwrap();
    assert!(!missing(&pack).is_empty());
    assert_eq!(confirmed(&pack, &["fuel", "model", "parking"], "--suggest=all"), []);
}

#[test]
fn what_the_shipped_pack_lacks_can_be_suggested() {
    let pack = copy("../../rules/mla-c01", "suggest-shipped");
    assert!(missing(&pack).iter().all(|(kind, _)| kind == "conditions"));
    let decisions = ["inference-option", "input-mode"];
    assert!(
        decisions.iter().any(|decision| !missing_by(&pack, &["--decision", decision]).is_empty())
    );
    confirmed(&pack, &decisions, "--suggest=all");
    for decision in decisions {
        assert_eq!(missing_by(&pack, &["--decision", decision]), [], "{decision}");
    }
}

/// The mutants of a decision that nothing notices though a case could: what they change can occur.
fn missed(pack: &Path, decision: &str) -> Vec<String> {
    let output = test(pack, &["--mutate", "--decision", decision, "--format", "json"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let result: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mutants = result["packs"][0]["mutation"][0]["mutants"].as_array().unwrap().clone();
    let missed = mutants.iter().filter(|mutant| mutant["standing"] == "missed");
    let could = missed.filter(|mutant| mutant["outcome"].is_string());
    could.map(|mutant| format!("{} {}", mutant["subject"], mutant["slip"])).collect()
}

#[test]
fn suggested_cases_catch_every_mutant_that_a_case_can() {
    for (folder, decision) in [("lunch", "place"), ("car", "model"), ("car", "parking")] {
        let pack = copy(&format!("tests/packs/{folder}"), &format!("mutate-{decision}"));
        fs::create_dir_all(pack.join("cases")).unwrap();
        assert!(missed(&pack, decision).len() > 2, "{decision}");
        let file = pack.join("cases/more.toml");
        let arguments =
            ["--mutate", "--suggest", "--decision", decision, "--write", file.to_str().unwrap()];
        let output = test(&pack, &arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = fs::read_to_string(&file).unwrap();
        let confirmed = text.replace("stands_for = \"\"", "stands_for = \"confirmed\"");
        fs::write(&file, confirmed).unwrap();
        assert_eq!(missed(&pack, decision), [""; 0], "{decision}");
    }
}
