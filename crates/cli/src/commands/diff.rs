//! `diff`: which answers changed between two packs, two git revisions, or two editions.

use std::path::{Path, PathBuf};

use shirube_engine::Pack;
use shirube_engine::diff::PackDiff;
use shirube_lang::Checker;

use crate::arguments::{Diff, DiffFormat, Global};
use crate::catalogue::Catalogue;
use crate::context::{Context, find_edition, first_catalogue};
use crate::difference::{Teller, Told, human, markdown};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::layout::Page;
use crate::packs::Loaded;
use crate::world::World;
use crate::{git, packs};

use super::{json, write};

/// Writes the comparison.
///
/// # Errors
///
/// What is wrong with the arguments, the packs, or git.
pub fn run(arguments: &Diff, global: &Global, world: &mut World) -> Result<Exit, Failure> {
    let catalogue = first_catalogue(global, world);
    if global.edition.is_some() {
        return Err(Failure::usage(catalogue.diff.one_edition));
    }
    let colour = world.talk_setting(global).colour;
    let mut load = Load { catalogue, colour, checker: Checker::default() };
    let two = load.two(arguments, global)?;
    let context = Context::of(two.new.pack, global, world)?;
    let catalogue = context.catalogue;
    let (new, old) = (&context.pack, two.old.as_ref().map_or(&context.pack, |old| &old.pack));
    let language = |pack: &Pack| {
        pack.about().languages.iter().position(|code| code == catalogue.code).unwrap_or(0)
    };
    let diff = match &arguments.editions {
        Some(ids) => {
            let [before, after] = [0, 1].map(|nth: usize| ids.get(nth).map_or("", String::as_str));
            let [before, after] = [before, after].map(|id| find_edition(new, id, catalogue));
            PackDiff::of_editions(new, before?, after?)
        }
        None => PackDiff::of_packs(old, new),
    };
    let claims = two.old.as_ref().and_then(|old| old.claims.as_ref()).zip(two.new.claims.as_ref());
    let diff = match claims {
        Some((before, after)) => diff.with_claims([old, new], [before, after]),
        None => diff,
    };
    let sides = [
        Told { pack: old, language: language(old) },
        Told { pack: new, language: context.language },
    ];
    let teller = Teller { sides, catalogue, diff: &diff };
    let difference = teller.tell(two.names, arguments.editions.is_none());
    let text = match arguments.format {
        DiffFormat::Json => json(&difference)?,
        _ if diff.is_empty() => format!("{}\n", catalogue.diff.nothing),
        DiffFormat::Markdown => markdown::write(&difference, catalogue),
        DiffFormat::Human => {
            let mut page = Page::new(context.output);
            human::set(&difference, catalogue, &mut page);
            page.finish()
        }
    };
    write(world, &text)?;
    let differs = arguments.exit_code && !diff.is_empty();
    Ok(if differs { Exit::Error } else { Exit::Success })
}

/// What is compared.
struct Two {
    /// What the person called them.
    names: [String; 2],
    /// The old pack, where it is not the new one.
    old: Option<Loaded>,
    new: Loaded,
}

/// Loads packs.
struct Load {
    catalogue: &'static Catalogue,
    colour: bool,
    /// Most of what is compared is on both sides: it is checked once.
    checker: Checker,
}

impl Load {
    fn two(&mut self, arguments: &Diff, global: &Global) -> Result<Two, Failure> {
        let texts = &self.catalogue.diff;
        let usage = |message: &str| Err(Failure::usage(message).help(texts.usage));
        let given: Vec<&Path> =
            arguments.packs.iter().chain(&global.pack).map(PathBuf::as_path).collect();
        if let Some(ids) = &arguments.editions {
            if given.len() > 1 {
                return usage(texts.one_pack);
            }
            let new = self.load(given.first().copied())?;
            let name = |nth: usize| ids.get(nth).cloned().unwrap_or_default();
            return Ok(Two { names: [name(0), name(1)], old: None, new });
        }
        if let Some(range) = &arguments.git {
            let here = Path::new(".");
            return match given.as_slice() {
                [pack] => self.revisions(range, pack),
                [] if here.join("pack.toml").is_file() => self.revisions(range, here),
                [] => usage(texts.which_pack),
                _ => usage(texts.one_pack),
            };
        }
        match given.as_slice() {
            [old, new] => {
                let names = [old, new].map(|path| path.display().to_string());
                let loaded = [old, new].map(|path| self.load(Some(path)));
                let [old, new] = loaded.map(|loaded| {
                    self.hinted(loaded, &names, given.iter().any(|path| path.exists()))
                });
                Ok(Two { old: Some(old?), new: new?, names })
            }
            _ => usage(texts.two_packs),
        }
    }

    /// Says how revisions are compared, where neither name is a path.
    fn hinted(
        &self,
        loaded: Result<Loaded, Failure>,
        [old, new]: &[String; 2],
        paths: bool,
    ) -> Result<Loaded, Failure> {
        let hint = |failure: Failure| failure.help((self.catalogue.diff.meant_git)(old, new));
        if paths { loaded } else { loaded.map_err(hint) }
    }

    /// Two revisions of a pack, or one and the files as they are.
    fn revisions(&mut self, range: &str, pack: &Path) -> Result<Two, Failure> {
        let named = |text: &str| if text.is_empty() { "HEAD".to_owned() } else { text.to_owned() };
        match range.split_once("..") {
            Some((old, new)) => {
                let names = [named(old), named(new)];
                let [old, new] = names.each_ref().map(|name| self.revision(name, pack));
                Ok(Two { old: Some(old?), new: new?, names })
            }
            None => {
                let names = [range.to_owned(), pack.display().to_string()];
                let old = Some(self.revision(range, pack)?);
                Ok(Two { old, new: self.load(Some(pack))?, names })
            }
        }
    }

    /// A pack in a revision.
    fn revision(&mut self, revision: &str, pack: &Path) -> Result<Loaded, Failure> {
        let files = git::files(pack, revision, self.catalogue)?;
        let name = format!("{revision}:{}", pack.display());
        let pack = packs::checked(&mut self.checker, &files, &name, self.catalogue, self.colour);
        pack.map_err(|failure| failure.help(self.catalogue.diff.read_as_today))
    }

    fn load(&mut self, path: Option<&Path>) -> Result<Loaded, Failure> {
        packs::load_by(&mut self.checker, path, self.catalogue, self.colour)
    }
}
