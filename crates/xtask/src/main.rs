//! The project's chores: `cargo xtask test` sets up and passes everything.

use std::process::Command;

use anyhow::{Context, bail};
use clap::Parser;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Build, test, bench and release chores")]
enum Chore {
    /// Set up what the tests need, then run them all: format, lints, tests, documentation.
    Test,
    /// Run the fuzz targets, each for some seconds (needs `cargo install cargo-fuzz`).
    Fuzz {
        /// How long each target runs.
        #[arg(long, default_value_t = 60)]
        seconds: u32,
    },
    /// Check the licences and the origin of the dependencies (needs `cargo install cargo-deny`).
    Deny,
}

fn main() -> anyhow::Result<()> {
    match Chore::parse() {
        Chore::Test => test(),
        Chore::Fuzz { seconds } => fuzz(seconds),
        Chore::Deny => cargo(&["deny", "check", "licenses", "bans", "sources"], &[]),
    }
}

fn test() -> anyhow::Result<()> {
    cargo(&["fmt", "--all", "--check"], &[])?;
    cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"], &[])?;
    cargo(&["test", "--workspace", "--locked"], &[])?;
    cargo(&["doc", "--workspace", "--no-deps", "--locked"], &[("RUSTDOCFLAGS", "-D warnings")])
}

fn fuzz(seconds: u32) -> anyhow::Result<()> {
    let limit = format!("-max_total_time={seconds}");
    for target in ["quantity", "answer", "link", "compiled", "toml"] {
        cargo(&["fuzz", "run", target, "--", &limit], &[("RUSTC_BOOTSTRAP", "1")])?;
    }
    Ok(())
}

/// Runs cargo and fails as it fails.
fn cargo(arguments: &[&str], environment: &[(&str, &str)]) -> anyhow::Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let line = format!("cargo {}", arguments.join(" "));
    let status = Command::new(cargo)
        .args(arguments)
        .envs(environment.iter().copied())
        .status()
        .with_context(|| format!("cannot run `{line}`"))?;
    if status.success() { Ok(()) } else { bail!("`{line}` failed") }
}
