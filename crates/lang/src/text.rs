//! Texts in every language, and the facts they mention.

use shirube_engine::model::Text;

use crate::code::Code;
use crate::diagnostic::Findings;
use crate::reader::{Item, Word};
use crate::scope::Scope;
use crate::words::all_of;

/// A text, as a table with one entry for each language; a plain string where there is only one.
pub(crate) fn text(item: Item<'_>, scope: &Scope, findings: &mut Findings) -> Option<Text> {
    let languages = scope.languages.as_deref();
    if item.as_str().is_some() && languages.is_none_or(|languages| languages.len() == 1) {
        let word = filled(item, scope, findings)?;
        return Some(Text(vec![word.text.to_owned()]));
    }
    let Some(table) = item.as_table("text") else {
        let wanted = match languages {
            Some([_]) => "a text",
            _ => "a text in each language",
        };
        item.wrong_type(wanted, findings);
        if item.as_str().is_some()
            && let Some(report) = findings.last()
        {
            report.help(format!("write `{} = {}`", item.key, scope.text_example()));
        }
        return None;
    };
    let mut texts: Vec<(&str, Option<&str>)> = Vec::new();
    for entry in table.entries() {
        let known =
            languages.is_none_or(|known| known.iter().any(|language| language == entry.key));
        if !known {
            let declared = languages.unwrap_or_default();
            findings
                .error(Code::UnknownLanguage, format!("the pack has no language `{}`", entry.key))
                .at(entry.key_place, "unknown language")
                .help(format!("its languages are {}; `pack.toml` declares them", all_of(declared)));
            continue;
        }
        texts.push((entry.key, filled(entry.item, scope, findings).map(|word| word.text)));
    }
    let languages = languages?;
    let of = |language: &String| texts.iter().find(|(known, _)| known == language);
    let missing: Vec<&String> =
        languages.iter().filter(|language| of(language).is_none()).collect();
    if !missing.is_empty() {
        let add: Vec<String> =
            missing.iter().map(|language| format!("`{language} = \"…\"`")).collect();
        findings
            .error(
                Code::MissingTranslation,
                format!("`{}` is not given in {}", item.key, all_of(&missing)),
            )
            .at(item.place(), format!("{} is missing", all_of(&missing)))
            .help(format!("add {}", add.join(" and ")));
        return None;
    }
    let whole =
        languages.iter().map(|language| of(language).and_then(|(_, text)| text.map(str::to_owned)));
    whole.collect::<Option<Vec<String>>>().map(Text)
}

/// A text, or a string that is the same in every language, such as the title of a page.
pub(crate) fn text_or_name(item: Item<'_>, scope: &Scope, findings: &mut Findings) -> Option<Text> {
    if item.as_str().is_none() {
        return text(item, scope, findings);
    }
    let word = filled(item, scope, findings)?;
    Some(same(word.text, scope))
}

/// A string that is the same in every language.
pub(crate) fn same(text: &str, scope: &Scope) -> Text {
    let count = scope.languages.as_ref().map_or(1, Vec::len);
    Text(vec![text.to_owned(); count])
}

/// A string that is not blank and whose placeholders are sound.
fn filled<'a>(item: Item<'a>, scope: &Scope, findings: &mut Findings) -> Option<Word<'a>> {
    let word = item.filled(findings)?;
    let mut sound = true;
    for placeholder in placeholders(word.text) {
        match placeholder {
            Placeholder::Fact { id, at } => {
                sound &=
                    scope.facts.find(id, item.within(at.start + 2..at.end - 1), findings).is_some();
            }
            Placeholder::Open { at } => {
                findings
                    .error(Code::BadPlaceholder, "`{@` is not closed")
                    .at(item.within(at), "expected a fact's id and `}` after this")
                    .help("write `{@fact-id}`; a fact's id is lower-case words joined by hyphens");
                sound = false;
            }
        }
    }
    sound.then_some(word)
}

/// Reports facts that are mentioned where they are not filled in; says whether there are none.
pub(crate) fn refuse_placeholders(item: Item<'_>, why: &str, findings: &mut Findings) -> bool {
    let strings = match item.as_table("text") {
        Some(table) => table.entries().into_iter().map(|entry| entry.item).collect(),
        None => vec![item],
    };
    let mut sound = true;
    for string in strings {
        for placeholder in placeholders(string.as_str().unwrap_or("")) {
            let (Placeholder::Fact { at, .. } | Placeholder::Open { at }) = placeholder;
            findings
                .error(Code::BadPlaceholder, format!("`{}` cannot mention a fact", item.key))
                .at(string.within(at), "not filled in here")
                .help(why);
            sound = false;
        }
    }
    sound
}

/// The indexes of the facts that a text mentions in any language.
pub(crate) fn facts_in(text: &Text, scope: &Scope) -> Vec<usize> {
    text.0.iter().flat_map(|text| facts_of(text, scope)).collect()
}

/// The indexes of the facts that a text in one language mentions.
pub(crate) fn facts_of(text: &str, scope: &Scope) -> Vec<usize> {
    let known = placeholders(text).into_iter().filter_map(|placeholder| match placeholder {
        Placeholder::Fact { id, .. } => scope.facts.index(id),
        Placeholder::Open { .. } => None,
    });
    known.collect()
}

/// A `{@` in a text.
#[derive(Debug, PartialEq, Eq)]
enum Placeholder<'a> {
    /// `{@id}`, and where it stands, braces included.
    Fact { id: &'a str, at: std::ops::Range<usize> },
    /// One that is not closed, or closed only after something that is no id.
    Open { at: std::ops::Range<usize> },
}

fn placeholders(text: &str) -> Vec<Placeholder<'_>> {
    let mut found = Vec::new();
    for (start, mark) in text.match_indices("{@") {
        let rest = text.get(start + mark.len()..).unwrap_or("");
        let id = rest.split_once('}').map(|(id, _)| id);
        match id
            .filter(|id| !id.is_empty() && !id.contains(|c: char| c.is_whitespace() || c == '{'))
        {
            Some(id) => found.push(Placeholder::Fact { id, at: start..start + 2 + id.len() + 1 }),
            None => found.push(Placeholder::Open { at: start..start + 2 }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_found_with_their_places() {
        let text = "上限は{@max}、{@ }、{@min";
        let found = placeholders(text);
        let Placeholder::Fact { id, at } = &found[0] else { panic!("{found:?}") };
        assert_eq!((*id, text.get(at.clone())), ("max", Some("{@max}")));
        let Placeholder::Open { at } = &found[1] else { panic!("{found:?}") };
        assert_eq!(text.get(at.clone()), Some("{@"));
        assert_eq!(found.len(), 3);
    }
}
