//! Compiled packs as bytes: what is written is read, and whatever else is read does no harm.

use proptest::prelude::*;
use shirube_engine::binary::LoadError;
use shirube_engine::phrase::Words;
use shirube_engine::plan::Planner;
use shirube_engine::session::{Entry, Session};
use shirube_engine::{Answer, Answers, Decision, Given, Pack};

use crate::support::{
    Checked, Dice, Size, Tally, check, nonsense, pack, samples, sealed, some_answer, some_answers,
};

const SIZE: Size = Size { repaired: 100, ..Size::SMALL };

/// Where the body begins, and with it what the checksum is of.
const HEADER: usize = 9;

#[test]
fn a_pack_is_read_as_it_was_written() {
    let tally = check(300, samples(Size::LARGE), |sample, tally| {
        let Some(pack) = pack(&sample) else { return Ok(()) };
        let bytes = pack.to_bytes().expect("what was compiled can be written");
        prop_assert_eq!(pack.to_bytes(), Ok(bytes.clone()), "other bytes the second time");
        prop_assert_eq!(Pack::from_bytes(&bytes), Ok(pack));
        tally.saw("a pack");
        Ok(())
    });
    tally.expect(&[("a pack", 80)]);
}

#[test]
fn a_part_is_what_the_whole_has_of_it() {
    let tally = check(300, samples(Size::SMALL), |sample, tally| {
        let Some(pack) = pack(&sample) else { return Ok(()) };
        let bytes = pack.to_bytes().expect("what was compiled can be written");
        for decision in pack.decisions() {
            let id = &decision.definition().id;
            let part = Pack::part_from_bytes(&bytes, id);
            let Ok(Some(part)) = part else { panic!("{id}: {part:?}") };
            let mut wanted: Vec<Decision> =
                pack.requirement_order(decision).into_iter().cloned().collect();
            wanted.sort_by(|a, b| a.definition().id.cmp(&b.definition().id));
            prop_assert_eq!(part.decisions(), wanted.as_slice());
            prop_assert_eq!(part.about(), pack.about());
            tally.saw_if(wanted.len() == 1, "alone");
            tally.saw_if(wanted.len() > 1, "with what it rests on");
        }
        prop_assert_eq!(Pack::part_from_bytes(&bytes, "nowhere"), Ok(None));
        let short = &bytes[..bytes.len() - 1];
        prop_assert_eq!(Pack::part_from_bytes(short, "nowhere"), Err(LoadError::Damaged));
        Ok(())
    });
    tally.expect(&[("alone", 80), ("with what it rests on", 80)]);
}

#[test]
fn a_pack_with_a_byte_missing_or_a_bit_changed_is_refused() {
    let tally = check(25, samples(SIZE), |sample, tally| {
        let Some(pack) = pack(&sample) else { return Ok(()) };
        let mut bytes = pack.to_bytes().expect("what was compiled can be written");
        for length in 0..bytes.len() {
            prop_assert!(Pack::from_bytes(&bytes[..length]).is_err(), "the first {} bytes", length);
        }
        bytes.push(0);
        prop_assert_eq!(Pack::from_bytes(&bytes), Err(LoadError::Damaged));
        bytes.pop();
        for place in 0..bytes.len() {
            for bit in 0..8 {
                bytes[place] ^= 1 << bit;
                prop_assert!(Pack::from_bytes(&bytes).is_err(), "bit {} of byte {}", bit, place);
                bytes[place] ^= 1 << bit;
            }
        }
        prop_assert_eq!(Pack::from_bytes(&bytes), Ok(pack));
        tally.saw("a pack");
        Ok(())
    });
    tally.expect(&[("a pack", 10)]);
}

#[test]
fn any_bytes_are_read_or_refused() {
    let bytes = prop::collection::vec(any::<u8>(), 0..200);
    let tally = check(2_000, bytes, |body, tally| {
        prop_assert!(Pack::from_bytes(&body).is_err());
        let loaded = Pack::from_bytes(&sealed(&body));
        tally.saw_if(loaded == Err(LoadError::Malformed), "malformed");
        Ok(())
    });
    tally.expect(&[("malformed", 1_900)]);
}

/// Changes a body as faults and forgers would.
fn mutate(dice: &mut Dice, body: &mut Vec<u8>) {
    for _ in 0..1 + dice.roll(3) {
        let place = dice.roll(body.len());
        match dice.roll(6) {
            0 => body[place] ^= 1 << dice.roll(8),
            1 => body[place] = dice.roll(256) as u8,
            2 => body[place] = *dice.one_of(&[0, 1, 2, 63, 64, 65, 127, 128, 255]),
            3 => body.insert(place, dice.roll(256) as u8),
            4 if body.len() > 1 => {
                body.remove(place);
            }
            _ => {
                let from = dice.roll(body.len());
                let length = (1 + dice.roll(8)).min(body.len() - from.max(place));
                body.copy_within(from..from + length, place);
            }
        }
    }
}

