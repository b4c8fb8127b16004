//! The JSON Schemas in `docs/schema`: they are as the language has them, and every shipped file
//! names its own and keeps to it. `cargo xtask docs` writes them anew.

#![allow(clippy::expect_used)] // A test's own files are there, or the test is broken.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use shirube_lang::{Files, schemas};

const PACKS: [&str; 3] = ["rules/mla-c01", "examples/licence", "examples/database-index"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The schema of a file of a pack.
fn validator(path: &str) -> (&'static str, jsonschema::Validator) {
    let wanted = match path.split(['/', '.']).next() {
        Some("decisions") => "decision",
        Some(other) => other,
        None => "",
    };
    let (name, schema) =
        schemas().into_iter().find(|(name, _)| *name == wanted).expect("each file has one");
    let schema: Value = serde_json::from_str(&schema).expect("it is JSON");
    (name, jsonschema::draft7::new(&schema).expect("it is a schema"))
}

fn instance(text: &str) -> Value {
    let table: toml::Table = text.parse().expect("it is TOML");
    serde_json::to_value(table).expect("it fits JSON")
}

#[test]
fn the_schemas_are_written_as_the_language_has_them() {
    let folder = root().join("docs/schema");
    for (name, schema) in schemas() {
        let path = folder.join(format!("{name}.json"));
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(&folder).expect("it can be made");
            fs::write(&path, &schema).expect("it can be written");
        }
        let written = fs::read_to_string(&path).unwrap_or_default();
        assert!(written == schema, "`cargo xtask docs` rewrites {}", path.display());
    }
}

#[test]
fn every_shipped_file_names_its_schema_and_keeps_to_it() {
    for pack in PACKS {
        let files = Files::read(&root().join(pack)).expect("it can be read");
        for (_, path, text) in files.iter() {
            let (name, validator) = validator(path);
            let up = "../".repeat(2 + path.matches('/').count());
            let first = format!("#:schema {up}docs/schema/{name}.json");
            assert_eq!(text.lines().next(), Some(first.as_str()), "{pack}/{path}");
            let instance = instance(text);
            let broken: Vec<String> = validator
                .iter_errors(&instance)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(broken.is_empty(), "{pack}/{path}: {broken:#?}");
        }
    }
}

#[test]
fn the_schemas_refuse_what_the_reader_refuses() {
    let wrong = [
        ("pack.toml", "version", "1.0"),
        ("pack.toml", "titel", "Licence"),
        ("decisions/licence.toml", "id", "The Licence"),
        ("decisions/licence.toml", "prefers", "gpl"),
        ("cases/licence.toml", "cases", "one"),
    ];
    let files = Files::read(&root().join("examples/licence")).expect("it can be read");
    for (path, key, value) in wrong {
        let (_, validator) = validator(path);
        let (_, _, text) = files.iter().find(|(_, known, _)| *known == path).expect("it is there");
        let mut instance = instance(text);
        assert!(validator.is_valid(&instance), "{path}");
        instance[key] = value.into();
        assert!(!validator.is_valid(&instance), "{path}: `{key} = \"{value}\"`");
    }
}
