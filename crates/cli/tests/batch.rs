//! The batch: any number of lines, however they come and whatever they hold.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may fail")]

use std::borrow::Cow;
use std::io::{self, Read, Write};
use std::process::{Command, Stdio};

use shirube_cli::answers::Run;
use shirube_cli::batch::{Broken, Count, LINE_LIMIT, Lines, decide_all};
use shirube_cli::catalogue::ENGLISH;
use shirube_cli::context::Context;
use shirube_cli::layout::Setting;
use shirube_engine::Verdict;
use shirube_engine::session::Session;

fn context() -> Context {
    let setting = Setting { width: 80, colour: false };
    Context {
        pack: Cow::Borrowed(shirube_rules::mla_c01()),
        pack_path: None,
        language: 0,
        edition: None,
        catalogue: &ENGLISH,
        output: setting,
        talk: setting,
    }
}

fn run(context: &Context) -> Run<'_> {
    Run {
        decision: context.decision("inference-option").unwrap(),
        edition: 0,
        session: Session::new(),
        assume: false,
        upstream: Vec::new(),
    }
}

fn decide(mut input: impl Read) -> (Count, String) {
    let context = context();
    let lines = Lines::new(&context, &run(&context), false);
    let mut output = Vec::new();
    let count = decide_all(&lines, &mut input, &mut output, &ENGLISH).unwrap();
    (count, String::from_utf8(output).unwrap())
}

/// Gives a text a few bytes at a time, so that lines are cut anywhere.
struct Trickle<'a>(&'a [u8], usize);

impl Read for Trickle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.1.min(self.0.len()).min(buffer.len());
        let (now, later) = self.0.split_at(count);
        buffer[..count].copy_from_slice(now);
        self.0 = later;
        Ok(count)
    }
}

#[test]
fn verdicts_come_in_the_order_of_the_lines_and_are_those_of_the_diagram() {
    let context = context();
    let decision = context.decision("inference-option").unwrap();
    let definition = decision.definition();
    let (payload, wait) = (definition.input("payload").unwrap(), definition.input("wait").unwrap());
    let mut input = String::new();
    let mut expected = Vec::new();
    for number in 0..20_000 {
        let size = format!("{}KB", (number * 7919) % 2_000_000 + 1);
        let who = ["caller-waits", "later", "data-set"][number % 3];
        input.push_str(&format!("{{\"wait\":\"{who}\",\"payload\":\"{size}\"}}\n"));
        let mut answers = shirube_engine::Answers::none(definition);
        answers.set(payload, Some(definition.inputs[payload].parse_answer(&size).unwrap()));
        answers.set(wait, Some(definition.inputs[wait].parse_answer(who).unwrap()));
        let cube = decision.cube(0, &answers);
        expected.push(decision.diagram(0).verdict(&cube));
    }
    let (count, output) = decide(input.as_bytes());
    assert_eq!(count, Count { lines: 20_000, failed: 0 });
    assert_eq!(output.lines().count(), expected.len());
    for ((number, line), expected) in (1..).zip(output.lines()).zip(&expected) {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(value["line"], number);
        let status = match expected {
            Verdict::Settled(shirube_engine::Outcome::Option(option)) => {
                assert_eq!(value["winner"], definition.options[*option].id);
                "settled"
            }
            Verdict::Settled(shirube_engine::Outcome::Advice(_)) => "nothing-fits",
            Verdict::Open(_) => "open",
            Verdict::Impossible => "impossible",
        };
        assert_eq!(value["status"], status);
    }
}

#[test]
fn however_the_input_is_cut_the_output_is_the_same() {
    let text =
        "\u{feff}{\"wait\":\"later\"}\r\n\n   \n{\"wait\":\"nobody\"}\n{\"payload\":\"１２ＭＢ\"}";
    let whole = decide(text.as_bytes());
    assert_eq!(whole.0, Count { lines: 3, failed: 1 }, "blank lines are no work");
    for step in 1..=text.len() {
        assert_eq!(decide(Trickle(text.as_bytes(), step)), whole, "{step} bytes at a time");
    }
}

