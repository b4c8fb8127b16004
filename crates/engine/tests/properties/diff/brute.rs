//! Every joint scenario, read literally on both sides.

use shirube_engine::diff::{Comparison, Side};
use shirube_engine::interpreter::{Concrete, Interpreter, Ruling};
use shirube_engine::model::{Definition, Input, InputKind};
use shirube_engine::space::{Space, Split};
use shirube_engine::{Cube, Outcome};

use crate::support::{Dice, Sample};

/// One joint cell.
#[derive(Debug)]
pub(super) struct Scenario {
    cube: Cube,
    rulings: [Ruling; 2],
    ids: [Option<String>; 2],
    rule_ids: [Vec<String>; 2],
    /// Whether one of the sides does not know one of the answers.
    pub(super) incomparable: bool,
    pub(super) weight: f64,
}

impl Scenario {
    pub(super) fn inside(&self, cube: &Cube) -> bool {
        self.cube.0.iter().zip(&cube.0).all(|(own, allowed)| own & allowed != 0)
    }

    pub(super) fn can_be(&self) -> bool {
        !self.incomparable && self.ids.iter().any(Option::is_some)
    }

    pub(super) fn outcome_differs(&self) -> bool {
        self.ids[0] != self.ids[1]
    }

    pub(super) fn differs(&self) -> bool {
        self.outcome_differs() || self.rule_ids[0] != self.rule_ids[1]
    }

    pub(super) fn outcomes(&self) -> [Option<Outcome>; 2] {
        self.rulings.each_ref().map(|ruling| match ruling {
            Ruling::Outcome(outcome, _) => Some(*outcome),
            _ => None,
        })
    }

    pub(super) fn rules(&self, side: Side) -> &[usize] {
        match &self.rulings[side as usize] {
            Ruling::Outcome(_, rules) => rules,
            _ => &[],
        }
    }
}

