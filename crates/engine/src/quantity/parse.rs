//! Text to quantity.
//!
//! A quantity is one or more terms (`1 h 30 min` is two), each a number and a unit. A term is exact
//! throughout: the digits after the point are shares of the unit, and a share that is no whole
//! number of base units does not go unnoticed.

use super::Dimension;
use super::error::{Part, QuantityError};
use super::text::{Piece, fold, folded};
use super::unit::{self, Unit};

pub(super) fn parse(dimension: Dimension, text: &str) -> Result<i64, QuantityError> {
    let whole = Piece::new(text).trim();
    Reader { dimension, whole, negative: false, rest: whole }.quantity()
}

/// A number as it is written.
struct Number<'a> {
    piece: Piece<'a>,
    /// What the digits before the point say; `None` if it is beyond all bounds.
    integer: Option<i128>,
    /// The digits after the point.
    fraction: &'a str,
}

impl Number<'_> {
    fn is_zero(&self) -> bool {
        self.integer == Some(0) && self.fraction.chars().all(|digit| fold(digit) == '0')
    }
}

/// A unit as it is written.
struct NamedUnit<'a> {
    /// How many base units it is. Wider than a quantity, because `1兆件/秒` multiplies two large
    /// units.
    scale: i128,
    /// Whether another term may follow.
    may_be_followed: bool,
    /// The word, where it is clear only beside another unit: the `m` of `1h30m`.
    unclear_alone: Option<Piece<'a>>,
}

impl NamedUnit<'_> {
    fn of_scale(scale: i128) -> Self {
        NamedUnit { scale, may_be_followed: false, unclear_alone: None }
    }
}

struct Reader<'a> {
    dimension: Dimension,
    /// All of the text.
    whole: Piece<'a>,
    negative: bool,
    /// What has not been read yet.
    rest: Piece<'a>,
}

impl<'a> Reader<'a> {
    fn quantity(mut self) -> Result<i64, QuantityError> {
        if self.whole.is_empty() {
            return Err(QuantityError::Missing(self.part(self.whole)));
        }
        if let Some(unsigned) = self.whole.after('-') {
            self.negative = true;
            self.rest = unsigned.trim();
        }
        let number_follows =
            self.rest.first().is_some_and(|first| first.is_ascii_digit() || first == '.');
        if self.negative && number_follows && self.dimension.least() == 0 {
            return Err(QuantityError::Negative(self.part(self.whole)));
        }
        let magnitude = self.terms()?;
        let value = if self.negative { -magnitude } else { magnitude };
        i64::try_from(value).map_err(|_| self.beyond_bounds(self.whole))
    }

    /// The sum of all terms.
    fn terms(&mut self) -> Result<i128, QuantityError> {
        let mut sum: i128 = 0;
        let mut start = self.whole;
        let mut previous: Option<NamedUnit<'a>> = None;
        loop {
            let number = self.number()?;
            let unit = self.unit(&number)?;
            let term = start.up_to(self.rest).trim();
            if previous.as_ref().is_some_and(|previous| previous.scale <= unit.scale) {
                return Err(QuantityError::UnitOrder(self.part(term)));
            }
            let value = self.value(term, &number, unit.scale)?;
            sum = sum.checked_add(value).ok_or_else(|| self.beyond_bounds(self.whole))?;

            self.rest = self.rest.trim();
            if self.rest.is_empty() {
                return match unit.unclear_alone {
                    Some(word) if previous.is_none() => Err(self.ambiguous(word, "min")),
                    _ => Ok(sum),
                };
            }
            let number_follows = self.rest.first().is_some_and(|first| first.is_ascii_digit());
            if !(number_follows && unit.may_be_followed) {
                return Err(QuantityError::LeftOver(self.part(self.rest)));
            }
            start = self.rest;
            previous = Some(unit);
        }
    }

