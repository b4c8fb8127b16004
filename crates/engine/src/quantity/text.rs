//! Reading text as if it had been typed half-width, while every place stays a byte offset in what
//! the user wrote.

use std::ops::Range;

pub(super) use crate::half_width::half_width_of as fold;

/// A text with every character in its half-width form.
pub(super) fn folded(text: &str) -> String {
    text.chars().map(fold).collect()
}

/// A part of a longer text that knows where in it it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    /// The byte offset of `text` in the whole.
    pub(super) offset: usize,
}

impl<'a> Piece<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Piece { text, offset: 0 }
    }

    /// The bytes it takes up in the whole.
    pub(super) fn range(self) -> Range<usize> {
        self.offset..self.offset + self.text.len()
    }

    pub(super) fn is_empty(self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn trim(self) -> Self {
        let start = self.text.trim_start();
        Piece { text: start.trim_end(), offset: self.offset + (self.text.len() - start.len()) }
    }

    /// What comes before and after the byte `at` of this piece, which must be the start of a
    /// character.
    pub(super) fn split(self, at: usize) -> (Self, Self) {
        let (before, after) = self.text.split_at_checked(at).unwrap_or((self.text, ""));
        (
            Piece { text: before, offset: self.offset },
            Piece { text: after, offset: self.offset + before.len() },
        )
    }

    /// The first character, half-width.
    pub(super) fn first(self) -> Option<char> {
        self.text.chars().next().map(fold)
    }

    /// The first character and what follows it.
    pub(super) fn split_first(self) -> (Self, Self) {
        self.split(self.text.chars().next().map_or(0, char::len_utf8))
    }

    /// What comes before the last character, and that character.
    pub(super) fn split_last(self) -> (Self, Self) {
        self.split(self.text.char_indices().next_back().map_or(0, |(at, _)| at))
    }

    /// Splits off the leading characters whose half-width form is `wanted`.
    pub(super) fn split_while(self, wanted: impl Fn(char) -> bool) -> (Self, Self) {
        self.split(self.text.find(|character| !wanted(fold(character))).unwrap_or(self.text.len()))
    }

    /// What follows `sign`, if the piece starts with it.
    pub(super) fn after(self, sign: char) -> Option<Self> {
        (self.first() == Some(sign)).then(|| self.split_first().1)
    }

    /// What is left of this piece in front of `rest`, a piece that ends where this one ends.
    pub(super) fn up_to(self, rest: Self) -> Self {
        self.split(rest.offset.saturating_sub(self.offset)).0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_text_folds_to_half_width() {
        let table = [
            ("１２．５ＭＢ", "12.5MB"),
            ("（１，０００〜）", "(1,000〜)"),
            ("＞＝　５％", ">= 5%"),
            ("－３ −３", "-3 -3"),
            ("メガバイト", "メガバイト"),
        ];
        for (text, expected) in table {
            assert_eq!(folded(text), expected);
        }
    }

    #[test]
    fn pieces_keep_their_place() {
        let whole = Piece::new("　１２ MB ").trim();
        let (digits, rest) = whole.split_while(|character| character.is_ascii_digit());
        assert_eq!((digits.text, digits.range()), ("１２", 3..9));
        let unit = rest.trim();
        assert_eq!((unit.text, unit.range()), ("MB", 10..12));
        assert_eq!(whole.up_to(unit).text, "１２ ");
        assert_eq!(unit.after('M').map(|rest| rest.range()), Some(11..12));
        assert!(unit.after('B').is_none());
    }
}
