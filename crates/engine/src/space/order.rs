//! The order of the variables, on which the size of a diagram depends, sometimes to the point of
//! whether there can be one. No one rule of choosing is best for all decisions: there are two.
//!
//! Neither asks the order of a file: ties go by the input's id, then by the member's.

use std::cmp::Reverse;

use super::{Space, Split};
use crate::model::{Accept, Definition};

/// What a variable gets from a conjunction that it shares with no other.
const WHOLE: u64 = 1000;

/// Orders of the variables to try, as their places: variables that occur together beside one
/// another; and those that most rules turn on first, the members of a set as one.
pub(super) fn orders(space: &Space, definition: &Definition, edition: usize) -> [Vec<usize>; 2] {
    let mut weights = vec![0; space.variables.len()];
    let mut conjunctions: Vec<Vec<usize>> = Vec::new();
    let rules = definition.rules.iter().filter(|rule| rule.editions.contains(edition));
    for tests in rules.flat_map(|rule| &rule.when.0) {
        let mut named = Vec::new();
        for test in tests {
            let mentioned = |&place: &usize| mentions(&test.accept, &space.variables[place].split);
            named.extend(space.levels_of(test.input).iter().copied().filter(mentioned));
        }
        // A test weighs more the fewer others share its conjunction.
        named.iter().for_each(|&place| weights[place] += WHOLE / tests.len() as u64);
        named.sort_unstable();
        named.dedup();
        conjunctions.push(named);
    }
    let mut heaviest: Vec<usize> = (0..weights.len()).collect();
    heaviest.sort_by_key(|&place| Reverse(weights[place]));
    [together(&conjunctions, &weights), gathered(space, &heaviest)]
}

/// An order with the variables of each input where the first of them stands: a set is asked as one
/// question, which is the easier to plan the closer its members are.
fn gathered(space: &Space, order: &[usize]) -> Vec<usize> {
    let input_of = |place: usize| space.variables[place].input;
    let mut gathered: Vec<usize> = Vec::with_capacity(order.len());
    for &place in order {
        if !gathered.contains(&place) {
            gathered.extend(order.iter().filter(|&&other| input_of(other) == input_of(place)));
        }
    }
    gathered
}

/// Next is always the variable that shares most conjunctions with those before it, the larger the
/// part of them that is there already the more; then the one with the most weight.
fn together(conjunctions: &[Vec<usize>], weights: &[u64]) -> Vec<usize> {
    let mut naming = vec![Vec::new(); weights.len()];
    for conjunction in conjunctions {
        conjunction.iter().for_each(|&place| naming[place].push(conjunction));
    }
    let mut shared = vec![0; weights.len()];
    let mut left: Vec<usize> = (0..weights.len()).collect();
    let mut order = Vec::with_capacity(weights.len());
    while let Some(next) =
        left.iter().copied().max_by_key(|&place| (shared[place], weights[place], Reverse(place)))
    {
        left.retain(|&place| place != next);
        order.push(next);
        for &conjunction in &naming[next] {
            let share = WHOLE / conjunction.len() as u64;
            conjunction.iter().for_each(|&place| shared[place] += share);
        }
    }
    order
}

fn mentions(accept: &Accept, split: &Split) -> bool {
    match (accept, split) {
        (Accept::Members { all, any, none }, Split::Member(member)) => {
            (all | any | none) >> member & 1 == 1
        }
        _ => true,
    }
}
