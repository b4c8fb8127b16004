//! Random definitions: all kinds of inputs, rules and tests, in one or two editions.

use proptest::prelude::*;
use shirube_engine::Answer;
use shirube_engine::model::{
    Accept, Alternative, Bound, Condition, Definition, Edge, Editions, Fact, FactValue, Input,
    InputKind, QuantityTest, Rule, RuleKind, Test, Text, Value,
};
use shirube_engine::quantity::{Dimension, Interval};

use super::dice::{Dice, all_bits};
use super::repair::repaired;

/// A definition with the facts it rests on.
#[derive(Clone, PartialEq)]
pub(crate) struct Sample {
    pub(crate) definition: Definition,
    pub(crate) facts: Vec<Fact>,
    pub(crate) editions: usize,
    /// For what else is random about a case.
    pub(crate) seed: u64,
}

/// How large a definition may be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) inputs: usize,
    pub(crate) options: usize,
    pub(crate) rules: usize,
    /// The most cells, in terms of the interpreter's representatives.
    pub(crate) cells: usize,
    /// How many of a hundred are repaired until they compile, if that can be done.
    pub(crate) repaired: usize,
}

impl Size {
    /// As large as brute force over all cells bears.
    pub(crate) const LARGE: Self =
        Self { inputs: 6, options: 6, rules: 25, cells: 1_500, repaired: 70 };
    /// As large as brute force over all sets of cells bears.
    pub(crate) const SMALL: Self =
        Self { inputs: 5, options: 4, rules: 12, cells: 120, repaired: 90 };
}

/// Definitions up to a size. They shrink by losing rules, options and inputs.
pub(crate) fn samples(size: Size) -> impl Strategy<Value = Sample> {
    let seeds = |count| prop::collection::vec(any::<u64>(), count);
    (
        any::<u64>(),
        seeds(2..=size.inputs),
        seeds(2..=size.options),
        seeds(0..=size.rules),
        0..100_usize,
    )
        .prop_map(move |(seed, inputs, options, rules, luck)| {
            let raw = Maker::new(seed, size.cells).definition(&inputs, &options, &rules);
            if luck < size.repaired { repaired(raw, seed) } else { raw }
        })
}

fn text(content: impl Into<String>) -> Text {
    Text(vec![content.into()])
}

/// Makes one definition, part by part; each part from a seed of its own, so that leaving out one
/// leaves the others as they are.
struct Maker {
    seed: u64,
    editions: usize,
    /// How many cells there may still be for each one so far.
    room: usize,
    facts: Vec<Fact>,
    /// For each input, the figures that its tests compare it with.
    figures: Vec<Vec<Bound>>,
    inputs: Vec<Input>,
    options: Vec<Alternative>,
    rules: Vec<Rule>,
}

impl Maker {
    fn new(seed: u64, room: usize) -> Self {
        Self {
            seed,
            editions: 1 + (seed % 2) as usize,
            room,
            facts: Vec::new(),
            figures: Vec::new(),
            inputs: Vec::new(),
            options: Vec::new(),
            rules: Vec::new(),
        }
    }

    fn definition(mut self, inputs: &[u64], options: &[u64], rules: &[u64]) -> Sample {
        let mut dice = Dice::new(self.seed);
        let positions = dice.order(inputs.len());
        for (index, &seed) in inputs.iter().enumerate() {
            self.input(&mut Dice::new(seed), index, positions[index] as u16);
        }
        let positions = dice.order(options.len());
        for (index, &seed) in options.iter().enumerate() {
            let mut dice = Dice::new(seed);
            let editions = self.editions(&mut dice, 90);
            self.options.push(Alternative {
                id: format!("o{index}"),
                name: text(format!("Option {index}")),
                about: text("It is."),
                best: dice.chance(50).then(|| text("what it is for")),
                editions,
                position: positions[index] as u16,
            });
        }
        for (index, &seed) in rules.iter().enumerate() {
            self.rule(&mut Dice::new(seed), index, rules.len());
        }
        let definition = Definition {
            id: "choose".into(),
            task: None,
            title: text("What to choose"),
            about: text("Chooses."),
            inputs: self.inputs,
            options: self.options,
            rules: self.rules,
            position: 0,
        };
        Sample { definition, facts: self.facts, editions: self.editions, seed: self.seed }
    }

    fn editions(&self, dice: &mut Dice, all: usize) -> Editions {
        if dice.chance(all) { Editions::ALL } else { Editions(dice.roll(4) as u32) }
    }

