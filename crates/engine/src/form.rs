//! The form of a pack: lists in order, indexes in range, tests that their inputs take.
//!
//! Everything else in the engine relies on it. It is checked wherever a decision or a pack comes
//! into being: when one is compiled, and when one is read from bytes.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use crate::answer::all_bits;
use crate::model::{
    Accept, Bound, Definition, Fact, Input, InputKind, MAX_EDITIONS, QuantityTest, Rule, RuleKind,
};
use crate::pack::{About, Exam};

/// What is wrong with the form of a decision or a pack. An author of rules cannot get it wrong;
/// who builds definitions can.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Malformed {
    /// A list is not in ascending order of ids, or an id is there twice.
    #[error("the {list} are out of order at `{id}`, or it is there twice")]
    Order {
        /// What it is a list of.
        list: &'static str,
        /// The id that does not come after the one before it.
        id: String,
    },
    /// Something refers to what is not there.
    #[error("`{by}` refers to {what} {index}, and there is none")]
    Reference {
        /// The id of what refers to it.
        by: String,
        /// What it refers to.
        what: &'static str,
        /// Its index.
        index: usize,
    },
    /// An input can have no value at all.
    #[error("the input `{input}` has no value")]
    NoValue {
        /// Its id.
        input: String,
    },
    /// A rule puts a test to an input that inputs of its kind do not take.
    #[error("the rule `{rule}` puts a test to `{input}` that it does not take")]
    Test {
        /// The rule's id.
        rule: String,
        /// The input's id.
        input: String,
    },
    /// An input that takes another decision's verdict has other values than that has options, or
    /// values for options that it has not, or two for one.
    #[error("the values of `{input}` do not follow from the options of `{decision}`")]
    Mirror {
        /// The input's id.
        input: String,
        /// The id of the decision whose verdict it takes.
        decision: String,
    },
    /// An input takes the verdict of a decision that the pack does not have.
    #[error("`{input}` takes the verdict of `{decision}`, which is not there")]
    NoDecision {
        /// The input's id.
        input: String,
        /// The id of the decision that is not there.
        decision: String,
    },
    /// The front door of the pack is a decision that the pack does not have.
    #[error("the front door is `{decision}`, which is not there")]
    NoFrontDoor {
        /// The id of the decision that is not there.
        decision: String,
    },
    /// An option of the front door is not called as another decision.
    #[error("the front door leads to `{option}`, which is no other decision")]
    LeadsNowhere {
        /// The option's id.
        option: String,
    },
    /// The front door takes a verdict, or a decision takes the verdict of the front door.
    #[error("`{decision}` takes a verdict, but the front door takes and gives none")]
    AtFrontDoor {
        /// The id of the decision that takes it.
        decision: String,
    },
    /// A fact does not have one value for each edition.
    #[error("the fact `{fact}` has {values} values, one for each edition is wanted")]
    Values {
        /// Its id.
        fact: String,
        /// How many it has.
        values: usize,
    },
    /// There is no edition, or more than there can be.
    #[error("there are {editions} editions, from 1 to {MAX_EDITIONS} are wanted")]
    Editions {
        /// How many there are.
        editions: usize,
    },
    /// There is no language.
    #[error("there is no language")]
    NoLanguage,
}

/// What is wrong with a definition that rests on some facts, in so many editions.
pub(crate) fn of_definition(
    definition: &Definition,
    facts: &[Fact],
    editions: usize,
) -> Vec<Malformed> {
    let mut found: Vec<Malformed> = of_editions(editions).into_iter().collect();
    found.extend(order("inputs", definition.inputs.iter().map(|input| &input.id)));
    found.extend(order("options", definition.options.iter().map(|option| &option.id)));
    found.extend(order("rules", definition.rules.iter().map(|rule| &rule.id)));
    found.extend(definition.inputs.iter().flat_map(of_input));
    for rule in &definition.rules {
        let refer = |what, index, count| reference(&rule.id, what, index, count);
        match &rule.kind {
            RuleKind::Exclude { options } | RuleKind::Prefer { picks: options, .. } => {
                found.extend(
                    options
                        .iter()
                        .filter_map(|&option| refer("option", option, definition.options.len())),
                );
            }
            RuleKind::None { .. } | RuleKind::Assume => {}
        }
        let over = rule.over().iter();
        found.extend(over.filter_map(|&loser| refer("rule", loser, definition.rules.len())));
        found.extend(rule.facts.iter().filter_map(|&fact| refer("fact", fact, facts.len())));
        found.extend(of_tests(definition, rule, facts, editions));
    }
    found
}

fn of_editions(editions: usize) -> Option<Malformed> {
    let known = (1..=MAX_EDITIONS).contains(&editions);
    (!known).then_some(Malformed::Editions { editions })
}

fn of_input(input: &Input) -> Vec<Malformed> {
    let mut found = Vec::new();
    let empty = match &input.kind {
        InputKind::Choice { values, .. } => values.is_empty(),
        InputKind::Quantity { range, .. } => range.is_empty(),
        InputKind::Set { .. } | InputKind::Flag => false,
    };
    if empty {
        found.push(Malformed::NoValue { input: input.id.clone() });
    }
    found.extend(order("values", input.values().iter().map(|value| &value.id)));
    found
}

