//! Any text as an answer to every input: an error, or an answer that is written as it is read.

use std::sync::LazyLock;

use shirube_engine::model::Input;
use shirube_engine::{AnswerError, Pack};

use super::small_pack;

static SMALL: LazyLock<Pack> = LazyLock::new(small_pack);

/// Reads a text as an answer to every input there is.
pub fn answer(text: &str) {
    for pack in [shirube_rules::mla_c01(), &SMALL] {
        for decision in pack.decisions() {
            decision.definition().inputs.iter().for_each(|input| answer_to(input, text));
        }
    }
}

fn answer_to(input: &Input, text: &str) {
    match input.parse_answer(text) {
        Ok(answer) => {
            let written = input.format_answer(&answer);
            assert_eq!(input.parse_answer(&written), Ok(answer), "{}: {written:?}", input.id);
        }
        Err(error) => {
            if let AnswerError::UnknownValue { at, .. } = &error {
                assert!(text.get(at.clone()).is_some(), "{}: {at:?}", input.id);
            }
            let _ = (error.to_string(), error.help());
        }
    }
}
