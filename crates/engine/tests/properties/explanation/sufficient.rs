//! The sufficient reasons suffice, none can be left out, no fewer would do, and none goes further.

use proptest::prelude::*;
use shirube_engine::explanation::Reason;
use shirube_engine::space::Split;
use shirube_engine::{Answers, Cube, Outcome, Verdict};

use super::{Case, explained};
use crate::support::{Size, World};

/// What a sufficient reason must keep: which advice is given where nothing fits may vary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Winner(usize),
    NothingFits,
    Impossible,
    Open,
}

fn class(verdict: &Verdict) -> Class {
    match verdict {
        Verdict::Settled(Outcome::Option(option)) => Class::Winner(*option),
        Verdict::Settled(Outcome::Advice(_)) => Class::NothingFits,
        Verdict::Impossible => Class::Impossible,
        Verdict::Open(outcomes) => {
            let nothing = outcomes.iter().all(|outcome| matches!(outcome, Outcome::Advice(_)));
            if nothing { Class::NothingFits } else { Class::Open }
        }
    }
}

/// The class of the verdict that some reasons give by themselves.
fn class_of(world: &World<'_>, reasons: &[Reason]) -> Class {
    class(&world.verdict(&cube(world, reasons)))
}

fn cube(world: &World<'_>, reasons: &[Reason]) -> Cube {
    let mut answers = Answers::none(&world.sample.definition);
    for reason in reasons {
        answers.set(reason.input, Some(reason.holds_for));
    }
    world.cube(&answers)
}

#[test]
fn sufficient_reasons_give_the_verdict_by_themselves_and_none_of_them_is_idle() {
    let tally = explained(4_500, Size::LARGE, |case, tally| {
        let Case { world, explanation, .. } = case;
        let reasons = &explanation.sufficient;
        let goal = class(&explanation.verdict);
        if matches!(explanation.verdict, Verdict::Open(_)) {
            prop_assert!(reasons.is_empty(), "reasons for an open verdict: {:?}", reasons);
            return Ok(());
        }
        prop_assert_eq!(class_of(world, reasons), goal, "{:?}", reasons);
        for left_out in 0..reasons.len() {
            let mut fewer = reasons.clone();
            fewer.remove(left_out);
            prop_assert!(class_of(world, &fewer) != goal, "{:?} would do", fewer);
        }
        tally.saw_if(reasons.len() > 1, "several reasons");
        tally.saw_if(reasons.len() < case.answers.len(), "fewer reasons than answers");
        tally.saw_if(goal == Class::NothingFits, "nothing fits");
        tally.saw_if(goal == Class::Impossible, "impossible");
        Ok(())
    });
    tally.expect(&[
        ("several reasons", 4_000),
        ("fewer reasons than answers", 10_000),
        ("nothing fits", 1_000),
        ("impossible", 2_000),
    ]);
}

#[test]
fn no_fewer_answers_would_give_the_verdict() {
    let tally = explained(2_400, Size::LARGE, |case, tally| {
        let Case { world, answers, explanation, .. } = case;
        if matches!(explanation.verdict, Verdict::Open(_)) {
            return Ok(());
        }
        let given: Vec<_> = answers.given().collect();
        let fewest = (0..1_u32 << given.len())
            .filter(|subset| {
                let mut kept = Answers::none(&world.sample.definition);
                for (place, &(input, answer)) in given.iter().enumerate() {
                    if subset >> place & 1 == 1 {
                        kept.set(input, Some(answer));
                    }
                }
                class(&world.verdict(&world.cube(&kept))) == class(&explanation.verdict)
            })
            .map(u32::count_ones)
            .min();
        prop_assert_eq!(Some(explanation.sufficient.len() as u32), fewest);
        tally.saw_if(fewest > Some(1), "several are needed");
        Ok(())
    });
    tally.expect(&[("several are needed", 2_000)]);
}

#[test]
fn a_reason_contains_its_answer_and_is_as_wide_as_it_can_be() {
    let tally = explained(2_400, Size::LARGE, |case, tally| {
        let Case { world, explanation, .. } = case;
        let goal = class(&explanation.verdict);
        let whole = cube(world, &explanation.sufficient);
        for reason in &explanation.sufficient {
            let holds_for = world.only(reason.input, &reason.holds_for);
            let answer = case.answers.get(reason.input);
            prop_assert!(answer.is_some(), "input {} was not answered", reason.input);
            for &level in world.space().levels_of(reason.input) {
                let (given, wide) = (case.cube.0[level], holds_for.0[level]);
                prop_assert_eq!(given & !wide, 0, "{:?} does not contain {:?}", reason, answer);
                tally.saw_if(given != wide, "widened");
                // One region more, where a range stays a range, and the verdict is another.
                for region in 0..world.space().variables[level].regions() {
                    let quantity =
                        matches!(world.space().variables[level].split, Split::Quantity { .. });
                    let beside = wide << 1 | wide >> 1;
                    let more = 1_u64 << region;
                    if wide & more != 0 || (quantity && beside & more == 0) {
                        continue;
                    }
                    let mut wider = whole.clone();
                    wider.0[level] |= more;
                    let verdict = world.verdict(&wider);
                    prop_assert!(
                        class(&verdict) != goal,
                        "{:?} could be wider: {}",
                        reason,
                        region
                    );
                }
            }
        }
        Ok(())
    });
    tally.expect(&[("widened", 3_000)]);
}
