//! A question with what it offers, and how a typed answer to it is read.

use shirube_engine::model::{Input, InputKind};
use shirube_engine::plan::Offer;
use shirube_engine::{Answer, AnswerError, Verdict};

use super::numbering::Numbering;
use super::{Guide, name_or_id};

/// A question.
#[derive(Debug, Clone)]
pub struct Asking<'a> {
    /// The input.
    pub input: usize,
    /// Its definition.
    pub definition: &'a Input,
    /// Its name.
    pub name: String,
    /// The question.
    pub ask: String,
    /// Why it is asked.
    pub why: String,
    /// What it offers.
    pub kind: Kind,
    /// The most questions that remain, this one included.
    pub at_most: usize,
    /// The decision that can be asked for the answer.
    pub from: Option<&'a str>,
}

/// What a question offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// One of these.
    One(Vec<Choice>),
    /// Any number of these.
    Several(Vec<Choice>),
    /// A value, or one of these ranges.
    Value(Vec<Choice>),
}

/// Something that can be picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its id; a range has none.
    pub id: Option<String>,
    /// What a person reads.
    pub label: String,
    /// A few words more.
    pub about: Option<String>,
    /// The answer.
    pub answer: Answer,
    /// What the rules say after it.
    pub leads_to: Verdict,
    /// Whether it is, or is part of, the answer that is being changed.
    pub is_current: bool,
}

/// Why a typed text is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misread {
    /// No such number in the list.
    NoSuchItem(String),
    /// The engine cannot read it.
    Answer(AnswerError),
}

impl Asking<'_> {
    /// What can be picked.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        match &self.kind {
            Kind::One(choices) | Kind::Several(choices) | Kind::Value(choices) => choices,
        }
    }

    /// The choice to begin at: the answer that is being changed, else the first.
    #[must_use]
    pub fn first(&self) -> usize {
        self.choices().iter().position(|choice| choice.is_current).unwrap_or(0)
    }

    /// The answer that these picks make; of a set, the members not picked are not there.
    #[must_use]
    pub fn marked(&self, picks: &[usize]) -> Answer {
        let bits = |answer: &Answer| match answer {
            Answer::Members { yes, .. } => *yes,
            _ => 0,
        };
        let choices = self.choices();
        let all = choices.iter().fold(0, |all, choice| all | bits(&choice.answer));
        let yes = picks
            .iter()
            .filter_map(|&pick| choices.get(pick))
            .fold(0, |yes, choice| yes | bits(&choice.answer));
        Answer::Members { yes, no: all & !yes }
    }

    /// How the list is numbered: a value is told from a number of the list by a sign, and so is an
    /// id or a label that is a number.
    #[must_use]
    pub fn numbering(&self) -> Numbering {
        match self.kind {
            Kind::Value(_) => Numbering::SIGNED,
            Kind::One(_) | Kind::Several(_) => {
                let ids = self.definition.values().iter().map(|value| value.id.as_str());
                let labels = self.choices().iter().map(|choice| choice.label.as_str());
                Numbering::beside(ids.chain(labels))
            }
        }
    }

    /// Reads what was typed: a number of the list, an id, or a value.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn read(&self, typed: &str) -> Result<Answer, Misread> {
        match &self.kind {
            Kind::One(choices) | Kind::Value(choices) => match self.numbered(choices, typed)? {
                Some(choice) => Ok(choice.answer),
                None => self.read_value(typed),
            },
            Kind::Several(choices) => self.read_several(choices, typed),
        }
    }

    fn read_several(&self, choices: &[Choice], typed: &str) -> Result<Answer, Misread> {
        let (mut yes, mut ids) = (0, Vec::new());
        for part in typed.split([',', '、', ' ']).map(str::trim).filter(|part| !part.is_empty()) {
            match self.numbered(choices, part)?.map(|choice| choice.answer) {
                Some(Answer::Members { yes: member, .. }) => yes |= member,
                _ => ids.push(part),
            }
        }
        let typed_ids = if ids.is_empty() && yes != 0 { "...".to_owned() } else { ids.join(",") };
        let parsed = self.read_value(&typed_ids)?;
        let Answer::Members { yes: more, no } = parsed else { return Ok(parsed) };
        let asked = self.marked(&[]);
        let Answer::Members { no: asked, .. } = asked else { return Ok(asked) };
        // What was not asked for stays unknown, unless it was named.
        let is_partial = ids.iter().any(|id| id.starts_with(['!', '.']));
        let no = if is_partial { no } else { asked };
        let yes = yes | more;
        Ok(Answer::Members { yes, no: no & !yes })
    }

    /// The choice with a number of the list; `None` where it is no number.
    fn numbered<'c>(
        &self,
        choices: &'c [Choice],
        typed: &str,
    ) -> Result<Option<&'c Choice>, Misread> {
        Ok(self.numbering().read(typed, choices.len())?.and_then(|index| choices.get(index)))
    }

    /// Reads what was typed where no list is to be seen: an id or a value.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn read_value(&self, typed: &str) -> Result<Answer, Misread> {
        self.definition.parse_answer(typed).map_err(Misread::Answer)
    }
}

