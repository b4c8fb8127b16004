//! `check --watch`: checks again whenever a file changes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use shirube_lang::Files;

use crate::arguments::{Check, Global};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::interrupt;
use crate::world::World;

use super::{Checkup, found, shown, summary, write, written};

/// Editors write a file in several steps: what comes within this time of the step before belongs
/// together.
const QUIET: Duration = Duration::from_millis(30);

/// Clears the screen and what was scrolled off it.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

/// How often a folder that is gone is looked for.
const AGAIN: Duration = Duration::from_millis(300);

/// Shows what is found, now and after each change, until Ctrl-C.
pub(super) fn run(
    checkups: Vec<Checkup>,
    arguments: &Check,
    global: &Global,
    world: &mut World,
) -> Result<Exit, Failure> {
    interrupt::on_interrupt(|| ());
    let (sender, changes) = channel();
    let watched = checkups.into_iter().map(|checkup| Watched::new(checkup, &sender));
    let mut watched: Vec<Watched> = watched.collect::<Result<_, _>>()?;
    show(&watched, arguments, global, world)?;
    loop {
        let gone = watched.iter().any(|watched| watched.watcher.is_none());
        let changed = gather(&changes, gone.then_some(AGAIN), QUIET);
        let mut any = false;
        for watched in &mut watched {
            any |= watched.look(&changed, &sender);
        }
        if any {
            show(&watched, arguments, global, world)?;
        }
    }
}

/// A pack that is watched.
struct Watched {
    checkup: Checkup,
    /// Its folder as the system reports changes in it.
    folder: PathBuf,
    /// Watches the folder as long as it is held; none while there is no such folder.
    watcher: Option<RecommendedWatcher>,
}

impl Watched {
    fn new(checkup: Checkup, sender: &Sender<PathBuf>) -> Result<Self, Failure> {
        let named = &checkup.folder;
        let folder = named.canonicalize().unwrap_or_else(|_| named.clone());
        let watcher = watch(&folder, sender).map_err(|error| {
            Failure::error(format!("`{}` cannot be watched: {error}", named.display()))
                .help("check that it exists; without `--watch` it can be checked once")
        })?;
        Ok(Self { checkup, folder, watcher: Some(watcher) })
    }

    /// Checks the pack again if something in it changed; says whether there is something to show.
    fn look(&mut self, changed: &BTreeSet<PathBuf>, sender: &Sender<PathBuf>) -> bool {
        // What is watched is a folder, whatever its name: another may have come in its place.
        if self.watcher.is_none() || changed.contains(&self.folder) {
            let before = self.watcher.take();
            self.watcher = watch(&self.folder, sender).ok();
            if before.is_none() && self.watcher.is_none() {
                return false;
            }
            return self.checkup.check_again(&[String::new()]);
        }
        let below = changed.iter().filter_map(|path| path.strip_prefix(&self.folder).ok());
        let inside: Vec<String> =
            below.map(|path| path.to_string_lossy().replace('\\', "/")).collect();
        !inside.is_empty() && self.checkup.check_again(&inside)
    }
}

/// Watches a folder; the paths of what changes are sent.
fn watch(folder: &Path, sender: &Sender<PathBuf>) -> notify::Result<RecommendedWatcher> {
    let (root, sender) = (folder.to_owned(), sender.clone());
    // Once nobody listens, nothing is to be told.
    let tell = move |path: PathBuf| drop(sender.send(path));
    let mut watcher = notify::recommended_watcher(move |event| match event {
        Ok(Event { kind: EventKind::Access(_), .. }) => {}
        Ok(event) if event.need_rescan() => tell(root.clone()),
        Ok(event) => event.paths.into_iter().for_each(&tell),
        // What was missed may be anything.
        Err(_) => tell(root.clone()),
    })?;
    watcher.watch(folder, RecursiveMode::Recursive)?;
    Ok(watcher)
}

/// Waits for a change, up to some time, and takes in those that come right after it.
fn gather(
    changes: &Receiver<PathBuf>,
    patience: Option<Duration>,
    quiet: Duration,
) -> BTreeSet<PathBuf> {
    let first = match patience {
        Some(patience) => changes.recv_timeout(patience).ok(),
        None => changes.recv().ok(),
    };
    let mut gathered: BTreeSet<PathBuf> = first.into_iter().collect();
    while !gathered.is_empty()
        && let Ok(path) = changes.recv_timeout(quiet)
    {
        gathered.insert(path);
    }
    gathered
}

impl Checkup {
    /// Reads what changed in the folder and, if that makes a difference, checks the pack again; says
    /// whether it did.
    fn check_again(&mut self, changed: &[String]) -> bool {
        let files = match &self.outcome {
            Ok(found) => found.files.read_again(&self.folder, changed),
            Err(_) => Files::read(&self.folder).map(|files| files.below(shown(&self.folder))),
        };
        match (&self.outcome, &files) {
            (Ok(found), Ok(files)) if found.files == *files => return false,
            _ => self.outcome = found(files, &mut self.checker),
        }
        true
    }
}

/// Shows what is found, and that more is waited for.
fn show(
    watched: &[Watched],
    arguments: &Check,
    global: &Global,
    world: &mut World,
) -> Result<(), Failure> {
    let setting = world.output.now(world.output_setting(global), global.width);
    let clear = if world.output.terminal.is_some() { CLEAR } else { "" };
    let checkups = || watched.iter().map(|watched| &watched.checkup);
    let text = written(checkups(), arguments.format, setting);
    write(world, &format!("{clear}{text}"))?;
    for failure in checkups().filter_map(Checkup::failure) {
        crate::tell(&failure, global, world);
    }
    let folders: Vec<String> = checkups()
        .map(|checkup| match shown(&checkup.folder) {
            folder if folder.is_empty() => ".".to_owned(),
            folder => folder,
        })
        .collect();
    writeln!(world.talk.writer, "{}", summary(checkups()))?;
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
        let gathered = gather(&changes, None, QUIET);
        assert_eq!(gathered, BTreeSet::from(["/pack/a.toml", "/pack/b.toml"].map(PathBuf::from)));
        assert_eq!(gather(&changes, Some(Duration::ZERO), QUIET), BTreeSet::new());
    }
}
