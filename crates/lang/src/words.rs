//! Lists of names in sentences.

/// A name in backticks.
pub(crate) fn quoted(name: impl AsRef<str>) -> String {
    format!("`{}`", name.as_ref())
}

/// `a`, `b` and `c`, each in backticks.
pub(crate) fn all_of<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> String {
    joined(names.into_iter().map(quoted).collect(), "and")
}

/// `a`, `b` or `c`, each in backticks.
pub(crate) fn one_of<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> String {
    joined(names.into_iter().map(quoted).collect(), "or")
}

/// Parts joined by commas, the last two by a word.
pub(crate) fn joined(mut parts: Vec<String>, word: &str) -> String {
    match parts.pop() {
        None => String::new(),
        Some(last) if parts.is_empty() => last,
        Some(last) => format!("{} {word} {last}", parts.join(", ")),
    }
}

/// A number with its noun, in the plural unless it is one.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_sentences_do() {
        assert_eq!(all_of(["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(one_of(["a", "b"]), "`a` or `b`");
        assert_eq!(one_of(["a"]), "`a`");
        assert_eq!(all_of([""; 0]), "");
    }
}
