//! Each code has a page, with an example that has it and one that has not, and `docs/findings`
//! holds them as they are. `cargo xtask docs` writes them anew.

#![allow(clippy::expect_used)] // A test's own files are there, or the test is broken.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use shirube_lang::{Code, Example, Page};

/// What the documents hold where nothing is reported.
const NOTHING: &str = "nothing is wrong\n";

#[test]
fn every_code_has_an_example_that_has_it_alone_and_one_that_has_not() {
    for &code in Code::ALL {
        let name = code.name();
        let page = Page::of(code);
        let (without, with): (Vec<&Example>, Vec<&Example>) =
            page.examples.iter().partition(|example| example.said == NOTHING);
        assert!(!without.is_empty(), "{name} has an example without it");
        let with = with.first().expect("each code has a section `## code` in tests/diagnostics");
        let codes: Vec<&str> = (with.said.lines())
            .filter_map(|line| line.split_once('[')?.1.split_once("]: ").map(|(code, _)| code))
            .collect();
        assert_eq!(codes, [name]);
        assert!(page.examples.iter().all(|example| !example.changes.is_empty()), "{name}");
    }
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
