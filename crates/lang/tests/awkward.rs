//! Files as editors and people leave them: byte order marks, line ends of Windows, tabs, emoji, many
//! lines and many slips. Each finding keeps its place.

#![allow(clippy::expect_used)] // A test's own files are there, or the test is broken.

use std::fmt::Write;
use std::path::Path;

use shirube_lang::{Code, Files, RenderOptions, check, concise, render};

/// The base pack of the diagnostics, its decision changed.
fn pack(change: impl FnOnce(String) -> String) -> Files {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics/base");
    let base = Files::read(&base).expect("the base pack is there");
    let mut change = Some(change);
    Files::new(base.iter().map(|(_, path, text)| {
        let text = text.to_owned();
        match path.starts_with("decisions/") {
            true => (path.to_owned(), change.take().map_or(String::new(), |change| change(text))),
            false => (path.to_owned(), text),
        }
    }))
}

const LATE: &str = "[[exclude]]\n\tid\t=\t\"late\"\n\toption = \"📎mail\"\t# 日本語\n\
                    \twhen = { size = \"> @mail-mx\" }\n\tbecause = \"大きすぎ📎 {@mail-mx}\"\n";

#[test]
fn places_are_right_after_marks_tabs_emoji_and_ten_thousand_lines() {
    let files = pack(|text| {
        let filler = "# 📎 filler\n".repeat(10_000);
        format!("\u{feff}{text}\n{filler}{LATE}").replace('\n', "\r\n")
    });
    let found = check(&files).diagnostics;
    assert_eq!(
        concise(&found, &files),
        "decisions/sending.toml:10065:11: error[unknown-option]: `sending` has no option `📎mail`\n\
         decisions/sending.toml:10066:21: error[unknown-fact]: the pack has no fact `mail-mx`\n"
    );
    let full = render(&found, &files, &RenderOptions::default());
    assert!(full.contains("--> decisions/sending.toml:10065:11\n"), "{full}");
    assert!(full.contains("10065 |     option = \"📎mail\"    # 日本語\n"), "{full}");
    assert!(!full.contains('\r'), "{full:?}");
}

#[test]
fn a_byte_order_mark_moves_nothing() {
    let marked = pack(|text| format!("\u{feff}{}", text.replace("\"sending\"", "\"Sending\"")));
    let bare = pack(|text| text.replace("\"sending\"", "\"Sending\""));
    let shown = |files: &Files| {
        let found = check(files).diagnostics;
        let full = render(&found, files, &RenderOptions::default());
        (concise(&found, files), full.replace('\u{feff}', ""))
    };
    assert_eq!(shown(&marked), shown(&bare));
}

#[test]
fn hundreds_of_slips_are_all_told_in_the_order_of_the_file() {
    const SLIPS: usize = 400;
    let files = pack(|mut text| {
        for slip in 0..SLIPS {
            let _ = write!(
                text,
                "\n[[exclude]]\nid = \"r{slip}\"\noption = \"o{slip}\"\nwhen = {{ secret = true }}\n\
                 because = \"So.\"\nsource = \"mail-guide\"\n"
            );
        }
        text
    });
    let found = check(&files).diagnostics;
    assert_eq!(found.len(), SLIPS);
    assert!(found.iter().all(|diagnostic| diagnostic.code == Code::UnknownOption));
    let starts: Vec<usize> = found.iter().map(|found| found.labels[0].span.start).collect();
    assert!(starts.is_sorted());
}

/// What an editor does not show, or shows as something else.
#[test]
fn characters_that_are_not_seen_are_named() {
    let table = [
        ("id = \"a\0b\"", "1:8", "a byte that is 0 stands here"),
        ("id = \"a\u{1b}b\"", "1:8", "a control character stands here"),
        ("id = \"a\"\n\u{c}\n", "2:1", "a control character stands here"),
        ("id\u{3000}=\u{3000}\"a\"", "1:3", "what looks like a space is none"),
        ("id = \"a\"\u{a0}", "1:9", "what looks like a space is none"),
        ("\u{feff}\u{feff}id = \"a\"", "1:1", "what looks like a space is none"),
        ("id = \"a\"\rtitle = \"b\"\r", "1:9", "a line ends as on no system of today"),
        ("id = \u{201c}mail\u{201d}", "1:6", "a text has no quotes"),
        ("i\0d\0 \0=\0", "1:2", "a byte that is 0 stands here"),
    ];
    for (text, place, message) in table {
        let files = pack(|_| text.to_owned());
        let shown = concise(&check(&files).diagnostics, &files);
        let expected = format!("decisions/sending.toml:{place}: error[syntax]: {message}\n");
        assert_eq!(shown, expected, "{text:?}");
    }
}

#[test]
fn what_lies_too_deep_is_told_without_going_there() {
    let lists = format!("a = {}", "[".repeat(100_000));
    for text in [lists, format!("{}a = 1", "a.".repeat(100_000))] {
        let files = pack(|_| text);
        let found = check(&files).diagnostics;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].message, "lists or tables lie in one another too deep");
    }
}

/// TOML 1.1: tables in braces over several lines, and more escapes, after which places are right.
#[test]
fn newer_toml_is_read() {
    let files = pack(|text| {
        let when = "when = {\n  size = \"> @mail-mx\",\n}";
        format!(
            "{text}\n[[exclude]]\nid = \"late\"\noption = \"mail\"\n{when}\n\
             because = \"\\e\\x41 {{@mail-my}}\"\n"
        )
    });
    let found = check(&files).diagnostics;
    assert_eq!(
        concise(&found, &files),
        "decisions/sending.toml:67:13: error[unknown-fact]: the pack has no fact `mail-mx`\n\
         decisions/sending.toml:69:21: error[unknown-fact]: the pack has no fact `mail-my`\n"
    );
}
