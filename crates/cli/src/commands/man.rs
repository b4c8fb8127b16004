//! `man`: the manual pages.

use std::fs;
use std::path::Path;

use clap::CommandFactory;
use clap_mangen::Man;

use crate::arguments::Arguments;
use crate::exit::Exit;
use crate::failure::{Failure, said_by_system};
use crate::world::World;

/// Writes the main page to the output, or every page to a folder.
///
/// # Errors
///
/// If a page cannot be written.
pub fn run(folder: Option<&Path>, world: &mut World) -> Result<Exit, Failure> {
    let command = Arguments::command();
    let Some(folder) = folder else {
        let mut page = Vec::new();
        Man::new(command).render(&mut page)?;
        world.output.writer.write_all(&page)?;
        world.output.writer.flush()?;
        return Ok(Exit::Success);
    };
    let unwritable = |error: std::io::Error| {
        Failure::error(format!(
            "`{}` cannot be written: {}",
            folder.display(),
            said_by_system(&error)
        ))
    };
    fs::create_dir_all(folder).map_err(unwritable)?;
    clap_mangen::generate_to(command, folder).map_err(unwritable)?;
    Ok(Exit::Success)
}
