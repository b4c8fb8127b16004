//! What a cue is written as, and where it stands in a text.
//!
//! The words of a pattern come in their order; one other word may stand between two of them, and
//! `...` lets more. `a/b` is one of some words, `[a]` may be missing, `&` joins sequences that may
//! come in any order in one sentence, `&&` those that may stand anywhere, `{quantity}` is a figure
//! (`{percent}`, `{size}`, `{time}` and `{rate}` one of a kind), and a leading `~` makes a hint of
//! the cue. Japanese patterns are pieces of text instead of words.

use std::ops::Range;

use shirube_engine::quantity::Dimension;
use thiserror::Error;

use crate::negation::{JAPANESE_NEGATIONS, NEGATIONS};
use crate::stem::{is_little, stem};
use crate::text::{Prepared, Word, dense_piece};

/// In how many sentences a pattern is looked for: what is said once more says little more.
const MOST: usize = 8;
/// How many words may stand between two neighbours, and how many where `...` says so.
const NEAR: usize = 1;
const FAR: usize = 8;
/// The same of Japanese, in characters.
const NEAR_CHARS: usize = 12;
const FAR_CHARS: usize = 30;

/// What is wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PatternError {
    /// It has no word that says anything.
    #[error("the cue has no word to look for")]
    Empty,
    /// Something in braces that is no figure.
    #[error(
        "`{0}` is not known in a cue; there are `{{quantity}}`, `{{percent}}`, `{{size}}`, `{{time}}` and `{{rate}}`"
    )]
    Placeholder(String),
    /// A `[` without its `]`, or the other way round.
    #[error("`{0}` lacks a bracket")]
    Bracket(String),
}

/// A cue's pattern, ready to be looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// Whether it only leans toward what it gives away.
    pub hint: bool,
    /// Whether it has a negation itself.
    pub(crate) negates: bool,
    /// Sequences that stand in one sentence, by what may stand in others.
    groups: Vec<Vec<Vec<Piece>>>,
    japanese: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    what: What,
    optional: bool,
    /// How much may stand between it and what comes before.
    slack: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    /// One of these sequences of stems.
    Words(Vec<Vec<String>>),
    /// One of these pieces of text.
    Text(Vec<Vec<char>>),
    /// A figure: of a kind, or of that which its input is.
    Figure(Option<Dimension>),
}

