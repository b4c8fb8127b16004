//! The front door of a pack: which decision it is, where its options lead, and that it stands alone.

use shirube_engine::model::Definition;

use crate::code::Code;
use crate::decision::Draft;
use crate::diagnostic::Findings;
use crate::place::Place;
use crate::requirement::Upstream;

/// The front door as `pack.toml` names it.
#[derive(Debug, Clone)]
pub(crate) struct FrontDoor {
    /// The id of the decision.
    pub(crate) id: String,
    /// Where it is named.
    pub(crate) place: Place,
}

impl FrontDoor {
    /// Reports a front door that is not there, that leads elsewhere than to other decisions, or
    /// that takes or gives verdicts.
    pub(crate) fn check(&self, drafts: &[Draft], upstream: &Upstream, findings: &mut Findings) {
        if upstream.decisions.find(&self.id, self.place, findings).is_none() {
            return;
        }
        for draft in drafts {
            if draft.definition.id == self.id {
                self.options(draft, upstream, findings);
            }
            self.verdicts(draft, findings);
        }
    }

    fn options(&self, own: &Draft, upstream: &Upstream, findings: &mut Findings) {
        for (option, &place) in own.definition.options.iter().zip(&own.places.options) {
            let id = &option.id;
            if *id == self.id {
                findings
                    .error(Code::WrongFrontDoor, format!("the front door `{id}` leads to itself"))
                    .at(place, "the id of the front door itself")
                    .and(self.place, "the front door")
                    .help(
                        "take this option out, or give it the id of the decision that it leads to",
                    );
            } else if upstream.decisions.lacks(id) {
                let found = findings.error(
                    Code::UnknownDecision,
                    format!("the front door leads to `{id}`, and there is no such decision"),
                );
                found.at(place, "unknown decision").and(self.place, "the front door");
                found.help(match upstream.decisions.suggestion(id) {
                    Some(help) => help,
                    None => "give the option the id of the decision that it leads to".to_owned(),
                });
            }
        }
    }

    /// Reports verdicts that the front door takes, or that are taken of it.
    fn verdicts(&self, draft: &Draft, findings: &mut Findings) {
        let Definition { id, inputs, .. } = &draft.definition;
        for (input, place) in inputs.iter().zip(&draft.places.from) {
            let (Some(requirement), &Some(place)) = (input.requirement(), place) else { continue };
            let from = &requirement.decision;
            let message = if *id == self.id {
                format!("the front door `{id}` takes the verdict of `{from}`")
            } else if *from == self.id {
                format!("`{id}` takes the verdict of the front door `{from}`")
            } else {
                continue;
            };
            findings
                .error(Code::WrongFrontDoor, message)
                .at(place, "the front door is asked before any other decision")
                .and(self.place, "the front door")
                .help("ask for what is needed by an input of its own");
        }
    }
}
