//! Every finding there is, by its definition, from readings of the definition as it is and as it
//! might be.

use std::collections::{BTreeMap, BTreeSet};

use shirube_engine::Outcome;
use shirube_engine::analysis::Finding;
use shirube_engine::interpreter::Concrete;
use shirube_engine::model::{Accept, Bound, Definition, Edge, Editions, InputKind, Rule, RuleKind};

use super::oracle::{Mark, Reading, cells, excludes, read};
use crate::support::Sample;

/// A definition with all that was read of it.
pub(super) struct Expected<'a> {
    pub(super) sample: &'a Sample,
    pub(super) cells: Vec<Vec<Concrete>>,
    pub(super) readings: Vec<Reading>,
    found: Vec<(Finding, Editions)>,
}

impl<'a> Expected<'a> {
    pub(super) fn new(sample: &'a Sample) -> Self {
        let cells = cells(sample);
        let readings = (0..sample.editions)
            .map(|edition| read(sample, edition, &cells).expect("the sample is sound"))
            .collect();
        Self { sample, cells, readings, found: Vec::new() }
    }

    /// Every finding, sorted; of what masks a rule nothing is said.
    pub(super) fn findings(&mut self) -> Vec<(Finding, Editions)> {
        self.of_single_rules();
        let told = self.of_pairs();
        self.of_exclusions(&told);
        self.of_overs();
        self.of_editions();
        self.of_inputs();
        let mut found = std::mem::take(&mut self.found);
        found.sort_by(|one, two| one.0.cmp(&two.0));
        found
    }

