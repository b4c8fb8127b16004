//! What holds of every decision, tried on random ones.
//!
//! Two environment variables look further than a plain `cargo test` does: `SHIRUBE_TIMES` multiplies
//! the number of cases, `SHIRUBE_SEED` chooses others. Without them every run is the same.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot go on has failed, and says what it saw"
)]

mod support;

mod analysis;
mod binary;
mod chance;
mod claims;
mod compilation;
mod coverage;
mod cubes;
mod diff;
mod explanation;
mod flaws;
mod forgery;
mod form;
mod front_door;
mod graph;
mod hard;
mod limits;
mod mutation;
mod near_miss;
mod order;
mod part;
mod plan;
mod report;
mod requirements;
mod session;
