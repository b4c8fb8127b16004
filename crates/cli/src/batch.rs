//! Many verdicts: JSON lines in, one verdict a line out, in order and in constant memory.
//!
//! A reader cuts the input into blocks of whole lines; workers decide a block each; a writer writes
//! the blocks in the order in which they were read. The channels between them are bounded, so that
//! however long the input is, only a few blocks are in memory.

mod block;
mod line;
mod verdict;

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::answers::{Sources, collect};
use crate::arguments::Decide;
use crate::catalogue::Catalogue;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::{Failure, said_by_system};
use crate::interrupt::on_interrupt;
use crate::layout::{ERROR, Page};
use crate::world::World;

use block::{Block, Blocks};
pub use line::{Code, LINE_LIMIT, Lines};

/// A block that was decided.
#[derive(Debug, Default)]
struct Decided {
    text: Vec<u8>,
    /// The number of its last line.
    last: u64,
    /// How many lines were not blank.
    lines: u64,
    failed: u64,
}

/// The stack of a worker. What asks a diagram goes one frame deeper for each of its levels, of which a
/// large decision has thousands; where a system gives a thread only 128 KB by itself, that is little.
const STACK: usize = 8 * 1024 * 1024;

/// A block to decide, and where its verdicts go.
type Task = (Block, SyncSender<Decided>);

/// Decides every line of a file, or of standard input where the path is `-`.
///
/// # Errors
///
/// What is wrong with the command line, the pack or the file. A bad line is no error here: it is
/// reported in its place, and the exit code says that there was one.
pub fn run(
    context: &Context,
    arguments: &Decide,
    path: &Path,
    world: &mut World,
) -> Result<Exit, Failure> {
    let sources = Sources {
        decision: arguments.decision.as_deref(),
        arguments: &arguments.answers,
        assume: arguments.assume,
        ..Sources::default()
    };
    let run = collect(context, sources)?;
    let lines = Lines::new(context, &run, arguments.explain.is_some());
    let talk = context.talk;
    let World { input, output, talk: channel, .. } = world;
    let name = path.display().to_string();
    let unreadable = |error: &io::Error| {
        Failure::error((context.catalogue.problem.unreadable)(&name, &said_by_system(error)))
    };
    let mut file;
    let source: &mut dyn Read = if path.as_os_str() == "-" {
        input
    } else {
        file = File::open(path).map_err(|error| unreadable(&error))?;
        &mut file
    };
    let count = match decide_all(&lines, source, output.writer, context.catalogue) {
        Ok(count) => count,
        Err(Broken::Input(error)) => return Err(unreadable(&error)),
        Err(Broken::Workers(error)) => return Err(Failure::error(said_by_system(&error))),
        Err(Broken::Output(error)) => return Err(error.into()),
    };
    if count.failed == 0 {
        return Ok(Exit::Success);
    }
    let mut page = Page::new(talk);
    let summary = (context.catalogue.problem.batch_failed)(count.failed, count.lines);
    page.labelled(ERROR, context.catalogue.error, &summary);
    channel.writer.write_all(page.finish().as_bytes())?;
    Ok(Exit::Error)
}

/// How many lines there were that are not blank, and how many could not be decided.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// The lines that hold something.
    pub lines: u64,
    /// Those that could not be decided.
    pub failed: u64,
}

/// What broke a batch off.
#[derive(Debug)]
pub enum Broken {
    /// The input cannot be read.
    Input(io::Error),
    /// The system starts no thread.
    Workers(io::Error),
    /// The verdicts cannot be written.
    Output(io::Error),
}

/// Decides every line of a stream.
///
/// # Errors
///
/// If the stream cannot be read, or the verdicts not written.
pub fn decide_all(
    lines: &Lines,
    source: &mut dyn Read,
    target: &mut (dyn Write + Send),
    catalogue: &'static Catalogue,
) -> Result<Count, Broken> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let (to_workers, tasks) = sync_channel::<Task>(workers);
    let (to_writer, in_order) = sync_channel::<Receiver<Decided>>(workers * 2);
    let tasks = Mutex::new(tasks);
    let writing = Arc::new(Mutex::new(()));
    let written = Arc::new(AtomicU64::new(0));
    report_interrupt(&writing, &written, catalogue);
    thread::scope(|scope| {
        for _ in 0..workers {
            let worker = thread::Builder::new().stack_size(STACK);
            worker.spawn_scoped(scope, || work(lines, &tasks)).map_err(Broken::Workers)?;
        }
        let writer = scope.spawn(|| write_all(in_order, target, &writing, &written));
        let read = read_all(source, &to_workers, &to_writer);
        drop((to_workers, to_writer));
        let count = writer.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into()));
        read.map_err(Broken::Input)?;
        count.map_err(Broken::Output)
    })
}

/// On Ctrl-C, lets the line that is being written end, says how far it got, and ends the process.
fn report_interrupt(
    writing: &Arc<Mutex<()>>,
    written: &Arc<AtomicU64>,
    catalogue: &'static Catalogue,
) {
    let (writing, written) = (Arc::clone(writing), Arc::clone(written));
    on_interrupt(move || {
        let guard = writing.lock().unwrap_or_else(PoisonError::into_inner);
        let text = (catalogue.problem.batch_stopped)(written.load(Ordering::Relaxed));
        let _ = io::stderr().write_all(format!("{text}\n").as_bytes());
        // Nothing is written any more: the process ends while the lock is held.
        std::mem::forget(guard);
    });
}

/// Hands every block to a worker, and to the writer where its verdicts will come from.
fn read_all(
    source: &mut dyn Read,
    to_workers: &SyncSender<Task>,
    to_writer: &SyncSender<Receiver<Decided>>,
) -> io::Result<()> {
    let mut blocks = Blocks::new(source);
    while let Some(block) = blocks.next_block()? {
        let (verdicts, from_worker) = sync_channel(1);
        // A closed channel means that the writer stopped: it knows why.
        if to_writer.send(from_worker).is_err() || to_workers.send((block, verdicts)).is_err() {
            break;
        }
    }
    Ok(())
}

fn work(lines: &Lines, tasks: &Mutex<Receiver<Task>>) {
    let mut decider = lines.decider();
    loop {
        let task = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((block, verdicts)) = task else { return };
        let mut decided = Decided::default();
        decider.decide(&block, &mut decided);
        // If nobody waits for it any more, the next block tells.
        let _ = verdicts.send(decided);
    }
}

fn write_all(
    in_order: Receiver<Receiver<Decided>>,
    target: &mut (dyn Write + Send),
    writing: &Mutex<()>,
    written: &AtomicU64,
) -> io::Result<Count> {
    let mut count = Count::default();
    for verdicts in in_order {
        let Ok(decided) = verdicts.recv() else { break };
        let _guard = writing.lock().unwrap_or_else(PoisonError::into_inner);
        target.write_all(&decided.text)?;
        target.flush()?;
        count.lines += decided.lines;
        count.failed += decided.failed;
        written.store(decided.last, Ordering::Relaxed);
    }
    Ok(count)
}
