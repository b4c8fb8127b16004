//! A decision as a graph to be drawn: a node asks about one variable, each of its branches leads to
//! another node or to an outcome.

use rustc_hash::FxHashMap;

use crate::diagram::{Diagram, Outcome};
use crate::forest::Ref;

/// A rooted graph without circles over the variables of a [`Space`](crate::space::Space).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graph {
    /// The nodes; each stands before those that it leads to.
    pub nodes: Vec<Node>,
    /// Where it begins.
    pub root: Target,
}

/// A node of a graph.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Node {
    /// The variable that it asks about.
    pub level: usize,
    /// For each region of the variable, where it leads.
    pub branches: Vec<Target>,
}

/// Where a branch leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// To a node.
    Node(usize),
    /// To an outcome.
    Outcome(Outcome),
    /// Nowhere: the answers cannot all be true.
    Impossible,
}

/// Numbers nodes in the order in which a reader meets them: level by level from the root.
pub(crate) fn in_reading_order(root: Target, nodes: &[Node]) -> Graph {
    let mut depths = vec![0; nodes.len()];
    // Nodes stand after those that they lead to: the last first, each is reached by its longest way.
    for index in (0..nodes.len()).rev() {
        for branch in &nodes[index].branches {
            if let Target::Node(below) = *branch {
                depths[below] = depths[below].max(depths[index] + 1);
            }
        }
    }
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    order.sort_by_key(|&index| (depths[index], nodes.len() - index));
    let mut places = vec![0; nodes.len()];
    for (place, &index) in order.iter().enumerate() {
        places[index] = place;
    }
    let moved = |target: Target| match target {
        Target::Node(index) => Target::Node(places[index]),
        other => other,
    };
    let renumbered = |&index: &usize| Node {
        level: nodes[index].level,
        branches: nodes[index].branches.iter().map(|&branch| moved(branch)).collect(),
    };
    Graph { nodes: order.iter().map(renumbered).collect(), root: moved(root) }
}

impl Graph {
    /// Where its ways end, in reading order; what several end in comes several times.
    pub fn outcomes(&self) -> impl Iterator<Item = Outcome> {
        let targets = self.nodes.iter().flat_map(|node| &node.branches).chain([&self.root]);
        targets.filter_map(|target| match target {
            Target::Outcome(outcome) => Some(*outcome),
            Target::Node(_) | Target::Impossible => None,
        })
    }

    /// The same graph with other outcomes in place of its own. What so comes to the same is merged,
    /// and a question of which every answer does is left out.
    #[must_use]
    pub fn with_outcomes(&self, other: impl Fn(Outcome) -> Outcome) -> Self {
        let mut places: Vec<Target> = Vec::with_capacity(self.nodes.len());
        let mut known: FxHashMap<Node, usize> = FxHashMap::default();
        let mut nodes: Vec<Node> = Vec::new();
        // Nodes stand before those that they lead to: the last first, all that follows is known.
        let last = self.nodes.len();
        let moved = |target: Target, places: &[Target]| match target {
            Target::Node(index) => places[last - 1 - index],
            Target::Outcome(outcome) => Target::Outcome(other(outcome)),
            Target::Impossible => Target::Impossible,
        };
        for node in self.nodes.iter().rev() {
            let branches: Vec<Target> =
                node.branches.iter().map(|&branch| moved(branch, &places)).collect();
            let place = match branches.as_slice() {
                [first, rest @ ..] if rest.iter().all(|branch| branch == first) => *first,
                _ => {
                    let node = Node { level: node.level, branches };
                    Target::Node(*known.entry(node.clone()).or_insert_with(|| {
                        nodes.push(node);
                        nodes.len() - 1
                    }))
                }
            };
            places.push(place);
        }
        in_reading_order(moved(self.root, &places), &nodes)
    }
}

impl Diagram {
    /// The diagram as it is walked: every node once.
    #[must_use]
    pub fn graph(&self) -> Graph {
        let mut known: FxHashMap<Ref, usize> = FxHashMap::default();
        let regions = |level: usize| self.space.variables[level].regions();
        let mut nodes = Vec::new();
        let target = |place: Ref, known: &FxHashMap<Ref, usize>| match place.code() {
            None => Target::Node(known[&place]),
            Some(code) => self.outcome_of(code).map_or(Target::Impossible, Target::Outcome),
        };
        for &place in self.below.nodes() {
            let level = self.forest.level(place);
            let children = self.forest.children(place, regions(level));
            let branches = children.map(|child| target(child, &known)).collect();
            known.insert(place, nodes.len());
            nodes.push(Node { level, branches });
        }
        in_reading_order(target(self.outcome, &known), &nodes)
    }
}
