//! Random claims, and the cells that they are judged by.

use shirube_engine::Outcome;
use shirube_engine::claim::{Claim, Direction};
use shirube_engine::interpreter::{Concrete, Interpreter, Ruling};
use shirube_engine::model::{
    Accept, Bound, Condition, Edge, Editions, InputKind, QuantityTest, Rule, RuleKind, Test, Text,
};

use super::definitions::Sample;
use super::dice::{Dice, all_bits};

/// A cell that a claim is judged by.
pub(crate) struct Claimed {
    pub(crate) values: Vec<Concrete>,
    pub(crate) ruling: Ruling,
    /// Whether the claim's condition holds.
    pub(crate) holds: bool,
}

impl Claimed {
    /// Where the rules lead; `None` if the cell cannot occur.
    pub(crate) fn outcome(&self) -> Option<Outcome> {
        match self.ruling {
            Ruling::Outcome(outcome, _) => Some(outcome),
            _ => None,
        }
    }
}

/// Every cell that the rules or a condition tell apart, read by the interpreter: the condition is
/// that of a rule more, which does nothing.
pub(crate) fn claimed_cells(sample: &Sample, edition: usize, when: &Condition) -> Vec<Claimed> {
    let mut definition = sample.definition.clone();
    definition.rules.push(Rule {
        id: "zz".into(),
        kind: RuleKind::Exclude { options: Vec::new() },
        editions: Editions::ALL,
        when: when.clone(),
        because: Text::default(),
        facts: Vec::new(),
        sources: Vec::new(),
    });
    let own = definition.rules.len() - 1;
    let interpreter = Interpreter::new(&definition, &sample.facts, edition);
    let mut cells = Vec::new();
    interpreter.every_cell(&mut |values| {
        cells.push(Claimed {
            values: values.to_vec(),
            ruling: interpreter.ruling(values),
            holds: interpreter.holds(own, values),
        });
        true
    });
    cells
}

/// A claim of every kind, about some outcomes, where some condition holds.
pub(crate) fn claims(dice: &mut Dice, sample: &Sample) -> Vec<Claim> {
    let when = |dice: &mut Dice| condition(dice, sample);
    let inputs = sample.definition.inputs.iter();
    let quantities: Vec<usize> = inputs
        .enumerate()
        .filter(|(_, input)| matches!(input.kind, InputKind::Quantity { .. }))
        .map(|(index, _)| index)
        .collect();
    let mut claims = vec![
        Claim::Never { outcomes: outcomes(dice, sample), when: when(dice) },
        Claim::Always { outcomes: outcomes(dice, sample), when: when(dice) },
        Claim::WinsOnly { outcomes: outcomes(dice, sample), when: when(dice) },
        Claim::Settles { when: when(dice) },
    ];
    if !quantities.is_empty() {
        for never in [Direction::Toward, Direction::AwayFrom] {
            let when = if dice.chance(50) { Condition(vec![Vec::new()]) } else { when(dice) };
            let input = *dice.one_of(&quantities);
            claims.push(Claim::Monotone { input, never, outcomes: outcomes(dice, sample), when });
        }
    }
    claims
}

/// Some of what can win.
fn outcomes(dice: &mut Dice, sample: &Sample) -> Vec<Outcome> {
    let options = (0..sample.definition.options.len()).map(Outcome::Option);
    let rules = sample.definition.rules.iter().enumerate();
    let advice = rules
        .filter(|(_, rule)| matches!(rule.kind, RuleKind::None { .. }))
        .map(|(index, _)| Outcome::Advice(index));
    let mut all: Vec<Outcome> = options.chain(advice).collect();
    dice.shuffle(&mut all);
    all.truncate(1 + dice.roll(2));
    all
}

/// A condition of some rule, or one that draws lines of its own.
fn condition(dice: &mut Dice, sample: &Sample) -> Condition {
    let rules = &sample.definition.rules;
    if dice.chance(25) && !rules.is_empty() {
        return dice.one_of(rules).when.clone();
    }
    let parts = 1 + usize::from(dice.chance(25));
    Condition((0..parts).map(|_| (0..dice.roll(4)).map(|_| test(dice, sample)).collect()).collect())
}

fn test(dice: &mut Dice, sample: &Sample) -> Test {
    let input = dice.roll(sample.definition.inputs.len());
    let accept = match &sample.definition.inputs[input].kind {
        InputKind::Choice { values, .. } => Accept::Values(dice.some_of(all_bits(values.len()))),
        InputKind::Flag => Accept::Values(1 << dice.roll(2)),
        InputKind::Set { members } => {
            let every = all_bits(members.len());
            let mut some = |percent| if dice.chance(percent) { dice.some_of(every) } else { 0 };
            Accept::Members { all: some(30), any: some(40), none: some(30) }
        }
        InputKind::Quantity { range, .. } => {
            let mut edge = || {
                dice.chance(60).then(|| Edge {
                    bound: Bound::Literal(dice.between(range.low, range.high)),
                    inclusive: dice.chance(50),
                })
            };
            let (low, high) = (edge(), edge());
            Accept::Quantity(vec![QuantityTest { negated: dice.chance(20), low, high }])
        }
    };
    Test { input, accept }
}
