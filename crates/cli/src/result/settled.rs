//! A verdict that is settled: an option wins, nothing fits, or the answers clash.

use shirube_engine::report::{FlipText, OptionText, Status};

use crate::layout::{PICK, PLAIN, Page, STRONG, WARNING};

use super::rejected::rejected;
use super::{Extent, Sheet, option, pairs};

/// The pick, why, and the figures behind it.
pub(super) fn short(sheet: &Sheet, page: &mut Page) {
    pick(sheet, page);
    sheet.because(page);
    sheet.assumed(page);
    sheet.notes(page);
    sheet.sources(page, false);
    sheet.see_all(page);
}

/// Everything, or the main part of it.
pub(super) fn long(sheet: &Sheet, extent: Extent, page: &mut Page) {
    let (report, catalogue) = (sheet.report, sheet.catalogue);
    pick(sheet, page);
    sheet.because(page);
    enough(sheet, page);
    sheet.assumed(page);
    sheet.notes(page);
    let mut left_out = if report.status == Status::Settled {
        let told = runner_up(sheet, page);
        let others = flips(sheet, |to| to.is_some_and(|to| Some(&to.id) != told));
        sheet.flips(extent, catalogue.changes, &others, page)
    } else {
        let options = flips(sheet, |to| to.is_some());
        sheet.flips(extent, catalogue.relaxations, &options, page)
    };
    left_out += rejected(sheet, extent, catalogue.rejected, page);
    sheet.sources(page, true);
    if left_out > 0 {
        sheet.see_all(page);
    }
    sheet.again(page);
}

fn flips<'r>(sheet: &Sheet<'r>, wanted: impl Fn(Option<&OptionText>) -> bool) -> Vec<&'r FlipText> {
    sheet.report.flips.iter().filter(|flip| wanted(option(&flip.to))).collect()
}

fn pick(sheet: &Sheet, page: &mut Page) {
    let (report, catalogue) = (sheet.report, sheet.catalogue);
    if let Some(winner) = &report.winner {
        page.paragraph(0, 0, PICK, &winner.name);
        page.paragraph(2, 2, PLAIN, &winner.about);
        if let Some(command) = &sheet.next {
            page.verbatim(2, PLAIN, &(catalogue.guide.led_to)(command));
        }
        return;
    }
    let heading = match report.status {
        Status::Impossible => catalogue.cannot_be,
        _ => catalogue.nothing_fits,
    };
    page.paragraph(0, 0, WARNING, heading);
}

/// The smallest sufficient answers; where nothing fits, those that clash.
fn enough(sheet: &Sheet, page: &mut Page) {
    let (report, catalogue) = (sheet.report, sheet.catalogue);
    if report.sufficient.is_empty() {
        if !report.answers.is_empty() {
            page.paragraph(2, 2, PLAIN, catalogue.whatever);
        }
        return;
    }
    let lead = match report.status {
        Status::Settled => catalogue.enough,
        Status::Impossible => catalogue.these_clash,
        Status::NothingFits | Status::Open => catalogue.these_leave_nothing,
    };
    page.paragraph(2, 2, PLAIN, lead);
    page.pairs(4, &pairs(&report.sufficient));
}

/// The runner-up, and what would make it win. Returns the option of which that was told.
fn runner_up<'r>(sheet: &Sheet<'r>, page: &mut Page) -> Option<&'r String> {
    let (report, catalogue) = (sheet.report, sheet.catalogue);
    page.heading(catalogue.runner_up);
    let second = match (report.ranking.first(), report.ranking_then_one_of.as_slice()) {
        (Some(second), _) => {
            page.paragraph(2, 2, STRONG, &second.name);
            second
        }
        (None, [perhaps]) => {
            page.paragraph(2, 2, STRONG, &(catalogue.perhaps)(&perhaps.name));
            perhaps
        }
        (None, options) => {
            let names: Vec<&str> = options.iter().map(|option| option.name.as_str()).collect();
            let text = if names.is_empty() {
                catalogue.no_runner_up.to_owned()
            } else {
                (catalogue.one_of)(&catalogue.outcomes(&names, usize::MAX, false))
            };
            page.paragraph(2, 2, PLAIN, &text);
            return None;
        }
    };
    let mut paragraphs = Vec::new();
    for flip in flips(sheet, |to| to.is_some_and(|to| to.id == second.id)) {
        let changes = sheet.changes(flip);
        let first = paragraphs.is_empty();
        paragraphs.extend(if first { changes } else { sheet.or_else(changes) });
    }
    if paragraphs.is_empty() {
        paragraphs.push(catalogue.never_wins.to_owned());
    }
    for paragraph in &paragraphs {
        page.paragraph(4, 4, PLAIN, paragraph);
    }
    Some(&second.id)
}
