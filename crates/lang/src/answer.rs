//! Answers in TOML: strings as a person would write them, and booleans, lists and numbers where
//! these fit.

use shirube_engine::model::{Input, InputKind};
use shirube_engine::{Answer, AnswerError};

use crate::code::Code;
use crate::diagnostic::Findings;
use crate::reader::{Item, every};

/// What an item says about an input, or nothing and an error.
pub(crate) fn answer(item: Item<'_>, input: &Input, findings: &mut Findings) -> Option<Answer> {
    let quantity = matches!(input.kind, InputKind::Quantity { .. });
    match (item.as_bool(), item.as_list(), item.as_scalar(), &input.kind) {
        (Some(value), _, _, InputKind::Flag) => {
            Some(Answer::Values(if value { 0b10 } else { 0b01 }))
        }
        (_, Some(items), _, InputKind::Choice { .. } | InputKind::Set { .. }) => {
            listed(item, &items, input, findings)
        }
        (_, _, Some(text), _) if quantity || item.as_str().is_some() => {
            parse(item, text, input, findings)
        }
        _ => {
            item.wrong_type(wanted(input), findings);
            None
        }
    }
}

/// What an item says about an input, if it leaves nothing open.
pub(crate) fn when_silent(
    item: Item<'_>,
    input: &Input,
    findings: &mut Findings,
) -> Option<Answer> {
    let answer = answer(item, input, findings)?;
    if !input.is_settled_by(&answer) {
        findings
            .error(Code::BadAnswer, format!("`{}` leaves `{}` open", item.key, input.id))
            .at(item.place(), "what may be taken for granted is one answer")
            .help(match input.kind {
                InputKind::Set { .. } => "list the members that it has: it has not the others",
                InputKind::Quantity { .. } => "write the usual value, or take `when_silent` out",
                _ => "name one value, or take `when_silent` out",
            });
        return None;
    }
    Some(answer)
}

fn wanted(input: &Input) -> &'static str {
    match input.kind {
        InputKind::Choice { .. } => "a value's id",
        InputKind::Flag => "`true` or `false`",
        InputKind::Set { .. } => "a list of ids",
        InputKind::Quantity { .. } => "a quantity",
    }
}

/// A list: of a choice, one of these; of a set, exactly these.
fn listed(
    item: Item<'_>,
    items: &[Item<'_>],
    input: &Input,
    findings: &mut Findings,
) -> Option<Answer> {
    let bits = every(items.iter().map(|part| {
        let word = part.word(findings)?;
        let found = input.values().iter().position(|value| value.id == word.text);
        if found.is_none() {
            // The reader of answers knows what to say about an unknown value.
            if let Err(error) = input.parse_answer(word.text) {
                report(*part, word.text, &error, findings);
            } else {
                part.wrong_type("a list of ids", findings);
            }
        }
        found.map(|index| 1_u64 << index)
    }))?;
    let yes = bits.into_iter().fold(0, |all, bit| all | bit);
    if matches!(input.kind, InputKind::Set { .. }) {
        let all = (0..input.values().len()).fold(0, |all, member| all | 1_u64 << member);
        return Some(Answer::Members { yes, no: all & !yes });
    }
    if yes == 0 {
        findings
            .error(Code::Empty, format!("`{}` lists nothing", item.key))
            .at(item.place(), "expected a value's id");
        return None;
    }
    Some(Answer::Values(yes))
}

fn parse(item: Item<'_>, text: &str, input: &Input, findings: &mut Findings) -> Option<Answer> {
    match input.parse_answer(text) {
        Ok(answer) => Some(answer),
        Err(error) => {
            report(item, text, &error, findings);
            None
        }
    }
}

fn report(item: Item<'_>, text: &str, error: &AnswerError, findings: &mut Findings) {
    let (code, at) = match error {
        AnswerError::UnknownValue { at, .. } => (Code::UnknownValue, at.clone()),
        AnswerError::Contradiction { at, .. } => (Code::BadAnswer, at.clone()),
        AnswerError::Empty { .. } => (Code::Empty, 0..text.len()),
        AnswerError::Quantity { error, .. } => (Code::BadQuantity, error.at()),
        AnswerError::OutOfRange { .. } => (Code::OutOfRange, 0..text.len()),
        _ => (Code::BadAnswer, 0..text.len()),
    };
    let found = findings.error(code, error.to_string());
    found.at(item.within(at), "");
    if let Some(help) = error.help() {
        found.help(help);
    }
}
