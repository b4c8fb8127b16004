//! Answers that cannot be read, in words.

use shirube_engine::AnswerError;
use shirube_engine::quantity::{QuantityError, RangeError, RangeSyntaxError};

use crate::missing::typical;

/// What is wrong with an answer, and what to do, in English: the engine's own words.
#[must_use]
pub fn english(error: &AnswerError) -> (String, Option<String>) {
    (error.to_string(), error.help())
}

/// What is wrong with an answer, and what to do, in Japanese.
#[must_use]
pub fn japanese(error: &AnswerError) -> (String, Option<String>) {
    match error {
        AnswerError::UnknownValue { input, given, known, meant, .. } => (
            format!("`{input}` に `{given}` という値はありません"),
            Some(match meant {
                Some(meant) => format!("`{meant}` ではありませんか"),
                None => values(known),
            }),
        ),
        AnswerError::Empty { input, known } => {
            (format!("`{input}` に値がありません"), Some(values(known)))
        }
        AnswerError::Contradiction { input, given, .. } => (
            format!("`{input}`: `{given}` がその前の内容と矛盾しています"),
            Some("どちらか一方だけにしてください".to_owned()),
        ),
        AnswerError::Quantity { input, error } => {
            let (message, help) = match error {
                RangeError::Bound(error) => quantity(error),
                RangeError::Syntax(error) => range(error),
            };
            (format!("`{input}`: {message}"), help)
        }
        AnswerError::TwoRanges { input, given } => (
            format!("`{input}`: {given} は複数の範囲になっています"),
            Some("値を 1 つか、`< 6 MB` のような範囲を 1 つ書いてください".to_owned()),
        ),
        AnswerError::EmptyRange { input, given } => {
            (format!("`{input}`: {given} に当てはまる値はありません"), None)
        }
        AnswerError::OutOfRange { input, given, range } => (
            format!("`{input}` に {given} は指定できません"),
            Some(format!("指定できるのは {range} です")),
        ),
        other => english(other),
    }
}

fn values(known: &[String]) -> String {
    let quoted: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    format!("指定できるのは {} です", quoted.join("、"))
}

fn quantity(error: &QuantityError) -> (String, Option<String>) {
    let part = error.part();
    let (text, dimension) = (&part.text, part.dimension);
    let such_as = format!("`{}` のように書きます", typical(dimension));
    let units = || {
        let symbols: Vec<String> = dimension.units().map(|unit| format!("`{unit}`")).collect();
        format!("使える単位は {} です", symbols.join(" "))
    };
    let (message, help) = match error {
        QuantityError::Missing(_) => ("値がありません".to_owned(), such_as),
        QuantityError::NoNumber(_) => (format!("`{text}` は数値で始まっていません"), such_as),
        QuantityError::Grouping(_) => (
            format!("`{text}` の桁区切りが 3 桁ごとではありません"),
            "小数点は `.`、桁区切りの `,` は 3 桁ごとに書きます".to_owned(),
        ),
        QuantityError::NoUnit(_) => (format!("`{text}` に単位がありません"), units()),
        QuantityError::UnknownUnit(_) => (format!("`{text}` という単位は使えません"), units()),
        QuantityError::AmbiguousUnit { unit, .. } => {
            (format!("`{text}` は 2 通りに読めます"), format!("`{unit}` のように書いてください"))
        }
        QuantityError::UnitOrder(_) => (
            format!("`{text}` の単位が、前の単位より小さくありません"),
            "大きな単位から順に、それぞれ 1 回ずつ書きます".to_owned(),
        ),
        QuantityError::LeftOver(_) => (format!("値の後に `{text}` が余っています"), such_as),
        QuantityError::Negative(_) => {
            (format!("`{text}` は負の値です"), "符号を外してください".to_owned())
        }
        QuantityError::NotWhole { below, .. } => (
            format!("`{text}` は端数になります"),
            format!("`{}` のように書いてください", dimension.format(*below)),
        ),
        QuantityError::TooLarge(_) => (
            format!("`{text}` は大きすぎます"),
            format!("上限は `{}` です", dimension.format(i64::MAX)),
        ),
        QuantityError::TooSmall(_) => (
            format!("`{text}` は小さすぎます"),
            format!("下限は `{}` です", dimension.format(dimension.least())),
        ),
        _ => (error.to_string(), such_as),
    };
    (message, Some(help))
}

fn range(error: &RangeSyntaxError) -> (String, Option<String>) {
    let comparisons = "比較は `<` `<=` `=` `>=` `>`、範囲は `[X .. Y)` のように書きます";
    let message = match error {
        RangeSyntaxError::Missing { .. } => "値がありません".to_owned(),
        RangeSyntaxError::NoValue { after, .. } => format!("`{after}` の後に値がありません"),
        RangeSyntaxError::UnknownComparison { sign, .. } => {
            format!("`{sign}` は比較の記号ではありません")
        }
        RangeSyntaxError::SecondComparison { sign, .. } => {
            format!("`{sign}` から 2 つ目の比較が始まっています")
        }
        RangeSyntaxError::Unclosed { bracket, .. } => {
            format!("`{bracket}` で始まる範囲が閉じていません")
        }
        RangeSyntaxError::Unopened { bracket, .. } => {
            format!("`{bracket}` に対応する始まりがありません")
        }
        RangeSyntaxError::NoRange { interval, .. } => {
            format!("`{interval}` に `..` で区切った 2 つの値がありません")
        }
        RangeSyntaxError::OneBound { separator, .. } => {
            format!("`{separator}` の前か後の値がありません")
        }
        RangeSyntaxError::ThirdBound { separator, .. } => {
            format!("`{separator}` の後が 3 つ目の値になっています")
        }
        RangeSyntaxError::SecondNot { not, .. } => format!("`{not}` が重なっています"),
        _ => error.to_string(),
    };
    (message, Some(comparisons.to_owned()))
}
