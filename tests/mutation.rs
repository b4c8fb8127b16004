//! The cases and claims of the exam pack notice the slips that are put into its rules.

use shirube_lang::{SlipWords, mutate};
use shirube_tests::{checked, pack_folders};

/// Of a hundred slips that change an answer, how many at least are to be noticed.
const AIM: usize = 95;

#[test]
fn slips_in_the_rules_of_every_decision_of_the_exam_pack_are_noticed() {
    let (pack, checked) = checked(&pack_folders()[0]);
    let mut weak = Vec::new();
    for mutated in mutate(&pack, &checked, pack.decisions()) {
        let id = &mutated.decision().definition().id;
        let (caught, all) = mutated.caught();
        assert!(all > mutated.decision().definition().rules.len(), "`{id}` has mutants");
        if caught * 100 < all * AIM {
            let told = mutated.missed().into_iter().map(|missed| {
                let words = &SlipWords::ENGLISH;
                let (subject, slip) =
                    (mutated.subject(&missed.mutant), mutated.slip(&missed.mutant, words));
                let change = missed.scene.map(|scene| mutated.change(&scene, words));
                format!("`{subject}` {slip}: {}", change.unwrap_or_default())
            });
            weak.push(format!(
                "`{id}`: {caught} of {all}\n{}",
                told.collect::<Vec<_>>().join("\n")
            ));
        }
    }
    assert!(weak.is_empty(), "{}", weak.join("\n\n"));
}
