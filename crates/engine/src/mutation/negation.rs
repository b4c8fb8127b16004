//! A condition turned around: it holds where the condition does not, and nowhere else.

use crate::answer::all_bits;
use crate::model::{Accept, Condition, Definition, InputKind, QuantityTest, Test};

/// The most conjunctions of a condition that was turned around.
const MOST: usize = 1 << 10;

/// The opposite of a condition; `None` where it would be too long.
pub(super) fn of(definition: &Definition, condition: &Condition) -> Option<Condition> {
    let mut whole = vec![Vec::new()];
    for conjunction in &condition.0 {
        let parts: Vec<Vec<Test>> =
            conjunction.iter().flat_map(|test| opposites(definition, test)).collect();
        let mut longer = Vec::new();
        for known in &whole {
            for part in &parts {
                let joined = joined(known, part);
                if let Some(joined) = joined.filter(|joined| !longer.contains(joined)) {
                    longer.push(joined);
                }
                if longer.len() > MOST {
                    return None;
                }
            }
        }
        whole = longer;
    }
    Some(Condition(whole))
}

/// Conjunctions of which one holds where a test does not.
fn opposites(definition: &Definition, test: &Test) -> Vec<Vec<Test>> {
    let input = test.input;
    let of = |accept: Accept| Test { input, accept };
    match &test.accept {
        Accept::Values(values) => {
            let all = match &definition.inputs[input].kind {
                InputKind::Flag => 0b11,
                _ => all_bits(definition.inputs[input].values().len()),
            };
            vec![vec![of(Accept::Values(all & !values))]]
        }
        Accept::Quantity(ranges) => {
            let other = |range: &QuantityTest| QuantityTest { negated: !range.negated, ..*range };
            vec![ranges.iter().map(|range| of(Accept::Quantity(vec![other(range)]))).collect()]
        }
        Accept::Members { all, any, none } => {
            let members =
                |bits: u64| (0..64).map(|bit| 1 << bit).filter(move |bit| bits & bit != 0);
            let lacks = |bits| vec![of(Accept::Members { all: 0, any: 0, none: bits })];
            let has = |bits| vec![of(Accept::Members { all: bits, any: 0, none: 0 })];
            let lacking = members(*all).map(lacks);
            let lacking_any = (*any != 0).then(|| lacks(*any));
            lacking.chain(lacking_any).chain(members(*none).map(has)).collect()
        }
    }
}

/// Two conjunctions as one, a test each for what both ask of an input; `None` where they cannot
/// both hold.
fn joined(one: &[Test], other: &[Test]) -> Option<Vec<Test>> {
    let mut whole = one.to_vec();
    for test in other {
        if whole.contains(test) {
            continue;
        }
        let own = whole.iter_mut().find(|known| known.input == test.input);
        match (&test.accept, own.map(|known| &mut known.accept)) {
            (Accept::Values(values), Some(Accept::Values(known))) => {
                *known &= values;
                if *known == 0 {
                    return None;
                }
            }
            (
                Accept::Members { all, any: 0, none },
                Some(Accept::Members { all: has, any: 0, none: lacks }),
            ) => {
                *has |= all;
                *lacks |= none;
                if *has & *lacks != 0 {
                    return None;
                }
            }
            (Accept::Values(0), None) => return None,
            _ => whole.push(test.clone()),
        }
    }
    Some(whole)
}
