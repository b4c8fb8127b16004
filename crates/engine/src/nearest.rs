//! The name a person may have meant.

/// The known name nearest to the one given, if any is near enough to suggest.
#[must_use]
pub fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let given = given.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&given, &name.to_lowercase()), name))
        .filter(|&(distance, name)| {
            let longest = given.chars().count().max(name.chars().count());
            distance * 3 <= longest || (given.len() >= 3 && name.starts_with(given.as_str()))
        })
        .min()
        .map(|(_, name)| name)
}
