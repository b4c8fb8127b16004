//! Findings as programs read them: SARIF by its schema, and what JSON and GitHub's annotations say.

#![allow(clippy::expect_used)] // A test's own files are there, or the test is broken.

use std::fs;
use std::path::Path;

use serde_json::Value;
use shirube_lang::{Diagnostic, Files, Report, check, github, json, sarif};

const AWKWARD: &str = "\u{feff}[\"📎-max\"]\nabout = \"大きさ, 100%: もの\"\n\tvalue = 25\n";

/// A pack with findings of many kinds, in files with awkward names and texts.
fn pack() -> (Files, Vec<Diagnostic>) {
    let files = [
        ("decisions/長い 名前.toml", "id = \"a\"\r\nid = \"b\"\r\n"),
        ("facts/a#b.toml", AWKWARD),
        ("sources.toml", "[page]\ntitle = \"A: b, 100%\"\nurl = \"page\"\nas_of = \"2026\"\n"),
        ("stray.toml", ""),
    ];
    let files = Files::new(files).below("packs/my pack");
    let found = check(&files).diagnostics;
    assert!(found.len() >= 5, "{found:#?}");
    (files, found)
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("it is JSON")
}

#[test]
fn sarif_keeps_to_its_schema() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sarif/sarif-schema-2.1.0.json");
    // One of its patterns has a bracket too many, and is no pattern.
    let schema = fs::read_to_string(path).expect("it can be read").replace("{2}]?$", "{2}$");
    let schema = parsed(&schema);
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    let (files, found) = pack();
    let nothing = Files::new([("pack.toml", "")]);
    let reports = [
        Report { files: &files, diagnostics: &found },
        Report { files: &nothing, diagnostics: &[] },
    ];
    for reports in [&reports[..], &[]] {
        let log = parsed(&sarif(reports));
        let broken: Vec<String> = validator
            .iter_errors(&log)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(broken.is_empty(), "{broken:#?}");
    }
    // The schema does tell: a level that there is none of is refused.
    let mut log = parsed(&sarif(&reports));
    log["runs"][0]["results"][0]["level"] = "grave".into();
    assert!(!validator.is_valid(&log));
}

#[test]
fn sarif_has_a_result_for_each_finding_with_its_rule_and_its_place() {
    let (files, found) = pack();
    let log = parsed(&sarif(&[Report { files: &files, diagnostics: &found }]));
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let results = run["results"].as_array().expect("a list");
    assert_eq!(results.len(), found.len());
    for (result, diagnostic) in results.iter().zip(&found) {
        let code = diagnostic.code;
        let index =
            usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small");
        let rule = &run["tool"]["driver"]["rules"][index];
        assert_eq!((&rule["id"], &result["ruleId"]), (&code.name().into(), &code.name().into()));
        let help = rule["help"]["text"].as_str().expect("a text");
        assert!(help.starts_with(&code.paragraph()), "{help}");
        let said = result["message"]["text"].as_str().expect("a text");
        assert!(said.starts_with(&diagnostic.message), "{said}");
        let others = result["relatedLocations"].as_array().map_or(0, Vec::len);
        assert_eq!(others + 1, diagnostic.labels.len().max(1));
    }
    let place = |code: &str| {
        let found = results.iter().find(|result| result["ruleId"] == code).expect("it is found");
        found["locations"][0]["physicalLocation"].clone()
    };
    let twice = place("duplicate-key");
    assert_eq!(
        twice["artifactLocation"]["uri"],
        "packs/my%20pack/decisions/%E9%95%B7%E3%81%84%20%E5%90%8D%E5%89%8D.toml"
    );
    assert_eq!(
        twice["region"],
        serde_json::json!({ "startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 3 })
    );
    // The byte order mark is no column, and an emoji is one.
    assert_eq!(
        place("bad-id")["region"],
        serde_json::json!({ "startLine": 1, "startColumn": 2, "endLine": 1, "endColumn": 9 })
    );
    let missing = place("missing-file");
    assert_eq!(missing["artifactLocation"]["uri"], "packs/my%20pack/pack.toml");
    assert_eq!(missing["region"], Value::Null);
}

#[test]
fn json_gives_every_place_by_byte_and_by_line_and_column() {
    let (files, found) = pack();
    let document = parsed(&json(&[Report { files: &files, diagnostics: &found }]));
    assert_eq!(document["format"], 1);
    let findings = document["findings"].as_array().expect("a list");
    assert_eq!(findings.len(), found.len());
    let bad = findings.iter().find(|finding| finding["code"] == "bad-id").expect("it is found");
    let label = &bad["labels"][0];
    assert_eq!(label["file"], "packs/my pack/facts/a#b.toml");
    let (start, end) = (label["start"]["byte"].as_u64(), label["end"]["byte"].as_u64());
    let bytes = |byte: Option<u64>| usize::try_from(byte.expect("a number")).expect("small");
    assert_eq!(AWKWARD.get(bytes(start)..bytes(end)), Some("\"📎-max\""));
    assert_eq!((&label["start"]["line"], &label["start"]["column"]), (&1.into(), &2.into()));
    let missing = findings.iter().find(|finding| finding["code"] == "missing-file");
    let missing = missing.expect("it is found");
    assert_eq!(
        (&missing["pack"], &missing["labels"]),
        (&"packs/my pack".into(), &Vec::<Value>::new().into())
    );
}

#[test]
fn annotations_escape_what_would_end_them() {
    let files = Files::new([
        ("pack.toml", "id = \"a\"\nversion = \"1,0: 100%\"\n"),
        ("decisions/a,b.toml", "id = ["),
    ]);
    let text = github(&check(&files).diagnostics, &files);
    assert!(text.contains("::error file=decisions/a%2Cb.toml,line=1,"), "{text}");
    assert!(text.contains("title=bad-version::`1,0: 100%25` is not a version\n"), "{text}");
    assert!(text.contains("has no `title`%0Ahelp: add `title = \"…\"`\n"), "{text}");
    let lines = text.lines().filter(|line| line.starts_with("::error file=")).count();
    assert_eq!(lines, text.lines().count(), "each stands on a line of its own");
}
