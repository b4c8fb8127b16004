//! What a pack that builds could do without, or say better.
//!
//! A review looks at a sound pack only: of one with errors nothing can be said that would not
//! change with them.

mod cues;
pub(crate) mod effect;
mod figures;
mod text;
mod usage;

use shirube_engine::Pack;
use shirube_engine::analysis::Found;

use crate::case::Case;
use crate::code::Code;
use crate::cues::CuesRead;
use crate::date::{Age, Date};
use crate::decision::Draft;
use crate::diagnostic::Findings;
use crate::files::Role;
use crate::front_door::FrontDoor;
use crate::place::Place;
use crate::reader::Table;
use crate::scope::Scope;

/// What a review is to know beside the pack.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReviewOptions {
    /// The day by which the age of facts and sources is told; without it, none is too old.
    pub today: Option<Date>,
}

/// A sound pack, as it was read.
pub(crate) struct Review<'r, 'a> {
    pub(crate) options: ReviewOptions,
    pub(crate) scope: &'r Scope,
    pub(crate) pack: &'r Pack,
    pub(crate) max_age: Option<&'r Age>,
    pub(crate) front_door: Option<&'r FrontDoor>,
    pub(crate) drafts: &'r [Draft],
    pub(crate) cases: &'r [Case],
    pub(crate) cues: &'r [CuesRead],
    /// The root of every file.
    pub(crate) roots: Vec<(Role, Table<'a>)>,
    /// Where exceptions for all of the pack are written.
    pub(crate) whole: Option<Place>,
}

impl Review<'_, '_> {
    /// Reports everything that is found, with what the analysis found.
    pub(crate) fn run(&self, analysed: &[Found], findings: &mut Findings) {
        let texts = self.texts();
        self.unused_facts(&texts, findings);
        self.uncited_sources(findings);
        self.old(findings);
        self.unreachable(findings);
        self.uncued(findings);
        for text in &texts {
            self.translations(text, findings);
            self.figures(text, findings);
        }
        for draft in self.drafts {
            self.other_figures(draft, findings);
        }
        for found in analysed.chunk_by(effect::are_told_together) {
            self.effect(found, findings);
        }
        let dates = self.options.today.is_some();
        findings.report_idle_exceptions(|code| {
            dates || !matches!(code, Code::OldFact | Code::OldSource)
        });
    }

    /// Things, and the pack: an exception may be written beside each of them.
    fn owners(&self, things: impl IntoIterator<Item = Place>) -> Vec<Place> {
        things.into_iter().chain(self.whole).collect()
    }
}
