//! `guide`: the wizard.

use std::sync::{Arc, Mutex, PoisonError};

use shirube_engine::report::{Report, Status};
use shirube_engine::session::Session;
use shirube_engine::wanted::Wanted;

use crate::answers::{Run, Sources, collect};
use crate::arguments::{self, Global};
use crate::catalogue::Catalogue;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::guide::front::{After, FrontEnd, Shown, Stop};
use crate::guide::plain::Plain;
use crate::guide::rich::Rich;
use crate::guide::walk::choose;
use crate::guide::{Ended, Guide, Walk, Way};
use crate::interrupt::{Terminal, on_interrupt};
use crate::layout::{PLAIN, Page, STRONG, Setting};
use crate::missing::form;
use crate::result::Extent;
use crate::world::World;

use super::decide::{assuming, edition, exit, human, report};

/// What Ctrl-C leaves behind: how to come back.
type Resume = Arc<Mutex<String>>;

/// Asks until the verdict is settled, and writes the result.
///
/// # Errors
///
/// What is wrong with the command line or the pack, or that there is nobody to ask.
pub fn run(
    arguments: &arguments::Guide,
    global: &Global,
    world: &mut World,
) -> Result<Exit, Failure> {
    let context = Context::open(global, world)?;
    let resume = Resume::default();
    leave_word(&resume);
    let rich = world.may_move_cursor(global);
    let to_person = world.output.terminal.is_some();
    let echo = !world.input_is_terminal;
    let World { input, output, talk, .. } = world;
    let mut front: Box<dyn FrontEnd> = if rich {
        Box::new(Rich::new(context.catalogue, context.talk, global.width))
    } else {
        Box::new(Plain::new(*input, echo, talk.writer, context.talk, context.catalogue))
    };
    let Some(first) = begin(&context, arguments, front.as_mut())? else {
        return Ok(Exit::NotSettled);
    };
    let mut walk = Walk::new(first);
    loop {
        let ended = walk.go(front.as_mut(), &mut |guide| note(&resume, guide));
        let guide = walk.guide_mut();
        if ended.map_err(|stop| unanswered(guide, stop))? != Ended::Finished {
            drop(front);
            talk.writer.write_all(way_back(guide, context.talk).as_bytes())?;
            return Ok(Exit::NotSettled);
        }
        let view = guide.view(0);
        front.summary(&view).map_err(|stop| unanswered(guide, stop))?;
        let mut extent = Extent::Main;
        loop {
            let run = guide.run();
            let report = report(&context, &run);
            let setting = output.now(context.output, global.width);
            let text = human(&context, setting, &run, &report, extent);
            output.writer.write_all(text.as_bytes())?;
            output.writer.flush()?;
            if !to_person {
                return Ok(exit(report.status));
            }
            let gist = gist(&context, &report);
            let actions = actions(guide, &run, &report, extent);
            let shown = Shown { gist: &gist, text: &text, actions };
            match go_on(guide, front.as_mut(), &shown).map_err(failed)? {
                After::Done => return Ok(exit(report.status)),
                After::Everything => extent = Extent::Everything,
                After::Assume => {}
                After::Edition(_) | After::Edit | After::Again => break,
            }
        }
    }
}

/// A result in a few words.
fn gist(context: &Context, report: &Report) -> String {
    let catalogue = context.catalogue;
    match (report.status, &report.winner) {
        (_, Some(winner)) => winner.name.clone(),
        (Status::Open, None) => catalogue.not_settled.to_owned(),
        (Status::Impossible, None) => catalogue.cannot_be.to_owned(),
        (Status::Settled | Status::NothingFits, None) => catalogue.nothing_fits.to_owned(),
    }
}

/// What can be done with a result.
fn actions(guide: &Guide, run: &Run, report: &Report, extent: Extent) -> Vec<(After, String)> {
    let (context, texts) = (guide.context(), &guide.context().catalogue.guide);
    let mut actions = vec![(After::Done, texts.done.to_owned())];
    if assuming(context, run, report).is_some() {
        actions.push((After::Assume, texts.assume_rest.to_owned()));
    }
    for other in &report.other_editions {
        if let Some(edition) = edition(context, &other.edition) {
            actions.push((After::Edition(edition), (texts.see_under)(&other.edition)));
        }
    }
    if extent != Extent::Everything {
        actions.push((After::Everything, texts.everything.to_owned()));
    }
    if !guide.view(0).answered.is_empty() {
        actions.push((After::Edit, texts.edit.to_owned()));
    }
    actions.push((After::Again, texts.start_again.to_owned()));
    actions
}

