//! Residuals: what answers leave of a diagram, and what is known about it.

use smallvec::{SmallVec, smallvec};

use super::search::TooLarge;
use super::{EXACT_LIMIT, Planner};
use crate::diagram::LeafCode;
use crate::forest::{Forest, Ref};

/// What is known about a residual.
#[derive(Debug, Clone, Copy)]
pub(super) struct Residual {
    /// The leaves it can still reach, one bit for each code.
    pub(super) leaves: u128,
    /// Whether every cell that can occur leads to the same outcomes.
    pub(super) settled: bool,
    /// The inputs it still depends on, one bit each.
    pub(super) inputs: u64,
    /// The share of cells, by weight, that can occur.
    pub(super) mass: f64,
}

impl Residual {
    pub(super) const IMPOSSIBLE: u128 = 1
        << match LeafCode::IMPOSSIBLE.code() {
            Some(code) => code,
            None => 0,
        };

    /// A residual without cells.
    pub(super) const NOTHING: Self = Self { leaves: 0, settled: true, inputs: 0, mass: 0.0 };

    pub(super) fn outcomes(&self) -> u128 {
        self.leaves & !Self::IMPOSSIBLE
    }

    /// The cells of this residual and, with a weight, those of another.
    pub(super) fn and(self, other: Self, weight: f64) -> Self {
        let (one, two) = (self.outcomes(), other.outcomes());
        let agree = one == two || one == 0 || two == 0;
        Self {
            leaves: self.leaves | other.leaves,
            settled: self.settled && other.settled && agree,
            inputs: self.inputs | other.inputs,
            mass: self.mass + weight * other.mass,
        }
    }
}

/// The branches of a residual on one input: what is left, and how likely.
pub(super) type Branches = SmallVec<[(Ref, f64); 4]>;

/// Branches by which something is remembered.
pub(super) type BranchKey = SmallVec<[(Ref, u64); 4]>;

/// How many different residuals the answers to one input may leave in an exact plan.
const MAX_BRANCHES: usize = 256;

/// The code of the first leaf that stands for several outcomes: above those of all single ones.
pub(super) const FIRST_MIXED: u32 = 128;

