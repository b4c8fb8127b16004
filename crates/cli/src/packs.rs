//! Where the rules come from: the pack that is built in, a folder, or a compiled file.

mod folders;

pub use folders::folders;

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use shirube_engine::Pack;
use shirube_engine::diff::Claimed;
use shirube_lang::{Checker, Files};
use shirube_reader::DecisionCues;

use crate::catalogue::Catalogue;
use crate::exit::Exit;
use crate::failure::{Failure, said_by_system};

/// A pack, and what its author claims of it.
pub struct Loaded {
    /// The pack.
    pub pack: Cow<'static, Pack>,
    /// The claims; none of a compiled pack, which does not tell.
    pub claims: Option<Vec<Claimed>>,
    /// The phrases by which texts are read; none of a compiled pack.
    pub cues: Vec<DecisionCues>,
}

impl From<Cow<'static, Pack>> for Loaded {
    fn from(pack: Cow<'static, Pack>) -> Self {
        Self { pack, claims: None, cues: Vec::new() }
    }
}

/// Loads a pack; without a path, the one that is built in.
///
/// # Errors
///
/// What is wrong with the path, the files, or the rules in them.
pub fn load(path: Option<&Path>, catalogue: &Catalogue, colour: bool) -> Result<Loaded, Failure> {
    load_by(&mut Checker::default(), path, catalogue, colour)
}

/// As [`load`], with what checks the files: it may know some of the decisions already.
///
/// # Errors
///
/// As of [`load`].
pub fn load_by(
    checker: &mut Checker,
    path: Option<&Path>,
    catalogue: &Catalogue,
    colour: bool,
) -> Result<Loaded, Failure> {
    let Some(path) = path else { return Ok(Loaded::from(Cow::Borrowed(shirube_rules::mla_c01()))) };
    let name = path.display().to_string();
    let loaded = if path.is_dir() {
        let files = Files::read(path)
            .map_err(|error| Failure::error(error.to_string()).help(error.help()))?;
        checked(checker, &files, &name, catalogue, colour)?
    } else if path.is_file() {
        Loaded::from(Cow::Owned(compiled(path, &name, catalogue)?))
    } else {
        return Err(Failure::error((catalogue.problem.no_pack)(&name)));
    };
    if loaded.pack.decisions().is_empty() {
        return Err(Failure::error(catalogue.problem.empty_pack));
    }
    Ok(loaded)
}

/// The pack in some files.
///
/// # Errors
///
/// What is wrong with the rules in them.
pub fn checked(
    checker: &mut Checker,
    files: &Files,
    name: &str,
    catalogue: &Catalogue,
    colour: bool,
) -> Result<Loaded, Failure> {
    let checked = checker.check(files);
    let (claims, cues) = (Some(checked.claims), checked.cues);
    let Some(pack) = checked.pack else {
        let options = shirube_lang::RenderOptions { color: colour, ..Default::default() };
        let findings = shirube_lang::render(&checked.diagnostics, files, &options);
        return Err(Failure::told(Exit::Unsound, (catalogue.problem.unsound)(name)).after(findings));
    };
    Ok(Loaded { pack: Cow::Owned(pack), claims, cues })
}

fn compiled(path: &Path, name: &str, catalogue: &Catalogue) -> Result<Pack, Failure> {
    let bytes = fs::read(path).map_err(|error| {
        Failure::error((catalogue.problem.unreadable)(name, &said_by_system(&error)))
    })?;
    Pack::from_bytes(&bytes).map_err(|error| {
        Failure::error((catalogue.problem.bad_pack)(name, &error.to_string())).help(error.help())
    })
}
