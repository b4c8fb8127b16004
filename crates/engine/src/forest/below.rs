//! The nodes below one root, numbered.

use super::{Forest, Ref};

/// What lies below a root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Below {
    /// The nodes, children before parents, the root last.
    nodes: Vec<Ref>,
    /// The number of each node, by its slot.
    numbers: Vec<u32>,
}

impl Below {
    /// Of the first root of a finished forest: the table up to it holds nothing else.
    pub(crate) fn of(forest: &Forest, root: Ref, regions: impl Fn(usize) -> usize) -> Self {
        let mut below = Self { nodes: Vec::new(), numbers: Vec::new() };
        if root.code().is_some() {
            return below;
        }
        below.numbers.resize(root.offset() + 1, 0);
        let mut offset = 0;
        while offset <= root.offset() {
            let node = Ref(offset as u32);
            below.numbers[offset] = below.nodes.len() as u32;
            below.nodes.push(node);
            offset += 1 + regions(forest.level(node));
        }
        below
    }

    /// The nodes, children before parents, the root last.
    pub(crate) fn nodes(&self) -> &[Ref] {
        &self.nodes
    }

    /// The place of a node among [`Below::nodes`].
    #[inline]
    pub(crate) fn number(&self, node: Ref) -> usize {
        self.numbers[node.offset()] as usize
    }
}
