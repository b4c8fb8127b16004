//! The largest decision that there can be works, and one that is larger is refused.

use std::collections::BTreeSet;
use std::thread;

use shirube_engine::interpreter::{Concrete, Interpreter, Ruling};
use shirube_engine::model::{
    Accept, Bound, Condition, Definition, Edge, Editions, Input, InputKind, MAX_INPUTS,
    MAX_OUTCOMES, MAX_REGIONS, MAX_VARIABLES, QuantityTest, Rule, RuleKind, Test, Value,
};
use shirube_engine::plan::Planner;
use shirube_engine::quantity::{Dimension, Interval};
use shirube_engine::{Answer, Answers, Decision, Flaw, Outcome, Verdict};

use crate::support::{Dice, plain};

/// How large to make a decision.
#[derive(Clone, Copy)]
struct Sizes {
    values: usize,
    members: usize,
    regions: usize,
    inputs: usize,
    options: usize,
    advice: usize,
}

const LARGEST: Sizes = Sizes {
    values: MAX_REGIONS,
    members: MAX_REGIONS,
    regions: MAX_REGIONS,
    inputs: MAX_INPUTS,
    options: MAX_OUTCOMES / 2,
    advice: MAX_OUTCOMES / 2,
};

const CHOICE: usize = 0;
const SET: usize = 1;
const QUANTITY: usize = 2;

fn id(kind: &str, index: usize) -> String {
    format!("{kind}{index:03}")
}

fn values(count: usize) -> Vec<Value> {
    (0..count).map(|index| plain::value(index, id("v", index))).collect()
}

fn rule(index: usize, kind: RuleKind, tests: Vec<(usize, Accept)>) -> Rule {
    let tests = tests.into_iter().map(|(input, accept)| Test { input, accept });
    plain::rule(id("r", index), kind, tests.collect())
}

fn at_least(value: usize) -> Accept {
    let low = Some(Edge { bound: Bound::Literal(value as i64), inclusive: true });
    Accept::Quantity(vec![QuantityTest { negated: false, low, high: None }])
}

/// A decision in which the choice picks the option of its number, the last member of the set and
/// the last flag take everything away, and then the quantity picks the advice of its number.
fn definition(sizes: Sizes) -> Definition {
    let member = |member: usize| Accept::Members { all: 1 << member, any: 0, none: 0 };
    let mut rules = Vec::new();
    let mut add = |kind: RuleKind, tests| rules.push(rule(rules.len(), kind, tests));
    let everything = RuleKind::Exclude { options: (0..sizes.options).collect() };
    let last = (sizes.members.min(64) - 1, sizes.inputs - 1);
    add(everything, vec![(SET, member(last.0)), (last.1, Accept::Values(0b10))]);
    for value in 0..sizes.values.min(64) {
        let picks = vec![value % sizes.options];
        add(
            RuleKind::Prefer { picks, over: Vec::new() },
            vec![(CHOICE, Accept::Values(1 << value))],
        );
    }
    // Each piece of advice is narrower than the one before.
    for advice in 0..sizes.advice {
        add(RuleKind::None { over: Vec::new() }, vec![(QUANTITY, at_least(advice))]);
    }
    // Thresholds that change nothing.
    for threshold in sizes.advice..sizes.regions {
        add(RuleKind::Exclude { options: Vec::new() }, vec![(QUANTITY, at_least(threshold))]);
    }
    let input = |index: usize| {
        let kind = match index {
            CHOICE => InputKind::Choice { values: values(sizes.values), from: None },
            SET => InputKind::Set { members: values(sizes.members) },
            QUANTITY => InputKind::Quantity {
                dimension: Dimension::Count,
                range: Interval { low: 0, high: 1_000 },
            },
            _ => InputKind::Flag,
        };
        plain::input(index, id("i", index), kind)
    };
    let inputs = (0..sizes.inputs).map(input).collect();
    let options = (0..sizes.options).map(|index| plain::option(index, id("o", index))).collect();
    plain::definition("large", inputs, options, rules)
}

