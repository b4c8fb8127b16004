//! Makes a forest, and answers questions that need new nodes.

use std::hash::{BuildHasher, Hash, Hasher};

use hashbrown::HashTable;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHasher};
use smallvec::SmallVec;

use super::{Forest, Ref};

/// The branches of one node; most variables have few regions.
type Children = SmallVec<[Ref; 16]>;

/// Makes a forest, and answers questions that need new nodes.
#[derive(Debug, Clone)]
pub(crate) struct Builder {
    forest: Forest,
    regions: Vec<usize>,
    unique: HashTable<u32>,
    choices: FxHashMap<(Ref, Ref, Ref), Ref>,
    cofactors: FxHashMap<u64, Ref>,
    limit: usize,
}

impl Builder {
    /// An empty forest over variables with these numbers of regions.
    pub(crate) fn new(regions: Vec<usize>) -> Self {
        Self::with_limit(regions, usize::MAX)
    }

    /// An empty forest that becomes no larger than a limit, as [`Builder::size`] counts.
    pub(crate) fn with_limit(regions: Vec<usize>, limit: usize) -> Self {
        Self {
            forest: Forest::default(),
            regions,
            unique: HashTable::new(),
            choices: FxHashMap::default(),
            cofactors: FxHashMap::default(),
            limit,
        }
    }

    /// Makes room for so many known functions of a part.
    pub(crate) fn reserve(&mut self, cofactors: usize) {
        self.cofactors.reserve(cofactors);
    }

    /// How much room is taken: words of the table and known choices.
    pub(crate) fn size(&self) -> usize {
        self.forest.table.len() + self.choices.len()
    }

    /// Whether the limit is reached. From then on [`Builder::choose`] and all that rests on it
    /// make nothing more, and what they return means nothing.
    pub(crate) fn is_full(&self) -> bool {
        self.size() >= self.limit
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
        if self.is_full() {
            return Ref::FALSE;
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

    /// As [`Builder::without`], in less time where `left` is small and `right` is large, and used once.
    pub(crate) fn except(&mut self, left: Ref, right: Ref) -> Ref {
        if left == right { Ref::FALSE } else { self.choose(right, Ref::FALSE, left) }
    }

    /// Where two functions lead to different leaves.
    pub(crate) fn differ(&mut self, left: Ref, right: Ref) -> Ref {
        self.differ_below(left, right, &mut FxHashMap::default())
    }

    fn differ_below(
        &mut self,
        left: Ref,
        right: Ref,
        known: &mut FxHashMap<(Ref, Ref), Ref>,
    ) -> Ref {
        if left == right {
            return Ref::FALSE;
        }
        let level = self.level_or_end(left).min(self.level_or_end(right));
        if level == usize::MAX {
            return Ref::TRUE;
        }
        if let Some(&done) = known.get(&(left, right)) {
            return done;
        }
        let children: Children = (0..self.regions[level])
            .map(|region| {
                let [left, right] = [left, right].map(|place| self.branch(place, level, region));
                self.differ_below(left, right, known)
            })
            .collect();
        let result = self.node(level, &children);
        known.insert((left, right), result);
        result
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

    /// A cell in which a function holds that holds somewhere: of each variable the first region of
    /// which that is so, or the last.
    pub(crate) fn some_cell(&self, function: Ref, last: bool) -> Vec<usize> {
        let end = |regions: &usize| if last { regions - 1 } else { 0 };
        let mut cell: Vec<usize> = self.regions.iter().map(end).collect();
        let mut place = function;
        while place.code().is_none() {
            let level = self.forest.level(place);
            let mut regions = 0..self.regions[level];
            let leads_on = |region: &usize| self.forest.child(place, *region) != Ref::FALSE;
            let found = if last { regions.rfind(leads_on) } else { regions.find(leads_on) };
            let Some(region) = found else { break };
            cell[level] = region;
            place = self.forest.child(place, region);
        }
        cell
    }

    /// Where a function leads in a cell.
    pub(crate) fn leaf(&self, function: Ref, cell: &[usize]) -> Ref {
        let mut place = function;
        while place.code().is_none() {
            place = self.forest.child(place, cell[self.forest.level(place)]);
        }
        place
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
            let children: Children = (0..self.regions[level])
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

    /// Copies a function out of a forest whose regions are those of this one or unions of them.
    ///
    /// `part_of` says for each level and region here which region there it is part of, `leaf` what
    /// becomes of each leaf; `known` are the places that were copied before.
    pub(crate) fn split(
        &mut self,
        from: &Forest,
        place: Ref,
        part_of: &[Vec<usize>],
        leaf: &dyn Fn(u32) -> Ref,
        known: &mut FxHashMap<Ref, Ref>,
    ) -> Ref {
        if let Some(code) = place.code() {
            return leaf(code);
        }
        if let Some(&done) = known.get(&place) {
            return done;
        }
        let level = from.level(place);
        let children: Children = (part_of[level].iter())
            .map(|&region| self.split(from, from.child(place, region), part_of, leaf, known))
            .collect();
        let result = self.node(level, &children);
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
