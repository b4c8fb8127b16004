//! The plan is the cheapest there is, keeps its word, and stops when there is nothing left to ask.

mod brute;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use shirube_engine::model::{InputKind, RuleKind};
use shirube_engine::plan::{Planner, Question};
use shirube_engine::{Answers, Cube, Decision};

use crate::support::{
    Cell, Checked, Dice, Size, Tally, World, answer, check, samples, some_answers,
};
use brute::{Brute, weight};

/// What is known when the planner is asked.
struct Case<'a> {
    world: &'a World<'a>,
    answers: Answers,
    unknown: Vec<usize>,
    cube: Cube,
}

/// Tries a property on random states of knowledge about small random decisions.
fn planned(cases: u32, property: impl Fn(&Case<'_>, &Tally) -> Checked) -> Tally {
    check(cases, samples(Size::SMALL), |sample, tally| {
        let compiled = Decision::compile(sample.definition.clone(), &sample.facts, sample.editions);
        let Ok(decision) = compiled else { return Ok(()) };
        let mut dice = Dice::new(sample.seed);
        for edition in 0..sample.editions {
            let world = World::new(&sample, &decision, edition);
            for turn in 0..5 {
                let mut answers = Answers::none(&sample.definition);
                if turn > 0 {
                    answers = some_answers(&mut dice, &sample.definition);
                }
                let mut unknown = Vec::new();
                if turn % 2 == 1 {
                    let inputs = 0..sample.definition.inputs.len();
                    unknown = inputs.filter(|_| dice.chance(35)).collect();
                }
                for &input in &unknown {
                    // Mostly nothing is known of it, but what is known may be half an answer.
                    if dice.chance(80) {
                        answers.set(input, None);
                    }
                }
                let cube = world.cube(&answers);
                let case = Case { world: &world, answers, unknown, cube };
                property(&case, tally).map_err(|error| {
                    let (answers, unknown) = (&case.answers, &case.unknown);
                    TestCaseError::fail(format!(
                        "edition {edition}, {answers:?}, unknown {unknown:?}: {error}"
                    ))
                })?;
            }
        }
        Ok(())
    })
}

impl Case<'_> {
    fn planner(&self, limit: usize) -> Planner<'_> {
        Planner::with_limit(self.world.decision, self.world.edition, limit)
    }

    /// Whether nothing that can be asked would change anything.
    fn done(&self, cube: &Cube) -> bool {
        Brute::new(self.world, cube, &self.unknown).done()
    }

    /// Asks until the plan ends, answering as in a cell; what was asked on the way.
    fn follow(
        &self,
        planner: &mut Planner<'_>,
        cell: &Cell,
    ) -> Result<Vec<Question>, TestCaseError> {
        let mut answers = self.answers.clone();
        let mut asked = Vec::new();
        while let Some(question) = planner.next(&answers, &self.unknown) {
            let input = question.input;
            prop_assert!(!self.unknown.contains(&input), "asks input {} that is unknown", input);
            let told = answer(self.world.sample, input, cell.values[input]);
            prop_assert!(answers.get(input) != Some(told), "asks input {} again", input);
            answers.set(input, Some(told));
            asked.push(question);
        }
        let cube = self.world.cube(&answers);
        prop_assert!(self.done(&cube), "stops too early, at {:?}", answers);
        Ok(asked)
    }
}

/// More residuals than any small decision has.
const UNLIMITED: usize = usize::MAX;

#[test]
fn there_is_a_question_if_and_only_if_some_answer_could_change_the_verdict() {
    let tally = planned(2_400, |case, tally| {
        let question = case.planner(UNLIMITED).next(&case.answers, &case.unknown);
        prop_assert_eq!(question.is_none(), case.done(&case.cube), "{:?}", question);
        let open = case.world.verdict(&case.cube);
        let open = matches!(open, shirube_engine::Verdict::Open(_));
        tally.saw_if(question.is_some(), "a question");
        tally.saw_if(question.is_none() && open, "nothing left to ask, but open");
        Ok(())
    });
    tally.expect(&[("a question", 2_000), ("nothing left to ask, but open", 300)]);
}

#[test]
fn the_expected_cost_is_the_least_there_is() {
    let tally = planned(2_400, |case, tally| {
        let Some(question) = case.planner(UNLIMITED).next(&case.answers, &case.unknown) else {
            return Ok(());
        };
        let cheapest = Brute::new(case.world, &case.cube, &case.unknown).cheapest();
        prop_assert!(question.exact);
        prop_assert!(
            (question.expected - cheapest).abs() < 1e-6,
            "expects {}, but {} can be had",
            question.expected,
            cheapest
        );
        tally.saw_if(question.at_most > 1, "several questions");
        tally.saw_if(question.expected.fract() > 1e-6, "depends on the answer");
        tally.saw_if(!case.unknown.is_empty(), "something is unknown");
        tally.saw_if(!case.answers.is_empty(), "something is answered");
        Ok(())
    });
    tally.expect(&[
        ("several questions", 1_000),
        ("depends on the answer", 900),
        ("something is unknown", 400),
        ("something is answered", 800),
    ]);
}

