//! Which step of the version follows from what changed.

use super::{PackDiff, Part, Side};

/// The step by which a version grows, after <https://semver.org>.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Nothing differs.
    None,
    /// No answer changes: reasons, texts, figures, sources, claims, where the guide begins.
    Patch,
    /// There is more to be asked, said or had, or an option less that never won.
    Minor,
    /// An answer changes, or something that could be said can be said no more.
    Major,
}

impl PackDiff {
    /// The step that follows.
    #[must_use]
    pub fn step(&self) -> Step {
        let whole = |found: bool, step: Step| if found { step } else { Step::None };
        let one_sided = |[gone, added]: &[Vec<usize>; 2]| {
            whole(!gone.is_empty(), Step::Major).max(whole(!added.is_empty(), Step::Minor))
        };
        let parts = self.decisions.iter().flat_map(|decision| &decision.parts);
        let parts = parts.map(|&(side, part)| step_of(side, part));
        let decisions = self.decisions.iter().map(|decision| {
            let changed = decision.compared.iter().any(|(_, compared)| {
                compared.as_ref().map_or(true, |compared| !compared.changes.is_empty())
            });
            if changed { Step::Major } else { Step::Patch }
        });
        let rest = !self.facts.is_empty() || self.texts > 0 || self.sources > 0;
        let rest = rest || !self.claims.is_empty() || self.front_door;
        parts
            .chain(decisions)
            .chain([one_sided(&self.only), one_sided(&self.only_editions)])
            .chain([whole(rest, Step::Patch)])
            .max()
            .unwrap_or(Step::None)
    }
}

fn step_of(side: Side, part: Part) -> Step {
    match (side, part) {
        (_, Part::Option(_))
        | (Side::New, Part::Input(_) | Part::Value { .. } | Part::Range(_)) => Step::Minor,
        // With `when_silent` changed, what is decided without an answer may be something else.
        (_, Part::Silence(_)) | (Side::Old, _) => Step::Major,
    }
}

/// The version that follows another by a step. Before 1.0.0 everything counts one place lower, as
/// with Cargo. `None` if the version is not of the form `1.2.3`.
///
/// ```
/// use shirube_engine::diff::{Step, expected_version};
///
/// assert_eq!(expected_version("1.2.3", Step::Minor).as_deref(), Some("1.3.0"));
/// assert_eq!(expected_version("0.2.3", Step::Major).as_deref(), Some("0.3.0"));
/// assert_eq!(expected_version("0.2.3", Step::Minor).as_deref(), Some("0.2.4"));
/// assert_eq!(expected_version("today", Step::Minor), None);
/// ```
#[must_use]
pub fn expected_version(version: &str, step: Step) -> Option<String> {
    let [major, minor, patch] = numbers(version)?;
    let next = match (step, major) {
        (Step::None, _) => [major, minor, patch],
        (Step::Major, 1..) => [major.checked_add(1)?, 0, 0],
        (Step::Major, 0) | (Step::Minor, 1..) => [major, minor.checked_add(1)?, 0],
        (Step::Minor, 0) | (Step::Patch, _) => [major, minor, patch.checked_add(1)?],
    };
    Some(next.map(|number| number.to_string()).join("."))
}

/// Whether a version is at least another; `None` where one is not of the form `1.2.3`.
pub(super) fn at_least(version: &str, least: &str) -> Option<bool> {
    Some(numbers(version)? >= numbers(least)?)
}

fn numbers(version: &str) -> Option<[u64; 3]> {
    let mut parts = version.split('.').map(str::parse);
    let numbers = [parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?];
    parts.next().is_none().then_some(numbers)
}
