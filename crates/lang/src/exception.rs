//! Accepted exceptions: what a review would find, and the author lets stand for a reason.

use shirube_engine::nearest::nearest;

use crate::code::Code;
use crate::diagnostic::{Exception, Findings, Level};
use crate::place::Place;
use crate::reader::{Entry, Table};

/// Reads the `accept` of a table: codes, each with the reason. `owner` is the place of the thing it
/// is written beside.
pub(crate) fn accept(table: &mut Table<'_>, owner: Place, findings: &mut Findings) {
    let Some(item) = table.optional("accept") else { return };
    let Some(table) = item.as_table("exception") else {
        item.wrong_type("a table of codes, each with the reason", findings);
        if let Some(report) = findings.last() {
            report.help("write `accept = { code = \"why it may stay\" }`");
        }
        return;
    };
    for entry in table.entries() {
        if let Some(code) = code(entry, findings)
            && entry.item.filled(findings).is_some()
        {
            let place = entry.key_place;
            findings.accept(Exception { owner, code, place, needed: false });
        }
    }
}

/// A code that may be accepted, or nothing and an error.
fn code(entry: Entry<'_>, findings: &mut Findings) -> Option<Code> {
    let Some(code) = Code::from_name(entry.key) else {
        let found = findings.error(Code::UnknownCode, format!("there is no code `{}`", entry.key));
        found.at(entry.key_place, "unknown code");
        let acceptable = Code::ALL.iter().copied().filter(|code| is_acceptable(*code));
        if let Some(meant) = nearest(entry.key, acceptable.map(Code::name)) {
            found.help(format!("did you mean `{meant}`?"));
        }
        return None;
    };
    if !is_acceptable(code) {
        let what = if code.level() == Level::Error { "an error" } else { "a needless exception" };
        findings
            .error(Code::WrongAccept, format!("`{}` cannot be accepted", entry.key))
            .at(entry.key_place, format!("this is {what}"))
            .help("correct what it is about, and take this out");
        return None;
    }
    Some(code)
}

fn is_acceptable(code: Code) -> bool {
    code.level() != Level::Error && code != Code::AcceptNotNeeded
}
