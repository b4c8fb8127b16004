//! Where cases show a goal, as functions over the cells.

use crate::forest::{Forest, Ref};
use crate::space::Cube;

/// Where cases show a goal.
pub(super) enum Area {
    /// One case shows it.
    One {
        /// The cells where it is so.
        inside: Ref,
        /// The other cells that can occur.
        outside: Ref,
        /// Whether it must be so in every cell that the case leaves, rather than in one.
        throughout: bool,
    },
    /// Two cases show it together.
    Two(Pairs),
}

/// The pairs of cells that differ in one variable and show a goal together.
pub(super) struct Pairs {
    /// The variable.
    pub(super) level: usize,
    /// For two of its regions, where the other variables must lie.
    pub(super) parts: Vec<([usize; 2], Ref)>,
    /// The cells of some pair, on either side.
    pub(super) sides: [Ref; 2],
}

impl Area {
    /// Whether cases can show it at all.
    pub(super) fn can_be_shown(&self) -> bool {
        match self {
            Self::One { inside, .. } => *inside != Ref::FALSE,
            Self::Two(pairs) => !pairs.parts.is_empty(),
        }
    }

    /// Whether it is so, by itself, in every cell of a cube that can occur.
    pub(super) fn is_all_of(&self, forest: &Forest, cube: &Cube) -> bool {
        match self {
            Self::One { outside, .. } => !forest.reaches(*outside, Ref::TRUE, &cube.0),
            Self::Two(_) => false,
        }
    }

    /// The first of some settled cases that show it.
    pub(super) fn shown(&self, forest: &Forest, cases: &[(usize, Cube)]) -> Option<Vec<usize>> {
        match self {
            Self::One { inside, throughout, .. } => (cases.iter())
                .find(|(_, cube)| match throughout {
                    true => self.is_all_of(forest, cube),
                    false => forest.reaches(*inside, Ref::TRUE, &cube.0),
                })
                .map(|(index, _)| vec![*index]),
            Self::Two(pairs) => {
                let on = |side: Ref| {
                    cases.iter().filter(move |(_, cube)| forest.reaches(side, Ref::TRUE, &cube.0))
                };
                let seconds: Vec<&(usize, Cube)> = on(pairs.sides[1]).collect();
                on(pairs.sides[0]).find_map(|(one, first)| {
                    let fits = |(_, second): &&&(usize, Cube)| pairs.meet(forest, first, second);
                    seconds.iter().find(fits).map(|(two, _)| vec![*one, *two])
                })
            }
        }
    }
}

impl Pairs {
    /// Whether two cubes hold the two cells of a pair.
    fn meet(&self, forest: &Forest, first: &Cube, second: &Cube) -> bool {
        let mut common = first.clone();
        common.0.iter_mut().zip(&second.0).for_each(|(own, other)| *own &= other);
        common.0[self.level] = u64::MAX;
        !common.is_empty()
            && self.parts.iter().any(|&([one, two], place)| {
                first.0[self.level] >> one & 1 == 1
                    && second.0[self.level] >> two & 1 == 1
                    && forest.reaches(place, Ref::TRUE, &common.0)
            })
    }
}
