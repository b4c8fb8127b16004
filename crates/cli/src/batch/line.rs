//! One line: a JSON object of answers, straight into the regions of a diagram.
//!
//! ```json
//! {"payload": "300MB", "wait": "later", "needs": ["gpu"], "id": 7}
//! ```

use std::collections::HashMap;

use serde_json::value::RawValue;
use shirube_engine::session::State;
use shirube_engine::{Answer, Answers, Cube, Decision, Diagram, Given};

use crate::answers::{Run, settle_upstream};
use crate::catalogue::Catalogue;
use crate::context::Context;
use crate::failure::Failure;

use super::Decided;
use super::block::{Block, Content};
use super::verdict::{Names, begin, list};

mod read;

/// The longest line that is read, in bytes.
pub const LINE_LIMIT: usize = 1024 * 1024;
/// How many different texts are remembered for an input.
const REMEMBERED: usize = 4096;

/// What is wrong with a line. The names are part of the command's interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// It is not JSON.
    NotJson,
    /// It is JSON, but no object.
    NotAnObject,
    /// It is not UTF-8.
    NotUtf8,
    /// It is longer than [`LINE_LIMIT`].
    TooLong,
    /// The decision has no such input.
    UnknownInput,
    /// An input is answered twice.
    AnsweredTwice,
    /// An answer that the input does not have, or that cannot be read.
    BadAnswer,
    /// A value that is no answer at all.
    BadValue,
    /// An answer for another decision that leads nowhere.
    BadUpstream,
}

/// What is wrong with a line, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
struct Problem {
    code: Code,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
}

impl Problem {
    fn new(code: Code, message: impl Into<String>, help: Option<String>) -> Self {
        Self { code, message: message.into(), help }
    }
}

/// What every line has in common.
pub struct Lines<'a> {
    context: &'a Context,
    catalogue: &'static Catalogue,
    decision: &'a Decision,
    edition: usize,
    diagram: &'a Diagram,
    names: Names,
    /// What holds for every line.
    common: State,
    /// The inputs that it is about, one bit each.
    said: u64,
    cube: Cube,
    assume: bool,
    explain: bool,
}

impl<'a> Lines<'a> {
    /// Lines to be decided as a run says, with its answers holding for each.
    #[must_use]
    pub fn new(context: &'a Context, run: &Run<'a>, explain: bool) -> Self {
        let common = run.session.state(run.decision.definition());
        Self {
            context,
            catalogue: context.catalogue,
            decision: run.decision,
            edition: run.edition,
            diagram: run.decision.diagram(run.edition),
            names: Names::of(run.decision.definition()),
            cube: run.decision.cube(run.edition, &common.answers),
            said: common.order.iter().fold(0, |said, &input| said | 1 << input),
            common,
            assume: run.assume,
            explain,
        }
    }

    /// Something that decides lines, one after another, and gets quicker with use.
    pub(super) fn decider(&self) -> Decider<'_> {
        Decider {
            lines: self,
            cube: self.cube.clone(),
            answers: self.common.answers.clone(),
            unknown: Vec::new(),
            seen: 0,
            upstream: Vec::new(),
            problem: None,
            text: String::new(),
            known: vec![HashMap::new(); self.decision.definition().inputs.len()],
        }
    }
}

/// Decides lines.
pub(super) struct Decider<'a> {
    lines: &'a Lines<'a>,
    /// What the line in hand leaves.
    cube: Cube,
    /// Its answers.
    answers: Answers,
    /// The inputs that it says are not known.
    unknown: Vec<usize>,
    /// The inputs that it names or that are answered for every line, one bit each.
    seen: u64,
    /// Its answers for other decisions.
    upstream: Vec<(String, Option<String>)>,
    /// What is wrong with it.
    problem: Option<Problem>,
    /// A value being put together.
    text: String,
    /// For each input, what the texts that were read before mean.
    known: Vec<HashMap<Box<str>, Answer>>,
}

