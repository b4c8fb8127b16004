//! When each option is picked, and when it is out.

use shirube_engine::graph::Graph;
use shirube_engine::model::{Editions, RuleKind};

use super::Document;

impl Document<'_> {
    pub(super) fn options(&mut self, plan: &Graph) {
        let near_misses = self.decision.near_misses(self.edition, plan);
        self.heading(self.catalogue.document.each);
        for option in self.definition.options_in_order() {
            // Of an option that this edition does not have, what another says.
            let editions = self.definition.options[option].editions;
            let edition = if editions.contains(self.edition) {
                self.edition
            } else {
                editions.first().unwrap_or(self.edition)
            };
            self.option(option, edition);
            if let Some(near) = near_misses.iter().find(|near| near.option == option) {
                self.near_miss(near);
            }
        }
    }

    fn option(&mut self, index: usize, edition: usize) {
        let texts = &self.catalogue.document;
        let option = &self.definition.options[index];
        let name = self.plain(&option.name);
        self.paragraph(&format!("### <a id=\"option-{}\"></a>{name}", option.id));
        let mut says = self.plain(&option.about);
        if let Some(best) = &option.best {
            let best = (self.catalogue.best_for)(&self.plain(best));
            says = format!("{says}{}{best}", self.catalogue.sentence_gap);
        }
        self.paragraph(&says);
        if let Some(only) = self.only_in(option.editions) {
            self.paragraph(&only);
        }
        let picks = self.picks(index, edition);
        if !picks.is_empty() {
            self.paragraph(&format!("**{}**", texts.picked));
            self.list(&picks);
        }
        let (own, shared): (Vec<usize>, Vec<usize>) =
            self.excluding(index, edition).into_iter().partition(|&rule| !self.is_shared(rule));
        let mut out: Vec<String> = own.into_iter().map(|rule| self.rule(rule, edition)).collect();
        let links: Vec<String> =
            shared.into_iter().filter_map(|rule| self.limit_link(rule)).collect();
        if !links.is_empty() {
            out.push((texts.also_out)(&links.join(self.catalogue.comma)));
        }
        if !out.is_empty() {
            self.paragraph(&format!("**{}**", texts.out));
            self.list(&out);
        }
    }

    /// The editions that have something, where not all do.
    fn only_in(&self, editions: Editions) -> Option<String> {
        let all = &self.pack.about().editions;
        let having = all.iter().enumerate().filter(|(index, _)| editions.contains(*index));
        let having: Vec<&str> = having.map(|(_, edition)| edition.id.as_str()).collect();
        let ids = || self.catalogue.list(having.iter().copied());
        (having.len() < all.len()).then(|| (self.catalogue.listing.only_in)(&ids()))
    }

    /// The rules that pick an option. Where it is not their first pick, what they say is told with
    /// the first.
    fn picks(&mut self, option: usize, edition: usize) -> Vec<String> {
        let (mut first, mut later) = (Vec::new(), Vec::new());
        for index in self.rules_in_order(edition) {
            let RuleKind::Prefer { picks, .. } = &self.definition.rules[index].kind else {
                continue;
            };
            match picks.iter().position(|&pick| pick == option) {
                Some(0) => first.push(self.rule(index, edition)),
                Some(place) => {
                    let before = self.option_links(&picks[..place]);
                    let after = (self.catalogue.document.after)(&before);
                    let after = (self.catalogue.document.aside)(&after);
                    later.push(format!("{}{after}", self.condition(index, edition)));
                }
                None => {}
            }
        }
        first.extend(later);
        first
    }

    fn excluding(&self, option: usize, edition: usize) -> Vec<usize> {
        let excludes = |&rule: &usize| {
            let kind = &self.definition.rules[rule].kind;
            matches!(kind, RuleKind::Exclude { options } if options.contains(&option))
        };
        self.rules_in_order(edition).into_iter().filter(excludes).collect()
    }
}
