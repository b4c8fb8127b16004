//! What the recorded cases of a decision show, in words and with places.

mod suggestion;
mod telling;

use std::ops::Range;

use shirube_engine::coverage::{Coverage, Goal, Standing, Suggestion, Survey, Trial};
use shirube_engine::model::{Accept, Input, InputKind, Test};
use shirube_engine::quantity::{Dimension, Interval, Spelling};
use shirube_engine::{Decision, Pack};

use crate::case::Case;
use crate::check::Checked;
use crate::files::FileId;
use crate::range::passing;
use crate::run::trials;
use crate::words::quoted;

pub use suggestion::written;
pub use telling::{GoalWords, TestTold, Told};

/// What the recorded cases of a decision show of it. Cases that fail show nothing.
pub struct Shown<'p> {
    pack: &'p Pack,
    decision: &'p Decision,
    survey: Survey<'p>,
    trials: Vec<Trial>,
    /// The language in which figures are told.
    language: usize,
    /// The id of the case of each trial.
    cases: Vec<&'p str>,
}

impl<'p> Shown<'p> {
    /// Runs the cases of a decision.
    #[must_use]
    pub fn of(pack: &'p Pack, decision: &'p Decision, cases: &'p [Case]) -> Self {
        let own = cases.iter().filter(|case| case.decision == decision.definition().id);
        let runs = own
            .flat_map(|case| trials(pack, case).into_iter().map(|trial| (case.id.as_str(), trial)));
        let (cases, trials) = runs.unzip();
        let survey = Survey::of(decision, &pack.about().facts);
        Self { pack, decision, survey, trials, language: 0, cases }
    }

    /// The same with figures in a language of the pack.
    #[must_use]
    pub fn in_language(self, language: usize) -> Self {
        Self { language, ..self }
    }

