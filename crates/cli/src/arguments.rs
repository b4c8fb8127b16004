//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

const EXAMPLES: &str = "\
Examples:
  shirube                          choose a decision, answer a few questions
  shirube guide inference-option   the same for one decision
  shirube show inference-option    what it asks, and the ids to answer with
  shirube decide inference-option payload=300MB processing-time=45min wait=later
  shirube decide inference-option --batch answers.jsonl > verdicts.jsonl
  shirube check my-pack            what is wrong with a pack of your own";

const MORE: &str = "\
Examples:
  shirube                          choose a decision, answer a few questions
  shirube guide inference-option   the same for one decision
  shirube show inference-option    what it asks, and the ids to answer with
  shirube decide inference-option payload=300MB processing-time=45min wait=later
  shirube decide inference-option --batch answers.jsonl > verdicts.jsonl
  shirube check my-pack            what is wrong with a pack of your own

Exit codes:
  0    settled, or done
  1    something went wrong: a file, a damaged pack, a bad line in a batch; with
       `diff --exit-code`, something differs
  2    the command line is wrong
  3    not settled, or nothing fits
  4    an answer is needed and there is nobody to ask
  5    the rules of a pack are not sound, or a recorded case fails
  130  interrupted

Environment:
  LC_ALL, LC_MESSAGES, LANG    the language, where --lang is not given
  NO_COLOR, CLICOLOR_FORCE     as everywhere
  COLUMNS                      the width, where the output is no terminal";

/// Says which option to take, and why, after as few questions as can be.
#[derive(Debug, Clone, Parser)]
#[command(name = "shirube", version, after_help = EXAMPLES, after_long_help = MORE)]
pub struct Arguments {
    /// What to do; without it, the wizard asks what you want to decide.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
}

/// What holds for every command.
#[derive(Debug, Clone, Default, Args)]
pub struct Global {
    /// The edition of the facts, such as `exam` or `now`
    #[arg(long, global = true, value_name = "ID")]
    pub edition: Option<String>,
    /// The language, `en` or `ja`
    #[arg(long, global = true, value_name = "CODE")]
    pub lang: Option<String>,
    /// A pack to use instead of the built-in one: a folder, or a compiled file
    #[arg(long, global = true, value_name = "PATH")]
    pub pack: Option<PathBuf>,
    /// Ask in plain lines, without moving the cursor
    #[arg(long, global = true)]
    pub plain: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
    /// The columns to fill, where the terminal is not to be asked
    #[arg(long, global = true, value_name = "COLUMNS")]
    pub width: Option<usize>,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Colour {
    /// On a terminal that has it.
    #[default]
    Auto,
    /// Also in a file or a pipe.
    Always,
    /// Not at all.
    Never,
}

/// For whom a result is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For a person.
    #[default]
    Human,
    /// For a program.
    Json,
}

/// For whom a comparison is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum DiffFormat {
    /// For a person at a terminal.
    #[default]
    Human,
    /// For a program.
    Json,
    /// For a release note.
    Markdown,
}

/// What to do.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Ask as few questions as can be, then say which option to take and why
    Guide(Guide),
    /// Say which option to take, given the answers
    Decide(Decide),
    /// Read a text: underline its clues, say which decision it is about and what it comes to
    Read(Read),
    /// List the decisions of the pack
    List(List),
    /// Show what a decision asks, with the ids to answer with, and its options
    Show(Show),
    /// Draw a decision: its plan or its diagram; without one, which decision rests on which
    Map(Map),
    /// Run the recorded cases of packs, and tell what they show of the rules
    Test(Test),
    /// Show which answers changed between two packs, two git revisions, or two editions
    Diff(Diff),
    /// Check packs: find what is wrong with their rules, figures and texts, each with its place
    Check(Check),
    /// Say what a code of `check` means, with an example that has it and one that has not
    Explain {
        /// The code, such as `dead-end`; without it, all of them are listed
        #[arg(value_name = "CODE")]
        code: Option<String>,
    },
    /// Print a script that completes this command in a shell
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page, or write all of them to a folder
    Man {
        /// The folder to write the pages to, one for each command.
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
}

/// The arguments of `guide`.
#[derive(Debug, Clone, Default, Args)]
pub struct Guide {
    /// The decision; without it, you are asked
    #[arg(value_name = "DECISION")]
    pub decision: Option<String>,
    /// Answers to begin with
    #[arg(value_name = "INPUT=ANSWER")]
    pub answers: Vec<String>,
    /// Begin where a link left off
    #[arg(long, value_name = "TEXT")]
    pub link: Option<String>,
}

