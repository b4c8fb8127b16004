//! Any text as a link: an error, or a session whose own link says the same.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| shirube_fuzz::link::link(text));
