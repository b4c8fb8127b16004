//! `show`: what a decision asks, with the ids to answer with, and what there is to choose.

use std::fs;
use std::path::Path;

use serde::Serialize;
use shirube_engine::Decision;
use shirube_engine::model::{Editions, Input, InputKind};
use shirube_engine::quantity::Interval;

use crate::arguments::{Global, Show, ShowFormat};
use crate::context::Context;
use crate::document;
use crate::exit::Exit;
use crate::failure::{Failure, said_by_system};
use crate::layout::{PLAIN, Page, Row, STRONG};
use crate::missing::{example, form};
use crate::world::World;

use super::{json, write};

/// Writes the page.
///
/// # Errors
///
/// An unknown decision, or what is wrong with the pack.
pub fn run(arguments: &Show, global: &Global, world: &mut World) -> Result<Exit, Failure> {
    let context = Context::open(global, world)?;
    if let Some(folder) = &arguments.out {
        write_pages(&context, folder)?;
        return Ok(Exit::Success);
    }
    let decision = context.decision(arguments.decision.as_deref().unwrap_or_default())?;
    let shown = || Shown::of(&context, decision);
    let text = match arguments.format {
        ShowFormat::Human => human(&context, decision, &shown()),
        ShowFormat::Json => json(&shown())?,
        ShowFormat::Markdown => {
            let edition = context.edition.unwrap_or(0);
            document::page(&context.pack, decision, edition, context.language)
        }
    };
    write(world, &text)?;
    Ok(Exit::Success)
}

