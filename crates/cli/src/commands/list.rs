//! `list`: the decisions of the pack.

use serde::Serialize;
use shirube_engine::Decision;

use crate::arguments::{Format, Global, List};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::groups::groups;
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
    #[serde(skip_serializing_if = "Option::is_none")]
    front_door: Option<String>,
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
        front_door: about.front_door.clone(),
        decisions: decisions.collect(),
    }
}