    /// The decision.
    #[must_use]
    pub fn decision(&self) -> &'p Decision {
        self.decision
    }

    /// How each goal stands.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        self.survey.coverage(&self.trials)
    }

    /// The ids of the cases that show a goal.
    #[must_use]
    pub fn by(&self, standing: &Standing) -> Vec<&'p str> {
        match standing {
            Standing::Shown(trials) => {
                trials.iter().filter_map(|&trial| self.cases.get(trial).copied()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Cases that would show what is missing; of pairs only if `pairs` says so.
    pub fn suggest(&mut self, pairs: bool) -> Vec<Suggestion> {
        self.survey.suggest(&self.trials, pairs)
    }

    /// Where what a goal is about stands: a rule, an option or an input.
    #[must_use]
    pub fn place(&self, checked: &Checked, goal: &Goal) -> Option<(FileId, Range<usize>)> {
        let id = &self.decision.definition().id;
        let (_, places) = checked.places.iter().find(|(known, _)| known == id)?;
        let place = match *goal {
            Goal::Decides { rule } | Goal::Excludes { rule } | Goal::Alone { rule, .. } => {
                places.rules.get(rule)?.id
            }
            Goal::Wins { option } => *places.options.get(option)?,
            Goal::Beside { input, .. } => *places.inputs.get(input)?,
        };
        Some((place.file, place.span()))
    }

    /// The id of what a goal is about.
    #[must_use]
    pub fn subject(&self, goal: &Goal) -> &'p str {
        let definition = self.decision.definition();
        let id = match *goal {
            Goal::Decides { rule } | Goal::Excludes { rule } | Goal::Alone { rule, .. } => {
                definition.rules.get(rule).map(|rule| &rule.id)
            }
            Goal::Wins { option } => definition.options.get(option).map(|option| &option.id),
            Goal::Beside { input, .. } => definition.inputs.get(input).map(|input| &input.id),
        };
        id.map_or("", String::as_str)
    }

    /// What is missing where a goal is, said of its subject.
    #[must_use]
    pub fn missing(&self, goal: &Goal, words: &GoalWords) -> String {
        (words.missing)(&self.told(goal))
    }

    /// What a case shows that shows a goal.
    fn shows(&self, goal: &Goal, words: &GoalWords) -> String {
        (words.shows)(&quoted(self.subject(goal)), &self.told(goal))
    }

    /// A goal as it is told.
    fn told(&self, goal: &Goal) -> Told {
        match goal {
            Goal::Decides { .. } => Told::Decides,
            Goal::Excludes { .. } => Told::Excludes,
            Goal::Wins { .. } => Told::Wins,
            Goal::Beside { .. } => Told::Beside(self.side(goal)),
            Goal::Alone { .. } => {
                // The goal is one of this decision.
                let told = self.condition(goal);
                let (input, test) =
                    told.unwrap_or_else(|| (String::new(), TestTold::Within(Vec::new())));
                Told::Alone { input, test }
            }
        }
    }

    /// The side of a threshold, such as `≥ 20 minutes`.
    fn side(&self, goal: &Goal) -> String {
        let Goal::Beside { input, at, above } = *goal else { return String::new() };
        let Some(InputKind::Quantity { dimension, .. }) =
            self.input(input).map(|input| &input.kind)
        else {
            return String::new();
        };
        let side = if above {
            Interval { low: at, high: i64::MAX }
        } else {
            Interval { low: dimension.least(), high: at.saturating_sub(1) }
        };
        self.interval(input, *dimension, side)
    }

    fn input(&self, input: usize) -> Option<&'p Input> {
        self.decision.definition().inputs.get(input)
    }

    fn interval(&self, input: usize, dimension: Dimension, interval: Interval) -> String {
        let (definition, about) = (self.decision.definition(), self.pack.about());
        dimension.write_interval(interval, Spelling::Symbols, |value| {
            (0..about.editions.len()).find_map(|edition| {
                let fact = definition.threshold(&about.facts, edition, input, value)?;
                fact.values.get(edition)?.in_exact_words(self.language)
            })
        })
    }

    /// A condition of a rule: its input, and what is tested.
    fn condition(&self, goal: &Goal) -> Option<(String, TestTold)> {
        let Goal::Alone { rule, conjunction, test, member } = *goal else { return None };
        let rule = self.decision.definition().rules.get(rule)?;
        let test = rule.when.0.get(conjunction)?.get(test)?;
        let input = self.input(test.input)?;
        Some((input.id.clone(), self.test(test, input, member, rule.editions.first()?)?))
    }

    fn test(
        &self,
        test: &Test,
        input: &Input,
        member: Option<usize>,
        edition: usize,
    ) -> Option<TestTold> {
        match (&test.accept, &input.kind) {
            (Accept::Values(values), InputKind::Flag) => Some(TestTold::Is(values & 0b10 != 0)),
            (Accept::Values(values), _) => {
                let order = input.display_order().into_iter();
                let (is, is_not): (Vec<usize>, Vec<usize>) =
                    order.partition(|value| values >> value & 1 == 1);
                let ids = |values: &[usize]| {
                    let values = values.iter().filter_map(|&value| input.values().get(value));
                    values.map(|value| value.id.clone()).collect()
                };
                let fewer = is.len() <= is_not.len();
                Some(if fewer { TestTold::OneOf(ids(&is)) } else { TestTold::NoneOf(ids(&is_not)) })
            }
            (Accept::Members { .. }, _) => {
                Some(TestTold::Has(input.values().get(member?)?.id.clone()))
            }
            (Accept::Quantity(ranges), InputKind::Quantity { dimension, .. }) => {
                let facts = &self.pack.about().facts;
                let value = |fact: usize| Some(facts.get(fact)?.values.get(edition)?.value);
                let told = passing(ranges, value)?;
                let told = told.as_slice().iter();
                let told = told.map(|&one| self.interval(test.input, *dimension, one));
                Some(TestTold::Within(told.collect()))
            }
            _ => None,
        }
    }
}
