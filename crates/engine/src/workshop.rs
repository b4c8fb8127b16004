//! Work on packs that is kept: what was compiled, found and proved of a decision is not worked out
//! again while all that it rests on is the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{self, Analysed, Found};
use crate::claim::{Claim, ClaimFlaw};
use crate::compile::{self, Flaw};
use crate::cores::on_all_cores;
use crate::diagram::Diagram;
use crate::model::{Condition, Definition, Fact};
use crate::pack::{About, Decision, Pack, PackFlaw};

/// Compiles packs, analyses them and proves claims on them, each decision on a core of its own.
///
/// What comes again as it was is not worked out again. The results are the same as those of a
/// workshop that has done nothing yet; keep one where a pack is looked at after each change.
#[derive(Debug, Default)]
pub struct Workshop {
    /// By the id of the decision.
    known: BTreeMap<String, Known>,
}

/// What was worked out about a decision.
#[derive(Debug)]
struct Known {
    subject: Subject,
    compiled: Compiled,
    /// What was found where these values of its inputs never come.
    analysed: Option<(NeverComing, Analysed)>,
    proved: Vec<(Stated, Result<(), ClaimFlaw>)>,
}

type Compiled = Result<Vec<Diagram>, Vec<Flaw>>;

/// Inputs that other decisions settle, each with a value for which there is no winner.
pub(crate) type NeverComing = Vec<(usize, usize)>;

/// All that the work on a decision rests on. Facts are those that its conditions compare with, by
/// their places among these; where it stands in a pack is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Subject {
    definition: Definition,
    facts: Vec<Fact>,
    editions: usize,
}

/// All that a proof rests on beside the decision.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stated {
    edition: usize,
    claim: Claim,
    facts: Vec<Fact>,
}

/// A claim on a decision of a pack, in one edition.
#[derive(Debug, Clone, Copy)]
pub struct Claimed<'c> {
    /// The decision: an index into [`Pack::decisions`].
    pub decision: usize,
    /// The edition.
    pub edition: usize,
    /// What is claimed.
    pub claim: &'c Claim,
}

impl Workshop {
    /// Compiles a pack, as [`Pack::compile`] does.
    ///
    /// # Errors
    ///
    /// Everything that keeps it from being one.
    pub fn compile(
        &mut self,
        about: About,
        definitions: Vec<Definition>,
    ) -> Result<Pack, Vec<PackFlaw>> {
        Pack::compiled(about, definitions, self)
    }

    /// The diagrams of well-formed definitions. Decisions that are not among these are forgotten.
    pub(crate) fn diagrams(&mut self, definitions: &[&Definition], about: &About) -> Vec<Compiled> {
        let subjects: Vec<Subject> =
            definitions.iter().map(|definition| Subject::of(definition, about).0).collect();
        let compiled = on_all_cores(&subjects, |subject| match self.known_of(subject) {
            Some(known) => known.compiled.clone(),
            None => compile::diagrams(&subject.definition, &subject.facts, subject.editions),
        });
        let mut before = std::mem::take(&mut self.known);
        for (subject, compiled) in subjects.into_iter().zip(&compiled) {
            let id = subject.definition.id.clone();
            let same = before.remove(&id).filter(|known| known.subject == subject);
            let known = same.unwrap_or_else(|| Known::new(subject, compiled.clone()));
            self.known.insert(id, known);
        }
        compiled
    }

