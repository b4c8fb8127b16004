//! `cues/*.toml`: which phrases of a text give which answer of a decision away.

use std::collections::BTreeMap;

use shirube_engine::model::{Definition, Input, InputKind};
use shirube_engine::quantity::Dimension;
use shirube_reader::{Cue, DecisionCues, Gives, Pattern};

use crate::code::Code;
use crate::decision::Draft;
use crate::diagnostic::Findings;
use crate::names::Names;
use crate::place::Place;
use crate::quantity::quantity;
use crate::reader::{Entry, Item, Table};
use crate::requirement::Upstream;
use crate::scope::Scope;

/// A file of cues as it was read.
pub(crate) struct CuesRead {
    pub(crate) cues: DecisionCues,
    /// Where the decision is named.
    pub(crate) place: Place,
}

/// Reads a file of cues.
pub(crate) fn read(
    mut table: Table<'_>,
    drafts: &[Draft],
    upstream: &Upstream,
    scope: &Scope,
    findings: &mut Findings,
) -> Option<CuesRead> {
    let word = table
        .required("decision", "\"my-decision\"", findings)
        .and_then(|item| item.word(findings))?;
    upstream.decisions.find_word(&word, findings)?;
    let draft = drafts.iter().find(|draft| draft.definition.id == word.text)?;
    let mut file =
        CueFile { definition: &draft.definition, scope, cues: Vec::new(), places: Vec::new() };
    if let Some(item) = table.optional("topic") {
        file.phrases(item, Gives::Topic, findings);
    }
    if let Some(entries) = file.tables(table.optional("option"), findings) {
        let options = file.definition.options.iter().map(|option| option.id.as_str());
        let names = file.names("option", Code::UnknownOption, options, table.place);
        for entry in entries {
            if let Some(option) = names.find(entry.key, entry.key_place, findings) {
                file.phrases(entry.item, Gives::Option(option), findings);
            }
        }
    }
    if let Some(entries) = file.tables(table.optional("input"), findings) {
        let inputs = file.definition.inputs.iter().map(|input| input.id.as_str());
        let names = file.names("input", Code::UnknownInput, inputs, table.place);
        for entry in entries {
            if let Some(input) = names.find(entry.key, entry.key_place, findings) {
                file.of_input(input, &entry, findings);
            }
        }
    }
    table.finish(findings);
    file.ambiguous(findings);
    let cues = DecisionCues { decision: word.text.to_owned(), cues: file.cues };
    Some(CuesRead { cues, place: word.place() })
}

struct CueFile<'a> {
    definition: &'a Definition,
    scope: &'a Scope,
    cues: Vec<Cue>,
    /// Where each of them stands.
    places: Vec<Place>,
}

impl CueFile<'_> {
    /// Reports cues that give away two values of one choice or flag.
    fn ambiguous(&self, findings: &mut Findings) {
        let one_of = |cue: &Cue| {
            let Gives::Value { input, .. } = cue.gives else { return None };
            let set = matches!(self.definition.inputs[input].kind, InputKind::Set { .. });
            (!set && !cue.pattern.starts_with('~')).then_some(input)
        };
        let mut first: BTreeMap<(usize, usize, &str), usize> = BTreeMap::new();
        for (index, cue) in self.cues.iter().enumerate() {
            let Some(input) = one_of(cue) else { continue };
            let known = *first.entry((cue.language, input, &cue.pattern)).or_insert(index);
            if self.cues[known].gives != cue.gives {
                let input = &self.definition.inputs[input].id;
                findings
                    .error(
                        Code::AmbiguousCue,
                        format!("`{}` gives away two values of `{input}`", cue.pattern),
                    )
                    .at(self.places[index], "another value")
                    .and(self.places[known], "one value")
                    .help("keep it with one of them, or make hints of both by a `~` in front");
            }
        }
    }

    fn names<'n>(
        &self,
        noun: &'static str,
        unknown: Code,
        ids: impl Iterator<Item = &'n str>,
        place: Place,
    ) -> Names {
        let mut names = Names::new(format!("`{}`", self.definition.id), noun, unknown);
        for id in ids {
            names.add(id, place, &mut Findings::default());
        }
        names
    }

    fn tables<'t>(
        &self,
        item: Option<Item<'t>>,
        findings: &mut Findings,
    ) -> Option<Vec<Entry<'t>>> {
        let item = item?;
        let table = item.as_table("table of cues");
        if table.is_none() {
            item.wrong_type("tables such as `[input.wait.later]`", findings);
        }
        table.map(|table| table.entries())
    }

    /// The cues of an input: for each value or member, for yes and no, or for figures.
    fn of_input(&mut self, input: usize, entry: &Entry<'_>, findings: &mut Findings) {
        let Some(entries) = self.tables(Some(entry.item), findings) else { return };
        let Input { id, kind, .. } = &self.definition.inputs[input];
        let mut names = Names::new(format!("`{id}`"), "value", Code::UnknownValue);
        let mut add = |value: &str| {
            names.add(value, entry.key_place, &mut Findings::default());
        };
        match kind {
            InputKind::Choice { values, .. } | InputKind::Set { members: values } => {
                values.iter().for_each(|value| add(&value.id));
            }
            // In this order they are 0 and 1.
            InputKind::Flag => ["no", "yes"].into_iter().for_each(add),
            InputKind::Quantity { dimension, .. } => {
                for entry in entries {
                    self.of_quantity(input, *dimension, &entry, findings);
                }
                return;
            }
        }
        for entry in entries {
            if let Some(value) = names.find(entry.key, entry.key_place, findings) {
                self.phrases(entry.item, Gives::Value { input, value }, findings);
            }
        }
    }

    /// `is`: the figure in the phrase; any other key, with `at`: what the phrase stands for.
    fn of_quantity(
        &mut self,
        input: usize,
        dimension: Dimension,
        entry: &Entry<'_>,
        findings: &mut Findings,
    ) {
        if entry.key == "is" {
            self.phrases(entry.item, Gives::Figure { input }, findings);
            return;
        }
        let Some(mut table) = entry.item.as_table("table of cues") else {
            entry.item.wrong_type("a table with `at` and phrases", findings);
            return;
        };
        let at = table.required("at", "\"1 KB\"", findings);
        if let Some(value) = at.and_then(|item| quantity(item, dimension, findings)) {
            self.phrases(entry.item, Gives::At { input, value }, findings);
        }
    }

    /// The phrases of each language.
    fn phrases(&mut self, item: Item<'_>, gives: Gives, findings: &mut Findings) {
        let Some(table) = item.as_table("table of cues") else {
            item.wrong_type("a table with phrases for each language", findings);
            return;
        };
        let Some(languages) = &self.scope.languages else { return };
        for entry in table.entries() {
            if entry.key == "at" && matches!(gives, Gives::At { .. }) {
                continue;
            }
            let Some(language) = languages.iter().position(|code| code == entry.key) else {
                findings
                    .error(
                        Code::UnknownLanguage,
                        format!("the pack has no language `{}`", entry.key),
                    )
                    .at(entry.key_place, "unknown language");
                continue;
            };
            let japanese = entry.key.starts_with("ja");
            for word in entry.item.words(findings).unwrap_or_default() {
                match Pattern::new(word.text, japanese) {
                    Ok(_) => {
                        let pattern = word.text.to_owned();
                        self.places.push(word.place());
                        self.cues.push(Cue { language, gives, pattern });
                    }
                    Err(error) => {
                        findings
                            .error(Code::BadCue, error.to_string())
                            .at(word.place(), "cannot be looked for");
                    }
                }
            }
        }
    }
}
