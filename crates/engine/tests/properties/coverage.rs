//! What cases show, and what would show the rest, against all cells and all pairs of them.

use std::collections::BTreeMap;

use proptest::prelude::*;
use shirube_engine::coverage::{Coverage, Goal, Standing, Survey, Trial};
use shirube_engine::interpreter::{Concrete, Interpreter, Ruling};
use shirube_engine::model::{Accept, Definition, Editions, QuantityTest, RuleKind, Test};
use shirube_engine::space::Split;
use shirube_engine::{Cube, Decision, Verdict};

use crate::support::{Cell, Dice, Sample, Size, World, check, full_answers, samples, some_answers};

#[test]
fn goals_stand_as_looking_at_every_cell_and_every_pair_says() {
    let tally = check(200, samples(Size::SMALL), |sample, tally| {
        let Some((decision, trials)) = tried(&sample) else { return Ok(()) };
        let found = Survey::of(&decision, &sample.facts).coverage(&trials);
        let mut expected = Coverage::new();
        for edition in 0..sample.editions {
            let world = World::new(&sample, &decision, edition);
            let cubes: Vec<Cube> = (trials.iter().filter(|trial| trial.edition == edition))
                .map(|trial| world.cube(&trial.answers))
                .filter(|cube| matches!(world.verdict(cube), Verdict::Settled(_)))
                .collect();
            for (goal, standing) in brute(&world, &cubes) {
                let known = expected.entry(goal).or_insert(Standing::Impossible);
                if *known == Standing::Impossible || matches!(standing, Standing::Shown(_)) {
                    *known = standing;
                }
            }
        }
        prop_assert!(found.keys().eq(expected.keys()), "{:?}\n{:?}", found, expected);
        for (goal, standing) in &found {
            let same = std::mem::discriminant(standing) == std::mem::discriminant(&expected[goal]);
            prop_assert!(same, "{goal:?}: {standing:?}, not {:?}", expected[goal]);
            tally.saw(match (goal, standing) {
                (Goal::Alone { .. }, Standing::Shown(_)) => "a pair shown",
                (Goal::Alone { .. }, Standing::Missing) => "a pair missing",
                (Goal::Alone { .. }, Standing::Impossible) => "a pair that cannot be",
                (Goal::Excludes { .. }, Standing::Shown(_)) => "an exclusion shown",
                (Goal::Excludes { .. }, _) => "an exclusion not shown",
                (Goal::Beside { .. }, Standing::Shown(_)) => "beside a threshold",
                (_, Standing::Missing) => "something else missing",
                _ => "something else",
            });
        }
        Ok(())
    });
    tally.expect(&[
        ("a pair shown", 20),
        ("a pair missing", 100),
        ("a pair that cannot be", 100),
        ("an exclusion shown", 20),
        ("an exclusion not shown", 100),
        ("beside a threshold", 20),
        ("something else missing", 100),
    ]);
}

#[test]
fn what_is_suggested_shows_all_that_is_missing() {
    let tally = check(150, samples(Size::SMALL), |sample, tally| {
        let Some((decision, trials)) = tried(&sample) else { return Ok(()) };
        let mut survey = Survey::of(&decision, &sample.facts);
        for pairs in [false, true] {
            let mut trials = trials.clone();
            let missing = |coverage: &Coverage| {
                let goals = coverage.iter().filter(|(goal, standing)| {
                    **standing == Standing::Missing
                        && (pairs || !matches!(goal, Goal::Alone { .. }))
                });
                goals.count()
            };
            let before = missing(&survey.coverage(&trials));
            let suggested = survey.suggest(&trials, pairs);
            prop_assert!(suggested.len() <= 2 * before);
            tally.saw_if(suggested.len() > 1 && suggested.len() < before, "fewer than is missing");
            let mut goals = 0;
            for suggestion in suggested {
                goals += suggestion.goals.len();
                tally.saw_if(!suggestion.answers.is_empty(), "an answer is needed");
                let all = suggestion.answers.len() == sample.definition.inputs.len();
                tally.saw_if(!all, "an answer is left out");
                for edition in 0..sample.editions {
                    let cube = decision.cube(edition, &suggestion.answers);
                    let verdict = decision.diagram(edition).verdict(&cube);
                    let right = verdict == Verdict::Settled(suggestion.outcome);
                    prop_assert_eq!(right, suggestion.editions.contains(edition));
                    if right {
                        trials.push(Trial { edition, answers: suggestion.answers.clone() });
                    }
                }
            }
            let after = survey.coverage(&trials);
            prop_assert_eq!(missing(&after), 0, "{:?}", after);
            prop_assert_eq!(goals, before);
        }
        Ok(())
    });
    tally.expect(&[
        ("fewer than is missing", 50),
        ("an answer is needed", 50),
        ("an answer is left out", 50),
    ]);
}

