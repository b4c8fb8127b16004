//! From a definition to a diagram, or to what is wrong with it.
//!
//! Every rule's condition becomes a function over the cells; survival, applicability, defeat and
//! the winner are then combinations of those functions. What remains without a winner, or with
//! two, is exactly what is wrong, and any path to it is a witness.

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::diagram::{Diagram, LeafCode};
use crate::forest::{Builder, Forest, Ref};
use crate::model::{Condition, Definition, Fact, MAX_INPUTS, MAX_OUTCOMES, RuleKind};
use crate::space::{Cube, Space, TooManyRegions};

/// What keeps a definition from becoming a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Flaw {
    /// More inputs than a diagram can hold.
    TooManyInputs {
        /// How many there are.
        inputs: usize,
    },
    /// More options and pieces of advice than a diagram can hold.
    TooManyOutcomes {
        /// How many there are.
        outcomes: usize,
    },
    /// An input with more values or thresholds than a diagram can hold.
    TooManyRegions {
        /// The edition.
        edition: usize,
        /// The input.
        input: usize,
        /// How many regions it would have.
        regions: usize,
    },
    /// Rules that defeat one another in a circle.
    PrecedenceCycle {
        /// The edition.
        edition: usize,
        /// The rules, each defeating the next, the last the first.
        rules: Vec<usize>,
    },
    /// The `assume` rules leave no cell.
    NothingCanOccur {
        /// The edition.
        edition: usize,
    },
    /// Cells in which options survive but no rule picks one.
    Gap {
        /// The edition.
        edition: usize,
        /// Such cells.
        witness: Cube,
        /// The options that survive in some of them.
        survivors: Vec<usize>,
    },
    /// Cells in which undefeated rules disagree.
    Conflict {
        /// The edition.
        edition: usize,
        /// Such cells.
        witness: Cube,
        /// The two rules.
        rules: [usize; 2],
    },
    /// Cells in which no option survives and no `none` rule holds.
    DeadEnd {
        /// The edition.
        edition: usize,
        /// Such cells.
        witness: Cube,
        /// For each option, the rules that exclude it in some of them.
        excluded_by: Vec<Vec<usize>>,
    },
}

/// The rules of a decision as functions over its cells.
pub(crate) struct Conditions {
    /// Where cells can occur.
    pub(crate) possible: Ref,
    /// Where each rule holds, among the cells that can occur.
    pub(crate) holds: Vec<Ref>,
}

/// What the rules make of the cells.
pub(crate) struct Outcomes {
    /// The winner of each cell.
    pub(crate) outcome: Ref,
    /// Where each `prefer` or `none` rule is undefeated and so decides.
    pub(crate) decides: Vec<Ref>,
    /// Where each option survives.
    pub(crate) survives: Vec<Ref>,
    /// For each leaf that some rule leads to, where undefeated rules do. Where two of these
    /// overlap, rules disagree.
    pub(crate) wins: Vec<(Ref, Ref)>,
}

/// Compiles one edition of a definition.
pub(crate) fn compile(
    definition: &Definition,
    facts: &[Fact],
    edition: usize,
) -> Result<Diagram, Vec<Flaw>> {
    if definition.inputs.len() > MAX_INPUTS {
        return Err(vec![Flaw::TooManyInputs { inputs: definition.inputs.len() }]);
    }
    let outcomes = LeafCode::outcomes(definition);
    if outcomes > MAX_OUTCOMES {
        return Err(vec![Flaw::TooManyOutcomes { outcomes }]);
    }
    let space =
        Space::of(definition, facts, edition).map_err(|TooManyRegions { input, regions }| {
            vec![Flaw::TooManyRegions { edition, input, regions }]
        })?;
    let mut builder = Builder::new(space.variables.iter().map(|v| v.regions()).collect());
    let conditions = conditions(&mut builder, definition, &space, facts, edition);
    if conditions.possible == Ref::FALSE {
        return Err(vec![Flaw::NothingCanOccur { edition }]);
    }
    let defeats = defeats(&mut builder, definition, &conditions, edition)
        .map_err(|rules| vec![Flaw::PrecedenceCycle { edition, rules }])?;
    let offered: Vec<bool> =
        definition.options.iter().map(|option| option.editions.contains(edition)).collect();
    let result = outcomes_of(&mut builder, definition, &conditions, &defeats, &offered);

    let flaws = flaws(&mut builder, definition, &space, &conditions, &result, edition);
    if !flaws.is_empty() {
        return Err(flaws);
    }
    Ok(Diagram::new(&builder, definition, space, &conditions, &result, defeats))
}

