//! The space of cells: each input split at the thresholds that its rules mention.
//!
//! A quantity becomes a variable with one region between each two thresholds, a choice a variable
//! with one region for each value, a flag a variable with two, a set one two-region variable for
//! each member. A cell names one region of every variable; a [`Cube`] allows several.

mod order;
mod thresholds;

use serde::{Deserialize, Serialize};

use crate::answer::Answer;
use crate::model::{Accept, Condition, Definition, Fact, InputKind, MAX_REGIONS, Test};
use crate::quantity::Interval;
use thresholds::{lines, order_within, thresholds};

pub(crate) use thresholds::{accepts, figure};

/// What a variable stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Split {
    /// A choice: region *n* is value *n*.
    Values(usize),
    /// A flag: region 0 is no, region 1 is yes.
    Flag,
    /// A member of a set: region 0 is absent, region 1 is present.
    Member(usize),
    /// A quantity: where each region starts, ascending; the last one ends with the range.
    Quantity {
        /// The first value of each region.
        starts: Vec<i64>,
        /// The last value of the last region.
        end: i64,
    },
}

/// One variable of a diagram.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// The input it belongs to.
    pub input: usize,
    /// How that input is split.
    pub split: Split,
}

impl Variable {
    /// How many regions it has.
    #[must_use]
    pub fn regions(&self) -> usize {
        match &self.split {
            Split::Values(count) => *count,
            Split::Flag | Split::Member(_) => 2,
            Split::Quantity { starts, .. } => starts.len(),
        }
    }

    /// Its place among the variables of a definition: by input, then by member.
    fn place(&self) -> (usize, usize) {
        (self.input, if let Split::Member(member) = self.split { member } else { 0 })
    }

    /// The mask that allows every region.
    #[must_use]
    pub fn all(&self) -> u64 {
        u64::MAX >> (64 - self.regions().clamp(1, 64))
    }

    /// The values of one region of a quantity; `None` for other kinds.
    #[must_use]
    pub fn interval(&self, region: usize) -> Option<Interval> {
        let Split::Quantity { starts, end } = &self.split else { return None };
        let low = *starts.get(region)?;
        let high = starts.get(region + 1).map_or(*end, |next| next - 1);
        Some(Interval { low, high })
    }

    /// Of some regions, of a quantity the run around one of them, else all.
    pub(crate) fn around(&self, region: usize, mask: u64) -> u64 {
        let Split::Quantity { .. } = self.split else { return mask };
        let above = (mask >> region).trailing_ones();
        let below = (mask << (63 - region)).leading_ones();
        let run = u64::MAX >> (65 - above - below);
        run << (region as u32 + 1 - below)
    }

    /// The answer that allows these regions, which of a quantity must be a run.
    pub(crate) fn answer(&self, mask: u64) -> Answer {
        match self.split {
            Split::Values(_) | Split::Flag => Answer::Values(mask),
            Split::Member(member) => {
                Answer::Members { yes: (mask >> 1 & 1) << member, no: (mask & 1) << member }
            }
            Split::Quantity { .. } => {
                let (first, last) =
                    (mask.trailing_zeros(), 63_u32.saturating_sub(mask.leading_zeros()));
                let edge = |region| self.interval(region).unwrap_or(Interval { low: 0, high: 0 });
                Answer::Quantity(Interval {
                    low: edge(first as usize).low,
                    high: edge(last as usize).high,
                })
            }
        }
    }

    /// The regions of a quantity that share a value with the interval.
    #[must_use]
    pub fn touching(&self, interval: Interval) -> u64 {
        (0..self.regions())
            .filter(|&region| {
                self.interval(region)
                    .is_some_and(|own| own.low <= interval.high && interval.low <= own.high)
            })
            .fold(0, |mask, region| mask | 1 << region)
    }

    /// The region that holds a value of a quantity inside its range.
    #[must_use]
    fn region_of(&self, value: i64) -> usize {
        match &self.split {
            Split::Quantity { starts, .. } => {
                starts.partition_point(|&start| start <= value).saturating_sub(1)
            }
            _ => 0,
        }
    }
}

/// For every variable, the regions still allowed, one bit each.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cube(pub Vec<u64>);

impl Cube {
    /// Whether every variable has one region left.
    #[must_use]
    pub fn is_cell(&self) -> bool {
        self.0.iter().all(|mask| mask.is_power_of_two())
    }

    /// Whether some variable has no region left, so that there is no cell.
    #[must_use]
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.0.contains(&0)
    }
}

/// The variables of a decision in one edition, in the order of its diagram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Space {
    /// The variables, one for each level of the diagram.
    pub variables: Vec<Variable>,
    /// For each input, the levels that belong to it (for a set, by member).
    levels: Vec<Vec<usize>>,
}

/// An input has more regions than a diagram can hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooManyRegions {
    /// The input.
    pub input: usize,
    /// How many regions it would have.
    pub regions: usize,
}

