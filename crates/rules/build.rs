//! Compiles the packs under `rules/`: an unsound pack does not build.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, bail};
use shirube_lang::{Files, RenderOptions, check, render};

fn main() -> anyhow::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../../rules");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    compile(&root.join("mla-c01"), &out.join("mla-c01.pack"))
}

fn compile(folder: &Path, target: &Path) -> anyhow::Result<()> {
    watch(folder);
    let files = Files::read(folder).map_err(|error| anyhow::anyhow!("{error}"))?;
    let checked = check(&files);
    let Some(pack) = checked.pack else {
        bail!(
            "the rules in {} are not sound\n\n{}",
            folder.display(),
            render(&checked.diagnostics, &files, &RenderOptions::default())
        );
    };
    fs::write(target, pack.to_bytes()?)
        .with_context(|| format!("cannot write {}", target.display()))
}

/// A folder that gains or loses a file is a change, so every folder is watched, not only files.
fn watch(folder: &Path) {
    println!("cargo::rerun-if-changed={}", folder.display());
}
