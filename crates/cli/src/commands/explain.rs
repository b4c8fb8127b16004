//! `explain`: what a code of `check` means.

use shirube_engine::nearest::nearest;
use shirube_lang::{Code, Page as CodePage};

use crate::arguments::Global;
use crate::context::first_catalogue;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::layout::{PLAIN, Page, Row, STRONG};
use crate::world::World;

use super::write;

/// Writes what a code means, with its examples; without a code, what each of them is about.
///
/// # Errors
///
/// If there is no such code.
pub fn run(code: Option<&str>, global: &Global, world: &mut World) -> Result<Exit, Failure> {
    let mut page = Page::new(world.output_setting(global));
    match code {
        None => list(&mut page),
        Some(name) => {
            // A code may be given as a report shows it: `error[gap]`.
            let bare =
                name.split_once('[').map_or(name, |(_, rest)| rest).trim_end_matches([']', ':']);
            let code = Code::from_name(bare).ok_or_else(|| unknown(bare, global, world))?;
            explain(&CodePage::of(code), &mut page);
        }
    }
    write(world, &page.finish())?;
    Ok(Exit::Success)
}

fn unknown(name: &str, global: &Global, world: &World) -> Failure {
    let problem = &first_catalogue(global, world).problem;
    let known = Code::ALL.iter().map(|code| code.name());
    Failure::usage(format!("there is no code `{name}`"))
        .maybe_help(nearest(name, known).map(problem.did_you_mean))
        .help("`shirube explain` lists them")
}

fn list(page: &mut Page) {
    let rows: Vec<Row> = Code::ALL
        .iter()
        .map(|code| Row { name: code.name().to_owned(), paragraphs: vec![code.gist()] })
        .collect();
    page.table_like(0, &rows, &rows);
}

fn explain(of: &CodePage, page: &mut Page) {
    page.paragraph(0, 0, STRONG, of.code.name());
    page.paragraph(0, 0, PLAIN, &of.code.paragraph());
    for example in &of.examples {
        page.heading(example.title);
        for change in &example.changes {
            page.verbatim(2, PLAIN, &format!("# {}", change.in_words()));
            verbatim(change.text, page);
            page.blank();
        }
        verbatim(example.said, page);
    }
}

fn verbatim(text: &str, page: &mut Page) {
    for line in text.lines() {
        match line {
            "" => page.blank(),
            _ => page.verbatim(2, PLAIN, line),
        }
    }
}
