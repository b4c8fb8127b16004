//! What the tests across crates share: the packs they walk.

use std::path::{Path, PathBuf};

use shirube_engine::interpreter::Concrete;
use shirube_engine::quantity::Interval;
use shirube_engine::{Answer, Answers, Decision, Pack};
use shirube_lang::{Checked, Files, check};

/// The folders of every pack in the repository.
#[must_use]
pub fn pack_folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    ["rules/mla-c01", "examples/database-index", "examples/licence"]
        .iter()
        .map(|folder| root.join(folder))
        .collect()
}

/// A pack folder, checked; it must be sound.
#[must_use]
#[allow(clippy::panic, reason = "an unsound pack fails the test that asks for it")]
pub fn checked(folder: &Path) -> (Pack, Checked) {
    let files = match Files::read(folder) {
        Ok(files) => files,
        Err(error) => panic!("{}: {error}", folder.display()),
    };
    let mut checked = check(&files);
    match checked.pack.take() {
        Some(pack) => (pack, checked),
        None => panic!("{} is not sound: {:#?}", folder.display(), checked.diagnostics),
    }
}

/// A cell as answers, with what of it is fixed: the rest stays unanswered.
#[must_use]
pub fn answers_of(decision: &Decision, cell: &[Concrete], fixed: &[u64]) -> Answers {
    let mut answers = Answers::none(decision.definition());
    for (input, (value, &fixed)) in
        cell.iter().zip(fixed).enumerate().filter(|(_, (_, f))| **f != 0)
    {
        let answer = match *value {
            Concrete::Value(value) => Answer::Values(1 << value),
            Concrete::Flag(flag) => Answer::Values(if flag { 0b10 } else { 0b01 }),
            Concrete::Members(members) => {
                Answer::Members { yes: members & fixed, no: !members & fixed }
            }
            Concrete::Quantity(value) => Answer::Quantity(Interval { low: value, high: value }),
        };
        answers.set(input, Some(answer));
    }
    answers
}