#[test]
fn a_forged_pack_is_refused_or_does_no_harm() {
    let tally = check(300, samples(SIZE), |sample, tally| {
        let Some(pack) = pack(&sample) else { return Ok(()) };
        let bytes = pack.to_bytes().expect("what was compiled can be written");
        let mut dice = Dice::new(sample.seed);
        for _ in 0..100 {
            let mut body = bytes[HEADER..].to_vec();
            mutate(&mut dice, &mut body);
            match Pack::from_bytes(&sealed(&body)) {
                Ok(forged) => {
                    tally.saw_if(forged != pack, "another pack");
                    tally.saw_if(forged.decisions() != pack.decisions(), "other decisions");
                    use_it(&mut dice, &forged, tally)?;
                }
                Err(error) => {
                    prop_assert_eq!(error, LoadError::Malformed);
                    tally.saw("refused");
                    // A part that is sound may be read even so.
                    let decision = &pack.decisions()[0].definition().id;
                    if let Ok(Some(part)) = Pack::part_from_bytes(&sealed(&body), decision) {
                        use_it(&mut dice, &part, tally)?;
                        tally.saw("a part of what is refused");
                    }
                }
            }
        }
        Ok(())
    });
    tally.expect(&[
        ("another pack", 1_000),
        ("other decisions", 900),
        ("refused", 10_000),
        ("a part of what is refused", 1_000),
    ]);
}

/// Does with a pack all that can be done with one.
fn use_it(dice: &mut Dice, pack: &Pack, tally: &Tally) -> Checked {
    prop_assert!(pack.to_bytes().is_ok());
    for decision in pack.decisions() {
        let definition = decision.definition();
        for required in pack.requirement_order(decision) {
            prop_assert!(pack.decision(&required.definition().id).is_some());
        }
        for edition in 0..pack.about().editions.len() {
            let silent = Answers::none(definition).assuming_silence(definition).0;
            for answers in [some_answers(dice, definition), silent, nonsense(dice, definition)] {
                ask_everything(pack, decision, edition, &answers);
                tally.saw("answers");
            }
        }
    }
    Ok(())
}

/// Asks everything there is to ask about some answers.
fn ask_everything(pack: &Pack, decision: &Decision, edition: usize, answers: &Answers) {
    let definition = decision.definition();
    let cube = decision.cube(edition, answers);
    let diagram = decision.diagram(edition);
    let _ = (diagram.verdict(&cube), diagram.winner(&cube), diagram.nodes());
    let given = Given::from(answers.clone());
    for language in 0..3 {
        let _ = pack.report(decision, edition, language, &given);
    }
    let mut session = Session::new();
    for (input, answer) in answers.given() {
        session.push(Entry::Answer(input, answer));
        let _ = pack.describe(definition, edition, 0, input, &answer, &Words::JAPANESE);
    }
    let link = pack.write_link(decision, edition, &session);
    let _ = pack.read_link(&link);
    let mut planner = Planner::with_limit(decision, edition, 2_000);
    let mut dice = Dice::new(1);
    let mut answers = answers.clone();
    for input in planner.relevant(&answers) {
        let _ = planner.offers_of(&answers, input);
    }
    // As many questions as there are inputs should do; a forged pack may never be satisfied.
    for _ in 0..definition.inputs.len() {
        let Some(question) = planner.next(&answers, &[]) else { break };
        let answer = some_answer(&mut dice, &definition.inputs[question.input]);
        answers.set(question.input, Some(answer));
    }
}

#[test]
fn answers_that_make_no_sense_do_no_harm() {
    let tally = check(300, samples(SIZE), |sample, tally| {
        let Some(pack) = pack(&sample) else { return Ok(()) };
        let mut dice = Dice::new(sample.seed);
        for decision in pack.decisions() {
            for edition in 0..sample.editions {
                let answers = nonsense(&mut dice, decision.definition());
                ask_everything(&pack, decision, edition, &answers);
                let outside = answers.given().any(|(_, answer)| answer == Answer::Values(0));
                tally.saw_if(outside, "no value at all");
                tally.saw("nonsense");
            }
        }
        Ok(())
    });
    tally.expect(&[("nonsense", 300), ("no value at all", 30)]);
}
