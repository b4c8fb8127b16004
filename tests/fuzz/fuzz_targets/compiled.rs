//! Any bytes as a compiled pack: an error, or a pack of which everything can be asked.

#![no_main]
#![allow(clippy::expect_used, reason = "what fails here is what is looked for")]

use std::sync::LazyLock;

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use shirube_engine::Pack;
use shirube_engine::binary::FORMAT_VERSION;
use shirube_fuzz::{ask_everything, small_pack};

const MAGIC: &[u8] = b"SHRB";

/// The magic, the version and the checksum.
const HEADER: usize = 9;

static SMALL: LazyLock<Vec<u8>> =
    LazyLock::new(|| small_pack().to_bytes().expect("what was compiled can be written"));

fuzz_target!(|bytes: &[u8]| {
    let _ = Pack::from_bytes(bytes);
    // With a header that belongs to the body, changes of the body are read, too.
    let Some(body) = bytes.get(HEADER..) else { return };
    if let Ok(pack) = Pack::from_bytes(&sealed(body)) {
        let written = pack.to_bytes().expect("what was read can be written");
        assert_eq!(Pack::from_bytes(&written).as_ref(), Ok(&pack));
        ask_everything(&pack);
    }
});

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

fn sealed(body: &[u8]) -> Vec<u8> {
    let checksum = crc32fast::hash(body).to_le_bytes();
    [MAGIC, &[FORMAT_VERSION], &checksum, body].concat()
}
