//! `completions`: a script that completes the command in a shell.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::arguments::Arguments;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::world::World;

/// Writes the script.
///
/// # Errors
///
/// If it cannot be written.
pub fn run(shell: Shell, world: &mut World) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "shirube", &mut script);
    world.output.writer.write_all(&script)?;
    world.output.writer.flush()?;
    Ok(Exit::Success)
}
