//! Of every mutant it is known whether it compiles and whether anything differs: what looking at
//! all cells with the interpreter finds, and no other.

use proptest::prelude::*;
use shirube_engine::interpreter::{Interpreter, Ruling};
use shirube_engine::model::{Accept, Bound, RuleKind};
use shirube_engine::mutation::{Mutant, Refusal, Scene, Tried, scenes, try_out};
use shirube_engine::space::Space;
use shirube_engine::{Answers, Decision, Flaw, Outcome, Verdict};

use crate::support::{Cell, Checked, Sample, Size, Tally, answer, cells, check, samples};

const SIZE: Size = Size { cells: 60, ..Size::SMALL };

/// The sample with a slip.
fn with(sample: &Sample, mutant: &Mutant) -> Sample {
    Sample {
        definition: mutant.definition(&sample.definition),
        facts: mutant.facts(&sample.facts),
        ..sample.clone()
    }
}

/// The cells that either of two samples with the same inputs tells apart, as the first one rules.
fn joint_cells(one: &Sample, other: &Sample, edition: usize) -> Vec<Cell> {
    let mut both = one.clone();
    let shift = both.facts.len();
    both.facts.extend(other.facts.iter().cloned());
    for rule in &other.definition.rules {
        let mut rule = rule.clone();
        for test in rule.when.0.iter_mut().flatten() {
            let Accept::Quantity(ranges) = &mut test.accept else { continue };
            let ends = ranges.iter_mut().flat_map(|range| [&mut range.low, &mut range.high]);
            for end in ends.flatten() {
                if let Bound::Fact(fact) = &mut end.bound {
                    *fact += shift;
                }
            }
        }
        both.definition.rules.push(rule);
    }
    let space = Space::of(&both.definition, &both.facts, edition).expect("there are few regions");
    cells(one, &space, &Interpreter::new(&one.definition, &one.facts, edition))
}

fn outcome(ruling: &Ruling) -> Option<Outcome> {
    match ruling {
        Ruling::Outcome(outcome, _) => Some(*outcome),
        _ => None,
    }
}

fn is_of(flaw: &Flaw, refusal: Refusal) -> bool {
    match refusal {
        Refusal::Gap => matches!(flaw, Flaw::Gap { .. }),
        Refusal::Conflict => matches!(flaw, Flaw::Conflict { .. }),
        Refusal::DeadEnd => matches!(flaw, Flaw::DeadEnd { .. }),
        Refusal::PrecedenceCycle => matches!(flaw, Flaw::PrecedenceCycle { .. }),
        Refusal::NothingCanOccur => matches!(flaw, Flaw::NothingCanOccur { .. }),
        _ => false,
    }
}

/// What brute force says of a mutant that compiles: whether anything differs. What the decision that
/// was made of it says is what the interpreter says.
fn differs(
    sample: &Sample,
    mutated: &Sample,
    made: Option<&Decision>,
) -> Result<bool, TestCaseError> {
    let mut differs = false;
    for edition in 0..sample.editions {
        let reading = Interpreter::new(&mutated.definition, &mutated.facts, edition);
        for cell in joint_cells(sample, mutated, edition) {
            let new = outcome(&reading.ruling(&cell.values));
            differs |= new != cell.outcome();
            let Some(made) = made else { continue };
            let mut answers = Answers::none(&sample.definition);
            for (input, &value) in cell.values.iter().enumerate() {
                answers.set(input, Some(answer(sample, input, value)));
            }
            let verdict = made.diagram(edition).verdict(&made.cube(edition, &answers));
            prop_assert_eq!(verdict, new.map_or(Verdict::Impossible, Verdict::Settled));
        }
    }
    Ok(differs)
}

#[test]
fn a_mutant_is_equivalent_if_and_only_if_no_cell_differs_and_refused_if_and_only_if_it_does_not_compile()
 {
    let tally = check(250, samples(SIZE), |sample, tally| {
        let compiled = Decision::compile(sample.definition.clone(), &sample.facts, sample.editions);
        let Ok(decision) = compiled else { return Ok(()) };
        let all = Mutant::all(&sample.definition);
        let tried = try_out(&[(&decision, ())], &sample.facts, |(), _, what| what).remove(0);
        prop_assert!(tried.iter().map(|(mutant, _)| mutant).eq(&all));
        for (mutant, what) in &tried {
            let mutated = with(&sample, mutant);
            let plain =
                Decision::compile(mutated.definition.clone(), &mutated.facts, sample.editions);
            match (what, plain) {
                (Tried::Refused(refusal), Err(flaws)) => {
                    prop_assert!(flaws.iter().any(|flaw| is_of(flaw, *refusal)), "{:?}", flaws);
                    tally.saw("refused");
                }
                (Tried::Equivalent, Ok(_)) => {
                    prop_assert!(!differs(&sample, &mutated, None)?, "{mutant:?} differs");
                    tally.saw("equivalent");
                }
                (Tried::Differs(made), Ok(_)) => {
                    prop_assert!(differs(&sample, &mutated, Some(made))?, "{mutant:?} is alike");
                    tally.saw(name(mutant));
                }
                (what, plain) => prop_assert!(false, "{mutant:?}: {what:?}, but {plain:?}"),
            }
        }
        shown(&sample, &decision, &tried, tally)
    });
    tally.expect(&[
        ("refused", 400),
        ("equivalent", 800),
        ("removed", 150),
        ("negated", 150),
        ("widened", 150),
        ("swapped", 150),
        ("exchanged", 40),
        ("turned", 60),
        ("moved", 40),
        ("several at once", 60),
        ("could not occur", 10),
    ]);
}

