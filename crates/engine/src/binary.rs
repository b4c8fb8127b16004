//! Compiled packs as bytes: compact, versioned, checksummed.
//!
//! Layout: the magic `SHRB`, a format version (one byte), the CRC-32 of the body (four bytes,
//! little-endian), then the body in [postcard](https://docs.rs/postcard)'s wire format. Whatever
//! the bytes are, loading them gives a well-formed pack or an error.

use thiserror::Error;

use crate::model::{
    Accept, Bound, Definition, Input, InputKind, MAX_INPUTS, MAX_OUTCOMES, MAX_REGIONS, RuleKind,
};
use crate::pack::{About, Pack};

const MAGIC: &[u8; 4] = b"SHRB";
/// Raised whenever the layout of a compiled pack changes.
pub const FORMAT_VERSION: u8 = 2;
const HEADER: usize = 9;

/// Why bytes are not a compiled pack.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LoadError {
    /// They do not begin as one.
    #[error("this is not a compiled pack")]
    NotAPack,
    /// They were written by another version of the engine.
    #[error("the pack has format version {found}, this program reads version {FORMAT_VERSION}")]
    OtherVersion {
        /// The version found.
        found: u8,
    },
    /// They changed after they were written.
    #[error("the compiled pack is damaged: its checksum does not match")]
    Damaged,
    /// The checksum matches, but the content is not what the engine writes.
    #[error("the compiled pack is malformed")]
    Malformed,
}

impl LoadError {
    /// The way out.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::NotAPack => "give a pack folder, or a file that Shirube compiled",
            Self::OtherVersion { .. } => "compile the pack folder again with this version",
            Self::Damaged | Self::Malformed => {
                "copy the file again, or compile the pack folder again"
            }
        }
    }
}

impl Pack {
    /// Writes the pack as bytes.
    ///
    /// # Errors
    ///
    /// [`LoadError::Malformed`] where the pack cannot be written, which does not happen to one
    /// that was compiled.
    pub fn to_bytes(&self) -> Result<Vec<u8>, LoadError> {
        let body = postcard::to_stdvec(self).map_err(|_| LoadError::Malformed)?;
        let mut bytes = Vec::with_capacity(HEADER + body.len());
        bytes.extend_from_slice(MAGIC);
        bytes.push(FORMAT_VERSION);
        bytes.extend_from_slice(&crc32fast::hash(&body).to_le_bytes());
        bytes.extend_from_slice(&body);
        Ok(bytes)
    }

    /// Reads a pack back.
    ///
    /// # Errors
    ///
    /// What is wrong with the bytes. Damaged, truncated or made-up bytes never panic.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LoadError> {
        let (header, body) = bytes.split_at_checked(HEADER).ok_or(LoadError::NotAPack)?;
        let (magic, rest) = header.split_at(MAGIC.len());
        if magic != MAGIC {
            return Err(LoadError::NotAPack);
        }
        let [version, checksum @ ..] = rest else { return Err(LoadError::NotAPack) };
        if *version != FORMAT_VERSION {
            return Err(LoadError::OtherVersion { found: *version });
        }
        if checksum != crc32fast::hash(body).to_le_bytes() {
            return Err(LoadError::Damaged);
        }
        let (pack, rest) =
            postcard::take_from_bytes::<Self>(body).map_err(|_| LoadError::Malformed)?;
        if rest.is_empty() && pack.fits() { Ok(pack) } else { Err(LoadError::Malformed) }
    }
}

impl Definition {
    /// Whether a definition read from a file keeps its lists in order and its indexes in range.
    pub(crate) fn fits(&self, about: &About) -> bool {
        let advice = self.rules.iter().filter(|r| matches!(r.kind, RuleKind::None { .. })).count();
        self.inputs.len() <= MAX_INPUTS
            && self.options.len() + advice <= MAX_OUTCOMES
            && self.inputs.is_sorted_by(|a, b| a.id < b.id)
            && self.options.is_sorted_by(|a, b| a.id < b.id)
            && self.rules.is_sorted_by(|a, b| a.id < b.id)
            && self.inputs.iter().all(Input::fits)
            && self.rules.iter().all(|rule| {
                let kind = match &rule.kind {
                    RuleKind::Exclude { options } => {
                        options.iter().all(|&o| o < self.options.len())
                    }
                    RuleKind::Prefer { picks, over } => {
                        picks.iter().all(|&o| o < self.options.len())
                            && over.iter().all(|&r| r < self.rules.len())
                    }
                    RuleKind::None { over } => over.iter().all(|&r| r < self.rules.len()),
                    RuleKind::Assume => true,
                };
                kind && rule.facts.iter().all(|&fact| fact < about.facts.len())
                    && rule.sources.iter().all(|&source| source < about.sources.len())
                    && rule.when.0.iter().flatten().all(|test| {
                        self.inputs
                            .get(test.input)
                            .is_some_and(|i| test_fits(i, &test.accept, about))
                    })
            })
    }
}

impl Input {
    fn fits(&self) -> bool {
        match &self.kind {
            InputKind::Choice { values, .. } => (1..=MAX_REGIONS).contains(&values.len()),
            InputKind::Set { members } => members.len() <= MAX_REGIONS,
            InputKind::Flag => true,
            InputKind::Quantity { range, .. } => range.low <= range.high,
        }
    }
}

fn test_fits(input: &Input, accept: &Accept, about: &About) -> bool {
    match (&input.kind, accept) {
        (InputKind::Choice { .. } | InputKind::Flag, Accept::Values(_))
        | (InputKind::Set { .. }, Accept::Members { .. }) => true,
        (InputKind::Quantity { .. }, Accept::Quantity(ranges)) => {
            ranges.iter().flat_map(|range| [range.low, range.high]).flatten().all(|edge| match edge
                .bound
            {
                Bound::Fact(fact) => fact < about.facts.len(),
                Bound::Literal(_) => true,
            })
        }
        _ => false,
    }
}
