//! Which rule defeats which, found by looking at all cells at once.

use shirube_engine::interpreter::Interpreter;
use shirube_engine::model::RuleKind;

use super::definitions::Sample;
use super::world::Cell;

/// `[a][b]`: rule a defeats rule b.
pub(crate) fn defeats(
    sample: &Sample,
    edition: usize,
    interpreter: &Interpreter<'_>,
    cells: &[Cell],
) -> Vec<Vec<bool>> {
    let rules = &sample.definition.rules;
    let said = said(sample);
    let holds: Vec<Vec<bool>> = (0..rules.len())
        .map(|rule| {
            let possible = cells.iter().filter(|cell| cell.possible());
            possible.map(|cell| interpreter.holds(rule, &cell.values)).collect()
        })
        .collect();
    let narrower = |one: usize, two: usize| {
        let contained = holds[one].iter().zip(&holds[two]).all(|(one, two)| !one || *two);
        contained && holds[one] != holds[two] && holds[one].contains(&true)
    };
    let comparable = |one: usize, two: usize| {
        let exist = [one, two].iter().all(|&rule| rules[rule].editions.contains(edition));
        let kinds = (&rules[one].kind, &rules[two].kind);
        exist
            && matches!(
                kinds,
                (RuleKind::Prefer { .. }, RuleKind::Prefer { .. })
                    | (RuleKind::None { .. }, RuleKind::None { .. })
            )
    };
    (0..rules.len())
        .map(|one| {
            (0..rules.len())
                .map(|two| {
                    let spoken = said[one][two] || said[two][one];
                    said[one][two] || (!spoken && comparable(one, two) && narrower(one, two))
                })
                .collect()
        })
        .collect()
}

/// What the rules say of one another, directly or through others (Warshall).
fn said(sample: &Sample) -> Vec<Vec<bool>> {
    let rules = &sample.definition.rules;
    let mut said: Vec<Vec<bool>> = (rules.iter())
        .map(|rule| (0..rules.len()).map(|other| rule.over().contains(&other)).collect())
        .collect();
    for through in 0..rules.len() {
        let beyond = said[through].clone();
        for from in &mut said {
            if from[through] {
                for (reached, more) in from.iter_mut().zip(&beyond) {
                    *reached |= more;
                }
            }
        }
    }
    said
}

/// Whether following "defeats" leads back to where it began.
pub(crate) fn circular(defeats: &[Vec<bool>]) -> bool {
    let mut left: Vec<usize> = (0..defeats.len()).collect();
    loop {
        // A rule that defeats none of those left is part of no circle among them.
        let before = left.len();
        let still = left.clone();
        left.retain(|&rule| still.iter().any(|&other| defeats[rule][other]));
        if left.is_empty() || left.len() == before {
            return !left.is_empty();
        }
    }
}
