//! The front door of a pack: the decision that leads from what a person wants to do to the others.
//!
//! Its options are called as the decisions that they lead to. It stands alone: it takes no
//! verdict, and none takes its own.

use std::collections::BTreeSet;

use crate::diagram::Outcome;
use crate::form::Malformed;
use crate::model::Definition;
use crate::pack::{Decision, Pack, requirements};

impl Pack {
    /// The decision that leads to the others, if the pack has one.
    #[must_use]
    pub fn front_door(&self) -> Option<&Decision> {
        self.decision(self.about.front_door.as_deref()?)
    }

    /// The decision that an outcome of the front door leads to; none where it is advice.
    #[must_use]
    pub fn behind_front_door(&self, outcome: Outcome) -> Option<&Decision> {
        let Outcome::Option(option) = outcome else { return None };
        self.decision(&self.front_door()?.definition.options.get(option)?.id)
    }

    /// The decisions that no answers at the front door lead to, in any edition, neither to
    /// themselves nor to one that rests on them. None where there is no front door.
    #[must_use]
    pub fn unreached(&self) -> Vec<&Decision> {
        let Some(door) = self.front_door() else { return Vec::new() };
        let options = 0..door.definition.options.len();
        let led_to = options.filter(|&option| door.can_win(option));
        let led_to = led_to.filter_map(|option| self.behind_front_door(Outcome::Option(option)));
        let reached = led_to.flat_map(|decision| self.requirement_order(decision));
        let reached: BTreeSet<&str> =
            reached.chain([door]).map(|decision| decision.definition.id.as_str()).collect();
        let unreached = |decision: &&Decision| !reached.contains(decision.definition.id.as_str());
        self.decisions.iter().filter(unreached).collect()
    }
}

/// What is wrong with the front door of a pack.
pub(crate) fn form(door: Option<&str>, definitions: &[&Definition]) -> Vec<Malformed> {
    let Some(door) = door else { return Vec::new() };
    let own = definitions.iter().find(|definition| definition.id == door);
    let Some(own) = own else { return vec![Malformed::NoFrontDoor { decision: door.to_owned() }] };
    let ids: BTreeSet<&str> = definitions.iter().map(|definition| definition.id.as_str()).collect();
    let astray =
        own.options.iter().filter(|option| option.id == door || !ids.contains(&*option.id));
    let mut found: Vec<Malformed> =
        astray.map(|option| Malformed::LeadsNowhere { option: option.id.clone() }).collect();
    for definition in definitions {
        let takes = requirements(definition).any(|from| from == door || definition.id == door);
        found.extend(takes.then(|| Malformed::AtFrontDoor { decision: definition.id.clone() }));
    }
    found
}
