//! `sources.toml` and `sources/*.toml`: where figures and statements come from.

use shirube_engine::model::Source;

use crate::code::Code;
use crate::date::date;
use crate::diagnostic::Findings;
use crate::exception::accept;
use crate::reader::{Entry, Item};
use crate::scope::Scope;
use crate::text::text_or_name;

/// The keys of a source.
pub(crate) const KEYS: [&str; 4] = ["title", "url", "as_of", "accept"];

/// Reads a source.
pub(crate) fn read(entry: Entry<'_>, scope: &Scope, findings: &mut Findings) -> Option<Source> {
    let Some(mut table) = entry.item.as_table("source") else {
        entry.item.wrong_type("a table with `title`, `url` and `as_of`", findings);
        return None;
    };
    table.name(entry.key);
    let title = table
        .required("title", "\"the title of the page\"", findings)
        .and_then(|item| text_or_name(item, scope, findings));
    let url = table.required("url", "\"https://…\"", findings).and_then(|item| url(item, findings));
    let as_of = match table.optional("as_of") {
        Some(item) => date(item, findings),
        None => {
            table.missing(Code::UndatedSource, "as_of", "\"YYYY-MM\"", findings);
            if let Some(report) = findings.last() {
                report.note("`as_of` is the age of the text that was read");
            }
            None
        }
    };
    accept(&mut table, entry.key_place, findings);
    table.finish(findings);
    Some(Source { id: entry.key.to_owned(), title: title?, url: url?, as_of: as_of? })
}

fn url(item: Item<'_>, findings: &mut Findings) -> Option<String> {
    let word = item.word(findings)?;
    let host = ["https://", "http://"].iter().find_map(|scheme| word.text.strip_prefix(scheme));
    let sound = host.is_some_and(|host| !host.is_empty() && !host.starts_with('/'))
        && !word.text.contains(|c: char| c.is_whitespace() || c.is_control());
    if !sound {
        findings
            .error(Code::BadUrl, format!("`{}` is not the address of a page", word.text))
            .at(word.place(), "expected `https://…`");
        return None;
    }
    Some(word.text.to_owned())
}
