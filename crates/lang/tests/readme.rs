//! What the reference shows is what is read.

/// Every example of a file is TOML.
#[test]
fn the_examples_are_toml() {
    let text = include_str!("../README.md");
    let examples: Vec<&str> =
        text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(examples.len() > 6);
    for example in examples {
        let read = example.parse::<toml::Table>();
        assert!(read.is_ok(), "{example}\n{read:?}");
    }
}

/// Every key that a decision, a claim, a fact or a case may have is in the reference.
#[test]
fn the_keys_are_named() {
    let text = include_str!("../README.md");
    let keys = [
        "id",
        "version",
        "title",
        "about",
        "notice",
        "languages",
        "edition",
        "domain",
        "weight",
        "task",
        "url",
        "as_of",
        "value",
        "written",
        "source",
        "unit",
        "input",
        "kind",
        "name",
        "ask",
        "why",
        "when_silent",
        "cost",
        "min",
        "max",
        "from",
        "option",
        "exclude",
        "prefer",
        "assume",
        "none",
        "when",
        "any",
        "pick",
        "over",
        "because",
        "editions",
        "decision",
        "case",
        "answers",
        "winner",
        "open",
        "stands_for",
        "not",
        "all",
        "claim",
        "never",
        "always",
        "wins_only",
        "monotone",
        "settles",
        "at_most",
        "note",
    ];
    for key in keys {
        let shown = [format!("{key} = "), format!("[[{key}]]"), format!("[[input.{key}]]")];
        assert!(shown.iter().any(|form| text.contains(form.as_str())), "`{key}` is not shown");
    }
}