impl<'a> Guide<'a> {
    /// A question about an input, with the answers that still matter.
    pub(super) fn question(
        &self,
        input: usize,
        offers: &[Offer],
        at_most: usize,
        before: Option<Answer>,
    ) -> Asking<'a> {
        let definition = &self.decision.definition().inputs[input];
        let choices = self.choices(input, definition, offers, before);
        let from = definition.requirement().map(|from| from.decision.as_str());
        let kind = match &definition.kind {
            InputKind::Choice { .. } | InputKind::Flag => Kind::One(choices),
            InputKind::Set { .. } => Kind::Several(choices),
            InputKind::Quantity { .. } => Kind::Value(choices),
        };
        Asking {
            input,
            definition,
            name: name_or_id(self.text(&definition.name), &definition.id),
            ask: self.text(&definition.ask),
            why: self.text(&definition.why),
            kind,
            at_most,
            from,
        }
    }

    /// The offers in the author's order; of a flag, yes comes first.
    fn choices(
        &self,
        input: usize,
        definition: &Input,
        offers: &[Offer],
        before: Option<Answer>,
    ) -> Vec<Choice> {
        let mut choices: Vec<(usize, Choice)> = (offers.iter().enumerate())
            .map(|(nth, offer)| {
                let index = match offer.answer {
                    Answer::Values(bits) | Answer::Members { yes: bits, .. } => {
                        bits.trailing_zeros() as usize
                    }
                    Answer::Quantity(_) => nth,
                };
                let value = definition.values().get(index);
                let position = match (&definition.kind, value) {
                    (InputKind::Flag, _) => 1 - index.min(1),
                    (_, Some(value)) => usize::from(value.position),
                    (_, None) => nth,
                };
                let id = match (&definition.kind, value) {
                    (InputKind::Flag, _) => Some(definition.format_answer(&offer.answer)),
                    (_, value) => value.map(|value| value.id.clone()),
                };
                let choice = Choice {
                    id,
                    label: match value {
                        Some(value) => self.text(&value.name),
                        None => capitalised(&self.words(input, &offer.answer)),
                    },
                    about: value.and_then(|value| value.about.as_ref()).map(|text| self.text(text)),
                    answer: offer.answer,
                    leads_to: offer.verdict.clone(),
                    is_current: before.is_some_and(|before| overlap(before, offer.answer)),
                };
                (position, choice)
            })
            .collect();
        choices.sort_by_key(|(position, _)| *position);
        choices.into_iter().map(|(_, choice)| choice).collect()
    }
}

/// Whether two answers to the same question have something in common that was said to be so.
fn overlap(one: Answer, other: Answer) -> bool {
    match (one, other) {
        (Answer::Values(one), Answer::Values(other))
        | (Answer::Members { yes: one, .. }, Answer::Members { yes: other, .. }) => {
            one & other != 0
        }
        (Answer::Quantity(one), Answer::Quantity(other)) => {
            one.low <= other.high && other.low <= one.high
        }
        _ => false,
    }
}

/// A text with a capital letter in front.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
