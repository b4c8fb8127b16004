//! Reads a scenario: from its text to the clues, the decision, the answer and the reasons.
//!
//! Deterministic and offline. Cues in the pack say which phrases give which answer away; the clues
//! of a text together give each input a likelihood, and the diagram gives from that the exact chance
//! of each option.

mod belief;
mod cue;
mod figure;
mod lettered;
mod negation;
mod pattern;
mod reader;
mod reading;
mod stem;
mod text;

pub use cue::{Cue, DecisionCues, Gives, from_bytes, to_bytes};
pub use lettered::{Lettered, split};
pub use pattern::{Pattern, PatternError};
pub use reader::Reader;
pub use reading::{Clue, Letter, Reading, Scenario};
pub use text::LONGEST;
