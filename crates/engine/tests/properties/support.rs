//! What the properties share: random definitions, random answers, and the brute force that they
//! are judged by.

mod answers;
mod claims;
mod definitions;
mod dice;
mod packs;
pub(crate) mod plain;
mod precedence;
mod repair;
mod show;
mod world;

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

pub(crate) use answers::{cube, full_answers, nonsense, some_answer, some_answers};
pub(crate) use claims::{Claimed, claimed_cells, claims};
pub(crate) use definitions::{Sample, Size, samples};
pub(crate) use dice::Dice;
pub(crate) use packs::{alone, pack, sealed};
pub(crate) use precedence::{circular, defeats};
pub(crate) use world::{Cell, World, answer, cells};

pub(crate) type Checked = Result<(), TestCaseError>;

/// How often something was seen: a property that never meets what it is about proves nothing.
#[derive(Default)]
pub(crate) struct Tally(RefCell<BTreeMap<&'static str, usize>>);

impl Tally {
    pub(crate) fn saw(&self, what: &'static str) {
        *self.0.borrow_mut().entry(what).or_default() += 1;
    }

    pub(crate) fn saw_if(&self, seen: bool, what: &'static str) {
        if seen {
            self.saw(what);
        }
    }

    /// Fails unless all of these were seen at least so often.
    pub(crate) fn expect(&self, expected: &[(&'static str, usize)]) {
        let seen = self.0.borrow();
        println!("{seen:#?}");
        for &(what, least) in expected {
            let count = seen.get(what).copied().unwrap_or_default();
            assert!(count >= least, "{what:?} was seen {count} times, not {least}; all: {seen:#?}");
        }
    }
}

/// Tries a property on so many values of a strategy; the smallest counterexample fails the test.
pub(crate) fn check<S: Strategy>(
    cases: u32,
    strategy: S,
    property: impl Fn(S::Value, &Tally) -> Checked,
) -> Tally {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let times = number("SHIRUBE_TIMES").unwrap_or(1) as u32;
    let config = Config {
        cases: cases * times,
        failure_persistence: None,
        max_shrink_iters: 2_000,
        ..Config::default()
    };
    let mut seed = [7; 32];
    seed[..8].copy_from_slice(&number("SHIRUBE_SEED").unwrap_or_default().to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let tally = Tally::default();
    match TestRunner::new_with_rng(config, rng).run(&strategy, |value| property(value, &tally)) {
        Ok(()) => tally,
        Err(TestError::Fail(why, value)) => panic!("{why}\nsmallest counterexample:\n{value:?}"),
        Err(TestError::Abort(why)) => panic!("gave up: {why}"),
    }
}
