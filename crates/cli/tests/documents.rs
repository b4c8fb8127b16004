//! The pages of decisions: `docs/mla-c01` holds those of the pack that is built in as they are, and
//! what is so of all of them. `cargo xtask docs` writes them anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use shirube_cli::document::{page, pages};
use shirube_engine::Pack;
use shirube_engine::markdown::escaped;
use shirube_lang::{Files, check};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn folder(pack: &str) -> Files {
    Files::read(&root().join(pack)).expect("the pack is there")
}

fn checked(files: &Files) -> Pack {
    let checked = check(files);
    checked.pack.unwrap_or_else(|| panic!("{:#?}", checked.diagnostics))
}

/// The shipped pack, the examples, and two that tests use.
fn packs() -> Vec<Pack> {
    let folders = [
        "examples/database-index",
        "examples/licence",
        "crates/cli/tests/packs/lunch",
        "crates/cli/tests/packs/car",
    ];
    let mut packs: Vec<Pack> = folders.iter().map(|pack| checked(&folder(pack))).collect();
    packs.push(shirube_rules::mla_c01().clone());
    packs
}

fn read(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).expect("`cargo xtask docs` writes it");
    let file = |entry: Result<fs::DirEntry, std::io::Error>| {
        let entry = entry.expect("it can be read");
        let text = fs::read_to_string(entry.path()).expect("it can be read");
        (entry.file_name().to_string_lossy().into_owned(), text)
    };
    entries.map(file).collect()
}

#[test]
fn the_documentation_has_the_pages_of_the_pack_as_they_are() {
    let pages = pages(shirube_rules::mla_c01(), 0);
    let folder = root().join("docs/mla-c01");
    if std::env::var_os("UPDATE").is_some() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("it can be made");
        for (name, page) in &pages {
            fs::write(folder.join(name), page).expect("it can be written");
        }
    }
    let written = read(&folder);
    let names: BTreeSet<&String> = pages.keys().chain(written.keys()).collect();
    let stale: Vec<&&String> =
        names.iter().filter(|name| pages.get(**name) != written.get(**name)).collect();
    assert!(stale.is_empty(), "`cargo xtask docs` rewrites these: {stale:?}");
}

#[test]
fn the_command_writes_every_page_of_a_pack_to_a_folder() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    let _ = fs::remove_dir_all(&folder);
    let pack = root().join("crates/cli/tests/packs/lunch");
    let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
    command.env_clear().arg("show").arg("--out").arg(&folder).arg("--pack").arg(&pack);
    let output = command.output().expect("the command runs");
    assert!(output.status.success() && output.stdout.is_empty(), "{output:?}");
    let expected = pages(&checked(&Files::read(&pack).expect("the pack is there")), 0);
    let names =
        ["README.ja.md", "README.md", "kitchen.ja.md", "kitchen.md", "place.ja.md", "place.md"];
    assert_eq!(expected.keys().collect::<Vec<_>>(), names);
    assert_eq!(read(&folder), expected);
}

/// What stands between two texts, wherever it does.
fn between<'t>(text: &'t str, before: &'t str, after: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(before).skip(1).filter_map(move |rest| Some(rest.split_once(after)?.0))
}

#[test]
fn every_link_on_a_page_leads_somewhere() {
    for pack in packs() {
        let all = pages(&pack, 0);
        let mut seen = [0; 3];
        for (name, text) in &all {
            for to in between(text, "](", ")") {
                if let Some(id) = to.strip_prefix('#') {
                    assert_eq!(text.matches(&format!("<a id=\"{id}\">")).count(), 1, "{name} {to}");
                    seen[0] += 1;
                } else {
                    assert!(all.contains_key(to), "{name} {to}");
                    seen[1] += 1;
                }
            }
            for number in between(text, "[[", "]]") {
                assert_eq!(text.matches(&format!("\n[{number}]: <http")).count(), 1, "{name}");
                assert!(text.contains(&format!("\n{number}. [")), "{name} [{number}]");
                seen[2] += 1;
            }
        }
        assert!(seen.iter().all(|&seen| seen > 0), "{seen:?}");
    }
}

/// Says something before every English text of some files but the figures, which are values.
fn saying_first(what: &str, files: &Files) -> Files {
    let what = what.replace('\\', "\\\\").replace('"', "\\\"");
    let to = format!("{{ en = \"{what}");
    let line = |line: &str| {
        let (text, figure) = line.split_at(line.find("written").unwrap_or(line.len()));
        format!("{}{figure}\n", text.replace("{ en = \"", &to))
    };
    let more = |text: &str| text.lines().map(line).collect::<String>();
    Files::new(files.iter().map(|(_, path, text)| (path.to_owned(), more(text))))
}

#[test]
fn what_a_pack_says_is_never_markup() {
    const SAYS: &str = "*a* | _b_ `c` <d> [e](f) # ~g~ & \"h\" \\ ";
    let files = folder("crates/cli/tests/packs/lunch");
    let (plain, other) = (checked(&files), checked(&saying_first(SAYS, &files)));
    // In a flowchart other signs mean something.
    let in_chart = "*a* | _b_ #96;c#96; #lt;d#gt; [e](f) #35; ~g~ #amp; #quot;h#quot; \\ ";
    let in_hint = escaped(SAYS).replace('"', "\\\"");
    for (one, two) in plain.decisions().iter().zip(other.decisions()) {
        let text = page(&other, two, 0, 0);
        assert!(text.matches(&escaped(SAYS)).count() > 20 && text.contains(&in_hint), "{text}");
        let without = [&escaped(SAYS), in_chart, &in_hint]
            .iter()
            .fold(text, |text, said| text.replace(said, ""));
        assert_eq!(without, page(&plain, one, 0, 0));
    }
}

/// Where a pack is in Japanese, so is everything on its pages.
#[test]
fn a_japanese_page_is_japanese() {
    let is_japanese = |text: &str| text.chars().any(|c| ('\u{3040}'..='\u{9fff}').contains(&c));
    for (name, text) in &pages(shirube_rules::mla_c01(), 0) {
        if !name.ends_with(".ja.md") {
            continue;
        }
        let headings = text.lines().filter(|line| line.starts_with("## "));
        let leads = text.lines().filter(|line| line.starts_with("**") && line.ends_with("**"));
        for line in headings.chain(leads) {
            assert!(is_japanese(line), "{name}: {line}");
        }
        for word in [" the ", " and ", " is ", " or ", " of "] {
            let says = |line: &&str| line.contains(word) && !is_japanese(line);
            let found = text
                .lines()
                .find(|line| says(line) && !line.contains("]:") && !line.contains("]["));
            assert_eq!(found, None, "{name}");
        }
    }
}
