//! What has no effect, or is said twice, told to its author.

use shirube_engine::analysis::{Finding, Found};
use shirube_engine::model::{Definition, Editions, Fact, InputKind, Rule, RuleKind};
use shirube_engine::pack::Edition;

use super::Review;
use crate::code::Code;
use crate::decision::Places;
use crate::diagnostic::{Diagnostic, Findings};
use crate::names::Names;
use crate::place::Place;
use crate::rule::RulePlaces;
use crate::witness::Witness;
use crate::words::{all_of, counted, one_of};

/// How many boxes of situations are told.
const BOXES: usize = 3;

impl Review<'_, '_> {
    /// Tells what has no effect, some findings at once, unless it is accepted beside one of the
    /// things it is about.
    pub(super) fn effect(&self, group: &[Found], findings: &mut Findings) {
        let Some(found) = group.first() else { return };
        let decision = self.pack.decisions().get(found.decision);
        let Some(definition) = decision.map(|decision| decision.definition()) else { return };
        let Some(draft) = self.drafts.iter().find(|draft| draft.definition.id == definition.id)
        else {
            return;
        };
        let about = self.pack.about();
        let effect = Effect {
            definition,
            places: &draft.places,
            editions: about.editions.as_slice(),
            facts: &about.facts,
            fact_names: &self.scope.facts,
            found,
            group,
        };
        if let Some((told, owners)) = effect.tell() {
            findings.unless_accepted(told, &self.owners(owners));
        }
    }
}

/// A finding about one decision.
pub(crate) struct Effect<'e> {
    pub(crate) definition: &'e Definition,
    pub(crate) places: &'e Places,
    /// The editions of the pack, and its facts.
    pub(crate) editions: &'e [Edition],
    pub(crate) facts: &'e [Fact],
    pub(crate) fact_names: &'e Names,
    /// The first of those that are told together.
    pub(crate) found: &'e Found,
    pub(crate) group: &'e [Found],
}

/// Whether two findings are one slip of the author's: both are about what one rule lists.
pub(crate) fn are_told_together(one: &Found, other: &Found) -> bool {
    use Finding::{ExclusionWithoutEffect, OverWithoutEffect};
    let rule = |found: &Found| match found.finding {
        OverWithoutEffect { rule, .. } => Some((0, rule)),
        ExclusionWithoutEffect { rule, option: Some(_) } => Some((1, rule)),
        _ => None,
    };
    one.decision == other.decision && rule(one).is_some() && rule(one) == rule(other)
}

/// A diagnostic, and the things beside which it may be accepted, but for the pack.
pub(crate) type Told = Option<(Diagnostic, Vec<Place>)>;

