//! How the entries of a list are numbered, and how a typed number is read.

use super::asking::Misread;

/// The sign that tells a number of the list from an answer that is a number itself.
const SIGN: &str = "#";

/// The numbers of a list: bare ones, unless what can be typed beside them may be a number too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbering {
    is_signed: bool,
}

impl Numbering {
    /// Numbers with a sign: beside them, values are typed.
    pub const SIGNED: Self = Self { is_signed: true };

    /// The numbers of entries that have these names; with a sign where a name is a number.
    pub fn beside<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let is_digit = |c| matches!(c, '0'..='9' | '０'..='９');
        let is_number = |name: &str| !name.is_empty() && name.chars().all(is_digit);
        Self { is_signed: names.into_iter().any(is_number) }
    }

    /// What stands before each number.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        if self.is_signed { SIGN } else { "" }
    }

    /// The number of an entry, as it is shown.
    #[must_use]
    pub fn number(self, index: usize) -> String {
        format!("{}{}", self.sign(), index + 1)
    }

    /// The entry whose number was typed; `None` where it is no number of the list. The sign may be
    /// written everywhere, and must be where the list shows it.
    ///
    /// # Errors
    ///
    /// The list of so many entries has no such number.
    pub fn read(self, typed: &str, count: usize) -> Result<Option<usize>, Misread> {
        let signed = typed.strip_prefix(SIGN);
        let digits = signed.or((!self.is_signed).then_some(typed)).unwrap_or_default();
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(None);
        }
        let index = digits.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        match index.filter(|&index| index < count) {
            Some(index) => Ok(Some(index)),
            None => Err(Misread::NoSuchItem(typed.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_number_counts_where_nothing_else_is_a_number() {
        let plain = Numbering::beside(["small", "2xl"]);
        assert_eq!(plain.number(1), "2");
        assert_eq!(plain.read("2", 2), Ok(Some(1)));
        assert_eq!(plain.read("#2", 2), Ok(Some(1)));
        assert_eq!(plain.read("2xl", 2), Ok(None));
        assert_eq!(plain.read("+2", 2), Ok(None));
        assert_eq!(plain.read("3", 2), Err(Misread::NoSuchItem("3".to_owned())));
        assert_eq!(plain.read("0", 2), Err(Misread::NoSuchItem("0".to_owned())));
    }

    #[test]
    fn beside_names_that_are_numbers_the_sign_is_needed() {
        for numbers in
            [Numbering::beside(["one", "2"]), Numbering::beside(["３"]), Numbering::SIGNED]
        {
            assert_eq!(numbers.number(1), "#2");
            assert_eq!(numbers.read("2", 2), Ok(None));
            assert_eq!(numbers.read("#2", 2), Ok(Some(1)));
            assert_eq!(numbers.read("#3", 2), Err(Misread::NoSuchItem("#3".to_owned())));
        }
    }
}
