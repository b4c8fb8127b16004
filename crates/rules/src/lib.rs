//! The packs that Shirube ships, compiled and proved when this crate was built: a pack with a gap,
//! a conflict or a dead end does not build.

use std::sync::OnceLock;

use shirube_engine::Pack;

static MLA_C01: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/mla-c01.pack"));

/// The bytes of the compiled `mla-c01` pack, as [`Pack::from_bytes`] reads them.
#[must_use]
pub fn mla_c01_bytes() -> &'static [u8] {
    MLA_C01
}

/// How the AWS Certified Machine Learning Engineer – Associate exam, and a careful practitioner,
/// choose among SageMaker's options.
///
/// ```
/// let pack = shirube_rules::mla_c01();
/// assert!(pack.decision("inference-option").is_some());
/// ```
#[must_use]
#[allow(clippy::expect_used, reason = "the build script wrote these bytes from a checked pack")]
pub fn mla_c01() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| Pack::from_bytes(MLA_C01).expect("a pack that was compiled loads"))
}