/// Where a pattern stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Match {
    /// In characters.
    pub(crate) at: Range<usize>,
    /// The figure in it.
    pub(crate) figure: Option<usize>,
    /// The first and the last word.
    pub(crate) words: Range<usize>,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// What cannot be a pattern.
    pub fn new(text: &str, japanese: bool) -> Result<Self, PatternError> {
        let (text, hint) = match text.trim().strip_prefix('~') {
            Some(rest) => (rest, true),
            None => (text.trim(), false),
        };
        let group = |group: &str| {
            let sequences = group.split('&').map(|sequence| pieces(sequence, japanese));
            sequences.collect::<Result<Vec<_>, _>>()
        };
        let groups = text.split("&&").map(group).collect::<Result<Vec<_>, _>>()?;
        if groups.iter().flatten().any(|pieces| pieces.iter().all(|piece| piece.optional)) {
            return Err(PatternError::Empty);
        }
        let says = |piece: &Piece| match &piece.what {
            What::Words(ways) => {
                ways.iter().flatten().any(|stem| NEGATIONS.contains(&stem.as_str()))
            }
            What::Text(pieces) => pieces.iter().any(|piece| {
                let piece: String = piece.iter().collect();
                JAPANESE_NEGATIONS.iter().any(|negation| piece.contains(negation))
            }),
            What::Figure(_) => false,
        };
        let negates = groups.iter().flatten().flatten().any(says);
        Ok(Self { hint, negates, groups, japanese })
    }

    /// The stems, or the beginnings of pieces, of which a text must have one for the pattern to
    /// stand in it; `None` if there are none.
    pub(crate) fn keys(&self) -> Vec<String> {
        let all = self.groups.iter().flatten().flatten().filter(|piece| !piece.optional);
        let keys = all.filter_map(|piece| match &piece.what {
            What::Words(ways) => Some(ways.iter().map(|way| way[0].clone()).collect()),
            What::Text(pieces) => Some(pieces.iter().map(|piece| beginning(piece)).collect()),
            What::Figure(_) => None,
        });
        // The piece with the fewest ways to say it is the rarest.
        keys.min_by_key(|keys: &Vec<String>| {
            let longest = keys.iter().map(String::len).min().unwrap_or(0);
            (keys.len(), usize::MAX - longest)
        })
        .unwrap_or_default()
    }

    /// How many pieces must be there: the more, the more it says.
    pub(crate) fn length(&self) -> usize {
        self.groups.iter().flatten().flatten().filter(|piece| !piece.optional).count()
    }

    /// Where it stands in a text, for the first time in each sentence.
    pub(crate) fn find(&self, text: &Prepared, dimension: Option<Dimension>) -> Vec<Match> {
        let Some((first, others)) = self.groups.split_first() else { return Vec::new() };
        if others.iter().any(|group| self.find_group(text, group, dimension).is_empty()) {
            return Vec::new();
        }
        self.find_group(text, first, dimension)
    }

    fn find_group(
        &self,
        text: &Prepared,
        group: &[Vec<Piece>],
        dimension: Option<Dimension>,
    ) -> Vec<Match> {
        let mut found: Vec<Match> = Vec::new();
        let Some((first, others)) = group.split_first() else { return found };
        let others: Vec<Vec<Match>> = others
            .iter()
            .map(|sequence| self.starts(text, sequence, dimension).collect())
            .collect();
        let mut last = None;
        for start in self.starts(text, first, dimension) {
            let sentence = text.sentences[start.at.start];
            if last == Some(sentence) {
                continue;
            }
            let mut whole = start;
            let all = others.iter().all(|matches| {
                let of = |one: &Match| text.sentences[one.at.start];
                let one = matches.get(matches.partition_point(|one| of(one) < sentence));
                let Some(one) = one.filter(|one| of(one) == sentence) else { return false };
                whole.at = whole.at.start.min(one.at.start)..whole.at.end.max(one.at.end);
                whole.words =
                    whole.words.start.min(one.words.start)..whole.words.end.max(one.words.end);
                whole.figure = whole.figure.or(one.figure);
                true
            });
            if all {
                last = Some(sentence);
                found.push(whole);
                if found.len() == MOST {
                    break;
                }
            }
        }
        found
    }

    /// Where a sequence stands, in order.
    fn starts<'t>(
        &self,
        text: &'t Prepared,
        pieces: &'t [Piece],
        dimension: Option<Dimension>,
    ) -> impl Iterator<Item = Match> + 't {
        let japanese = self.japanese;
        begins(text, pieces, japanese).into_iter().filter_map(move |at| {
            if japanese {
                return begins_japanese(text, pieces, dimension, at);
            }
            let mut end = Match { at: 0..0, figure: None, words: at..at };
            follow(text, pieces, at, at, true, dimension, &mut end).then_some(end)
        })
    }
}

/// Where a sequence may begin, in order: where its first piece stands, or, if that may be missing, one
/// of those after it up to the first that may not.
fn begins(text: &Prepared, pieces: &[Piece], japanese: bool) -> Vec<usize> {
    let mut places: Vec<usize> = Vec::new();
    for piece in pieces {
        match &piece.what {
            What::Words(ways) => places.extend(ways.iter().flat_map(|way| text.with_stem(&way[0]))),
            What::Text(ways) => places.extend(ways.iter().flat_map(|way| text.with_char(way[0]))),
            What::Figure(_) if japanese => {
                let at = |place: usize| text.dense.partition_point(|(_, at)| *at < place);
                places.extend(text.figures.iter().map(|figure| at(figure.at.start)));
            }
            What::Figure(_) => {
                let words = text.words.iter().enumerate();
                places.extend(words.filter(|(_, word)| word.figure.is_some()).map(|(at, _)| at));
            }
        }
        if !piece.optional {
            break;
        }
    }
    places.sort_unstable();
    places.dedup();
    places
}

fn beginning(piece: &[char]) -> String {
    piece.iter().take(2).collect()
}