impl Space {
    /// Splits the inputs of a definition at the thresholds of one edition. The variables stand in
    /// the order of inputs; that of a diagram is chosen by compilation.
    ///
    /// # Errors
    ///
    /// If an input has more regions than a diagram can hold.
    pub fn of(
        definition: &Definition,
        facts: &[Fact],
        edition: usize,
    ) -> Result<Self, TooManyRegions> {
        let mut variables = Vec::new();
        for (index, input) in definition.inputs.iter().enumerate() {
            let variable = |split| Variable { input: index, split };
            let regions = match &input.kind {
                InputKind::Choice { values, .. } => {
                    variables.push(variable(Split::Values(values.len())));
                    values.len()
                }
                InputKind::Flag => {
                    variables.push(variable(Split::Flag));
                    2
                }
                InputKind::Set { members } => {
                    variables.extend((0..members.len()).map(|m| variable(Split::Member(m))));
                    members.len()
                }
                InputKind::Quantity { range, .. } => {
                    let starts = thresholds(definition, facts, edition, index, *range);
                    let regions = starts.len();
                    variables.push(variable(Split::Quantity { starts, end: range.high }));
                    regions
                }
            };
            if regions > MAX_REGIONS {
                return Err(TooManyRegions { input: index, regions });
            }
        }
        Ok(Self::new(variables, definition.inputs.len()))
    }

    /// The same variables in the same order, each quantity also split where a condition tells its
    /// values apart.
    pub(crate) fn split_by(
        &self,
        when: &Condition,
        facts: &[Fact],
        edition: usize,
    ) -> Result<Self, TooManyRegions> {
        let mut finer = self.clone();
        for Variable { input, split } in &mut finer.variables {
            let Split::Quantity { starts, end } = split else { continue };
            let range = Interval { low: starts[0], high: *end };
            let tests = when.0.iter().flatten();
            starts.extend(lines(tests, facts, edition, *input));
            order_within(starts, range);
            if starts.len() > MAX_REGIONS {
                return Err(TooManyRegions { input: *input, regions: starts.len() });
            }
        }
        Ok(finer)
    }

    /// For each level and region of a space that splits this one, the region here that it is part
    /// of.
    pub(crate) fn parts(&self, finer: &Self) -> Vec<Vec<usize>> {
        let part = |(own, finer): (&Variable, &Variable)| {
            let here = |region| match finer.interval(region) {
                Some(interval) => own.region_of(interval.low),
                None => region,
            };
            (0..finer.regions()).map(here).collect()
        };
        self.variables.iter().zip(&finer.variables).map(part).collect()
    }

    /// The same space in the orders that a diagram may have, no two of them equal.
    pub(crate) fn orders(&self, definition: &Definition, edition: usize) -> Vec<Self> {
        let mut orders = order::orders(self, definition, edition).to_vec();
        orders.dedup();
        let ordered = |order: Vec<usize>| {
            let variables = order.iter().map(|&place| self.variables[place].clone()).collect();
            Self::new(variables, definition.inputs.len())
        };
        orders.into_iter().map(ordered).collect()
    }

    /// The same space in the order of inputs, as [`Space::of`] makes it.
    pub(crate) fn plain(&self) -> Self {
        let order = self.levels.iter().flatten();
        let variables = order.map(|&level| self.variables[level].clone()).collect();
        Self::new(variables, self.levels.len())
    }

    /// This space with its variables in the order that another of the same inputs has.
    pub(crate) fn in_order_of(&self, other: &Self) -> Self {
        let place = |variable: &Variable| {
            other.variables.iter().position(|known| known.place() == variable.place())
        };
        let mut variables = self.variables.clone();
        variables.sort_by_key(place);
        Self::new(variables, self.levels.len())
    }

    /// This space, split also where another of the same inputs is; `None` where that is too fine.
    pub(crate) fn refined(&self, other: &Self) -> Option<Self> {
        let mut fine = self.clone();
        for (levels, others) in self.levels.iter().zip(&other.levels) {
            for (&level, &other_level) in levels.iter().zip(others) {
                let split = &mut fine.variables[level].split;
                if let (Split::Quantity { starts, .. }, Split::Quantity { starts: more, .. }) =
                    (split, &other.variables[other_level].split)
                {
                    starts.extend(more);
                    starts.sort_unstable();
                    starts.dedup();
                    if starts.len() > MAX_REGIONS {
                        return None;
                    }
                }
            }
        }
        Some(fine)
    }

    /// A cube of the same space in another order as one of this space.
    pub(crate) fn reordered(&self, other: &Self, cube: &Cube) -> Cube {
        let mut own = self.everything();
        for (levels, others) in self.levels.iter().zip(&other.levels) {
            for (&level, &other) in levels.iter().zip(others) {
                own.0[level] = cube.0[other];
            }
        }
        own
    }

    pub(crate) fn new(variables: Vec<Variable>, inputs: usize) -> Self {
        let mut levels = vec![Vec::new(); inputs];
        for (level, variable) in variables.iter().enumerate() {
            if let Some(own) = levels.get_mut(variable.input) {
                own.push(level);
            }
        }
        for own in &mut levels {
            own.sort_by_key(|&level| variables[level].place());
        }
        Self { variables, levels }
    }

