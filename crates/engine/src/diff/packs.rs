//! Whole packs: which decisions changed, in which editions, and what else differs.

use super::joint::{Of, parts};
use super::{ClaimChange, Comparison, Edited, Part, Side, Step, TooLarge, compare, step};
use crate::cores::on_all_cores;
use crate::model::{Definition, FactValue, RuleKind, Source, Text};
use crate::pack::{Decision, Pack};

/// What differs between two packs, or between two editions of one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PackDiff {
    /// The editions that were compared, of the old pack and of the new one.
    pub editions: Vec<[usize; 2]>,
    /// The editions that only the old pack has, and those that only the new one has.
    pub only_editions: [Vec<usize>; 2],
    /// The decisions of both packs in which something differs, sorted by id.
    pub decisions: Vec<DecisionDiff>,
    /// The decisions that only the old pack has, and those that only the new one has.
    pub only: [Vec<usize>; 2],
    /// Figures that differ, sorted by id.
    pub facts: Vec<FactChange>,
    /// The claims that differ, sorted by decision and id; see [`PackDiff::with_claims`].
    pub claims: Vec<ClaimChange>,
    /// Whether another decision, or none, leads to the others.
    pub front_door: bool,
    /// How many texts differ, are gone or are new, of what both packs have.
    pub texts: usize,
    /// How many sources differ, are gone or are new.
    pub sources: usize,
}

/// What differs in a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionDiff {
    /// Its index in the old pack.
    pub old: usize,
    /// Its index in the new pack.
    pub new: usize,
    /// What only one side has.
    pub parts: Vec<(Side, Part)>,
    /// How its outcomes compare, and in which of [`PackDiff::editions`] they compare so.
    pub compared: Vec<(Vec<usize>, Result<Comparison, TooLarge>)>,
}

/// A figure that is another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FactChange {
    /// The fact in the old pack.
    pub old: usize,
    /// The fact in the new pack.
    pub new: usize,
    /// The editions in which it differs, of the old pack and of the new one.
    pub editions: [usize; 2],
}

impl PackDiff {
    /// Compares two packs, in every edition that both have.
    #[must_use]
    pub fn of_packs(old: &Pack, new: &Pack) -> Self {
        let [before, after] = [old, new].map(|pack| &pack.about().editions);
        let editions = after.iter().enumerate().filter_map(|(new, edition)| {
            let old = before.iter().position(|known| known.id == edition.id)?;
            Some([old, new])
        });
        let mut diff = Self::of(old, new, editions.collect());
        let apart = |own: &[crate::pack::Edition], others: &[crate::pack::Edition]| {
            let known = |id: &str| others.iter().any(|other| other.id == id);
            (0..own.len()).filter(|&index| !known(&own[index].id)).collect()
        };
        diff.only_editions = [apart(before, after), apart(after, before)];
        diff.front_door = old.about().front_door != new.about().front_door;
        diff.texts = texts(old, new);
        diff.sources = sources(old, new);
        diff
    }

    /// Compares two editions of a pack.
    #[must_use]
    pub fn of_editions(pack: &Pack, old: usize, new: usize) -> Self {
        Self::of(pack, pack, vec![[old, new]])
    }

    /// Compares two editions of a pack in one of its decisions, by its index, with the figures that
    /// it mentions.
    ///
    /// # Panics
    ///
    /// If the pack has no such decision or edition.
    #[must_use]
    pub fn of_decision(pack: &Pack, index: usize, old: usize, new: usize) -> Self {
        let editions = vec![[old, new]];
        let compared = &pack.decisions()[index];
        let mentioned = |fact: &FactChange| {
            let rules = &compared.definition().rules;
            rules.iter().any(|rule| rule.facts.contains(&fact.new))
        };
        let mut facts = facts(pack, pack, &editions);
        facts.retain(mentioned);
        let found = decision([pack; 2], [index; 2], [compared; 2], &editions);
        Self { decisions: found.into_iter().collect(), facts, editions, ..Self::default() }
    }

    /// Whether the new version is at least what follows from the old one; `None` where one of them
    /// is not of the form `1.2.3`.
    #[must_use]
    pub fn version_follows(&self, old: &Pack, new: &Pack) -> Option<bool> {
        let expected = step::expected_version(&old.about().version, self.step())?;
        step::at_least(&new.about().version, &expected)
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.step() == Step::None
    }

    fn of(old: &Pack, new: &Pack, editions: Vec<[usize; 2]>) -> Self {
        let apart = |own: &Pack, other: &Pack| {
            let gone = own.decisions().iter().enumerate();
            let gone =
                gone.filter(|(_, decision)| other.decision(&decision.definition().id).is_none());
            gone.map(|(index, _)| index).collect()
        };
        let both = new.decisions().iter().enumerate().filter_map(|(index, after)| {
            let same = |before: &Decision| before.definition.id == after.definition.id;
            Some([old.decisions().iter().position(same)?, index])
        });
        let both: Vec<[usize; 2]> = both.collect();
        let compared = on_all_cores(&both, |&[before, after]| {
            let decisions = [&old.decisions()[before], &new.decisions()[after]];
            decision([old, new], [before, after], decisions, &editions)
        });
        let decisions = compared.into_iter().flatten().collect();
        Self {
            facts: facts(old, new, &editions),
            only: [apart(old, new), apart(new, old)],
            decisions,
            editions,
            ..Self::default()
        }
    }
}

