//! Every word that the command itself says, in each language it speaks.
//!
//! A language is one value of [`Catalogue`]: leaving a text out does not compile. What a pack says
//! comes from the pack; help on the command line's own syntax comes from clap, in English.

mod cases;
mod diff;
mod document;
mod english;
mod japanese;
mod mutation;
pub mod problem;
mod read;

use shirube_engine::AnswerError;
use shirube_engine::phrase::Words;

pub use cases::CasesTexts;
pub use diff::DiffTexts;
pub use document::DocumentTexts;
pub use english::ENGLISH;
pub use japanese::JAPANESE;
pub use mutation::MutationTexts;
pub use read::ReadTexts;

/// The texts of one language.
#[derive(Debug)]
pub struct Catalogue {
    /// Its code.
    pub code: &'static str,
    /// The words inside phrases that the engine writes.
    pub words: Words,
    /// What a list of names is joined with.
    pub comma: &'static str,
    /// What stands before and after a name of a list: names may hold commas.
    pub quotes: (&'static str, &'static str),
    /// What stands between a name and what is said about it.
    pub colon: &'static str,

    /// Before an error.
    pub error: &'static str,
    /// Before what to do.
    pub help: &'static str,
    /// Before something worth knowing.
    pub note: &'static str,

    // A result.
    /// Above an open verdict.
    pub not_settled: &'static str,
    /// Above advice.
    pub nothing_fits: &'static str,
    /// Above answers that clash.
    pub cannot_be: &'static str,
    /// Above the options still possible.
    pub still_possible: &'static str,
    /// An outcome in which no option is left.
    pub no_option: &'static str,
    /// Options, or none of them.
    pub or_nothing: fn(options: &str) -> String,
    /// Above the deciding rules.
    pub because: &'static str,
    /// A rule that may decide, depending on what is unknown.
    pub maybe: fn(&str) -> String,
    /// Above the smallest sufficient answers.
    pub enough: &'static str,
    /// Where no answer is needed at all.
    pub whatever: &'static str,
    /// Above answers that cannot all be true.
    pub these_clash: &'static str,
    /// Above answers that together take every option away.
    pub these_leave_nothing: &'static str,
    /// Above what was taken for granted.
    pub assumed: &'static str,
    /// Above the runner-up.
    pub runner_up: &'static str,
    /// No other option would be picked.
    pub no_runner_up: &'static str,
    /// One of these comes next.
    pub one_of: fn(&str) -> String,
    /// This one comes next, or none, depending on what is unknown.
    pub perhaps: fn(&str) -> String,
    /// No change makes the runner-up win.
    pub never_wins: &'static str,
    /// Above changes that make other options win.
    pub changes: &'static str,
    /// Above the ways out where nothing fits.
    pub relaxations: &'static str,
    /// What would have to be so beside.
    pub if_also: fn(&str) -> String,
    /// A change that would do as well.
    pub or_else: fn(&str) -> String,
    /// Above the rejected options.
    pub rejected: &'static str,
    /// Above the options that are out while the verdict is open.
    pub out: &'static str,
    /// An option that the edition does not have.
    pub not_offered: &'static str,
    /// An option that could be had, but another is better.
    pub outranked: fn(&str) -> String,
    /// An option that could be had, where no rule's text says more.
    pub possible_but: &'static str,
    /// What an option is best for.
    pub best_for: fn(&str) -> String,
    /// What stands between two sentences.
    pub sentence_gap: &'static str,
    /// What would have spoken for an option.
    pub speaks_for: fn(&str) -> String,
    /// An option that cannot win, where it depends on what is unknown which rules take it out.
    pub never_best: &'static str,
    /// An option to which another is preferred, whatever is still unknown.
    pub always_outranked: &'static str,
    /// Above facts and pages.
    pub sources: &'static str,
    /// When a figure was so.
    pub as_of: fn(&str) -> String,
    /// The exact value behind a figure.
    pub exactly: fn(&str, &str) -> String,
    /// Above the command line and the link.
    pub again: &'static str,
    /// What another edition says.
    pub other_edition: fn(edition: &str, outcomes: &str) -> String,
    /// What another decision settled.
    pub upstream: fn(title: &str, outcome: &str) -> String,
    /// Another decision that leaves more than one option.
    pub upstream_open: fn(title: &str, outcomes: &str) -> String,
    /// Another decision that leaves none.
    pub upstream_none: fn(title: &str) -> String,
    /// How to see everything.
    pub see_all: fn(command: &str) -> String,

