//! The names of one kind of thing: who has which, and which is unknown.

use shirube_engine::nearest::nearest;

use crate::code::Code;
use crate::diagnostic::Findings;
use crate::place::Place;
use crate::reader::{Item, Word};
use crate::words::{all_of, quoted};

/// Up to how many names are listed where none is near the one given.
const LISTED: usize = 12;

/// Ids in order, with their places. The index of an id is its place in that order.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    /// Whose they are: `the pack`, or a decision's or an input's id in backticks.
    owner: String,
    /// What they name, such as `option`.
    noun: &'static str,
    unknown: Code,
    known: Vec<(String, Place)>,
    /// Whether these are all: a name that is not here is then unknown for sure.
    complete: bool,
    /// Whether something was left out because its id was taken.
    repeated: bool,
}

impl Names {
    pub(crate) fn new(owner: impl Into<String>, noun: &'static str, unknown: Code) -> Self {
        Self {
            owner: owner.into(),
            noun,
            unknown,
            known: Vec::new(),
            complete: true,
            repeated: false,
        }
    }

    /// Some names could not be read: from now on none is reported as unknown.
    pub(crate) fn incomplete(&mut self) {
        self.complete = false;
    }

    /// Whether every name could be read and none stands for two things.
    pub(crate) fn is_sound(&self) -> bool {
        self.complete && !self.repeated
    }

    /// Adds an id that is well formed; reports and refuses one that is there already.
    pub(crate) fn add(&mut self, id: &str, place: Place, findings: &mut Findings) -> bool {
        match self.search(id) {
            Ok(index) => {
                self.repeated = true;
                findings
                    .error(Code::DuplicateId, format!("two {}s are called `{id}`", self.noun))
                    .at(place, "the second one")
                    .and(self.known[index].1, "the first one")
                    .help("give one of them another id");
                false
            }
            Err(index) => {
                self.known.insert(index, (id.to_owned(), place));
                true
            }
        }
    }

    fn search(&self, id: &str) -> Result<usize, usize> {
        self.known.binary_search_by(|(known, _)| known.as_str().cmp(id))
    }

    /// The index of an id.
    pub(crate) fn index(&self, id: &str) -> Option<usize> {
        self.search(id).ok()
    }

    /// The id with an index, and its place.
    pub(crate) fn get(&self, index: usize) -> Option<(&str, Place)> {
        self.known.get(index).map(|(id, place)| (id.as_str(), *place))
    }

    /// Every id with its place, in order.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, Place)> {
        self.known.iter().map(|(id, place)| (id.as_str(), *place))
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.known.iter().map(|(id, _)| id.as_str())
    }

    pub(crate) fn len(&self) -> usize {
        self.known.len()
    }

    /// The index of an id, or nothing and an error.
    pub(crate) fn find(&self, id: &str, place: Place, findings: &mut Findings) -> Option<usize> {
        let found = self.index(id);
        if self.lacks(id) {
            let message = format!("{} has no {} `{id}`", self.owner, self.noun);
            let text = format!("unknown {}", self.noun);
            let report = findings.recurring(self.unknown, message, place, text);
            if let (Some(report), Some(help)) = (report, self.suggestion(id)) {
                report.help(help);
            }
        }
        found
    }

    pub(crate) fn find_word(&self, word: &Word<'_>, findings: &mut Findings) -> Option<usize> {
        self.find(word.text, word.place(), findings)
    }

    /// The indexes of what a string or a list of strings names, in its order.
    pub(crate) fn find_all(
        &self,
        item: Item<'_>,
        findings: &mut Findings,
    ) -> Option<Vec<(usize, Place)>> {
        let words = item.words(findings)?;
        let found = words
            .iter()
            .map(|word| self.find_word(word, findings).map(|index| (index, word.place())));
        crate::reader::every(found.collect::<Vec<_>>())
    }

    /// Whether an id is surely none of these.
    pub(crate) fn lacks(&self, id: &str) -> bool {
        self.complete && self.index(id).is_none()
    }

    /// What may have been meant by an id that is none of these, or which there are.
    pub(crate) fn suggestion(&self, id: &str) -> Option<String> {
        if let Some(meant) = nearest(id, self.ids()) {
            return Some(format!("did you mean `{meant}`?"));
        }
        match self.known.len() {
            0 => Some(format!("there is no {} yet", self.noun)),
            1..=LISTED => Some(format!(
                "there {} {}",
                if self.known.len() == 1 { "is" } else { "are" },
                all_of(self.ids())
            )),
            _ => None,
        }
    }
}

/// An id, or nothing and an error. `extra` may join its words beside the hyphen.
pub(crate) fn id<'a>(item: Item<'a>, findings: &mut Findings) -> Option<Word<'a>> {
    let word = item.word(findings)?;
    check_id(word.text, word.place(), &['-'], findings).then_some(word)
}

/// A number of an exam's blueprint, such as `3.1`, or any id.
pub(crate) fn outline_id<'a>(item: Item<'a>, findings: &mut Findings) -> Option<Word<'a>> {
    let word = item.word(findings)?;
    check_id(word.text, word.place(), &['-', '.'], findings).then_some(word)
}

/// Whether an id is written as ids are; reports it if not.
pub(crate) fn check_id(id: &str, place: Place, joints: &[char], findings: &mut Findings) -> bool {
    let sound = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    if id.split(joints).all(sound) {
        return true;
    }
    let report = findings.error(Code::BadId, format!("{} is not an id", quoted(id)));
    report.at(place, "expected lower-case words joined by hyphens");
    let better = corrected(id);
    report.help(if better.is_empty() {
        "write lower-case letters and digits, joined by hyphens, such as `real-time`".to_owned()
    } else {
        format!("write `{better}`")
    });
    false
}

/// What the id was likely meant to be.
fn corrected(id: &str) -> String {
    let mut words: Vec<String> = vec![String::new()];
    let mut before = ' ';
    for c in id.chars() {
        let new_word =
            !c.is_ascii_alphanumeric() || (c.is_ascii_uppercase() && before.is_ascii_lowercase());
        if new_word {
            words.push(String::new());
        }
        if let (true, Some(word)) = (c.is_ascii_alphanumeric(), words.last_mut()) {
            word.push(c.to_ascii_lowercase());
        }
        before = c;
    }
    words.retain(|word| !word.is_empty());
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_corrected() {
        let table = [
            ("Real Time", "real-time"),
            ("realTime", "real-time"),
            ("real_time", "real-time"),
            ("-a--b", "a-b"),
            ("リアルタイム", ""),
        ];
        for (given, wanted) in table {
            assert_eq!(corrected(given), wanted, "{given}");
        }
    }
}
