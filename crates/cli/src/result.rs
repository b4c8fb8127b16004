//! A result for a person: the report's data set as text.
//!
//! The order is always the same: the pick, what decides it, the runner-up and what would change
//! the pick, each rejected option with its reason, figures and sources with dates, and the same
//! run as a command line and as a link.

mod open;
mod settled;

use shirube_engine::quantity::Dimension;
use shirube_engine::report::{AnswerText, FlipText, OutcomeText, Report, RuleText, Status};

use crate::catalogue::Catalogue;
use crate::layout::{FAINT, PLAIN, Page, Row};

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
    /// The command line that decides the same.
    pub command: String,
    /// The command line that decides the same from its link.
    pub link: String,
    /// The command line that says everything.
    pub explain: String,
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
    /// The result in short: the pick, why, the figures behind it, and how to see the rest.
    pub fn short(&self, page: &mut Page) {
        match self.report.status {
            Status::Settled => settled::short(self, page),
            Status::NothingFits | Status::Impossible => settled::full(self, page),
            Status::Open => open::short(self, page),
        }
    }

    /// Everything there is to say.
    pub fn full(&self, page: &mut Page) {
        match self.report.status {
            Status::Open => open::full(self, page),
            _ => settled::full(self, page),
        }
    }

    fn because(&self, page: &mut Page) {
        if self.report.because.is_empty() {
            return;
        }
        page.heading(self.catalogue.because);
        for rule in &self.report.because {
            page.paragraph(2, 2, PLAIN, &self.rule(rule));
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
        let catalogue = self.catalogue;
        let editions = self.report.other_editions.iter().map(|other| {
            let outcomes = match other.status {
                Status::Impossible => catalogue.cannot_be.to_owned(),
                _ => self.outcomes(&other.outcomes),
            };
            (catalogue.other_edition)(&other.edition, &outcomes)
        });
        let notes: Vec<String> = self.upstream.iter().cloned().chain(editions).collect();
        if !notes.is_empty() {
            page.blank();
        }
        for note in notes {
            page.item(0, "*", &note);
        }
    }

    fn outcomes(&self, outcomes: &[OutcomeText]) -> String {
        self.names(outcomes).join(self.catalogue.comma)
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

    fn flips<'r>(&self, page: &mut Page, heading: &str, flips: impl Iterator<Item = &'r FlipText>) {
        let rows: Vec<Row> = flips
            .map(|flip| Row {
                name: self.outcome(&flip.to).to_owned(),
                paragraphs: self.changes(flip),
            })
            .collect();
        if !rows.is_empty() {
            page.heading(heading);
            page.table(2, &rows);
        }
    }

    /// Figures and pages behind the rules that decide; with `every`, also behind those that take an
    /// option out or speak for it.
    fn sources(&self, page: &mut Page, every: bool) {
        let report = self.report;
        let rejected = report.rejected.iter().filter(|_| every);
        let rejecting = rejected.flat_map(|one| one.rules.iter().chain(&one.defeated));
        let rules: Vec<&RuleText> = report.because.iter().chain(rejecting).collect();
        let named = |id: &String| rules.iter().any(|rule| rule.facts.contains(id));
        let facts: Vec<_> = report.facts.iter().filter(|fact| named(&fact.id)).collect();
        let cited = |id: &String| rules.iter().any(|rule| rule.sources.contains(id));
        let pages: Vec<_> = report.sources.iter().filter(|page| cited(&page.id)).collect();
        if facts.is_empty() && pages.is_empty() {
            return;
        }
        page.heading(self.catalogue.sources);
        let number = |id: &String| pages.iter().position(|page| page.id == *id).map(|n| n + 1);
        for fact in facts {
            let marks: String = (fact.sources.iter())
                .filter_map(number)
                .map(|number| format!(" [{number}]"))
                .collect();
            let value = if says_exactly(&fact.written, &fact.value) {
                fact.written.clone()
            } else {
                format!("{} ({})", fact.written, (self.catalogue.exactly)(&fact.value))
            };
            let as_of = (self.catalogue.as_of)(&fact.as_of);
            let (about, colon, comma) = (&fact.about, self.catalogue.colon, self.catalogue.comma);
            page.paragraph(2, 4, PLAIN, &format!("{about}{colon}{value}{comma}{as_of}{marks}"));
        }
        for (index, source) in pages.iter().enumerate() {
            let mark = format!("[{}]", index + 1);
            let as_of = (self.catalogue.as_of)(&source.as_of);
            page.item(2, &mark, &format!("{}{}{as_of}", source.title, self.catalogue.comma));
            page.verbatim(6, FAINT, &source.url);
        }
    }

    fn again(&self, page: &mut Page) {
        page.heading(self.catalogue.again);
        page.verbatim(2, PLAIN, &self.command);
        page.verbatim(2, PLAIN, &self.link);
    }

    fn see_all(&self, page: &mut Page) {
        page.blank();
        page.verbatim(0, FAINT, &(self.catalogue.see_all)(&self.explain));
    }
}

/// The name of an answer's input; its id where it has none.
fn name(answer: &AnswerText) -> &str {
    if answer.name.is_empty() { &answer.input } else { &answer.name }
}

fn pairs(answers: &[AnswerText]) -> Vec<(String, String)> {
    answers.iter().map(|answer| (name(answer).to_owned(), answer.words.clone())).collect()
}

/// Whether a figure as people write it is the exact value, not only about it: `60 seconds` is
/// `1 min`, `6 MB` is not `6 MiB`.
fn says_exactly(written: &str, value: &str) -> bool {
    Dimension::ALL.iter().any(|dimension| {
        dimension.parse(value).is_ok_and(|exact| dimension.parse(written) == Ok(exact))
    })
}
