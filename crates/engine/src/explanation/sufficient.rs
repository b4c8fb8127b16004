//! The smallest set of answers that gives a verdict by itself.
//!
//! A set of answers suffices if and only if it has an answer in common with every way out: with
//! the set of answers that some cell with another verdict changes. The smallest is therefore a
//! smallest hitting set; ways out are looked for only against the candidates (the implicit hitting
//! set method: Ignatiev, Previti, Liffiton & Marques-Silva, *Smallest MUS extraction with minimal
//! hitting set dualization*, CP 2015).

use crate::answer::{Answer, Answers};
use crate::diagram::{Diagram, LeafCode, Outcome, Verdict};
use crate::space::Cube;

use super::Reason;
use super::search::{Codes, Search};

/// How many sets may be tried in the search for the smallest hitting set.
const HITTING_LIMIT: usize = 10_000;

/// The smallest set of answers behind a verdict, each widened as far as it goes.
///
/// Where the search for the smallest takes too long, it is one that none can be left out of.
pub(super) fn smallest(
    diagram: &Diagram,
    answers: &Answers,
    cube: &Cube,
    verdict: &Verdict,
    search: &mut Search<'_>,
) -> Vec<Reason> {
    let goal = match verdict {
        Verdict::Settled(Outcome::Option(option)) => {
            codes(diagram, |outcome| outcome == Outcome::Option(*option))
        }
        Verdict::Settled(Outcome::Advice(_)) => {
            codes(diagram, |outcome| matches!(outcome, Outcome::Advice(_)))
        }
        Verdict::Impossible => 0,
        Verdict::Open(_) => return Vec::new(),
    };
    search.aim(goal);
    let given: Vec<usize> = answers.given().map(|(input, _)| input).collect();
    let kept = fewest(diagram, cube, &given, search);
    let mut widened = only(diagram, cube, &kept);
    search.widen(&mut widened);
    kept.iter()
        .filter_map(|&input| {
            // An answer that leaves nothing cannot be widened: it clashes with its own input.
            let empty = diagram.space.levels_of(input).iter().any(|&level| cube.0[level] == 0);
            let holds_for =
                if empty { answers.get(input) } else { answer(diagram, &widened, input) };
            holds_for.map(|holds_for| Reason { input, holds_for })
        })
        .collect()
}

/// The codes of some outcomes.
fn codes(diagram: &Diagram, of: impl Fn(Outcome) -> bool) -> Codes {
    (diagram.leaves.iter().enumerate())
        .filter(|&(_, &outcome)| of(outcome))
        .filter_map(|(nth, _)| LeafCode::option(nth).code())
        .fold(0, |codes, code| codes | 1 << code)
}

/// The fewest of the given inputs whose answers meet the goal.
fn fewest(diagram: &Diagram, cube: &Cube, given: &[usize], search: &mut Search<'_>) -> Vec<usize> {
    let mut ways: Vec<u64> = Vec::new();
    let mut budget = HITTING_LIMIT;
    while let Some(hitting) = smallest_hitting_set(&ways, given, &mut budget) {
        match search.way_out(&only(diagram, cube, &hitting), cube) {
            Some(way) if hitting.len() < given.len() => ways.push(way),
            _ => return hitting,
        }
    }
    irreducible(diagram, cube, given, search)
}

/// Given inputs whose answers meet the goal, and none of which can be left out.
fn irreducible(
    diagram: &Diagram,
    cube: &Cube,
    given: &[usize],
    search: &mut Search<'_>,
) -> Vec<usize> {
    let mut kept = given.to_vec();
    for input in given {
        let fewer: Vec<usize> = kept.iter().copied().filter(|other| other != input).collect();
        if search.met(&only(diagram, cube, &fewer)) {
            kept = fewer;
        }
    }
    kept
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
/// `None` where that takes more tries than the budget has left.
fn smallest_hitting_set(sets: &[u64], of: &[usize], budget: &mut usize) -> Option<Vec<usize>> {
    let found = (disjoint(sets, 0)..=of.len()).find_map(|size| hit(sets, of, 0, size, budget))?;
    (*budget > 0).then(|| of.iter().copied().filter(|input| found >> input & 1 == 1).collect())
}

/// Adds so many inputs at most to those chosen that each set has one. Gives back nothing useful
/// once the budget is spent.
fn hit(sets: &[u64], of: &[usize], chosen: u64, left: usize, budget: &mut usize) -> Option<u64> {
    let Some(missed) = sets.iter().find(|&&set| set & chosen == 0) else { return Some(chosen) };
    *budget = budget.saturating_sub(1);
    if *budget == 0 {
        return Some(chosen);
    }
    if disjoint(sets, chosen) > left {
        return None;
    }
    (of.iter().filter(|&&input| missed >> input & 1 == 1))
        .find_map(|input| hit(sets, of, chosen | 1 << input, left - 1, budget))
}

/// How many of the sets that have none of the chosen inputs share none with each other: so many
/// more are needed at least.
fn disjoint(sets: &[u64], chosen: u64) -> usize {
    let (mut taken, mut count) = (chosen, 0);
    for set in sets.iter().filter(|&&set| set & chosen == 0) {
        if set & taken == 0 {
            taken |= set;
            count += 1;
        }
    }
    count
}

/// What a cube allows of an input; `None` where it allows everything.
fn answer(diagram: &Diagram, cube: &Cube, input: usize) -> Option<Answer> {
    (diagram.space.levels_of(input).iter())
        .map(|&level| (&diagram.space.variables[level], cube.0[level]))
        .filter(|(variable, mask)| *mask != variable.all())
        .map(|(variable, mask)| variable.answer(mask))
        .reduce(Answer::and)
}
