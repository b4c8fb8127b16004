//! `list`: the decisions of the pack.

use serde::Serialize;
use shirube_engine::Decision;

use crate::arguments::{Format, Global, List};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::layout::{FAINT, PLAIN, Page, Row, STRONG};
use crate::world::World;

use super::{json, write};

/// Writes the list.
///
/// # Errors
///
/// What is wrong with the pack.
pub fn run(arguments: &List, global: &Global, world: &mut World) -> Result<Exit, Failure> {
    let context = Context::open(global, world)?;
    let text = match arguments.format {
        Format::Human => human(&context),
        Format::Json => json(&listing(&context))?,
    };
    write(world, &text)?;
    Ok(Exit::Success)
}

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

fn human(context: &Context) -> String {
    let (about, edition) = (context.pack.about(), context.edition.unwrap_or(0));
    let mut page = Page::new(context.output);
    page.paragraph(0, 0, STRONG, &context.text(&about.title, edition));
    page.paragraph(0, 0, PLAIN, &context.text(&about.about, edition));
    let groups = groups(context);
    let row = |decision: &Decision| {
        let definition = decision.definition();
        let title = context.text(&definition.title, edition);
        let about = context.text(&definition.about, edition);
        Row { name: definition.id.clone(), paragraphs: vec![title, about] }
    };
    let every: Vec<Row> = context.decisions().map(row).collect();
    for group in &groups {
        page.heading(&group.title);
        let rows: Vec<Row> = group.decisions.iter().map(|decision| row(decision)).collect();
        page.table_like(2, &rows, &every);
    }
    page.blank();
    let next = (context.catalogue.listing.next)(
        &context.command(&["guide", "ID"]),
        &context.command(&["show", "ID"]),
    );
    for line in next.lines() {
        page.verbatim(0, PLAIN, line);
    }
    if let Some(notice) = &about.notice {
        page.blank();
        page.paragraph(0, 0, FAINT, &context.text(notice, edition));
    }
    page.finish()
}

#[derive(Serialize)]
struct Listing {
    pack: String,
    version: String,
    title: String,
    editions: Vec<String>,
    languages: Vec<String>,
    decisions: Vec<Listed>,
}

#[derive(Serialize)]
struct Listed {
    id: String,
    task: Option<String>,
    title: String,
    about: String,
}

fn listing(context: &Context) -> Listing {
    let (about, edition) = (context.pack.about(), context.edition.unwrap_or(0));
    let decisions = context.decisions().map(|decision| {
        let definition = decision.definition();
        Listed {
            id: definition.id.clone(),
            task: definition.task.clone(),
            title: context.text(&definition.title, edition),
            about: context.text(&definition.about, edition),
        }
    });
    Listing {
        pack: about.id.clone(),
        version: about.version.clone(),
        title: context.text(&about.title, edition),
        editions: about.editions.iter().map(|edition| edition.id.clone()).collect(),
        languages: about.languages.clone(),
        decisions: decisions.collect(),
    }
}
