//! What a goal asks for as data, and how it is put into words.

use crate::tested::{TestTold, whether};

/// What recorded cases are to show of a rule, an option or an input.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Told {
    /// That a rule decides.
    Decides,
    /// That an exclusion changes a verdict.
    Excludes,
    /// That an option wins.
    Wins,
    /// That a quantity lies next to a limit on one side of it, such as `≥ 20 minutes`.
    Beside(String),
    /// That a test of an input changes the verdict alone.
    Alone {
        /// The input's id.
        input: String,
        /// What is tested.
        test: TestTold,
    },
}

/// How goals are told in a language.
#[derive(Debug, Clone, Copy)]
pub struct GoalWords {
    /// What is missing, said of the subject of the goal.
    pub missing: fn(&Told) -> String,
    /// What a case shows, said with the subject in backticks.
    pub shows: fn(subject: &str, &Told) -> String,
    /// Above suggested cases: comments of TOML, a line each.
    pub head: &'static str,
}

impl GoalWords {
    /// English.
    pub const ENGLISH: Self = Self { missing, shows, head: HEAD };
}

const HEAD: &str = "\
# Computed from the rules as they are; nobody has confirmed these verdicts.
# Of each case, compare the verdict with the sources and with your own judgement, give it an `id` that
# tells its situation, and say in `stands_for` what it is there for: until then, the pack does not
# compile. A verdict that is not what it should be has found a mistake in the rules.
";

fn missing(told: &Told) -> String {
    match told {
        Told::Decides => "decides in no case".to_owned(),
        Told::Excludes => {
            "changes no verdict: without it, every case would come out as it does".to_owned()
        }
        Told::Wins => "wins in no case".to_owned(),
        Told::Beside(side) => format!("no case is next to the limit on this side: {side}"),
        Told::Alone { input, test } => format!(
            "no two cases differ only in whether {}, and in the verdict with it",
            whether(input, test)
        ),
    }
}

fn shows(subject: &str, told: &Told) -> String {
    match told {
        Told::Decides => format!("{subject} decides"),
        Told::Excludes => format!("{subject} matters"),
        Told::Wins => format!("{subject} wins"),
        Told::Beside(side) => format!("{subject} {side}"),
        Told::Alone { input, test } => {
            format!("{subject} hangs on whether {}", whether(input, test))
        }
    }
}
