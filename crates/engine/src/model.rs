//! What an author writes, as data: inputs, options, rules and the facts they rest on.
//!
//! Nothing here is checked beyond its shape. A [`Definition`] becomes a [`crate::Decision`] by
//! compilation, and only a complete, conflict-free one does. Lists are kept sorted by id, so that
//! the order of a file never reaches the engine; `position` keeps the author's order for display.

use serde::{Deserialize, Serialize};

use crate::answer::Answer;
use crate::quantity::{Dimension, Interval};

/// The most values of one choice, members of one set, or regions of one quantity.
pub const MAX_REGIONS: usize = 64;
/// The most inputs of one decision.
pub const MAX_INPUTS: usize = 64;
/// The most variables of one decision: inputs, and for each set its members. Walks over a diagram
/// go as deep as it has variables, and must not need more stack than a thread or a browser gives.
pub const MAX_VARIABLES: usize = 512;
/// The most options and pieces of advice of one decision, together.
pub const MAX_OUTCOMES: usize = 120;
/// The most editions of one pack.
pub const MAX_EDITIONS: usize = 32;

/// A text in every language of its pack, in the order of [`crate::About::languages`].
///
/// `{@fact-id}` in it stands for that fact as people write it; [`crate::Pack::text`] fills it in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Text(pub Vec<String>);

impl Text {
    /// The text in one language, or an empty one where the language is not there.
    #[must_use]
    pub fn in_language(&self, language: usize) -> &str {
        self.0.get(language).map_or("", String::as_str)
    }
}

/// A set of editions, one bit each, in the order of the pack's editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Editions(pub u32);

impl Editions {
    /// Every edition.
    pub const ALL: Self = Self(u32::MAX);

    /// One edition alone.
    #[must_use]
    pub fn only(edition: usize) -> Self {
        Self(if edition < MAX_EDITIONS { 1 << edition } else { 0 })
    }

    /// These editions and others.
    #[must_use]
    pub fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether some edition is one of these and of others.
    #[must_use]
    pub fn meets(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// The first of these editions, if there is one.
    #[must_use]
    pub fn first(self) -> Option<usize> {
        (self.0 != 0).then_some(self.0.trailing_zeros() as usize)
    }

    /// Whether the edition is one of these.
    #[must_use]
    pub fn contains(self, edition: usize) -> bool {
        edition < MAX_EDITIONS && self.0 >> edition & 1 == 1
    }
}

/// A page that a figure or a statement rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The key by which facts and rules cite it.
    pub id: String,
    /// The title of the page.
    pub title: Text,
    /// Its address.
    pub url: String,
    /// The age of the text that was read: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub as_of: String,
}

/// A figure with a unit, a source and a date, in every edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Its id, by which rules (`@id`) and texts (`{@id}`) refer to it.
    pub id: String,
    /// What the figure is of.
    pub about: Text,
    /// Its value in each edition of the pack.
    pub values: Vec<FactValue>,
}

/// A fact's value in one edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactValue {
    /// What the figure measures.
    pub dimension: Dimension,
    /// The exact value in the dimension's base unit.
    pub value: i64,
    /// The value as people write it.
    pub written: Text,
    /// Where it stands: indexes into [`crate::About::sources`].
    pub sources: Vec<usize>,
    /// When it was so: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub as_of: String,
}

/// One value of a choice, or one member of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// Its id.
    pub id: String,
    /// What a person reads.
    pub name: Text,
    /// A few words more.
    pub about: Option<Text>,
    /// How common it is. Of a choice: relative to the other values. Of a set: how many of 100
    /// situations have it.
    pub weight: u8,
    /// Its place in the author's order.
    pub position: u16,
}

/// That an input is the verdict of another decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// The id of that decision.
    pub decision: String,
    /// For each value, the ids of the options that lead to it, each to one value at most; `None`
    /// where the values are the options.
    pub options: Option<Vec<Vec<String>>>,
}