    // What is missing.
    /// Above the missing answers.
    pub missing: &'static str,
    /// The most questions to come.
    pub at_most: fn(usize) -> String,
    /// The verdict if nothing unusual holds.
    pub with_assumptions: fn(outcome: &str) -> String,
    /// The verdict is open even then.
    pub open_even_so: fn(outcomes: &str) -> String,
    /// The answer that helps most where the verdict is open even then.
    pub helps_most: fn(ask: &str) -> String,
    /// Nobody is there to answer.
    pub input_needed: &'static str,
    /// How to give answers.
    pub give: fn(command: &str) -> String,

    /// What of a list is not shown.
    pub and_more: fn(usize) -> String,

    /// The texts of the wizard.
    pub guide: GuideTexts,
    /// The texts of lists and pages about decisions.
    pub listing: ListingTexts,
    /// The texts of comparisons.
    pub diff: DiffTexts,
    /// The texts of recorded cases.
    pub cases: CasesTexts,
    /// The texts of the page of a decision.
    pub document: DocumentTexts,
    /// What `read` says.
    pub read: ReadTexts,
    /// The texts of errors.
    pub problem: ProblemTexts,
}

/// What the wizard says.
#[derive(Debug)]
pub struct GuideTexts {
    /// What do you want to decide?
    pub what: &'static str,
    /// How to choose in a long list.
    pub type_to_search: &'static str,
    /// How to choose in a long list that is shown in place of a question.
    pub search_or_back: &'static str,
    /// How to choose in a list.
    pub how_to_choose: &'static str,
    /// How to choose in a list too long to be seen.
    pub how_to_search: &'static str,
    /// How to choose in a list that belongs to no question.
    pub how_to_pick: &'static str,
    /// How to choose in a list of ranges, or begin a value.
    pub how_to_choose_or_type: &'static str,
    /// How to mark several, and what Enter takes while so many are marked.
    pub how_to_mark: fn(usize) -> String,
    /// How to leave a line of text.
    pub how_to_type: &'static str,
    /// How many options are left of how many.
    pub standing: fn(left: usize, all: usize) -> String,
    /// In place of an answer that is not known.
    pub not_known: &'static str,
    /// How many answers are not shown.
    pub earlier: fn(usize) -> String,
    /// The item: I do not know.
    pub dont_know: &'static str,
    /// The item: why do you ask?
    pub why: &'static str,
    /// The item: back, from a list that belongs to no question.
    pub back: &'static str,
    /// The item: take the last answer back.
    pub undo: &'static str,
    /// The item: leave the answer that is being changed as it was.
    pub keep: &'static str,
    /// The item: back to the question that this decision was to help with.
    pub leave: &'static str,
    /// The item: back from a decision to the front door that led there.
    pub front_door: &'static str,
    /// The item: list all decisions.
    pub list_all: &'static str,
    /// The item: change an earlier answer.
    pub edit: &'static str,
    /// The item: quit.
    pub quit: &'static str,
    /// The item: the actions that did not fit.
    pub more: &'static str,
    /// The item: type a value.
    pub type_value: fn(example: &str) -> String,
    /// The item: help me decide that.
    pub help_decide: &'static str,
    /// The item: go on with the question.
    pub go_on: &'static str,
    /// The item: go on with so many marked.
    pub go_on_with: fn(usize) -> String,
    /// Where a search finds nothing.
    pub nothing_found: &'static str,
    /// Above what each answer would lead to.
    pub leads_to: &'static str,
    /// An answer that leaves every option open.
    pub leaves_all: &'static str,
    /// An answer that leaves these.
    pub leaves: fn(&str) -> String,
    /// No such combination.
    pub cannot: &'static str,
    /// Which answer to change?
    pub which_edit: &'static str,
    /// The result may be followed by …
    pub what_now: &'static str,
    /// The item: everything about the result.
    pub everything: &'static str,
    /// The item: take what is usual for the rest.
    pub assume_rest: &'static str,
    /// The item: see the result in another edition.
    pub see_under: fn(edition: &str) -> String,
    /// The item: start again.
    pub start_again: &'static str,
    /// The item: done.
    pub done: &'static str,
    /// How to come back.
    pub resume: &'static str,
    /// The keys of plain mode, behind how an answer is written.
    pub keys: fn(answer: &str, keys: &PlainKeys) -> String,
    /// How to answer a question with one answer in plain mode. `sign` stands before
    /// the numbers of the list.
    pub one_key: fn(sign: &str) -> String,
    /// The keys of plain mode where something is to be picked.
    pub pick_keys: fn(sign: &str) -> String,
    /// The keys of plain mode where a decision is to be chosen.
    pub choose_keys: fn(sign: &str) -> String,
    /// How to answer a question about a set in plain mode.
    pub several_keys: fn(sign: &str) -> String,
    /// How to answer a question about a quantity in plain mode.
    pub quantity_keys: fn(example: &str, sign: &str) -> String,
    /// There is nothing to go back to.
    pub nothing_before: &'static str,
    /// No such number in the list.
    pub no_such_item: fn(given: &str) -> String,
    /// An answer that cannot go with the earlier ones.
    pub clashes: &'static str,
    /// The decision that the front door led to begins.
    pub led_to: fn(title: &str) -> String,
    /// A nested guide begins.
    pub deciding: fn(title: &str) -> String,
    /// A nested guide settled nothing.
    pub not_decided: fn(title: &str) -> String,
}

