//! `shirube diff` on packs that a test writes: a folder and what became of it, and a repository.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may fail")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn fresh(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The lunch pack in a folder, with changes made to its files.
fn lunch(folder: &Path, changes: &[(&str, &str, &str)]) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/lunch");
    fs::create_dir_all(folder.join("decisions")).unwrap();
    for file in [
        "pack.toml",
        "facts.toml",
        "sources.toml",
        "decisions/place.toml",
        "decisions/kitchen.toml",
    ] {
        let mut text = fs::read_to_string(from.join(file)).unwrap();
        for (_, old, new) in changes.iter().filter(|(of, ..)| *of == file) {
            assert!(text.contains(old), "{file} holds {old}");
            text = text.replacen(old, new, 1);
        }
        fs::write(folder.join(file), text).unwrap();
    }
}

fn diff(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
    command.current_dir(folder).env("LC_ALL", "C").env("COLUMNS", "80").arg("diff");
    command.args(arguments).output().unwrap()
}

fn told(output: Output, code: i32) -> String {
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{said}");
    String::from_utf8(output.stdout).unwrap() + &said
}

fn json(folder: &Path, changes: &[(&str, &str, &str)]) -> serde_json::Value {
    lunch(&folder.join("old"), &[]);
    lunch(&folder.join("new"), changes);
    let text = told(diff(folder, &["old", "new", "--format", "json"]), 0);
    serde_json::from_str(&text).unwrap()
}

