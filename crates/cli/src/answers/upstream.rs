//! Decisions that rest on others: answers for those settle them first, and what they settle is
//! then an answer here.

use shirube_engine::model::{Definition, InputKind};
use shirube_engine::{Answer, Answers, Decision, Outcome, Verdict};

use crate::context::Context;
use crate::failure::Failure;

use super::{Given, find_input, read_entry};
use shirube_engine::session::Session;

/// What a decision that another rests on came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upstream {
    /// Its id.
    pub decision: String,
    /// What the answers for it leave.
    pub verdict: Verdict,
    /// The answers that follow, for the decision that is asked about.
    pub answers: Vec<(usize, Answer)>,
}

/// Settles every decision that `decision` rests on and that answers were given for.
pub(super) fn resolve(
    context: &Context,
    decision: &Decision,
    edition: usize,
    assume: bool,
    own: &[Given],
    foreign: Vec<Given>,
) -> Result<Vec<Upstream>, Failure> {
    let order = context.pack.requirement_order(decision);
    refuse_strangers(context, decision, &order, &foreign)?;
    let mut settled: Vec<(&Decision, Verdict)> = Vec::new();
    for required in
        order.iter().filter(|required| required.definition().id != decision.definition().id)
    {
        let definition = required.definition();
        let mut session = Session::new();
        let mut answered = false;
        for (earlier, verdict) in &settled {
            for (input, answer) in follows(definition, earlier.definition(), verdict) {
                session.push(shirube_engine::session::Entry::Answer(input, answer));
                answered = true;
            }
        }
        for given in &foreign {
            let Some((_, input)) = belongs(given, definition) else { continue };
            let given = Given { input: input.to_owned(), ..given.clone() };
            session.push(read_entry(definition, &given, context.catalogue)?);
            answered = true;
        }
        if answered {
            let mut answers: Answers = session.state(definition).answers;
            if assume {
                answers = answers.assuming_silence(definition).0;
            }
            let cube = required.cube(edition, &answers);
            settled.push((required, required.diagram(edition).verdict(&cube)));
        }
    }
    let found: Vec<Upstream> = settled
        .into_iter()
        .map(|(required, verdict)| Upstream {
            decision: required.definition().id.clone(),
            answers: follows(decision.definition(), required.definition(), &verdict),
            verdict,
        })
        .collect();
    refuse_both(context, decision.definition(), own, &found)?;
    Ok(found)
}

/// The parts of `OTHER.input`, if it belongs to the decision.
fn belongs<'g>(given: &'g Given, definition: &Definition) -> Option<(&'g str, &'g str)> {
    given.input.split_once('.').filter(|(id, _)| *id == definition.id)
}

/// Answers for decisions that this one does not rest on.
fn refuse_strangers(
    context: &Context,
    decision: &Decision,
    order: &[&Decision],
    foreign: &[Given],
) -> Result<(), Failure> {
    let problem = &context.catalogue.problem;
    let required = || {
        let own = decision.definition().id.as_str();
        order.iter().map(|other| other.definition().id.as_str()).filter(move |id| *id != own)
    };
    for given in foreign {
        let (id, input) = given.input.split_once('.').unwrap_or_default();
        match order.iter().find(|other| other.definition().id == id) {
            Some(other) if id != decision.definition().id => {
                find_input(other.definition(), input, context.catalogue)?;
            }
            _ => {
                let mut failure =
                    Failure::usage((problem.not_required)(&decision.definition().id, id));
                if required().next().is_some() {
                    failure =
                        failure.help((problem.there_are)(&context.catalogue.list(required())));
                }
                return Err(failure);
            }
        }
    }
    Ok(())
}

/// An input that is answered and also settled by another decision.
fn refuse_both(
    context: &Context,
    definition: &Definition,
    own: &[Given],
    found: &[Upstream],
) -> Result<(), Failure> {
    for upstream in found {
        for &(input, answer) in &upstream.answers {
            let input = &definition.inputs[input];
            if let Some(given) = own.iter().find(|given| given.input == input.id) {
                let derived = format!("{}.…={}", upstream.decision, input.format_answer(&answer));
                let twice = context.catalogue.problem.twice;
                return Err(Failure::usage(twice(&input.id, &given.said, &derived))
                    .help(context.catalogue.problem.keep_one));
            }
        }
    }
    Ok(())
}

/// The answers that another decision's verdict gives.
fn follows(definition: &Definition, other: &Definition, verdict: &Verdict) -> Vec<(usize, Answer)> {
    let outcomes = match verdict {
        Verdict::Settled(outcome) => std::slice::from_ref(outcome),
        Verdict::Open(outcomes) => outcomes.as_slice(),
        Verdict::Impossible => &[],
    };
    // Where nothing may fit, the answer may be no option at all: then nothing follows.
    let options: Option<Vec<&str>> = outcomes
        .iter()
        .map(|outcome| match outcome {
            Outcome::Option(option) => Some(other.options[*option].id.as_str()),
            Outcome::Advice(_) => None,
        })
        .collect();
    let options = options.unwrap_or_default();
    let inputs = definition.inputs.iter().enumerate();
    inputs
        .filter_map(|(index, input)| match &input.kind {
            InputKind::Choice { values, from: Some(from) } if *from == other.id => {
                let bits = (values.iter().enumerate())
                    .filter(|(_, value)| options.contains(&value.id.as_str()))
                    .fold(0, |bits, (place, _)| bits | 1 << place);
                (bits != 0).then_some((index, Answer::Values(bits)))
            }
            _ => None,
        })
        .collect()
}