/// Which keys a question in plain mode takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PlainKeys {
    /// Whether there is something to go back to.
    pub back: bool,
    /// Whether there is an answer to change.
    pub edit: bool,
    /// Whether another decision can be asked for the answer.
    pub help: bool,
    /// Whether all decisions can be listed.
    pub list: bool,
}

/// What lists and pages about decisions say.
#[derive(Debug)]
pub struct ListingTexts {
    /// Above decisions that belong to no task.
    pub others: &'static str,
    /// What to do next.
    pub next: fn(guide: &str, show: &str) -> String,
    /// Above the inputs.
    pub inputs: &'static str,
    /// Above the options.
    pub options: &'static str,
    /// Above the editions.
    pub editions: &'static str,
    /// Above examples of commands.
    pub commands: &'static str,
    /// What is taken for granted when nobody says.
    pub when_silent: fn(&str) -> String,
    /// An option that only some editions have.
    pub only_in: fn(&str) -> String,
    /// An input that another decision answers.
    pub from: fn(&str) -> String,
    /// A quantity, such as …
    pub such_as: fn(&str) -> String,
    /// Several may be given.
    pub several: &'static str,
    /// How many rules there are.
    pub rules: fn(rules: usize, facts: usize) -> String,
}

/// What errors say.
#[derive(Debug)]
pub struct ProblemTexts {
    /// An answer that cannot be read: what is wrong, and what to do.
    pub answer: fn(&AnswerError) -> (String, Option<String>),
    /// Did you mean …?
    pub did_you_mean: fn(&str) -> String,
    /// There are: …
    pub there_are: fn(&str) -> String,
    /// No such decision.
    pub no_decision: fn(&str) -> String,
    /// No such edition.
    pub no_edition: fn(&str) -> String,
    /// The pack does not speak the language.
    pub no_language: fn(&str) -> String,
    /// No such input.
    pub no_input: fn(decision: &str, given: &str) -> String,
    /// No decision was named.
    pub which_decision: &'static str,
    /// Two decisions were named.
    pub two_decisions: fn(&str, &str) -> String,
    /// Not of the form `input=answer`.
    pub not_an_answer: fn(&str) -> String,
    /// How answers are written.
    pub write_answers: &'static str,
    /// An input answered twice.
    pub twice: fn(input: &str, one: &str, other: &str) -> String,
    /// A key that stands twice in a line of a batch.
    pub twice_in_line: fn(input: &str) -> String,
    /// Keep one of the two.
    pub keep_one: &'static str,
    /// A decision that this one does not rest on.
    pub not_required: fn(decision: &str, given: &str) -> String,
    /// Answers for a decision that this one rests on which clash.
    pub upstream_clash: fn(decision: &str) -> String,
    /// What to do about answers that clash.
    pub change_one: fn(answers: &str) -> String,
    /// An answer in a file that is no answer.
    pub bad_value: fn(input: &str) -> String,
    /// What values a file may hold.
    pub write_values: &'static str,
    /// A link that cannot be read.
    pub bad_link: &'static str,
    /// A link that is too long.
    pub long_link: &'static str,
    /// A link is copied as a whole.
    pub copy_link: &'static str,
    /// A file that cannot be read.
    pub unreadable: fn(file: &str, error: &str) -> String,
    /// Output that cannot be written.
    pub unwritable: fn(error: &str) -> String,
    /// A file that is not text.
    pub not_text: fn(file: &str) -> String,
    /// A file that is neither TOML nor JSON.
    pub not_toml: fn(file: &str, error: &str) -> String,
    /// A pack that is unsound.
    pub unsound: fn(pack: &str) -> String,
    /// A compiled pack that cannot be loaded.
    pub bad_pack: fn(pack: &str, error: &str) -> String,
    /// A path that is neither a folder nor a file.
    pub no_pack: fn(pack: &str) -> String,
    /// A pack without decisions.
    pub empty_pack: &'static str,
    /// The summary of a batch in which lines failed.
    pub batch_failed: fn(failed: u64, lines: u64) -> String,
    /// A batch was interrupted.
    pub batch_stopped: fn(lines: u64) -> String,
    /// A line of a batch that is not JSON.
    pub not_json: fn(&str) -> String,
    /// A line of a batch that is no object.
    pub not_an_object: &'static str,
    /// A line of a batch that is not UTF-8.
    pub not_utf8: &'static str,
    /// A line of a batch that is too long.
    pub line_too_long: fn(limit: &str) -> String,
    /// How a line of a batch looks.
    pub write_line: &'static str,
}

impl Catalogue {
    /// The texts for a language; English where there are none.
    #[must_use]
    pub fn of(code: &str) -> &'static Self {
        if code == JAPANESE.code { &JAPANESE } else { &ENGLISH }
    }

    /// A name in quotation marks.
    #[must_use]
    pub fn quoted(&self, name: &str) -> String {
        let (before, after) = self.quotes;
        format!("{before}{name}{after}")
    }

    /// Names of options as a list, no more than so many of them, and whether it may also come to
    /// nothing fitting.
    #[must_use]
    pub fn outcomes(&self, names: &[impl AsRef<str>], most: usize, or_nothing: bool) -> String {
        if names.is_empty() {
            return self.no_option.to_owned();
        }
        let shown: Vec<String> =
            names.iter().take(most).map(|name| self.quoted(name.as_ref())).collect();
        let mut text = shown.join(self.comma);
        if names.len() > most {
            text = format!("{text} {}", (self.and_more)(names.len() - most));
        }
        if or_nothing { (self.or_nothing)(&text) } else { text }
    }

    /// Names in backticks, as a list.
    #[must_use]
    pub fn list<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> String {
        let quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
        quoted.join(self.comma)
    }
}
