//! The smallest set of answers that gives a verdict by itself.
//!
//! A set of answers suffices if and only if it has an answer in common with every way out: with
//! the set of answers that some cell with another verdict changes. The smallest is therefore a
//! smallest hitting set; ways out are looked for only against the candidates (the implicit hitting
//! set method: Ignatiev, Previti, Liffiton & Marques-Silva, *Smallest MUS extraction with minimal
//! hitting set dualization*, CP 2015).

use crate::answer::{Answer, Answers};
use crate::diagram::{Diagram, LeafCode, Outcome, Verdict};
use crate::forest::{Forest, Ref};
use crate::model::{Definition, InputKind};
use crate::space::{Cube, Split};

use super::Reason;

/// What must stay true of every cell that can occur.
#[derive(Clone, Copy)]
enum Goal {
    Winner(usize),
    NothingFits,
    CannotOccur,
}

/// The smallest set of answers behind a verdict, each widened as far as it goes.
pub(super) fn smallest(
    definition: &Definition,
    diagram: &Diagram,
    answers: &Answers,
    cube: &Cube,
    verdict: &Verdict,
) -> Vec<Reason> {
    let goal = match verdict {
        Verdict::Settled(Outcome::Option(option)) => Goal::Winner(*option),
        Verdict::Settled(Outcome::Advice(_)) => Goal::NothingFits,
        Verdict::Impossible => Goal::CannotOccur,
        Verdict::Open(_) => return Vec::new(),
    };
    let mut search = Search::new(diagram, goal);
    let given: Vec<usize> = answers.given().map(|(input, _)| input).collect();
    let kept = search.fewest(cube, &given);
    let mut widened = only(diagram, cube, &kept);
    search.widen(&mut widened);
    kept.iter()
        .filter_map(|&input| {
            // An answer that leaves nothing cannot be widened: it clashes with its own input.
            let empty = diagram.space.levels_of(input).iter().any(|&level| cube.0[level] == 0);
            let holds_for = if empty {
                answers.get(input)
            } else {
                answer(definition, diagram, &widened, input)
            };
            holds_for.map(|holds_for| Reason { input, holds_for })
        })
        .collect()
}

struct Search<'a> {
    diagram: &'a Diagram,
    goal: Goal,
    /// For each node that branches on something unknown, the last look at it.
    seen: Vec<u32>,
    look: u32,
}

impl<'a> Search<'a> {
    fn new(diagram: &'a Diagram, goal: Goal) -> Self {
        let root = diagram.outcome;
        let words = if root.code().is_some() { 0 } else { Forest::slot(root) + 1 };
        Self { diagram, goal, seen: vec![0; words], look: 0 }
    }

    /// Whether every cell of a cube that can occur meets the goal.
    fn met(&mut self, cube: &Cube) -> bool {
        self.way_out(cube, cube).is_none()
    }

    /// The inputs in which some cell of a cube that misses the goal goes against the answers, one
    /// bit each; `None` where every cell meets it.
    fn way_out(&mut self, cube: &Cube, answers: &Cube) -> Option<u64> {
        self.look += 1;
        self.way_out_below(self.diagram.outcome, cube, answers)
    }

    fn way_out_below(&mut self, from: Ref, cube: &Cube, answers: &Cube) -> Option<u64> {
        let diagram = self.diagram;
        let mut place = from;
        let level = loop {
            if let Some(code) = place.code() {
                return (!self.meets(place, code)).then_some(0);
            }
            let level = diagram.forest.level(place);
            let mask = cube.0[level];
            if !mask.is_power_of_two() {
                break level;
            }
            place = diagram.forest.child(place, mask.trailing_zeros() as usize);
        };
        let slot = Forest::slot(place);
        if std::mem::replace(&mut self.seen[slot], self.look) == self.look {
            return None;
        }
        // First where the answers lead, so that the way out changes few of them.
        let along = cube.0[level] & answers.0[level];
        for (mut mask, against) in [(along, 0), (cube.0[level] & !along, self.bit(level))] {
            while mask != 0 {
                let child = diagram.forest.child(place, mask.trailing_zeros() as usize);
                if let Some(further) = self.way_out_below(child, cube, answers) {
                    return Some(further | against);
                }
                mask &= mask - 1;
            }
        }
        None
    }

    fn bit(&self, level: usize) -> u64 {
        1 << self.diagram.space.variables[level].input
    }

