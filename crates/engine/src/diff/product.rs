//! The product of two diagrams over their joint variables.

use rustc_hash::FxHashMap;

use super::joint::{Joint, Of, Twin};
use super::{Side, TooLarge};
use crate::diagram::{LeafCode, Outcome};
use crate::forest::{Builder, Ref};
use crate::model::Definition;

/// How large the product may become, as [`Builder::size`] counts.
const LIMIT: usize = 1 << 21;

/// How the two sides compare in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pair {
    /// Neither says that it can be.
    Nowhere,
    /// The same outcome.
    Same(Outcome, Outcome),
    /// Another outcome, or none on one side.
    Changed(Option<Outcome>, Option<Outcome>),
}

/// The functions of both sides over the joint cells.
pub(super) struct Product<'a> {
    sides: [Of<'a>; 2],
    levels: [Vec<Twin>; 2],
    pub(super) builder: Builder,
    /// Where both sides know every answer.
    pub(super) domain: Ref,
    /// Each pair of outcomes that some such cell has, and where.
    pub(super) pairs: Vec<(Pair, Ref)>,
    /// For each side, where each of its rules decides.
    pub(super) decides: [Vec<Ref>; 2],
}

impl<'a> Product<'a> {
    pub(super) fn of(sides: [Of<'a>; 2], joint: &Joint) -> Result<Self, TooLarge> {
        let regions: Vec<usize> = joint.space.variables.iter().map(|v| v.regions()).collect();
        let builder = Builder::with_limit(regions, LIMIT);
        let mut product = Self {
            sides,
            levels: joint.levels.clone(),
            builder,
            domain: Ref::TRUE,
            pairs: Vec::new(),
            decides: [Vec::new(), Vec::new()],
        };
        for (level, mask) in joint.comparable().into_iter().enumerate() {
            let literal = product.builder.literal(level, mask, Ref::TRUE);
            product.domain = product.builder.and(product.domain, literal);
        }
        let [old, new] = Side::BOTH.map(|side| {
            let root = sides[side.index()].diagram().outcome;
            product.import(side, root, &mut FxHashMap::default())
        });
        product.decides = Side::BOTH.map(|side| {
            let roots = &sides[side.index()].diagram().decides;
            let mut known = FxHashMap::default();
            roots.iter().map(|&root| product.import(side, root, &mut known)).collect()
        });
        let mut pairs = Vec::new();
        let whole = product.pair(old, new, &mut pairs, &mut FxHashMap::default());
        for (nth, pair) in pairs.iter().enumerate() {
            let here = product.is(whole, Ref::leaf(nth as u32), &mut FxHashMap::default());
            let here = product.builder.and(here, product.domain);
            if here != Ref::FALSE {
                product.pairs.push((*pair, here));
            }
        }
        product.pairs.sort_unstable();
        if product.builder.is_full() { Err(TooLarge) } else { Ok(product) }
    }

    /// Where other rules decide than before, rules matched by id.
    pub(super) fn other_rules(&mut self) -> Ref {
        let [old, new] = self.sides.map(Of::definition);
        let mut other = Ref::FALSE;
        for (index, rule) in new.rules.iter().enumerate() {
            let after = self.decides[1][index];
            let before = old.rule(&rule.id).map_or(Ref::FALSE, |index| self.decides[0][index]);
            let only_after = self.builder.without(after, before);
            let only_before = self.builder.without(before, after);
            other = self.builder.or(other, only_after);
            other = self.builder.or(other, only_before);
        }
        for (index, rule) in old.rules.iter().enumerate() {
            if new.rule(&rule.id).is_none() {
                other = self.builder.or(other, self.decides[0][index]);
            }
        }
        other
    }

    /// A function of one side over the joint variables. Where that side does not know an answer,
    /// it means nothing.
    fn import(&mut self, side: Side, place: Ref, known: &mut FxHashMap<Ref, Ref>) -> Ref {
        if place.code().is_some() {
            return place;
        }
        if let Some(&done) = known.get(&place) {
            return done;
        }
        let diagram = self.sides[side.index()].diagram();
        let forest = &diagram.forest;
        let own_level = forest.level(place);
        let Twin { level, regions } = self.levels[side.index()][own_level].clone();
        let mut whole = self.import(side, forest.child(place, 0), known);
        for own in 1..diagram.space().variables[own_level].regions() {
            let child = self.import(side, forest.child(place, own), known);
            let mask = (regions.iter().enumerate())
                .filter(|(_, region)| **region == Some(own))
                .fold(0, |mask, (region, _)| mask | 1 << region);
            let here = self.builder.literal(level, mask, Ref::TRUE);
            whole = self.builder.choose(here, child, whole);
        }
        known.insert(place, whole);
        whole
    }

    /// Both functions as one, whose leaves count the pairs of their leaves.
    fn pair(
        &mut self,
        old: Ref,
        new: Ref,
        pairs: &mut Vec<Pair>,
        known: &mut FxHashMap<(Ref, Ref), Ref>,
    ) -> Ref {
        if let Some(&done) = known.get(&(old, new)) {
            return done;
        }
        let level_of = |place: Ref| match place.code() {
            Some(_) => usize::MAX,
            None => self.builder.forest().level(place),
        };
        let levels = [old, new].map(level_of);
        let level = levels[0].min(levels[1]);
        let result = if level == usize::MAX {
            let pair = self.pair_of(old, new);
            let nth = pairs.iter().position(|known| *known == pair).unwrap_or_else(|| {
                pairs.push(pair);
                pairs.len() - 1
            });
            Ref::leaf(nth as u32)
        } else {
            let mut children = Vec::new();
            for region in 0..self.builder.regions(level) {
                let below = |place: Ref, own: usize| {
                    if own == level { self.builder.forest().child(place, region) } else { place }
                };
                let (old, new) = (below(old, levels[0]), below(new, levels[1]));
                children.push(self.pair(old, new, pairs, known));
            }
            self.builder.node(level, &children)
        };
        known.insert((old, new), result);
        result
    }

    fn pair_of(&self, old: Ref, new: Ref) -> Pair {
        let outcome = |side: Side, leaf: Ref| {
            let diagram = self.sides[side.index()].diagram();
            leaf.code()
                .filter(|_| leaf != LeafCode::IMPOSSIBLE)
                .and_then(|code| diagram.outcome_of(code))
        };
        let [before, after] = self.sides.map(Of::definition);
        match (outcome(Side::Old, old), outcome(Side::New, new)) {
            (None, None) => Pair::Nowhere,
            (Some(old), Some(new)) if same(before, old, after, new) => Pair::Same(old, new),
            (old, new) => Pair::Changed(old, new),
        }
    }

    /// Where a function leads to a leaf.
    fn is(&mut self, place: Ref, leaf: Ref, known: &mut FxHashMap<Ref, Ref>) -> Ref {
        if place.code().is_some() {
            return if place == leaf { Ref::TRUE } else { Ref::FALSE };
        }
        if let Some(&done) = known.get(&place) {
            return done;
        }
        let level = self.builder.forest().level(place);
        let mut children = Vec::new();
        for region in 0..self.builder.regions(level) {
            let child = self.builder.forest().child(place, region);
            children.push(self.is(child, leaf, known));
        }
        let result = self.builder.node(level, &children);
        known.insert(place, result);
        result
    }
}

/// Whether two outcomes are the same by their ids.
fn same(before: &Definition, old: Outcome, after: &Definition, new: Outcome) -> bool {
    let kinds = std::mem::discriminant(&old) == std::mem::discriminant(&new);
    kinds && before.outcome_id(old) == after.outcome_id(new)
}
