//! What would change the answer: for every other outcome, the cheapest way there.

use smallvec::SmallVec;

use crate::answer::Answer;
use crate::diagram::{Diagram, LeafCode, Outcome, Verdict};
use crate::forest::{Forest, Ref};
use crate::model::Definition;
use crate::space::{Cube, Split};

/// Changed answers that reach another outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flip {
    /// The outcome they reach, whatever else is still unknown.
    pub to: Outcome,
    /// What to change, in the order of inputs.
    pub changes: Vec<Change>,
}

/// One answer to change, or, where there was none, to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The input.
    pub input: usize,
    /// Whether it had an answer that this one goes against.
    pub replaces: bool,
    /// Everything it can be, the other changes made.
    pub to: Answer,
}

/// Giving an answer where there was none costs next to nothing, changing one costs this much times
/// the cost of its input, so that fewer changes always come before nearer ones.
const CHANGE: u32 = 10_000;
const GIVE: u32 = 64;

/// For every outcome but the present one, the fewest and cheapest changes that reach it.
pub(super) fn flips(
    definition: &Definition,
    diagram: &Diagram,
    cube: &Cube,
    verdict: &Verdict,
) -> Vec<Flip> {
    if matches!(verdict, Verdict::Open(_)) {
        return Vec::new();
    }
    let paths = Paths::from(definition, diagram, cube);
    let mut found: Vec<(u32, Flip)> = Vec::new();
    for (nth, &outcome) in diagram.leaves.iter().enumerate() {
        if *verdict == Verdict::Settled(outcome) {
            continue;
        }
        if let Some((cost, steps)) = paths.to(LeafCode::option(nth)) {
            found.push((cost, Flip { to: outcome, changes: changes(diagram, cube, &steps) }));
        }
    }
    found.sort_by_key(|(cost, flip)| (*cost, flip.to));
    found.into_iter().map(|(_, flip)| flip).collect()
}

/// The nodes and regions on a path.
type Steps = SmallVec<[(Ref, usize); 16]>;

/// The cheapest path from the root to every place.
struct Paths {
    /// For each place reached: its cost, and the place and region it is reached from.
    reached: Vec<Option<Step>>,
    leaves: Vec<Option<Step>>,
}

#[derive(Clone, Copy)]
struct Step {
    cost: u32,
    from: Option<(Ref, u8)>,
}

impl Paths {
    fn from(definition: &Definition, diagram: &Diagram, cube: &Cube) -> Self {
        let (forest, variables) = (&diagram.forest, &diagram.space.variables);
        let prices: Vec<Vec<u32>> =
            (0..variables.len()).map(|level| prices(definition, diagram, cube, level)).collect();
        let nodes = forest.below(diagram.outcome, |level| variables[level].regions());
        let words = nodes.last().map_or(0, |&root| Forest::slot(root) + 1);
        let mut paths = Self { reached: vec![None; words], leaves: vec![None; 128] };
        paths.reach(diagram.outcome, Step { cost: 0, from: None });
        // Children stand before parents: from the last node to the first, each place is left
        // only after all ways to it.
        for &place in nodes.iter().rev() {
            let Some(here) = paths.reached[Forest::slot(place)] else { continue };
            for (region, price) in prices[forest.level(place)].iter().enumerate() {
                let step = Step { cost: here.cost + price, from: Some((place, region as u8)) };
                paths.reach(forest.child(place, region), step);
            }
        }
        paths
    }

    fn reach(&mut self, place: Ref, step: Step) {
        let slot = match place.code() {
            Some(code) => &mut self.leaves[code as usize],
            None => &mut self.reached[Forest::slot(place)],
        };
        if slot.is_none_or(|known| step.cost < known.cost) {
            *slot = Some(step);
        }
    }

    /// The cost of a leaf, and the nodes and regions on the way.
    fn to(&self, leaf: Ref) -> Option<(u32, Steps)> {
        let end = self.leaves[leaf.code()? as usize]?;
        let (mut step, mut steps) = (end, Steps::new());
        while let Some((place, region)) = step.from {
            steps.push((place, region as usize));
            step = self.reached[Forest::slot(place)]?;
        }
        Some((end.cost, steps))
    }
}

/// What it costs to be in each region of a variable, given the answers.
fn prices(definition: &Definition, diagram: &Diagram, cube: &Cube, level: usize) -> Vec<u32> {
    let (mask, variable) = (cube.0[level], &diagram.space.variables[level]);
    let (first, last) = (mask.trailing_zeros(), 63u32.saturating_sub(mask.leading_zeros()));
    let change = CHANGE * u32::from(definition.inputs[variable.input].cost);
    (0..variable.regions() as u32)
        .map(|region| match variable.split {
            _ if mask >> region & 1 == 1 => {
                if mask.is_power_of_two() {
                    0
                } else {
                    GIVE
                }
            }
            Split::Quantity { .. } if mask != 0 => {
                let distance =
                    if region < first { first - region } else { region.saturating_sub(last) };
                change + distance
            }
            _ => change,
        })
        .collect()
}

/// The changes along a path, each widened to every region that goes on as the path does.
fn changes(diagram: &Diagram, cube: &Cube, steps: &[(Ref, usize)]) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::with_capacity(4);
    for &(place, region) in steps {
        let level = diagram.forest.level(place);
        let (mask, variable) = (cube.0[level], &diagram.space.variables[level]);
        if mask == 1 << region {
            continue;
        }
        let replaces = mask >> region & 1 == 0;
        let next = diagram.forest.child(place, region);
        // A replaced answer is not named as its own replacement.
        let fits = |other: usize| {
            diagram.forest.child(place, other) == next && (mask >> other & 1 == 1) != replaces
        };
        let to = match variable.split {
            Split::Member(member) if region == 1 => Answer::Members { yes: 1 << member, no: 0 },
            Split::Member(member) => Answer::Members { yes: 0, no: 1 << member },
            Split::Quantity { .. } => {
                let low = (0..region).rev().take_while(|&r| fits(r)).last().unwrap_or(region);
                let high = (region..variable.regions()).take_while(|&r| fits(r)).last();
                variable.span(low, high.unwrap_or(region))
            }
            Split::Values(_) | Split::Flag => Answer::Values(
                (0..variable.regions()).filter(|&r| fits(r)).fold(0, |m, r| m | 1 << r),
            ),
        };
        match changes.iter_mut().find(|change| change.input == variable.input) {
            Some(change) => {
                change.replaces |= replaces;
                change.to = change.to.and(to);
            }
            None => changes.push(Change { input: variable.input, replaces, to }),
        }
    }
    changes.sort_by_key(|change| change.input);
    changes
}
