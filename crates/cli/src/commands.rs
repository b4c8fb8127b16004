//! The commands, one a module.

pub mod check;
pub mod completions;
pub mod decide;
pub mod diff;
pub mod explain;
pub mod guide;
pub mod list;
pub mod man;
pub mod map;
pub mod read;
pub mod show;
pub mod test;

use crate::failure::Failure;
use crate::world::World;

/// Writes a result as a whole.
fn write(world: &mut World, text: &str) -> Result<(), Failure> {
    world.output.writer.write_all(text.as_bytes())?;
    world.output.writer.flush()?;
    Ok(())
}

/// A value as JSON, with a line's end.
fn json(value: &impl serde::Serialize) -> Result<String, Failure> {
    let mut text =
        serde_json::to_string_pretty(value).map_err(|error| Failure::error(error.to_string()))?;
    text.push('\n');
    Ok(text)
}
