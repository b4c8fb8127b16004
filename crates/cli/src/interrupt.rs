//! Ctrl-C: what is to be done before the process ends.

/// The terminal as it was found, to be left like that.
#[derive(Debug, Clone, Default)]
pub struct Terminal {
    #[cfg(unix)]
    modes: Option<rustix::termios::Termios>,
}

impl Terminal {
    /// Remembers how the terminal is set.
    #[must_use]
    pub fn remember() -> Self {
        Self {
            #[cfg(unix)]
            modes: rustix::termios::tcgetattr(std::io::stdin()).ok(),
        }
    }

    /// Sets it as it was, with the cursor showing.
    pub fn restore(&self) {
        // Whatever goes wrong here, there is nobody left to tell.
        #[cfg(unix)]
        if let Some(modes) = &self.modes {
            let now = rustix::termios::OptionalActions::Now;
            let _ = rustix::termios::tcsetattr(std::io::stdin(), now, modes);
            let terminal = console::Term::stderr();
            if terminal.is_term() {
                let _ = terminal.show_cursor();
            }
        }
    }
}

/// Does something when the process is interrupted or told to end, and then ends it.
///
/// The exit code is 128 and the signal's number, as shells have it: 130 for Ctrl-C. A second signal
/// ends the process at once. Where signals cannot be had, they do what they always do.
#[cfg(unix)]
pub fn on_interrupt(last: impl FnOnce() + Send + 'static) {
    use signal_hook::consts::{SIGINT, SIGTERM};
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) else { return };
    std::thread::spawn(move || {
        let mut last = Some(last);
        for signal in signals.forever() {
            match last.take() {
                Some(last) => {
                    std::thread::spawn(move || {
                        last();
                        std::process::exit(128 + signal);
                    });
                }
                None => std::process::exit(128 + signal),
            }
        }
    });
}

/// Does something when the process is interrupted, and then ends it: not on this system.
#[cfg(not(unix))]
pub fn on_interrupt(_last: impl FnOnce() + Send + 'static) {}

/// Waits for the process to end, as it is about to.
pub fn wait() {
    // Should nobody end it after all, going on is better than standing still.
    std::thread::sleep(std::time::Duration::from_secs(2));
}
