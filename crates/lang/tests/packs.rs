//! The packs of this repository: a review of them finds nothing that is not accepted for a reason,
//! and no reason that is not needed.

#![allow(clippy::expect_used)] // A test's own files are there, or the test is broken.

use std::path::Path;

use shirube_lang::{Checked, Code, Date, Files, Level, ReviewOptions, concise, review};

/// A review of a pack on a day; without one, nothing is too old.
fn reviewed(pack: &str, today: Option<&str>) -> (Files, Checked) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = Files::read(&root.join(pack)).expect("it can be read");
    let today = today.map(|today| Date::parse(today).expect("there is such a day"));
    let checked = review(&files, &ReviewOptions { today });
    (files, checked)
}

#[test]
fn a_review_of_each_pack_is_silent() {
    // The day on which the sources of the shipped pack were last looked through.
    for today in [None, Some("2026-11-23")] {
        for pack in ["rules/mla-c01", "examples/licence", "examples/database-index"] {
            let (files, found) = reviewed(pack, today);
            assert_eq!(concise(&found.diagnostics, &files), "", "{pack}");
            assert!(found.pack.is_some(), "{pack}");
        }
    }
}

#[test]
fn sources_of_the_shipped_pack_grow_old_but_it_builds_all_the_same() {
    let (_, found) = reviewed("rules/mla-c01", Some("2040-01-01"));
    assert!(found.pack.is_some());
    let old = |code| found.diagnostics.iter().filter(|found| found.code == code).count();
    assert!(old(Code::OldSource) > 0 && old(Code::OldFact) > 0);
    for found in &found.diagnostics {
        assert_eq!(found.level, Level::Warning);
        assert!(matches!(found.code, Code::OldSource | Code::OldFact), "{}", found.message);
    }
}
