//! `test`: runs the recorded cases of packs, tells what they show, and suggests what is missing.

mod coverage;
mod json;
mod mutation;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};

use shirube_engine::nearest::nearest;
use shirube_engine::{Decision, Pack};
use shirube_lang::{
    Case, CaseFailure, Checked, Diagnostic, FileId, Files, Mutated, RenderOptions, Shown,
    Suggested, check, concise, line_and_column, mutate, render, run_case, written,
};

use crate::arguments::{CasesFormat, Global, Suggest, Test};
use crate::catalogue::CasesTexts;
use crate::context::first_catalogue;
use crate::exit::Exit;
use crate::failure::{Failure, said_by_system};
use crate::layout::Setting;
use crate::packs;
use crate::world::World;

use super::write;

/// Runs the cases and writes what fails, how many pass, and what was asked for besides.
///
/// # Errors
///
/// A pack that cannot be read or does not compile, a decision that there is not, or a file that
/// cannot be written.
pub fn run(arguments: &Test, global: &Global, world: &mut World) -> Result<Exit, Failure> {
    let asked: Vec<PathBuf> = match arguments.packs.as_slice() {
        [] => global.pack.iter().cloned().collect(),
        packs => packs.to_vec(),
    };
    let setting = world.output_setting(global);
    let catalogue = first_catalogue(global, world);
    let runs: Vec<Run> = packs::folders(&asked)?
        .into_iter()
        .map(|folder| Run::of(folder, arguments, global, world))
        .collect::<Result<_, _>>()?;
    if let Some(id) = &arguments.decision
        && runs.iter().all(|run| run.pack.decision(id).is_none())
    {
        let problem = &catalogue.problem;
        let decisions = || runs.iter().flat_map(|run| run.pack.decisions());
        let known = || decisions().map(|decision| decision.definition().id.as_str());
        return Err(Failure::usage((problem.no_decision)(id))
            .maybe_help(nearest(id, known()).map(problem.did_you_mean))
            .help((problem.there_are)(&catalogue.list(known()))));
    }
    let mutated: Vec<Vec<Mutated<'_>>> = runs.iter().map(|run| run.mutated(arguments)).collect();
    let results: Vec<(&Run, &[Mutated<'_>])> =
        runs.iter().zip(mutated.iter().map(Vec::as_slice)).collect();
    let text = match arguments.format {
        CasesFormat::Json => json::written(&results, arguments, &catalogue.cases)?,
        CasesFormat::Full | CasesFormat::Concise => {
            human(&results, arguments, &catalogue.cases, setting)
        }
    };
    match arguments.suggest {
        None => write(world, &text)?,
        Some(extent) => {
            let suggested = suggested(&results, extent, arguments, &catalogue.cases);
            let path = arguments.write.as_deref();
            put(&suggested, path, &text, &catalogue.cases, world)?;
        }
    }
    let failed = runs.iter().any(|run| !run.failures.is_empty());
    Ok(if failed { Exit::Unsound } else { Exit::Success })
}

/// The cases of one pack, run.
struct Run {
    folder: PathBuf,
    files: Files,
    checked: Checked,
    pack: Pack,
    /// The language in which figures are told.
    language: usize,
    /// The only decision that is looked at.
    only: Option<String>,
    failures: Vec<CaseFailure>,
}

impl Run {
    fn of(
        folder: PathBuf,
        arguments: &Test,
        global: &Global,
        world: &World,
    ) -> Result<Self, Failure> {
        let files = Files::read(&folder)
            .map_err(|error| Failure::error(error.to_string()).help(error.help()))?;
        let mut checked = check(&files);
        let Some(pack) = checked.pack.take() else {
            let setting = world.talk_setting(global);
            let findings = shown(&checked.diagnostics, &files, arguments.format, setting);
            let name = folder.display().to_string();
            let catalogue = first_catalogue(global, world);
            return Err(Failure::error((catalogue.problem.unsound)(&name)).after(findings));
        };
        let code = first_catalogue(global, world).code;
        let language = pack.about().languages.iter().position(|known| known == code);
        let mut run = Self {
            language: language.unwrap_or(0),
            folder,
            files,
            checked,
            pack,
            only: arguments.decision.clone(),
            failures: Vec::new(),
        };
        run.failures = run.cases().flat_map(|case| run_case(&run.pack, case)).collect();
        Ok(run)
    }

    /// The cases that are run.
    fn cases(&self) -> impl Iterator<Item = &Case> {
        let asked = |case: &&Case| self.only.as_ref().is_none_or(|only| case.decision == *only);
        self.checked.cases.iter().filter(asked)
    }

    /// The decisions that are looked at, in the order of their ids.
    fn decisions(&self) -> impl Iterator<Item = &Decision> {
        let asked = |decision: &&Decision| {
            self.only.as_ref().is_none_or(|only| decision.definition().id == *only)
        };
        self.pack.decisions().iter().filter(asked)
    }

    /// How many cases pass in all of their editions, and how many there are.
    fn passed(&self) -> (usize, usize) {
        let failed: BTreeSet<&str> =
            self.failures.iter().map(|failure| failure.case.as_str()).collect();
        let all = self.cases().count();
        (all - failed.len(), all)
    }

    /// The mutants of the decisions that are looked at, if they were asked for.
    fn mutated(&self, arguments: &Test) -> Vec<Mutated<'_>> {
        if arguments.mutate {
            let mutated = mutate(&self.pack, &self.checked, self.decisions()).into_iter();
            mutated.map(|mutated| mutated.in_language(self.language)).collect()
        } else {
            Vec::new()
        }
    }

    /// The file, line and column of a place.
    fn place(&self, (file, span): (FileId, Range<usize>)) -> (&str, usize, usize) {
        let (line, column) = line_and_column(self.files.text(file), span.start);
        (self.files.path(file), line, column)
    }

    /// What the cases show of a decision.
    fn shown<'r>(&'r self, decision: &'r Decision) -> Shown<'r> {
        Shown::of(&self.pack, decision, &self.checked.cases).in_language(self.language)
    }
}

/// Diagnostics with their lines, or on one each.
fn shown(
    diagnostics: &[Diagnostic],
    files: &Files,
    format: CasesFormat,
    setting: Setting,
) -> String {
    match format {
        CasesFormat::Concise => concise(diagnostics, files),
        CasesFormat::Full | CasesFormat::Json => {
            let options = RenderOptions { color: setting.colour, width: setting.width };
            render(diagnostics, files, &options)
        }
    }
}

fn human(
    results: &[(&Run, &[Mutated<'_>])],
    arguments: &Test,
    texts: &CasesTexts,
    setting: Setting,
) -> String {
    let mut text = String::new();
    for (run, mutated) in results {
        let failures: Vec<Diagnostic> =
            run.failures.iter().map(|failure| failure.diagnostic.clone()).collect();
        text.push_str(&shown(&failures, &run.files, arguments.format, setting));
        if arguments.coverage {
            for decision in run.decisions() {
                text.push_str(&coverage::human(run, &run.shown(decision), texts));
            }
        }
        for mutated in *mutated {
            text.push_str(&mutation::human(run, mutated, &texts.mutation));
        }
        let name = match results.len() {
            1 => String::new(),
            _ => format!("{}: ", run.folder.display()),
        };
        if mutated.len() > 1 {
            let _ = writeln!(text, "{name}{}", mutation::in_all(mutated, &texts.mutation));
        }
        let (passed, all) = run.passed();
        let _ = writeln!(text, "{name}{}", (texts.passed)(passed, all));
    }
    text
}

/// Cases that are missing, a file for each decision.
struct Missing {
    files: Vec<String>,
    /// How many cases these are.
    count: usize,
}

fn suggested(
    results: &[(&Run, &[Mutated<'_>])],
    extent: Suggest,
    arguments: &Test,
    texts: &CasesTexts,
) -> Missing {
    let (mut files, mut count) = (Vec::new(), 0);
    for (run, mutated) in results {
        let taken: BTreeSet<&str> = run.checked.cases.iter().map(|case| case.id.as_str()).collect();
        let suggested: Vec<(&Decision, Vec<Suggested>)> = if arguments.mutate {
            let of = |mutated: &Mutated<'_>| mutated.suggest(&texts.mutation.slips);
            mutated.iter().map(|mutated| (mutated.decision(), of(mutated))).collect()
        } else {
            let pairs = extent == Suggest::All;
            let of = |decision| run.shown(decision).suggest(pairs, &texts.goals);
            run.decisions().map(|decision| (decision, of(decision))).collect()
        };
        for (decision, suggested) in suggested.iter().filter(|(_, some)| !some.is_empty()) {
            count += suggested.len();
            let (definition, about) = (decision.definition(), run.pack.about());
            files.push(written(definition, about, suggested, &taken, texts.goals.head));
        }
    }
    Missing { files, count }
}

/// Writes the cases that are missing, to a file or as the result; then the rest is said beside it.
fn put(
    Missing { files, count }: &Missing,
    path: Option<&Path>,
    said: &str,
    texts: &CasesTexts,
    world: &mut World,
) -> Result<(), Failure> {
    match (path, files.as_slice()) {
        (Some(_), [_, _, ..]) => {
            return Err(Failure::usage(texts.a_file_each).help(texts.name_one));
        }
        (Some(path), [file]) => {
            let name = path.display().to_string();
            let failed = |error: std::io::Error| {
                Failure::error((texts.unwritable)(&name, &said_by_system(&error)))
            };
            let mut target = File::create_new(path).map_err(failed)?;
            target.write_all(file.as_bytes()).map_err(failed)?;
            return write(world, &format!("{said}{}\n", (texts.to_confirm)(*count, &name)));
        }
        (Some(_), []) => return write(world, &format!("{said}{}\n", texts.none_missing)),
        (None, _) => write(world, &files.join("\n"))?,
    }
    world.talk.writer.write_all(said.as_bytes())?;
    if files.is_empty() {
        writeln!(world.talk.writer, "{}", texts.none_missing)?;
    }
    world.talk.writer.flush()?;
    Ok(())
}
