//! What the cells of a cube lead to, asked of the diagram again and again.

use smallvec::SmallVec;

use crate::diagram::{Diagram, LeafCode};
use crate::forest::{Forest, Ref};
use crate::space::{Cube, Split};

/// Some outcomes: one bit for each leaf code.
pub(super) type Codes = u128;

/// Some levels, one bit each.
pub(super) type Levels = SmallVec<[u64; 8]>;

const IMPOSSIBLE: Codes = 1
    << match LeafCode::IMPOSSIBLE.code() {
        Some(code) => code,
        None => 0,
    };

/// Searches one diagram; keeps what it needs to visit no node twice in one look.
pub(super) struct Search<'a> {
    diagram: &'a Diagram,
    /// Where every cell that can occur has to lead.
    goal: Codes,
    /// For each node that branches on something unknown, the last look at it.
    seen: Vec<u32>,
    look: u32,
}

impl<'a> Search<'a> {
    pub(super) fn new(diagram: &'a Diagram) -> Self {
        let root = diagram.outcome;
        let words = if root.code().is_some() { 0 } else { Forest::slot(root) + 1 };
        Self { diagram, goal: IMPOSSIBLE, seen: vec![0; words], look: 0 }
    }

    /// Sets where every cell that can occur has to lead.
    pub(super) fn aim(&mut self, goal: Codes) {
        self.goal = goal | IMPOSSIBLE;
    }

    /// Whether every cell of a cube that can occur meets the goal.
    pub(super) fn met(&mut self, cube: &Cube) -> bool {
        self.look += 1;
        self.met_below(self.diagram.outcome, cube)
    }

    /// Whether these regions of a node lead only to the goal.
    pub(super) fn all_met(&mut self, place: Ref, regions: u64, cube: &Cube) -> bool {
        self.look += 1;
        self.regions_met(place, regions, cube)
    }

    fn regions_met(&mut self, place: Ref, mut regions: u64, cube: &Cube) -> bool {
        while regions != 0 {
            let child = self.diagram.forest.child(place, regions.trailing_zeros() as usize);
            if !self.met_below(child, cube) {
                return false;
            }
            regions &= regions - 1;
        }
        true
    }

    fn met_below(&mut self, from: Ref, cube: &Cube) -> bool {
        let (goal, mut met) = (self.goal, true);
        match self.branching(from, cube, |code| met = goal >> code & 1 == 1) {
            Some((place, mask)) => self.regions_met(place, mask, cube),
            None => met,
        }
    }

    /// The code of the one outcome of a cube; `None` where there are several, or none.
    pub(super) fn only_outcome(&mut self, cube: &Cube) -> Option<u32> {
        if cube.is_empty() {
            return None;
        }
        self.look += 1;
        let mut found = 0;
        self.collect(self.diagram.outcome, cube, &mut found);
        found &= !IMPOSSIBLE;
        found.is_power_of_two().then(|| found.trailing_zeros())
    }

    /// The levels at which some node that a cube leads to branches, one bit each; of an empty cube,
    /// all of them.
    pub(super) fn asked(&self, cube: &Cube) -> Levels {
        let none = if cube.is_empty() { u64::MAX } else { 0 };
        let mut asked = Levels::from_elem(none, cube.0.len().div_ceil(64));
        let mut node = |place| {
            let level = self.diagram.forest.level(place);
            asked[level / 64] |= 1 << (level % 64);
        };
        self.diagram.visit(self.diagram.outcome, cube, &mut node, &mut |_| true);
        asked
    }

    /// Collects the codes below a place, until there are several outcomes.
    fn collect(&mut self, from: Ref, cube: &Cube, found: &mut Codes) {
        let Some((place, mut mask)) = self.branching(from, cube, |code| *found |= 1 << code) else {
            return;
        };
        while mask != 0 && (*found & !IMPOSSIBLE).count_ones() < 2 {
            let child = self.diagram.forest.child(place, mask.trailing_zeros() as usize);
            self.collect(child, cube, found);
            mask &= mask - 1;
        }
    }

    /// Goes on from a place as long as the cube leaves one way: to a leaf, which is handed over, or
    /// to a node not yet seen that branches on something unknown, which is returned with what the
    /// cube allows there.
    fn branching(&mut self, from: Ref, cube: &Cube, leaf: impl FnOnce(u32)) -> Option<(Ref, u64)> {
        let forest = &self.diagram.forest;
        let mut place = from;
        loop {
            if let Some(code) = place.code() {
                leaf(code);
                return None;
            }
            let mask = cube.0[forest.level(place)];
            if !mask.is_power_of_two() {
                let seen = &mut self.seen[Forest::slot(place)];
                return (std::mem::replace(seen, self.look) != self.look).then_some((place, mask));
            }
            place = forest.child(place, mask.trailing_zeros() as usize);
        }
    }

    /// The inputs in which some cell of a cube that misses the goal goes against the answers, one
    /// bit each; `None` where every cell meets it.
    pub(super) fn way_out(&mut self, cube: &Cube, answers: &Cube) -> Option<u64> {
        self.look += 1;
        self.way_out_below(self.diagram.outcome, cube, answers)
    }

    fn way_out_below(&mut self, from: Ref, cube: &Cube, answers: &Cube) -> Option<u64> {
        let (goal, mut missed) = (self.goal, None);
        let branching = self.branching(from, cube, |code| {
            missed = (goal >> code & 1 == 0).then_some(0);
        });
        let Some((place, mask)) = branching else { return missed };
        let level = self.diagram.forest.level(place);
        let input = self.diagram.space.variables[level].input;
        // First where the answers lead, so that the way out changes few of them.
        let along = mask & answers.0[level];
        for (mut mask, against) in [(along, 0), (mask & !along, 1 << input)] {
            while mask != 0 {
                let child = self.diagram.forest.child(place, mask.trailing_zeros() as usize);
                if let Some(further) = self.way_out_below(child, cube, answers) {
                    return Some(further | against);
                }
                mask &= mask - 1;
            }
        }
        None
    }

    /// Widens every variable of a cube, one after another, as far as the goal stays met: a quantity
    /// to the whole range around its value, a choice to every value that would do as well.
    pub(super) fn widen(&mut self, cube: &mut Cube) {
        let diagram = self.diagram;
        for (level, variable) in diagram.space.variables.iter().enumerate() {
            let own = cube.0[level];
            if own == variable.all() || own == 0 {
                continue;
            }
            let (first, last) = (own.trailing_zeros(), 63 - own.leading_zeros());
            let regions = variable.regions() as u32;
            let mut allow = |region: u32| self.allow(cube, level, 1 << region);
            if let Split::Quantity { .. } = variable.split {
                (last + 1..regions).all(&mut allow);
                (0..first).rev().all(&mut allow);
            } else {
                for region in (0..regions).filter(|region| own >> region & 1 == 0) {
                    allow(region);
                }
            }
        }
    }

    /// Allows more regions of a variable if the goal stays met.
    fn allow(&mut self, cube: &mut Cube, level: usize, more: u64) -> bool {
        let before = cube.0[level];
        cube.0[level] |= more;
        let met = self.met(cube);
        if !met {
            cube.0[level] = before;
        }
        met
    }
}
