//! A session: the append-only log of what a person said about one decision.
//!
//! Back, editing one answer, not knowing, resuming and sharing are all the same mechanism: the
//! state is what replaying the log gives. A session also has a short text form that goes into a
//! link: `inference-option@exam;payload=300MB;wait=later;traffic=?;needs~none`. `=?` stands for what
//! is not known, `~` before what nobody said and was taken for granted.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::answer::{Answer, AnswerError, Answers, Given};
use crate::model::Definition;
use crate::nearest::nearest;
use crate::pack::{Decision, Pack};

/// What may stand in a link as it is: all that an URL's fragment takes unescaped and that a
/// messenger does not take for the end of a link.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b',')
    .remove(b'!')
    .remove(b'/')
    .remove(b':');

/// The longest link that is read.
const LONGEST: usize = 16 * 1024;

/// One thing a person did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entry {
    /// Gave an answer, or changed one.
    Answer(usize, Answer),
    /// Said nothing, and this was taken for granted.
    Assume(usize, Answer),
    /// Said that they do not know.
    DontKnow(usize),
    /// Took back what they said about an input, so that it may be asked again.
    Withdraw(usize),
    /// Undid the last of the above that was not yet undone.
    Back,
}

/// The log, and with it the state.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Session {
    log: Vec<Entry>,
}

/// What a replayed log leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The answers.
    pub answers: Answers,
    /// The inputs that the person does not know. An answer that leaves everything open says so, too.
    pub unknown: Vec<usize>,
    /// The inputs among the answers that nobody answered: theirs were taken for granted.
    pub assumed: Vec<usize>,
    /// The inputs that something was said about, in the order in which it was first said.
    pub order: Vec<usize>,
}

impl Session {
    /// A session in which nothing has been said.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Everything that happened.
    #[must_use]
    pub fn log(&self) -> &[Entry] {
        &self.log
    }

    /// Adds to the log.
    pub fn push(&mut self, entry: Entry) {
        self.log.push(entry);
    }

    /// Whether there is anything to go back on.
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        !self.effective().is_empty()
    }

    /// The entries that were not undone.
    fn effective(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        for &entry in &self.log {
            match entry {
                Entry::Back => {
                    entries.pop();
                }
                _ => entries.push(entry),
            }
        }
        entries
    }

    /// This session, with every silent input's `when_silent` taken for granted.
    #[must_use]
    pub fn assuming_silence(&self, definition: &Definition) -> Self {
        let mut session = self.clone();
        let (filled, assumed) = self.state(definition).answers.assuming_silence(definition);
        for input in assumed {
            if let Some(answer) = filled.get(input) {
                session.push(Entry::Assume(input, answer));
            }
        }
        session
    }

    /// Replays the log.
    #[must_use]
    pub fn state(&self, definition: &Definition) -> State {
        let mut state = State {
            answers: Answers::none(definition),
            unknown: Vec::new(),
            assumed: Vec::new(),
            order: Vec::new(),
        };
        for entry in self.effective() {
            let (input, answer) = match entry {
                Entry::Answer(input, answer) | Entry::Assume(input, answer) => {
                    (input, Some(answer))
                }
                Entry::DontKnow(input) | Entry::Withdraw(input) => (input, None),
                Entry::Back => continue,
            };
            let Some(known) = definition.inputs.get(input) else { continue };
            let answer = answer.filter(|answer| !known.is_left_open_by(answer));
            state.answers.set(input, answer);
            state.unknown.retain(|&other| other != input);
            state.assumed.retain(|&other| other != input);
            match (entry, answer) {
                (Entry::Withdraw(_), _) => {
                    state.order.retain(|&other| other != input);
                    continue;
                }
                (_, None) => state.unknown.push(input),
                (Entry::Assume(..), Some(_)) => state.assumed.push(input),
                _ => {}
            }
            if !state.order.contains(&input) {
                state.order.push(input);
            }
        }
        state
    }
}

impl State {
    /// The state as what a verdict is asked for with.
    #[must_use]
    pub fn given(self) -> Given {
        Given { answers: self.answers, unknown: self.unknown, assumed: self.assumed }
    }
}

/// A link, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The decision's id.
    pub decision: String,
    /// The edition's index.
    pub edition: usize,
    /// What was said.
    pub session: Session,
}

