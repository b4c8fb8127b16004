//! What changed between two decisions is what brute force over their joint cells finds, cell by
//! cell.

mod brute;
mod mutate;

use proptest::prelude::*;
use shirube_engine::Pack;
use shirube_engine::diff::{Change, Comparison, PackDiff, Part, Side, Step};

use crate::support::{Dice, Sample, Size, check, pack, samples};
use brute::{Joint, Scenario};

/// A decision and another one made of it, each as a pack, if both compile.
fn mutated(sample: &Sample) -> Option<[(Sample, Pack); 2]> {
    let mut dice = Dice::new(sample.seed ^ 0xd1ff);
    let after = mutate::mutated(sample, &mut dice);
    let mut both = [(sample.clone(), pack(sample)?), (after.clone(), pack(&after)?)];
    if dice.chance(50) {
        both.reverse();
    }
    Some(both)
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

#[test]
fn every_changed_scenario_is_in_one_box_with_its_outcomes_and_no_other_scenario_in_any() {
    let tally = check(1_500, samples(Size::SMALL), |sample, tally| {
        let Some([old, new]) = mutated(&sample) else { return Ok(()) };
        let diff = PackDiff::of_packs(&old.1, &new.1);
        for (nth, &[before, after]) in diff.editions.iter().enumerate() {
            let id = &sample.definition.id;
            let found = (diff.decisions.iter())
                .filter(|decision| new.1.decisions()[decision.new].definition().id == *id)
                .flat_map(|decision| &decision.compared)
                .find(|(editions, _)| editions.contains(&nth));
            let Some((_, Ok(compared))) = found else {
                prop_assert!(found.is_none());
                prop_assert_eq!(brute::difference([&old.0, &new.0], [before, after]), None);
                tally.saw("nothing changed");
                continue;
            };
            let joint = Joint::of(compared, [&old.0, &new.0], [before, after]);
            let scenarios = joint.scenarios(&mut Dice::new(sample.seed));
            judge(compared, &scenarios)?;
            tally.saw_if(!compared.changes.is_empty(), "outcomes changed");
            tally.saw_if(!compared.reasons.is_empty(), "reasons changed");
            tally.saw_if(scenarios.iter().any(|s| s.incomparable), "one side alone");
            let boxes = compared.changes.iter().map(|change| change.boxes.len());
            tally.saw_if(boxes.max() > Some(2), "several boxes");
        }
        Ok(())
    });
    tally.expect(&[
        ("outcomes changed", 350),
        ("reasons changed", 100),
        ("several boxes", 50),
        ("one side alone", 10),
        ("nothing changed", 20),
    ]);
}

/// Every promise of a comparison, scenario by scenario.
fn judge(compared: &Comparison, scenarios: &[Scenario]) -> Result<(), TestCaseError> {
    let whole: f64 = scenarios.iter().filter(|s| s.can_be()).map(|s| s.weight).sum();
    for scenario in scenarios {
        let in_change = holders(&compared.changes, scenario);
        let in_reason = holders(&compared.reasons, scenario);
        if scenario.incomparable {
            prop_assert!(in_change.is_empty() && in_reason.is_empty(), "{scenario:?}");
        } else if scenario.outcome_differs() {
            prop_assert_eq!(in_change.len(), 1, "{:?}", scenario);
            let change = in_change[0];
            prop_assert_eq!([change.old, change.new], scenario.outcomes(), "{:?}", scenario);
            prop_assert!(in_reason.is_empty());
        } else if scenario.can_be() {
            prop_assert!(in_change.is_empty(), "{scenario:?} did not change");
            prop_assert_eq!(in_reason.len(), usize::from(scenario.differs()), "{:?}", scenario);
        }
    }
    for change in compared.changes.iter().chain(&compared.reasons) {
        let outcomes = [change.old, change.new];
        let own = |s: &&Scenario| s.can_be() && s.differs() && s.outcomes() == outcomes;
        let share: f64 = scenarios.iter().filter(own).map(|s| s.weight).sum::<f64>() / whole;
        prop_assert!(close(change.share, share), "{} is not {}", change.share, share);
        prop_assert_eq!(change.unlisted, 0.0);
        for changed in &change.boxes {
            let inside: Vec<&Scenario> =
                scenarios.iter().filter(own).filter(|s| s.inside(&changed.cube)).collect();
            let share: f64 = inside.iter().map(|s| s.weight).sum::<f64>() / whole;
            prop_assert!(close(changed.share, share), "{} is not {}", changed.share, share);
            for side in Side::BOTH {
                let mut rules: Vec<usize> =
                    inside.iter().flat_map(|s| s.rules(side)).copied().collect();
                rules.sort_unstable();
                rules.dedup();
                let mut told = changed.rules[side as usize].clone();
                told.sort_unstable();
                prop_assert_eq!(told, rules);
            }
            let mut example = changed.cube.clone();
            for (input, answer) in changed.example.given() {
                prop_assert!(compared.joint.inputs[input].is_settled_by(&answer));
                compared.space.narrow(&mut example, input, &answer);
            }
            let shown: Vec<&Scenario> =
                scenarios.iter().filter(|s| s.can_be() && s.inside(&example)).collect();
            prop_assert!(!shown.is_empty(), "the example cannot be");
            prop_assert!(shown.iter().all(own), "the example shows something else");
        }
    }
    Ok(())
}

/// The changes of which some box holds a scenario, once for each box.
fn holders<'a>(changes: &'a [Change], scenario: &Scenario) -> Vec<&'a Change> {
    let boxes = changes.iter().flat_map(|change| change.boxes.iter().map(move |b| (change, b)));
    boxes.filter(|(_, changed)| scenario.inside(&changed.cube)).map(|(change, _)| change).collect()
}

#[test]
fn nothing_differs_between_a_pack_and_itself() {
    let tally = check(100, samples(Size::LARGE), |sample, tally| {
        let Some(pack) = pack(&sample) else { return Ok(()) };
        let diff = PackDiff::of_packs(&pack, &pack);
        prop_assert!(diff.is_empty(), "{diff:?}");
        prop_assert_eq!(diff.version_follows(&pack, &pack), Some(true));
        tally.saw("a pack");
        Ok(())
    });
    tally.expect(&[("a pack", 50)]);
}

#[test]
fn the_step_is_major_where_an_answer_changes_or_can_be_given_no_more_and_at_least_minor_where_more_can()
 {
    let tally = check(300, samples(Size::SMALL), |sample, tally| {
        let Some([old, new]) = mutated(&sample) else { return Ok(()) };
        let diff = PackDiff::of_packs(&old.1, &new.1);
        let decisions = || diff.decisions.iter();
        let changed = decisions().flat_map(|d| &d.compared).any(|(_, compared)| {
            compared.as_ref().is_ok_and(|compared| !compared.changes.is_empty())
        });
        let parts = || decisions().flat_map(|d| &d.parts);
        let gone =
            parts().any(|(side, part)| *side == Side::Old && !matches!(part, Part::Option(_)));
        let expected = if changed || gone {
            Step::Major
        } else if parts().next().is_some() {
            Step::Minor
        } else {
            diff.step().min(Step::Patch)
        };
        prop_assert_eq!(diff.step(), expected);
        tally.saw(match expected {
            Step::Major => "major",
            Step::Minor => "minor",
            Step::Patch => "patch",
            Step::None => "none",
        });
        Ok(())
    });
    tally.expect(&[("major", 80), ("minor", 3), ("patch", 10)]);
}
