//! The wizard on a real pseudo-terminal.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may fail")]
#![cfg(unix)]

use std::process::Command;

use rexpect::session::{PtySession, spawn_command};

const DOWN: &str = "\x1b[B";
const UP: &str = "\x1b[A";
const ENTER: &str = "\r";
const ESC: &str = "\x1b";
const CTRL_C: &str = "\x03";

/// The longest that anything may take: only a test that fails waits for it.
const PATIENCE_MS: u64 = 20_000;

fn shirube(arguments: &[&str]) -> PtySession {
    with_pack("tests/packs/lunch", arguments)
}

fn with_pack(pack: &str, arguments: &[&str]) -> PtySession {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["--pack", pack, "--color", "never"])
        .args(arguments)
        .env_clear()
        .env("TERM", "xterm-256color")
        .env("LANG", "en_US.UTF-8");
    spawn_command(command, Some(PATIENCE_MS)).expect("a pseudo-terminal")
}

struct Screen(PtySession);

impl Screen {
    fn sees(&mut self, text: &str) -> &mut Self {
        // What comes from the terminal is taken byte by byte, each for a letter.
        let bytes: String = text.bytes().map(char::from).collect();
        self.0.exp_string(&bytes).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        self
    }

    fn types(&mut self, keys: &str) -> &mut Self {
        self.0.send(keys).expect("keys");
        self.0.flush().expect("keys");
        self
    }

    fn ends(&mut self, code: i32) {
        self.0.exp_eof().expect("the end");
        // The status is of a type that cannot be named here.
        let status = format!("{:?}", self.0.process().wait().expect("a status"));
        assert!(
            status.starts_with("Exited(") && status.ends_with(&format!(", {code})")),
            "{status}"
        );
    }
}

#[test]
fn a_few_keys_lead_to_a_result_with_its_reasons() {
    let mut screen = Screen(shirube(&[]));
    screen.sees("What do you want to decide?").sees("Kitchen").sees("Place for lunch");
    screen.types(DOWN).types(ENTER);
    screen.sees("Still possible").sees("At most 6 more questions.").sees("How long is your break?");
    screen.types(DOWN).types(DOWN).types(ENTER);
    screen.sees("≥ 60 minutes").sees("How hungry are you?").sees("A sandwich would do.");
    screen.types(DOWN).types(ENTER);
    screen.sees("How many are you?").types(ENTER);
    screen.sees("Which kitchen shall it be?").types(DOWN).types(ENTER);
    screen.sees("The restaurant").sees("Because").sees("Only the restaurant cooks Italian.");
    screen.sees("Runner-up").sees("Not chosen").sees("Figures and sources").sees("The same again");
    screen.sees("What now?").types(ENTER);
    // The result is longer than the screen: at the end its gist is to be seen.
    screen.sees("=> The restaurant\r\n").ends(0);
}

#[test]
fn the_front_door_leads_to_a_decision_and_back() {
    let mut screen = Screen(with_pack("tests/packs/trip", &[]));
    screen.sees("What do you want to do?").sees("What is still open?").sees("List all decisions");
    screen.types(ENTER);
    screen.sees("Next: How to get there").sees("Is it far?").sees("Back to what you want to do");
    screen.types(&DOWN.repeat(4)).types(ENTER);
    // Past both answers, "I don't know" and "Why": first back to the front door, there to the list.
    screen.sees("What is still open?").types(&DOWN.repeat(4)).types(ENTER);
    screen.sees("What do you want to decide?").sees("back").sees("Where to sleep").types(ESC);
    screen.sees("What is still open?").types(ENTER);
    screen.sees("Is it far?").types(ENTER);
    screen.sees("The train").sees("What now?").types(ENTER);
    screen.ends(0);
}

#[test]
fn a_value_typed_beside_the_list_is_taken_and_not_the_row_under_the_cursor() {
    let mut screen = Screen(shirube(&["guide", "place"]));
    screen.sees("How long is your break?").sees("digits").types("50min");
    screen.sees("> 50min").types(ENTER);
    screen.sees("50 min").sees("How many are you?").types("１２");
    screen.sees("> １２").types(ENTER).sees("12").sees("Does it rain?").types(CTRL_C);
    screen.sees("time=50min;group=12'").ends(130);
}

