//! A result for a person: the report's data set as text.
//!
//! The order is always the same: the pick, what decides it, the runner-up and what would change
//! the pick, each rejected option with its reason, figures and sources with dates, and the same
//! run as a command line and as a link.

mod open;
mod rejected;
mod settled;
mod sources;

pub(crate) use sources::is_another;

use shirube_engine::report::{
    AnswerText, FlipText, OptionText, OutcomeText, RejectionText, Report, RuleText, Status,
    WhyNotKind,
};

use crate::catalogue::Catalogue;
use crate::layout::{FAINT, PLAIN, Page, Row};

/// Of what would change it, and of what is out for different reasons, so much is said where not
/// everything is; and more outcomes than this stand in a paragraph.
const MANY: usize = 8;

/// How much of a result is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The pick, why, the figures behind it, and how to see the rest.
    Short,
    /// A screen or two: of what would change it, the nearest; options that are out for the same
    /// reason stand together.
    Main,
    /// All of it.
    Everything,
}

/// A report, with what the command knows beside it.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// The texts of the language.
    pub catalogue: &'static Catalogue,
    /// The report.
    pub report: &'a Report,
    /// What other decisions contributed, a line each.
    pub upstream: Vec<String>,
    /// What is missing while the verdict is open.
    pub wanted: Option<WantedText>,
    /// What the verdict would be with silence filled in; none where that was done already or
    /// changes nothing.
    pub assuming: Option<&'a Report>,
    /// Where the verdict is open even with silence filled in: the answer that helps most then.
    pub helps_most: Option<Row>,
    /// The command lines that decide the same in the other editions of the report.
    pub elsewhere: Vec<String>,
    /// Of the front door, the command line that goes on with what it leads to.
    pub next: Option<String>,
    /// The command line that decides the same.
    pub command: String,
    /// The command line that decides the same from its link.
    pub link: String,
    /// The command line that says more.
    pub more: String,
}

/// What is missing, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedText {
    /// The most questions that remain.
    pub at_most: usize,
    /// How each answer is written, with its question.
    pub missing: Vec<Row>,
}

