//! Places in files, and how a place inside a string's value maps to one in the file.

use std::ops::Range;

use crate::files::FileId;

/// A range of bytes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Place {
    pub(crate) file: FileId,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Place {
    pub(crate) fn new(file: FileId, span: Range<usize>) -> Self {
        Self { file, start: span.start, end: span.end }
    }

    pub(crate) fn span(self) -> Range<usize> {
        self.start..self.end
    }

    /// The place of a range of bytes counted from the start of this one.
    pub(crate) fn part(self, part: Range<usize>) -> Self {
        let end = self.start + part.end;
        Self { file: self.file, start: self.start + part.start, end }
    }
}

/// Where a part of a string's value stands in the string as the file writes it, quotes included.
///
/// `raw` may also be a number or a date: these are their own value.
pub(crate) fn part_of_raw(raw: &str, part: Range<usize>) -> Range<usize> {
    let quote = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quote| raw.starts_with(quote));
    let Some(quote) = quote else { return part };
    let mut open = quote.len();
    if quote.len() == 3 {
        // A line break right after the quotes is not part of the value.
        let body = raw.get(open..).unwrap_or("");
        open += if body.starts_with("\r\n") { 2 } else { usize::from(body.starts_with('\n')) };
    }
    let end = raw.len().saturating_sub(quote.len()).max(open);
    let body = raw.get(open..end).unwrap_or("");
    if quote.starts_with('\'') || !body.contains('\\') {
        return open + part.start..open + part.end;
    }
    let (mut start, mut stop) = (None, None);
    let (mut value_at, mut raw_at) = (0, 0);
    loop {
        let (of_value, of_raw) = character(body.get(raw_at..).unwrap_or(""));
        if start.is_none() && of_value > 0 && part.start < value_at + of_value {
            start = Some(raw_at);
        }
        if stop.is_none() && part.end <= value_at {
            stop = Some(raw_at);
        }
        if of_raw == 0 {
            break;
        }
        value_at += of_value;
        raw_at += of_raw;
    }
    let start = start.unwrap_or(body.len());
    open + start..open + stop.unwrap_or(body.len()).max(start)
}

/// How many bytes the first character of a basic string takes in its value and in the file.
fn character(rest: &str) -> (usize, usize) {
    let mut characters = rest.chars();
    match (characters.next(), characters.next()) {
        (None, _) => (0, 0),
        (Some('\\'), Some(kind)) => {
            let digits = match kind {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                ' ' | '\t' | '\r' | '\n' => {
                    // A line that ends in `\` goes on at the next character that is not space.
                    let after = rest.get(1..).unwrap_or("");
                    return (0, 1 + after.len() - after.trim_start().len());
                }
                _ => return (1, 1 + kind.len_utf8()),
            };
            let code: String = rest.chars().skip(2).take(digits).collect();
            let meant = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
            (meant.map_or(1, char::len_utf8), 2 + code.len())
        }
        (Some(first), _) => (first.len_utf8(), first.len_utf8()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_value_is_found_in_the_file() {
        let table = [
            ("\"> 6 MiB\"", "6 MiB"),
            ("'> 6 MiB'", "6 MiB"),
            ("\"\"\"\n> 6 MiB\"\"\"", "6 MiB"),
            ("\"大きさ > 6 MiB\"", "6 MiB"),
            ("\"\\u5927\\\" \\t > 6 MiB\"", "6 MiB"),
            ("\"\"\"a \\\n   > 6 MiB\"\"\"", "6 MiB"),
            ("6 MiB", "6 MiB"),
        ];
        for (raw, wanted) in table {
            let value = match toml::from_str::<toml::Table>(&format!("a = {raw}")) {
                Ok(table) => table["a"].as_str().unwrap().to_owned(),
                Err(_) => raw.to_owned(),
            };
            let at = value.find(wanted).unwrap();
            let found = part_of_raw(raw, at..at + wanted.len());
            assert_eq!(raw.get(found), Some(wanted), "{raw}");
        }
    }

    #[test]
    fn an_escape_is_covered_whole() {
        let raw = "\"a\\u00e9b\"";
        assert_eq!(raw.get(part_of_raw(raw, 1..3)), Some("\\u00e9"));
        assert_eq!(raw.get(part_of_raw(raw, 3..4)), Some("b"));
        assert_eq!(part_of_raw(raw, 4..4), 9..9);
    }
}
