//! Brute force: every cell of a compiled decision in one edition, with what the interpreter says.

use std::collections::BTreeSet;

use shirube_engine::interpreter::{Concrete, Interpreter, Ruling};
use shirube_engine::space::{Space, Split};
use shirube_engine::{Answer, Answers, Cube, Decision, Diagram, Outcome, Verdict};

use super::definitions::Sample;
use super::dice::all_bits;
use shirube_engine::model::InputKind;
use shirube_engine::quantity::Interval;

/// One combination of regions.
pub(crate) struct Cell {
    /// The region of each variable, as a cube of one cell.
    pub(crate) cube: Cube,
    /// A value of each input inside it.
    pub(crate) values: Vec<Concrete>,
    pub(crate) ruling: Ruling,
}

impl Cell {
    /// Where the rules lead; `None` if the cell cannot occur.
    pub(crate) fn outcome(&self) -> Option<Outcome> {
        match self.ruling {
            Ruling::Outcome(outcome, _) => Some(outcome),
            _ => None,
        }
    }

    pub(crate) fn possible(&self) -> bool {
        self.ruling != Ruling::Impossible
    }

    pub(crate) fn inside(&self, cube: &Cube) -> bool {
        self.cube.0.iter().zip(&cube.0).all(|(own, allowed)| own & allowed != 0)
    }
}

/// All there is to know about a decision in one edition, found the slow way.
pub(crate) struct World<'a> {
    pub(crate) sample: &'a Sample,
    pub(crate) decision: &'a Decision,
    pub(crate) edition: usize,
    pub(crate) interpreter: Interpreter<'a>,
    pub(crate) cells: Vec<Cell>,
}

impl<'a> World<'a> {
    pub(crate) fn new(sample: &'a Sample, decision: &'a Decision, edition: usize) -> Self {
        let interpreter = Interpreter::new(&sample.definition, &sample.facts, edition);
        let cells = cells(sample, decision.diagram(edition).space(), &interpreter);
        Self { sample, decision, edition, interpreter, cells }
    }

    pub(crate) fn diagram(&self) -> &'a Diagram {
        self.decision.diagram(self.edition)
    }

    pub(crate) fn space(&self) -> &'a Space {
        self.diagram().space()
    }

    /// The cells of a cube that can occur.
    pub(crate) fn possible<'b>(&'b self, cube: &'b Cube) -> impl Iterator<Item = &'b Cell> {
        self.cells.iter().filter(|cell| cell.possible() && cell.inside(cube))
    }

    /// The verdict on a cube, by looking at all of its cells.
    pub(crate) fn verdict(&self, cube: &Cube) -> Verdict {
        verdict_of(self.possible(cube).filter_map(Cell::outcome))
    }

    /// The cube that some answers leave.
    pub(crate) fn cube(&self, answers: &Answers) -> Cube {
        self.decision.cube(self.edition, answers)
    }

    /// The regions of one input that an answer allows, the other inputs left open.
    pub(crate) fn only(&self, input: usize, answer: &Answer) -> Cube {
        let mut cube = self.space().everything();
        self.space().narrow(&mut cube, input, answer);
        cube
    }
}

/// The verdict that these outcomes amount to.
pub(crate) fn verdict_of(outcomes: impl Iterator<Item = Outcome>) -> Verdict {
    let outcomes: BTreeSet<Outcome> = outcomes.collect();
    let outcomes: Vec<Outcome> = outcomes.into_iter().collect();
    match outcomes.as_slice() {
        [] => Verdict::Impossible,
        [only] => Verdict::Settled(*only),
        _ => Verdict::Open(outcomes),
    }
}

/// Every cell of a space.
pub(crate) fn cells(sample: &Sample, space: &Space, interpreter: &Interpreter<'_>) -> Vec<Cell> {
    let mut cubes = vec![Vec::new()];
    for variable in &space.variables {
        cubes = (cubes.iter())
            .flat_map(|cube: &Vec<u64>| {
                (0..variable.regions()).map(|region| {
                    let mut longer = cube.clone();
                    longer.push(1 << region);
                    longer
                })
            })
            .collect();
    }
    (cubes.into_iter())
        .map(|cube| {
            let values = values(sample, space, &cube);
            Cell { cube: Cube(cube), ruling: interpreter.ruling(&values), values }
        })
        .collect()
}

/// A value of each input inside a cell.
fn values(sample: &Sample, space: &Space, cube: &[u64]) -> Vec<Concrete> {
    let region = |level: usize| cube[level].trailing_zeros() as usize;
    (0..sample.definition.inputs.len())
        .map(|input| {
            let levels = space.levels_of(input);
            match levels.first().map(|&level| (level, &space.variables[level].split)) {
                None => Concrete::Members(0),
                Some((level, Split::Values(_))) => Concrete::Value(region(level)),
                Some((level, Split::Flag)) => Concrete::Flag(region(level) == 1),
                Some((level, Split::Quantity { .. })) => {
                    let interval = space.variables[level].interval(region(level));
                    Concrete::Quantity(interval.expect("quantities have intervals").low)
                }
                Some((_, Split::Member(_))) => Concrete::Members(
                    (levels.iter().enumerate())
                        .fold(0, |members, (nth, &level)| members | (region(level) as u64) << nth),
                ),
            }
        })
        .collect()
}

/// The complete answer that a value is.
pub(crate) fn answer(sample: &Sample, input: usize, value: Concrete) -> Answer {
    match value {
        Concrete::Value(value) => Answer::Values(1 << value),
        Concrete::Flag(flag) => Answer::Values(1 << u8::from(flag)),
        Concrete::Quantity(value) => Answer::Quantity(Interval { low: value, high: value }),
        Concrete::Members(yes) => {
            let InputKind::Set { members } = &sample.definition.inputs[input].kind else {
                panic!("only sets have members")
            };
            Answer::Members { yes, no: all_bits(members.len()) & !yes }
        }
    }
}