#[test]
fn the_largest_decision_works() {
    let decision = Decision::compile(definition(LARGEST), &[], 1).expect("this is not too large");
    let rules = &decision.definition().rules;
    let first_advice =
        rules.iter().position(|rule| matches!(rule.kind, RuleKind::None { .. })).expect("there is");
    let mut dice = Dice::new(64);
    let mut nothing_fits = 0;
    for turn in 0..64 {
        let (value, number) = (dice.roll(LARGEST.values), dice.roll(MAX_REGIONS));
        let (with_member, last) = (turn % 4 != 0, turn % 2 == 1);
        let mut answers = Answers::none(decision.definition());
        for input in QUANTITY + 1..LARGEST.inputs - 1 {
            answers.set(input, Some(Answer::Values(1 << dice.roll(2))));
        }
        let yes = if with_member { u64::MAX } else { u64::MAX >> 1 };
        let number_there = Interval { low: number as i64, high: number as i64 };
        let decisive = [
            (CHOICE, Answer::Values(1 << value)),
            (SET, Answer::Members { yes, no: !yes }),
            (LARGEST.inputs - 1, Answer::Values(1 << u8::from(last))),
            (QUANTITY, Answer::Quantity(number_there)),
        ];
        for (input, answer) in decisive {
            answers.set(input, Some(answer));
        }
        let expected = if with_member && last {
            nothing_fits += 1;
            Outcome::Advice(first_advice + number.min(LARGEST.advice - 1))
        } else {
            Outcome::Option(value % LARGEST.options)
        };
        let explanation = decision.explain(0, &answers);
        assert_eq!(explanation.verdict, Verdict::Settled(expected));
        assert!(
            explanation
                .sufficient
                .iter()
                .all(|reason| { decisive.iter().any(|(input, _)| *input == reason.input) })
        );
        let reached: BTreeSet<Outcome> = explanation.flips.iter().map(|flip| flip.to).collect();
        assert_eq!(reached.len(), MAX_OUTCOMES - 1);
    }
    assert!(nothing_fits > 10);
}

#[test]
fn the_interpreter_reads_the_largest_decision() {
    let definition = definition(LARGEST);
    let decision = Decision::compile(definition.clone(), &[], 1).expect("this is not too large");
    let interpreter = Interpreter::new(&definition, &[], 0);
    let mut dice = Dice::new(65);
    for turn in 0..64 {
        let yes = if turn % 4 != 0 { u64::MAX } else { u64::MAX >> 1 };
        let number = dice.roll(MAX_REGIONS) as i64;
        let mut cell = vec![Concrete::Flag(turn % 2 == 1); definition.inputs.len()];
        cell[CHOICE] = Concrete::Value(dice.roll(LARGEST.values));
        cell[SET] = Concrete::Members(yes);
        cell[QUANTITY] = Concrete::Quantity(number);
        let mut answers = Answers::none(&definition);
        for (input, value) in cell.iter().enumerate() {
            let answer = match *value {
                Concrete::Value(value) => Answer::Values(1 << value),
                Concrete::Flag(flag) => Answer::Values(1 << u8::from(flag)),
                Concrete::Members(yes) => Answer::Members { yes, no: !yes },
                Concrete::Quantity(value) => Answer::Quantity(Interval { low: value, high: value }),
            };
            answers.set(input, Some(answer));
        }
        let winner = decision.diagram(0).winner(&decision.cube(0, &answers)).expect("it can occur");
        let Ruling::Outcome(outcome, _) = interpreter.ruling(&cell) else {
            panic!("{cell:?} has no outcome");
        };
        assert_eq!(outcome, winner, "{cell:?}");
    }
}

#[test]
fn cells_differ_only_in_members_that_rules_test() {
    let mut definition = definition(LARGEST);
    let flag = definition.inputs.pop().expect("the last is a flag");
    definition.inputs.truncate(QUANTITY);
    definition.inputs.push(flag);
    definition.rules.truncate(1);
    definition.rules[0].when.0[0][1].input = QUANTITY;
    let mut seen = Vec::new();
    Interpreter::new(&definition, &[], 0).every_cell(&mut |cell| {
        seen.push(cell.to_vec());
        true
    });
    let choice = (0..LARGEST.values).map(Concrete::Value);
    let expected = choice.flat_map(|value| {
        [0, 1 << 63].into_iter().flat_map(move |members| {
            [false, true].map(|flag| vec![value, Concrete::Members(members), Concrete::Flag(flag)])
        })
    });
    assert_eq!(seen, expected.collect::<Vec<_>>());
}

