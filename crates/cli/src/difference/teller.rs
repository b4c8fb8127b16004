//! Tells a comparison in names and texts of one language.

use shirube_engine::Outcome;
use shirube_engine::diff::{
    Change, Changed, Comparison, DecisionDiff, FactChange, PackDiff, Part, Side, Step,
    expected_version,
};
use shirube_engine::model::{Definition, InputKind, Text};

use crate::catalogue::Catalogue;

use super::{
    AnswerText, CaseText, ChangeText, DecisionText, Difference, EditionsText, FigureText,
    OutcomeText, PartChange, PartText, RuleText, Told, VersionText,
};

/// Tells a comparison.
pub struct Teller<'a> {
    /// The old side and the new one.
    pub sides: [Told<'a>; 2],
    /// The words of the language.
    pub catalogue: &'static Catalogue,
    /// What was found.
    pub diff: &'a PackDiff,
}

impl Teller<'_> {
    /// All of it, of what the person named so; two packs have versions, two editions have not.
    #[must_use]
    pub fn tell(&self, [old, new]: [String; 2], versions: bool) -> Difference {
        let [before, after] = self.sides;
        let edition = self.diff.editions.first().map_or(0, |pair| pair[1]);
        let both = after.pack.decisions().len() - self.diff.only[1].len();
        let mut figures: Vec<FigureText> = Vec::new();
        for figure in self.diff.facts.iter().filter_map(|fact| self.figure(fact)) {
            if !figures.contains(&figure) {
                figures.push(figure);
            }
        }
        let version = versions.then(|| VersionText {
            step: match self.diff.step() {
                Step::None => "none",
                Step::Patch => "patch",
                Step::Minor => "minor",
                Step::Major => "major",
            },
            old: before.pack.about().version.clone(),
            new: after.pack.about().version.clone(),
            expected: expected_version(&before.pack.about().version, self.diff.step()),
            follows: self.diff.version_follows(before.pack, after.pack),
        });
        Difference {
            title: after.pack.text(&after.pack.about().title, after.language, edition),
            old,
            new,
            compared: both,
            decisions: self.diff.decisions.iter().map(|decision| self.decision(decision)).collect(),
            parts: self.parts_of_pack(),
            figures,
            texts: self.diff.texts,
            sources: self.diff.sources,
            version,
        }
    }

    /// A text of one side, in one of its editions.
    fn text(&self, side: Side, edition: usize, text: &Text) -> String {
        let told = self.sides[side as usize];
        told.pack.text(text, told.language, edition)
    }

    fn definition(&self, side: Side, found: &DecisionDiff) -> &Definition {
        let index = [found.old, found.new][side as usize];
        self.sides[side as usize].pack.decisions()[index].definition()
    }

    fn figure(&self, change: &FactChange) -> Option<FigureText> {
        let [before, after] = self.sides;
        let fact = &after.pack.about().facts[change.new];
        let old = before.pack.about().facts[change.old].values.get(change.editions[0])?;
        let new = fact.values.get(change.editions[1])?;
        let sources =
            new.sources.iter().filter_map(|&source| after.pack.about().sources.get(source));
        Some(FigureText {
            id: fact.id.clone(),
            about: self.text(Side::New, change.editions[1], &fact.about),
            old: old.in_words(before.language),
            new: new.in_words(after.language),
            as_of: new.as_of.clone(),
            urls: sources.map(|source| source.url.clone()).collect(),
        })
    }

    fn parts_of_pack(&self) -> Vec<PartText> {
        let texts = &self.catalogue.diff;
        let mut parts = Vec::new();
        for side in Side::BOTH {
            let pack = self.sides[side as usize].pack;
            for &edition in &self.diff.only_editions[side as usize] {
                let id = pack.about().editions[edition].id.clone();
                let text = (texts.edition)(&id);
                parts.push(part_text(side, "edition", id, text));
            }
            for &decision in &self.diff.only[side as usize] {
                let id = pack.decisions()[decision].definition().id.clone();
                let text = (texts.decision)(&id);
                parts.push(part_text(side, "decision", id, text));
            }
            if let Some(door) = pack.about().front_door.clone().filter(|_| self.diff.front_door) {
                let text = (texts.front_door)(&door);
                parts.push(part_text(side, "front-door", door, text));
            }
        }
        parts.extend(self.diff.claims.iter().map(|claim| {
            let change = match claim.on {
                [false, _] => PartChange::Added,
                [true, false] => PartChange::Removed,
                [true, true] => PartChange::Changed,
            };
            let text = (texts.claim)(&claim.decision, &claim.id);
            let id = format!("{}.{}", claim.decision, claim.id);
            part_text(change, "claim", id, text)
        }));
        parts
    }

    fn decision(&self, found: &DecisionDiff) -> DecisionText {
        let definition = self.definition(Side::New, found);
        let edition = self.diff.editions.first().map_or(0, |pair| pair[1]);
        let parts = found.parts.iter().map(|&(side, part)| self.part(side, part, found));
        let editions = found.compared.iter().map(|(places, compared)| {
            let pairs: Vec<[usize; 2]> =
                places.iter().map(|&nth| self.diff.editions[nth]).collect();
            let known = &self.sides[1].pack.about().editions;
            let told = |list: &[Change], compared: &Comparison| -> Vec<ChangeText> {
                list.iter().map(|change| self.change(change, compared, found, &pairs)).collect()
            };
            let compared = compared.as_ref().ok();
            EditionsText {
                ids: pairs.iter().map(|pair| known[pair[1]].id.clone()).collect(),
                all: pairs.len() == self.diff.editions.len(),
                too_large: compared.is_none(),
                share: compared.map_or(0.0, Comparison::share),
                changes: compared.map_or_else(Vec::new, |found| told(&found.changes, found)),
                reasons: compared.map_or_else(Vec::new, |found| told(&found.reasons, found)),
            }
        });
        DecisionText {
            id: definition.id.clone(),
            title: self.text(Side::New, edition, &definition.title),
            parts: parts.collect(),
            editions: editions.collect(),
        }
    }

    fn part(&self, side: Side, part: Part, found: &DecisionDiff) -> PartText {
        let (texts, definition) = (&self.catalogue.diff, self.definition(side, found));
        match part {
            Part::Input(input) => {
                let id = definition.inputs[input].id.clone();
                let text = (texts.input)(&id);
                part_text(side, "input", id, text)
            }
            Part::Value { input, value } => {
                let input = &definition.inputs[input];
                let value = &input.values()[value].id;
                let text = (texts.value)(&input.id, value);
                part_text(side, "value", format!("{}={value}", input.id), text)
            }
            Part::Range(input) => {
                let input = &definition.inputs[input];
                let range = match &input.kind {
                    InputKind::Quantity { dimension, range } => dimension.format_interval(*range),
                    _ => String::new(),
                };
                let text = (texts.range)(&input.id, &range);
                part_text(side, "range", format!("{}={range}", input.id), text)
            }
            Part::Silence(input) => {
                let input = &definition.inputs[input];
                let answer = input.when_silent.map(|answer| input.format_answer(&answer));
                let answer = answer.unwrap_or_default();
                let text = (texts.silence)(&input.id, &answer);
                part_text(side, "silence", format!("{}={answer}", input.id), text)
            }
            Part::Option(option) => {
                let id = definition.options[option].id.clone();
                let text = (texts.option)(&id);
                part_text(side, "option", id, text)
            }
        }
    }

    fn change(
        &self,
        change: &Change,
        compared: &Comparison,
        found: &DecisionDiff,
        pairs: &[[usize; 2]],
    ) -> ChangeText {
        let [old, new] = pairs.first().copied().unwrap_or_default();
        let outcome = |side: Side, edition: usize, outcome: Option<Outcome>| {
            outcome.map(|outcome| {
                let definition = self.definition(side, found);
                let (name, advice) = match outcome {
                    Outcome::Option(option) => (&definition.options[option].name, false),
                    Outcome::Advice(rule) => (&definition.rules[rule].because, true),
                };
                OutcomeText {
                    id: definition.outcome_id(outcome).to_owned(),
                    name: self.text(side, edition, name),
                    advice,
                }
            })
        };
        let case = |changed: &Changed| self.case(changed, compared, found, [old, new]);
        ChangeText {
            old: outcome(Side::Old, old, change.old),
            new: outcome(Side::New, new, change.new),
            share: change.share,
            cases: change.boxes.iter().map(case).collect(),
            unlisted: change.unlisted,
        }
    }

    fn case(
        &self,
        changed: &Changed,
        compared: &Comparison,
        found: &DecisionDiff,
        editions: [usize; 2],
    ) -> CaseText {
        let (joint, told) = (&compared.joint, self.sides[1]);
        let inputs = joint.inputs_in_order().into_iter();
        let when = inputs.clone().filter_map(|index| {
            let answer = compared.answer(index, &changed.cube)?;
            let words = &self.catalogue.words;
            Some(AnswerText {
                input: joint.inputs[index].id.clone(),
                name: self.text(Side::New, editions[1], &joint.inputs[index].name),
                text: told.pack.describe(joint, editions[1], told.language, index, &answer, words),
            })
        });
        let example = inputs.clone().filter_map(|index| {
            let answer = changed.example.get(index)?;
            let input = &joint.inputs[index];
            Some(format!("{}={}", input.id, input.format_answer(&answer)))
        });
        let rules = |side: Side| -> Vec<RuleText> {
            let definition = self.definition(side, found);
            let rules = changed.rules[side as usize].iter().map(|&rule| &definition.rules[rule]);
            rules
                .map(|rule| RuleText {
                    id: rule.id.clone(),
                    because: self.text(side, editions[side as usize], &rule.because),
                })
                .collect()
        };
        CaseText {
            when: when.collect(),
            share: changed.share,
            example: example.collect(),
            old_rules: rules(Side::Old),
            new_rules: rules(Side::New),
        }
    }
}

fn part_text(
    change: impl Into<PartChange>,
    kind: &'static str,
    id: String,
    text: String,
) -> PartText {
    PartText { change: change.into(), kind, id, text }
}
