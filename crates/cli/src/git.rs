//! A pack as it was at a git revision, read from the objects: the work tree is left alone.

use std::path::Path;
use std::process::{Command, Output};

use shirube_lang::Files;

use crate::catalogue::Catalogue;
use crate::failure::{Failure, said_by_system};

/// The files of a pack at a revision.
///
/// # Errors
///
/// If git cannot be run, or has no such repository, revision or folder.
pub fn files(pack: &Path, revision: &str, catalogue: &Catalogue) -> Result<Files, Failure> {
    let texts = &catalogue.diff;
    let name = pack.display().to_string();
    // A folder that is there no more may have been there at the revision.
    let (folder, path) = match pack.is_dir() {
        true => (pack, "./".to_owned()),
        false => (Path::new("."), format!("./{name}")),
    };
    let git = |arguments: &[&str]| {
        let run = Command::new("git").arg("-C").arg(folder).args(arguments).output();
        run.map_err(|error| {
            Failure::error((texts.no_git)(&said_by_system(&error))).help(texts.without_git)
        })
    };
    if !git(&["rev-parse", "--git-dir"])?.status.success() {
        return Err(Failure::error((texts.no_repository)(&name)).help(texts.without_git));
    }
    let commit = format!("{revision}^{{commit}}");
    let known = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
    if !known.status.success() || revision.is_empty() {
        return Err(Failure::error((texts.no_revision)(revision)).help(texts.list_revisions));
    }
    let commit = String::from_utf8_lossy(&known.stdout).trim().to_owned();
    let none = || Failure::error((texts.not_in_revision)(&name, revision));
    let listed = git(&["ls-tree", "-r", "-z", "--full-tree", &format!("{commit}:{path}")])?;
    if !listed.status.success() {
        return Err(none());
    }
    let mut files = Vec::new();
    for (object, path) in entries(&String::from_utf8_lossy(&listed.stdout)) {
        let read = said(git(&["cat-file", "blob", object])?, catalogue)?;
        let text = String::from_utf8(read).map_err(|_| {
            Failure::error((catalogue.problem.not_text)(&format!("{revision}:{path}")))
        })?;
        files.push((path.to_owned(), text));
    }
    if files.is_empty() { Err(none()) } else { Ok(Files::new(files)) }
}

/// The files of a pack in a listing of a tree: each object with its path.
fn entries(listing: &str) -> impl Iterator<Item = (&str, &str)> {
    listing.split('\0').filter_map(|entry| {
        let (about, path) = entry.split_once('\t')?;
        let mut about = about.split(' ');
        // Links are left out, as in a folder.
        let is_file = about.next()?.starts_with("100") && about.next()? == "blob";
        (is_file && Files::reads(path)).then_some((about.next()?, path))
    })
}

fn said(output: Output, catalogue: &Catalogue) -> Result<Vec<u8>, Failure> {
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Failure::error((catalogue.diff.git_failed)(said.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_a_pack_are_taken_from_a_listing() {
        let listing = "100644 blob a1\tpack.toml\x00120000 blob a2\tfacts.toml\x00\
                       160000 commit a3\tdecisions\x00100755 blob a4\tdecisions/a b.toml\x00\
                       100644 blob a5\tREADME.md\x00";
        let found: Vec<_> = entries(listing).collect();
        assert_eq!(found, [("a1", "pack.toml"), ("a4", "decisions/a b.toml")]);
    }
}
