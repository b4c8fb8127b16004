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
//!
//! What a person does not know is taken out of the residual first: each cell then leads to all the
//! outcomes that the unknown leaves open, and is settled when no answer can change which these are.

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
    /// The leaves it can still reach, one bit for each code.
    leaves: u128,
    /// Whether every cell that can occur leads to the same outcomes.
    settled: bool,
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

    /// A residual without cells.
    const NOTHING: Self = Self { leaves: 0, settled: true, inputs: 0, mass: 0.0 };

    fn outcomes(&self) -> u128 {
        self.leaves & !Self::IMPOSSIBLE
    }

    /// The cells of this residual and, with a weight, those of another.
    fn and(self, other: Self, weight: f64) -> Self {
        let (one, two) = (self.outcomes(), other.outcomes());
        let agree = one == two || one == 0 || two == 0;
        Self {
            leaves: self.leaves | other.leaves,
            settled: self.settled && other.settled && agree,
            inputs: self.inputs | other.inputs,
            mass: self.mass + weight * other.mass,
        }
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

/// Branches by which something is remembered.
type BranchKey = SmallVec<[(Ref, u64); 8]>;

/// Sets of outcomes, each with how likely it is.
type Spread = SmallVec<[(u128, f64); 8]>;

/// The code of the first leaf that stands for several outcomes: above those of all single ones.
const FIRST_MIXED: u32 = 128;

/// Finds questions for one decision in one edition. Keeps what it has worked out, so that asking
/// again after another answer is cheap.
pub struct Planner<'a> {
    definition: &'a Definition,
    diagram: &'a Diagram,
    builder: Builder,
    /// For each level, the prior probability of each region.
    priors: Vec<Vec<f64>>,
    residuals: FxHashMap<Ref, Residual>,
    solved: FxHashMap<Ref, Best>,
    turning: FxHashMap<(Ref, usize), f64>,
    differences: FxHashMap<BranchKey, f64>,
    mixtures: FxHashMap<BranchKey, Ref>,
    /// The leaves that stand for several outcomes, in the order of their codes.
    mixed_leaves: Vec<Residual>,
    limit: usize,
    /// The steps taken before the present question.
    before: usize,
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
            mixtures: FxHashMap::default(),
            mixed_leaves: Vec::new(),
            limit,
            before: 0,
        }
    }

    /// The next question; `None` where nothing that could still be asked would change anything.
    ///
    /// `unknown` are the inputs that the person does not know; they are not asked again.
    pub fn next(&mut self, answers: &Answers, unknown: &[usize]) -> Option<Question> {
        let (cube, root) = self.residual_of(answers);
        let place = self.without(root, unknown);
        if self.residual(place).settled {
            return None;
        }
        self.before = self.steps();
        let (best, exact) = match self.solve(place) {
            Ok(best) => (best, true),
            Err(TooLarge) => (self.most_informative(place), false),
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
            self.solved.clear();
            self.turning.clear();
            self.differences.clear();
            self.mixtures.clear();
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
            let mixed = code.checked_sub(FIRST_MIXED).and_then(|n| self.mixed_leaves.get(n as usize));
            let mass = if place == LeafCode::IMPOSSIBLE { 0.0 } else { 1.0 };
            return mixed.copied().unwrap_or_else(|| Residual {
                leaves: 1 << code,
                mass,
                ..Residual::NOTHING
            });
        }
        if let Some(&known) = self.residuals.get(&place) {
            return known;
        }
        let level = self.builder.forest().level(place);
        let mut whole = Residual { inputs: 1 << self.input_at(place), ..Residual::NOTHING };
        for region in 0..self.builder.regions(level) {
            let child = self.builder.forest().child(place, region);
            whole = whole.and(self.residual(child), self.priors[level][region]);
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

    /// A residual without the inputs that nobody knows: each cell leads to all the outcomes that
    /// they leave open.
    fn without(&mut self, place: Ref, unknown: &[usize]) -> Ref {
        let mut place = place;
        for &input in unknown {
            let residual = self.residual(place);
            if self.inputs(&residual).any(|open| open == input) {
                let branches = self.branches(place, input);
                place = self.mixture(&branches);
            }
        }
        place
    }

    /// Weighted functions as one: each cell leads to the outcomes of all of them.
    fn mixture(&mut self, parts: &[(Ref, f64)]) -> Ref {
        let Some(level) = self.top_level(parts) else {
            let mut whole = Residual::NOTHING;
            for &(part, weight) in parts {
                whole = whole.and(self.residual(part), weight);
            }
            return self.leaf(whole);
        };
        let key = key(parts);
        if let Some(&known) = self.mixtures.get(&key) {
            return known;
        }
        let children: SmallVec<[Ref; 8]> = (0..self.builder.regions(level))
            .map(|region| {
                let below = self.below(parts, level, region);
                self.mixture(&below)
            })
            .collect();
        let mixture = self.builder.node(level, &children);
        self.mixtures.insert(key, mixture);
        mixture
    }

    /// The leaf for the outcomes of a residual, and for how likely it is to be possible.
    fn leaf(&mut self, of: Residual) -> Ref {
        // Sums that differ by rounding alone are the same leaf.
        let mass = (of.mass * 1e12).round() / 1e12;
        let leaf = Residual { leaves: of.outcomes(), mass, ..Residual::NOTHING };
        if leaf.leaves == 0 {
            return LeafCode::IMPOSSIBLE;
        }
        if leaf.leaves.is_power_of_two() && mass == 1.0 {
            return Ref::leaf(leaf.leaves.trailing_zeros());
        }
        let same = |known: &Residual| known.leaves == leaf.leaves && known.mass == mass;
        let nth = self.mixed_leaves.iter().position(same).unwrap_or_else(|| {
            self.mixed_leaves.push(leaf);
            self.mixed_leaves.len() - 1
        });
        Ref::leaf(FIRST_MIXED + nth as u32)
    }

    /// The first level that any of some functions branches on.
    fn top_level(&self, parts: &[(Ref, f64)]) -> Option<usize> {
        (parts.iter())
            .filter(|(part, _)| part.code().is_none())
            .map(|(part, _)| self.builder.forest().level(*part))
            .min()
    }

    /// What is left of some functions in one region of a variable.
    fn below(&mut self, parts: &[(Ref, f64)], level: usize, region: usize) -> Branches {
        let mut below = Branches::new();
        for &(part, weight) in parts {
            merge(&mut below, self.builder.cofactor(part, level, region), weight);
        }
        below
    }

    /// How much has been worked out so far.
    fn steps(&self) -> usize {
        self.builder.steps() + self.differences.len()
    }

    /// The inputs that a residual depends on.
    fn inputs(&self, residual: &Residual) -> impl Iterator<Item = usize> + use<> {
        let inputs = residual.inputs;
        (0..self.definition.inputs.len()).filter(move |input| inputs >> input & 1 == 1)
    }

    /// The best way to settle a residual.
    fn solve(&mut self, place: Ref) -> Result<Best, TooLarge> {
        let residual = self.residual(place);
        if residual.settled {
            return Ok(Best { cost: 0.0, depth: 0, input: usize::MAX });
        }
        if let Some(&known) = self.solved.get(&place) {
            return Ok(known);
        }
        if self.steps() - self.before >= self.limit {
            return Err(TooLarge);
        }
        let best = match self.candidates(place) {
            Candidates::Forced(input) => {
                let (mut cost, mut depth) = (self.cost(input), 0);
                for (part, weight) in self.branches(place, input) {
                    let below = self.solve(part)?;
                    cost += weight * self.residual(part).mass / residual.mass * below.cost;
                    depth = depth.max(below.depth);
                }
                Best { cost, depth: depth + 1, input }
            }
            Candidates::Open(influence, candidates) => {
                self.cheapest(place, candidates, influence)?
            }
        };
        self.solved.insert(place, best);
        Ok(best)
    }

    /// The best of several inputs to ask first.
    fn cheapest(
        &mut self,
        place: Ref,
        candidates: Vec<(f64, usize)>,
        influence: f64,
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
                let below = self.solve(part)?;
                cost += share * (below.cost - self.influence(part));
                depth = depth.max(below.depth);
            }
            if cost < best.cost - TIE {
                best = Best { cost, depth: depth + 1, input };
            }
        }
        Ok(best)
    }

    /// The inputs worth trying first.
    fn candidates(&mut self, place: Ref) -> Candidates {
        let residual = self.residual(place);
        let mut total = 0.0;
        let mut found: Vec<(f64, usize)> = Vec::new();
        // The input that the diagram branches on first is the likeliest to be forced.
        let top = self.input_at(place);
        let others = self.inputs(&residual).filter(|&input| input != top);
        for input in [top].into_iter().chain(others) {
            let share = self.turning(place, input) / residual.mass;
            if share >= 1.0 - TIE {
                return Candidates::Forced(input);
            }
            total += self.cost(input) * share;
            found.push((self.cost(input) * (1.0 - share), input));
        }
        found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        Candidates::Open(total, found)
    }

    /// The total influence of the inputs of a residual.
    fn influence(&mut self, place: Ref) -> f64 {
        let residual = self.residual(place);
        if residual.settled {
            return 0.0;
        }
        self.inputs(&residual)
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
        let known: SmallVec<[Residual; 8]> =
            parts.iter().map(|&(part, _)| self.residual(part)).collect();
        let whole = (parts.iter().zip(&known))
            .fold(Residual::NOTHING, |whole, (&(_, weight), part)| whole.and(*part, weight));
        if parts.len() <= 1 || whole.settled {
            return 0.0;
        }
        let level = self.top_level(&parts);
        let Some(level) = level.filter(|_| !apart(&known)) else { return whole.mass };
        let key = key(&parts);
        if let Some(&known) = self.differences.get(&key) {
            return known;
        }
        let mut share = 0.0;
        for region in 0..self.builder.regions(level) {
            let below = self.below(&parts, level, region);
            share += self.priors[level][region] * self.difference(&below);
        }
        self.differences.insert(key, share);
        share
    }

    /// The input that tells most about the outcome for its cost.
    fn most_informative(&mut self, place: Ref) -> Best {
        let residual = self.residual(place);
        let mut spreads = FxHashMap::default();
        let before = self.entropy(place, &mut spreads);
        let mut best: Option<(f64, usize)> = None;
        for input in self.inputs(&residual) {
            let mut after = 0.0;
            for (part, weight) in self.branches(place, input) {
                let share = weight * self.residual(part).mass / residual.mass;
                after += share * self.entropy(part, &mut spreads);
            }
            let gain = (before - after) / self.cost(input);
            if best.is_none_or(|(most, _)| gain > most + TIE) {
                best = Some((gain, input));
            }
        }
        let input = best.map_or(usize::MAX, |(_, input)| input);
        let depth = residual.inputs.count_ones() as usize;
        Best { cost: depth as f64, depth, input }
    }

    /// The entropy of the outcomes, in bits.
    fn entropy(&mut self, place: Ref, spreads: &mut FxHashMap<Ref, Spread>) -> f64 {
        let spread = self.spread(place, spreads);
        let whole: f64 = spread.iter().map(|(_, share)| share).sum();
        spread
            .iter()
            .filter(|(_, share)| *share > 0.0)
            .map(|(_, share)| -share / whole * (share / whole).log2())
            .sum()
    }

    /// The share of each set of outcomes.
    fn spread(&mut self, place: Ref, spreads: &mut FxHashMap<Ref, Spread>) -> Spread {
        if place.code().is_some() {
            let leaf = self.residual(place);
            return smallvec![(leaf.outcomes(), leaf.mass)];
        }
        if let Some(known) = spreads.get(&place) {
            return known.clone();
        }
        let level = self.builder.forest().level(place);
        let mut spread = Spread::new();
        for region in 0..self.builder.regions(level) {
            let child = self.builder.forest().child(place, region);
            let prior = self.priors[level][region];
            for (outcomes, share) in self.spread(child, spreads) {
                match spread.iter_mut().find(|(known, _)| *known == outcomes) {
                    Some((_, whole)) => *whole += prior * share,
                    None => spread.push((outcomes, prior * share)),
                }
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

/// Whether two of these share no outcome and both can occur everywhere: then they differ everywhere.
fn apart(parts: &[Residual]) -> bool {
    let certain: SmallVec<[u128; 8]> = (parts.iter())
        .map(|part| part.leaves)
        .filter(|leaves| leaves & Residual::IMPOSSIBLE == 0)
        .collect();
    certain.iter().enumerate().any(|(nth, one)| certain[..nth].iter().any(|two| one & two == 0))
}

fn key(parts: &[(Ref, f64)]) -> BranchKey {
    let mut key: BranchKey = parts.iter().map(|(part, weight)| (*part, weight.to_bits())).collect();
    key.sort_unstable();
    key
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