    /// Whether variables, read from a file, are those of a definition in some order.
    pub(crate) fn fits(variables: &[Variable], definition: &Definition) -> bool {
        let shapes = variables.iter().all(|variable| {
            let kind = definition.inputs.get(variable.input).map(|input| &input.kind);
            match (&variable.split, kind) {
                (Split::Values(count), Some(InputKind::Choice { values, .. })) => {
                    *count == values.len() && (1..=MAX_REGIONS).contains(count)
                }
                (Split::Flag, Some(InputKind::Flag)) => true,
                (Split::Member(member), Some(InputKind::Set { members })) => {
                    *member < members.len() && members.len() <= MAX_REGIONS
                }
                (Split::Quantity { starts, end }, Some(InputKind::Quantity { range, .. })) => {
                    (1..=MAX_REGIONS).contains(&starts.len())
                        && starts.first() == Some(&range.low)
                        && *end == range.high
                        && starts.is_sorted_by(|a, b| a < b)
                        && starts.last().is_some_and(|last| last <= end)
                }
                _ => false,
            }
        });
        let mut places: Vec<(usize, usize)> = variables.iter().map(Variable::place).collect();
        places.sort_unstable();
        let expected = definition.inputs.iter().enumerate().flat_map(|(index, input)| {
            let set = matches!(input.kind, InputKind::Set { .. });
            (0..if set { input.values().len() } else { 1 }).map(move |member| (index, member))
        });
        shapes && places.into_iter().eq(expected)
    }

    /// The levels of one input; for a set, one for each member, in order.
    #[must_use]
    pub fn levels_of(&self, input: usize) -> &[usize] {
        self.levels.get(input).map_or(&[], Vec::as_slice)
    }

    /// The cube in which nothing is known.
    #[must_use]
    pub fn everything(&self) -> Cube {
        Cube(self.variables.iter().map(Variable::all).collect())
    }

    /// Narrows a cube by an answer to an input.
    ///
    /// A quantity outside its range leaves no region, so the cube becomes empty.
    pub fn narrow(&self, cube: &mut Cube, input: usize, answer: &Answer) {
        for &level in self.levels_of(input) {
            cube.0[level] &= self.mask(level, answer);
        }
    }

    /// The regions of a variable that an answer to its input allows.
    fn mask(&self, level: usize, answer: &Answer) -> u64 {
        let variable = &self.variables[level];
        match (&variable.split, answer) {
            (Split::Values(_) | Split::Flag, Answer::Values(values)) => values & variable.all(),
            (Split::Member(member), Answer::Members { yes, no }) => {
                match (yes >> member & 1, no >> member & 1) {
                    (1, 0) => 0b10,
                    (0, 1) => 0b01,
                    (0, _) => 0b11,
                    _ => 0,
                }
            }
            (Split::Quantity { starts, end }, Answer::Quantity(interval)) => {
                let inside = interval.low >= starts[0] && interval.high <= *end;
                if interval.low == interval.high && inside {
                    1 << variable.region_of(interval.low)
                } else {
                    variable.touching(*interval)
                }
            }
            _ => 0,
        }
    }

    /// A test as a conjunction of region masks, with, for sets, the levels of which one must hold.
    pub(crate) fn literals(&self, test: &Test, facts: &[Fact], edition: usize) -> Literals {
        let levels = self.levels_of(test.input);
        match &test.accept {
            Accept::Values(values) => {
                Literals { all: levels.iter().map(|&level| (level, *values)).collect(), any: None }
            }
            Accept::Members { all, any, none } => Literals {
                all: (levels.iter().enumerate())
                    .filter_map(|(member, &level)| {
                        match (all >> member & 1 == 1, none >> member & 1 == 1) {
                            (false, false) => None,
                            (true, false) => Some((level, 0b10)),
                            (false, true) => Some((level, 0b01)),
                            (true, true) => Some((level, 0)),
                        }
                    })
                    .collect(),
                any: (*any != 0).then(|| {
                    (levels.iter().enumerate())
                        .filter(|(member, _)| any >> member & 1 == 1)
                        .map(|(_, &level)| level)
                        .collect()
                }),
            },
            Accept::Quantity(tests) => Literals {
                all: levels
                    .iter()
                    .map(|&level| {
                        let variable = &self.variables[level];
                        let mask = (0..variable.regions())
                            .filter(|&region| {
                                variable.interval(region).is_some_and(|interval| {
                                    tests
                                        .iter()
                                        .any(|test| accepts(test, interval.low, facts, edition))
                                })
                            })
                            .fold(0, |mask, region| mask | 1 << region);
                        (level, mask)
                    })
                    .collect(),
                any: None,
            },
        }
    }
}

/// A test in terms of levels.
pub(crate) struct Literals {
    /// Levels and the regions that each must lie in.
    pub(crate) all: Vec<(usize, u64)>,
    /// Members of which one must be present.
    pub(crate) any: Option<Vec<usize>>,
}
