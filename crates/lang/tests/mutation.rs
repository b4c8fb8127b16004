//! What catches a mutant: that it does not compile, a case, a claim, or a warning.

#![allow(clippy::panic, clippy::unwrap_used, reason = "tests may fail")]

use shirube_lang::{Checked, Code, Files, Mutated, Noticed, SlipWords, Standing, check, mutate};

const PACK: &str = r#"
id = "meals"
version = "0.1.0"
title = "Meals"
about = "What to eat."
languages = ["en"]
edition = [{ id = "now", title = "today" }]
"#;

const SOURCES: &str = r#"
[menu]
title = "The menu"
url = "https://lunch.example/menu"
as_of = "2026-07"
"#;

const FACTS: &str = r#"
[cooking]
about = "Cooking"
source = "menu"
value = "20 min"
as_of = "2026-07"
"#;

const MEAL: &str = r#"
id = "meal"
title = "The meal"
about = "What is on the table."

[[input]]
id = "time"
kind = "quantity"
unit = "ms"
name = "Time"
ask = "How long?"
why = "Soup takes time."

[[input]]
id = "cold"
kind = "flag"
name = "Cold"
ask = "Is it cold?"
why = "Soup warms."

[[option]]
id = "bread"
name = "Bread"
about = "Quick."

[[option]]
id = "soup"
name = "Soup"
about = "Hot."

[[exclude]]
id = "soup-takes-time"
option = "soup"
when = { time = "< @cooking" }
because = "It takes {@cooking}."

[[prefer]]
id = "soup-warms"
when = { cold = true }
pick = ["soup", "bread"]
because = "It is hot."
source = "menu"

[[prefer]]
id = "bread-does"
when = {}
pick = "bread"
because = "There is bread."
source = "menu"
"#;

/// A pack of a decision with cases beside it.
fn pack(meal: &str, cases: &str) -> Checked {
    pack_with(meal, cases, &[])
}

/// The same with more files.
fn pack_with(meal: &str, cases: &str, more: &[(&str, &str)]) -> Checked {
    let files = [
        ("pack.toml", PACK.to_owned()),
        ("sources.toml", SOURCES.to_owned()),
        ("facts.toml", FACTS.to_owned()),
        ("decisions/meal.toml", meal.to_owned()),
        ("cases/meal.toml", format!("decision = \"meal\"\n{cases}")),
    ];
    let more = more.iter().map(|(path, text)| (*path, (*text).to_owned()));
    let checked = check(&Files::new(files.into_iter().chain(more)));
    assert!(checked.pack.is_some(), "{:#?}", checked.diagnostics);
    checked
}

/// How each mutant stands, by what is said of it.
fn standings(meal: &str, cases: &str) -> Vec<(String, Standing)> {
    let checked = pack(meal, cases);
    let pack = checked.pack.as_ref().unwrap();
    let mutated = mutate(pack, &checked, pack.decisions());
    let told = |mutated: &Mutated<'_>| -> Vec<(String, Standing)> {
        let all = mutated.mutants().iter();
        all.map(|(mutant, standing)| {
            let name = format!(
                "{} {}",
                mutated.subject(mutant),
                mutated.slip(mutant, &SlipWords::ENGLISH)
            );
            (name, standing.clone())
        })
        .collect()
    };
    mutated.iter().flat_map(told).collect()
}

/// How one of them stands, with claims at the end of the decision.
fn standing(claims: &str, cases: &str, name: &str) -> Standing {
    standing_in(&format!("{MEAL}{claims}"), cases, name)
}

fn standing_in(meal: &str, cases: &str, name: &str) -> Standing {
    let all = standings(meal, cases);
    let found = all.iter().find(|(told, _)| told == name);
    found.unwrap_or_else(|| panic!("{name:?} is none of {all:#?}")).1.clone()
}

const CLAIM: &str = r#"
[[claim]]
id = "no-soup-in-no-time"
never = "soup"
when = { time = "< @cooking" }
"#;

const AT_THE_LIMIT: &str = r#"
[[case]]
id = "just-in-time"
stands_for = "the limit itself"
answers = { time = "20 min", cold = true }
winner = "soup"
"#;

#[test]
fn every_slip_that_there_is_to_make_is_made() {
    let names: Vec<String> = standings(MEAL, "").into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "bread-does taken out",
            "bread-does with `soup` in place of `bread`",
            "soup-takes-time taken out",
            "soup-takes-time turned around: where it holds, it does not",
            "soup-takes-time without asking whether `time` is < 20 min",
            "soup-takes-time with `bread` in place of `soup`",
            "soup-takes-time with `<=` for `<` of `time`",
            "soup-warms taken out",
            "soup-warms turned around: where it holds, it does not",
            "soup-warms without asking whether `cold` is true",
            "soup-warms with `bread` before `soup`",
            "@cooking one step smaller: 1199999 ms",
            "@cooking one step larger: 1200001 ms",
        ]
    );
}

#[test]
fn what_does_not_compile_is_caught() {
    let gap = Standing::Caught(Noticed::Refused(Code::Gap));
    assert_eq!(standing("", "", "bread-does taken out"), gap);
}

