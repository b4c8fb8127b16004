//! What the recorded cases of a decision show, in words and with places.

mod suggestion;
mod telling;

use std::ops::Range;

use shirube_engine::coverage::{Coverage, Goal, Standing, Suggestion, Survey, Trial};
use shirube_engine::model::{Input, InputKind};
use shirube_engine::quantity::Interval;
use shirube_engine::{Decision, Pack};

use crate::case::Case;
use crate::check::Checked;
use crate::files::FileId;
use crate::run::trials;
use crate::tested::{TestTold, Tested};
use crate::words::quoted;

pub(crate) use suggestion::answers;
pub use suggestion::{Suggested, written};
pub use telling::{GoalWords, Told};

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
    pub fn suggest(&mut self, pairs: bool, words: &GoalWords) -> Vec<Suggested> {
        let found = self.survey.suggest(&self.trials, pairs);
        let told = |suggestion: Suggestion| Suggested {
            shows: suggestion.goals.iter().map(|goal| self.shows(goal, words)).collect(),
            answers: suggestion.answers,
            editions: suggestion.editions,
            outcome: suggestion.outcome,
        };
        found.into_iter().map(told).collect()
    }

    /// Where what a goal is about stands: a rule, an option or an input.
    #[must_use]
    pub fn place(&self, checked: &Checked, goal: &Goal) -> Option<(FileId, Range<usize>)> {
        let id = &self.decision.definition().id;
        let places = &checked.draft(id)?.places;
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
        self.tested().interval(input, *dimension, side)
    }

    fn input(&self, input: usize) -> Option<&'p Input> {
        self.decision.definition().inputs.get(input)
    }

    fn tested(&self) -> Tested<'p> {
        let definition = self.decision.definition();
        Tested { definition, about: self.pack.about(), language: self.language }
    }

    /// A condition of a rule: its input, and what is tested.
    fn condition(&self, goal: &Goal) -> Option<(String, TestTold)> {
        let Goal::Alone { rule, conjunction, test, member } = *goal else { return None };
        self.tested().condition(rule, conjunction, test, member)
    }
}
