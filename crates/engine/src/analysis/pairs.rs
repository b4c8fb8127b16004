//! Rules that say what others say: twice the same, one inside another, two that could be one.

use std::collections::{BTreeMap, BTreeSet};

use crate::forest::Ref;
use crate::model::{Editions, RuleKind};

use super::exclusions::options;
use super::{Finding, World, Worlds};

/// What a rule does where it holds, in one form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Effect {
    Excludes(Vec<usize>),
    /// What it picks, and what it says it defeats.
    Prefers(Vec<usize>, Vec<usize>),
    Assumes,
}

/// What the rules that may be alike do; a `none` rule's advice is like no other's.
struct Effects(Vec<Option<Effect>>);

impl Effects {
    fn new(worlds: &Worlds<'_>) -> Self {
        let effect = |rule: usize| match &worlds.definition.rules[rule].kind {
            RuleKind::Exclude { .. } => Some(Effect::Excludes(options(worlds.definition, rule))),
            RuleKind::Prefer { picks, over } => {
                let mut first = Vec::new();
                for pick in picks {
                    if !first.contains(pick) {
                        first.push(*pick);
                    }
                }
                let mut over = over.clone();
                over.sort_unstable();
                over.dedup();
                Some(Effect::Prefers(first, over))
            }
            RuleKind::Assume => Some(Effect::Assumes),
            RuleKind::None { .. } => None,
        };
        Self((0..worlds.definition.rules.len()).map(effect).collect())
    }

    /// Whether two rules do the same in the same editions.
    fn alike(&self, worlds: &Worlds<'_>, one: usize, two: usize) -> bool {
        self.0[one].is_some()
            && self.0[one] == self.0[two]
            && worlds.in_force(one) == worlds.in_force(two)
    }
}

/// Reports what is said twice. Returns the rules that are spoken of.
pub(super) fn said_twice(worlds: &mut Worlds<'_>) -> Vec<usize> {
    let effects = Effects::new(worlds);
    let live: Vec<usize> = (0..worlds.definition.rules.len())
        .filter(|&rule| worlds.in_force(rule).0 != 0 && !worlds.never_holds(rule))
        .collect();
    let duplicates = duplicates(worlds, &effects, &live);
    let subsumed = subsumed(worlds, &live, &duplicates);
    let mut told = subsumed.clone();
    let twice = |one: usize, two: usize| duplicates[one] == duplicates[two];
    mergeable(worlds, &effects, &live, |one, two| {
        twice(one, two) || subsumed.contains(&one) || subsumed.contains(&two)
    });
    for (place, &rule) in live.iter().enumerate() {
        let others = live[..place].iter().chain(&live[place + 1..]);
        if others.into_iter().any(|&other| twice(rule, other)) {
            told.push(rule);
        }
    }
    told
}

/// Reports rules with the same effect that hold in the same cells, each with the first such rule.
/// Returns for each rule that first one.
fn duplicates(worlds: &mut Worlds<'_>, effects: &Effects, live: &[usize]) -> Vec<usize> {
    let mut first: Vec<usize> = (0..worlds.definition.rules.len()).collect();
    let mut known = BTreeMap::new();
    for &rule in live {
        let Some(effect) = &effects.0[rule] else { continue };
        let editions = worlds.in_force(rule);
        let holds: Vec<Ref> =
            worlds.of(editions).map(|world| world.conditions.holds[rule]).collect();
        first[rule] = *known.entry((effect, editions.0, holds)).or_insert(rule);
        if first[rule] != rule {
            let finding = Finding::Duplicate { rules: [first[rule], rule] };
            worlds.say(finding, editions, |world| world.conditions.holds[rule]);
        }
    }
    first
}

/// Reports rules that another repeats and nothing needs. Returns them.
fn subsumed(worlds: &mut Worlds<'_>, live: &[usize], duplicates: &[usize]) -> Vec<usize> {
    let mut search = Subsumption { spare: BTreeMap::new() };
    let mut found = Vec::new();
    for &rule in live {
        let by = live.iter().copied().find(|&by| {
            duplicates[by] != duplicates[rule]
                && search.subsumes(worlds, by, rule)
                // Of two that repeat each other the later one can go.
                && (by < rule || !search.subsumes(worlds, rule, by))
        });
        if let Some(by) = by {
            found.push(rule);
            let editions = worlds.in_force(rule);
            let finding = Finding::Subsumed { rule, by };
            worlds.say(finding, editions, |world| world.conditions.holds[rule]);
        }
    }
    found
}

