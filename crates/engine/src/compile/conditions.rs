//! Where the rules hold: every condition as a function over the cells.

use crate::forest::{Builder, Ref};
use crate::model::{Condition, Definition, Fact, RuleKind};
use crate::space::Space;

/// The rules of a decision as functions over its cells.
pub(crate) struct Conditions {
    /// Where cells can occur.
    pub(crate) possible: Ref,
    /// Where each rule holds, among the cells that can occur.
    pub(crate) holds: Vec<Ref>,
}

impl Conditions {
    /// Where the rules hold among the cells that can occur, from where they would hold among all.
    pub(crate) fn new(builder: &mut Builder, definition: &Definition, written: &[Ref]) -> Self {
        let mut impossible = Ref::FALSE;
        for (rule, &function) in definition.rules.iter().zip(written) {
            if rule.kind == RuleKind::Assume {
                impossible = builder.or(impossible, function);
            }
        }
        let possible = builder.not(impossible);
        let holds = (definition.rules.iter().zip(written))
            .map(|(rule, &function)| match rule.kind {
                RuleKind::Assume => function,
                _ => builder.and(function, possible),
            })
            .collect();
        Self { possible, holds }
    }
}

/// Every rule's condition as it is written: a function over all cells.
pub(crate) fn written(
    builder: &mut Builder,
    definition: &Definition,
    space: &Space,
    facts: &[Fact],
    edition: usize,
) -> Vec<Ref> {
    (definition.rules.iter())
        .map(|rule| {
            if rule.editions.contains(edition) {
                condition(builder, space, &rule.when, facts, edition)
            } else {
                Ref::FALSE
            }
        })
        .collect()
}

/// The function of one condition.
pub(crate) fn condition(
    builder: &mut Builder,
    space: &Space,
    condition: &Condition,
    facts: &[Fact],
    edition: usize,
) -> Ref {
    let mut whole = Ref::FALSE;
    for conjunction in &condition.0 {
        let mut masks = space.everything();
        let mut anys = Vec::new();
        for test in conjunction {
            let literals = space.literals(test, facts, edition);
            for (level, mask) in literals.all {
                masks.0[level] &= mask;
            }
            anys.extend(literals.any);
        }
        let mut part = Ref::TRUE;
        for (level, variable) in space.variables.iter().enumerate().rev() {
            if masks.0[level] != variable.all() {
                part = builder.literal(level, masks.0[level], part);
            }
        }
        for levels in anys {
            let mut any = Ref::FALSE;
            for level in levels {
                let member = builder.literal(level, 0b10, Ref::TRUE);
                any = builder.or(any, member);
            }
            part = builder.and(part, any);
        }
        whole = builder.or(whole, part);
    }
    whole
}