/// What differs in a decision; `None` if nothing does.
fn decision(
    packs: [&Pack; 2],
    [old, new]: [usize; 2],
    decisions: [&Decision; 2],
    editions: &[[usize; 2]],
) -> Option<DecisionDiff> {
    let mut found = DecisionDiff { old, new, parts: Vec::new(), compared: Vec::new() };
    for (nth, &[before, after]) in editions.iter().enumerate() {
        let of = |side: usize, edition| {
            let at = Edited { pack: packs[side], edition };
            Of { at, decision: decisions[side] }
        };
        let sides = [of(0, before), of(1, after)];
        found.parts.extend(parts(sides));
        let compared = compare::compare(sides);
        let nothing =
            |compared: &Comparison| compared.changes.is_empty() && compared.reasons.is_empty();
        if compared.as_ref().is_ok_and(nothing) {
            continue;
        }
        match found.compared.iter_mut().find(|(_, known)| *known == compared) {
            Some((places, _)) => places.push(nth),
            None => found.compared.push((vec![nth], compared)),
        }
    }
    found.parts.sort_unstable();
    found.parts.dedup();
    (!found.parts.is_empty() || !found.compared.is_empty()).then_some(found)
}

fn facts(old: &Pack, new: &Pack, editions: &[[usize; 2]]) -> Vec<FactChange> {
    let figure = |value: &FactValue| (value.dimension, value.value);
    let mut changes = Vec::new();
    for (index, fact) in new.about().facts.iter().enumerate() {
        let known = old.about().facts.iter().position(|known| known.id == fact.id);
        let Some(place) = known else { continue };
        let before = &old.about().facts[place];
        changes.extend(editions.iter().filter_map(|&[one, other]| {
            let differs = figure(before.values.get(one)?) != figure(fact.values.get(other)?);
            differs.then_some(FactChange { old: place, new: index, editions: [one, other] })
        }));
    }
    changes
}

/// How many sources differ.
fn sources(old: &Pack, new: &Pack) -> usize {
    let cited = |pack: &Pack| -> Vec<(String, String)> {
        let known = &pack.about().sources;
        let id = |source: &usize| known[*source].id.clone();
        let of_source = |s: &Source| (s.id.clone(), format!("{} {}", s.url, s.as_of));
        let facts = pack.about().facts.iter().flat_map(|fact| {
            fact.values.iter().enumerate().map(move |(edition, value)| {
                let ids: Vec<String> = value.sources.iter().map(id).collect();
                (format!("@{} {edition}", fact.id), format!("{ids:?} {}", value.as_of))
            })
        });
        known.iter().map(of_source).chain(facts).collect()
    };
    differing(&cited(old), &cited(new))
}

/// How many texts differ, each under a name of its own.
fn texts(old: &Pack, new: &Pack) -> usize {
    let all = |pack: &Pack| -> Vec<(String, String)> {
        let about = pack.about();
        let languages = &about.languages;
        let mut texts = Vec::new();
        let mut add = |name: String, text: &Text| {
            let said = languages.iter().zip(&text.0);
            texts.extend(said.map(|(code, said)| (format!("{name} {code}"), said.clone())));
        };
        add("title".into(), &about.title);
        add("about".into(), &about.about);
        about.notice.iter().for_each(|notice| add("notice".into(), notice));
        if let Some(exam) = &about.exam {
            add("exam".into(), &exam.title);
            for form in &exam.forms {
                add(format!("exam {} name", form.id), &form.name);
                add(format!("exam {} about", form.id), &form.about);
            }
        }
        about.sources.iter().for_each(|s| add(format!("source {}", s.id), &s.title));
        for fact in &about.facts {
            add(format!("fact {}", fact.id), &fact.about);
        }
        for decision in pack.decisions() {
            of_decision(decision.definition(), &mut add);
        }
        texts
    };
    differing(&all(old), &all(new))
}

fn of_decision(definition: &Definition, add: &mut impl FnMut(String, &Text)) {
    let id = &definition.id;
    add(format!("{id} title"), &definition.title);
    add(format!("{id} about"), &definition.about);
    for input in &definition.inputs {
        for (what, text) in [("name", &input.name), ("ask", &input.ask), ("why", &input.why)] {
            add(format!("{id}.{} {what}", input.id), text);
        }
        if input.requirement().is_some_and(|from| from.options.is_none()) {
            // These are the texts of another decision.
            continue;
        }
        for value in input.values() {
            add(format!("{id}.{}={} name", input.id, value.id), &value.name);
            value.about.iter().for_each(|text| {
                add(format!("{id}.{}={} about", input.id, value.id), text);
            });
        }
    }
    for option in &definition.options {
        add(format!("{id}:{} name", option.id), &option.name);
        add(format!("{id}:{} about", option.id), &option.about);
        option.best.iter().for_each(|text| add(format!("{id}:{} best", option.id), text));
    }
    for rule in definition.rules.iter().filter(|rule| rule.kind != RuleKind::Assume) {
        add(format!("{id}#{}", rule.id), &rule.because);
    }
}

/// How many names stand for something else, or for something on one side only.
fn differing(old: &[(String, String)], new: &[(String, String)]) -> usize {
    let [old, new] = [old, new]
        .map(|list| list.iter().cloned().collect::<std::collections::BTreeMap<String, String>>());
    let gone = old.iter().filter(|(name, said)| new.get(*name) != Some(said)).count();
    gone + new.keys().filter(|name| !old.contains_key(*name)).count()
}
