//! Parts of packs: what they say is what the whole says.

use proptest::prelude::*;
use shirube_engine::{Given, Pack};

use crate::support::{Dice, Size, check, pack, samples, some_answers};

#[test]
fn a_part_says_what_the_whole_says() {
    let tally = check(600, samples(Size::SMALL), |sample, tally| {
        let Some(pack) = pack(&sample) else { return Ok(()) };
        let mut dice = Dice::new(sample.seed);
        for decision in pack.decisions() {
            let id = decision.definition().id.as_str();
            for language in 0..pack.about().languages.len() {
                let part = pack.part(&[id], &[language]).expect("both are there");
                let bytes = part.to_bytes().expect("it can be written");
                let read = Pack::from_bytes(&bytes);
                prop_assert_eq!(read.as_ref(), Ok(&part), "it is not in order");
                let own = part.decision(id).expect("it was asked for");
                for edition in 0..pack.about().editions.len() {
                    let given = Given::from(some_answers(&mut dice, decision.definition()));
                    let whole = pack.report(decision, edition, language, &given);
                    prop_assert_eq!(part.report(own, edition, 0, &given), whole);
                    tally.saw("a report");
                }
                let (few, all) = (part.about().facts.len(), pack.about().facts.len());
                tally.saw_if(few < all, "fewer facts");
            }
        }
        let ids: Vec<&str> =
            pack.decisions().iter().map(|decision| decision.definition().id.as_str()).collect();
        prop_assert_eq!(
            pack.part(&ids, &[0, 1]).map(|part| part.decisions().len()),
            Some(ids.len())
        );
        prop_assert_eq!(pack.part(&["nowhere"], &[0]), None);
        prop_assert_eq!(pack.part(&ids, &[2]), None);
        prop_assert_eq!(pack.part(&ids, &[]), None);
        Ok(())
    });
    tally.expect(&[("a report", 400), ("fewer facts", 50)]);
}
