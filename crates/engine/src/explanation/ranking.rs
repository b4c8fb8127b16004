//! Who would win if the winner were not to be had.

use crate::compile::{Conditions, outcomes_of};
use crate::diagram::{Diagram, LeafCode, Outcome};
use crate::forest::{Builder, Ref};
use crate::model::{Definition, RuleKind};
use crate::space::Cube;

use super::standing::{Picks, Stand, Standing, first_left};

/// What comes after the last option of a ranking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// No rule picks any other option.
    Nothing,
    /// One of these options, depending on what is still unknown, or on rules that disagree once
    /// the options before are gone.
    OneOf(Vec<usize>),
}

/// The options after the winner, as far as the answers tell.
pub(super) fn after(
    definition: &Definition,
    diagram: &Diagram,
    cube: &Cube,
    standing: &Standing,
    winner: usize,
) -> (Vec<usize>, Next) {
    let mut field = Field::new(definition, diagram, standing);
    field.options[winner] = Stand::Out;
    let mut ranking = Vec::new();
    loop {
        let step = match field.step() {
            Step::Unclear => field.step_symbolically(cube),
            clear => clear,
        };
        match step {
            Step::Winner(option) => {
                field.options[option] = Stand::Out;
                ranking.push(option);
            }
            Step::End(next) => return (ranking, next),
            Step::Unclear => return (ranking, Next::Nothing),
        }
    }
}

enum Step {
    Winner(usize),
    End(Next),
    /// The standing of the rules one by one does not tell.
    Unclear,
}

/// How large working the rules out inside a cube may become; beyond it nothing more is said than
/// which options are left.
const LIMIT: usize = 1 << 20;

/// What is left of the options, and how the rules stand on the cube.
struct Field<'a> {
    definition: &'a Definition,
    diagram: &'a Diagram,
    standing: &'a Standing,
    options: Vec<Stand>,
    /// The `prefer` rules that may hold.
    contend: Vec<usize>,
    /// The rules as functions inside the cube; made when first needed.
    symbolic: Option<(Builder, Conditions)>,
}

impl<'a> Field<'a> {
    fn new(definition: &'a Definition, diagram: &'a Diagram, standing: &'a Standing) -> Self {
        let prefers = |rule: &usize| {
            matches!(definition.rules[*rule].kind, RuleKind::Prefer { .. })
                && standing.holds[*rule].may
        };
        let contend = (0..definition.rules.len()).filter(prefers).collect();
        let options = standing.options.clone();
        Self { definition, diagram, standing, options, contend, symbolic: None }
    }

    /// The next option, where the standing of the rules one by one tells it.
    ///
    /// Sound because in every cell some applicable rule is undefeated, and none that a surely
    /// applicable rule defeats.
    fn step(&self) -> Step {
        // Each rule that may be applicable: its possible picks, and whether it surely is.
        let mut able: Vec<(usize, Picks, bool)> = Vec::with_capacity(self.contend.len());
        for &rule in &self.contend {
            let RuleKind::Prefer { picks, .. } = &self.definition.rules[rule].kind else {
                continue;
            };
            let (possible, certain) = first_left(picks, &self.options);
            if !possible.is_empty() {
                able.push((rule, possible, certain && self.standing.holds[rule].surely));
            }
        }
        let defeats =
            |other: usize, rule: usize| self.diagram.defeats[other].binary_search(&rule).is_ok();
        let defeated =
            |rule: usize| able.iter().any(|(other, _, sure)| *sure && defeats(*other, rule));
        let left: Vec<_> = able.iter().filter(|(rule, ..)| !defeated(*rule)).collect();
        let mut picks: Vec<usize> =
            left.iter().flat_map(|(_, possible, _)| possible).copied().collect();
        picks.sort_unstable();
        picks.dedup();
        // A rule that is defeated itself still defeats others where it is applicable.
        let leads_everywhere = |(rule, possible, sure): &(usize, Picks, bool)| {
            *sure && possible.len() == 1 && !able.iter().any(|(other, ..)| defeats(*other, *rule))
        };
        let all_sure = left.iter().all(|rule| leads_everywhere(rule));
        match picks.as_slice() {
            [] => Step::End(Next::Nothing),
            [only] if left.iter().any(|(_, _, sure)| *sure) => Step::Winner(*only),
            _ if all_sure => Step::End(Next::OneOf(picks)),
            _ => Step::Unclear,
        }
    }

    /// The next option by working the rules out inside the cube, as compilation does.
    fn step_symbolically(&mut self, cube: &Cube) -> Step {
        let diagram = self.diagram;
        let (builder, conditions) = self.symbolic.get_or_insert_with(|| {
            let regions = diagram.space.variables.iter().map(|v| v.regions()).collect();
            let mut builder = Builder::with_limit(regions, LIMIT);
            let mut restrict = |root: Ref| builder.restrict(&diagram.forest, root, &cube.0);
            let possible = restrict(diagram.possible);
            let holds = (diagram.holds.iter().zip(&self.standing.holds))
                .map(|(&root, holds)| match (holds.may, holds.surely) {
                    (false, _) => Ref::FALSE,
                    (_, true) => possible,
                    _ => restrict(root),
                })
                .collect();
            (builder, Conditions { possible, holds })
        });
        let offered: Vec<bool> = self.options.iter().map(|&stand| stand != Stand::Out).collect();
        let result = outcomes_of(builder, self.definition, conditions, &diagram.defeats, &offered);
        if builder.is_full() {
            let left = |option: &usize| self.options[*option] != Stand::Out;
            return Step::End(Next::OneOf((0..self.options.len()).filter(left).collect()));
        }
        // In every cell some option leads, or none does: the option is certain only where it
        // alone leads and leads everywhere.
        let mut leading: Vec<usize> = (result.wins.iter())
            .filter(|(_, here)| *here != Ref::FALSE)
            .filter_map(|(leaf, _)| diagram.outcome_of(leaf.code()?))
            .filter_map(|outcome| match outcome {
                Outcome::Option(option) => Some(option),
                Outcome::Advice(_) => None,
            })
            .collect();
        leading.sort_unstable();
        match leading.as_slice() {
            [] => Step::End(Next::Nothing),
            [only] if self.leads_everywhere(&result.wins, *only) => Step::Winner(*only),
            _ => Step::End(Next::OneOf(leading)),
        }
    }

    /// Whether an option leads in every cell of the cube that can occur.
    fn leads_everywhere(&self, wins: &[(Ref, Ref)], option: usize) -> bool {
        let Some((_, conditions)) = &self.symbolic else { return false };
        wins.iter()
            .any(|&(leaf, here)| leaf == LeafCode::option(option) && here == conditions.possible)
    }
}
