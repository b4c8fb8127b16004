//! Which question next: the provably cheapest way to a settled verdict.
//!
//! What the answers leave of the diagram is a *residual*; many lists of answers leave the same
//! one. The expected cost of the best way to settle a residual is found by dynamic programming
//! over residuals, depth first, pruned by a lower bound: in a cell where changing one input alone
//! changes the outcome, every way must ask that input. Summed over the inputs this bound is the
//! *total influence* of the residual (O'Donnell, *Analysis of Boolean Functions*, §2.3, and the
//! decision-tree bound of §8.6). Asking an input leaves the influence of the others as it is, so
//! asking *i* first costs at least the total plus the cost of asking *i* in the cells that do not
//! turn on it; where every cell does, asking it first loses nothing.

use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};

use crate::answer::{Answer, Answers, all_bits};
use crate::diagram::{Diagram, LeafCode, Verdict};
use crate::forest::{Builder, Ref};
use crate::model::{Definition, InputKind};
use crate::pack::Decision;
use crate::quantity::Interval;
use crate::space::{Cube, Split};

/// How many steps an exact plan may take, in residuals solved and nodes made on the way. Beyond
/// it, information gain chooses.
pub const EXACT_LIMIT: usize = 100_000;

/// Differences of expected cost below this are ties.
const TIE: f64 = 1e-9;

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

/// What is known about a residual.
#[derive(Debug, Clone, Copy)]
struct Residual {
    /// The outcomes it can still reach, one bit for each leaf code.
    leaves: u128,
    /// The inputs it still depends on, one bit each.
    inputs: u64,
    /// The share of cells, by weight, that can occur.
    mass: f64,
}

impl Residual {
    const IMPOSSIBLE: u128 = 1
        << match LeafCode::IMPOSSIBLE.code() {
            Some(code) => code,
            None => 0,
        };

    fn settled(&self) -> bool {
        (self.leaves & !Self::IMPOSSIBLE).count_ones() <= 1
    }
}

/// The best way to settle a residual.
#[derive(Debug, Clone, Copy)]
struct Best {
    cost: f64,
    depth: usize,
    input: usize,
}

/// The inputs worth asking first.
enum Candidates {
    /// Every cell turns on this input, so every way asks it: asking it first loses nothing.
    Forced(usize),
    /// The total influence of the open inputs, and each input with what asking it costs in the
    /// cells that do not turn on it, the cheapest first.
    Open(f64, Vec<(f64, usize)>),
}

/// The branches of a residual on one input: what is left, and how likely.
type Branches = SmallVec<[(Ref, f64); 8]>;

/// Finds questions for one decision in one edition. Keeps what it has worked out, so that asking
/// again after another answer is cheap.
pub struct Planner<'a> {
    definition: &'a Definition,
    diagram: &'a Diagram,
    builder: Builder,
    /// For each level, the prior probability of each region.
    priors: Vec<Vec<f64>>,
    residuals: FxHashMap<Ref, Residual>,
    solved: FxHashMap<(Ref, u64), Best>,
    turning: FxHashMap<(Ref, usize), f64>,
    differences: FxHashMap<SmallVec<[(Ref, u64); 8]>, f64>,
    limit: usize,
}

