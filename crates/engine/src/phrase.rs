//! Answers as a person reads them, in a language: names instead of ids, and thresholds as the
//! facts write them.

mod condition;

use crate::answer::Answer;
use crate::model::{Accept, Bound, Definition, Fact, FactValue, InputKind};
use crate::pack::Pack;
use crate::quantity::Spelling;

pub use condition::{ConditionText, TestText};

impl Pack {
    /// An answer to an input in words: `Caller waits`, `“A GPU”, “A VPC”`, `> 6 MiB, ≤ 1 GiB`.
    ///
    /// Names are quoted wherever they stand in a list or beside a word that denies them, because
    /// they may have commas and denials of their own. Words that are no names of the pack come
    /// from `words`.
    #[must_use]
    pub fn describe(
        &self,
        definition: &Definition,
        edition: usize,
        language: usize,
        input: usize,
        answer: &Answer,
        words: &Words,
    ) -> String {
        let order = definition.inputs[input].display_order();
        let named = |bits: u64| -> Vec<String> {
            let of = |&index: &usize| {
                let value = &definition.inputs[input].values()[index];
                self.text(&value.name, language, edition)
            };
            order.iter().filter(|&&index| bits >> index & 1 == 1).map(of).collect()
        };
        match (&definition.inputs[input].kind, answer) {
            (InputKind::Flag, Answer::Values(bits)) => match bits & 0b11 {
                0b10 => words.yes.into(),
                0b01 => words.no.into(),
                _ => words.anything.into(),
            },
            (InputKind::Choice { .. }, Answer::Values(bits)) => {
                let (one_of, others) = (named(*bits), named(!bits));
                if others.is_empty() {
                    words.anything.into()
                } else if one_of.len() > 2 && others.len() < one_of.len() {
                    words.other_than.around(&words.all_of(&others))
                } else {
                    words.one_of(one_of)
                }
            }
            (InputKind::Set { .. }, Answer::Members { yes, no }) => {
                words.members(named(*yes), &named(*no), order.len())
            }
            (InputKind::Quantity { dimension, range }, Answer::Quantity(interval)) => {
                let mut open = *interval;
                if open.low == open.high {
                    return dimension.format_in(open.low, words.units);
                }
                if open.low <= range.low {
                    open.low = i64::MIN;
                }
                if open.high >= range.high {
                    open.high = i64::MAX;
                }
                if open.low <= dimension.least() && open.high == i64::MAX {
                    return words.anything.into();
                }
                let facts = &self.about().facts;
                let written = |value| {
                    let fact = definition.threshold(facts, edition, input, value)?;
                    fact.values.get(edition)?.in_exact_words(language)
                };
                dimension.write_interval(open, words.units, written)
            }
            _ => String::new(),
        }
    }
}

impl Definition {
    /// The fact behind a threshold: of those that the rules of an edition compare an input with,
    /// the first that has this value.
    #[must_use]
    pub fn threshold<'f>(
        &self,
        facts: &'f [Fact],
        edition: usize,
        input: usize,
        value: i64,
    ) -> Option<&'f Fact> {
        let rules = self.rules.iter().filter(|rule| rule.editions.contains(edition));
        let tests = rules.flat_map(|rule| rule.when.0.iter().flatten());
        let ranges =
            tests.filter(|test| test.input == input).filter_map(|test| match &test.accept {
                Accept::Quantity(ranges) => Some(ranges),
                Accept::Values(_) | Accept::Members { .. } => None,
            });
        let edges = ranges.flatten().flat_map(|range| [range.low, range.high]).flatten();
        edges
            .filter_map(|edge| match edge.bound {
                Bound::Fact(fact) => facts.get(fact),
                Bound::Literal(_) => None,
            })
            .find(|fact| fact.values.get(edition).is_some_and(|known| known.value == value))
    }
}

impl FactValue {
    /// The value as a text shows it: as people write it, unless that says another value. A limit
    /// of 6 MiB that its documentation calls 6 MB is `6 MiB`, because a reader with 6.2 MB would
    /// be misled, and one who types `6MB` misread.
    #[must_use]
    pub fn in_words(&self, language: usize) -> String {
        let written = self.written.in_language(language);
        match self.dimension.parse(written) {
            Ok(value) if value != self.value => self.dimension.format(self.value),
            _ => written.to_owned(),
        }
    }

