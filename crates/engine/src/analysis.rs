//! What in a pack has no effect, or says something twice.
//!
//! Every finding is exact, and is read off the functions that compilation makes: what a rule does
//! is what differs without it. An *effect* is a difference to the outcome — the winning option, or
//! the advice — of some cell in some edition. A rule that only changes which option would come
//! second, or which of two rules gives the reason, has none.
//!
//! A finding about a rule is so in every edition in which the rule is in force; one about an
//! option in every edition in which it is offered; any other in every edition. Rules in force in no
//! edition are not spoken of.

mod editions;
mod exclusions;
mod inputs;
mod options;
mod over;
mod pairs;
mod rules;
mod thresholds;
mod world;

use std::collections::BTreeMap;

use crate::diagram::Diagram;
use crate::model::{Definition, Editions, Fact};
use crate::pack::{Decision, Pack};
use crate::space::Cube;
use crate::workshop::Workshop;

pub(crate) use options::never_coming;
use world::{World, Worlds};

/// Something in a decision that has no effect, or that is said twice. Numbers are indexes into the
/// lists of its [`Definition`].
///
/// It lists every kind there is, so that whoever tells findings is made to tell each of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// A rule that holds in no cell that can occur. The witness of a forbidden one is where it
    /// would hold.
    NeverHolds {
        /// The rule.
        rule: usize,
        /// Its condition can be met, but only in cells that `assume` rules forbid.
        forbidden: bool,
    },
    /// A `prefer` or `none` rule that holds somewhere, but decides nowhere. The witness is where it
    /// holds.
    NeverDecides {
        /// The rule.
        rule: usize,
        /// The rules that keep it from deciding, none of them without need: those that defeat it,
        /// and those that exclude what it picks. Empty where it is enough that no pick of it is
        /// offered or, of a `none` rule, that some option always survives.
        masked_by: Vec<usize>,
    },
    /// An `exclude` rule without which the outcome of no cell changes. The witness is where it
    /// holds.
    ExclusionWithoutEffect {
        /// The rule.
        rule: usize,
        /// Not the whole rule, but only its naming this one of several options.
        option: Option<usize>,
    },
    /// An `assume` rule that forbids nothing that others do not. The witness is where it holds.
    AssumptionWithoutEffect {
        /// The rule.
        rule: usize,
    },
    /// Two rules with the same effect that hold in the same cells: the witness.
    Duplicate {
        /// The rules.
        rules: [usize; 2],
    },
    /// A rule that another repeats wherever it holds, and without which the outcome of no cell
    /// changes. The witness is where it holds.
    Subsumed {
        /// The rule that could go.
        rule: usize,
        /// The rule that says the same, and would then say it alone.
        by: usize,
    },
    /// Two rules with the same effect and the same reason, in place of which one that holds where
    /// either does would change the outcome of no cell. The witness is where that one would hold.
    Mergeable {
        /// The rules.
        rules: [usize; 2],
    },
    /// A rule's `over` without which the outcome of no cell changes. The witness is where both
    /// rules are applicable.
    OverWithoutEffect {
        /// The rule that says so.
        rule: usize,
        /// The rule that it says it defeats.
        over: usize,
    },
    /// A rule's `over` that defeats a narrower rule, which would otherwise win. The witness is where
    /// both hold.
    OverAgainstSpecificity {
        /// The rule that says so.
        rule: usize,
        /// The narrower rule that it says it defeats.
        over: usize,
    },
    /// A rule that is limited to some editions, but that would change the outcome of no cell in
    /// any other.
    EditionsWithoutEffect {
        /// The rule.
        rule: usize,
    },
    /// An option that wins nowhere.
    OptionNeverWins {
        /// The option.
        option: usize,
    },
    /// An input of which no answer changes the outcome, nor what else can be answered.
    InputWithoutEffect {
        /// The input.
        input: usize,
    },
    /// Values that no rule's condition tells apart: of a choice those that are alike, of a set all
    /// members that might as well not be there.
    ValuesAlike {
        /// The input.
        input: usize,
        /// The values, one bit each.
        values: u64,
    },
    /// A value of an input that another decision settles, where it never wins.
    ValueNeverComes {
        /// The input.
        input: usize,
        /// The value.
        value: usize,
    },
    /// A threshold of a quantity on both sides of which the outcome is the same, and the same can
    /// occur, everywhere.
    ThresholdWithoutEffect {
        /// The input.
        input: usize,
        /// The rules that draw it.
        rules: Vec<usize>,
        /// The first value on its far side, in the first of the editions.
        at: i64,
    },
    /// A fact that a condition compares with, whose value differs between editions, but where any
    /// of its values would do in all of them. The decision is the first that tests it.
    FactEditionsWithoutEffect {
        /// The fact: an index into [`About::facts`](crate::About::facts).
        fact: usize,
    },
    /// There was no room to make sure of everything: some findings may be missing.
    Unfinished,
}

