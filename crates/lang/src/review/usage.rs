//! What nothing rests on or leads to, and what is too old to rest on.

use std::collections::BTreeSet;

use shirube_engine::model::FactValue;
use shirube_engine::pack::Exam;

use super::Review;
use super::text::TextRead;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Findings};

impl Review<'_, '_> {
    pub(super) fn unused_facts(&self, texts: &[TextRead<'_>], findings: &mut Findings) {
        let rules = self.drafts.iter().flat_map(|draft| &draft.definition.rules);
        let claims = self.drafts.iter().flat_map(|draft| &draft.claims);
        let mut used: BTreeSet<usize> = rules.flat_map(|rule| &rule.facts).copied().collect();
        used.extend(claims.flat_map(|claim| &claim.facts));
        used.extend(self.pack.about().exam.iter().flat_map(Exam::figures));
        for text in texts {
            let of = text.facts(self.scope);
            // What a fact says of itself does not count.
            let own = |fact: &usize| {
                self.scope.facts.get(*fact).is_some_and(|(_, place)| text.owners.contains(&place))
            };
            used.extend(of.into_iter().filter(|fact| !own(fact)));
        }
        for fact in (0..self.scope.facts.len()).filter(|fact| !used.contains(fact)) {
            let Some((id, place)) = self.scope.facts.get(fact) else { continue };
            let mut found =
                Diagnostic::new(Code::UnusedFact, format!("nothing uses the fact `{id}`"));
            found.at(place, "no rule or claim compares with it and no text mentions it");
            found.help(format!(
                "test it in a rule by `@{id}`, mention it in a text by `{{@{id}}}`, or take it out"
            ));
            findings.unless_accepted(found, &self.owners([place]));
        }
    }

    pub(super) fn uncited_sources(&self, findings: &mut Findings) {
        let about = self.pack.about();
        let rules = self.drafts.iter().flat_map(|draft| &draft.definition.rules);
        let values = about.facts.iter().flat_map(|fact| &fact.values);
        let mut cited: BTreeSet<usize> = rules.flat_map(|rule| &rule.sources).copied().collect();
        cited.extend(values.flat_map(|value| &value.sources));
        cited.extend(self.cases.iter().flat_map(|case| &case.sources));
        for source in (0..self.scope.sources.len()).filter(|source| !cited.contains(source)) {
            let Some((id, place)) = self.scope.sources.get(source) else { continue };
            let mut found =
                Diagnostic::new(Code::UncitedSource, format!("nothing cites the source `{id}`"));
            found.at(place, "no fact, rule or case rests on it");
            found.help(format!("cite it by `source = \"{id}\"`, or take it out"));
            findings.unless_accepted(found, &self.owners([place]));
        }
    }

    /// Reports decisions that the front door does not lead to.
    pub(super) fn unreachable(&self, findings: &mut Findings) {
        let Some(door) = self.front_door else { return };
        for decision in self.pack.unreached() {
            let id = &decision.definition().id;
            let Some(draft) = self.drafts.iter().find(|draft| draft.definition.id == *id) else {
                continue;
            };
            let mut found = Diagnostic::new(
                Code::UnreachableDecision,
                format!("nothing leads from the front door to `{id}`"),
            );
            found.at(draft.places.id, "nobody who begins at the front door finds it");
            found.and(door.place, "the front door");
            found.help(format!(
                "give `{}` an option `{id}` and a rule that picks it, or take the decision out",
                door.id
            ));
            findings.unless_accepted(found, &self.owners([draft.places.id]));
        }
    }

    /// Reports facts and sources older than the pack allows.
    pub(super) fn old(&self, findings: &mut Findings) {
        let (Some(today), Some(max_age)) = (self.options.today, self.max_age) else { return };
        let about = self.pack.about();
        for (source, (_, place)) in about.sources.iter().zip(self.scope.sources.all()) {
            if !max_age.is_exceeded(&source.as_of, today) {
                continue;
            }
            let id = &source.id;
            let mut found = Diagnostic::new(
                Code::OldSource,
                format!("the source `{id}` is older than {}", max_age.written),
            );
            found.at(place, format!("as of {}", source.as_of));
            found.help(format!("read {} again, and set its `as_of`", source.url));
            findings.unless_accepted(found, &self.owners([place]));
        }
        for (fact, (_, place)) in about.facts.iter().zip(self.scope.facts.all()) {
            let own = |value: &&FactValue| {
                // The date of its newest source is told of the source.
                let sources = value.sources.iter().filter_map(|&source| about.sources.get(source));
                sources.map(|source| &source.as_of).max() != Some(&value.as_of)
            };
            let old = (fact.values.iter())
                .filter(own)
                .map(|value| &value.as_of)
                .filter(|as_of| max_age.is_exceeded(as_of, today))
                .min();
            let Some(as_of) = old else { continue };
            let id = &fact.id;
            let mut found = Diagnostic::new(
                Code::OldFact,
                format!("the fact `{id}` is older than {}", max_age.written),
            );
            found.at(place, format!("as of {as_of}"));
            found.help("read its source again, and set its `as_of`");
            findings.unless_accepted(found, &self.owners([place]));
        }
    }
}