    /// The value as people write it where that, read as an answer, is the value again.
    #[must_use]
    pub fn in_exact_words(&self, language: usize) -> Option<String> {
        let written = self.written.in_language(language);
        (self.dimension.parse(written) == Ok(self.value)).then(|| written.to_owned())
    }
}

/// What stands before and after something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Around {
    /// Before it.
    pub before: &'static str,
    /// After it.
    pub after: &'static str,
}

impl Around {
    const fn new(before: &'static str, after: &'static str) -> Self {
        Self { before, after }
    }

    fn around(&self, what: &str) -> String {
        format!("{}{what}{}", self.before, self.after)
    }
}

/// The words of a language that belong to no pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// A flag that is set.
    pub yes: &'static str,
    /// A flag that is not.
    pub no: &'static str,
    /// An empty set.
    pub none: &'static str,
    /// An answer that rules nothing out.
    pub anything: &'static str,
    /// The quotation marks around a name in a list.
    pub quotes: Around,
    /// Between the names of a list.
    pub comma: &'static str,
    /// Between the last two alternatives.
    pub or: &'static str,
    /// Between ranges of a quantity.
    pub or_range: &'static str,
    /// Around the values that a choice does not have.
    pub other_than: Around,
    /// Around the members that a set has, where those that it has not follow.
    pub with: Around,
    /// Between the members that a set has and those that it has not.
    pub but: &'static str,
    /// Around the one member that a set is known not to have.
    pub without: Around,
    /// Around several members that a set does not have.
    pub without_any: Around,
    /// How units are written.
    pub units: Spelling,
}

impl Words {
    /// English.
    pub const ENGLISH: Self = Self {
        yes: "yes",
        no: "no",
        none: "none of these",
        anything: "anything",
        quotes: Around::new("“", "”"),
        comma: ", ",
        or: " or ",
        or_range: " or ",
        other_than: Around::new("anything but ", ""),
        with: Around::new("", ""),
        but: "; ",
        without: Around::new("not ", ""),
        without_any: Around::new("none of ", ""),
        units: Spelling::Symbols,
    };
    /// Japanese.
    pub const JAPANESE: Self = Self {
        yes: "はい",
        no: "いいえ",
        none: "いずれもなし",
        anything: "何でもよい",
        quotes: Around::new("「", "」"),
        comma: "",
        or: "または",
        or_range: " または ",
        other_than: Around::new("", "以外"),
        with: Around::new("", "あり"),
        but: "、",
        without: Around::new("", "なし"),
        without_any: Around::new("", "はいずれもなし"),
        units: Spelling::Japanese,
    };

    /// The words of a language by its code; English where there are none.
    #[must_use]
    pub fn of(language: &str) -> Self {
        if language == "ja" { Self::JAPANESE } else { Self::ENGLISH }
    }

    /// The one name, or alternatives.
    fn one_of(&self, names: Vec<String>) -> String {
        let mut names = names;
        let Some(last) = names.pop() else { return String::new() };
        if names.is_empty() {
            return last;
        }
        format!("{}{}{}", self.all_of(&names), self.or, self.quotes.around(&last))
    }

    /// Several names, or one beside a word that denies it.
    fn all_of(&self, names: &[String]) -> String {
        let quoted: Vec<String> = names.iter().map(|name| self.quotes.around(name)).collect();
        quoted.join(self.comma)
    }

