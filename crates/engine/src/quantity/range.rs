//! Unary tests over quantities: comparisons and intervals, in the notation of DMN.
//!
//! The syntax is the same whatever a bound is: a quantity in an answer, a fact in a rule. So the
//! reader of bounds is handed in, and the test keeps what it returns.

mod error;
mod syntax;

pub use error::{RangeError, RangeSyntaxError};

use super::text::Piece;
use super::{Interval, Intervals};

/// How a value is compared with a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparison {
    /// Less than the bound.
    Less,
    /// The bound or less.
    LessOrEqual,
    /// The bound itself.
    Equal,
    /// The bound or more.
    GreaterOrEqual,
    /// More than the bound.
    Greater,
}

impl Comparison {
    /// The sign for it: `<`, `≤`, `=`, `≥` or `>`.
    pub fn symbol(self) -> &'static str {
        match self {
            Comparison::Less => "<",
            Comparison::LessOrEqual => "≤",
            Comparison::Equal => "=",
            Comparison::GreaterOrEqual => "≥",
            Comparison::Greater => ">",
        }
    }
}

/// A test on a value, with bounds of type `B`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RangeTest<B> {
    /// `> X`; a plain `X` is `= X`.
    Compare(Comparison, B),
    /// `[X .. Y)`.
    Between {
        /// The lower bound.
        low: B,
        /// Whether the lower bound itself fails the test.
        low_open: bool,
        /// The upper bound.
        high: B,
        /// Whether the upper bound itself fails the test.
        high_open: bool,
    },
    /// `not …`: what fails the test inside passes.
    Not(Box<RangeTest<B>>),
}

impl<B> RangeTest<B> {
    /// The same test with other bounds, such as the values of the facts that it names in one
    /// edition.
    ///
    /// # Errors
    ///
    /// The first error of `bound`.
    ///
    /// ```
    /// use shirube_engine::quantity::{Comparison, RangeTest};
    ///
    /// let test = RangeTest::Compare(Comparison::Greater, "@payload-max");
    /// let limit = |fact: &&str| match *fact {
    ///     "@payload-max" => Ok(6_291_456),
    ///     other => Err(format!("`{other}` is not a fact")),
    /// };
    /// assert_eq!(test.try_map(limit), Ok(RangeTest::Compare(Comparison::Greater, 6_291_456)));
    /// ```
    pub fn try_map<C, E>(
        &self,
        mut bound: impl FnMut(&B) -> Result<C, E>,
    ) -> Result<RangeTest<C>, E> {
        self.try_map_bounds(&mut bound)
    }

    fn try_map_bounds<C, E>(
        &self,
        bound: &mut impl FnMut(&B) -> Result<C, E>,
    ) -> Result<RangeTest<C>, E> {
        Ok(match self {
            RangeTest::Compare(comparison, value) => RangeTest::Compare(*comparison, bound(value)?),
            RangeTest::Between { low, low_open, high, high_open } => RangeTest::Between {
                low: bound(low)?,
                low_open: *low_open,
                high: bound(high)?,
                high_open: *high_open,
            },
            RangeTest::Not(test) => RangeTest::Not(Box::new(test.try_map_bounds(bound)?)),
        })
    }
}

impl RangeTest<i64> {
    /// The values that pass the test; none if the bounds are the wrong way round.
    ///
    /// ```
    /// use shirube_engine::quantity::{Dimension, Interval, Intervals};
    ///
    /// let passing = |text| Dimension::Count.parse_test(text).unwrap().intervals();
    /// assert_eq!(passing("[1 .. 10)"), Interval { low: 1, high: 9 }.into());
    /// assert_eq!(passing("not [1 .. 10)"), passing("[1 .. 10)").complement());
    /// assert_eq!(passing("[10 .. 1]"), Intervals::empty());
    /// ```
    pub fn intervals(&self) -> Intervals {
        let from = |low| Interval { low, ..Interval::ALL };
        let to = |high| Interval { high, ..Interval::ALL };
        let above = |bound: i64| bound.checked_add(1).map(from).into_iter().collect::<Intervals>();
        let below = |bound: i64| bound.checked_sub(1).map(to).into_iter().collect::<Intervals>();
        match self {
            RangeTest::Compare(Comparison::Less, bound) => below(*bound),
            RangeTest::Compare(Comparison::LessOrEqual, bound) => to(*bound).into(),
            RangeTest::Compare(Comparison::Equal, bound) => {
                Interval { low: *bound, high: *bound }.into()
            }
            RangeTest::Compare(Comparison::GreaterOrEqual, bound) => from(*bound).into(),
            RangeTest::Compare(Comparison::Greater, bound) => above(*bound),
            RangeTest::Between { low, low_open, high, high_open } => {
                let lower = if *low_open { above(*low) } else { from(*low).into() };
                let upper = if *high_open { below(*high) } else { to(*high).into() };
                lower.intersection(&upper)
            }
            RangeTest::Not(test) => test.intervals().complement(),
        }
    }
}

/// Reads a test on a value; `bound` reads each bound from its text and its byte offset in `text`.
///
/// | written | passes |
/// |---|---|
/// | `> X`, `>= X`, `≥ X`, `< X`, `<= X`, `≤ X` | what compares so with X |
/// | `= X`, `X` | X itself |
/// | `[X .. Y]`, `X .. Y`, `X〜Y` | from X to Y, both included |
/// | `(X .. Y]`, `[X .. Y)`, `(X .. Y)` | the same without the bound at a round bracket |
/// | `X 以上`, `X 以下`, `X 未満`, `X 超` | ≥ X, ≤ X, < X, > X |
/// | `not …` | what fails the test that follows |
///
/// Space between these is free, and all of it may be full-width (`＞＝ X`, `［X．．Y）`).
///
/// # Errors
///
/// [`RangeError::Syntax`] if the text is no such test, otherwise [`RangeError::Bound`] with the
/// first error of `bound`.
///
/// ```
/// use shirube_engine::quantity::{RangeError, RangeTest, parse_range_test};
///
/// let fact = |text: &str, offset: usize| match text.strip_prefix('@') {
///     Some(id) => Ok(id.to_owned()),
///     None => Err(format!("`{text}` at byte {offset} names no fact")),
/// };
/// let (low, high) = ("low".to_owned(), "high".to_owned());
/// assert_eq!(
///     parse_range_test("(@low .. @high]", fact),
///     Ok(RangeTest::Between { low, low_open: true, high, high_open: false }),
/// );
/// assert_eq!(
///     parse_range_test("> 5", fact),
///     Err(RangeError::Bound("`5` at byte 2 names no fact".to_owned())),
/// );
///
/// let Err(RangeError::Syntax(error)) = parse_range_test("=> @low", fact) else {
///     panic!("`=>` is no comparison");
/// };
/// assert_eq!(error.to_string(), "`=>` is not a comparison");
/// assert_eq!(error.help().as_deref(), Some("write `>=`"));
/// assert_eq!(error.at(), 0..2);
/// ```
pub fn parse_range_test<B, E>(
    text: &str,
    mut bound: impl FnMut(&str, usize) -> Result<B, E>,
) -> Result<RangeTest<B>, RangeError<E>> {
    let outline = syntax::parse(Piece::new(text)).map_err(RangeError::Syntax)?;
    outline.try_map(|piece| bound(piece.text, piece.offset)).map_err(RangeError::Bound)
}

#[cfg(test)]
mod tests;
