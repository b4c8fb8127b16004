//! An explanation with its names and texts filled in, for one language: the one shape behind the
//! terminal, the page and the JSON.
//!
//! The order of fields is the order of the JSON; ids are stable, texts are for people.

use serde::Serialize;

use crate::answer::{Answer, Answers};
use crate::diagram::{Outcome, Verdict};
use crate::explanation::{Explanation, Flip, Next, WhyNot};
use crate::model::Definition;
use crate::pack::{Decision, Pack};
use crate::phrase::Words;
use crate::plan::Planner;

/// How things stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// One option wins.
    Settled,
    /// No option is left; there is advice.
    NothingFits,
    /// More than one outcome is possible.
    Open,
    /// The answers cannot all be true.
    Impossible,
}

impl Status {
    /// The status of a verdict.
    #[must_use]
    pub fn of(verdict: &Verdict) -> Self {
        match verdict {
            Verdict::Settled(Outcome::Option(_)) => Self::Settled,
            Verdict::Settled(Outcome::Advice(_)) => Self::NothingFits,
            Verdict::Open(_) => Self::Open,
            Verdict::Impossible => Self::Impossible,
        }
    }
}

/// An explanation in one language.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The pack's id and version.
    pub pack: String,
    /// The decision's id.
    pub decision: String,
    /// The decision's title.
    pub title: String,
    /// The edition's id.
    pub edition: String,
    /// The language's code.
    pub language: String,
    /// How things stand.
    pub status: Status,
    /// The option that wins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub winner: Option<OptionText>,
    /// What to do where nothing fits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<RuleText>,
    /// The outcomes still possible while the verdict is open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub possible: Vec<OutcomeText>,
    /// The answers given, in the author's order of inputs.
    pub answers: Vec<AnswerText>,
    /// The answers taken for granted because nobody said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumed: Vec<AnswerText>,
    /// The rules that decide.
    pub because: Vec<RuleText>,
    /// The smallest set of answers behind the verdict, widened as far as it holds.
    pub sufficient: Vec<AnswerText>,
    /// The options after the winner, in the order in which they would win.
    pub ranking: Vec<OptionText>,
    /// The options of which one comes next, depending on what is unknown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ranking_then_one_of: Vec<OptionText>,
    /// What would change the outcome, the cheapest first.
    pub flips: Vec<FlipText>,
    /// Every option that is out, and why.
    pub rejected: Vec<RejectionText>,
    /// What other editions say to the same answers, where they say something else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_editions: Vec<EditionText>,
    /// The facts behind the rules named.
    pub facts: Vec<FactText>,
    /// The pages behind the rules and facts named.
    pub sources: Vec<SourceText>,
    /// The next question, while the verdict is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<NextText>,
}

/// An option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OptionText {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub about: String,
    /// What it is best for, to complete a sentence: `Best for …`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best: Option<String>,
}

/// An option, or advice where nothing fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutcomeText {
    /// An option.
    Option(OptionText),
    /// Advice: the rule that gives it.
    NothingFits(RuleText),
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleText {
    /// Its id.
    pub id: String,
    /// Why.
    pub because: String,
    /// Whether it applies whatever is still unknown.
    pub surely: bool,
    /// The ids of the facts it rests on.
    pub facts: Vec<String>,
    /// The ids of the sources it rests on, those of its facts included.
    pub sources: Vec<String>,
}

/// An input with an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnswerText {
    /// The input's id.
    pub input: String,
    /// The input's name.
    pub name: String,
    /// The answer as the command line reads it.
    pub answer: String,
    /// The answer in words.
    pub words: String,
}

/// Changes that reach another outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FlipText {
    /// The outcome.
    pub to: OutcomeText,
    /// What to change.
    pub changes: Vec<ChangeText>,
}

/// A change of one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeText {
    /// The answer to give instead.
    #[serde(flatten)]
    pub to: AnswerText,
    /// Whether it goes against an answer that was given.
    pub replaces: bool,
}

/// An option that is out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RejectionText {
    /// The option.
    #[serde(flatten)]
    pub option: OptionText,
    /// In which way it is out.
    pub why: WhyNotKind,
    /// The rules that take it out: that exclude it, or that pick another.
    pub rules: Vec<RuleText>,
    /// The rules for it that others defeat.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub defeated: Vec<RuleText>,
}

/// In which way an option is out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyNotKind {
    /// It does not exist in this edition.
    NotOffered,
    /// A rule excludes it.
    Excluded,
    /// Another is preferred.
    Outranked,
    /// Which reason takes it out depends on what is unknown.
    Depends,
}

/// What another edition says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EditionText {
    /// The edition's id.
    pub edition: String,
    /// Its title.
    pub title: String,
    /// How things stand there.
    pub status: Status,
    /// The outcomes still possible there: one where settled.
    pub outcomes: Vec<OutcomeText>,
}

