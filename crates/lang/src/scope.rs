//! What every file of a pack may refer to: languages, editions, tasks, sources and facts.

use shirube_engine::model::Editions;

use crate::code::Code;
use crate::diagnostic::Findings;
use crate::names::Names;
use crate::reader::Item;

/// What a pack declares. What could not be read is `None`, or incomplete, and then nothing is
/// measured against it.
pub(crate) struct Scope {
    /// The languages, the default first.
    pub(crate) languages: Option<Vec<String>>,
    /// The ids of the editions, the default first.
    pub(crate) editions: Option<Vec<String>>,
    /// The editions as names.
    pub(crate) edition_names: Names,
    pub(crate) tasks: Names,
    pub(crate) sources: Names,
    pub(crate) facts: Names,
}

impl Scope {
    pub(crate) fn new() -> Self {
        Self {
            languages: None,
            editions: None,
            edition_names: Names::new("the pack", "edition", Code::UnknownEdition),
            tasks: Names::new("the pack", "task", Code::UnknownTask),
            sources: Names::new("the pack", "source", Code::UnknownSource),
            facts: Names::new("the pack", "fact", Code::UnknownFact),
        }
    }

    /// A text as it should be written, for help.
    pub(crate) fn text_example(&self) -> String {
        match self.languages.as_deref() {
            None | Some([_]) => "\"…\"".to_owned(),
            Some(languages) => {
                let parts: Vec<String> = languages.iter().map(|l| format!("{l} = \"…\"")).collect();
                format!("{{ {} }}", parts.join(", "))
            }
        }
    }

    /// The place of an edition in the pack's order.
    fn edition(&self, id: &str) -> Option<usize> {
        self.editions.as_ref()?.iter().position(|known| known == id)
    }

    /// The editions that a key `editions` names; all of them where it is not there.
    pub(crate) fn editions_of(
        &self,
        item: Option<Item<'_>>,
        findings: &mut Findings,
    ) -> Option<Editions> {
        let Some(item) = item else { return Some(Editions::ALL) };
        let found = self.edition_names.find_all(item, findings)?;
        let bits = found.iter().filter_map(|&(index, _)| {
            let (id, _) = self.edition_names.get(index)?;
            self.edition(id)
        });
        Some(Editions(bits.fold(0, |all, edition| all | 1 << edition)))
    }

    /// The indexes of the sources that a key cites, in order.
    pub(crate) fn sources_of(&self, item: Item<'_>, findings: &mut Findings) -> Option<Vec<usize>> {
        let found = self.sources.find_all(item, findings)?;
        let mut sources: Vec<usize> = found.into_iter().map(|(index, _)| index).collect();
        sources.sort_unstable();
        Some(sources)
    }
}