#[test]
fn a_line_of_100_mb_is_reported_and_the_next_one_decided() {
    let long = io::repeat(b'x').take(100_000_000);
    let (count, output) = decide(
        (&b"{\"wait\":\"later\"}\n"[..]).chain(long).chain(&b"\n{\"wait\":\"later\"}\n"[..]),
    );
    assert_eq!(count, Count { lines: 3, failed: 1 });
    let lines: Vec<&str> = output.lines().collect();
    assert!(lines[1].starts_with("{\"line\":2,\"error\":{\"code\":\"too-long\""), "{}", lines[1]);
    assert!(lines[2].starts_with("{\"line\":3,\"status\""), "{}", lines[2]);
}

#[test]
fn a_line_just_within_the_limit_is_read() {
    let padding = " ".repeat(LINE_LIMIT - "{\"wait\":\"later\"}".len());
    let (count, _) = decide(format!("{{\"wait\":\"later\"}}{padding}\n").as_bytes());
    assert_eq!(count, Count { lines: 1, failed: 0 });
    let (count, _) = decide(format!("{{\"wait\":\"later\"}}{padding} \n").as_bytes());
    assert_eq!(count, Count { lines: 1, failed: 1 });
}

#[test]
fn bytes_that_are_no_text_are_reported() {
    let (count, output) = decide(&b"{\"wait\":\"\xff\"}\n{\"wait\":\"later\"}\n"[..]);
    assert_eq!(count, Count { lines: 2, failed: 1 });
    assert!(output.starts_with("{\"line\":1,\"error\":{\"code\":\"not-utf8\""), "{output}");
}

#[test]
fn every_line_of_output_is_json_whatever_the_input() {
    let pieces = [
        "{",
        "}",
        "\"wait\"",
        ":",
        "\"later\"",
        "[",
        "]",
        ",",
        "1e999",
        "nul",
        "\\",
        "\"id\"",
        "\u{0}",
    ];
    let mut text = String::new();
    let mut state = 1u32;
    for _ in 0..20_000 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        text.push_str(pieces[(state >> 16) as usize % pieces.len()]);
        if state >> 28 == 0 {
            text.push('\n');
        }
    }
    let (count, output) = decide(text.as_bytes());
    assert!(count.failed > 0);
    for line in output.lines() {
        let _: serde_json::Value =
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    }
}

/// Takes a few bytes and then is gone.
struct Gone(usize);

impl Write for Gone {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let count = bytes.len().min(self.0);
        self.0 -= count;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn when_nobody_reads_any_more_it_stops_quietly_even_if_the_input_never_ends() {
    let context = context();
    let lines = Lines::new(&context, &run(&context), false);
    let mut endless = io::repeat(b'\n').chain(io::empty());
    let mut text = io::Cursor::new("{\"wait\":\"later\"}\n".repeat(1000)).chain(&mut endless);
    let ended = decide_all(&lines, &mut text, &mut Gone(100), &ENGLISH);
    assert!(
        matches!(ended, Err(Broken::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe)
    );
}

#[test]
#[cfg(unix)]
fn a_closed_pipe_and_ctrl_c_end_it_without_a_word_too_many() {
    let batch = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
        command
            .args(["decide", "inference-option", "--batch", "-"])
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command.spawn().expect("the command runs")
    };

    let mut child = batch();
    drop(child.stdout.take());
    let mut input = child.stdin.take().expect("an input");
    // It may already have stopped reading.
    let _ = input.write_all("{\"wait\":\"later\"}\n".repeat(50_000).as_bytes());
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));

    let mut child = batch();
    let mut input = child.stdin.take().expect("an input");
    input.write_all(b"{\"wait\":\"later\"}\n").expect("it reads");
    // The verdict shows that it is at work; then the input stays open, and Ctrl-C comes.
    let mut first = [0u8; 18];
    child.stdout.as_mut().expect("an output").read_exact(&mut first).expect("a verdict");
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(kill.expect("kill runs").success());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(130));
    assert!(output.stdout.ends_with(b"}\n"), "a half-written line");
    let said = String::from_utf8(output.stderr).expect("text");
    assert_eq!(said, "interrupted after line 1\n");
}
