//! The figures and the pages behind a result.

use shirube_engine::quantity::Dimension;
use shirube_engine::report::RuleText;

use crate::layout::{FAINT, PLAIN, Page};

use super::Sheet;

impl Sheet<'_> {
    /// The rules that decide, or with them those that take an option out or speak for it.
    fn rules(&self, every: bool) -> impl Iterator<Item = &RuleText> {
        let rejected = self.report.rejected.iter().filter(move |_| every);
        let rejecting = rejected.flat_map(|one| one.rules.iter().chain(&one.defeated));
        self.report.because.iter().chain(rejecting)
    }

    /// The sources in the order in which they are numbered: first those of the rules that decide.
    fn pages(&self, every: bool) -> Vec<&String> {
        let mut pages = Vec::new();
        for id in self.rules(every).flat_map(|rule| &rule.sources) {
            if !pages.contains(&id) {
                pages.push(id);
            }
        }
        pages
    }

    /// The numbers of some sources: ` [1] [2]`.
    pub(super) fn marks(&self, sources: &[String]) -> String {
        let pages = self.pages(true);
        let numbers = sources.iter().filter_map(|id| pages.iter().position(|page| *page == id));
        numbers.map(|number| format!(" [{}]", number + 1)).collect()
    }

    /// Figures and pages behind the rules that decide; with `every`, then also behind those that
    /// take an option out or speak for it.
    pub(super) fn sources(&self, page: &mut Page, every: bool) {
        let (report, catalogue) = (self.report, self.catalogue);
        let named = |id: &String| self.rules(every).any(|rule| rule.facts.contains(id));
        let decides = |id: &String| report.because.iter().any(|rule| rule.facts.contains(id));
        let (mut facts, others): (Vec<_>, Vec<_>) =
            report.facts.iter().filter(|fact| named(&fact.id)).partition(|f| decides(&f.id));
        facts.extend(others);
        let pages: Vec<_> = (self.pages(every).into_iter().enumerate())
            .filter_map(|(nth, id)| Some((nth + 1, report.sources.iter().find(|s| s.id == *id)?)))
            .collect();
        if facts.is_empty() && pages.is_empty() {
            return;
        }
        page.heading(catalogue.sources);
        for fact in facts {
            let value = if is_another(&fact.written, &fact.value) {
                (catalogue.exactly)(&fact.written, &fact.value)
            } else {
                fact.written.clone()
            };
            let (as_of, marks) = ((catalogue.as_of)(&fact.as_of), self.marks(&fact.sources));
            let (about, colon, comma) = (&fact.about, catalogue.colon, catalogue.comma);
            page.paragraph(2, 4, PLAIN, &format!("{about}{colon}{value}{comma}{as_of}{marks}"));
        }
        for (number, source) in pages {
            let as_of = (catalogue.as_of)(&source.as_of);
            let text = format!("{}{}{as_of}", source.title, catalogue.comma);
            page.item(2, &format!("[{number}]"), &text);
            page.verbatim(6, FAINT, &source.url);
        }
    }
}

/// Whether a figure as people write it reads as another than the exact value: `6 MB` is not
/// `6 MiB`, but `60 seconds` is `1 min`, and `2 to 4 times` reads as none.
pub(crate) fn is_another(written: &str, value: &str) -> bool {
    let mut read = Dimension::ALL.iter().filter_map(|dimension| {
        Some((dimension.parse(written).ok()?, dimension.parse(value).ok()?))
    });
    let mut some = false;
    let same = read.any(|(written, exact)| {
        some = true;
        written == exact
    });
    some && !same
}
