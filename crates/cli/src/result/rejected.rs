//! The options that are out, and why.

use shirube_engine::report::{RejectionText, WhyNotKind};

use crate::layout::{PLAIN, Page, Row, STRONG};

use super::{Extent, MANY, Sheet};

/// Where it depends on what is unknown why an option is out, so many possible reasons are given.
const FEW: usize = 2;

/// The options that are out for the same reasons.
struct Group<'r> {
    names: Vec<&'r str>,
    why: Vec<String>,
}

/// The options that are out, under a heading. Unless everything is to be said, those that are out
/// for the same reasons stand together; a short result has only some of the reasons. Returns how
/// many are left out.
pub(super) fn rejected(sheet: &Sheet, extent: Extent, heading: &str, page: &mut Page) -> usize {
    let rejected = &sheet.report.rejected;
    if rejected.is_empty() {
        return 0;
    }
    page.heading(heading);
    let mut groups: Vec<Group> = Vec::new();
    let mut left_out = 0;
    for rejection in rejected {
        let (why, hidden) = why(sheet, extent, rejection);
        left_out += hidden;
        let name = rejection.option.name.as_str();
        match groups.iter_mut().find(|group| extent != Extent::Everything && group.why == why) {
            Some(group) => group.names.push(name),
            None => groups.push(Group { names: vec![name], why }),
        }
    }
    let shown = if extent == Extent::Short { MANY } else { usize::MAX };
    let hidden: usize = groups.iter().skip(shown).map(|group| group.names.len()).sum();
    groups.truncate(shown);
    let (alone, together): (Vec<Group>, Vec<Group>) =
        groups.into_iter().partition(|group| group.names.len() == 1);
    let rows: Vec<Row> = (alone.into_iter())
        .map(|group| Row { name: group.names.concat(), paragraphs: group.why })
        .collect();
    page.table(2, &rows);
    for group in together {
        page.blank();
        let names = sheet.catalogue.outcomes(&group.names, usize::MAX, false);
        page.paragraph(2, 2, STRONG, &names);
        for reason in &group.why {
            page.paragraph(4, 4, PLAIN, reason);
        }
    }
    if hidden > 0 {
        page.paragraph(2, 2, PLAIN, &(sheet.catalogue.and_more)(hidden));
    }
    left_out + hidden
}

/// Why an option is out, and how many possible reasons are not given.
fn why(sheet: &Sheet, extent: Extent, rejection: &RejectionText) -> (Vec<String>, usize) {
    let catalogue = sheet.catalogue;
    let texts = rejection.rules.iter().map(|rule| rule.because.clone());
    let lines = match rejection.why {
        WhyNotKind::NotOffered => vec![catalogue.not_offered.to_owned()],
        WhyNotKind::Excluded => texts.collect(),
        WhyNotKind::Outranked => outranked(sheet, rejection),
        WhyNotKind::Depends if rejection.rules.is_empty() => {
            vec![catalogue.always_outranked.to_owned()]
        }
        WhyNotKind::Depends => {
            let most = if extent == Extent::Everything { usize::MAX } else { FEW };
            let hidden = rejection.rules.len().saturating_sub(most);
            let more = (hidden > 0).then(|| (catalogue.and_more)(hidden));
            let first = catalogue.never_best.to_owned();
            let lines = std::iter::once(first).chain(texts.take(most)).chain(more);
            return (lines.collect(), hidden);
        }
    };
    (lines, 0)
}

/// Why an option that could be had is not the pick.
fn outranked(sheet: &Sheet, rejection: &RejectionText) -> Vec<String> {
    let catalogue = sheet.catalogue;
    // Of rules that stand above as the reason for the pick, the text is not repeated.
    let known = |id: &str| sheet.report.because.iter().any(|rule| rule.id == id);
    let new = rejection.rules.iter().filter(|rule| !known(&rule.id));
    let mut lines: Vec<String> = new.map(|rule| (catalogue.outranked)(&rule.because)).collect();
    if lines.is_empty() {
        let best = rejection.option.best.as_deref().map(catalogue.best_for);
        lines.push(match best {
            Some(best) => format!("{}{}{best}", catalogue.possible_but, catalogue.sentence_gap),
            None => catalogue.possible_but.to_owned(),
        });
    }
    let own = rejection.defeated.iter();
    lines.extend(own.map(|rule| (catalogue.speaks_for)(&rule.because)));
    lines
}
