//! Sessions and links: what was said is what is known, and a link says it again.

use std::collections::BTreeSet;

use proptest::prelude::*;
use shirube_engine::model::Definition;
use shirube_engine::session::{Entry, Session, State};
use shirube_engine::{Answer, AnswerError, Answers, Pack};

use crate::support::{Dice, Size, check, pack, samples, some_answer, some_answers};

/// Small decisions, nearly all of which compile.
const SIZE: Size = Size { repaired: 100, ..Size::SMALL };

fn entries(dice: &mut Dice, definition: &Definition) -> Vec<Entry> {
    (0..dice.roll(12))
        .map(|_| {
            let input = dice.roll(definition.inputs.len());
            match dice.roll(9) {
                0..=3 => Entry::Answer(input, some_answer(dice, &definition.inputs[input])),
                4 => Entry::DontKnow(input),
                5 => Entry::Withdraw(input),
                6 => Entry::Assume(input, some_answer(dice, &definition.inputs[input])),
                _ => Entry::Back,
            }
        })
        .collect()
}

fn session(entries: &[Entry]) -> Session {
    let mut session = Session::new();
    entries.iter().for_each(|&entry| session.push(entry));
    session
}

/// The same state, whatever the order of what is unknown.
fn said(state: &State) -> (&Answers, [BTreeSet<usize>; 2], &[usize]) {
    let sets = [&state.unknown, &state.assumed].map(|inputs| inputs.iter().copied().collect());
    (&state.answers, sets, &state.order)
}

fn input_of(entry: &Entry) -> Option<usize> {
    match *entry {
        Entry::Answer(input, _) | Entry::Assume(input, _) => Some(input),
        Entry::DontKnow(input) | Entry::Withdraw(input) => Some(input),
        Entry::Back => None,
    }
}

#[test]
fn what_is_known_of_an_input_is_what_was_last_said_of_it_and_not_taken_back() {
    let tally = check(1_500, samples(SIZE), |sample, tally| {
        let mut dice = Dice::new(sample.seed);
        let log = entries(&mut dice, &sample.definition);
        let mut left: Vec<Entry> = Vec::new();
        for &entry in &log {
            match entry {
                Entry::Back => {
                    tally.saw_if(left.is_empty(), "nothing to go back on");
                    left.pop();
                }
                _ => left.push(entry),
            }
        }
        let state = session(&log).state(&sample.definition);
        prop_assert_eq!(session(&log).can_go_back(), !left.is_empty());
        let mut order = Vec::new();
        for input in 0..sample.definition.inputs.len() {
            let of_it: Vec<(usize, &Entry)> =
                left.iter().enumerate().filter(|(_, e)| input_of(e) == Some(input)).collect();
            let last = of_it.last().map(|(_, entry)| **entry);
            let said = match last {
                Some(Entry::Answer(_, answer) | Entry::Assume(_, answer)) => Some(answer),
                _ => None,
            };
            // To say that it may be anything is not to know it.
            let anything =
                said.is_some_and(|a| sample.definition.inputs[input].is_left_open_by(&a));
            prop_assert_eq!(state.answers.get(input), said.filter(|_| !anything));
            let unknown = anything || matches!(last, Some(Entry::DontKnow(_)));
            prop_assert_eq!(state.unknown.contains(&input), unknown);
            let assumed = !anything && matches!(last, Some(Entry::Assume(..)));
            prop_assert_eq!(state.assumed.contains(&input), assumed);
            tally.saw_if(assumed, "something assumed");
            tally.saw_if(anything, "anything at all");
            // It came up with the first word about it since it was last withdrawn.
            let since = of_it.iter().rev().take_while(|(_, e)| !matches!(e, Entry::Withdraw(_)));
            order.extend(since.last().map(|(place, _)| (*place, input)));
        }
        order.sort_unstable();
        let order: Vec<usize> = order.into_iter().map(|(_, input)| input).collect();
        prop_assert_eq!(&state.order, &order);
        tally.saw_if(order.len() > 1, "several inputs");
        tally.saw_if(!state.unknown.is_empty(), "something unknown");
        Ok(())
    });
    tally.expect(&[
        ("nothing to go back on", 200),
        ("several inputs", 200),
        ("something unknown", 100),
        ("something assumed", 100),
        ("anything at all", 100),
    ]);
}

