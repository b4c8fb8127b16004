//! The page of a code: what it means, with examples that have it and examples that have not.
//!
//! The examples are sections of the documents in `tests/diagnostics`, which a test keeps true.

use std::fmt::Write;

use crate::code::Code;

/// Documents whose sections `## code` are pages, and the sound pack that their examples change.
struct Group {
    /// What the pack is called.
    pack: &'static str,
    files: &'static [(&'static str, &'static str)],
    documents: &'static [&'static str],
}

const GROUPS: &[Group] = &[CHECKED, REVIEWED];

const CHECKED: Group = Group {
    pack: "The pack of the examples",
    files: &[
        ("pack.toml", include_str!("../tests/diagnostics/base/pack.toml")),
        ("sources.toml", include_str!("../tests/diagnostics/base/sources.toml")),
        ("facts.toml", include_str!("../tests/diagnostics/base/facts.toml")),
        (
            "decisions/sending.toml",
            include_str!("../tests/diagnostics/base/decisions/sending.toml"),
        ),
    ],
    documents: &[
        include_str!("../tests/diagnostics/codes-files.md"),
        include_str!("../tests/diagnostics/codes-names.md"),
        include_str!("../tests/diagnostics/codes-texts.md"),
        include_str!("../tests/diagnostics/codes-rules.md"),
        include_str!("../tests/diagnostics/codes-proofs.md"),
        include_str!("../tests/diagnostics/codes-claims.md"),
    ],
};

const REVIEWED: Group = Group {
    pack: "The pack of the examples that build",
    files: &[
        ("pack.toml", include_str!("../tests/diagnostics/review/base/pack.toml")),
        ("sources.toml", include_str!("../tests/diagnostics/review/base/sources.toml")),
        ("facts.toml", include_str!("../tests/diagnostics/review/base/facts.toml")),
        (
            "decisions/sending.toml",
            include_str!("../tests/diagnostics/review/base/decisions/sending.toml"),
        ),
    ],
    documents: &[
        include_str!("../tests/diagnostics/review/accept.md"),
        include_str!("../tests/diagnostics/review/cues.md"),
        include_str!("../tests/diagnostics/review/front-door.md"),
        include_str!("../tests/diagnostics/review/inputs.md"),
        include_str!("../tests/diagnostics/review/rules.md"),
        include_str!("../tests/diagnostics/review/sizes.md"),
        include_str!("../tests/diagnostics/review/sources.md"),
        include_str!("../tests/diagnostics/review/texts.md"),
    ],
};

/// What there is to say about a code.
///
/// ```
/// use shirube_lang::{Code, Page};
///
/// let page = Page::of(Code::BareNumber);
/// assert!(page.examples[0].changes[0].text.contains("> 25 MiB"));
/// assert!(page.examples[0].said.starts_with("error[bare-number]: "));
/// assert!(page.examples[1].changes[0].text.contains("> @mail-max"));
/// assert_eq!(page.examples[1].said, "nothing is wrong\n");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The code.
    pub code: Code,
    /// First those that have it, then some that come close.
    pub examples: Vec<Example>,
    /// What the pack is called that they change.
    pack: &'static str,
}

/// A sound pack with changes, and what is reported then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// What it shows.
    pub title: &'static str,
    /// What is done to the pack.
    pub changes: Vec<Change>,
    /// What is reported.
    pub said: &'static str,
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
    /// What is done, in words: ``Added to `facts.toml` ``.
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
        let found = GROUPS.iter().find_map(|group| {
            let section = group.documents.iter().find_map(|document| {
                let (_, rest) = document.split_once(&header)?;
                Some(rest.split_once("\n## ").map_or(rest, |(section, _)| section))
            });
            Some((group.pack, section?))
        });
        let (pack, section) = found.unwrap_or_default();
        Self { code, examples: section.split("\n### ").skip(1).map(Example::of).collect(), pack }
    }

    /// It in Markdown, for the documentation.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut page = format!("# {}\n\n{}\n", self.code.name(), self.code.paragraph());
        for example in &self.examples {
            let _ = writeln!(page, "\n## {}", example.title);
            for change in &example.changes {
                let words = change.in_words();
                let _ = match change.text.is_empty() {
                    true => writeln!(page, "\n{words}"),
                    false => write!(page, "\n{words}:\n\n```toml\n{}```\n", change.text),
                };
            }
            let _ = write!(page, "\n```text\n{}```\n", example.said);
        }
        let _ = writeln!(
            page,
            "\nThe examples change a pack that is sound: [{}](README.md#{}).",
            self.pack.to_lowercase(),
            self.pack.to_lowercase().replace(' ', "-")
        );
        page
    }

    /// The list of all codes in Markdown, with the packs of the examples.
    #[must_use]
    pub fn index() -> String {
        let mut page = String::from(
            "# What `shirube check` finds\n\n`shirube explain CODE` shows these pages in a \
             terminal.\n\n| code | what it is about |\n|---|---|\n",
        );
        for &code in Code::ALL {
            let _ = writeln!(page, "| [{0}]({0}.md) | {1} |", code.name(), code.gist());
        }
        for group in GROUPS {
            let _ = writeln!(page, "\n## {}", group.pack);
            for (path, text) in group.files {
                let _ = write!(page, "\n`{path}`:\n\n```toml\n{text}```\n");
            }
        }
        page
    }
}

impl Example {
    /// An example from its heading on.
    fn of(section: &'static str) -> Self {
        let (title, body) = section.split_once('\n').unwrap_or((section, ""));
        let said = fences(body).find(|(info, _)| *info == "text").map_or("", |(_, text)| text);
        Self { title, changes: fences(body).filter_map(change).collect(), said }
    }
}

/// The fences of a part of a document: what follows the three backticks, and what stands inside.
fn fences(part: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    // Before, inside and after fences by turns.
    part.split("```").skip(1).step_by(2).filter_map(|fence| fence.split_once('\n'))
}

fn change((info, text): (&'static str, &'static str)) -> Option<Change> {
    let (verb, path) = info.strip_prefix("toml ")?.split_once('=')?;
    let verb = match verb {
        "append" => "Added to",
        "file" => "Written in",
        _ => "Taken away:",
    };
    Some(Change { verb, path, text })
}
