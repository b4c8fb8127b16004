//! The cheapest way to settle a residual.
//!
//! The expected cost of the best way to settle a residual is found by dynamic programming
//! over residuals, depth first, pruned by a lower bound: in a cell where changing one input alone
//! changes the outcome, every way must ask that input. Summed over the inputs this bound is the
//! *total influence* of the residual (O'Donnell, *Analysis of Boolean Functions*, §2.3, and the
//! decision-tree bound of §8.6). Asking an input leaves the influence of the others as it is, so
//! asking *i* first costs at least the total plus the cost of asking *i* in the cells that do not
//! turn on it; where every cell does, asking it first loses nothing.

use smallvec::SmallVec;

use super::Planner;
use super::residual::{Residual, apart, key};
use crate::forest::{Forest, Ref};

/// Differences of expected cost below this are ties.
pub(super) const TIE: f64 = 1e-9;

/// The best way to settle a residual.
#[derive(Debug, Clone, Copy)]
pub(super) struct Best {
    pub(super) cost: f64,
    pub(super) depth: usize,
    pub(super) input: usize,
}

/// Inputs with what asking each costs in vain.
type Extras = SmallVec<[(f64, usize); 16]>;

/// The inputs worth asking first.
enum Candidates {
    /// Every cell turns on this input, so every way asks it: asking it first loses nothing.
    Forced(usize),
    /// The total influence of the open inputs. Each of them may be asked first.
    Open(f64),
}

/// The residual is too large for an exact plan.
pub(super) struct TooLarge;

impl Planner<'_> {
    /// How much has been worked out so far.
    pub(super) fn steps(&self) -> usize {
        self.builder.steps() + self.differences.len() + self.turning.len() + self.mixed
    }

    /// Gives up where too much has been worked out for the present question.
    fn go_on(&self) -> Result<(), TooLarge> {
        if self.steps() - self.before < self.limit { Ok(()) } else { Err(TooLarge) }
    }

    /// The best way to settle a residual.
    pub(super) fn solve(&mut self, place: Ref) -> Result<Best, TooLarge> {
        let residual = self.residual(place);
        if residual.settled {
            return Ok(Best { cost: 0.0, depth: 0, input: usize::MAX });
        }
        if let Some(&known) = self.solved.get(&place) {
            return Ok(known);
        }
        self.go_on()?;
        let mut extras = Extras::new();
        let best = match self.candidates(place, &mut extras)? {
            Candidates::Forced(input) => {
                let (mut cost, mut depth) = (self.cost(input), 0);
                for (part, weight) in self.branches(place, input)? {
                    let below = self.solve(part)?;
                    cost += weight * self.residual(part).mass / residual.mass * below.cost;
                    depth = depth.max(below.depth);
                }
                Best { cost, depth: depth + 1, input }
            }
            Candidates::Open(influence) => self.cheapest(place, &extras, influence)?,
        };
        self.solved.insert(place, best);
        Ok(best)
    }

    /// The best of several inputs to ask first.
    fn cheapest(
        &mut self,
        place: Ref,
        candidates: &Extras,
        influence: f64,
    ) -> Result<Best, TooLarge> {
        let mass = self.residual(place).mass;
        let mut best = Best { cost: f64::INFINITY, depth: 0, input: usize::MAX };
        for &(extra, input) in candidates {
            // The least it can cost; each branch worked out replaces its part of it by the truth.
            let mut least = influence + extra;
            if least >= best.cost - TIE {
                break;
            }
            let (mut cost, mut depth) = (self.cost(input), 0);
            for (part, weight) in self.branches(place, input)? {
                if least >= best.cost - TIE {
                    break;
                }
                let share = weight * self.residual(part).mass / mass;
                let below = self.solve(part)?;
                cost += share * below.cost;
                depth = depth.max(below.depth);
                if best.cost.is_finite() {
                    least += share * (below.cost - self.influence(part)?);
                }
            }
            if least.max(cost) < best.cost - TIE {
                best = Best { cost, depth: depth + 1, input };
            }
        }
        Ok(best)
    }

    /// The inputs worth trying first; those that are open go to `found`, each with what asking it
    /// costs in the cells that do not turn on it, the cheapest first.
    fn candidates(&mut self, place: Ref, found: &mut Extras) -> Result<Candidates, TooLarge> {
        let residual = self.residual(place);
        let mut total = 0.0;
        // The input that the diagram branches on first is the likeliest to be forced.
        let top = self.input_at(place);
        let others = self.inputs(&residual).filter(|&input| input != top);
        for input in [top].into_iter().chain(others) {
            let share = self.turning(place, input)? / residual.mass;
            if share >= 1.0 - TIE {
                return Ok(Candidates::Forced(input));
            }
            total += self.cost(input) * share;
            found.push((self.cost(input) * (1.0 - share), input));
        }
        found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        Ok(Candidates::Open(total))
    }

    /// The total influence of the inputs of a residual.
    fn influence(&mut self, place: Ref) -> Result<f64, TooLarge> {
        let residual = self.residual(place);
        let mut influence = 0.0;
        if !residual.settled {
            for input in self.inputs(&residual) {
                influence += self.cost(input) * self.turning(place, input)? / residual.mass;
            }
        }
        Ok(influence)
    }

    /// The share of cells, by weight, that turn on an input: in which another answer to it alone
    /// would change the outcome.
    fn turning(&mut self, place: Ref, input: usize) -> Result<f64, TooLarge> {
        if place.code().is_some() {
            return Ok(0.0);
        }
        let residual = self.residual(place);
        if residual.settled || residual.inputs >> input & 1 == 0 {
            return Ok(0.0);
        }
        let key = (Forest::slot(place) << 8 | input) as u64;
        if let Some(&known) = self.turning.get(&key) {
            return Ok(known);
        }
        self.go_on()?;
        let level = self.builder.forest().level(place);
        let mut share = 0.0;
        if self.input_at(place) == input {
            let branches = self.branches(place, input)?;
            share = self.difference(&branches)?;
        } else {
            for region in 0..self.builder.regions(level) {
                let child = self.builder.forest().child(place, region);
                share += self.priors[level][region] * self.turning(child, input)?;
            }
        }
        self.turning.insert(key, share);
        Ok(share)
    }

    pub(super) fn cost(&self, input: usize) -> f64 {
        f64::from(self.definition.inputs[input].cost)
    }

    /// The share of cells, by weight, in which these functions do not all agree: in which the
    /// input that they are the branches of turns the outcome.
    fn difference(&mut self, parts: &[(Ref, f64)]) -> Result<f64, TooLarge> {
        if parts.len() <= 1 {
            return Ok(0.0);
        }
        let (mut whole, mut certain) = (Residual::NOTHING, SmallVec::<[u128; 8]>::new());
        for &(part, weight) in parts {
            let part = self.residual(part);
            whole = whole.and(part, weight);
            if part.leaves & Residual::IMPOSSIBLE == 0 {
                certain.push(part.leaves);
            }
        }
        if whole.settled {
            return Ok(0.0);
        }
        let level = self.top_level(parts);
        let Some(level) = level.filter(|_| !apart(&certain)) else { return Ok(whole.mass) };
        let key = key(parts);
        if let Some(&known) = self.differences.get(&key) {
            return Ok(known);
        }
        self.go_on()?;
        let mut share = 0.0;
        for region in 0..self.builder.regions(level) {
            let below = self.below(parts, level, region);
            share += self.priors[level][region] * self.difference(&below)?;
        }
        self.differences.insert(key, share);
        Ok(share)
    }
}
