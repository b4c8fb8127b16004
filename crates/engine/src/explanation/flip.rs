//! What would change the answer: every single answer that does, and for an outcome that no single
//! answer reaches, the cheapest way there.

use smallvec::{SmallVec, smallvec};

use crate::answer::Answer;
use crate::diagram::{Diagram, LeafCode, Outcome, Verdict};
use crate::forest::{Below, Ref};
use crate::model::Definition;
use crate::space::{Cube, Split};

use super::search::Search;

/// Changed answers that reach another outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flip {
    /// The outcome they reach, whatever else is still unknown.
    pub to: Outcome,
    /// What to change, in the order of inputs.
    pub changes: Changes,
}

/// Changes of answers; most flips take few.
pub type Changes = SmallVec<[Change; 4]>;

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

/// Changing an answer costs this much times the cost of its input, so that fewer changes always
/// come before nearer ones; giving one where there was none costs next to nothing.
const CHANGE: u64 = 1 << 32;
const GIVE: u64 = 64;
/// One more requirement of a set comes after another value of a quantity or a choice.
const MEMBER: u64 = 64;

/// What would change a verdict, the cheapest first: of every other outcome that can be reached,
/// each single answer that reaches it, or else the fewest and cheapest changes that do.
pub(super) fn flips(
    definition: &Definition,
    diagram: &Diagram,
    cube: &Cube,
    verdict: &Verdict,
    search: &mut Search<'_>,
) -> Vec<Flip> {
    if matches!(verdict, Verdict::Open(_)) {
        return Vec::new();
    }
    let prices = Prices::of(definition, diagram, cube);
    let mut found = singles(diagram, cube, &prices, search);
    let mut cheapest: SmallVec<[u64; 64]> = SmallVec::from_elem(u64::MAX, diagram.leaves.len());
    for (cost, nth, _) in &found {
        cheapest[*nth] = cheapest[*nth].min(*cost);
    }
    let paths = Paths::from(diagram, &prices);
    let mut scratch = cube.clone();
    found.reserve(diagram.leaves.len());
    for nth in 0..diagram.leaves.len() {
        let leaf = LeafCode::option(nth);
        // A single answer is preferred to a change of another that needs more to be given.
        if *verdict != Verdict::Settled(diagram.leaves[nth])
            && let Some(cost) = paths.cost(leaf)
            && cost / CHANGE < cheapest[nth] / CHANGE
        {
            let changes = changes(diagram, cube, &paths, leaf, search, &mut scratch);
            found.push((cost, nth, changes));
        }
    }
    // Sorted by small keys: cost, outcome, place.
    let mut order: Vec<u128> = (found.iter().enumerate())
        .filter(|(_, (_, nth, _))| *verdict != Verdict::Settled(diagram.leaves[*nth]))
        .map(|(place, &(cost, nth, _))| u128::from(cost) << 64 | (nth << 32 | place) as u128)
        .collect();
    order.sort_unstable();
    (order.into_iter())
        .map(|key| {
            let (_, nth, changes) = &mut found[key as u32 as usize];
            Flip { to: diagram.leaves[*nth], changes: std::mem::take(changes) }
        })
        .collect()
}

/// The changes found: what they cost, the outcome they reach (an index into the leaves), and what
/// they are.
type Found = (u64, usize, Changes);

/// Every single answer that, changed alone, reaches one outcome whatever is still unknown.
fn singles(diagram: &Diagram, cube: &Cube, prices: &Prices, search: &mut Search<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut changed = cube.clone();
    let asked = search.asked(cube);
    for (level, variable) in diagram.space.variables.iter().enumerate() {
        // What nothing on the way asks for changes nothing.
        let own = cube.0[level];
        if own == variable.all() || asked[level / 64] >> (level % 64) & 1 == 0 {
            continue;
        }
        // For each outcome so reached, the regions that reach it; of a quantity, each run of them.
        let mut runs: SmallVec<[(u32, u64); 8]> = SmallVec::new();
        for region in (0..variable.regions()).filter(|region| own >> region & 1 == 0) {
            changed.0[level] = 1 << region;
            let Some(code) = search.only_outcome(&changed) else { continue };
            let quantity = matches!(variable.split, Split::Quantity { .. });
            let same = |run: &&mut (u32, u64)| {
                run.0 == code && (!quantity || region > 0 && run.1 >> (region - 1) & 1 == 1)
            };
            match runs.iter_mut().find(same) {
                Some(run) => run.1 |= 1 << region,
                None => runs.push((code, 1 << region)),
            }
        }
        changed.0[level] = own;
        for (code, mask) in runs {
            let change =
                Change { input: variable.input, replaces: true, to: variable.answer(mask) };
            found.push((prices.least(level, mask), LeafCode::nth(code), smallvec![change]));
        }
    }
    found
}

