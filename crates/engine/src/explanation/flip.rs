//! What would change the answer: for every other outcome, the cheapest way there.

use crate::answer::Answer;
use crate::diagram::{Diagram, LeafCode, Outcome, Verdict};
use crate::forest::{Forest, Ref};
use crate::model::Definition;
use crate::space::{Cube, Split};

use super::sufficient::answer;

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
        let leaf = Ref::leaf(LeafCode::option(nth).code().unwrap_or_default());
        if *verdict == Verdict::Settled(outcome) {
            continue;
        }
        if let Some((cost, chosen)) = paths.to(leaf) {
            let changes = changes(definition, diagram, cube, chosen, outcome);
            found.push((cost, Flip { to: outcome, changes }));
        }
    }
    found.sort_by_key(|(cost, flip)| (*cost, flip.to));
    found.into_iter().map(|(_, flip)| flip).collect()
}

/// The cheapest path from the root to every place.
struct Paths<'a> {
    diagram: &'a Diagram,
    /// For each place reached: its cost, and the place and region it is reached from.
    reached: Vec<Option<Step>>,
    leaves: Vec<Option<Step>>,
}

#[derive(Clone, Copy)]
struct Step {
    cost: u32,
    from: Option<(Ref, u8)>,
}

impl<'a> Paths<'a> {
    fn from(definition: &Definition, diagram: &'a Diagram, cube: &Cube) -> Self {
        let mut paths =
            Self { diagram, reached: vec![None; diagram.forest.words()], leaves: vec![None; 128] };
        paths.reach(diagram.outcome, Step { cost: 0, from: None });
        // Every edge leads to a deeper level: by level, each place is left after all ways to it.
        let mut places = Vec::new();
        diagram.visit(
            diagram.outcome,
            &diagram.space.everything(),
            &mut |p| places.push(p),
            &mut |_| true,
        );
        places.sort_by_key(|&place| (diagram.forest.level(place), place));
        for place in places {
            let Some(here) = paths.reached[Forest::slot(place)] else { continue };
            let level = diagram.forest.level(place);
            for region in 0..diagram.space.variables[level].regions() {
                let cost = here.cost + price(definition, diagram, cube, level, region);
                let next = diagram.forest.child(place, region);
                paths.reach(next, Step { cost, from: Some((place, region as u8)) });
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

    /// The cost of a leaf and the regions chosen on the way, by level.
    fn to(&self, leaf: Ref) -> Option<(u32, Vec<(usize, usize)>)> {
        let end = self.leaves[leaf.code()? as usize]?;
        let (mut step, mut chosen) = (end, Vec::new());
        while let Some((place, region)) = step.from {
            chosen.push((self.diagram.forest.level(place), region as usize));
            step = self.reached[Forest::slot(place)]?;
        }
        Some((end.cost, chosen))
    }
}

/// What it costs to be in a region, given the answers.
fn price(
    definition: &Definition,
    diagram: &Diagram,
    cube: &Cube,
    level: usize,
    region: usize,
) -> u32 {
    let (mask, variable) = (cube.0[level], &diagram.space.variables[level]);
    if mask >> region & 1 == 1 {
        return if mask.is_power_of_two() { 0 } else { GIVE };
    }
    let distance = match variable.split {
        Split::Quantity { .. } if mask != 0 => {
            let (first, last) = (mask.trailing_zeros(), 63 - mask.leading_zeros());
            let region = region as u32;
            if region < first { first - region } else { region.saturating_sub(last) }
        }
        _ => 0,
    };
    CHANGE * u32::from(definition.inputs[variable.input].cost) + distance
}

/// The changes of a path, each widened as far as the outcome stays.
fn changes(
    definition: &Definition,
    diagram: &Diagram,
    cube: &Cube,
    chosen: Vec<(usize, usize)>,
    outcome: Outcome,
) -> Vec<Change> {
    let mut changed = cube.clone();
    let (mut touched, mut replaced) = (Vec::new(), Vec::new());
    for (level, region) in chosen {
        let wanted = 1 << region;
        if changed.0[level] != wanted {
            touched.push(level);
            if cube.0[level] & wanted == 0 {
                replaced.push(diagram.space.variables[level].input);
            }
            changed.0[level] = wanted;
        }
    }
    for &level in &touched {
        widen(diagram, cube, &mut changed, level, outcome);
    }
    let mut inputs: Vec<usize> =
        touched.iter().map(|&level| diagram.space.variables[level].input).collect();
    inputs.sort_unstable();
    inputs.dedup();
    inputs
        .into_iter()
        .filter_map(|input| {
            // Of a set, only the members that change are named.
            let mut named = diagram.space.everything();
            for &level in touched.iter().filter(|&&l| diagram.space.variables[l].input == input) {
                named.0[level] = changed.0[level];
            }
            let to = answer(definition, diagram, &named, input)?;
            Some(Change { input, replaces: replaced.contains(&input), to })
        })
        .collect()
}

/// Widens one changed variable: a quantity to the neighbouring regions, a choice to every value,
/// that reach the same outcome and are no answer that was given.
fn widen(diagram: &Diagram, before: &Cube, changed: &mut Cube, level: usize, outcome: Outcome) {
    let variable = &diagram.space.variables[level];
    if let Split::Member(_) = variable.split {
        return;
    }
    let chosen = changed.0[level];
    let same = |changed: &mut Cube, region: usize| {
        let own = changed.0[level];
        changed.0[level] = 1 << region;
        let same = diagram.verdict(changed) == Verdict::Settled(outcome);
        changed.0[level] = own;
        same && (before.0[level] >> region & 1 == 0 || before.0[level] == variable.all())
    };
    let start = chosen.trailing_zeros() as usize;
    let regions = variable.regions();
    let mut mask = chosen;
    if let Split::Quantity { .. } = variable.split {
        let above = (start + 1..regions).take_while(|&region| same(changed, region));
        mask = above.fold(mask, |mask, region| mask | 1 << region);
        let below = (0..start).rev().take_while(|&region| same(changed, region));
        mask = below.fold(mask, |mask, region| mask | 1 << region);
    } else {
        for region in 0..regions {
            if same(changed, region) {
                mask |= 1 << region;
            }
        }
    }
    changed.0[level] = mask;
}
