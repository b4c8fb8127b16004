//! Answers as they are given: on the command line, in a file, in a link. Parsed here, once.

pub mod file;
mod upstream;

use std::path::Path;

use shirube_engine::model::Definition;
use shirube_engine::nearest::nearest;
use shirube_engine::session::{Entry, LinkError, Session};
use shirube_engine::upstream::Upstream;
use shirube_engine::{AnswerError, Decision, Given};

use crate::catalogue::Catalogue;
use crate::context::{Context, find_edition};
use crate::failure::Failure;

/// Where answers come from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sources<'a> {
    /// The decision that was named.
    pub decision: Option<&'a str>,
    /// `input=answer` from the command line.
    pub arguments: &'a [String],
    /// A file.
    pub file: Option<&'a Path>,
    /// A link.
    pub link: Option<&'a str>,
    /// Whether silence is filled in.
    pub assume: bool,
}

/// A decision with answers: everything that a verdict needs.
#[derive(Debug, Clone)]
pub struct Run<'a> {
    /// The decision.
    pub decision: &'a Decision,
    /// The edition.
    pub edition: usize,
    /// What was said.
    pub session: Session,
    /// Whether silence is filled in.
    pub assume: bool,
    /// What other decisions contributed.
    pub upstream: Vec<Upstream>,
}

impl Run<'_> {
    /// What was said, and what was taken for granted.
    #[must_use]
    pub fn session(&self) -> Session {
        if self.assume {
            self.session.assuming_silence(self.decision.definition())
        } else {
            self.session.clone()
        }
    }

    /// What to decide with.
    #[must_use]
    pub fn given(&self) -> Given {
        self.session().state(self.decision.definition()).given()
    }
}

/// An answer as it was given, not yet read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The input; `OTHER.input` for one of another decision.
    pub input: String,
    /// What was given; `None`: that it is not known.
    pub value: Option<String>,
    /// Whether nobody gave it: it was taken for granted.
    pub assumed: bool,
    /// How it was said, for messages.
    pub said: String,
}

/// Reads every answer there is.
///
/// # Errors
///
/// What cannot be read, or does not go together.
pub fn collect<'a>(context: &'a Context, sources: Sources) -> Result<Run<'a>, Failure> {
    let catalogue = context.catalogue;
    // A link or a file may name the decision, and so the first argument may be an answer already.
    let (named, mut arguments) = (sources.decision, Vec::new());
    let named = match named {
        Some(word) if word.contains(SIGNS) => {
            arguments.push(word);
            None
        }
        other => other,
    };
    arguments.extend(sources.arguments.iter().map(String::as_str));

    let mut given = Vec::new();
    let (mut decision, mut edition) = (named.map(str::to_owned), None);
    if let Some(text) = sources.link {
        let link = read_link(context, text)?;
        agree(&mut decision, &link.decision, catalogue)?;
        edition = Some(link.edition);
        given.extend(link.given);
    }
    if let Some(path) = sources.file {
        let contents = file::read(path, catalogue)?;
        if let Some(id) = &contents.decision {
            agree(&mut decision, id, catalogue)?;
        }
        if let Some(id) = &contents.edition {
            edition = Some(find_edition(&context.pack, id, catalogue)?);
        }
        given.extend(contents.given);
    }
    for argument in arguments {
        given.push(read_argument(argument, catalogue)?);
    }

    let Some(decision) = decision else {
        let known = context.decisions().map(|decision| decision.definition().id.as_str());
        return Err(Failure::usage(catalogue.problem.which_decision).help((catalogue
            .problem
            .there_are)(
            &catalogue.list(known),
        )));
    };
    let decision = context.decision(&decision)?;
    let edition = context.edition.or(edition).unwrap_or(0);
    refuse_twice(&given, catalogue)?;
    let (own, foreign): (Vec<Statement>, Vec<Statement>) =
        given.into_iter().partition(|given| !given.input.contains('.'));
    let mut session = Session::new();
    let upstream = upstream::resolve(context, decision, edition, sources.assume, &own, &foreign)?;
    for settled in &upstream {
        for &(input, answer) in &settled.answers {
            session.push(Entry::Answer(input, answer));
        }
    }
    for answer in &own {
        session.push(read_entry(decision.definition(), answer, catalogue)?);
    }
    Ok(Run { decision, edition, session, assume: sources.assume, upstream })
}

/// Settles what other decisions contribute: `given` are answers for them by `OTHER.input`, `own` the
/// inputs that are answered directly.
///
/// # Errors
///
/// What cannot be read, or does not go together.
pub fn settle_upstream(
    context: &Context,
    decision: &Decision,
    edition: usize,
    assume: bool,
    own: &[String],
    given: Vec<(String, Option<String>)>,
) -> Result<Vec<Upstream>, Failure> {
    let statement = |input: String, value| {
        let said = input.clone();
        Statement { input, value, assumed: false, said }
    };
    let own: Vec<Statement> = own.iter().map(|id| statement(id.clone(), None)).collect();
    let foreign: Vec<Statement> =
        given.into_iter().map(|(input, value)| statement(input, value)).collect();
    upstream::resolve(context, decision, edition, assume, &own, &foreign)
}

/// A decision may be named more than once, but only as the same.
fn agree(known: &mut Option<String>, id: &str, catalogue: &Catalogue) -> Result<(), Failure> {
    match known {
        Some(known) if known != id => {
            Err(Failure::usage((catalogue.problem.two_decisions)(known, id)))
        }
        _ => {
            *known = Some(id.to_owned());
            Ok(())
        }
    }
}

