//! A situation in which an option wins, and the answers with which others do.

use shirube_engine::near_miss::NearMiss;

use super::Document;

impl Document<'_> {
    pub(super) fn near_miss(&mut self, near: &NearMiss) {
        let texts = &self.catalogue.document;
        if near.rivals.is_empty() {
            return;
        }
        let arrow = self.catalogue.diff.from_to;
        let situation: Vec<String> =
            near.situation.iter().map(|(input, answer)| self.answer(*input, answer)).collect();
        let situation = match (situation.as_slice(), near.rest_is_usual) {
            ([], true) => format!("**{}**", texts.all_usual),
            ([], false) => format!("**{}**", self.catalogue.diff.always),
            (said, true) => (texts.rest_usual)(&said.join(" · ")),
            (said, false) => said.join(" · "),
        };
        let name = self.plain(&self.definition.options[near.option].name);
        let mut items = vec![arrow(&situation, &name)];
        for rival in &near.rivals {
            let changes = rival.changes.iter();
            let changes: Vec<String> =
                changes.map(|change| self.answer(change.input, &change.to)).collect();
            let changed = (texts.changed)(&changes.join(" · "));
            let mut then = arrow(&changed, &self.option_link(rival.option));
            if let Some(&rule) = rival.deciding.first() {
                then = format!("{then}\\\n  {}", self.because(rule, self.edition));
            }
            items.push(then);
        }
        self.paragraph(&format!("**{}**", texts.near));
        self.list(&items);
    }
}
