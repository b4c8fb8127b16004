//! Multi-valued decision diagrams that share their nodes.
//!
//! A node branches over the regions of one variable; equal nodes are one node, and a node whose
//! branches all lead to the same place is left out. Equal functions therefore have equal roots.
//! A [`Forest`] is the finished, immutable table; a [`Builder`] makes one.

mod below;
mod builder;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

pub(crate) use below::Below;
pub(crate) use builder::Builder;

/// A place in a forest: a node, or a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Ref(u32);

const LEAF: u32 = 1 << 31;

impl Ref {
    pub(crate) const FALSE: Self = Self::leaf(0);
    pub(crate) const TRUE: Self = Self::leaf(1);

    pub(crate) const fn leaf(code: u32) -> Self {
        Self(LEAF | code)
    }

    /// The code of a leaf; `None` for a node.
    #[inline]
    pub(crate) const fn code(self) -> Option<u32> {
        if self.0 & LEAF != 0 { Some(self.0 & !LEAF) } else { None }
    }

    #[inline]
    const fn offset(self) -> usize {
        self.0 as usize
    }
}

/// Nodes in one flat table: for each its level, then one place for each region.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Forest {
    table: Vec<u32>,
}

impl Forest {
    /// The level of a node. Must not be asked of a leaf.
    #[inline]
    pub(crate) fn level(&self, node: Ref) -> usize {
        self.table[node.offset()] as usize
    }

    #[inline]
    pub(crate) fn child(&self, node: Ref, region: usize) -> Ref {
        Ref(self.table[node.offset() + 1 + region])
    }

    pub(crate) fn children(&self, node: Ref, regions: usize) -> impl Iterator<Item = Ref> + '_ {
        let start = node.offset() + 1;
        self.table[start..start + regions].iter().map(|&place| Ref(place))
    }

    /// The regions of a node that lead to the same place as one of them.
    pub(crate) fn alike(&self, node: Ref, regions: usize, region: usize) -> u64 {
        let start = node.offset() + 1;
        let children = &self.table[start..start + regions];
        let to = children[region];
        // Eight at once: a loop of fixed length is unrolled. No place is `u32::MAX`.
        let bits = |eight: &[u32; 8]| {
            (0..8).fold(0, |bits, place| bits | u64::from(eight[place] == to) << place)
        };
        let (eights, rest) = children.as_chunks();
        let mut last = [u32::MAX; 8];
        last[..rest.len()].copy_from_slice(rest);
        (eights.iter().chain([&last]).enumerate())
            .fold(0, |mask, (nth, eight)| mask | bits(eight).unbounded_shl(8 * nth as u32))
    }

    /// The size of the table in words: an upper bound of every node's offset.
    pub(crate) fn words(&self) -> usize {
        self.table.len()
    }

    /// A dense slot for a node, for marking visits.
    #[inline]
    pub(crate) fn slot(node: Ref) -> usize {
        node.offset()
    }

    /// Whether some cell of a cube leads to a leaf.
    pub(crate) fn reaches(&self, root: Ref, leaf: Ref, cube: &[u64]) -> bool {
        let (mut seen, mut open) = (FxHashSet::default(), vec![root]);
        while let Some(place) = open.pop() {
            if place == leaf {
                return true;
            }
            if place.code().is_none() && seen.insert(place) {
                let mask = cube[self.level(place)];
                let allowed = (0..u64::BITS as usize).filter(|region| mask >> region & 1 == 1);
                open.extend(allowed.map(|region| self.child(place, region)));
            }
        }
        false
    }

    /// For every place that leads to a leaf, the fewest branches on the way.
    pub(crate) fn distances(
        &self,
        root: Ref,
        leaf: Ref,
        regions: impl Fn(usize) -> usize,
    ) -> FxHashMap<Ref, usize> {
        let mut known = FxHashMap::default();
        self.distance(root, leaf, &regions, &mut known);
        known.retain(|_, distance| *distance != usize::MAX);
        known
    }

    fn distance(
        &self,
        place: Ref,
        leaf: Ref,
        regions: &impl Fn(usize) -> usize,
        known: &mut FxHashMap<Ref, usize>,
    ) -> usize {
        if let Some(&distance) = known.get(&place) {
            return distance;
        }
        let distance = if place == leaf {
            0
        } else if place.code().is_some() {
            usize::MAX
        } else {
            let nearest = self
                .children(place, regions(self.level(place)))
                .map(|child| self.distance(child, leaf, regions, known))
                .min();
            nearest.unwrap_or(usize::MAX).saturating_add(1)
        };
        known.insert(place, distance);
        distance
    }

    /// What a table read from a file can lead to, if it is well formed: if every place in it is a
    /// leaf with an allowed code or an earlier node of a deeper level.
    pub(crate) fn checked(&self, regions: &[usize], codes: u32) -> Option<Checked> {
        let mut levels = vec![usize::MAX; self.table.len()];
        let mut offset = 0;
        while let Some(&level) = self.table.get(offset) {
            let level = level as usize;
            let children = self.table.get(offset + 1..offset + 1 + regions.get(level)?)?;
            let sound = children.iter().all(|&place| match Ref(place).code() {
                Some(code) => code < codes,
                None => levels
                    .get(place as usize)
                    .is_some_and(|&below| below != usize::MAX && below > level),
            });
            if !sound {
                return None;
            }
            levels[offset] = level;
            offset += 1 + children.len();
        }
        Some(Checked { levels, codes })
    }
}

/// Where the nodes of a table begin, and which leaves there are.
pub(crate) struct Checked {
    /// The level of the node at each offset; `usize::MAX` where none begins.
    levels: Vec<usize>,
    codes: u32,
}

impl Checked {
    /// Whether a root, read from a file, is the start of a node or an allowed leaf.
    pub(crate) fn holds(&self, root: Ref) -> bool {
        match root.code() {
            Some(code) => code < self.codes,
            None => self.levels.get(root.offset()).is_some_and(|&level| level != usize::MAX),
        }
    }
}
