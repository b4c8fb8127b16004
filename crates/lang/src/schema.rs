//! The keys of every table of the language, and the JSON Schemas that editors complete and check
//! a pack's files by.
//!
//! A test holds what the reader asks for against these keys: they are the same.

use serde_json::{Map, Value, json};

/// The form of a value.
#[derive(Debug, Clone, Copy)]
enum Form {
    /// A string.
    Word,
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// A string that is written so.
    Pattern(&'static str),
    /// One string or several.
    Words,
    /// A list of strings.
    List,
    /// One string, or one in each language.
    Text,
    Bool,
    /// A whole number between bounds.
    Whole(u8, u8),
    /// A figure with its unit, or a number.
    Figure,
    Date,
    /// Whatever answers a question.
    Answer,
    /// Answers by the ids of inputs.
    Answers,
    /// A table of tests, by the ids of inputs.
    Condition,
    /// Several of these.
    Conditions,
    /// Tables of this name.
    Tables(&'static str),
    /// One table of this name.
    Table(&'static str),
    /// Reasons by codes.
    Reasons,
    /// Phrases by languages.
    Phrases,
    /// Phrases by ids, so many ids deep.
    PhrasesOf(u8),
    /// Texts by letters.
    Lettered,
}

use Form::{
    Answer, Answers, Bool, Condition, Conditions, Date, Figure, Lettered, List, OneOf, Pattern,
    Phrases, PhrasesOf, Reasons, Table, Tables, Text, Whole, Word, Words,
};

const ID: Form = Pattern("^[a-z0-9]+(-[a-z0-9]+)*$");
const FACT: Form = Pattern("^@[a-z0-9]+(-[a-z0-9]+)*$");
const OUTLINE_ID: Form = Pattern("^[a-z0-9]+([-.][a-z0-9]+)*$");

/// A key of a table: its name, the form of its value, whether the table cannot be without it, and
/// what it says.
type Key = (&'static str, Form, bool, &'static str);

/// A table: what messages call it, and its keys.
type Shape = (&'static str, &'static [Key]);

const EDITIONS: Key = ("editions", Words, false, "The editions it is limited to; else all");
const OVER: Key = ("over", Words, false, "The rules of the same kind that it defeats");
const WHEN: Key = ("when", Condition, false, "Holds where all of these tests do; `{}`: always");
const ANY: Key = ("any", Conditions, false, "Beside `when`: at least one of these holds, too");
const BECAUSE: Key = ("because", Text, true, "Why, to the person who decides");
const SOURCE: Key = ("source", Words, false, "The key of a source, or a list of keys");
const ACCEPT: Key =
    ("accept", Reasons, false, "Codes of findings that are meant, each with the reason");
const AS_OF: &str = "The age of the text that was read: YYYY, YYYY-MM or YYYY-MM-DD";

const SHAPES: [Shape; 26] = [
    (
        "pack",
        &[
            ("id", ID, true, "The pack's id"),
            ("version", Pattern("^\\d+\\.\\d+\\.\\d+$"), true, "Three numbers, such as 0.1.0"),
            ("title", Text, true, "What it is called"),
            ("about", Text, true, "One or two sentences"),
            ("notice", Text, false, "What a reader must know, such as trademarks"),
            ("languages", Words, true, "Codes such as `en`; the first is the default"),
            ("edition", Tables("edition"), true, "The first is the default"),
            ("domain", Tables("domain"), false, "The parts of an exam's blueprint"),
            ("task", Tables("task"), false, "The tasks of its domains"),
            ("exam", Table("exam"), false, "The exam that the pack prepares for"),
            (
                "front_door",
                ID,
                false,
                "The decision that leads to the others, named by its options",
            ),
            ("max_age", Word, false, "How old a source may be, such as `18 months`"),
            ACCEPT,
        ],
    ),
    ("edition", &[("id", ID, true, "Its id"), ("title", Text, true, "What it is called")]),
    (
        "domain",
        &[
            ("id", OUTLINE_ID, true, "Its id, such as `3`"),
            ("title", Text, true, "What it is called"),
            ("weight", Figure, true, "Its share of the exam, such as `22%`; all add up to 100%"),
        ],
    ),
    (
        "task",
        &[
            ("id", OUTLINE_ID, true, "Its id, such as `3.1`"),
            ("domain", OUTLINE_ID, true, "The domain it belongs to"),
            ("title", Text, true, "What it is called"),
        ],
    ),
    (
        "exam",
        &[
            ("title", Text, true, "What it is called"),
            ("questions", FACT, true, "How many questions there are"),
            ("scored", FACT, true, "How many of them count"),
            ("time", FACT, true, "How long it lasts"),
            ("pass_mark", FACT, true, "The mark that passes"),
            ("top_mark", FACT, true, "The highest mark"),
            ("form", Tables("form of question"), false, "What its questions look like"),
        ],
    ),
    (
        "form of question",
        &[
            ("id", ID, true, "Its id"),
            ("name", Text, true, "What it is called"),
            ("about", Text, true, "What is asked, and what counts as right"),
        ],
    ),
    (
        "source",
        &[
            ("title", Text, true, "The title of the page"),
            ("url", Pattern("^https?://[^/\\s]\\S*$"), true, "Its address"),
            ("as_of", Date, true, AS_OF),
            ACCEPT,
        ],
    ),
    (
        "fact",
        &[
            ("about", Text, true, "What it is the figure of"),
            ("value", Figure, false, "Exact, with its unit: this is what decides"),
            ("written", Text, false, "How its sources write it"),
            SOURCE,
            ("as_of", Date, false, "Its age; else the latest of its sources'"),
            ("unit", OneOf(UNITS), false, "What a bare number is measured in"),
            ACCEPT,
        ],
    ),
    (
        "value of a fact",
        &[
            ("value", Figure, true, "Exact, with its unit: this is what decides"),
            ("written", Text, false, "How its sources write it"),
            SOURCE,
            ("as_of", Date, false, "Its age; else the latest of its sources'"),
            ("unit", OneOf(UNITS), false, "What a bare number is measured in"),
        ],
    ),
    (
        "decision",
        &[
            ("id", ID, true, "The decision's id"),
            ("task", OUTLINE_ID, false, "The task of the blueprint it belongs to"),
            ("title", Text, true, "What it is called"),
            ("about", Text, true, "What is being chosen, in one sentence"),
            ("input", Tables("input"), false, "What is to be known"),
            ("option", Tables("option"), true, "What can be chosen"),
            ("exclude", Tables("`exclude` rule"), false, "Hard limits: what takes options away"),
            ("prefer", Tables("`prefer` rule"), false, "What picks among the options left"),
            ("assume", Tables("`assume` rule"), false, "Combinations that cannot occur"),
            ("none", Tables("`none` rule"), false, "Advice where no option is left"),
            ("claim", Tables("claim"), false, "What must stay so, proved in every situation"),
            ACCEPT,
        ],
    ),
    (
        "option",
        &[
            ("id", ID, true, "Its id"),
            ("name", Text, true, "What it is called"),
            ("about", Text, true, "What it is, in one sentence"),
            ("best", Text, false, "Completes `Best for …`: why another is preferred to it"),
            EDITIONS,
            ACCEPT,
        ],
    ),
    (
        "input",
        &[
            ("id", ID, true, "Its id"),
            ("kind", OneOf(&["choice", "flag", "set", "quantity"]), false, "How it is answered"),
            ("from", ID, false, "The decision whose verdict it is, in place of `kind`"),
            ("name", Text, true, "What it is, in one to four words"),
            ("ask", Text, true, "The question"),
            ("why", Text, true, "Why it is asked"),
            ("cost", Whole(1, 9), false, "How hard it is to answer; 1 unless it says otherwise"),
            ("when_silent", Answer, false, "What may be taken for granted when nobody says"),
            ("value", Tables("value"), false, "Of a choice its values, of a set its members"),
            ("unit", OneOf(UNITS), false, "What a quantity is measured in"),
            ("min", Figure, false, "The least a quantity can be; 0 unless it says otherwise"),
            ("max", Figure, false, "The most a quantity can be"),
            ACCEPT,
        ],
    ),
    (
        "value",
        &[
            ("id", ID, true, "Its id"),
            ("name", Text, true, "What it is called"),
            ("about", Text, false, "A few words more, shown beside the name"),
            ("weight", Whole(1, 100), false, "How common it is"),
            ("option", Words, false, "Of an input with `from`: the options that lead to it"),
        ],
    ),
    (
        "`exclude` rule",
        &[
            ("id", ID, true, "Its id"),
            ("option", Words, true, "The options that it takes away"),
            EDITIONS,
            WHEN,
            ANY,
            BECAUSE,
            SOURCE,
            ACCEPT,
        ],
    ),
    (
        "`prefer` rule",
        &[
            ("id", ID, true, "Its id"),
            ("pick", Words, true, "The option that it picks; of a list, the first that is left"),
            OVER,
            EDITIONS,
            WHEN,
            ANY,
            BECAUSE,
            SOURCE,
            ACCEPT,
        ],
    ),
    ("`assume` rule", &[("id", ID, true, "Its id"), EDITIONS, WHEN, ANY, BECAUSE, SOURCE, ACCEPT]),
    (
        "`none` rule",
        &[("id", ID, true, "Its id"), OVER, EDITIONS, WHEN, ANY, BECAUSE, SOURCE, ACCEPT],
    ),
    (
        "claim",
        &[
            ("id", ID, true, "Its id"),
            ("never", Words, false, "Options or `none` rules that never win there"),
            ("always", Words, false, "One of these always wins there"),
            ("wins_only", Words, false, "These win nowhere else"),
            ("monotone", Table("`monotone` claim"), false, "What more of a quantity does not do"),
            ("settles", Bool, false, "`true`: these answers alone settle it"),
            ("at_most", Table("`at_most` claim"), false, "How many questions are asked"),
            WHEN,
            ANY,
            EDITIONS,
            ("note", Word, false, "For the author"),
        ],
    ),
    (
        "`monotone` claim",
        &[
            ("input", ID, true, "The quantity"),
            ("never_toward", Words, false, "More of it never leads to these"),
            ("never_away_from", Words, false, "More of it never leads away from these"),
        ],
    ),
    ("`at_most` claim", &[("questions", Whole(0, 64), true, "So many at most")]),
    (
        "file of cases",
        &[
            ("decision", ID, true, "The decision that the cases are about"),
            ("case", Tables("case"), false, "The cases"),
        ],
    ),
    (
        "case",
        &[
            ("id", ID, true, "Its id; no other case of the pack is called so"),
            ("stands_for", Word, false, "What it is recorded for"),
            EDITIONS,
            ("answers", Answers, true, "What is answered; the rest is unknown"),
            ("winner", ID, false, "The option that must win"),
            ("none", ID, false, "The `none` rule that must advise"),
            ("open", List, false, "What must still be possible"),
            ("because", Words, false, "The rules that must decide"),
            SOURCE,
        ],
    ),
    (
        "file of cues",
        &[
            ("decision", ID, true, "The decision that the cues are on"),
            ("topic", Phrases, false, "What says that a text is about the decision"),
            ("option", PhrasesOf(1), false, "Other names of options, by their ids"),
            ("input", PhrasesOf(2), false, "What gives answers away: by inputs, then by values"),
        ],
    ),
    ("table of cues", &[("at", Figure, true, "Of a quantity: what the phrases stand for")]),
    (
        "file of readings",
        &[
            ("decision", ID, true, "The decision that the texts are about"),
            ("reading", Tables("reading"), false, "The texts"),
        ],
    ),
    (
        "reading",
        &[
            ("id", ID, true, "Its id; no other reading of the pack is called so"),
            ("lang", Word, true, "The language it is written in"),
            ("text", Word, true, "What it says, without the options that it offers"),
            ("options", Lettered, false, "The options that it offers, by their letters"),
            ("choice", Words, false, "The letters of those that are right"),
            ("winner", ID, true, "The option that it comes to"),
            ("answers", Answers, true, "What a careful reader takes from it"),
        ],
    ),
];

const UNITS: &[&str] = &["B", "ms", "count", "rate", "ratio"];

/// How the root of a file is told from its name.
const FILES: [(&str, &str, &str); 7] = [
    ("pack", "pack", "`pack.toml` of a pack"),
    ("sources", "source", "`sources.toml` or `sources/*.toml` of a pack"),
    ("facts", "fact", "`facts.toml` or `facts/*.toml` of a pack"),
    ("decision", "decision", "`decisions/*.toml` of a pack"),
    ("cases", "file of cases", "`cases/*.toml` of a pack"),
    ("cues", "file of cues", "`cues/*.toml` of a pack"),
    ("readings", "file of readings", "`readings/*.toml` of a pack"),
];

/// The JSON Schemas (draft 7, which editors read) of a pack's files, each with its name.
///
/// ```
/// let schemas = shirube_lang::schemas();
/// let names: Vec<&str> = schemas.iter().map(|(name, _)| *name).collect();
/// assert_eq!(names, ["pack", "sources", "facts", "decision", "cases", "cues", "readings"]);
/// ```
#[must_use]
pub fn schemas() -> Vec<(&'static str, String)> {
    let schema = |(name, root, about): (&'static str, &str, &str)| {
        let mut schema = match root {
            // The keys of these files are ids.
            "source" | "fact" => json!({
                "type": "object",
                "propertyNames": { "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" },
                "additionalProperties": table(root),
            }),
            _ => table(root),
        };
        if let Some(entries) = schema.as_object_mut() {
            entries.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
            entries.insert("title".to_owned(), json!(about));
        }
        (name, crate::render::to_json(&schema))
    };
    FILES.into_iter().map(schema).collect()
}

/// The schema of a table.
fn table(what: &str) -> Value {
    let keys = SHAPES.iter().find(|(name, _)| *name == what).map_or(&[][..], |(_, keys)| keys);
    let mut properties = Map::new();
    for (name, form, _, about) in keys {
        let mut value = of(*form);
        if let Some(entries) = value.as_object_mut() {
            entries.insert("description".to_owned(), json!(about));
        }
        properties.insert((*name).to_owned(), value);
    }
    let required: Vec<&str> =
        keys.iter().filter(|(_, _, required, _)| *required).map(|(name, ..)| *name).collect();
    // Beside its own keys, a fact has one for each edition.
    let others = if what == "fact" { table("value of a fact") } else { json!(false) };
    let required = if what == "value of a fact" { Vec::new() } else { required };
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": others,
    })
}

/// The schema of a value.
fn of(form: Form) -> Value {
    let word = json!({ "type": "string", "minLength": 1 });
    let list = json!({ "type": "array", "items": word, "minItems": 1, "uniqueItems": true });
    let answer = json!({ "type": ["string", "boolean", "number", "array"] });
    match form {
        Word => word,
        OneOf(words) => json!({ "enum": words }),
        Pattern(pattern) => json!({ "type": "string", "pattern": pattern }),
        Words => json!({ "anyOf": [word, list] }),
        List => list,
        Text => json!({ "anyOf": [
            word,
            { "type": "object", "additionalProperties": word, "minProperties": 1 },
        ] }),
        Bool => json!({ "type": "boolean" }),
        Whole(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Figure => json!({ "type": ["string", "number"] }),
        Date => json!({ "type": ["string", "integer"] }),
        Answer => answer,
        Answers => json!({
            "type": "object",
            "additionalProperties": { "anyOf": [
                answer,
                { "type": "object", "additionalProperties": answer },
            ] },
        }),
        Condition => json!({
            "type": "object",
            "additionalProperties": { "anyOf": [
                of(Bool),
                of(Words),
                {
                    "type": "object",
                    "properties": { "all": of(Words), "any": of(Words), "not": of(Words) },
                    "minProperties": 1,
                    "additionalProperties": false,
                },
            ] },
        }),
        Conditions => json!({ "type": "array", "items": of(Condition), "minItems": 1 }),
        Tables(what) => json!({ "type": "array", "items": table(what) }),
        Table(what) => table(what),
        // Beside the languages there is `at`.
        Phrases => {
            json!({ "type": "object", "additionalProperties": of(Words), "minProperties": 1 })
        }
        PhrasesOf(depth) => json!({
            "type": "object",
            "additionalProperties": match depth {
                0 | 1 => of(Phrases),
                _ => of(PhrasesOf(depth - 1)),
            },
        }),
        Lettered => json!({ "type": "object", "additionalProperties": word, "minProperties": 2 }),
        Reasons => json!({ "type": "object", "additionalProperties": word, "minProperties": 1 }),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;
    use crate::files::Files;
    use crate::reader::asked_so_far;

    /// What the reader asks for in the packs of this repository, and in one that has what they have
    /// not.
    #[test]
    fn the_reader_asks_for_these_keys_and_no_others() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let tests = "crates/cli/tests/packs";
        let tests = ["lunch", "trip"].map(|pack| format!("{tests}/{pack}"));
        let packs = ["rules/mla-c01", "examples/licence"].map(str::to_owned);
        for pack in packs.iter().chain(&tests) {
            let files = Files::read(&root.join(pack)).expect("it can be read");
            assert!(crate::check(&files).pack.is_some(), "{pack}");
        }
        // Tests are not tables of their own here: their keys stand in `Form::Condition`.
        let asked: BTreeSet<(&str, &str)> =
            asked_so_far().into_iter().filter(|(what, _)| *what != "test").collect();
        let known: BTreeSet<(&str, &str)> = SHAPES
            .iter()
            .flat_map(|(what, keys)| keys.iter().map(move |(key, ..)| (*what, *key)))
            .collect();
        let unknown: Vec<_> = asked.difference(&known).collect();
        assert!(unknown.is_empty(), "the schema lacks {unknown:?}");
        let idle: Vec<_> = known.difference(&asked).collect();
        assert!(idle.is_empty(), "nobody reads {idle:?}");
    }
}
