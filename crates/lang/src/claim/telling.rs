//! What keeps a claim from being proved, told to its author.

use shirube_engine::claim::{Claim, ClaimFlaw, Scene};
use shirube_engine::model::Editions;
use shirube_engine::space::Space;
use shirube_engine::{Cube, Outcome};

use super::ClaimRead;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Findings};
use crate::flaw::Teller;
use crate::witness::Witness;
use crate::words::{all_of, counted};

const CORRECT: &str = "if the claim is right, correct the rules; else narrow it, or say by \
                       `editions` where it holds";

impl Teller<'_> {
    /// Tells why a claim is not proved in some editions.
    pub(super) fn claim(
        &self,
        read: &ClaimRead,
        flaw: &ClaimFlaw,
        editions: Editions,
        findings: &mut Findings,
    ) {
        let (id, place) = (&read.id, self.in_editions(editions));
        match flaw {
            ClaimFlaw::Fails { space, scenes } => {
                let message = format!("the claim `{id}` does not hold{place}");
                let found = findings.error(Code::ClaimFails, message);
                found.at(read.places.said, self.refuted(&read.claim, scenes));
                self.label_rules(scenes, found);
                if let Some(edition) = editions.first() {
                    let witness = self.witness_in(space, edition);
                    self.scenes(&read.claim, scenes, &witness, found);
                }
                found.help(CORRECT);
            }
            ClaimFlaw::AsksMore { questions, space, answers } => {
                let message = format!("the claim `{id}` does not hold{place}");
                let found = findings.error(Code::ClaimFails, message);
                let asked = counted(*questions, "question");
                found.at(read.places.said, format!("up to {questions} are asked"));
                if let Some(edition) = editions.first() {
                    let witness = self.witness_in(space, edition);
                    found.note(example(&format!("{asked} are asked"), &witness, answers));
                }
                found.help(format!("claim that {asked} are enough, or ask for less"));
            }
            ClaimFlaw::SaysNothing => {
                // What wins only somewhere wins nowhere, or nothing is where the claim is made.
                let (at, text) = match read.claim {
                    Claim::WinsOnly { .. } => (read.places.said, "never wins at all"),
                    _ => (read.places.when, "no situation that can occur is so"),
                };
                findings
                    .error(Code::VacuousClaim, format!("the claim `{id}` says nothing{place}"))
                    .at(at, text)
                    .help("it would be true of any rules: correct it, or take it out");
            }
            _ => {
                let (why, help) = match read.claim {
                    Claim::AtMost { .. } => (
                        "the plan is too large to be worked out exactly",
                        "allow as many questions as there are inputs, or split the decision",
                    ),
                    _ => (
                        "it tells more situations apart than can be gone through",
                        "let its condition name fewer figures, or split the decision",
                    ),
                };
                findings
                    .error(Code::UnprovedClaim, format!("the claim `{id}` cannot be proved{place}"))
                    .at(read.places.said, why)
                    .help(help);
            }
        }
    }

    fn witness_in(&self, space: &Space, edition: usize) -> Witness<'_> {
        Witness::of_space(self.definition, &self.about.facts, edition, space.clone())
    }

    /// What happens instead of what is claimed.
    fn refuted(&self, claim: &Claim, scenes: &[Scene]) -> String {
        let won: Vec<&str> =
            scenes.iter().map(|scene| self.definition.outcome_id(scene.outcome)).collect();
        match (claim, &won[..]) {
            (Claim::Always { .. }, [won]) => format!("`{won}` wins instead"),
            (Claim::WinsOnly { .. }, [won]) => format!("`{won}` wins elsewhere, too"),
            (Claim::Monotone { input, .. }, [before, after]) => {
                let input = self.definition.inputs.get(*input).map_or("", |input| &input.id);
                format!("with more `{input}`, `{before}` becomes `{after}`")
            }
            (Claim::Settles { .. }, won) => format!("{} are both possible", all_of(won)),
            (_, won) => format!("{} wins all the same", all_of(won)),
        }
    }

    /// Labels the rules that decide in the scenes.
    fn label_rules(&self, scenes: &[Scene], found: &mut Diagnostic) {
        for (nth, scene) in scenes.iter().enumerate() {
            let Some(places) = self.places.rules.get(scene.rule) else { continue };
            if scenes.iter().take(nth).any(|earlier| earlier.rule == scene.rule) {
                continue;
            }
            let same: Vec<&str> = (scenes.iter())
                .filter(|other| other.rule == scene.rule)
                .map(|other| self.definition.outcome_id(other.outcome))
                .collect();
            let text = match scene.outcome {
                Outcome::Option(_) => format!("picks {} there", all_of(same)),
                Outcome::Advice(_) => "advises there".to_owned(),
            };
            found.and(places.effect.unwrap_or(places.id), text);
        }
    }

    /// Tells the scenes, of which the second of a step only says what is different.
    fn scenes(
        &self,
        claim: &Claim,
        scenes: &[Scene],
        witness: &Witness<'_>,
        found: &mut Diagnostic,
    ) {
        let step = matches!(claim, Claim::Monotone { .. });
        let said = |scene: &Scene| {
            let id = self.definition.outcome_id(scene.outcome);
            match scene.outcome {
                Outcome::Option(_) => format!("`{id}` wins by `{}`", self.rule(scene.rule)),
                Outcome::Advice(_) => format!("nothing is left, and `{id}` advises"),
            }
        };
        let mut before: Vec<String> = Vec::new();
        for scene in scenes {
            if step && !before.is_empty() {
                let (mut told, _) = witness.tell(&scene.cube);
                told.retain(|line| !before.contains(line));
                found.note(format!(
                    "{} where, all else equal,\n  {}",
                    said(scene),
                    told.join("\n  ")
                ));
            } else {
                before = witness.tell(&scene.cube).0;
                found.note(example(&said(scene), witness, &scene.cube));
            }
        }
    }
}

/// What is so in the cells of a cube, and which these are.
fn example(what: &str, witness: &Witness<'_>, cube: &Cube) -> String {
    let (told, others) = witness.tell(cube);
    if told.is_empty() {
        return format!("{what} in every situation");
    }
    let mut note = format!("{what}, for example where");
    for line in told {
        note.push_str("\n  ");
        note.push_str(&line);
    }
    if others {
        note.push_str("\nwhatever the rest is");
    }
    note
}
