//! A function over the cells as few boxes: what a person can read, where a diagram is not.

use crate::forest::{Builder, Ref};
use crate::space::{Cube, Space, Split};

/// Boxes that together hold all of `lower` and nothing outside `upper`, each as large as it can be
/// and none of them without need, the largest found first. Between the two lie cells that may as
/// well be told as not, such as those that cannot occur.
///
/// Of a quantity a box has one run of regions. Both functions lead to TRUE or FALSE only.
pub(crate) fn boxes(builder: &mut Builder, space: &Space, lower: Ref, upper: Ref) -> Vec<Cube> {
    let (mut found, mut left) = (Vec::<(Cube, Ref)>::new(), lower);
    while let Some(cube) = shortest(builder, space, left) {
        let cube = widened(builder, space, cube, upper);
        let function = function(builder, space, &cube);
        left = builder.except(left, function);
        found.push((cube, function));
    }
    needed(builder, found, lower)
}

/// The function that holds in a box.
fn function(builder: &mut Builder, space: &Space, cube: &Cube) -> Ref {
    (space.variables.iter().enumerate().rev())
        .filter(|(level, variable)| cube.0[*level] != variable.all())
        .fold(Ref::TRUE, |inner, (level, _)| builder.literal(level, cube.0[level], inner))
}

/// A box along the path to TRUE that names the fewest variables.
fn shortest(builder: &Builder, space: &Space, root: Ref) -> Option<Cube> {
    let forest = builder.forest();
    let steps = forest.distances(root, Ref::TRUE, |level| builder.regions(level));
    let (mut cube, mut place) = (space.everything(), root);
    let mut left = *steps.get(&root)?;
    while left > 0 {
        let level = forest.level(place);
        let children: Vec<Ref> = forest.children(place, builder.regions(level)).collect();
        let region = (children.iter())
            .position(|child| steps.get(child).is_some_and(|&further| further + 1 == left))?;
        let mask = (children.iter().enumerate())
            .filter(|&(_, &child)| child == children[region])
            .fold(0, |mask, (region, _)| mask | 1 << region);
        cube.0[level] = space.variables[level].around(region, mask);
        place = children[region];
        left -= 1;
    }
    Some(cube)
}

/// The box made as large as a function allows: first whole variables are left out, then single
/// regions are let in.
fn widened(builder: &Builder, space: &Space, mut cube: Cube, within: Ref) -> Cube {
    let fits = |cube: &Cube| !builder.forest().reaches(within, Ref::FALSE, &cube.0);
    for (level, variable) in space.variables.iter().enumerate() {
        let narrow = std::mem::replace(&mut cube.0[level], variable.all());
        if narrow != variable.all() && !fits(&cube) {
            cube.0[level] = narrow;
        }
    }
    for (level, variable) in space.variables.iter().enumerate() {
        let run = matches!(variable.split, Split::Quantity { .. });
        let mut refused = 0;
        loop {
            let known = cube.0[level];
            let beside = if run { known << 1 | known >> 1 } else { u64::MAX };
            let next = beside & variable.all() & !known & !refused;
            if next == 0 {
                break;
            }
            let region = 1 << next.trailing_zeros();
            cube.0[level] = region;
            let fits = fits(&cube);
            cube.0[level] = if fits { known | region } else { known };
            refused |= if fits { 0 } else { region };
        }
    }
    cube
}

/// The boxes without those whose part of a function the others cover.
fn needed(builder: &mut Builder, found: Vec<(Cube, Ref)>, whole: Ref) -> Vec<Cube> {
    let mut before = vec![Ref::FALSE];
    for &(_, function) in &found {
        before.push(builder.or(before[before.len() - 1], function));
    }
    let (mut after, mut kept) = (Ref::FALSE, Vec::new());
    for (place, (cube, function)) in found.into_iter().enumerate().rev() {
        let others = builder.or(before[place], after);
        if builder.except(whole, others) != Ref::FALSE {
            after = builder.or(after, function);
            kept.push(cube);
        }
    }
    kept.reverse();
    kept
}
