//! A slip and what it changes as data, and how these are put into words.

use crate::tested::{TestTold, whether};
use crate::words::{all_of, one_of, quoted};

/// A slip in a rule or in a figure. Rules, inputs and options are told by their ids.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SlipTold {
    /// A rule is not there.
    Removed,
    /// A rule holds where it did not, and nowhere else.
    Negated,
    /// A rule does not ask for something.
    Widened {
        /// The input.
        input: String,
        /// What was asked of it.
        test: TestTold,
    },
    /// A rule names another option in place of one.
    Swapped {
        /// The one.
        option: String,
        /// The other.
        other: String,
    },
    /// A rule prefers two options the other way round.
    Exchanged {
        /// The one that comes first without the slip.
        first: String,
        /// The one that comes first with it.
        second: String,
    },
    /// A limit is itself on the other side.
    Turned {
        /// The input.
        input: String,
        /// How the comparison is written.
        from: &'static str,
        /// How it is written with the slip.
        to: &'static str,
    },
    /// A figure is one step off.
    Moved {
        /// Whether it is larger.
        up: bool,
        /// What it is with the slip.
        value: String,
    },
}

/// What a situation comes to with a slip, and without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeTold {
    /// The situation, as a case has it.
    pub situation: String,
    /// The editions that it is so in, by their ids; none where it is so in all.
    pub editions: Vec<String>,
    /// The id of what it comes to without; nothing where it cannot occur.
    pub old: Option<String>,
    /// The ids of what it may come to with; none where it cannot occur.
    pub new: Vec<String>,
}

/// How slips are told in a language.
#[derive(Debug, Clone, Copy)]
pub struct SlipWords {
    /// A slip, said of the rule or the figure that has it.
    pub slip: fn(&SlipTold) -> String,
    /// What changes.
    pub change: fn(&ChangeTold) -> String,
    /// What a case catches: the subject, in backticks, with its slip in words.
    pub catches: fn(subject: &str, slip: &str) -> String,
}

impl SlipWords {
    /// English.
    pub const ENGLISH: Self =
        Self { slip, change, catches: |subject, slip| format!("catches {subject} {slip}") };
}

fn slip(told: &SlipTold) -> String {
    match told {
        SlipTold::Removed => "taken out".to_owned(),
        SlipTold::Negated => "turned around: where it holds, it does not".to_owned(),
        SlipTold::Widened { input, test } => {
            format!("without asking whether {}", whether(input, test))
        }
        SlipTold::Swapped { option, other } => format!("with `{other}` in place of `{option}`"),
        SlipTold::Exchanged { first, second } => format!("with `{second}` before `{first}`"),
        SlipTold::Turned { input, from, to } => format!("with `{to}` for `{from}` of `{input}`"),
        SlipTold::Moved { up, value } => {
            format!("one step {}: {value}", if *up { "larger" } else { "smaller" })
        }
    }
}

fn change(ChangeTold { situation, editions, old, new }: &ChangeTold) -> String {
    let situation = quoted(situation);
    let told = match (old, new.as_slice()) {
        (Some(old), []) => format!("{situation} could not occur; it comes to `{old}`"),
        (Some(old), new) => format!("{situation} would come to {} instead of `{old}`", one_of(new)),
        (None, new) => format!("{situation} could occur, and come to {}", one_of(new)),
    };
    match editions.as_slice() {
        [] => told,
        editions => format!("{told} in edition {}", all_of(editions)),
    }
}
