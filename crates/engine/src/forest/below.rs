//! The nodes below one root, numbered.

use super::{Forest, Ref};
use crate::space::Variable;

/// What lies below a root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Below {
    /// The nodes, children before parents, the root last.
    nodes: Vec<Ref>,
    /// The number of each node, by its slot.
    numbers: Vec<u32>,
}

impl Below {
    /// Of the first root of a finished forest: the table up to it holds nothing else. Of what is no
    /// forest, some of it.
    pub(crate) fn of(forest: &Forest, root: Ref, variables: &[Variable]) -> Self {
        let mut below = Self { nodes: Vec::new(), numbers: Vec::new() };
        if root.code().is_some() {
            return below;
        }
        let table = forest.table.get(..=root.offset()).unwrap_or_default();
        below.numbers.resize(table.len(), 0);
        let mut offset = 0;
        while let Some(&level) = table.get(offset)
            && let Some(variable) = variables.get(level as usize)
        {
            below.numbers[offset] = below.nodes.len() as u32;
            below.nodes.push(Ref(offset as u32));
            offset = variable.regions().saturating_add(offset + 1);
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
