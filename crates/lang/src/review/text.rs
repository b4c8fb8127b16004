//! The texts of a pack with their places, and what is wrong between their translations.

use std::collections::BTreeSet;

use super::Review;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Findings};
use crate::files::Role;
use crate::place::Place;
use crate::reader::{Item, Table};
use crate::scope::Scope;
use crate::text::facts_of;
use crate::words::all_of;

/// The keys of texts.
const KEYS: [&str; 8] = ["title", "about", "notice", "name", "ask", "why", "because", "best"];
/// Of fewer words, a text may be a name that is the same in every language.
const WORDS: usize = 3;

/// A text, with the place of each language.
pub(super) struct TextRead<'a> {
    /// What it is to its owner, such as `because`.
    pub(super) key: &'a str,
    pub(super) role: Role,
    /// Each language, by index, with its text.
    pub(super) parts: Vec<(usize, Item<'a>)>,
    /// The things around it, and the pack.
    pub(super) owners: Vec<Place>,
}

impl TextRead<'_> {
    /// The facts that it mentions.
    pub(super) fn facts(&self, scope: &Scope) -> BTreeSet<usize> {
        let texts = self.parts.iter().filter_map(|(_, item)| item.as_str());
        texts.flat_map(|text| facts_of(text, scope)).collect()
    }
}

impl Review<'_, '_> {
    /// Every text of the pack, its facts and its decisions.
    pub(super) fn texts(&self) -> Vec<TextRead<'_>> {
        let mut texts = Vec::new();
        for (role, root) in &self.roots {
            if matches!(role, Role::Pack | Role::Facts | Role::Decision) {
                self.texts_in(*role, root, &self.owners([]), &mut texts);
            }
        }
        texts
    }

    fn texts_in<'t>(
        &self,
        role: Role,
        table: &Table<'t>,
        around: &[Place],
        texts: &mut Vec<TextRead<'t>>,
    ) {
        let entries = table.entries();
        let mut owners = around.to_vec();
        owners
            .extend(entries.iter().find(|entry| entry.key == "id").map(|entry| entry.item.place()));
        for entry in entries {
            if matches!(entry.key, "when" | "any" | "accept") {
                continue;
            }
            if KEYS.contains(&entry.key)
                && let Some(parts) = self.parts(entry.item)
            {
                texts.push(TextRead { key: entry.key, role, parts, owners: owners.clone() });
            } else if let Some(inner) = entry.item.as_table("") {
                let mut owners = owners.clone();
                owners.push(entry.key_place);
                self.texts_in(role, &inner, &owners, texts);
            } else {
                for inner in entry.item.as_list().unwrap_or_default() {
                    if let Some(inner) = inner.as_table("") {
                        self.texts_in(role, &inner, &owners, texts);
                    }
                }
            }
        }
    }

    /// The languages of a text; `None` if it is none.
    fn parts<'t>(&self, item: Item<'t>) -> Option<Vec<(usize, Item<'t>)>> {
        if item.as_str().is_some() {
            return Some(vec![(0, item)]);
        }
        let languages = self.scope.languages.as_deref()?;
        let entries = item.as_table("text")?.entries();
        let parts = languages.iter().enumerate().filter_map(|(language, code)| {
            let entry = entries.iter().find(|entry| entry.key == code)?;
            Some((language, entry.item))
        });
        Some(parts.collect::<Vec<_>>()).filter(|parts| parts.len() == entries.len())
    }

    /// Reports translations that are the same, or that mention different facts.
    pub(super) fn translations(&self, text: &TextRead<'_>, findings: &mut Findings) {
        let [(first, one), others @ ..] = text.parts.as_slice() else { return };
        let language = |index: &usize| {
            let languages = self.scope.languages.as_deref().unwrap_or_default();
            languages.get(*index).cloned().unwrap_or_default()
        };
        let shared: Vec<_> =
            others.iter().filter(|(_, other)| other.as_str() == one.as_str()).collect();
        if let Some((last, _)) = shared.last()
            && text.key != "name"
            && one.as_str().is_some_and(is_prose)
        {
            let mut found = Diagnostic::new(
                Code::SameTranslation,
                format!(
                    "`{}` is the same in {}",
                    text.key,
                    all_of([language(first), language(last)])
                ),
            );
            for (other, item) in &shared {
                found.at(item.place(), format!("not translated into `{}`", language(other)));
            }
            found.and(one.place(), "the same text");
            found.help("translate it");
            findings.unless_accepted(found, &text.owners);
        }
        let facts = |item: &Item<'_>| -> BTreeSet<usize> {
            item.as_str().into_iter().flat_map(|text| facts_of(text, self.scope)).collect()
        };
        let all = text.facts(self.scope);
        let lacking: Vec<(&usize, &Item<'_>, Vec<String>)> = (text.parts.iter())
            .map(|(language, item)| {
                let own = facts(item);
                let missing = all.difference(&own).filter_map(|&fact| {
                    self.scope.facts.get(fact).map(|(id, _)| format!("{{@{id}}}"))
                });
                (language, item, missing.collect::<Vec<_>>())
            })
            .filter(|(_, _, missing)| !missing.is_empty())
            .collect();
        if !lacking.is_empty() {
            let mut found = Diagnostic::new(
                Code::FiguresDiffer,
                format!("the translations of `{}` mention different facts", text.key),
            );
            for (index, item, missing) in &lacking {
                let text = format!("`{}` does not mention {}", language(index), all_of(missing));
                found.at(item.place(), text);
            }
            found.help("say the same in every language");
            findings.unless_accepted(found, &text.owners);
        }
    }
}

/// Whether a text is a sentence rather than a name: it has some words, of which most are not written
/// like names.
fn is_prose(text: &str) -> bool {
    if !text.is_ascii() {
        return text.chars().count() > WORDS;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let plain = words.iter().filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase()));
    words.len() >= WORDS && plain.count() * 2 >= words.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_not_prose() {
        for name in
            ["Amazon SageMaker Data Wrangler", "Apache Parquet", "F1", "gzip", "AWS KMS key"]
        {
            assert!(!is_prose(name), "{name}");
        }
        for prose in ["Files are read in order.", "The job reads from S3.", "ファイルを読みます。"]
        {
            assert!(is_prose(prose), "{prose}");
        }
    }
}