    fn rules(&self) -> &'a [Rule] {
        &self.sample.definition.rules
    }

    fn all(&self) -> Editions {
        Editions((1 << self.sample.editions) - 1)
    }

    fn in_force(&self, rule: usize) -> Editions {
        Editions(self.rules()[rule].editions.0 & self.all().0)
    }

    fn holds(&self, rule: usize, edition: usize) -> Vec<bool> {
        self.readings[edition].holds(self.sample, rule)
    }

    fn never_holds(&self, rule: usize) -> bool {
        (0..self.sample.editions).all(|edition| !self.holds(rule, edition).contains(&true))
    }

    fn never_decides(&self, rule: usize) -> bool {
        let contends =
            matches!(self.rules()[rule].kind, RuleKind::Prefer { .. } | RuleKind::None { .. });
        let decides = |reading: &Reading| reading.decide.iter().any(|by| by.contains(&rule));
        contends && !self.never_holds(rule) && !self.readings.iter().any(decides)
    }

    /// Whether the outcome of every cell in some editions stays as it is after a change.
    fn unchanged(&self, editions: Editions, change: impl Fn(&mut Sample)) -> bool {
        let mut changed = self.sample.clone();
        change(&mut changed);
        let mut known = (0..self.sample.editions).filter(|&edition| editions.contains(edition));
        known.all(|edition| {
            read(&changed, edition, &self.cells)
                .is_some_and(|reading| reading.marks == self.readings[edition].marks)
        })
    }

    fn can_do_without(&self, rule: usize) -> bool {
        self.unchanged(self.in_force(rule), |sample| remove(&mut sample.definition, rule))
    }

    fn of_single_rules(&mut self) {
        for rule in 0..self.rules().len() {
            let editions = self.in_force(rule);
            if editions.0 == 0 {
                continue;
            }
            if self.never_holds(rule) {
                let forbidden =
                    self.readings.iter().any(|reading| reading.met[rule].contains(&true));
                self.found.push((Finding::NeverHolds { rule, forbidden }, editions));
            } else if self.never_decides(rule) {
                let finding = Finding::NeverDecides { rule, masked_by: Vec::new() };
                self.found.push((finding, editions));
            }
        }
        for (option, alternative) in self.sample.definition.options.iter().enumerate() {
            let editions = Editions(alternative.editions.0 & self.all().0);
            let won = Mark::Outcome(Outcome::Option(option));
            let wins = self.readings.iter().any(|reading| reading.marks.contains(&won));
            if editions.0 != 0 && !wins {
                self.found.push((Finding::OptionNeverWins { option }, editions));
            }
        }
    }

    /// What is said twice; returns the rules that are then not spoken of again.
    fn of_pairs(&mut self) -> Vec<usize> {
        let count = self.rules().len();
        let live: Vec<usize> = (0..count).filter(|&rule| !self.never_holds(rule)).collect();
        let mut told = Vec::new();
        for &rule in &live {
            let twins: Vec<usize> =
                live.iter().copied().filter(|&other| self.twins(rule, other)).collect();
            if twins.len() > 1 {
                told.push(rule);
            }
            if twins[0] != rule {
                let finding = Finding::Duplicate { rules: [twins[0], rule] };
                self.found.push((finding, self.in_force(rule)));
            }
        }
        let spare: Vec<bool> = (0..count)
            .map(|rule| {
                live.contains(&rule) && !self.never_decides(rule) && self.can_do_without(rule)
            })
            .collect();
        let subsumes =
            |by: usize, rule: usize| spare[rule] && !self.twins(by, rule) && self.repeats(by, rule);
        let mut subsumed = Vec::new();
        for &rule in &live {
            let by = live
                .iter()
                .copied()
                .find(|&by| subsumes(by, rule) && (by < rule || !subsumes(rule, by)));
            subsumed.extend(by.map(|by| (rule, by)));
        }
        let gone: Vec<usize> = subsumed.iter().map(|&(rule, _)| rule).collect();
        for (rule, by) in subsumed {
            self.found.push((Finding::Subsumed { rule, by }, self.in_force(rule)));
        }
        for &later in live.iter().filter(|rule| !gone.contains(rule)) {
            let earlier = (live.iter().copied())
                .take_while(|&earlier| earlier < later)
                .find(|&earlier| !gone.contains(&earlier) && self.can_be_one(earlier, later));
            if let Some(earlier) = earlier {
                let finding = Finding::Mergeable { rules: [earlier, later] };
                self.found.push((finding, self.in_force(later)));
            }
        }
        told.extend(gone);
        told
    }

    /// Whether two rules do the same in the same editions.
    fn alike(&self, one: usize, two: usize) -> bool {
        let set = |list: &[usize]| list.iter().copied().collect::<BTreeSet<_>>();
        let first = |list: &[usize]| {
            let mut seen = BTreeSet::new();
            list.iter().copied().filter(|item| seen.insert(*item)).collect::<Vec<_>>()
        };
        let same = match (&self.rules()[one].kind, &self.rules()[two].kind) {
            (RuleKind::Exclude { options: a }, RuleKind::Exclude { options: b }) => {
                set(a) == set(b)
            }
            (RuleKind::Prefer { picks: a, over: c }, RuleKind::Prefer { picks: b, over: d }) => {
                first(a) == first(b) && set(c) == set(d)
            }
            (RuleKind::Assume, RuleKind::Assume) => true,
            (RuleKind::None { .. }, RuleKind::None { .. }) => one == two,
            _ => false,
        };
        same && self.in_force(one) == self.in_force(two)
    }

    fn twins(&self, one: usize, two: usize) -> bool {
        let mut editions = 0..self.sample.editions;
        self.alike(one, two)
            && editions.all(|edition| self.holds(one, edition) == self.holds(two, edition))
    }

    /// Whether a rule says all that another does wherever that one holds.
    fn repeats(&self, by: usize, rule: usize) -> bool {
        let options = 0..self.sample.definition.options.len();
        let definition = &self.sample.definition;
        let kinds = match (&self.rules()[by].kind, &self.rules()[rule].kind) {
            (RuleKind::Exclude { .. }, RuleKind::Exclude { .. }) => options
                .into_iter()
                .all(|o| !excludes(definition, rule, o) || excludes(definition, by, o)),
            (RuleKind::Prefer { .. }, RuleKind::Prefer { .. }) => true,
            _ => false,
        };
        let editions = self.in_force(rule);
        by != rule
            && kinds
            && editions.0 & !self.in_force(by).0 == 0
            && (0..self.sample.editions).filter(|&e| editions.contains(e)).all(|edition| {
                let reading = &self.readings[edition];
                let (wide, narrow) = (self.holds(by, edition), self.holds(rule, edition));
                (0..self.cells.len()).filter(|&cell| narrow[cell]).all(|cell| {
                    let [own, other] =
                        [rule, by].map(|rule| reading.says(self.sample, edition, rule, cell));
                    wide[cell] && (own.is_none() || own == other)
                })
            })
    }

    fn can_be_one(&self, one: usize, two: usize) -> bool {
        let rules = self.rules();
        one != two
            && self.alike(one, two)
            && !self.twins(one, two)
            && rules[one].because == rules[two].because
            && rules.iter().all(|r| r.over().contains(&one) == r.over().contains(&two))
            && self.unchanged(self.all(), |sample| {
                let more = sample.definition.rules[two].when.0.clone();
                sample.definition.rules[one].when.0.extend(more);
                sample.definition.rules[two].when.0.clear();
            })
    }

    fn of_exclusions(&mut self, told: &[usize]) {
        for (rule, written) in self.rules().iter().enumerate() {
            let editions = self.in_force(rule);
            if editions.0 == 0 || told.contains(&rule) || self.never_holds(rule) {
                continue;
            }
            match &written.kind {
                RuleKind::Exclude { options } => {
                    let options: BTreeSet<usize> = options.iter().copied().collect();
                    if self.can_do_without(rule) {
                        let finding = Finding::ExclusionWithoutEffect { rule, option: None };
                        self.found.push((finding, editions));
                        continue;
                    }
                    for &option in options.iter().filter(|_| options.len() > 1) {
                        let spare = self.unchanged(editions, |sample| {
                            let kind = &mut sample.definition.rules[rule].kind;
                            let RuleKind::Exclude { options } = kind else { return };
                            options.retain(|&other| other != option);
                        });
                        if spare {
                            let option = Some(option);
                            let finding = Finding::ExclusionWithoutEffect { rule, option };
                            self.found.push((finding, editions));
                        }
                    }
                }
                RuleKind::Assume => {
                    let mut known = (0..self.sample.editions).filter(|&e| editions.contains(e));
                    let spare = known.all(|edition| {
                        let met = &self.readings[edition].met;
                        let others = |cell: usize| {
                            (0..met.len()).any(|other| {
                                other != rule
                                    && self.rules()[other].kind == RuleKind::Assume
                                    && met[other][cell]
                            })
                        };
                        (0..self.cells.len()).all(|cell| !met[rule][cell] || others(cell))
                    });
                    if spare {
                        self.found.push((Finding::AssumptionWithoutEffect { rule }, editions));
                    }
                }
                _ => {}
            }
        }
    }

    fn of_overs(&mut self) {
        for (rule, written) in self.rules().iter().enumerate() {
            for over in written.over().iter().copied().collect::<BTreeSet<_>>() {
                if self.never_holds(rule) || self.never_holds(over) || self.never_decides(rule) {
                    continue;
                }
                let spare = self.unchanged(self.all(), |sample| {
                    let kind = &mut sample.definition.rules[rule].kind;
                    if let RuleKind::Prefer { over: list, .. } | RuleKind::None { over: list } =
                        kind
                    {
                        list.retain(|&loser| loser != over);
                    }
                });
                let both = Editions(self.in_force(rule).0 & self.in_force(over).0);
                let mut known = (0..self.sample.editions).filter(|&e| both.contains(e));
                let kinds = (&written.kind, &self.rules()[over].kind);
                let same = matches!(
                    kinds,
                    (RuleKind::Prefer { .. }, RuleKind::Prefer { .. })
                        | (RuleKind::None { .. }, RuleKind::None { .. })
                );
                if spare {
                    let finding = Finding::OverWithoutEffect { rule, over };
                    self.found.push((finding, self.in_force(rule)));
                } else if same
                    && both.0 != 0
                    && known.all(|edition| {
                        let (own, narrow) = (self.holds(rule, edition), self.holds(over, edition));
                        narrow.contains(&true)
                            && own != narrow
                            && narrow.iter().zip(&own).all(|(narrow, own)| !narrow || *own)
                    })
                {
                    self.found.push((Finding::OverAgainstSpecificity { rule, over }, both));
                }
            }
        }
    }

    fn of_editions(&mut self) {
        for rule in 0..self.rules().len() {
            let editions = self.in_force(rule);
            let limited = editions.0 != 0 && editions != self.all() && !self.never_holds(rule);
            let spare = |edition: usize| {
                editions.contains(edition)
                    || self.unchanged(Editions::only(edition), |sample| {
                        sample.definition.rules[rule].editions = Editions::ALL;
                    })
            };
            if limited && (0..self.sample.editions).all(spare) {
                self.found.push((Finding::EditionsWithoutEffect { rule }, editions));
            }
        }
        for (fact, written) in self.sample.facts.iter().enumerate() {
            let values: BTreeSet<i64> = written.values.iter().map(|value| value.value).collect();
            let tested = (0..self.rules().len()).any(|rule| {
                self.in_force(rule).0 != 0
                    && (0..self.sample.definition.inputs.len()).any(|input| {
                        edges(&self.rules()[rule], input)
                            .iter()
                            .any(|(edge, _)| edge.bound == Bound::Fact(fact))
                    })
            });
            let any_does = (0..self.sample.editions).all(|edition| {
                values.iter().all(|&value| {
                    self.unchanged(Editions::only(edition), |sample| {
                        sample.facts[fact].values[edition].value = value;
                    })
                })
            });
            if values.len() > 1 && tested && any_does {
                self.found.push((Finding::FactEditionsWithoutEffect { fact }, self.all()));
            }
        }
    }

    fn of_inputs(&mut self) {
        for (input, asked) in self.sample.definition.inputs.iter().enumerate() {
            let marks = |edition: usize| &self.readings[edition].marks;
            let editions = 0..self.sample.editions;
            if editions
                .clone()
                .all(|edition| self.same_for(input, |_| true, |cell| vec![marks(edition)[cell]]))
            {
                self.found.push((Finding::InputWithoutEffect { input }, self.all()));
                continue;
            }
            let met = |cell: usize| -> Vec<bool> {
                (self.readings.iter()).flat_map(|r| r.met.iter().map(move |m| m[cell])).collect()
            };
            let mut alike: Vec<u64> = Vec::new();
            match &asked.kind {
                InputKind::Choice { values, .. } => {
                    let mut left: Vec<usize> = (0..values.len()).collect();
                    while let Some(&first) = left.first() {
                        let (own, others): (Vec<usize>, _) = left.into_iter().partition(|&other| {
                            let pair = [first, other].map(Concrete::Value);
                            self.same_for(input, |value| pair.contains(&value), met)
                        });
                        left = others;
                        let bits = own.iter().fold(0, |bits, value| bits | 1 << value);
                        alike.extend((own.len() > 1).then_some(bits));
                    }
                }
                InputKind::Set { members } => {
                    let untold = (0..members.len()).filter(|member| {
                        self.same_with(
                            |cell| {
                                let mut cell = cell.to_vec();
                                if let Concrete::Members(bits) = &mut cell[input] {
                                    *bits &= !(1 << member);
                                }
                                cell
                            },
                            |_| true,
                            met,
                        )
                    });
                    let bits = untold.fold(0, |bits, member| bits | 1 << member);
                    alike.extend((bits != 0).then_some(bits));
                }
                _ => {}
            }
            for values in alike {
                self.found.push((Finding::ValuesAlike { input, values }, self.all()));
            }
            self.of_thresholds(input);
        }
    }

    /// Whether something is the same in all cells that differ in one input only, in some of its
    /// values.
    fn same_for<T: PartialEq>(
        &self,
        input: usize,
        among: impl Fn(Concrete) -> bool,
        what: impl Fn(usize) -> T,
    ) -> bool {
        let without = |cell: &[Concrete]| {
            let mut cell = cell.to_vec();
            cell[input] = Concrete::Members(u64::MAX);
            cell
        };
        self.same_with(without, |cell| among(cell[input]), what)
    }

    fn same_with<T: PartialEq>(
        &self,
        key: impl Fn(&[Concrete]) -> Vec<Concrete>,
        among: impl Fn(&[Concrete]) -> bool,
        what: impl Fn(usize) -> T,
    ) -> bool {
        let mut known: std::collections::HashMap<Vec<Concrete>, T> = Default::default();
        (0..self.cells.len()).filter(|&cell| among(&self.cells[cell])).all(|cell| {
            let value = what(cell);
            let key = key(&self.cells[cell]);
            match known.get(&key) {
                Some(first) => *first == value,
                None => {
                    known.insert(key, value);
                    true
                }
            }
        })
    }

    fn of_thresholds(&mut self, input: usize) {
        let InputKind::Quantity { range, .. } = &self.sample.definition.inputs[input].kind else {
            return;
        };
        let mut values: Vec<i64> = (self.cells.iter())
            .filter_map(|cell| match cell[input] {
                Concrete::Quantity(value) => Some(value),
                _ => None,
            })
            .collect();
        values.sort_unstable();
        values.dedup();
        let mut drawn: Vec<((Bound, bool), Vec<usize>)> = Vec::new();
        for rule in 0..self.rules().len() {
            for (edge, past) in edges(&self.rules()[rule], input) {
                match drawn.iter_mut().find(|(known, _)| *known == (edge.bound, past)) {
                    Some((_, rules)) => rules.push(rule),
                    None => drawn.push(((edge.bound, past), vec![rule])),
                }
            }
        }
        let mut found: BTreeMap<(i64, u32), BTreeSet<usize>> = BTreeMap::new();
        for ((bound, past), rules) in drawn {
            let mut starts = Vec::new();
            for edition in 0..self.sample.editions {
                let value = match bound {
                    Bound::Literal(value) => value,
                    Bound::Fact(fact) => self.sample.facts[fact].values[edition].value,
                };
                let Some(start) = value.checked_add(i64::from(past)) else { continue };
                let drawn = rules.iter().any(|&rule| self.in_force(rule).contains(edition));
                if drawn && range.low < start && start <= range.high {
                    starts.push((edition, start));
                }
            }
            let without_effect = starts.iter().all(|&(edition, start)| {
                let place = values.binary_search(&start).expect("every threshold is a value");
                let sides = [values[place - 1], start].map(Concrete::Quantity);
                let marks = &self.readings[edition].marks;
                self.same_for(input, |value| sides.contains(&value), |cell| marks[cell])
            });
            if let (Some(&(_, at)), true) = (starts.first(), without_effect) {
                let editions = starts.iter().fold(0, |all, (edition, _)| all | 1 << edition);
                let drawing = rules.into_iter().filter(|&r| self.in_force(r).0 & editions != 0);
                found.entry((at, editions)).or_default().extend(drawing);
            }
        }
        for ((at, editions), rules) in found {
            let rules = rules.into_iter().collect();
            let finding = Finding::ThresholdWithoutEffect { input, rules, at };
            self.found.push((finding, Editions(editions)));
        }
    }
}

/// Takes a rule away, and every mention of it, leaving the numbers of the others as they are.
fn remove(definition: &mut Definition, gone: usize) {
    definition.rules[gone].editions = Editions(0);
    for (index, rule) in definition.rules.iter_mut().enumerate() {
        if let RuleKind::Prefer { over, .. } | RuleKind::None { over } = &mut rule.kind {
            over.retain(|&loser| loser != gone && index != gone);
        }
    }
}

/// The ends of ranges that a rule compares an input with, and whether the end itself lies below
/// what it divides off.
fn edges(rule: &Rule, input: usize) -> Vec<(Edge, bool)> {
    let mut edges = Vec::new();
    for test in rule.when.0.iter().flatten().filter(|test| test.input == input) {
        let Accept::Quantity(ranges) = &test.accept else { continue };
        for range in ranges {
            edges.extend(range.low.map(|edge| (edge, !edge.inclusive)));
            edges.extend(range.high.map(|edge| (edge, edge.inclusive)));
        }
    }
    edges
}
