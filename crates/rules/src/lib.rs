//! The packs that Shirube ships, compiled and proved when this crate was built: a pack with a gap,
//! a conflict or a dead end does not build.

use std::sync::OnceLock;

use shirube_engine::Pack;
use shirube_reader::DecisionCues;

static MLA_C01: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/mla-c01.pack"));

static MLA_C01_CUES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/mla-c01.cues"));

/// The phrases by which texts are read on the decisions of [`mla_c01`].
#[must_use]
#[allow(clippy::expect_used, reason = "the build script wrote these bytes")]
pub fn mla_c01_cues() -> Vec<DecisionCues> {
    shirube_reader::from_bytes(MLA_C01_CUES).expect("cues that were written can be read")
}

/// The bytes of the compiled `mla-c01` pack, as [`Pack::from_bytes`] reads them.
#[must_use]
pub fn mla_c01_bytes() -> &'static [u8] {
    MLA_C01
}

/// No more of [`mla_c01`] than one decision and those that it rests on, which is read in a fraction
/// of the time; `None` if there is no such decision.
///
/// ```
/// let part = shirube_rules::mla_c01_part("inference-option").expect("it is there");
/// assert_eq!(part.decisions().len(), 1);
/// assert!(shirube_rules::mla_c01_part("lunch").is_none());
/// ```
#[must_use]
#[allow(clippy::expect_used, reason = "the build script wrote these bytes from a checked pack")]
pub fn mla_c01_part(decision: &str) -> Option<Pack> {
    Pack::part_from_bytes(MLA_C01, decision).expect("a pack that was compiled loads")
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
