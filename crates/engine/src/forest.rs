//! Multi-valued decision diagrams that share their nodes.
//!
//! A node branches over the regions of one variable; equal nodes are one node, and a node whose
//! branches all lead to the same place is left out. Equal functions therefore have equal roots.
//! A [`Forest`] is the finished, immutable table; a [`Builder`] makes one.

use std::hash::{BuildHasher, Hash, Hasher};

use hashbrown::HashTable;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHasher};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

/// A place in a forest: a node, or a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Ref(u32);

const LEAF: u32 = 1 << 31;

/// The branches of one node; most variables have few regions.
type Children = SmallVec<[Ref; 8]>;

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

    /// The size of the table in words: an upper bound of every node's offset.
    pub(crate) fn words(&self) -> usize {
        self.table.len()
    }

    /// A dense slot for a node, for marking visits.
    #[inline]
    pub(crate) fn slot(node: Ref) -> usize {
        node.offset()
    }

    /// The nodes of the table up to a root, in order. In a finished forest, whose first root
    /// this is, these are the nodes below it, children before parents, and the root itself last.
    pub(crate) fn below(&self, root: Ref, regions: impl Fn(usize) -> usize) -> Vec<Ref> {
        let (mut nodes, mut offset) = (Vec::new(), 0);
        while root.code().is_none() && offset <= root.offset() {
            nodes.push(Ref(offset as u32));
            offset += 1 + regions(self.table[offset] as usize);
        }
        nodes
    }

    /// Whether some path leads to a leaf.
    pub(crate) fn reaches(&self, root: Ref, leaf: Ref, regions: impl Fn(usize) -> usize) -> bool {
        self.distances(root, leaf, regions).contains_key(&root)
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

    /// Whether the table, read from a file, is well formed: every place is a leaf with an allowed
    /// code or an earlier node of a deeper level.
    pub(crate) fn fits(&self, regions: &[usize], codes: u32) -> bool {
        let mut levels = vec![usize::MAX; self.table.len()];
        let mut offset = 0;
        while let Some(&level) = self.table.get(offset) {
            let level = level as usize;
            let Some(&count) = regions.get(level) else { return false };
            let Some(children) = self.table.get(offset + 1..offset + 1 + count) else {
                return false;
            };
            let sound = children.iter().all(|&place| match Ref(place).code() {
                Some(code) => code < codes,
                None => levels
                    .get(place as usize)
                    .is_some_and(|&below| below != usize::MAX && below > level),
            });
            if !sound {
                return false;
            }
            levels[offset] = level;
            offset += 1 + count;
        }
        offset == self.table.len()
    }

    /// Whether a root, read from a file, is the start of a node or an allowed leaf.
    pub(crate) fn holds(&self, root: Ref, regions: &[usize], codes: u32) -> bool {
        if let Some(code) = root.code() {
            return code < codes;
        }
        let mut offset = 0;
        while let Some(&level) = self.table.get(offset) {
            if offset == root.offset() {
                return true;
            }
            let Some(&count) = regions.get(level as usize) else { return false };
            offset += 1 + count;
        }
        false
    }
}

/// Makes a forest, and answers questions that need new nodes.
#[derive(Debug, Clone)]
pub(crate) struct Builder {
    forest: Forest,
    regions: Vec<usize>,
    unique: HashTable<u32>,
    choices: FxHashMap<(Ref, Ref, Ref), Ref>,
    cofactors: FxHashMap<u64, Ref>,
}

impl Builder {
    /// An empty forest over variables with these numbers of regions.
    pub(crate) fn new(regions: Vec<usize>) -> Self {
        Self {
            forest: Forest::default(),
            regions,
            unique: HashTable::new(),
            choices: FxHashMap::default(),
            cofactors: FxHashMap::default(),
        }
    }

    pub(crate) fn forest(&self) -> &Forest {
        &self.forest
    }

