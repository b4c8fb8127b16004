//! Whatever a pack's files say, there is an answer: a pack or diagnostics whose places are real.

#![allow(clippy::expect_used)] // A test's own files are there, or the test is broken.

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use shirube_lang::{
    Checked, Date, Files, Level, RenderOptions, ReviewOptions, check, concise, render, review,
    run_case,
};

/// Failures belong in `tests/diagnostics`, not in a file of seeds.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

/// The base pack of the diagnostics' tests.
fn plain() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics/base");
    let files = Files::read(&folder).expect("the base pack is there");
    files.iter().map(|(_, path, text)| (path.to_owned(), text.to_owned())).collect()
}

/// The same with cases, and rules and claims of every kind.
fn base() -> BTreeMap<String, String> {
    let mut files = plain();
    files.insert("cases/sending.toml".to_owned(), CASES.to_owned());
    files.entry("decisions/sending.toml".to_owned()).or_default().push_str(RULES);
    files
}

const CASES: &str = r#"
decision = "sending"

[[case]]
id = "small"
answers = { size = "1 MB", wants = ["receipt"], secret = false, reader = "colleague" }
winner = "mail"
because = ["anything"]

[[case]]
id = "large"
answers = { size = "30 MB" }
winner = "link"
"#;

const RULES: &str = r#"
[[exclude]]
id = "too-large"
option = "mail"
when = { size = "> @mail-max" }
because = "Mail carries at most {@mail-max}."

[[exclude]]
id = "much-too-large"
option = ["mail", "link"]
when = { size = "> @link-max" }
because = "A link carries at most {@link-max}."

[[prefer]]
id = "together"
when = { reader = "colleague" }
any = [{ wants = { all = ["editing"], not = ["receipt"] } }, { size = "(@mail-max .. @link-max]", secret = true }]
pick = "link"
because = "A link can be edited."
source = "mail-guide"

[[none]]
id = "split"
when = {}
because = "Split it."
source = "mail-guide"

[[assume]]
id = "no-secret-customers"
when = { reader = "customer", secret = true }
because = "They pay."

[[claim]]
id = "no-large-mail"
never = ["mail", "split"]
when = { size = "(@mail-max .. @link-max]" }
note = "Neither fits."

[[claim]]
id = "small-receipts"
always = "mail"
when = { wants = "receipt", size = "<= @mail-max", reader = "customer" }

[[claim]]
id = "split-what-is-large"
wins_only = "split"
any = [{ size = "> @link-max" }]

[[claim]]
id = "more-never-goes-to-mail"
monotone = { input = "size", never_toward = "mail" }

[[claim]]
id = "large-settles-it"
settles = true
when = { size = "> @link-max" }
editions = ["now"]

[[claim]]
id = "four-questions"
at_most = { questions = 4 }
"#;

/// Checks and renders, and says what came of it; panics where a place is not one.
fn everything(files: &BTreeMap<String, String>) -> Checked {
    let files = Files::new(files.clone());
    let checked = check(&files);
    let reviewed = review(&files, &ReviewOptions { today: Date::parse("2026-09-01").ok() });
    let mut errors = reviewed.diagnostics.clone();
    errors.retain(|diagnostic| diagnostic.level == Level::Error);
    assert_eq!(errors, checked.diagnostics);
    for diagnostic in &reviewed.diagnostics {
        for label in &diagnostic.labels {
            let text = files.text(label.file);
            assert!(
                text.get(label.span.clone()).is_some(),
                "{} points to {:?} of {text:?}",
                diagnostic.message,
                label.span
            );
        }
    }
    for (color, width) in [(false, 0), (true, 20), (false, 80), (true, 500)] {
        let _ = render(&reviewed.diagnostics, &files, &RenderOptions { color, width });
    }
    let _ = concise(&reviewed.diagnostics, &files);
    let wrong = checked.diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error);
    assert_eq!(checked.pack.is_none(), wrong);
    if let Some(pack) = &checked.pack {
        for case in &checked.cases {
            let _ = run_case(pack, case);
        }
    }
    checked
}

