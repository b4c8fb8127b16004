//! Packs: decisions, compiled and proved for every edition, with the facts they rest on.

use petgraph::graph::DiGraph;
use serde::{Deserialize, Serialize};

use crate::answer::Answers;
use crate::compile::{Flaw, circle, compile};
use crate::diagram::Diagram;
use crate::model::{Definition, Fact, InputKind, Source, Text};
use crate::space::Cube;

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
    /// The domains of an exam's blueprint.
    pub domains: Vec<Domain>,
    /// The tasks of an exam's blueprint.
    pub tasks: Vec<Task>,
    /// The pages it rests on, sorted by id.
    pub sources: Vec<Source>,
    /// The figures it rests on, sorted by id.
    pub facts: Vec<Fact>,
}

/// A decision that is complete and free of conflict in every edition: holding one means that it
/// compiled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    definition: Definition,
    diagrams: Vec<Diagram>,
}

impl Decision {
    /// Compiles a definition for every edition of its pack.
    ///
    /// # Errors
    ///
    /// Everything that keeps it from being a decision, for the first edition that fails.
    pub fn compile(
        definition: Definition,
        facts: &[Fact],
        editions: usize,
    ) -> Result<Self, Vec<Flaw>> {
        let diagrams = (0..editions)
            .map(|edition| compile(&definition, facts, edition))
            .collect::<Result<_, _>>()?;
        Ok(Self { definition, diagrams })
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

    pub(crate) fn fits(&self, editions: usize) -> bool {
        self.diagrams.len() == editions
            && self.diagrams.iter().all(|diagram| diagram.fits(&self.definition))
    }
}

/// What keeps decisions from becoming a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PackFlaw {
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

/// Decisions with everything they rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    about: About,
    decisions: Vec<Decision>,
}

impl Pack {
    /// Compiles a pack.
    ///
    /// # Errors
    ///
    /// Everything that keeps it from being one.
    pub fn compile(about: About, mut definitions: Vec<Definition>) -> Result<Self, Vec<PackFlaw>> {
        definitions.sort_by(|a, b| a.id.cmp(&b.id));
        let mut flaws = Vec::new();
        if let Some(decisions) = requirement_cycle(&definitions) {
            flaws.push(PackFlaw::RequirementCycle { decisions });
        }
        let mut decisions = Vec::new();
        for definition in definitions {
            let id = definition.id.clone();
            match Decision::compile(definition, &about.facts, about.editions.len()) {
                Ok(decision) => decisions.push(decision),
                Err(found) => flaws.push(PackFlaw::Decision { decision: id, flaws: found }),
            }
        }
        if flaws.is_empty() { Ok(Self { about, decisions }) } else { Err(flaws) }
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
        let mut order: Vec<&Decision> = Vec::new();
        for required in requirements(&decision.definition) {
            if let Some(required) = self.decision(required) {
                for earlier in self.requirement_order(required) {
                    if !order.iter().any(|known| known.definition.id == earlier.definition.id) {
                        order.push(earlier);
                    }
                }
            }
        }
        order.push(decision);
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

    /// Whether a pack read from a file is well formed: every index in range, every list in order.
    pub(crate) fn fits(&self) -> bool {
        let about = &self.about;
        let sorted = about.facts.is_sorted_by(|a, b| a.id < b.id)
            && about.sources.is_sorted_by(|a, b| a.id < b.id)
            && self.decisions.is_sorted_by(|a, b| a.definition.id < b.definition.id);
        let facts = about.facts.iter().all(|fact| {
            fact.values.len() == about.editions.len()
                && fact
                    .values
                    .iter()
                    .flat_map(|value| &value.sources)
                    .all(|&s| s < about.sources.len())
        });
        let definitions: Vec<&Definition> = self.decisions.iter().map(|d| &d.definition).collect();
        sorted
            && facts
            && !about.editions.is_empty()
            && !about.languages.is_empty()
            && definitions.iter().all(|definition| definition.fits(about))
            && requirement_cycle(&definitions).is_none()
            && self.decisions.iter().all(|decision| decision.fits(about.editions.len()))
    }
}

/// The ids of the decisions whose verdicts a decision takes as inputs.
fn requirements(definition: &Definition) -> impl Iterator<Item = &str> {
    definition.inputs.iter().filter_map(|input| match &input.kind {
        InputKind::Choice { from: Some(from), .. } => Some(from.as_str()),
        _ => None,
    })
}

fn requirement_cycle<D: std::borrow::Borrow<Definition>>(definitions: &[D]) -> Option<Vec<String>> {
    let mut graph: DiGraph<usize, ()> = DiGraph::new();
    let places: Vec<_> = (0..definitions.len()).map(|index| graph.add_node(index)).collect();
    for (index, definition) in definitions.iter().enumerate() {
        for required in requirements(definition.borrow()) {
            let found = definitions.iter().position(|other| other.borrow().id == required);
            if let Some(other) = found {
                graph.add_edge(places[index], places[other], ());
            }
        }
    }
    let circle = circle(&graph)?;
    Some(circle.into_iter().map(|index| definitions[index].borrow().id.clone()).collect())
}
