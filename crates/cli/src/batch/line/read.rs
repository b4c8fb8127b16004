//! Reading a line's object without building it: each value goes to its input as it is met.

use std::fmt::{self, Write};

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use shirube_engine::nearest::nearest;

use super::{Code, Decider, Problem};

/// Reads a line into a decider. Where the decider says what is wrong, the error says nothing.
pub(super) fn object<'de>(
    decider: &mut Decider,
    line: &'de str,
    id: &mut Option<&'de RawValue>,
) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(line);
    deserializer.deserialize_map(Object { decider, id })?;
    deserializer.end()
}

struct Object<'r, 'd, 'de> {
    decider: &'r mut Decider<'d>,
    id: &'r mut Option<&'de RawValue>,
}

/// What a key stands for.
enum Key {
    Input(usize),
    Id,
    Upstream(String),
    Unknown(String),
}

impl<'de> Visitor<'de> for Object<'_, '_, 'de> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut first: Option<Problem> = None;
        while let Some(key) = map.next_key_seed(Keys(self.decider))? {
            let problem = match key {
                Key::Id if self.id.is_none() => {
                    *self.id = Some(map.next_value()?);
                    continue;
                }
                Key::Input(input) if self.decider.seen >> input & 1 == 0 => {
                    self.decider.seen |= 1 << input;
                    map.next_value_seed(Value { decider: self.decider, input: Some(input) })?;
                    self.decider.problem.take()
                }
                Key::Upstream(input) if !self.decider.upstream.iter().any(|(k, _)| *k == input) => {
                    map.next_value_seed(Value { decider: self.decider, input: None })?;
                    let text = std::mem::take(&mut self.decider.text);
                    self.decider.upstream.push((input, (text.trim() != "?").then_some(text)));
                    self.decider.problem.take()
                }
                Key::Unknown(given) => {
                    let IgnoredAny = map.next_value()?;
                    Some(unknown(self.decider, &given))
                }
                twice => {
                    let IgnoredAny = map.next_value()?;
                    Some(answered_twice(self.decider, &twice))
                }
            };
            // The rest of the line is read all the same: it may be no JSON at all, or bring its id.
            first = first.or(problem);
        }
        self.decider.problem = first;
        if self.decider.problem.is_some() { Err(A::Error::custom("")) } else { Ok(()) }
    }
}

fn unknown(decider: &Decider, given: &str) -> Problem {
    let definition = decider.lines.decision.definition();
    let problem = &decider.lines.catalogue.problem;
    let known = || definition.inputs.iter().map(|input| input.id.as_str());
    let help = match nearest(given, known()) {
        Some(meant) => (problem.did_you_mean)(meant),
        None => (problem.there_are)(&decider.lines.catalogue.list(known())),
    };
    Problem::new(Code::UnknownInput, (problem.no_input)(&definition.id, given), Some(help))
}

fn answered_twice(decider: &Decider, key: &Key) -> Problem {
    let problem = &decider.lines.catalogue.problem;
    let id = match key {
        Key::Input(input) => decider.lines.decision.definition().inputs[*input].id.as_str(),
        Key::Id => "id",
        Key::Upstream(id) | Key::Unknown(id) => id,
    };
    let message = (problem.twice_in_line)(id);
    Problem::new(Code::AnsweredTwice, message, Some(problem.keep_one.to_owned()))
}

struct Keys<'r, 'd>(&'r Decider<'d>);

impl<'de> DeserializeSeed<'de> for Keys<'_, '_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Keys<'_, '_> {
    type Value = Key;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an input")
    }

    fn visit_str<E>(self, key: &str) -> Result<Key, E> {
        Ok(match self.0.lines.decision.definition().input(key) {
            Some(input) => Key::Input(input),
            None if key == "id" => Key::Id,
            None if key.contains('.') => Key::Upstream(key.to_owned()),
            None => Key::Unknown(key.to_owned()),
        })
    }
}

/// A value: for an input, or, without one, left in the decider's text.
struct Value<'r, 'd> {
    decider: &'r mut Decider<'d>,
    input: Option<usize>,
}

impl<'de> DeserializeSeed<'de> for Value<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Value<'_, '_> {
    fn text(self, text: &str) {
        match self.input {
            Some(input) if text.trim() == "?" => self.decider.unknown.push(input),
            Some(input) => self.decider.problem = self.decider.read(input, text).err(),
            None => text.clone_into(&mut self.decider.text),
        }
    }

    fn written(self, value: impl fmt::Display) {
        let mut text = std::mem::take(&mut self.decider.text);
        text.clear();
        // Writing to memory does not fail.
        let _ = write!(text, "{value}");
        self.own(text);
    }

    /// A text that was put together here; its memory is used again.
    fn own(self, text: String) {
        match self.input {
            Some(input) => {
                self.decider.problem = self.decider.read(input, &text).err();
                self.decider.text = text;
            }
            None => self.decider.text = text,
        }
    }

    fn strange(self) {
        let problem = &self.decider.lines.catalogue.problem;
        let inputs = &self.decider.lines.decision.definition().inputs;
        let id = self.input.and_then(|input| inputs.get(input)).map_or("…", |i| i.id.as_str());
        let help = Some(problem.write_values.to_owned());
        self.decider.problem = Some(Problem::new(Code::BadValue, (problem.bad_value)(id), help));
    }
}

impl<'de> Visitor<'de> for Value<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an answer")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.text(text);
        Ok(())
    }

    fn visit_bool<E>(self, flag: bool) -> Result<(), E> {
        self.text(if flag { "true" } else { "false" });
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.text("?");
        Ok(())
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.written(number);
        Ok(())
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.written(number);
        Ok(())
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        self.written(number);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut text = std::mem::take(&mut self.decider.text);
        text.clear();
        let (mut strange, mut empty) = (false, true);
        while let Some(is_text) = list.next_element_seed(Part(&mut text, empty))? {
            strange |= !is_text;
            empty = false;
        }
        if strange {
            self.strange();
        } else if empty {
            self.own("none".to_owned());
        } else {
            self.own(text);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        self.strange();
        Ok(())
    }
}

/// An element of a list, added to a text, behind a comma unless it is the first; whether it is a
/// text.
struct Part<'t>(&'t mut String, bool);

impl<'de> DeserializeSeed<'de> for Part<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Part<'_> {
    type Value = bool;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an id")
    }

    fn visit_str<E>(self, id: &str) -> Result<bool, E> {
        if !self.1 {
            self.0.push(',');
        }
        self.0.push_str(id);
        Ok(true)
    }

    fn visit_bool<E>(self, _: bool) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_i64<E>(self, _: i64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_u64<E>(self, _: u64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_f64<E>(self, _: f64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_unit<E>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<bool, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(false)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(false)
    }
}