/// A finding, where it is so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The decision: an index into [`Pack::decisions`].
    pub decision: usize,
    /// What was found.
    pub finding: Finding,
    /// The editions that it concerns.
    pub editions: Editions,
    /// The cells that it is about, where it is about some: the fewest boxes that were found to hold
    /// them all, cubes of [`Space::of`](crate::space::Space::of) in the first of the editions.
    /// Cells that cannot occur may lie in them, unless it is only about such cells.
    pub witness: Vec<Cube>,
}

impl Pack {
    /// Everything that has no effect, or that is said twice: by decision, then by kind.
    ///
    /// Of a decision that only just compiles, what would take far more room than that to make sure
    /// of is left out; then one finding says so ([`Finding::Unfinished`]).
    #[must_use]
    pub fn analyse(&self) -> Vec<Found> {
        Workshop::default().analyse(self)
    }

    /// As [`Pack::analyse`], of one decision, by its index, if it were this one and rested on these
    /// facts. What is said of facts is left out, for it may hang on other decisions.
    #[must_use]
    pub fn analyse_instead(&self, index: usize, decision: &Decision, facts: &[Fact]) -> Vec<Found> {
        let never = never_coming(self, decision);
        let worlds = analysed(&decision.definition, facts, &decision.diagrams, &never);
        sorted(worlds.finished(), index)
    }
}

/// What was found in one decision, whatever its pack.
#[derive(Debug, Clone)]
pub(crate) struct Analysed {
    /// As of the first decision of a pack.
    pub(crate) found: Vec<Found>,
    /// Of the facts that it compares with, by their places among these, those that differ between
    /// editions, and whether any of their values would do.
    differing: Vec<(usize, bool)>,
    editions: Editions,
}

impl Analysed {
    /// Analyses a decision of which some values of inputs never come. The facts are those that the
    /// definition names.
    pub(crate) fn of(
        definition: &Definition,
        facts: &[Fact],
        diagrams: &[Diagram],
        never: &[(usize, usize)],
    ) -> Self {
        let mut worlds = analysed(definition, facts, diagrams, never);
        let differing = editions::of_facts(&mut worlds);
        Self { editions: worlds.editions(), found: worlds.finished(), differing }
    }
}

/// A decision with all that was found in it, but for what is said of facts.
fn analysed<'a>(
    definition: &'a Definition,
    facts: &'a [Fact],
    diagrams: &[Diagram],
    never: &[(usize, usize)],
) -> Worlds<'a> {
    let mut worlds = Worlds::new(definition, facts, diagrams);
    rules::never_hold(&mut worlds);
    rules::never_decide(&mut worlds);
    let told = pairs::said_twice(&mut worlds);
    exclusions::without_effect(&mut worlds, &told);
    exclusions::assumptions(&mut worlds, &told);
    over::find(&mut worlds);
    editions::of_rules(&mut worlds);
    options::never_win(&mut worlds);
    options::never_come(&mut worlds, never);
    inputs::without_effect(&mut worlds);
    inputs::values_alike(&mut worlds);
    thresholds::without_effect(&mut worlds);
    worlds
}

/// What was found in a decision of a pack, in the order in which it is told.
fn sorted(mut found: Vec<Found>, decision: usize) -> Vec<Found> {
    found.iter_mut().for_each(|found| found.decision = decision);
    found.sort_by(|one, two| one.finding.cmp(&two.finding));
    found
}

/// What was found in the decisions of a pack, each with the facts that it names as the pack numbers
/// them.
pub(crate) fn of_pack(each: Vec<Analysed>, facts: &[Vec<usize>]) -> Vec<Found> {
    // A fact is spoken of in the first decision that tests it, if all do without its difference.
    let mut differing: BTreeMap<usize, (usize, bool)> = BTreeMap::new();
    for (decision, (analysed, facts)) in each.iter().zip(facts).enumerate() {
        for &(fact, spare) in &analysed.differing {
            differing.entry(facts[fact]).or_insert((decision, true)).1 &= spare;
        }
    }
    let mut whole = Vec::new();
    for (decision, Analysed { mut found, editions, .. }) in each.into_iter().enumerate() {
        let spare = differing.iter().filter(|(_, known)| **known == (decision, true));
        found.extend(spare.map(|(&fact, _)| Found {
            decision,
            finding: Finding::FactEditionsWithoutEffect { fact },
            editions,
            witness: Vec::new(),
        }));
        whole.extend(sorted(found, decision));
    }
    whole
}