fn pieces(sequence: &str, japanese: bool) -> Result<Vec<Piece>, PatternError> {
    let pieces = pieces_of(sequence, japanese, false)?;
    // One word that is left alone may be any: little words then count.
    let alone = !japanese && pieces.len() == 1 && sequence.split_whitespace().count() > 1;
    if alone { pieces_of(sequence, japanese, true) } else { Ok(pieces) }
}

fn pieces_of(sequence: &str, japanese: bool, little: bool) -> Result<Vec<Piece>, PatternError> {
    let (near, far) = if japanese { (NEAR_CHARS, FAR_CHARS) } else { (NEAR, FAR) };
    let (mut pieces, mut slack) = (Vec::new(), near);
    for token in sequence.split_whitespace() {
        if token == "..." || token == "…" {
            slack = far;
            continue;
        }
        let (token, optional) = match (token.strip_prefix('['), token.strip_suffix(']')) {
            (None, None) => (token, false),
            (Some(rest), Some(_)) => (rest.strip_suffix(']').unwrap_or(rest), true),
            _ => return Err(PatternError::Bracket(token.to_owned())),
        };
        if token.starts_with('{') {
            let kind = match token {
                "{quantity}" => None,
                "{percent}" => Some(Dimension::Ratio),
                "{size}" => Some(Dimension::Bytes),
                "{time}" => Some(Dimension::Duration),
                "{rate}" => Some(Dimension::Rate),
                _ => return Err(PatternError::Placeholder(token.to_owned())),
            };
            pieces.push(Piece { what: What::Figure(kind), optional, slack });
        } else if japanese {
            let texts: Vec<Vec<char>> =
                token.split('/').map(dense_piece).filter(|piece| !piece.is_empty()).collect();
            if !texts.is_empty() {
                pieces.push(Piece { what: What::Text(texts), optional, slack });
            }
        } else {
            english(token, optional, slack, little, &mut pieces);
        }
        slack = near;
    }
    Ok(pieces)
}

/// A token of an English pattern. A hyphen makes several words of it.
fn english(token: &str, optional: bool, slack: usize, keep_little: bool, pieces: &mut Vec<Piece>) {
    let token = token.to_lowercase();
    let clean = |word: &str| -> String { word.trim_matches(['.', ',', ':']).replace('\'', "") };
    if token.contains('/') {
        let words = |way: &str| -> Vec<String> {
            let words = way.split('-').map(clean).filter(|word| !word.is_empty());
            words.map(|word| stem(&word)).collect()
        };
        let found: Vec<Vec<String>> =
            token.split('/').map(words).filter(|way| !way.is_empty()).collect();
        if !found.is_empty() {
            pieces.push(Piece { what: What::Words(found), optional, slack });
        }
        return;
    }
    let mut slack = slack;
    let words = token.split('-').map(clean);
    for word in words.filter(|word| !word.is_empty() && (keep_little || !is_little(word))) {
        pieces.push(Piece { what: What::Words(vec![vec![stem(&word)]]), optional, slack });
        slack = NEAR;
    }
}

/// Whether the pieces follow from a word on.
fn follow(
    text: &Prepared,
    pieces: &[Piece],
    at: usize,
    start: usize,
    first: bool,
    dimension: Option<Dimension>,
    end: &mut Match,
) -> bool {
    let Some((piece, rest)) = pieces.split_first() else {
        let last = at.saturating_sub(1).max(start);
        end.words = start..last + 1;
        let until = end.figure.map_or(0, |figure| text.figures[figure].at.end);
        end.at = text.words[start].at.start..text.words[last].at.end.max(until);
        return true;
    };
    let (mut skipped, mut next) = (0, at);
    while let Some(word) = text.words.get(next) {
        if word.sentence != text.words[start].sentence {
            break;
        }
        if let Some(after) = fits(text, piece, word, next, dimension) {
            let figure = end.figure;
            if matches!(piece.what, What::Figure(_)) {
                end.figure = word.figure;
            }
            if follow(text, rest, after, start, false, dimension, end) {
                return true;
            }
            end.figure = figure;
        }
        // Between a figure and what it is of there is no other figure.
        if first || (end.figure.is_some() && word.figure.is_some()) {
            break;
        }
        skipped += usize::from(!word.little);
        if skipped > piece.slack {
            break;
        }
        next += 1;
    }
    piece.optional && follow(text, rest, at, start, first, dimension, end)
}