    fn meets(&self, leaf: Ref, code: u32) -> bool {
        let impossible = leaf == LeafCode::IMPOSSIBLE;
        match (self.goal, self.diagram.outcome_of(code)) {
            (Goal::CannotOccur, _) | (_, None) => impossible,
            (Goal::Winner(winner), Some(outcome)) => outcome == Outcome::Option(winner),
            (Goal::NothingFits, Some(outcome)) => matches!(outcome, Outcome::Advice(_)),
        }
    }

    /// The fewest of the given inputs whose answers meet the goal.
    fn fewest(&mut self, cube: &Cube, given: &[usize]) -> Vec<usize> {
        let mut ways: Vec<u64> = Vec::new();
        loop {
            let hitting = smallest_hitting_set(&ways, given);
            match self.way_out(&only(self.diagram, cube, &hitting), cube) {
                Some(way) if hitting.len() < given.len() => ways.push(way),
                _ => return hitting,
            }
        }
    }

    /// Widens every variable, one after another, as far as the goal is met: a quantity to the
    /// whole range around its value, a choice to every value that would do as well.
    fn widen(&mut self, cube: &mut Cube) {
        let diagram = self.diagram;
        for (level, variable) in diagram.space.variables.iter().enumerate() {
            let own = cube.0[level];
            if own == variable.all() || own == 0 {
                continue;
            }
            let (first, last) = (own.trailing_zeros() as usize, 63 - own.leading_zeros() as usize);
            let mut above = last + 1..variable.regions();
            let mut below = (0..first).rev();
            if let Split::Quantity { .. } = variable.split {
                above.all(|region| self.widen_by(cube, level, region));
                below.all(|region| self.widen_by(cube, level, region));
            } else {
                for region in 0..variable.regions() {
                    self.widen_by(cube, level, region);
                }
            }
        }
    }

    /// Allows one more region of a variable if the goal stays met.
    fn widen_by(&mut self, cube: &mut Cube, level: usize, region: usize) -> bool {
        let before = cube.0[level];
        cube.0[level] |= 1 << region;
        let met = self.met(cube);
        if !met {
            cube.0[level] = before;
        }
        met
    }
}

/// The cube in which only these inputs are as they were.
fn only(diagram: &Diagram, cube: &Cube, inputs: &[usize]) -> Cube {
    let mut whole = diagram.space.everything();
    for &input in inputs {
        for &level in diagram.space.levels_of(input) {
            whole.0[level] = cube.0[level];
        }
    }
    whole
}

/// The fewest inputs of which each set has one; of several, the first in the order of inputs.
fn smallest_hitting_set(sets: &[u64], of: &[usize]) -> Vec<usize> {
    fn hit(sets: &[u64], of: &[usize], chosen: u64, left: usize) -> Option<u64> {
        let Some(missed) = sets.iter().find(|&&set| set & chosen == 0) else { return Some(chosen) };
        if left == 0 {
            return None;
        }
        (of.iter().filter(|&&input| missed >> input & 1 == 1))
            .find_map(|input| hit(sets, of, chosen | 1 << input, left - 1))
    }
    let found = (0..=of.len()).find_map(|size| hit(sets, of, 0, size)).unwrap_or(u64::MAX);
    of.iter().copied().filter(|input| found >> input & 1 == 1).collect()
}

/// What a cube allows of an input; `None` where it allows everything.
fn answer(definition: &Definition, diagram: &Diagram, cube: &Cube, input: usize) -> Option<Answer> {
    let levels = diagram.space.levels_of(input);
    let variable = |level: usize| &diagram.space.variables[level];
    if levels.iter().all(|&level| cube.0[level] == variable(level).all()) {
        return None;
    }
    match &definition.inputs[input].kind {
        InputKind::Choice { .. } | InputKind::Flag => Some(Answer::Values(cube.0[levels[0]])),
        InputKind::Set { .. } => {
            let with = |mask: u64| {
                (levels.iter().enumerate())
                    .filter(|&(_, &level)| cube.0[level] == mask)
                    .fold(0, |members, (member, _)| members | 1 << member)
            };
            Some(Answer::Members { yes: with(0b10), no: with(0b01) })
        }
        InputKind::Quantity { .. } => {
            let mask = cube.0[levels[0]];
            let (first, last) = (mask.trailing_zeros(), 63 - mask.leading_zeros());
            Some(variable(levels[0]).span(first as usize, last as usize))
        }
    }
}
