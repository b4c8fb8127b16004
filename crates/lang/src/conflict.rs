//! Conflicts told to the author: pair by pair, or at once where one rule disagrees with many.

use shirube_engine::Cube;
use shirube_engine::model::{Editions, RuleKind};

use crate::code::Code;
use crate::diagnostic::Findings;
use crate::flaw::Teller;
use crate::witness::Witness;
use crate::words::all_of;

/// A rule that disagrees with more rules than this is told once, with all of them.
const PAIRS: usize = 3;

/// Cells in which two undefeated rules disagree.
pub(crate) struct Conflict {
    pub(crate) editions: Editions,
    pub(crate) witness: Cube,
    pub(crate) rules: [usize; 2],
}

impl Conflict {
    /// The rule that another disagrees with here.
    fn other(&self, rule: usize) -> Option<usize> {
        match self.rules {
            [one, two] if one == rule => Some(two),
            [one, two] if two == rule => Some(one),
            _ => None,
        }
    }
}

impl Teller<'_> {
    pub(crate) fn conflicts(&self, mut conflicts: Vec<Conflict>, findings: &mut Findings) {
        while let Some(editions) = conflicts.first().map(|conflict| conflict.editions) {
            let (here, elsewhere) =
                conflicts.into_iter().partition(|conflict| conflict.editions == editions);
            self.conflicts_here(here, findings);
            conflicts = elsewhere;
        }
    }

    /// Tells conflicts that are all in the same editions.
    fn conflicts_here(&self, mut conflicts: Vec<Conflict>, findings: &mut Findings) {
        while let Some(rule) = self.most_contested(&conflicts) {
            let (of_rule, rest): (Vec<Conflict>, Vec<Conflict>) =
                conflicts.into_iter().partition(|conflict| conflict.other(rule).is_some());
            self.with_many(rule, &of_rule, findings);
            conflicts = rest;
        }
        for conflict in &conflicts {
            self.pair(conflict, findings);
        }
    }

    /// The rule with the most conflicts, if these are too many to be told one by one.
    fn most_contested(&self, conflicts: &[Conflict]) -> Option<usize> {
        let count = |rule: usize| {
            conflicts.iter().filter(|conflict| conflict.other(rule).is_some()).count()
        };
        let rules = 0..self.definition.rules.len();
        let (most, rule) = rules.map(|rule| (count(rule), std::cmp::Reverse(rule))).max()?;
        (most > PAIRS).then_some(rule.0)
    }

    /// What a rule says, in a label.
    fn saying(&self, rule: usize, against: usize) -> String {
        let id = self.rule(rule);
        match self.definition.rules.get(rule).map(|rule| &rule.kind) {
            Some(RuleKind::Prefer { picks, .. }) => {
                let picked = all_of(picks.iter().map(|&pick| self.option(pick)));
                match picks.len() {
                    1 => format!("`{id}` picks {picked}"),
                    _ => format!("`{id}` picks the first that is left of {picked}"),
                }
            }
            _ => format!("`{id}` gives other advice than `{}`", self.rule(against)),
        }
    }

    fn pair(&self, conflict: &Conflict, findings: &mut Findings) {
        let [one, two] = conflict.rules;
        let (first, second) = (self.rule(one), self.rule(two));
        let place = self.in_editions(conflict.editions);
        let message = format!("`{first}` and `{second}` disagree in some situation{place}");
        let found = findings.error(Code::Conflict, message);
        for (rule, against) in [(one, two), (two, one)] {
            let Some(places) = self.places.rules.get(rule) else { continue };
            let (place, text) = (places.effect.unwrap_or(places.id), self.saying(rule, against));
            if rule == one {
                found.at(place, text)
            } else {
                found.and(place, text)
            };
        }
        self.witness(conflict.editions, &conflict.witness, found);
        found.help(format!(
            "say which one wins: `over = [\"{second}\"]` in `{first}`, or the other way round; or narrow one \
             of them; or add a narrower rule for this situation"
        ));
    }

    fn with_many(&self, rule: usize, conflicts: &[Conflict], findings: &mut Findings) {
        let Some(first) = conflicts.first() else { return };
        let id = self.rule(rule);
        let others: Vec<usize> =
            conflicts.iter().filter_map(|conflict| conflict.other(rule)).collect();
        let message = format!(
            "`{id}` and {} other rules disagree in some situations{}",
            others.len(),
            self.in_editions(first.editions)
        );
        let found = findings.error(Code::Conflict, message);
        if let Some(places) = self.places.rules.get(rule) {
            let against = others.first().copied().unwrap_or(rule);
            found.at(places.effect.unwrap_or(places.id), self.saying(rule, against));
        }
        let witness = Witness::new(self.definition, &self.about.facts, first.editions);
        let mut note = String::from("for example");
        for (conflict, &other) in conflicts.iter().zip(&others) {
            let told = witness.as_ref().map(|witness| witness.tell(&conflict.witness).0);
            let told = told
                .filter(|told| !told.is_empty())
                .map_or("always".to_owned(), |told| format!("where {}", told.join("; ")));
            note.push_str(&format!("\n  {}, {told}", self.saying(other, rule)));
        }
        found.note(note);
        let list: Vec<String> =
            others.iter().map(|&other| format!("\"{}\"", self.rule(other))).collect();
        found.help(format!(
            "say which one wins: `over = [{}]` in `{id}` for those that it beats, `over = [\"{id}\"]` \
             in those that beat it; or narrow `{id}`",
            list.join(", "),
        ));
    }
}
