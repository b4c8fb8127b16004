//! Why: an explanation as data. A formatter for each surface turns it into words.
//!
//! Everything in it is asked of the diagram, under exactly the answers given: a rule is said to
//! decide or exclude only where it does so whatever is still unknown, unless said otherwise.

mod flip;
mod ranking;
mod search;
mod standing;
mod sufficient;

use serde::Serialize;
use smallvec::SmallVec;

use crate::answer::{Answer, Answers};
use crate::diagram::{Outcome, Verdict};
use crate::model::{Definition, RuleKind};
use crate::pack::Decision;

pub use flip::{Change, Changes, Flip};
pub use ranking::Next;
use search::Search;
use standing::{Stand, Standing, first_left};

/// Why the answers lead where they lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What the rules say.
    pub verdict: Verdict,
    /// The rules that decide. Where which of them does depends on what is unknown, each is marked.
    pub deciding: Vec<Deciding>,
    /// The smallest set of answers that gives this verdict by itself, each widened as far as the
    /// verdict holds. Where nothing fits, or the answers cannot all be true: the smallest set of
    /// answers that clash. Empty while the verdict is open.
    pub sufficient: Vec<Reason>,
    /// Every option that is out, in the author's order.
    pub rejected: Vec<Rejection>,
    /// The options after the winner, in the order in which they would win.
    pub ranking: Vec<usize>,
    /// What comes after the last of the ranking.
    pub next: Next,
    /// For every other outcome, the fewest and cheapest changes of answers that reach it; the
    /// cheapest first. Where nothing fits, these are the relaxations.
    pub flips: Vec<Flip>,
}

/// A rule that decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Deciding {
    /// The rule.
    pub rule: usize,
    /// Whether it decides whatever is still unknown.
    pub surely: bool,
}

/// An answer that the verdict rests on, widened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// The input.
    pub input: usize,
    /// Everything it could be without changing the verdict, the other reasons staying as they are.
    pub holds_for: Answer,
}

/// An option that is out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// The option.
    pub option: usize,
    /// Why.
    pub why: WhyNot,
}

/// Some rules, in their order. Most lists are short, and there is one for every option.
pub type Rules = SmallVec<[usize; 4]>;

/// Why an option is out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyNot {
    /// It does not exist in this edition.
    NotOffered,
    /// These rules exclude it.
    Excluded(Rules),
    /// It survives, but the rules that decide pick another. These would pick it and are defeated.
    Outranked(Rules),
    /// Which of several reasons removes it depends on what is still unknown: these rules may
    /// exclude it.
    Depends(Rules),
}

impl Decision {
    /// Explains what the rules say about some answers in an edition.
    #[must_use]
    pub fn explain(&self, edition: usize, answers: &Answers) -> Explanation {
        let (definition, diagram) = (self.definition(), self.diagram(edition));
        let cube = self.cube(edition, answers);
        let verdict = diagram.verdict(&cube);
        let impossible = verdict == Verdict::Impossible;
        let standing = Standing::of(definition, diagram, edition, &cube, impossible);
        let deciding = deciding(definition, &standing, &verdict);
        let rejected = rejected(self, &standing, edition, &verdict, &deciding);
        let (ranking, next) = match verdict {
            Verdict::Settled(Outcome::Option(winner)) => {
                ranking::after(definition, diagram, &cube, &standing, winner)
            }
            _ => (Vec::new(), Next::Nothing),
        };
        let mut search = Search::new(diagram);
        Explanation {
            sufficient: sufficient::smallest(diagram, answers, &cube, &verdict, &mut search),
            flips: flip::flips(definition, diagram, &cube, &verdict, &mut search),
            verdict,
            deciding,
            rejected,
            ranking,
            next,
        }
    }
}

/// The rules that decide: of an impossible cube, the `assume` rules that forbid it.
fn deciding(definition: &Definition, standing: &Standing, verdict: &Verdict) -> Vec<Deciding> {
    let reach = match verdict {
        Verdict::Open(_) => return Vec::new(),
        Verdict::Settled(_) => &standing.decides,
        Verdict::Impossible => &standing.holds,
    };
    let impossible = *verdict == Verdict::Impossible;
    let mut deciding: Vec<Deciding> = (definition.rules.iter().zip(reach).enumerate())
        .filter(|(_, (rule, reach))| reach.may && (!impossible || rule.kind == RuleKind::Assume))
        .map(|(rule, (_, reach))| Deciding { rule, surely: reach.surely })
        .collect();
    // One rule that decides in any case says it all.
    if deciding.iter().any(|deciding| deciding.surely) {
        deciding.retain(|deciding| deciding.surely);
    }
    deciding
}

fn rejected(
    decision: &Decision,
    standing: &Standing,
    edition: usize,
    verdict: &Verdict,
    deciding: &[Deciding],
) -> Vec<Rejection> {
    let definition = &decision.definition;
    let left = match verdict {
        Verdict::Settled(outcome) => std::slice::from_ref(outcome),
        Verdict::Open(outcomes) => outcomes,
        Verdict::Impossible => return Vec::new(),
    };
    // For each option, the rules that may exclude it; of an option that is out, those that surely do.
    let mut against: Vec<Rules> = definition.options.iter().map(|_| Rules::new()).collect();
    // The rules that surely pick an option first.
    let mut in_favour: SmallVec<[(usize, usize); 16]> = SmallVec::new();
    for (index, rule) in definition.rules.iter().enumerate() {
        let holds = standing.holds[index];
        match &rule.kind {
            RuleKind::Exclude { options } if holds.may => {
                for &option in options {
                    // Once, even if the rule names the option twice.
                    let known = against[option].last() == Some(&index);
                    if !known && (holds.surely || standing.options[option] != Stand::Out) {
                        against[option].push(index);
                    }
                }
            }
            RuleKind::Prefer { picks, .. } if holds.surely => {
                let (possible, certain) = first_left(picks, &standing.options);
                if let ([option], true) = (possible.as_slice(), certain) {
                    in_favour.push((*option, index));
                }
            }
            _ => {}
        }
    }
    let mut why_not = |option: usize| {
        let excluding = std::mem::take(&mut against[option]);
        if !definition.options[option].editions.contains(edition) {
            WhyNot::NotOffered
        } else if standing.options[option] == Stand::Out {
            WhyNot::Excluded(excluding)
        } else if deciding.is_empty() || !excluding.is_empty() {
            WhyNot::Depends(excluding)
        } else {
            let own = in_favour.iter().filter(|(pick, _)| *pick == option);
            WhyNot::Outranked(own.map(|&(_, rule)| rule).collect())
        }
    };
    (decision.options.iter().copied())
        .filter(|&option| !left.contains(&Outcome::Option(option)))
        .map(|option| Rejection { option, why: why_not(option) })
        .collect()
}