/// A change of a text.
#[derive(Debug, Clone)]
enum Change {
    /// Takes out as many characters.
    Cut(Index, usize),
    /// Puts something in.
    Insert(Index, &'static str),
    /// Writes a line again elsewhere.
    CopyLine(Index, Index),
    /// Puts one word in place of another that stands somewhere.
    Replace(Index, &'static str),
}

const BITS: [&str; 40] = [
    "\"",
    "'",
    "\"\"\"",
    "[",
    "]",
    "{",
    "}",
    "=",
    ",",
    ".",
    "..",
    "\n",
    "#",
    "\\",
    "\\u3042",
    "{@",
    "@",
    "not ",
    "> ",
    "(",
    "= 5",
    "true",
    "[]",
    "{}",
    "9223372036854775808",
    "-1",
    "0.5",
    "2026-07-01",
    "\u{feff}",
    "推論",
    "[[prefer]]\n",
    "[[input]]\n",
    "when = {}\n",
    "from = \"sending\"\n",
    "kind = \"set\"\n",
    "id = \"mail\"\n",
    "editions = []\n",
    "\r\n",
    "\u{0}",
    "when_silent = \"1 MB\"\n",
];

const WORDS: [&str; 12] = [
    "mail",
    "size",
    "\"mail-max\"",
    "@link-max",
    "quantity",
    "flag",
    "[[none]]",
    "true",
    "reader",
    "mail-guide",
    "25 MiB",
    "unit",
];

const VALUES: [&str; 13] = [
    "0",
    "-3.5",
    "true",
    "\"\"",
    "\"x\"",
    "[]",
    "[[]]",
    "{}",
    "[1, \"a\"]",
    "{ a = {} }",
    "2026-01-01",
    "{ not = [] }",
    "{ all = \"receipt\" }",
];

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>();
    prop_oneof![
        (at.clone(), 1..40_usize).prop_map(|(at, count)| Change::Cut(at, count)),
        (at.clone(), select(BITS.to_vec())).prop_map(|(at, bit)| Change::Insert(at, bit)),
        (at.clone(), at.clone()).prop_map(|(from, to)| Change::CopyLine(from, to)),
        (at, select(WORDS.to_vec())).prop_map(|(at, word)| Change::Replace(at, word)),
    ]
}

fn changed(text: &str, change: &Change) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let count = characters.len() + 1;
    match change {
        Change::Cut(at, length) => {
            let at = at.index(count);
            characters.drain(at..(at + length).min(count - 1));
        }
        Change::Insert(at, bit) => {
            let at = at.index(count);
            characters.splice(at..at, bit.chars());
        }
        Change::CopyLine(from, to) => {
            let mut lines: Vec<&str> = text.lines().collect();
            if lines.is_empty() {
                return String::new();
            }
            let line = lines[from.index(lines.len())];
            lines.insert(to.index(lines.len() + 1), line);
            return lines.join("\n");
        }
        Change::Replace(at, word) => {
            let wordlike = |c: &char| c.is_alphanumeric() || *c == '-';
            let start = at.index(count);
            let end =
                (start..characters.len()).find(|&i| !wordlike(&characters[i])).unwrap_or(count - 1);
            characters.splice(start..end, word.chars());
        }
    }
    characters.into_iter().collect()
}

proptest! {
    #![proptest_config(config(1_500))]

    #[test]
    fn a_changed_pack_is_read_or_told_what_is_wrong(
        file in any::<Index>(),
        changes in prop::collection::vec(change(), 1..4),
    ) {
        let mut files = base();
        let path = files.keys().nth(file.index(files.len())).cloned().unwrap_or_default();
        if let Some(text) = files.get_mut(&path) {
            *text = changes.iter().fold(text.clone(), |text, change| changed(&text, change));
        }
        everything(&files);
    }

    #[test]
    fn any_text_in_place_of_a_file_is_told_what_is_wrong(
        file in any::<Index>(),
        text in any::<String>(),
    ) {
        let mut files = base();
        let path = files.keys().nth(file.index(files.len())).cloned().unwrap_or_default();
        files.insert(path, text);
        everything(&files);
    }

    #[test]
    fn any_value_in_place_of_one_is_told_what_is_wrong(
        file in any::<Index>(),
        line in any::<Index>(),
        value in select(VALUES.to_vec()),
    ) {
        let mut files = base();
        let path = files.keys().nth(file.index(files.len())).cloned().unwrap_or_default();
        if let Some(text) = files.get_mut(&path) {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            let at = line.index(lines.len());
            if let Some((key, _)) = lines[at].clone().split_once(" = ") {
                lines[at] = format!("{key} = {value}");
            }
            *text = lines.join("\n");
        }
        everything(&files);
    }

    /// The order of a file never reaches the diagram.
    #[test]
    fn the_order_of_tables_changes_nothing(seed in any::<u64>()) {
        let mut files = base();
        let before = everything(&files);
        if let Some(text) = files.get_mut("decisions/sending.toml") {
            *text = shuffled(text, seed);
        }
        let after = everything(&files);
        let [before, after] = [before, after].map(|checked| {
            let pack = checked.pack.expect("it is sound");
            pack.decisions().iter().map(|decision| decision.diagram(0).clone()).collect::<Vec<_>>()
        });
        prop_assert_eq!(before, after);
    }
}

/// The tables of a file in another order; values stay with their input.
fn shuffled(text: &str, seed: u64) -> String {
    let mut tables: Vec<String> = vec![String::new()];
    for line in text.lines() {
        if line.starts_with("[[") && !line.starts_with("[[input.value]]") {
            tables.push(String::new());
        }
        if let Some(last) = tables.last_mut() {
            last.push_str(line);
            last.push('\n');
        }
    }
    let head = tables.remove(0);
    let mut state = seed | 1;
    for left in (1..tables.len()).rev() {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        tables.swap(left, (state >> 33) as usize % (left + 1));
    }
    head + &tables.concat()
}

#[test]
fn the_pack_that_is_changed_is_sound() {
    let checked = everything(&base());
    assert_eq!(checked.diagnostics, []);
    let pack = checked.pack.expect("it is sound");
    assert!(checked.cases.iter().all(|case| run_case(&pack, case).is_empty()));
}

/// One slip is one diagnostic: what follows from it is not reported, too.
#[test]
fn a_line_that_is_missing_is_told_once() {
    for (path, text) in plain() {
        let lines: Vec<&str> = text.lines().collect();
        for (number, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
            let mut files = plain();
            let rest = lines.iter().enumerate().filter(|(other, _)| *other != number);
            files.insert(path.clone(), rest.map(|(_, line)| format!("{line}\n")).collect());
            let told = everything(&files).diagnostics;
            assert!(told.len() <= 1, "without `{line}` of {path}: {told:#?}");
        }
    }
}
