//! Claims: what an author says of a decision beside its rules, to be proved of them.

mod telling;

use std::collections::BTreeSet;

use shirube_engine::claim::{Claim, ClaimFlaw, Direction};
use shirube_engine::model::{Condition, Editions, InputKind, MAX_INPUTS};
use shirube_engine::{Claimed, Outcome, Pack, Workshop};

use crate::accept::kind_of;
use crate::code::Code;
use crate::condition::{ConditionRead, Surroundings, condition};
use crate::decision::Draft;
use crate::diagnostic::Findings;
use crate::flaw::Teller;
use crate::names::{Names, id};
use crate::place::Place;
use crate::reader::{Item, Table, every};
use crate::rule::{Targets, Verb};
use crate::words::one_of;

/// The keys of which a claim has one, each with what may be written.
const KINDS: [(&str, &str); 6] = [
    ("never", "\"…\""),
    ("always", "\"…\""),
    ("wins_only", "\"…\""),
    ("monotone", "{ input = \"…\", never_toward = \"…\" }"),
    ("settles", "true"),
    ("at_most", "{ questions = 5 }"),
];

/// A claim that could be read.
#[derive(Debug)]
pub(crate) struct ClaimRead {
    pub(crate) id: String,
    /// What it says, as the author wrote it but for order, spaces and the note.
    pub(crate) says: String,
    pub(crate) claim: Claim,
    pub(crate) editions: Editions,
    /// The facts that its condition cites, by index.
    pub(crate) facts: Vec<usize>,
    places: ClaimPlaces,
}

/// The places of a claim.
#[derive(Debug)]
struct ClaimPlaces {
    /// What it says.
    said: Place,
    /// Its condition, or its header.
    when: Place,
}

/// Reads the claims of a decision.
pub(crate) fn read(
    table: &mut Table<'_>,
    owner: &str,
    around: &Surroundings<'_>,
    targets: &Targets<'_>,
    findings: &mut Findings,
) -> Vec<ClaimRead> {
    let mut names = Names::new(owner, "claim", Code::DuplicateId);
    let tables = table.tables("claim", "claim", findings);
    let claims = tables.list.into_iter();
    claims.filter_map(|table| one(table, &mut names, around, targets, findings)).collect()
}

fn one(
    mut table: Table<'_>,
    names: &mut Names,
    around: &Surroundings<'_>,
    targets: &Targets<'_>,
    findings: &mut Findings,
) -> Option<ClaimRead> {
    let word = table.required("id", "\"…\"", findings).and_then(|item| id(item, findings));
    if let Some(word) = word {
        table.name(word.text);
    }
    let word = word.filter(|word| names.add(word.text, word.place(), findings));
    let editions = around.scope.editions_of(table.optional("editions"), findings);
    if let Some(note) = table.optional("note") {
        note.filled(findings);
    }
    let stated: Vec<Item<'_>> = KINDS.iter().filter_map(|(key, _)| table.optional(key)).collect();
    let said = match stated[..] {
        [said] => Some(said),
        _ => {
            unclear(&table, &stated, findings);
            None
        }
    };
    let ConditionRead { condition, facts, .. } =
        when(said, &mut table, editions.unwrap_or(Editions::ALL), around, findings);
    let claim = said.and_then(|said| claim(said, condition, around, targets, findings));
    let says = says(&table);
    let place = ["when", "any"].into_iter().find_map(|key| table.optional(key));
    let when = place.map_or(table.place, |item| item.place());
    table.finish_knowing(
        &[("because", "rules; what is to be said of a claim is its `note`")],
        findings,
    );
    let said = said?.place();
    Some(ClaimRead {
        id: word?.text.to_owned(),
        claim: claim?,
        editions: editions?,
        facts,
        says,
        places: ClaimPlaces { said, when },
    })
}

