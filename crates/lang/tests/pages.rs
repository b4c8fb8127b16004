//! Each code has a page, with an example that has it and one that has not, and `docs/findings`
//! holds them as they are. `cargo xtask docs` writes them anew.

#![allow(clippy::expect_used)] // A test's own files are there, or the test is broken.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use shirube_lang::{Code, Page};

#[test]
fn every_code_has_an_example_that_has_it_alone_and_one_that_has_not() {
    for &code in Code::ALL {
        let page = Page::of(code);
        let name = code.name();
        let codes: Vec<&str> = (page.said.lines())
            .filter_map(|line| line.split_once('[')?.1.split_once("]: ").map(|(code, _)| code))
            .collect();
        assert_eq!(codes, [name], "its section `## {name}` in tests/diagnostics/codes-*.md");
        assert!(!page.with.is_empty() && !page.without.is_empty(), "{name} has two examples");
        assert_ne!(page.with, page.without, "{name}");
    }
}

/// `diagnostics.rs` fills in what is reported: here it must be nothing.
#[test]
fn nothing_is_reported_of_the_examples_without_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let mut sections = 0;
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("codes-")) {
            continue;
        }
        let document = fs::read_to_string(&path).expect("it can be read");
        for section in document.split("\n### Without it\n").skip(1) {
            let section = section.split("\n## ").next().unwrap_or_default();
            assert!(section.ends_with("```text\nnothing is wrong\n```\n"), "{section}");
            sections += 1;
        }
    }
    assert_eq!(sections, Code::ALL.len());
}

#[test]
fn the_documentation_has_the_pages_as_they_are() {
    let mut pages: BTreeMap<String, String> = Code::ALL
        .iter()
        .map(|&code| (format!("{}.md", code.name()), Page::of(code).markdown()))
        .collect();
    pages.insert("README.md".to_owned(), Page::index());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/findings");
    if std::env::var_os("UPDATE").is_some() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("it can be made");
        for (name, page) in &pages {
            fs::write(folder.join(name), page).expect("it can be written");
        }
    }
    let entries = fs::read_dir(&folder).expect("`cargo xtask docs` writes it");
    let written: BTreeMap<String, String> = entries
        .map(|entry| {
            let entry = entry.expect("it can be read");
            let text = fs::read_to_string(entry.path()).expect("it can be read");
            (entry.file_name().to_string_lossy().into_owned(), text)
        })
        .collect();
    let stale: Vec<&String> = pages
        .keys()
        .chain(written.keys())
        .filter(|name| pages.get(*name) != written.get(*name))
        .collect();
    assert!(stale.is_empty(), "`cargo xtask docs` rewrites these: {stale:?}");
}
