//! Many texts: JSON lines in, one reading a line out.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde::Deserialize;
use serde_json::json;
use shirube_reader::{Lettered, Reader, Scenario};

use crate::arguments::Read;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::{Failure, said_by_system};
use crate::layout::{ERROR, Page};
use crate::world::World;

use super::Told;

/// A line of the input.
#[derive(Deserialize)]
struct Line {
    id: Option<String>,
    text: String,
    #[serde(default)]
    options: BTreeMap<String, String>,
    decision: Option<String>,
    select: Option<usize>,
}

/// Reads every line of a file, or of standard input where the path is `-`.
pub(super) fn run(
    context: &Context,
    reader: &Reader<'_>,
    arguments: &Read,
    path: &Path,
    world: &mut World,
) -> Result<Exit, Failure> {
    let catalogue = context.catalogue;
    let name = path.display().to_string();
    let unreadable = |error: &std::io::Error| {
        Failure::error((catalogue.problem.unreadable)(&name, &said_by_system(error)))
    };
    let mut file;
    let source: &mut dyn BufRead = if path.as_os_str() == "-" {
        world.input
    } else {
        file = BufReader::new(File::open(path).map_err(|error| unreadable(&error))?);
        &mut file
    };
    let (mut lines, mut failed) = (0, 0);
    let mut bytes = Vec::new();
    let mut number = 0_u64;
    loop {
        bytes.clear();
        if source.read_until(b'\n', &mut bytes).map_err(|error| unreadable(&error))? == 0 {
            break;
        }
        number += 1;
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        lines += 1;
        let told = match serde_json::from_slice::<Line>(&bytes) {
            Ok(line) => one(context, reader, arguments, line),
            Err(error) => Err(error.to_string()),
        };
        let text = told.unwrap_or_else(|error| {
            failed += 1;
            json!({ "line": number, "error": error }).to_string()
        });
        writeln!(world.output.writer, "{text}")?;
    }
    world.output.writer.flush()?;
    if failed == 0 {
        return Ok(Exit::Success);
    }
    let mut page = Page::new(context.talk);
    page.labelled(ERROR, catalogue.error, &(catalogue.problem.batch_failed)(failed, lines));
    world.talk.writer.write_all(page.finish().as_bytes())?;
    Ok(Exit::Error)
}

fn one(
    context: &Context,
    reader: &Reader<'_>,
    arguments: &Read,
    line: Line,
) -> Result<String, String> {
    let decision = line.decision.or_else(|| arguments.decision.clone());
    if let Some(id) = decision.as_ref().filter(|id| context.pack.decision(id).is_none()) {
        return Err((context.catalogue.problem.no_decision)(id));
    }
    let (text, options) = if line.options.is_empty() {
        shirube_reader::split(&line.text)
    } else {
        let lettered = line.options.into_iter().map(|(letter, text)| Lettered { letter, text });
        (line.text, lettered.collect())
    };
    let select = line.select.unwrap_or(arguments.select);
    let reading = reader.read(&Scenario { text, options, decision, select });
    let told = Told::of(context, line.id.map(Cow::Owned), &reading);
    serde_json::to_string(&told).map_err(|error| error.to_string())
}
