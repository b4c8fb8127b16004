#![doc = include_str!("../README.md")]

pub mod answers;
pub mod arguments;
pub mod batch;
pub mod catalogue;
pub mod commands;
pub mod context;
pub mod difference;
pub mod document;
pub mod exit;
pub mod failure;
pub mod forms;
pub mod git;
pub mod groups;
pub mod guide;
pub mod interrupt;
pub mod layout;
pub mod missing;
pub mod packs;
pub mod result;
pub mod world;

use std::ffi::OsString;

use clap::{ColorChoice, CommandFactory, FromArgMatches};

use arguments::{Arguments, Command, Global};
use exit::Exit;
use failure::{Failure, Told};
use layout::{ERROR, PLAIN, Page, STRONG};
use world::World;

/// Runs the command with its arguments, the first of which is its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>, world: &mut World) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let parsed = parse(&arguments, world);
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(exit) => return exit,
    };
    let global = arguments.global.clone();
    match dispatch(arguments, world) {
        Ok(exit) => exit,
        Err(failure) => tell(&failure, &global, world),
    }
}

fn dispatch(arguments: Arguments, world: &mut World) -> Result<Exit, Failure> {
    let Arguments { command, global } = arguments;
    match command {
        None => commands::guide::run(&arguments::Guide::default(), &global, world),
        Some(Command::Guide(arguments)) => commands::guide::run(&arguments, &global, world),
        Some(Command::Decide(arguments)) => commands::decide::run(&arguments, &global, world),
        Some(Command::Read(arguments)) => commands::read::run(&arguments, &global, world),
        Some(Command::List(arguments)) => commands::list::run(&arguments, &global, world),
        Some(Command::Show(arguments)) => commands::show::run(&arguments, &global, world),
        Some(Command::Map(arguments)) => commands::map::run(&arguments, &global, world),
        Some(Command::Test(arguments)) => commands::test::run(&arguments, &global, world),
        Some(Command::Diff(arguments)) => commands::diff::run(&arguments, &global, world),
        Some(Command::Check(arguments)) => commands::check::run(&arguments, &global, world),
        Some(Command::Explain { code }) => commands::explain::run(code.as_deref(), &global, world),
        Some(Command::Completions { shell }) => commands::completions::run(shell, world),
        Some(Command::Man { out }) => commands::man::run(out.as_deref(), world),
    }
}

/// Parses the command line. An error, or help that was asked for, is written and ends the run.
fn parse(arguments: &[OsString], world: &mut World) -> Result<Arguments, Exit> {
    let colour = |choice: bool| if choice { ColorChoice::Always } else { ColorChoice::Never };
    let wanted = world.output_setting(&Global::default());
    let command = Arguments::command().color(colour(wanted.colour)).term_width(wanted.width);
    let error = match command.try_get_matches_from(arguments) {
        Ok(matches) => match Arguments::from_arg_matches(&matches) {
            Ok(arguments) => return Ok(arguments),
            Err(error) => error,
        },
        Err(error) => error,
    };
    let rendered = error.render();
    let (channel, setting, exit) = if error.use_stderr() {
        let setting = world.talk_setting(&Global::default());
        (&mut world.talk, setting, Exit::Usage)
    } else {
        (&mut world.output, wanted, Exit::Success)
    };
    let text = if setting.colour { rendered.ansi().to_string() } else { rendered.to_string() };
    // Where nobody reads, there is nothing left to do.
    let _ = channel.writer.write_all(text.as_bytes()).and_then(|()| channel.writer.flush());
    Err(exit)
}

/// Tells what stopped the command.
pub(crate) fn tell(failure: &Failure, global: &Global, world: &mut World) -> Exit {
    let catalogue = context::first_catalogue(global, world);
    let unwritable;
    let told = match failure {
        Failure::Told(told) => told,
        Failure::Unwritable(error) => {
            unwritable = Told::error((catalogue.problem.unwritable)(error));
            &unwritable
        }
        Failure::Closed => return Exit::Success,
    };
    let mut page = Page::new(world.talk_setting(global));
    let Told { exit, message, help, before } = told;
    if !before.is_empty() {
        page.verbatim(0, PLAIN, before.trim_end());
        page.blank();
    }
    page.labelled(ERROR, catalogue.error, message);
    for line in help {
        page.labelled(STRONG, catalogue.help, line);
    }
    let text = page.finish();
    let _ = world.talk.writer.write_all(text.as_bytes()).and_then(|()| world.talk.writer.flush());
    *exit
}
