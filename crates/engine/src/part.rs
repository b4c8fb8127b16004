//! A part of a pack: some of its decisions, in some of its languages, and nothing that these do
//! without. It is what a page loads that asks one decision in one language.

use std::collections::BTreeSet;

use crate::model::{Definition, InputKind, Text, Value};
use crate::pack::{About, Decision, Pack};

impl Pack {
    /// No more of the pack than some decisions, in some of its languages by index, with the facts
    /// and sources that they cite, their tasks and domains. A verdict of a decision that is not
    /// among them is asked for like any other answer, and there is no front door and no exam. Every
    /// verdict and every reason is the same.
    ///
    /// `None` if the pack lacks one of the decisions or languages, or no language is named.
    #[must_use]
    pub fn part(&self, decisions: &[&str], languages: &[usize]) -> Option<Self> {
        let known = languages.iter().all(|&index| index < self.about.languages.len());
        if languages.is_empty() || !known {
            return None;
        }
        let ids: BTreeSet<&str> = decisions.iter().copied().collect();
        let chosen = ids.iter().map(|id| self.decision(id).cloned());
        let mut decisions: Vec<Decision> = chosen.collect::<Option<_>>()?;
        let mut about = About { front_door: None, exam: None, ..self.about.clone() };
        for decision in &mut decisions {
            for input in &mut decision.definition.inputs {
                if let InputKind::Choice { from, .. } = &mut input.kind {
                    from.take_if(|from| !ids.contains(from.decision.as_str()));
                }
            }
        }
        let speak = |text: &mut Text| {
            let said = languages.iter().map(|&language| text.in_language(language).to_owned());
            text.0 = said.collect();
        };
        about.languages = languages.iter().map(|&index| about.languages[index].clone()).collect();
        texts_of_about(&mut about).for_each(speak);
        for decision in &mut decisions {
            texts_of(&mut decision.definition).for_each(speak);
        }
        keep_cited(&mut about, &mut decisions);
        let tasks = || decisions.iter().filter_map(|decision| decision.definition.task.as_ref());
        about.tasks.retain(|task| tasks().any(|id| *id == task.id));
        let About { domains, tasks, .. } = &mut about;
        domains.retain(|domain| tasks.iter().any(|task| task.domain == domain.id));
        Some(Self { about, decisions })
    }
}

/// Takes out the facts and sources that nothing cites any more, and lets all that cites the others
/// name them by their new places.
fn keep_cited(about: &mut About, decisions: &mut [Decision]) {
    let (mut facts, mut sources) = (BTreeSet::new(), BTreeSet::new());
    for decision in &mut *decisions {
        for rule in &mut decision.definition.rules {
            facts.extend(&rule.facts);
            facts.extend(rule.when.facts_mut().map(|fact| *fact));
            sources.extend(&rule.sources);
        }
        let said = texts_of(&mut decision.definition).flat_map(|text| text.0.iter());
        let named = said.flat_map(|said| named(said));
        facts.extend(named.filter_map(|id| about.facts.iter().position(|fact| fact.id == id)));
    }
    let values = facts.iter().flat_map(|&fact| &about.facts[fact].values);
    sources.extend(values.flat_map(|value| &value.sources));

    let place = |kept: &BTreeSet<usize>, index: usize| kept.range(..index).count();
    for decision in decisions {
        for rule in &mut decision.definition.rules {
            let named = rule.facts.iter_mut().chain(rule.when.facts_mut());
            named.for_each(|fact| *fact = place(&facts, *fact));
            rule.sources.iter_mut().for_each(|source| *source = place(&sources, *source));
        }
    }
    for value in about.facts.iter_mut().flat_map(|fact| &mut fact.values) {
        value.sources.iter_mut().for_each(|source| *source = place(&sources, *source));
    }
    keep(&mut about.facts, &facts);
    keep(&mut about.sources, &sources);
}

fn keep<T>(list: &mut Vec<T>, kept: &BTreeSet<usize>) {
    let mut index = 0..;
    list.retain(|_| index.next().is_some_and(|index| kept.contains(&index)));
}

/// The facts that a text stands for by `{@id}`.
fn named(text: &str) -> impl Iterator<Item = &str> {
    text.split("{@").skip(1).filter_map(|rest| rest.split_once('}').map(|(id, _)| id))
}

fn texts_of_about(about: &mut About) -> impl Iterator<Item = &mut Text> {
    let About { title, about, notice, editions, domains, tasks, sources, facts, .. } = about;
    let facts = facts.iter_mut().flat_map(|fact| {
        let written = fact.values.iter_mut().map(|value| &mut value.written);
        [&mut fact.about].into_iter().chain(written)
    });
    [title, about]
        .into_iter()
        .chain(notice)
        .chain(editions.iter_mut().map(|edition| &mut edition.title))
        .chain(domains.iter_mut().map(|domain| &mut domain.title))
        .chain(tasks.iter_mut().map(|task| &mut task.title))
        .chain(sources.iter_mut().map(|source| &mut source.title))
        .chain(facts)
}

fn texts_of(definition: &mut Definition) -> impl Iterator<Item = &mut Text> {
    let Definition { title, about, inputs, options, rules, .. } = definition;
    let inputs = inputs.iter_mut().flat_map(|input| {
        let values = match &mut input.kind {
            InputKind::Choice { values, .. } | InputKind::Set { members: values } => {
                values.as_mut_slice()
            }
            InputKind::Flag | InputKind::Quantity { .. } => &mut [],
        };
        let values = values.iter_mut().flat_map(texts_of_value);
        [&mut input.name, &mut input.ask, &mut input.why].into_iter().chain(values)
    });
    let options = options.iter_mut().flat_map(|option| {
        [&mut option.name, &mut option.about].into_iter().chain(&mut option.best)
    });
    let reasons = rules.iter_mut().map(|rule| &mut rule.because);
    [title, about].into_iter().chain(inputs).chain(options).chain(reasons)
}

fn texts_of_value(value: &mut Value) -> impl Iterator<Item = &mut Text> {
    [&mut value.name].into_iter().chain(&mut value.about)
}
