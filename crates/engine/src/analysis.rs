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

use crate::model::{Editions, Fact};
use crate::pack::{Decision, Pack};
use crate::space::Cube;

use world::{World, Worlds};

/// Something in a decision that has no effect, or that is said twice. Numbers are indexes into the
/// lists of its [`Definition`](crate::model::Definition).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
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
    /// of is left out.
    #[must_use]
    pub fn analyse(&self) -> Vec<Found> {
        let facts = &self.about().facts;
        let mut each: Vec<Worlds<'_>> = (self.decisions().iter().enumerate())
            .map(|(index, decision)| Worlds::new(index, decision, facts))
            .collect();
        each.iter_mut().for_each(|worlds| worlds.analyse(self));
        editions::of_facts(&mut each, &self.about().facts);
        each.into_iter().flat_map(Worlds::sorted).collect()
    }

    /// As [`Pack::analyse`], of one decision, by its index, if it were this one and rested on these
    /// facts. What is said of facts is left out, for it may hang on other decisions.
    #[must_use]
    pub fn analyse_instead(&self, index: usize, decision: &Decision, facts: &[Fact]) -> Vec<Found> {
        let mut worlds = Worlds::new(index, decision, facts);
        worlds.analyse(self);
        worlds.sorted()
    }
}

impl Worlds<'_> {
    fn analyse(&mut self, pack: &Pack) {
        rules::never_hold(self);
        rules::never_decide(self);
        let told = pairs::said_twice(self);
        exclusions::without_effect(self, &told);
        exclusions::assumptions(self, &told);
        over::find(self);
        editions::of_rules(self);
        options::never_win(self);
        options::never_come(self, pack);
        inputs::without_effect(self);
        inputs::values_alike(self);
        thresholds::without_effect(self);
    }

    fn sorted(mut self) -> Vec<Found> {
        self.found.sort_by(|one, two| one.finding.cmp(&two.finding));
        self.found
    }
}
