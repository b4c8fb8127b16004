//! A decision on the cells that a claim tells apart: those of its diagram, split further where the
//! claim's condition draws lines of its own.

use rustc_hash::FxHashMap;

use super::ClaimFlaw;
use crate::compile::{LIMIT, condition};
use crate::diagram::{Diagram, Outcome};
use crate::forest::{Builder, Ref};
use crate::model::{Condition, Definition, Fact, RuleKind};
use crate::pack::Decision;
use crate::space::Space;

/// A decision in one edition, on the cells that a claim tells apart.
pub(super) struct Ground<'a> {
    definition: &'a Definition,
    diagram: &'a Diagram,
    pub(super) space: Space,
    pub(super) builder: Builder,
    /// For each level and region, the region of the diagram that it is part of.
    parts_of: Vec<Vec<usize>>,
    /// Where the claim's condition holds, whether or not it can occur.
    pub(super) condition: Ref,
}

/// Cells in which one rule decides and one outcome wins.
#[derive(Clone, Copy)]
pub(super) struct Deciding {
    pub(super) outcome: Outcome,
    pub(super) rule: usize,
    pub(super) cells: Ref,
}

impl<'a> Ground<'a> {
    pub(super) fn new(
        decision: &'a Decision,
        facts: &[Fact],
        edition: usize,
        when: &Condition,
    ) -> Result<Self, ClaimFlaw> {
        let diagram = decision.diagram(edition);
        let split = diagram.space().split_by(when, facts, edition);
        let space = split.map_err(|_| ClaimFlaw::TooLarge)?;
        let parts_of = diagram.space().parts(&space);
        let regions = space.variables.iter().map(|variable| variable.regions()).collect();
        let mut builder = Builder::with_limit(regions, LIMIT);
        let condition = condition(&mut builder, &space, when, facts, edition);
        let definition = decision.definition();
        let ground = Self { definition, diagram, space, builder, parts_of, condition };
        ground.fits().map(|()| ground)
    }

    /// Whether what was built so far means anything.
    pub(super) fn fits(&self) -> Result<(), ClaimFlaw> {
        if self.builder.is_full() { Err(ClaimFlaw::TooLarge) } else { Ok(()) }
    }

    /// The cells that can occur and meet the condition; it is an error if there are none.
    pub(super) fn within(&mut self) -> Result<Ref, ClaimFlaw> {
        let possible = self.function(self.diagram.possible, &Ref::leaf);
        let within = self.builder.and(self.condition, possible);
        self.fits()?;
        if within == Ref::FALSE { Err(ClaimFlaw::SaysNothing) } else { Ok(within) }
    }

    /// Where one of some outcomes wins.
    pub(super) fn wins(&mut self, outcomes: &[Outcome]) -> Ref {
        let diagram = self.diagram;
        let wins = |code| diagram.outcome_of(code).is_some_and(|one| outcomes.contains(&one));
        self.function(diagram.outcome, &|code| if wins(code) { Ref::TRUE } else { Ref::FALSE })
    }

    /// Cells by the rule that decides in them and the outcome it leads to, in the order of rules.
    pub(super) fn deciding(&mut self, cells: Ref) -> Vec<Deciding> {
        let (definition, diagram) = (self.definition, self.diagram);
        let mut found = Vec::new();
        for (index, (rule, &decides)) in definition.rules.iter().zip(&diagram.decides).enumerate() {
            let outcomes: Vec<Outcome> = match &rule.kind {
                RuleKind::Prefer { picks, .. } => {
                    picks.iter().map(|&pick| Outcome::Option(pick)).collect()
                }
                RuleKind::None { .. } => vec![Outcome::Advice(index)],
                RuleKind::Exclude { .. } | RuleKind::Assume => continue,
            };
            let decides = self.function(decides, &Ref::leaf);
            let here = self.builder.and(cells, decides);
            if here == Ref::FALSE {
                continue;
            }
            for outcome in outcomes {
                let wins = self.wins(&[outcome]);
                let cells = self.builder.and(here, wins);
                if cells != Ref::FALSE {
                    found.push(Deciding { outcome, rule: index, cells });
                }
            }
        }
        found
    }

    /// A function of the diagram on the finer cells, its leaves replaced.
    fn function(&mut self, root: Ref, leaf: &dyn Fn(u32) -> Ref) -> Ref {
        let forest = &self.diagram.forest;
        self.builder.split(forest, root, &self.parts_of, leaf, &mut FxHashMap::default())
    }
}
