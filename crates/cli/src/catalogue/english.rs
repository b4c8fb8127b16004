//! English.

use shirube_engine::phrase::Words;

use super::{
    Catalogue, GuideTexts, ListingTexts, PlainKeys, ProblemTexts, cases, diff, document, problem,
    read,
};

/// English.
pub static ENGLISH: Catalogue = Catalogue {
    code: "en",
    words: Words::ENGLISH,
    comma: ", ",
    quotes: ("“", "”"),
    colon: ": ",
    error: "error",
    help: "help",
    note: "note",
    not_settled: "Not settled yet",
    nothing_fits: "Nothing fits",
    cannot_be: "These answers cannot all be true",
    still_possible: "Still possible",
    no_option: "none of the options",
    or_nothing: |options| format!("{options}, or nothing fits"),
    because: "Because",
    maybe: |text| format!("{text} (perhaps: it depends on what is unknown)"),
    enough: "These answers alone are enough:",
    whatever: "Whatever the answers are.",
    these_clash: "These answers clash:",
    these_leave_nothing: "These answers leave no option:",
    assumed: "Taken for granted, because nobody said",
    runner_up: "Runner-up",
    no_runner_up: "None: no other option would be picked with these answers.",
    one_of: |names| format!("One of: {names}. Which one depends on what is unknown."),
    perhaps: |name| format!("Perhaps {name}"),
    never_wins: "No change of answers makes it win.",
    changes: "What would change it",
    relaxations: "What would have to give",
    if_also: |changes| format!("and if also {changes}"),
    or_else: |change| format!("or {change}"),
    rejected: "Not chosen",
    out: "Already out",
    not_offered: "Not to be had in this edition.",
    outranked: |reason| format!("Possible, but another is better: {reason}"),
    possible_but: "Possible, but another is better here.",
    best_for: |best| format!("Best for {best}."),
    sentence_gap: " ",
    speaks_for: |reason| format!("For it: {reason}"),
    never_best: "Not the best in any case; perhaps also ruled out:",
    always_outranked: "Another is better, whatever is still unknown.",
    sources: "Figures and sources",
    as_of: |date| format!("as of {date}"),
    exactly: |written, value| format!("{written} (exactly {value})"),
    again: "The same again",
    other_edition: |edition, outcomes| format!("In the `{edition}` edition: {outcomes}"),
    upstream: |title, outcome| format!("{title}: {outcome}, by the answers given for it"),
    upstream_open: |title, outcomes| format!("{title}: still open between {outcomes}"),
    upstream_none: |title| {
        format!("{title}: its answers leave no option, so it is left unanswered")
    },
    see_all: |command| format!("Everything about it: {command}"),
    missing: "What is missing",
    at_most: |count| match count {
        1 => "One more question at most.".to_owned(),
        _ => format!("At most {count} more questions."),
    },
    with_assumptions: |outcome| {
        format!("With what is usual wherever nothing is said (`--assume`): {outcome}")
    },
    open_even_so: |outcomes| {
        format!("Even with what is usual wherever nothing is said (`--assume`): {outcomes}")
    },
    helps_most: |ask| format!("The answer that would help most: {ask}"),
    input_needed: "an answer is needed and there is nobody to ask",
    give: |command| format!("give it on the command line:\n{command}"),
    and_more: |count| format!("… and {count} more"),
    guide: GUIDE,
    listing: LISTING,
    diff: diff::ENGLISH,
    cases: cases::ENGLISH,
    document: document::ENGLISH,
    read: read::ENGLISH,
    problem: PROBLEM,
};