/// A decision with some cases: whole cells and, fewer, answers of every kind.
fn tried(sample: &Sample) -> Option<(Decision, Vec<Trial>)> {
    let decision =
        Decision::compile(sample.definition.clone(), &sample.facts, sample.editions).ok()?;
    let mut dice = Dice::new(sample.seed ^ 5);
    let mut trials = Vec::new();
    for edition in 0..sample.editions {
        let world = World::new(sample, &decision, edition);
        for _ in 0..dice.roll(8) {
            let cell = dice.one_of(&world.cells);
            trials.push(Trial { edition, answers: full_answers(sample, &cell.values) });
        }
        for _ in 0..dice.roll(3) {
            trials.push(Trial { edition, answers: some_answers(&mut dice, &sample.definition) });
        }
    }
    Some((decision, trials))
}

/// The goals of an edition, found the slow way; who shows them is left out.
fn brute(world: &World<'_>, cases: &[Cube]) -> Vec<(Goal, Standing)> {
    let definition = &world.sample.definition;
    let mut goals = BTreeMap::new();
    for (rule, written) in definition.rules.iter().enumerate() {
        if !written.editions.contains(world.edition) || written.kind == RuleKind::Assume {
            continue;
        }
        if let RuleKind::Exclude { .. } = written.kind {
            let mut without = definition.clone();
            without.rules[rule].editions = Editions(0);
            let interpreter = Interpreter::new(&without, &world.sample.facts, world.edition);
            let other = |cell: &Cell| match interpreter.ruling(&cell.values) {
                Ruling::Outcome(outcome, _) => cell.outcome() != Some(outcome),
                _ => true,
            };
            goals.insert(Goal::Excludes { rule }, one(world, cases, &other));
        } else {
            let decides =
                |cell: &Cell| matches!(&cell.ruling, Ruling::Outcome(_, by) if by.contains(&rule));
            goals.insert(Goal::Decides { rule }, one(world, cases, &decides));
        }
        for (goal, standing) in pairs(world, cases, rule) {
            goals.insert(goal, standing);
        }
    }
    for (option, alternative) in definition.options.iter().enumerate() {
        if alternative.editions.contains(world.edition) {
            let wins = |cell: &Cell| definition.outcome_id_of(cell) == Some(&alternative.id);
            goals.insert(Goal::Wins { option }, one(world, cases, &wins));
        }
    }
    for variable in &world.space().variables {
        let Split::Quantity { starts, .. } = &variable.split else { continue };
        for (place, &at) in starts.iter().enumerate().skip(1) {
            for above in [false, true] {
                let beside = |cell: &Cell| match cell.values[variable.input] {
                    Concrete::Quantity(value) if above => {
                        value >= at && starts.get(place + 1).is_none_or(|&next| value < next)
                    }
                    Concrete::Quantity(value) => value < at && value >= starts[place - 1],
                    _ => false,
                };
                let goal = Goal::Beside { input: variable.input, at, above };
                let shown = cases.iter().any(|cube| world.possible(cube).all(beside));
                goals.insert(goal, standing(world, &beside, shown));
            }
        }
    }
    goals.into_iter().collect()
}

trait OutcomeOf {
    fn outcome_id_of(&self, cell: &Cell) -> Option<&String>;
}

impl OutcomeOf for Definition {
    /// The id of the option that wins in a cell.
    fn outcome_id_of(&self, cell: &Cell) -> Option<&String> {
        match cell.outcome()? {
            shirube_engine::Outcome::Option(option) => Some(&self.options[option].id),
            shirube_engine::Outcome::Advice(_) => None,
        }
    }
}

fn one(world: &World<'_>, cases: &[Cube], shows: &dyn Fn(&Cell) -> bool) -> Standing {
    standing(world, shows, cases.iter().any(|cube| world.possible(cube).any(shows)))
}

fn standing(world: &World<'_>, shows: &dyn Fn(&Cell) -> bool, shown: bool) -> Standing {
    if shown {
        Standing::Shown(Vec::new())
    } else if world.cells.iter().any(|cell| cell.possible() && shows(cell)) {
        Standing::Missing
    } else {
        Standing::Impossible
    }
}

/// A condition of a rule: the goal, its input and member, and in which cells it is true.
type Condition = (Goal, usize, Option<usize>, Vec<bool>);

