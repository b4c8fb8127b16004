//! A verdict that is open: what is possible, what is missing, what is out already.

use shirube_engine::report::Status;

use crate::layout::{PLAIN, Page, Row, WARNING};

use super::rejected::rejected;
use super::{Extent, MANY, Sheet};

/// What is possible, what is missing, what is out already.
pub(super) fn write(sheet: &Sheet, extent: Extent, page: &mut Page) {
    possible(sheet, page);
    missing(sheet, page);
    assuming(sheet, page);
    helps_most(sheet, page);
    sheet.assumed(page);
    sheet.notes(page);
    let left_out = rejected(sheet, extent, sheet.catalogue.out, page);
    if extent != Extent::Short {
        sheet.sources(page, true);
    }
    if left_out > 0 || extent == Extent::Short {
        sheet.see_all(page);
    }
    if extent != Extent::Short {
        sheet.again(page);
    }
}

fn possible(sheet: &Sheet, page: &mut Page) {
    let catalogue = sheet.catalogue;
    page.paragraph(0, 0, WARNING, catalogue.not_settled);
    page.heading(catalogue.still_possible);
    let names = sheet.names(&sheet.report.possible);
    if names.len() > MANY {
        page.paragraph(2, 2, PLAIN, &sheet.outcomes(&sheet.report.possible));
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

/// The answer that helps most, where what is usual does not settle it and more than one is missing.
fn helps_most(sheet: &Sheet, page: &mut Page) {
    let choice = sheet.wanted.as_ref().is_some_and(|wanted| wanted.missing.len() > 1);
    let Some(Row { name, paragraphs }) = sheet.helps_most.as_ref().filter(|_| choice) else {
        return;
    };
    if sheet.assuming.is_none() {
        page.blank();
    }
    page.paragraph(0, 2, PLAIN, &(sheet.catalogue.helps_most)(name));
    for paragraph in paragraphs {
        page.paragraph(2, 2, PLAIN, paragraph);
    }
}