#[test]
fn following_the_plan_settles_in_at_most_the_questions_and_at_the_cost_it_announces() {
    let tally = planned(1_500, |case, tally| {
        let mut planner = case.planner(UNLIMITED);
        let Some(first) = planner.next(&case.answers, &case.unknown) else { return Ok(()) };
        let (mut longest, mut cost, mut mass) = (0, 0.0, 0.0);
        for cell in case.world.possible(&case.cube) {
            let asked = case.follow(&mut planner, cell)?;
            prop_assert_eq!(&asked[0], &first);
            for (place, question) in asked.iter().enumerate() {
                let left = asked.len() - place;
                prop_assert!(left <= question.at_most, "{} after {:?}", left, question);
            }
            let spent: u32 = (asked.iter())
                .map(|q| u32::from(case.world.sample.definition.inputs[q.input].cost))
                .sum();
            let weight = weight(case.world, cell);
            (cost, mass) = (cost + weight * f64::from(spent), mass + weight);
            longest = longest.max(asked.len());
        }
        prop_assert_eq!(longest, first.at_most, "no answers take as many questions");
        prop_assert!((cost / mass - first.expected).abs() < 1e-6, "costs {}", cost / mass);
        tally.saw_if(longest > 2, "long");
        Ok(())
    });
    tally.expect(&[("long", 200)]);
}

#[test]
fn a_plan_that_is_not_exact_still_settles_in_the_questions_it_announces() {
    let tally = planned(1_500, |case, tally| {
        for limit in [0, 1, 10] {
            let mut planner = case.planner(limit);
            let Some(first) = planner.next(&case.answers, &case.unknown) else {
                prop_assert!(case.done(&case.cube));
                continue;
            };
            prop_assert!(limit > 0 || !first.exact);
            for cell in case.world.possible(&case.cube) {
                let asked = case.follow(&mut planner, cell)?;
                for (place, question) in asked.iter().enumerate() {
                    let left = asked.len() - place;
                    prop_assert!(left <= question.at_most, "{} after {:?}", left, question);
                }
            }
            tally.saw_if(!first.exact, "not exact");
        }
        Ok(())
    });
    tally.expect(&[("not exact", 2_000)]);
}

#[test]
fn the_offers_cover_every_answer_that_can_be_and_say_what_each_leaves() {
    let tally = planned(2_400, |case, tally| {
        let (world, cube) = (case.world, &case.cube);
        let mut planner = case.planner(UNLIMITED);
        for input in 0..world.sample.definition.inputs.len() {
            let offers = planner.offers_of(&case.answers, input);
            for offer in &offers {
                let mut narrowed = cube.clone();
                world.space().narrow(&mut narrowed, input, &offer.answer);
                prop_assert_eq!(&offer.verdict, &world.verdict(&narrowed), "{:?}", offer);
                prop_assert!(world.possible(&narrowed).next().is_some(), "{:?} cannot be", offer);
            }
            if let InputKind::Set { members } = &world.sample.definition.inputs[input].kind {
                set_offers(case, input, members.len(), &offers)?;
                tally.saw_if(!offers.is_empty(), "members are offered");
                continue;
            }
            for cell in world.possible(cube) {
                let told = answer(world.sample, input, cell.values[input]);
                let told = world.only(input, &told);
                let covering = (offers.iter())
                    .filter(|offer| cell_in(&told, &world.only(input, &offer.answer)))
                    .count();
                prop_assert_eq!(covering, 1, "{:?} by {:?}", cell.values, offers);
            }
            tally.saw_if(offers.len() > 1, "answers are offered");
        }
        let question = planner.next(&case.answers, &case.unknown);
        if let Some(question) = question {
            let offers = planner.offers_of(&case.answers, question.input);
            prop_assert_eq!(question.offers, offers);
        }
        Ok(())
    });
    tally.expect(&[("members are offered", 1_000), ("answers are offered", 6_000)]);
}

fn cell_in(one: &Cube, other: &Cube) -> bool {
    one.0.iter().zip(&other.0).all(|(one, other)| one & !other == 0)
}

/// Of a set, every member is offered that makes a difference if it is there.
fn set_offers(
    case: &Case<'_>,
    input: usize,
    members: usize,
    offers: &[shirube_engine::plan::Offer],
) -> Checked {
    let world = case.world;
    for member in 0..members {
        let there = shirube_engine::Answer::Members { yes: 1 << member, no: 0 };
        let offered = offers.iter().any(|offer| offer.answer == there);
        let level = world.space().levels_of(input)[member];
        let turns = world.possible(&case.cube).any(|cell| {
            let mut other = cell.cube.clone();
            other.0[level] ^= 0b11;
            other.0[level] & case.cube.0[level] != 0
                && world.possible(&other).any(|other| other.outcome() != cell.outcome())
        });
        prop_assert!(offered || !turns, "member {} is not offered", member);
    }
    Ok(())
}

