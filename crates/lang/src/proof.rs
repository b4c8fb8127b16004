//! Compiling what was read, and telling what keeps it from compiling.

use shirube_engine::model::{Definition, Fact, MAX_INPUTS, MAX_OUTCOMES, MAX_REGIONS, RuleKind};
use shirube_engine::{About, Cube, Flaw, Pack, PackFlaw};

use crate::code::Code;
use crate::decision::{Draft, Places};
use crate::diagnostic::{Diagnostic, Findings};
use crate::witness::Witness;
use crate::words::{all_of, counted};

/// More rules than this in one dead end are listed, not labelled.
const LABELLED: usize = 8;

/// Compiles a pack, or reports what is wrong with its decisions.
pub(crate) fn compile(about: About, drafts: &[Draft], findings: &mut Findings) -> Option<Pack> {
    let definitions: Vec<Definition> =
        drafts.iter().map(|draft| draft.definition.clone()).collect();
    let flaws = match Pack::compile(about.clone(), definitions) {
        Ok(pack) => return Some(pack),
        Err(flaws) => flaws,
    };
    for flaw in flaws {
        match flaw {
            PackFlaw::RequirementCycle { decisions } => {
                circle_of_decisions(&decisions, drafts, findings)
            }
            PackFlaw::Decision { decision, flaws } => {
                let Some(draft) = drafts.iter().find(|draft| draft.definition.id == decision)
                else {
                    continue;
                };
                let teller =
                    Teller { definition: &draft.definition, places: &draft.places, about: &about };
                for flaw in flaws {
                    teller.tell(flaw, findings);
                }
            }
            _ => {}
        }
    }
    None
}

fn circle_of_decisions(ids: &[String], drafts: &[Draft], findings: &mut Findings) {
    let message = match ids {
        [only] => format!("`{only}` needs its own verdict"),
        _ => format!("{} need one another's verdicts in a circle", all_of(ids)),
    };
    let found = findings.error(Code::RequirementCycle, message);
    for (index, id) in ids.iter().enumerate() {
        let next = ids.get(index + 1).or(ids.first());
        let (Some(draft), Some(next)) =
            (drafts.iter().find(|draft| draft.definition.id == *id), next)
        else {
            continue;
        };
        let inputs = draft.definition.inputs.iter().zip(&draft.places.from);
        let place = inputs.filter(|(input, _)| takes(input, next)).find_map(|(_, place)| *place);
        let Some(place) = place else { continue };
        let text = format!("`{id}` needs `{next}`");
        if index == 0 {
            found.at(place, text)
        } else {
            found.and(place, text)
        };
    }
    found.help("ask for what one of them needs by an input of its own");
}

fn takes(input: &shirube_engine::model::Input, decision: &str) -> bool {
    matches!(&input.kind, shirube_engine::model::InputKind::Choice { from: Some(from), .. } if from == decision)
}

/// Tells the flaws of one decision.
struct Teller<'d> {
    definition: &'d Definition,
    places: &'d Places,
    about: &'d About,
}