#[test]
fn a_bare_number_typed_as_a_value_has_no_unit() {
    let mut screen = Screen(shirube(&["guide", "place"]));
    screen.sees("How long is your break?").types("2").types(ENTER);
    screen.sees("`2` has no unit").sees("> 2").types("h").types(ENTER);
    screen.sees("2 h").sees("How hungry are you?").types(CTRL_C);
    screen.ends(130);
}

#[test]
fn marking_says_what_enter_takes() {
    let mut screen = Screen(shirube(&["guide", "place", "time=30min", "group=2", "hunger=much"]));
    screen.sees("Which of these must it have?").sees("Enter: none of these");
    screen.types(" ").sees("Enter: take 1").types(" ");
    screen.sees("Enter: none of these").types(ENTER);
    screen.sees("none of these").sees("The canteen").sees("What now?").types(ENTER);
    screen.ends(0);
}

#[test]
fn where_nothing_is_known_the_rest_can_be_assumed() {
    let mut screen = Screen(shirube(&[
        "guide",
        "place",
        "time=2h",
        "group=?",
        "hunger=?",
        "kitchen=japanese",
        "rains=?",
        "needs=?",
    ]));
    screen.sees("Not settled yet").sees("What now?").types(DOWN);
    screen.sees("> Assume what is usual for the rest").types(ENTER);
    screen.sees("Taken for granted").sees("'group=?' 'hunger=?'").sees("--assume");
    screen.sees("What now?").types(ENTER);
    screen.ends(0);
}

#[test]
fn another_edition_that_says_something_else_is_one_key_away() {
    let answers = ["guide", "place", "time=50min", "kitchen=italian", "hunger=much"];
    let mut screen =
        Screen(shirube(&[&answers[..], &["group=2", "rains=yes", "needs=none"]].concat()));
    screen.sees("In the `summer` edition: “The restaurant”").sees("--edition summer");
    screen.sees("What now?").types(DOWN).sees("> See it under `summer`").types(ENTER);
    screen.sees("in summer").sees("The restaurant").sees("What now?").types(ENTER);
    screen.ends(0);
}

#[test]
fn a_change_begins_at_the_answer_so_far() {
    let mut screen = Screen(shirube(&["guide", "kitchen", "mood=hearty"]));
    screen.sees("What now?").types(DOWN).types(DOWN).sees("> Change an earlier answer");
    screen.types(ENTER).sees("Which answer?").types(ENTER);
    screen.sees("What do you feel like?").sees("> Something hearty").types(ENTER);
    screen.sees("Italian").sees("What now?").types(ENTER);
    screen.ends(0);
}

#[test]
fn a_search_that_finds_nothing_says_so() {
    let mut screen = Screen(shirube(&[]));
    screen.sees("What do you want to decide?").types("xyz").sees("/ xyz_").sees("0/0");
    // Enter takes nothing then: the next letter still belongs to the search.
    screen.sees("Nothing found").types(ENTER).types("w").sees("/ xyzw_").sees("Nothing found");
    screen.types(CTRL_C).ends(130);
}

#[test]
fn q_at_a_question_leads_to_the_way_out() {
    for question in [&["guide", "place"], &["guide", "kitchen"]] {
        let mut screen = Screen(shirube(question));
        screen.sees("Esc/q more, quit").types("q");
        screen.sees("> Back to the question").sees("Quit, and resume later").types(UP).types(ENTER);
        screen.sees("To resume:").ends(3);
    }
}

#[test]
fn everything_about_a_result_can_be_had() {
    let mut screen = Screen(shirube(&["guide", "kitchen", "mood=light"]));
    screen.sees("What now?").types(DOWN).sees("> Everything about it").types(ENTER);
    screen.sees("Japanese").sees("The same again").sees("What now?").types(ENTER);
    screen.ends(0);
}

#[test]
fn a_value_is_typed_and_a_slip_is_told_and_can_be_corrected() {
    let mut screen = Screen(shirube(&["guide", "place"]));
    screen.sees("How long is your break?").types(DOWN).types(DOWN).types(DOWN).types(ENTER);
    screen.sees("Esc back to the list").types("50 parsecs").types(ENTER);
    screen.sees("is not a unit for durations").sees("50 parsecs");
    // Ctrl-U takes the whole line away.
    screen.types("\x15").types("50min").types(ENTER);
    screen.sees("50 min").sees("How many are you?").types(ESC);
    screen.sees("Back to the question").sees("Quit").types(UP).types(ENTER);
    screen.sees("To resume:").sees("place@winter;time=50min");
    screen.ends(3);
}

