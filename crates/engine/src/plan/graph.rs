//! The plan as a graph: which question follows which answer.

use rustc_hash::FxHashMap;

use super::Planner;
use super::residual::Residual;
use super::search::TooLarge;
use crate::forest::Ref;
use crate::graph::{Graph, Node, Target, in_reading_order};

/// A residual, and how many variables of the input that is being asked were looked at.
type State = (Ref, usize, usize);

/// Between two questions no input is being asked.
const NO_INPUT: usize = usize::MAX;

impl Planner<'_> {
    /// The whole plan from the first question on. Where different answers leave the same to be
    /// asked, their ways meet again. A set is asked one member after another.
    pub fn graph(&mut self) -> Graph {
        let nothing = crate::Answers::none(self.definition);
        let (_, root) = self.residual_of(&nothing);
        let (mut nodes, mut known) = (Vec::new(), FxHashMap::default());
        let root = self.follow((root, NO_INPUT, 0), &mut nodes, &mut known);
        in_reading_order(root, &nodes)
    }

    fn follow(
        &mut self,
        state: State,
        nodes: &mut Vec<Node>,
        known: &mut FxHashMap<State, Target>,
    ) -> Target {
        let (place, input, looked_at) = state;
        let residual = self.residual(place);
        if residual.settled {
            return self.end(&residual);
        }
        if let Some(&target) = known.get(&state) {
            return target;
        }
        let target = if input == NO_INPUT {
            self.before = self.steps();
            let best = self.solve(place);
            let best = best.unwrap_or_else(|TooLarge| self.most_informative(place, 0));
            self.follow((place, best.input, 0), nodes, known)
        } else {
            match self.diagram.space().levels_of(input).get(looked_at).copied() {
                None => self.follow((place, NO_INPUT, 0), nodes, known),
                Some(level) => self.branch_at(level, state, nodes, known),
            }
        };
        known.insert(state, target);
        target
    }

    /// Branches on a variable if what is left depends on it.
    fn branch_at(
        &mut self,
        level: usize,
        (place, input, looked_at): State,
        nodes: &mut Vec<Node>,
        known: &mut FxHashMap<State, Target>,
    ) -> Target {
        let parts: Vec<Ref> = (0..self.builder.regions(level))
            .map(|region| self.builder.cofactor(place, level, region))
            .collect();
        let mut branches = Vec::with_capacity(parts.len());
        for &part in &parts {
            branches.push(self.follow((part, input, looked_at + 1), nodes, known));
        }
        if let [first, rest @ ..] = branches.as_slice()
            && rest.iter().all(|branch| branch == first)
        {
            return *first;
        }
        nodes.push(Node { level, branches });
        Target::Node(nodes.len() - 1)
    }

    /// Where a settled residual leads.
    fn end(&self, residual: &Residual) -> Target {
        let code = residual.outcomes().trailing_zeros();
        self.diagram.outcome_of(code).map_or(Target::Impossible, Target::Outcome)
    }
}
