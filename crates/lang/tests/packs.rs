//! The packs of this repository: a review of them finds nothing that is not accepted for a reason,
//! and no reason that is not needed.

#![allow(clippy::expect_used)] // A test's own files are there, or the test is broken.

use std::path::Path;

use shirube_lang::{Files, ReviewOptions, concise, review};

#[test]
fn a_review_of_each_pack_is_silent() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for pack in ["rules/mla-c01", "examples/licence", "examples/database-index"] {
        let files = Files::read(&root.join(pack)).expect("it can be read");
        let found = review(&files, &ReviewOptions::default());
        assert_eq!(concise(&found.diagnostics, &files), "", "{pack}");
        assert!(found.pack.is_some(), "{pack}");
    }
}
