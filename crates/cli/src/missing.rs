//! What is still to be said: the inputs that matter, the next one first, and how to write them.

use shirube_engine::model::{Input, InputKind};
use shirube_engine::plan::Planner;
use shirube_engine::quantity::Dimension;
use shirube_engine::{Answers, Decision};

/// An answer that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The input.
    pub input: usize,
    /// How an answer is written: `wait=caller-waits|later`.
    pub form: String,
}

/// The answers that can still change the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The most questions that remain.
    pub at_most: usize,
    /// The answers, the one to give first in front.
    pub missing: Vec<Missing>,
}

/// What is missing; nothing where the verdict is settled.
#[must_use]
pub fn wanted(decision: &Decision, edition: usize, answers: &Answers) -> Wanted {
    let definition = decision.definition();
    let mut planner = Planner::new(decision, edition);
    let next = planner.next(answers, &[]);
    let mut inputs = planner.relevant(answers);
    inputs.sort_by_key(|&input| {
        let first = next.as_ref().is_some_and(|question| question.input == input);
        (!first, definition.inputs[input].position)
    });
    Wanted {
        at_most: next.map_or(0, |question| question.at_most),
        missing: (inputs.into_iter())
            .map(|input| Missing { input, form: form(&definition.inputs[input]) })
            .collect(),
    }
}

/// How an answer to an input is written.
#[must_use]
pub fn form(input: &Input) -> String {
    let ids = || -> Vec<&str> {
        (input.display_order().into_iter()).map(|index| input.values()[index].id.as_str()).collect()
    };
    let values = match &input.kind {
        InputKind::Choice { .. } => ids().join("|"),
        InputKind::Flag => "yes|no".to_owned(),
        InputKind::Set { .. } => format!("{}|none", ids().join(",")),
        InputKind::Quantity { .. } => example(input),
    };
    format!("{}={values}", input.id)
}

/// An example of an answer to a question about a quantity, as it is typed: what is usual, if the
/// rules say what that is.
#[must_use]
pub fn example(input: &Input) -> String {
    match (&input.kind, &input.when_silent) {
        (InputKind::Quantity { .. }, Some(usual)) => input.format_answer(usual).replace(' ', ""),
        (InputKind::Quantity { dimension, .. }, None) => typical(*dimension).to_owned(),
        _ => String::new(),
    }
}

/// A quantity as it may be typed.
#[must_use]
pub fn typical(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Bytes => "12MB",
        Dimension::Duration => "5min",
        Dimension::Count => "1000",
        Dimension::Rate => "100/min",
        Dimension::Ratio => "5%",
    }
}