    fn number(&mut self) -> Result<Number<'a>, QuantityError> {
        let start = self.rest;
        let (integer, rest) = start.split(length_of_grouped_digits(start.text));
        let is_digit = |character: char| character.is_ascii_digit();
        let point = rest
            .after('.')
            .map(|fraction| fraction.split_while(is_digit))
            .filter(|(fraction, _)| !fraction.is_empty());
        let (fraction, rest) = point.map_or(("", rest), |(fraction, rest)| (fraction.text, rest));
        if integer.is_empty() && fraction.is_empty() {
            return Err(QuantityError::NoNumber(self.part(start)));
        }
        self.rest = rest;
        let piece = start.up_to(rest);
        let digits = folded(integer.text);
        if !commas_group_thousands(&digits) {
            return Err(QuantityError::Grouping(self.part(piece)));
        }
        let integer = digits
            .chars()
            .filter_map(|digit| digit.to_digit(10))
            .try_fold(0_i128, |value, digit| value.checked_mul(10)?.checked_add(i128::from(digit)));
        Ok(Number { piece, integer, fraction })
    }

    /// How many base units `number` units of size `scale` are; `term` is where both are written.
    fn value(
        &self,
        term: Piece<'a>,
        number: &Number<'a>,
        scale: i128,
    ) -> Result<i128, QuantityError> {
        // From the last digit to the first, each step divides by ten. No step that leaves a
        // remainder can be made good by the digits before it, for they add whole base units. So
        // there is no power of ten to overflow, and no bound on the number of digits.
        let mut share = 0;
        let mut exact = true;
        for digit in number.fraction.chars().rev().filter_map(|digit| fold(digit).to_digit(10)) {
            share += i128::from(digit) * scale;
            exact &= share % 10 == 0;
            share /= 10;
        }
        let whole_units = number.integer.and_then(|integer| integer.checked_mul(scale));
        let value = whole_units
            .and_then(|value| value.checked_add(share))
            .ok_or_else(|| self.beyond_bounds(term))?;
        if exact {
            return Ok(value);
        }
        let below = if self.negative { -value - 1 } else { value };
        Err(match i64::try_from(below) {
            Ok(below) => QuantityError::NotWhole { part: self.part(term), below },
            Err(_) => self.beyond_bounds(term),
        })
    }

    fn unit(&mut self, number: &Number<'a>) -> Result<NamedUnit<'a>, QuantityError> {
        if self.dimension == Dimension::Rate {
            return self.rate_unit(number);
        }
        let (word, rest) = self.rest.trim().split_while(is_word);
        if word.is_empty() {
            return self.no_unit(number);
        }
        self.rest = rest;
        let name = folded(word.text);
        match self.dimension {
            Dimension::Duration if name.eq_ignore_ascii_case("m") => {
                Ok(NamedUnit { unclear_alone: Some(word), ..self.named(word, "min")? })
            }
            Dimension::Count => self.named(word, unit::without_counter(&name)),
            _ => self.named(word, &name),
        }
    }

    /// The unit that `name` is, a half-width form of `word`.
    fn named(&self, word: Piece<'a>, name: &str) -> Result<NamedUnit<'a>, QuantityError> {
        let unit = unit::find(self.dimension, name).ok_or_else(|| self.unknown_unit(word))?;
        if self.dimension == Dimension::Bytes && may_be_bits(unit, name) {
            return Err(self.ambiguous(word, unit.symbol));
        }
        Ok(NamedUnit {
            may_be_followed: unit::may_be_followed(self.dimension, unit),
            ..NamedUnit::of_scale(unit.scale.into())
        })
    }

    /// The unit of a number that has none.
    fn no_unit(&self, number: &Number<'a>) -> Result<NamedUnit<'a>, QuantityError> {
        match unit::find(self.dimension, "") {
            Some(unit) => Ok(NamedUnit::of_scale(unit.scale.into())),
            None if number.is_zero() => Ok(NamedUnit::of_scale(1)),
            None if self.rest.is_empty() => Err(QuantityError::NoUnit(self.part(number.piece))),
            None => Err(QuantityError::LeftOver(self.part(self.rest.trim()))),
        }
    }

    /// The unit of a rate: `/s`, `per hour`, `requests/s`, `k/s`, `万件/秒`, `rps`.
    fn rate_unit(&mut self, number: &Number<'a>) -> Result<NamedUnit<'a>, QuantityError> {
        let start = self.rest.trim();
        let mut multiple: i128 = 1;
        loop {
            self.rest = self.rest.trim();
            if let Some(rest) = self.rest.after('/') {
                self.rest = rest;
                break;
            }
            let (word, rest) = self.rest.split_while(is_word);
            if word.is_empty() && start.offset == self.rest.offset {
                return self.no_unit(number);
            }
            self.rest = rest;
            let name = folded(word.text);
            if name.eq_ignore_ascii_case("per") {
                break;
            }
            if let Some(unit) = unit::find_rate_word(&name) {
                return Ok(NamedUnit::of_scale(multiple * i128::from(unit.scale)));
            }
            let name = unit::without_counter(&name);
            match unit::find(Dimension::Count, name) {
                Some(unit) if !word.is_empty() && (unit.scale == 1 || multiple == 1) => {
                    multiple *= i128::from(unit.scale)
                }
                _ if unit::is_event(name) => {}
                _ => return Err(self.unknown_unit(start.up_to(self.rest))),
            }
        }
        let (word, rest) = self.rest.trim().split_while(is_word);
        self.rest = rest;
        let name = folded(word.text);
        if name.eq_ignore_ascii_case("m") {
            return Err(self.ambiguous(word, "min"));
        }
        match unit::find(Dimension::Rate, &name) {
            Some(unit) => Ok(NamedUnit::of_scale(multiple * i128::from(unit.scale))),
            None => Err(self.unknown_unit(start.up_to(self.rest))),
        }
    }

    fn unknown_unit(&self, words: Piece<'a>) -> QuantityError {
        QuantityError::UnknownUnit(self.part(words.trim()))
    }

    fn ambiguous(&self, word: Piece<'a>, unit: &'static str) -> QuantityError {
        QuantityError::AmbiguousUnit { part: self.part(word), unit }
    }

    fn beyond_bounds(&self, piece: Piece<'a>) -> QuantityError {
        let part = self.part(piece);
        if self.negative { QuantityError::TooSmall(part) } else { QuantityError::TooLarge(part) }
    }

    fn part(&self, piece: Piece<'a>) -> Part {
        Part { dimension: self.dimension, text: piece.text.to_owned(), at: piece.range() }
    }
}

/// Whether a character may stand in the name of a unit.
fn is_word(character: char) -> bool {
    character.is_alphabetic() || matches!(character, '%' | '‰')
}

/// Whether the name of a unit of bytes is as likely one of bits: `Mb`, but neither `MB` nor `mb`.
fn may_be_bits(unit: &Unit, name: &str) -> bool {
    name.eq_ignore_ascii_case(unit.symbol)
        && name.ends_with('b')
        && name.contains(|letter: char| letter.is_ascii_uppercase())
}

/// How many bytes of `text` are digits, or `,` or `_` between two digits.
fn length_of_grouped_digits(text: &str) -> usize {
    let mut length = 0;
    let mut after_digit = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let is_digit = fold(character).is_ascii_digit();
        let before_digit = characters.peek().is_some_and(|next| fold(*next).is_ascii_digit());
        let is_separator = after_digit && before_digit && matches!(fold(character), ',' | '_');
        if !(is_digit || is_separator) {
            break;
        }
        length += character.len_utf8();
        after_digit = is_digit;
    }
    length
}

/// Whether the commas in a number, if any, stand between groups of three digits.
fn commas_group_thousands(digits: &str) -> bool {
    let mut groups = digits.split(',');
    let first = groups.next().map_or(0, str::len);
    let mut grouped = groups.peekable();
    grouped.peek().is_none() || (first <= 3 && grouped.all(|group| group.len() == 3))
}

#[cfg(test)]
mod tests;
