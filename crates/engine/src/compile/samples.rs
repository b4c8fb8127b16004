//! A quick answer to whether one function lies within another, which mostly it does not.

use crate::forest::{Builder, Ref};

/// Functions, each with two of the cells in which it holds.
pub(crate) struct Samples(Vec<(Ref, [Vec<usize>; 2])>);

impl Samples {
    pub(crate) fn of(builder: &Builder, functions: &[Ref]) -> Self {
        let cells = |function| [false, true].map(|last| builder.some_cell(function, last));
        Self(functions.iter().map(|&function| (function, cells(function))).collect())
    }

    /// Whether one function may hold only where another does: `false` if it surely does not.
    pub(crate) fn may_be_within(&self, builder: &Builder, inner: usize, outer: usize) -> bool {
        let ((inner, cells), (outer, _)) = (&self.0[inner], &self.0[outer]);
        *inner == Ref::FALSE || cells.iter().all(|cell| builder.leaf(*outer, cell) == Ref::TRUE)
    }
}
