//! Cases that would show what none does.
//!
//! Greedy: from the cells that show one goal, those that show as many of the others as well as can be
//! had one after the other; one of them becomes a case. Then the same for what is still missing.

use std::collections::BTreeSet;

use crate::answer::Answers;
use crate::diagram::Outcome;
use crate::forest::Ref;
use crate::model::Editions;
use crate::situation;
use crate::space::Cube;

use super::area::Area;
use super::{Goal, Survey, Trial};

/// A case that nobody has recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What is answered; what neither the verdict nor a goal needs is left out.
    pub answers: Answers,
    /// The editions in which it comes out alike.
    pub editions: Editions,
    /// The outcome, as the rules are now.
    pub outcome: Outcome,
    /// The goals that it shows, alone or with a case before it.
    pub goals: Vec<Goal>,
}

impl Survey<'_> {
    /// Cases that show everything that these trials do not and that can be shown; of the pairs of
    /// [`Goal::Alone`] only if `pairs` says so.
    pub fn suggest(&mut self, trials: &[Trial], pairs: bool) -> Vec<Suggestion> {
        let wanted = |goal: &Goal| pairs || !matches!(goal, Goal::Alone { .. });
        let missing = (self.coverage(trials).into_iter())
            .filter(|(goal, standing)| *standing == super::Standing::Missing && wanted(goal))
            .map(|(goal, _)| goal);
        let mut search = Search {
            known: (0..self.atlases.len()).map(|edition| self.settled(edition, trials)).collect(),
            missing: missing.collect(),
            found: Vec::new(),
            survey: self,
        };
        // Pairs take the most cases, which show much else besides.
        let (pairs, others): (Vec<Goal>, Vec<Goal>) =
            search.missing.iter().partition(|goal| matches!(goal, Goal::Alone { .. }));
        for goal in pairs.into_iter().chain(others) {
            search.show(goal);
        }
        search.found
    }
}

struct Search<'s, 'd> {
    survey: &'s mut Survey<'d>,
    /// For each edition, the settled cases and what was suggested so far.
    known: Vec<Vec<(usize, Cube)>>,
    missing: BTreeSet<Goal>,
    found: Vec<Suggestion>,
}

impl Search<'_, '_> {
    /// Adds what it takes to show a goal, if it is missing still.
    fn show(&mut self, goal: Goal) {
        let can = |edition: &usize| {
            self.survey.atlases[*edition].areas.get(&goal).is_some_and(Area::can_be_shown)
        };
        let Some(edition) = (0..self.survey.atlases.len()).find(can) else { return };
        // A pair may take two.
        for _ in 0..2 {
            if self.missing.contains(&goal) {
                let cells = self.cells(edition, goal);
                self.add(edition, cells);
            }
        }
    }

    /// The cells of which one is to be added for a goal.
    fn cells(&mut self, edition: usize, goal: Goal) -> Ref {
        let atlas = &mut self.survey.atlases[edition];
        let pairs = match atlas.areas.get(&goal) {
            Some(Area::One { inside, .. }) => return *inside,
            Some(Area::Two(pairs)) => pairs,
            None => return Ref::FALSE,
        };
        // The other side of a cell that a case leaves, or any cell of a pair.
        for (_, cube) in &self.known[edition] {
            for &(regions, place) in &pairs.parts {
                for [here, there] in [regions, [regions[1], regions[0]]] {
                    let mut around = cube.clone();
                    around.0[pairs.level] = u64::MAX;
                    let meets = cube.0[pairs.level] >> here & 1 == 1
                        && atlas.builder.forest().reaches(place, Ref::TRUE, &around.0);
                    if meets {
                        around.0[pairs.level] = 1 << there;
                        let around = atlas.within(&around);
                        return atlas.builder.and(place, around);
                    }
                }
            }
        }
        pairs.sides[0]
    }

    /// Adds one of some cells: one that shows as much else as can be had.
    fn add(&mut self, edition: usize, mut cells: Ref) {
        let atlas = &mut self.survey.atlases[edition];
        for goal in &self.missing {
            let areas: &[Ref] = match atlas.areas.get(goal) {
                Some(Area::One { inside, .. }) => &[*inside],
                Some(Area::Two(pairs)) => &pairs.sides,
                None => &[],
            };
            for &area in areas {
                let fewer = atlas.builder.and(cells, area);
                if fewer != Ref::FALSE {
                    cells = fewer;
                    break;
                }
            }
        }
        let answers = self.answers(edition, cells);
        let decision = self.survey.decision;
        let cube = decision.cube(edition, &answers);
        let Some(outcome) = decision.diagram(edition).winner(&cube) else { return };
        let alike = |edition: &usize| self.comes_to(*edition, &answers, outcome);
        let editions: Vec<usize> = (0..self.survey.atlases.len()).filter(alike).collect();
        let answers = self.shortened(edition, &editions, answers, outcome);
        for &edition in &editions {
            let cube = decision.cube(edition, &answers);
            self.known[edition].push((usize::MAX, cube));
        }
        let shown: Vec<Goal> = (self.missing.iter())
            .filter(|goal| {
                editions.iter().any(|&edition| {
                    let atlas = &self.survey.atlases[edition];
                    let area = atlas.areas.get(goal);
                    area.is_some_and(|area| {
                        area.shown(atlas.forest(), &self.known[edition]).is_some()
                    })
                })
            })
            .copied()
            .collect();
        self.missing.retain(|goal| !shown.contains(goal));
        let editions =
            editions.into_iter().map(Editions::only).fold(Editions(0), |all, one| all.and(one));
        self.found.push(Suggestion { answers, editions, outcome, goals: shown });
    }

    /// Answers that leave the most usual of some cells, with round figures.
    fn answers(&self, edition: usize, cells: Ref) -> Answers {
        let definition = &self.survey.decision.definition;
        let atlas = &self.survey.atlases[edition];
        let space = atlas.diagram.space();
        let cell = situation::usual_cell(definition, space, atlas.forest(), cells);
        situation::answers(definition, space, &cell, &|input, at| {
            self.missing.contains(&Goal::Beside { input, at, above: false })
        })
    }

    fn comes_to(&self, edition: usize, answers: &Answers, outcome: Outcome) -> bool {
        let decision = self.survey.decision;
        let verdict = decision.diagram(edition).verdict(&decision.cube(edition, answers));
        verdict.outcomes() == [outcome]
    }

    /// The answers without those that neither the verdict nor a missing goal needs.
    fn shortened(
        &self,
        edition: usize,
        editions: &[usize],
        answers: Answers,
        outcome: Outcome,
    ) -> Answers {
        let (decision, atlas) = (self.survey.decision, &self.survey.atlases[edition]);
        let shows = |answers: &Answers| -> Vec<Goal> {
            let cube = decision.cube(edition, answers);
            let is_so = |goal: &&Goal| {
                let area = atlas.areas.get(goal);
                area.is_some_and(|area| area.is_all_of(atlas.forest(), &cube))
            };
            self.missing.iter().filter(is_so).copied().collect()
        };
        let all = shows(&answers);
        let mut fewer = answers;
        for input in decision.definition.inputs_in_order().into_iter().rev() {
            let mut without = fewer.clone();
            without.set(input, None);
            if editions.iter().all(|&edition| self.comes_to(edition, &without, outcome))
                && shows(&without) == all
            {
                fewer = without;
            }
        }
        fewer
    }
}
