//! The diagnostics, as written in `tests/diagnostics/*.md`: prose, files, and the message expected.
//!
//! Each `##` section is a test. A fence `toml file=PATH` gives a file, `toml append=PATH` adds to
//! one of the base pack in `tests/diagnostics/base`, and an empty fence `toml without=PATH` takes
//! one away; the base pack supplies the rest. The fence `text` holds everything that is reported.
//! In `tests/diagnostics/review`, which has a base pack of its own, packs are sound and reviewed.
//! `UPDATE=1 cargo test -p shirube-lang --test diagnostics` writes what is reported into the files.

#![allow(clippy::expect_used)] // A test's own files are there, or the test is broken.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use shirube_lang::{
    Code, Date, Diagnostic, Files, Level, RenderOptions, ReviewOptions, check, concise, render,
    review, run_case,
};

const NOTHING: &str = "nothing is wrong";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

/// The base pack beside a document.
fn base(folder: &Path) -> BTreeMap<String, String> {
    let files = Files::read(&folder.join("base")).expect("the base pack is there");
    files.iter().map(|(_, path, text)| (path.to_owned(), text.to_owned())).collect()
}

/// What a review finds in a pack, on a day that stays the same.
fn reviewed(files: &Files) -> Vec<Diagnostic> {
    let today = Date::parse("2026-09-01").expect("there is such a day");
    review(files, &ReviewOptions { today: Some(today) }).diagnostics
}

/// What is wrong with a pack: its diagnostics, or where there are none, its failed cases.
fn reported(files: &Files) -> Vec<Diagnostic> {
    let checked = check(files);
    match &checked.pack {
        Some(pack) => {
            let failures = checked.cases.iter().flat_map(|case| run_case(pack, case));
            failures.map(|failure| failure.diagnostic).collect()
        }
        None => checked.diagnostics,
    }
}

/// A line of a document that opens a fence, with what it says.
fn fence(line: &str) -> Option<&str> {
    line.strip_prefix("```")
}

/// A document with every `text` fence filled by what is reported for its section.
fn filled(path: &Path, document: &str) -> String {
    let folder = path.parent().expect("it lies in a folder");
    let of_review = folder.ends_with("review");
    let mut whole = String::new();
    let mut files = base(folder);
    let mut lines = document.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("## ") || line.starts_with("### ") {
            files = base(folder);
        }
        let _ = writeln!(whole, "{line}");
        let Some(info) = fence(line) else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let text = body.iter().fold(String::new(), |text, line| text + line + "\n");
        if info == "text" || info == "text concise" {
            let files = Files::new(files.clone());
            let found = if of_review { reviewed(&files) } else { reported(&files) };
            let shown = match (found.is_empty(), info) {
                (true, _) => NOTHING.to_owned(),
                (false, "text") => {
                    render(&found, &files, &RenderOptions { color: false, width: 100 })
                }
                (false, _) => concise(&found, &files),
            };
            let _ = writeln!(whole, "{}", shown.trim_end());
        } else {
            if let Some(path) = info.strip_prefix("toml file=") {
                files.insert(path.to_owned(), text.clone());
            } else if let Some(path) = info.strip_prefix("toml append=") {
                let file = files.entry(path.to_owned()).or_default();
                let _ = write!(file, "\n{text}");
            } else if let Some(path) = info.strip_prefix("toml without=") {
                assert!(files.remove(path).is_some(), "the base pack has no {path}");
            }
            whole.push_str(&text);
        }
        whole.push_str("```\n");
    }
    whole
}

fn documents() -> Vec<PathBuf> {
    let folders = [folder(), folder().join("review")];
    let entries = folders.iter().flat_map(|at| fs::read_dir(at).expect("the folder is there"));
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("it can be read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    paths
}

#[test]
fn the_base_packs_are_sound() {
    assert_eq!(reported(&Files::new(base(&folder()))), []);
    assert_eq!(reviewed(&Files::new(base(&folder().join("review")))), []);
}

#[test]
fn every_document_shows_what_is_reported() {
    let mut stale = Vec::new();
    for path in documents() {
        let written = fs::read_to_string(&path).expect("it can be read");
        let actual = filled(&path, &written);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, actual).expect("it can be written");
        } else if actual != written {
            let first = written.lines().zip(actual.lines()).find(|(one, two)| one != two);
            stale.push(format!("{}: {first:#?}", path.display()));
        }
    }
    assert!(stale.is_empty(), "UPDATE=1 rewrites these:\n{}", stale.join("\n"));
}

#[test]
fn every_code_is_shown() {
    let all: String =
        documents().iter().map(|path| fs::read_to_string(path).expect("it can be read")).collect();
    let missing: Vec<&str> = Code::ALL
        .iter()
        .map(|code| code.name())
        .filter(|name| !all.contains(&format!("[{name}]: ")))
        .collect();
    assert_eq!(missing, [""; 0]);
}

/// A finding that alarms for nothing teaches people to ignore findings: each has an example that
/// comes close and is let pass.
#[test]
fn every_finding_of_a_review_is_shown_beside_what_is_none() {
    let all: String =
        documents().iter().map(|path| fs::read_to_string(path).expect("it can be read")).collect();
    for code in Code::ALL.iter().filter(|code| code.level() != Level::Error) {
        let heading = format!("## {}\n", code.name());
        let section = all.split_once(&heading).map(|(_, rest)| rest);
        let section = section.and_then(|rest| rest.split("\n## ").next()).unwrap_or("");
        let triggers = section.contains(&format!("{}[{}]: ", code.level().name(), code.name()));
        assert!(triggers, "no example of {} under {heading}", code.name());
        assert!(section.contains(NOTHING), "nothing that {} lets pass", code.name());
    }
}

/// Messages are one sentence in lower case, without a full stop.
#[test]
fn messages_keep_their_form() {
    for path in documents() {
        let text = fs::read_to_string(&path).expect("it can be read");
        let messages = text.lines().filter_map(|line| {
            let levels = ["error[", "warning[", "note["];
            levels.iter().find_map(|level| line.strip_prefix(level))?.split_once("]: ")
        });
        for (_, message) in messages {
            let first = message.chars().next().unwrap_or('A');
            assert!(
                !first.is_uppercase() && !message.ends_with('.'),
                "{}: {message}",
                path.display()
            );
        }
    }
}
