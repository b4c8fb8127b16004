//! The decisions of a pack in groups, as they are listed.

use shirube_engine::Decision;

use crate::context::Context;

/// Decisions under the title that they belong to.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// The title: of a task, and the domain it belongs to.
    pub title: String,
    /// The decisions.
    pub decisions: Vec<&'a Decision>,
}

/// The decisions in groups, in the order of the blueprint.
#[must_use]
pub fn groups(context: &Context) -> Vec<Group<'_>> {
    let about = context.pack.about();
    let edition = context.edition.unwrap_or(0);
    let mut groups: Vec<(Option<&str>, Group)> = Vec::new();
    for decision in context.decisions() {
        let task = decision.definition().task.as_deref();
        let task = task.and_then(|id| about.tasks.iter().find(|task| task.id == id));
        let id = task.map(|task| task.id.as_str());
        match groups.last_mut() {
            Some((known, group)) if *known == id => group.decisions.push(decision),
            _ => {
                let title = match task {
                    Some(task) => format!("{} {}", task.id, context.text(&task.title, edition)),
                    None => context.catalogue.listing.others.to_owned(),
                };
                groups.push((id, Group { title, decisions: vec![decision] }));
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}