    pub(crate) fn regions(&self, level: usize) -> usize {
        self.regions[level]
    }

    /// How much has been worked out so far: nodes made and known functions of a part.
    pub(crate) fn steps(&self) -> usize {
        self.unique.len() + self.cofactors.len()
    }

    /// The node with these branches, or the one place they all lead to.
    pub(crate) fn node(&mut self, level: usize, children: &[Ref]) -> Ref {
        if let Some((first, rest)) = children.split_first()
            && rest.iter().all(|child| child == first)
        {
            return *first;
        }
        let hash = hash_of(level as u32, children.iter().map(|child| child.0));
        let table = &self.forest.table;
        let width = children.len();
        let found = self.unique.find(hash, |&offset| {
            let offset = offset as usize;
            table[offset] as usize == level
                && table[offset + 1..offset + 1 + width]
                    .iter()
                    .zip(children)
                    .all(|(a, b)| *a == b.0)
        });
        if let Some(&offset) = found {
            return Ref(offset);
        }
        let offset = self.forest.table.len() as u32;
        self.forest.table.push(level as u32);
        self.forest.table.extend(children.iter().map(|child| child.0));
        let (table, regions) = (&self.forest.table, &self.regions);
        self.unique.insert_unique(hash, offset, |&offset| {
            let offset = offset as usize;
            let level = table[offset];
            let width = regions[level as usize];
            hash_of(level, table[offset + 1..offset + 1 + width].iter().copied())
        });
        Ref(offset)
    }

    /// The function that holds where the variable lies in one of these regions.
    pub(crate) fn literal(&mut self, level: usize, mask: u64, then: Ref) -> Ref {
        let children: Children = (0..self.regions[level])
            .map(|region| if mask >> region & 1 == 1 { then } else { Ref::FALSE })
            .collect();
        self.node(level, &children)
    }

    fn level_or_end(&self, place: Ref) -> usize {
        if place.code().is_some() { usize::MAX } else { self.forest.level(place) }
    }

    /// `if condition then yes else no`, where `condition` leads to TRUE or FALSE only.
    pub(crate) fn choose(&mut self, condition: Ref, yes: Ref, no: Ref) -> Ref {
        if condition == Ref::TRUE || yes == no {
            return yes;
        }
        if condition == Ref::FALSE {
            return no;
        }
        if yes == Ref::TRUE && no == Ref::FALSE {
            return condition;
        }
        let key = (condition, yes, no);
        if let Some(&known) = self.choices.get(&key) {
            return known;
        }
        let level = [condition, yes, no].map(|place| self.level_or_end(place)).into_iter().min();
        let Some(level) = level.filter(|&level| level != usize::MAX) else { return no };
        let children: Children = (0..self.regions[level])
            .map(|region| {
                let [condition, yes, no] =
                    [condition, yes, no].map(|place| self.branch(place, level, region));
                self.choose(condition, yes, no)
            })
            .collect();
        let result = self.node(level, &children);
        self.choices.insert(key, result);
        result
    }

    pub(crate) fn and(&mut self, left: Ref, right: Ref) -> Ref {
        if left == right || right == Ref::TRUE {
            return left;
        }
        let (first, second) = if left < right { (left, right) } else { (right, left) };
        self.choose(first, second, Ref::FALSE)
    }

    pub(crate) fn or(&mut self, left: Ref, right: Ref) -> Ref {
        if left == right || right == Ref::FALSE {
            return left;
        }
        let (first, second) = if left < right { (left, right) } else { (right, left) };
        self.choose(first, Ref::TRUE, second)
    }

    pub(crate) fn not(&mut self, place: Ref) -> Ref {
        self.choose(place, Ref::FALSE, Ref::TRUE)
    }

    /// `left` but not `right`.
    pub(crate) fn without(&mut self, left: Ref, right: Ref) -> Ref {
        let outside = self.not(right);
        self.and(left, outside)
    }

