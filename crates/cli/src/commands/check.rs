//! `check`: what is wrong with packs, and where.

mod watch;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use shirube_lang::{
    Checker, Date, Diagnostic, Files, FilesError, Level, RenderOptions, Report, ReviewOptions,
    concise, github, json, render, sarif,
};

use crate::arguments::{Check, Deny, FindingsFormat, Global};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::layout::Setting;
use crate::packs;
use crate::world::World;

use super::write;

/// Checks packs and writes what is found; nothing where nothing is.
///
/// # Errors
///
/// If there is no pack to check.
pub fn run(arguments: &Check, global: &Global, world: &mut World) -> Result<Exit, Failure> {
    let asked: Vec<PathBuf> = match arguments.packs.as_slice() {
        [] => global.pack.iter().cloned().collect(),
        packs => packs.to_vec(),
    };
    let checkups: Vec<Checkup> = packs::folders(&asked)?.into_iter().map(Checkup::of).collect();
    if arguments.watch {
        return watch::run(checkups, arguments, global, world);
    }
    let text = written(&checkups, arguments.format, world.output_setting(global));
    write(world, &text)?;
    let mut unreadable = false;
    for failure in checkups.iter().filter_map(Checkup::failure) {
        crate::tell(&failure, global, world);
        unreadable = true;
    }
    if world.talk.terminal.is_some() || arguments.verbose {
        writeln!(world.talk.writer, "{}", summary(&checkups))?;
    }
    Ok(if unreadable { Exit::Error } else { exit(&checkups, arguments.deny) })
}

/// A pack's folder, and what came of checking it.
struct Checkup {
    folder: PathBuf,
    checker: Checker,
    outcome: Result<Found, FilesError>,
}

/// What was found in the files of a pack.
struct Found {
    files: Files,
    diagnostics: Vec<Diagnostic>,
}

impl Checkup {
    fn of(folder: PathBuf) -> Self {
        let files = Files::read(&folder).map(|files| files.below(shown(&folder)));
        let mut checker = Checker::default();
        Self { outcome: found(files, &mut checker), folder, checker }
    }

    /// Why it could not be checked.
    fn failure(&self) -> Option<Failure> {
        let error = self.outcome.as_ref().err()?;
        Some(Failure::error(error.to_string()).help(error.help()))
    }
}

/// What is found in files, if they could be read.
fn found(files: Result<Files, FilesError>, checker: &mut Checker) -> Result<Found, FilesError> {
    let files = files?;
    let diagnostics = checker.review(&files, &ReviewOptions { today: today() }).diagnostics;
    Ok(Found { files, diagnostics })
}

/// A folder as paths below it are shown; nothing for the one that the command runs in.
fn shown(folder: &Path) -> String {
    let text = folder.display().to_string().replace('\\', "/");
    let text = text.strip_prefix("./").unwrap_or(&text);
    match text.trim_end_matches('/') {
        "" if text.starts_with('/') => "/".to_owned(),
        "." => String::new(),
        text => text.to_owned(),
    }
}

/// The packs that could be read, with what was found.
fn reports<'c>(checkups: impl IntoIterator<Item = &'c Checkup>) -> Vec<Report<'c>> {
    let checkups = checkups.into_iter();
    let found = checkups.filter_map(|checkup| checkup.outcome.as_ref().ok());
    found.map(|Found { files, diagnostics }| Report { files, diagnostics }).collect()
}

fn written<'c>(
    checkups: impl IntoIterator<Item = &'c Checkup>,
    format: FindingsFormat,
    setting: Setting,
) -> String {
    let reports = reports(checkups);
    let each = |write: &dyn Fn(&Report) -> String| reports.iter().map(write).collect();
    let options = RenderOptions { color: setting.colour, width: setting.width };
    match format {
        FindingsFormat::Full => each(&|report| render(report.diagnostics, report.files, &options)),
        FindingsFormat::Concise => each(&|report| concise(report.diagnostics, report.files)),
        FindingsFormat::Github => each(&|report| github(report.diagnostics, report.files)),
        FindingsFormat::Json => json(&reports),
        FindingsFormat::Sarif => sarif(&reports),
    }
}

fn exit(checkups: &[Checkup], deny: Option<Deny>) -> Exit {
    let fails =
        |level| level == Level::Error || (level == Level::Warning && deny == Some(Deny::Warnings));
    let reports = reports(checkups);
    let mut found = reports.iter().flat_map(|report| report.diagnostics);
    if found.any(|diagnostic| fails(diagnostic.level)) { Exit::Unsound } else { Exit::Success }
}

/// How much was found, in one line.
fn summary<'c>(checkups: impl IntoIterator<Item = &'c Checkup>) -> String {
    let reports = reports(checkups);
    let read = reports.len();
    let mut counts: BTreeMap<Level, usize> = BTreeMap::new();
    for diagnostic in reports.iter().flat_map(|report| report.diagnostics) {
        *counts.entry(diagnostic.level).or_default() += 1;
    }
    let found: Vec<String> =
        counts.iter().map(|(level, &count)| counted(count, level.name())).collect();
    let found = if found.is_empty() { "nothing found".to_owned() } else { found.join(", ") };
    format!("{}: {found}", counted(read, "pack"))
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The day it is, by the clock of the machine; none where that is not set.
fn today() -> Option<Date> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?;
    u32::try_from(since.as_secs() / (24 * 60 * 60)).ok().map(Date::of_unix_day)
}