impl Teller<'_> {
    fn tell(&self, flaw: Flaw, findings: &mut Findings) {
        let id = &self.definition.id;
        match flaw {
            Flaw::TooManyInputs { inputs } => self.too_many(
                &format!("`{id}` has {inputs} inputs, more than the {MAX_INPUTS} that a decision can have"),
                "split the decision: one may take the other's verdict by `from`",
                findings,
            ),
            Flaw::TooManyOutcomes { outcomes } => self.too_many(
                &format!("`{id}` has {outcomes} options and `none` rules, more than the {MAX_OUTCOMES} that a decision can have"),
                "split the decision: one may take the other's verdict by `from`",
                findings,
            ),
            Flaw::TooManyRegions { input, regions, .. } => {
                let Some((name, place)) = self.definition.inputs.get(input).zip(self.places.inputs.get(input)) else { return };
                findings
                    .error(
                        Code::TooMany,
                        format!("the rules split `{}` into {regions} parts, more than the {MAX_REGIONS} that it can have", name.id),
                    )
                    .at(*place, "")
                    .help("let rules share thresholds, or split the decision");
            }
            Flaw::PrecedenceCycle { edition, rules } => self.circle(edition, &rules, findings),
            Flaw::NothingCanOccur { edition } => self.nothing_occurs(edition, findings),
            Flaw::Gap { edition, witness, survivors } => self.gap(edition, &witness, &survivors, findings),
            Flaw::Conflict { edition, witness, rules } => self.conflict(edition, &witness, rules, findings),
            Flaw::DeadEnd { edition, witness, excluded_by } => {
                self.dead_end(edition, &witness, &excluded_by, findings);
            }
            _ => {
                findings.error(Code::TooMany, format!("`{id}` cannot be compiled")).at(self.places.id, "");
            }
        }
    }

    fn too_many(&self, message: &str, help: &str, findings: &mut Findings) {
        findings.error(Code::TooMany, message).at(self.places.id, "").help(help);
    }

    fn option(&self, index: usize) -> &str {
        self.definition.options.get(index).map_or("", |option| &option.id)
    }

    fn rule(&self, index: usize) -> &str {
        self.definition.rules.get(index).map_or("", |rule| &rule.id)
    }

    /// " in `exam`", if the pack has several editions.
    fn in_edition(&self, edition: usize) -> String {
        match self.about.editions.get(edition) {
            Some(known) if self.about.editions.len() > 1 => format!(" in edition `{}`", known.id),
            _ => String::new(),
        }
    }

    /// Adds the witness as a note.
    fn witness(&self, edition: usize, cube: &Cube, found: &mut Diagnostic) {
        let Some(witness) = Witness::new(self.definition, &self.about.facts, edition) else {
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

    fn gap(&self, edition: usize, cube: &Cube, survivors: &[usize], findings: &mut Findings) {
        let options = survivors.iter().map(|&option| self.option(option));
        let message = format!(
            "no rule of `{}` picks an option in some situation{}",
            self.definition.id,
            self.in_edition(edition)
        );
        let found = findings.error(Code::Gap, message);
        found.at(self.places.id, "nothing is picked");
        self.witness(edition, cube, found);
        let verb = if survivors.len() == 1 { "is" } else { "are" };
        found.note(format!("{} {verb} left there", all_of(options)));
        found.help(
            "add a `prefer` rule that holds there or widen one; take the options away by `exclude` if none \
             of them will do; or say by `assume` that it cannot occur",
        );
    }

    fn conflict(
        &self,
        edition: usize,
        cube: &Cube,
        [one, two]: [usize; 2],
        findings: &mut Findings,
    ) {
        let (first, second) = (self.rule(one), self.rule(two));
        let message = format!(
            "`{first}` and `{second}` disagree in some situation{}",
            self.in_edition(edition)
        );
        let found = findings.error(Code::Conflict, message);
        for (index, other) in [(one, two), (two, one)] {
            let (Some(rule), Some(places)) =
                (self.definition.rules.get(index), self.places.rules.get(index))
            else {
                continue;
            };
            let place = places.effect.unwrap_or(places.id);
            let text = match &rule.kind {
                RuleKind::Prefer { picks, .. } => {
                    let picked = picks.iter().map(|&pick| self.option(pick));
                    match picks.len() {
                        1 => format!("`{}` picks {}", rule.id, all_of(picked)),
                        _ => format!(
                            "`{}` picks the first that is left of {}",
                            rule.id,
                            all_of(picked)
                        ),
                    }
                }
                _ => format!("`{}` gives other advice than `{}`", rule.id, self.rule(other)),
            };
            if index == one {
                found.at(place, text)
            } else {
                found.and(place, text)
            };
        }
        self.witness(edition, cube, found);
        found.help(format!(
            "say which one wins: `over = [\"{second}\"]` in `{first}`, or the other way round; or narrow one \
             of them; or add a narrower rule for this situation"
        ));
    }

    fn dead_end(
        &self,
        edition: usize,
        cube: &Cube,
        excluded_by: &[Vec<usize>],
        findings: &mut Findings,
    ) {
        let message = format!(
            "no option of `{}` is left in some situation{}",
            self.definition.id,
            self.in_edition(edition)
        );
        let found = findings.error(Code::DeadEnd, message);
        found.at(self.places.id, "nothing is left, and no `none` rule holds");
        let excluded_by = &self.surest(edition, cube, excluded_by);
        let mut rules: Vec<usize> = excluded_by.iter().flatten().copied().collect();
        rules.sort_unstable();
        rules.dedup();
        if rules.len() <= LABELLED {
            for &rule in &rules {
                let taken = excluded_by.iter().enumerate().filter(|(_, by)| by.contains(&rule));
                let taken = all_of(taken.map(|(option, _)| self.option(option)));
                if let Some(places) = self.places.rules.get(rule) {
                    found.and(places.id, format!("takes away {taken}"));
                }
            }
        }
        self.witness(edition, cube, found);
        let mut note = String::from("each option is taken away there:");
        for (option, by) in excluded_by.iter().enumerate() {
            let why = match by.as_slice() {
                [] => "cannot be had in this edition".to_owned(),
                [_] => format!("by {}", all_of(by.iter().map(|&rule| self.rule(rule)))),
                _ => format!("by one of {}", all_of(by.iter().map(|&rule| self.rule(rule)))),
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
    /// if there are any.
    fn surest(&self, edition: usize, cube: &Cube, excluded_by: &[Vec<usize>]) -> Vec<Vec<usize>> {
        let witness = Witness::new(self.definition, &self.about.facts, edition);
        let surely = |rule: &usize| {
            let rule = self.definition.rules.get(*rule);
            witness
                .as_ref()
                .zip(rule)
                .is_some_and(|(witness, rule)| witness.surely_holds(rule, cube))
        };
        let narrowed = excluded_by.iter().map(|rules| {
            let sure: Vec<usize> = rules.iter().copied().filter(surely).collect();
            if sure.is_empty() { rules.clone() } else { sure }
        });
        narrowed.collect()
    }

    fn nothing_occurs(&self, edition: usize, findings: &mut Findings) {
        let message = format!(
            "the `assume` rules of `{}` rule out every situation{}",
            self.definition.id,
            self.in_edition(edition)
        );
        let found = findings.error(Code::NothingCanOccur, message);
        let rules = self.definition.rules.iter().zip(&self.places.rules);
        let assumed = rules
            .filter(|(rule, _)| rule.kind == RuleKind::Assume && rule.editions.contains(edition));
        let mut count = 0;
        for (_, places) in assumed {
            found.at(places.when, "never occurs");
            count += 1;
        }
        found.note(format!("together, {} say that nothing can occur", counted(count, "rule")));
        found.help("narrow one of them: an `assume` rule names what does not happen");
    }

    fn circle(&self, edition: usize, rules: &[usize], findings: &mut Findings) {
        let names = rules.iter().map(|&rule| self.rule(rule));
        let message = format!(
            "the rules {} defeat one another in a circle{}",
            all_of(names),
            self.in_edition(edition)
        );
        let found = findings.error(Code::PrecedenceCycle, message);
        for (index, &rule) in rules.iter().enumerate() {
            let next = rules.get(index + 1).or(rules.first());
            let (Some(&next), Some(places)) = (next, self.places.rules.get(rule)) else { continue };
            let (winner, loser) = (self.rule(rule), self.rule(next));
            let said = places.over.iter().find(|(over, _)| *over == next);
            let (place, text) = match (said, self.reaches(rule, next)) {
                (Some((_, place)), _) => {
                    (*place, format!("`{winner}` says that it defeats `{loser}`"))
                }
                (None, true) => (
                    places.id,
                    format!("`{winner}` defeats `{loser}` through rules that it defeats"),
                ),
                (None, false) => (
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

    /// Whether a rule says, directly or through others, that it defeats another.
    fn reaches(&self, from: usize, to: usize) -> bool {
        let mut open = vec![from];
        let mut seen = Vec::new();
        while let Some(rule) = open.pop() {
            if seen.contains(&rule) {
                continue;
            }
            seen.push(rule);
            let over = self.definition.rules.get(rule).map_or(&[][..], |rule| rule.over());
            if over.contains(&to) {
                return true;
            }
            open.extend(over);
        }
        false
    }
}

/// The facts that a pack is compiled with.
pub(crate) fn about_for_proof(editions: usize, facts: Vec<Fact>, ids: &[String]) -> About {
    About {
        id: String::new(),
        version: String::new(),
        title: Default::default(),
        about: Default::default(),
        notice: None,
        languages: Vec::new(),
        editions: (0..editions)
            .map(|edition| shirube_engine::pack::Edition {
                id: ids.get(edition).cloned().unwrap_or_default(),
                title: Default::default(),
            })
            .collect(),
        domains: Vec::new(),
        tasks: Vec::new(),
        sources: Vec::new(),
        facts,
    }
}