/// Both sides, ready to be read.
pub(super) struct Joint<'a> {
    joint: &'a Definition,
    space: &'a Space,
    samples: [&'a Sample; 2],
    interpreters: [Interpreter<'a>; 2],
}

impl<'a> Joint<'a> {
    pub(super) fn of(
        compared: &'a Comparison,
        samples: [&'a Sample; 2],
        editions: [usize; 2],
    ) -> Self {
        let interpreter = |side: usize| {
            Interpreter::new(&samples[side].definition, &samples[side].facts, editions[side])
        };
        Self {
            joint: &compared.joint,
            space: &compared.space,
            samples,
            interpreters: [interpreter(0), interpreter(1)],
        }
    }

    pub(super) fn scenarios(&self, dice: &mut Dice) -> Vec<Scenario> {
        let mut cubes = vec![Vec::new()];
        for variable in &self.space.variables {
            let longer = |cube: &Vec<u64>| -> Vec<Vec<u64>> {
                let with = |region: usize| [cube.as_slice(), &[1 << region]].concat();
                (0..variable.regions()).map(with).collect()
            };
            cubes = cubes.iter().flat_map(longer).collect();
        }
        cubes.into_iter().map(|cube| self.scenario(Cube(cube), dice)).collect()
    }

    fn scenario(&self, cube: Cube, dice: &mut Dice) -> Scenario {
        let values: Vec<Concrete> =
            (0..self.joint.inputs.len()).map(|input| self.value(&cube, input, dice)).collect();
        let known = [0, 1].map(|side| self.translated(side, &values));
        let rulings = [0, 1].map(|side: usize| match &known[side] {
            Some(cell) => self.interpreters[side].ruling(cell),
            None => Ruling::Impossible,
        });
        let of = |side: usize| match &rulings[side] {
            Ruling::Outcome(outcome, rules) => {
                let definition = &self.samples[side].definition;
                let kind = matches!(outcome, Outcome::Option(_));
                let id = format!("{kind} {}", definition.outcome_id(*outcome));
                (Some(id), rules.iter().map(|&rule| definition.rules[rule].id.clone()).collect())
            }
            _ => (None, Vec::new()),
        };
        let [(one, one_rules), (two, two_rules)] = [of(0), of(1)];
        Scenario {
            incomparable: known.contains(&None),
            ids: [one, two],
            rule_ids: [one_rules, two_rules],
            weight: self.weight(&cube),
            rulings,
            cube,
        }
    }

    /// A value of an input in a cell, anywhere in its region.
    fn value(&self, cube: &Cube, input: usize, dice: &mut Dice) -> Concrete {
        let levels = self.space.levels_of(input);
        let region = |level: usize| cube.0[level].trailing_zeros() as usize;
        let Some(&level) = levels.first() else { return Concrete::Members(0) };
        match self.space.variables[level].split {
            Split::Values(_) => Concrete::Value(region(level)),
            Split::Flag => Concrete::Flag(region(level) == 1),
            Split::Quantity { .. } => {
                let interval = self.space.variables[level].interval(region(level));
                let interval = interval.expect("quantities have intervals");
                Concrete::Quantity(dice.between(interval.low, interval.high))
            }
            Split::Member(_) => Concrete::Members(
                (levels.iter().enumerate())
                    .fold(0, |members, (nth, &level)| members | (region(level) as u64) << nth),
            ),
        }
    }

    /// What one side would be told; `None` if it does not know one of the answers.
    fn translated(&self, side: usize, values: &[Concrete]) -> Option<Vec<Concrete>> {
        let definition = &self.samples[side].definition;
        (definition.inputs.iter())
            .map(|input| {
                let place = self.joint.inputs.iter().position(|joint| joint.id == input.id);
                let place = place.expect("the joint inputs are those of both sides");
                translated(&self.joint.inputs[place], input, values[place])
            })
            .collect()
    }

    /// How common a cell is, as the plan of questions has it.
    fn weight(&self, cube: &Cube) -> f64 {
        let of = |level: usize| {
            let variable = &self.space.variables[level];
            let region = cube.0[level].trailing_zeros() as usize;
            let values = self.joint.inputs[variable.input].values();
            match variable.split {
                Split::Values(_) => {
                    let whole: f64 = values.iter().map(|v| f64::from(v.weight.max(1))).sum();
                    f64::from(values[region].weight.max(1)) / whole
                }
                Split::Member(member) => {
                    let there = f64::from(values[member].weight.clamp(1, 99)) / 100.0;
                    if region == 1 { there } else { 1.0 - there }
                }
                Split::Flag | Split::Quantity { .. } => 1.0 / variable.regions() as f64,
            }
        };
        (0..cube.0.len()).map(of).product()
    }
}

fn translated(joint: &Input, own: &Input, value: Concrete) -> Option<Concrete> {
    let place = |index: usize, of: &Input, among: &Input| {
        let id = &of.values()[index].id;
        among.values().iter().position(|value| value.id == *id)
    };
    match (value, &own.kind) {
        (Concrete::Value(index), _) => place(index, joint, own).map(Concrete::Value),
        (Concrete::Members(members), _) => {
            let has = |&index: &usize| {
                place(index, own, joint).is_some_and(|joint| members >> joint & 1 == 1)
            };
            let own = (0..own.values().len()).filter(has);
            Some(Concrete::Members(own.fold(0, |members, index| members | 1 << index)))
        }
        (Concrete::Quantity(value), InputKind::Quantity { range, .. }) => {
            range.contains(value).then_some(Concrete::Quantity(value))
        }
        (value, _) => Some(value),
    }
}

/// A cell of either side to which the other side gives another outcome, if there is one among those
/// that the rules of one side tell apart.
pub(super) fn difference(samples: [&Sample; 2], editions: [usize; 2]) -> Option<String> {
    let interpreters = [0, 1].map(|side: usize| {
        Interpreter::new(&samples[side].definition, &samples[side].facts, editions[side])
    });
    let mut found = None;
    for (one, other) in [(0, 1), (1, 0)] {
        let [own, others] = [one, other].map(|side| &samples[side].definition);
        interpreters[one].every_cell(&mut |cell| {
            let twin = |input: &Input| own.inputs.iter().position(|known| known.id == input.id);
            let translated: Option<Vec<Concrete>> = (others.inputs.iter())
                .map(|input| {
                    twin(input).map_or(Some(Concrete::Flag(true)), |place| {
                        translated(&own.inputs[place], input, cell[place])
                    })
                })
                .collect();
            let Some(translated) = translated else { return true };
            let id = |side: usize, ruling: Ruling| match ruling {
                Ruling::Outcome(outcome, _) => {
                    Some(samples[side].definition.outcome_id(outcome).to_owned())
                }
                _ => None,
            };
            let before = id(one, interpreters[one].ruling(cell));
            let after = id(other, interpreters[other].ruling(&translated));
            if before != after {
                found = Some(format!("{cell:?}: {before:?} and {after:?}"));
            }
            found.is_none()
        });
    }
    found
}
