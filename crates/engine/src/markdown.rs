//! Text inside Markdown.

/// A text that Markdown shows as it is, in a paragraph, a heading, the text of a link, or a cell of a
/// table. A line's end becomes a space.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut whole = String::with_capacity(text.len() + 8);
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let ends_a_word = || text.chars().nth(at + 1).is_none_or(char::is_whitespace);
        let opens_a_block = match character {
            '>' | '-' | '+' | '=' => at == 0,
            // What stands before is ASCII, so that a character is a byte.
            '.' | ')' => {
                at > 0 && text.bytes().take(at).all(|byte| byte.is_ascii_digit()) && ends_a_word()
            }
            _ => false,
        };
        let next = characters.peek().map_or(' ', |&(_, next)| next);
        let is_special = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '$' => true,
            '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
            '&' => next.is_ascii_alphanumeric() || next == '#',
            _ => opens_a_block,
        };
        match character {
            '\n' | '\r' => whole.push(' '),
            _ if is_special => whole.extend(['\\', character]),
            _ => whole.push(character),
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_in_a_text_is_markdown() {
        let table = [
            (
                "a|b `c` *d* _e_ [f](g) <h> & &amp; #i ~j~ $k$, < 1 h",
                r"a\|b \`c\` \*d\* \_e\_ \[f\](g) \<h> & \&amp; \#i \~j\~ \$k\$, < 1 h",
            ),
            ("> 6 MiB, ≤ 1 GiB", r"\> 6 MiB, ≤ 1 GiB"),
            ("1. First - then 2. second", r"1\. First - then 2. second"),
            ("12) a", r"12\) a"),
            ("3.5 GB", "3.5 GB"),
            ("- no list", r"\- no list"),
            ("=== no heading", r"\=== no heading"),
            ("two\nlines", "two lines"),
            (r"C:\", r"C:\\"),
            ("正解率(Accuracy)", "正解率(Accuracy)"),
        ];
        for (text, markdown) in table {
            assert_eq!(escaped(text), markdown);
        }
    }
}
