//! Any bytes as a compiled pack: an error, or a pack of which everything can be asked.

#![no_main]
#![allow(clippy::expect_used, reason = "what fails here is what is looked for")]

use std::sync::LazyLock;

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use shirube_fuzz::compiled::{MAGIC, compiled};
use shirube_fuzz::small_pack;

static SMALL: LazyLock<Vec<u8>> =
    LazyLock::new(|| small_pack().to_bytes().expect("what was compiled can be written"));

fuzz_target!(|bytes: &[u8]| compiled(bytes));

// What does not begin as a pack becomes a sound one, so that bytes near one are tried.
fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, _seed: u32| {
    match data.get_mut(..SMALL.len()) {
        Some(start) if !start.starts_with(MAGIC) && SMALL.len() <= max_size => {
            start.copy_from_slice(&SMALL);
            SMALL.len()
        }
        _ => fuzzer_mutate(data, size, max_size),
    }
});
