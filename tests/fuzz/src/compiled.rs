//! Any bytes as a compiled pack: an error, or a pack of which everything can be asked.

use shirube_engine::Pack;
use shirube_engine::binary::FORMAT_VERSION;

use super::ask_everything;

/// What a compiled pack begins with.
pub const MAGIC: &[u8] = b"SHRB";

/// The magic, the version and the checksum.
const HEADER: usize = 9;

/// Reads bytes as a compiled pack.
#[allow(clippy::expect_used, reason = "what fails here is what is looked for")]
pub fn compiled(bytes: &[u8]) {
    let _ = Pack::from_bytes(bytes);
    // With a header that belongs to the body, changes of the body are read, too.
    let Some(body) = bytes.get(HEADER..) else { return };
    if let Ok(pack) = Pack::from_bytes(&sealed(body)) {
        let written = pack.to_bytes().expect("what was read can be written");
        assert_eq!(Pack::from_bytes(&written).as_ref(), Ok(&pack));
        ask_everything(&pack);
    }
}

fn sealed(body: &[u8]) -> Vec<u8> {
    let checksum = crc32fast::hash(body).to_le_bytes();
    [MAGIC, &[FORMAT_VERSION], &checksum, body].concat()
}