fn name(mutant: &Mutant) -> &'static str {
    match mutant {
        Mutant::Removed { .. } => "removed",
        Mutant::Negated { .. } => "negated",
        Mutant::Widened { .. } => "widened",
        Mutant::Swapped { .. } => "swapped",
        Mutant::Exchanged { .. } => "exchanged",
        Mutant::Turned { .. } => "turned",
        Mutant::Moved { .. } => "moved",
        other => panic!("{other:?} has no name"),
    }
}

/// Every mutant that differs is shown in some scene, and every scene shows what it says it does.
fn shown(
    sample: &Sample,
    decision: &Decision,
    tried: &[(Mutant, Tried)],
    tally: &Tally,
) -> Checked {
    let differing: Vec<(Mutant, &Decision)> = (tried.iter())
        .filter_map(|(mutant, what)| match what {
            Tried::Differs(made) => Some((*mutant, made.as_ref())),
            _ => None,
        })
        .collect();
    let mutants: Vec<Mutant> = differing.iter().map(|(mutant, _)| *mutant).collect();
    let scenes = scenes(decision, &sample.facts, &mutants);
    for (index, mutant) in mutants.iter().enumerate() {
        let shows = |scene: &Scene| scene.mutants.iter().any(|(shown, _)| *shown == index);
        prop_assert!(scenes.iter().any(shows), "{mutant:?} is shown nowhere");
    }
    for scene in &scenes {
        let verdict = |decision: &Decision, edition: usize| {
            decision.diagram(edition).verdict(&decision.cube(edition, &scene.answers))
        };
        let among: Vec<usize> =
            (0..sample.editions).filter(|&edition| scene.editions.contains(edition)).collect();
        prop_assert!(!among.is_empty());
        let own = scene.outcome.map_or(Verdict::Impossible, Verdict::Settled);
        for &edition in &among {
            prop_assert_eq!(&verdict(decision, edition), &own);
        }
        for (index, new) in &scene.mutants {
            let made = differing[*index].1;
            let first = among.iter().map(|&e| verdict(made, e)).find(|verdict| *verdict != own);
            prop_assert_eq!(first.as_ref(), Some(new));
        }
        tally.saw_if(scene.mutants.len() > 1, "several at once");
        tally.saw_if(scene.outcome.is_none(), "could not occur");
    }
    Ok(())
}

#[test]
fn a_mutant_differs_in_one_rule_or_in_one_figure_and_every_rule_has_its_mutants() {
    let tally = check(200, samples(SIZE), |sample, tally| {
        let own = &sample.definition;
        let all = Mutant::all(own);
        for (index, rule) in own.rules.iter().enumerate() {
            let of_rule: Vec<&Mutant> = all.iter().filter(|m| m.rule() == Some(index)).collect();
            prop_assert_eq!(of_rule.is_empty(), rule.editions.0 == 0);
            let mut rules = vec![rule.clone()];
            for mutant in of_rule {
                let mutated = mutant.definition(own);
                prop_assert_eq!(&mutant.facts(&sample.facts), &sample.facts);
                for (other, (before, after)) in own.rules.iter().zip(&mutated.rules).enumerate() {
                    let same = other == index || bare(before, index) == bare(after, index);
                    prop_assert!(same, "{mutant:?} changes another rule");
                }
                prop_assert!(!rules.contains(&mutated.rules[index]), "{mutant:?} is there twice");
                rules.push(mutated.rules[index].clone());
                tally.saw("a mutant of a rule");
            }
        }
        for mutant in all.iter().filter(|mutant| mutant.rule().is_none()) {
            let Mutant::Moved { fact, up } = *mutant else { panic!("{mutant:?}") };
            prop_assert_eq!(&mutant.definition(own), own);
            for (before, after) in sample.facts.iter().zip(mutant.facts(&sample.facts)) {
                let moved = before.id == sample.facts[fact].id;
                for (old, new) in before.values.iter().zip(after.values) {
                    let step = if up { 1 } else { -1 };
                    let wanted = if moved { old.value.saturating_add(step) } else { old.value };
                    prop_assert_eq!(new.value, wanted);
                }
            }
            tally.saw("a mutant of a figure");
        }
        Ok(())
    });
    tally.expect(&[("a mutant of a rule", 2_000), ("a mutant of a figure", 100)]);
}

/// A rule without what it says of another.
fn bare(rule: &shirube_engine::model::Rule, other: usize) -> shirube_engine::model::Rule {
    let mut rule = rule.clone();
    if let RuleKind::Prefer { over, .. } | RuleKind::None { over } = &mut rule.kind {
        over.retain(|&loser| loser != other);
    }
    rule
}
