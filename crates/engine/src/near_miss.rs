//! Near misses: for each option a situation in which it wins, as usual as can be, and what would
//! have to be otherwise for another one to win.

use crate::answer::{Answer, Answers};
use crate::diagram::{Outcome, Verdict};
use crate::explanation::{Change, Explanation, Flip};
use crate::graph::{Graph, Target};
use crate::model::InputKind;
use crate::pack::Decision;
use crate::space::{Split, Variable};

/// A situation in which an option wins, and what would make another one win.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMiss {
    /// The option.
    pub option: usize,
    /// What is answered in the situation, in the order in which it is asked. It settles the verdict.
    pub situation: Vec<(usize, Answer)>,
    /// The rules that decide for the option.
    pub deciding: Vec<usize>,
    /// The fewest changes with which another option wins; `None` if none does. Of several, the one
    /// that makes the runner-up win.
    pub flip: Option<Flip>,
    /// The rules that decide after the changes.
    pub deciding_then: Vec<usize>,
}

/// An answer that is not what is usual counts as much as so many further questions.
const UNUSUAL: u32 = 3;

impl Decision {
    /// The near misses of an edition, in the author's order of options. `plan` is the decision's
    /// [plan](crate::plan::Planner::graph): its ways are the situations.
    #[must_use]
    pub fn near_misses(&self, edition: usize, plan: &Graph) -> Vec<NearMiss> {
        let ways = Ways::of(self, edition, plan);
        let options = self.definition().options_in_order().into_iter();
        options.filter_map(|option| self.near_miss(edition, option, &ways)).collect()
    }

    fn near_miss(&self, edition: usize, option: usize, ways: &Ways<'_>) -> Option<NearMiss> {
        let situation = ways.to(Outcome::Option(option))?;
        let mut answers = Answers::none(self.definition());
        for &(input, answer) in &situation {
            answers.set(input, Some(answer));
        }
        let explanation = self.explain(edition, &answers);
        if explanation.verdict != Verdict::Settled(Outcome::Option(option)) {
            return None;
        }
        let flip = nearest(&explanation);
        let deciding_then = flip.as_ref().map_or_else(Vec::new, |flip| {
            let changed = flip.changes.iter().fold(answers, |answers, c| c.made_to(answers));
            deciding(&self.explain(edition, &changed))
        });
        let deciding = deciding(&explanation);
        Some(NearMiss { option, situation, deciding, flip, deciding_then })
    }
}

fn deciding(explanation: &Explanation) -> Vec<usize> {
    explanation.deciding.iter().map(|deciding| deciding.rule).collect()
}

/// Of the changes that make another option win, the fewest; then those for the runner-up.
fn nearest(explanation: &Explanation) -> Option<Flip> {
    let runner_up = explanation.ranking.first().copied();
    let options = explanation.flips.iter().filter_map(|flip| match flip.to {
        Outcome::Option(option) => Some((flip, option)),
        Outcome::Advice(_) => None,
    });
    let against = |flip: &Flip| flip.changes.iter().filter(|change| change.replaces).count();
    let rank = |(flip, option): &(&Flip, usize)| {
        (against(flip), flip.changes.len(), Some(*option) != runner_up)
    };
    options.min_by_key(rank).map(|(flip, _)| flip.clone())
}

impl Change {
    /// The answers with this change made.
    #[must_use]
    pub fn made_to(&self, mut answers: Answers) -> Answers {
        let to = match (answers.get(self.input), self.to) {
            // Of a set, only the members that change are named.
            (Some(Answer::Members { yes, no }), Answer::Members { yes: there, no: gone }) => {
                Answer::Members { yes: yes & !gone | there, no: no & !there | gone }
            }
            (_, to) => to,
        };
        answers.set(self.input, Some(to));
        answers
    }
}

/// The ways through a plan.
struct Ways<'a> {
    decision: &'a Decision,
    variables: &'a [Variable],
    plan: &'a Graph,
    /// For each node, the cheapest way to it: what it costs, and the node and region before.
    reached: Vec<Option<(u32, Option<(usize, usize)>)>>,
}

impl<'a> Ways<'a> {
    fn of(decision: &'a Decision, edition: usize, plan: &'a Graph) -> Self {
        let variables = &decision.diagram(edition).space().variables;
        let mut ways = Self { decision, variables, plan, reached: vec![None; plan.nodes.len()] };
        if let Target::Node(root) = plan.root {
            ways.reached[root] = Some((0, None));
        }
        // Nodes stand before those that they lead to.
        for index in 0..plan.nodes.len() {
            let Some((cost, _)) = ways.reached[index] else { continue };
            for (region, &branch) in plan.nodes[index].branches.iter().enumerate() {
                let Target::Node(next) = branch else { continue };
                let cost = cost + ways.price(plan.nodes[index].level, region);
                if ways.reached[next].is_none_or(|(known, _)| cost < known) {
                    ways.reached[next] = Some((cost, Some((index, region))));
                }
            }
        }
        ways
    }

    /// The answers on the cheapest way to an outcome.
    fn to(&self, outcome: Outcome) -> Option<Vec<(usize, Answer)>> {
        if self.plan.root == Target::Outcome(outcome) {
            return Some(Vec::new());
        }
        let ends = self.plan.nodes.iter().enumerate().flat_map(|(index, node)| {
            let here = node.branches.iter().enumerate();
            let here = here.filter(move |(_, branch)| **branch == Target::Outcome(outcome));
            here.filter_map(move |(region, _)| {
                let (cost, _) = self.reached[index]?;
                Some((cost + self.price(node.level, region), index, region))
            })
        });
        let (_, mut index, mut region) = ends.min()?;
        let mut steps = vec![(index, region)];
        while let Some((_, Some((before, by)))) = self.reached[index] {
            (index, region) = (before, by);
            steps.push((index, region));
        }
        let mut answers: Vec<(usize, Answer)> = Vec::new();
        for (index, region) in steps.into_iter().rev() {
            let (input, answer) = self.answer(index, region);
            match answers.iter_mut().find(|(known, _)| *known == input) {
                Some((_, known)) => *known = known.and(answer),
                None => answers.push((input, answer)),
            }
        }
        Some(answers)
    }

    /// One value of a choice, but a whole range of a quantity that leads on alike.
    fn answer(&self, index: usize, region: usize) -> (usize, Answer) {
        let node = &self.plan.nodes[index];
        let variable = &self.variables[node.level];
        let regions = match variable.split {
            Split::Quantity { .. } => {
                let alike = |(other, branch): (usize, &Target)| {
                    u64::from(*branch == node.branches[region]) << other
                };
                variable.around(region, node.branches.iter().enumerate().map(alike).sum())
            }
            _ => 1 << region,
        };
        (variable.input, variable.answer(regions))
    }

    /// What a question and this answer to it cost.
    fn price(&self, level: usize, region: usize) -> u32 {
        let variable = &self.variables[level];
        let input = &self.decision.definition().inputs[variable.input];
        let usual = match (&input.when_silent, &variable.split, &input.kind) {
            (Some(Answer::Values(values)), ..) => values >> region & 1 == 1,
            (Some(Answer::Members { yes, .. }), Split::Member(member), _) => {
                (yes >> member & 1) as usize == region
            }
            (Some(Answer::Quantity(usual)), ..) => variable.touching(*usual) >> region & 1 == 1,
            (None, _, InputKind::Choice { values, .. }) => {
                values.iter().all(|value| value.weight <= values[region].weight)
            }
            (None, Split::Member(_), _) => region == 0,
            _ => true,
        };
        1 + if usual { 0 } else { UNUSUAL }
    }
}
