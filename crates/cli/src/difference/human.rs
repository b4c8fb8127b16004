//! What changed, for a terminal.

use shirube_engine::diff::Side;

use super::{ChangeText, DecisionText, Difference, EditionsText, outcome, part, percent, version};
use crate::catalogue::Catalogue;
use crate::layout::{FAINT, PICK, PLAIN, Page, STRONG};

/// Sets it.
pub fn set(difference: &Difference, catalogue: &Catalogue, page: &mut Page) {
    let texts = &catalogue.diff;
    page.paragraph(0, 0, STRONG, &difference.title);
    let from_to = (texts.from_to)(&difference.old, &difference.new);
    let changed = (texts.changed)(difference.changed(), difference.compared);
    page.paragraph(0, 0, PLAIN, &format!("{from_to}{}{changed}", catalogue.colon));
    for decision in &difference.decisions {
        self::decision(decision, catalogue, page);
    }
    if !difference.parts.is_empty() {
        page.heading(texts.parts);
        difference.parts.iter().for_each(|part| page.item(2, "-", &self::part(part, catalogue)));
    }
    if !difference.figures.is_empty() {
        page.heading(texts.figures);
        for figure in &difference.figures {
            let from_to = (texts.from_to)(&figure.old, &figure.new);
            let as_of = (catalogue.as_of)(&figure.as_of);
            let text =
                format!("{}{}{from_to}{}{as_of}", figure.about, catalogue.colon, texts.comma);
            page.paragraph(2, 4, PLAIN, &text);
            figure.urls.iter().for_each(|url| page.verbatim(4, FAINT, url));
        }
    }
    if difference.texts + difference.sources > 0 {
        page.blank();
        page.paragraph(0, 0, PLAIN, &(texts.rest)(difference.texts, difference.sources));
    }
    let lines = difference.version.as_ref().map_or_else(Vec::new, |v| version(v, catalogue));
    if !lines.is_empty() {
        page.heading(texts.version);
        lines.iter().for_each(|line| page.paragraph(2, 2, PLAIN, line));
    }
    if difference.changed() > 0 {
        page.blank();
        page.paragraph(0, 0, FAINT, texts.weights);
    }
}

fn decision(decision: &DecisionText, catalogue: &Catalogue, page: &mut Page) {
    page.blank();
    page.led(0, &decision.title, &format!("`{}`", decision.id));
    decision.parts.iter().for_each(|part| page.item(2, "-", &self::part(part, catalogue)));
    for editions in &decision.editions {
        self::editions(editions, catalogue, page);
    }
}

fn editions(editions: &EditionsText, catalogue: &Catalogue, page: &mut Page) {
    let texts = &catalogue.diff;
    if !editions.all {
        let ids = catalogue.list(editions.ids.iter().map(String::as_str));
        page.paragraph(2, 2, PLAIN, &(texts.in_editions)(&ids));
    }
    let summary = match editions {
        EditionsText { too_large: true, .. } => texts.too_large.to_owned(),
        EditionsText { changes, .. } if changes.is_empty() => texts.no_answer.to_owned(),
        EditionsText { share, .. } => (texts.share)(&percent(*share)),
    };
    page.paragraph(2, 2, PLAIN, &summary);
    editions.changes.iter().for_each(|change| self::change(change, catalogue, page));
    if !editions.reasons.is_empty() {
        page.blank();
    }
    for change in &editions.reasons {
        let same = outcome(change.new.as_ref(), catalogue, str::to_owned);
        let [old, new] = Side::BOTH.map(|side| change.rule_ids(side));
        let text = (texts.reasons)(&same, &percent(change.share), &old, &new);
        page.item(2, "-", &text);
    }
}

fn change(change: &ChangeText, catalogue: &Catalogue, page: &mut Page) {
    let texts = &catalogue.diff;
    let [old, new] =
        [&change.old, &change.new].map(|told| outcome(told.as_ref(), catalogue, str::to_owned));
    page.blank();
    let heading = format!("{} {}", (texts.from_to)(&old, &new), percent(change.share));
    page.paragraph(2, 4, PICK, &heading);
    let (shown, hidden) = change.shown();
    for case in shown {
        let mut pairs: Vec<(String, String)> =
            case.when.iter().map(|answer| (answer.name.clone(), answer.text.clone())).collect();
        let share = if change.cases.len() > 1 { percent(case.share) } else { String::new() };
        page.led(4, texts.when, &share);
        if pairs.is_empty() {
            page.paragraph(6, 6, PLAIN, texts.always);
        } else {
            pairs.push((texts.example.to_owned(), case.example.join(" ")));
        }
        page.pairs(6, &pairs);
    }
    if let Some((count, share)) = hidden {
        page.paragraph(4, 4, PLAIN, &(texts.more_boxes)(count, &percent(share)));
    }
    for (side, lead) in [(Side::Old, texts.before), (Side::New, texts.now)] {
        let (said, more) = change.said(side);
        said.iter().for_each(|because| page.led(4, lead, because));
        if more > 0 {
            page.paragraph(6, 6, PLAIN, &(catalogue.and_more)(more));
        }
    }
}
