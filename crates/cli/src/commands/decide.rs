//! `decide`: the verdict for some answers.

use shirube_engine::report::{Report, Status};
use shirube_engine::session::Session;
use shirube_engine::upstream::Upstream;
use shirube_engine::wanted::Wanted;
use shirube_engine::{Outcome, Verdict};

use crate::answers::{Run, Sources, collect};
use crate::arguments::{Decide, Explain, Format, Global};
use crate::batch;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::forms::Form;
use crate::layout::{Page, Row, Setting};
use crate::missing::form;
use crate::result::{Extent, Sheet, WantedText};
use crate::world::World;

use super::{json, write};

/// Decides, and writes the result.
///
/// # Errors
///
/// What is wrong with the command line, the pack or a file.
pub fn run(arguments: &Decide, global: &Global, world: &mut World) -> Result<Exit, Failure> {
    let context = match (&arguments.decision, &arguments.link) {
        // A link may name another decision, which is then told.
        (Some(decision), None) => Context::open_for(decision, global, world)?,
        _ => Context::open(global, world)?,
    };
    if let Some(path) = &arguments.batch {
        return batch::run(&context, arguments, path, world);
    }
    let sources = Sources {
        decision: arguments.decision.as_deref(),
        arguments: &arguments.answers,
        file: arguments.file.as_deref(),
        link: arguments.link.as_deref(),
        assume: arguments.assume,
    };
    let run = collect(&context, sources)?;
    let (decision, edition) = (run.decision, run.edition);
    let (pack, language) = (&context.pack, context.language);
    let response = pack.respond(decision, edition, language, &run.session(), &run.upstream);
    let text = match arguments.format {
        Format::Json => json(&response)?,
        Format::Human => {
            let extent = extent(arguments.explain);
            human(&context, context.output, &run, &response.report, extent)
        }
    };
    write(world, &text)?;
    Ok(exit(response.report.status))
}

/// The exit code of a status.
#[must_use]
pub fn exit(status: Status) -> Exit {
    match status {
        Status::Settled => Exit::Success,
        Status::NothingFits | Status::Open | Status::Impossible => Exit::NotSettled,
    }
}

fn extent(explain: Option<Explain>) -> Extent {
    match explain {
        None => Extent::Short,
        Some(Explain::Main) => Extent::Main,
        Some(Explain::All) => Extent::Everything,
    }
}

/// The report of a run.
#[must_use]
pub fn report(context: &Context, run: &Run) -> Report {
    context.pack.report(run.decision, run.edition, context.language, &run.given())
}

/// A run's result as text.
#[must_use]
pub fn human(
    context: &Context,
    setting: Setting,
    run: &Run,
    report: &Report,
    extent: Extent,
) -> String {
    let assuming = assuming(context, run, report);
    let form = Form {
        pack: &context.pack,
        pack_path: context.pack_path.as_deref(),
        decision: run.decision,
        edition: run.edition,
        session: &run.session,
        assume: run.assume,
    };
    let elsewhere = report.other_editions.iter().filter_map(|other| {
        let edition = edition(context, &other.edition)?;
        Some(Form { edition, ..form }.command("decide", &[]))
    });
    // Open although silence is filled in, or would be.
    let even_so = match &assuming {
        Some((run, report)) => (report.status == Status::Open).then_some(run),
        None => (report.status == Status::Open && run.assume).then_some(run),
    };
    let helps_most = even_so.and_then(|run| wanted_text(context, run).missing.into_iter().next());
    let more = if extent == Extent::Short { "--explain" } else { "--explain=all" };
    let led_to = report.winner.as_ref().and_then(|winner| {
        let door = context.pack.front_door()?.definition();
        let decision = context.pack.decision(&winner.id)?;
        (door.id == run.decision.definition().id).then_some(decision)
    });
    let nothing_said = Session::new();
    let next = led_to.map(|decision| {
        Form { decision, session: &nothing_said, assume: false, ..form }.command("guide", &[])
    });
    let sheet = Sheet {
        catalogue: context.catalogue,
        report,
        upstream: run.upstream.iter().map(|one| upstream(context, run.edition, one)).collect(),
        wanted: (report.status == Status::Open).then(|| wanted_text(context, run)),
        assuming: assuming.as_ref().map(|(_, report)| report),
        helps_most,
        elsewhere: elsewhere.collect(),
        next,
        command: form.command("decide", &[]),
        link: form.with_link("decide"),
        more: form.command("decide", &[more]),
    };
    let mut page = Page::new(setting);
    sheet.write(extent, &mut page);
    page.finish()
}

/// An open run with silence filled in, and its report; none where nothing can be filled in.
#[must_use]
pub fn assuming<'a>(
    context: &Context,
    run: &Run<'a>,
    report: &Report,
) -> Option<(Run<'a>, Report)> {
    if report.status != Status::Open || run.assume {
        return None;
    }
    let run = Run { assume: true, ..run.clone() };
    let report = self::report(context, &run);
    (!report.assumed.is_empty()).then_some((run, report))
}

/// The edition with an id.
#[must_use]
pub fn edition(context: &Context, id: &str) -> Option<usize> {
    context.pack.about().editions.iter().position(|edition| edition.id == id)
}

fn wanted_text(context: &Context, run: &Run) -> WantedText {
    let inputs = &run.decision.definition().inputs;
    let wanted = Wanted::of(run.decision, run.edition, &run.given());
    let row = |&input: &usize| Row {
        name: context.text(&inputs[input].ask, run.edition),
        paragraphs: vec![form(&inputs[input])],
    };
    WantedText { at_most: wanted.at_most, missing: wanted.inputs.iter().map(row).collect() }
}

/// What another decision came to, in a line.
fn upstream(context: &Context, edition: usize, upstream: &Upstream) -> String {
    let catalogue = context.catalogue;
    let Some(decision) = context.pack.decision(&upstream.decision) else { return String::new() };
    let definition = decision.definition();
    let title = context.text(&definition.title, edition);
    let name = |outcome: &Outcome| match outcome {
        Outcome::Option(option) => context.text(&definition.options[*option].name, edition),
        Outcome::Advice(_) => catalogue.no_option.to_owned(),
    };
    match &upstream.verdict {
        Verdict::Settled(outcome @ Outcome::Option(_)) => {
            (catalogue.upstream)(&title, &name(outcome))
        }
        Verdict::Open(outcomes) => {
            let names: Vec<String> = outcomes.iter().map(name).collect();
            (catalogue.upstream_open)(&title, &catalogue.outcomes(&names, usize::MAX, false))
        }
        Verdict::Settled(Outcome::Advice(_)) | Verdict::Impossible => {
            (catalogue.upstream_none)(&title)
        }
    }
}
