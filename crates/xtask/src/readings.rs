//! How well the cues of a pack read texts: the recorded ones, or others in a file.

#![allow(clippy::print_stdout, reason = "what it prints is what it is for")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use serde::Deserialize;
use shirube_engine::Pack;
use shirube_lang::{Files, RenderOptions, check, render};
use shirube_reader::{Lettered, Reader, Reading, Scenario};

/// What is read, and how much is said of it.
#[derive(Args)]
pub(crate) struct Readings {
    /// The pack's folder.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../../rules/mla-c01"))]
    pack: PathBuf,
    /// Only texts on this decision.
    #[arg(long)]
    decision: Option<String>,
    /// Texts in a file of JSON lines, in place of the recorded ones.
    #[arg(long)]
    scenarios: Option<PathBuf>,
    /// Only those of this topic.
    #[arg(long)]
    topic: Option<String>,
    /// Say what was read in each text that was read wrongly.
    #[arg(long)]
    wrong: bool,
    /// Tell the reader which decision each text is about, where that is recorded.
    #[arg(long)]
    told: bool,
}

/// A text with what must be read in it.
struct Sample {
    id: String,
    group: String,
    language: String,
    scenario: Scenario,
    decision: Option<String>,
    choice: Vec<String>,
    winner: Option<String>,
}

/// How often.
#[derive(Default, Clone, Copy)]
struct Tally {
    texts: usize,
    right: usize,
    decided: usize,
    settled: usize,
    settled_right: usize,
}

pub(crate) fn readings(arguments: &Readings) -> anyhow::Result<()> {
    let files = Files::read(&arguments.pack)?;
    let checked = check(&files);
    let Some(pack) = &checked.pack else {
        let found = render(&checked.diagnostics, &files, &RenderOptions::default());
        bail!("the pack is not sound\n\n{found}");
    };
    let samples = match &arguments.scenarios {
        Some(path) => scenarios(path)?,
        None => checked
            .readings
            .iter()
            .map(|recorded| Sample {
                id: recorded.id.clone(),
                group: recorded.decision.clone(),
                language: pack.about().languages[recorded.language].clone(),
                scenario: Scenario {
                    text: recorded.text.clone(),
                    options: recorded.options.clone(),
                    select: recorded.choice.len(),
                    decision: None,
                },
                decision: Some(recorded.decision.clone()),
                choice: recorded.choice.clone(),
                winner: Some(recorded.winner.clone()),
            })
            .collect(),
    };
    let reader = Reader::new(pack, &checked.cues);
    let mut tallies: BTreeMap<(String, String), Tally> = BTreeMap::new();
    for mut sample in samples {
        let group = arguments.decision.as_ref().or(arguments.topic.as_ref());
        if group.is_some_and(|group| *group != sample.group) {
            continue;
        }
        if arguments.told {
            sample.scenario.decision.clone_from(&sample.decision);
        }
        let reading = reader.read(&sample.scenario);
        let tally = tallies.entry((sample.group.clone(), sample.language.clone())).or_default();
        let right = is_right(pack, &sample, &reading);
        let known = reading.candidates.first().map(|(place, _)| id(pack, *place));
        tally.texts += 1;
        tally.right += usize::from(right);
        tally.decided +=
            usize::from(known == sample.decision.as_deref() || sample.decision.is_none());
        tally.settled += usize::from(reading.settled);
        tally.settled_right += usize::from(reading.settled && right);
        if arguments.wrong && !right {
            tell(pack, &sample, &reading);
        }
    }
    print(&tallies);
    Ok(())
}

fn id(pack: &Pack, decision: usize) -> &str {
    &pack.decisions()[decision].definition().id
}

fn outcome<'a>(pack: &'a Pack, reading: &Reading) -> Option<&'a str> {
    let (decision, _) = reading.candidates.first()?;
    let definition = pack.decisions()[*decision].definition();
    reading.winner.map(|winner| definition.outcome_id(winner))
}

fn is_right(pack: &Pack, sample: &Sample, reading: &Reading) -> bool {
    if sample.choice.is_empty() {
        let decision = reading.candidates.first().map(|(place, _)| id(pack, *place));
        return decision == sample.decision.as_deref()
            && outcome(pack, reading) == sample.winner.as_deref();
    }
    let (mut chosen, mut wanted) = (reading.choice.clone(), sample.choice.clone());
    chosen.sort();
    wanted.sort();
    chosen == wanted
}