/// The changes along a path, each widened to every region that goes on as the path does; what is to
/// be given beside only where the outcome needs it. The scratch is room for another cube.
fn changes(
    diagram: &Diagram,
    cube: &Cube,
    paths: &Paths<'_>,
    to: Ref,
    search: &mut Search<'_>,
    scratch: &mut Cube,
) -> Changes {
    let (forest, variables) = (&diagram.forest, &diagram.space.variables);
    scratch.0.copy_from_slice(&cube.0);
    search.aim(to.code().map_or(0, |code| 1 << code));
    let mut changes = Changes::new();
    // From the outcome upwards: what stands below a node is settled when the node is looked at.
    for (place, region) in paths.to(to) {
        let level = forest.level(place);
        let (variable, own) = (&variables[level], cube.0[level]);
        if own == 1 << region {
            continue;
        }
        let alike = if place == diagram.outcome {
            paths.alike[region]
        } else {
            forest.alike(place, variable.regions(), region)
        };
        let replaces = own >> region & 1 == 0;
        // Nothing is to be given where every answer that could be given does as well.
        if !replaces && search.all_met(place, own & !alike, scratch) {
            continue;
        }
        // A replaced answer is not named as its own replacement.
        let fitting = alike & if replaces { !own } else { own };
        scratch.0[level] = variable.around(region, fitting);
        let to = variable.answer(scratch.0[level]);
        match changes.iter_mut().find(|change| change.input == variable.input) {
            Some(change) => {
                change.replaces |= replaces;
                change.to = change.to.and(to);
            }
            None => changes.push(Change { input: variable.input, replaces, to }),
        }
    }
    changes.sort_unstable_by_key(|change| change.input);
    changes
}

/// What it costs to be in each region of each variable, given the answers.
struct Prices {
    all: Vec<u64>,
    /// For each level, where its regions begin in `all`.
    starts: SmallVec<[usize; 32]>,
}

impl Prices {
    fn of(definition: &Definition, diagram: &Diagram, cube: &Cube) -> Self {
        let mut prices = Self { all: Vec::with_capacity(128), starts: SmallVec::new() };
        for (mask, variable) in cube.0.iter().zip(&diagram.space.variables) {
            prices.starts.push(prices.all.len());
            let (first, last) =
                (mask.trailing_zeros(), 63_u32.saturating_sub(mask.leading_zeros()));
            let change = CHANGE * u64::from(definition.inputs[variable.input].cost);
            let inside = if mask.is_power_of_two() { 0 } else { GIVE };
            prices.all.extend((0..variable.regions() as u32).map(|region| match variable.split {
                _ if mask >> region & 1 == 1 => inside,
                Split::Quantity { .. } if *mask != 0 => {
                    change
                        + u64::from(first.saturating_sub(region).max(region.saturating_sub(last)))
                }
                Split::Member(_) => change + MEMBER,
                _ => change,
            }));
        }
        prices
    }

    /// The prices of the regions of a level.
    fn level(&self, level: usize) -> &[u64] {
        let end = self.starts.get(level + 1).copied().unwrap_or(self.all.len());
        &self.all[self.starts[level]..end]
    }

    /// The price of the cheapest of some regions.
    fn least(&self, level: usize, mask: u64) -> u64 {
        (self.level(level).iter().enumerate())
            .filter(|(region, _)| mask >> region & 1 == 1)
            .map(|(_, &price)| price)
            .min()
            .unwrap_or(u64::MAX)
    }
}

/// The cheapest path from the root to every place.
struct Paths<'a> {
    below: &'a Below,
    /// For each node: its cost, and the place and region it is reached from.
    nodes: Vec<Step>,
    leaves: [Step; 128],
    /// For each region of the root, those that lead to the same place: nearly every path asks.
    alike: SmallVec<[u64; 32]>,
}

#[derive(Clone, Copy)]
struct Step {
    cost: u64,
    from: Ref,
    region: u8,
}

impl Step {
    const NONE: Self = Self { cost: u64::MAX, from: LeafCode::IMPOSSIBLE, region: 0 };
}

impl<'a> Paths<'a> {
    fn from(diagram: &'a Diagram, prices: &Prices) -> Self {
        let (forest, below) = (&diagram.forest, &diagram.below);
        let nodes = vec![Step::NONE; below.nodes().len()];
        let root = diagram.outcome;
        let alike = match root.code() {
            Some(_) => SmallVec::new(),
            None => {
                let regions = prices.level(forest.level(root)).len();
                (0..regions).map(|region| forest.alike(root, regions, region)).collect()
            }
        };
        let mut paths = Self { below, nodes, leaves: [Step::NONE; 128], alike };
        paths.step(root).cost = 0;
        // Children stand before parents: from the last node to the first, each place is left
        // only after all ways to it.
        for (nth, &place) in below.nodes().iter().enumerate().rev() {
            let here = paths.nodes[nth].cost;
            let prices = prices.level(forest.level(place));
            let ways = forest.children(place, prices.len()).zip(prices);
            for (region, (child, price)) in ways.enumerate() {
                let cost = here.saturating_add(*price);
                let known = paths.step(child);
                if cost < known.cost {
                    *known = Step { cost, from: place, region: region as u8 };
                }
            }
        }
        paths
    }

    fn step(&mut self, place: Ref) -> &mut Step {
        match place.code() {
            Some(code) => &mut self.leaves[code as usize],
            None => &mut self.nodes[self.below.number(place)],
        }
    }

    /// What a leaf costs; `None` if no path leads there.
    fn cost(&self, leaf: Ref) -> Option<u64> {
        let cost = self.leaves[leaf.code()? as usize].cost;
        (cost != u64::MAX).then_some(cost)
    }

    /// The nodes and regions on the way to a leaf, the last first.
    fn to(&self, leaf: Ref) -> impl Iterator<Item = (Ref, usize)> {
        let mut step = leaf.code().map_or(Step::NONE, |code| self.leaves[code as usize]);
        std::iter::from_fn(move || {
            let Step { from, region, .. } = step;
            step = self.nodes[from.code().is_none().then(|| self.below.number(from))?];
            Some((from, region as usize))
        })
    }
}