    /// Where one region of one variable leads, whether or not the place branches there.
    #[inline]
    fn branch(&self, place: Ref, level: usize, region: usize) -> Ref {
        if place.code().is_none() && self.forest.level(place) == level {
            self.forest.child(place, region)
        } else {
            place
        }
    }

    /// The function that is left when a variable is known to lie in one region.
    pub(crate) fn cofactor(&mut self, place: Ref, level: usize, region: usize) -> Ref {
        if place.code().is_some() {
            return place;
        }
        let own = self.forest.level(place);
        match own.cmp(&level) {
            std::cmp::Ordering::Greater => return place,
            std::cmp::Ordering::Equal => return self.forest.child(place, region),
            std::cmp::Ordering::Less => {}
        }
        let key = u64::from(place.0) << 32 | (level << 8 | region) as u64;
        if let Some(&known) = self.cofactors.get(&key) {
            return known;
        }
        let children: Children = (0..self.regions[own])
            .map(|own_region| {
                let child = self.forest.child(place, own_region);
                self.cofactor(child, level, region)
            })
            .collect();
        let result = self.node(own, &children);
        self.cofactors.insert(key, result);
        result
    }

    /// Copies a function out of a forest as it is inside a cube, which must not be empty.
    ///
    /// A variable with one region left disappears. Outside the cube the copy repeats what is
    /// inside: a forbidden region leads where the first allowed one does. Two copies are
    /// therefore equal if and only if the functions are equal inside the cube.
    pub(crate) fn restrict(&mut self, from: &Forest, root: Ref, cube: &[u64]) -> Ref {
        let mut known = FxHashMap::default();
        self.restrict_below(from, root, cube, &mut known)
    }

    fn restrict_below(
        &mut self,
        from: &Forest,
        place: Ref,
        cube: &[u64],
        known: &mut FxHashMap<Ref, Ref>,
    ) -> Ref {
        if place.code().is_some() {
            return place;
        }
        if let Some(&done) = known.get(&place) {
            return done;
        }
        let level = from.level(place);
        let mask = cube[level];
        let first = mask.trailing_zeros() as usize;
        let result = if mask.is_power_of_two() {
            self.restrict_below(from, from.child(place, first), cube, known)
        } else {
            let children: Vec<Ref> = (0..self.regions[level])
                .map(|region| {
                    let region = if mask >> region & 1 == 1 { region } else { first };
                    self.restrict_below(from, from.child(place, region), cube, known)
                })
                .collect();
            self.node(level, &children)
        };
        known.insert(place, result);
        result
    }

    /// The finished forest with only what these roots need, children before parents, in an order
    /// that depends on nothing but the functions; and the roots in it.
    pub(crate) fn finish(&self, roots: &[Ref]) -> (Forest, Vec<Ref>) {
        let mut done = FxHashMap::default();
        let mut forest = Forest::default();
        let places = roots.iter().map(|&root| self.copy(root, &mut forest, &mut done)).collect();
        (forest, places)
    }

    fn copy(&self, place: Ref, into: &mut Forest, done: &mut FxHashMap<Ref, Ref>) -> Ref {
        if place.code().is_some() {
            return place;
        }
        if let Some(&known) = done.get(&place) {
            return known;
        }
        let level = self.forest.level(place);
        let children: Vec<u32> = (0..self.regions[level])
            .map(|region| self.copy(self.forest.child(place, region), into, done).0)
            .collect();
        let offset = into.table.len() as u32;
        into.table.push(level as u32);
        into.table.extend(children);
        done.insert(place, Ref(offset));
        Ref(offset)
    }
}

fn hash_of(level: u32, children: impl Iterator<Item = u32>) -> u64 {
    let mut hasher: FxHasher = FxBuildHasher.build_hasher();
    level.hash(&mut hasher);
    for child in children {
        child.hash(&mut hasher);
    }
    hasher.finish()
}
