//! How many questions a plan may come to, and the answers that lead there.

use super::Planner;
use super::search::TooLarge;
use crate::answer::Answers;
use crate::diagram::LeafCode;
use crate::forest::Ref;
use crate::space::Cube;

impl Planner<'_> {
    /// The most questions that can be asked from the start, if every answer is complete; where the
    /// plan is not exact, it may be that no answers lead to so many.
    pub(crate) fn bound(&mut self) -> usize {
        self.first().map_or(0, |(questions, _)| questions)
    }

    /// The most questions that can be asked from the start, with answers that lead to so many;
    /// `None` where the plan is not exact.
    pub(crate) fn longest(&mut self) -> Option<(usize, Cube)> {
        let (questions, exact) = self.first().unwrap_or((0, true));
        let answers = if exact { self.hardest().ok() } else { None };
        answers.map(|answers| (questions, answers))
    }

    /// The most questions from the start, and whether the plan is exact.
    fn first(&mut self) -> Option<(usize, bool)> {
        let question = self.next(&Answers::none(self.definition), &[])?;
        Some((question.at_most, question.exact))
    }

    /// Answers to every question, each of those that leave most to be asked.
    fn hardest(&mut self) -> Result<Cube, TooLarge> {
        let (mut cube, mut place) = self.residual_of(&Answers::none(self.definition));
        while !self.residual(place).settled {
            let asked = self.solve(place)?.input;
            let mut hardest: Option<(usize, Ref, Cube)> = None;
            for (left, answered) in self.answered(place, asked, &cube) {
                let depth = self.solve(left)?.depth;
                if hardest.as_ref().is_none_or(|(most, ..)| depth > *most) {
                    hardest = Some((depth, left, answered));
                }
            }
            let Some((_, left, answered)) = hardest else { break };
            (place, cube) = (left, answered);
        }
        Ok(cube)
    }

    /// What each complete answer to an input leaves, with the cells that it leaves; equal ones once.
    fn answered(&mut self, place: Ref, input: usize, cube: &Cube) -> Vec<(Ref, Cube)> {
        let mut parts = vec![(place, cube.clone())];
        for &level in self.diagram.space().levels_of(input) {
            let mut finer: Vec<(Ref, Cube)> = Vec::new();
            for (part, cube) in parts {
                for region in 0..self.builder.regions(level) {
                    let left = self.builder.cofactor(part, level, region);
                    if left != LeafCode::IMPOSSIBLE && finer.iter().all(|(seen, _)| *seen != left) {
                        let mut cube = cube.clone();
                        cube.0[level] = 1 << region;
                        finer.push((left, cube));
                    }
                }
            }
            parts = finer;
        }
        parts
    }
}