/// Writes every page of a pack to a folder.
fn write_pages(context: &Context, folder: &Path) -> Result<(), Failure> {
    let unwritable = |error: std::io::Error| {
        let said = format!("`{}`: {}", folder.display(), said_by_system(&error));
        Failure::error((context.catalogue.problem.unwritable)(&said))
    };
    fs::create_dir_all(folder).map_err(unwritable)?;
    for (name, page) in document::pages(&context.pack, context.edition.unwrap_or(0)) {
        fs::write(folder.join(name), page).map_err(unwritable)?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Shown {
    id: String,
    title: String,
    about: String,
    inputs: Vec<ShownInput>,
    options: Vec<ShownOption>,
    editions: Vec<ShownEdition>,
}

#[derive(Serialize)]
struct ShownInput {
    id: String,
    kind: &'static str,
    ask: String,
    why: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    values: Vec<ShownValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when_silent: Option<String>,
    #[serde(skip)]
    silent_words: Option<String>,
}

#[derive(Serialize)]
struct ShownValue {
    id: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<String>,
    /// The options of the decision it is from that lead to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    options: Vec<String>,
}

#[derive(Serialize)]
struct ShownOption {
    id: String,
    name: String,
    about: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    only_in: Vec<String>,
}

#[derive(Serialize)]
struct ShownEdition {
    id: String,
    title: String,
}

impl Shown {
    fn of(context: &Context, decision: &Decision) -> Self {
        let (definition, edition) = (decision.definition(), context.edition.unwrap_or(0));
        let inputs = definition.inputs_in_order().into_iter();
        let options = definition.options_in_order().into_iter().map(|index| {
            let option = &definition.options[index];
            ShownOption {
                id: option.id.clone(),
                name: context.text(&option.name, edition),
                about: context.text(&option.about, edition),
                only_in: only_in(context, option.editions),
            }
        });
        let editions = context.pack.about().editions.iter().map(|about| ShownEdition {
            id: about.id.clone(),
            title: context.text(&about.title, edition),
        });
        Self {
            id: definition.id.clone(),
            title: context.text(&definition.title, edition),
            about: context.text(&definition.about, edition),
            inputs: inputs.map(|index| ShownInput::of(context, decision, index, edition)).collect(),
            options: options.collect(),
            editions: editions.collect(),
        }
    }
}

/// The editions that have an option, where not all do.
fn only_in(context: &Context, editions: Editions) -> Vec<String> {
    let all = &context.pack.about().editions;
    let having = all.iter().enumerate().filter(|(index, _)| editions.contains(*index));
    let having: Vec<String> = having.map(|(_, edition)| edition.id.clone()).collect();
    if having.len() == all.len() { Vec::new() } else { having }
}

impl ShownInput {
    fn of(context: &Context, decision: &Decision, index: usize, edition: usize) -> Self {
        let definition = decision.definition();
        let input = &definition.inputs[index];
        let (mut unit, mut range, mut from_decision) = (None, None, None);
        let kind = match &input.kind {
            InputKind::Choice { from, .. } => {
                from_decision = from.as_ref().map(|from| from.decision.clone());
                "choice"
            }
            InputKind::Flag => "flag",
            InputKind::Set { .. } => "set",
            InputKind::Quantity { dimension, range: allowed } => {
                unit = Some(dimension.unit_name());
                range = (!is_usual(*allowed)).then(|| dimension.format_interval(*allowed));
                "quantity"
            }
        };
        let leading = input.requirement().and_then(|from| from.options.as_ref());
        let values = input.display_order().into_iter().map(|place| {
            let value = &input.values()[place];
            ShownValue {
                id: value.id.clone(),
                name: context.text(&value.name, edition),
                about: value.about.as_ref().map(|about| context.text(about, edition)),
                options: leading
                    .and_then(|leading| leading.get(place))
                    .cloned()
                    .unwrap_or_default(),
            }
        });
        let silent_words = input.when_silent.as_ref().map(|answer| {
            let words = &context.catalogue.words;
            let (pack, language) = (&context.pack, context.language);
            pack.describe(definition, edition, language, index, answer, words)
        });
        Self {
            id: input.id.clone(),
            kind,
            ask: context.text(&input.ask, edition),
            why: context.text(&input.why, edition),
            unit,
            range,
            from: from_decision,
            values: values.collect(),
            when_silent: input.when_silent.as_ref().map(|answer| input.format_answer(answer)),
            silent_words,
        }
    }
}

/// Whether a range says no more than that there is something, or nothing, of it.
fn is_usual(range: Interval) -> bool {
    range.low <= 1 && range.high == i64::MAX
}

fn human(context: &Context, decision: &Decision, shown: &Shown) -> String {
    let listing = &context.catalogue.listing;
    let definition = decision.definition();
    let mut page = Page::new(context.output);
    page.paragraph(0, 0, STRONG, &shown.title);
    page.paragraph(0, 0, PLAIN, &shown.about);
    let facts: std::collections::BTreeSet<usize> =
        definition.rules.iter().flat_map(|rule| &rule.facts).copied().collect();
    page.paragraph(0, 0, PLAIN, &(listing.rules)(definition.rules.len(), facts.len()));
    page.heading(listing.inputs);
    for input in &shown.inputs {
        page.blank();
        show_input(
            context,
            definition.input(&input.id).map(|i| &definition.inputs[i]),
            input,
            &mut page,
        );
    }
    page.heading(listing.options);
    let rows: Vec<Row> = (shown.options.iter())
        .map(|option| {
            let mut paragraphs = vec![option.name.clone(), option.about.clone()];
            if !option.only_in.is_empty() {
                let editions = context.catalogue.list(option.only_in.iter().map(String::as_str));
                paragraphs.push((listing.only_in)(&editions));
            }
            Row { name: option.id.clone(), paragraphs }
        })
        .collect();
    page.table(2, &rows);
    page.heading(listing.editions);
    let editions: Vec<(String, String)> =
        shown.editions.iter().map(|e| (format!("--edition {}", e.id), e.title.clone())).collect();
    page.pairs(2, &editions);
    page.heading(listing.commands);
    page.verbatim(2, PLAIN, &context.command(&["guide", &shown.id]));
    let answers: Vec<String> = (definition.inputs_in_order().into_iter().take(3))
        .map(|input| first_form(&definition.inputs[input]))
        .collect();
    let mut words = vec!["decide", &shown.id];
    words.extend(answers.iter().map(String::as_str));
    page.verbatim(2, PLAIN, &context.command(&words));
    page.finish()
}

/// One way to answer an input.
fn first_form(input: &Input) -> String {
    let form = form(input);
    let (id, values) = form.split_once('=').unwrap_or((&form, ""));
    let first = match &input.kind {
        InputKind::Set { .. } => {
            let order = input.display_order();
            order.first().map_or("none", |&index| input.values()[index].id.as_str())
        }
        _ => values.split('|').next().unwrap_or_default(),
    };
    format!("{id}={first}")
}

fn show_input(context: &Context, input: Option<&Input>, shown: &ShownInput, page: &mut Page) {
    let listing = &context.catalogue.listing;
    page.led(2, &shown.id, &shown.ask);
    if let Some(from) = &shown.from {
        page.paragraph(4, 4, PLAIN, &(listing.from)(from));
    }
    let values: Vec<(String, String)> =
        (shown.values.iter()).map(|value| (value.id.clone(), value.name.clone())).collect();
    page.pairs(4, &values);
    match input.map(|input| &input.kind) {
        Some(InputKind::Set { .. }) => page.paragraph(4, 4, PLAIN, listing.several),
        Some(InputKind::Flag) => page.paragraph(4, 4, PLAIN, "yes, no"),
        Some(InputKind::Quantity { .. }) => {
            let such_as = (listing.such_as)(&input.map(example).unwrap_or_default());
            let text = match &shown.range {
                Some(range) => format!("{range}; {such_as}"),
                None => such_as,
            };
            page.paragraph(4, 4, PLAIN, &text);
        }
        _ => {}
    }
    if let Some(words) = &shown.silent_words {
        page.paragraph(4, 4, PLAIN, &(listing.when_silent)(words));
    }
}