/// Whether a word is what a piece looks for; if so, the word after it.
fn fits(
    text: &Prepared,
    piece: &Piece,
    word: &Word,
    at: usize,
    dimension: Option<Dimension>,
) -> Option<usize> {
    match &piece.what {
        What::Words(ways) => {
            let stands = |way: &&Vec<String>| {
                let there = text.words.get(at..at + way.len());
                there.is_some_and(|words| words.iter().map(|word| &word.stem).eq(way.iter()))
            };
            ways.iter().filter(stands).map(|way| at + way.len()).max()
        }
        What::Figure(kind) => {
            let figure = &text.figures[word.figure?];
            if let Some(wanted) = kind.or(dimension) {
                figure.value(wanted)?;
            }
            let words = text.words[at..].iter();
            Some(at + words.take_while(|word| word.at.start < figure.at.end).count())
        }
        What::Text(_) => None,
    }
}

fn begins_japanese(
    text: &Prepared,
    pieces: &[Piece],
    dimension: Option<Dimension>,
    at: usize,
) -> Option<Match> {
    if at >= text.dense.len() {
        return None;
    }
    let mut figure = None;
    let end = follow_dense(text, pieces, at, at, true, dimension, &mut figure)?;
    let place = |index: usize| text.dense[index].1;
    let until = figure.map_or(0, |figure: usize| text.figures[figure].at.end);
    let last = end.saturating_sub(1).max(at);
    Some(Match { at: place(at)..(place(last) + 1).max(until), figure, words: at..end })
}

fn follow_dense(
    text: &Prepared,
    pieces: &[Piece],
    at: usize,
    start: usize,
    first: bool,
    dimension: Option<Dimension>,
    figure: &mut Option<usize>,
) -> Option<usize> {
    let Some((piece, rest)) = pieces.split_first() else { return Some(at) };
    let sentence = text.sentences[text.dense[start].1];
    let last = if first { at } else { at + piece.slack };
    for next in at..=last.min(text.dense.len().saturating_sub(1)) {
        if text.sentences[text.dense[next].1] != sentence {
            break;
        }
        let kept = *figure;
        // Between a figure and what it is of there is no other figure.
        let place = text.dense[next].1;
        if kept.is_some_and(|kept| text.figures[kept + 1..].iter().any(|f| f.at.start == place)) {
            break;
        }
        let after = match &piece.what {
            What::Text(ways) => {
                ways.iter().filter(|way| stands(text, way, next)).map(Vec::len).max()
            }
            What::Figure(kind) => {
                figure_at(text, next, kind.or(dimension)).map(|(index, length)| {
                    *figure = Some(index);
                    length
                })
            }
            What::Words(_) => None,
        };
        if let Some(length) = after {
            let end = follow_dense(text, rest, next + length, start, false, dimension, figure);
            if end.is_some() {
                return end;
            }
        }
        *figure = kept;
    }
    if piece.optional {
        return follow_dense(text, rest, at, start, first, dimension, figure);
    }
    None
}

fn stands(text: &Prepared, way: &[char], at: usize) -> bool {
    let Some(there) = text.dense.get(at..at + way.len()) else { return false };
    let same = there.iter().map(|(c, _)| c).eq(way);
    // `map` does not stand in `bitmap`, but in `bit map`.
    let joined = |before: Option<usize>| {
        let pair = before.and_then(|before| text.dense.get(before..before + 2));
        pair.is_some_and(|pair| {
            pair.iter().all(|(c, _)| c.is_ascii_alphabetic()) && pair[0].1 + 1 == pair[1].1
        })
    };
    same && !joined(at.checked_sub(1)) && !joined((at + way.len()).checked_sub(1))
}

/// The figure that begins at a character of the dense text, and its length there.
fn figure_at(text: &Prepared, at: usize, dimension: Option<Dimension>) -> Option<(usize, usize)> {
    let place = text.dense[at].1;
    let (index, figure) =
        text.figures.iter().enumerate().find(|(_, figure)| figure.at.start == place)?;
    if let Some(dimension) = dimension {
        figure.value(dimension)?;
    }
    let length = text.dense[at..].iter().take_while(|(_, place)| *place < figure.at.end).count();
    Some((index, length))
}

#[cfg(test)]
mod tests;
