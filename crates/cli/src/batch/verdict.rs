//! Verdicts as lines of JSON.

use std::io::Write;

use shirube_engine::model::Definition;
use shirube_engine::{Outcome, Verdict};

/// The ids of a decision as they stand in JSON, with their quotation marks.
#[derive(Debug)]
pub(super) struct Names {
    options: Vec<Vec<u8>>,
    rules: Vec<Vec<u8>>,
    pub(super) inputs: Vec<Vec<u8>>,
}

impl Names {
    pub(super) fn of(definition: &Definition) -> Self {
        let quoted = |id: &str| serde_json::to_vec(id).unwrap_or_default();
        Self {
            options: definition.options.iter().map(|option| quoted(&option.id)).collect(),
            rules: definition.rules.iter().map(|rule| quoted(&rule.id)).collect(),
            inputs: definition.inputs.iter().map(|input| quoted(&input.id)).collect(),
        }
    }

    fn outcome(&self, outcome: Outcome) -> &[u8] {
        match outcome {
            Outcome::Option(option) => &self.options[option],
            Outcome::Advice(rule) => &self.rules[rule],
        }
    }

    /// Writes a verdict's fields.
    pub(super) fn write(&self, verdict: &Verdict, text: &mut Vec<u8>) {
        match verdict {
            Verdict::Settled(outcome @ Outcome::Option(_)) => {
                text.extend_from_slice(br#""status":"settled","winner":"#);
                text.extend_from_slice(self.outcome(*outcome));
            }
            Verdict::Settled(outcome @ Outcome::Advice(_)) => {
                text.extend_from_slice(br#""status":"nothing-fits","advice":"#);
                text.extend_from_slice(self.outcome(*outcome));
            }
            Verdict::Open(outcomes) => {
                text.extend_from_slice(br#""status":"open","possible":["#);
                let options =
                    outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Option(_)));
                list(options.map(|outcome| self.outcome(*outcome)), text);
                text.push(b']');
                let advice =
                    outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Advice(_)));
                if advice.clone().next().is_some() {
                    text.extend_from_slice(br#","advice":["#);
                    list(advice.map(|outcome| self.outcome(*outcome)), text);
                    text.push(b']');
                }
            }
            Verdict::Impossible => text.extend_from_slice(br#""status":"impossible""#),
        }
    }
}

/// Values of JSON with commas between them.
pub(super) fn list<'a>(values: impl Iterator<Item = &'a [u8]>, text: &mut Vec<u8>) {
    for (index, value) in values.enumerate() {
        if index > 0 {
            text.push(b',');
        }
        text.extend_from_slice(value);
    }
}

/// Begins a line: its number, and the id that the input gave it.
pub(super) fn begin(number: u64, id: Option<&str>, text: &mut Vec<u8>) {
    // Writing to memory does not fail.
    let _ = write!(text, "{{\"line\":{number},");
    if let Some(id) = id {
        text.extend_from_slice(b"\"id\":");
        text.extend_from_slice(id.as_bytes());
        text.push(b',');
    }
}
