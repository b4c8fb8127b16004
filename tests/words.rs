//! Answers in words: what a person reads of an answer says that answer and no other.

use shirube_engine::model::InputKind;
use shirube_engine::phrase::Words;
use shirube_engine::quantity::Interval;
use shirube_engine::{Answer, Answers, Decision, Given, Pack};
use shirube_tests::{checked, pack_folders};

/// Calls `look` for every decision in every edition and language.
fn everywhere(mut look: impl FnMut(&Pack, &Decision, usize, usize, &Words)) {
    for folder in pack_folders() {
        let (pack, _) = checked(&folder);
        for decision in pack.decisions() {
            for edition in 0..pack.about().editions.len() {
                for (language, code) in pack.about().languages.iter().enumerate() {
                    look(&pack, decision, edition, language, &Words::of(code));
                }
            }
        }
    }
}

#[test]
fn a_limit_copied_from_what_is_shown_means_that_limit() {
    let mut limits = 0;
    everywhere(|pack, decision, edition, language, words| {
        let definition = decision.definition();
        let space = decision.diagram(edition).space();
        for (index, input) in definition.inputs.iter().enumerate() {
            let InputKind::Quantity { range, .. } = input.kind else { continue };
            let variable = &space.variables[space.levels_of(index)[0]];
            for region in 0..variable.regions() {
                let Some(Interval { low, high }) = variable.interval(region) else { continue };
                for one_sided in
                    [Interval { low, high: range.high }, Interval { low: range.low, high }]
                {
                    let answer = Answer::Quantity(one_sided);
                    let shown = pack.describe(definition, edition, language, index, &answer, words);
                    if one_sided == range {
                        assert_eq!(shown, words.anything);
                        continue;
                    }
                    let copied = input.parse_answer(&shown);
                    assert_eq!(copied, Ok(answer), "{}: `{shown}`", input.id);
                    limits += 1;
                }
            }
        }
    });
    assert!(limits > 0, "some decision compares a quantity with a limit");
}

#[test]
fn every_answer_has_words_and_one_that_rules_nothing_out_says_so() {
    everywhere(|pack, decision, edition, language, words| {
        let definition = decision.definition();
        for (index, input) in definition.inputs.iter().enumerate() {
            let count = input.values().len();
            let every = u64::MAX >> (64 - count.max(1));
            let (all, single) = match input.kind {
                InputKind::Flag => (Answer::Values(0b11), Answer::Values(0b01)),
                InputKind::Choice { .. } => (Answer::Values(every), Answer::Values(1)),
                InputKind::Set { .. } => {
                    (Answer::Members { yes: 0, no: 0 }, Answer::Members { yes: 0, no: every })
                }
                InputKind::Quantity { range, .. } => (
                    Answer::Quantity(range),
                    Answer::Quantity(Interval { low: range.low, high: range.low }),
                ),
            };
            let describe = |answer: &Answer| {
                pack.describe(definition, edition, language, index, answer, words)
            };
            assert_eq!(describe(&all), words.anything, "{}", input.id);
            let single = describe(&single);
            assert!(!single.is_empty() && single != words.anything, "{}", input.id);
        }
    });
}

#[test]
fn every_option_says_what_it_is_best_for_when_another_is_preferred() {
    everywhere(|pack, decision, edition, language, _| {
        let answers = Answers::none(decision.definition());
        let (answers, assumed) = answers.assuming_silence(decision.definition());
        let given = Given { answers, assumed, ..Given::default() };
        let report = pack.report(decision, edition, language, &given);
        for rejection in &report.rejected {
            let option = &rejection.option;
            let best = option.best.as_deref().unwrap_or_default();
            assert!(!best.is_empty(), "{}: `{}` has no `best`", report.decision, option.id);
            assert_ne!(best, option.about, "{}: `{}`", report.decision, option.id);
        }
        let definition = decision.definition();
        assert!(definition.options.iter().all(|option| option.best.is_some()));
    });
}