    fn input(&mut self, dice: &mut Dice, index: usize, position: u16) {
        let cost = if dice.chance(60) { 1 } else { 1 + dice.roll(9) as u8 };
        let mut figures = Vec::new();
        let (kind, values) = match dice.roll(4) {
            0 => {
                let count = few(dice, 1, 4).min(self.room);
                (InputKind::Choice { values: values(dice, count), from: None }, count)
            }
            1 if self.room >= 2 => (InputKind::Flag, 2),
            2 => {
                let count = few(dice, 0, 3).min(self.room.ilog2() as usize);
                (InputKind::Set { members: values(dice, count) }, 1 << count)
            }
            _ => {
                let count = few(dice, 0, 3).min((self.room - 1) / 2);
                let (dimension, range) = range(dice);
                figures = self.figures(dice, dimension, range, count);
                (InputKind::Quantity { dimension, range }, 2 * count + 1)
            }
        };
        self.room = (self.room / values).max(1);
        let when_silent = dice.chance(50).then(|| silent(dice, &kind));
        self.figures.push(figures);
        self.inputs.push(Input {
            id: format!("i{index}"),
            name: text(format!("Input {index}")),
            ask: text("Which?"),
            why: text("It matters."),
            cost,
            when_silent,
            kind,
            position,
        });
    }

    /// Figures near a range, most of them facts.
    fn figures(
        &mut self,
        dice: &mut Dice,
        dimension: Dimension,
        range: Interval,
        count: usize,
    ) -> Vec<Bound> {
        let low = range.low.saturating_sub(1).max(dimension.least());
        let high = range.high.saturating_add(1);
        (0..count)
            .map(|_| {
                // A wide range's ends and one number are as likely as any: they are where things break.
                let ends = [low, range.low, range.high, high];
                let mut figure =
                    || if dice.chance(25) { ends[dice.roll(4)] } else { dice.between(low, high) };
                let first = figure();
                let mut values = vec![first; self.editions];
                if dice.chance(40) {
                    values.fill_with(
                        || if dice.chance(50) { first } else { dice.between(low, high) },
                    );
                }
                if dice.chance(20) {
                    return Bound::Literal(first);
                }
                self.facts.push(Fact {
                    id: format!("f{:02}", self.facts.len()),
                    about: text("A figure."),
                    values: values.into_iter().map(|value| fact_value(dimension, value)).collect(),
                });
                Bound::Fact(self.facts.len() - 1)
            })
            .collect()
    }

    fn rule(&mut self, dice: &mut Dice, index: usize, count: usize) {
        let picks = |dice: &mut Dice, options: usize| -> Vec<usize> {
            (0..1 + dice.roll(3)).map(|_| dice.roll(options)).collect()
        };
        let options = self.options.len();
        let kind = match dice.roll(20) {
            0..=5 => RuleKind::Exclude { options: picks(dice, options) },
            6..=14 => {
                RuleKind::Prefer { picks: picks(dice, options), over: over(dice, index, count) }
            }
            15..=16 => RuleKind::Assume,
            _ => RuleKind::None { over: over(dice, index, count) },
        };
        let when = self.condition(dice, kind == RuleKind::Assume);
        let rule = Rule {
            id: format!("r{index:02}"),
            kind,
            editions: self.editions(dice, 85),
            when,
            because: text("So it is, {@f00}."),
            facts: if self.facts.is_empty() {
                Vec::new()
            } else {
                vec![dice.roll(self.facts.len())]
            },
            sources: Vec::new(),
        };
        self.rules.push(rule);
    }

    /// A condition; often one that is narrower than an earlier rule's.
    fn condition(&self, dice: &mut Dice, narrow: bool) -> Condition {
        let mut parts = match dice.roll(100) {
            0..=69 => 1,
            70..=89 => 2,
            90..=97 => 3,
            _ => 0,
        };
        let mut base = match self.rules.last().and_then(|rule| rule.when.0.first()) {
            Some(earlier) if dice.chance(30) => {
                let mut tests = earlier.clone();
                tests.push(self.test(dice));
                tests
            }
            _ if narrow => {
                parts = 1;
                vec![self.test(dice), self.test(dice)]
            }
            _ => Vec::new(),
        };
        if !dice.chance(8) {
            let tests = 1 + dice.roll(3);
            while base.len() < tests {
                base.push(self.test(dice));
            }
        }
        Condition(
            (0..parts)
                .map(|_| {
                    let mut tests = base.clone();
                    if parts > 1 {
                        tests.push(self.test(dice));
                    }
                    tests
                })
                .collect(),
        )
    }

