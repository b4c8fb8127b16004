//! Packs: decisions, compiled and proved for every edition, with the facts they rest on.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::answer::Answers;
use crate::circle::circles;
use crate::compile::{Flaw, diagrams, oversize, refused};
use crate::diagram::{Diagram, LeafCode};
use crate::form::{self, Malformed};
use crate::front_door;
use crate::model::{Definition, Fact, Input, Source, Text};
use crate::space::Cube;
use crate::workshop::Workshop;

/// A clock that the facts follow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// Its id.
    pub id: String,
    /// What it stands for.
    pub title: Text,
}

/// A domain of the exam's blueprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Domain {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// Its weight in parts per million.
    pub weight: i64,
}

/// A task of the exam's blueprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Its id.
    pub id: String,
    /// The id of its domain.
    pub domain: String,
    /// Its title.
    pub title: Text,
}

/// The exam that a pack prepares for. Its figures are facts: indexes into [`About::facts`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exam {
    /// What it is called.
    pub title: Text,
    /// How many questions there are.
    pub questions: usize,
    /// How many of them count.
    pub scored: usize,
    /// How long it lasts.
    pub time: usize,
    /// The mark that passes.
    pub pass_mark: usize,
    /// The highest mark.
    pub top_mark: usize,
    /// What questions look like, in the author's order.
    pub forms: Vec<QuestionForm>,
}

impl Exam {
    /// Its figures.
    #[must_use]
    pub fn figures(&self) -> [usize; 5] {
        [self.questions, self.scored, self.time, self.pass_mark, self.top_mark]
    }
}

/// A form that questions of an exam have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionForm {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// What is asked, and what counts as right.
    pub about: Text,
}

/// Everything about a pack but its decisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: Text,
    /// What it helps to decide.
    pub about: Text,
    /// What a reader must know, such as trademarks.
    pub notice: Option<Text>,
    /// Its languages; the first is the default.
    pub languages: Vec<String>,
    /// Its editions; the first is the default.
    pub editions: Vec<Edition>,
    /// The exam that it prepares for.
    pub exam: Option<Exam>,
    /// The domains of an exam's blueprint.
    pub domains: Vec<Domain>,
    /// The tasks of an exam's blueprint.
    pub tasks: Vec<Task>,
    /// The id of the decision that leads to the others.
    pub front_door: Option<String>,
    /// The pages it rests on, sorted by id.
    pub sources: Vec<Source>,
    /// The figures it rests on, sorted by id.
    pub facts: Vec<Fact>,
}

/// A decision that is complete and free of conflict in every edition: holding one means that it
/// compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub(crate) definition: Definition,
    pub(crate) diagrams: Vec<Diagram>,
    /// The options in the author's order.
    pub(crate) options: Vec<usize>,
}

impl Decision {
    pub(crate) fn new(definition: Definition, diagrams: Vec<Diagram>) -> Self {
        let options = definition.options_in_order();
        Self { definition, diagrams, options }
    }

    /// Compiles a definition for every edition of its pack.
    ///
    /// # Errors
    ///
    /// Everything that keeps it from being a decision in any edition.
    pub fn compile(
        definition: Definition,
        facts: &[Fact],
        editions: usize,
    ) -> Result<Self, Vec<Flaw>> {
        let flaws = refused(&definition, facts, editions);
        if !flaws.is_empty() {
            return Err(flaws);
        }
        let diagrams = diagrams(&definition, facts, editions)?;
        Ok(Self::new(definition, diagrams))
    }

    /// What its author wrote.
    #[must_use]
    pub fn definition(&self) -> &Definition {
        &self.definition
    }

    /// Its diagram in an edition.
    ///
    /// # Panics
    ///
    /// If the pack has no such edition.
    #[must_use]
    pub fn diagram(&self, edition: usize) -> &Diagram {
        &self.diagrams[edition]
    }

    /// The cells that some answers leave, in an edition.
    #[must_use]
    pub fn cube(&self, edition: usize, answers: &Answers) -> Cube {
        let space = self.diagram(edition).space();
        let mut cube = space.everything();
        for (input, answer) in answers.given() {
            space.narrow(&mut cube, input, &answer);
        }
        cube
    }

