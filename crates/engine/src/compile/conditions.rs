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

/// The function of every rule's condition.
pub(super) fn conditions(
    builder: &mut Builder,
    definition: &Definition,
    space: &Space,
    facts: &[Fact],
    edition: usize,
) -> Conditions {
    let mut holds: Vec<Ref> = (definition.rules.iter())
        .map(|rule| {
            if rule.editions.contains(edition) {
                condition(builder, space, &rule.when, facts, edition)
            } else {
                Ref::FALSE
            }
        })
        .collect();
    let mut impossible = Ref::FALSE;
    for (rule, &function) in definition.rules.iter().zip(&holds) {
        if rule.kind == RuleKind::Assume {
            impossible = builder.or(impossible, function);
        }
    }
    let possible = builder.not(impossible);
    for (rule, function) in definition.rules.iter().zip(&mut holds) {
        if rule.kind != RuleKind::Assume {
            *function = builder.and(*function, possible);
        }
    }
    Conditions { possible, holds }
}

/// Where a condition holds, whether or not it can occur.
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