/// What stands between an input and its answer: `~` before one that nobody gave.
const SIGNS: [char; 3] = ['=', '＝', '~'];

/// Reads `input=answer` or, of what is taken for granted, `input~answer`.
fn read_argument(argument: &str, catalogue: &Catalogue) -> Result<Statement, Failure> {
    match argument.split_once(SIGNS) {
        Some((input, value)) if !input.trim().is_empty() => Ok(Statement {
            assumed: argument.strip_prefix(input).is_some_and(|rest| rest.starts_with('~')),
            input: input.trim().to_owned(),
            value: (value.trim() != "?").then(|| value.to_owned()),
            said: argument.to_owned(),
        }),
        _ => Err(Failure::usage((catalogue.problem.not_an_answer)(argument))
            .help(catalogue.problem.write_answers)),
    }
}

fn refuse_twice(given: &[Statement], catalogue: &Catalogue) -> Result<(), Failure> {
    for (place, later) in given.iter().enumerate() {
        if let Some(earlier) = given.iter().take(place).find(|g| g.input == later.input) {
            let twice = catalogue.problem.twice;
            return Err(Failure::usage(twice(&later.input, &earlier.said, &later.said))
                .help(catalogue.problem.keep_one));
        }
    }
    Ok(())
}

/// The index of an input of a decision.
fn find_input(definition: &Definition, id: &str, catalogue: &Catalogue) -> Result<usize, Failure> {
    definition.input(id).ok_or_else(|| {
        let order = definition.inputs_in_order();
        let known = || order.iter().map(|&input| definition.inputs[input].id.as_str());
        let problem = &catalogue.problem;
        Failure::usage((problem.no_input)(&definition.id, id))
            .maybe_help(nearest(id, known()).map(problem.did_you_mean))
            .help((problem.there_are)(&catalogue.list(known())))
    })
}

fn read_entry(
    definition: &Definition,
    given: &Statement,
    catalogue: &Catalogue,
) -> Result<Entry, Failure> {
    let input = find_input(definition, &given.input, catalogue)?;
    match &given.value {
        None => Ok(Entry::DontKnow(input)),
        Some(text) => match definition.inputs[input].parse_answer(text) {
            Ok(answer) if given.assumed => Ok(Entry::Assume(input, answer)),
            Ok(answer) => Ok(Entry::Answer(input, answer)),
            Err(error) => Err(bad_answer(&error, catalogue)),
        },
    }
}

/// An answer that cannot be read.
fn bad_answer(error: &AnswerError, catalogue: &Catalogue) -> Failure {
    let (message, help) = (catalogue.problem.answer)(error);
    let mut failure = Failure::usage(message).maybe_help(help);
    // The engine offers the near miss or the whole list; here there is room for both.
    if let AnswerError::UnknownValue { known, meant: Some(_), .. } = error {
        let known = catalogue.list(known.iter().map(String::as_str));
        failure = failure.help((catalogue.problem.there_are)(&known));
    }
    failure
}

/// What a link says.
struct Linked {
    decision: String,
    edition: usize,
    given: Vec<Statement>,
}

fn read_link(context: &Context, text: &str) -> Result<Linked, Failure> {
    let link = context.pack.read_link(text).map_err(|error| bad_link(context, &error))?;
    let decision = context.decision(&link.decision)?;
    let definition = decision.definition();
    let given = (link.session.log().iter())
        .filter_map(|entry| {
            let (input, answer) = match entry {
                Entry::Answer(input, answer) | Entry::Assume(input, answer) => {
                    (*input, Some(answer))
                }
                Entry::DontKnow(input) => (*input, None),
                Entry::Withdraw(_) | Entry::Back => return None,
            };
            let assumed = matches!(entry, Entry::Assume(..));
            let value = answer.map(|answer| definition.inputs[input].format_answer(answer));
            let input = definition.inputs[input].id.clone();
            let sign = if assumed { '~' } else { '=' };
            let said = format!("{input}{sign}{}", value.as_deref().unwrap_or("?"));
            Some(Statement { input, value, assumed, said })
        })
        .collect();
    Ok(Linked { decision: link.decision, edition: link.edition, given })
}

fn bad_link(context: &Context, error: &LinkError) -> Failure {
    let problem = &context.catalogue.problem;
    match error {
        LinkError::TooLong => Failure::usage(problem.long_link).help(problem.copy_link),
        LinkError::UnknownDecision { given, .. } => context.no_decision(given),
        LinkError::UnknownEdition { given, .. } => {
            find_edition(&context.pack, given, context.catalogue)
                .err()
                .unwrap_or_else(|| Failure::usage(problem.bad_link))
        }
        LinkError::UnknownInput { decision, given, .. } => {
            let definition = context.pack.decision(decision).map(Decision::definition);
            definition
                .and_then(|definition| find_input(definition, given, context.catalogue).err())
                .unwrap_or_else(|| Failure::usage((problem.no_input)(decision, given)))
        }
        LinkError::NotAnAnswer { given } => {
            Failure::usage((problem.not_an_answer)(given)).help(problem.copy_link)
        }
        LinkError::Twice { input } => {
            Failure::usage((problem.twice_in_line)(input)).help(problem.keep_one)
        }
        LinkError::Answer(error) => bad_answer(error, context.catalogue),
        _ => Failure::usage(problem.bad_link).help(problem.copy_link),
    }
}