    /// Whether an option wins somewhere in some edition.
    pub(crate) fn can_win(&self, option: usize) -> bool {
        self.diagrams.iter().any(|diagram| {
            let everything = diagram.space().everything();
            diagram.leads_to(diagram.outcome, &everything, LeafCode::option(option))
        })
    }
}

/// What keeps decisions from becoming a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PackFlaw {
    /// A list out of order, or an index out of range: not what an author can get wrong, but who
    /// builds definitions.
    Malformed(Malformed),
    /// A decision that does not compile.
    Decision {
        /// Its id.
        decision: String,
        /// What is wrong with it.
        flaws: Vec<Flaw>,
    },
    /// Decisions that need one another's verdicts in a circle.
    RequirementCycle {
        /// Their ids, each needing the next, the last the first.
        decisions: Vec<String>,
    },
}

/// Decisions with everything they rest on: holding one means that it compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    pub(crate) about: About,
    pub(crate) decisions: Vec<Decision>,
}

impl Pack {
    /// Compiles a pack.
    ///
    /// # Errors
    ///
    /// Everything that keeps it from being one.
    pub fn compile(about: About, definitions: Vec<Definition>) -> Result<Self, Vec<PackFlaw>> {
        Self::compiled(about, definitions, &mut Workshop::default())
    }

    /// Compiles a pack in a workshop.
    pub(crate) fn compiled(
        about: About,
        mut definitions: Vec<Definition>,
        workshop: &mut Workshop,
    ) -> Result<Self, Vec<PackFlaw>> {
        definitions.sort_by(|a, b| a.id.cmp(&b.id));
        let all: Vec<&Definition> = definitions.iter().collect();
        let malformed = form::of_about(&about).into_iter().chain(form::of_order(&all));
        let malformed = malformed.chain(front_door::form(about.front_door.as_deref(), &all));
        let mut flaws: Vec<PackFlaw> = malformed.map(PackFlaw::Malformed).collect();
        for decisions in requirement_cycles(&all) {
            flaws.push(PackFlaw::RequirementCycle { decisions });
        }
        let references = form::of_references(&all, &about);
        let refused =
            all.iter().map(|definition| refused(definition, &about.facts, about.editions.len()));
        let refused: Vec<Vec<Flaw>> = refused.collect();
        let accepted = all.iter().zip(&refused).filter(|(_, refused)| refused.is_empty());
        let accepted: Vec<&Definition> = accepted.map(|(definition, _)| *definition).collect();
        let mut compiled = workshop.diagrams(&accepted, &about).into_iter();
        let mut decisions = Vec::new();
        for ((definition, references), refused) in
            definitions.into_iter().zip(references).zip(refused)
        {
            let compiled = if refused.is_empty() { compiled.next() } else { None };
            let mut found: Vec<Flaw> = references.into_iter().map(Flaw::Malformed).collect();
            found.extend(refused);
            let decision = definition.id.clone();
            match compiled {
                Some(Ok(diagrams)) => decisions.push(Decision::new(definition, diagrams)),
                Some(Err(flaws)) => found.extend(flaws),
                None => {}
            }
            if !found.is_empty() {
                flaws.push(PackFlaw::Decision { decision, flaws: found });
            }
        }
        if flaws.is_empty() { Ok(Self { about, decisions }) } else { Err(flaws) }
    }

    /// The pack with another decision in place of the one with its id; `None` where there is none,
    /// or it has other inputs or options, on which others may rest.
    #[must_use]
    pub fn instead(&self, decision: Decision) -> Option<Self> {
        let known = self.decision(&decision.definition.id)?;
        let same = known.definition.inputs == decision.definition.inputs
            && known.definition.options == decision.definition.options
            && known.diagrams.len() == decision.diagrams.len();
        let place =
            self.decisions.iter().position(|d| d.definition.id == decision.definition.id)?;
        let mut pack = self.clone();
        pack.decisions[place] = decision;
        same.then_some(pack)
    }

    /// Everything but the decisions.
    #[must_use]
    pub fn about(&self) -> &About {
        &self.about
    }