/// What the person does with a result; the guide is made ready for it.
fn go_on(guide: &mut Guide, front: &mut dyn FrontEnd, shown: &Shown) -> Result<After, Stop> {
    loop {
        let after = front.after(shown)?;
        match after {
            After::Done | After::Everything => {}
            After::Assume => guide.assume(),
            After::Edition(edition) => guide.turn_to(edition),
            After::Again => guide.restart(),
            After::Edit => {
                let answered = guide.view(0).answered;
                match front.which(&answered)?.and_then(|place| answered.get(place)) {
                    Some(answered) => guide.edit(answered.input),
                    None => continue,
                }
            }
        }
        return Ok(after);
    }
}

/// The guide to begin with: of the decision that is named, or else of the front door, or chosen.
fn begin<'a>(
    context: &'a Context,
    arguments: &arguments::Guide,
    front: &mut dyn FrontEnd,
) -> Result<Option<Guide<'a>>, Failure> {
    if arguments.decision.is_some() || arguments.link.is_some() {
        let sources = Sources {
            decision: arguments.decision.as_deref(),
            arguments: &arguments.answers,
            link: arguments.link.as_deref(),
            ..Sources::default()
        };
        let run = collect(context, sources)?;
        return Ok(Some(Guide::new(context, run.decision, run.edition, run.session)));
    }
    let begun =
        |decision| Guide::new(context, decision, context.edition.unwrap_or(0), Session::new());
    if let Some(door) = context.pack.front_door() {
        return Ok(Some(begun(door)));
    }
    match choose(context, front, |_| true) {
        Ok(chosen) => Ok(chosen.map(begun)),
        Err(Stop::Exhausted) => {
            let failure =
                Failure::told(Exit::InputNeeded, context.catalogue.problem.which_decision);
            Err(name_one(context, failure))
        }
        Err(Stop::Failed(failure)) => Err(failure),
    }
}

/// How to name a decision on the command line.
fn name_one(context: &Context, failure: Failure) -> Failure {
    let door = context.pack.about().front_door.as_deref();
    let ids = context.decisions().map(|decision| decision.definition().id.as_str());
    let known = context.catalogue.list(ids.filter(|id| door != Some(id)));
    failure
        .help((context.catalogue.problem.there_are)(&known))
        .help((context.catalogue.give)(&context.command(&["guide", "ID"])))
}

/// Nobody answered: which answers are missing, and how to give them.
fn unanswered(guide: &Guide, stop: Stop) -> Failure {
    let Stop::Exhausted = stop else { return failed(stop) };
    let (context, definition) = (guide.context(), guide.decision().definition());
    let wanted = Wanted::of(guide.decision(), guide.edition(), &guide.run().given());
    let mut failure = Failure::told(Exit::InputNeeded, context.catalogue.input_needed);
    for input in wanted.inputs {
        let input = &definition.inputs[input];
        let ask = context.text(&input.ask, guide.edition());
        failure = failure.help(format!("{}  {ask}", form(input)));
    }
    let command = guide.form().command("decide", &["INPUT=ANSWER"]);
    let failure = failure.help((context.catalogue.give)(&command));
    if guide.way() == Way::FrontDoor { name_one(context, failure) } else { failure }
}

fn failed(stop: Stop) -> Failure {
    match stop {
        Stop::Failed(failure) => failure,
        Stop::Exhausted => Failure::Closed,
    }
}

/// How to come back to where a guide was left.
fn way_back(guide: &Guide, setting: Setting) -> String {
    let catalogue: &Catalogue = guide.context().catalogue;
    let mut page = Page::new(setting);
    page.paragraph(0, 0, STRONG, catalogue.guide.resume);
    page.verbatim(2, PLAIN, &guide.form().with_link("guide"));
    page.finish()
}

/// Notes how to come back from here.
fn note(resume: &Resume, guide: &Guide) {
    let text = way_back(guide, guide.context().talk);
    *resume.lock().unwrap_or_else(PoisonError::into_inner) = text;
}

/// On Ctrl-C, leaves the terminal as it was, and says how to come back.
fn leave_word(resume: &Resume) {
    let (resume, terminal) = (Arc::clone(resume), Terminal::remember());
    on_interrupt(move || {
        terminal.restore();
        let text = resume.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let text = format!("\n\n{text}");
        // Whatever goes wrong here, there is nobody left to tell.
        let _ = std::io::Write::write_all(&mut std::io::stderr(), text.as_bytes());
    });
}
