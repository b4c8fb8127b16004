//! A checker that has seen a pack before says of it what one says that has not.

#![allow(clippy::expect_used)] // A test's own files are there, or the test is broken.

use std::collections::BTreeMap;
use std::path::Path;

use shirube_lang::{Checker, Date, Files, ReviewOptions, review};

/// Three decisions, each resting on the one before, in two editions.
fn base() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cli/tests/packs/car");
    let files = Files::read(&folder).expect("the pack is there");
    let mut files: BTreeMap<String, String> =
        files.iter().map(|(_, path, text)| (path.to_owned(), text.to_owned())).collect();
    for (path, claims) in CLAIMS {
        files.entry(path.to_owned()).or_default().push_str(claims);
    }
    files
}

const CLAIMS: [(&str, &str); 2] = [
    (
        "decisions/parking.toml",
        "[[claim]]\nid = \"vans-stay-out\"\nnever = \"garage\"\nwhen = { model = \"van\" }\n\n\
         [[claim]]\nid = \"low\"\nalways = \"garage\"\n\
         when = { model = \"small\", height = \"<= @roof\" }\n",
    ),
    ("decisions/model.toml", "[[claim]]\nid = \"two\"\nat_most = { questions = 2 }\n"),
];

/// What may be written in place of what, and back, in every file that holds it.
const CHANGES: [(&str, &str); 18] = [
    // Facts and their order, sources and their order.
    ("value = \"150\"", "value = \"160\""),
    ("value = \"200\"", "value = \"250\""),
    ("value = \"4\"", "value = \"40\""),
    ("[roof]\n", "[beam]\nabout = \"Beam\"\nvalue = \"1\"\nsource = \"yard\"\n\n[roof]\n"),
    (
        "[yard]\n",
        "[bay]\ntitle = \"B\"\nurl = \"https://b.example\"\nas_of = \"2026-01\"\n\n[yard]\n",
    ),
    ("as_of = \"2026-04\"", "as_of = \"2020-04\""),
    // Rules, claims, inputs and options, of decisions on which others rest, too.
    ("trip = \"long\"", "trip = \"short\""),
    ("towing = true", "towing = false"),
    ("pick = \"petrol\"", "pick = \"battery\""),
    ("fuel = \"petrol\"", "fuel = \"battery\""),
    ("\"<= @roof\"\n", "\"< @roof\"\n"),
    ("{ height = \"<= @roof\" }", "{ height = \"<= @gate\" }"),
    ("over = [\"dry\"]\n", ""),
    ("questions = 2", "questions = 1"),
    ("id = \"petrol\"", "id = \"diesel\""),
    // Texts, and what is no pack at all.
    ("A battery is quiet.", "A battery makes no noise."),
    ("id = \"old-gate\"", "id = \"older-gate\""),
    ("[[none]]", "[[none]"),
];

/// A decision that may come and go; its file is the first.
const ANOTHER: (&str, &str) = (
    "decisions/colour.toml",
    "id = \"colour\"\ntitle = \"Colour\"\nabout = \"Which colour.\"\n\n\
     [[option]]\nid = \"red\"\nname = \"Red\"\nabout = \"It is red.\"\n\n\
     [[prefer]]\nid = \"only\"\nwhen = {}\npick = \"red\"\nbecause = \"So.\"\nsource = \"yard\"\n",
);

#[test]
fn after_any_changes_it_says_what_a_fresh_one_says() {
    const SEQUENCES: usize = 40;
    const LENGTH: usize = 15;
    let mut state: u64 = 7;
    let mut roll = |sides: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % sides
    };
    let options = ReviewOptions { today: Date::parse("2026-09-01").ok() };
    let (mut sound, mut refused) = (0, 0);
    for _ in 0..SEQUENCES {
        let (mut files, mut done) = (base(), Vec::new());
        let mut checker = Checker::default();
        for _ in 0..LENGTH {
            match CHANGES.get(roll(CHANGES.len() + 1)) {
                Some(change) => {
                    let back = done.iter().position(|known| known == change);
                    let (from, to) = match back {
                        Some(place) => {
                            let (from, to): (&str, &str) = done.swap_remove(place);
                            (to, from)
                        }
                        None => {
                            done.push(*change);
                            *change
                        }
                    };
                    if !from.is_empty() {
                        files.values_mut().for_each(|text| *text = text.replace(from, to));
                    }
                }
                None => {
                    if files.remove(ANOTHER.0).is_none() {
                        files.insert(ANOTHER.0.to_owned(), ANOTHER.1.to_owned());
                    }
                }
            }
            let files = Files::new(files.clone());
            let (again, fresh) = (checker.review(&files, &options), review(&files, &options));
            assert_eq!(again.diagnostics, fresh.diagnostics, "{done:?}");
            assert_eq!(again.pack, fresh.pack, "{done:?}");
            assert_eq!(again.cases, fresh.cases, "{done:?}");
            *(if fresh.pack.is_some() { &mut sound } else { &mut refused }) += 1;
        }
    }
    assert!(sound >= 150 && refused >= 150, "{sound} packs were sound, {refused} were refused");
}
