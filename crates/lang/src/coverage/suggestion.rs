//! Suggested cases as a file of cases, for the author to confirm.

use std::collections::BTreeSet;
use std::fmt::Write;

use shirube_engine::model::{Definition, Editions, Input, InputKind};
use shirube_engine::{About, Answer, Answers, Outcome};

/// A case that nobody has recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggested {
    /// What it shows, a line each.
    pub shows: Vec<String>,
    /// What is answered.
    pub answers: Answers,
    /// The editions in which it comes out alike.
    pub editions: Editions,
    /// The outcome, as the rules are now.
    pub outcome: Outcome,
}

/// A file of cases of a decision, below comments such as [`GoalWords::head`](super::GoalWords::head).
/// Their ids are none of those `taken`; what they stand for is left to the author, and without it
/// they are refused.
#[must_use]
pub fn written(
    definition: &Definition,
    about: &About,
    suggested: &[Suggested],
    taken: &BTreeSet<&str>,
    head: &str,
) -> String {
    let mut text = format!("{head}\ndecision = \"{}\"\n", definition.id);
    let ids = (1..).map(|number| format!("{}-suggested-{number}", definition.id));
    let ids = ids.filter(|id| !taken.contains(id.as_str()));
    for (case, id) in suggested.iter().zip(ids) {
        text.push('\n');
        for line in &case.shows {
            let _ = writeln!(text, "# {line}");
        }
        let _ = writeln!(text, "[[case]]\nid = \"{id}\"\nstands_for = \"\"");
        let editions = &about.editions;
        let among = |edition: usize| case.editions.contains(edition);
        if !(0..editions.len()).all(among) {
            let ids = editions.iter().enumerate().filter(|(edition, _)| among(*edition));
            let _ = writeln!(text, "editions = {}", list(ids.map(|(_, edition)| &edition.id)));
        }
        let _ = writeln!(text, "answers = {}", answers(definition, &case.answers));
        let key = match case.outcome {
            Outcome::Option(_) => "winner",
            Outcome::Advice(_) => "none",
        };
        let _ = writeln!(text, "{key} = \"{}\"", definition.outcome_id(case.outcome));
    }
    text
}

/// Answers as a case has them.
pub(crate) fn answers(definition: &Definition, given: &Answers) -> String {
    let order = definition.inputs_in_order().into_iter();
    let parts: Vec<String> = order
        .filter_map(|index| {
            let input = definition.inputs.get(index)?;
            let answer = given.get(index)?;
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
