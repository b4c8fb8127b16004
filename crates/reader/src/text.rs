//! A text as it is matched: characters evened out, words with their stems, sentences.

use std::ops::Range;

use rustc_hash::FxHashMap;
use shirube_engine::half_width::half_width;

use crate::figure::{Figure, figures};
use crate::stem::{is_little, stem};

/// The longest text that is read, in characters; what comes after is not.
pub const LONGEST: usize = 1_000_000;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its stem.
    pub(crate) stem: String,
    /// Where it stands, in characters of the text as it was given.
    pub(crate) at: Range<usize>,
    /// The sentence it stands in.
    pub(crate) sentence: usize,
    /// Whether it says nothing by itself.
    pub(crate) little: bool,
    /// Whether a comma or the like stands before it.
    pub(crate) breaks: bool,
    /// The figure that begins with it, by index.
    pub(crate) figure: Option<usize>,
}

/// A text made ready.
#[derive(Debug, Clone, Default)]
pub(crate) struct Prepared {
    /// The characters, evened out: one for each of the text as it was given.
    pub(crate) chars: Vec<char>,
    /// The sentence of each character.
    pub(crate) sentences: Vec<usize>,
    pub(crate) words: Vec<Word>,
    pub(crate) figures: Vec<Figure>,
    /// The words in the order of their stems.
    by_stem: Vec<usize>,
    /// Where each character stands among the dense ones.
    by_char: FxHashMap<char, Vec<usize>>,
    /// The characters without spaces and marks of long vowels, in one spelling, each with its place
    /// among the others.
    pub(crate) dense: Vec<(char, usize)>,
}

impl Prepared {
    pub(crate) fn new(text: &str) -> Self {
        let chars = even(text);
        let sentences = sentences(&chars);
        let figures = figures(&chars);
        let words = words(&chars, &sentences, &figures);
        let dense = dense(&chars);
        let mut by_stem: Vec<usize> = (0..words.len()).collect();
        by_stem.sort_by_key(|&word| words[word].stem.as_str());
        let mut by_char: FxHashMap<char, Vec<usize>> = FxHashMap::default();
        for (at, (c, _)) in dense.iter().enumerate() {
            by_char.entry(*c).or_default().push(at);
        }
        Self { chars, sentences, words, figures, by_stem, by_char, dense }
    }

    /// The words with a stem, in order.
    pub(crate) fn with_stem(&self, stem: &str) -> &[usize] {
        let key = |word: &usize| self.words[*word].stem.as_str();
        let start = self.by_stem.partition_point(|word| key(word) < stem);
        let rest = &self.by_stem[start..];
        &rest[..rest.partition_point(|word| key(word) == stem)]
    }

    /// Where a character stands among the dense ones, in order.
    pub(crate) fn with_char(&self, c: char) -> &[usize] {
        self.by_char.get(&c).map_or(&[], Vec::as_slice)
    }

    /// Whether it is written in Japanese.
    pub(crate) fn is_japanese(&self) -> bool {
        let kana = self.chars.iter().filter(|c| is_japanese(**c)).count();
        kana * 5 > self.chars.iter().filter(|c| c.is_alphabetic()).count()
    }
}

/// Kana or kanji.
pub(crate) fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}' | '\u{3005}' | '\u{4E00}'..='\u{9FFF}')
}

/// One plain character for each: half width, lower case, one kind of hyphen and quote, and no
/// tags.
fn even(text: &str) -> Vec<char> {
    let short: String = text.chars().take(LONGEST).collect();
    let mut chars: Vec<char> = half_width(&short)
        .chars()
        .map(|c| match c {
            '\u{2010}'..='\u{2015}' => '-',
            '\u{2018}' | '\u{2019}' | '`' | '´' => '\'',
            '\u{00A0}' | '\u{2009}' | '\u{202F}' | '\t' | '\r' => ' ',
            '\u{301C}' => '~',
            _ => c.to_lowercase().next().unwrap_or(c),
        })
        .collect();
    blank_tags(&mut chars);
    chars
}

/// Blanks what stands between `<` and `>` where it looks like a tag.
fn blank_tags(chars: &mut [char]) {
    const LONGEST_TAG: usize = 120;
    let mut at = 0;
    while at < chars.len() {
        let begins = chars[at] == '<'
            && chars.get(at + 1).is_some_and(|c| c.is_ascii_alphabetic() || *c == '/');
        let end =
            begins.then(|| chars[at..].iter().take(LONGEST_TAG).position(|c| *c == '>')).flatten();
        if let Some(length) = end {
            chars[at..=at + length].fill(' ');
            at += length;
        }
        at += 1;
    }
}

fn sentences(chars: &[char]) -> Vec<usize> {
    let mut sentence = 0;
    let ends = |at: usize| match chars[at] {
        '。' | '!' | '?' | '\n' | ';' => true,
        '.' => chars.get(at + 1).is_none_or(|next| next.is_whitespace()),
        _ => false,
    };
    let number = |at: usize| {
        let own = sentence;
        sentence += usize::from(ends(at));
        own
    };
    (0..chars.len()).map(number).collect()
}

