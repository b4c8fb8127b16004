//! Drawings of a decision or of a pack: boxes with words and arrows between them, for a language
//! and an edition, and the texts that draw them.

mod beginning;
mod dot;
mod layout;
mod mermaid;
mod outline;
mod svg;
mod table;
mod words;

use crate::diagram::Outcome;
use crate::graph::{Graph, Target};
use crate::model::{Definition, InputKind};
use crate::pack::{Decision, Pack};
use crate::phrase::Words;
use crate::space::{Split, Variable};
use words::ChartWords;

/// Boxes with words, and arrows between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// What is drawn.
    pub title: String,
    /// The boxes, in reading order.
    pub boxes: Vec<ChartBox>,
    /// The arrows, in the order of the boxes that they leave.
    pub arrows: Vec<Arrow>,
    words: ChartWords,
}

/// A box of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartBox {
    /// What it is.
    pub kind: BoxKind,
    /// Its words.
    pub label: String,
}

/// What a box of a chart is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoxKind {
    /// A question.
    Question,
    /// An option that wins.
    Option,
    /// Nothing fits.
    NothingFits,
    /// A decision of a pack.
    Decision,
    /// Several outcomes are possible still, and the questions that tell them apart are not drawn.
    Open,
}

/// An arrow of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrow {
    /// The box it leaves.
    pub from: usize,
    /// The box it leads to.
    pub to: usize,
    /// What is said beside it; may be empty.
    pub label: String,
}

/// How a chart is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawing {
    /// A Mermaid flowchart.
    Mermaid,
    /// The DOT language of Graphviz.
    Dot,
    /// A Markdown table, a row for each arrow.
    Markdown,
    /// A picture, with its outline inside for those who cannot see it.
    Svg,
    /// An outline in words.
    Text,
}

impl Chart {
    /// The chart as text.
    #[must_use]
    pub fn draw(&self, drawing: Drawing) -> String {
        match drawing {
            Drawing::Mermaid => mermaid::mermaid(self),
            Drawing::Dot => dot::dot(self),
            Drawing::Markdown => table::table(self),
            Drawing::Svg => svg::svg(self),
            Drawing::Text => outline::outline(self),
        }
    }

    /// The arrows that leave a box.
    fn leaving(&self, from: usize) -> impl Iterator<Item = &Arrow> {
        self.arrows.iter().filter(move |arrow| arrow.from == from)
    }
}

impl Pack {
    /// A graph of a decision in words.
    #[must_use]
    pub fn chart(
        &self,
        decision: &Decision,
        edition: usize,
        language: usize,
        graph: &Graph,
    ) -> Chart {
        let code = self.language_code(language);
        let labels = Labels {
            pack: self,
            definition: decision.definition(),
            variables: &decision.diagram(edition).space().variables,
            edition,
            language,
            words: Words::of(code),
            chart_words: ChartWords::of(code),
        };
        labels.chart(graph)
    }

    fn language_code(&self, language: usize) -> &str {
        self.about().languages.get(language).map_or("", String::as_str)
    }

    /// Which decision of the pack takes the verdict of which.
    #[must_use]
    pub fn requirement_chart(&self, edition: usize, language: usize) -> Chart {
        let decisions = self.decisions();
        let label = |decision: &Decision| ChartBox {
            kind: BoxKind::Decision,
            label: self.text(&decision.definition().title, language, edition),
        };
        let mut arrows = Vec::new();
        for (to, decision) in decisions.iter().enumerate() {
            for input in decision.definition().inputs_in_order() {
                let input = &decision.definition().inputs[input];
                let Some(requirement) = input.requirement() else { continue };
                let of = |other: &Decision| other.definition().id == requirement.decision;
                if let Some(from) = decisions.iter().position(of) {
                    let label = self.text(&input.name, language, edition);
                    arrows.push(Arrow { from, to, label });
                }
            }
        }
        arrows.sort_by_key(|arrow| (arrow.from, arrow.to));
        Chart {
            title: self.text(&self.about().title, language, edition),
            boxes: decisions.iter().map(label).collect(),
            arrows,
            words: ChartWords::of(self.language_code(language)),
        }
    }
}

