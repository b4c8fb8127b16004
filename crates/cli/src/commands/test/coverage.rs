//! What recorded cases show of a decision: how much of each kind, and what is missing, by place.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use shirube_engine::coverage::{Goal, Standing};
use shirube_lang::Shown;

use crate::catalogue::CasesTexts;
use crate::layout::padded;

use super::Run;

/// The kinds of goals in JSON, in the order in which they are told.
pub(super) const KINDS: [&str; 5] = ["rules", "exclusions", "options", "limits", "conditions"];
/// The columns of a kind's name.
const NAME: usize = 33;

/// The place of a goal's kind in [`KINDS`].
pub(super) const fn kind(goal: &Goal) -> usize {
    match goal {
        Goal::Decides { .. } => 0,
        Goal::Excludes { .. } => 1,
        Goal::Wins { .. } => 2,
        Goal::Beside { .. } => 3,
        Goal::Alone { .. } => 4,
    }
}

/// How many goals of a kind stand how.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Count {
    pub(super) shown: usize,
    pub(super) missing: usize,
    pub(super) impossible: usize,
}

impl Count {
    pub(super) fn add(&mut self, standing: &Standing) {
        match standing {
            Standing::Shown(_) => self.shown += 1,
            Standing::Missing => self.missing += 1,
            Standing::Impossible => self.impossible += 1,
        }
    }

    /// How much of what could be shown is, in hundredths; nothing where nothing could be.
    pub(super) fn percent(self) -> Option<usize> {
        (self.shown * 100).checked_div(self.shown + self.missing)
    }
}

/// The counts of a decision, then what is missing where.
pub(super) fn human(run: &Run, shown: &Shown, texts: &CasesTexts) -> String {
    let coverage = shown.coverage();
    let mut counts = [Count::default(); KINDS.len()];
    let mut gaps: BTreeMap<(usize, String), Vec<String>> = BTreeMap::new();
    for (goal, standing) in &coverage {
        counts[kind(goal)].add(standing);
        if *standing == Standing::Missing {
            let (start, place) = match shown.place(&run.checked, goal) {
                Some((file, span)) => {
                    let start = span.start;
                    let (path, line, column) = run.place((file, span));
                    (start, format!("{path}:{line}:{column}: "))
                }
                None => (0, String::new()),
            };
            let subject = format!("{place}`{}`", shown.subject(goal));
            gaps.entry((start, subject)).or_default().push(shown.missing(goal, &texts.goals));
        }
    }
    let id = &shown.decision().definition().id;
    let cases = run.cases().filter(|case| case.decision == *id).count();
    let mut text = format!("`{id}`: {}\n", (texts.cases)(cases));
    for (name, count) in texts.kinds.iter().zip(counts) {
        let Some(percent) = count.percent() else { continue };
        let (name, of) =
            (padded(name, NAME), (texts.shown)(count.shown, count.shown + count.missing));
        let _ = write!(text, "  {name}{of}{percent:>4} %");
        if count.impossible > 0 {
            let _ = write!(text, "  {}", (texts.impossible)(count.impossible));
        }
        text.push('\n');
    }
    text.push('\n');
    for ((_, subject), missing) in gaps {
        let _ = writeln!(text, "{subject}");
        for what in missing {
            let _ = writeln!(text, "  - {what}");
        }
    }
    if !text.ends_with("\n\n") {
        text.push('\n');
    }
    text
}
