//! What authors claim of their decisions, which is no part of a compiled pack.

use std::collections::BTreeMap;

use super::PackDiff;
use crate::pack::Pack;

/// A claim, as its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// The id of the decision that it is about.
    pub decision: String,
    /// Its id, which no other claim of the decision has.
    pub id: String,
    /// What it says, in one form for everything that means the same to its author.
    pub says: String,
}

/// A claim that is new, gone, or says something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimChange {
    /// The id of the decision.
    pub decision: String,
    /// The id of the claim.
    pub id: String,
    /// Whether the old pack has it, and whether the new one has.
    pub on: [bool; 2],
}

impl PackDiff {
    /// The comparison with that of the claims of two packs: of the decisions that both have.
    #[must_use]
    pub fn with_claims(self, packs: [&Pack; 2], claims: [&[Claimed]; 2]) -> Self {
        let shared =
            |claim: &&Claimed| packs.iter().all(|pack| pack.decision(&claim.decision).is_some());
        let [old, new] = claims.map(|claims| by_name(claims.iter().filter(shared)));
        let mut names: Vec<Name<'_>> = old.keys().chain(new.keys()).copied().collect();
        names.sort_unstable();
        names.dedup();
        names.retain(|name| old.get(name) != new.get(name));
        let changes = names.into_iter().map(|name| ClaimChange {
            decision: name.0.to_owned(),
            id: name.1.to_owned(),
            on: [old.contains_key(&name), new.contains_key(&name)],
        });
        Self { claims: changes.collect(), ..self }
    }
}

/// The decision and the id of a claim.
type Name<'c> = (&'c str, &'c str);

/// What claims say.
fn by_name<'c>(claims: impl Iterator<Item = &'c Claimed>) -> BTreeMap<Name<'c>, &'c str> {
    claims.map(|claim| ((&*claim.decision, &*claim.id), &*claim.says)).collect()
}
