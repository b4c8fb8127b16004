//! Which question next: the provably cheapest way to a settled verdict.
//!
//! What the answers leave of the diagram is a *residual*; many lists of answers leave the same one.
//! `search` finds the cheapest way to settle it; where that takes too long, `gain` chooses.
//!
//! What a person does not know is taken out of the residual first: each cell then leads to all the
//! outcomes that the unknown leaves open, and is settled when no answer can change which these are.

mod gain;
mod graph;
mod longest;
mod residual;
mod search;

use rustc_hash::FxHashMap;

use crate::answer::{Answer, Answers, all_bits};
use crate::diagram::{Diagram, LeafCode, Verdict};
use crate::forest::{Builder, Ref};
use crate::model::{Definition, InputKind};
use crate::pack::Decision;
use crate::quantity::Interval;
use crate::space::{Cube, Split};
use residual::{BranchKey, FIRST_MIXED, Residual};
use search::{Best, TooLarge};

/// How many steps an exact plan may take, in residuals solved and nodes made on the way. Beyond
/// it, information gain chooses.
pub const EXACT_LIMIT: usize = 10_000;

/// A question worth asking, and what it leads to.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The input to ask.
    pub input: usize,
    /// The expected cost of all questions from here on, this one included. An input of cost 1
    /// counts one; where every input has cost 1 this is the expected number of questions.
    pub expected: f64,
    /// The most questions that can follow from here on, this one included.
    pub at_most: usize,
    /// Whether `expected` is the least there is and `at_most` is reached by some answers. Where
    /// not, the residual was too large; `at_most` is then still never exceeded.
    pub exact: bool,
    /// The answers that make a difference, each with what it would leave.
    ///
    /// Values of a choice, no and yes, or ranges of a quantity merged where they lead to the same;
    /// answers that cannot occur are left out. For a set, one entry for each member that still
    /// matters: what is left if it is there.
    pub offers: Vec<Offer>,
}

/// An answer that a question offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The answer.
    pub answer: Answer,
    /// What the rules say after it.
    pub verdict: Verdict,
}

/// Finds questions for one decision in one edition. Keeps what it has worked out, so that asking
/// again after another answer is cheap.
pub struct Planner<'a> {
    definition: &'a Definition,
    diagram: &'a Diagram,
    builder: Builder,
    /// For each level, the prior probability of each region.
    priors: Vec<Vec<f64>>,
    residuals: Vec<Residual>,
    /// For each slot of the forest, one more than the index of its residual, or 0.
    residual_of_slot: Vec<u32>,
    solved: FxHashMap<Ref, Best>,
    /// By the slot of the residual, then the input.
    turning: FxHashMap<u64, f64>,
    differences: FxHashMap<BranchKey, f64>,
    mixtures: FxHashMap<BranchKey, Ref>,
    /// How many functions were mixed.
    mixed: usize,
    /// The leaves that stand for several outcomes, in the order of their codes.
    mixed_leaves: Vec<Residual>,
    /// Their places, by outcomes and mass.
    mixed_leaf_of: FxHashMap<(u128, u64), usize>,
    limit: usize,
    /// The steps taken before the present question.
    before: usize,
}

impl<'a> Planner<'a> {
    /// A planner for a decision in an edition.
    #[must_use]
    pub fn new(decision: &'a Decision, edition: usize) -> Self {
        Self::with_limit(decision, edition, EXACT_LIMIT)
    }

    /// A planner that gives up exactness beyond this many steps.
    #[must_use]
    pub fn with_limit(decision: &'a Decision, edition: usize, limit: usize) -> Self {
        let diagram = decision.diagram(edition);
        let definition = decision.definition();
        let variables = &diagram.space().variables;
        let mut builder = Builder::new(variables.iter().map(|v| v.regions()).collect());
        builder.reserve(4096);
        Self {
            definition,
            diagram,
            builder,
            priors: Vec::new(),
            residuals: Vec::new(),
            residual_of_slot: Vec::new(),
            solved: FxHashMap::with_capacity_and_hasher(512, Default::default()),
            turning: FxHashMap::with_capacity_and_hasher(2048, Default::default()),
            differences: FxHashMap::with_capacity_and_hasher(1024, Default::default()),
            mixtures: FxHashMap::default(),
            mixed: 0,
            mixed_leaves: Vec::new(),
            mixed_leaf_of: FxHashMap::default(),
            limit,
            before: 0,
        }
    }

    /// The next question; `None` where nothing that could still be asked would change anything.
    ///
    /// `unknown` are the inputs that the person does not know; they are not asked again.
    pub fn next(&mut self, answers: &Answers, unknown: &[usize]) -> Option<Question> {
        let (cube, root) = self.residual_of(answers);
        // Counted from here: other answers may have made the planner forget some of its steps.
        self.before = self.steps();
        // Where what is not known is too much to take out, it is left in, but not asked.
        let place = self.without(root, unknown).unwrap_or(root);
        let unknown = unknown.iter().fold(0, |set, &input| set | 1u64 << input);
        let residual = self.residual(place);
        if residual.settled || residual.inputs & !unknown == 0 {
            return None;
        }
        let solved = if residual.inputs & unknown == 0 { self.solve(place) } else { Err(TooLarge) };
        let (best, exact) = match solved {
            Ok(best) => (best, true),
            Err(TooLarge) => (self.most_informative(root, residual.inputs & !unknown), false),
        };
        let offers = self.offers(root, &cube, best.input);
        Some(Question {
            input: best.input,
            expected: best.cost,
            at_most: best.depth,
            exact,
            offers,
        })
    }