    /// Everything in a pack that has no effect, or that is said twice, as [`Pack::analyse`] tells
    /// it.
    pub fn analyse(&mut self, pack: &Pack) -> Vec<Found> {
        let facts = self.remember(pack);
        let never = |decision: &Decision| analysis::never_coming(pack, decision);
        let work: Vec<(&Decision, NeverComing)> =
            pack.decisions().iter().map(|decision| (decision, never(decision))).collect();
        let analysed = on_all_cores(&work, |(decision, never)| {
            let Known { subject, analysed, .. } = &self.known[&decision.definition.id];
            match analysed.as_ref().filter(|(known, _)| known == never) {
                Some((_, analysed)) => analysed.clone(),
                None => {
                    Analysed::of(&subject.definition, &subject.facts, &decision.diagrams, never)
                }
            }
        });
        for ((decision, never), analysed) in work.into_iter().zip(&analysed) {
            if let Some(known) = self.known.get_mut(&decision.definition.id) {
                known.analysed = Some((never, analysed.clone()));
            }
        }
        analysis::of_pack(analysed, &facts)
    }

    /// Whether each of some claims holds, as [`Decision::prove`] tells it.
    ///
    /// # Panics
    ///
    /// As that does, or if the pack has no such decision.
    pub fn prove(&mut self, pack: &Pack, claims: &[Claimed<'_>]) -> Vec<Result<(), ClaimFlaw>> {
        self.remember(pack);
        let work: Vec<(&Decision, Stated)> = (claims.iter())
            .map(|claimed| (&pack.decisions[claimed.decision], Stated::of(claimed, pack.about())))
            .collect();
        let proved = on_all_cores(&work, |(decision, stated)| {
            let mut known = self.known[&decision.definition.id].proved.iter();
            match known.find(|(known, _)| known == stated) {
                Some((_, proof)) => proof.clone(),
                None => decision.prove(&stated.facts, stated.edition, &stated.claim),
            }
        });
        self.known.values_mut().for_each(|known| known.proved.clear());
        for ((decision, stated), proof) in work.into_iter().zip(&proved) {
            if let Some(known) = self.known.get_mut(&decision.definition.id) {
                known.proved.push((stated, proof.clone()));
            }
        }
        proved
    }

    /// Knows the decisions of a pack, whatever was known of others with their ids. Returns for each
    /// the facts that it rests on, as the pack numbers them.
    fn remember(&mut self, pack: &Pack) -> Vec<Vec<usize>> {
        let mut facts = Vec::new();
        for decision in pack.decisions() {
            let (subject, used) = Subject::of(decision.definition(), pack.about());
            if self.known_of(&subject).is_none() {
                let known = Known::new(subject, Ok(decision.diagrams.clone()));
                self.known.insert(decision.definition.id.clone(), known);
            }
            facts.push(used);
        }
        facts
    }

    fn known_of(&self, subject: &Subject) -> Option<&Known> {
        self.known.get(&subject.definition.id).filter(|known| known.subject == *subject)
    }
}

impl Known {
    fn new(subject: Subject, compiled: Compiled) -> Self {
        Self { subject, compiled, analysed: None, proved: Vec::new() }
    }
}

impl Subject {
    /// What the work on a definition rests on, and the facts that it compares with, as its pack
    /// numbers them.
    fn of(definition: &Definition, about: &About) -> (Self, Vec<usize>) {
        let mut definition = definition.clone();
        definition.position = 0;
        for rule in &mut definition.rules {
            rule.facts.clear();
            rule.sources.clear();
        }
        let used = renumber(definition.rules.iter_mut().map(|rule| &mut rule.when));
        let facts = those(&used, about);
        (Self { definition, facts, editions: about.editions.len() }, used)
    }
}

impl Stated {
    fn of(claimed: &Claimed<'_>, about: &About) -> Self {
        let mut claim = claimed.claim.clone();
        let used = renumber(claim.when_mut().into_iter());
        Self { edition: claimed.edition, claim, facts: those(&used, about) }
    }
}

/// Lets conditions name facts by their places among those that they name. Returns which these are.
fn renumber<'c>(conditions: impl Iterator<Item = &'c mut Condition>) -> Vec<usize> {
    let mut named: Vec<&mut usize> = conditions.flat_map(Condition::facts_mut).collect();
    let used: BTreeSet<usize> = named.iter().map(|fact| **fact).collect();
    let used: Vec<usize> = used.into_iter().collect();
    for fact in &mut named {
        **fact = used.partition_point(|known| known < &**fact);
    }
    used
}

