//! Any text as a quantity: an error, or a value that is written as it is read.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| shirube_fuzz::quantity::quantity(text));