    /// Its decisions, sorted by id.
    #[must_use]
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    /// The decision with this id.
    #[must_use]
    pub fn decision(&self, id: &str) -> Option<&Decision> {
        let place = self.decisions.binary_search_by(|d| d.definition.id.as_str().cmp(id)).ok()?;
        self.decisions.get(place)
    }

    /// The decisions whose verdicts this one takes as inputs, directly or through others, each
    /// after those that it needs itself; the decision itself comes last.
    #[must_use]
    pub fn requirement_order<'a>(&'a self, decision: &'a Decision) -> Vec<&'a Decision> {
        let (mut order, mut seen) = (Vec::new(), BTreeSet::new());
        // Each comes up twice: before what it needs, and when all of that is in order.
        let mut open = vec![(decision, false)];
        while let Some((next, ready)) = open.pop() {
            if ready {
                order.push(next);
            } else if seen.insert(&next.definition.id) {
                open.push((next, true));
                let required = requirements(&next.definition).filter_map(|id| self.decision(id));
                let required: Vec<&Decision> = required.collect();
                open.extend(required.into_iter().rev().map(|required| (required, false)));
            }
        }
        order
    }

    /// A text in a language, with every `{@fact}` in words that are true in an edition
    /// ([`FactValue::in_words`](crate::model::FactValue::in_words)).
    #[must_use]
    pub fn text(&self, text: &Text, language: usize, edition: usize) -> String {
        let template = text.in_language(language);
        let mut whole = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once("{@") {
            whole.push_str(before);
            let Some((id, after)) = after.split_once('}') else {
                whole.push_str("{@");
                rest = after;
                continue;
            };
            match self.fact(id).and_then(|fact| fact.values.get(edition)) {
                Some(value) => whole.push_str(&value.in_words(language)),
                None => whole.push_str(id),
            }
            rest = after;
        }
        whole.push_str(rest);
        whole
    }

    fn fact(&self, id: &str) -> Option<&Fact> {
        let facts = &self.about.facts;
        facts
            .binary_search_by(|fact| fact.id.as_str().cmp(id))
            .ok()
            .and_then(|place| facts.get(place))
    }

    /// Whether a pack read from a file is one that could have been compiled, as far as its form
    /// tells.
    pub(crate) fn fits(&self) -> bool {
        let (facts, editions) = (&self.about.facts, self.about.editions.len());
        let definitions: Vec<&Definition> = self.decisions.iter().map(|d| &d.definition).collect();
        let decision = |decision: &Decision| {
            oversize(&decision.definition).is_empty()
                && form::of_definition(&decision.definition, facts, editions).is_empty()
                && decision.diagrams.len() == editions
                && decision.diagrams.iter().all(|diagram| diagram.fits(&decision.definition))
        };
        form::of_about(&self.about).is_empty()
            && form::of_order(&definitions).is_none()
            && front_door::form(self.about.front_door.as_deref(), &definitions).is_empty()
            && form::of_references(&definitions, &self.about).iter().all(Vec::is_empty)
            && requirement_cycles(&definitions).is_empty()
            && self.decisions.iter().all(decision)
    }
}

/// The ids of the decisions whose verdicts a decision takes as inputs.
pub(crate) fn requirements(definition: &Definition) -> impl Iterator<Item = &str> {
    let required = definition.inputs.iter().filter_map(Input::requirement);
    required.map(|requirement| requirement.decision.as_str())
}

/// The ids of decisions that need one another in a circle, for every circle.
fn requirement_cycles(definitions: &[&Definition]) -> Vec<Vec<String>> {
    let places: BTreeMap<&str, usize> =
        definitions.iter().enumerate().map(|(place, d)| (d.id.as_str(), place)).collect();
    let needs = definitions.iter().enumerate().flat_map(|(place, definition)| {
        let required = requirements(definition).filter_map(|id| places.get(id));
        required.map(move |&other| (place, other)).collect::<Vec<_>>()
    });
    let named = |circle: Vec<usize>| {
        circle.into_iter().map(|place| definitions[place].id.clone()).collect()
    };
    circles(definitions.len(), needs).into_iter().map(named).collect()
}
