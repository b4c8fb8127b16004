//! What may notice a mutant, the cheapest first.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use shirube_engine::claim::Claim;
use shirube_engine::model::Fact;
use shirube_engine::mutation::{Mutant, Tried};
use shirube_engine::{Decision, Pack};

use crate::case::Case;
use crate::check::Checked;
use crate::claim::ClaimRead;
use crate::code::Code;
use crate::decision::Draft;
use crate::diagnostic::Level;
use crate::review::effect::{Effect, are_told_together};
use crate::run::{run_case, run_in};

use super::{Noticed, Standing, code};

/// Everything that may notice a slip in one decision.
pub(super) struct Jury<'p> {
    decision: &'p Decision,
    pack: &'p Pack,
    checked: &'p Checked,
    /// Its place in the pack.
    index: usize,
    draft: Option<&'p Draft>,
    /// Its own cases that hold, and those of decisions that rest on it.
    cases: Vec<&'p Case>,
    above: Vec<&'p Case>,
    /// Its claims, those that take long to prove last.
    claims: Vec<&'p ClaimRead>,
    /// What a review warns of as it is, once that has been asked.
    known: OnceLock<BTreeSet<(Code, String)>>,
}

impl<'p> Jury<'p> {
    pub(super) fn of(pack: &'p Pack, checked: &'p Checked, decision: &'p Decision) -> Self {
        let id = &decision.definition().id;
        let holds = |case: &&Case| run_case(pack, case).is_empty();
        let rests = |case: &&Case| case.upstream.iter().any(|(other, _)| other == id);
        let draft = checked.draft(id);
        let mut claims: Vec<&ClaimRead> = draft.map_or(&[][..], |d| &d.claims).iter().collect();
        claims.sort_by_key(|read| matches!(read.claim, Claim::AtMost { .. }));
        let index = pack.decisions().iter().position(|other| other.definition().id == *id);
        Self {
            decision,
            pack,
            checked,
            index: index.unwrap_or_default(),
            draft,
            cases: checked.cases.iter().filter(|c| c.decision == *id).filter(holds).collect(),
            above: checked.cases.iter().filter(rests).filter(holds).collect(),
            claims,
            known: OnceLock::new(),
        }
    }

    /// How a mutant stands that was tried out.
    pub(super) fn standing(&self, mutant: &Mutant, tried: Tried) -> Standing {
        let made = match tried {
            Tried::Equivalent => return Standing::Equivalent,
            Tried::Refused(refusal) => return Standing::Caught(Noticed::Refused(code(refusal))),
            Tried::Differs(made) => made,
        };
        let facts = match mutant {
            Mutant::Moved { .. } => Cow::Owned(mutant.facts(&self.pack.about().facts)),
            _ => Cow::Borrowed(self.pack.about().facts.as_slice()),
        };
        let noticed = self
            .case(&made)
            .or_else(|| self.claim(&made, &facts))
            .or_else(|| self.finding(&made, &facts))
            .or_else(|| self.case_above(*made));
        noticed.map_or(Standing::Missed, Standing::Caught)
    }

    /// A case of the decision that fails.
    fn case(&self, made: &Decision) -> Option<Noticed> {
        let fails = |case: &&&Case| {
            let mut editions = (0..self.pack.about().editions.len())
                .filter(|&edition| case.editions.contains(edition));
            editions.any(|edition| !run_in(self.pack, made, case, edition).is_empty())
        };
        self.cases.iter().find(fails).map(|case| Noticed::Case(case.id.clone()))
    }

    /// A case that fails of a decision that rests on this one.
    fn case_above(&self, made: Decision) -> Option<Noticed> {
        if self.above.is_empty() {
            return None;
        }
        let pack = self.pack.instead(made)?;
        let fails = |case: &&&Case| !run_case(&pack, case).is_empty();
        self.above.iter().find(fails).map(|case| Noticed::Case(case.id.clone()))
    }

    /// A claim that does not hold, and did.
    fn claim(&self, made: &Decision, facts: &[Fact]) -> Option<Noticed> {
        let own = &self.pack.about().facts;
        let fails = |read: &&&ClaimRead| {
            let mut editions = (0..self.pack.about().editions.len())
                .filter(|&edition| read.editions.contains(edition));
            editions.any(|edition| {
                made.prove(facts, edition, &read.claim).is_err()
                    && self.decision.prove(own, edition, &read.claim).is_ok()
            })
        };
        self.claims.iter().find(fails).map(|read| Noticed::Claim(read.id.clone()))
    }

    /// A warning that there was not.
    fn finding(&self, made: &Decision, facts: &[Fact]) -> Option<Noticed> {
        let known =
            self.known.get_or_init(|| self.warnings(self.decision, &self.pack.about().facts));
        let mut warnings = self.warnings(made, facts).into_iter();
        warnings.find(|found| !known.contains(found)).map(|(code, _)| Noticed::Finding(code))
    }

    /// What a review warns of: by code and message, which are the same where the same is found.
    fn warnings(&self, decision: &Decision, facts: &[Fact]) -> BTreeSet<(Code, String)> {
        let found = self.pack.analyse_instead(self.index, decision, facts);
        let told = found.chunk_by(are_told_together).filter_map(|group| {
            let effect = Effect {
                definition: decision.definition(),
                places: &self.draft?.places,
                editions: &self.pack.about().editions,
                facts,
                fact_names: &self.checked.facts,
                found: group.first()?,
                group,
            };
            let (told, mut owners) = effect.tell()?;
            owners.extend(self.checked.whole);
            let accepted = |(owner, code): &(_, Code)| *code == told.code && owners.contains(owner);
            let stands =
                told.level == Level::Warning && !self.checked.accepted.iter().any(accepted);
            stands.then_some((told.code, told.message))
        });
        told.collect()
    }
}
