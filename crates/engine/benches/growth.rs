//! How compilation, analysis, walking and planning grow with the number of inputs and rules.
//!
//! Decisions are made by a fixed generator: half of the inputs are choices of four values, half
//! quantities with four thresholds; most rules exclude an option in a random box of two to four
//! tests, one in ten prefers an option there, each such rule over those before it. Sizes that
//! compilation refuses are named, with how long that takes.

#![allow(missing_docs, reason = "the macros of the bench make public items")]
#![allow(clippy::panic, clippy::print_stdout, reason = "a bench talks to whoever runs it")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use shirube_engine::model::{
    Accept, Alternative, Bound, Condition, Definition, Edge, Editions, Input, InputKind,
    QuantityTest, Rule, RuleKind, Test, Text, Value,
};
use shirube_engine::pack::Edition;
use shirube_engine::plan::Planner;
use shirube_engine::quantity::{Dimension, Interval};
use shirube_engine::{About, Answer, Answers, Decision, Flaw, Pack};

/// Numbers that are the same in every run (xorshift64*).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % sides
    }
}

/// What takes longer is done once only.
const PATIENCE: Duration = Duration::from_millis(500);
const OPTIONS: usize = 12;
const VALUES: u64 = 4;
const STEP: i64 = 100;

fn id(kind: &str, index: usize) -> String {
    format!("{kind}{index:04}")
}

fn input(index: usize) -> Input {
    let value = |index: u64| Value {
        id: id("value", index as usize),
        name: Text::default(),
        about: None,
        weight: 1,
        position: index as u16,
    };
    let kind = if index.is_multiple_of(2) {
        InputKind::Choice { values: (0..VALUES).map(value).collect(), from: None }
    } else {
        let range = Interval { low: 0, high: STEP * 5 };
        InputKind::Quantity { dimension: Dimension::Count, range }
    };
    Input {
        id: id("input", index),
        name: Text::default(),
        ask: Text::default(),
        why: Text::default(),
        cost: 1,
        when_silent: None,
        kind,
        position: index as u16,
    }
}

fn test(dice: &mut Dice, input: usize) -> Test {
    let accept = if input.is_multiple_of(2) {
        Accept::Values(1 << dice.roll(VALUES))
    } else {
        let bound = Bound::Literal(STEP * (1 + dice.roll(4) as i64));
        let edge = Some(Edge { bound, inclusive: true });
        let (low, high) = if dice.roll(2) == 0 { (edge, None) } else { (None, edge) };
        Accept::Quantity(vec![QuantityTest { negated: false, low, high }])
    };
    Test { input, accept }
}

/// A complete decision of this size.
fn decision(inputs: usize, rules: usize) -> Definition {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ (inputs * 1000 + rules) as u64);
    let mut list: Vec<Rule> = Vec::new();
    let mut preferred = Vec::new();
    for index in 0..rules {
        let mut tests: Vec<Test> = Vec::new();
        while tests.len() < (2 + index % 3).min(inputs) {
            let input = dice.roll(inputs as u64) as usize;
            if tests.iter().all(|test| test.input != input) {
                tests.push(test(&mut dice, input));
            }
        }
        let option = dice.roll(OPTIONS as u64) as usize;
        let kind = if index % 10 == 9 {
            let over = preferred.last().copied().into_iter().collect();
            preferred.push(index);
            RuleKind::Prefer { picks: vec![option], over }
        } else {
            RuleKind::Exclude { options: vec![option] }
        };
        list.push(rule(id("rule", index), kind, tests));
    }
    let fallback = RuleKind::Prefer { picks: (0..OPTIONS).collect(), over: Vec::new() };
    list.push(rule("s-fallback".into(), fallback, Vec::new()));
    list.push(rule("t-nothing".into(), RuleKind::None { over: Vec::new() }, Vec::new()));
    Definition {
        id: "synthetic".into(),
        task: None,
        title: Text::default(),
        about: Text::default(),
        inputs: (0..inputs).map(input).collect(),
        options: (0..OPTIONS)
            .map(|index| Alternative {
                id: id("option", index),
                name: Text::default(),
                about: Text::default(),
                best: None,
                editions: Editions::ALL,
                position: index as u16,
            })
            .collect(),
        rules: list,
        position: 0,
    }
}