#[test]
fn the_largest_decision_is_settled_by_the_questions_that_matter() {
    let decision = Decision::compile(definition(LARGEST), &[], 1).expect("this is not too large");
    let mut planner = Planner::new(&decision, 0);
    let mut answers = Answers::none(decision.definition());
    assert_eq!(planner.relevant(&answers), [CHOICE, SET, QUANTITY, LARGEST.inputs - 1]);
    let mut asked = 0;
    while let Some(question) = planner.next(&answers, &[]) {
        assert!(question.at_most <= 4 - asked, "{question:?}");
        let last = question.offers.last().expect("a question has answers");
        answers.set(question.input, Some(last.answer));
        asked += 1;
    }
    let cube = decision.cube(0, &answers);
    assert!(matches!(decision.diagram(0).verdict(&cube), Verdict::Settled(Outcome::Advice(_))));
}

#[test]
fn a_decision_that_is_too_large_is_refused_for_what_is_too_large() {
    let too_large = |sizes: Sizes| Decision::compile(definition(sizes), &[], 1).err();
    let regions =
        |input, regions| Some(vec![Flaw::TooManyRegions { editions: Editions(1), input, regions }]);
    assert_eq!(too_large(LARGEST), None);
    assert_eq!(too_large(Sizes { values: 65, ..LARGEST }), regions(CHOICE, 65));
    assert_eq!(too_large(Sizes { members: 65, ..LARGEST }), regions(SET, 65));
    assert_eq!(too_large(Sizes { regions: 65, ..LARGEST }), regions(QUANTITY, 65));
    let inputs = MAX_INPUTS + 1;
    let flaw = Some(vec![Flaw::TooManyInputs { inputs }]);
    assert_eq!(too_large(Sizes { inputs, ..LARGEST }), flaw);
    let options = LARGEST.options + 1;
    let flaw = Some(vec![Flaw::TooManyOutcomes { outcomes: MAX_OUTCOMES + 1 }]);
    assert_eq!(too_large(Sizes { options, ..LARGEST }), flaw);
}

/// Sets of which all members together make the other option win, of which none may be empty, and
/// one of which leaves nothing if it has two certain members.
fn deep(members: usize) -> Definition {
    let mut definition = definition(Sizes {
        values: 1,
        members: 1,
        regions: 1,
        inputs: members.div_ceil(MAX_REGIONS) + QUANTITY + 1,
        options: 2,
        advice: 1,
    });
    definition.inputs.drain(..=QUANTITY);
    let mut left = members;
    for input in &mut definition.inputs {
        input.kind = InputKind::Set { members: values(left.min(MAX_REGIONS)) };
        left -= input.values().len();
    }
    let every = |input: &Input| u64::MAX >> (MAX_REGIONS - input.values().len());
    let tests = |accept: &dyn Fn(u64) -> Accept| {
        (definition.inputs.iter().enumerate())
            .map(|(index, input)| (index, accept(every(input))))
            .collect::<Vec<_>>()
    };
    let all = tests(&|all| Accept::Members { all, any: 0, none: 0 });
    let some = tests(&|any| Accept::Members { all: 0, any, none: 0 });
    let two = (0, Accept::Members { all: 0b101, any: 0, none: 0 });
    let pick = |option: usize| RuleKind::Prefer { picks: vec![option, 0], over: Vec::new() };
    definition.rules = vec![
        rule(0, pick(0), Vec::new()),
        rule(1, pick(1), all),
        rule(2, RuleKind::Exclude { options: vec![0, 1] }, [some.clone(), vec![two]].concat()),
        rule(3, RuleKind::Exclude { options: vec![1] }, some),
        rule(4, RuleKind::None { over: Vec::new() }, Vec::new()),
    ];
    definition
}

/// Does all there is to do with a decision in which as much as possible is unknown.
fn use_deeply(definition: Definition) {
    let decision = Decision::compile(definition, &[], 1).expect("this is not too large");
    let mut planner = Planner::new(&decision, 0);
    let mut answers = Answers::none(decision.definition());
    let _ = decision.explain(0, &answers);
    assert!(planner.next(&answers, &[1, 3]).is_some());
    while let Some(question) = planner.next(&answers, &[]) {
        answers.set(question.input, Some(Answer::Members { yes: u64::MAX, no: 0 }));
        let _ = decision.explain(0, &answers);
    }
    let cube = decision.cube(0, &answers);
    assert!(matches!(decision.diagram(0).verdict(&cube), Verdict::Settled(_)));
}

