//! The options that a text offers: which letter is which option of a decision.

use crate::pattern::Pattern;
use crate::text::Prepared;

/// An option as a text offers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lettered {
    /// Its letter.
    pub letter: String,
    /// What it says.
    pub text: String,
}

/// Takes the lettered options off the end of a text, if it has at least two.
#[must_use]
pub fn split(text: &str) -> (String, Vec<Lettered>) {
    let lines: Vec<&str> = text.lines().collect();
    let first = (0..lines.len()).find(|&at| {
        letter_of(lines[at]).is_some_and(|(letter, _)| letter == 'A')
            && lines[at + 1..].iter().any(|line| letter_of(line).is_some_and(|(l, _)| l == 'B'))
    });
    let Some(first) = first else { return (text.to_owned(), Vec::new()) };
    let mut options: Vec<Lettered> = Vec::new();
    let mut rest: Vec<&str> = lines[..first].to_vec();
    for line in &lines[first..] {
        let expected = (b'A' + options.len().min(25) as u8) as char;
        match letter_of(line) {
            Some((letter, said)) if letter == expected => {
                options.push(Lettered { letter: letter.to_string(), text: said.trim().to_owned() })
            }
            _ if line.trim().is_empty() => {}
            _ => match options.last_mut() {
                Some(last) if line.starts_with(' ') => {
                    last.text.push(' ');
                    last.text.push_str(line.trim());
                }
                _ => rest.push(line),
            },
        }
    }
    (rest.join("\n"), options)
}

/// The letter that a line begins with, and what follows it.
fn letter_of(line: &str) -> Option<(char, &str)> {
    let line = line.trim_start().trim_start_matches(['-', '*', '(', '（', '[']).trim_start();
    let mut chars = line.chars();
    let letter = chars.next()?;
    let letter = match letter {
        'A'..='Z' => letter,
        'a'..='z' => letter.to_ascii_uppercase(),
        'Ａ'..='Ｚ' => char::from_u32(u32::from(letter) - 0xFEE0)?,
        _ => return None,
    };
    let rest = chars.as_str();
    let after = rest.strip_prefix([')', '）', '.', ':', '：', '．', ']', '、'])?;
    (after.starts_with(char::is_whitespace) || !after.is_ascii() || rest.starts_with(')'))
        .then_some((letter, after))
}

/// How well a text says a name; `None` where it does not.
pub(crate) fn likeness(text: &Prepared, name: &Pattern) -> Option<f64> {
    let found = name.find(text, None);
    let first = found.first()?;
    let covered = (first.at.end - first.at.start) as f64 / text.chars.len().max(1) as f64;
    Some(name.length() as f64 + covered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_taken_off_a_text() {
        let (text, options) =
            split("Which one?\nA. Batch transform\n B) A real-time endpoint\n(C) Both");
        assert_eq!(text, "Which one?");
        let told: Vec<(&str, &str)> =
            options.iter().map(|one| (one.letter.as_str(), one.text.as_str())).collect();
        assert_eq!(told, [("A", "Batch transform"), ("B", "A real-time endpoint"), ("C", "Both")]);
        assert_eq!(split("A. B. Miller wrote this.").1, []);
    }
}
