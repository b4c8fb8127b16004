//! From a definition to a diagram for each edition, or to what is wrong with it.
//!
//! Every rule's condition becomes a function over the cells; survival, applicability, defeat and
//! the winner are then combinations of those functions. What remains without a winner, or with
//! two, is exactly what is wrong, and any path to it is a witness.

mod conditions;
mod defeats;
mod flaw;
mod outcomes;
mod proof;
mod samples;

use crate::diagram::{Diagram, LeafCode};
use crate::forest::{Builder, Ref};
use crate::form;
use crate::model::{Definition, Editions, Fact, MAX_INPUTS, MAX_OUTCOMES, MAX_VARIABLES};
use crate::space::{Space, TooManyRegions};
use proof::Proof;

pub(crate) use conditions::{Conditions, condition, written};
pub(crate) use defeats::{narrower, narrower_given, precedence};
pub use flaw::Flaw;
pub(crate) use outcomes::{Outcomes, outcomes_given, outcomes_of};
pub(crate) use samples::Samples;

/// How large compilation may become, as [`Builder::size`] counts: far more than what people can
/// keep in mind needs, and soon reached by what would never end.
pub(crate) const LIMIT: usize = 1 << 22;

/// How much larger than the order before another may become: what does better is not far off.
const LEEWAY: usize = 4;

/// What keeps a definition from being compiled at all: its size or its form.
pub(crate) fn refused(definition: &Definition, facts: &[Fact], editions: usize) -> Vec<Flaw> {
    let oversize = oversize(definition);
    if !oversize.is_empty() {
        return oversize;
    }
    let malformed = form::of_definition(definition, facts, editions);
    malformed.into_iter().map(Flaw::Malformed).collect()
}

/// Compiles a definition that is not [`refused`], for every edition.
pub(crate) fn diagrams(
    definition: &Definition,
    facts: &[Fact],
    editions: usize,
) -> Result<Vec<Diagram>, Vec<Flaw>> {
    let (mut diagrams, mut flaws) = (Vec::new(), Vec::<(Option<Space>, Flaw)>::new());
    for edition in 0..editions {
        let found = match in_edition(definition, facts, edition) {
            Ok(diagram) => {
                diagrams.push(diagram);
                continue;
            }
            Err(found) => found,
        };
        let space = Space::of(definition, facts, edition).ok();
        for mut flaw in found {
            // A cube says the same in two editions only if they split the inputs alike.
            let cells = flaw.witness_mut().and(space.clone());
            let known = (flaws.iter_mut()).find(|(known_cells, known)| {
                *known_cells == cells && flaw.clone().in_editions(known.editions()) == *known
            });
            match known {
                Some((_, known)) => {
                    let editions = known.editions().and(flaw.editions());
                    *known = flaw.in_editions(editions);
                }
                None => flaws.push((cells, flaw)),
            }
        }
    }
    if flaws.is_empty() {
        Ok(diagrams)
    } else {
        Err(flaws.into_iter().map(|(_, flaw)| flaw).collect())
    }
}

/// What there is too much of for any diagram.
pub(crate) fn oversize(definition: &Definition) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let inputs = definition.inputs.len();
    let variables = definition.variables();
    let outcomes = LeafCode::outcomes(definition);
    if inputs > MAX_INPUTS {
        flaws.push(Flaw::TooManyInputs { inputs });
    } else if variables > MAX_VARIABLES {
        flaws.push(Flaw::TooManyVariables { variables });
    }
    if outcomes > MAX_OUTCOMES {
        flaws.push(Flaw::TooManyOutcomes { outcomes });
    }
    flaws
}

/// Compiles one edition in every order of variables there is to try; the smallest diagram is it.
fn in_edition(
    definition: &Definition,
    facts: &[Fact],
    edition: usize,
) -> Result<Diagram, Vec<Flaw>> {
    let editions = Editions::only(edition);
    let plain =
        Space::of(definition, facts, edition).map_err(|TooManyRegions { input, regions }| {
            vec![Flaw::TooManyRegions { editions, input, regions }]
        })?;
    let mut best: Option<Diagram> = None;
    let mut limit = LIMIT;
    for space in plain.orders(definition, edition) {
        match in_order(definition, facts, edition, &space, limit) {
            Ok((diagram, size)) => {
                limit = limit.min(size * LEEWAY);
                if best.as_ref().is_none_or(|best| diagram.nodes() < best.nodes()) {
                    best = Some(diagram);
                }
            }
            Err(Unfit::TooLarge) => {}
            Err(Unfit::Flaws(mut flaws)) => {
                for witness in flaws.iter_mut().filter_map(Flaw::witness_mut) {
                    *witness = plain.reordered(&space, witness);
                }
                return Err(flaws);
            }
        }
    }
    best.ok_or_else(|| vec![Flaw::TooLarge { editions }])
}

/// Why there is no diagram in some order of variables.
enum Unfit {
    /// It may be smaller in another order.
    TooLarge,
    /// In no order is there one.
    Flaws(Vec<Flaw>),
}

/// The diagram in one order of variables, and how large compilation became.
fn in_order(
    definition: &Definition,
    facts: &[Fact],
    edition: usize,
    space: &Space,
    limit: usize,
) -> Result<(Diagram, usize), Unfit> {
    let editions = Editions::only(edition);
    let regions = space.variables.iter().map(|variable| variable.regions()).collect();
    let mut builder = Builder::with_limit(regions, limit);
    let fits = |builder: &Builder| if builder.is_full() { Err(Unfit::TooLarge) } else { Ok(()) };

    let written = written(&mut builder, definition, space, facts, edition);
    let conditions = Conditions::new(&mut builder, definition, &written);
    fits(&builder)?;
    if conditions.possible == Ref::FALSE {
        return Err(Unfit::Flaws(vec![Flaw::NothingCanOccur { editions }]));
    }
    let defeats = defeats::defeats(&mut builder, definition, &conditions, edition);
    fits(&builder)?;
    let defeats = defeats.map_err(|circles| {
        let told = |rules| Flaw::PrecedenceCycle { editions, rules };
        Unfit::Flaws(circles.into_iter().map(told).collect())
    })?;
    let offered: Vec<bool> =
        definition.options.iter().map(|option| option.editions.contains(edition)).collect();
    let result = outcomes_of(&mut builder, definition, &conditions, &defeats, &offered);
    fits(&builder)?;

    let proof = Proof { definition, space, conditions: &conditions, result: &result, editions };
    let flaws = proof.flaws(&mut builder);
    if !flaws.is_empty() {
        return Err(Unfit::Flaws(flaws));
    }
    fits(&builder)?;
    let diagram = Diagram::new(&builder, definition, space.clone(), &conditions, &result, defeats);
    Ok((diagram, builder.size()))
}
