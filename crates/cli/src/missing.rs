//! How an answer that is missing is written.

use shirube_engine::model::{Input, InputKind};
use shirube_engine::quantity::Dimension;

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
        (InputKind::Quantity { .. }, Some(usual)) => input.format_answer(usual),
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
