//! Filling in names and texts.

use std::collections::BTreeSet;

use super::{
    AnswerText, ChangeText, EditionText, FactText, FlipText, InputText, NextText, OptionText,
    OutcomeText, RejectionText, Report, RuleText, SourceText, Status, WhyNotKind,
};
use crate::answer::{Answer, Answers, Given};
use crate::diagram::{Outcome, Verdict};
use crate::explanation::{Explanation, Flip, Next, WhyNot};
use crate::model::{Definition, Text};
use crate::pack::{Decision, Pack};
use crate::phrase::Words;
use crate::plan::Planner;

/// Explains what was given for a decision.
pub(super) fn report(
    pack: &Pack,
    decision: &Decision,
    edition: usize,
    language: usize,
    given: &Given,
) -> Report {
    let explanation = decision.explain(edition, &given.answers);
    let writer = Writer {
        pack,
        definition: decision.definition(),
        edition,
        language,
        words: Words::of(pack.about().languages.get(language).map_or("", String::as_str)),
    };
    writer.report(decision, given, &explanation)
}

/// Writes for one edition.
#[derive(Clone, Copy)]
struct Writer<'a> {
    pack: &'a Pack,
    definition: &'a Definition,
    edition: usize,
    language: usize,
    words: Words,
}

impl Writer<'_> {
    fn report(&self, decision: &Decision, given: &Given, explanation: &Explanation) -> Report {
        let about = self.pack.about();
        let Given { answers, unknown, assumed } = given;
        let is_assumed = |input: &usize| assumed.contains(input);
        let in_order = || self.definition.inputs_in_order().into_iter();
        let answered = |input: usize| answers.get(input).map(|answer| self.answer(input, &answer));
        let (winner, advice, possible) = match &explanation.verdict {
            Verdict::Settled(Outcome::Option(option)) => {
                (Some(self.option(*option)), None, Vec::new())
            }
            Verdict::Settled(Outcome::Advice(rule)) => {
                (None, Some(self.rule(*rule, true)), Vec::new())
            }
            Verdict::Open(outcomes) => (None, None, self.outcomes(outcomes, false)),
            Verdict::Impossible => (None, None, Vec::new()),
        };
        let next = matches!(explanation.verdict, Verdict::Open(_))
            .then(|| Planner::new(decision, self.edition).next(answers, unknown))
            .flatten()
            .map(|question| NextText {
                input: self.definition.inputs[question.input].id.clone(),
                ask: self.text(&self.definition.inputs[question.input].ask),
                at_most: question.at_most,
                expected: question.expected,
                exact: question.exact,
            });
        let mut report = Report {
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
            unknown: in_order()
                .filter(|input| unknown.contains(input))
                .map(|input| self.input(input))
                .collect(),
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
            facts: Vec::new(),
            sources: Vec::new(),
            next,
        };
        report.facts = self.facts(report.rules());
        report.sources = self.sources(&report);
        report
    }

    fn text(&self, text: &Text) -> String {
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

    fn outcome(&self, outcome: Outcome, surely: bool) -> OutcomeText {
        match outcome {
            Outcome::Option(option) => OutcomeText::Option(self.option(option)),
            Outcome::Advice(rule) => OutcomeText::NothingFits(self.rule(rule, surely)),
        }
    }

    fn outcomes(&self, outcomes: &[Outcome], surely: bool) -> Vec<OutcomeText> {
        outcomes.iter().map(|&outcome| self.outcome(outcome, surely)).collect()
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

    fn input(&self, input: usize) -> InputText {
        let definition = &self.definition.inputs[input];
        InputText { input: definition.id.clone(), name: self.text(&definition.name) }
    }

    fn answer(&self, input: usize, answer: &Answer) -> AnswerText {
        let definition = &self.definition.inputs[input];
        let InputText { input: id, name } = self.input(input);
        AnswerText {
            input: id,
            name,
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
        FlipText { to: self.outcome(flip.to, false), changes }
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
                if other == *verdict {
                    return None;
                }
                let there = Self { edition, ..*self };
                let settled = matches!(other, Verdict::Settled(_));
                let outcomes = there.outcomes(other.outcomes(), settled);
                Some(EditionText {
                    edition: about.id.clone(),
                    title: self.text(&about.title),
                    status: Status::of(&other),
                    facts: there.facts(outcomes.iter().filter_map(OutcomeText::advice)),
                    outcomes,
                })
            })
            .collect()
    }

    /// The facts that rules name.
    fn facts<'r>(&self, rules: impl Iterator<Item = &'r RuleText>) -> Vec<FactText> {
        let about = self.pack.about();
        let named: BTreeSet<&String> = rules.flat_map(|rule| &rule.facts).collect();
        (about.facts.iter())
            .filter(|fact| named.contains(&fact.id))
            .map(|fact| {
                let value = &fact.values[self.edition];
                FactText {
                    id: fact.id.clone(),
                    about: self.text(&fact.about),
                    written: value.written.in_language(self.language).to_owned(),
                    value: value.dimension.format(value.value),
                    as_of: value.as_of.clone(),
                    sources: value.sources.iter().map(|&s| about.sources[s].id.clone()).collect(),
                }
            })
            .collect()
    }

    /// The pages that rules name, beside those of their facts, which they name too.
    fn sources(&self, report: &Report) -> Vec<SourceText> {
        let elsewhere = report.other_editions.iter().flat_map(|edition| &edition.outcomes);
        let rules = report.rules().chain(elsewhere.filter_map(OutcomeText::advice));
        let named: BTreeSet<&String> = rules.flat_map(|rule| &rule.sources).collect();
        (self.pack.about().sources.iter())
            .filter(|page| named.contains(&page.id))
            .map(|page| SourceText {
                id: page.id.clone(),
                title: self.text(&page.title),
                url: page.url.clone(),
                as_of: page.as_of.clone(),
            })
            .collect()
    }
}
