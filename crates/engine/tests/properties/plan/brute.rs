//! The cheapest way to a verdict, by trying every question in every state of knowledge.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use shirube_engine::model::InputKind;
use shirube_engine::space::{Split, Variable};
use shirube_engine::{Cube, Outcome};

use crate::support::{Cell, World};

/// A cell in terms of inputs: which of its values each input has, as a number.
struct Point {
    values: Vec<usize>,
    weight: f64,
    outcome: Outcome,
}

pub(super) struct Brute<'a> {
    world: &'a World<'a>,
    points: Vec<Point>,
    /// The inputs that can be asked.
    askable: Vec<usize>,
    known: HashMap<Vec<Option<usize>>, f64>,
}

/// The probability of a region, before anything is known.
fn prior(world: &World<'_>, variable: &Variable, region: usize) -> f64 {
    let kind = &world.sample.definition.inputs[variable.input].kind;
    match (&variable.split, kind) {
        (Split::Values(_), InputKind::Choice { values, .. }) => {
            let whole: f64 = values.iter().map(|value| f64::from(value.weight)).sum();
            f64::from(values[region].weight) / whole
        }
        (Split::Member(member), InputKind::Set { members }) => {
            // Even what nearly every situation has may be missing.
            let there = f64::from(members[*member].weight.clamp(1, 99)) / 100.0;
            if region == 1 { there } else { 1.0 - there }
        }
        (Split::Flag, _) => 0.5,
        _ => 1.0 / variable.regions() as f64,
    }
}

/// The probability of a cell, up to a factor.
pub(super) fn weight(world: &World<'_>, cell: &Cell) -> f64 {
    (world.space().variables.iter().zip(&cell.cube.0))
        .map(|(variable, mask)| prior(world, variable, mask.trailing_zeros() as usize))
        .product()
}

impl<'a> Brute<'a> {
    /// Over the cells of a cube that can occur, with some inputs that cannot be asked.
    pub(super) fn new(world: &'a World<'a>, cube: &Cube, unknown: &[usize]) -> Self {
        let inputs = world.sample.definition.inputs.len();
        let mut numbers: Vec<BTreeMap<Vec<u64>, usize>> = vec![BTreeMap::new(); inputs];
        let points = (world.possible(cube))
            .filter_map(|cell| {
                let values = (0..inputs)
                    .map(|input| {
                        let levels = world.space().levels_of(input);
                        let regions = levels.iter().map(|&level| cell.cube.0[level]).collect();
                        let next = numbers[input].len();
                        *numbers[input].entry(regions).or_insert(next)
                    })
                    .collect();
                Some(Point { values, weight: weight(world, cell), outcome: cell.outcome()? })
            })
            .collect();
        let askable = (0..inputs).filter(|input| !unknown.contains(input)).collect();
        Self { world, points, askable, known: HashMap::new() }
    }

    /// The least expected cost of all questions until nothing more can change.
    pub(super) fn cheapest(&mut self) -> f64 {
        let nothing = vec![None; self.world.sample.definition.inputs.len()];
        self.cheapest_from(nothing)
    }

    /// Whether no answer to what can be asked would change the verdict.
    pub(super) fn done(&self) -> bool {
        self.done_in(&self.points.iter().collect::<Vec<_>>())
    }

    fn done_in(&self, points: &[&Point]) -> bool {
        let mut verdicts: BTreeMap<Vec<usize>, BTreeSet<Outcome>> = BTreeMap::new();
        for point in points {
            let told = self.askable.iter().map(|&input| point.values[input]).collect();
            verdicts.entry(told).or_default().insert(point.outcome);
        }
        let mut verdicts = verdicts.into_values();
        let first = verdicts.next();
        verdicts.all(|verdict| Some(&verdict) == first.as_ref())
    }

    fn cheapest_from(&mut self, state: Vec<Option<usize>>) -> f64 {
        if let Some(&known) = self.known.get(&state) {
            return known;
        }
        let points: Vec<&Point> = (self.points.iter())
            .filter(|point| {
                state
                    .iter()
                    .zip(&point.values)
                    .all(|(told, value)| told.is_none_or(|t| t == *value))
            })
            .collect();
        let mut best = f64::INFINITY;
        if self.done_in(&points) {
            best = 0.0;
        } else {
            let mass: f64 = points.iter().map(|point| point.weight).sum();
            let mut shares: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); state.len()];
            for point in &points {
                for (share, &value) in shares.iter_mut().zip(&point.values) {
                    *share.entry(value).or_default() += point.weight / mass;
                }
            }
            for input in self.askable.clone() {
                if state[input].is_some() || shares[input].len() < 2 {
                    continue;
                }
                let mut cost = f64::from(self.world.sample.definition.inputs[input].cost);
                for (&value, share) in &shares[input] {
                    let mut told = state.clone();
                    told[input] = Some(value);
                    cost += share * self.cheapest_from(told);
                }
                best = best.min(cost);
            }
        }
        self.known.insert(state, best);
        best
    }
}
