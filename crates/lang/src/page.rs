//! The page of a code: what it means, an example that has it, and one that has not.
//!
//! The examples are those of `tests/diagnostics/codes-*.md`, which a test keeps true.

use std::fmt::Write;

use crate::code::Code;

/// The documents that the pages are taken from: a section for each code.
const DOCUMENTS: [&str; 5] = [
    include_str!("../tests/diagnostics/codes-files.md"),
    include_str!("../tests/diagnostics/codes-names.md"),
    include_str!("../tests/diagnostics/codes-texts.md"),
    include_str!("../tests/diagnostics/codes-rules.md"),
    include_str!("../tests/diagnostics/codes-proofs.md"),
];

/// The pack that the examples change, as it is.
const BASE: [(&str, &str); 4] = [
    ("pack.toml", include_str!("../tests/diagnostics/base/pack.toml")),
    ("sources.toml", include_str!("../tests/diagnostics/base/sources.toml")),
    ("facts.toml", include_str!("../tests/diagnostics/base/facts.toml")),
    ("decisions/sending.toml", include_str!("../tests/diagnostics/base/decisions/sending.toml")),
];

/// What parts an example that has a code from one that has not.
const WITHOUT: &str = "\n### Without it\n";

/// What there is to say about a code.
///
/// ```
/// use shirube_lang::{Code, Page};
///
/// let page = Page::of(Code::BareNumber);
/// assert!(page.with[0].text.contains("> 25 MiB"));
/// assert!(page.said.starts_with("error[bare-number]: "));
/// assert!(page.without[0].text.contains("> @mail-max"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The code.
    pub code: Code,
    /// What is done to a sound pack so that it has the code.
    pub with: Vec<Change>,
    /// What is reported then.
    pub said: &'static str,
    /// What is done to the sound pack so that it says the same, and has not the code.
    pub without: Vec<Change>,
}

/// What an example does to one file of the pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// What is done to the file.
    verb: &'static str,
    /// The path of the file.
    pub path: &'static str,
    /// The TOML; empty where the file is taken away.
    pub text: &'static str,
}

impl Change {
    /// What is done, in words: ``added to `facts.toml` ``.
    #[must_use]
    pub fn in_words(&self) -> String {
        format!("{} `{}`", self.verb, self.path)
    }
}

impl Page {
    /// The page of a code.
    #[must_use]
    pub fn of(code: Code) -> Self {
        let header = format!("\n## {}\n", code.name());
        let section = DOCUMENTS.iter().find_map(|document| {
            let (_, rest) = document.split_once(&header)?;
            Some(rest.split_once("\n## ").map_or(rest, |(section, _)| section))
        });
        let (with, without) =
            section.and_then(|section| section.split_once(WITHOUT)).unwrap_or_default();
        Self { code, with: changes(with), said: said(with), without: changes(without) }
    }

    /// It in Markdown, for the documentation.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut page = format!("# {}\n\n{}\n", self.code.name(), self.code.paragraph());
        page.push_str("\n## An example that has it\n");
        markdown(&self.with, &mut page);
        let _ = write!(page, "\n```text\n{}```\n", self.said);
        page.push_str("\n## One that has not\n");
        markdown(&self.without, &mut page);
        page.push_str(
            "\nThe examples change [the same sound pack](README.md#the-pack-of-the-examples).\n",
        );
        page
    }

    /// The list of all codes in Markdown, with the pack of the examples.
    #[must_use]
    pub fn index() -> String {
        let mut page = String::from(
            "# What `shirube check` finds\n\n`shirube explain CODE` shows these pages in a terminal.\n\n\
             | code | what it is about |\n|---|---|\n",
        );
        for &code in Code::ALL {
            let _ = writeln!(page, "| [{0}]({0}.md) | {1} |", code.name(), code.gist());
        }
        page.push_str("\n## The pack of the examples\n");
        for (path, text) in BASE {
            let _ = write!(page, "\n`{path}`:\n\n```toml\n{text}```\n");
        }
        page
    }
}

fn markdown(changes: &[Change], page: &mut String) {
    for change in changes {
        let mut words = change.in_words();
        if let Some(first) = words.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let _ = match change.text.is_empty() {
            true => write!(page, "\n{words}.\n"),
            false => write!(page, "\n{words}:\n\n```toml\n{}```\n", change.text),
        };
    }
}

/// The fences of a part of a document: what follows the three backticks, and what stands inside.
fn fences(part: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    // Before, inside and after fences by turns.
    part.split("```").skip(1).step_by(2).filter_map(|fence| fence.split_once('\n'))
}

fn changes(part: &'static str) -> Vec<Change> {
    fences(part)
        .filter_map(|(info, text)| {
            let (verb, path) = info.strip_prefix("toml ")?.split_once('=')?;
            let verb = match verb {
                "append" => "added to",
                "file" => "written in",
                _ => "taken away:",
            };
            Some(Change { verb, path, text })
        })
        .collect()
}

fn said(part: &'static str) -> &'static str {
    fences(part).find(|(info, _)| *info == "text").map_or("", |(_, text)| text)
}
