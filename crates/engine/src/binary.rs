//! Compiled packs as bytes: compact, versioned, checksummed.
//!
//! Layout: the magic `SHRB`, a format version (one byte), the CRC-32 of the body (four bytes,
//! little-endian), then the body in [postcard](https://docs.rs/postcard)'s wire format: everything
//! but the decisions, then for each decision its id, a length and its own body. Whatever the bytes
//! are, loading them gives a well-formed pack or an error.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::diagram::{Diagram, leaves};
use crate::forest::{Below, Forest, Ref};
use crate::model::Definition;
use crate::pack::{About, Decision, Pack, requirements};
use crate::space::{Space, Variable};

const MAGIC: &[u8; 4] = b"SHRB";
/// Raised whenever the layout of a compiled pack changes.
pub const FORMAT_VERSION: u8 = 4;
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
        let write = |pack: &Self| {
            let decisions = pack.decisions.iter().map(|decision| {
                let body = postcard::to_stdvec(&DecisionBody::of(decision))?;
                Ok((decision.definition.id.as_str(), body))
            });
            let decisions = decisions.collect::<postcard::Result<Vec<_>>>()?;
            let decisions = decisions.iter().map(|(id, body)| (*id, body.as_slice())).collect();
            postcard::to_stdvec(&Body { about: pack.about.clone(), decisions })
        };
        let body = write(self).map_err(|_| LoadError::Malformed)?;
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
        let body = Body::read(bytes)?;
        let decisions = body.decisions.iter().map(|section| read_decision(*section));
        let decisions = decisions.collect::<Result<_, _>>()?;
        Self { about: body.about, decisions }.checked()
    }

    /// Reads no more of a pack than one decision and those whose verdicts it takes, directly or
    /// through others; `None` if the pack does not have it. What is read has no front door, unless
    /// that is what was asked for: it leads to every decision, so that then all are read.
    ///
    /// # Errors
    ///
    /// What is wrong with the bytes that were read. Damaged bytes anywhere are told from others.
    pub fn part_from_bytes(bytes: &[u8], decision: &str) -> Result<Option<Self>, LoadError> {
        let Body { mut about, decisions: sections } = Body::read(bytes)?;
        if about.front_door.as_deref() == Some(decision) {
            return Self::from_bytes(bytes).map(Some);
        }
        about.front_door = None;
        let (mut decisions, mut wanted) = (BTreeMap::new(), vec![decision.to_owned()]);
        while let Some(id) = wanted.pop() {
            let Some(section) = sections.iter().find(|(known, _)| *known == id) else {
                let asked_for = id == decision;
                return if asked_for { Ok(None) } else { Err(LoadError::Malformed) };
            };
            if let Entry::Vacant(place) = decisions.entry(id) {
                let read = place.insert(read_decision(*section)?);
                wanted.extend(requirements(&read.definition).map(str::to_owned));
            }
        }
        Self { about, decisions: decisions.into_values().collect() }.checked().map(Some)
    }

    fn checked(self) -> Result<Self, LoadError> {
        if self.fits() { Ok(self) } else { Err(LoadError::Malformed) }
    }
}

/// A pack as it is written: its decisions as bytes of their own, so that each can be read alone.
#[derive(Serialize, Deserialize)]
struct Body<'a> {
    about: About,
    /// Sorted by id, which comes first.
    #[serde(borrow)]
    decisions: Vec<(&'a str, &'a [u8])>,
}

impl<'a> Body<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, LoadError> {
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
        whole(body)
    }
}

/// What some bytes are, all of them.
fn whole<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, LoadError> {
    match postcard::take_from_bytes(bytes) {
        Ok((value, [])) => Ok(value),
        _ => Err(LoadError::Malformed),
    }
}

fn read_decision((id, bytes): (&str, &[u8])) -> Result<Decision, LoadError> {
    let decision = whole::<DecisionBody>(bytes)?.into_decision();
    if decision.definition.id == id { Ok(decision) } else { Err(LoadError::Malformed) }
}

/// A decision as it is written. Nothing but this module makes a decision of one, and only for a
/// pack that is then checked.
#[derive(Serialize, Deserialize)]
struct DecisionBody {
    definition: Definition,
    diagrams: Vec<DiagramBody>,
}

impl DecisionBody {
    fn of(decision: &Decision) -> Self {
        let diagrams = decision.diagrams.iter().map(DiagramBody::of).collect();
        Self { definition: decision.definition.clone(), diagrams }
    }

    fn into_decision(self) -> Decision {
        let diagram = |body: DiagramBody| body.into_diagram(&self.definition);
        let diagrams = self.diagrams.into_iter().map(diagram).collect();
        Decision::new(self.definition, diagrams)
    }
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