/// What a claim says, so that two that are written the same but for order, spaces and notes are.
fn says(table: &Table<'_>) -> String {
    let parts = table.entries().into_iter().filter(|entry| !matches!(entry.key, "id" | "note"));
    let parts: BTreeSet<String> =
        parts.map(|entry| format!("{} = {}", entry.key, written(entry.item))).collect();
    parts.into_iter().collect::<Vec<_>>().join(", ")
}

fn written(item: Item<'_>) -> String {
    if let Some(table) = item.as_table("") {
        return format!("{{ {} }}", says(&table));
    }
    match (item.as_list(), item.as_str()) {
        (Some(items), _) => {
            let items: BTreeSet<String> = items.into_iter().map(written).collect();
            format!("[{}]", items.into_iter().collect::<Vec<_>>().join(", "))
        }
        (None, Some(text)) => format!("{text:?}"),
        (None, None) => item.raw().to_owned(),
    }
}

/// Reports a claim that says nothing, or more than one thing.
fn unclear(table: &Table<'_>, stated: &[Item<'_>], findings: &mut Findings) {
    let how = if stated.is_empty() { "nothing" } else { "more than one thing" };
    let message = format!("{} says {how}", table.subject());
    let found = findings.error(Code::BadClaim, message);
    if stated.is_empty() {
        found.at(table.place, "what is to be proved?");
    }
    for item in stated {
        found.at(item.place(), "");
    }
    let kinds = KINDS.map(|(key, example)| format!("{key} = {example}"));
    found.help(format!("write one of {}", one_of(kinds)));
}

/// The condition of a claim; of none that is needed, one that always holds.
fn when(
    said: Option<Item<'_>>,
    table: &mut Table<'_>,
    editions: Editions,
    around: &Surroundings<'_>,
    findings: &mut Findings,
) -> ConditionRead {
    let (when, any) = (table.optional("when"), table.optional("any"));
    let kind = said.map_or("", |said| said.key);
    if let (None, None) = (when, any) {
        if matches!(kind, "never" | "always" | "wins_only" | "settles") {
            table.missing(Code::MissingKey, "when", "{ … }", findings);
        }
        let always = Some(Condition(vec![Vec::new()])).filter(|_| kind == "monotone");
        return ConditionRead { condition: always, ..ConditionRead::default() };
    }
    if let ("at_most", Some(item)) = (kind, when.or(any)) {
        findings
            .error(Code::BadClaim, "how many questions are asked depends on no condition")
            .at(item.place(), "")
            .help(format!("take `{}` out", item.key));
        return ConditionRead::default();
    }
    condition(when, any, editions, around, findings)
}

/// What is claimed.
fn claim(
    said: Item<'_>,
    when: Option<Condition>,
    around: &Surroundings<'_>,
    targets: &Targets<'_>,
    findings: &mut Findings,
) -> Option<Claim> {
    match said.key {
        "never" => {
            let outcomes = outcomes(said, targets, findings)?;
            Some(Claim::Never { outcomes, when: when? })
        }
        "always" => {
            let outcomes = outcomes(said, targets, findings)?;
            Some(Claim::Always { outcomes, when: when? })
        }
        "wins_only" => {
            let outcomes = outcomes(said, targets, findings)?;
            Some(Claim::WinsOnly { outcomes, when: when? })
        }
        "monotone" => monotone(said, when, around, targets, findings),
        "settles" => match said.as_bool() {
            Some(true) => Some(Claim::Settles { when: when? }),
            _ => {
                said.wrong_type("`true`", findings);
                None
            }
        },
        _ => at_most(said, findings),
    }
}

/// What wins, in a claim: options, and `none` rules that advise.
fn outcomes(
    item: Item<'_>,
    targets: &Targets<'_>,
    findings: &mut Findings,
) -> Option<Vec<Outcome>> {
    let words = item.words(findings)?;
    let advice = |id: &str| {
        targets.rules.index(id).filter(|&rule| targets.verbs.get(rule) == Some(&Verb::None))
    };
    every(words.iter().map(|word| match advice(word.text) {
        Some(rule) => Some(Outcome::Advice(rule)),
        None => targets.options.find_word(word, findings).map(Outcome::Option),
    }))
}

