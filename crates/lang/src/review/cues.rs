//! Values that no text can give away.

use shirube_engine::Answer;
use shirube_engine::model::{Input, InputKind};
use shirube_reader::{Cue, Gives};

use super::Review;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Findings};
use crate::words::all_of;

impl Review<'_, '_> {
    /// Reports values that no cue of a language gives away, of decisions that have cues in it.
    pub(super) fn uncued(&self, findings: &mut Findings) {
        for read in self.cues {
            let draft = self.drafts.iter().find(|d| d.definition.id == read.cues.decision);
            let Some(draft) = draft else { continue };
            let languages = self.pack.about().languages.iter().enumerate();
            for (language, code) in languages {
                let own: Vec<&Cue> =
                    read.cues.cues.iter().filter(|cue| cue.language == language).collect();
                if own.is_empty() {
                    continue;
                }
                for (index, input) in draft.definition.inputs.iter().enumerate() {
                    let given = |value: usize| own.iter().any(|cue| gives(cue.gives, index, value));
                    let missing: Vec<String> = wanted(input)
                        .filter(|(value, _)| !given(*value))
                        .map(|(_, name)| name)
                        .collect();
                    let Some(first) = missing.first() else { continue };
                    let values = all_of(&missing);
                    let message =
                        format!("no cue in `{code}` gives away {values} of `{}`", input.id);
                    let mut found = Diagnostic::new(Code::UncuedValue, message);
                    found.at(read.place, "");
                    found.help(format!("add phrases under `[input.{}.{first}]`", input.id));
                    findings.unless_accepted(found, &self.owners([draft.places.inputs[index]]));
                }
            }
        }
    }
}

/// The values of an input that a text should be able to give away, with their names; of a quantity,
/// one. What silence stands for is none of them.
fn wanted(input: &Input) -> impl Iterator<Item = (usize, String)> {
    let names: Vec<String> = match &input.kind {
        InputKind::Choice { values, .. } | InputKind::Set { members: values } => {
            values.iter().map(|value| value.id.clone()).collect()
        }
        InputKind::Flag => vec!["no".to_owned(), "yes".to_owned()],
        InputKind::Quantity { .. } => vec!["is".to_owned()],
    };
    let silent = match input.when_silent {
        Some(Answer::Values(values)) => values,
        _ => 0,
    };
    names.into_iter().enumerate().filter(move |(value, _)| silent >> value & 1 == 0)
}

/// Whether a cue gives away a value of an input; of a quantity, any.
fn gives(gives: Gives, input: usize, value: usize) -> bool {
    match gives {
        Gives::Value { input: own, value: known } => own == input && known == value,
        Gives::Figure { input: own } | Gives::At { input: own, .. } => own == input,
        Gives::Topic | Gives::Option(_) => false,
    }
}
