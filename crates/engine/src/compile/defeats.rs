//! Which rule defeats which.

use crate::circle::circles;
use crate::forest::{Builder, Ref};
use crate::model::{Definition, RuleKind};

use super::conditions::Conditions;

/// For every rule, the rules that it defeats: by its own word, or because it is strictly narrower.
/// `overs` are the rules that each says it defeats. An error is every circle there is.
pub(crate) fn defeats<O: AsRef<[usize]>>(
    builder: &mut Builder,
    definition: &Definition,
    overs: &[O],
    conditions: &Conditions,
    edition: usize,
) -> Result<Vec<Vec<usize>>, Vec<Vec<usize>>> {
    let count = definition.rules.len();
    let said = closure(overs);
    let contend: Vec<usize> = (0..count)
        .filter(|&rule| {
            matches!(definition.rules[rule].kind, RuleKind::Prefer { .. } | RuleKind::None { .. })
                && definition.rules[rule].editions.contains(edition)
                && conditions.holds[rule] != Ref::FALSE
        })
        .collect();
    let mut narrower: Vec<(usize, usize)> = Vec::new();
    for (place, &left) in contend.iter().enumerate() {
        for &right in &contend[place + 1..] {
            let same_kind = std::mem::discriminant(&definition.rules[left].kind)
                == std::mem::discriminant(&definition.rules[right].kind);
            let spoken = said[left][right] || said[right][left];
            let (one, two) = (conditions.holds[left], conditions.holds[right]);
            if !same_kind || spoken || one == two {
                continue;
            }
            let both = builder.and(one, two);
            if both == one {
                narrower.push((left, right));
            } else if both == two {
                narrower.push((right, left));
            }
        }
    }
    let direct =
        (0..count).flat_map(|rule| overs[rule].as_ref().iter().map(move |&loser| (rule, loser)));
    let circles = circles(count, direct.chain(narrower.iter().copied()));
    if !circles.is_empty() {
        return Err(circles);
    }
    let mut defeats: Vec<Vec<usize>> =
        (said.iter()).map(|losers| (0..count).filter(|&loser| losers[loser]).collect()).collect();
    for (winner, loser) in narrower {
        defeats[winner].push(loser);
    }
    defeats.iter_mut().for_each(|losers| losers.sort_unstable());
    Ok(defeats)
}

/// `said[a][b]`: rule a defeats rule b by its own word, directly or through others.
fn closure<O: AsRef<[usize]>>(overs: &[O]) -> Vec<Vec<bool>> {
    (0..overs.len())
        .map(|start| {
            let mut reached = vec![false; overs.len()];
            let mut open = overs[start].as_ref().to_vec();
            while let Some(rule) = open.pop() {
                if !std::mem::replace(&mut reached[rule], true) {
                    open.extend(overs[rule].as_ref());
                }
            }
            reached
        })
        .collect()
}
