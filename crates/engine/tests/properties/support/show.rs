//! Writes a definition much as its author would, so that a counterexample can be read.

use std::fmt::{Debug, Formatter, Result};

use shirube_engine::model::{
    Accept, Bound, Condition, Edge, InputKind, QuantityTest, RuleKind, Test, Value,
};

use super::definitions::Sample;

impl Debug for Sample {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        writeln!(f, "editions: {}, seed: {}", self.editions, self.seed)?;
        for (index, fact) in self.facts.iter().enumerate() {
            let values: Vec<i64> = fact.values.iter().map(|value| value.value).collect();
            writeln!(f, "  fact f{index:02} = {values:?}")?;
        }
        for input in &self.definition.inputs {
            let kind = match &input.kind {
                InputKind::Choice { values, .. } => format!("choice {}", list(values)),
                InputKind::Flag => "flag".into(),
                InputKind::Set { members } => format!("set {}", list(members)),
                InputKind::Quantity { dimension, range } => {
                    format!("{dimension:?} {}..={}", range.low, range.high)
                }
            };
            writeln!(f, "  input {} (cost {}): {kind}", input.id, input.cost)?;
        }
        for option in &self.definition.options {
            writeln!(f, "  option {} in editions {:b}", option.id, option.editions.0)?;
        }
        for rule in &self.definition.rules {
            let kind = match &rule.kind {
                RuleKind::Exclude { options } => format!("exclude {options:?}"),
                RuleKind::Prefer { picks, over } => format!("prefer {picks:?} over {over:?}"),
                RuleKind::Assume => "assume".into(),
                RuleKind::None { over } => format!("none over {over:?}"),
            };
            let when = self.condition(&rule.when);
            writeln!(f, "  {} (editions {:b}) {kind} when {when}", rule.id, rule.editions.0)?;
        }
        Ok(())
    }
}

fn list(values: &[Value]) -> String {
    values
        .iter()
        .map(|value| format!("{}*{}", value.id, value.weight))
        .collect::<Vec<_>>()
        .join(" ")
}

impl Sample {
    fn condition(&self, condition: &Condition) -> String {
        let parts: Vec<String> = (condition.0.iter())
            .map(|tests| {
                let tests: Vec<String> = tests.iter().map(|test| self.test(test)).collect();
                format!("{{{}}}", tests.join(" & "))
            })
            .collect();
        parts.join(" | ")
    }

    fn test(&self, test: &Test) -> String {
        let input = &self.definition.inputs[test.input].id;
        match &test.accept {
            Accept::Values(values) => format!("{input} in {values:b}"),
            Accept::Members { all, any, none } => {
                format!("{input} all {all:b} any {any:b} none {none:b}")
            }
            Accept::Quantity(ranges) => {
                let ranges: Vec<String> = ranges.iter().map(range).collect();
                format!("{input} {}", ranges.join(" or "))
            }
        }
    }
}

fn range(test: &QuantityTest) -> String {
    let bound = |edge: &Edge| match edge.bound {
        Bound::Fact(fact) => format!("f{fact:02}"),
        Bound::Literal(value) => value.to_string(),
    };
    let low = test.low.as_ref().map_or("(".into(), |edge| {
        format!("{}{}", if edge.inclusive { "[" } else { "(" }, bound(edge))
    });
    let high = test.high.as_ref().map_or(")".into(), |edge| {
        format!("{}{}", bound(edge), if edge.inclusive { "]" } else { ")" })
    });
    format!("{}{low}..{high}", if test.negated { "not " } else { "" })
}