/// The function of every rule's condition.
fn conditions(
    builder: &mut Builder,
    definition: &Definition,
    space: &Space,
    facts: &[Fact],
    edition: usize,
) -> Conditions {
    let mut holds: Vec<Ref> = (definition.rules.iter())
        .map(|rule| {
            if rule.editions.contains(edition) {
                condition(builder, space, &rule.when, facts, edition)
            } else {
                Ref::FALSE
            }
        })
        .collect();
    let mut impossible = Ref::FALSE;
    for (rule, &function) in definition.rules.iter().zip(&holds) {
        if rule.kind == RuleKind::Assume {
            impossible = builder.or(impossible, function);
        }
    }
    let possible = builder.not(impossible);
    for (rule, function) in definition.rules.iter().zip(&mut holds) {
        if rule.kind != RuleKind::Assume {
            *function = builder.and(*function, possible);
        }
    }
    Conditions { possible, holds }
}

fn condition(
    builder: &mut Builder,
    space: &Space,
    condition: &Condition,
    facts: &[Fact],
    edition: usize,
) -> Ref {
    let mut whole = Ref::FALSE;
    for conjunction in &condition.0 {
        let mut masks = space.everything();
        let mut anys = Vec::new();
        for test in conjunction {
            let literals = space.literals(test, facts, edition);
            for (level, mask) in literals.all {
                masks.0[level] &= mask;
            }
            anys.extend(literals.any);
        }
        let mut part = Ref::TRUE;
        for (level, variable) in space.variables.iter().enumerate().rev() {
            if masks.0[level] != variable.all() {
                part = builder.literal(level, masks.0[level], part);
            }
        }
        for levels in anys {
            let mut any = Ref::FALSE;
            for level in levels {
                let member = builder.literal(level, 0b10, Ref::TRUE);
                any = builder.or(any, member);
            }
            part = builder.and(part, any);
        }
        whole = builder.or(whole, part);
    }
    whole
}

/// For every rule, the rules that it defeats: by its own word, or because it is strictly narrower.
/// An error is a circle.
fn defeats(
    builder: &mut Builder,
    definition: &Definition,
    conditions: &Conditions,
    edition: usize,
) -> Result<Vec<Vec<usize>>, Vec<usize>> {
    let count = definition.rules.len();
    let said = closure(definition);
    let contend: Vec<usize> = (0..count)
        .filter(|&rule| {
            matches!(definition.rules[rule].kind, RuleKind::Prefer { .. } | RuleKind::None { .. })
                && definition.rules[rule].editions.contains(edition)
                && conditions.holds[rule] != Ref::FALSE
        })
        .collect();
    let mut narrower: Vec<(usize, usize)> = Vec::new();
    for (place, &left) in contend.iter().enumerate() {
        for &right in &contend[place + 1..] {
            let same_kind = std::mem::discriminant(&definition.rules[left].kind)
                == std::mem::discriminant(&definition.rules[right].kind);
            let spoken = said[left][right] || said[right][left];
            let (one, two) = (conditions.holds[left], conditions.holds[right]);
            if !same_kind || spoken || one == two {
                continue;
            }
            let both = builder.and(one, two);
            if both == one {
                narrower.push((left, right));
            } else if both == two {
                narrower.push((right, left));
            }
        }
    }
    let direct = (0..count)
        .flat_map(|rule| definition.rules[rule].over().iter().map(move |&loser| (rule, loser)));
    let mut graph: DiGraph<usize, ()> = DiGraph::new();
    let places: Vec<NodeIndex> = (0..count).map(|rule| graph.add_node(rule)).collect();
    for (winner, loser) in direct.chain(narrower.iter().copied()) {
        graph.add_edge(places[winner], places[loser], ());
    }
    if let Some(circle) = circle(&graph) {
        return Err(circle);
    }
    let mut defeats: Vec<Vec<usize>> =
        (said.iter()).map(|losers| (0..count).filter(|&loser| losers[loser]).collect()).collect();
    for (winner, loser) in narrower {
        defeats[winner].push(loser);
    }
    defeats.iter_mut().for_each(|losers| losers.sort_unstable());
    Ok(defeats)
}

/// `said[a][b]`: rule a defeats rule b by its own word, directly or through others.
fn closure(definition: &Definition) -> Vec<Vec<bool>> {
    (0..definition.rules.len())
        .map(|start| {
            let mut reached = vec![false; definition.rules.len()];
            let mut open = definition.rules[start].over().to_vec();
            while let Some(rule) = open.pop() {
                if !std::mem::replace(&mut reached[rule], true) {
                    open.extend(definition.rules[rule].over());
                }
            }
            reached
        })
        .collect()
}

