//! Which rule defeats which.

use crate::circle::circles;
use crate::forest::{Builder, Ref};
use crate::model::{Definition, Rule, RuleKind};

use super::conditions::Conditions;
use super::samples::Samples;

/// For every rule, the rules that it defeats: by its own word, or because it is strictly narrower.
/// An error is every circle there is.
pub(crate) fn defeats(
    builder: &mut Builder,
    definition: &Definition,
    conditions: &Conditions,
    edition: usize,
) -> Result<Vec<Vec<usize>>, Vec<Vec<usize>>> {
    let overs: Vec<&[usize]> = definition.rules.iter().map(Rule::over).collect();
    let said = Said::of(&overs);
    let narrower =
        narrower(builder, definition, conditions, edition, |left, right| said.between(left, right));
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
    let contend = contending(definition, conditions, edition);
    let samples = Samples::of(builder, &conditions.holds);
    let mut narrower = Vec::new();
    for (place, &left) in contend.iter().enumerate() {
        for &right in &contend[place + 1..] {
            let may_be_within = |inner, outer| samples.may_be_within(builder, inner, outer);
            if !skip(left, right) && (may_be_within(left, right) || may_be_within(right, left)) {
                narrower.extend(narrower_of(builder, definition, conditions, left, right));
            }
        }
    }
    narrower
}

/// The [`narrower`] pairs, given all those of conditions of which few are other ones. Whether a rule
/// is in force may have changed only where its condition has.
pub(crate) fn narrower_given(
    builder: &mut Builder,
    definition: &Definition,
    conditions: &Conditions,
    edition: usize,
    (known, pairs): (&Conditions, &[(usize, usize)]),
) -> Vec<(usize, usize)> {
    let differs = |rule: usize| conditions.holds[rule] != known.holds[rule];
    let contend = contending(definition, conditions, edition);
    let mut narrower: Vec<(usize, usize)> =
        pairs.iter().filter(|&&(one, two)| !differs(one) && !differs(two)).copied().collect();
    for &one in contend.iter().filter(|&&one| differs(one)) {
        for &two in contend.iter().filter(|&&two| two > one || !differs(two)) {
            narrower.extend(narrower_of(builder, definition, conditions, one, two));
        }
    }
    narrower
}

/// The rules of which one can defeat another.
fn contending(definition: &Definition, conditions: &Conditions, edition: usize) -> Vec<usize> {
    (0..definition.rules.len())
        .filter(|&rule| {
            matches!(definition.rules[rule].kind, RuleKind::Prefer { .. } | RuleKind::None { .. })
                && definition.rules[rule].editions.contains(edition)
                && conditions.holds[rule] != Ref::FALSE
        })
        .collect()
}

/// Two rules of the same kind, the strictly narrower one first, if one of them is.
fn narrower_of(
    builder: &mut Builder,
    definition: &Definition,
    conditions: &Conditions,
    left: usize,
    right: usize,
) -> Option<(usize, usize)> {
    let kind = |rule: usize| std::mem::discriminant(&definition.rules[rule].kind);
    let (one, two) = (conditions.holds[left], conditions.holds[right]);
    if kind(left) != kind(right) || one == two {
        return None;
    }
    let both = builder.and(one, two);
    if both == one {
        Some((left, right))
    } else if both == two {
        Some((right, left))
    } else {
        None
    }
}

/// For every rule, the rules that it defeats, given what each says it does and which are narrower
/// than which; the word goes before the narrowness. An error is every circle there is.
pub(crate) fn precedence<O: AsRef<[usize]>>(
    overs: &[O],
    narrower: &[(usize, usize)],
) -> Result<Vec<Vec<usize>>, Vec<Vec<usize>>> {
    let count = overs.len();
    let said = Said::of(overs);
    let unspoken = || narrower.iter().filter(|&&(one, two)| !said.between(one, two)).copied();
    let direct =
        (0..count).flat_map(|rule| overs[rule].as_ref().iter().map(move |&loser| (rule, loser)));
    let circles = circles(count, direct.chain(unspoken()));
    if !circles.is_empty() {
        return Err(circles);
    }
    let mut defeats = said.0.clone();
    for (winner, loser) in unspoken() {
        defeats[winner].push(loser);
    }
    defeats.iter_mut().for_each(|losers| losers.sort_unstable());
    Ok(defeats)
}

/// For every rule, in order, the rules that it defeats by its own word, directly or through others.
struct Said(Vec<Vec<usize>>);

impl Said {
    fn of<O: AsRef<[usize]>>(overs: &[O]) -> Self {
        // The rule from which each rule was reached last.
        let mut reached_from = vec![usize::MAX; overs.len()];
        let losers = (0..overs.len()).map(|start| {
            let mut losers = Vec::new();
            let mut open = overs[start].as_ref().to_vec();
            while let Some(rule) = open.pop() {
                if std::mem::replace(&mut reached_from[rule], start) != start {
                    losers.push(rule);
                    open.extend(overs[rule].as_ref());
                }
            }
            losers.sort_unstable();
            losers
        });
        Self(losers.collect())
    }

    /// Whether one of two rules says that it defeats the other.
    fn between(&self, one: usize, two: usize) -> bool {
        let says = |winner: usize, loser| self.0[winner].binary_search(loser).is_ok();
        says(one, &two) || says(two, &one)
    }
}