#[test]
fn the_deepest_decision_needs_half_the_stack_that_a_browser_gives() {
    let stack = std::env::var("STACK").map_or(512, |kb| kb.parse().expect("a number")) * 1024;
    let deepest =
        thread::Builder::new().stack_size(stack).spawn(|| use_deeply(deep(MAX_VARIABLES)));
    deepest.expect("there are threads").join().expect("it works");
    let flaw = Flaw::TooManyVariables { variables: MAX_VARIABLES + 1 };
    assert_eq!(Decision::compile(deep(MAX_VARIABLES + 1), &[], 1).err(), Some(vec![flaw]));
}

/// Flags of which some pair that is tied together makes the other option win.
fn tied(flags: usize, ties: impl Iterator<Item = (usize, usize)>) -> Definition {
    let mut definition = definition(Sizes {
        values: 1,
        members: 1,
        regions: 1,
        inputs: flags + QUANTITY + 1,
        options: 2,
        advice: 1,
    });
    definition.inputs.drain(..=QUANTITY);
    let set = |input| Test { input, accept: Accept::Values(0b10) };
    let pick = |option: usize| RuleKind::Prefer { picks: vec![option], over: Vec::new() };
    let mut some_pair = rule(1, pick(1), Vec::new());
    some_pair.when = Condition(ties.map(|(one, two)| vec![set(one), set(two)]).collect());
    definition.rules = vec![rule(0, pick(0), Vec::new()), some_pair];
    definition
}

/// Each flag is tied to some others at random: in no order are those beside one another. No two
/// whose number is a multiple of three are tied together.
fn tangle(flags: usize) -> Definition {
    let mut dice = Dice::new(7);
    let ties = (0..flags * 4).map(|tie| (tie % flags, dice.roll(flags)));
    let ties: Vec<_> = ties.filter(|(one, two)| one % 3 != 0 || two % 3 != 0).collect();
    tied(flags, ties.into_iter())
}

#[test]
fn what_occurs_together_stands_together() {
    const PAIRS: usize = MAX_INPUTS / 2;
    // All first flags come before all second ones: in that order the diagram has 2³² nodes.
    let apart = tied(2 * PAIRS, (0..PAIRS).map(|first| (first, PAIRS + first)));
    let decision = Decision::compile(apart, &[], 1).expect("this is not too large");
    assert_eq!(decision.diagram(0).nodes(), 2 * PAIRS);
}

#[test]
fn rules_that_tie_everything_together_are_refused() {
    let flaw = Flaw::TooLarge { editions: Editions(0b11) };
    assert_eq!(Decision::compile(tangle(MAX_INPUTS), &[], 2).err(), Some(vec![flaw]));
}

#[test]
fn what_nobody_knows_is_not_asked_even_where_it_is_too_much_to_take_out() {
    const FLAGS: usize = 46;
    let decision = Decision::compile(tangle(FLAGS), &[], 1).expect("this is not too large");
    assert!(decision.diagram(0).nodes() > 10_000);
    let unknown: Vec<usize> = (0..FLAGS).filter(|input| input % 3 == 0).collect();
    let mut planner = Planner::new(&decision, 0);
    let mut answers = Answers::none(decision.definition());
    let mut left = usize::MAX;
    while let Some(question) = planner.next(&answers, &unknown) {
        assert!(left != usize::MAX || !question.exact);
        assert!(!unknown.contains(&question.input), "{question:?}");
        assert!(answers.get(question.input).is_none(), "{question:?}");
        assert!(question.at_most <= left, "{question:?}");
        left = question.at_most - 1;
        answers.set(question.input, Some(Answer::Values(0b01)));
    }
    // Pairs of which only one flag is unknown are settled; nothing else is left to ask.
    let open = decision.diagram(0).verdict(&decision.cube(0, &answers));
    assert_eq!(open, Verdict::Settled(Outcome::Option(0)));
}
