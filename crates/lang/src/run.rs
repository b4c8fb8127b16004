//! Running recorded cases against the pack.

use std::collections::BTreeSet;

use shirube_engine::coverage::Trial;
use shirube_engine::upstream::UpstreamError;
use shirube_engine::{Answers, Decision, Given, Pack};

use crate::case::Case;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::words::{all_of, one_of};

/// What a case came to that it must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFailure {
    /// The id of the case.
    pub case: String,
    /// The edition, by index.
    pub edition: usize,
    /// What is wrong.
    pub kind: FailureKind,
    /// The same for an author, with the places in the case's file.
    pub diagnostic: Diagnostic,
}

/// How a case fails.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FailureKind {
    /// The pack has no such decision.
    NoDecision,
    /// The answers for decisions that this one rests on lead nowhere.
    Upstream(UpstreamError),
    /// The answers cannot all be true.
    Impossible,
    /// The answers lead elsewhere: to these options and `none` rules.
    Verdict(BTreeSet<String>),
    /// A rule that must decide does not.
    Because(String),
}

/// Runs a case in each of its editions.
#[must_use]
pub fn run_case(pack: &Pack, case: &Case) -> Vec<CaseFailure> {
    let Some(decision) = pack.decision(&case.decision) else {
        let diagnostic = failed(case, format!("the pack has no decision `{}`", case.decision));
        return vec![CaseFailure {
            case: case.id.clone(),
            edition: 0,
            kind: FailureKind::NoDecision,
            diagnostic,
        }];
    };
    let editions =
        (0..pack.about().editions.len()).filter(|&edition| case.editions.contains(edition));
    editions.flat_map(|edition| run_in(pack, decision, case, edition)).collect()
}

/// The editions in which a case comes out as it must, with all that is answered there.
pub(crate) fn trials(pack: &Pack, case: &Case) -> Vec<Trial> {
    let Some(decision) = pack.decision(&case.decision) else { return Vec::new() };
    let editions =
        (0..pack.about().editions.len()).filter(|&edition| case.editions.contains(edition));
    editions
        .filter(|&edition| run_in(pack, decision, case, edition).is_empty())
        .filter_map(|edition| {
            let answers = answers_in(pack, decision, case, edition).ok()?;
            Some(Trial { edition, answers })
        })
        .collect()
}

/// The answers of a case, with what follows from those for other decisions.
fn answers_in(
    pack: &Pack,
    decision: &Decision,
    case: &Case,
    edition: usize,
) -> Result<Answers, UpstreamError> {
    let mut answers = case.answers.clone();
    let own = Given::from(case.answers.clone());
    let upstream = pack.settle_upstream(decision, edition, &own, &case.upstream, false)?;
    for (input, answer) in upstream.into_iter().flat_map(|upstream| upstream.answers) {
        answers.set(input, Some(answer));
    }
    Ok(answers)
}

pub(crate) fn run_in(
    pack: &Pack,
    decision: &Decision,
    case: &Case,
    edition: usize,
) -> Vec<CaseFailure> {
    let definition = decision.definition();
    let diagram = decision.diagram(edition);
    let place = match pack.about().editions.get(edition) {
        Some(known) if pack.about().editions.len() > 1 => format!(" in edition `{}`", known.id),
        _ => String::new(),
    };
    let fail = |kind, diagnostic| CaseFailure { case: case.id.clone(), edition, kind, diagnostic };

    let answers = match answers_in(pack, decision, case, edition) {
        Ok(answers) => answers,
        Err(error) => {
            let mut diagnostic = failed(case, format!("{error}{place}"));
            let found = diagnostic.at(case.places.answers, "");
            if let Some(help) = error.help() {
                found.help(help);
            }
            return vec![fail(FailureKind::Upstream(error), diagnostic)];
        }
    };
    let cube = decision.cube(edition, &answers);
    let verdict = diagram.verdict(&cube);
    let reached: BTreeSet<String> = (verdict.outcomes().iter())
        .map(|&outcome| definition.outcome_id(outcome).to_owned())
        .collect();
    let wanted = case.expected.names();
    let mut failures = Vec::new();
    if reached.is_empty() {
        let mut diagnostic =
            failed(case, format!("the answers of `{}` cannot all be true{place}", case.id));
        diagnostic
            .at(case.places.answers, "ruled out by the `assume` rules")
            .help("correct the answers, or the `assume` rules");
        return vec![fail(FailureKind::Impossible, diagnostic)];
    }
    if reached != wanted {
        let outcome = match reached.len() {
            1 => one_of(&reached),
            _ => format!("an open verdict between {}", all_of(&reached)),
        };
        let mut diagnostic = failed(case, format!("`{}` comes to {outcome}{place}", case.id));
        diagnostic.at(case.places.expected, "must come to this");
        let deciding = (0..definition.rules.len()).filter(|&rule| diagram.may_decide(rule, &cube));
        let deciding =
            all_of(deciding.filter_map(|rule| definition.rules.get(rule)).map(|rule| &rule.id));
        if reached.len() == 1 {
            diagnostic.note(format!("decided by {deciding}"));
        }
        failures.push(fail(FailureKind::Verdict(reached), diagnostic));
    }
    for (id, &at) in case.because.iter().zip(&case.places.because) {
        let decides = definition.rule(id).is_some_and(|rule| diagram.may_decide(rule, &cube));
        if !decides {
            let mut diagnostic =
                failed(case, format!("`{id}` does not decide `{}`{place}", case.id));
            diagnostic.at(at, "must decide");
            failures.push(fail(FailureKind::Because(id.clone()), diagnostic));
        }
    }
    failures
}

fn failed(case: &Case, message: String) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(Code::FailedCase, message);
    diagnostic.and(case.places.id, "");
    diagnostic
}
