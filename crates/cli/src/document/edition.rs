//! What differs between the edition of a page and the others.

use shirube_engine::diff::{PackDiff, Side};
use shirube_engine::markdown::escaped;

use super::Document;
use crate::difference::{ChangeText, Difference, Teller, Told, percent};

impl Document<'_> {
    pub(super) fn editions(&mut self) {
        for (other, edition) in self.pack.about().editions.iter().enumerate() {
            if other != self.edition {
                self.heading(&(self.catalogue.document.differs)(&edition.id));
                self.edition(&self.difference(other));
            }
        }
    }

    fn difference(&self, other: usize) -> Difference {
        let same = |index: &usize| std::ptr::eq(&self.pack.decisions()[*index], self.decision);
        let index = (0..self.pack.decisions().len()).find(same).unwrap_or_default();
        let diff = PackDiff::of_decision(self.pack, index, self.edition, other);
        let told = Told { pack: self.pack, language: self.language };
        let teller = Teller { sides: [told; 2], catalogue: self.catalogue, diff: &diff };
        let name = |edition: usize| self.pack.about().editions[edition].id.clone();
        teller.tell([self.edition, other].map(name), false)
    }

    fn edition(&mut self, difference: &Difference) {
        let texts = &self.catalogue.diff;
        let decision = difference.decisions.first();
        let compared = decision.and_then(|decision| decision.editions.first());
        let summary = match compared {
            Some(compared) if compared.too_large => texts.too_large.to_owned(),
            Some(compared) if !compared.changes.is_empty() => {
                (texts.share)(&percent(compared.share))
            }
            _ => texts.no_answer.to_owned(),
        };
        self.paragraph(&summary);
        for change in compared.map_or(&[][..], |compared| &compared.changes) {
            self.change(change);
        }
    }

    fn change(&mut self, change: &ChangeText) {
        let (catalogue, texts) = (self.catalogue, &self.catalogue.diff);
        let [old, new] = [&change.old, &change.new].map(|told| match told {
            None => texts.cannot_be.to_owned(),
            Some(told) if told.advice => catalogue.no_option.to_owned(),
            Some(told) => escaped(&catalogue.quoted(&told.name)),
        });
        let share = (catalogue.document.aside)(&percent(change.share));
        self.paragraph(&format!("### {}{share}", (texts.from_to)(&old, &new)));
        let (shown, hidden) = change.shown();
        let mut items: Vec<String> = Vec::new();
        for case in shown {
            let said: Vec<String> =
                case.when.iter().map(|answer| self.said(&answer.name, &answer.text)).collect();
            items.push(match said.as_slice() {
                [] => texts.always.to_owned(),
                said => said.join(" · "),
            });
        }
        items.extend(hidden.map(|(count, share)| (texts.more_boxes)(count, &percent(share))));
        self.list(&items);
        let mut said = Vec::new();
        for (side, lead) in [(Side::Old, texts.before), (Side::New, texts.now)] {
            let (because, more) = change.said(side);
            said.extend(
                because.iter().map(|text| format!("{lead}{}{}", catalogue.colon, escaped(text))),
            );
            if more > 0 {
                said.push((catalogue.and_more)(more));
            }
        }
        let said: Vec<String> = said.iter().map(|line| format!("> {line}")).collect();
        self.paragraph(&said.join("\n>\n"));
    }
}