impl Effect<'_> {
    pub(crate) fn tell(&self) -> Told {
        let (told, mut owners) = self.told()?;
        owners.push(self.places.id);
        Some((told, owners))
    }

    fn told(&self) -> Told {
        match &self.found.finding {
            Finding::NeverHolds { rule, forbidden } => self.never_holds(*rule, *forbidden),
            Finding::NeverDecides { rule, masked_by } => self.never_decides(*rule, masked_by),
            Finding::ExclusionWithoutEffect { rule, .. } => self.exclusion(*rule),
            Finding::AssumptionWithoutEffect { rule } => self.assumption(*rule),
            Finding::Duplicate { rules } => self.duplicate(*rules),
            Finding::Subsumed { rule, by } => self.subsumed(*rule, *by),
            Finding::Mergeable { rules } => self.mergeable(*rules),
            Finding::OverWithoutEffect { rule, .. } => self.idle_over(*rule),
            Finding::OverAgainstSpecificity { rule, over } => self.over_narrower(*rule, *over),
            Finding::EditionsWithoutEffect { rule } => self.editions(*rule),
            Finding::OptionNeverWins { option } => self.option_never_wins(*option),
            Finding::InputWithoutEffect { input } => self.input(*input),
            Finding::ValuesAlike { input, values } => self.values_alike(*input, *values),
            Finding::ValueNeverComes { input, value } => self.value_never_comes(*input, *value),
            Finding::ThresholdWithoutEffect { input, rules, at } => {
                self.threshold(*input, rules, *at)
            }
            Finding::FactEditionsWithoutEffect { fact } => self.fact_editions(*fact),
            Finding::Unfinished => self.unfinished(),
        }
    }

    fn rule(&self, index: usize) -> Option<(&Rule, &RulePlaces)> {
        Some((self.definition.rules.get(index)?, self.places.rules.get(index)?))
    }

    fn option(&self, index: usize) -> &str {
        self.definition.options.get(index).map_or("", |option| &option.id)
    }

    fn never_holds(&self, rule: usize, forbidden: bool) -> Told {
        let (rule, places) = self.rule(rule)?;
        let message = format!("the rule `{}` holds in no situation that can occur", rule.id);
        let mut told = Diagnostic::new(Code::RuleNeverHolds, message);
        if forbidden {
            told.at(places.when, "occurs only where an `assume` rule says that it cannot");
            for (assumed, places) in self.assumptions_around() {
                told.and(places.when, format!("`{}` rules it out", assumed.id));
            }
            self.situations("it would hold", &mut told);
            told.help("correct its condition or the assumption, or take the rule out");
        } else {
            told.at(places.when, "nothing passes these tests together");
            told.help("correct its condition, or take the rule out");
        }
        Some((told, vec![places.id]))
    }

    /// The `assume` rules that forbid the first of the situations.
    fn assumptions_around(&self) -> Vec<(&Rule, &RulePlaces)> {
        let Some((witness, cube)) = self.witness().zip(self.found.witness.first()) else {
            return Vec::new();
        };
        let rules = self.definition.rules.iter().zip(&self.places.rules);
        rules
            .filter(|(rule, _)| rule.kind == RuleKind::Assume && witness.surely_holds(rule, cube))
            .collect()
    }

    fn never_decides(&self, rule: usize, masked_by: &[usize]) -> Told {
        let (rule, places) = self.rule(rule)?;
        let message = format!("the rule `{}` never decides", rule.id);
        let mut told = Diagnostic::new(Code::RuleNeverDecides, message);
        told.at(places.id, "holds, but has no say");
        for (masker, by) in masked_by.iter().filter_map(|&rule| self.rule(rule)) {
            match &masker.kind {
                RuleKind::Exclude { options } => {
                    let taken = options.iter().filter(|option| picks(rule).contains(option));
                    let taken = all_of(taken.map(|&option| self.option(option)));
                    told.and(by.id, format!("takes away {taken}"));
                }
                _ => {
                    told.and(by.id, "defeats it");
                }
            }
        }
        self.situations("it holds", &mut told);
        if masked_by.is_empty() {
            let why = match rule.kind {
                RuleKind::None { .. } => "some option is always left there",
                _ => "nothing that it picks can be had in its editions",
            };
            told.note(why);
        }
        told.help("narrow what keeps it from deciding, widen its condition, or take the rule out");
        Some((told, vec![places.id]))
    }

    fn exclusion(&self, rule: usize) -> Told {
        let (rule, places) = self.rule(rule)?;
        let options = self.group.iter().filter_map(|found| match found.finding {
            Finding::ExclusionWithoutEffect { option, .. } => option,
            _ => None,
        });
        let options: Vec<usize> = options.collect();
        let message = if options.is_empty() {
            format!("no outcome would change without the exclusion `{}`", rule.id)
        } else {
            let options = one_of(options.iter().map(|&option| self.option(option)));
            format!("no outcome would change if `{}` left {options} alone", rule.id)
        };
        let mut told = Diagnostic::new(Code::ExclusionWithoutEffect, message);
        told.at(places.effect.unwrap_or(places.id), "would not win there anyway");
        self.situations("it holds", &mut told);
        told.help(
            "take it out; or, if it is there to say why the option will not do, accept it: \
             `accept = { exclusion-without-effect = \"…\" }`",
        );
        Some((told, vec![places.id]))
    }

    fn assumption(&self, rule: usize) -> Told {
        let (rule, places) = self.rule(rule)?;
        let message = format!("`{}` rules out nothing that other rules do not", rule.id);
        let mut told = Diagnostic::new(Code::AssumptionWithoutEffect, message);
        told.at(places.when, "cannot occur anyway");
        self.situations("it holds", &mut told);
        told.help("take it out, or correct its condition");
        Some((told, vec![places.id]))
    }

    fn duplicate(&self, [one, two]: [usize; 2]) -> Told {
        let ((one, here), (two, there)) = (self.rule(one)?, self.rule(two)?);
        let message = format!("`{}` and `{}` say the same of the same situations", one.id, two.id);
        let mut told = Diagnostic::new(Code::DuplicateRules, message);
        told.at(here.id, "").at(there.id, "");
        told.help("keep one of the two, or correct the other");
        Some((told, vec![here.id, there.id]))
    }

    fn subsumed(&self, rule: usize, by: usize) -> Told {
        let ((rule, places), (by, others)) = (self.rule(rule)?, self.rule(by)?);
        let message = format!("`{}` says the same wherever `{}` holds", by.id, rule.id);
        let mut told = Diagnostic::new(Code::SubsumedRule, message);
        told.at(places.id, "without it, no outcome changes").and(others.id, "says the same");
        self.situations("it holds", &mut told);
        told.help(format!(
            "take `{}` out; or, if it is there for the reason that it gives, accept it: \
             `accept = {{ subsumed-rule = \"…\" }}`",
            rule.id
        ));
        Some((told, vec![places.id, others.id]))
    }

    fn mergeable(&self, [one, two]: [usize; 2]) -> Told {
        let ((one, here), (two, there)) = (self.rule(one)?, self.rule(two)?);
        let message = format!("`{}` and `{}` could be one rule", one.id, two.id);
        let mut told = Diagnostic::new(Code::MergeableRules, message);
        told.at(here.id, "the same effect and the same reason").at(there.id, "");
        self.situations("it would hold", &mut told);
        told.help("write one rule with a condition that holds where either does");
        Some((told, vec![here.id, there.id]))
    }

    fn idle_over(&self, rule: usize) -> Told {
        let (rule, places) = self.rule(rule)?;
        let losers = self.group.iter().filter_map(|found| match found.finding {
            Finding::OverWithoutEffect { over, .. } => Some((over, self.rule(over)?.0.id.as_str())),
            _ => None,
        });
        let losers: Vec<(usize, &str)> = losers.collect();
        let names = one_of(losers.iter().map(|(_, loser)| loser));
        let message =
            format!("no outcome would change if `{}` did not say that it defeats {names}", rule.id);
        let mut told = Diagnostic::new(Code::OverWithoutEffect, message);
        for (over, _) in &losers {
            told.at(places.place_of_over(*over), "not needed");
        }
        match losers.as_slice() {
            [_] => {
                if self.found.witness.is_empty() {
                    told.note("the two never contend");
                }
                self.situations("both speak", &mut told);
                told.help(format!("take {names} out of `over`"));
            }
            _ => {
                told.help(
                    "take out what is not needed one at a time: each may be needed once another \
                     is gone, as a rule also defeats what is defeated by those in its `over`",
                );
            }
        }
        Some((told, vec![places.id]))
    }

    fn over_narrower(&self, rule: usize, over: usize) -> Told {
        let ((rule, places), (loser, others)) = (self.rule(rule)?, self.rule(over)?);
        let message = format!("`{}` defeats the narrower rule `{}`", rule.id, loser.id);
        let mut told = Diagnostic::new(Code::OverAgainstSpecificity, message);
        told.at(places.place_of_over(over), "the general beats the specific");
        told.and(others.when, format!("narrower than `{}`", rule.id));
        self.situations("both hold", &mut told);
        told.help(format!(
            "narrow `{}` or widen `{}`; or accept it, if it is meant",
            rule.id, loser.id
        ));
        Some((told, vec![places.id, others.id]))
    }

    fn editions(&self, rule: usize) -> Told {
        let (rule, places) = self.rule(rule)?;
        let message = format!("`{}` would change no outcome in the other editions", rule.id);
        let mut told = Diagnostic::new(Code::EditionsWithoutEffect, message);
        told.at(places.editions.unwrap_or(places.id), "limited without need");
        told.help("take `editions` out, unless what the rule says is not so in the others");
        Some((told, vec![places.id]))
    }

    fn option_never_wins(&self, option: usize) -> Told {
        let place = *self.places.options.get(option)?;
        let message = format!("the option `{}` never wins", self.option(option));
        let mut told = Diagnostic::new(Code::OptionNeverWins, message);
        told.at(place, format!("wins in no situation{}", self.in_editions()));
        let picking = self.definition.rules.iter().filter(|rule| picks(rule).contains(&option));
        let picking: Vec<&str> = picking.map(|rule| rule.id.as_str()).collect();
        told.note(match picking.len() {
            0 => "no rule picks it".to_owned(),
            1 => format!("only {} picks it", all_of(picking)),
            _ => format!("{} pick it, but never decide for it", all_of(picking)),
        });
        told.help("add a `prefer` rule that picks it where it is best, or take it out");
        Some((told, vec![place]))
    }

    fn input(&self, input: usize) -> Told {
        let (input, place) = (self.definition.inputs.get(input)?, *self.places.inputs.get(input)?);
        let message = format!("no answer to `{}` changes the outcome", input.id);
        let mut told = Diagnostic::new(Code::InputWithoutEffect, message);
        told.at(place, "asked for nothing");
        told.help("test it in a rule that it matters to, or take it out");
        Some((told, vec![place]))
    }

    fn values_alike(&self, input: usize, values: u64) -> Told {
        let place = *self.places.inputs.get(input)?;
        let (of_values, input) =
            (self.places.values.get(input)?, self.definition.inputs.get(input)?);
        let alike: Vec<usize> =
            (0..input.values().len()).filter(|v| values >> v & 1 == 1).collect();
        let ids = all_of(alike.iter().filter_map(|&v| input.values().get(v)).map(|v| &v.id));
        let is_set = matches!(input.kind, InputKind::Set { .. });
        let message = match is_set {
            true => format!("no rule asks whether `{}` has {ids}", input.id),
            false => format!("no rule tells {ids} of `{}` apart", input.id),
        };
        let mut told = Diagnostic::new(Code::ValuesAlike, message);
        let mut places: Vec<Place> =
            alike.iter().filter_map(|&value| of_values.get(value)).copied().collect();
        // Values that mirror another decision's options all stand where it is named.
        places.sort_unstable();
        places.dedup();
        for value in places {
            told.at(value, if is_set { "makes no difference" } else { "one of those alike" });
        }
        told.help(match is_set {
            true => "test it in a rule, or take it out",
            false => "make one value of them, or add a rule that tells them apart",
        });
        Some((told, vec![place]))
    }

    fn value_never_comes(&self, input: usize, value: usize) -> Told {
        let place = *self.places.inputs.get(input)?;
        let from_place = self.places.from.get(input).copied().flatten().unwrap_or(place);
        let input = self.definition.inputs.get(input)?;
        let value = input.values().get(value)?;
        let message = format!("`{}` never is `{}`", input.id, value.id);
        let mut told = Diagnostic::new(Code::ValueNeverComes, message);
        let mirrored = input.requirement().is_some_and(|from| from.options.is_none());
        told.at(
            from_place,
            match mirrored {
                true => format!("`{}` never wins there", value.id),
                false => format!("no option that leads to `{}` wins there", value.id),
            },
        );
        told.help("rules need not test it, unless that decision is to change");
        Some((told, vec![place]))
    }

    fn threshold(&self, index: usize, rules: &[usize], at: i64) -> Told {
        let place = *self.places.inputs.get(index)?;
        let input = self.definition.inputs.get(index)?;
        let InputKind::Quantity { dimension, .. } = input.kind else { return None };
        let facts = self.facts;
        let edition = self.found.editions.first()?;
        let fact = |value| self.definition.threshold(facts, edition, index, value);
        // What is above a fact begins right after it.
        let (fact, relation) = match at.checked_sub(1).and_then(fact) {
            Some(fact) => (Some(fact), "is above"),
            None => (fact(at), "reaches"),
        };
        let limit = fact.map_or_else(|| dimension.format(at), |fact| format!("@{}", fact.id));
        let message = format!("it makes no difference whether `{}` {relation} `{limit}`", input.id);
        let mut told = Diagnostic::new(Code::ThresholdWithoutEffect, message);
        let mut owners = vec![place];
        for (_, places) in rules.iter().filter_map(|&rule| self.rule(rule)) {
            told.at(places.when, "compares with it");
            owners.push(places.id);
        }
        if let Some(fact) = fact {
            owners.extend(self.fact_place(&fact.id));
        }
        told.help("take the comparison out, or correct the rules that should decide by it");
        Some((told, owners))
    }

    fn fact_editions(&self, fact: usize) -> Told {
        let (id, place) = self.fact_names.get(fact)?;
        let message = format!("no outcome changes because `{id}` differs between editions");
        let mut told = Diagnostic::new(Code::FactEditionsWithoutEffect, message);
        told.at(place, "any of its values would do in all of them");
        told.help(
            "nothing is wrong if its values are right and no rule was meant to decide otherwise; then accept it",
        );
        Some((told, vec![place]))
    }

    fn unfinished(&self) -> Told {
        let message = format!(
            "`{}` is too large to look for all that has no effect{}",
            self.definition.id,
            self.in_editions()
        );
        let mut told = Diagnostic::new(Code::UnfinishedReview, message);
        told.at(self.places.id, "");
        told.help("split the decision: one may take the other's verdict by `from`");
        Some((told, Vec::new()))
    }

    fn fact_place(&self, id: &str) -> Option<Place> {
        let facts = self.fact_names;
        facts.get(facts.index(id)?).map(|(_, place)| place)
    }

    /// " in edition `exam`", unless it is so in every edition of the pack.
    fn in_editions(&self) -> String {
        let all = self.editions;
        let concerned =
            all.iter().enumerate().filter(|(edition, _)| self.found.editions.contains(*edition));
        let named: Vec<&str> = concerned.map(|(_, known)| known.id.as_str()).collect();
        match named.len() {
            count if count == all.len() => String::new(),
            1 => format!(" in edition {}", all_of(named)),
            _ => format!(" in editions {}", all_of(named)),
        }
    }

    fn witness(&self) -> Option<Witness<'_>> {
        let editions: Editions = self.found.editions;
        Witness::new(self.definition, self.facts, editions)
    }

    /// Adds the situations that it is about as a note; `what` happens in them.
    fn situations(&self, what: &str, told: &mut Diagnostic) {
        let Some(witness) = self.witness() else { return };
        let boxes = self.found.witness.as_slice();
        let mut note = String::new();
        for cube in boxes.iter().take(BOXES) {
            let (answers, _) = witness.tell(cube);
            if answers.is_empty() {
                told.note(format!("{what} in every situation"));
                return;
            }
            note.push_str(&if note.is_empty() {
                format!("{what} where")
            } else {
                "\nor where".to_owned()
            });
            for answer in answers {
                note.push_str(&format!("\n  {answer}"));
            }
        }
        if boxes.len() > BOXES {
            let more = counted(boxes.len() - BOXES, "more kind");
            note.push_str(&format!("\nor in {more} of situations"));
        }
        if !note.is_empty() {
            told.note(note);
        }
    }
}

/// The options that a rule picks.
fn picks(rule: &Rule) -> &[usize] {
    match &rule.kind {
        RuleKind::Prefer { picks, .. } => picks,
        _ => &[],
    }
}
