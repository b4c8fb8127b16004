//! Any text as an answer to every input: an error, or an answer that is written as it is read.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use shirube_engine::model::Input;
use shirube_engine::{AnswerError, Pack};
use shirube_fuzz::small_pack;

static SMALL: LazyLock<Pack> = LazyLock::new(small_pack);

fuzz_target!(|text: &str| {
    for pack in [shirube_rules::mla_c01(), &SMALL] {
        for decision in pack.decisions() {
            decision.definition().inputs.iter().for_each(|input| answer(input, text));
        }
    }
});

fn answer(input: &Input, text: &str) {
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
