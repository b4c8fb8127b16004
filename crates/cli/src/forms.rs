//! One run in its other forms: a command line to copy, and a text for a link.

use std::path::Path;

use shirube_engine::session::Session;
use shirube_engine::{Decision, Pack};

/// What a run is, as far as its forms need to know.
#[derive(Debug, Clone, Copy)]
pub struct Form<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// Where the pack came from, if it is not the one built in.
    pub pack_path: Option<&'a Path>,
    /// The decision.
    pub decision: &'a Decision,
    /// The edition.
    pub edition: usize,
    /// What was said.
    pub session: &'a Session,
    /// Whether silence is filled in.
    pub assume: bool,
}

impl Form<'_> {
    /// The command line that decides the same, quoted for a POSIX shell.
    #[must_use]
    pub fn command(&self, verb: &str, flags: &[&str]) -> String {
        let definition = self.decision.definition();
        let mut words = vec!["shirube".to_owned(), verb.to_owned(), definition.id.clone()];
        let state = self.session.state(definition);
        for &input in &state.order {
            let sign = if state.assumed.contains(&input) { '~' } else { '=' };
            let input_definition = &definition.inputs[input];
            // What was said not to be known stays said.
            let answer = match state.answers.get(input) {
                Some(answer) => input_definition.format_answer(&answer),
                None => "?".to_owned(),
            };
            words.push(format!("{}{sign}{answer}", input_definition.id));
        }
        if self.edition != 0 {
            words.extend(["--edition".to_owned(), self.edition_id().to_owned()]);
        }
        if self.assume {
            words.push("--assume".to_owned());
        }
        words.extend(flags.iter().map(|&flag| flag.to_owned()));
        words.extend(pack_words(self.pack_path));
        quoted(&words)
    }

    /// The command line that does something with the link: `guide` goes on from here, `decide`
    /// decides the same.
    #[must_use]
    pub fn with_link(&self, verb: &str) -> String {
        let mut words = vec!["shirube".into(), verb.to_owned(), "--link".into(), self.link()];
        words.extend(pack_words(self.pack_path));
        quoted(&words)
    }

    fn link(&self) -> String {
        if self.assume {
            let session = self.session.assuming_silence(self.decision.definition());
            return self.pack.write_link(self.decision, self.edition, &session);
        }
        self.pack.write_link(self.decision, self.edition, self.session)
    }

    fn edition_id(&self) -> &str {
        self.pack.about().editions.get(self.edition).map_or("", |edition| edition.id.as_str())
    }
}

/// How a pack that is not the one built in is named on the command line.
#[must_use]
pub fn pack_words(path: Option<&Path>) -> Vec<String> {
    path.map_or_else(Vec::new, |path| vec!["--pack".to_owned(), path.display().to_string()])
}

/// Words as a POSIX shell reads them back.
#[must_use]
pub fn quoted(words: &[String]) -> String {
    let quote = |word: &String| {
        let plain = |c: char| c.is_ascii_alphanumeric() || "_-+=:,./@%".contains(c);
        if !word.is_empty() && word.chars().all(plain) {
            word.clone()
        } else {
            format!("'{}'", word.replace('\'', "'\\''"))
        }
    };
    words.iter().map(quote).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_shell_would_change_is_quoted() {
        let quote = |word: &str| quoted(&[word.to_owned()]);
        assert_eq!(quote("payload=300MB"), "payload=300MB");
        assert_eq!(quote("payload=<=6MB"), "'payload=<=6MB'");
        assert_eq!(quote("needs=!gpu,..."), "'needs=!gpu,...'");
        assert_eq!(quote("it's"), r"'it'\''s'");
        assert_eq!(quote(""), "''");
    }
}
