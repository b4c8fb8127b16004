//! A reading, for a person.

use anstyle::Style;
use shirube_engine::report::Report;
use shirube_engine::{Decision, Outcome};
use shirube_reader::{Clue, Reading, Scenario};

use crate::commands::decide;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::layout::{FAINT, PICK, PLAIN, Page, Row, STRONG};
use crate::result::Extent;

use super::{EDITION, answer_of, as_run};

/// The text with its clues, and what they come to.
pub(super) fn page(
    context: &Context,
    scenario: &Scenario,
    reading: &Reading,
    why: bool,
) -> Result<String, Failure> {
    let texts = &context.catalogue.read;
    let Some(decision) = super::decision(context, reading) else {
        let list = context.command(&["list"]);
        return Err(
            Failure::told(Exit::NotSettled, texts.nothing).help((texts.nothing_help)(&list))
        );
    };
    let mut page = Page::new(context.output);
    page.marked(&scenario.text, &spans(reading), texts.marks);
    about(context, reading, &mut page);
    clues(context, decision, reading, why, &mut page);
    let run = as_run(context, decision, reading);
    let report = decide::report(context, &run);
    if !reading.letters.is_empty() {
        options(context, decision, scenario, reading, &report, &mut page);
    } else if !reading.settled
        && let Some(winner) = reading.winner
    {
        page.blank();
        let chance = reading.chances.iter().find(|(outcome, _)| *outcome == winner);
        let chance = chance.map_or(0.0, |(_, chance)| *chance);
        let name = name(context, decision, winner);
        page.paragraph(0, 2, STRONG, &(texts.likeliest)(&name, percent(chance)));
    }
    page.heading(texts.verdict);
    page.blank();
    let result = decide::human(context, context.output, &run, &report, Extent::Short);
    Ok(page.finish() + &result)
}

fn percent(share: f64) -> usize {
    (share * 100.0).round() as usize
}

fn name(context: &Context, decision: &Decision, outcome: Outcome) -> String {
    let edition = context.edition.unwrap_or(EDITION);
    match outcome {
        Outcome::Option(option) => {
            context.text(&decision.definition().options[option].name, edition)
        }
        Outcome::Advice(_) => context.catalogue.no_option.to_owned(),
    }
}

/// Where the clues stand, in order, none within another.
fn spans(reading: &Reading) -> Vec<std::ops::Range<usize>> {
    let mut spans: Vec<std::ops::Range<usize>> = Vec::new();
    let mut all: Vec<_> = reading.clues.iter().map(|clue| clue.at.clone()).collect();
    all.sort_by_key(|span| (span.start, usize::MAX - span.end));
    for span in all {
        match spans.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => spans.push(span),
        }
    }
    spans
}

fn about(context: &Context, reading: &Reading, page: &mut Page) {
    let (texts, edition) = (&context.catalogue.read, context.edition.unwrap_or(EDITION));
    let title =
        |place: usize| context.text(&context.pack.decisions()[place].definition().title, edition);
    let Some(((first, sure), others)) = reading.candidates.split_first() else { return };
    page.blank();
    page.paragraph(0, 2, STRONG, &(texts.about)(&title(*first), percent(*sure)));
    let others: Vec<String> = (others.iter())
        .filter(|(_, sure)| *sure >= 0.1)
        .map(|(place, sure)| format!("{} ({} %)", title(*place), percent(*sure)))
        .collect();
    if !others.is_empty() {
        page.paragraph(2, 4, FAINT, &(texts.or_about)(&others.join(context.catalogue.comma)));
    }
}

fn clues(context: &Context, decision: &Decision, reading: &Reading, why: bool, page: &mut Page) {
    let texts = &context.catalogue.read;
    let rows: Vec<Row> =
        reading.clues.iter().filter_map(|clue| row(context, decision, clue, why)).collect();
    page.heading(texts.clues);
    if rows.is_empty() {
        page.paragraph(2, 2, PLAIN, texts.no_clues);
    }
    let mut merged: Vec<Row> = Vec::new();
    for row in rows {
        match merged.iter_mut().find(|known| known.name == row.name) {
            Some(known) => {
                let new =
                    row.paragraphs.into_iter().filter(|text| !known.paragraphs.contains(text));
                let new: Vec<String> = new.collect();
                known.paragraphs.extend(new);
            }
            None => merged.push(row),
        }
    }
    page.table(2, &merged);
    let edition = context.edition.unwrap_or(EDITION);
    for &input in &reading.conflicts {
        let name = context.text(&decision.definition().inputs[input].name, edition);
        page.paragraph(2, 4, STRONG, &(texts.conflict)(&name));
    }
}

/// What a clue gives away; with `why`, also by which cue.
fn row(context: &Context, decision: &Decision, clue: &Clue, why: bool) -> Option<Row> {
    let (texts, edition) = (&context.catalogue.read, context.edition.unwrap_or(EDITION));
    let definition = decision.definition();
    let index = clue.gives.input()?;
    let input = &definition.inputs[index];
    let answer = answer_of(clue.gives, clue.figure, &input.kind)?;
    let words = &context.catalogue.words;
    let said = context.pack.describe(definition, edition, context.language, index, &answer, words);
    let said = if clue.negated { (texts.not)(&said) } else { said };
    let said = if clue.hint { (texts.hint)(&said) } else { said };
    let mut paragraphs = vec![said];
    if why {
        paragraphs.push(format!("`{}`", clue.cue));
    }
    Some(Row { name: context.text(&input.name, edition), paragraphs })
}

/// The options that the text offers: which is right, and why each other is not.
fn options(
    context: &Context,
    decision: &Decision,
    scenario: &Scenario,
    reading: &Reading,
    report: &Report,
    page: &mut Page,
) {
    let (texts, edition) = (&context.catalogue.read, context.edition.unwrap_or(EDITION));
    let title = context.text(&decision.definition().title, edition);
    page.heading(texts.options);
    for (letter, offered) in reading.letters.iter().zip(&scenario.options) {
        let chosen = reading.choice.contains(&letter.letter);
        let style: Style = if chosen { PICK } else { PLAIN };
        page.paragraph(2, 5, style, &format!("{}  {}", letter.letter, offered.text));
        let told = match letter.option {
            _ if chosen && reading.settled => texts.right.to_owned(),
            _ if chosen => (texts.likely)(percent(letter.chance)),
            None => (texts.unknown)(&title),
            Some(option) => {
                let id = &decision.definition().options[option].id;
                let rejected = report.rejected.iter().find(|rejected| rejected.option.id == *id);
                let reason = rejected.and_then(|rejected| rejected.rules.first());
                let best = rejected.and_then(|rejected| rejected.option.best.clone());
                match (reason, best) {
                    (Some(reason), _) => reason.because.clone(),
                    (None, Some(best)) => (context.catalogue.best_for)(&best),
                    (None, None) => continue,
                }
            }
        };
        page.paragraph(5, 5, if chosen { STRONG } else { FAINT }, &told);
    }
}
