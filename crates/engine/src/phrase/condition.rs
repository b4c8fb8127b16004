//! When a rule holds, as a person reads it.

use super::Words;
use crate::answer::Answer;
use crate::chart::runs;
use crate::model::{Accept, Test};
use crate::pack::{Decision, Pack};
use crate::quantity::Interval;

/// When a rule holds: everything in `all`, and beside that one of `any`; each in the author's order
/// of inputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionText {
    /// What must be so in any case.
    pub all: Vec<TestText>,
    /// What must be so beside it, in one of these ways; empty where nothing else must.
    pub any: Vec<Vec<TestText>>,
}

/// What a rule asks of one input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestText {
    /// The input: an index into [`Definition::inputs`](crate::model::Definition::inputs).
    pub input: usize,
    /// Its name.
    pub name: String,
    /// The answers that it accepts.
    pub accepts: String,
}

impl Pack {
    /// When a rule of a decision holds, in an edition that has it.
    #[must_use]
    pub fn condition(
        &self,
        decision: &Decision,
        rule: usize,
        edition: usize,
        language: usize,
        words: &Words,
    ) -> ConditionText {
        let ways = &decision.definition().rules[rule].when.0;
        let in_all = |test: &&Test| ways.iter().all(|way| way.contains(test));
        let inputs = &decision.definition().inputs;
        let texts = |mut tests: Vec<&Test>| -> Vec<TestText> {
            tests.sort_by_key(|test| inputs[test.input].position);
            let text = |test| self.test(decision, test, edition, language, words);
            tests.into_iter().map(text).collect()
        };
        let first = ways.first().map_or(&[][..], Vec::as_slice);
        let any: Vec<Vec<TestText>> = (ways.iter())
            .map(|way| texts(way.iter().filter(|test| !in_all(test)).collect()))
            .collect();
        // A way without anything of its own makes up for the others.
        let any = if any.iter().any(Vec::is_empty) { Vec::new() } else { any };
        ConditionText { all: texts(first.iter().filter(in_all).collect()), any }
    }

    fn test(
        &self,
        decision: &Decision,
        test: &Test,
        edition: usize,
        language: usize,
        words: &Words,
    ) -> TestText {
        let definition = decision.definition();
        let input = &definition.inputs[test.input];
        let describe = |answer: &Answer| {
            self.describe(definition, edition, language, test.input, answer, words)
        };
        let accepts = match &test.accept {
            Accept::Values(values) => describe(&Answer::Values(*values)),
            Accept::Members { all, any, none } => {
                let order = input.display_order().into_iter();
                let names = order
                    .filter(|&member| any >> member & 1 == 1)
                    .map(|member| self.text(&input.values()[member].name, language, edition));
                let one_of = (*any != 0).then(|| words.one_of(names.collect()));
                let answer = Answer::Members { yes: *all, no: *none };
                let rest = (all | none != 0).then(|| describe(&answer));
                one_of.into_iter().chain(rest).collect::<Vec<_>>().join(words.but)
            }
            Accept::Quantity(_) => {
                let space = decision.diagram(edition).space();
                let literals = space.literals(test, &self.about().facts, edition);
                let (level, regions) = literals.all.first().copied().unwrap_or_default();
                let variable = &space.variables[level];
                let interval = |run: u64| match variable.answer(run) {
                    Answer::Quantity(interval) => interval,
                    _ => Interval { low: i64::MIN, high: i64::MAX },
                };
                let runs = runs(regions).map(|run| describe(&Answer::Quantity(interval(run))));
                runs.collect::<Vec<_>>().join(words.or_range)
            }
        };
        TestText { input: test.input, name: self.text(&input.name, language, edition), accepts }
    }
}