fn words(chars: &[char], sentences: &[usize], figures: &[Figure]) -> Vec<Word> {
    let mut words = Vec::new();
    let (mut at, mut breaks) = (0, false);
    while at < chars.len() {
        let c = chars[at];
        if !c.is_alphanumeric() {
            breaks |= matches!(c, ',' | ':' | '(' | ')' | '、');
            at += 1;
            continue;
        }
        let is_digit = c.is_ascii_digit();
        let goes_on = |at: usize, c: char| {
            let joins = |joint: char| {
                c == joint && chars.get(at + 1).is_some_and(char::is_ascii_alphanumeric)
            };
            if is_digit {
                c.is_ascii_digit() || ((joins('.') || joins(',')) && chars[at + 1].is_ascii_digit())
            } else {
                c.is_alphabetic() || c.is_ascii_digit() || c == '\''
            }
        };
        let rest = (at..chars.len()).find(|&next| next > at && !goes_on(next, chars[next]));
        let end = rest.unwrap_or(chars.len());
        let word: String = chars[at..end].iter().filter(|c| **c != '\'').collect();
        words.push(Word {
            little: is_little(&word),
            stem: stem(word.strip_suffix("'s").unwrap_or(&word)),
            at: at..end,
            sentence: sentences[at],
            breaks,
            figure: None,
        });
        breaks = false;
        at = end;
    }
    let mut rest = words.iter_mut().peekable();
    for (index, figure) in figures.iter().enumerate() {
        while rest.next_if(|word| word.at.start < figure.at.start).is_some() {}
        if let Some(word) = rest.peek_mut().filter(|word| word.at.start < figure.at.end) {
            word.figure = Some(index);
        }
    }
    words
}

/// Letters that are written in more than one way, each in one.
fn dense(chars: &[char]) -> Vec<(char, usize)> {
    let mut dense: Vec<(char, usize)> = Vec::with_capacity(chars.len());
    for (at, &c) in chars.iter().enumerate() {
        if !c.is_whitespace() && c != 'ー' && c != '・' && c != '*' && c != '_' {
            dense.push((c, at));
        }
    }
    SPELLINGS.iter().fold(dense, |dense, (kanji, kana)| replaced(dense, kanji, kana))
}

const SPELLINGS: [(&str, &str); 8] = [
    ("出来", "でき"),
    ("無い", "ない"),
    ("無く", "なく"),
    ("下さ", "くださ"),
    ("全て", "すべて"),
    ("毎に", "ごとに"),
    ("予め", "あらかじめ"),
    ("更に", "さらに"),
];

fn replaced(dense: Vec<(char, usize)>, from: &str, to: &str) -> Vec<(char, usize)> {
    let from: Vec<char> = from.chars().collect();
    let stands = |at: usize| {
        let there = dense.get(at..at + from.len());
        there.is_some_and(|there| there.iter().map(|(c, _)| c).eq(from.iter()))
    };
    if !(0..dense.len()).any(stands) {
        return dense;
    }
    let mut replaced = Vec::with_capacity(dense.len());
    let mut at = 0;
    while at < dense.len() {
        if stands(at) {
            replaced.extend(to.chars().map(|c| (c, dense[at].1)));
            at += from.len();
        } else {
            replaced.push(dense[at]);
            at += 1;
        }
    }
    replaced
}

/// A piece of a Japanese pattern as texts are evened out.
pub(crate) fn dense_piece(piece: &str) -> Vec<char> {
    dense(&even(piece)).into_iter().map(|(c, _)| c).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_stems_places_and_sentences() {
        let text = Prepared::new("The <b>callers</b> can't wait. Cold-starts cost 1,200 ms!");
        let told: Vec<(&str, Range<usize>, usize, bool)> = (text.words.iter())
            .map(|word| (word.stem.as_str(), word.at.clone(), word.sentence, word.little))
            .collect();
        let wanted = [
            ("the", 0..3, 0, true),
            ("caller", 7..14, 0, false),
            ("cant", 19..24, 0, false),
            ("wait", 25..29, 0, false),
            ("cold", 31..35, 1, false),
            ("start", 36..42, 1, false),
            ("cost", 43..47, 1, false),
            ("1,200", 48..53, 1, false),
            ("ms", 54..56, 1, false),
        ];
        assert_eq!(told, wanted);
        assert!(!text.is_japanese());
    }

    #[test]
    fn japanese_is_evened_out() {
        let text = Prepared::new("サーバー は ＧＰＵ が 出来ない。");
        let dense: String = text.dense.iter().map(|(c, _)| c).collect();
        assert_eq!(dense, "サバはgpuができない。");
        assert!(text.is_japanese());
    }
}