fn rule(id: String, kind: RuleKind, tests: Vec<Test>) -> Rule {
    Rule {
        id,
        kind,
        editions: Editions::ALL,
        when: Condition(vec![tests]),
        because: Text::default(),
        facts: Vec::new(),
        sources: Vec::new(),
    }
}

/// A pack with one edition and nothing else.
fn about() -> About {
    About {
        id: "synthetic".into(),
        version: "1.0.0".into(),
        title: Text::default(),
        about: Text::default(),
        notice: None,
        languages: vec!["en".into()],
        editions: vec![Edition { id: "only".into(), title: Text::default() }],
        domains: Vec::new(),
        tasks: Vec::new(),
        exam: None,
        front_door: None,
        sources: Vec::new(),
        facts: Vec::new(),
    }
}

fn growth(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("growth");
    group.sample_size(10);
    for inputs in [5, 10, 15, 20] {
        for rules in [10, 100, 1000] {
            let name = format!("{inputs} inputs, {rules} rules");
            let definition = decision(inputs, rules);
            let started = Instant::now();
            let compiled = match Decision::compile(definition.clone(), &[], 1) {
                Ok(compiled) => compiled,
                Err(flaws) if flaws == [Flaw::TooLarge { editions: Editions(1) }] => {
                    println!("{name}: refused as too large after {:.1?}", started.elapsed());
                    continue;
                }
                Err(flaws) => panic!("{name}: the generator makes complete decisions: {flaws:?}"),
            };
            let compiling = started.elapsed();
            println!("{name}: compiled in {compiling:.1?}");
            let answers = Answers::none(&definition);
            let started = Instant::now();
            let question = Planner::new(&compiled, 0).next(&answers, &[]);
            let planning = started.elapsed();
            println!(
                "{name}: {} nodes, exact plan: {}",
                compiled.diagram(0).nodes(),
                question.as_ref().is_none_or(|question| question.exact)
            );
            // What takes long was timed well enough by doing it once.
            if compiling < PATIENCE {
                group.bench_function(format!("compile/{name}"), |b| {
                    b.iter(|| Decision::compile(black_box(definition.clone()), &[], 1));
                });
            }
            let pack = Pack::compile(about(), vec![definition.clone()]);
            let pack = pack.unwrap_or_else(|flaws| panic!("{name} compiled alone: {flaws:?}"));
            let started = Instant::now();
            let found = pack.analyse().len();
            let analysing = started.elapsed();
            println!("{name}: {found} findings in {analysing:.1?}");
            if analysing < PATIENCE {
                group.bench_function(format!("analyse/{name}"), |b| {
                    b.iter(|| black_box(&pack).analyse());
                });
            }
            let cube = compiled.cube(0, &full(&definition));
            group.bench_function(format!("walk/{name}"), |b| {
                b.iter(|| compiled.diagram(0).winner(black_box(&cube)));
            });
            if planning < PATIENCE {
                group.bench_function(format!("plan/{name}"), |b| {
                    b.iter(|| Planner::new(&compiled, 0).next(black_box(&answers), &[]));
                });
            } else {
                println!("{name}: planned in {planning:.1?}");
            }
        }
    }
    group.finish();
}

/// Every input answered.
fn full(definition: &Definition) -> Answers {
    let mut answers = Answers::none(definition);
    for index in 0..definition.inputs.len() {
        let answer = if index.is_multiple_of(2) {
            Answer::Values(1 << (index as u64 / 2 % VALUES))
        } else {
            let value = STEP * (1 + index as i64 % 4);
            Answer::Quantity(Interval { low: value, high: value })
        };
        answers.set(index, Some(answer));
    }
    answers
}

criterion_group!(benches, growth);
criterion_main!(benches);
