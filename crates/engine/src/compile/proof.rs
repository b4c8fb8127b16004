//! What the rules leave open: cells without a winner or with two, each kind with a witness.

use crate::diagram::LeafCode;
use crate::forest::{Builder, Forest, Ref};
use crate::model::{Definition, Editions, RuleKind};
use crate::space::{Cube, Space};

use super::conditions::Conditions;
use super::flaw::Flaw;
use super::outcomes::Outcomes;

/// One edition of a decision with what its rules make of the cells.
pub(super) struct Proof<'a> {
    pub(super) definition: &'a Definition,
    pub(super) space: &'a Space,
    pub(super) conditions: &'a Conditions,
    pub(super) result: &'a Outcomes,
    pub(super) editions: Editions,
}

impl Proof<'_> {
    /// Everything wrong with the outcome of the cells. Where the builder becomes full, not every
    /// conflict is there.
    pub(super) fn flaws(&self, builder: &mut Builder) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        flaws.extend(self.gap(builder.forest()));
        flaws.extend(self.dead_end(builder.forest()));
        if self.meets(builder.forest(), self.result.outcome, LeafCode::CONFLICT, None) {
            flaws.extend(self.conflicts(builder));
        }
        flaws
    }

    fn gap(&self, forest: &Forest) -> Option<Flaw> {
        let witness = self.shortest(forest, self.result.outcome, LeafCode::GAP)?;
        let survives = |&option: &usize| {
            self.meets(forest, self.result.survives[option], Ref::TRUE, Some(&witness))
        };
        let survivors = (0..self.definition.options.len()).filter(survives).collect();
        Some(Flaw::Gap { editions: self.editions, witness, survivors })
    }

    fn dead_end(&self, forest: &Forest) -> Option<Flaw> {
        let witness = self.shortest(forest, self.result.outcome, LeafCode::DEAD_END)?;
        let mut excluded_by = vec![Vec::new(); self.definition.options.len()];
        for (rule, &holds) in self.conditions.holds.iter().enumerate() {
            if let RuleKind::Exclude { options } = &self.definition.rules[rule].kind
                && self.meets(forest, holds, Ref::TRUE, Some(&witness))
            {
                for &option in options {
                    if excluded_by[option].last() != Some(&rule) {
                        excluded_by[option].push(rule);
                    }
                }
            }
        }
        Some(Flaw::DeadEnd { editions: self.editions, witness, excluded_by })
    }

    /// Each pair of undefeated rules that disagree somewhere.
    fn conflicts(&self, builder: &mut Builder) -> Vec<Flaw> {
        let decides = &self.result.decides;
        let deciding: Vec<usize> =
            (0..decides.len()).filter(|&rule| decides[rule] != Ref::FALSE).collect();
        let mut found = Vec::new();
        for (place, &left) in deciding.iter().enumerate() {
            for &right in &deciding[place + 1..] {
                let both = builder.and(decides[left], decides[right]);
                if both == Ref::FALSE {
                    continue;
                }
                let agree = self.agreement(builder, left, right);
                let disagree = builder.without(both, agree);
                if builder.is_full() {
                    return found;
                }
                if let Some(witness) = self.shortest(builder.forest(), disagree, Ref::TRUE) {
                    let rules = [left, right];
                    found.push(Flaw::Conflict { editions: self.editions, witness, rules });
                }
            }
        }
        found
    }

    /// Where two rules pick the same option.
    fn agreement(&self, builder: &mut Builder, left: usize, right: usize) -> Ref {
        let Outcomes { survives, .. } = self.result;
        let mut agree = Ref::FALSE;
        let [one, two] = [left, right].map(|rule| match &self.definition.rules[rule].kind {
            RuleKind::Prefer { picks, .. } => picks.as_slice(),
            _ => &[],
        });
        for &option in one.iter().filter(|option| two.contains(option)) {
            let mut both = survives[option];
            for (rule, picks) in [(left, one), (right, two)] {
                both = builder.and(both, self.conditions.holds[rule]);
                for &earlier in picks.iter().take_while(|&&pick| pick != option) {
                    both = builder.without(both, survives[earlier]);
                }
            }
            agree = builder.or(agree, both);
        }
        agree
    }

    /// Whether a function leads to a leaf somewhere in a cube, or anywhere.
    fn meets(&self, forest: &Forest, function: Ref, leaf: Ref, cube: Option<&Cube>) -> bool {
        match cube {
            Some(cube) => forest.reaches(function, leaf, &cube.0),
            None => forest.reaches(function, leaf, &self.space.everything().0),
        }
    }

    /// The cells along the path to a leaf that names the fewest variables.
    fn shortest(&self, forest: &Forest, root: Ref, leaf: Ref) -> Option<Cube> {
        let regions = |level: usize| self.space.variables[level].regions();
        let steps = forest.distances(root, leaf, regions);
        let mut cube = self.space.everything();
        let mut place = root;
        let mut left = *steps.get(&root)?;
        while left > 0 {
            let level = forest.level(place);
            let towards =
                |child: &Ref| steps.get(child).is_some_and(|&further| further + 1 == left);
            let children: Vec<Ref> = forest.children(place, regions(level)).collect();
            let next = *children.iter().find(|child| towards(child))?;
            // All regions that lead to the same place are the same witness.
            cube.0[level] = (children.iter().enumerate())
                .filter(|&(_, &child)| child == next)
                .fold(0, |mask, (region, _)| mask | 1 << region);
            place = next;
            left -= 1;
        }
        Some(cube)
    }
}