impl Requirement {
    /// Which of some values an option leads to, by index.
    #[must_use]
    pub fn value_of(&self, option: &str, values: &[Value]) -> Option<usize> {
        match &self.options {
            None => values.binary_search_by(|value| value.id.as_str().cmp(option)).ok(),
            Some(options) => options.iter().position(|ids| ids.iter().any(|id| id == option)),
        }
    }
}

/// What kind of thing an input is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum InputKind {
    /// Exactly one of some values, sorted by id.
    Choice {
        /// The values.
        values: Vec<Value>,
        /// The decision whose verdict this is.
        from: Option<Requirement>,
    },
    /// Yes or no.
    Flag,
    /// Several flags asked as one question, sorted by id.
    Set {
        /// The flags.
        members: Vec<Value>,
    },
    /// A number with a unit.
    Quantity {
        /// What it measures.
        dimension: Dimension,
        /// The values that it can take.
        range: Interval,
    },
}

/// A typed thing to be known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Its id.
    pub id: String,
    /// What it is, in a few words: the label of its answer.
    pub name: Text,
    /// The question.
    pub ask: Text,
    /// Why it is asked.
    pub why: Text,
    /// How hard it is to answer, from 1 to 9.
    pub cost: u8,
    /// What may be taken for granted when nobody says.
    pub when_silent: Option<Answer>,
    /// Its type.
    pub kind: InputKind,
    /// Its place in the author's order.
    pub position: u16,
}

impl Input {
    /// The values of a choice or the members of a set; empty for the others.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        match &self.kind {
            InputKind::Choice { values, .. } => values,
            InputKind::Set { members } => members,
            InputKind::Flag | InputKind::Quantity { .. } => &[],
        }
    }

    /// The decision whose verdict it is, if it is one.
    #[must_use]
    pub fn requirement(&self) -> Option<&Requirement> {
        match &self.kind {
            InputKind::Choice { from, .. } => from.as_ref(),
            _ => None,
        }
    }

    /// The indexes of [`Input::values`] in the author's order.
    #[must_use]
    pub fn display_order(&self) -> Vec<usize> {
        let values = self.values();
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by_key(|&index| values[index].position);
        order
    }
}

/// An alternative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    /// Its id.
    pub id: String,
    /// What a person reads.
    pub name: Text,
    /// What it is, in a sentence.
    pub about: Text,
    /// What it is best for: an answer to “why not this one?” that holds wherever another is
    /// preferred. It completes a sentence, `Best for …`.
    pub best: Option<Text>,
    /// The editions in which it can be had.
    pub editions: Editions,
    /// Its place in the author's order.
    pub position: u16,
}

/// A figure in a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bound {
    /// A fact of the pack, by index; its value depends on the edition.
    Fact(usize),
    /// A value in the base unit.
    Literal(i64),
}

/// One end of a range of quantities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    /// The figure.
    pub bound: Bound,
    /// Whether the figure itself belongs to the range.
    pub inclusive: bool,
}

/// A range of quantities; a missing edge leaves that side open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuantityTest {
    /// Whether the values *outside* the range are meant.
    pub negated: bool,
    /// The lower end.
    pub low: Option<Edge>,
    /// The upper end.
    pub high: Option<Edge>,
}

/// The values of one input that a test accepts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Accept {
    /// A choice: one bit for each accepted value. A flag: bit 0 is no, bit 1 is yes.
    Values(u64),
    /// A set: has all of `all`, at least one of `any` (unless empty), and none of `none`.
    Members {
        /// Members that must be there.
        all: u64,
        /// Members of which one must be there; 0 asks for nothing.
        any: u64,
        /// Members that must not be there.
        none: u64,
    },
    /// A quantity: lies in one of these ranges.
    Quantity(Vec<QuantityTest>),
}

/// A test of one input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Test {
    /// The input: an index into [`Definition::inputs`].
    pub input: usize,
    /// What it accepts.
    pub accept: Accept,
}

/// A disjunction of conjunctions of tests. One empty conjunction always holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition(pub Vec<Vec<Test>>);

