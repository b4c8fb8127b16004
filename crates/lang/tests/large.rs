//! Decisions that are too large in a way that no page of Markdown could show: generated ones.

#![allow(clippy::expect_used)] // A test's own files are there, or the test is broken.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

#[path = "../benches/synthetic.rs"]
mod synthetic;

use shirube_lang::{Code, Files, RenderOptions, ReviewOptions, check, render, review};

/// The base pack of the diagnostics with one more decision, and what is reported of it.
fn reported(decision: &str) -> String {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics/base");
    let base = Files::read(&base).expect("the base pack is there");
    let mut files: BTreeMap<String, String> =
        base.iter().map(|(_, path, text)| (path.to_owned(), text.to_owned())).collect();
    files.insert("decisions/large.toml".to_owned(), decision.to_owned());
    let files = Files::new(files);
    let found = check(&files).diagnostics;
    render(&found, &files, &RenderOptions { color: false, width: 100 }).trim_end().to_owned()
}

/// A decision with so many sets of so many members, and one more rule.
fn decision(sets: usize, members: usize, rule: &str) -> String {
    let mut text = String::from(
        "id = \"large\"\ntitle = \"Large\"\nabout = \"Is large.\"\n\n\
         [[option]]\nid = \"a\"\nname = \"A\"\nabout = \"It is.\"\n\n\
         [[option]]\nid = \"b\"\nname = \"B\"\nabout = \"It is.\"\n\n\
         [[prefer]]\nid = \"base\"\nwhen = {}\npick = \"a\"\nbecause = \"So.\"\n\
         source = \"mail-guide\"\n\n",
    );
    text.push_str(rule);
    for set in 0..sets {
        let _ = writeln!(
            text,
            "[[input]]\nid = \"s{set}\"\nkind = \"set\"\nname = \"S\"\nask = \"A?\"\nwhy = \"W.\""
        );
        for member in 0..members {
            let _ = writeln!(text, "[[input.value]]\nid = \"m{member}\"\nname = \"M\"");
        }
    }
    text
}

#[test]
fn sets_with_too_many_members_together_are_refused() {
    let rule = "[[prefer]]\nid = \"every\"\nwhen = { s0 = \"m0\" }\npick = \"b\"\n\
                because = \"So.\"\nsource = \"mail-guide\"\n\n";
    assert_eq!(reported(&decision(8, 64, rule)), "");
    assert_eq!(
        reported(&decision(9, 57, rule)),
        "\
error[too-many]: `large` has 513 inputs and members of sets, more than the 512 it can have
 --> decisions/large.toml:1:6
  |
1 | id = \"large\"
  |      ^^^^^^^
  |
  = help: split the decision: one may take the other's verdict by `from`"
    );
}

#[test]
fn rules_that_tie_too_many_inputs_together_are_refused() {
    // Each member is tied to some others at random, so that in no order they are beside it.
    let mut state: u64 = 1;
    let mut roll = || {
        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        state >> 58
    };
    let any: Vec<String> = (0..256)
        .map(|tie| (tie % 64, roll()))
        .filter(|(one, two)| one != two)
        .map(|(one, two)| format!("  {{ s0 = {{ all = [\"m{one}\", \"m{two}\"] }} }},\n"))
        .collect();
    let rule = format!(
        "[[prefer]]\nid = \"tie\"\nany = [\n{}]\npick = \"b\"\nbecause = \"So.\"\n\
         source = \"mail-guide\"\n\n",
        any.concat()
    );
    assert_eq!(
        reported(&decision(1, 64, &rule)),
        "\
error[too-many]: the rules of `large` tie too many inputs together to be compiled
 --> decisions/large.toml:1:6
  |
1 | id = \"large\"
  |      ^^^^^^^
  |
  = help: split the decision, so that each part asks for fewer inputs: one may take the other's verdict by `from`"
    );
}

/// A pack with hundreds of findings of one kind shows some and counts the rest.
#[test]
fn findings_of_one_kind_are_bounded() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics/review/base");
    let base = Files::read(&base).expect("the base pack is there");
    let mut files: BTreeMap<String, String> =
        base.iter().map(|(_, path, text)| (path.to_owned(), text.to_owned())).collect();
    let facts = files.entry("facts.toml".to_owned()).or_default();
    for fact in 0..300 {
        let _ = write!(
            facts,
            "\n[idle-{fact:03}]\nabout = {{ en = \"A {fact}\", ja = \"値 {fact}\" }}\n\
             value = \"1 MB\"\nsource = \"mail-guide\"\n"
        );
    }
    let found = review(&Files::new(files), &ReviewOptions::default()).diagnostics;
    assert_eq!(found.len(), 20);
    let (last, others) = found.split_last().expect("there are some");
    assert_eq!(last.message, "nothing uses the fact `idle-019`");
    assert_eq!(last.notes, ["and 280 more of this kind"]);
    assert!(others.iter().all(|other| other.notes.is_empty()));
}

/// Rules that do not tie everything together are looked at however many they are.
#[test]
fn a_thousand_rules_over_twelve_inputs_are_checked() {
    let files = Files::new(synthetic::pack(1, 12, 1000));
    let checked = review(&files, &ReviewOptions::default());
    let pack = checked.pack.expect("it is sound");
    assert_eq!(pack.decisions()[0].definition().rules.len(), 1000);
    let codes: BTreeSet<Code> = checked.diagnostics.iter().map(|found| found.code).collect();
    let expected = [Code::RuleNeverDecides, Code::ExclusionWithoutEffect, Code::SubsumedRule];
    assert_eq!(codes, BTreeSet::from(expected));
}