fn of_tests(
    definition: &Definition,
    rule: &Rule,
    facts: &[Fact],
    editions: usize,
) -> Vec<Malformed> {
    let mut found = Vec::new();
    for test in rule.when.0.iter().flatten() {
        let Some(input) = definition.inputs.get(test.input) else {
            found.extend(reference(&rule.id, "input", test.input, definition.inputs.len()));
            continue;
        };
        let takes = match (&input.kind, &test.accept) {
            (InputKind::Choice { .. } | InputKind::Flag, Accept::Values(_)) => true,
            (InputKind::Set { members }, Accept::Members { all, any, none }) => {
                (all | any | none) & !all_bits(members.len()) == 0
            }
            (InputKind::Quantity { .. }, Accept::Quantity(ranges)) => {
                for fact in cited(ranges) {
                    match facts.get(fact) {
                        None => found.extend(reference(&rule.id, "fact", fact, facts.len())),
                        Some(fact) => found.extend(of_fact_values(fact, editions)),
                    }
                }
                true
            }
            _ => false,
        };
        if !takes {
            found.push(Malformed::Test { rule: rule.id.clone(), input: input.id.clone() });
        }
    }
    found
}

/// The facts that some ranges name.
fn cited(ranges: &[QuantityTest]) -> impl Iterator<Item = usize> {
    ranges.iter().flat_map(|range| [range.low, range.high]).flatten().filter_map(|edge| match edge
        .bound
    {
        Bound::Fact(fact) => Some(fact),
        Bound::Literal(_) => None,
    })
}

fn of_fact_values(fact: &Fact, editions: usize) -> Option<Malformed> {
    let values = fact.values.len();
    (values != editions).then(|| Malformed::Values { fact: fact.id.clone(), values })
}

/// What is wrong with everything but the decisions.
pub(crate) fn of_about(about: &About) -> Vec<Malformed> {
    let mut found: Vec<Malformed> = of_editions(about.editions.len()).into_iter().collect();
    found.extend(about.languages.is_empty().then_some(Malformed::NoLanguage));
    found.extend(order("facts", about.facts.iter().map(|fact| &fact.id)));
    found.extend(order("sources", about.sources.iter().map(|source| &source.id)));
    let figures = about.exam.iter().flat_map(Exam::figures);
    found.extend(figures.filter_map(|f| reference("exam", "fact", f, about.facts.len())));
    for fact in &about.facts {
        found.extend(of_fact_values(fact, about.editions.len()));
        let sources = fact.values.iter().flat_map(|value| &value.sources);
        found
            .extend(sources.filter_map(|&s| reference(&fact.id, "source", s, about.sources.len())));
    }
    found
}

/// Whether the decisions of a pack are out of order.
pub(crate) fn of_order(definitions: &[&Definition]) -> Option<Malformed> {
    order("decisions", definitions.iter().map(|definition| &definition.id))
}

/// For each decision of a pack, what is wrong with how it refers to the rest.
pub(crate) fn of_references(definitions: &[&Definition], about: &About) -> Vec<Vec<Malformed>> {
    let known: BTreeMap<&str, &Definition> =
        definitions.iter().map(|&definition| (definition.id.as_str(), definition)).collect();
    let of_decision = |definition: &&Definition| {
        let mut found: Vec<Malformed> =
            definition.inputs.iter().filter_map(|input| of_verdict(input, &known)).collect();
        for rule in &definition.rules {
            let sources = rule.sources.iter();
            found.extend(
                sources.filter_map(|&s| reference(&rule.id, "source", s, about.sources.len())),
            );
        }
        found
    };
    definitions.iter().map(of_decision).collect()
}

/// What is wrong with an input that is another decision's verdict.
fn of_verdict(input: &Input, known: &BTreeMap<&str, &Definition>) -> Option<Malformed> {
    let requirement = input.requirement()?;
    let (values, decision) = (input.values(), requirement.decision.clone());
    let input = input.id.clone();
    let Some(upstream) = known.get(decision.as_str()) else {
        return Some(Malformed::NoDecision { input, decision });
    };
    let follows = match &requirement.options {
        None => {
            let mirrored = values.iter().map(|value| &value.id);
            mirrored.eq(upstream.options.iter().map(|option| &option.id))
        }
        Some(options) => {
            let mut seen = BTreeSet::new();
            options.len() == values.len()
                && options
                    .iter()
                    .flatten()
                    .all(|id| upstream.option(id).is_some() && seen.insert(id))
        }
    };
    (!follows).then_some(Malformed::Mirror { input, decision })
}

/// Where ids stop ascending.
fn order<'a>(
    list: &'static str,
    ids: impl Iterator<Item = &'a String> + Clone,
) -> Option<Malformed> {
    let later = ids.clone().skip(1);
    let (_, id) = ids.zip(later).find(|(before, after)| before >= after)?;
    Some(Malformed::Order { list, id: id.clone() })
}

fn reference(by: &str, what: &'static str, index: usize, count: usize) -> Option<Malformed> {
    (index >= count).then(|| Malformed::Reference { by: by.to_owned(), what, index })
}
