//! The rules read literally, one cell at a time: slow, obvious, and the oracle of the diagram.
//!
//! Nothing here shares code with compilation. A cell is a concrete value of every input; the
//! meaning of the rules is written as in the language's reference, step by step.

use std::iter::successors;

use crate::diagram::Outcome;
use crate::model::{
    Accept, Bound, Condition, Definition, Edge, Fact, InputKind, QuantityTest, RuleKind, Test,
};

/// A concrete value of one input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Concrete {
    /// The value of a choice, by index.
    Value(usize),
    /// Yes or no.
    Flag(bool),
    /// The members of a set, one bit each.
    Members(u64),
    /// A quantity in its base unit.
    Quantity(i64),
}

/// What the rules make of one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ruling {
    /// The cell cannot occur.
    Impossible,
    /// One outcome, and the rules that decide it.
    Outcome(Outcome, Vec<usize>),
    /// Options survive but no rule is applicable.
    Gap,
    /// Undefeated rules disagree.
    Conflict(Vec<usize>),
    /// No option survives and no `none` rule holds.
    DeadEnd,
}

/// Reads the rules of one edition.
pub struct Interpreter<'a> {
    definition: &'a Definition,
    facts: &'a [Fact],
    edition: usize,
    /// `defeats[a][b]`: rule a defeats rule b.
    defeats: Vec<Vec<bool>>,
}

impl<'a> Interpreter<'a> {
    /// Prepares to read the rules of one edition.
    ///
    /// Which rules are narrower than which is found by trying every cell of the inputs they name.
    #[must_use]
    pub fn new(definition: &'a Definition, facts: &'a [Fact], edition: usize) -> Self {
        let mut interpreter = Self { definition, facts, edition, defeats: Vec::new() };
        interpreter.defeats = interpreter.find_defeats();
        interpreter
    }

    /// What the rules make of a cell: one concrete value for each input, in their order.
    #[must_use]
    pub fn ruling(&self, cell: &[Concrete]) -> Ruling {
        self.ruling_without(cell, &[])
    }

    /// The options in the order in which they would win, were the ones before them not to be had.
    /// Options that no rule would ever pick are left out; rules that disagree end the ranking.
    #[must_use]
    pub fn ranking(&self, cell: &[Concrete]) -> Vec<usize> {
        let mut gone = Vec::new();
        while let Ruling::Outcome(Outcome::Option(option), _) = self.ruling_without(cell, &gone) {
            gone.push(option);
        }
        gone
    }

    /// As [`Interpreter::ruling`], as if some options were not to be had.
    #[must_use]
    pub fn ruling_without(&self, cell: &[Concrete], gone: &[usize]) -> Ruling {
        let holding: Vec<(usize, &RuleKind)> = self
            .rules()
            .filter(|&(index, _)| self.holds(index, cell))
            .map(|(index, rule)| (index, &rule.kind))
            .collect();
        if holding.iter().any(|(_, kind)| **kind == RuleKind::Assume) {
            return Ruling::Impossible;
        }
        let survives = |option: usize| {
            self.definition.options[option].editions.contains(self.edition)
                && !gone.contains(&option)
                && !holding.iter().any(|(_, kind)| {
                    matches!(kind, RuleKind::Exclude { options } if options.contains(&option))
                })
        };
        let survivors: Vec<usize> =
            (0..self.definition.options.len()).filter(|&option| survives(option)).collect();
        let applicable: Vec<(usize, Outcome)> = holding
            .iter()
            .filter_map(|&(index, kind)| match kind {
                RuleKind::Prefer { picks, .. } => (picks.iter())
                    .find(|pick| survivors.contains(pick))
                    .map(|&pick| (index, Outcome::Option(pick))),
                RuleKind::None { .. } if survivors.is_empty() => {
                    Some((index, Outcome::Advice(index)))
                }
                _ => None,
            })
            .collect();
        let undefeated: Vec<(usize, Outcome)> = applicable
            .iter()
            .filter(|(rule, _)| !applicable.iter().any(|(other, _)| self.defeats[*other][*rule]))
            .copied()
            .collect();
        let rules: Vec<usize> = undefeated.iter().map(|&(rule, _)| rule).collect();
        match undefeated.first() {
            Some((_, first)) if undefeated.iter().all(|(_, outcome)| outcome == first) => {
                Ruling::Outcome(*first, rules)
            }
            Some(_) => Ruling::Conflict(rules),
            None if survivors.is_empty() => Ruling::DeadEnd,
            None => Ruling::Gap,
        }
    }

    /// Whether a rule's condition holds in a cell.
    #[must_use]
    pub fn holds(&self, rule: usize, cell: &[Concrete]) -> bool {
        let rule = &self.definition.rules[rule];
        rule.editions.contains(self.edition) && self.condition_holds(&rule.when, cell)
    }

    fn rules(&self) -> impl Iterator<Item = (usize, &crate::model::Rule)> {
        self.definition.rules.iter().enumerate().filter(|(_, r)| r.editions.contains(self.edition))
    }

