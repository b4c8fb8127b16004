//! A function as few boxes.
//!
//! The fewest there are is out of reach in general. Each box is therefore grown from the shortest
//! way to a cell that is in none yet, as far as it goes in several orders of the variables; the
//! one with the most cells is taken.

use crate::forest::{Builder, Ref};
use crate::space::{Cube, Space, Split};

/// In how many orders of the variables a box is grown.
const ORDERS: usize = 8;

/// Cuts what is wanted into so many boxes at the most, none of which share a wanted cell; what is
/// free may be in any of them. Also returns what is in none.
pub(super) fn boxes(
    builder: &mut Builder,
    space: &Space,
    wanted: Ref,
    free: Ref,
    most: usize,
) -> (Vec<Cube>, Ref) {
    let (mut boxes, mut left) = (Vec::<Cube>::new(), wanted);
    while left != Ref::FALSE && boxes.len() < most && !builder.is_full() {
        let allowed = builder.or(left, free);
        let seed = shortest(builder, space, left);
        let mut best: Option<Cube> = None;
        for order in orders(space.variables.len()) {
            let grown = grow(builder, space, allowed, seed.clone(), &order);
            if best.as_ref().is_none_or(|best| cells(&grown) > cells(best)) {
                best = Some(grown);
            }
        }
        let cube = best.unwrap_or(seed);
        let taken = function(builder, space, &cube);
        left = builder.without(left, taken);
        boxes.push(cube);
    }
    (boxes, left)
}

/// The cube as a function.
pub(super) fn function(builder: &mut Builder, space: &Space, cube: &Cube) -> Ref {
    let mut whole = Ref::TRUE;
    for (level, variable) in space.variables.iter().enumerate().rev() {
        if cube.0[level] != variable.all() {
            whole = builder.literal(level, cube.0[level], whole);
        }
    }
    whole
}

/// The cells on the shortest way to where a function holds.
fn shortest(builder: &Builder, space: &Space, function: Ref) -> Cube {
    let forest = builder.forest();
    let distances = forest.distances(function, Ref::TRUE, |level| builder.regions(level));
    let (mut cube, mut place) = (space.everything(), function);
    while place.code().is_none() {
        let level = forest.level(place);
        let regions = 0..builder.regions(level);
        let nearest = regions.filter_map(|region| {
            let child = forest.child(place, region);
            distances.get(&child).map(|distance| (*distance, region, child))
        });
        let Some((_, region, child)) = nearest.min() else { break };
        cube.0[level] = 1 << region;
        place = child;
    }
    cube
}

/// Some orders of the levels: from each of several of them on, upwards and downwards.
fn orders(levels: usize) -> Vec<Vec<usize>> {
    let starts = (ORDERS / 2).min(levels.max(1));
    (0..starts)
        .flat_map(|nth| {
            let start = nth * levels / starts;
            let up: Vec<usize> = (0..levels).map(|step| (start + step) % levels).collect();
            let down = up.iter().rev().copied().collect();
            [up, down]
        })
        .collect()
}

/// A cube with every region added that keeps it inside a function; quantities stay one range.
fn grow(builder: &Builder, space: &Space, within: Ref, mut cube: Cube, order: &[usize]) -> Cube {
    let fits = |cube: &mut Cube, level: usize, region: usize| {
        let own = std::mem::replace(&mut cube.0[level], 1 << region);
        let inside = !builder.forest().reaches(within, Ref::FALSE, &cube.0);
        cube.0[level] = own | if inside { 1 << region } else { 0 };
        inside
    };
    for &level in order {
        let variable = &space.variables[level];
        if let Split::Quantity { .. } = variable.split {
            let mask = cube.0[level];
            let (low, high) = (mask.trailing_zeros() as usize, mask.ilog2() as usize);
            let _ = (high + 1..variable.regions()).all(|region| fits(&mut cube, level, region));
            let _ = (0..low).rev().all(|region| fits(&mut cube, level, region));
        } else {
            for region in 0..variable.regions() {
                if cube.0[level] >> region & 1 == 0 {
                    fits(&mut cube, level, region);
                }
            }
        }
    }
    cube
}

/// How many cells a cube has, as far as that can be counted.
fn cells(cube: &Cube) -> u128 {
    cube.0.iter().fold(1, |cells: u128, mask| cells.saturating_mul(mask.count_ones().into()))
}
