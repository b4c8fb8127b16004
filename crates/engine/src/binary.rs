//! Compiled packs as bytes: compact, versioned, checksummed.
//!
//! Layout: the magic `SHRB`, a format version (one byte), the CRC-32 of the body (four bytes,
//! little-endian), then the body in [postcard](https://docs.rs/postcard)'s wire format. Whatever
//! the bytes are, loading them gives a well-formed pack or an error.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::diagram::{Diagram, leaves};
use crate::forest::{Below, Forest, Ref};
use crate::model::Definition;
use crate::pack::{About, Decision, Pack};
use crate::space::{Space, Variable};

const MAGIC: &[u8; 4] = b"SHRB";
/// Raised whenever the layout of a compiled pack changes.
pub const FORMAT_VERSION: u8 = 3;
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
        let body = postcard::to_stdvec(&Body::of(self)).map_err(|_| LoadError::Malformed)?;
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
        let (body, rest) =
            postcard::take_from_bytes::<Body>(body).map_err(|_| LoadError::Malformed)?;
        let pack = body.into_pack();
        if rest.is_empty() && pack.fits() { Ok(pack) } else { Err(LoadError::Malformed) }
    }
}

/// A pack as it is written. Nothing but this module makes a pack of one, and only of one that fits.
#[derive(Serialize, Deserialize)]
struct Body {
    about: About,
    decisions: Vec<(Definition, Vec<DiagramBody>)>,
}

/// A diagram as it is written: without what follows from the rest.
#[derive(Serialize, Deserialize)]
struct DiagramBody {
    variables: Vec<Variable>,
    forest: Forest,
    outcome: Ref,
    possible: Ref,
    holds: Vec<Ref>,
    decides: Vec<Ref>,
    defeats: Vec<Vec<usize>>,
}

impl Body {
    fn of(pack: &Pack) -> Self {
        let decision = |decision: &Decision| {
            let diagrams = decision.diagrams.iter().map(DiagramBody::of).collect();
            (decision.definition.clone(), diagrams)
        };
        Self { about: pack.about.clone(), decisions: pack.decisions.iter().map(decision).collect() }
    }

    fn into_pack(self) -> Pack {
        let decision = |(definition, bodies): (Definition, Vec<DiagramBody>)| {
            let diagram = |body: DiagramBody| body.into_diagram(&definition);
            let diagrams = bodies.into_iter().map(diagram).collect();
            Decision::new(definition, diagrams)
        };
        Pack { about: self.about, decisions: self.decisions.into_iter().map(decision).collect() }
    }
}

impl DiagramBody {
    fn of(diagram: &Diagram) -> Self {
        Self {
            variables: diagram.space.variables.clone(),
            forest: diagram.forest.clone(),
            outcome: diagram.outcome,
            possible: diagram.possible,
            holds: diagram.holds.clone(),
            decides: diagram.decides.clone(),
            defeats: diagram.defeats.clone(),
        }
    }

    fn into_diagram(self, definition: &Definition) -> Diagram {
        let space = Space::new(self.variables, definition.inputs.len());
        let below = Below::of(&self.forest, self.outcome, &space.variables);
        Diagram {
            space,
            below,
            forest: self.forest,
            outcome: self.outcome,
            possible: self.possible,
            holds: self.holds,
            decides: self.decides,
            defeats: self.defeats,
            leaves: leaves(definition),
        }
    }
}
