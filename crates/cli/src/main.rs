//! The command `shirube`: hands the streams and the environment to the library, and exits.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use anstream::AutoStream;
use console::Term;
use shirube_cli::world::{Channel, World};

fn main() -> ExitCode {
    // Whether to colour is decided inside: these only make colours work on consoles that need help.
    let mut output = AutoStream::always(io::stdout());
    let mut talk = AutoStream::always(io::stderr());
    let mut world = World {
        input: &mut io::stdin().lock(),
        input_is_terminal: io::stdin().is_terminal(),
        output: Channel {
            writer: &mut output,
            terminal: io::stdout().is_terminal().then_some(|| columns(&Term::stdout())),
        },
        talk: Channel {
            writer: &mut talk,
            terminal: io::stderr().is_terminal().then_some(|| columns(&Term::stderr())),
        },
        variable: &|name| std::env::var(name).ok(),
    };
    shirube_cli::run(std::env::args_os(), &mut world).into()
}

/// The columns of a terminal; 0 where it does not say.
fn columns(terminal: &Term) -> usize {
    terminal.size_checked().map_or(0, |(_, columns)| usize::from(columns))
}
