//! How every rule stands under some answers: whether it may hold, and whether it surely does.

use crate::diagram::Diagram;
use crate::forest::{Forest, Ref};
use crate::space::Cube;

/// What a function does on a cube.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach {
    /// It holds in some cell.
    pub(super) may: bool,
    /// It holds in every cell that can occur, and in one at least.
    pub(super) surely: bool,
}

/// Where the rules hold and decide, on one cube.
pub(super) struct Standing {
    pub(super) holds: Vec<Reach>,
    pub(super) decides: Vec<Reach>,
}

impl Standing {
    pub(super) fn of(diagram: &Diagram, cube: &Cube) -> Self {
        let mut scan = Scan { diagram, cube, known: Vec::new() };
        let never = Reach { may: false, surely: false };
        let mut all = |roots: &[Ref]| -> Vec<Reach> {
            roots
                .iter()
                .map(|&root| if root == Ref::FALSE { never } else { scan.reach(root) })
                .collect()
        };
        Self { holds: all(&diagram.holds), decides: all(&diagram.decides) }
    }
}

const TRUE: u8 = 1;
const FALSE: u8 = 2;

/// Looks at many functions of one forest on one cube, each node once.
struct Scan<'a> {
    diagram: &'a Diagram,
    cube: &'a Cube,
    /// For each node that branches on something unknown: which leaves it leads to, 0 for not yet.
    known: Vec<u8>,
}

impl Scan<'_> {
    fn reach(&mut self, root: Ref) -> Reach {
        let leaves = self.leaves(root);
        let may = leaves & TRUE != 0;
        let surely = may && (leaves & FALSE == 0 || self.diagram.within(root, self.cube));
        Reach { may, surely }
    }

    fn leaves(&mut self, root: Ref) -> u8 {
        let forest = &self.diagram.forest;
        let mut place = root;
        loop {
            if place.code().is_some() {
                return if place == Ref::TRUE { TRUE } else { FALSE };
            }
            let mask = self.cube.0[forest.level(place)];
            if !mask.is_power_of_two() {
                break;
            }
            place = forest.child(place, mask.trailing_zeros() as usize);
        }
        if self.known.is_empty() {
            self.known = vec![0; forest.words()];
        }
        if self.known[Forest::slot(place)] != 0 {
            return self.known[Forest::slot(place)];
        }
        let (mut mask, mut leaves) = (self.cube.0[forest.level(place)], 0);
        while mask != 0 && leaves != TRUE | FALSE {
            let child = forest.child(place, mask.trailing_zeros() as usize);
            leaves |= self.leaves(child);
            mask &= mask - 1;
        }
        self.known[Forest::slot(place)] = leaves;
        leaves
    }
}
