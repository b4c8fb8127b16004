//! The same definition under other names: everything that is sorted by name moves.

use shirube_engine::model::Definition;
use shirube_engine::model::{Accept, Bound, Edge, InputKind, QuantityTest, RuleKind, Test, Value};
use shirube_engine::{Answer, Answers, Outcome};

use crate::support::{Dice, Sample};

/// For everything with a name, where it goes.
pub(super) struct Renaming {
    inputs: Vec<usize>,
    options: Vec<usize>,
    pub(super) rules: Vec<usize>,
    facts: Vec<usize>,
    /// For each input, where its values or members go.
    values: Vec<Vec<usize>>,
}

/// The items, each where it goes.
fn moved<T: Clone>(items: &[T], places: &[usize]) -> Vec<T> {
    let mut moved = items.to_vec();
    for (item, &place) in items.iter().zip(places) {
        moved[place] = item.clone();
    }
    moved
}

fn moved_bits(bits: u64, places: &[usize]) -> u64 {
    (places.iter().enumerate())
        .filter(|(from, _)| bits >> from & 1 == 1)
        .fold(0, |moved, (_, to)| moved | 1 << to)
}

impl Renaming {
    pub(super) fn new(sample: &Sample, dice: &mut Dice) -> Self {
        let definition = &sample.definition;
        Self {
            inputs: dice.order(definition.inputs.len()),
            options: dice.order(definition.options.len()),
            rules: dice.order(definition.rules.len()),
            facts: dice.order(sample.facts.len()),
            values: (definition.inputs.iter()).map(|i| dice.order(i.values().len())).collect(),
        }
    }

    pub(super) fn sample(&self, sample: &Sample) -> Sample {
        let mut definition = sample.definition.clone();
        definition.inputs = moved(&definition.inputs, &self.inputs);
        definition.options = moved(&definition.options, &self.options);
        definition.rules = moved(&definition.rules, &self.rules);
        for (place, input) in definition.inputs.iter_mut().enumerate() {
            input.id = format!("i{place}");
            let old = self.inputs.iter().position(|&to| to == place).expect("all places are taken");
            let rename = |values: &[Value]| {
                let mut values = moved(values, &self.values[old]);
                for (place, value) in values.iter_mut().enumerate() {
                    value.id = format!("v{place}");
                }
                values
            };
            match &mut input.kind {
                InputKind::Choice { values, .. } => *values = rename(values),
                InputKind::Set { members } => *members = rename(members),
                InputKind::Flag | InputKind::Quantity { .. } => {}
            }
        }
        for (place, option) in definition.options.iter_mut().enumerate() {
            option.id = format!("o{place}");
        }
        for (place, rule) in definition.rules.iter_mut().enumerate() {
            rule.id = format!("r{place:02}");
            match &mut rule.kind {
                RuleKind::Exclude { options } => self.each(options, &self.options),
                RuleKind::Prefer { picks, over } => {
                    self.each(picks, &self.options);
                    self.each(over, &self.rules);
                }
                RuleKind::None { over } => self.each(over, &self.rules),
                RuleKind::Assume => {}
            }
            for test in rule.when.0.iter_mut().flatten() {
                *test = self.test(test);
            }
        }
        let facts = moved(&sample.facts, &self.facts);
        Sample { definition, facts, ..*sample }
    }

    fn each(&self, indexes: &mut [usize], places: &[usize]) {
        for index in indexes {
            *index = places[*index];
        }
    }

    fn test(&self, test: &Test) -> Test {
        let values = &self.values[test.input];
        let accept = match &test.accept {
            // A flag's bits are no names.
            Accept::Values(bits) if values.is_empty() => Accept::Values(*bits),
            Accept::Values(bits) => Accept::Values(moved_bits(*bits, values)),
            Accept::Members { all, any, none } => {
                let [all, any, none] = [all, any, none].map(|bits| moved_bits(*bits, values));
                Accept::Members { all, any, none }
            }
            Accept::Quantity(ranges) => {
                let edge = |edge: Edge| match edge.bound {
                    Bound::Fact(fact) => Edge { bound: Bound::Fact(self.facts[fact]), ..edge },
                    Bound::Literal(_) => edge,
                };
                let range = |range: &QuantityTest| QuantityTest {
                    low: range.low.map(edge),
                    high: range.high.map(edge),
                    negated: range.negated,
                };
                Accept::Quantity(ranges.iter().map(range).collect())
            }
        };
        Test { input: self.inputs[test.input], accept }
    }

    pub(super) fn answers(&self, answers: &Answers, renamed: &Definition) -> Answers {
        let mut moved = Answers::none(renamed);
        for (input, answer) in answers.given() {
            let values = &self.values[input];
            let answer = match answer {
                Answer::Values(bits) if !values.is_empty() => {
                    Answer::Values(moved_bits(bits, values))
                }
                Answer::Members { yes, no } => {
                    Answer::Members { yes: moved_bits(yes, values), no: moved_bits(no, values) }
                }
                other => other,
            };
            moved.set(self.inputs[input], Some(answer));
        }
        moved
    }

    pub(super) fn outcome(&self, outcome: Outcome) -> Outcome {
        match outcome {
            Outcome::Option(option) => Outcome::Option(self.options[option]),
            Outcome::Advice(rule) => Outcome::Advice(self.rules[rule]),
        }
    }
}
