//! Quantities in TOML: strings, or numbers that need no unit.

use shirube_engine::quantity::{Dimension, QuantityError};

use crate::code::Code;
use crate::diagnostic::Findings;
use crate::reader::Item;

/// A quantity of a known dimension, or nothing and an error.
pub(crate) fn quantity(
    item: Item<'_>,
    dimension: Dimension,
    findings: &mut Findings,
) -> Option<i64> {
    let Some(text) = item.as_scalar() else {
        item.wrong_type("a quantity", findings);
        return None;
    };
    match dimension.parse(text) {
        Ok(value) => Some(value),
        Err(error) => {
            refuse(item, &error, findings);
            None
        }
    }
}

/// Reports why a text is no quantity.
pub(crate) fn refuse(item: Item<'_>, error: &QuantityError, findings: &mut Findings) {
    let found = findings.error(Code::BadQuantity, error.to_string());
    found.at(item.within(error.at()), "");
    if let Some(help) = error.help() {
        found.help(help);
    }
}

/// A quantity whose unit tells its dimension, or nothing and an error.
///
/// A number without a unit is a count if it is whole, else a ratio.
pub(crate) fn figure(item: Item<'_>, findings: &mut Findings) -> Option<(Dimension, i64)> {
    /// A number without a unit is tried as a count first.
    const ORDER: [Dimension; 5] = [
        Dimension::Count,
        Dimension::Bytes,
        Dimension::Duration,
        Dimension::Rate,
        Dimension::Ratio,
    ];
    let Some(text) = item.as_scalar() else {
        item.wrong_type("a quantity", findings);
        return None;
    };
    let mut errors = Vec::new();
    for dimension in ORDER {
        match dimension.parse(text) {
            Ok(value) => return Some((dimension, value)),
            Err(error) => errors.push(error),
        }
    }
    // The dimension whose unit was understood has the most to say.
    let understood = |error: &&QuantityError| {
        !matches!(
            error,
            QuantityError::UnknownUnit(_) | QuantityError::NoUnit(_) | QuantityError::LeftOver(_)
        )
    };
    match (errors.iter().find(understood), errors.first()) {
        (Some(error @ (QuantityError::Missing(_) | QuantityError::NoNumber(_))), _) => {
            findings
                .error(Code::BadQuantity, error.to_string())
                .at(item.within(error.at()), "")
                .help(
                    "write a number with its unit, such as `6 MiB`, `60 s`, `200`, `3/s` or `5%`",
                );
        }
        (Some(error), _) => refuse(item, error, findings),
        (None, Some(error)) => {
            let part = error.part();
            let units = |dimension: Dimension| {
                let symbols = dimension.units().filter(|unit| unit.is_ascii());
                symbols.map(|unit| format!("`{unit}`")).collect::<Vec<_>>().join(" ")
            };
            let units = Dimension::ALL.map(units);
            findings
                .error(Code::BadQuantity, format!("`{}` is not a unit", part.text))
                .at(item.within(part.at.clone()), "unknown unit")
                .help(format!("the units are {}", units.join(", ")));
        }
        (None, None) => {}
    }
    None
}

/// What a dimension measures, with an article.
pub(crate) fn noun(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Bytes => "a size",
        Dimension::Duration => "a duration",
        Dimension::Count => "a count",
        Dimension::Rate => "a rate",
        Dimension::Ratio => "a ratio",
    }
}
