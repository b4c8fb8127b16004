#![doc = include_str!("../README.md")]

mod accept;
mod answer;
mod case;
mod check;
mod code;
mod condition;
mod date;
mod decision;
mod diagnostic;
mod facts;
mod files;
mod input;
mod manifest;
mod names;
mod place;
mod proof;
mod quantity;
mod range;
mod reader;
mod render;
mod rule;
mod scope;
mod sources;
mod syntax;
mod text;
mod witness;
mod words;

pub use case::{Case, CaseFailure, Expected, FailureKind, run_case};
pub use check::{Checked, check};
pub use code::Code;
pub use diagnostic::{Diagnostic, Label, Level};
pub use files::{FileId, Files, FilesError};
pub use render::{RenderOptions, concise, line_and_column, render};