struct Subsumption {
    /// Of the rules asked about so far, whether nothing needs them.
    spare: BTreeMap<usize, bool>,
}

impl Subsumption {
    /// Whether a rule says all that another does, and nothing changes without that one.
    fn subsumes(&mut self, worlds: &mut Worlds<'_>, by: usize, rule: usize) -> bool {
        let [wide, narrow] = [by, rule].map(|rule| &worlds.definition.rules[rule]);
        let kinds = match (&wide.kind, &narrow.kind) {
            (RuleKind::Exclude { options: more }, RuleKind::Exclude { options }) => {
                options.iter().all(|option| more.contains(option))
            }
            (RuleKind::Prefer { .. }, RuleKind::Prefer { .. }) => true,
            _ => false,
        };
        let excludes = matches!(narrow.kind, RuleKind::Exclude { .. });
        let editions = worlds.in_force(rule);
        kinds
            && worlds.always(editions, |world| repeats(world, by, rule))
            && *self.spare.entry(rule).or_insert_with(|| {
                // Where one exclusion lies within another, nothing needs it.
                excludes
                    || !worlds.never_decides(rule)
                        && worlds.always(editions, |world| world.can_do_without(rule))
            })
    }
}

/// Whether a rule says in one edition all that another does, wherever that one holds.
fn repeats(world: &mut World<'_>, by: usize, rule: usize) -> bool {
    if by == rule
        || !world.definition.rules[by].editions.contains(world.edition)
        || !world.holds_within(rule, by)
    {
        return false;
    }
    (0..world.result.effects[rule].len()).all(|part| {
        let (leaf, here) = world.result.effects[rule][part];
        let mut there = Ref::FALSE;
        for place in 0..world.result.effects[by].len() {
            let (own, function) = world.result.effects[by][place];
            if own == leaf {
                there = world.builder.or(there, function);
            }
        }
        world.implies(here, there)
    })
}

/// Reports rules that could be one with an earlier rule, each with the first such rule.
fn mergeable(
    worlds: &mut Worlds<'_>,
    effects: &Effects,
    live: &[usize],
    told: impl Fn(usize, usize) -> bool,
) {
    let named = named_by(worlds);
    for (place, &later) in live.iter().enumerate() {
        let earlier = live[..place].iter().copied().find(|&earlier| {
            let [one, two] = [earlier, later].map(|rule| &worlds.definition.rules[rule]);
            one.because == two.because
                && effects.alike(worlds, earlier, later)
                && !told(earlier, later)
                && named[earlier] == named[later]
                && worlds.always(Editions::ALL, |world| can_be_one(world, earlier, later))
        });
        if let Some(earlier) = earlier {
            let finding = Finding::Mergeable { rules: [earlier, later] };
            worlds.say(finding, worlds.in_force(later), |world| {
                let holds = &world.conditions.holds;
                world.builder.or(holds[earlier], holds[later])
            });
        }
    }
}

/// For each rule, the rules that say they defeat it.
fn named_by(worlds: &Worlds<'_>) -> Vec<BTreeSet<usize>> {
    let mut named = vec![BTreeSet::new(); worlds.definition.rules.len()];
    for (index, rule) in worlds.definition.rules.iter().enumerate() {
        for &loser in rule.over() {
            named[loser].insert(index);
        }
    }
    named
}

/// Whether the outcome of no cell changes if the first of two rules, alike and named together,
/// holds where either does, and the second nowhere.
fn can_be_one(world: &mut World<'_>, one: usize, two: usize) -> bool {
    let mut written = world.written.clone();
    written[one] = world.builder.or(written[one], written[two]);
    written[two] = Ref::FALSE;
    if !matches!(world.definition.rules[one].kind, RuleKind::Prefer { .. }) {
        // Exclusions and assumptions add up.
        return true;
    }
    let overs = world.overs();
    world.outcome_if(world.definition, &written, &overs) == Some(world.result.outcome)
}
