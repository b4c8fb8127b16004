//! Suggested cases as a file of cases, for the author to confirm.

use std::collections::BTreeSet;
use std::fmt::Write;

use shirube_engine::coverage::Suggestion;
use shirube_engine::model::{Definition, Input, InputKind};
use shirube_engine::{Answer, Outcome};

use super::{GoalWords, Shown};

/// A file of cases. Their ids are none of those `taken`; what they stand for is left to the author,
/// and without it they are refused.
#[must_use]
pub fn written(
    shown: &Shown<'_>,
    suggestions: &[Suggestion],
    taken: &BTreeSet<&str>,
    words: &GoalWords,
) -> String {
    let definition = shown.decision.definition();
    let mut text = format!("{}\ndecision = \"{}\"\n", words.head, definition.id);
    let ids = (1..).map(|number| format!("{}-suggested-{number}", definition.id));
    let ids = ids.filter(|id| !taken.contains(id.as_str()));
    for (suggestion, id) in suggestions.iter().zip(ids) {
        let shows: Vec<String> =
            suggestion.goals.iter().map(|goal| shown.shows(goal, words)).collect();
        text.push('\n');
        for line in &shows {
            let _ = writeln!(text, "# {line}");
        }
        let _ = writeln!(text, "[[case]]\nid = \"{id}\"\nstands_for = \"\"");
        let editions = &shown.pack.about().editions;
        let among = |edition: usize| suggestion.editions.contains(edition);
        if !(0..editions.len()).all(among) {
            let ids = editions.iter().enumerate().filter(|(edition, _)| among(*edition));
            let _ = writeln!(text, "editions = {}", list(ids.map(|(_, edition)| &edition.id)));
        }
        let _ = writeln!(text, "answers = {}", answers(definition, suggestion));
        let key = match suggestion.outcome {
            Outcome::Option(_) => "winner",
            Outcome::Advice(_) => "none",
        };
        let _ = writeln!(text, "{key} = \"{}\"", definition.outcome_id(suggestion.outcome));
    }
    text
}

fn answers(definition: &Definition, suggestion: &Suggestion) -> String {
    let order = definition.inputs_in_order().into_iter();
    let parts: Vec<String> = order
        .filter_map(|index| {
            let input = definition.inputs.get(index)?;
            let answer = suggestion.answers.get(index)?;
            Some(format!("{} = {}", input.id, value(input, &answer)))
        })
        .collect();
    if parts.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", parts.join(", ")) }
}

fn value(input: &Input, answer: &Answer) -> String {
    match (&input.kind, answer) {
        (InputKind::Flag, Answer::Values(values)) => (values & 0b10 != 0).to_string(),
        (InputKind::Set { members }, Answer::Members { yes, .. }) => {
            let order = input.display_order().into_iter();
            let has = order.filter(|member| yes >> member & 1 == 1);
            list(has.filter_map(|member| members.get(member)).map(|member| &member.id))
        }
        (InputKind::Quantity { dimension, .. }, Answer::Quantity(interval)) => {
            format!("\"{}\"", dimension.format(interval.low))
        }
        _ => format!("\"{}\"", input.format_answer(answer)),
    }
}

fn list<'i>(ids: impl Iterator<Item = &'i String>) -> String {
    format!("[{}]", ids.map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", "))
}