/// A circle in a graph, each node followed by one it points to; the smallest node comes first.
pub(crate) fn circle(graph: &DiGraph<usize, ()>) -> Option<Vec<usize>> {
    let tangled = tarjan_scc(graph).into_iter().find(|group| {
        group.len() > 1 || group.iter().any(|&node| graph.contains_edge(node, node))
    })?;
    let start = tangled.iter().copied().min_by_key(|&node| graph[node])?;
    // The shortest way back to the start, by breadth.
    let mut ways = vec![vec![start]];
    loop {
        let mut longer = Vec::new();
        for way in &ways {
            let end = *way.last()?;
            let mut next: Vec<NodeIndex> = graph.neighbors(end).collect();
            next.sort_by_key(|&node| graph[node]);
            for node in next {
                if node == start {
                    return Some(way.iter().map(|&node| graph[node]).collect());
                }
                let new =
                    longer.iter().chain(&ways).all(|known: &Vec<NodeIndex>| !known.contains(&node));
                if tangled.contains(&node) && new {
                    let mut further = way.clone();
                    further.push(node);
                    longer.push(further);
                }
            }
        }
        if longer.is_empty() {
            return None;
        }
        ways = longer;
    }
}

/// The winner of every cell, given where the rules hold and which options can be had at all.
pub(crate) fn outcomes_of(
    builder: &mut Builder,
    definition: &Definition,
    conditions: &Conditions,
    defeats: &[Vec<usize>],
    offered: &[bool],
) -> Outcomes {
    let survives = survivors(builder, definition, conditions, offered);
    let mut any_survives = Ref::FALSE;
    for &option in &survives {
        any_survives = builder.or(any_survives, option);
    }
    // What each contending rule does where it is applicable: a leaf and where it leads there.
    let mut effects: Vec<Vec<(Ref, Ref)>> = vec![Vec::new(); definition.rules.len()];
    let mut advice = 0;
    for (index, rule) in definition.rules.iter().enumerate() {
        match &rule.kind {
            RuleKind::Prefer { picks, .. } => {
                let mut left = conditions.holds[index];
                for &pick in picks {
                    let here = builder.and(left, survives[pick]);
                    effects[index].push((LeafCode::option(pick), here));
                    left = builder.without(left, survives[pick]);
                }
            }
            RuleKind::None { .. } => {
                let here = builder.without(conditions.holds[index], any_survives);
                effects[index].push((LeafCode::advice(definition.options.len(), advice), here));
                advice += 1;
            }
            RuleKind::Exclude { .. } | RuleKind::Assume => {}
        }
    }
    let applicable: Vec<Ref> = effects
        .iter()
        .map(|parts| parts.iter().fold(Ref::FALSE, |whole, &(_, here)| builder.or(whole, here)))
        .collect();
    let mut defeated = vec![Ref::FALSE; applicable.len()];
    for (winner, losers) in defeats.iter().enumerate() {
        for &loser in losers {
            defeated[loser] = builder.or(defeated[loser], applicable[winner]);
        }
    }
    let decides: Vec<Ref> = applicable
        .iter()
        .zip(&defeated)
        .map(|(&applicable, &defeated)| builder.without(applicable, defeated))
        .collect();

    let mut wins: Vec<(Ref, Ref)> = Vec::new();
    for (parts, &decides) in effects.iter().zip(&decides) {
        for &(leaf, here) in parts {
            let here = builder.and(here, decides);
            match wins.iter_mut().find(|(known, _)| *known == leaf) {
                Some((_, whole)) => *whole = builder.or(*whole, here),
                None => wins.push((leaf, here)),
            }
        }
    }
    let mut outcome = builder.choose(any_survives, LeafCode::GAP, LeafCode::DEAD_END);
    let (mut claimed, mut contested) = (Ref::FALSE, Ref::FALSE);
    for &(leaf, here) in &wins {
        let overlap = builder.and(claimed, here);
        contested = builder.or(contested, overlap);
        claimed = builder.or(claimed, here);
        outcome = builder.choose(here, leaf, outcome);
    }
    outcome = builder.choose(contested, LeafCode::CONFLICT, outcome);
    outcome = builder.choose(conditions.possible, outcome, LeafCode::IMPOSSIBLE);
    Outcomes { outcome, decides, survives, wins }
}

