//! Decisions that rest on others: answers for those settle them first, and what they come to is
//! then an answer here.

use thiserror::Error;

use crate::answer::{Answer, Answers, Given};
use crate::diagram::{Outcome, Verdict};
use crate::model::{Definition, Input};
use crate::pack::{Decision, Pack};

/// What a decision that another rests on came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upstream {
    /// Its id.
    pub decision: String,
    /// What the answers for it leave.
    pub verdict: Verdict,
    /// The answers that follow, for the decision that is asked about.
    pub answers: Vec<(usize, Answer)>,
}

/// Why answers for other decisions lead nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum UpstreamError {
    /// The decision does not rest on that one.
    #[error("`{decision}` does not rest on a decision `{given}`")]
    NotRequired {
        /// The decision that is asked about.
        decision: String,
        /// The decision that answers were given for.
        given: String,
        /// The decisions that it rests on.
        known: Vec<String>,
    },
    /// An input is answered, and the answers for another decision settle it, too.
    #[error("`{input}` of `{decision}` is answered, and the answers for `{by}` say `{answer}`")]
    Twice {
        /// The decision whose input it is.
        decision: String,
        /// The input's id.
        input: String,
        /// The decision that settles it.
        by: String,
        /// The answer that follows, as [`Input::format_answer`] writes it.
        answer: String,
    },
    /// The answers for a decision cannot all be true.
    #[error("the answers for `{decision}` cannot all be true")]
    Clash {
        /// The decision's id.
        decision: String,
        /// The fewest answers that clash: ids of its inputs with answers.
        answers: Vec<(String, String)>,
    },
}

impl UpstreamError {
    /// The way out.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::NotRequired { known, .. } if known.is_empty() => None,
            Self::NotRequired { known, .. } => {
                Some(format!("it rests on {}", quoted(known.iter())))
            }
            Self::Twice { .. } => Some("keep one of the two".into()),
            Self::Clash { answers, .. } => {
                let answers = answers.iter().map(|(input, answer)| format!("{input}={answer}"));
                Some(format!("change one of {}", quoted(answers)))
            }
        }
    }
}

fn quoted(names: impl Iterator<Item = impl std::fmt::Display>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

impl Definition {
    /// The answers that another decision's verdict gives to the inputs that rest on it.
    ///
    /// Where nothing may fit there, or an option that leads to no value, nothing follows; nor does
    /// anything where every value is possible.
    #[must_use]
    pub fn follows_from(&self, other: &Definition, verdict: &Verdict) -> Vec<(usize, Answer)> {
        let answer = |(index, input): (usize, &Input)| {
            let requirement = input.requirement().filter(|from| from.decision == other.id)?;
            let mut bits = 0;
            for &outcome in verdict.outcomes() {
                let Outcome::Option(option) = outcome else { return None };
                bits |= 1 << requirement.value_of(&other.options[option].id, input.values())?;
            }
            let answer = Answer::Values(bits);
            (bits != 0 && !input.is_left_open_by(&answer)).then_some((index, answer))
        };
        self.inputs.iter().enumerate().filter_map(answer).collect()
    }
}

impl Pack {
    /// Settles every decision that `decision` rests on, directly or through others, and that
    /// answers were given for.
    ///
    /// `own` is what was given for the decision itself, `others` what was given for others, by their
    /// ids. With `assume`, what is silent there is taken for granted.
    ///
    /// # Errors
    ///
    /// Answers for a decision that this one does not rest on, an input that is both answered and
    /// settled by another decision, or answers that cannot all be true.
    pub fn settle_upstream(
        &self,
        decision: &Decision,
        edition: usize,
        own: &Given,
        others: &[(String, Given)],
        assume: bool,
    ) -> Result<Vec<Upstream>, UpstreamError> {
        let mut order = self.requirement_order(decision);
        // The last is the decision itself.
        order.pop();
        if let Some((given, _)) =
            others.iter().find(|(id, _)| order.iter().all(|known| known.definition().id != *id))
        {
            return Err(UpstreamError::NotRequired {
                decision: decision.definition().id.clone(),
                given: given.clone(),
                known: order.iter().map(|known| known.definition().id.clone()).collect(),
            });
        }
        let mut settled: Vec<(&Decision, Verdict)> = Vec::new();
        for required in order {
            let definition = required.definition();
            let given = others.iter().find(|(id, _)| *id == definition.id).map(|(_, given)| given);
            let nothing = Given::from(Answers::none(definition));
            let mut answers = given.unwrap_or(&nothing).answers.clone();
            let derived = derived(definition, &settled, given.unwrap_or(&nothing))?;
            if given.is_none() && derived.is_empty() {
                continue;
            }
            for (input, answer) in derived {
                answers.set(input, Some(answer));
            }
            if assume {
                answers = answers.assuming_silence(definition).0;
            }
            let cube = required.cube(edition, &answers);
            match required.diagram(edition).verdict(&cube) {
                Verdict::Impossible => return Err(clash(required, edition, &answers)),
                verdict => settled.push((required, verdict)),
            }
        }
        derived(decision.definition(), &settled, own)?;
        Ok(settled
            .into_iter()
            .map(|(required, verdict)| Upstream {
                decision: required.definition().id.clone(),
                answers: decision.definition().follows_from(required.definition(), &verdict),
                verdict,
            })
            .collect())
    }
}

/// The answers that follow from decisions that are settled, for one that rests on them.
fn derived(
    definition: &Definition,
    settled: &[(&Decision, Verdict)],
    own: &Given,
) -> Result<Vec<(usize, Answer)>, UpstreamError> {
    let mut derived = Vec::new();
    for (earlier, verdict) in settled {
        for (input, answer) in definition.follows_from(earlier.definition(), verdict) {
            if own.answers.get(input).is_some() || own.unknown.contains(&input) {
                let input = &definition.inputs[input];
                return Err(UpstreamError::Twice {
                    decision: definition.id.clone(),
                    input: input.id.clone(),
                    by: earlier.definition().id.clone(),
                    answer: input.format_answer(&answer),
                });
            }
            derived.push((input, answer));
        }
    }
    Ok(derived)
}

fn clash(decision: &Decision, edition: usize, answers: &Answers) -> UpstreamError {
    let definition = decision.definition();
    let reasons = decision.explain(edition, answers).sufficient;
    let answers = (reasons.iter())
        .filter_map(|reason| Some((reason.input, answers.get(reason.input)?)))
        .map(|(input, answer)| {
            let input = &definition.inputs[input];
            (input.id.clone(), input.format_answer(&answer))
        })
        .collect();
    UpstreamError::Clash { decision: definition.id.clone(), answers }
}
