//! What holds of every decision, tried on random ones.
//!
//! Two environment variables look further than a plain `cargo test` does: `SHIRUBE_TIMES` multiplies
//! the number of cases, `SHIRUBE_SEED` chooses others. Without them every run is the same.

mod support;

mod binary;
mod compilation;
mod cubes;
mod explanation;
mod flaws;
mod order;
mod plan;
mod session;