impl Sheet<'_> {
    /// The result.
    pub fn write(&self, extent: Extent, page: &mut Page) {
        match self.report.status {
            Status::Open => open::write(self, extent, page),
            Status::Settled if extent == Extent::Short => settled::short(self, page),
            _ => settled::long(self, extent, page),
        }
    }

    fn because(&self, page: &mut Page) {
        if self.report.because.is_empty() {
            return;
        }
        page.heading(self.catalogue.because);
        for rule in &self.report.because {
            let marks = self.marks(&rule.sources);
            page.paragraph(2, 2, PLAIN, &format!("{}{marks}", self.rule(rule)));
        }
    }

    fn rule(&self, rule: &RuleText) -> String {
        if rule.surely { rule.because.clone() } else { (self.catalogue.maybe)(&rule.because) }
    }

    fn assumed(&self, page: &mut Page) {
        if !self.report.assumed.is_empty() {
            page.heading(self.catalogue.assumed);
            page.pairs(2, &pairs(&self.report.assumed));
        }
    }

    /// What came from other decisions, and what other editions say.
    fn notes(&self, page: &mut Page) {
        let (report, catalogue) = (self.report, self.catalogue);
        if !self.upstream.is_empty() || !report.other_editions.is_empty() {
            page.blank();
        }
        for note in &self.upstream {
            page.item(0, "*", note);
        }
        for (other, command) in report.other_editions.iter().zip(&self.elsewhere) {
            let outcomes = match other.status {
                Status::Impossible => catalogue.cannot_be.to_owned(),
                _ => self.outcomes(&other.outcomes),
            };
            page.item(0, "*", &(catalogue.other_edition)(&other.edition, &outcomes));
            page.verbatim(2, PLAIN, command);
        }
    }

    fn outcomes(&self, outcomes: &[OutcomeText]) -> String {
        let options: Vec<&str> = outcomes.iter().filter_map(option).map(|o| &*o.name).collect();
        let or_nothing = options.len() < outcomes.len();
        self.catalogue.outcomes(&options, usize::MAX, or_nothing)
    }

    /// The outcomes by name; however many pieces of advice there are, they are one.
    fn names<'o>(&self, outcomes: &'o [OutcomeText]) -> Vec<&'o str>
    where
        Self: 'o,
    {
        let mut names: Vec<&str> = outcomes.iter().map(|outcome| self.outcome(outcome)).collect();
        names.dedup();
        names
    }

    fn outcome<'o>(&self, outcome: &'o OutcomeText) -> &'o str
    where
        Self: 'o,
    {
        match outcome {
            OutcomeText::Option(option) => &option.name,
            OutcomeText::NothingFits(_) => self.catalogue.no_option,
        }
    }

    /// What would have to change, in words: `Request size: 300 MB → > 1 GB`. What would have to be
    /// said beside, where nothing is said, comes in a second paragraph.
    fn changes(&self, flip: &FlipText) -> Vec<String> {
        let colon = self.catalogue.colon;
        let before = |input: &str| {
            let answers = self.report.answers.iter().chain(&self.report.assumed);
            answers.into_iter().find(|answer| answer.input == input)
        };
        let (mut replaced, mut added) = (Vec::new(), Vec::new());
        for change in &flip.changes {
            let (name, words) = (name(&change.to), &change.to.words);
            match before(&change.to.input).filter(|_| change.replaces) {
                Some(before) => replaced.push(format!("{name}{colon}{} → {words}", before.words)),
                None => added.push(format!("{name}{colon}{words}")),
            }
        }
        let mut paragraphs = replaced;
        if !added.is_empty() {
            let added = added.join("; ");
            let alone = paragraphs.is_empty();
            paragraphs.push(if alone { added } else { (self.catalogue.if_also)(&added) });
        }
        paragraphs
    }

    /// Changes that do as well as others before them.
    fn or_else(&self, mut changes: Vec<String>) -> Vec<String> {
        if let Some(first) = changes.first_mut() {
            *first = (self.catalogue.or_else)(first);
        }
        changes
    }

    /// What would change it, under a heading. Unless everything is to be said, only the nearest of
    /// what one changed answer brings about. Returns how many are left out.
    fn flips(&self, extent: Extent, heading: &str, flips: &[&FlipText], page: &mut Page) -> usize {
        let mut shown = flips.to_vec();
        if extent != Extent::Everything {
            let replaced = |flip: &FlipText| flip.changes.iter().filter(|c| c.replaces).count();
            // An option that could be had as it is, but for a better one, is nearer than one that
            // a rule excludes.
            let is_far = |flip: &FlipText| !self.rejection(flip).is_some_and(is_outranked);
            shown.retain(|flip| replaced(flip) <= 1);
            shown.sort_by_key(|flip| (flip.changes.len(), is_far(flip)));
            shown.truncate(MANY);
        }
        let left_out = flips.len() - shown.len();
        let mut rows: Vec<Row> = Vec::new();
        for flip in shown {
            let (name, changes) = (self.outcome(&flip.to), self.changes(flip));
            match rows.iter_mut().find(|row| row.name == name) {
                Some(row) => row.paragraphs.extend(self.or_else(changes)),
                None => rows.push(Row { name: name.to_owned(), paragraphs: changes }),
            }
        }
        if !flips.is_empty() {
            page.heading(heading);
            page.table(2, &rows);
        }
        if left_out > 0 {
            page.paragraph(2, 2, PLAIN, &(self.catalogue.and_more)(left_out));
        }
        left_out
    }

    /// Why the option that a change leads to is out.
    fn rejection(&self, flip: &FlipText) -> Option<&RejectionText> {
        let to = option(&flip.to)?;
        self.report.rejected.iter().find(|rejection| rejection.option.id == to.id)
    }

    fn again(&self, page: &mut Page) {
        page.heading(self.catalogue.again);
        page.verbatim(2, PLAIN, &self.command);
        page.verbatim(2, PLAIN, &self.link);
    }

    fn see_all(&self, page: &mut Page) {
        page.blank();
        page.verbatim(0, FAINT, &(self.catalogue.see_all)(&self.more));
    }
}

/// The option of an outcome, if it is one.
fn option(outcome: &OutcomeText) -> Option<&OptionText> {
    match outcome {
        OutcomeText::Option(option) => Some(option),
        OutcomeText::NothingFits(_) => None,
    }
}

fn is_outranked(rejection: &RejectionText) -> bool {
    rejection.why == WhyNotKind::Outranked
}

/// The name of an answer's input; its id where it has none.
fn name(answer: &AnswerText) -> &str {
    if answer.name.is_empty() { &answer.input } else { &answer.name }
}

fn pairs(answers: &[AnswerText]) -> Vec<(String, String)> {
    answers.iter().map(|answer| (name(answer).to_owned(), answer.words.clone())).collect()
}
