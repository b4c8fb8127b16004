//! The typography of Japanese texts, as CONTRIBUTING.md sets it down, and the ends of sentences.

use std::fs;
use std::path::Path;

use shirube_engine::Pack;
use shirube_engine::model::Text;
use shirube_tests::{checked, pack_folders};

/// Words of which a pack uses the other, so that one thing has one name.
const NAMES: [(&str, &str); 6] = [
    ("的中率", "適合率"),
    ("検出率", "再現率"),
    ("既定", "デフォルト"),
    ("分かる", "わかる"),
    ("分かり", "わかり"),
    ("一つ", "1 つ"),
];

/// What kind of text it is, which says how it ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A name, a title, a figure, or a phrase that completes a sentence.
    Phrase,
    /// One or more sentences.
    Sentence,
    /// A question.
    Question,
    /// A few words more, which may be either.
    Either,
}

/// Every text of a pack.
fn texts(pack: &Pack) -> Vec<(Kind, String, &Text)> {
    use Kind::{Either, Phrase, Question, Sentence};
    let about = pack.about();
    let mut texts = vec![
        (Phrase, "title".to_owned(), &about.title),
        (Sentence, "about".to_owned(), &about.about),
    ];
    texts.extend(about.notice.iter().map(|text| (Sentence, "notice".to_owned(), text)));
    texts.extend(about.editions.iter().map(|edition| (Phrase, edition.id.clone(), &edition.title)));
    texts.extend(about.domains.iter().map(|domain| (Phrase, domain.id.clone(), &domain.title)));
    texts.extend(about.tasks.iter().map(|task| (Phrase, task.id.clone(), &task.title)));
    for fact in &about.facts {
        texts.push((Phrase, fact.id.clone(), &fact.about));
        texts.extend(fact.values.iter().map(|value| (Phrase, fact.id.clone(), &value.written)));
    }
    for decision in pack.decisions() {
        let definition = decision.definition();
        let place = |id: &str| format!("{} {id}", definition.id);
        texts.push((Phrase, place("title"), &definition.title));
        texts.push((Sentence, place("about"), &definition.about));
        for input in &definition.inputs {
            texts.push((Phrase, place(&input.id), &input.name));
            texts.push((Question, place(&input.id), &input.ask));
            texts.push((Sentence, place(&input.id), &input.why));
            for value in input.values() {
                texts.push((Phrase, place(&value.id), &value.name));
                texts.extend(value.about.iter().map(|text| (Either, place(&value.id), text)));
            }
        }
        for option in &definition.options {
            texts.push((Phrase, place(&option.id), &option.name));
            texts.push((Sentence, place(&option.id), &option.about));
            texts.extend(option.best.iter().map(|text| (Phrase, place(&option.id), text)));
        }
        for rule in &definition.rules {
            texts.push((Sentence, place(&rule.id), &rule.because));
        }
    }
    texts
}

#[test]
fn texts_end_as_what_they_are() {
    for folder in pack_folders() {
        let (pack, _) = checked(&folder);
        for (language, code) in pack.about().languages.iter().enumerate() {
            let (stop, question) = if code == "ja" { ('。', '。') } else { ('.', '?') };
            for (kind, place, text) in texts(&pack) {
                let text = pack.text(text, language, 0);
                let right = match kind {
                    Kind::Phrase => !text.ends_with(stop) && !text.ends_with('?'),
                    Kind::Sentence => text.ends_with(stop),
                    Kind::Question => text.ends_with(question),
                    Kind::Either => true,
                };
                assert!(right, "{place}: {text}");
            }
        }
    }
}

#[test]
fn japanese_texts_keep_one_typography() {
    for folder in pack_folders() {
        let (pack, _) = checked(&folder);
        let Some(language) = pack.about().languages.iter().position(|code| code == "ja") else {
            continue;
        };
        for edition in 0..pack.about().editions.len() {
            for (_, place, text) in texts(&pack) {
                let text = pack.text(text, language, edition);
                assert_eq!(slip(&text), None, "{place}: {text}");
                for (other, name) in NAMES {
                    assert!(!text.contains(other), "{place}: {name}, not {other}: {text}");
                }
            }
        }
    }
}

#[test]
fn the_japanese_of_the_command_keeps_it_too() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/cli/src/catalogue");
    let mut lines = 0;
    for file in ["japanese.rs", "problem.rs"] {
        let source = fs::read_to_string(folder.join(file)).unwrap_or_default();
        for line in source.lines().filter(|line| line.chars().any(is_japanese)) {
            assert_eq!(slip(&line.replace("\\n", "\n")), None, "{file}: {line}");
            lines += 1;
        }
    }
    assert!(lines > 100, "the catalogue was read: {lines} lines");
}

#[test]
fn every_slip_is_noticed() {
    let slips = [
        ("どれですか？", Slip::FullWidth),
        ("正解率（Accuracy）", Slip::FullWidth),
        ("2～4 倍", Slip::FullWidth),
        ("最大200 件", Slip::NoSpace),
        ("最大 200件", Slip::NoSpace),
        ("30%の節約", Slip::NoSpace),
        ("正解率 (Accuracy)", Slip::Space),
        ("畳み込み(画像) です", Slip::Space),
        ("これは 、", Slip::Space),
        ("これ は", Slip::Space),
    ];
    for (text, expected) in slips {
        assert_eq!(slip(text), Some(expected), "{text}");
    }
    for text in
        ["最大 6 MiB(約 2〜4 倍)です。", "「A/B」または「VPC」以外", "PR-AUC(平均適合率)", "R² は"]
    {
        assert_eq!(slip(text), None, "{text}");
    }
}

/// What can be wrong with a Japanese text.
#[derive(Debug, PartialEq, Eq)]
enum Slip {
    /// A full-width letter, digit or sign that has a half-width form.
    FullWidth,
    /// Japanese next to a half-width letter or figure.
    NoSpace,
    /// A space within Japanese, or beside punctuation or brackets.
    Space,
}

fn slip(text: &str) -> Option<Slip> {
    let characters: Vec<char> = text.trim().chars().collect();
    if characters.iter().any(|c| matches!(c, '\u{ff01}'..='\u{ff5e}' | '\u{3000}')) {
        return Some(Slip::FullWidth);
    }
    let latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, '%' | '²');
    let pairs = || characters.windows(2).map(|pair| (pair[0], pair[1]));
    if pairs().any(|(a, b)| is_japanese(a) && latin(b) || latin(a) && is_japanese(b)) {
        return Some(Slip::NoSpace);
    }
    let tight = |c: char| matches!(c, '、' | '。' | '「' | '」' | '〜');
    let spaced = |(a, space, b): (char, char, char)| {
        space == ' '
            && (tight(a)
                || tight(b)
                || is_japanese(a) && (is_japanese(b) || b == '(')
                || a == ')' && is_japanese(b))
    };
    let triples = characters.windows(3).map(|triple| (triple[0], triple[1], triple[2]));
    triples.into_iter().any(spaced).then_some(Slip::Space)
}

/// Whether it is a Japanese letter.
fn is_japanese(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '々' | '一'..='鿿')
}
