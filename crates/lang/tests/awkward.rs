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
