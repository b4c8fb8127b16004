//! What changed, as Markdown for a release note.

use std::fmt::Write as _;

use shirube_engine::diff::Side;
use shirube_engine::markdown::escaped;

use super::{ChangeText, DecisionText, Difference, EditionsText, outcome, part, percent, version};
use crate::catalogue::Catalogue;

/// Writes it.
#[must_use]
pub fn write(difference: &Difference, catalogue: &Catalogue) -> String {
    let texts = &catalogue.diff;
    let mut text = String::new();
    let [old, new] = [&difference.old, &difference.new].map(|name| escaped(name));
    let from_to = (texts.from_to)(&old, &new);
    let changed = (texts.changed)(difference.changed(), difference.compared);
    let title = escaped(&difference.title);
    let _ = writeln!(text, "# {title}\n\n{from_to}{}{changed}", catalogue.colon);
    for decision in &difference.decisions {
        self::decision(decision, catalogue, &mut text);
    }
    let mut section = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            let _ = writeln!(text, "\n## {title}\n\n{}", lines.join("\n"));
        }
    };
    section(
        texts.parts,
        difference.parts.iter().map(|p| format!("- {}", part(p, catalogue))).collect(),
    );
    let figures = difference.figures.iter().map(|figure| {
        let [about, old, new] = [&figure.about, &figure.old, &figure.new].map(|text| escaped(text));
        let from_to = (texts.from_to)(&old, &new);
        let as_of = (catalogue.as_of)(&figure.as_of);
        let urls: Vec<String> = figure.urls.iter().map(|url| format!(" {}", link(url))).collect();
        let (colon, comma) = (catalogue.colon, texts.comma);
        format!("- {about}{colon}**{from_to}**{comma}{as_of}{}", urls.concat())
    });
    section(texts.figures, figures.collect());
    let mut rest = difference.version.as_ref().map_or_else(Vec::new, |v| version(v, catalogue));
    if difference.texts + difference.sources > 0 {
        rest.push((texts.rest)(difference.texts, difference.sources));
    }
    section(texts.version, rest.into_iter().map(|line| format!("- {line}")).collect());
    if difference.changed() > 0 {
        let _ = writeln!(text, "\n*{}*", texts.weights);
    }
    text
}

fn decision(decision: &DecisionText, catalogue: &Catalogue, text: &mut String) {
    let _ = writeln!(text, "\n## {} (`{}`)\n", escaped(&decision.title), decision.id);
    for part in &decision.parts {
        let _ = writeln!(text, "- {}", self::part(part, catalogue));
    }
    if !decision.parts.is_empty() {
        text.push('\n');
    }
    for editions in &decision.editions {
        self::editions(editions, catalogue, text);
    }
}

fn editions(editions: &EditionsText, catalogue: &Catalogue, text: &mut String) {
    let texts = &catalogue.diff;
    if !editions.all {
        let ids = catalogue.list(editions.ids.iter().map(String::as_str));
        let _ = writeln!(text, "{}\n", (texts.in_editions)(&ids));
    }
    let summary = match editions {
        EditionsText { too_large: true, .. } => texts.too_large.to_owned(),
        EditionsText { changes, .. } if changes.is_empty() => texts.no_answer.to_owned(),
        EditionsText { share, .. } => (texts.share)(&percent(*share)),
    };
    let _ = writeln!(text, "{summary}");
    editions.changes.iter().for_each(|change| self::change(change, catalogue, text));
    if !editions.reasons.is_empty() {
        text.push('\n');
    }
    for change in &editions.reasons {
        let same = outcome(change.new.as_ref(), catalogue, escaped);
        let [old, new] = Side::BOTH.map(|side| change.rule_ids(side));
        let _ = writeln!(text, "- {}", (texts.reasons)(&same, &percent(change.share), &old, &new));
    }
}

fn change(change: &ChangeText, catalogue: &Catalogue, text: &mut String) {
    let texts = &catalogue.diff;
    let [old, new] =
        [&change.old, &change.new].map(|told| outcome(told.as_ref(), catalogue, escaped));
    let from_to = (texts.from_to)(&old, &new);
    let _ = writeln!(text, "\n### {from_to} ({})\n", percent(change.share));
    let (shown, hidden) = change.shown();
    for case in shown {
        let answers = case.when.iter().map(|answer| {
            format!("**{}**{}{}", escaped(&answer.name), catalogue.colon, escaped(&answer.text))
        });
        let answers: Vec<String> = answers.collect();
        if answers.is_empty() {
            let _ = writeln!(text, "- {}", texts.always);
        } else {
            let _ = writeln!(text, "- {} ({})", answers.join(" · "), percent(case.share));
            let example = case.example.join(" ");
            let _ = writeln!(text, "  - {}{}`{example}`", texts.example, catalogue.colon);
        }
    }
    if let Some((count, share)) = hidden {
        let _ = writeln!(text, "- {}", (texts.more_boxes)(count, &percent(share)));
    }
    text.push('\n');
    for (side, lead) in [(Side::Old, texts.before), (Side::New, texts.now)] {
        let (said, more) = change.said(side);
        for because in said {
            let _ = writeln!(text, "> {lead}{}{}\n>", catalogue.colon, escaped(because));
        }
        if more > 0 {
            let _ = writeln!(text, "> {}\n>", (catalogue.and_more)(more));
        }
    }
    if text.ends_with("\n>\n") {
        text.truncate(text.len() - 2);
    }
}

/// An address as a link.
fn link(url: &str) -> String {
    format!("<{}>", url.replace('<', "%3C").replace('>', "%3E"))
}

#[cfg(test)]
mod tests {
    use super::link;

    #[test]
    fn an_address_cannot_end_its_link() {
        assert_eq!(link("https://a.example/<b>"), "<https://a.example/%3Cb%3E>");
    }
}
