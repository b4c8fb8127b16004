//! `check --watch`: checks again whenever a file changes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::arguments::{Check, Global};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::interrupt;
use crate::world::World;

use super::{Checkup, Found, shown, summary, write, written};

/// Editors write a file in several steps: what comes within this time of the step before belongs
/// together.
const QUIET: Duration = Duration::from_millis(30);

/// Clears the screen and what was scrolled off it.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

/// Shows what is found, now and after each change, until Ctrl-C.
pub(super) fn run(
    mut checkups: Vec<Checkup>,
    arguments: &Check,
    global: &Global,
    world: &mut World,
) -> Result<Exit, Failure> {
    interrupt::on_interrupt(|| ());
    let (sender, changes) = channel();
    // Held until the end: it watches as long as it lives.
    let _watchers = watch(&checkups, &sender)?;
    drop(sender);
    show(&checkups, arguments, global, world)?;
    while let Some(changed) = gather(&changes, QUIET) {
        let mut any = false;
        for checkup in &mut checkups {
            any |= checkup.check_again(&changed);
        }
        if any {
            show(&checkups, arguments, global, world)?;
        }
    }
    Ok(Exit::Success)
}

/// Watches the folders; the paths of what changes are sent.
fn watch(
    checkups: &[Checkup],
    sender: &Sender<PathBuf>,
) -> Result<Vec<RecommendedWatcher>, Failure> {
    let watch = |checkup: &Checkup| {
        let (folder, sender) = (real(&checkup.folder), sender.clone());
        let root = folder.clone();
        // Once nobody listens, nothing is to be told.
        let tell = move |path: PathBuf| drop(sender.send(path));
        let mut watcher = notify::recommended_watcher(move |event| match event {
            Ok(Event { kind: EventKind::Access(_), .. }) => {}
            Ok(event) if event.need_rescan() => tell(root.clone()),
            Ok(event) => event.paths.into_iter().for_each(&tell),
            // What was missed may be anything.
            Err(_) => tell(root.clone()),
        })?;
        watcher.watch(&folder, RecursiveMode::Recursive)?;
        Ok(watcher)
    };
    let each = |checkup| {
        watch(checkup).map_err(|error: notify::Error| {
            Failure::error(format!("`{}` cannot be watched: {error}", checkup.folder.display()))
                .help("check that it exists; without `--watch` it can be checked once")
        })
    };
    checkups.iter().map(each).collect()
}

/// A folder as the system reports its changes.
fn real(folder: &Path) -> PathBuf {
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
}

/// Waits for a change, and takes in those that come right after it; nothing once no more can come.
fn gather(changes: &Receiver<PathBuf>, quiet: Duration) -> Option<BTreeSet<PathBuf>> {
    let mut gathered = BTreeSet::from([changes.recv().ok()?]);
    loop {
        match changes.recv_timeout(quiet) {
            Ok(path) => gathered.insert(path),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                return Some(gathered);
            }
        };
    }
}

impl Checkup {
    /// Reads what changed and, if that makes a difference, checks the pack again; says whether it
    /// did.
    fn check_again(&mut self, changed: &BTreeSet<PathBuf>) -> bool {
        let folder = real(&self.folder);
        let below = changed.iter().filter_map(|path| path.strip_prefix(&folder).ok());
        let inside: Vec<String> =
            below.map(|path| path.to_string_lossy().replace('\\', "/")).collect();
        if inside.is_empty() {
            return false;
        }
        match &self.outcome {
            Ok(found) => match found.files.read_again(&self.folder, &inside) {
                Ok(files) if files == found.files => false,
                Ok(files) => {
                    self.outcome = Ok(Found::in_files(files));
                    true
                }
                Err(error) => {
                    self.outcome = Err(error);
                    true
                }
            },
            Err(_) => {
                *self = Self::of(self.folder.clone());
                true
            }
        }
    }
}

/// Shows what is found, and that more is waited for.
fn show(
    checkups: &[Checkup],
    arguments: &Check,
    global: &Global,
    world: &mut World,
) -> Result<(), Failure> {
    let setting = world.output.now(world.output_setting(global), global.width);
    let clear = if world.output.terminal.is_some() { CLEAR } else { "" };
    let text = written(checkups, arguments.format, setting);
    write(world, &format!("{clear}{text}"))?;
    for failure in checkups.iter().filter_map(Checkup::failure) {
        crate::tell(&failure, global, world);
    }
    let folders: Vec<String> = checkups
        .iter()
        .map(|checkup| match shown(&checkup.folder) {
            folder if folder.is_empty() => ".".to_owned(),
            folder => folder,
        })
        .collect();
    writeln!(world.talk.writer, "{}", summary(checkups))?;
    writeln!(world.talk.writer, "Watching {}; Ctrl-C ends.", folders.join(", "))?;
    world.talk.writer.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_that_come_together_are_taken_together() {
        let (sender, changes) = channel();
        for path in ["/pack/a.toml", "/pack/b.toml", "/pack/a.toml"] {
            sender.send(PathBuf::from(path)).unwrap();
        }
        drop(sender);
        let gathered = gather(&changes, QUIET).unwrap();
        assert_eq!(gathered, BTreeSet::from(["/pack/a.toml", "/pack/b.toml"].map(PathBuf::from)));
        assert_eq!(gather(&changes, QUIET), None);
    }
}