/// A fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactText {
    /// Its id.
    pub id: String,
    /// What it is of.
    pub about: String,
    /// Its value as people write it.
    pub written: String,
    /// Its exact value.
    pub value: String,
    /// When it was so.
    pub as_of: String,
    /// The ids of its sources.
    pub sources: Vec<String>,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceText {
    /// Its key.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The age of the text that was read.
    pub as_of: String,
}

/// The next question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NextText {
    /// The input's id.
    pub input: String,
    /// The question.
    pub ask: String,
    /// The most questions that can follow, this one included.
    pub at_most: usize,
    /// The expected cost of the questions that follow, this one included.
    pub expected: f64,
    /// Whether these are exact.
    pub exact: bool,
}

impl Pack {
    /// Explains answers in an edition and a language.
    ///
    /// `assumed` are inputs among the answers that nobody gave.
    #[must_use]
    pub fn report(
        &self,
        decision: &Decision,
        edition: usize,
        language: usize,
        answers: &Answers,
        assumed: &[usize],
    ) -> Report {
        let explanation = decision.explain(edition, answers, assumed);
        let writer = Writer {
            pack: self,
            definition: decision.definition(),
            edition,
            language,
            words: Words::of(self.about().languages.get(language).map_or("", String::as_str)),
        };
        writer.report(decision, answers, &explanation)
    }
}

struct Writer<'a> {
    pack: &'a Pack,
    definition: &'a Definition,
    edition: usize,
    language: usize,
    words: Words,
}