impl Condition {
    /// The facts that it compares with, each as often as it does.
    pub(crate) fn facts_mut(&mut self) -> impl Iterator<Item = &mut usize> {
        let ranges = self.0.iter_mut().flatten().flat_map(|test| match &mut test.accept {
            Accept::Quantity(ranges) => ranges.as_mut_slice(),
            _ => &mut [],
        });
        let edges = ranges.flat_map(|range| [&mut range.low, &mut range.high]).flatten();
        edges.filter_map(|edge| match &mut edge.bound {
            Bound::Fact(fact) => Some(fact),
            Bound::Literal(_) => None,
        })
    }
}

/// What a rule does where it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RuleKind {
    /// A hard limit takes options away.
    Exclude {
        /// Indexes into [`Definition::options`].
        options: Vec<usize>,
    },
    /// Picks the first of these options that survives.
    Prefer {
        /// Indexes into [`Definition::options`].
        picks: Vec<usize>,
        /// The rules it says it defeats: indexes into [`Definition::rules`].
        over: Vec<usize>,
    },
    /// The combination cannot occur.
    Assume,
    /// Advice where no option is left.
    None {
        /// The rules it says it defeats: indexes into [`Definition::rules`].
        over: Vec<usize>,
    },
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// What it does.
    pub kind: RuleKind,
    /// The editions in which it exists.
    pub editions: Editions,
    /// When it holds.
    pub when: Condition,
    /// Why, for a person.
    pub because: Text,
    /// The facts that its condition or its text mentions: indexes into [`crate::About::facts`].
    pub facts: Vec<usize>,
    /// Sources it cites beside those of its facts: indexes into [`crate::About::sources`].
    pub sources: Vec<usize>,
}

impl Rule {
    /// The rules that this one says it defeats.
    #[must_use]
    pub fn over(&self) -> &[usize] {
        match &self.kind {
            RuleKind::Prefer { over, .. } | RuleKind::None { over } => over,
            RuleKind::Exclude { .. } | RuleKind::Assume => &[],
        }
    }
}

/// A decision as its author wrote it: names resolved, nothing proved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// Its id.
    pub id: String,
    /// The task of the exam's blueprint that it belongs to.
    pub task: Option<String>,
    /// Its title.
    pub title: Text,
    /// What is being chosen, in a sentence.
    pub about: Text,
    /// What is to be known, sorted by id.
    pub inputs: Vec<Input>,
    /// The alternatives, sorted by id.
    pub options: Vec<Alternative>,
    /// The rules, sorted by id.
    pub rules: Vec<Rule>,
    /// Its place in the author's order.
    pub position: u16,
}

impl Definition {
    /// How many variables its diagram has: one for each input, and for a set one for each member.
    #[must_use]
    pub fn variables(&self) -> usize {
        let of = |input: &Input| match &input.kind {
            InputKind::Set { members } => members.len(),
            _ => 1,
        };
        self.inputs.iter().map(of).sum()
    }

    /// The index of the input with this id.
    #[must_use]
    pub fn input(&self, id: &str) -> Option<usize> {
        self.inputs.binary_search_by(|input| input.id.as_str().cmp(id)).ok()
    }

    /// The index of the option with this id.
    #[must_use]
    pub fn option(&self, id: &str) -> Option<usize> {
        self.options.binary_search_by(|option| option.id.as_str().cmp(id)).ok()
    }

    /// The index of the rule with this id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<usize> {
        self.rules.binary_search_by(|rule| rule.id.as_str().cmp(id)).ok()
    }

    /// The indexes of the inputs in the author's order.
    #[must_use]
    pub fn inputs_in_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.inputs.len()).collect();
        order.sort_by_key(|&index| self.inputs[index].position);
        order
    }

    /// The indexes of the options in the author's order.
    #[must_use]
    pub fn options_in_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.options.len()).collect();
        order.sort_by_key(|&index| self.options[index].position);
        order
    }
}
