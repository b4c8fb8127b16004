//! From the front door of a pack to the decision behind it, and back; or through one decision.

use shirube_engine::session::Session;
use shirube_engine::{Decision, Outcome, Verdict};

use crate::context::Context;
use crate::groups::groups;

use super::drive::{Ended, drive};
use super::front::{FrontEnd, Item, Stop};
use super::{Guide, Way};

/// The guides that a person goes through one after another.
pub struct Walk<'a> {
    /// The front door, or the one decision.
    first: Guide<'a>,
    /// The decision that the front door led to.
    behind: Option<Guide<'a>>,
}

impl<'a> Walk<'a> {
    /// A walk that begins with a guide.
    #[must_use]
    pub fn new(first: Guide<'a>) -> Self {
        Self { first, behind: None }
    }

    /// The guide that the person is with.
    #[must_use]
    pub fn guide(&self) -> &Guide<'a> {
        self.behind.as_ref().unwrap_or(&self.first)
    }

    /// The guide that the person is with, to be changed.
    pub fn guide_mut(&mut self) -> &mut Guide<'a> {
        self.behind.as_mut().unwrap_or(&mut self.first)
    }

    /// Asks until nothing is left to ask. `step` is called before each question, but for those of
    /// a decision that is to help with another.
    ///
    /// # Errors
    ///
    /// There is nobody to ask.
    pub fn go(
        &mut self,
        front: &mut dyn FrontEnd,
        step: &mut dyn FnMut(&Guide),
    ) -> Result<Ended, Stop> {
        loop {
            if self.guide().way() == Way::FrontDoor
                && let Some(ended) = self.lead(front, step)?
            {
                return Ok(ended);
            }
            match drive(self.guide_mut(), front, step)? {
                Ended::Back => {
                    self.behind = None;
                    self.first.reopen();
                }
                ended => return Ok(ended),
            }
        }
    }

    /// Leads from the front door to a decision; or tells how it ended there.
    fn lead(
        &mut self,
        front: &mut dyn FrontEnd,
        step: &mut dyn FnMut(&Guide),
    ) -> Result<Option<Ended>, Stop> {
        let door = &mut self.first;
        let (context, edition) = (door.context(), door.edition());
        loop {
            let ended = drive(door, front, step)?;
            let decision = match (ended, door.verdict()) {
                (Ended::List, _) => choose(context, front, |_| true)?,
                (Ended::Finished, Verdict::Open(outcomes)) => {
                    choose(context, front, |decision| leads_to(context, &outcomes, decision))?
                }
                (Ended::Finished, Verdict::Settled(outcome)) => {
                    let led_to = context.pack.behind_front_door(outcome);
                    if let Some(decision) = led_to {
                        let title = context.text(&decision.definition().title, edition);
                        front.note(&(context.catalogue.guide.led_to)(&title))?;
                    }
                    match led_to {
                        None => return Ok(Some(Ended::Finished)),
                        led_to => led_to,
                    }
                }
                _ => return Ok(Some(ended)),
            };
            if let Some(decision) = decision {
                let guide = Guide::new(context, decision, edition, Session::new());
                self.behind = Some(guide.behind_front_door());
                return Ok(None);
            }
            door.reopen();
        }
    }
}

/// Whether one of some outcomes of the front door leads to a decision.
fn leads_to(context: &Context, outcomes: &[Outcome], decision: &Decision) -> bool {
    outcomes.iter().any(|&outcome| {
        let led_to = context.pack.behind_front_door(outcome);
        led_to.is_some_and(|led_to| led_to.definition().id == decision.definition().id)
    })
}

/// One of some decisions, from a list; `None`: none of them. The front door is not among them.
///
/// # Errors
///
/// There is nobody to ask.
pub fn choose<'a>(
    context: &'a Context,
    front: &mut dyn FrontEnd,
    among: impl Fn(&Decision) -> bool,
) -> Result<Option<&'a Decision>, Stop> {
    let door = context.pack.about().front_door.as_ref();
    let edition = context.edition.unwrap_or(0);
    let mut decisions = Vec::new();
    let mut items = Vec::new();
    for group in groups(context) {
        for decision in group.decisions {
            let definition = decision.definition();
            if door == Some(&definition.id) || !among(decision) {
                continue;
            }
            items.push(Item {
                group: group.title.clone(),
                id: definition.id.clone(),
                title: context.text(&definition.title, edition),
            });
            decisions.push(decision);
        }
    }
    let chosen = front.choose(context.catalogue.guide.what, &items, door.is_some())?;
    Ok(chosen.and_then(|place| decisions.get(place).copied()))
}
