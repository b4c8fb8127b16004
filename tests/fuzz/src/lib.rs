//! What the fuzz targets try, and what they share: a small pack, and everything that can be asked of
//! any.

pub mod answer;
pub mod compiled;
pub mod link;
pub mod quantity;
pub mod toml;

use shirube_engine::plan::Planner;
use shirube_engine::{Answers, Decision, Given, Pack};
use shirube_lang::{Checked, Files, check};

/// The files of a small pack with inputs and rules of every kind: paths and texts.
pub const SMALL_PACK: [(&str, &str); 6] = [
    ("pack.toml", include_str!("../seeds/toml/pack.toml")),
    ("sources.toml", include_str!("../seeds/toml/sources.toml")),
    ("facts.toml", include_str!("../seeds/toml/facts.toml")),
    ("decisions/archive.toml", include_str!("../seeds/toml/archive.toml")),
    ("decisions/sending.toml", include_str!("../seeds/toml/sending.toml")),
    ("cases/sending.toml", include_str!("../seeds/toml/cases.toml")),
];

/// The small pack.
#[must_use]
#[allow(clippy::panic, reason = "an unsound pack is a fault of this crate")]
pub fn small_pack() -> Pack {
    let Checked { pack, diagnostics, .. } = check(&Files::new(SMALL_PACK));
    pack.unwrap_or_else(|| panic!("the small pack is not sound: {diagnostics:#?}"))
}

/// How many questions of a guide are answered.
const QUESTIONS: usize = 4;

/// How many steps a plan may take: enough for an exact one of the small pack.
const STEPS: usize = 2_000;

/// Asks a pack everything, to a few answers of every decision in every edition.
pub fn ask_everything(pack: &Pack) {
    for decision in pack.decisions() {
        let _ = pack.requirement_order(decision);
        for edition in 0..pack.about().editions.len() {
            let nothing = Answers::none(decision.definition());
            let (silent, assumed) = nothing.assuming_silence(decision.definition());
            ask_about(pack, decision, edition, &silent, &assumed);
            follow_the_guide(pack, decision, edition, nothing);
        }
    }
}

/// Takes another of the offers at each question of the guide.
fn follow_the_guide(pack: &Pack, decision: &Decision, edition: usize, mut answers: Answers) {
    let mut planner = Planner::with_limit(decision, edition, STEPS);
    for nth in 0..QUESTIONS {
        ask_about(pack, decision, edition, &answers, &[]);
        let Some(question) = planner.next(&answers, &[]) else { return };
        let _ = planner.relevant(&answers);
        let _ = planner.next(&answers, &[question.input]);
        let Some(offer) = question.offers.iter().cycle().nth(nth) else { return };
        answers.set(question.input, Some(offer.answer));
    }
}

fn ask_about(
    pack: &Pack,
    decision: &Decision,
    edition: usize,
    answers: &Answers,
    assumed: &[usize],
) {
    let cube = decision.cube(edition, answers);
    let verdict = decision.diagram(edition).verdict(&cube);
    assert_eq!(decision.explain(edition, answers).verdict, verdict);
    let given = Given { assumed: assumed.to_vec(), ..Given::from(answers.clone()) };
    for language in 0..pack.about().languages.len() {
        let _ = pack.report(decision, edition, language, &given);
    }
}