    fn condition_holds(&self, condition: &Condition, cell: &[Concrete]) -> bool {
        condition.0.iter().any(|tests| tests.iter().all(|test| self.test_holds(test, cell)))
    }

    fn test_holds(&self, test: &Test, cell: &[Concrete]) -> bool {
        match (&test.accept, cell[test.input]) {
            (Accept::Values(values), Concrete::Value(value)) => values >> value & 1 == 1,
            (Accept::Values(values), Concrete::Flag(flag)) => values >> u8::from(flag) & 1 == 1,
            (Accept::Members { all, any, none }, Concrete::Members(members)) => {
                members & all == *all && (*any == 0 || members & any != 0) && members & none == 0
            }
            (Accept::Quantity(ranges), Concrete::Quantity(value)) => {
                ranges.iter().any(|range| self.in_range(range, value))
            }
            _ => false,
        }
    }

    fn in_range(&self, range: &QuantityTest, value: i64) -> bool {
        let low = |edge: Edge| {
            let figure = self.figure(edge.bound);
            value > figure || (edge.inclusive && value == figure)
        };
        let high = |edge: Edge| {
            let figure = self.figure(edge.bound);
            value < figure || (edge.inclusive && value == figure)
        };
        let inside = range.low.is_none_or(low) && range.high.is_none_or(high);
        inside != range.negated
    }

    fn figure(&self, bound: Bound) -> i64 {
        match bound {
            Bound::Literal(value) => value,
            Bound::Fact(fact) => self.facts[fact].values[self.edition].value,
        }
    }

    fn find_defeats(&self) -> Vec<Vec<bool>> {
        let count = self.definition.rules.len();
        let said: Vec<Vec<bool>> = (0..count).map(|rule| self.said_over(rule)).collect();
        let mut defeats = said.clone();
        for left in 0..count {
            for right in 0..count {
                let [one, two] = [left, right].map(|rule| &self.definition.rules[rule]);
                let same_kind = matches!(
                    (&one.kind, &two.kind),
                    (RuleKind::Prefer { .. }, RuleKind::Prefer { .. })
                        | (RuleKind::None { .. }, RuleKind::None { .. })
                );
                let exist = [one, two].iter().all(|rule| rule.editions.contains(self.edition));
                if same_kind && exist && !said[left][right] && !said[right][left] {
                    defeats[left][right] = left != right && self.narrower(left, right);
                }
            }
        }
        defeats
    }

    /// The rules that a rule defeats by its own word, directly or through others.
    fn said_over(&self, rule: usize) -> Vec<bool> {
        let mut reached = vec![false; self.definition.rules.len()];
        let mut open = self.definition.rules[rule].over().to_vec();
        while let Some(next) = open.pop() {
            if !reached[next] {
                reached[next] = true;
                open.extend(self.definition.rules[next].over());
            }
        }
        reached
    }

    /// Whether one rule holds only where the other does, and not everywhere it does; a rule that
    /// never holds is nobody's narrower one.
    fn narrower(&self, left: usize, right: usize) -> bool {
        let assumes: Vec<usize> = self
            .rules()
            .filter(|(_, rule)| rule.kind == RuleKind::Assume)
            .map(|(index, _)| index)
            .collect();
        let mut rules = vec![left, right];
        rules.extend(&assumes);
        let (mut wider, mut meets) = (false, false);
        let contained = self.every_cell_apart(&rules, &mut |cell| {
            if assumes.iter().any(|&assume| self.holds(assume, cell)) {
                return true;
            }
            let (one, two) = (self.holds(left, cell), self.holds(right, cell));
            wider |= two && !one;
            meets |= one;
            !one || two
        });
        contained && wider && meets
    }

    /// Calls `see` with every cell until it says no. Returns whether it never did.
    ///
    /// Of a quantity these are one value between each two thresholds, of a set all combinations of
    /// the members that some rule tests: the rules tell no others apart.
    pub fn every_cell(&self, see: &mut dyn FnMut(&[Concrete]) -> bool) -> bool {
        let rules: Vec<usize> = self.rules().map(|(index, _)| index).collect();
        let inputs = 0..self.definition.inputs.len();
        let values: Vec<Values> = inputs.map(|input| self.values(input, &rules)).collect();
        every_combination(&values, &mut Vec::new(), see)
    }

    /// Calls `see` with cells, each with all those that the rules do not tell apart from it, until it
    /// has seen every cell or says no. Returns whether it never did.
    ///
    /// For each input comes a mask beside its value: all ones where the value matters, for a set
    /// the members that do; zero where another value would be ruled the same.
    pub fn every_block(&self, see: &mut dyn FnMut(&[Concrete], &[u64]) -> bool) -> bool {
        let rules: Vec<usize> = self.rules().map(|(index, _)| index).collect();
        let inputs = 0..self.definition.inputs.len();
        let mut cell: Vec<Concrete> =
            inputs.filter_map(|input| self.values(input, &[]).each().next()).collect();
        let mut fixed = vec![0; cell.len()];
        self.blocks(&rules, &mut cell, &mut fixed, see)
    }

