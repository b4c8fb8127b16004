//! The result of recorded cases as JSON.

use std::ops::Range;

use serde::Serialize;
use shirube_engine::coverage::Standing;
use shirube_lang::{Diagnostic, FileId, GoalWords, Mutated, Shown};

use crate::arguments::Test;
use crate::catalogue::CasesTexts;
use crate::failure::Failure;

use super::coverage::{Count, KINDS, kind};
use super::{Run, mutation};

#[derive(Serialize)]
struct Tests {
    packs: Vec<Tested>,
}

#[derive(Serialize)]
struct Tested {
    pack: String,
    folder: String,
    cases: usize,
    passed: usize,
    failures: Vec<Failed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<Vec<Covered>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mutation: Option<Vec<mutation::Written>>,
}

#[derive(Serialize)]
struct Failed {
    case: String,
    edition: String,
    message: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
    #[serde(flatten)]
    place: Option<Place>,
}

#[derive(Serialize)]
pub(super) struct Place {
    file: String,
    line: usize,
    column: usize,
}

impl Place {
    pub(super) fn of(run: &Run, place: (FileId, Range<usize>)) -> Self {
        let (file, line, column) = run.place(place);
        Self { file: file.to_owned(), line, column }
    }
}

#[derive(Serialize)]
struct Covered {
    decision: String,
    kinds: Vec<Kind>,
    goals: Vec<Goal>,
}

#[derive(Serialize)]
struct Kind {
    kind: &'static str,
    shown: usize,
    missing: usize,
    impossible: usize,
}

#[derive(Serialize)]
struct Goal {
    kind: &'static str,
    subject: String,
    standing: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cases: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<String>,
    #[serde(flatten)]
    place: Option<Place>,
}

/// The result, with what the cases show and what becomes of mutants if that was asked for.
pub(super) fn written(
    results: &[(&Run, &[Mutated<'_>])],
    arguments: &Test,
    texts: &CasesTexts,
) -> Result<String, Failure> {
    let words = &texts.goals;
    let packs = results.iter().map(|(run, mutated)| {
        let (passed, cases) = run.passed();
        let covered = || run.decisions().map(|decision| covered(run, &run.shown(decision), words));
        let mutants =
            || mutated.iter().map(|one| mutation::written(run, one, &texts.mutation.slips));
        Tested {
            pack: run.pack.about().id.clone(),
            folder: run.folder.display().to_string(),
            cases,
            passed,
            failures: failures(run),
            coverage: arguments.coverage.then(|| covered().collect()),
            mutation: arguments.mutate.then(|| mutants().collect()),
        }
    });
    super::super::json(&Tests { packs: packs.collect() })
}

fn failures(run: &Run) -> Vec<Failed> {
    let editions = &run.pack.about().editions;
    let failed = run.failures.iter().map(|failure| Failed {
        case: failure.case.clone(),
        edition: editions.get(failure.edition).map_or_else(String::new, |e| e.id.clone()),
        message: failure.diagnostic.message.clone(),
        notes: failure.diagnostic.notes.clone(),
        place: of_diagnostic(&failure.diagnostic, run),
    });
    failed.collect()
}

fn of_diagnostic(diagnostic: &Diagnostic, run: &Run) -> Option<Place> {
    let label = diagnostic.labels.iter().find(|label| label.primary)?;
    Some(Place::of(run, (label.file, label.span.clone())))
}

fn covered(run: &Run, shown: &Shown, words: &GoalWords) -> Covered {
    let mut counts = [Count::default(); KINDS.len()];
    let goals = shown.coverage().into_iter().map(|(goal, standing)| {
        counts[kind(&goal)].add(&standing);
        let place = shown.place(&run.checked, &goal).map(|place| Place::of(run, place));
        let (name, missing) = match &standing {
            Standing::Shown(_) => ("shown", None),
            Standing::Missing => ("missing", Some(shown.missing(&goal, words))),
            Standing::Impossible => ("impossible", None),
        };
        Goal {
            kind: KINDS[kind(&goal)],
            subject: shown.subject(&goal).to_owned(),
            standing: name,
            cases: shown.by(&standing).into_iter().map(str::to_owned).collect(),
            missing,
            place,
        }
    });
    let goals = goals.collect();
    let kinds = KINDS.iter().zip(counts).map(|(kind, count)| Kind {
        kind,
        shown: count.shown,
        missing: count.missing,
        impossible: count.impossible,
    });
    let decision = shown.decision().definition().id.clone();
    Covered { decision, kinds: kinds.collect(), goals }
}
