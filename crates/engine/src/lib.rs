//! The decision engine of Shirube: typed inputs, options and rules in; verdicts, plans and
//! explanations out. No files, no TOML, no I/O, no clock, no randomness.
//!
//! A [`model::Definition`] is what an author wrote. Compiled, it is a [`Decision`]: for each
//! edition one [`Diagram`], a canonical graph of every answer there is. Everything a person can
//! ask is asked of that graph; the [`interpreter`] reads the same rules literally and is the
//! oracle that the graph is tested against.

pub mod analysis;
pub mod answer;
pub mod binary;
mod boxes;
pub mod chance;
pub mod chart;
mod circle;
pub mod claim;
mod compile;
pub mod cores;
pub mod coverage;
pub mod diagram;
pub mod diff;
pub mod explanation;
mod forest;
mod form;
mod front_door;
pub mod graph;
pub mod half_width;
pub mod interpreter;
pub mod markdown;
pub mod model;
pub mod mutation;
pub mod near_miss;
pub mod nearest;
pub mod pack;
mod part;
pub mod phrase;
pub mod plan;
pub mod quantity;
pub mod report;
pub mod session;
mod situation;
pub mod space;
pub mod upstream;
pub mod wanted;
mod workshop;

pub use answer::{Answer, AnswerError, Answers, Given};
pub use claim::{Claim, ClaimFlaw};
pub use compile::Flaw;
pub use diagram::{Diagram, Outcome, Verdict};
pub use form::Malformed;
pub use pack::{About, Decision, Pack, PackFlaw};
pub use space::Cube;
pub use workshop::{Claimed, Workshop};
