//! The figures that a decision rests on, and the pages that all of it rests on.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use shirube_engine::markdown::escaped;
use shirube_engine::model::FactValue;

use super::Document;
use crate::result::is_another;

impl Document<'_> {
    /// The numbers of some sources, as links to them: ` [[1]] [[2]]`.
    pub(super) fn cite(&mut self, sources: &[usize]) -> String {
        let mut numbers: BTreeSet<usize> = BTreeSet::new();
        for &source in sources {
            let known = self.cited.iter().position(|&cited| cited == source);
            numbers.insert(known.unwrap_or_else(|| {
                self.cited.push(source);
                self.cited.len() - 1
            }));
        }
        numbers.into_iter().map(|number| format!(" [[{}]]", number + 1)).collect()
    }

    pub(super) fn figures(&mut self) {
        let texts = &self.catalogue.document;
        let about = self.pack.about();
        let rules = self.definition.rules.iter();
        let facts: BTreeSet<usize> = rules.flat_map(|rule| rule.facts.iter().copied()).collect();
        if facts.is_empty() {
            return;
        }
        let mut table = format!("| {} | {} |\n|---|---|", texts.figure, texts.value);
        for fact in facts {
            let fact = &about.facts[fact];
            let own = &fact.values[self.edition];
            let mut cell = self.figure(own);
            for (value, edition) in fact.values.iter().zip(&about.editions) {
                if (value.dimension, value.value) != (own.dimension, own.value) {
                    let value = self.figure(value);
                    let _ = write!(cell, "<br>`{}`{}{value}", edition.id, self.catalogue.colon);
                }
            }
            let _ = write!(table, "\n| {} | {cell} |", self.plain(&fact.about));
        }
        self.heading(texts.figures);
        self.paragraph(&table);
    }

    /// A figure as people write it, what it is exactly, and when it was so.
    fn figure(&mut self, value: &FactValue) -> String {
        let catalogue = self.catalogue;
        let written = value.written.in_language(self.language);
        let exact = value.dimension.format_in(value.value, catalogue.words.units);
        let figure = if is_another(written, &exact) {
            (catalogue.exactly)(written, &exact)
        } else {
            written.to_owned()
        };
        let as_of = (catalogue.as_of)(&value.as_of);
        let cited = self.cite(&value.sources);
        format!("**{}**{}{as_of}{cited}", escaped(&figure), catalogue.comma)
    }

    /// Every source that the page cites, in the order of numbers.
    pub(super) fn sources(&mut self) {
        let sources = &self.pack.about().sources;
        if self.cited.is_empty() {
            return;
        }
        let (mut list, mut links) = (String::new(), String::new());
        for (nth, &source) in self.cited.iter().enumerate() {
            let (number, source) = (nth + 1, &sources[source]);
            let title = self.plain(&source.title);
            let as_of = (self.catalogue.as_of)(&source.as_of);
            let _ = writeln!(list, "{number}. [{title}][{number}]{}{as_of}", self.catalogue.comma);
            let hint = title.replace('"', "\\\"");
            let _ = writeln!(links, "[{number}]: <{}> \"{hint}\"", source.url);
        }
        self.heading(self.catalogue.document.sources);
        self.paragraph(list.trim_end());
        self.paragraph(links.trim_end());
    }
}
