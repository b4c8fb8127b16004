//! The plan of every shipped decision, followed down every answer.

use shirube_engine::plan::{Planner, exactly};
use shirube_engine::{Answer, Answers, Decision, Verdict};
use shirube_tests::{checked, pack_folders};

#[test]
fn every_guide_settles_within_the_questions_it_promises_and_some_answers_need_them_all() {
    for folder in pack_folders() {
        let (pack, _) = checked(&folder);
        for decision in pack.decisions() {
            for edition in 0..pack.about().editions.len() {
                let mut planner = Planner::new(decision, edition);
                let answers = Answers::none(decision.definition());
                let first = planner.next(&answers, &[]);
                assert!(first.as_ref().is_some_and(|question| question.exact));
                let promised = first.map_or(0, |question| question.at_most);
                let longest = follow(decision, edition, &mut planner, &answers);
                assert_eq!(longest, promised, "{}", decision.definition().id);
            }
        }
    }
}

/// Follows the plan down every answer to its end; returns the most questions asked.
fn follow(
    decision: &Decision,
    edition: usize,
    planner: &mut Planner<'_>,
    answers: &Answers,
) -> usize {
    let cube = decision.cube(edition, answers);
    let verdict = decision.diagram(edition).verdict(&cube);
    let Some(question) = planner.next(answers, &[]) else {
        assert!(matches!(verdict, Verdict::Settled(_)), "the guide ends settled: {verdict:?}");
        return 0;
    };
    assert!(matches!(verdict, Verdict::Open(_)), "the guide asks only while it is open");
    let definition = decision.definition();
    let members = definition.inputs[question.input].values().len();
    let matter: Vec<u64> = (question.offers.iter())
        .filter_map(|offer| match offer.answer {
            Answer::Members { yes, .. } => Some(yes),
            _ => None,
        })
        .collect();
    let choices: Vec<Answer> = if matter.is_empty() {
        question.offers.iter().map(|offer| offer.answer).collect()
    } else {
        // Every subset of the members that matter.
        (0..1u64 << matter.len())
            .map(|subset| {
                let chosen = matter.iter().enumerate().filter(|(nth, _)| subset >> nth & 1 == 1);
                exactly(chosen.fold(0, |all, (_, member)| all | member), members)
            })
            .collect()
    };
    let mut longest = 0;
    for choice in choices {
        let mut further = answers.clone();
        further.set(question.input, Some(choice));
        let cube = decision.cube(edition, &further);
        if decision.diagram(edition).verdict(&cube) != Verdict::Impossible {
            longest = longest.max(follow(decision, edition, planner, &further));
        }
    }
    assert!(longest < question.at_most, "the guide keeps its promise");
    longest + 1
}
