//! What a definition says with a slip in it.

use crate::model::{Accept, Condition, Definition, Editions, Fact, Rule, RuleKind};

use super::{Mutant, negation};

impl Mutant {
    /// The rule with the slip; `None` where that is no one rule, or its condition turned around is
    /// too long to be written.
    pub(super) fn rule_in(&self, definition: &Definition) -> Option<Rule> {
        let mut rule = definition.rules.get(self.rule()?)?.clone();
        match *self {
            Self::Removed { .. } | Self::Moved { .. } => return None,
            Self::Negated { .. } => {
                rule.when = negation::of(definition, &rule.when)?;
                // What never holds is as good as removed.
                if rule.when.0.is_empty() {
                    return None;
                }
            }
            Self::Widened { conjunction, test, .. } => {
                rule.when.0[conjunction].remove(test);
                if rule.when.0[conjunction].is_empty() {
                    rule.when = Condition(vec![Vec::new()]);
                }
            }
            Self::Swapped { place, option, .. } => match &mut rule.kind {
                RuleKind::Exclude { options } => options[place] = option,
                RuleKind::Prefer { picks, .. } => picks[place] = option,
                RuleKind::None { .. } | RuleKind::Assume => return None,
            },
            Self::Exchanged { place, .. } => match &mut rule.kind {
                RuleKind::Prefer { picks, .. } => picks.swap(place, place + 1),
                _ => return None,
            },
            Self::Turned { conjunction, test, range, upper, .. } => {
                let Accept::Quantity(ranges) = &mut rule.when.0[conjunction][test].accept else {
                    return None;
                };
                let ends = &mut ranges[range];
                let end = if upper { &mut ends.high } else { &mut ends.low };
                let end = end.as_mut()?;
                end.inclusive = !end.inclusive;
            }
        }
        Some(rule)
    }
}

/// Takes a rule out, and with it every mention of it; the place stays, so that indexes do.
pub(super) fn remove(definition: &mut Definition, gone: usize) {
    definition.rules[gone].editions = Editions(0);
    for (index, rule) in definition.rules.iter_mut().enumerate() {
        if let RuleKind::Prefer { over, .. } | RuleKind::None { over } = &mut rule.kind {
            over.retain(|&loser| loser != gone && index != gone);
        }
    }
}

/// Makes a figure one step larger or smaller, in every edition.
pub(super) fn shift(fact: &mut Fact, up: bool) {
    for value in &mut fact.values {
        value.value =
            if up { value.value.saturating_add(1) } else { value.value.saturating_sub(1) };
    }
}
