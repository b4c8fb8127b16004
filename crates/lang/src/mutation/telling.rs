//! Mutants in words, with places.

use std::ops::Range;

use shirube_engine::model::{Accept, Definition, RuleKind};
use shirube_engine::mutation::{Mutant, Scene, scenes};
use shirube_engine::{Answers, Verdict};

use super::{ChangeTold, Mutated, SlipTold, SlipWords};
use crate::coverage::{Suggested, answers};
use crate::files::FileId;
use crate::tested::Tested;
use crate::words::quoted;

impl Mutated<'_> {
    /// What a mutant is a slip in: the id of a rule, or of a fact after an `@`.
    #[must_use]
    pub fn subject(&self, mutant: &Mutant) -> String {
        match (mutant, mutant.rule()) {
            (Mutant::Moved { fact, .. }, _) => {
                self.facts().get(*fact).map_or_else(String::new, |fact| format!("@{}", fact.id))
            }
            (_, rule) => {
                let rule = rule.and_then(|rule| self.decision.definition().rules.get(rule));
                rule.map_or_else(String::new, |rule| rule.id.clone())
            }
        }
    }

    /// Where that stands.
    #[must_use]
    pub fn place(&self, mutant: &Mutant) -> Option<(FileId, Range<usize>)> {
        let place = match (mutant, mutant.rule()) {
            (Mutant::Moved { fact, .. }, _) => {
                let id = &self.facts().get(*fact)?.id;
                let names = &self.checked.facts;
                names.get(names.index(id)?)?.1
            }
            (_, rule) => {
                let draft = self.checked.draft(&self.decision.definition().id)?;
                draft.places.rules.get(rule?)?.id
            }
        };
        Some((place.file, place.span()))
    }

    /// The slip in words, such as `without asking whether `time` is < 60 minutes`.
    #[must_use]
    pub fn slip(&self, mutant: &Mutant, words: &SlipWords) -> String {
        self.slip_told(mutant).as_ref().map_or_else(String::new, words.slip)
    }

    fn slip_told(&self, mutant: &Mutant) -> Option<SlipTold> {
        let definition = self.decision.definition();
        let option = |index: usize| Some(definition.options.get(index)?.id.clone());
        let named = |rule: usize, place: usize| option(*named(definition, rule).get(place)?);
        Some(match *mutant {
            Mutant::Removed { .. } => SlipTold::Removed,
            Mutant::Negated { .. } => SlipTold::Negated,
            Mutant::Widened { rule, conjunction, test } => {
                let about = self.pack.about();
                let tested = Tested { definition, about, language: self.language };
                let (input, test) = tested.condition(rule, conjunction, test, None)?;
                SlipTold::Widened { input, test }
            }
            Mutant::Swapped { rule, place, option: other } => {
                SlipTold::Swapped { option: named(rule, place)?, other: option(other)? }
            }
            Mutant::Exchanged { rule, place } => {
                SlipTold::Exchanged { first: named(rule, place)?, second: named(rule, place + 1)? }
            }
            Mutant::Turned { rule, conjunction, test, range, upper } => {
                let test = definition.rules.get(rule)?.when.0.get(conjunction)?.get(test)?;
                let Accept::Quantity(ranges) = &test.accept else { return None };
                let range = ranges.get(range)?;
                let end = if upper { range.high } else { range.low }?;
                let (from, to) = match (end.inclusive, upper) {
                    (true, true) => ("<=", "<"),
                    (false, true) => ("<", "<="),
                    (true, false) => (">=", ">"),
                    (false, false) => (">", ">="),
                };
                let input = definition.inputs.get(test.input)?.id.clone();
                SlipTold::Turned { input, from, to }
            }
            Mutant::Moved { fact, up } => {
                let moved = mutant.facts(self.facts());
                let value = moved.get(fact)?.values.first()?;
                SlipTold::Moved { up, value: value.dimension.format(value.value) }
            }
            _ => return None,
        })
    }

    /// What a situation comes to with the mutant that it is of, and without, in words.
    #[must_use]
    pub fn change(&self, scene: &Scene, words: &SlipWords) -> String {
        let definition = self.decision.definition();
        let editions = self.pack.about().editions.iter().enumerate();
        let (among, others): (Vec<_>, Vec<_>) =
            editions.partition(|(edition, _)| scene.editions.contains(*edition));
        let among = if others.is_empty() { Vec::new() } else { among };
        (words.change)(&ChangeTold {
            situation: answers(definition, &scene.answers),
            editions: among.into_iter().map(|(_, edition)| edition.id.clone()).collect(),
            old: scene.outcome.map(|old| definition.outcome_id(old).to_owned()),
            new: self.becomes(scene),
        })
    }

    /// The ids of what a situation comes to with the first mutant that it is of.
    #[must_use]
    pub fn becomes(&self, scene: &Scene) -> Vec<String> {
        let verdict = scene.mutants.first().map(|(_, verdict)| verdict);
        let outcomes = verdict.map_or(&[][..], Verdict::outcomes).iter();
        outcomes.map(|&one| self.decision.definition().outcome_id(one).to_owned()).collect()
    }

    /// Cases that would catch what is missed, each as much of it as can be had.
    #[must_use]
    pub fn suggest(&self, words: &SlipWords) -> Vec<Suggested> {
        let missed = self.all_missed();
        let scenes = scenes(self.decision, self.facts(), &missed);
        let told = |scene: Scene| {
            let shows = scene.mutants.iter().filter_map(|(index, _)| {
                let mutant = missed.get(*index)?;
                let slip = self.slip(mutant, words);
                Some((words.catches)(&quoted(self.subject(mutant)), &slip))
            });
            Some(Suggested {
                shows: shows.collect(),
                answers: scene.answers,
                editions: scene.editions,
                outcome: scene.outcome?,
            })
        };
        scenes.into_iter().filter_map(told).collect()
    }

    /// Answers, by the ids of inputs in the author's order.
    #[must_use]
    pub fn answers(&self, given: &Answers) -> Vec<(String, String)> {
        let definition = self.decision.definition();
        let order = definition.inputs_in_order().into_iter();
        order
            .filter_map(|index| {
                let (input, answer) = (definition.inputs.get(index)?, given.get(index)?);
                Some((input.id.clone(), input.format_answer(&answer)))
            })
            .collect()
    }
}

/// The options that a rule names.
fn named(definition: &Definition, rule: usize) -> &[usize] {
    match definition.rules.get(rule).map(|rule| &rule.kind) {
        Some(RuleKind::Exclude { options } | RuleKind::Prefer { picks: options, .. }) => options,
        _ => &[],
    }
}
