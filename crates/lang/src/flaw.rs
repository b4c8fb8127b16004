//! What keeps a decision from compiling, told to its author.

use shirube_engine::model::{
    Definition, Editions, MAX_INPUTS, MAX_OUTCOMES, MAX_REGIONS, MAX_VARIABLES, RuleKind,
};
use shirube_engine::{About, Cube, Flaw};

use crate::code::Code;
use crate::conflict::Conflict;
use crate::decision::Places;
use crate::diagnostic::{Diagnostic, Findings};
use crate::witness::Witness;
use crate::words::{all_of, counted, one_of};

/// More rules than this in one dead end are listed, not labelled.
const LABELLED: usize = 8;

/// Tells the flaws of one decision.
pub(crate) struct Teller<'d> {
    pub(crate) definition: &'d Definition,
    pub(crate) places: &'d Places,
    pub(crate) about: &'d About,
}

impl Teller<'_> {
    /// Tells every flaw of the decision.
    pub(crate) fn tell(&self, flaws: Vec<Flaw>, findings: &mut Findings) {
        let mut conflicts = Vec::new();
        for flaw in flaws {
            match flaw {
                Flaw::PrecedenceCycle { editions, rules } => {
                    self.circle(editions, &rules, findings);
                }
                Flaw::NothingCanOccur { editions } => self.nothing_occurs(editions, findings),
                Flaw::Gap { editions, witness, survivors } => {
                    self.gap(editions, &witness, &survivors, findings);
                }
                Flaw::Conflict { editions, witness, rules } => {
                    conflicts.push(Conflict { editions, witness, rules });
                }
                Flaw::DeadEnd { editions, witness, excluded_by } => {
                    self.dead_end(editions, &witness, &excluded_by, findings);
                }
                limit => self.limit(&limit, findings),
            }
        }
        self.conflicts(conflicts, findings);
    }

    /// A flaw of size.
    fn limit(&self, flaw: &Flaw, findings: &mut Findings) {
        let id = &self.definition.id;
        let split = "split the decision: one may take the other's verdict by `from`";
        let (place, message, help) = match flaw {
            Flaw::TooManyInputs { inputs } => (
                self.places.id,
                format!("`{id}` has {inputs} inputs, more than the {MAX_INPUTS} it can have"),
                split,
            ),
            Flaw::TooManyVariables { variables } => (
                self.places.id,
                format!(
                    "`{id}` has {variables} inputs and members of sets, more than the \
                     {MAX_VARIABLES} it can have"
                ),
                split,
            ),
            Flaw::TooLarge { editions } => (
                self.places.id,
                format!(
                    "the rules of `{id}` tie too many inputs together to be compiled{}",
                    self.in_editions(*editions)
                ),
                "split the decision, so that each part asks for fewer inputs: one may take the \
                 other's verdict by `from`",
            ),
            Flaw::TooManyOutcomes { outcomes } => (
                self.places.id,
                format!(
                    "`{id}` has {outcomes} options and `none` rules, more than the {MAX_OUTCOMES} \
                     it can have"
                ),
                split,
            ),
            Flaw::TooManyRegions { input, regions, .. } => (
                self.places.inputs.get(*input).copied().unwrap_or(self.places.id),
                format!(
                    "the rules split `{}` into {regions} parts, more than the {MAX_REGIONS} it \
                     can have",
                    self.definition.inputs.get(*input).map_or("", |input| &input.id)
                ),
                "let rules share thresholds, or split the decision",
            ),
            // What an author wrote is malformed only where something else was said to be wrong.
            Flaw::Malformed(_) if findings.has_errors() => return,
            Flaw::Malformed(why) => {
                (self.places.id, format!("`{id}` cannot be compiled: {why}"), split)
            }
            _ => (self.places.id, format!("`{id}` cannot be compiled"), split),
        };
        findings.error(Code::TooMany, message).at(place, "").help(help);
    }

    pub(crate) fn option(&self, index: usize) -> &str {
        self.definition.options.get(index).map_or("", |option| &option.id)
    }

    pub(crate) fn rule(&self, index: usize) -> &str {
        self.definition.rules.get(index).map_or("", |rule| &rule.id)
    }

    /// " in edition `exam`", unless it is so in every edition of the pack.
    pub(crate) fn in_editions(&self, editions: Editions) -> String {
        let all = self.about.editions.iter().enumerate();
        let named: Vec<&str> = all
            .filter(|&(edition, _)| editions.contains(edition))
            .map(|(_, known)| known.id.as_str())
            .collect();
        match named.len() {
            count if count == self.about.editions.len() => String::new(),
            1 => format!(" in edition {}", all_of(named)),
            _ => format!(" in editions {}", all_of(named)),
        }
    }

    /// Adds the witness as a note.
    pub(crate) fn witness(&self, editions: Editions, cube: &Cube, found: &mut Diagnostic) {
        let Some(witness) = Witness::new(self.definition, &self.about.facts, editions) else {
            return;
        };
        let (told, others) = witness.tell(cube);
        if told.is_empty() {
            found.note("so it is in every situation");
            return;
        }
        let mut note = String::from("for example where");
        for line in told {
            note.push_str("\n  ");
            note.push_str(&line);
        }
        if others {
            note.push_str("\nwhatever the rest is");
        }
        found.note(note);
    }

    fn gap(&self, editions: Editions, cube: &Cube, survivors: &[usize], findings: &mut Findings) {
        let options = survivors.iter().map(|&option| self.option(option));
        let message = format!(
            "no rule of `{}` picks an option in some situation{}",
            self.definition.id,
            self.in_editions(editions)
        );
        let found = findings.error(Code::Gap, message);
        found.at(self.places.id, "nothing is picked");
        self.witness(editions, cube, found);
        let verb = if survivors.len() == 1 { "is" } else { "are" };
        found.note(format!("{} {verb} left there", all_of(options)));
        found.help(
            "add a `prefer` rule that holds there or widen one; take the options away by `exclude` if none \
             of them will do; or say by `assume` that it cannot occur",
        );
    }

    fn dead_end(
        &self,
        editions: Editions,
        cube: &Cube,
        excluded_by: &[Vec<usize>],
        findings: &mut Findings,
    ) {
        let message = format!(
            "no option of `{}` is left in some situation{}",
            self.definition.id,
            self.in_editions(editions)
        );
        let found = findings.error(Code::DeadEnd, message);
        found.at(self.places.id, "nothing is left, and no `none` rule holds");
        let excluded_by = &self.surest(editions, cube, excluded_by);
        let mut rules: Vec<usize> =
            excluded_by.iter().flat_map(|(rules, _)| rules).copied().collect();
        rules.sort_unstable();
        rules.dedup();
        if rules.len() <= LABELLED {
            for &rule in &rules {
                let taken =
                    excluded_by.iter().enumerate().filter(|(_, (by, _))| by.contains(&rule));
                let taken = all_of(taken.map(|(option, _)| self.option(option)));
                if let Some(places) = self.places.rules.get(rule) {
                    found.and(places.id, format!("takes away {taken}"));
                }
            }
        }
        self.witness(editions, cube, found);
        let mut note = String::from("each option is taken away there:");
        for (option, (by, sure)) in excluded_by.iter().enumerate() {
            let names = by.iter().map(|&rule| self.rule(rule));
            let why = match (by.is_empty(), sure) {
                (true, _) => "cannot be had in this edition".to_owned(),
                (false, true) => format!("by {}", all_of(names)),
                (false, false) => format!("by {}", one_of(names)),
            };
            note.push_str(&format!("\n  {}: {why}", self.option(option)));
        }
        found.note(note);
        found.help(
            "add a `none` rule that says what to do there; narrow an exclusion; or say by `assume` that it \
             cannot occur",
        );
    }

    /// Of the rules that exclude each option somewhere in a cube, those that do so everywhere in it,
    /// if there are any; and whether there are.
    fn surest(
        &self,
        editions: Editions,
        cube: &Cube,
        excluded_by: &[Vec<usize>],
    ) -> Vec<(Vec<usize>, bool)> {
        let witness = Witness::new(self.definition, &self.about.facts, editions);
        let surely = |rule: &usize| {
            let rule = self.definition.rules.get(*rule);
            witness
                .as_ref()
                .zip(rule)
                .is_some_and(|(witness, rule)| witness.surely_holds(rule, cube))
        };
        let narrowed = excluded_by.iter().map(|rules| {
            let sure: Vec<usize> = rules.iter().copied().filter(surely).collect();
            if sure.is_empty() { (rules.clone(), false) } else { (sure, true) }
        });
        narrowed.collect()
    }

    fn nothing_occurs(&self, editions: Editions, findings: &mut Findings) {
        let message = format!(
            "the `assume` rules of `{}` rule out every situation{}",
            self.definition.id,
            self.in_editions(editions)
        );
        let found = findings.error(Code::NothingCanOccur, message);
        let rules = self.definition.rules.iter().zip(&self.places.rules);
        let assumed = rules
            .filter(|(rule, _)| rule.kind == RuleKind::Assume && rule.editions.meets(editions));
        let mut count = 0;
        for (_, places) in assumed {
            found.at(places.when, "never occurs");
            count += 1;
        }
        found.note(format!("together, {} say that nothing can occur", counted(count, "rule")));
        found.help("narrow one of them: an `assume` rule names what does not happen");
    }

    fn circle(&self, editions: Editions, rules: &[usize], findings: &mut Findings) {
        let names = rules.iter().map(|&rule| self.rule(rule));
        let message = format!(
            "the rules {} defeat one another in a circle{}",
            all_of(names),
            self.in_editions(editions)
        );
        let found = findings.error(Code::PrecedenceCycle, message);
        for (index, &rule) in rules.iter().enumerate() {
            let next = rules.get(index + 1).or(rules.first());
            let (Some(&next), Some(places)) = (next, self.places.rules.get(rule)) else { continue };
            let (winner, loser) = (self.rule(rule), self.rule(next));
            let said = places.over.iter().find(|(over, _)| *over == next);
            let (place, text) = match said {
                Some((_, place)) => (*place, format!("`{winner}` says that it defeats `{loser}`")),
                None => (
                    places.when,
                    format!("`{winner}` is narrower than `{loser}`, so it defeats it"),
                ),
            };
            if index == 0 {
                found.at(place, text)
            } else {
                found.and(place, text)
            };
        }
        found.help("take one of the `over` entries out");
    }
}