const GUIDE: GuideTexts = GuideTexts {
    what: "What do you want to decide?",
    type_to_search: "↑↓\u{a0}choose · Enter\u{a0}take · letters\u{a0}search · Esc\u{a0}quit",
    search_or_back: "↑↓\u{a0}choose · Enter\u{a0}take · letters\u{a0}search · Esc\u{a0}back",
    how_to_choose: "↑↓\u{a0}choose · Enter\u{a0}take · Esc/q\u{a0}more,\u{a0}quit",
    how_to_pick: "↑↓\u{a0}choose · Enter\u{a0}take · Esc\u{a0}back",
    how_to_choose_or_type: "↑↓\u{a0}choose · Enter\u{a0}take · digits\u{a0}type\u{a0}a\u{a0}value · Esc/q\u{a0}more,\u{a0}quit",
    how_to_search: "↑↓\u{a0}scroll · Enter\u{a0}take · letters\u{a0}search · Esc\u{a0}more,\u{a0}quit",
    how_to_mark: |marked| {
        let takes = match marked {
            0 => "none\u{a0}of\u{a0}these".to_owned(),
            _ => format!("take\u{a0}{marked}"),
        };
        format!("↑↓\u{a0}move · Space\u{a0}mark · Enter:\u{a0}{takes} · Esc/q\u{a0}more,\u{a0}quit")
    },
    how_to_type: "Enter\u{a0}take · Esc\u{a0}back\u{a0}to\u{a0}the\u{a0}list",
    standing: |left, all| format!("Still possible, {left} of {all}"),
    not_known: "not known",
    earlier: |count| format!("… and {count} before"),
    dont_know: "I don't know",
    why: "Why do you ask?",
    back: "Back",
    undo: "Undo the last answer",
    keep: "Leave it as it was",
    leave: "Back to the question before",
    front_door: "Back to what you want to do",
    list_all: "List all decisions",
    edit: "Change an earlier answer",
    quit: "Quit, and resume later",
    more: "More: back, change an answer, quit",
    type_value: |example| format!("Type a value, such as {example}"),
    help_decide: "Help me decide that",
    go_on: "Back to the question",
    go_on_with: |count| match count {
        0 => "Go on with none of these".to_owned(),
        _ => format!("Go on with these {count}"),
    },
    nothing_found: "Nothing found. Backspace deletes a letter.",
    leads_to: "What each answer leads to",
    leaves_all: "leaves all of them",
    leaves: |names| format!("leaves {names}"),
    cannot: "cannot be, with what you said",
    which_edit: "Which answer?",
    what_now: "What now?",
    everything: "Everything about it",
    assume_rest: "Assume what is usual for the rest",
    see_under: |edition| format!("See it under `{edition}`"),
    start_again: "Start again",
    done: "Done",
    resume: "To resume:",
    keys: |answer, PlainKeys { back, edit, help, list }| {
        // A key stays on one line with what it does.
        let help = if *help { ", h\u{a0}help\u{a0}me\u{a0}decide\u{a0}that" } else { "" };
        let back = if *back { ", b\u{a0}back" } else { "" };
        let edit = if *edit { ", e\u{a0}change\u{a0}an\u{a0}answer" } else { "" };
        let list = if *list { ", l\u{a0}list\u{a0}all\u{a0}decisions" } else { "" };
        let why = "?\u{a0}why, -\u{a0}don't\u{a0}know";
        format!("{answer}; {why}{help}{back}{edit}{list}, q\u{a0}quit")
    },
    one_key: |sign| format!("{sign}number or id"),
    pick_keys: |sign| format!("{sign}number or id; b back"),
    choose_keys: |sign| format!("{sign}number or id; q quit"),
    several_keys: |sign| format!("{sign}numbers or ids with commas, or none"),
    quantity_keys: |example, sign| {
        format!("a value such as {example}, or {sign} and a number of the list")
    },
    nothing_before: "there is nothing to go back to",
    no_such_item: |given| format!("there is no `{given}` in the list"),
    clashes: "that cannot go with what you said before",
    led_to: |title| format!("Next: {title}"),
    deciding: |title| format!("First: {title}"),
    not_decided: |title| format!("{title} is not settled; your question comes again"),
};

const LISTING: ListingTexts = ListingTexts {
    others: "Decisions",
    next: |guide, show| format!("Be asked: {guide}\nSee what is asked: {show}"),
    inputs: "What it asks",
    options: "What there is to choose",
    editions: "Editions",
    commands: "On the command line",
    when_silent: |words| format!("with `--assume`: {words}"),
    only_in: |editions| format!("Only in: {editions}"),
    from: |decision| {
        format!("follows from the decision `{decision}`, with `{decision}.INPUT=ANSWER`")
    },
    such_as: |example| format!("such as {example}"),
    several: "several with commas: exactly these; `none`; `!ID`: without that one, the rest open",
    rules: |rules, facts| format!("{rules} rules, {facts} sourced facts"),
};

const PROBLEM: ProblemTexts = ProblemTexts {
    answer: problem::english,
    did_you_mean: |name| format!("did you mean `{name}`?"),
    there_are: |names| format!("there are {names}"),
    no_decision: |given| format!("there is no decision `{given}`"),
    no_edition: |given| format!("there is no edition `{given}`"),
    no_language: |given| format!("the pack is not written in `{given}`"),
    no_input: |decision, given| format!("`{decision}` has no input `{given}`"),
    which_decision: "which decision?",
    two_decisions: |one, other| format!("two decisions are named: `{one}` and `{other}`"),
    not_an_answer: |given| format!("`{given}` is not of the form `input=answer`"),
    write_answers: "write for example `payload=12MB`; `shirube show DECISION` lists the inputs",
    twice: |input, one, other| format!("`{input}` is answered twice: `{one}` and `{other}`"),
    twice_in_line: |input| format!("`{input}` is answered twice"),
    keep_one: "keep one of the two",
    not_required: |decision, given| format!("`{decision}` does not rest on a decision `{given}`"),
    upstream_clash: |decision| format!("the answers for `{decision}` cannot all be true"),
    change_one: |answers| format!("change one of {answers}"),
    bad_value: |input| format!("the value of `{input}` is not an answer"),
    write_values: "an answer is a text, `true` or `false`, a number, or a list of ids",
    bad_link: "the link cannot be read",
    long_link: "the link is too long",
    copy_link: "copy the whole link again, as it was printed",
    unreadable: |file, error| format!("`{file}` cannot be read: {error}"),
    unwritable: |error| format!("the output cannot be written: {error}"),
    not_text: |file| format!("`{file}` is not UTF-8 text"),
    not_toml: |file, error| format!("`{file}` is neither TOML nor JSON: {error}"),
    unsound: |pack| format!("the rules in `{pack}` are not sound"),
    bad_pack: |pack, error| format!("`{pack}` cannot be loaded: {error}"),
    no_pack: |pack| format!("there is no pack `{pack}`"),
    empty_pack: "the pack holds no decision",
    batch_failed: |failed, lines| format!("{failed} of {lines} lines could not be decided"),
    batch_stopped: |lines| format!("interrupted after line {lines}"),
    not_json: |error| format!("this is not JSON: {error}"),
    not_an_object: "this is not a JSON object",
    not_utf8: "this is not UTF-8 text",
    line_too_long: |limit| format!("the line is longer than {limit}"),
    write_line: "write an object such as {\"payload\": \"12MB\"}",
};