impl Planner<'_> {
    /// What is known about a residual.
    pub(super) fn residual(&mut self, place: Ref) -> Residual {
        if let Some(code) = place.code() {
            let mixed =
                code.checked_sub(FIRST_MIXED).and_then(|n| self.mixed_leaves.get(n as usize));
            let mass = if place == LeafCode::IMPOSSIBLE { 0.0 } else { 1.0 };
            return mixed.copied().unwrap_or_else(|| Residual {
                leaves: 1 << code,
                mass,
                ..Residual::NOTHING
            });
        }
        let slot = Forest::slot(place);
        if let Some(&nth @ 1..) = self.residual_of_slot.get(slot) {
            return self.residuals[nth as usize - 1];
        }
        let level = self.builder.forest().level(place);
        let mut whole = Residual { inputs: 1 << self.input_at(place), ..Residual::NOTHING };
        for region in 0..self.builder.regions(level) {
            let child = self.builder.forest().child(place, region);
            whole = whole.and(self.residual(child), self.priors[level][region]);
        }
        if self.residual_of_slot.len() <= slot {
            self.residual_of_slot.resize(self.builder.forest().words(), 0);
        }
        self.residuals.push(whole);
        self.residual_of_slot[slot] = self.residuals.len() as u32;
        whole
    }

    /// What each answer to an input leaves, equal residuals as one, with its probability (not
    /// normalised, and before what can occur is known). Gives up where a set leaves too many.
    pub(super) fn branches(&mut self, place: Ref, input: usize) -> Result<Branches, TooLarge> {
        let mut branches: Branches = smallvec![(place, 1.0)];
        let diagram = self.diagram;
        for &level in diagram.space().levels_of(input) {
            let mut finer = Branches::new();
            for (part, weight) in branches {
                if self.residual(part).inputs >> input & 1 == 0 {
                    merge(&mut finer, part, weight);
                    continue;
                }
                for region in 0..self.builder.regions(level) {
                    let left = self.builder.cofactor(part, level, region);
                    merge(&mut finer, left, weight * self.priors[level][region]);
                }
            }
            branches = finer;
            if branches.len() > MAX_BRANCHES {
                return Err(TooLarge);
            }
        }
        Ok(branches)
    }

    /// A residual without the inputs that nobody knows: each cell leads to all the outcomes that
    /// they leave open. Gives up where that takes too long.
    pub(super) fn without(&mut self, place: Ref, unknown: &[usize]) -> Result<Ref, TooLarge> {
        let mut place = place;
        for &input in unknown {
            let residual = self.residual(place);
            if self.inputs(&residual).any(|open| open == input) {
                let branches = self.branches(place, input)?;
                place = self.mixture(branches)?;
            }
        }
        Ok(place)
    }

    /// Weighted functions as one: each cell leads to the outcomes of all of them.
    fn mixture(&mut self, mut parts: Branches) -> Result<Ref, TooLarge> {
        // Weights tell how likely a cell can occur. Where each part surely does, only their sum
        // tells something; with the same weight for all, more mixtures are the same.
        if parts.iter().all(|&(part, _)| rounded(self.residual(part).mass) == 1.0) {
            let whole: f64 = parts.iter().map(|(_, weight)| weight).sum();
            let share = rounded(whole) / parts.len() as f64;
            parts.iter_mut().for_each(|(_, weight)| *weight = share);
        }
        let parts = parts.as_slice();
        if let [(only, weight)] = parts
            && *weight == 1.0
        {
            return Ok(*only);
        }
        let Some(level) = self.top_level(parts) else {
            let mut whole = Residual::NOTHING;
            for &(part, weight) in parts {
                whole = whole.and(self.residual(part), weight);
            }
            return Ok(self.leaf(whole));
        };
        let key = key(parts);
        if let Some(&known) = self.mixtures.get(&key) {
            return Ok(known);
        }
        // Not the caller's limit: a plan that was exact must not end with questions in vain.
        if self.steps() - self.before >= EXACT_LIMIT {
            return Err(TooLarge);
        }
        self.mixed += parts.len();
        let mut children: SmallVec<[Ref; 8]> = SmallVec::new();
        for region in 0..self.builder.regions(level) {
            let below = self.below(parts, level, region);
            children.push(self.mixture(below)?);
        }
        let mixture = self.builder.node(level, &children);
        self.mixtures.insert(key, mixture);
        Ok(mixture)
    }

    /// The leaf for the outcomes of a residual, and for how likely it is to be possible.
    fn leaf(&mut self, of: Residual) -> Ref {
        let mass = rounded(of.mass);
        let leaf = Residual { leaves: of.outcomes(), mass, ..Residual::NOTHING };
        if leaf.leaves == 0 {
            return LeafCode::IMPOSSIBLE;
        }
        if leaf.leaves.is_power_of_two() && mass == 1.0 {
            return Ref::leaf(leaf.leaves.trailing_zeros());
        }
        let next = self.mixed_leaves.len();
        let nth = *self.mixed_leaf_of.entry((leaf.leaves, mass.to_bits())).or_insert(next);
        if nth == next {
            self.mixed_leaves.push(leaf);
        }
        Ref::leaf(FIRST_MIXED + nth as u32)
    }

    /// The first level that any of some functions branches on.
    #[inline]
    pub(super) fn top_level(&self, parts: &[(Ref, f64)]) -> Option<usize> {
        (parts.iter())
            .filter(|(part, _)| part.code().is_none())
            .map(|(part, _)| self.builder.forest().level(*part))
            .min()
    }

    /// What is left of some functions in one region of a variable.
    pub(super) fn below(&mut self, parts: &[(Ref, f64)], level: usize, region: usize) -> Branches {
        let mut below = Branches::new();
        for &(part, weight) in parts {
            merge(&mut below, self.builder.cofactor(part, level, region), weight);
        }
        below
    }

    /// The inputs that a residual depends on.
    pub(super) fn inputs(&self, residual: &Residual) -> impl Iterator<Item = usize> + use<> {
        let inputs = residual.inputs;
        (0..self.definition.inputs.len()).filter(move |input| inputs >> input & 1 == 1)
    }

    /// The input of the variable that a node branches on.
    pub(super) fn input_at(&self, place: Ref) -> usize {
        self.diagram.space().variables[self.builder.forest().level(place)].input
    }
}

/// Whether two of some sets of outcomes have none in common: functions that lead to nothing else,
/// and can occur everywhere, then differ everywhere.
pub(super) fn apart(sets: &[u128]) -> bool {
    sets.iter().enumerate().any(|(nth, one)| sets[..nth].iter().any(|two| one & two == 0))
}

pub(super) fn key(parts: &[(Ref, f64)]) -> BranchKey {
    let mut key: BranchKey = parts.iter().map(|(part, weight)| (*part, weight.to_bits())).collect();
    key.sort_unstable();
    key
}

/// Sums that differ by rounding alone are the same.
fn rounded(sum: f64) -> f64 {
    (sum * 1e12).round() / 1e12
}

/// Adds a branch, to an equal one if there is one; what cannot occur is no branch.
fn merge(branches: &mut Branches, part: Ref, weight: f64) {
    if part == LeafCode::IMPOSSIBLE {
        return;
    }
    match branches.iter_mut().find(|(known, _)| *known == part) {
        Some((_, whole)) => *whole += weight,
        None => branches.push((part, weight)),
    }
}