    /// The inputs that can still change the outcome.
    pub fn relevant(&mut self, answers: &Answers) -> Vec<usize> {
        let (_, root) = self.residual_of(answers);
        let residual = self.residual(root);
        if residual.settled { Vec::new() } else { self.inputs(&residual).collect() }
    }

    /// What each answer to an input would leave, as [`Question::offers`].
    pub fn offers_of(&mut self, answers: &Answers, input: usize) -> Vec<Offer> {
        let (cube, root) = self.residual_of(answers);
        self.offers(root, &cube, input)
    }

    /// The cube of some answers, and what it leaves of the diagram.
    fn residual_of(&mut self, answers: &Answers) -> (Cube, Ref) {
        let diagram = self.diagram;
        let mut cube = diagram.space().everything();
        for (input, answer) in answers.given() {
            diagram.space().narrow(&mut cube, input, &answer);
        }
        // An answer that leaves several regions of a variable changes how likely each is, and
        // with that everything worked out so far.
        let priors: Vec<Vec<f64>> = (0..cube.0.len())
            .map(|level| priors(self.definition, diagram, level, cube.0[level]))
            .collect();
        if priors != self.priors {
            self.priors = priors;
            self.residuals.clear();
            self.residual_of_slot.clear();
            self.solved.clear();
            self.turning.clear();
            self.differences.clear();
            self.mixtures.clear();
            self.mixed = 0;
        }
        let root = if cube.0.contains(&0) {
            LeafCode::IMPOSSIBLE
        } else {
            self.builder.restrict(&diagram.forest, diagram.outcome, &cube.0)
        };
        (cube, root)
    }

    fn offers(&mut self, root: Ref, cube: &Cube, input: usize) -> Vec<Offer> {
        let levels = self.diagram.space().levels_of(input).to_vec();
        let mut offers: Vec<(Ref, Answer)> = Vec::new();
        for &level in &levels {
            let variable = &self.diagram.space().variables[level];
            for region in 0..variable.regions() {
                if cube.0[level] >> region & 1 == 0 {
                    continue;
                }
                let left = self.builder.cofactor(root, level, region);
                let answer = match (&variable.split, variable.interval(region)) {
                    (Split::Member(member), _) => Answer::Members { yes: 1 << member, no: 0 },
                    (_, Some(interval)) => Answer::Quantity(interval),
                    _ => Answer::Values(1 << region),
                };
                match (&variable.split, offers.last_mut()) {
                    // Only the presence of a member is offered, and only where it matters.
                    (Split::Member(_), _) if region == 0 || left == root => continue,
                    (Split::Quantity { .. }, Some((same, Answer::Quantity(so_far))))
                        if *same == left =>
                    {
                        if let Answer::Quantity(Interval { high, .. }) = answer {
                            so_far.high = high;
                        }
                    }
                    _ => offers.push((left, answer)),
                }
            }
        }
        offers
            .into_iter()
            .filter(|(left, _)| *left != LeafCode::IMPOSSIBLE)
            .map(|(left, answer)| Offer { answer, verdict: self.verdict(left) })
            .collect()
    }

    fn verdict(&mut self, place: Ref) -> Verdict {
        let leaves = self.residual(place).leaves;
        let mut outcomes = (0..FIRST_MIXED)
            .filter(|code| leaves >> code & 1 == 1)
            .filter_map(|code| self.diagram.outcome_of(code));
        match (outcomes.next(), outcomes.next()) {
            (None, _) => Verdict::Impossible,
            (Some(only), None) => Verdict::Settled(only),
            (Some(first), Some(second)) => {
                Verdict::Open([first, second].into_iter().chain(outcomes).collect())
            }
        }
    }
}

/// The probability of each region of a variable, before anything else is known. Answers that leave
/// several of its regions, but not all, rule out the others.
fn priors(definition: &Definition, diagram: &Diagram, level: usize, mask: u64) -> Vec<f64> {
    let variable = &diagram.space().variables[level];
    let known = mask.is_power_of_two() || mask == 0;
    let weigh = |region: usize, weight: f64| {
        if known || mask >> region & 1 == 1 { weight } else { 0.0 }
    };
    let weights: Vec<f64> = match (&variable.split, &definition.inputs[variable.input].kind) {
        (Split::Values(_), InputKind::Choice { values, .. }) => (values.iter().enumerate())
            .map(|(region, value)| weigh(region, f64::from(value.weight.max(1))))
            .collect(),
        (Split::Member(member), InputKind::Set { members }) => {
            let there = f64::from(members[*member].weight.clamp(1, 99));
            vec![100.0 - there, there]
        }
        _ => (0..variable.regions()).map(|region| weigh(region, 1.0)).collect(),
    };
    let whole: f64 = weights.iter().sum();
    weights.into_iter().map(|weight| weight / whole).collect()
}

/// A set's complete answer, from the members it has.
#[must_use]
pub fn exactly(members: u64, count: usize) -> Answer {
    Answer::Members { yes: members, no: all_bits(count) & !members }
}
