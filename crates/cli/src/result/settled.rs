//! A verdict that is settled: an option wins, nothing fits, or the answers clash.

use shirube_engine::report::{OutcomeText, RejectionText, Status, WhyNotKind};

use crate::layout::{PICK, PLAIN, Page, Row, STRONG, WARNING};

use super::{Sheet, pairs};

/// The pick, why, and the figures behind it.
pub(super) fn short(sheet: &Sheet, page: &mut Page) {
    pick(sheet, page);
    sheet.because(page);
    sheet.assumed(page);
    sheet.notes(page);
    sheet.sources(page, false);
    sheet.see_all(page);
}

/// Everything.
pub(super) fn full(sheet: &Sheet, page: &mut Page) {
    let (report, catalogue) = (sheet.report, sheet.catalogue);
    pick(sheet, page);
    sheet.because(page);
    enough(sheet, page);
    sheet.assumed(page);
    sheet.notes(page);
    if report.status == Status::Settled {
        runner_up(sheet, page);
        let runner_up = report.ranking.first().map(|option| &option.id);
        let others = report.flips.iter().filter(|flip| match &flip.to {
            OutcomeText::Option(option) => Some(&option.id) != runner_up,
            OutcomeText::NothingFits(_) => false,
        });
        sheet.flips(page, catalogue.changes, others);
    } else {
        let options = |to: &OutcomeText| matches!(to, OutcomeText::Option(_));
        sheet.flips(page, catalogue.relaxations, report.flips.iter().filter(|f| options(&f.to)));
    }
    rejected(sheet, page, catalogue.rejected, usize::MAX);
    sheet.sources(page, true);
    sheet.again(page);
}

fn pick(sheet: &Sheet, page: &mut Page) {
    let (report, catalogue) = (sheet.report, sheet.catalogue);
    if let Some(winner) = &report.winner {
        page.paragraph(0, 0, PICK, &winner.name);
        page.paragraph(2, 2, PLAIN, &winner.about);
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

fn runner_up(sheet: &Sheet, page: &mut Page) {
    let (report, catalogue) = (sheet.report, sheet.catalogue);
    page.heading(catalogue.runner_up);
    let Some(second) = report.ranking.first() else {
        let text = if report.ranking_then_one_of.is_empty() {
            catalogue.no_runner_up.to_owned()
        } else {
            let names: Vec<&str> =
                report.ranking_then_one_of.iter().map(|option| option.name.as_str()).collect();
            (catalogue.one_of)(&names.join(catalogue.comma))
        };
        page.paragraph(2, 2, PLAIN, &text);
        return;
    };
    page.paragraph(2, 2, STRONG, &second.name);
    let flip = report.flips.iter().find(|flip| match &flip.to {
        OutcomeText::Option(option) => option.id == second.id,
        OutcomeText::NothingFits(_) => false,
    });
    let paragraphs =
        flip.map_or_else(|| vec![catalogue.never_wins.to_owned()], |flip| sheet.changes(flip));
    for paragraph in &paragraphs {
        page.paragraph(4, 4, PLAIN, paragraph);
    }
}

/// The options that are out, and why; at most so many of them.
pub(super) fn rejected(sheet: &Sheet, page: &mut Page, heading: &str, most: usize) {
    let rejected = &sheet.report.rejected;
    let rows: Vec<Row> = (rejected.iter().take(most))
        .map(|rejection| Row {
            name: rejection.option.name.clone(),
            paragraphs: why(sheet, rejection),
        })
        .collect();
    if !rows.is_empty() {
        page.heading(heading);
        page.table(2, &rows);
    }
    if rejected.len() > rows.len() {
        let more = (sheet.catalogue.and_more)(rejected.len() - rows.len());
        page.paragraph(2, 2, PLAIN, &more);
    }
}

fn why(sheet: &Sheet, rejection: &RejectionText) -> Vec<String> {
    let catalogue = sheet.catalogue;
    let texts = || rejection.rules.iter().map(|rule| rule.because.clone());
    match rejection.why {
        WhyNotKind::NotOffered => vec![catalogue.not_offered.to_owned()],
        WhyNotKind::Excluded => texts().collect(),
        WhyNotKind::Outranked => {
            // Of rules that stand above as the reason for the pick, the text is not repeated.
            let known = |id: &str| sheet.report.because.iter().any(|rule| rule.id == id);
            let new = rejection.rules.iter().filter(|rule| !known(&rule.id));
            let mut lines: Vec<String> =
                new.map(|rule| (catalogue.outranked)(&rule.because)).collect();
            if lines.is_empty() {
                lines.push(catalogue.possible_but.to_owned());
            }
            let own = rejection.defeated.iter();
            lines.extend(own.map(|rule| (catalogue.speaks_for)(&rule.because)));
            lines
        }
        WhyNotKind::Depends if rejection.rules.is_empty() => {
            vec![catalogue.always_outranked.to_owned()]
        }
        WhyNotKind::Depends if sheet.report.winner.is_some() => {
            std::iter::once(catalogue.outranked_perhaps.to_owned()).chain(texts()).collect()
        }
        WhyNotKind::Depends => {
            std::iter::once(catalogue.depends.to_owned()).chain(texts()).collect()
        }
    }
}
