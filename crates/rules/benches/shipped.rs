//! The numbers to hold, on every shipped decision: the winner, an explanation, the next question,
//! and parsing, compiling and checking the whole pack.

#![allow(missing_docs, reason = "the macros of the bench make public items")]

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use shirube_engine::model::InputKind;
use shirube_engine::plan::{Planner, exactly};
use shirube_engine::quantity::Interval;
use shirube_engine::{Answer, Answers, Decision, Pack, Verdict};
use shirube_lang::{Files, check};
use shirube_reader::{Lettered, Reader, Scenario};

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

/// An answer to every input.
fn full(decision: &Decision, dice: &mut Dice) -> Answers {
    let definition = decision.definition();
    let space = decision.diagram(0).space();
    let mut answers = Answers::none(definition);
    for (index, input) in definition.inputs.iter().enumerate() {
        let answer = match &input.kind {
            InputKind::Choice { values, .. } => Answer::Values(1 << dice.roll(values.len() as u64)),
            InputKind::Flag => Answer::Values(1 << dice.roll(2)),
            InputKind::Set { members } => exactly(dice.roll(1 << members.len()), members.len()),
            InputKind::Quantity { .. } => {
                let variable = &space.variables[space.levels_of(index)[0]];
                let region = dice.roll(variable.regions() as u64) as usize;
                let low = variable.interval(region).map_or(0, |interval| interval.low);
                Answer::Quantity(Interval { low, high: low })
            }
        };
        answers.set(index, Some(answer));
    }
    answers
}

/// The answers that the guide would have asked for.
fn guided(decision: &Decision, answers: &Answers) -> Answers {
    let mut planner = Planner::new(decision, 0);
    let mut given = Answers::none(decision.definition());
    while let Some(question) = planner.next(&given, &[]) {
        given.set(question.input, answers.get(question.input));
    }
    given
}

fn shipped(criterion: &mut Criterion) {
    let pack = shirube_rules::mla_c01();
    for decision in pack.decisions() {
        let id = &decision.definition().id;
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        // Cells that cannot occur are walked as well, but explained rarely: keep those that can.
        let mut all = Vec::new();
        while all.len() < 256 {
            let answers = full(decision, &mut dice);
            let cube = decision.cube(0, &answers);
            if decision.diagram(0).verdict(&cube) != Verdict::Impossible {
                all.push((answers, cube));
            }
        }
        let guided: Vec<Answers> =
            all.iter().map(|(answers, _)| guided(decision, answers)).collect();

        let mut next = all.iter().cycle();
        criterion.bench_function(&format!("winner/{id}"), |b| {
            b.iter(|| decision.diagram(0).winner(black_box(&next.next()?.1)));
        });
        let mut next = all.iter().cycle();
        criterion.bench_function(&format!("explain, every input answered/{id}"), |b| {
            b.iter(|| Some(decision.explain(0, black_box(&next.next()?.0))));
        });
        let mut next = guided.iter().cycle();
        criterion.bench_function(&format!("explain, as guided/{id}"), |b| {
            b.iter(|| Some(decision.explain(0, black_box(next.next()?))));
        });
        let none = Answers::none(decision.definition());
        criterion.bench_function(&format!("first question/{id}"), |b| {
            b.iter(|| Planner::new(decision, 0).next(black_box(&none), &[]));
        });
    }
    criterion.bench_function("load the compiled pack", |b| {
        b.iter(|| Pack::from_bytes(black_box(shirube_rules::mla_c01_bytes())));
    });
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules/mla-c01");
    criterion.bench_function("parse, compile and check the pack", |b| {
        b.iter(|| Files::read(black_box(&folder)).map(|files| check(&files).pack.is_some()));
    });
}

/// About as long as a question of the exam.
const SCENARIO: &str = "A claims application lets adjusters upload dashcam videos of up to 800 MB \
    whenever an accident is reported, sometimes forty in an hour and sometimes none for days. A model \
    on a GPU needs about twenty minutes for each of them. Nobody waits at a screen: the adjuster gets \
    a message as soon as the result is there, usually within the hour, and reads it the next morning. \
    The team refuses to pay for instances that stand idle overnight or at the weekend, and it does \
    not want to run a queue of its own. A colleague proposes a nightly job that works through \
    whatever has come in, another one a larger real-time endpoint with a longer timeout. Which \
    SageMaker inference option meets these requirements?";
const OFFERED: [(&str, &str); 4] = [
    ("A", "A real-time endpoint with auto scaling"),
    ("B", "Serverless Inference"),
    ("C", "Asynchronous Inference that scales in to zero"),
    ("D", "A nightly batch transform job"),
];

fn reading(criterion: &mut Criterion) {
    let cues = shirube_rules::mla_c01_cues();
    let reader = Reader::new(shirube_rules::mla_c01(), &cues);
    let options =
        OFFERED.map(|(letter, text)| Lettered { letter: letter.to_owned(), text: text.to_owned() });
    let scenario = |text: String, options: &[Lettered]| Scenario {
        text,
        options: options.to_vec(),
        decision: None,
        select: 1,
    };
    let short = scenario(SCENARIO.to_owned(), &options);
    criterion.bench_function("read a scenario", |b| b.iter(|| reader.read(black_box(&short))));
    let long = scenario(SCENARIO.repeat(1_000_000 / SCENARIO.len()), &[]);
    criterion.bench_function("read a megabyte", |b| b.iter(|| reader.read(black_box(&long))));
    criterion.bench_function("make a reader", |b| {
        b.iter(|| Reader::new(black_box(shirube_rules::mla_c01()), &cues));
    });
}

criterion_group!(benches, shipped, reading);
criterion_main!(benches);
