//! Near misses: for each option a situation in which it wins, as usual as can be, and what would
//! have to be otherwise for another one to win. The finer the distinction, the more it teaches: of
//! several changes, that of the question which is asked last is told.

use std::cmp::Reverse;

use crate::answer::{Answer, Answers};
use crate::diagram::{Outcome, Verdict};
use crate::explanation::{Change, Changes, Explanation, Flip};
use crate::graph::{Graph, Target};
use crate::model::InputKind;
use crate::pack::Decision;
use crate::space::{Split, Variable};

/// A situation in which an option wins, and what would make others win.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMiss {
    /// The option.
    pub option: usize,
    /// What is answered in the situation, in the order in which it is asked; of a quantity, a range
    /// that comes to the same.
    pub situation: Vec<(usize, Answer)>,
    /// Whether something else is as usual: as the inputs say that it is taken for granted. What they
    /// say nothing of may be anything, and so may all else where it cannot be as usual.
    pub rest_is_usual: bool,
    /// The options that win with the fewest changes, no more than [`MAX_RIVALS`] of them.
    pub rivals: Vec<Rival>,
}

/// An option that wins in a situation with some changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rival {
    /// The option.
    pub option: usize,
    /// The answers to change or to give, in the order of inputs.
    pub changes: Changes,
    /// The rules that decide then.
    pub deciding: Vec<usize>,
}

/// The most rivals that are told of an option.
pub const MAX_RIVALS: usize = 2;

/// An answer that is not what is usual counts as much as so many further questions.
const UNUSUAL: u32 = 100;

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
        ways.to(Outcome::Option(option)).find_map(|way| self.situated(edition, option, way, ways))
    }

    /// The near miss of an option in the situation at the end of a way; `None` where that cannot be.
    fn situated(
        &self,
        edition: usize,
        option: usize,
        way: Vec<(usize, Answer)>,
        ways: &Ways<'_>,
    ) -> Option<NearMiss> {
        // First with what is usual elsewhere, which then need not be said.
        let unusual = way.iter().filter(|said| !self.is_usual(said)).copied().collect();
        [(unusual, true), (way, false)].into_iter().find_map(|(situation, as_usual)| {
            let mut answers = Answers::none(self.definition());
            for &(input, answer) in &situation {
                answers.set(input, Some(answer));
            }
            let mut assumed = Vec::new();
            if as_usual {
                (answers, assumed) = answers.assuming_silence(self.definition());
            }
            let explanation = self.explain(edition, &answers);
            if explanation.verdict != Verdict::Settled(Outcome::Option(option)) {
                return None;
            }
            let rival = |(flip, option): (&Flip, usize)| {
                let answers = flip.changes.iter().fold(answers.clone(), |all, c| c.made_to(all));
                let deciding = self.explain(edition, &answers).deciding;
                let deciding = deciding.into_iter().map(|deciding| deciding.rule).collect();
                Rival { option, changes: flip.changes.clone(), deciding }
            };
            let rest_is_usual = !assumed.is_empty();
            let rivals = ways.nearest(&explanation).into_iter().map(rival).collect();
            Some(NearMiss { option, situation, rest_is_usual, rivals })
        })
    }

    /// Whether an answer allows what is usual.
    fn is_usual(&self, &(input, answer): &(usize, Answer)) -> bool {
        match (self.definition().inputs[input].when_silent, answer) {
            (Some(Answer::Values(usual)), Answer::Values(said)) => usual & !said == 0,
            (Some(Answer::Members { yes, no }), Answer::Members { yes: with, no: without }) => {
                with & !yes == 0 && without & !no == 0
            }
            (Some(Answer::Quantity(usual)), Answer::Quantity(said)) => {
                said.low <= usual.low && usual.high <= said.high
            }
            _ => false,
        }
    }
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
    /// For each node, the cheapest way to it.
    reached: Vec<Option<Reached>>,
}

/// What the cheapest way to a node costs, and the node and the region before it.
type Reached = (u32, Option<(usize, usize)>);

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

    /// The flips to other options with the fewest changes, one for each; first those of the question
    /// that is asked last.
    fn nearest<'e>(&self, explanation: &'e Explanation) -> Vec<(&'e Flip, usize)> {
        let asked = |input: usize| {
            let asks = |level: usize| self.variables[level].input == input;
            self.plan.nodes.iter().position(|node| asks(node.level)).unwrap_or_default()
        };
        let against = |flip: &Flip| flip.changes.iter().filter(|change| change.replaces).count();
        let effort = |flip: &Flip| (against(flip), flip.changes.len());
        let mut found: Vec<(&Flip, usize)> = (explanation.flips.iter())
            .filter_map(|flip| match flip.to {
                Outcome::Option(option) => Some((flip, option)),
                Outcome::Advice(_) => None,
            })
            .collect();
        let least = found.iter().map(|(flip, _)| effort(flip)).min();
        found.retain(|(flip, _)| Some(effort(flip)) == least);
        let last = |flip: &Flip| flip.changes.iter().map(|change| asked(change.input)).max();
        found.sort_by_key(|(flip, _)| Reverse(last(flip)));
        let mut nearest: Vec<(&Flip, usize)> = Vec::new();
        for (flip, option) in found {
            if nearest.len() < MAX_RIVALS && nearest.iter().all(|(_, known)| *known != option) {
                nearest.push((flip, option));
            }
        }
        nearest
    }

    /// The answers on the ways to an outcome, the cheapest first. A plan says nothing about what
    /// cannot occur, and may have ways that nobody can go.
    fn to(&self, outcome: Outcome) -> impl Iterator<Item = Vec<(usize, Answer)>> {
        let ends = self.plan.nodes.iter().enumerate().flat_map(|(index, node)| {
            let here = node.branches.iter().enumerate();
            let here = here.filter(move |(_, branch)| **branch == Target::Outcome(outcome));
            here.filter_map(move |(region, _)| {
                let (cost, _) = self.reached[index]?;
                Some((cost + self.price(node.level, region), index, region))
            })
        });
        let mut ends: Vec<(u32, usize, usize)> = ends.collect();
        ends.sort_unstable();
        let asks_nothing = self.plan.root == Target::Outcome(outcome);
        let ways = ends.into_iter().map(|(_, index, region)| self.way(index, region));
        asks_nothing.then(Vec::new).into_iter().chain(ways)
    }

    /// The answers on the cheapest way to a node, and one there.
    fn way(&self, mut index: usize, mut region: usize) -> Vec<(usize, Answer)> {
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
        for (input, answer) in &mut answers {
            *answer = self.with_usual_members(*input, *answer);
        }
        answers
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

    /// Of a set, also the members that were not asked about, as is usual.
    fn with_usual_members(&self, input: usize, answer: Answer) -> Answer {
        match (self.decision.definition().inputs[input].when_silent, answer) {
            (Some(Answer::Members { yes, no }), Answer::Members { yes: with, no: without }) => {
                Answer::Members { yes: yes & !without | with, no: no & !with | without }
            }
            _ => answer,
        }
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
