//! The page that leads to the others.

use std::fmt::Write as _;

use shirube_engine::markdown::escaped;
use shirube_engine::model::Text;
use shirube_engine::quantity::Dimension;
use shirube_engine::{Decision, Pack};

use super::{file, languages};
use crate::catalogue::Catalogue;

/// What the pack is, and its decisions in the order of the exam's tasks.
pub(super) fn index(pack: &Pack, edition: usize, language: usize) -> String {
    let about = pack.about();
    let code = about.languages.get(language).map_or("", String::as_str);
    let catalogue = Catalogue::of(code);
    let texts = &catalogue.document;
    let plain = |text: &Text| escaped(&pack.text(text, language, edition));
    let mut text = format!("# {}\n\n{}\n\n", plain(&about.title), plain(&about.about));
    let rules = pack.decisions().iter().map(|d| d.definition().rules.len()).sum();
    let _ = writeln!(text, "- {}", (catalogue.listing.rules)(rules, about.facts.len()));
    for edition in about.editions.iter().filter(|_| about.editions.len() > 1) {
        let _ = writeln!(text, "- {}", (texts.edition)(&edition.id, &plain(&edition.title)));
    }
    let _ = writeln!(text, "- {}", (texts.index)("shirube"));
    if let Some(exam) = &about.exam {
        let figures = exam.figures().map(|fact| {
            let value = about.facts.get(fact).and_then(|fact| fact.values.get(edition));
            value.map(|value| value.in_words(language)).unwrap_or_default()
        });
        let forms: Vec<String> = exam.forms.iter().map(|form| plain(&form.name)).collect();
        let _ = writeln!(text, "- {}", (texts.exam)(&plain(&exam.title), &figures, &forms));
    }
    let others = languages(pack, "README", language);
    if !others.is_empty() {
        let _ = writeln!(text, "- {}", others.join(" · "));
    }
    let mut decisions: Vec<&Decision> = pack.decisions().iter().collect();
    decisions.sort_by_key(|decision| decision.definition().position);
    let mut list = |heading: &str, chosen: &dyn Fn(Option<&str>) -> bool| {
        let definitions = decisions.iter().map(|decision| decision.definition());
        let chosen: Vec<_> = definitions.filter(|one| chosen(one.task.as_deref())).collect();
        if chosen.is_empty() {
            return false;
        }
        let _ = writeln!(text, "\n{heading}\n");
        for definition in chosen {
            let (title, says) = (plain(&definition.title), plain(&definition.about));
            let name = file(pack, &definition.id, language);
            let _ = writeln!(text, "- [{title}]({name})\\\n  {says}");
        }
        true
    };
    for domain in &about.domains {
        let weight = Dimension::Ratio.format(domain.weight);
        let own: Vec<_> = about.tasks.iter().filter(|task| task.domain == domain.id).collect();
        let mut heading = format!("## {}\n\n", (texts.domain)(&plain(&domain.title), &weight));
        for task in own {
            let title = (texts.task)(&task.id, &plain(&task.title));
            if list(&format!("{heading}### {title}"), &|id| id == Some(&task.id)) {
                heading.clear();
            }
        }
    }
    let known = |id: &str| about.tasks.iter().any(|task| task.id == id);
    list(&format!("## {}", catalogue.listing.others), &|id| !id.is_some_and(known));
    if let Some(notice) = &about.notice {
        let _ = writeln!(text, "\n---\n\n{}", plain(notice));
    }
    text
}
