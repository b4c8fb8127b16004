//! What a decision asks.

use shirube_engine::Answer;
use shirube_engine::graph::Graph;
use shirube_engine::markdown::escaped;
use shirube_engine::model::{Input, InputKind, Requirement};

use super::{Document, file};

impl Document<'_> {
    /// The questions, in the order in which the plan comes to them.
    pub(super) fn questions(&mut self, plan: &Graph) {
        let variables = &self.decision.diagram(self.edition).space().variables;
        let asked = plan.nodes.iter().map(|node| variables[node.level].input);
        let mut order: Vec<usize> = Vec::new();
        for input in asked.chain(self.definition.inputs_in_order()) {
            if !order.contains(&input) {
                order.push(input);
            }
        }
        self.heading(self.catalogue.listing.inputs);
        for (nth, input) in order.into_iter().enumerate() {
            self.question(nth + 1, input);
        }
    }

    fn question(&mut self, number: usize, index: usize) {
        let input = &self.definition.inputs[index];
        let name = self.plain(&input.name);
        self.paragraph(&format!("### {number}. {name}"));
        let (ask, why) = (self.plain(&input.ask), self.plain(&input.why));
        self.paragraph(&format!("**{ask}**\\\n{why}"));
        match &input.kind {
            InputKind::Choice { from, .. } => {
                if let Some(from) = from {
                    self.from(from);
                }
                if from.as_ref().is_none_or(|from| from.options.is_some()) {
                    self.values(input);
                }
            }
            InputKind::Set { .. } => {
                self.paragraph(self.catalogue.document.several);
                self.values(input);
            }
            InputKind::Quantity { .. } => self.ranges(index),
            InputKind::Flag => {}
        }
        if let Some(usual) = &input.when_silent {
            let words = self.words(index, usual);
            self.paragraph(&(self.catalogue.document.silent)(&words));
        }
    }

    fn words(&self, input: usize, answer: &Answer) -> String {
        let words = &self.catalogue.words;
        let (definition, edition, language) = (self.definition, self.edition, self.language);
        escaped(&self.pack.describe(definition, edition, language, input, answer, words))
    }

    /// That another decision gives the answer, or may.
    fn from(&mut self, from: &Requirement) {
        let id = &from.decision;
        let Some(decision) = self.pack.decision(id) else { return };
        let title = self.plain(&decision.definition().title);
        let link = format!("[{title}]({})", file(self.pack, id, self.language));
        let texts = &self.catalogue.document;
        let text = if from.options.is_none() { texts.from } else { texts.may_follow };
        self.paragraph(&text(&link));
    }

    fn values(&mut self, input: &Input) {
        let order = input.display_order().into_iter();
        let items: Vec<String> = order
            .map(|index| {
                let value = &input.values()[index];
                let about = value.about.as_ref().map(|about| self.plain(about));
                let said: Vec<String> =
                    about.into_iter().chain(self.leading(input, index)).collect();
                let name = format!("**{}**", self.plain(&value.name));
                match said.as_slice() {
                    [] => name,
                    _ => name + self.catalogue.colon + &said.join(self.catalogue.sentence_gap),
                }
            })
            .collect();
        self.list(&items);
    }

    /// Which options of another decision lead to a value.
    fn leading(&self, input: &Input, value: usize) -> Option<String> {
        let from = input.requirement()?;
        let ids = from.options.as_ref()?.get(value)?;
        let other = self.pack.decision(&from.decision)?.definition();
        let options = ids.iter().filter_map(|id| other.options.get(other.option(id)?));
        let names: Vec<String> = options.map(|option| self.plain(&option.name)).collect();
        let leading = self.catalogue.document.leading;
        (!names.is_empty()).then(|| leading(&self.catalogue.outcomes(&names, usize::MAX, false)))
    }

    /// The ranges that the rules tell apart.
    fn ranges(&mut self, input: usize) {
        let space = self.decision.diagram(self.edition).space();
        let levels = space.levels_of(input).iter();
        let ranges: Vec<String> = levels
            .flat_map(|&level| {
                let variable = &space.variables[level];
                (0..variable.regions()).filter_map(|region| variable.interval(region))
            })
            .map(|interval| format!("**{}**", self.words(input, &Answer::Quantity(interval))))
            .collect();
        if ranges.len() > 1 {
            let lead = self.catalogue.document.ranges;
            self.paragraph(&format!("{lead}{}{}", self.catalogue.colon, ranges.join(" · ")));
        }
    }
}