/// Facts, but for what they rest on themselves.
fn those(facts: &[usize], about: &About) -> Vec<Fact> {
    let mut facts: Vec<Fact> = facts.iter().map(|&fact| about.facts[fact].clone()).collect();
    for value in facts.iter_mut().flat_map(|fact| &mut fact.values) {
        value.sources.clear();
        value.as_of.clear();
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Finding;
    use crate::model::{Editions, Input, InputKind, Rule, RuleKind, Text};
    use crate::pack::Edition;

    /// A pack of two decisions with a flag each, of which one picks nothing by it.
    fn pack(workshop: &mut Workshop, name: &str) -> Pack {
        let definition = |id: &str, name: &str| Definition {
            id: id.into(),
            task: None,
            title: Text(vec![name.into()]),
            about: Text::default(),
            inputs: vec![Input {
                id: "idle".into(),
                name: Text::default(),
                ask: Text::default(),
                why: Text::default(),
                cost: 1,
                when_silent: None,
                kind: InputKind::Flag,
                position: 0,
            }],
            options: Vec::new(),
            rules: vec![Rule {
                id: "always".into(),
                kind: RuleKind::None { over: Vec::new() },
                editions: Editions::ALL,
                when: Condition(vec![Vec::new()]),
                because: Text::default(),
                facts: Vec::new(),
                sources: Vec::new(),
            }],
            position: 0,
        };
        let about = About {
            id: "made-up".into(),
            version: "1.0.0".into(),
            title: Text::default(),
            about: Text::default(),
            notice: None,
            languages: vec!["en".into()],
            editions: vec![Edition { id: "now".into(), title: Text::default() }],
            domains: Vec::new(),
            exam: None,
            front_door: None,
            tasks: Vec::new(),
            sources: Vec::new(),
            facts: Vec::new(),
        };
        let definitions = vec![definition("one", "One"), definition("two", name)];
        workshop.compile(about, definitions).unwrap()
    }

    /// A mark is left on what is known; it is seen again only of what did not change.
    #[test]
    fn only_what_changed_is_worked_out_again() {
        let mut workshop = Workshop::default();
        let before = pack(&mut workshop, "Two");
        assert_eq!(workshop.analyse(&before).len(), 2);
        let claim = Claim::AtMost { questions: 0 };
        let claims = [0, 1].map(|decision| Claimed { decision, edition: 0, claim: &claim });
        assert_eq!(workshop.prove(&before, &claims), [Ok(()), Ok(())]);
        for known in workshop.known.values_mut() {
            known.compiled = Err(vec![Flaw::TooLarge { editions: Editions::ALL }]);
            known.analysed.as_mut().unwrap().1.found.clear();
            known.proved[0].1 = Err(ClaimFlaw::TooLarge);
        }
        let known = |workshop: &Workshop, id: &str| workshop.known[id].compiled.is_err();
        assert_eq!(workshop.analyse(&before), []);
        assert_eq!(workshop.prove(&before, &claims), [(); 2].map(|()| Err(ClaimFlaw::TooLarge)));

        let after = pack(&mut Workshop::default(), "Another");
        let found = workshop.analyse(&after);
        assert!(matches!(found[..], [Found { decision: 1, .. }]), "{found:?}");
        assert_eq!(found[0].finding, Finding::InputWithoutEffect { input: 0 });
        assert_eq!(workshop.prove(&after, &claims), [Err(ClaimFlaw::TooLarge), Ok(())]);
        assert!(known(&workshop, "one") && !known(&workshop, "two"));
        let definitions: Vec<&Definition> =
            after.decisions.iter().map(|decision| &decision.definition).collect();
        let compiled = workshop.diagrams(&definitions, after.about());
        assert!(matches!(compiled[..], [Err(_), Ok(_)]));
    }
}
