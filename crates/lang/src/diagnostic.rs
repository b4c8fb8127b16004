//! Diagnostics: what is wrong, where, and the way out, as data.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::code::Code;
use crate::files::FileId;
use crate::place::Place;
use crate::words::counted;

/// How many places of what occurs again and again are shown.
const PLACES: usize = 3;

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A pack does not build with it.
    Error,
    /// A pack builds with it, but something in it is most likely not as it was meant.
    Warning,
    /// A pack builds with it, and may well be as it was meant, but could be said more simply.
    Note,
}

impl Level {
    /// Its name: `error`, `warning` or `note`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A place in a file, with what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The file.
    pub file: FileId,
    /// The bytes of its text.
    pub span: Range<usize>,
    /// What is to be said; may be empty.
    pub text: String,
    /// Whether the diagnostic is about this place, rather than this place explaining it.
    pub primary: bool,
}

/// Something that is wrong with a pack.
///
/// The message is one sentence without a full stop, in lower case; what the author wrote stands in
/// backticks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What it is about.
    pub code: Code,
    /// How much it weighs.
    pub level: Level,
    /// What is wrong.
    pub message: String,
    /// Where; the primary one first. Empty where a file is missing.
    pub labels: Vec<Label>,
    /// What else there is to know, such as a witness. A note may have several lines.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Option<String>,
}

impl Diagnostic {
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            level: code.level(),
            message: message.into(),
            labels: Vec::new(),
            notes: Vec::new(),
            help: None,
        }
    }

    /// Adds a place that the diagnostic is about.
    pub(crate) fn at(&mut self, place: Place, text: impl Into<String>) -> &mut Self {
        self.label(place, text.into(), true)
    }

    /// Adds a place that explains it.
    pub(crate) fn and(&mut self, place: Place, text: impl Into<String>) -> &mut Self {
        self.label(place, text.into(), false)
    }

    fn label(&mut self, place: Place, text: String, primary: bool) -> &mut Self {
        self.labels.push(Label { file: place.file, span: place.span(), text, primary });
        self
    }

    pub(crate) fn note(&mut self, note: impl Into<String>) -> &mut Self {
        self.notes.push(note.into());
        self
    }

    pub(crate) fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// The message with its notes and its help, a paragraph each: for readers who are shown no more.
    pub(crate) fn in_words(&self) -> String {
        let help = self.help.iter().map(|help| format!("help: {help}"));
        let notes = self.notes.iter().cloned();
        let all: Vec<String> =
            std::iter::once(self.message.clone()).chain(notes).chain(help).collect();
        all.join("\n")
    }

    /// Where it stands: its first label.
    fn order(&self) -> (Option<FileId>, usize, Code) {
        let first = self.labels.first();
        (first.map(|label| label.file), first.map_or(0, |label| label.span.start), self.code)
    }
}

/// Diagnostics as they are found.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    list: Vec<Diagnostic>,
    /// Of what is reported once however often it occurs: the diagnostic, and how many places it
    /// does not show.
    recurring: BTreeMap<(Code, String), (usize, usize)>,
    /// What the author has looked at and lets stand.
    exceptions: Vec<Exception>,
}

/// How many warnings or notes of one kind are shown.
const OF_A_KIND: usize = 20;

/// A finding that an author has looked at and lets stand.
#[derive(Debug)]
pub(crate) struct Exception {
    /// What it is written beside.
    pub(crate) owner: Place,
    /// What it excuses.
    pub(crate) code: Code,
    /// Where it is written.
    pub(crate) place: Place,
    /// Whether it excused something.
    pub(crate) needed: bool,
}

impl Findings {
    /// Adds an error, to be filled in.
    pub(crate) fn error(&mut self, code: Code, message: impl Into<String>) -> &mut Diagnostic {
        self.list.push(Diagnostic::new(code, message));
        let last = self.list.len() - 1;
        &mut self.list[last]
    }

    /// Adds an error about a place, to be filled in; if the same was said before, the place is added
    /// there instead.
    pub(crate) fn recurring(
        &mut self,
        code: Code,
        message: String,
        place: Place,
        text: String,
    ) -> Option<&mut Diagnostic> {
        if let Some((index, hidden)) = self.recurring.get_mut(&(code, message.clone())) {
            let report = self.list.get_mut(*index)?;
            if report.labels.len() < PLACES {
                report.and(place, "here, too");
            } else {
                *hidden += 1;
            }
            return None;
        }
        self.recurring.insert((code, message.clone()), (self.list.len(), 0));
        let report = self.error(code, message);
        report.at(place, text);
        Some(report)
    }

    /// Adds what was found elsewhere, none of which recurs here.
    pub(crate) fn append(&mut self, other: Self) {
        self.list.extend(other.list);
        self.exceptions.extend(other.exceptions);
    }

    /// Takes note of an accepted exception.
    pub(crate) fn accept(&mut self, exception: Exception) {
        self.exceptions.push(exception);
    }

    /// What is let stand: beside what, and which code.
    pub(crate) fn accepted(&self) -> Vec<(Place, Code)> {
        self.exceptions.iter().map(|exception| (exception.owner, exception.code)).collect()
    }

    /// Adds what a review found, unless an exception beside one of its owners lets it stand.
    pub(crate) fn unless_accepted(&mut self, found: Diagnostic, owners: &[Place]) {
        let mut accepted = false;
        for exception in &mut self.exceptions {
            if exception.code == found.code && owners.contains(&exception.owner) {
                exception.needed = true;
                accepted = true;
            }
        }
        if !accepted {
            self.list.push(found);
        }
    }

    /// Reports the exceptions that excused nothing, of those that could have.
    pub(crate) fn report_idle_exceptions(&mut self, looked_for: impl Fn(Code) -> bool) {
        for exception in std::mem::take(&mut self.exceptions) {
            if exception.needed || !looked_for(exception.code) {
                continue;
            }
            self.error(
                Code::AcceptNotNeeded,
                format!("nothing is found here that `{}` would accept", exception.code.name()),
            )
            .at(exception.place, "no longer applies")
            .help("take it out");
        }
    }

    /// The diagnostic that was added last, to be filled in further.
    pub(crate) fn last(&mut self) -> Option<&mut Diagnostic> {
        self.list.last_mut()
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.level == Level::Error)
    }

    /// The diagnostics in the order of their places, each once.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        for (index, hidden) in self.recurring.into_values().filter(|&(_, hidden)| hidden > 0) {
            if let Some(report) = self.list.get_mut(index) {
                report.note(format!("and in {}", counted(hidden, "more place")));
            }
        }
        self.list.sort_by_key(Diagnostic::order);
        self.list.dedup();
        bounded(self.list)
    }
}

/// Without the warnings and notes of a kind that are too many; the last that is shown tells how many
/// these are.
fn bounded(list: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut counts: BTreeMap<Code, (usize, usize)> = BTreeMap::new();
    let mut shown: Vec<Diagnostic> = Vec::new();
    for diagnostic in list {
        let (count, last) = counts.entry(diagnostic.code).or_default();
        *count += 1;
        if diagnostic.level == Level::Error || *count <= OF_A_KIND {
            *last = shown.len();
            shown.push(diagnostic);
        }
    }
    for (count, last) in counts.into_values() {
        if let Some(last) = shown.get_mut(last).filter(|last| last.level != Level::Error)
            && count > OF_A_KIND
        {
            last.note(format!("and {} more of this kind", count - OF_A_KIND));
        }
    }
    shown
}
