//! The form of a test: which comparison or interval, and which pieces of the text are its bounds.

use super::super::text::{Piece, fold, folded};
use super::{Comparison, RangeSyntaxError, RangeTest};

type Outline<'a> = Result<RangeTest<Piece<'a>>, RangeSyntaxError>;

pub(super) fn parse(text: Piece<'_>) -> Outline<'_> {
    let whole = text.trim();
    if whole.is_empty() {
        return Err(RangeSyntaxError::Missing { at: whole.range() });
    }
    let Some((not, test)) = split_not(whole) else {
        return plain_test(whole);
    };
    if test.is_empty() {
        return Err(RangeSyntaxError::NoValue { after: not.text.to_owned(), at: not.range() });
    }
    if let Some((second, _)) = split_not(test) {
        return Err(RangeSyntaxError::SecondNot {
            not: second.text.to_owned(),
            at: second.range(),
        });
    }
    Ok(RangeTest::Not(Box::new(plain_test(test)?)))
}

/// The word `not` and what follows it.
fn split_not(text: Piece<'_>) -> Option<(Piece<'_>, Piece<'_>)> {
    let (word, rest) =
        text.split_while(|character| character.is_alphanumeric() || matches!(character, '-' | '_'));
    folded(word.text).eq_ignore_ascii_case("not").then(|| (word, rest.trim()))
}

/// A test without `not`.
fn plain_test(test: Piece<'_>) -> Outline<'_> {
    let (sign, rest) = test.split_while(is_sign);
    if !sign.is_empty() {
        return comparison(sign, rest.trim());
    }
    let (first, inside) = test.split_first();
    match first.first() {
        Some('[' | '(') => return enclosed(test, first, inside),
        Some(']' | ')') => return Err(unopened(first)),
        _ => {}
    }
    let (_, last) = test.split_last();
    if matches!(last.first(), Some(']' | ')')) {
        return Err(unopened(last));
    }
    if let Some((low, separator, high)) = split_range(test) {
        return between(Bounds { low, low_open: false, separator, high, high_open: false });
    }
    let (comparison, value) = split_worded(test).unwrap_or((Comparison::Equal, test));
    Ok(RangeTest::Compare(comparison, bound(value)?))
}

/// A comparison whose sign comes first.
fn comparison<'a>(sign: Piece<'a>, value: Piece<'a>) -> Outline<'a> {
    let Some(comparison) = comparison_of(sign) else {
        return Err(RangeSyntaxError::UnknownComparison {
            sign: sign.text.to_owned(),
            at: sign.range(),
        });
    };
    if value.is_empty() {
        return Err(RangeSyntaxError::NoValue { after: sign.text.to_owned(), at: sign.range() });
    }
    let value = bound(value).map_err(|error| match error {
        RangeSyntaxError::SecondComparison { sign, at, .. } => RangeSyntaxError::SecondComparison {
            sign,
            interval: interval_of_two(comparison, value),
            at,
        },
        other => other,
    })?;
    Ok(RangeTest::Compare(comparison, value))
}

/// The interval that is meant by two comparisons, of which `both` is the text after the first sign:
/// `(X .. Y]` for `> X, <= Y` and for `<= Y, > X`.
fn interval_of_two(first: Comparison, both: Piece<'_>) -> Option<String> {
    let (one, second) = both.split_while(|character| !is_sign(character));
    let (sign, two) = second.split_while(is_sign);
    let separators =
        |character: char| character.is_whitespace() || matches!(fold(character), ',' | '、');
    let one = one.trim().text;
    let one = one.strip_suffix(" and").unwrap_or(one).trim_end_matches(separators);
    let two = two.trim().text;
    if one.is_empty() || two.is_empty() || two.contains(|character| is_sign(fold(character))) {
        return None;
    }
    let open = |comparison| {
        if comparison == Comparison::Greater { '(' } else { '[' }
    };
    let close = |comparison| {
        if comparison == Comparison::Less { ')' } else { ']' }
    };
    let is_lower =
        |comparison| matches!(comparison, Comparison::Greater | Comparison::GreaterOrEqual);
    let is_upper = |comparison| matches!(comparison, Comparison::Less | Comparison::LessOrEqual);
    match comparison_of(sign)? {
        second if is_lower(first) && is_upper(second) => {
            Some(format!("{}{one} .. {two}{}", open(first), close(second)))
        }
        second if is_upper(first) && is_lower(second) => {
            Some(format!("{}{two} .. {one}{}", open(second), close(first)))
        }
        _ => None,
    }
}

/// An interval in brackets, `open` the first of them.
fn enclosed<'a>(whole: Piece<'a>, open: Piece<'a>, rest: Piece<'a>) -> Outline<'a> {
    let (inside, close) = rest.split_last();
    if !matches!(close.first(), Some(']' | ')')) {
        return Err(RangeSyntaxError::Unclosed { bracket: open.text.to_owned(), at: open.range() });
    }
    let Some((low, separator, high)) = split_range(inside) else {
        return Err(RangeSyntaxError::NoRange {
            interval: whole.text.to_owned(),
            inside: inside.trim().text.to_owned(),
            at: whole.range(),
        });
    };
    let (low_open, high_open) = (open.first() == Some('('), close.first() == Some(')'));
    between(Bounds { low, low_open, separator, high, high_open })
}

