//! Mutation: small slips put into a decision on purpose, to see whether anything notices them.
//!
//! A [`Mutant`] is the decision with one slip: a rule taken out, its condition turned around or
//! without one of its tests, another option in place of one that it names, a limit itself on the
//! other side, a figure one step off. [`try_out`] says of each whether it still compiles, and whether
//! any outcome of it differs at all: one of which none does is *equivalent*, and nothing could
//! notice it. What does notice the others is the caller's to find out; of those that nothing
//! notices, [`scenes`] tells situations whose outcome they change.
//!
//! The words are those of the field (DeMillo, Lipton and Sayward 1978), as cargo-mutants has them:
//! a mutant is *caught* or *missed*.

mod bench;
mod made;
mod negation;
mod scene;

use crate::cores::on_all_cores;
use crate::model::{Accept, Bound, Definition, Edge, Fact, Rule, RuleKind};
use crate::pack::Decision;

use bench::Bench;
pub use bench::{Refusal, Tried};
pub use scene::{Scene, scenes};

/// How many mutants are tried out at a time: enough that what they share is made seldom, and few
/// enough that all cores end at once.
const AT_A_TIME: usize = 64;

/// A slip. Numbers are indexes into the lists of the [`Definition`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Mutant {
    /// A rule is not there, and no other says that it defeats it.
    Removed {
        /// The rule.
        rule: usize,
    },
    /// A rule holds where it did not, and nowhere else.
    Negated {
        /// The rule.
        rule: usize,
    },
    /// One test of a rule's condition is not there.
    Widened {
        /// The rule.
        rule: usize,
        /// Which of its conjunctions.
        conjunction: usize,
        /// Which test of it.
        test: usize,
    },
    /// A rule names another option in place of one that it names.
    Swapped {
        /// The rule.
        rule: usize,
        /// Which of the options that it names.
        place: usize,
        /// The other option: the next in the author's order that it does not name.
        option: usize,
    },
    /// A rule prefers two neighbouring options the other way round.
    Exchanged {
        /// The rule.
        rule: usize,
        /// Which of its options the one after it goes before.
        place: usize,
    },
    /// A limit of a rule's condition is itself on the other side of it.
    Turned {
        /// The rule.
        rule: usize,
        /// Which of its conjunctions.
        conjunction: usize,
        /// Which test of it.
        test: usize,
        /// Which of its ranges.
        range: usize,
        /// Which end of it: the upper one, or the lower one.
        upper: bool,
    },
    /// A figure that conditions compare with is one step of its base unit off.
    Moved {
        /// The fact: an index into [`About::facts`](crate::About::facts).
        fact: usize,
        /// Whether it is larger.
        up: bool,
    },
}

impl Mutant {
    /// The rule that has the slip; none where it is a figure.
    #[must_use]
    pub fn rule(&self) -> Option<usize> {
        match *self {
            Self::Removed { rule }
            | Self::Negated { rule }
            | Self::Widened { rule, .. }
            | Self::Swapped { rule, .. }
            | Self::Exchanged { rule, .. }
            | Self::Turned { rule, .. } => Some(rule),
            Self::Moved { .. } => None,
        }
    }

    /// Every mutant of a definition, rule by rule and then figure by figure. Of those that amount to
    /// the same words, only the first.
    #[must_use]
    pub fn all(definition: &Definition) -> Vec<Self> {
        let mut all = Vec::new();
        for (index, rule) in definition.rules.iter().enumerate() {
            if rule.editions.0 == 0 {
                continue;
            }
            all.push(Self::Removed { rule: index });
            let mut known: Vec<Rule> = vec![rule.clone()];
            for mutant in of_rule(definition, index) {
                let Some(changed) = mutant.rule_in(definition) else { continue };
                if !known.contains(&changed) {
                    known.push(changed);
                    all.push(mutant);
                }
            }
        }
        for fact in figures(definition) {
            all.extend([false, true].map(|up| Self::Moved { fact, up }));
        }
        all
    }

    /// The definition with the slip. Every index means what it did.
    #[must_use]
    pub fn definition(&self, definition: &Definition) -> Definition {
        let mut changed = definition.clone();
        if let Self::Removed { rule: gone } = *self {
            made::remove(&mut changed, gone);
        } else if let (Some(index), Some(rule)) = (self.rule(), self.rule_in(definition)) {
            changed.rules[index] = rule;
        }
        changed
    }

    /// The facts with the slip.
    #[must_use]
    pub fn facts(&self, facts: &[Fact]) -> Vec<Fact> {
        let mut changed = facts.to_vec();
        if let Self::Moved { fact, up } = *self {
            made::shift(&mut changed[fact], up);
        }
        changed
    }
}

