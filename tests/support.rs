//! What the tests across crates share: the packs they walk.

use std::path::{Path, PathBuf};

use shirube_engine::interpreter::Concrete;
use shirube_engine::plan::exactly;
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

/// A cell as answers.
#[must_use]
pub fn answers_of(decision: &Decision, cell: &[Concrete]) -> Answers {
    let definition = decision.definition();
    let mut answers = Answers::none(definition);
    for (input, value) in cell.iter().enumerate() {
        let answer = match *value {
            Concrete::Value(value) => Answer::Values(1 << value),
            Concrete::Flag(flag) => Answer::Values(if flag { 0b10 } else { 0b01 }),
            Concrete::Members(members) => exactly(members, definition.inputs[input].values().len()),
            Concrete::Quantity(value) => Answer::Quantity(Interval { low: value, high: value }),
        };
        answers.set(input, Some(answer));
    }
    answers
}
