//! How every rule stands under some answers: whether it may hold, and whether it surely does.

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use crate::diagram::Diagram;
use crate::forest::{Forest, Ref};
use crate::model::{Definition, RuleKind};
use crate::space::Cube;

/// What a function does on a cube.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach {
    /// It holds in some cell.
    pub(super) may: bool,
    /// It holds in every cell that can occur, and in one at least.
    pub(super) surely: bool,
}

impl Reach {
    const NEVER: Self = Self { may: false, surely: false };
}

/// How an option stands before rules pick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// Not offered, or excluded.
    Out,
    /// Excluded in some of the cells.
    Unclear,
    In,
}

/// Where the rules hold and decide, and how the options stand, on one cube.
pub(super) struct Standing {
    pub(super) holds: Vec<Reach>,
    pub(super) decides: Vec<Reach>,
    pub(super) options: Vec<Stand>,
}

impl Standing {
    /// Of a cube in which no cell can occur, `surely` is what holds in every cell there is.
    pub(super) fn of(
        definition: &Definition,
        diagram: &Diagram,
        edition: usize,
        cube: &Cube,
        impossible: bool,
    ) -> Self {
        let mut scan = Scan::new(diagram, cube);
        if !impossible {
            scan.possible = scan.leaves(diagram.possible);
        }
        let holds: Vec<Reach> = diagram.holds.iter().map(|&root| scan.reach(root)).collect();
        // A rule decides only where it holds.
        let decides = (diagram.decides.iter().zip(&holds))
            .map(|(&root, holds)| if holds.may { scan.reach(root) } else { Reach::NEVER })
            .collect();
        let mut options: Vec<Stand> = (definition.options.iter())
            .map(|option| if option.editions.contains(edition) { Stand::In } else { Stand::Out })
            .collect();
        for (rule, holds) in definition.rules.iter().zip(&holds).filter(|(_, holds)| holds.may) {
            let RuleKind::Exclude { options: excluded } = &rule.kind else { continue };
            for &option in excluded {
                if holds.surely {
                    options[option] = Stand::Out;
                } else if options[option] == Stand::In {
                    options[option] = Stand::Unclear;
                }
            }
        }
        Self { holds, decides, options }
    }
}

/// Options that a rule may pick.
pub(super) type Picks = SmallVec<[usize; 4]>;

/// What a rule with these picks may pick, and whether it surely picks something.
pub(super) fn first_left(picks: &[usize], options: &[Stand]) -> (Picks, bool) {
    let mut possible = Picks::new();
    for &pick in picks {
        match options[pick] {
            Stand::Out => {}
            Stand::Unclear => possible.push(pick),
            Stand::In => {
                possible.push(pick);
                return (possible, true);
            }
        }
    }
    (possible, false)
}

const TRUE: u8 = 1;
const FALSE: u8 = 2;
const EITHER: u8 = TRUE | FALSE;

/// Looks at many functions of one forest on one cube, each node once.
struct Scan<'a> {
    diagram: &'a Diagram,
    cube: &'a Cube,
    /// Which leaves it leads to that a cell can occur; `FALSE` where none can.
    possible: u8,
    /// For each node that branches on something unknown: which leaves it leads to, 0 for not yet.
    known: Vec<u8>,
    /// Where one function was seen to imply another.
    pairs: FxHashSet<(Ref, Ref)>,
}

impl<'a> Scan<'a> {
    fn new(diagram: &'a Diagram, cube: &'a Cube) -> Self {
        Self { diagram, cube, possible: FALSE, known: Vec::new(), pairs: FxHashSet::default() }
    }

    fn reach(&mut self, root: Ref) -> Reach {
        let leaves = self.leaves(root);
        let surely = match leaves {
            TRUE => true,
            // It fails somewhere: in cells alone that cannot occur?
            EITHER if self.possible == EITHER => {
                self.pairs.clear();
                self.diagram.implied(self.diagram.possible, root, self.cube, &mut self.pairs)
            }
            _ => false,
        };
        Reach { may: leaves & TRUE != 0, surely }
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
        while mask != 0 && leaves != EITHER {
            let child = forest.child(place, mask.trailing_zeros() as usize);
            leaves |= self.leaves(child);
            mask &= mask - 1;
        }
        self.known[Forest::slot(place)] = leaves;
        leaves
    }
}
