//! The project's chores: `cargo xtask test` sets up and passes everything.

mod readings;
mod sizes;

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};
use clap::Parser;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Build, test, bench and release chores")]
enum Chore {
    /// Set up what the tests need, then run them all: format, lints, tests, documentation,
    /// sizes.
    Test,
    /// Run the fuzz targets, each for some seconds (needs `cargo install cargo-fuzz`).
    Fuzz {
        /// How long each target runs.
        #[arg(long, default_value_t = 60)]
        seconds: u32,
    },
    /// Write what is generated: the pages of codes and of the decisions and the schemas in `docs/`,
    /// and the examples that they show.
    Docs,
    /// Say how large each decision of the shipped pack is as a page loads it, and whether it may be.
    Sizes,
    /// Say how well texts are read: right, and settled, for each decision and language.
    Readings(readings::Readings),
    /// Check the licences and the origin of the dependencies (needs `cargo install cargo-deny`).
    Deny,
}

fn main() -> anyhow::Result<()> {
    match Chore::parse() {
        Chore::Test => test(),
        Chore::Fuzz { seconds } => fuzz(seconds),
        Chore::Docs => docs(),
        Chore::Sizes => sizes::sizes(),
        Chore::Readings(arguments) => readings::readings(&arguments),
        Chore::Deny => cargo(&["deny", "check", "licenses", "bans", "sources"], &[]),
    }
}

fn test() -> anyhow::Result<()> {
    cargo(&["fmt", "--all", "--check"], &[])?;
    cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"], &[])?;
    cargo(&["test", "--workspace", "--locked"], &[])?;
    cargo(&["doc", "--workspace", "--no-deps", "--locked"], &[("RUSTDOCFLAGS", "-D warnings")])?;
    sizes::sizes()
}

/// The tests that hold `docs/` against the program, with their packages, each after those it takes
/// from.
const DOCUMENTS: [[&str; 2]; 4] = [
    ["shirube-lang", "diagnostics"],
    ["shirube-lang", "pages"],
    ["shirube-lang", "schema"],
    ["shirube", "documents"],
];

fn docs() -> anyhow::Result<()> {
    for [package, test] in DOCUMENTS {
        cargo(&["test", "-p", package, "--test", test, "--locked"], &[("UPDATE", "1")])?;
    }
    Ok(())
}

/// The fuzz targets, in `tests/fuzz`.
const FUZZ_TARGETS: [&str; 5] = ["quantity", "answer", "link", "compiled", "toml"];

fn fuzz(seconds: u32) -> anyhow::Result<()> {
    let version = command(&["fuzz", "--version"]).output();
    if !version.is_ok_and(|output| output.status.success()) {
        bail!(
            "cargo-fuzz is missing; `cargo install cargo-fuzz` installs it (it needs a C++ compiler)"
        );
    }
    let limit = format!("-max_total_time={seconds}");
    for target in FUZZ_TARGETS {
        // What is found goes to the first folder.
        let found = format!("tests/fuzz/corpus/{target}");
        let seeds = format!("tests/fuzz/seeds/{target}");
        fs::create_dir_all(Path::new(ROOT).join(&found)).context("cannot keep what is found")?;
        // The crates have no unsafe code for a sanitizer to watch; without one, more is tried.
        let run = ["fuzz", "run", "--fuzz-dir", "tests/fuzz", "--sanitizer", "none", target];
        let with = [&found, &seeds, "--", &limit, "-timeout=10", "-dict=tests/fuzz/words.dict"];
        // cargo-fuzz asks for flags that a stable toolchain has, but keeps to itself.
        cargo(&[&run[..], &with[..]].concat(), &[("RUSTC_BOOTSTRAP", "1")])?;
    }
    Ok(())
}

/// Where the root workspace is.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// Runs cargo and fails as it fails.
fn cargo(arguments: &[&str], environment: &[(&str, &str)]) -> anyhow::Result<()> {
    let line = format!("cargo {}", arguments.join(" "));
    let status = command(arguments)
        .envs(environment.iter().copied())
        .status()
        .with_context(|| format!("cannot run `{line}`"))?;
    if status.success() { Ok(()) } else { bail!("`{line}` failed") }
}

fn command(arguments: &[&str]) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(arguments).current_dir(ROOT);
    command
}