#[test]
fn an_input_is_relevant_if_it_can_turn_the_outcome() {
    let tally = planned(2_400, |case, tally| {
        let world = case.world;
        let relevant: BTreeSet<usize> =
            case.planner(UNLIMITED).relevant(&case.answers).into_iter().collect();
        let turns = |input: usize| {
            let levels = world.space().levels_of(input);
            world.possible(&case.cube).any(|cell| {
                let mut line = cell.cube.clone();
                for &level in levels {
                    line.0[level] = case.cube.0[level];
                }
                world.possible(&line).any(|other| other.outcome() != cell.outcome())
            })
        };
        let turning: BTreeSet<usize> =
            (0..world.sample.definition.inputs.len()).filter(|&input| turns(input)).collect();
        prop_assert!(turning.is_subset(&relevant), "{:?}, not {:?}", turning, relevant);
        let assumes = &world.sample.definition.rules;
        if !assumes.iter().any(|rule| rule.kind == RuleKind::Assume) {
            prop_assert_eq!(&turning, &relevant);
            tally.saw("exactly");
        }
        let settled = Brute::new(world, &case.cube, &[]).done();
        prop_assert_eq!(relevant.is_empty(), settled);
        Ok(())
    });
    tally.expect(&[("exactly", 3_000)]);
}

#[test]
fn a_planner_that_was_asked_before_gives_the_question_that_a_new_one_gives() {
    let tally = check(1_200, samples(Size::SMALL), |sample, tally| {
        let compiled = Decision::compile(sample.definition.clone(), &sample.facts, sample.editions);
        let Ok(decision) = compiled else { return Ok(()) };
        let mut dice = Dice::new(sample.seed);
        // A little more than most of these take, so that a planner that tires is found out.
        let limit = 150;
        let mut old = Planner::with_limit(&decision, 0, limit);
        for _ in 0..8 {
            let answers = some_answers(&mut dice, &sample.definition);
            let inputs = 0..sample.definition.inputs.len();
            let unknown: Vec<usize> =
                inputs.filter(|&i| answers.get(i).is_none() && dice.chance(20)).collect();
            let mut new = Planner::with_limit(&decision, 0, limit);
            let (one, two) = (old.next(&answers, &unknown), new.next(&answers, &unknown));
            prop_assert_eq!(one.is_some(), two.is_some());
            let (Some(one), Some(two)) = (one, two) else { continue };
            prop_assert!(one.exact || !two.exact, "no longer exact: {:?}", answers);
            if two.exact {
                let plain =
                    |q: Question| (q.input, (q.expected * 1e6).round(), q.at_most, q.offers);
                prop_assert_eq!(plain(one), plain(two), "{:?}", answers);
                tally.saw("exact");
            }
        }
        Ok(())
    });
    tally.expect(&[("exact", 800)]);
}

/// What an input tells about the outcome, in bits: their mutual information over some cells.
fn told(world: &World<'_>, cells: &[&Cell], input: usize) -> f64 {
    let mass: f64 = cells.iter().map(|cell| weight(world, cell)).sum();
    let entropy = |key: &dyn Fn(&Cell) -> String| {
        let mut shares: BTreeMap<String, f64> = BTreeMap::new();
        for cell in cells {
            *shares.entry(key(cell)).or_default() += weight(world, cell) / mass;
        }
        -shares.values().map(|share| share * share.log2()).sum::<f64>()
    };
    let value = |cell: &Cell| format!("{:?}", cell.values[input]);
    let outcome = |cell: &Cell| format!("{:?}", cell.outcome());
    let both = |cell: &Cell| value(cell) + &outcome(cell);
    entropy(&value) + entropy(&outcome) - entropy(&both)
}

#[test]
fn beyond_its_limit_the_planner_asks_what_tells_most_for_its_cost() {
    let tally = planned(1_500, |case, tally| {
        let (world, inputs) = (case.world, &case.world.sample.definition.inputs);
        // Of sets it only adds up what the members tell.
        let sets = inputs.iter().any(|input| matches!(input.kind, InputKind::Set { .. }));
        if sets || !case.unknown.is_empty() {
            return Ok(());
        }
        let Some(question) = case.planner(0).next(&case.answers, &[]) else { return Ok(()) };
        let cells: Vec<&Cell> = world.possible(&case.cube).collect();
        let worth = |input: usize| told(world, &cells, input) / f64::from(inputs[input].cost);
        let most = (0..inputs.len()).map(worth).fold(0.0, f64::max);
        let own = worth(question.input);
        prop_assert!(own > most - 1e-9, "{:?} tells {}, another {}", question, own, most);
        tally.saw_if((0..inputs.len()).any(|input| worth(input) < most - 1e-9), "a choice");
        Ok(())
    });
    tally.expect(&[("a choice", 300)]);
}
