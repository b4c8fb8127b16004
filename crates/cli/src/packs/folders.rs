//! Which folders are packs, for what works on the files rather than on the rules.

use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// How deep below a folder its packs may lie: `rules/mla-c01` is found from where `rules` is.
const DEPTH: usize = 2;

/// The folders of the packs that were asked for; where none was, of those that lie here.
///
/// A folder that is no pack stands for those in it. One that holds none stands for itself, so that
/// whatever reads it says what is missing.
///
/// # Errors
///
/// If nothing was asked for and there is no pack here.
pub fn folders(asked: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    if asked.is_empty() {
        let found = packs_in(Path::new("."), DEPTH);
        if found.is_empty() {
            return Err(Failure::usage("there is no pack here")
                .help("name its folder, the one that holds `pack.toml`"));
        }
        return Ok(found);
    }
    let mut folders = Vec::new();
    for path in asked {
        let mut found = packs_in(path, DEPTH);
        if found.is_empty() {
            found.push(path.clone());
        }
        found.retain(|folder| !folders.contains(folder));
        folders.append(&mut found);
    }
    Ok(folders)
}

/// The packs in a folder, which may be one itself, in the order of their paths.
fn packs_in(folder: &Path, depth: usize) -> Vec<PathBuf> {
    if folder.join("pack.toml").is_file() {
        return vec![folder.to_owned()];
    }
    let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
    // What cannot be read here holds no pack that could be.
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut inner: Vec<PathBuf> = entries
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        .map(|entry| entry.path())
        .collect();
    inner.sort();
    inner.iter().flat_map(|folder| packs_in(folder, depth)).collect()
}