/// Every mutant of each of some decisions, which were compiled with these facts, with what `judge`
/// makes of what becomes of it, given what stands beside its decision. All cores take part.
pub fn try_out<J: Sync, R: Send>(
    decisions: &[(&Decision, J)],
    facts: &[Fact],
    judge: impl Fn(&J, &Mutant, Tried) -> R + Sync,
) -> Vec<Vec<(Mutant, R)>> {
    let mutants: Vec<Vec<Mutant>> =
        decisions.iter().map(|(decision, _)| Mutant::all(&decision.definition)).collect();
    // Each is a decision's place and some of its mutants.
    let work: Vec<(usize, &[Mutant])> = (mutants.iter().enumerate())
        .flat_map(|(place, all)| all.chunks(AT_A_TIME).map(move |few| (place, few)))
        .collect();
    let judged = on_all_cores(&work, |&(place, few)| {
        let (decision, beside) = &decisions[place];
        let mut judged = Vec::with_capacity(few.len());
        one_by_one(decision, facts, few, &mut |mutant, tried| {
            judged.push((*mutant, judge(beside, mutant, tried)));
        });
        judged
    });
    let mut each: Vec<Vec<(Mutant, R)>> = decisions.iter().map(|_| Vec::new()).collect();
    for (&(place, _), judged) in work.iter().zip(judged) {
        each[place].extend(judged);
    }
    each
}

fn one_by_one(
    decision: &Decision,
    facts: &[Fact],
    mutants: &[Mutant],
    see: &mut dyn FnMut(&Mutant, Tried),
) {
    match (Bench::of(decision, facts, mutants), mutants) {
        (Some(mut bench), _) => {
            for mutant in mutants {
                bench.tidy();
                let tried = bench.try_out(mutant);
                see(mutant, tried);
            }
        }
        (None, []) => {}
        (None, [only]) => see(only, Tried::Refused(Refusal::TooLarge)),
        (None, _) => {
            let (some, others) = mutants.split_at(mutants.len() / 2);
            one_by_one(decision, facts, some, see);
            one_by_one(decision, facts, others, see);
        }
    }
}

/// The mutants of one rule, but for its not being there.
fn of_rule(definition: &Definition, index: usize) -> Vec<Mutant> {
    let rule = &definition.rules[index];
    let mut all = vec![Mutant::Negated { rule: index }];
    for (conjunction, tests) in rule.when.0.iter().enumerate() {
        for test in 0..tests.len() {
            all.push(Mutant::Widened { rule: index, conjunction, test });
        }
    }
    let named = match &rule.kind {
        RuleKind::Exclude { options } | RuleKind::Prefer { picks: options, .. } => {
            options.as_slice()
        }
        RuleKind::None { .. } | RuleKind::Assume => &[],
    };
    for place in 0..named.len() {
        if let Some(option) = next(definition, rule, named, named[place]) {
            all.push(Mutant::Swapped { rule: index, place, option });
        }
    }
    if let RuleKind::Prefer { picks, .. } = &rule.kind {
        all.extend(
            (1..picks.len()).map(|place| Mutant::Exchanged { rule: index, place: place - 1 }),
        );
    }
    for (conjunction, tests) in rule.when.0.iter().enumerate() {
        for (test, written) in tests.iter().enumerate() {
            let Accept::Quantity(ranges) = &written.accept else { continue };
            for (range, ends) in ranges.iter().enumerate() {
                for (upper, end) in [(false, ends.low), (true, ends.high)] {
                    if end.is_some() {
                        all.push(Mutant::Turned { rule: index, conjunction, test, range, upper });
                    }
                }
            }
        }
    }
    all
}

/// The next option after one in the author's order, from its end on from its beginning, that can be
/// had where a rule is in force and that it does not name.
fn next(definition: &Definition, rule: &Rule, named: &[usize], option: usize) -> Option<usize> {
    let order = definition.options_in_order();
    let place = order.iter().position(|&other| other == option)?;
    let others = order[place + 1..].iter().chain(&order[..place]).copied();
    others
        .filter(|other| !named.contains(other))
        .find(|&other| definition.options[other].editions.meets(rule.editions))
}

/// The facts that conditions in force compare with, ascending.
fn figures(definition: &Definition) -> Vec<usize> {
    let rules = definition.rules.iter().filter(|rule| rule.editions.0 != 0);
    let tests = rules.flat_map(|rule| rule.when.0.iter().flatten());
    let ranges = tests.flat_map(|test| match &test.accept {
        Accept::Quantity(ranges) => ranges.as_slice(),
        _ => &[],
    });
    let ends = ranges.flat_map(|range| [range.low, range.high]).flatten();
    let mut facts: Vec<usize> = ends
        .filter_map(|Edge { bound, .. }| match bound {
            Bound::Fact(fact) => Some(fact),
            Bound::Literal(_) => None,
        })
        .collect();
    facts.sort_unstable();
    facts.dedup();
    facts
}