fn tell(pack: &Pack, sample: &Sample, reading: &Reading) {
    println!("--- {} ({}, {}): {:?}", sample.id, sample.group, sample.language, sample.choice);
    println!("    {}", sample.scenario.text.replace('\n', " "));
    for option in &sample.scenario.options {
        let read = reading.letters.iter().find(|letter| letter.letter == option.letter);
        let decision = reading.candidates.first().map(|(place, _)| *place);
        let known = read.and_then(|letter| letter.option).zip(decision);
        let known = known.map_or("?", |(option, place)| {
            &pack.decisions()[place].definition().options[option].id
        });
        let chance = read.map_or(0.0, |letter| letter.chance);
        println!("    {} {chance:.2} {known}: {}", option.letter, option.text);
    }
    let candidates: Vec<String> = (reading.candidates.iter())
        .map(|(place, sure)| format!("{} {sure:.2}", id(pack, *place)))
        .collect();
    println!(
        "    read as {}; chose {:?}, {:?}",
        candidates.join(", "),
        reading.choice,
        outcome(pack, reading)
    );
    let Some((decision, _)) = reading.candidates.first() else { return };
    let definition = pack.decisions()[*decision].definition();
    for clue in &reading.clues {
        let said: String =
            sample.scenario.text.chars().skip(clue.at.start).take(clue.at.len()).collect();
        let given = given(definition, clue);
        println!("    \"{said}\" -> {given}   [{}]", clue.cue);
    }
    let mut likely: Vec<_> = reading.chances.clone();
    likely.sort_by(|a, b| b.1.total_cmp(&a.1));
    let likely: Vec<String> = (likely.iter().take(4))
        .map(|(outcome, chance)| format!("{} {chance:.2}", definition.outcome_id(*outcome)))
        .collect();
    println!("    likely: {}", likely.join(", "));
}

fn given(definition: &shirube_engine::model::Definition, clue: &shirube_reader::Clue) -> String {
    use shirube_reader::Gives;
    let input = |input: usize| &definition.inputs[input];
    let not = if clue.negated { "not " } else { "" };
    let hint = if clue.hint { " (hint)" } else { "" };
    let what = match clue.gives {
        Gives::Topic => "topic".to_owned(),
        Gives::Option(option) => definition.options[option].id.clone(),
        Gives::Value { input: index, value } => {
            let input = input(index);
            let name = match input.values().get(value) {
                Some(value) => value.id.clone(),
                None => ["no", "yes"][value.min(1)].to_owned(),
            };
            format!("{} = {name}", input.id)
        }
        Gives::Figure { input: index } => format!("{} = {:?}", input(index).id, clue.figure),
        Gives::At { input: index, value } => format!("{} = {value}", input(index).id),
    };
    format!("{not}{what}{hint}")
}

fn print(tallies: &BTreeMap<(String, String), Tally>) {
    println!("{:24} lang texts right decision settled of those right", "on");
    let mut all: BTreeMap<&str, Tally> = BTreeMap::new();
    let line = |name: &str, language: &str, tally: &Tally| {
        let share = |part: usize, whole: usize| match whole {
            0 => "-".to_owned(),
            _ => format!("{:.0} %", 100.0 * part as f64 / whole as f64),
        };
        println!(
            "{name:24} {language:4} {:5} {:>5} {:>8} {:>7} {:>14}",
            tally.texts,
            share(tally.right, tally.texts),
            share(tally.decided, tally.texts),
            share(tally.settled, tally.texts),
            share(tally.settled_right, tally.settled),
        );
    };
    for ((name, language), tally) in tallies {
        line(name, language, tally);
        for whole in [language.as_str(), ""] {
            let sum = all.entry(whole).or_default();
            sum.texts += tally.texts;
            sum.right += tally.right;
            sum.decided += tally.decided;
            sum.settled += tally.settled;
            sum.settled_right += tally.settled_right;
        }
    }
    for (language, tally) in all.iter().rev() {
        line("all", language, tally);
    }
}

/// A line of a file of scenarios.
#[derive(Deserialize)]
struct Line {
    id: String,
    topic: String,
    lang: String,
    text: String,
    options: BTreeMap<String, String>,
    answer: Vec<String>,
}

fn scenarios(path: &Path) -> anyhow::Result<Vec<Sample>> {
    let text = fs::read_to_string(path).context("cannot read the scenarios")?;
    let sample = |line: &str| -> anyhow::Result<Sample> {
        let line: Line = serde_json::from_str(line)?;
        let options = line.options.into_iter();
        let options = options.map(|(letter, text)| Lettered { letter, text }).collect();
        Ok(Sample {
            id: line.id,
            group: line.topic,
            language: line.lang,
            scenario: Scenario {
                text: line.text,
                options,
                decision: None,
                select: line.answer.len(),
            },
            decision: None,
            choice: line.answer,
            winner: None,
        })
    };
    text.lines().map(sample).collect()
}