    /// The blocks that begin with what is fixed of a cell; only these rules may still hold there.
    fn blocks(
        &self,
        rules: &[usize],
        cell: &mut [Concrete],
        fixed: &mut [u64],
        see: &mut dyn FnMut(&[Concrete], &[u64]) -> bool,
    ) -> bool {
        let open = |input: &usize| fixed[*input] == 0;
        let tested = |input: &usize| self.tests(*input, rules).count();
        let next =
            (0..cell.len()).filter(open).max_by_key(tested).filter(|input| tested(input) > 0);
        let Some(input) = next else { return see(cell, fixed) };
        let values = self.values(input, rules);
        fixed[input] = if let Values::Subsets(members) = values { members } else { u64::MAX };
        let never = values.each().all(|value| {
            cell[input] = value;
            // A rule is out where what is fixed goes against each of its alternatives.
            let may_hold = |rule: &&usize| {
                self.definition.rules[**rule].when.0.iter().any(|tests| {
                    let known = tests.iter().filter(|test| fixed[test.input] != 0);
                    known.into_iter().all(|test| self.test_holds(test, cell))
                })
            };
            let left: Vec<usize> = rules.iter().filter(may_hold).copied().collect();
            self.blocks(&left, cell, fixed, see)
        });
        fixed[input] = 0;
        never
    }

    /// As [`Interpreter::every_cell`], but only the cells that these rules tell apart: an input
    /// that none of them tests stays at one value.
    fn every_cell_apart(&self, rules: &[usize], see: &mut dyn FnMut(&[Concrete]) -> bool) -> bool {
        let inputs = 0..self.definition.inputs.len();
        let values: Vec<Values> = inputs
            .map(|input| {
                let values = self.values(input, rules);
                if self.tests(input, rules).next().is_some() { values } else { values.first() }
            })
            .collect();
        every_combination(&values, &mut Vec::new(), see)
    }

    /// What some rules accept of an input, test by test.
    fn tests(&self, input: usize, rules: &[usize]) -> impl Iterator<Item = &Accept> {
        let tests = rules.iter().flat_map(|&rule| self.definition.rules[rule].when.0.iter());
        tests.flatten().filter(move |test| test.input == input).map(|test| &test.accept)
    }

    /// The values of an input that some rules may tell apart.
    fn values(&self, input: usize, rules: &[usize]) -> Values {
        match &self.definition.inputs[input].kind {
            InputKind::Choice { values, .. } => {
                Values::Listed((0..values.len()).map(Concrete::Value).collect())
            }
            InputKind::Flag => Values::Listed(vec![Concrete::Flag(false), Concrete::Flag(true)]),
            InputKind::Set { .. } => {
                let tested = self.tests(input, rules).map(|accept| match accept {
                    Accept::Members { all, any, none } => all | any | none,
                    _ => 0,
                });
                Values::Subsets(tested.fold(0, |members, tested| members | tested))
            }
            InputKind::Quantity { range, .. } => {
                let mut values = vec![range.low];
                for accept in self.tests(input, rules) {
                    let Accept::Quantity(ranges) = accept else { continue };
                    for edge in ranges.iter().flat_map(|range| [range.low, range.high]).flatten() {
                        // On the threshold and just past it: no finer difference can be told.
                        let at = self.figure(edge.bound);
                        values.extend([at, at.saturating_add(1)]);
                    }
                }
                values.retain(|value| (range.low..=range.high).contains(value));
                values.sort_unstable();
                values.dedup();
                Values::Listed(values.into_iter().map(Concrete::Quantity).collect())
            }
        }
    }
}

/// Values of one input.
enum Values {
    Listed(Vec<Concrete>),
    /// Every combination of these members: too many to be listed.
    Subsets(u64),
}

impl Values {
    /// The first of these values alone.
    fn first(self) -> Self {
        match self {
            Self::Listed(values) => Self::Listed(values.into_iter().take(1).collect()),
            Self::Subsets(_) => Self::Subsets(0),
        }
    }

    fn each(&self) -> Box<dyn Iterator<Item = Concrete> + '_> {
        match self {
            Self::Listed(values) => Box::new(values.iter().copied()),
            &Self::Subsets(all) => {
                // Counting up, the members that are not in question left out.
                let next = move |&members: &u64| {
                    (members != all).then(|| (members | !all).wrapping_add(1) & all)
                };
                Box::new(successors(Some(0), next).map(Concrete::Members))
            }
        }
    }
}

/// Calls `see` with every combination of values that begins as `cell` does, until it says no.
fn every_combination(
    values: &[Values],
    cell: &mut Vec<Concrete>,
    see: &mut dyn FnMut(&[Concrete]) -> bool,
) -> bool {
    let Some((first, rest)) = values.split_first() else { return see(cell) };
    first.each().all(|value| {
        cell.push(value);
        let go_on = every_combination(rest, cell, see);
        cell.pop();
        go_on
    })
}