    /// A set of `count` members by those that it has and those that it has not.
    fn members(&self, has: Vec<String>, has_not: &[String], count: usize) -> String {
        let without = match has_not {
            [] => None,
            [_] => Some(self.without),
            _ => Some(self.without_any),
        };
        let without = without.map(|words| words.around(&self.all_of(has_not)));
        match without {
            _ if has_not.len() == count => self.none.into(),
            None if has.is_empty() => self.anything.into(),
            Some(without) if has.is_empty() => without,
            // Where the members there are all that is known, the others go without saying.
            Some(without) if has.len() + has_not.len() < count => {
                format!("{}{}{without}", self.with.around(&self.all_of(&has)), self.but)
            }
            _ if has.len() == 1 => has.concat(),
            _ => self.all_of(&has),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Condition, Edge, Editions, QuantityTest, Rule, RuleKind, Test, Text};
    use crate::quantity::Dimension;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn a_list_of_names_with_commas_can_be_told_apart() {
        let table: [(&[&str], &str, &str); 3] = [
            (&["A/B, shadow test"], "A/B, shadow test", "A/B, shadow test"),
            (&["Data, Monitor", "B"], "“Data, Monitor” or “B”", "「Data, Monitor」または「B」"),
            (&["A", "B, or", "C"], "“A”, “B, or” or “C”", "「A」「B, or」または「C」"),
        ];
        for (alternatives, english, japanese) in table {
            assert_eq!(Words::ENGLISH.one_of(names(alternatives)), english);
            assert_eq!(Words::JAPANESE.one_of(names(alternatives)), japanese);
        }
    }

    #[test]
    fn a_denial_covers_every_name_behind_it_and_no_other() {
        let table: [(&[&str], &[&str], &str, &str); 7] = [
            (&[], &[], "anything", "何でもよい"),
            (&["A"], &[], "A", "A"),
            (&["A"], &["B", "C", "D"], "A", "A"),
            (&["A", "B, C"], &[], "“A”, “B, C”", "「A」「B, C」"),
            (&[], &["A"], "not “A”", "「A」なし"),
            (&[], &["A", "B"], "none of “A”, “B”", "「A」「B」はいずれもなし"),
            (&["A"], &["B", "C"], "“A”; none of “B”, “C”", "「A」あり、「B」「C」はいずれもなし"),
        ];
        for (has, has_not, english, japanese) in table {
            assert_eq!(Words::ENGLISH.members(names(has), &names(has_not), 4), english);
            assert_eq!(Words::JAPANESE.members(names(has), &names(has_not), 4), japanese);
        }
        assert_eq!(Words::ENGLISH.members(names(&[]), &names(&["A", "B"]), 2), "none of these");
    }

    #[test]
    fn a_figure_is_never_shown_as_another_one() {
        let table = [
            (Dimension::Bytes, 6 << 20, "6 MB", "6 MiB", None),
            (Dimension::Bytes, 6 << 20, "6 MiB", "6 MiB", Some("6 MiB")),
            (Dimension::Bytes, 6_000_000, "6 MB", "6 MB", Some("6 MB")),
            (Dimension::Duration, 60_000, "60 seconds", "60 seconds", Some("60 seconds")),
            (Dimension::Duration, 60_000, "60 秒", "60 秒", Some("60 秒")),
            (Dimension::Ratio, 250_000, "a quarter", "a quarter", None),
            (Dimension::Ratio, 780_000, "78.0%", "78.0%", Some("78.0%")),
        ];
        for (dimension, value, written, words, exact) in table {
            let written = Text(vec![written.to_owned()]);
            let fact =
                FactValue { dimension, value, written, sources: Vec::new(), as_of: String::new() };
            assert_eq!(fact.in_words(0), words);
            assert_eq!(fact.in_exact_words(0).as_deref(), exact);
        }
    }

    fn fact(id: &str, written: &str) -> Fact {
        let value = FactValue {
            dimension: Dimension::Duration,
            value: 60_000,
            written: Text(vec![written.to_owned()]),
            sources: Vec::new(),
            as_of: String::new(),
        };
        Fact { id: id.to_owned(), about: Text::default(), values: vec![value.clone(), value] }
    }

    fn rule(input: usize, fact: usize, editions: Editions) -> Rule {
        let edge = Edge { bound: Bound::Fact(fact), inclusive: true };
        let range = QuantityTest { negated: false, low: None, high: Some(edge) };
        let test = Test { input, accept: Accept::Quantity(vec![range]) };
        Rule {
            id: String::new(),
            kind: RuleKind::Assume,
            editions,
            when: Condition(vec![vec![test]]),
            because: Text::default(),
            facts: vec![fact],
            sources: Vec::new(),
        }
    }

    #[test]
    fn a_threshold_is_told_by_a_fact_that_the_edition_compares_with() {
        let facts = [fact("old", "60 s"), fact("new", "1 min")];
        let definition = Definition {
            id: String::new(),
            task: None,
            title: Text::default(),
            about: Text::default(),
            inputs: Vec::new(),
            options: Vec::new(),
            rules: vec![rule(0, 0, Editions(0b01)), rule(0, 1, Editions(0b10))],
            position: 0,
        };
        let told = |edition, input, value| {
            definition.threshold(&facts, edition, input, value).map(|fact| fact.id.as_str())
        };
        assert_eq!(told(0, 0, 60_000), Some("old"));
        assert_eq!(told(1, 0, 60_000), Some("new"));
        assert_eq!(told(0, 0, 60_001), None);
        assert_eq!(told(0, 1, 60_000), None);
    }
}