/// The residual is too large for an exact plan.
struct TooLarge;

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
        Self {
            definition,
            diagram,
            builder: Builder::new(variables.iter().map(|v| v.regions()).collect()),
            priors: Vec::new(),
            residuals: FxHashMap::default(),
            solved: FxHashMap::default(),
            turning: FxHashMap::default(),
            differences: FxHashMap::default(),
            limit,
        }
    }

    /// The next question; `None` where nothing that could still be asked would change anything.
    ///
    /// `unknown` are the inputs that the person does not know; they are not asked again.
    pub fn next(&mut self, answers: &Answers, unknown: &[usize]) -> Option<Question> {
        let (cube, root) = self.residual_of(answers);
        let unknown = unknown.iter().fold(0u64, |set, &input| set | 1 << input);
        let residual = self.residual(root);
        let open = residual.inputs & !unknown;
        if residual.settled() || open == 0 {
            return None;
        }
        let (best, exact) = match self.solve(root, unknown) {
            Ok(best) => (best, true),
            Err(TooLarge) => (self.most_informative(root, open), false),
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
        let inputs = if residual.settled() { 0 } else { residual.inputs };
        (0..self.definition.inputs.len()).filter(|&input| inputs >> input & 1 == 1).collect()
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
            self.solved.clear();
            self.turning.clear();
            self.differences.clear();
        }
        let root = if cube.0.contains(&0) {
            LeafCode::IMPOSSIBLE
        } else {
            self.builder.restrict(&diagram.forest, diagram.outcome, &cube.0)
        };
        (cube, root)
    }

    /// What is known about a residual.
    fn residual(&mut self, place: Ref) -> Residual {
        if let Some(code) = place.code() {
            let mass = if place == LeafCode::IMPOSSIBLE { 0.0 } else { 1.0 };
            return Residual { leaves: 1 << code, inputs: 0, mass };
        }
        if let Some(&known) = self.residuals.get(&place) {
            return known;
        }
        let level = self.builder.forest().level(place);
        let input = self.diagram.space().variables[level].input;
        let mut whole = Residual { leaves: 0, inputs: 1 << input, mass: 0.0 };
        for region in 0..self.builder.regions(level) {
            let child = self.builder.forest().child(place, region);
            let part = self.residual(child);
            whole.leaves |= part.leaves;
            whole.inputs |= part.inputs;
            whole.mass += part.mass * self.priors[level][region];
        }
        self.residuals.insert(place, whole);
        whole
    }

    /// What each answer to an input leaves, equal residuals as one, with its probability (not
    /// normalised, and before what can occur is known).
    fn branches(&mut self, place: Ref, input: usize) -> Branches {
        let mut branches: Branches = smallvec![(place, 1.0)];
        let diagram = self.diagram;
        for &level in diagram.space().levels_of(input) {
            let mut finer = Branches::new();
            for (part, weight) in branches {
                if self.residual(part).inputs >> input & 1 == 0 {
                    merge(&mut finer, part, weight);
                    continue;
                }
                for region in 0..self.builder.regions(level) {
                    let left = self.builder.cofactor(part, level, region);
                    merge(&mut finer, left, weight * self.priors[level][region]);
                }
            }
            branches = finer;
        }
        branches.retain(|&mut (part, _)| part != LeafCode::IMPOSSIBLE);
        branches
    }

    /// The best way to settle a residual.
    fn solve(&mut self, place: Ref, unknown: u64) -> Result<Best, TooLarge> {
        let residual = self.residual(place);
        let open = residual.inputs & !unknown;
        if residual.settled() || open == 0 {
            return Ok(Best { cost: 0.0, depth: 0, input: usize::MAX });
        }
        let unknown = unknown & residual.inputs;
        if let Some(&known) = self.solved.get(&(place, unknown)) {
            return Ok(known);
        }
        if self.builder.steps() + self.differences.len() > self.limit {
            return Err(TooLarge);
        }
        let best = match self.candidates(place, open) {
            Candidates::Forced(input) => {
                let (mut cost, mut depth) = (self.cost(input), 0);
                for (part, weight) in self.branches(place, input) {
                    let below = self.solve(part, unknown)?;
                    cost += weight * self.residual(part).mass / residual.mass * below.cost;
                    depth = depth.max(below.depth);
                }
                Best { cost, depth: depth + 1, input }
            }
            Candidates::Open(influence, candidates) => {
                self.cheapest(place, candidates, influence, unknown)?
            }
        };
        self.solved.insert((place, unknown), best);
        Ok(best)
    }

    /// The best of several inputs to ask first.
    fn cheapest(
        &mut self,
        place: Ref,
        candidates: Vec<(f64, usize)>,
        influence: f64,
        unknown: u64,
    ) -> Result<Best, TooLarge> {
        let mass = self.residual(place).mass;
        let mut best = Best { cost: f64::INFINITY, depth: 0, input: usize::MAX };
        for (extra, input) in candidates {
            // Begin with the least it can cost; replace each branch's part of it by the truth.
            let (mut cost, mut depth) = (influence + extra, 0);
            if cost >= best.cost - TIE {
                break;
            }
            for (part, weight) in self.branches(place, input) {
                if cost >= best.cost - TIE {
                    break;
                }
                let share = weight * self.residual(part).mass / mass;
                let below = self.solve(part, unknown)?;
                cost += share * (below.cost - self.influence(part, unknown));
                depth = depth.max(below.depth);
            }
            if cost < best.cost - TIE {
                best = Best { cost, depth: depth + 1, input };
            }
        }
        Ok(best)
    }

    /// The inputs worth trying first.
    fn candidates(&mut self, place: Ref, open: u64) -> Candidates {
        let mass = self.residual(place).mass;
        let mut total = 0.0;
        let mut found: Vec<(f64, usize)> = Vec::new();
        // The input that the diagram branches on first is the likeliest to be forced.
        let top = self.input_at(place);
        let others = (0..self.definition.inputs.len()).filter(|&input| input != top);
        for input in [top].into_iter().chain(others).filter(|input| open >> input & 1 == 1) {
            let share = self.turning(place, input) / mass;
            if share >= 1.0 - TIE {
                return Candidates::Forced(input);
            }
            total += self.cost(input) * share;
            found.push((self.cost(input) * (1.0 - share), input));
        }
        found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        Candidates::Open(total, found)
    }

    /// The total influence of the inputs of a residual that can be asked.
    fn influence(&mut self, place: Ref, unknown: u64) -> f64 {
        let residual = self.residual(place);
        let open = residual.inputs & !unknown;
        if residual.settled() || open == 0 {
            return 0.0;
        }
        (0..self.definition.inputs.len())
            .filter(|input| open >> input & 1 == 1)
            .map(|input| self.cost(input) * self.turning(place, input) / residual.mass)
            .sum()
    }

    /// The share of cells, by weight, that turn on an input: in which another answer to it alone
    /// would change the outcome.
    fn turning(&mut self, place: Ref, input: usize) -> f64 {
        if self.residual(place).inputs >> input & 1 == 0 {
            return 0.0;
        }
        if let Some(&known) = self.turning.get(&(place, input)) {
            return known;
        }
        let level = self.builder.forest().level(place);
        let share = if self.diagram.space().levels_of(input).len() > 1 || self.input_at(place) == input {
            let branches = self.branches(place, input);
            self.difference(&branches)
        } else {
            (0..self.builder.regions(level))
                .map(|region| {
                    let child = self.builder.forest().child(place, region);
                    self.priors[level][region] * self.turning(child, input)
                })
                .sum()
        };
        self.turning.insert((place, input), share);
        share
    }

    /// The input of the variable that a node branches on.
    fn input_at(&self, place: Ref) -> usize {
        self.diagram.space().variables[self.builder.forest().level(place)].input
    }

    fn cost(&self, input: usize) -> f64 {
        f64::from(self.definition.inputs[input].cost)
    }

    /// The share of cells, by weight, in which these functions do not all agree: in which the
    /// input that they are the branches of turns the outcome.
    fn difference(&mut self, parts: &[(Ref, f64)]) -> f64 {
        let parts: Branches =
            parts.iter().filter(|(part, _)| *part != LeafCode::IMPOSSIBLE).copied().collect();
        let known: SmallVec<[Residual; 8]> = parts.iter().map(|&(part, _)| self.residual(part)).collect();
        let all = known.iter().fold(0, |all, part| all | part.leaves) & !Residual::IMPOSSIBLE;
        if parts.len() <= 1 || all.count_ones() <= 1 {
            return 0.0;
        }
        if apart(&known) {
            return parts.iter().zip(&known).map(|((_, weight), part)| weight * part.mass).sum();
        }
        let level = (parts.iter())
            .filter(|(part, _)| part.code().is_none())
            .map(|(part, _)| self.builder.forest().level(*part))
            .min();
        let Some(level) = level else { return parts.iter().map(|(_, weight)| weight).sum() };
        let mut key: SmallVec<[(Ref, u64); 8]> = parts.iter().map(|(part, w)| (*part, w.to_bits())).collect();
        key.sort_unstable();
        if let Some(&known) = self.differences.get(&key) {
            return known;
        }
        let mut share = 0.0;
        for region in 0..self.builder.regions(level) {
            let mut below = Branches::new();
            for &(part, weight) in &parts {
                let left = self.builder.cofactor(part, level, region);
                merge(&mut below, left, weight);
            }
            share += self.priors[level][region] * self.difference(&below);
        }
        self.differences.insert(key, share);
        share
    }

    /// The input that tells most about the outcome for its cost.
    fn most_informative(&mut self, place: Ref, open: u64) -> Best {
        let mass = self.residual(place).mass;
        let mut spreads = FxHashMap::default();
        let before = self.entropy(place, &mut spreads);
        let mut best: Option<(f64, usize)> = None;
        for input in (0..self.definition.inputs.len()).filter(|input| open >> input & 1 == 1) {
            let mut after = 0.0;
            for (part, weight) in self.branches(place, input) {
                after +=
                    weight * self.residual(part).mass / mass * self.entropy(part, &mut spreads);
            }
            let gain = (before - after) / self.cost(input);
            if best.is_none_or(|(most, _)| gain > most + TIE) {
                best = Some((gain, input));
            }
        }
        let input = best.map_or(usize::MAX, |(_, input)| input);
        let depth = open.count_ones() as usize;
        Best { cost: depth as f64, depth, input }
    }

    /// The entropy of the outcome, in bits.
    fn entropy(&mut self, place: Ref, spreads: &mut FxHashMap<Ref, Vec<f64>>) -> f64 {
        let spread = self.spread(place, spreads);
        let whole: f64 = spread.iter().sum();
        spread
            .iter()
            .filter(|&&share| share > 0.0)
            .map(|share| -share / whole * (share / whole).log2())
            .sum()
    }

    /// The share of each outcome.
    fn spread(&mut self, place: Ref, spreads: &mut FxHashMap<Ref, Vec<f64>>) -> Vec<f64> {
        let mut spread = vec![0.0; 128];
        if let Some(code) = place.code() {
            if place != LeafCode::IMPOSSIBLE {
                spread[code as usize] = 1.0;
            }
            return spread;
        }
        if let Some(known) = spreads.get(&place) {
            return known.clone();
        }
        let level = self.builder.forest().level(place);
        for region in 0..self.builder.regions(level) {
            let child = self.builder.forest().child(place, region);
            let below = self.spread(child, spreads);
            for (share, part) in spread.iter_mut().zip(&below) {
                *share += part * self.priors[level][region];
            }
        }
        spreads.insert(place, spread.clone());
        spread
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
        let mut outcomes = (0..128u32)
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

/// Whether two of these share no outcome and both can occur everywhere: then they differ everywhere.
fn apart(parts: &[Residual]) -> bool {
    let certain: SmallVec<[u128; 8]> = (parts.iter())
        .map(|part| part.leaves)
        .filter(|leaves| leaves & Residual::IMPOSSIBLE == 0)
        .collect();
    certain.iter().enumerate().any(|(nth, one)| certain[..nth].iter().any(|two| one & two == 0))
}

fn merge(branches: &mut Branches, part: Ref, weight: f64) {
    match branches.iter_mut().find(|(known, _)| *known == part) {
        Some((_, whole)) => *whole += weight,
        None => branches.push((part, weight)),
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
            .map(|(region, value)| weigh(region, f64::from(value.weight)))
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
