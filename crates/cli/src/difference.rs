//! What changed, with names and texts of one language: the one shape behind terminal, Markdown and
//! JSON.

pub mod human;
pub mod markdown;
mod teller;

pub use teller::Teller;

use serde::Serialize;
use shirube_engine::Pack;
use shirube_engine::diff::Side;

use crate::catalogue::Catalogue;

/// So many cases of a change are shown to a person, the largest.
const SHOWN: usize = 4;
/// So many rules of each side are shown to a person, those of the largest cases.
const RULES: usize = 2;

/// One of the two sides.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// The language of its texts.
    pub language: usize,
}

/// What changed.
#[derive(Debug, Clone, Serialize)]
pub struct Difference {
    /// The pack's title.
    pub title: String,
    /// What was compared: as the person named it.
    pub old: String,
    /// With what.
    pub new: String,
    /// How many decisions both have.
    pub compared: usize,
    /// The decisions in which something differs.
    pub decisions: Vec<DecisionText>,
    /// Decisions, editions and claims that only one side has, and claims that differ.
    pub parts: Vec<PartText>,
    /// Figures that differ.
    pub figures: Vec<FigureText>,
    /// How many texts differ.
    pub texts: usize,
    /// How many sources and dates differ.
    pub sources: usize,
    /// What follows for the version; none where two editions were compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<VersionText>,
}

/// What follows for the version.
#[derive(Debug, Clone, Serialize)]
pub struct VersionText {
    /// `none`, `patch`, `minor` or `major`.
    pub step: &'static str,
    /// The old pack's version.
    pub old: String,
    /// The new pack's version.
    pub new: String,
    /// The least version that follows the old one.
    pub expected: Option<String>,
    /// Whether the new one is at least that.
    pub follows: Option<bool>,
}

/// What became of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PartChange {
    /// Only the new side has it.
    Added,
    /// Only the old side has it.
    Removed,
    /// Both have it, but it says something else.
    Changed,
}

impl From<Side> for PartChange {
    fn from(side: Side) -> Self {
        match side {
            Side::Old => Self::Removed,
            Side::New => Self::Added,
        }
    }
}

/// Something that only one side has, or that says something else.
#[derive(Debug, Clone, Serialize)]
pub struct PartText {
    /// What became of it.
    pub change: PartChange,
    /// `decision`, `edition`, `front-door`, `claim`, `input`, `value`, `range`, `silence` or
    /// `option`.
    pub kind: &'static str,
    /// Its id: of a claim `decision.claim`, of a value `input=value`, of a range or of silence
    /// `input=answer`.
    pub id: String,
    /// What it is, in words.
    pub text: String,
}

/// A figure that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureText {
    /// The fact's id.
    pub id: String,
    /// What the figure is of.
    pub about: String,
    /// What it was.
    pub old: String,
    /// What it is.
    pub new: String,
    /// When it was so.
    pub as_of: String,
    /// The addresses of the pages that say so.
    pub urls: Vec<String>,
}

/// What differs in a decision.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionText {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What only one side has.
    pub parts: Vec<PartText>,
    /// How the outcomes differ.
    pub editions: Vec<EditionsText>,
}

/// How outcomes differ in some editions.
#[derive(Debug, Clone, Serialize)]
pub struct EditionsText {
    /// The ids of the editions of the new pack.
    pub ids: Vec<String>,
    /// Whether these are all that were compared.
    #[serde(skip)]
    pub all: bool,
    /// Whether there is too much to compare; then there is nothing else here.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub too_large: bool,
    /// The share of scenarios whose outcome changed.
    pub share: f64,
    /// Other outcomes.
    pub changes: Vec<ChangeText>,
    /// The same outcomes for other reasons.
    pub reasons: Vec<ChangeText>,
}

/// Scenarios that led to one outcome and lead to another.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeText {
    /// What it was; none where it could not be.
    pub old: Option<OutcomeText>,
    /// What it is.
    pub new: Option<OutcomeText>,
    /// The share of scenarios.
    pub share: f64,
    /// Which they are.
    pub cases: Vec<CaseText>,
    /// The share of those that are in none of the cases.
    #[serde(skip_serializing_if = "is_nothing")]
    pub unlisted: f64,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_nothing(share: &f64) -> bool {
    *share == 0.0
}

/// An outcome.
#[derive(Debug, Clone, Serialize)]
pub struct OutcomeText {
    /// The option's id, or that of the rule that gives the advice.
    pub id: String,
    /// The option's name, or the advice.
    pub name: String,
    /// Whether it is advice where no option is left.
    pub advice: bool,
}