/// The arguments of `decide`.
#[derive(Debug, Clone, Default, Args)]
pub struct Decide {
    /// The decision; may be left out where a link or a file names it
    #[arg(value_name = "DECISION")]
    pub decision: Option<String>,
    /// Answers, such as `payload=12MB`; `OTHER.input=answer` answers a decision this one rests on
    ///
    /// `input=?` says that it is not known, `input~answer` that it is taken for granted. Of a
    /// choice, `a,b` is one of these and `not a` any other. Of a set, `a,b` is exactly these, `none`
    /// none of them; `!a` says that one is absent and, as `...` does, leaves what is not named open.
    /// Of a quantity, `>6MB` and `1MB..2MB` are ranges, and so is `(1MB..2MB]`, whose round bracket
    /// leaves its end out.
    #[arg(value_name = "INPUT=ANSWER")]
    pub answers: Vec<String>,
    /// A file of answers, TOML or JSON
    #[arg(long = "answers", value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// The answers of a link
    #[arg(long, value_name = "TEXT")]
    pub link: Option<String>,
    /// Take for granted what nobody said; the result names it
    #[arg(long)]
    pub assume: bool,
    /// Say more: the runner-up, what would change it, why each option is out, all sources; with
    /// `=all`, every change that would, and each option by itself
    #[arg(long, value_name = "EXTENT", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "main")]
    pub explain: Option<Explain>,
    /// For whom the result is
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
    /// Decide every line of a file of JSON objects (`-`: standard input), one verdict a line
    #[arg(long, value_name = "FILE", conflicts_with_all = ["file", "link", "format"])]
    pub batch: Option<PathBuf>,
}

/// The arguments of `read`.
#[derive(Debug, Clone, Args)]
pub struct Read {
    /// A file, `-` for standard input, or the text itself; without it, paste the text
    ///
    /// Lettered options at its end, a line each, are told apart: which one is right, and why the
    /// others are not.
    #[arg(value_name = "TEXT")]
    pub text: Option<String>,
    /// The decision that it is about, if it is not to be found out
    #[arg(long, value_name = "DECISION")]
    pub decision: Option<String>,
    /// How many of the options are to be chosen
    #[arg(long, value_name = "COUNT", default_value_t = 1)]
    pub select: usize,
    /// Show the cue behind each clue
    #[arg(long)]
    pub why: bool,
    /// For whom the result is
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
    /// Read every line of a file of JSON objects with a `text` (`-`: standard input), one reading a
    /// line
    #[arg(long, value_name = "FILE", conflicts_with_all = ["text", "format", "why"])]
    pub batch: Option<PathBuf>,
}

/// How much is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Explain {
    /// What matters most
    Main,
    /// Everything
    All,
}

/// The arguments of `map`.
#[derive(Debug, Clone, Args)]
pub struct Map {
    /// The decision; without it, the decisions of the pack are drawn
    #[arg(value_name = "DECISION")]
    pub decision: Option<String>,
    /// What to draw of a decision
    #[arg(long, value_name = "VIEW", default_value = "plan", requires = "decision")]
    pub view: View,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: MapFormat,
}

/// What is drawn of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum View {
    /// Which question follows which answer
    Plan,
    /// The compiled diagram: every answer there is, in its own order
    Diagram,
}

/// How a map is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MapFormat {
    /// An outline in words
    Text,
    /// A table
    Markdown,
    /// A Mermaid flowchart
    Mermaid,
    /// The DOT language of Graphviz
    Dot,
    /// A picture
    Svg,
}

/// The arguments of `list`.
#[derive(Debug, Clone, Default, Args)]
pub struct List {
    /// For whom the list is
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
}

/// The arguments of `check`.
#[derive(Debug, Clone, Default, Args)]
pub struct Check {
    /// Folders of packs; without any, this folder, or the packs that lie in it
    ///
    /// A folder that is no pack stands for the packs in it and in its folders.
    #[arg(value_name = "PACK")]
    pub packs: Vec<PathBuf>,
    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    pub format: FindingsFormat,
    /// Fail where there are findings of this level, too: exit code 5
    #[arg(long, value_name = "LEVEL")]
    pub deny: Option<Deny>,
    /// Check again whenever a file changes, until Ctrl-C
    #[arg(long)]
    pub watch: bool,
    /// Sum up on standard error, also where that is no terminal
    #[arg(long, short)]
    pub verbose: bool,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum FindingsFormat {
    /// With the lines they are about.
    #[default]
    Full,
    /// One on a line: `file:line:column: level[code]: message`.
    Concise,
    /// For a program.
    Json,
    /// For tools that take the results of checkers: SARIF 2.1.0.
    Sarif,
    /// For GitHub Actions: annotations of the changed lines.
    Github,
}

/// What is not let pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Warnings, beside errors.
    Warnings,
}

