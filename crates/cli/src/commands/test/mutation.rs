//! What becomes of mutants: how many are caught, by what, and which are missed.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;
use shirube_engine::model::Editions;
use shirube_lang::{Missed, Mutated, Noticed, SlipWords, Standing};

use super::Run;
use super::json::Place;
use crate::catalogue::MutationTexts;
use crate::layout::padded;

/// How many kinds of catchers of mutants there are.
const CATCHERS: usize = 4;
/// The columns of a catcher's name.
const NAME: usize = 18;

/// How many mutants stand how.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    caught: [usize; CATCHERS],
    missed: usize,
    equivalent: usize,
}

impl Count {
    fn of(mutated: &Mutated<'_>) -> Self {
        let mut count = Self::default();
        for (_, standing) in mutated.mutants() {
            match standing {
                Standing::Caught(noticed) => count.caught[catcher(noticed)] += 1,
                Standing::Missed => count.missed += 1,
                Standing::Equivalent => count.equivalent += 1,
            }
        }
        count
    }
}

/// The place of what caught a mutant in [`MutationTexts::catchers`].
const fn catcher(noticed: &Noticed) -> usize {
    match noticed {
        Noticed::Case(_) => 1,
        Noticed::Claim(_) => 2,
        Noticed::Finding(_) => 3,
        _ => 0,
    }
}

/// How many of so many, in words: `7 of 8 mutants caught (87 %)`.
fn share((caught, all): (usize, usize), texts: &MutationTexts) -> String {
    let percent = (caught * 100).checked_div(all).unwrap_or(100);
    (texts.caught)(caught, all, percent)
}

/// The counts of a decision, then what is missed where.
pub(super) fn human(run: &Run, mutated: &Mutated<'_>, texts: &MutationTexts) -> String {
    let count = Count::of(mutated);
    let id = &mutated.decision().definition().id;
    let mut text = format!("`{id}`: {}", share(mutated.caught(), texts));
    if count.equivalent > 0 {
        text.push_str(&(texts.equivalent)(count.equivalent));
    }
    text.push('\n');
    for (what, number) in texts.catchers.iter().zip(count.caught).filter(|(_, number)| *number > 0)
    {
        let _ = writeln!(text, "  {}{number:>5}", padded(what, NAME));
    }
    text.push('\n');
    let mut missed: BTreeMap<(String, usize, usize), (String, Vec<String>)> = BTreeMap::new();
    for Missed { mutant, scene } in mutated.missed() {
        let place = mutated.place(&mutant).map(|place| run.place(place));
        let (path, line, column) = place.unwrap_or_default();
        let subject = mutated.subject(&mutant);
        let mut said = mutated.slip(&mutant, &texts.slips);
        if let Some(scene) = &scene {
            let _ = write!(said, ":\n    {}", mutated.change(scene, &texts.slips));
        }
        let known = missed.entry((path.to_owned(), line, column));
        known.or_insert((subject, Vec::new())).1.push(said);
    }
    for ((path, line, column), (subject, slips)) in missed {
        let _ = writeln!(text, "{path}:{line}:{column}: {}", (texts.missed)(&subject));
        for slip in slips {
            let _ = writeln!(text, "  - {slip}");
        }
    }
    if !text.ends_with("\n\n") {
        text.push('\n');
    }
    text
}

/// How many mutants of some decisions are caught.
pub(super) fn in_all(mutated: &[Mutated<'_>], texts: &MutationTexts) -> String {
    let sum = |(caught, all), mutated: &Mutated<'_>| {
        let own = mutated.caught();
        (caught + own.0, all + own.1)
    };
    share(mutated.iter().fold((0, 0), sum), texts)
}

#[derive(Serialize)]
pub(super) struct Written {
    decision: String,
    caught: usize,
    missed: usize,
    equivalent: usize,
    mutants: Vec<Mutant>,
}

#[derive(Serialize)]
struct Mutant {
    subject: String,
    slip: String,
    standing: &'static str,
    /// What caught it: a code, or the id of a case or a claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<By>,
    #[serde(flatten)]
    situation: Option<Situation>,
    #[serde(flatten)]
    place: Option<Place>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum By {
    Code(&'static str),
    Case(String),
    Claim(String),
}

/// A situation that a missed mutant changes.
#[derive(Serialize)]
struct Situation {
    answers: BTreeMap<String, String>,
    editions: Vec<String>,
    /// Without the slip; none where it cannot occur.
    outcome: Option<String>,
    /// With it; none where it cannot occur.
    becomes: Vec<String>,
}

/// The mutants of a decision as JSON has them.
pub(super) fn written(run: &Run, mutated: &Mutated<'_>, words: &SlipWords) -> Written {
    let count = Count::of(mutated);
    let mut missed = mutated.missed().into_iter();
    let mutants = mutated.mutants().iter().map(|(mutant, standing)| Mutant {
        subject: mutated.subject(mutant),
        slip: mutated.slip(mutant, words),
        standing: match standing {
            Standing::Caught(_) => "caught",
            Standing::Missed => "missed",
            Standing::Equivalent => "equivalent",
        },
        by: match standing {
            Standing::Caught(Noticed::Refused(code) | Noticed::Finding(code)) => {
                Some(By::Code(code.name()))
            }
            Standing::Caught(Noticed::Case(id)) => Some(By::Case(id.clone())),
            Standing::Caught(Noticed::Claim(id)) => Some(By::Claim(id.clone())),
            _ => None,
        },
        situation: match standing {
            Standing::Missed => missed.next().and_then(|missed| situation(run, mutated, missed)),
            _ => None,
        },
        place: mutated.place(mutant).map(|place| Place::of(run, place)),
    });
    Written {
        decision: mutated.decision().definition().id.clone(),
        caught: count.caught.iter().sum(),
        missed: count.missed,
        equivalent: count.equivalent,
        mutants: mutants.collect(),
    }
}

fn situation(run: &Run, mutated: &Mutated<'_>, missed: Missed) -> Option<Situation> {
    let scene = missed.scene?;
    let definition = mutated.decision().definition();
    let among = |editions: Editions| {
        let all = run.pack.about().editions.iter().enumerate();
        all.filter(move |(edition, _)| editions.contains(*edition)).map(|(_, one)| one.id.clone())
    };
    Some(Situation {
        answers: mutated.answers(&scene.answers).into_iter().collect(),
        editions: among(scene.editions).collect(),
        outcome: scene.outcome.map(|outcome| definition.outcome_id(outcome).to_owned()),
        becomes: mutated.becomes(&scene),
    })
}