/// Why a text is not a link.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LinkError {
    /// Longer than any link that is written.
    #[error("the link is too long")]
    TooLong,
    /// The pack has no such decision.
    #[error("there is no decision `{given}`")]
    UnknownDecision {
        /// What was given.
        given: String,
        /// The one that may have been meant.
        meant: Option<String>,
    },
    /// The pack has no such edition.
    #[error("there is no edition `{given}`")]
    UnknownEdition {
        /// What was given.
        given: String,
        /// The editions there are.
        known: Vec<String>,
    },
    /// A part that is not `input=answer`.
    #[error("`{given}` is not of the form `input=answer`")]
    NotAnAnswer {
        /// What was given.
        given: String,
    },
    /// The decision has no such input.
    #[error("`{decision}` has no input `{given}`")]
    UnknownInput {
        /// The decision's id.
        decision: String,
        /// What was given.
        given: String,
        /// The one that may have been meant.
        meant: Option<String>,
    },
    /// An input that stands twice.
    #[error("`{input}` is answered twice")]
    Twice {
        /// The input's id.
        input: String,
    },
    /// An answer that cannot be read.
    #[error(transparent)]
    Answer(#[from] AnswerError),
}

impl LinkError {
    /// The way out.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::UnknownDecision { meant: Some(meant), .. }
            | Self::UnknownInput { meant: Some(meant), .. } => {
                Some(format!("did you mean `{meant}`?"))
            }
            Self::UnknownEdition { known, .. } => Some(format!("there are: {}", known.join(", "))),
            Self::Answer(error) => error.help(),
            Self::Twice { .. } => Some("keep one of the two".into()),
            Self::NotAnAnswer { .. } | Self::TooLong => {
                Some("copy the whole link again, as it was printed".into())
            }
            _ => None,
        }
    }
}

impl Pack {
    /// Writes a session about a decision in an edition as a text for a link.
    ///
    /// # Panics
    ///
    /// If the pack has no such edition.
    #[must_use]
    pub fn write_link(&self, decision: &Decision, edition: usize, session: &Session) -> String {
        let definition = decision.definition();
        let state = session.state(definition);
        let mut link = format!("{}@{}", definition.id, self.about().editions[edition].id);
        for &input in &state.order {
            let sign = if state.assumed.contains(&input) { '~' } else { '=' };
            let input_definition = &definition.inputs[input];
            let value = match state.answers.get(input) {
                Some(answer) => {
                    let written = input_definition.format_answer(&answer);
                    utf8_percent_encode(&written, ESCAPED).to_string()
                }
                None => "?".to_owned(),
            };
            link.push_str(&format!(";{}{sign}{value}", input_definition.id));
        }
        link
    }

    /// Reads a link that [`Pack::write_link`] wrote, with or without a leading `#` or address.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn read_link(&self, text: &str) -> Result<Link, LinkError> {
        if text.len() > LONGEST {
            return Err(LinkError::TooLong);
        }
        let text = text.trim();
        let text = text.rsplit_once('#').map_or(text, |(_, fragment)| fragment);
        let mut parts = text.split(';');
        let head = parts.next().unwrap_or_default();
        let (id, edition) = head.split_once('@').map_or((head, None), |(id, e)| (id, Some(e)));
        let decision = self.decision(id).ok_or_else(|| LinkError::UnknownDecision {
            given: id.to_owned(),
            meant: nearest(id, self.decisions().iter().map(|d| d.definition().id.as_str()))
                .map(str::to_owned),
        })?;
        let editions = &self.about().editions;
        let edition = match edition {
            None => 0,
            Some(id) => editions.iter().position(|edition| edition.id == id).ok_or_else(|| {
                let known = editions.iter().map(|edition| edition.id.clone()).collect();
                LinkError::UnknownEdition { given: id.to_owned(), known }
            })?,
        };
        let definition = decision.definition();
        let mut session = Session::new();
        let mut seen = Vec::new();
        for part in parts.filter(|part| !part.is_empty()) {
            let (input, entry) = read_part(definition, part)?;
            if seen.contains(&input) {
                return Err(LinkError::Twice { input: definition.inputs[input].id.clone() });
            }
            seen.push(input);
            session.push(entry);
        }
        Ok(Link { decision: id.to_owned(), edition, session })
    }
}

fn read_part(definition: &Definition, part: &str) -> Result<(usize, Entry), LinkError> {
    let broken = || LinkError::NotAnAnswer { given: part.to_owned() };
    let sign = part.find(['=', '~']).ok_or_else(broken)?;
    let (name, value) = part.split_at(sign);
    let (sign, value) = value.split_at(1);
    let assumed = sign == "~";
    let input = definition.input(name).ok_or_else(|| LinkError::UnknownInput {
        decision: definition.id.clone(),
        given: name.to_owned(),
        meant: nearest(name, definition.inputs.iter().map(|input| input.id.as_str()))
            .map(str::to_owned),
    })?;
    if value == "?" {
        return Ok((input, Entry::DontKnow(input)));
    }
    let value = percent_decode_str(value).decode_utf8().map_err(|_| broken())?;
    let answer = definition.inputs[input].parse_answer(&value)?;
    Ok((input, if assumed { Entry::Assume(input, answer) } else { Entry::Answer(input, answer) }))
}
