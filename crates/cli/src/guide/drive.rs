//! From question to question.

use shirube_engine::session::Session;
use shirube_engine::{Answer, Verdict};

use super::front::{FrontEnd, Reply, Stop};
use super::{Asking, Back, Clash, Guide};

/// How asking ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The verdict is settled, or nothing is left to ask.
    Finished,
    /// The person left.
    Quit,
    /// The person went back to before the first question.
    Back,
    /// The person wants to see the list of all decisions.
    List,
}

/// Asks until nothing is left to ask, or the person turns elsewhere. `step` is called before each
/// question of the outermost guide.
///
/// # Errors
///
/// There is nobody to ask.
pub fn drive(
    guide: &mut Guide,
    front: &mut dyn FrontEnd,
    step: &mut dyn FnMut(&Guide),
) -> Result<Ended, Stop> {
    step(guide);
    while let Some(asking) = guide.asking() {
        let view = guide.view(asking.at_most);
        match front.ask(&view, &asking)? {
            Reply::Answer(answer) => take(guide, front, &asking, answer)?,
            Reply::DontKnow => guide.dont_know(&asking),
            Reply::Why => front.why(&asking, &guide.why(&asking))?,
            Reply::Back if matches!(view.back, Back::Leave | Back::FrontDoor) => {
                return Ok(Ended::Back);
            }
            Reply::Back => guide.back(),
            Reply::Edit => {
                if let Some(place) = front.which(&view.answered)?
                    && let Some(answered) = view.answered.get(place)
                {
                    guide.edit(answered.input);
                }
            }
            Reply::Help => {
                if help(guide, front, &asking)? == Ended::Quit {
                    return Ok(Ended::Quit);
                }
            }
            Reply::List => return Ok(Ended::List),
            Reply::Quit => return Ok(Ended::Quit),
        }
        step(guide);
    }
    Ok(Ended::Finished)
}

/// Takes an answer, or says why it cannot be.
fn take(
    guide: &mut Guide,
    front: &mut dyn FrontEnd,
    asking: &Asking,
    answer: Answer,
) -> Result<(), Stop> {
    match guide.answer(asking, answer) {
        Ok(()) => Ok(()),
        Err(Clash(reasons)) => front.problem(guide.context().catalogue.guide.clashes, &reasons),
    }
}

/// Settles the decision that a question rests on, and takes what it comes to as the answer.
fn help(guide: &mut Guide, front: &mut dyn FrontEnd, asking: &Asking) -> Result<Ended, Stop> {
    let context = guide.context();
    let other = asking.from.and_then(|id| context.pack.decision(id));
    let Some(other) = other else { return Ok(Ended::Back) };
    let title = context.text(&other.definition().title, guide.edition());
    let texts = &context.catalogue.guide;
    front.note(&(texts.deciding)(&title))?;
    let mut nested = Guide::new(context, other, guide.edition(), Session::new()).to_help();
    let ended = drive(&mut nested, front, &mut |_| {})?;
    if ended != Ended::Finished {
        return Ok(ended);
    }
    let verdict = nested.verdict();
    let followed = guide.decision().definition().follows_from(other.definition(), &verdict);
    let answer = followed.iter().find(|(input, _)| *input == asking.input);
    if let (Verdict::Settled(_), Some(&(_, answer))) = (verdict, answer) {
        let outcome = guide.words(asking.input, &answer);
        front.note(&(context.catalogue.upstream)(&title, &outcome))?;
        take(guide, front, asking, answer)?;
    } else {
        front.note(&(texts.not_decided)(&title))?;
    }
    Ok(Ended::Finished)
}