/// What the boxes and arrows of a decision say.
struct Labels<'a> {
    pack: &'a Pack,
    definition: &'a Definition,
    variables: &'a [Variable],
    edition: usize,
    language: usize,
    words: Words,
    chart_words: ChartWords,
}

impl Labels<'_> {
    fn chart(&self, graph: &Graph) -> Chart {
        let mut boxes: Vec<ChartBox> = (graph.nodes.iter())
            .map(|node| ChartBox { kind: BoxKind::Question, label: self.question(node.level) })
            .collect();
        let mut outcomes: Vec<Outcome> = Vec::new();
        let mut arrows = Vec::new();
        let questions = boxes.len();
        let mut place = |target: Target| match target {
            Target::Node(index) => Some(index),
            Target::Impossible => None,
            Target::Outcome(outcome) => {
                let known = outcomes.iter().position(|known| *known == outcome);
                Some(
                    questions
                        + known.unwrap_or_else(|| {
                            outcomes.push(outcome);
                            outcomes.len() - 1
                        }),
                )
            }
        };
        place(graph.root);
        for (from, node) in graph.nodes.iter().enumerate() {
            // Regions that lead to the same place share an arrow.
            let mut ways: Vec<(usize, u64)> = Vec::new();
            for (region, &branch) in node.branches.iter().enumerate() {
                let Some(to) = place(branch) else { continue };
                match ways.iter_mut().find(|(known, _)| *known == to) {
                    Some((_, regions)) => *regions |= 1 << region,
                    None => ways.push((to, 1 << region)),
                }
            }
            let arrow = |(to, regions)| Arrow { from, to, label: self.answer(node.level, regions) };
            arrows.extend(ways.into_iter().map(arrow));
        }
        boxes.extend(outcomes.iter().map(|&outcome| self.outcome(outcome)));
        Chart { title: self.text(&self.definition.title), boxes, arrows, words: self.chart_words }
    }

    fn text(&self, text: &crate::model::Text) -> String {
        self.pack.text(text, self.language, self.edition)
    }

    fn question(&self, level: usize) -> String {
        let variable = &self.variables[level];
        let input = &self.definition.inputs[variable.input];
        let name = self.text(&input.name);
        match (&variable.split, &input.kind) {
            (Split::Member(member), InputKind::Set { members }) => {
                format!("{name}{}{}", self.chart_words.colon, self.text(&members[*member].name))
            }
            _ => name,
        }
    }

    fn answer(&self, level: usize, regions: u64) -> String {
        let variable = &self.variables[level];
        match variable.split {
            Split::Member(_) => {
                [self.words.no, self.words.yes][usize::from(regions & 0b10 != 0)].into()
            }
            Split::Quantity { .. } => {
                let runs = runs(regions).map(|run| self.describe(variable, run));
                runs.collect::<Vec<_>>().join(self.words.or_range)
            }
            Split::Values(_) | Split::Flag => self.describe(variable, regions),
        }
    }

    fn describe(&self, variable: &Variable, regions: u64) -> String {
        let answer = variable.answer(regions);
        let (edition, language) = (self.edition, self.language);
        self.pack.describe(self.definition, edition, language, variable.input, &answer, &self.words)
    }

    fn outcome(&self, outcome: Outcome) -> ChartBox {
        match outcome {
            Outcome::Option(option) => ChartBox {
                kind: BoxKind::Option,
                label: self.text(&self.definition.options[option].name),
            },
            Outcome::Advice(rule) => ChartBox {
                kind: BoxKind::NothingFits,
                label: format!(
                    "{}{}{}",
                    self.chart_words.nothing_fits,
                    self.chart_words.colon,
                    self.text(&self.definition.rules[rule].because)
                ),
            },
        }
    }
}

/// The runs of neighbours in a set of regions.
pub(crate) fn runs(mut regions: u64) -> impl Iterator<Item = u64> {
    std::iter::from_fn(move || {
        let start = regions.trailing_zeros();
        let length = regions.checked_shr(start)?.trailing_ones();
        let run = (u64::MAX >> (64 - length)) << start;
        regions &= !run;
        Some(run)
    })
}