/// Scenarios that are told together.
#[derive(Debug, Clone, Serialize)]
pub struct CaseText {
    /// What is answered; any answer to any other input will do.
    pub when: Vec<AnswerText>,
    /// The share of scenarios.
    pub share: f64,
    /// One of them: answers as they are typed.
    pub example: Vec<String>,
    /// What decided.
    pub old_rules: Vec<RuleText>,
    /// What decides.
    pub new_rules: Vec<RuleText>,
}

/// Answers to an input.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerText {
    /// The input's id.
    pub input: String,
    /// Its name.
    pub name: String,
    /// The answers, in words.
    pub text: String,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleText {
    /// Its id.
    pub id: String,
    /// What it says.
    pub because: String,
}

impl Difference {
    /// How many decisions answer otherwise.
    fn changed(&self) -> usize {
        let changes = |editions: &EditionsText| !editions.changes.is_empty();
        self.decisions.iter().filter(|decision| decision.editions.iter().any(changes)).count()
    }
}

impl ChangeText {
    /// The rules of one side over all cases, each once.
    fn rules(&self, side: Side) -> Vec<&RuleText> {
        let mut rules: Vec<&RuleText> = Vec::new();
        for case in &self.cases {
            let own = if side == Side::Old { &case.old_rules } else { &case.new_rules };
            for rule in own {
                if !rules.contains(&rule) {
                    rules.push(rule);
                }
            }
        }
        rules
    }

    /// What the rules of one side say, and how many more do.
    pub(crate) fn said(&self, side: Side) -> (Vec<&str>, usize) {
        let rules = self.rules(side);
        let said = rules.iter().take(RULES).map(|rule| rule.because.as_str()).collect();
        (said, rules.len().saturating_sub(RULES))
    }

    /// The ids of the rules of one side.
    fn rule_ids(&self, side: Side) -> String {
        let ids: Vec<String> = self.rules(side).iter().map(|r| format!("`{}`", r.id)).collect();
        ids.join(", ")
    }

    /// The cases that are shown, and how many are not with their share.
    pub(crate) fn shown(&self) -> (&[CaseText], Option<(usize, f64)>) {
        let shown = &self.cases[..self.cases.len().min(SHOWN)];
        let hidden = self.cases.len() - shown.len();
        let share: f64 = self.cases.iter().skip(shown.len()).map(|case| case.share).sum();
        (shown, (hidden > 0).then_some((hidden, share + self.unlisted)))
    }
}

/// An outcome in words; `written` is how a text of the pack is written.
fn outcome(
    outcome: Option<&OutcomeText>,
    catalogue: &Catalogue,
    written: fn(&str) -> String,
) -> String {
    match outcome {
        None => catalogue.diff.cannot_be.to_owned(),
        Some(OutcomeText { id, advice: true, .. }) => format!("{} (`{id}`)", catalogue.no_option),
        Some(OutcomeText { name, .. }) => {
            let (before, after) = catalogue.quotes;
            format!("{before}{}{after}", written(name))
        }
    }
}

/// What only one side has, or what differs, in a line.
fn part(part: &PartText, catalogue: &Catalogue) -> String {
    let texts = &catalogue.diff;
    match part.change {
        PartChange::Removed => (texts.removed)(&part.text),
        PartChange::Added => (texts.added)(&part.text),
        PartChange::Changed => (texts.differs)(&part.text),
    }
}

/// What follows for the version, a line each.
fn version(version: &VersionText, catalogue: &Catalogue) -> Vec<String> {
    let texts = &catalogue.diff;
    let step = match version.step {
        "major" => texts.major,
        "minor" => texts.minor,
        "patch" => texts.patch,
        _ => return Vec::new(),
    };
    let (old, new) = (&version.old, &version.new);
    let follows = match (version.follows, &version.expected) {
        (Some(true), _) => Some((texts.follows)(old, new)),
        (Some(false), Some(expected)) => Some((texts.should_be)(old, new, expected)),
        _ => None,
    };
    std::iter::once(step.to_owned()).chain(follows).collect()
}

/// A share for a person: `2.4%`, `< 0.1%`.
pub(crate) fn percent(share: f64) -> String {
    let text = match share {
        0.0 => "0%".to_owned(),
        _ if share < 0.001 => "< 0.1%".to_owned(),
        _ if share > 0.999 && share < 1.0 - 1e-9 => "> 99.9%".to_owned(),
        _ => format!("{:.1}%", share * 100.0),
    };
    text.replace(".0%", "%")
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn a_share_never_reads_as_nothing_or_all_unless_it_is() {
        let table = [
            (0.0, "0%"),
            (0.000_01, "< 0.1%"),
            (0.024, "2.4%"),
            (0.05, "5%"),
            (0.9999, "> 99.9%"),
            (1.0, "100%"),
        ];
        for (share, text) in table {
            assert_eq!(percent(share), text);
        }
    }
}
