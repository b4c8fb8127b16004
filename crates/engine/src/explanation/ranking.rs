//! Who would win if the winner were not to be had.

use crate::compile::{Conditions, outcomes_of};
use crate::diagram::{Diagram, LeafCode, Outcome};
use crate::forest::{Builder, Ref};
use crate::model::Definition;
use crate::space::Cube;

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
    edition: usize,
    cube: &Cube,
    winner: usize,
) -> (Vec<usize>, Next) {
    let regions = diagram.space.variables.iter().map(|v| v.regions()).collect();
    let mut builder = Builder::new(regions);
    let mut restrict = |root: Ref| builder.restrict(&diagram.forest, root, &cube.0, Ref::FALSE);
    let conditions = Conditions {
        possible: restrict(diagram.possible),
        holds: diagram.holds.iter().map(|&root| restrict(root)).collect(),
    };
    let mut offered: Vec<bool> =
        definition.options.iter().map(|option| option.editions.contains(edition)).collect();
    offered[winner] = false;
    let mut ranking = Vec::new();
    loop {
        let result = outcomes_of(&mut builder, definition, &conditions, &diagram.defeats, &offered);
        let reached = leaves(&builder, result.outcome);
        match reached.as_slice() {
            [leaf] => match diagram.outcome_of(*leaf) {
                Some(Outcome::Option(option)) => {
                    offered[option] = false;
                    ranking.push(option);
                }
                _ => {
                    return (
                        ranking,
                        contested(
                            &mut builder,
                            definition,
                            *leaf,
                            &conditions,
                            &result.decides,
                            &result.survives,
                        ),
                    );
                }
            },
            _ => {
                let options = reached
                    .iter()
                    .filter_map(|&leaf| match diagram.outcome_of(leaf) {
                        Some(Outcome::Option(option)) => Some(option),
                        _ => None,
                    })
                    .collect();
                return (ranking, Next::OneOf(options));
            }
        }
    }
}

/// Where rules disagree about what is left, the options they disagree about.
fn contested(
    builder: &mut Builder,
    definition: &Definition,
    leaf: u32,
    conditions: &Conditions,
    decides: &[Ref],
    survives: &[Ref],
) -> Next {
    if Ref::leaf(leaf) != LeafCode::CONFLICT {
        return Next::Nothing;
    }
    let mut options: Vec<usize> = Vec::new();
    for (rule, &deciding) in definition.rules.iter().zip(decides) {
        let crate::model::RuleKind::Prefer { picks, .. } = &rule.kind else { continue };
        let left = builder.and(deciding, conditions.possible);
        for &pick in picks {
            if builder.and(left, survives[pick]) != Ref::FALSE {
                options.push(pick);
                break;
            }
        }
    }
    options.sort_unstable();
    options.dedup();
    Next::OneOf(options)
}

/// The leaves that a place leads to, impossible cells apart, in the order of codes.
fn leaves(builder: &Builder, root: Ref) -> Vec<u32> {
    let (mut seen, mut open, mut found) =
        (rustc_hash::FxHashSet::default(), vec![root], Vec::new());
    while let Some(place) = open.pop() {
        if !seen.insert(place) {
            continue;
        }
        match place.code() {
            Some(_) if place == LeafCode::IMPOSSIBLE => {}
            Some(code) => found.push(code),
            None => {
                let level = builder.forest().level(place);
                open.extend(builder.forest().children(place, builder.regions(level)));
            }
        }
    }
    found.sort_unstable();
    found
}