#[test]
fn what_nothing_notices_is_missed_until_a_case_does() {
    let slip = "soup-takes-time with `<=` for `<` of `time`";
    assert_eq!(standing("", "", slip), Standing::Missed);
    assert_eq!(standing(CLAIM, "", slip), Standing::Missed);
    let case = Standing::Caught(Noticed::Case("just-in-time".into()));
    assert_eq!(standing(CLAIM, AT_THE_LIMIT, slip), case);
}

#[test]
fn a_claim_that_rests_on_a_figure_moves_with_it_and_a_case_does_not() {
    let larger = "@cooking one step larger: 1200001 ms";
    assert_eq!(standing(CLAIM, "", larger), Standing::Missed);
    let case = Standing::Caught(Noticed::Case("just-in-time".into()));
    assert_eq!(standing(CLAIM, AT_THE_LIMIT, larger), case);
    let smaller = "@cooking one step smaller: 1199999 ms";
    assert_eq!(standing(CLAIM, AT_THE_LIMIT, smaller), Standing::Missed);
}

#[test]
fn a_warning_that_there_was_not_catches_a_mutant_unless_it_is_accepted_and_so_does_a_claim() {
    let slip = "soup-takes-time taken out";
    let finding = Standing::Caught(Noticed::Finding(Code::InputWithoutEffect));
    assert_eq!(standing("", "", slip), finding);

    let accept = "accept = { input-without-effect = \"it may matter again\" }";
    let accepted = MEAL.replace("id = \"time\"", &format!("id = \"time\"\n{accept}"));
    assert_eq!(standing_in(&accepted, "", slip), Standing::Missed);

    let claim = Standing::Caught(Noticed::Claim("no-soup-in-no-time".into()));
    assert_eq!(standing_in(&format!("{accepted}{CLAIM}"), "", slip), claim);
}

#[test]
fn every_missed_mutant_has_a_situation_and_suggested_cases_catch_them_all() {
    let checked = pack(MEAL, "");
    let pack = checked.pack.as_ref().unwrap();
    let mutated = mutate(pack, &checked, pack.decisions());
    let missed = mutated[0].missed();
    assert!(missed.len() > 3);
    for missed in &missed {
        let scene = missed.scene.as_ref().unwrap();
        assert!(scene.outcome.is_some() && scene.mutants.len() == 1, "{scene:?}");
    }
    let suggested = mutated[0].suggest(&SlipWords::ENGLISH);
    assert!(suggested.len() < missed.len());
    let caught: usize = suggested.iter().map(|case| case.shows.len()).sum();
    assert_eq!(caught, missed.len());
}

const SPOON: &str = r#"
id = "cutlery"
title = "The cutlery"
about = "What to eat with."

[[input]]
id = "meal"
from = "meal"
name = "Meal"
ask = "What is eaten?"
why = "Soup takes a spoon."

[[option]]
id = "hand"
name = "By hand"
about = "Nothing to wash."

[[option]]
id = "spoon"
name = "A spoon"
about = "For soup."

[[prefer]]
id = "soup-takes-a-spoon"
when = { meal = "soup" }
pick = "spoon"
because = "It is liquid."
source = "menu"

[[prefer]]
id = "bread-takes-none"
when = { meal = "bread" }
pick = "hand"
because = "It is dry."
source = "menu"
"#;

const SPOON_CASES: &str = r#"
decision = "cutlery"

[[case]]
id = "soup-just-in-time"
stands_for = "the limit itself"
answers = { meal = { time = "20 min", cold = true } }
winner = "spoon"
"#;

#[test]
fn a_case_of_a_decision_that_rests_on_another_catches_slips_in_that() {
    let more = [("decisions/cutlery.toml", SPOON), ("cases/cutlery.toml", SPOON_CASES)];
    let checked = pack_with(MEAL, "", &more);
    let pack = checked.pack.as_ref().unwrap();
    let mutated = mutate(pack, &checked, [pack.decision("meal").unwrap()]);
    let slip = "with `<=` for `<` of `time`";
    let (_, standing) = mutated[0]
        .mutants()
        .iter()
        .find(|(mutant, _)| mutated[0].slip(mutant, &SlipWords::ENGLISH) == slip)
        .unwrap();
    assert_eq!(*standing, Standing::Caught(Noticed::Case("soup-just-in-time".into())));
}

#[test]
fn mutants_of_several_decisions_are_those_of_each_in_the_order_that_was_asked_for() {
    let more = [("decisions/cutlery.toml", SPOON), ("cases/cutlery.toml", SPOON_CASES)];
    let checked = pack_with(MEAL, AT_THE_LIMIT, &more);
    let pack = checked.pack.as_ref().unwrap();
    let asked = ["meal", "cutlery"].map(|id| pack.decision(id).unwrap());
    let together = mutate(pack, &checked, asked);
    assert_eq!(together.len(), asked.len());
    for (mutated, decision) in together.iter().zip(asked) {
        assert_eq!(mutated.decision().definition().id, decision.definition().id);
        assert_eq!(mutated.mutants(), mutate(pack, &checked, [decision])[0].mutants());
        assert!(mutated.mutants().len() > 3);
    }
}