#[test]
fn going_back_undoes_exactly_the_last_step() {
    let tally = check(800, samples(SIZE), |sample, tally| {
        let mut dice = Dice::new(sample.seed);
        let mut session = session(&entries(&mut dice, &sample.definition));
        let before = session.state(&sample.definition);
        let mut steps: Vec<Entry> = entries(&mut dice, &sample.definition);
        steps.retain(|entry| *entry != Entry::Back);
        steps.iter().for_each(|&entry| session.push(entry));
        steps.iter().for_each(|_| session.push(Entry::Back));
        prop_assert_eq!(session.state(&sample.definition), before);
        tally.saw_if(steps.len() > 1, "several steps");
        Ok(())
    });
    tally.expect(&[("several steps", 200)]);
}

#[test]
fn a_link_says_again_what_was_said() {
    let tally = check(1_500, samples(SIZE), |sample, tally| {
        let Some(pack) = pack(&sample) else { return Ok(()) };
        let mut dice = Dice::new(sample.seed);
        let decision = dice.one_of(pack.decisions());
        let definition = decision.definition();
        let session = session(&entries(&mut dice, definition));
        let edition = dice.roll(sample.editions);
        let link = pack.write_link(decision, edition, &session);
        let dressed = match dice.roll(4) {
            0 => format!("https://example.com/guide?a=b#{link}"),
            1 => format!("#{link}"),
            2 => format!(" {link}\n"),
            _ => link.clone(),
        };
        let read = pack.read_link(&dressed);
        prop_assert!(read.is_ok(), "{:?}: {:?}", dressed, read);
        let read = read.expect("was just found to be");
        prop_assert_eq!((&read.decision, read.edition), (&definition.id, edition));
        let (one, two) = (session.state(definition), read.session.state(definition));
        prop_assert_eq!(said(&one), said(&two), "{}", link);
        prop_assert_eq!(&pack.write_link(decision, edition, &read.session), &link);
        let plain = link
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~,!/:;=?@%".contains(&byte));
        prop_assert!(plain, "{} would not survive a messenger", link);
        tally.saw_if(one.order.len() > 1, "several inputs");
        tally.saw_if(!one.unknown.is_empty(), "something unknown");
        tally.saw_if(!one.assumed.is_empty(), "something assumed");
        Ok(())
    });
    tally.expect(&[
        ("several inputs", 300),
        ("something unknown", 100),
        ("something assumed", 100),
    ]);
}

#[test]
fn an_answer_is_read_as_it_was_written() {
    let tally = check(1_500, samples(SIZE), |sample, tally| {
        let mut dice = Dice::new(sample.seed);
        for input in &sample.definition.inputs {
            for _ in 0..8 {
                let answer = some_answer(&mut dice, input);
                let written = input.format_answer(&answer);
                prop_assert_eq!(input.parse_answer(&written), Ok(answer), "{:?}", written);
                prop_assert!(!written.contains(' '), "{:?}", written);
                let wide: String = (written.chars())
                    .map(|c| match c {
                        '!'..='~' => char::from_u32(c as u32 + 0xfee0).unwrap_or(c),
                        _ => c,
                    })
                    .collect();
                prop_assert_eq!(input.parse_answer(&wide), Ok(answer), "{:?}", wide);
                tally.saw(match answer {
                    Answer::Values(_) => "values",
                    Answer::Members { .. } => "members",
                    Answer::Quantity(interval) if interval.low == interval.high => "quantity",
                    Answer::Quantity(_) => "range",
                });
            }
        }
        Ok(())
    });
    tally.expect(&[("values", 7_000), ("members", 4_000), ("quantity", 2_000), ("range", 1_000)]);
}

/// Text made of what links and answers are made of, so that much of it nearly is one.
fn text() -> impl Strategy<Value = String> {
    let words = vec![
        "choose",
        "second",
        "@",
        "exam",
        "now",
        ";",
        ";",
        "=",
        "=",
        "i0",
        "i1",
        "i2",
        "z",
        "o0",
        "?",
        "gpu",
        "x-1",
        "none",
        "not ",
        "no",
        "yes",
        "はい",
        "!",
        "...",
        "…",
        ",",
        "、",
        " ",
        "#",
        "%",
        "%20",
        "%ff",
        "%E3%81",
        "< ",
        ">=",
        "..",
        "[",
        ")",
        "3",
        "０",
        "5 MB",
        "1.5h",
        "10/s",
        "2%",
        "99999999999999999999",
        "-1",
        "é",
        "~",
        "\u{0}",
        "𝟙",
    ];
    prop_oneof![
        3 => prop::collection::vec(prop::sample::select(words), 0..12).prop_map(|words| words.concat()),
        1 => any::<String>(),
    ]
}