impl Decider<'_> {
    /// Decides every line of a block.
    pub(super) fn decide(&mut self, block: &Block, decided: &mut Decided) {
        let Content::Lines(bytes) = &block.content else {
            (decided.last, decided.lines) = (block.first, 1);
            self.too_long(block.first, decided);
            return;
        };
        decided.text.reserve(bytes.len());
        let ended = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        for (number, line) in (block.first..).zip(ended.split(|&byte| byte == b'\n')) {
            decided.last = number;
            let mark: &[u8] = if number == 1 { "\u{feff}".as_bytes() } else { b"" };
            let line = line.strip_prefix(mark).unwrap_or(line);
            if line.trim_ascii().is_empty() {
                continue;
            }
            decided.lines += 1;
            if line.len() > LINE_LIMIT {
                self.too_long(number, decided);
                continue;
            }
            let Ok(line) = std::str::from_utf8(line) else {
                let message = self.lines.catalogue.problem.not_utf8;
                refuse(number, None, &Problem::new(Code::NotUtf8, message, None), decided);
                continue;
            };
            self.line(number, line, decided);
        }
    }

    fn too_long(&self, number: u64, decided: &mut Decided) {
        let message = (self.lines.catalogue.problem.line_too_long)("1 MiB");
        refuse(number, None, &Problem::new(Code::TooLong, message, None), decided);
    }

    fn line(&mut self, number: u64, line: &str, decided: &mut Decided) {
        self.cube.0.copy_from_slice(&self.lines.cube.0);
        self.answers.clone_from(&self.lines.common.answers);
        self.unknown.clone_from(&self.lines.common.unknown);
        (self.seen, self.problem) = (self.lines.said, None);
        self.upstream.clear();
        let mut id: Option<&RawValue> = None;
        let read = read::object(self, line, &mut id);
        let id = id.map(RawValue::get);
        let problem = match read {
            Ok(()) => self.settle_upstream().err(),
            Err(error) => Some(self.problem.take().unwrap_or_else(|| self.not_json(line, &error))),
        };
        if let Some(problem) = problem {
            refuse(number, id, &problem, decided);
            return;
        }
        let mut assumed = self.lines.common.assumed.clone();
        if self.lines.assume {
            assumed.extend(self.assume());
        }
        if self.lines.explain {
            self.explain(number, id, assumed, decided);
            return;
        }
        let verdict = self.lines.diagram.verdict(&self.cube);
        begin(number, id, &mut decided.text);
        self.lines.names.write(&verdict, &mut decided.text);
        if !assumed.is_empty() {
            decided.text.extend_from_slice(br#","assumed":["#);
            let inputs = &self.lines.names.inputs;
            list(assumed.iter().map(|&input| inputs[input].as_slice()), &mut decided.text);
            decided.text.push(b']');
        }
        decided.text.extend_from_slice(b"}\n");
    }

    /// Fills silence in; the inputs that were silent.
    fn assume(&mut self) -> Vec<usize> {
        let (filled, assumed) = self.answers.assuming_silence(self.lines.decision.definition());
        for &input in &assumed {
            if let Some(answer) = filled.get(input) {
                self.lines.diagram.space().narrow(&mut self.cube, input, &answer);
            }
        }
        self.answers = filled;
        self.unknown.retain(|input| !assumed.contains(input));
        assumed
    }

    /// Writes the whole report.
    fn explain(&self, number: u64, id: Option<&str>, assumed: Vec<usize>, decided: &mut Decided) {
        let Lines { context, decision, edition, .. } = self.lines;
        let given = Given { answers: self.answers.clone(), unknown: self.unknown.clone(), assumed };
        let report = context.pack.report(decision, *edition, context.language, &given);
        begin(number, id, &mut decided.text);
        decided.text.extend_from_slice(b"\"report\":");
        // Writing to memory does not fail.
        let _ = serde_json::to_writer(&mut decided.text, &report);
        decided.text.extend_from_slice(b"}\n");
    }

    /// Takes an answer in; one that leaves everything open says that it is not known.
    fn take(&mut self, input: usize, answer: Answer) {
        if self.lines.decision.definition().inputs[input].is_left_open_by(&answer) {
            self.unknown.push(input);
            return;
        }
        self.lines.diagram.space().narrow(&mut self.cube, input, &answer);
        self.answers.set(input, Some(answer));
    }

    /// Reads an answer as it is written, or remembers what it meant.
    fn read(&mut self, input: usize, text: &str) -> Result<(), Problem> {
        let known = self.known.get_mut(input);
        if let Some(&answer) = known.as_ref().and_then(|known| known.get(text)) {
            self.take(input, answer);
            return Ok(());
        }
        let definition = &self.lines.decision.definition().inputs[input];
        let answer = definition.parse_answer(text).map_err(|error| {
            let (message, help) = (self.lines.catalogue.problem.answer)(&error);
            Problem::new(Code::BadAnswer, message, help)
        })?;
        if let Some(known) = known.filter(|known| known.len() < REMEMBERED && text.len() < 64) {
            known.insert(text.into(), answer);
        }
        self.take(input, answer);
        Ok(())
    }

    /// Settles what other decisions contribute, where the line has answers for them.
    fn settle_upstream(&mut self) -> Result<(), Problem> {
        if self.upstream.is_empty() {
            return Ok(());
        }
        let Lines { context, decision, edition, assume, .. } = self.lines;
        let definition = decision.definition();
        let own: Vec<String> = (0..definition.inputs.len())
            .filter(|input| self.seen >> input & 1 == 1)
            .map(|input| definition.inputs[input].id.clone())
            .collect();
        let upstream = std::mem::take(&mut self.upstream);
        let settled = settle_upstream(context, decision, *edition, *assume, &own, upstream);
        let settled = settled.map_err(|failure| match failure {
            Failure::Told(told) => {
                Problem::new(Code::BadUpstream, told.message, told.help.into_iter().next())
            }
            Failure::Unwritable(_) | Failure::Closed => Problem::new(Code::BadUpstream, "", None),
        })?;
        for (input, answer) in settled.into_iter().flat_map(|upstream| upstream.answers) {
            self.take(input, answer);
        }
        Ok(())
    }

    fn not_json(&self, line: &str, error: &serde_json::Error) -> Problem {
        let problem = &self.lines.catalogue.problem;
        let help = Some(problem.write_line.to_owned());
        if error.is_data() && !line.trim_ascii_start().starts_with('{') {
            return Problem::new(Code::NotAnObject, problem.not_an_object, help);
        }
        // A line has only one line: what is left to say is the column.
        let text = error.to_string().replace(" at line 1 column ", ", column ");
        Problem::new(Code::NotJson, (problem.not_json)(&text), help)
    }
}

/// Reports a line that cannot be decided.
fn refuse(number: u64, id: Option<&str>, problem: &Problem, decided: &mut Decided) {
    decided.failed += 1;
    begin(number, id, &mut decided.text);
    decided.text.extend_from_slice(b"\"error\":");
    // Writing to memory does not fail.
    let _ = serde_json::to_writer(&mut decided.text, problem);
    decided.text.extend_from_slice(b"}\n");
}
