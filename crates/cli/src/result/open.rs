//! A verdict that is open: what is possible, what is missing, what is out already.

use shirube_engine::report::Status;

use crate::layout::{PLAIN, Page, Row, WARNING};

use super::{Sheet, settled};

/// More outcomes than this stand in a paragraph, and of more rejected options only so many are
/// named where the result is to be short.
const MANY: usize = 8;

/// What is possible and what is missing.
pub(super) fn short(sheet: &Sheet, page: &mut Page) {
    possible(sheet, page);
    missing(sheet, page);
    assuming(sheet, page);
    sheet.assumed(page);
    sheet.notes(page);
    settled::rejected(sheet, page, sheet.catalogue.out, MANY);
    sheet.see_all(page);
}

/// Everything.
pub(super) fn full(sheet: &Sheet, page: &mut Page) {
    possible(sheet, page);
    missing(sheet, page);
    assuming(sheet, page);
    sheet.assumed(page);
    sheet.notes(page);
    settled::rejected(sheet, page, sheet.catalogue.out, usize::MAX);
    sheet.sources(page, true);
    sheet.again(page);
}

fn possible(sheet: &Sheet, page: &mut Page) {
    let catalogue = sheet.catalogue;
    page.paragraph(0, 0, WARNING, catalogue.not_settled);
    page.heading(catalogue.still_possible);
    let names = sheet.names(&sheet.report.possible);
    if names.len() > MANY {
        page.paragraph(2, 2, PLAIN, &names.join(catalogue.comma));
        return;
    }
    for name in names {
        page.item(2, "-", name);
    }
}

fn missing(sheet: &Sheet, page: &mut Page) {
    let Some(wanted) = &sheet.wanted else { return };
    if wanted.missing.is_empty() {
        return;
    }
    page.heading(sheet.catalogue.missing);
    for Row { name, paragraphs } in &wanted.missing {
        page.paragraph(2, 4, PLAIN, name);
        for paragraph in paragraphs {
            page.paragraph(4, 4, PLAIN, paragraph);
        }
    }
    page.paragraph(2, 2, PLAIN, &(sheet.catalogue.at_most)(wanted.at_most));
}

/// What it would be if nothing unusual holds.
fn assuming(sheet: &Sheet, page: &mut Page) {
    let (Some(report), catalogue) = (sheet.assuming, sheet.catalogue) else { return };
    let text = match report.status {
        Status::Settled => {
            let winner = report.winner.as_ref().map_or("", |option| option.name.as_str());
            (catalogue.with_assumptions)(winner)
        }
        Status::NothingFits => (catalogue.with_assumptions)(catalogue.nothing_fits),
        Status::Impossible => (catalogue.with_assumptions)(catalogue.cannot_be),
        Status::Open => (catalogue.open_even_so)(&sheet.outcomes(&report.possible)),
    };
    page.blank();
    page.paragraph(0, 2, PLAIN, &text);
}
