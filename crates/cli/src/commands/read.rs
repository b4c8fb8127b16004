//! `read`: from a text to the clues, the decision and the answer.

mod batch;
mod human;
mod input;

use std::borrow::Cow;

use serde::Serialize;
use shirube_engine::model::InputKind;
use shirube_engine::session::{Entry, Session};
use shirube_engine::{Answer, Decision, Outcome, Verdict};
use shirube_reader::{Gives, Reader, Reading, Scenario, split};

use crate::answers::Run;
use crate::arguments::{Format, Global, Read};
use crate::context::{Context, first_catalogue};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::packs;
use crate::world::World;

use super::{json, write};

/// The edition in which texts are read, unless another is asked for.
const EDITION: usize = 0;

/// Reads a text, and writes what it comes to.
///
/// # Errors
///
/// What is wrong with the command line, the pack or the text.
pub fn run(arguments: &Read, global: &Global, world: &mut World) -> Result<Exit, Failure> {
    let first = first_catalogue(global, world);
    let colour = world.talk_setting(global).colour;
    let loaded = packs::load(global.pack.as_deref(), first, colour)?;
    let cues = match (&global.pack, loaded.cues) {
        (None, _) => shirube_rules::mla_c01_cues(),
        (Some(_), cues) => cues,
    };
    let context = Context::of(loaded.pack, global, world)?;
    let texts = &context.catalogue.read;
    if cues.is_empty() {
        return Err(Failure::error(texts.no_cues));
    }
    if let Some(decision) = &arguments.decision {
        context.decision(decision)?;
    }
    let reader = Reader::new(&context.pack, &cues);
    if let Some(path) = &arguments.batch {
        return batch::run(&context, &reader, arguments, path, world);
    }
    let text = input::text(&context, arguments.text.as_deref(), world)?;
    let (text, options) = split(&text);
    let scenario =
        Scenario { text, options, decision: arguments.decision.clone(), select: arguments.select };
    let reading = reader.read(&scenario);
    let text = match arguments.format {
        Format::Json => json(&Told::of(&context, None, &reading))?,
        Format::Human => human::page(&context, &scenario, &reading, arguments.why)?,
    };
    write(world, &text)?;
    Ok(if reading.settled { Exit::Success } else { Exit::NotSettled })
}

/// The decision that a reading is about.
fn decision<'a>(context: &'a Context, reading: &Reading) -> Option<&'a Decision> {
    let (place, _) = reading.candidates.first()?;
    context.pack.decisions().get(*place)
}

/// A run with what a reading answers.
fn as_run<'a>(context: &Context, decision: &'a Decision, reading: &Reading) -> Run<'a> {
    let mut session = Session::new();
    for (input, answer) in reading.answers.given() {
        session.push(Entry::Answer(input, answer));
    }
    let edition = context.edition.unwrap_or(EDITION);
    Run { decision, edition, session, assume: true, upstream: Vec::new() }
}

/// What a reading comes to, for a program. Places are counted in characters.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Cow<'a, str>>,
    decision: Option<&'a str>,
    winner: Option<&'a str>,
    choice: Vec<String>,
    settled: bool,
    assumed: Vec<&'a str>,
    clues: Vec<ToldClue<'a>>,
    possible: Vec<&'a str>,
}

#[derive(Serialize)]
struct ToldClue<'a> {
    start: usize,
    end: usize,
    input: &'a str,
    value: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    not: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    hint: bool,
}

impl<'a> Told<'a> {
    fn of(context: &'a Context, id: Option<Cow<'a, str>>, reading: &Reading) -> Self {
        let mut told = Self {
            id,
            decision: None,
            winner: None,
            choice: reading.choice.clone(),
            settled: reading.settled,
            assumed: Vec::new(),
            clues: Vec::new(),
            possible: Vec::new(),
        };
        let Some(decision) = decision(context, reading) else { return told };
        let definition = decision.definition();
        let id = |outcome: Outcome| definition.outcome_id(outcome);
        told.decision = Some(&definition.id);
        told.winner = reading.winner.map(id);
        let (filled, assumed) = reading.answers.assuming_silence(definition);
        told.assumed = assumed.iter().map(|&input| definition.inputs[input].id.as_str()).collect();
        told.clues = (reading.clues.iter())
            .filter_map(|clue| {
                let input = &definition.inputs[clue.gives.input()?];
                let value = answer_of(clue.gives, clue.figure, &input.kind)?;
                Some(ToldClue {
                    start: clue.at.start,
                    end: clue.at.end,
                    input: &input.id,
                    value: input.format_answer(&value),
                    not: clue.negated,
                    hint: clue.hint,
                })
            })
            .collect();
        let edition = context.edition.unwrap_or(EDITION);
        let verdict = decision.diagram(edition).verdict(&decision.cube(edition, &filled));
        if let Verdict::Open(outcomes) = verdict {
            told.possible = outcomes.into_iter().map(id).collect();
        }
        told
    }
}

/// What a clue gives away as an answer.
fn answer_of(gives: Gives, figure: Option<i64>, kind: &InputKind) -> Option<Answer> {
    let point = |value| {
        Some(Answer::Quantity(shirube_engine::quantity::Interval { low: value, high: value }))
    };
    match (gives, kind) {
        (Gives::Value { value, .. }, InputKind::Set { .. }) => {
            Some(Answer::Members { yes: 1 << value, no: 0 })
        }
        (Gives::Value { value, .. }, _) => Some(Answer::Values(1 << value)),
        (Gives::Figure { .. }, _) => point(figure?),
        (Gives::At { value, .. }, _) => point(value),
        (Gives::Topic | Gives::Option(_), _) => None,
    }
}
