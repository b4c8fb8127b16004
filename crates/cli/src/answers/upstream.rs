//! Answers for the decisions that one rests on, as they are given: `OTHER.input=answer`.

use shirube_engine::session::Session;
use shirube_engine::upstream::{Upstream, UpstreamError};
use shirube_engine::{Answers, Decision, Given};

use crate::context::Context;
use crate::failure::Failure;

use super::{Statement, read_entry};

/// Settles every decision that `decision` rests on and that answers were given for.
pub(super) fn resolve(
    context: &Context,
    decision: &Decision,
    edition: usize,
    assume: bool,
    own: &[Statement],
    foreign: &[Statement],
) -> Result<Vec<Upstream>, Failure> {
    let order = context.pack.requirement_order(decision);
    let required = |id: &str| order.iter().find(|known| known.definition().id == id);
    let mut sessions: Vec<(&str, Session)> = Vec::new();
    for given in foreign {
        let (id, input) = given.input.split_once('.').unwrap_or_default();
        if !sessions.iter().any(|(known, _)| *known == id) {
            sessions.push((id, Session::new()));
        }
        // Of a decision that this one does not rest on, the engine says so.
        let Some(other) = required(id) else { continue };
        let given = Statement { input: input.to_owned(), ..given.clone() };
        let entry = read_entry(other.definition(), &given, context.catalogue)?;
        if let Some((_, session)) = sessions.iter_mut().find(|(known, _)| *known == id) {
            session.push(entry);
        }
    }
    let others: Vec<(String, Given)> = (sessions.iter())
        .map(|(id, session)| {
            let given = required(id)
                .map_or_else(Given::default, |other| session.state(other.definition()).given());
            ((*id).to_owned(), given)
        })
        .collect();
    let settled =
        context.pack.settle_upstream(decision, edition, &mentioned(decision, own), &others, assume);
    settled.map_err(|error| refused(context, decision, &error, own, foreign))
}

/// Whatever was said about an input, it is not to be settled a second time.
fn mentioned(decision: &Decision, own: &[Statement]) -> Given {
    let definition = decision.definition();
    let unknown = own.iter().filter_map(|given| definition.input(&given.input)).collect();
    Given { unknown, ..Given::from(Answers::none(definition)) }
}

fn refused(
    context: &Context,
    decision: &Decision,
    error: &UpstreamError,
    own: &[Statement],
    foreign: &[Statement],
) -> Failure {
    let (catalogue, problem) = (context.catalogue, &context.catalogue.problem);
    match error {
        UpstreamError::NotRequired { decision, given, known } => {
            let help = (problem.there_are)(&catalogue.list(known.iter().map(String::as_str)));
            Failure::usage((problem.not_required)(decision, given))
                .maybe_help((!known.is_empty()).then_some(help))
        }
        UpstreamError::Twice { decision: id, input, by, answer } => {
            let (name, given) = if *id == decision.definition().id {
                (input.clone(), own)
            } else {
                (format!("{id}.{input}"), foreign)
            };
            let said = given.iter().find(|given| given.input == name);
            let said = said.map_or(name.as_str(), |given| given.said.as_str());
            Failure::usage((problem.twice)(&name, said, &format!("{by}.…={answer}")))
                .help(problem.keep_one)
        }
        UpstreamError::Clash { decision, answers } => {
            let answers: Vec<String> = (answers.iter())
                .map(|(input, answer)| format!("{decision}.{input}={answer}"))
                .collect();
            Failure::usage((problem.upstream_clash)(decision))
                .help((problem.change_one)(&catalogue.list(answers.iter().map(String::as_str))))
        }
        other => Failure::usage(other.to_string()).maybe_help(other.help()),
    }
}
