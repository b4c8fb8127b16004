//! Checks a pack's folder: prints what is wrong, runs the recorded cases, and sums up.
//!
//! `cargo run -q -p shirube-lang --example check -- PACK_DIR [--concise]`

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use shirube_engine::Pack;
use shirube_lang::{
    Checked, Date, Diagnostic, Files, RenderOptions, ReviewOptions, concise, render, review,
    run_case,
};

fn main() -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let short = arguments.iter().any(|argument| argument == "--concise");
    let Some(folder) = arguments.iter().find(|argument| !argument.starts_with("--")) else {
        writeln!(out, "usage: check PACK_DIR [--concise]")?;
        return Ok(ExitCode::from(2));
    };
    let files = match Files::read(Path::new(folder)) {
        Ok(files) => files,
        Err(error) => {
            writeln!(out, "error: {error}\n  = help: {}", error.help())?;
            return Ok(ExitCode::FAILURE);
        }
    };
    let show = |diagnostics: &[Diagnostic]| match short {
        true => concise(diagnostics, &files),
        false => render(diagnostics, &files, &RenderOptions::default()),
    };

    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let today = u32::try_from(seconds / 86_400).ok().map(Date::of_unix_day);
    let Checked { pack, cases, diagnostics } = review(&files, &ReviewOptions { today });
    write!(out, "{}", show(&diagnostics))?;
    let Some(pack) = pack else {
        writeln!(out, "{} in {folder}", counted(diagnostics.len(), "error"))?;
        return Ok(ExitCode::FAILURE);
    };
    let mut failed = 0;
    for case in &cases {
        let failures: Vec<Diagnostic> =
            run_case(&pack, case).into_iter().map(|failure| failure.diagnostic).collect();
        failed += usize::from(!failures.is_empty());
        write!(out, "{}", show(&failures))?;
    }
    sum_up(&mut out, &pack)?;
    writeln!(out, "{} of {} passed", cases.len() - failed, counted(cases.len(), "case"))?;
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn sum_up(out: &mut impl Write, pack: &Pack) -> io::Result<()> {
    let about = pack.about();
    writeln!(
        out,
        "pack `{}`: {}, {}, {}",
        about.id,
        counted(pack.decisions().len(), "decision"),
        counted(about.facts.len(), "fact"),
        counted(about.sources.len(), "source"),
    )?;
    for decision in pack.decisions() {
        let definition = decision.definition();
        let nodes: Vec<String> = (about.editions.iter().enumerate())
            .map(|(edition, known)| format!("{} {}", known.id, decision.diagram(edition).nodes()))
            .collect();
        writeln!(
            out,
            "  {}: {}, {}, {}; diagram nodes: {}",
            definition.id,
            counted(definition.inputs.len(), "input"),
            counted(definition.options.len(), "option"),
            counted(definition.rules.len(), "rule"),
            nodes.join(", "),
        )?;
    }
    Ok(())
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