fn pairs(world: &World<'_>, cases: &[Cube], rule: usize) -> Vec<(Goal, Standing)> {
    let mut conditions: Vec<Condition> = Vec::new();
    for (conjunction, tests) in world.sample.definition.rules[rule].when.0.iter().enumerate() {
        for (test, written) in tests.iter().enumerate() {
            for (member, is) in parts(world, written) {
                let truth: Vec<bool> =
                    world.cells.iter().map(|cell| is(cell.values[written.input])).collect();
                let opposite: Vec<bool> = truth.iter().map(|truth| !truth).collect();
                let goal = Goal::Alone { rule, conjunction, test, member };
                let known = |(_, input, of, other): &Condition| {
                    (*input, *of) == (written.input, member)
                        && (*other == truth || *other == opposite)
                };
                if !conditions.iter().any(known) {
                    conditions.push((goal, written.input, member, truth));
                }
            }
        }
    }
    let shown = |goal: usize| {
        let mut standing = Standing::Impossible;
        for (one, first) in world.cells.iter().enumerate() {
            for (two, second) in world.cells.iter().enumerate() {
                if is_pair(world, rule, &conditions, goal, [one, two]) {
                    let by = |cell: &Cell| cases.iter().any(|cube| cell.inside(cube));
                    if by(first) && by(second) {
                        return Standing::Shown(Vec::new());
                    }
                    standing = Standing::Missing;
                }
            }
        }
        standing
    };
    // Of two conditions of one name, the later counts.
    let standings: BTreeMap<Goal, Standing> =
        (0..conditions.len()).map(|index| (conditions[index].0, shown(index))).collect();
    standings.into_iter().collect()
}

/// Whether two cells are a pair in which this condition of a rule changes alone.
fn is_pair(
    world: &World<'_>,
    rule: usize,
    conditions: &[Condition],
    goal: usize,
    pair: [usize; 2],
) -> bool {
    let [first, second] = pair.map(|cell| &world.cells[cell]);
    let mut levels = (0..first.cube.0.len()).filter(|&l| first.cube.0[l] != second.cube.0[l]);
    let (Some(level), None) = (levels.next(), levels.next()) else { return false };
    let variable = &world.space().variables[level];
    let member = match variable.split {
        Split::Member(member) => Some(member),
        _ => None,
    };
    let (_, input, of, _) = &conditions[goal];
    let changes = |(_, _, _, truth): &Condition| truth[pair[0]] != truth[pair[1]];
    let alone =
        conditions.iter().enumerate().all(|(index, known)| changes(known) == (index == goal));
    (variable.input, member) == (*input, *of)
        && alone
        && world.interpreter.holds(rule, &first.values)
        && !world.interpreter.holds(rule, &second.values)
        && first.outcome().is_some()
        && second.outcome().is_some()
        && first.outcome() != second.outcome()
}

type Part<'a> = (Option<usize>, Box<dyn Fn(Concrete) -> bool + 'a>);

/// A test as tests of one variable each.
fn parts<'a>(world: &'a World<'_>, test: &'a Test) -> Vec<Part<'a>> {
    match &test.accept {
        Accept::Values(values) => vec![(
            None,
            Box::new(move |value| match value {
                Concrete::Value(value) => values >> value & 1 == 1,
                Concrete::Flag(flag) => values >> u8::from(flag) & 1 == 1,
                _ => false,
            }),
        )],
        &Accept::Members { all, any, none } => {
            let has = |value: Concrete, member: usize| match value {
                Concrete::Members(members) => members >> member & 1 == 1,
                _ => false,
            };
            let of = |members: u64| (0..64).filter(move |member| members >> member & 1 == 1);
            let must = of(all | none).map(|member| -> Part<'a> {
                let (with, without) = (all >> member & 1 == 1, none >> member & 1 == 1);
                (
                    Some(member),
                    Box::new(move |value| {
                        (!with || has(value, member)) && (!without || !has(value, member))
                    }),
                )
            });
            let may = of(any).map(|member| -> Part<'a> {
                (Some(member), Box::new(move |value| has(value, member)))
            });
            must.chain(may).collect()
        }
        Accept::Quantity(ranges) => {
            let lies = move |value: i64, range: &QuantityTest| {
                let mut alone = world.sample.definition.clone();
                alone.rules.truncate(1);
                alone.rules[0].editions = Editions::ALL;
                alone.rules[0].kind = RuleKind::Assume;
                let accept = Accept::Quantity(vec![*range]);
                alone.rules[0].when.0 = vec![vec![Test { input: test.input, accept }]];
                let mut cell = vec![Concrete::Members(0); alone.inputs.len()];
                cell[test.input] = Concrete::Quantity(value);
                Interpreter::new(&alone, &world.sample.facts, world.edition).holds(0, &cell)
            };
            vec![(
                None,
                Box::new(move |value| match value {
                    Concrete::Quantity(value) => ranges.iter().any(|range| lies(value, range)),
                    _ => false,
                }),
            )]
        }
    }
}
