//! The plan of a decision as a flowchart, so much of it as can be taken in.

use shirube_engine::chart::{BoxKind, Drawing};
use shirube_engine::graph::Graph;
use shirube_engine::plan::Planner;
use shirube_engine::{Answers, Outcome};

use super::Document;

/// So many arrows are drawn at most, unless the first question has more.
const ARROWS: usize = 14;

impl Document<'_> {
    pub(super) fn map(&mut self, plan: &Graph) {
        let texts = &self.catalogue.document;
        let nothing = Answers::none(self.definition);
        let Some(first) = Planner::new(self.decision, self.edition).next(&nothing, &[]) else {
            return;
        };
        // The page says below what to do where nothing fits.
        let advice = plan.outcomes().filter(|outcome| matches!(outcome, Outcome::Advice(_))).min();
        let plan = plan.with_outcomes(|outcome| match (outcome, advice) {
            (Outcome::Advice(_), Some(advice)) => advice,
            _ => outcome,
        });
        let mut chart = self.pack.chart(self.decision, self.edition, self.language, &plan);
        chart.title.clear();
        for one in chart.boxes.iter_mut().filter(|one| one.kind == BoxKind::NothingFits) {
            self.catalogue.nothing_fits.clone_into(&mut one.label);
        }
        let begun = chart.beginning(ARROWS);
        self.heading(texts.map);
        self.paragraph(&(texts.asked)(first.at_most));
        self.paragraph(&format!("```mermaid\n{}```", begun.draw(Drawing::Mermaid)));
        if begun != chart {
            let command = format!("shirube map {}", self.definition.id);
            self.paragraph(&(texts.begins)(&command));
        }
    }
}
