//! What the fuzz targets begin with: they try it in every run of the tests.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

#[allow(unreachable_pub, dead_code, reason = "a library of its own, for the fuzz targets")]
#[path = "fuzz/src/lib.rs"]
mod targets;

use std::fs;
use std::path::Path;

/// The seeds of a target, read as it reads them.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let files = fs::read_dir(folder).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    let seeds: Vec<Vec<u8>> = files.collect();
    assert!(!seeds.is_empty(), "{target} has no seeds");
    seeds
}

fn texts(target: &str) -> Vec<String> {
    seeds(target).into_iter().map(|bytes| String::from_utf8(bytes).unwrap()).collect()
}

#[test]
fn quantities() {
    texts("quantity").iter().for_each(|text| targets::quantity::quantity(text));
}

#[test]
fn answers() {
    texts("answer").iter().for_each(|text| targets::answer::answer(text));
}

#[test]
fn links() {
    texts("link").iter().for_each(|text| targets::link::link(text));
}

#[test]
fn compiled_packs() {
    seeds("compiled").iter().for_each(|bytes| targets::compiled::compiled(bytes));
    let small = targets::small_pack().to_bytes().unwrap();
    targets::compiled::compiled(&small);
}

#[test]
fn files_of_a_pack() {
    seeds("toml").iter().for_each(|bytes| targets::toml::toml(bytes));
    targets::ask_everything(&targets::small_pack());
}