/// A text that was in order, with another stuck into it or a character lost.
fn mangled(dice: &mut Dice, written: &str, piece: &str) -> String {
    let mut characters: Vec<char> = written.chars().collect();
    let place = dice.roll(characters.len() + 1);
    if dice.chance(30) && place < characters.len() {
        characters.remove(place);
    } else if dice.chance(70) {
        characters.splice(place..place, piece.chars());
    }
    characters.into_iter().collect()
}

fn link_is_harmless(pack: &Pack, text: &str) -> Result<bool, TestCaseError> {
    let link = match pack.read_link(text) {
        Ok(link) => link,
        Err(error) => {
            prop_assert!(!error.to_string().is_empty());
            let _ = error.help();
            return Ok(false);
        }
    };
    let decision = pack.decision(&link.decision).expect("links name decisions that there are");
    let again = pack.write_link(decision, link.edition, &link.session);
    let read = pack.read_link(&again);
    let state = link.session.state(decision.definition());
    let read = read.map(|link| link.session.state(decision.definition()));
    prop_assert_eq!(read.as_ref().map(said), Ok(said(&state)), "{:?}, then {:?}", text, again);
    Ok(true)
}

#[test]
fn any_text_as_a_link_is_read_or_refused_and_never_more() {
    let sampled = (samples(SIZE), prop::collection::vec(text(), 30));
    let tally = check(250, sampled, |(sample, texts), tally| {
        let Some(pack) = pack(&sample) else { return Ok(()) };
        let mut dice = Dice::new(sample.seed);
        for text in texts {
            let read = link_is_harmless(&pack, &text)?;
            tally.saw_if(!read, "refused");
            // Closer to a link, more is reached.
            let decision = dice.one_of(pack.decisions());
            let entries = entries(&mut dice, decision.definition());
            let link = pack.write_link(decision, 0, &session(&entries));
            let read = link_is_harmless(&pack, &mangled(&mut dice, &link, &text))?;
            tally.saw(if read { "read" } else { "nearly read" });
        }
        Ok(())
    });
    tally.expect(&[("refused", 2_000), ("nearly read", 2_000), ("read", 700)]);
}

#[test]
fn any_text_as_an_answer_is_read_or_refused_with_its_place() {
    let sampled = (samples(SIZE), prop::collection::vec(text(), 30));
    let tally = check(400, sampled, |(sample, texts), tally| {
        let mut dice = Dice::new(sample.seed);
        for text in texts {
            for input in &sample.definition.inputs {
                let written = input.format_answer(&some_answer(&mut dice, input));
                for text in [mangled(&mut dice, &written, &text), text.clone()] {
                    match input.parse_answer(&text) {
                        Ok(answer) => {
                            let again = input.format_answer(&answer);
                            prop_assert_eq!(input.parse_answer(&again), Ok(answer), "{:?}", text);
                            tally.saw("read");
                        }
                        Err(error) => {
                            prop_assert!(!error.to_string().is_empty());
                            let _ = error.help();
                            if let AnswerError::UnknownValue { at, .. } = &error {
                                prop_assert!(
                                    text.get(at.clone()).is_some(),
                                    "{:?}, {:?}",
                                    at,
                                    text
                                );
                            }
                            tally.saw("refused");
                        }
                    }
                }
            }
        }
        Ok(())
    });
    tally.expect(&[("read", 5_000), ("refused", 20_000)]);
}

#[test]
fn silence_is_filled_where_nothing_was_said_and_nowhere_else() {
    let tally = check(500, samples(SIZE), |sample, tally| {
        let mut dice = Dice::new(sample.seed);
        let answers = some_answers(&mut dice, &sample.definition);
        let (filled, assumed) = answers.assuming_silence(&sample.definition);
        let mut session = Session::new();
        for (input, answer) in answers.given() {
            session.push(Entry::Answer(input, answer));
        }
        let state = session.assuming_silence(&sample.definition).state(&sample.definition);
        for (index, input) in sample.definition.inputs.iter().enumerate() {
            let silent = answers.get(index).is_none() && input.when_silent.is_some();
            prop_assert_eq!(assumed.contains(&index), silent);
            // To a session, an answer that leaves everything open is none.
            let silent = silent
                || session.state(&sample.definition).answers.get(index).is_none()
                    && input.when_silent.is_some_and(|answer| !input.is_left_open_by(&answer));
            prop_assert_eq!(state.assumed.contains(&index), silent);
            prop_assert_eq!(filled.get(index), answers.get(index).or(input.when_silent));
            tally.saw_if(silent, "assumed");
        }
        Ok(())
    });
    tally.expect(&[("assumed", 100)]);
}