/// In a file, one text in place of another.
type Change = (&'static str, &'static str, &'static str);

const PLACE: &str = "decisions/place.toml";
/// The restaurant takes five minutes less in winter.
const FASTER: Change = ("facts.toml", "\"60 min\"", "\"55 min\"");

/// The kitchen claims something.
const CLAIM: Change = (
    "decisions/kitchen.toml",
    "[[option]]",
    "[[claim]]\nid = \"one-question\"\nat_most = { questions = 1 }\n\n[[option]]",
);

#[test]
fn claims_that_are_new_gone_or_say_something_else_are_told_and_nothing_else_of_them() {
    let folder = fresh("claims");
    let claims = |of: &[[&str; 2]]| -> String {
        let claim = |[id, says]: &[&str; 2]| format!("[[claim]]\nid = \"{id}\"\n{says}\n\n");
        of.iter().map(claim).collect::<String>() + "[[option]]"
    };
    let old = claims(&[
        ["gone", "at_most = { questions = 3 }"],
        ["other", "at_most = { questions = 2 }"],
        ["same", "when = { mood = \"light\" }\nnever = \"italian\""],
    ]);
    let new = claims(&[
        ["same", "never   = \"italian\"\nwhen = {mood=\"light\"}\nnote = \"Too heavy.\""],
        ["other", "at_most = { questions = 1 }"],
        ["added", "at_most = { questions = 4 }"],
    ]);
    lunch(&folder.join("old"), &[("decisions/kitchen.toml", "[[option]]", &old)]);
    lunch(&folder.join("new"), &[("decisions/kitchen.toml", "[[option]]", &new)]);
    let text = told(diff(&folder, &["old", "new", "--format", "json"]), 0);
    let found: serde_json::Value = serde_json::from_str(&text).unwrap();
    let parts: Vec<[&str; 3]> = (found["parts"].as_array().unwrap().iter())
        .map(|part| ["change", "kind", "id"].map(|key| part[key].as_str().unwrap()))
        .collect();
    assert_eq!(
        parts,
        [
            ["added", "claim", "kitchen.added"],
            ["removed", "claim", "kitchen.gone"],
            ["changed", "claim", "kitchen.other"],
        ]
    );
    assert_eq!(found["version"]["step"], "patch");
    let text = told(diff(&folder, &["old", "new"]), 0);
    assert!(text.contains("  - Changed: the claim `other` of `kitchen`\n"), "{text}");
    let text = told(diff(&folder, &["old", "new", "--lang", "ja"]), 0);
    assert!(text.contains("  - 変更: `kitchen` の表明 `other`\n"), "{text}");
}

#[test]
fn another_front_door_is_told_and_is_a_patch() {
    let folder = fresh("front-door");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/trip");
    for side in ["old", "new"] {
        let to = folder.join(side);
        fs::create_dir_all(to.join("decisions")).unwrap();
        for file in ["start", "travel", "lodging"].map(|id| format!("decisions/{id}.toml")) {
            fs::copy(from.join(&file), to.join(&file)).unwrap();
        }
        fs::copy(from.join("sources.toml"), to.join("sources.toml")).unwrap();
        let pack = fs::read_to_string(from.join("pack.toml")).unwrap();
        let door = if side == "old" { "" } else { "front_door = \"start\"\n" };
        fs::write(to.join("pack.toml"), pack.replace("front_door = \"start\"\n", door)).unwrap();
    }
    let text = told(diff(&folder, &["old", "new"]), 0);
    assert!(text.contains("  - New: the front door `start`\n"), "{text}");
    assert!(text.contains("A patch: no answer changes."), "{text}");
}

#[test]
fn markdown_shows_what_a_pack_says_as_it_is() {
    let folder = fresh("markdown");
    let because = (PLACE, "because = { en = \"Only the", "because = { en = \"*Only* <b>the</b>");
    let title = ("pack.toml", "Lunch: where to eat", "Lunch [_now_]");
    lunch(&folder.join("old"), &[because]);
    lunch(&folder.join("new"), &[because, FASTER, title]);
    let text = told(diff(&folder, &["old", "new", "--format", "markdown"]), 0);
    assert!(text.starts_with("# Lunch \\[\\_now\\_\\]\n"), "{text}");
    let now = "> Now: \\*Only\\* \\<b>the\\</b> restaurant cooks Italian.\n";
    assert!(text.contains(now), "{text}");
}

#[test]
fn the_step_follows_from_what_changed_and_the_version_is_held_against_it() {
    let text = ("facts.toml", "Time that a meal in the canteen takes", "A meal in the canteen");
    let value = (
        PLACE,
        "[[input.value]]\nid = \"wifi\"",
        "[[input.value]]\nid = \"view\"\nname = { en = \"A view\", ja = \"眺め\" }\n[[input.value]]\nid = \"wifi\"",
    );
    let version = |new: &'static str| ("pack.toml", "0.1.0", new);
    let table: [(&[Change], &str, &str, bool); 8] = [
        (&[], "none", "0.1.0", true),
        (&[text], "patch", "0.1.1", false),
        (&[CLAIM], "patch", "0.1.1", false),
        (&[CLAIM, version("0.1.1")], "patch", "0.1.1", true),
        (&[text, version("0.1.1")], "patch", "0.1.1", true),
        (&[value], "minor", "0.1.1", false),
        (&[FASTER, version("0.1.1")], "major", "0.2.0", false),
        (&[FASTER, version("0.2.0")], "major", "0.2.0", true),
    ];
    for (nth, (changes, step, expected, follows)) in table.into_iter().enumerate() {
        let found = json(&fresh(&format!("step-{nth}")), changes);
        let version = &found["version"];
        assert_eq!(version["step"], step, "{changes:?}");
        assert_eq!(version["expected"], expected, "{changes:?}");
        assert_eq!(version["follows"], follows, "{changes:?}");
    }
}

#[test]
fn a_change_in_one_edition_is_told_of_that_one_with_answers_that_show_it() {
    let folder = fresh("one-edition");
    let found = json(&folder, &[FASTER]);
    let place = &found["decisions"][0];
    assert_eq!(place["id"], "place");
    assert_eq!(place["editions"].as_array().unwrap().len(), 1);
    assert_eq!(place["editions"][0]["ids"], serde_json::json!(["winter"]));
    let changes = place["editions"][0]["changes"].as_array().unwrap();
    assert!(!changes.is_empty());
    for change in changes {
        for case in change["cases"].as_array().unwrap() {
            let example = case["example"].as_array().unwrap().iter();
            let example: Vec<&str> = example.map(|answer| answer.as_str().unwrap()).collect();
            for (side, pack) in [("old", "old"), ("new", "new")] {
                let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
                command.current_dir(&folder).args(["decide", "place", "--format", "json"]);
                let output = command.args(["--pack", pack]).args(&example).output().unwrap();
                let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
                let decided = [&report["winner"], &report["advice"]];
                let decided = decided.into_iter().find(|told| !told.is_null());
                assert_eq!(decided.map(|told| &told["id"]), Some(&change[side]["id"]), "{report}");
            }
        }
    }
}

#[test]
fn what_only_one_pack_has_is_told() {
    let folder = fresh("parts");
    let found = json(
        &folder,
        &[
            (PLACE, "id = \"little\"", "id = \"tiny\""),
            (PLACE, "hunger = \"little\"", "hunger = \"tiny\""),
            (PLACE, "when_silent = \"2\"", "when_silent = \"3\""),
            (PLACE, "min = \"1\"", "min = \"1\"\nmax = \"1000\""),
        ],
    );
    let parts = found["decisions"][0]["parts"].as_array().unwrap().iter();
    let parts: Vec<String> =
        parts.map(|part| format!("{} {}", part["change"], part["id"]).replace('"', "")).collect();
    assert_eq!(
        parts,
        [
            "removed hunger=little",
            "removed group=≥ 1",
            "removed group=2",
            "added hunger=tiny",
            "added group=3"
        ]
    );
}

fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
        .args(["-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"])
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn two_revisions_or_one_and_the_files_as_they_are_compare_as_folders_do() {
    let folder = fresh("repository");
    git(&folder, &["init", "--quiet"]);
    let pack = folder.join("packs/lunch");
    lunch(&pack, &[]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "--message", "One"]);
    git(&folder, &["tag", "one"]);
    lunch(&pack, &[FASTER]);
    git(&folder, &["commit", "--quiet", "--all", "--message", "Two"]);
    lunch(&folder.join("old"), &[]);

    let below_the_first_lines =
        |text: String| text.lines().skip(2).map(str::to_owned).collect::<Vec<_>>();
    let folders = below_the_first_lines(told(diff(&folder, &["old", "packs/lunch"]), 0));
    assert!(folders.iter().any(|line| line.contains("“The restaurant”")), "{folders:#?}");
    for arguments in [
        &["--git", "one..HEAD", "packs/lunch"][..],
        &["--git", "one..", "packs/lunch"],
        &["--git", "one", "packs/lunch"],
        &["--git", "one", "--pack", "packs/lunch"],
    ] {
        assert_eq!(below_the_first_lines(told(diff(&folder, arguments), 0)), folders);
    }
    assert_eq!(below_the_first_lines(told(diff(&pack, &["--git", "one"]), 0)), folders);
    assert_eq!(told(diff(&folder, &["--git", "HEAD", "packs/lunch"]), 0), "Nothing differs.\n");

    // A folder that is there no more is still there at a revision.
    fs::remove_dir_all(&pack).unwrap();
    let gone = told(diff(&folder, &["--git", "one..HEAD", "packs/lunch"]), 0);
    assert_eq!(below_the_first_lines(gone), folders);

    let problems = [
        ("two..HEAD", "packs/lunch", "there is no git revision `two`"),
        ("one..HEAD", "packs/supper", "there is no pack `packs/supper` at `one`"),
        ("one..HEAD", "packs", "there is no pack `packs` at `one`"),
        ("--help..HEAD", "packs/lunch", "there is no git revision `--help`"),
    ];
    for (range, pack, problem) in problems {
        let git = format!("--git={range}");
        let said = told(diff(&folder, &[&git, pack]), 1);
        assert!(said.starts_with(&format!("error: {problem}\n")), "{said}");
    }
}
