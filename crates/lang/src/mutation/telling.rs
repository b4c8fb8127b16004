//! Mutants in words, with places.

use std::ops::Range;

use shirube_engine::model::{Accept, Fact, RuleKind};
use shirube_engine::mutation::{Mutant, Scene, scenes};
use shirube_engine::{Answers, Verdict};

use super::Mutated;
use crate::coverage::{Suggested, answers};
use crate::files::FileId;
use crate::tested::Tested;
use crate::words::{all_of, one_of, quoted};

impl Mutated<'_> {
    /// What a mutant is a slip in: the id of a rule, or of a fact after an `@`.
    #[must_use]
    pub fn subject(&self, mutant: &Mutant) -> String {
        match (mutant, mutant.rule()) {
            (Mutant::Moved { fact, .. }, _) => {
                self.facts().get(*fact).map_or_else(String::new, |fact| format!("@{}", fact.id))
            }
            (_, Some(rule)) => self.rule(rule).to_owned(),
            _ => String::new(),
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

    /// The slip, such as `without whether `time` is < 60 minutes`.
    #[must_use]
    pub fn slip(&self, mutant: &Mutant) -> String {
        let definition = self.decision.definition();
        match *mutant {
            Mutant::Removed { .. } => "taken out".to_owned(),
            Mutant::Negated { .. } => "turned around: where it holds, it does not".to_owned(),
            Mutant::Widened { rule, conjunction, test } => {
                let tested = Tested { definition, about: self.pack.about() };
                let test = tested.condition(rule, conjunction, test, None).unwrap_or_default();
                format!("without asking whether {test}")
            }
            Mutant::Swapped { rule, place, option } => {
                let named = self.named(rule).get(place).copied().unwrap_or_default();
                let [named, option] = [named, option].map(|option| quoted(self.option(option)));
                format!("with {option} in place of {named}")
            }
            Mutant::Exchanged { rule, place } => {
                let named = self.named(rule);
                let [first, second] = [place, place + 1].map(|place| {
                    quoted(self.option(named.get(place).copied().unwrap_or_default()))
                });
                format!("with {second} before {first}")
            }
            Mutant::Turned { rule, conjunction, test, range, upper } => {
                let told = || {
                    let test = definition.rules.get(rule)?.when.0.get(conjunction)?.get(test)?;
                    let Accept::Quantity(ranges) = &test.accept else { return None };
                    let range = ranges.get(range)?;
                    let end = if upper { range.high } else { range.low }?;
                    let input = &definition.inputs.get(test.input)?.id;
                    Some(match (end.inclusive, upper) {
                        (true, true) => format!("with `<` for `<=` of `{input}`"),
                        (false, true) => format!("with `<=` for `<` of `{input}`"),
                        (true, false) => format!("with `>` for `>=` of `{input}`"),
                        (false, false) => format!("with `>=` for `>` of `{input}`"),
                    })
                };
                told().unwrap_or_default()
            }
            Mutant::Moved { fact, up } => {
                let which = if up { "larger" } else { "smaller" };
                let moved = mutant.facts(self.facts());
                let value = |fact: &Fact| {
                    let value = fact.values.first()?;
                    Some(value.dimension.format(value.value))
                };
                let value = moved.get(fact).and_then(value).unwrap_or_default();
                format!("one step {which}: {value}")
            }
            _ => String::new(),
        }
    }

    /// What a situation comes to with the mutant that it is of, and without.
    #[must_use]
    pub fn told(&self, scene: &Scene) -> String {
        let definition = self.decision.definition();
        let situation = quoted(answers(definition, &scene.answers));
        let place = self.in_editions(scene);
        let new = self.becomes(scene);
        match (scene.outcome.map(|old| quoted(definition.outcome_id(old))), new.as_slice()) {
            (Some(old), []) => format!("{situation} could not occur; it comes to {old}{place}"),
            (Some(old), new) => {
                format!("{situation} would come to {} instead of {old}{place}", one_of(new))
            }
            (None, new) => format!("{situation} could occur, and come to {}{place}", one_of(new)),
        }
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
    pub fn suggest(&self) -> Vec<Suggested> {
        let missed = self.all_missed();
        let scenes = scenes(self.decision, self.facts(), &missed);
        let told = |scene: Scene| {
            let shows = scene.mutants.iter().filter_map(|(index, _)| {
                let mutant = missed.get(*index)?;
                Some(format!("catches {} {}", quoted(self.subject(mutant)), self.slip(mutant)))
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

    fn in_editions(&self, scene: &Scene) -> String {
        let editions = self.pack.about().editions.iter().enumerate();
        let (among, others): (Vec<_>, Vec<_>) =
            editions.partition(|(edition, _)| scene.editions.contains(*edition));
        if others.is_empty() {
            return String::new();
        }
        let among = all_of(among.iter().map(|(_, edition)| &edition.id));
        format!(" in edition {among}")
    }

    fn rule(&self, index: usize) -> &str {
        self.decision.definition().rules.get(index).map_or("", |rule| &rule.id)
    }

    fn option(&self, index: usize) -> &str {
        self.decision.definition().options.get(index).map_or("", |option| &option.id)
    }

    /// The options that a rule names.
    fn named(&self, rule: usize) -> &[usize] {
        match self.decision.definition().rules.get(rule).map(|rule| &rule.kind) {
            Some(RuleKind::Exclude { options } | RuleKind::Prefer { picks: options, .. }) => {
                options
            }
            _ => &[],
        }
    }
}