struct Bounds<'a> {
    low: Piece<'a>,
    low_open: bool,
    separator: Piece<'a>,
    high: Piece<'a>,
    high_open: bool,
}

fn between(bounds: Bounds<'_>) -> Outline<'_> {
    let Bounds { low, low_open, separator, high, high_open } = bounds;
    if let Some((_, second, _)) = split_range(high) {
        return Err(RangeSyntaxError::ThirdBound {
            separator: second.text.to_owned(),
            at: second.range(),
        });
    }
    if low.is_empty() || high.is_empty() {
        let comparison = match (low.text, high.text) {
            ("", "") => None,
            ("", high) => Some(format!("{} {high}", if high_open { "<" } else { "<=" })),
            (low, _) => Some(format!("{} {low}", if low_open { ">" } else { ">=" })),
        };
        return Err(RangeSyntaxError::OneBound {
            separator: separator.text.to_owned(),
            comparison,
            at: separator.range(),
        });
    }
    Ok(RangeTest::Between { low: bound(low)?, low_open, high: bound(high)?, high_open })
}

/// What stands before and after the first sign for a range, and the sign: two or more dots, or what
/// a Japanese keyboard makes of them, or a wave dash.
fn split_range(text: Piece<'_>) -> Option<(Piece<'_>, Piece<'_>, Piece<'_>)> {
    let is_sign = |character: char| matches!(character, '.' | '‥' | '…' | '~' | '〜');
    let mut rest = text;
    loop {
        let (_, from_sign) = rest.split_while(|character| !is_sign(character));
        let (sign, after) = from_sign.split_while(is_sign);
        if sign.is_empty() {
            return None;
        }
        if folded(sign.text) != "." {
            return Some((text.up_to(sign).trim(), sign, after.trim()));
        }
        rest = after;
    }
}

/// A comparison whose word comes last, as Japanese has it.
fn split_worded(test: Piece<'_>) -> Option<(Comparison, Piece<'_>)> {
    let words = [
        ("以上", Comparison::GreaterOrEqual),
        ("以下", Comparison::LessOrEqual),
        ("未満", Comparison::Less),
        ("超", Comparison::Greater),
    ];
    let (comparison, value) = words
        .into_iter()
        .find_map(|(word, comparison)| Some((comparison, test.text.strip_suffix(word)?)))?;
    let value = test.split(value.len()).0.trim();
    (!value.is_empty()).then_some((comparison, value))
}

/// A piece that may be a bound: one without a comparison sign.
fn bound(piece: Piece<'_>) -> Result<Piece<'_>, RangeSyntaxError> {
    let (_, rest) = piece.split_while(|character| !is_sign(character));
    let (sign, _) = rest.split_while(is_sign);
    if sign.is_empty() {
        return Ok(piece);
    }
    Err(RangeSyntaxError::SecondComparison {
        sign: sign.text.to_owned(),
        interval: None,
        at: sign.range(),
    })
}

/// The comparison that a sign stands for.
fn comparison_of(sign: Piece<'_>) -> Option<Comparison> {
    match folded(sign.text).as_str() {
        "<" => Some(Comparison::Less),
        "<=" | "≤" | "≦" => Some(Comparison::LessOrEqual),
        "=" => Some(Comparison::Equal),
        ">=" | "≥" | "≧" => Some(Comparison::GreaterOrEqual),
        ">" => Some(Comparison::Greater),
        _ => None,
    }
}

fn is_sign(character: char) -> bool {
    matches!(character, '<' | '>' | '=' | '≤' | '≥' | '≦' | '≧' | '≠' | '!')
}

fn unopened(bracket: Piece<'_>) -> RangeSyntaxError {
    RangeSyntaxError::Unopened { bracket: bracket.text.to_owned(), at: bracket.range() }
}