#[test]
fn several_needs_are_marked_and_back_takes_them_back() {
    let mut screen = Screen(shirube(&["guide", "place", "time=30min", "group=2", "hunger=much"]));
    screen.sees("Which of these must it have?").sees("[ ] Vegan food").types(" ");
    screen.sees("[x] Vegan food").types(ENTER);
    screen.sees("Vegan food").sees("Does it rain?");
    screen.types(DOWN).types(DOWN).types(DOWN).sees("> Why do you ask?").types(ENTER);
    // The reason stands next to the question.
    screen.sees("What each answer leads to").sees("Nobody picnics in the rain.\r\n\r\n");
    screen.sees("Does it rain?");
    screen.types(UP).sees("> More: back, change an answer, quit").types(ENTER);
    screen.sees("> Back to the question").types(DOWN).types(DOWN).types(DOWN);
    screen.sees("> Undo the last answer\r").types(ENTER);
    screen.sees("Which of these must it have?").types(ENTER);
    screen.sees("none of these");
    screen.sees("The canteen").sees("What now?").types(ENTER);
    screen.ends(0);
}

#[test]
fn the_decision_that_a_question_rests_on_is_settled_on_the_way() {
    let mut screen = Screen(shirube(&["guide", "place", "time=2h", "group=2", "hunger=much"]));
    screen.sees("Which kitchen shall it be?").types(DOWN).types(DOWN);
    screen.sees("> Help me decide that").types(ENTER);
    screen.sees("First: Kitchen").sees("What do you feel like?").types(DOWN).types(ENTER);
    screen.sees("The restaurant").sees("What now?").types(ENTER);
    screen.ends(0);
}

#[test]
fn a_narrow_terminal_in_japanese_shows_the_same() {
    let mut screen = Screen(shirube(&["--lang", "ja", "--width", "40", "guide", "kitchen"]));
    screen.sees("残っている選択肢 2/2").sees("何の気分ですか。").sees("わからない").types(ENTER);
    screen
        .sees("和食")
        .sees("理由")
        .sees("次は何をしますか。")
        .types(DOWN)
        .types(DOWN)
        .types(ENTER);
    screen.sees("どの回答を変えますか。").types(ENTER);
    screen.sees("何の気分ですか。").types(DOWN).types(ENTER);
    screen.sees("イタリア料理").sees("次は何をしますか。").types(ENTER);
    screen.ends(0);
}

#[test]
fn ctrl_c_says_how_to_come_back_and_shows_the_cursor_again() {
    let mut screen = Screen(shirube(&["guide", "place", "time=2h"]));
    screen.sees("How hungry are you?").types(CTRL_C);
    screen.sees("\x1b[?25h").sees("To resume:").sees("--link 'place@winter;time=2h'");
    screen.ends(130);
}

#[test]
fn plain_lines_on_a_terminal_take_numbers_and_ctrl_c() {
    let mut screen = Screen(shirube(&["--plain", "guide", "place"]));
    screen.sees("How long is your break?").sees("> ").types("#3\n");
    screen.sees("How hungry are you?").sees("> ").types(CTRL_C);
    screen.sees("To resume:").sees("place@winter;time=");
    screen.ends(130);
}

#[test]
fn plain_lines_on_a_terminal_end_with_what_came_out() {
    let answers = ["time=2h", "hunger=much", "kitchen=italian"];
    let mut screen = Screen(shirube(&[&["--plain", "guide", "place"], &answers[..]].concat()));
    screen.sees("The restaurant").sees("The same again").sees("=> The restaurant\r\n");
    screen.ends(0);
}

#[test]
fn a_link_goes_on_where_it_was_left() {
    let mut screen =
        Screen(shirube(&["guide", "--link", "place@winter;time=2h;hunger=much;group=?"]));
    screen.sees("not known").sees("Which").types(CTRL_C);
    screen.ends(130);
}
