//! What is wanted: the answers that can still change the outcome.

use crate::answer::Given;
use crate::pack::Decision;
use crate::plan::Planner;

/// The inputs to answer next. There are none where the verdict is settled, or where nothing that
/// could still be said would change anything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// The most questions that remain.
    pub at_most: usize,
    /// The inputs, the one to ask for first in front, the others in the author's order. Those that
    /// were said not to be known are not among them.
    pub inputs: Vec<usize>,
}

impl Wanted {
    /// What is wanted of a decision in an edition, after what was given.
    #[must_use]
    pub fn of(decision: &Decision, edition: usize, given: &Given) -> Self {
        let definition = decision.definition();
        let mut planner = Planner::new(decision, edition);
        let Some(next) = planner.next(&given.answers, &given.unknown) else {
            return Self::default();
        };
        let mut inputs = planner.relevant(&given.answers);
        inputs.retain(|input| !given.unknown.contains(input));
        inputs.sort_by_key(|&input| (input != next.input, definition.inputs[input].position));
        Self { at_most: next.at_most, inputs }
    }
}