/// Where each option survives.
fn survivors(
    builder: &mut Builder,
    definition: &Definition,
    conditions: &Conditions,
    offered: &[bool],
) -> Vec<Ref> {
    let mut excluded = vec![Ref::FALSE; offered.len()];
    for (rule, &holds) in definition.rules.iter().zip(&conditions.holds) {
        if let RuleKind::Exclude { options } = &rule.kind {
            for &option in options {
                excluded[option] = builder.or(excluded[option], holds);
            }
        }
    }
    (offered.iter().zip(&excluded))
        .map(
            |(&offered, &excluded)| {
                if offered { builder.without(conditions.possible, excluded) } else { Ref::FALSE }
            },
        )
        .collect()
}

/// Everything wrong with the outcome of the cells, each kind with a witness.
fn flaws(
    builder: &mut Builder,
    definition: &Definition,
    space: &Space,
    conditions: &Conditions,
    result: &Outcomes,
    edition: usize,
) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    if let Some(witness) = shortest(builder.forest(), space, result.outcome, LeafCode::GAP) {
        let survivors = (0..definition.options.len())
            .filter(|&option| meets(builder, result.survives[option], &witness))
            .collect();
        flaws.push(Flaw::Gap { edition, witness, survivors });
    }
    if let Some(witness) = shortest(builder.forest(), space, result.outcome, LeafCode::DEAD_END) {
        let excluded_by = (0..definition.options.len())
            .map(|option| {
                (0..definition.rules.len())
                    .filter(|&rule| {
                        matches!(&definition.rules[rule].kind, RuleKind::Exclude { options } if options.contains(&option))
                            && meets(builder, conditions.holds[rule], &witness)
                    })
                    .collect()
            })
            .collect();
        flaws.push(Flaw::DeadEnd { edition, witness, excluded_by });
    }
    let contested = (builder.forest())
        .reaches(result.outcome, LeafCode::CONFLICT, |level| space.variables[level].regions());
    if contested {
        flaws.extend(conflicts(builder, definition, space, conditions, result, edition));
    }
    flaws
}

/// Each pair of undefeated rules that disagree somewhere.
fn conflicts(
    builder: &mut Builder,
    definition: &Definition,
    space: &Space,
    conditions: &Conditions,
    result: &Outcomes,
    edition: usize,
) -> Vec<Flaw> {
    let deciding: Vec<usize> =
        (0..definition.rules.len()).filter(|&rule| result.decides[rule] != Ref::FALSE).collect();
    let mut found = Vec::new();
    for (place, &left) in deciding.iter().enumerate() {
        for &right in &deciding[place + 1..] {
            let both = builder.and(result.decides[left], result.decides[right]);
            if both == Ref::FALSE {
                continue;
            }
            let agree = agreement(builder, definition, conditions, result, left, right);
            let disagree = builder.without(both, agree);
            if let Some(witness) = shortest(builder.forest(), space, disagree, Ref::TRUE) {
                found.push(Flaw::Conflict { edition, witness, rules: [left, right] });
            }
        }
    }
    found
}

/// Where two rules pick the same option.
fn agreement(
    builder: &mut Builder,
    definition: &Definition,
    conditions: &Conditions,
    result: &Outcomes,
    left: usize,
    right: usize,
) -> Ref {
    let mut agree = Ref::FALSE;
    let [one, two] = [left, right].map(|rule| match &definition.rules[rule].kind {
        RuleKind::Prefer { picks, .. } => picks.as_slice(),
        _ => &[],
    });
    for &option in one.iter().filter(|option| two.contains(option)) {
        let mut both = result.survives[option];
        for (rule, picks) in [(left, one), (right, two)] {
            both = builder.and(both, conditions.holds[rule]);
            for &earlier in picks.iter().take_while(|&&pick| pick != option) {
                both = builder.without(both, result.survives[earlier]);
            }
        }
        agree = builder.or(agree, both);
    }
    agree
}

/// Whether a function holds somewhere in a cube.
fn meets(builder: &mut Builder, function: Ref, cube: &Cube) -> bool {
    let copy = builder.forest().clone();
    builder.restrict(&copy, function, &cube.0) != Ref::FALSE
}

/// The cells along the path to a leaf that names the fewest variables.
pub(crate) fn shortest(forest: &Forest, space: &Space, root: Ref, leaf: Ref) -> Option<Cube> {
    let steps = forest.distances(root, leaf, |level| space.variables[level].regions());
    let mut cube = space.everything();
    let mut place = root;
    let mut left = *steps.get(&root)?;
    while left > 0 {
        let level = forest.level(place);
        let towards = |child: &Ref| steps.get(child).is_some_and(|&further| further + 1 == left);
        let children: Vec<Ref> = forest.children(place, space.variables[level].regions()).collect();
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