    fn test(&self, dice: &mut Dice) -> Test {
        let input = dice.roll(self.inputs.len());
        let accept = match &self.inputs[input].kind {
            InputKind::Choice { values, .. } => {
                Accept::Values(dice.some_of(all_bits(values.len())))
            }
            InputKind::Flag => Accept::Values(1 << dice.roll(2)),
            InputKind::Set { members } => {
                let (mut all, mut any, mut none) = (0, 0, 0);
                for member in 0..members.len() {
                    match dice.roll(8) {
                        0..=1 => all |= 1 << member,
                        2..=3 => any |= 1 << member,
                        4..=5 => none |= 1 << member,
                        _ => {}
                    }
                }
                if dice.chance(5) {
                    all |= none;
                }
                Accept::Members { all, any, none }
            }
            InputKind::Quantity { .. } => {
                let ranges = 1 + usize::from(dice.chance(20));
                Accept::Quantity(
                    (0..ranges).map(|_| self.quantity_test(dice, &self.figures[input])).collect(),
                )
            }
        };
        Test { input, accept }
    }

    fn quantity_test(&self, dice: &mut Dice, figures: &[Bound]) -> QuantityTest {
        let edge = |dice: &mut Dice| {
            (!figures.is_empty() && dice.chance(65))
                .then(|| Edge { bound: *dice.one_of(figures), inclusive: dice.chance(50) })
        };
        QuantityTest { negated: dice.chance(20), low: edge(dice), high: edge(dice) }
    }
}

/// A number from `least` to `most`, seldom the least: there would be nothing to decide.
fn few(dice: &mut Dice, least: usize, most: usize) -> usize {
    if dice.chance(8) { least } else { least + 1 + dice.roll(most - least) }
}

/// Rules to be over: most of them earlier ones, so that most of it is no circle.
fn over(dice: &mut Dice, index: usize, count: usize) -> Vec<usize> {
    if !dice.chance(30) {
        return Vec::new();
    }
    (0..1 + dice.roll(2))
        .filter_map(|_| {
            if dice.chance(10) {
                Some(dice.roll(count))
            } else {
                (index > 0).then(|| dice.roll(index))
            }
        })
        .collect()
}

/// Values with ids in order, among them the words that mean something to the reader of answers.
fn values(dice: &mut Dice, count: usize) -> Vec<Value> {
    let words = ["a-b", "gpu", "no", "none", "not", "vpc", "x", "x-1", "yes"];
    let mut chosen: Vec<usize> = dice.order(words.len()).into_iter().take(count).collect();
    chosen.sort_unstable();
    let positions = dice.order(count);
    chosen
        .into_iter()
        .zip(positions)
        .map(|(word, position)| Value {
            id: words[word].into(),
            name: text(words[word].to_uppercase()),
            about: None,
            weight: if dice.chance(50) { 1 } else { 1 + dice.roll(100) as u8 },
            position: position as u16,
        })
        .collect()
}

/// What a quantity measures and can be: mostly a few numbers, now and then all there are.
fn range(dice: &mut Dice) -> (Dimension, Interval) {
    let dimension = *dice.one_of(&Dimension::ALL);
    let scale = *dice.one_of(&[1, 1, 1, 1_000, 1_024, 60_000, 604_800_000]);
    let low = dice.between(0, 3) * scale;
    let range = match dice.roll(20) {
        0 => Interval { low: dimension.least(), high: i64::MAX },
        1 => Interval { low: i64::MAX - 4, high: i64::MAX },
        2 => Interval { low, high: low },
        _ => Interval { low, high: low + dice.between(1, 9) * scale },
    };
    (dimension, range)
}

fn fact_value(dimension: Dimension, value: i64) -> FactValue {
    FactValue {
        dimension,
        value,
        written: text(dimension.format(value)),
        sources: Vec::new(),
        as_of: "2026-01".into(),
    }
}

fn silent(dice: &mut Dice, kind: &InputKind) -> Answer {
    match kind {
        InputKind::Choice { values, .. } => Answer::Values(1 << dice.roll(values.len())),
        InputKind::Flag => Answer::Values(1 << dice.roll(2)),
        InputKind::Set { members } => {
            let yes = dice.bits(members.len());
            Answer::Members { yes, no: all_bits(members.len()) & !yes }
        }
        InputKind::Quantity { range, .. } => {
            let value = dice.between(range.low, range.high);
            Answer::Quantity(Interval { low: value, high: value })
        }
    }
}
