//! Compiling what was read, and telling what keeps it from compiling.

use shirube_engine::model::{Definition, Fact, Input};
use shirube_engine::{About, Pack, PackFlaw, Workshop};

use crate::claim;
use crate::code::Code;
use crate::decision::Draft;
use crate::diagnostic::Findings;
use crate::flaw::Teller;
use crate::words::all_of;

/// Compiles a pack, or reports what is wrong with its decisions.
pub(crate) fn compile(
    about: About,
    drafts: &[Draft],
    workshop: &mut Workshop,
    findings: &mut Findings,
) -> Option<Pack> {
    let definitions: Vec<Definition> =
        drafts.iter().map(|draft| draft.definition.clone()).collect();
    let flaws = match workshop.compile(about.clone(), definitions) {
        Ok(pack) => {
            // Where something else is wrong, so may be what claims rest on.
            if !findings.has_errors() {
                claim::prove(&pack, drafts, workshop, findings);
            }
            return Some(pack);
        }
        Err(flaws) => flaws,
    };
    for flaw in flaws {
        match flaw {
            PackFlaw::RequirementCycle { decisions } => {
                circle_of_decisions(&decisions, drafts, findings)
            }
            PackFlaw::Decision { decision, flaws } => {
                let Some(draft) = drafts.iter().find(|draft| draft.definition.id == decision)
                else {
                    continue;
                };
                let teller =
                    Teller { definition: &draft.definition, places: &draft.places, about: &about };
                teller.tell(flaws, findings);
            }
            // What an author wrote is malformed only where something else was said to be wrong.
            PackFlaw::Malformed(why) if !findings.has_errors() => {
                findings.error(Code::TooMany, format!("the pack cannot be compiled: {why}"));
            }
            _ => {}
        }
    }
    None
}

fn circle_of_decisions(ids: &[String], drafts: &[Draft], findings: &mut Findings) {
    let message = match ids {
        [only] => format!("`{only}` needs its own verdict"),
        _ => format!("{} need one another's verdicts in a circle", all_of(ids)),
    };
    let found = findings.error(Code::RequirementCycle, message);
    for (index, id) in ids.iter().enumerate() {
        let next = ids.get(index + 1).or(ids.first());
        let (Some(draft), Some(next)) =
            (drafts.iter().find(|draft| draft.definition.id == *id), next)
        else {
            continue;
        };
        let inputs = draft.definition.inputs.iter().zip(&draft.places.from);
        let place = inputs.filter(|(input, _)| takes(input, next)).find_map(|(_, place)| *place);
        let Some(place) = place else { continue };
        let text = format!("`{id}` needs `{next}`");
        if index == 0 {
            found.at(place, text)
        } else {
            found.and(place, text)
        };
    }
    found.help("ask for what one of them needs by an input of its own");
}

/// Whether an input is a decision's verdict.
fn takes(input: &Input, decision: &str) -> bool {
    input.requirement().is_some_and(|from| from.decision == decision)
}

/// The facts that a pack is compiled with.
pub(crate) fn about_for_proof(editions: usize, facts: Vec<Fact>, ids: &[String]) -> About {
    About {
        id: String::new(),
        version: String::new(),
        title: Default::default(),
        about: Default::default(),
        notice: None,
        languages: Vec::new(),
        editions: (0..editions)
            .map(|edition| shirube_engine::pack::Edition {
                id: ids.get(edition).cloned().unwrap_or_default(),
                title: Default::default(),
            })
            .collect(),
        domains: Vec::new(),
        tasks: Vec::new(),
        exam: None,
        front_door: None,
        sources: Vec::new(),
        facts,
    }
}
