//! The figures and the pages behind a result.

use shirube_engine::quantity::Dimension;

use crate::layout::{FAINT, PLAIN, Page};

use super::Sheet;

impl Sheet<'_> {
    /// The sources in the order in which they are numbered: first those of the rules that decide.
    fn pages(&self) -> Vec<&String> {
        let deciding = self.report.because.iter().flat_map(|rule| &rule.sources);
        let all = self.report.sources.iter().map(|source| &source.id);
        let mut pages = Vec::new();
        for id in deciding.chain(all) {
            if !pages.contains(&id) {
                pages.push(id);
            }
        }
        pages
    }

    /// The numbers of some sources: ` [1] [2]`.
    pub(super) fn marks(&self, sources: &[String]) -> String {
        let pages = self.pages();
        let numbers = sources.iter().filter_map(|id| pages.iter().position(|page| *page == id));
        numbers.map(|number| format!(" [{}]", number + 1)).collect()
    }

    /// Figures and pages: those of the rules that decide, or of every rule that is named.
    pub(super) fn sources(&self, page: &mut Page, every: bool) {
        let (report, catalogue) = (self.report, self.catalogue);
        let decides = |id: &String| report.because.iter().any(|rule| rule.facts.contains(id));
        let (deciding, others): (Vec<_>, Vec<_>) =
            report.facts.iter().partition(|fact| decides(&fact.id));
        let facts = deciding.into_iter().chain(others.into_iter().filter(|_| every));
        let cited = |id: &String| every || report.because.iter().any(|r| r.sources.contains(id));
        let pages = self.pages().into_iter().enumerate().filter(|(_, id)| cited(id));
        let pages: Vec<_> = pages
            .filter_map(|(nth, id)| Some((nth + 1, report.sources.iter().find(|s| s.id == *id)?)))
            .collect();
        let facts: Vec<_> = facts.collect();
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
fn is_another(written: &str, value: &str) -> bool {
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
