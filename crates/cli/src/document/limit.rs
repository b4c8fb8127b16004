//! Limits that many options share, and what there is beside options: advice, and what cannot be.

use shirube_engine::model::RuleKind;

use super::Document;

/// A limit on more options than this is told once, not with each of them.
const OWN: usize = 3;
/// So many options that a limit leaves are named, rather than those that it rules out.
const LEFT: usize = 3;

impl Document<'_> {
    /// Whether a limit is told once for all the options that it rules out.
    pub(super) fn is_shared(&self, rule: usize) -> bool {
        let kind = &self.definition.rules[rule].kind;
        matches!(kind, RuleKind::Exclude { options } if options.len() > OWN)
    }

    /// The limits that are told once.
    fn shared(&self) -> Vec<usize> {
        let order = self.rules_in_order(self.edition).into_iter();
        order.filter(|&rule| self.is_shared(rule)).collect()
    }

    /// The number of a limit that is told once, as a link.
    pub(super) fn limit_link(&self, rule: usize) -> Option<String> {
        let number = self.shared().iter().position(|&shared| shared == rule)? + 1;
        Some(format!("[{number}](#limit-{})", self.definition.rules[rule].id))
    }

    pub(super) fn limits(&mut self) {
        let texts = &self.catalogue.document;
        let shared = self.shared();
        if !shared.is_empty() {
            self.heading(texts.shared);
            let items: Vec<String> = (shared.into_iter().enumerate())
                .map(|(nth, rule)| {
                    let told = self.rule(rule, self.edition);
                    let (id, out) = (&self.definition.rules[rule].id, self.ruled_out(rule));
                    format!("{}. <a id=\"limit-{id}\"></a>{told}\\\n  {out}", nth + 1)
                        .replace("\n  ", "\n   ")
                })
                .collect();
            self.paragraph(&items.join("\n"));
        }
        self.rules_of(texts.cannot, |kind| *kind == RuleKind::Assume);
        let advice = |kind: &RuleKind| matches!(kind, RuleKind::None { .. });
        self.rules_of(texts.nothing_fits, advice);
    }

    /// Which options a limit rules out.
    fn ruled_out(&self, rule: usize) -> String {
        let texts = &self.catalogue.document;
        let RuleKind::Exclude { options } = &self.definition.rules[rule].kind else {
            return String::new();
        };
        let order = self.definition.options_in_order().into_iter();
        let (out, left): (Vec<usize>, Vec<usize>) =
            order.partition(|option| options.contains(option));
        (texts.rules_out)(&match left.len() {
            1..=LEFT => (texts.all_but)(&self.option_links(&left)),
            _ => self.option_links(&out),
        })
    }

    fn rules_of(&mut self, title: &str, of: impl Fn(&RuleKind) -> bool) {
        let order = self.rules_in_order(self.edition).into_iter();
        let here: Vec<usize> =
            order.filter(|&rule| of(&self.definition.rules[rule].kind)).collect();
        if !here.is_empty() {
            self.heading(title);
            let items: Vec<String> =
                here.into_iter().map(|rule| self.rule(rule, self.edition)).collect();
            self.list(&items);
        }
    }
}
