//! The smallest set of answers that gives a verdict by itself.

use crate::answer::{Answer, Answers};
use crate::diagram::{Diagram, LeafCode, Outcome, Verdict};
use crate::forest::Ref;
use crate::model::{Definition, InputKind};
use crate::space::{Cube, Split};

use super::Reason;

/// With more dispensable answers than this, the set is minimal but may not be the smallest.
const SEARCHED: usize = 12;

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
    let search = Search { diagram, goal };
    let given: Vec<usize> = answers.given().map(|(input, _)| input).collect();
    let kept = search.fewest(cube, &given);
    let mut widened = search.only(cube, &kept);
    search.widen(&mut widened);
    kept.iter()
        .filter_map(|&input| {
            answer(definition, diagram, &widened, input)
                .map(|holds_for| Reason { input, holds_for })
        })
        .collect()
}

struct Search<'a> {
    diagram: &'a Diagram,
    goal: Goal,
}

impl Search<'_> {
    /// Whether every cell of a cube meets the goal.
    fn met(&self, cube: &Cube) -> bool {
        let (mut met, mut any) = (true, false);
        self.diagram.visit(self.diagram.outcome, cube, &mut |_| {}, &mut |code| {
            let impossible = Ref::leaf(code) == LeafCode::IMPOSSIBLE;
            any |= !impossible;
            met &= match (self.goal, self.diagram.outcome_of(code)) {
                (Goal::CannotOccur, _) => impossible,
                (_, None) => impossible,
                (Goal::Winner(winner), Some(outcome)) => outcome == Outcome::Option(winner),
                (Goal::NothingFits, Some(outcome)) => matches!(outcome, Outcome::Advice(_)),
            };
            met
        });
        met && (any || matches!(self.goal, Goal::CannotOccur))
    }

    /// The cube in which only these inputs are as they were.
    fn only(&self, cube: &Cube, inputs: &[usize]) -> Cube {
        let mut whole = self.diagram.space.everything();
        for &input in inputs {
            for &level in self.diagram.space.levels_of(input) {
                whole.0[level] = cube.0[level];
            }
        }
        whole
    }

    /// The fewest of the given inputs whose answers meet the goal.
    fn fewest(&self, cube: &Cube, given: &[usize]) -> Vec<usize> {
        let without = |input: usize| -> Vec<usize> {
            given.iter().copied().filter(|&other| other != input).collect()
        };
        // An answer whose loss alone breaks the goal belongs to every sufficient set.
        let (needed, rest): (Vec<usize>, Vec<usize>) =
            given.iter().copied().partition(|&input| !self.met(&self.only(cube, &without(input))));
        let with = |extra: &[usize]| {
            let mut kept: Vec<usize> = needed.iter().chain(extra).copied().collect();
            kept.sort_unstable();
            kept
        };
        if rest.len() <= SEARCHED {
            for size in 0..=rest.len() {
                let mut found = None;
                subsets(&rest, size, &mut |extra| {
                    let kept = with(extra);
                    if self.met(&self.only(cube, &kept)) {
                        found = Some(kept);
                    }
                    found.is_some()
                });
                if let Some(kept) = found {
                    return kept;
                }
            }
        }
        let mut kept = with(&rest);
        for input in rest {
            let fewer: Vec<usize> = kept.iter().copied().filter(|&other| other != input).collect();
            if self.met(&self.only(cube, &fewer)) {
                kept = fewer;
            }
        }
        kept
    }

    /// Widens every variable, one after another, as far as the goal is met: a quantity to the
    /// whole range around its value, a choice to every value that would do as well.
    fn widen(&self, cube: &mut Cube) {
        for (level, variable) in self.diagram.space.variables.iter().enumerate() {
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
    fn widen_by(&self, cube: &mut Cube, level: usize, region: usize) -> bool {
        let before = cube.0[level];
        cube.0[level] |= 1 << region;
        let met = self.met(cube);
        if !met {
            cube.0[level] = before;
        }
        met
    }
}

/// Calls `see` with every subset of a size, until it says yes.
fn subsets(of: &[usize], size: usize, see: &mut dyn FnMut(&[usize]) -> bool) {
    fn extend(
        of: &[usize],
        size: usize,
        chosen: &mut Vec<usize>,
        see: &mut dyn FnMut(&[usize]) -> bool,
    ) -> bool {
        if chosen.len() == size {
            return see(chosen);
        }
        for (place, &next) in of.iter().enumerate() {
            chosen.push(next);
            let done = extend(&of[place + 1..], size, chosen, see);
            chosen.pop();
            if done {
                return true;
            }
        }
        false
    }
    extend(of, size, &mut Vec::with_capacity(size), see);
}

/// What a cube allows of an input; `None` where it allows everything.
fn answer(
    definition: &Definition,
    diagram: &Diagram,
    cube: &Cube,
    input: usize,
) -> Option<Answer> {
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