/// The arguments of `show`.
#[derive(Debug, Clone, Default, Args)]
pub struct Show {
    /// The decision
    #[arg(value_name = "DECISION", required_unless_present = "out")]
    pub decision: Option<String>,
    /// For whom the page is
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: ShowFormat,
    /// Write the Markdown pages of all decisions, in every language of the pack, to this folder
    #[arg(long, value_name = "DIR", conflicts_with_all = ["decision", "format"])]
    pub out: Option<PathBuf>,
}

/// For whom the page of a decision is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ShowFormat {
    /// For a person at a terminal.
    #[default]
    Human,
    /// For a program.
    Json,
    /// To be read: also when each option is picked or out, near misses, a map and the sources.
    Markdown,
}

/// The arguments of `test`.
#[derive(Debug, Clone, Default, Args)]
pub struct Test {
    /// Folders of packs; without any, this folder, or the packs that lie in it
    ///
    /// A folder that is no pack stands for the packs in it and in its folders.
    #[arg(value_name = "PACK")]
    pub packs: Vec<PathBuf>,
    /// Only the cases of this decision
    #[arg(long, value_name = "ID")]
    pub decision: Option<String>,
    /// Tell what the cases show of the rules, and list what none of them shows
    #[arg(long)]
    pub coverage: bool,
    /// Put small slips into the rules, and list those that nothing notices
    ///
    /// Each mutant is a decision with one slip: a rule taken out or turned around, one of its tests
    /// left out, another option in place of one it names, a limit itself on the other side, a figure
    /// one step off. It is caught if the decision does not compile with it, a case fails, a claim does
    /// not hold or `check` warns of more than before; equivalent if no answer changes; else missed.
    #[arg(long)]
    pub mutate: bool,
    /// Write the cases that are missing, for you to confirm; with `=all`, also those that are for
    /// each condition of each rule to change the verdict alone; with `--mutate`, those that catch
    /// what is missed
    ///
    /// Missing is a rule that decides in no case, an exclusion that changes no verdict, an option that
    /// never wins, and a limit without a case next to it on either side. `=all` adds the pairs of
    /// cases that unique-cause MC/DC asks for (DO-178C; Chilenski and Miller 1994).
    #[arg(long, value_name = "EXTENT", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "main")]
    pub suggest: Option<Suggest>,
    /// The file to write them to, such as `cases/more.toml`; it must not be there yet
    #[arg(long, value_name = "FILE", requires = "suggest")]
    pub write: Option<PathBuf>,
    /// How the result is written
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    pub format: CasesFormat,
}

/// Which cases are suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Suggest {
    /// One for each rule, exclusion, option and side of a limit
    Main,
    /// Also pairs in which one condition changes the verdict alone
    All,
}

/// How the result of recorded cases is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum CasesFormat {
    /// With the lines it is about.
    #[default]
    Full,
    /// A failure on a line.
    Concise,
    /// For a program.
    Json,
}

const DIFF_EXAMPLES: &str = "\
Examples:
  shirube diff --editions exam now            what changed since the exam edition
  shirube diff old-pack new-pack              two folders, or compiled files
  shirube diff --git v1.0..v1.1 rules/mla-c01 two revisions of one pack
  shirube diff --git HEAD rules/mla-c01       the last commit and the files as they are

The exit code is 0 whether or not something differs, unless `--exit-code` is given.";

/// The arguments of `diff`.
#[derive(Debug, Clone, Default, Args)]
#[command(after_help = DIFF_EXAMPLES)]
pub struct Diff {
    /// Two packs; with `--git` or `--editions`, the one pack
    #[arg(value_name = "PACK", num_args = 0..=2)]
    pub packs: Vec<PathBuf>,
    /// Compare two editions of one pack
    #[arg(long, num_args = 2, value_names = ["OLD", "NEW"], conflicts_with = "git")]
    pub editions: Option<Vec<String>>,
    /// Compare two git revisions of one pack, or one with the files as they are
    #[arg(long, value_name = "REV[..REV]")]
    pub git: Option<String>,
    /// For whom the comparison is
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: DiffFormat,
    /// Exit with 1 if something differs, as git does
    #[arg(long)]
    pub exit_code: bool,
}
