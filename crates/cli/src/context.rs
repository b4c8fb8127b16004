//! What a command works with: the pack, the language, the edition, and how text is set.

use std::borrow::Cow;
use std::path::PathBuf;

use shirube_engine::model::Text;
use shirube_engine::nearest::nearest;
use shirube_engine::{Decision, Pack};

use crate::arguments::Global;
use crate::catalogue::Catalogue;
use crate::failure::Failure;
use crate::forms::{pack_words, quoted};
use crate::layout::Setting;
use crate::packs;
use crate::world::World;

/// What a command works with.
pub struct Context {
    /// The pack.
    pub pack: Cow<'static, Pack>,
    /// Where it came from, if it is not the one built in.
    pub pack_path: Option<PathBuf>,
    /// The language of the pack's texts.
    pub language: usize,
    /// The edition that was asked for.
    pub edition: Option<usize>,
    /// The command's own texts.
    pub catalogue: &'static Catalogue,
    /// How results are set.
    pub output: Setting,
    /// How questions and notes are set.
    pub talk: Setting,
}

impl Context {
    /// Loads the pack and settles language and edition.
    ///
    /// # Errors
    ///
    /// An unknown edition or language, or a pack that cannot be loaded.
    pub fn open(global: &Global, world: &World) -> Result<Self, Failure> {
        let talk = world.talk_setting(global);
        let first = first_catalogue(global, world);
        let pack = packs::load(global.pack.as_deref(), first, talk.colour)?.pack;
        Self::of(pack, global, world)
    }

    /// As [`Context::open`], with no more of the built-in pack than one decision needs; all of it,
    /// if there is no such decision.
    ///
    /// # Errors
    ///
    /// As of [`Context::open`].
    pub fn open_for(decision: &str, global: &Global, world: &World) -> Result<Self, Failure> {
        let part = match global.pack {
            None => shirube_rules::mla_c01_part(decision),
            Some(_) => None,
        };
        match part {
            Some(part) => Self::of(Cow::Owned(part), global, world),
            None => Self::open(global, world),
        }
    }

    /// Settles language and edition for a pack.
    ///
    /// # Errors
    ///
    /// An unknown edition or language.
    pub fn of(pack: Cow<'static, Pack>, global: &Global, world: &World) -> Result<Self, Failure> {
        let asked = asked_language(global, world);
        let talk = world.talk_setting(global);
        let first = first_catalogue(global, world);
        let languages = &pack.about().languages;
        let found = asked.as_deref().and_then(|code| languages.iter().position(|l| l == code));
        if let (Some(code), None) = (&global.lang, found) {
            let known = first.list(languages.iter().map(String::as_str));
            return Err(Failure::usage((first.problem.no_language)(code)).help((first
                .problem
                .there_are)(
                &known
            )));
        }
        let language = found.unwrap_or(0);
        let code = languages.get(language).map_or("", String::as_str);
        let catalogue = Catalogue::of(code);
        let edition = match &global.edition {
            Some(id) => Some(find_edition(&pack, id, catalogue)?),
            None => None,
        };
        let output = world.output_setting(global);
        let pack_path = global.pack.clone();
        Ok(Self { pack, pack_path, language, edition, catalogue, output, talk })
    }

    /// A text of the pack in the context's language.
    #[must_use]
    pub fn text(&self, text: &Text, edition: usize) -> String {
        self.pack.text(text, self.language, edition)
    }

    /// The decision with an id.
    ///
    /// # Errors
    ///
    /// There is none; the failure names what there is.
    pub fn decision(&self, id: &str) -> Result<&Decision, Failure> {
        self.pack.decision(id).ok_or_else(|| self.no_decision(id))
    }

    /// That there is no such decision.
    #[must_use]
    pub fn no_decision(&self, id: &str) -> Failure {
        let problem = &self.catalogue.problem;
        let known = || self.decisions().map(|decision| decision.definition().id.as_str());
        Failure::usage((problem.no_decision)(id))
            .maybe_help(nearest(id, known()).map(problem.did_you_mean))
            .help((problem.there_are)(&self.catalogue.list(known())))
    }

    /// The decisions in the author's order.
    pub fn decisions(&self) -> impl Iterator<Item = &Decision> {
        let mut decisions: Vec<&Decision> = self.pack.decisions().iter().collect();
        decisions.sort_by_key(|decision| {
            let definition = decision.definition();
            (self.task_place(definition.task.as_deref()), definition.position)
        });
        decisions.into_iter()
    }

    /// Where a task stands in the blueprint; what belongs to none comes last.
    fn task_place(&self, task: Option<&str>) -> usize {
        let tasks = &self.pack.about().tasks;
        task.and_then(|id| tasks.iter().position(|task| task.id == id)).unwrap_or(tasks.len())
    }

    /// A command line on the same pack, quoted for a shell.
    #[must_use]
    pub fn command(&self, words: &[&str]) -> String {
        let mut line = vec!["shirube".to_owned()];
        line.extend(words.iter().map(|&word| word.to_owned()));
        line.extend(pack_words(self.pack_path.as_deref()));
        quoted(&line)
    }
}

fn asked_language(global: &Global, world: &World) -> Option<String> {
    global.lang.clone().or_else(|| world.language())
}

/// The texts to use before a pack is loaded.
#[must_use]
pub fn first_catalogue(global: &Global, world: &World) -> &'static Catalogue {
    Catalogue::of(asked_language(global, world).as_deref().unwrap_or_default())
}

/// The edition with an id.
///
/// # Errors
///
/// There is none; the failure names what there is.
pub fn find_edition(pack: &Pack, id: &str, catalogue: &Catalogue) -> Result<usize, Failure> {
    let known = || pack.about().editions.iter().map(|edition| edition.id.as_str());
    known().position(|edition| edition == id).ok_or_else(|| {
        let problem = &catalogue.problem;
        Failure::usage((problem.no_edition)(id))
            .maybe_help(nearest(id, known()).map(problem.did_you_mean))
            .help((problem.there_are)(&catalogue.list(known())))
    })
}
