//! Compiles the packs under `rules/`: an unsound pack does not build.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, bail};
use shirube_lang::{Files, RenderOptions, check, render};

fn main() -> anyhow::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../../rules");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    compile(&root.join("mla-c01"), &out.join("mla-c01"))
}

/// Writes the pack, and its cues beside it.
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
    let cues = shirube_reader::to_bytes(&checked.cues)?;
    for (ending, bytes) in [("pack", pack.to_bytes()?), ("cues", cues)] {
        let target = target.with_extension(ending);
        fs::write(&target, bytes).with_context(|| format!("cannot write {}", target.display()))?;
    }
    Ok(())
}

/// A folder that gains or loses a file is a change, so every folder is watched, not only files.
fn watch(folder: &Path) {
    println!("cargo::rerun-if-changed={}", folder.display());
}
