//! The fewest variables that make a function true: what a witness has to name.
//!
//! A cube that leaves a variable open lies in a function if it lies in all of the branches of that
//! variable; one that names it, if it lies in one of them. Tried with one variable more each time,
//! this finds the smallest cube there is (a shortest implicant).

use rustc_hash::FxHashMap;

use crate::forest::{Builder, Forest, Ref};
use crate::space::{Cube, Space};

/// How many steps the search for the smallest may take, and how much larger than it was the builder
/// may become by it.
const EFFORT: usize = 1 << 18;

/// A region of each variable that is named.
type Named = Vec<(usize, usize)>;

/// The search became too large.
struct GivenUp;

/// Of some functions one that a cube with the fewest variables lies in, and that cube, which is as
/// wide as it can be; ties go to the first. `None` if none of them holds anywhere.
pub(super) fn smallest(
    builder: &mut Builder,
    space: &Space,
    functions: &[Ref],
) -> Option<(usize, Cube)> {
    found_with(EFFORT, builder, space, functions)
}

fn found_with(
    effort: usize,
    builder: &mut Builder,
    space: &Space,
    functions: &[Ref],
) -> Option<(usize, Cube)> {
    let limit = builder.size().saturating_add(effort);
    let mut search = Search { builder, limit, steps: effort, failed: FxHashMap::default() };
    let found = search.fewest(functions, space.variables.len());
    let (nth, named) = match found {
        Ok(found) => found?,
        Err(GivenUp) => {
            // Any of them will do, and the shortest path names few.
            let nth = functions.iter().position(|&function| function != Ref::FALSE)?;
            (nth, path(builder.forest(), space, functions[nth])?)
        }
    };
    Some((nth, widened(builder.forest(), space, functions[nth], &named)))
}

struct Search<'b> {
    builder: &'b mut Builder,
    limit: usize,
    /// How many steps are left.
    steps: usize,
    /// For each function, the largest number of variables that is not enough.
    failed: FxHashMap<Ref, usize>,
}

impl Search<'_> {
    fn fewest(
        &mut self,
        functions: &[Ref],
        variables: usize,
    ) -> Result<Option<(usize, Named)>, GivenUp> {
        for most in 0..=variables {
            for (nth, &function) in functions.iter().enumerate() {
                if let Some(named) = self.within(function, most)? {
                    return Ok(Some((nth, named)));
                }
            }
        }
        Ok(None)
    }

    /// A cube inside a function that names at most so many variables.
    fn within(&mut self, function: Ref, most: usize) -> Result<Option<Named>, GivenUp> {
        if function == Ref::TRUE {
            return Ok(Some(Named::new()));
        }
        let hopeless = self.failed.get(&function).is_some_and(|&failed| most <= failed);
        if function == Ref::FALSE || most == 0 || hopeless {
            return Ok(None);
        }
        self.steps = self.steps.checked_sub(1).ok_or(GivenUp)?;
        if self.builder.size() >= self.limit {
            return Err(GivenUp);
        }
        let level = self.builder.forest().level(function);
        let regions = self.builder.regions(level);
        let branches: Vec<Ref> = self.builder.forest().children(function, regions).collect();
        let all = branches.iter().fold(Ref::TRUE, |all, &branch| self.builder.and(all, branch));
        if let Some(named) = self.within(all, most)? {
            return Ok(Some(named));
        }
        for (region, &branch) in branches.iter().enumerate() {
            if let Some(mut named) = self.within(branch, most - 1)? {
                named.push((level, region));
                return Ok(Some(named));
            }
        }
        self.failed.insert(function, most);
        Ok(None)
    }
}

/// The shortest path to where a function holds.
fn path(forest: &Forest, space: &Space, function: Ref) -> Option<Named> {
    let regions = |level: usize| space.variables[level].regions();
    let steps = forest.distances(function, Ref::TRUE, regions);
    let (mut named, mut place) = (Named::new(), function);
    while place != Ref::TRUE {
        let level = forest.level(place);
        let children = forest.children(place, regions(level)).enumerate();
        let (region, next) = children
            .filter_map(|(region, child)| Some((steps.get(&child)?, region, child)))
            .min_by_key(|(further, ..)| **further)
            .map(|(_, region, child)| (region, child))?;
        named.push((level, region));
        place = next;
    }
    Some(named)
}

/// The cube of named regions with every region more that leaves it inside the function; quantities
/// stay in one piece.
fn widened(forest: &Forest, space: &Space, function: Ref, named: &Named) -> Cube {
    let mut cube = space.everything();
    for &(level, region) in named {
        cube.0[level] = 1 << region;
    }
    for &(level, region) in named {
        let variable = &space.variables[level];
        let mut wide = 0;
        for other in 0..variable.regions() {
            let mut moved = cube.clone();
            moved.0[level] = 1 << other;
            if !forest.reaches(function, Ref::FALSE, &moved.0) {
                wide |= 1 << other;
            }
        }
        cube.0[level] = variable.around(region, wide);
    }
    cube
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::space::{Split, Variable};

    #[test]
    fn a_search_that_is_given_up_still_finds_a_witness() {
        let flag = |input| Variable { input, split: Split::Flag };
        let space = Space::new(vec![flag(0), flag(1), flag(2)], 3);
        let mut builder = Builder::new(vec![2; 3]);
        let [a, b, c] = [0, 1, 2].map(|level| builder.literal(level, 0b10, Ref::TRUE));
        // Where a holds: c or not b. Where it does not: c. So c alone is enough.
        let unless = builder.choose(b, c, Ref::TRUE);
        let function = builder.choose(a, unless, c);

        let fewest = smallest(&mut builder, &space, &[Ref::FALSE, function]);
        assert_eq!(fewest, Some((1, Cube(vec![0b11, 0b11, 0b10]))));

        let some = found_with(0, &mut builder, &space, &[Ref::FALSE, function]);
        let (nth, cube) = some.expect("it holds somewhere");
        assert_eq!(nth, 1);
        assert!(!builder.forest().reaches(function, Ref::FALSE, &cube.0), "{cube:?}");
        assert_eq!(smallest(&mut builder, &space, &[Ref::FALSE]), None);
    }
}
