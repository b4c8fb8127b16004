//! What a decision asks.

use shirube_engine::Answer;
use shirube_engine::graph::Graph;
use shirube_engine::markdown::escaped;
use shirube_engine::model::{Input, InputKind};

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
            InputKind::Choice { from: Some(id), .. } if self.pack.decision(id).is_some() => {
                self.from(id);
            }
            InputKind::Choice { .. } => self.values(input),
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

    /// That another decision gives the answer.
    fn from(&mut self, id: &str) {
        let Some(decision) = self.pack.decision(id) else { return };
        let title = self.plain(&decision.definition().title);
        let link = format!("[{title}]({})", file(self.pack, id, self.language));
        self.paragraph(&(self.catalogue.document.from)(&link));
    }

    fn values(&mut self, input: &Input) {
        let order = input.display_order().into_iter();
        let items: Vec<String> = order
            .map(|value| {
                let value = &input.values()[value];
                let name = self.plain(&value.name);
                match &value.about {
                    None => format!("**{name}**"),
                    Some(about) => {
                        let about = self.plain(about);
                        format!("**{name}**{}{about}", self.catalogue.colon)
                    }
                }
            })
            .collect();
        self.list(&items);
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