impl Writer<'_> {
    fn report(&self, decision: &Decision, answers: &Answers, explanation: &Explanation) -> Report {
        let about = self.pack.about();
        let is_assumed = |input: &usize| explanation.assumed.contains(input);
        let in_order = || self.definition.inputs_in_order().into_iter();
        let answered = |input: usize| answers.get(input).map(|answer| self.answer(input, &answer));
        let (winner, advice, possible) = match &explanation.verdict {
            Verdict::Settled(Outcome::Option(option)) => {
                (Some(self.option(*option)), None, Vec::new())
            }
            Verdict::Settled(Outcome::Advice(rule)) => {
                (None, Some(self.rule(*rule, true)), Vec::new())
            }
            Verdict::Open(outcomes) => {
                (None, None, outcomes.iter().map(|&outcome| self.outcome(outcome)).collect())
            }
            Verdict::Impossible => (None, None, Vec::new()),
        };
        let next = matches!(explanation.verdict, Verdict::Open(_))
            .then(|| Planner::new(decision, self.edition).next(answers, &[]))
            .flatten()
            .map(|question| NextText {
                input: self.definition.inputs[question.input].id.clone(),
                ask: self.text(&self.definition.inputs[question.input].ask),
                at_most: question.at_most,
                expected: question.expected,
                exact: question.exact,
            });
        let (facts, sources) = self.cited(explanation);
        Report {
            pack: format!("{}@{}", about.id, about.version),
            decision: self.definition.id.clone(),
            title: self.text(&self.definition.title),
            edition: about.editions[self.edition].id.clone(),
            language: about.languages.get(self.language).cloned().unwrap_or_default(),
            status: Status::of(&explanation.verdict),
            winner,
            advice,
            possible,
            answers: in_order().filter(|input| !is_assumed(input)).filter_map(answered).collect(),
            assumed: in_order().filter(is_assumed).filter_map(answered).collect(),
            because: self.deciding(explanation),
            sufficient: (explanation.sufficient.iter())
                .map(|reason| self.answer(reason.input, &reason.holds_for))
                .collect(),
            ranking: explanation.ranking.iter().map(|&option| self.option(option)).collect(),
            ranking_then_one_of: match &explanation.next {
                Next::OneOf(options) => options.iter().map(|&option| self.option(option)).collect(),
                Next::Nothing => Vec::new(),
            },
            flips: explanation.flips.iter().map(|flip| self.flip(flip)).collect(),
            rejected: (explanation.rejected.iter())
                .map(|rejection| self.rejection(rejection.option, &rejection.why, explanation))
                .collect(),
            other_editions: self.other_editions(decision, answers, &explanation.verdict),
            facts,
            sources,
            next,
        }
    }

    fn text(&self, text: &crate::model::Text) -> String {
        self.pack.text(text, self.language, self.edition)
    }

    fn option(&self, option: usize) -> OptionText {
        let option = &self.definition.options[option];
        OptionText {
            id: option.id.clone(),
            name: self.text(&option.name),
            about: self.text(&option.about),
            best: option.best.as_ref().map(|best| self.text(best)),
        }
    }

    fn outcome(&self, outcome: Outcome) -> OutcomeText {
        match outcome {
            Outcome::Option(option) => OutcomeText::Option(self.option(option)),
            Outcome::Advice(rule) => OutcomeText::NothingFits(self.rule(rule, true)),
        }
    }

    fn rule(&self, rule: usize, surely: bool) -> RuleText {
        let about = self.pack.about();
        let rule = &self.definition.rules[rule];
        let mut sources: Vec<usize> = rule.sources.clone();
        for &fact in &rule.facts {
            sources.extend(&about.facts[fact].values[self.edition].sources);
        }
        sources.sort_unstable();
        sources.dedup();
        RuleText {
            id: rule.id.clone(),
            because: self.text(&rule.because),
            surely,
            facts: rule.facts.iter().map(|&fact| about.facts[fact].id.clone()).collect(),
            sources: sources.iter().map(|&source| about.sources[source].id.clone()).collect(),
        }
    }

    fn answer(&self, input: usize, answer: &Answer) -> AnswerText {
        let definition = &self.definition.inputs[input];
        AnswerText {
            input: definition.id.clone(),
            name: self.text(&definition.name),
            answer: definition.format_answer(answer),
            words: self.pack.describe(
                self.definition,
                self.edition,
                self.language,
                input,
                answer,
                &self.words,
            ),
        }
    }

    fn flip(&self, flip: &Flip) -> FlipText {
        let changes = (flip.changes.iter())
            .map(|change| ChangeText {
                to: self.answer(change.input, &change.to),
                replaces: change.replaces,
            })
            .collect();
        FlipText { to: self.outcome(flip.to), changes }
    }

    fn deciding(&self, explanation: &Explanation) -> Vec<RuleText> {
        explanation.deciding.iter().map(|rule| self.rule(rule.rule, rule.surely)).collect()
    }

    fn rejection(&self, option: usize, why: &WhyNot, explanation: &Explanation) -> RejectionText {
        let rules = |rules: &[usize], surely: bool| -> Vec<RuleText> {
            rules.iter().map(|&rule| self.rule(rule, surely)).collect()
        };
        let (why, rules, defeated) = match why {
            WhyNot::NotOffered => (WhyNotKind::NotOffered, Vec::new(), Vec::new()),
            WhyNot::Excluded(by) => (WhyNotKind::Excluded, rules(by, true), Vec::new()),
            WhyNot::Outranked(own) => {
                (WhyNotKind::Outranked, self.deciding(explanation), rules(own, true))
            }
            WhyNot::Depends(may) => (WhyNotKind::Depends, rules(may, false), Vec::new()),
        };
        RejectionText { option: self.option(option), why, rules, defeated }
    }

    fn other_editions(
        &self,
        decision: &Decision,
        answers: &Answers,
        verdict: &Verdict,
    ) -> Vec<EditionText> {
        let editions = self.pack.about().editions.iter().enumerate();
        editions
            .filter(|&(edition, _)| edition != self.edition)
            .filter_map(|(edition, about)| {
                let cube = decision.cube(edition, answers);
                let other = decision.diagram(edition).verdict(&cube);
                let outcomes = match &other {
                    _ if other == *verdict => return None,
                    Verdict::Settled(outcome) => vec![self.outcome(*outcome)],
                    Verdict::Open(outcomes) => outcomes.iter().map(|&o| self.outcome(o)).collect(),
                    Verdict::Impossible => Vec::new(),
                };
                Some(EditionText {
                    edition: about.id.clone(),
                    title: self.text(&about.title),
                    status: Status::of(&other),
                    outcomes,
                })
            })
            .collect()
    }

    /// The facts and every page behind them and behind the rules.
    fn cited(&self, explanation: &Explanation) -> (Vec<FactText>, Vec<SourceText>) {
        let about = self.pack.about();
        let mut pages = explanation.sources.clone();
        let facts = (explanation.facts.iter())
            .map(|&fact| {
                let (fact, value) = (&about.facts[fact], &about.facts[fact].values[self.edition]);
                pages.extend(&value.sources);
                FactText {
                    id: fact.id.clone(),
                    about: self.text(&fact.about),
                    written: value.written.in_language(self.language).to_owned(),
                    value: value.dimension.format(value.value),
                    as_of: value.as_of.clone(),
                    sources: value.sources.iter().map(|&s| about.sources[s].id.clone()).collect(),
                }
            })
            .collect();
        pages.sort_unstable();
        pages.dedup();
        let sources = (pages.iter())
            .map(|&page| {
                let page = &about.sources[page];
                SourceText {
                    id: page.id.clone(),
                    title: self.text(&page.title),
                    url: page.url.clone(),
                    as_of: page.as_of.clone(),
                }
            })
            .collect();
        (facts, sources)
    }
}
