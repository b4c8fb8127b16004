//! Any text as an answer to every input: an error, or an answer that is written as it is read.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| shirube_fuzz::answer::answer(text));
