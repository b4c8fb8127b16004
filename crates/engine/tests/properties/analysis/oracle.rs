//! The rules of a definition read cell by cell, as they are and as they might be.

use std::collections::BTreeSet;

use shirube_engine::Cube;
use shirube_engine::interpreter::{Concrete, Interpreter, Ruling};
use shirube_engine::model::{Accept, Bound, Definition, Fact, InputKind, RuleKind};

use crate::support::{Cell, Sample, circular, defeats};

/// What the rules make of one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Impossible,
    Outcome(shirube_engine::Outcome),
    Broken,
}

/// One edition of a definition, cell by cell.
pub(super) struct Reading {
    pub(super) marks: Vec<Mark>,
    /// For each cell, the rules that decide.
    pub(super) decide: Vec<Vec<usize>>,
    /// For each rule, the cells in which its condition is met.
    pub(super) met: Vec<Vec<bool>>,
    /// `[a][b]`: rule a defeats rule b.
    pub(super) defeats: Vec<Vec<bool>>,
}

/// A value of each input for every cell that the rules, in any edition, might tell apart.
pub(super) fn cells(sample: &Sample) -> Vec<Vec<Concrete>> {
    let mut cells = vec![Vec::new()];
    for input in 0..sample.definition.inputs.len() {
        let values = values(sample, input);
        cells = (cells.iter())
            .flat_map(|cell: &Vec<Concrete>| {
                values.iter().map(|&value| {
                    let mut longer = cell.clone();
                    longer.push(value);
                    longer
                })
            })
            .collect();
    }
    cells
}

fn values(sample: &Sample, input: usize) -> Vec<Concrete> {
    match &sample.definition.inputs[input].kind {
        InputKind::Choice { values, .. } => (0..values.len()).map(Concrete::Value).collect(),
        InputKind::Flag => [false, true].map(Concrete::Flag).to_vec(),
        InputKind::Set { members } => (0..1 << members.len()).map(Concrete::Members).collect(),
        InputKind::Quantity { range, .. } => {
            let mut values = BTreeSet::from([range.low]);
            for at in figures(&sample.definition, &sample.facts, input) {
                values.extend([at, at.saturating_add(1)]);
            }
            values.retain(|value| (range.low..=range.high).contains(value));
            values.into_iter().map(Concrete::Quantity).collect()
        }
    }
}

/// Every figure that an input is compared with in some edition.
fn figures(definition: &Definition, facts: &[Fact], input: usize) -> Vec<i64> {
    let tests = definition.rules.iter().flat_map(|rule| rule.when.0.iter().flatten());
    let mut figures = Vec::new();
    for test in tests.filter(|test| test.input == input) {
        let Accept::Quantity(ranges) = &test.accept else { continue };
        for edge in ranges.iter().flat_map(|range| [range.low, range.high]).flatten() {
            match edge.bound {
                Bound::Literal(value) => figures.push(value),
                Bound::Fact(fact) => figures.extend(facts[fact].values.iter().map(|v| v.value)),
            }
        }
    }
    figures
}

/// Reads a definition in one edition; `None` where its rules defeat one another in a circle.
pub(super) fn read(sample: &Sample, edition: usize, cells: &[Vec<Concrete>]) -> Option<Reading> {
    let interpreter = Interpreter::new(&sample.definition, &sample.facts, edition);
    let read: Vec<Cell> = (cells.iter())
        .map(|values| Cell {
            cube: Cube(Vec::new()),
            values: values.clone(),
            ruling: interpreter.ruling(values),
        })
        .collect();
    let defeats = defeats(sample, edition, &interpreter, &read);
    if circular(&defeats) {
        return None;
    }
    let met = (0..sample.definition.rules.len())
        .map(|rule| cells.iter().map(|values| interpreter.holds(rule, values)).collect())
        .collect();
    let (mut marks, mut decide) = (Vec::new(), Vec::new());
    for cell in read {
        let (mark, rules) = match cell.ruling {
            Ruling::Impossible => (Mark::Impossible, Vec::new()),
            Ruling::Outcome(outcome, rules) => (Mark::Outcome(outcome), rules),
            _ => (Mark::Broken, Vec::new()),
        };
        marks.push(mark);
        decide.push(rules);
    }
    Some(Reading { marks, decide, met, defeats })
}

impl Reading {
    /// The cells in which a rule holds: those of its condition that can occur.
    pub(super) fn holds(&self, sample: &Sample, rule: usize) -> Vec<bool> {
        let assume = sample.definition.rules[rule].kind == RuleKind::Assume;
        (self.met[rule].iter().zip(&self.marks))
            .map(|(&met, &mark)| met && (assume || mark != Mark::Impossible))
            .collect()
    }

    /// Whether an option survives in a cell that can occur.
    pub(super) fn survives(
        &self,
        sample: &Sample,
        edition: usize,
        option: usize,
        cell: usize,
    ) -> bool {
        let definition = &sample.definition;
        definition.options[option].editions.contains(edition)
            && !(0..definition.rules.len())
                .any(|rule| excludes(definition, rule, option) && self.met[rule][cell])
    }

    /// What a rule says in a cell that can occur: an option, or `options + rule` for its advice.
    pub(super) fn says(
        &self,
        sample: &Sample,
        edition: usize,
        rule: usize,
        cell: usize,
    ) -> Option<usize> {
        if !self.met[rule][cell] {
            return None;
        }
        let survives = |option: &usize| self.survives(sample, edition, *option, cell);
        let options = sample.definition.options.len();
        match &sample.definition.rules[rule].kind {
            RuleKind::Prefer { picks, .. } => picks.iter().copied().find(survives),
            RuleKind::None { .. } => {
                (!(0..options).any(|o| survives(&o))).then_some(options + rule)
            }
            _ => None,
        }
    }
}

pub(super) fn excludes(definition: &Definition, rule: usize, option: usize) -> bool {
    matches!(&definition.rules[rule].kind, RuleKind::Exclude { options } if options.contains(&option))
}