fn monotone(
    said: Item<'_>,
    when: Option<Condition>,
    around: &Surroundings<'_>,
    targets: &Targets<'_>,
    findings: &mut Findings,
) -> Option<Claim> {
    let Some(mut table) = said.as_table("`monotone` claim") else {
        said.wrong_type("a table", findings);
        return None;
    };
    let input = table.required("input", "\"…\"", findings);
    let directions = [table.optional("never_toward"), table.optional("never_away_from")];
    let place = table.place;
    table.finish(findings);
    let input = input.and_then(|item| {
        let word = item.word(findings)?;
        let input = around.input_names.find_word(&word, findings)?;
        let read = around.inputs.get(input)?;
        let kind = &read.input.as_ref()?.kind;
        if !matches!(kind, InputKind::Quantity { .. }) {
            let kind = kind_of(kind);
            findings
                .error(
                    Code::BadClaim,
                    format!("`{}` is {kind}: only a quantity can be raised", word.text),
                )
                .at(word.place(), "is not a quantity")
                .and(read.place, format!("{kind}, declared here"))
                .help("claim `never`, `always` or `wins_only` of its values");
            return None;
        }
        Some(input)
    });
    let (never, named) = match directions {
        [Some(item), None] => (Direction::Toward, item),
        [None, Some(item)] => (Direction::AwayFrom, item),
        _ => {
            findings
                .error(Code::BadClaim, "a `monotone` claim says one way that it never goes")
                .at(place, "which way is it?")
                .help("write one of `never_toward = \"…\"` and `never_away_from = \"…\"`");
            return None;
        }
    };
    let outcomes = outcomes(named, targets, findings);
    Some(Claim::Monotone { input: input?, never, outcomes: outcomes?, when: when? })
}

fn at_most(said: Item<'_>, findings: &mut Findings) -> Option<Claim> {
    let Some(mut table) = said.as_table("`at_most` claim") else {
        said.wrong_type("a table", findings);
        return None;
    };
    let most = u8::try_from(MAX_INPUTS).unwrap_or(u8::MAX);
    let item = table.required("questions", "5", findings);
    table.finish(findings);
    let questions = item?.whole_number(0, most, findings)?;
    Some(Claim::AtMost { questions: usize::from(questions) })
}

/// Proves the claims of every decision in every edition that they are about, and tells what fails.
pub(crate) fn prove(
    pack: &Pack,
    drafts: &[Draft],
    workshop: &mut Workshop,
    findings: &mut Findings,
) {
    let (mut read, mut claims) = (Vec::new(), Vec::new());
    for draft in drafts {
        let id = &draft.definition.id;
        let place = pack.decisions().iter().position(|decision| decision.definition().id == *id);
        let Some(decision) = place else { continue };
        for claim in &draft.claims {
            let editions = 0..pack.about().editions.len();
            for edition in editions.filter(|&edition| claim.editions.contains(edition)) {
                read.push((draft, claim));
                claims.push(Claimed { decision, edition, claim: &claim.claim });
            }
        }
    }
    let mut flaws: Vec<(&Draft, &ClaimRead, ClaimFlaw, Editions)> = Vec::new();
    let proofs = workshop.prove(pack, &claims);
    for (((draft, read), claimed), proof) in read.into_iter().zip(&claims).zip(proofs) {
        let Err(flaw) = proof else { continue };
        let editions = Editions::only(claimed.edition);
        let same = |known: &ClaimRead, why: &ClaimFlaw| std::ptr::eq(known, read) && *why == flaw;
        match flaws.iter_mut().find(|(_, known, why, _)| same(known, why)) {
            Some((.., whole)) => *whole = editions.and(*whole),
            None => flaws.push((draft, read, flaw, editions)),
        }
    }
    for (draft, read, flaw, editions) in flaws {
        let (definition, places) = (&draft.definition, &draft.places);
        let teller = Teller { definition, places, about: pack.about() };
        teller.claim(read, &flaw, editions, findings);
    }
}
