//! Which rule defeats which.

use crate::circle::circles;
use crate::forest::{Builder, Ref};
use crate::model::{Definition, Rule, RuleKind};

use super::conditions::Conditions;

/// For every rule, the rules that it defeats: by its own word, or because it is strictly narrower.
/// An error is every circle there is.
pub(crate) fn defeats(
    builder: &mut Builder,
    definition: &Definition,
    conditions: &Conditions,
    edition: usize,
) -> Result<Vec<Vec<usize>>, Vec<Vec<usize>>> {
    let overs: Vec<&[usize]> = definition.rules.iter().map(Rule::over).collect();
    let said = closure(&overs);
    let narrower = narrower(builder, definition, conditions, edition, |left, right| {
        said[left][right] || said[right][left]
    });
    precedence(&overs, &narrower)
}

/// Pairs of rules of the same kind, the first strictly narrower, but for those to be skipped.
pub(crate) fn narrower(
    builder: &mut Builder,
    definition: &Definition,
    conditions: &Conditions,
    edition: usize,
    skip: impl Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let contend: Vec<usize> = (0..definition.rules.len())
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
            let (one, two) = (conditions.holds[left], conditions.holds[right]);
            if !same_kind || skip(left, right) || one == two {
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
    narrower
}

/// For every rule, the rules that it defeats, given what each says it does and which are narrower
/// than which; the word goes before the narrowness. An error is every circle there is.
pub(crate) fn precedence<O: AsRef<[usize]>>(
    overs: &[O],
    narrower: &[(usize, usize)],
) -> Result<Vec<Vec<usize>>, Vec<Vec<usize>>> {
    let count = overs.len();
    let said = closure(overs);
    let unspoken = || {
        let spoken = |&&(one, two): &&(usize, usize)| said[one][two] || said[two][one];
        narrower.iter().filter(move |pair| !spoken(pair)).copied()
    };
    let direct =
        (0..count).flat_map(|rule| overs[rule].as_ref().iter().map(move |&loser| (rule, loser)));
    let circles = circles(count, direct.chain(unspoken()));
    if !circles.is_empty() {
        return Err(circles);
    }
    let mut defeats: Vec<Vec<usize>> =
        (said.iter()).map(|losers| (0..count).filter(|&loser| losers[loser]).collect()).collect();
    for (winner, loser) in unspoken() {
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
