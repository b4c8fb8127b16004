//! Where a text comes from.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use shirube_reader::LONGEST;

use crate::context::Context;
use crate::failure::{Failure, said_by_system};
use crate::layout::{PLAIN, Page, WARNING};
use crate::world::World;

/// The most bytes that are taken in: as many characters as are read, at their longest.
const MOST: u64 = 4 * LONGEST as u64 + 4;

/// The text of an argument: a file's, standard input's, or the argument itself.
pub(super) fn text(
    context: &Context,
    argument: Option<&str>,
    world: &mut World,
) -> Result<String, Failure> {
    let catalogue = context.catalogue;
    let text = match argument {
        None if world.input_is_terminal => pasted(context, world)?,
        None | Some("-") => decoded(context, read(world.input, "-", context)?)?,
        Some(path) if Path::new(path).is_file() => {
            let file = fs::File::open(path).map_err(|error| unreadable(context, path, &error))?;
            decoded(context, read(&mut &file, path, context)?)?
        }
        // A path that leads nowhere is no text.
        Some(path)
            if !path.contains(char::is_whitespace) && path.is_ascii() && !path.is_empty() =>
        {
            let error = fs::File::open(path).err();
            let error =
                error.unwrap_or_else(|| std::io::Error::from(std::io::ErrorKind::IsADirectory));
            return Err(unreadable(context, path, &error));
        }
        Some(text) => text.to_owned(),
    };
    if text.trim().is_empty() {
        return Err(Failure::usage(catalogue.read.empty));
    }
    if text.chars().nth(LONGEST).is_some() {
        let mut page = Page::new(context.talk);
        page.labelled(WARNING, catalogue.note, &(catalogue.read.too_long)(LONGEST));
        world.talk.writer.write_all(page.finish().as_bytes())?;
    }
    Ok(text)
}

fn unreadable(context: &Context, path: &str, error: &std::io::Error) -> Failure {
    Failure::error((context.catalogue.problem.unreadable)(path, &said_by_system(error)))
}

fn read(source: &mut dyn std::io::Read, path: &str, context: &Context) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    source.take(MOST).read_to_end(&mut bytes).map_err(|error| unreadable(context, path, &error))?;
    Ok(bytes)
}

/// Text of bytes. A letter that the limit cut in two is left out.
fn decoded(context: &Context, bytes: Vec<u8>) -> Result<String, Failure> {
    let whole = bytes.len() as u64 == MOST;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.trim_start_matches('\u{feff}').to_owned()),
        Err(error) if whole && error.utf8_error().error_len().is_none() => {
            Ok(String::from_utf8_lossy(error.as_bytes()).into_owned())
        }
        Err(_) => Err(Failure::error(context.catalogue.read.not_text)),
    }
}

/// Lines up to an empty one.
fn pasted(context: &Context, world: &mut World) -> Result<String, Failure> {
    let mut page = Page::new(context.talk);
    page.paragraph(0, 0, PLAIN, context.catalogue.read.paste);
    world.talk.writer.write_all(page.finish().as_bytes())?;
    world.talk.writer.flush()?;
    let mut text = String::new();
    let mut line = String::new();
    loop {
        line.clear();
        if world.input.read_line(&mut line)? == 0 {
            return Ok(text);
        }
        if line.trim().is_empty() {
            if text.is_empty() {
                continue;
            }
            return Ok(text);
        }
        text.push_str(&line);
    }
}
