use super::*;
use crate::negation::is_negated;

fn found(pattern: &str, text: &str) -> Option<String> {
    let text_ready = Prepared::new(text);
    let japanese = text_ready.is_japanese();
    let pattern = Pattern::new(pattern, japanese).expect("it is one");
    let found = pattern.find(&text_ready, Some(Dimension::Bytes));
    let first = found.first()?;
    let said: String =
        text.chars().skip(first.at.start).take(first.at.end - first.at.start).collect();
    let not = if is_negated(&text_ready, first, japanese) { "not: " } else { "" };
    Some(format!("{not}{said}"))
}

#[test]
fn patterns_stand_where_they_should() {
    let table = [
        ("user/caller wait", "The callers are waiting for it", Some("callers are waiting")),
        ("cold-start", "It cannot tolerate cold starts.", Some("not: cold starts")),
        (
            "cannot ... cold start",
            "It cannot tolerate cold starts.",
            Some("cannot tolerate cold starts"),
        ),
        ("wait caller", "The callers are waiting", None),
        ("scale & zero", "To zero it must scale", Some("zero it must scale")),
        (
            "payload ... {quantity}",
            "Payloads grow up to 300 MB each",
            Some("Payloads grow up to 300 MB"),
        ),
        ("{quantity} [raw] request", "a 300 MB request", Some("300 MB request")),
        ("fast cheap", "fast. cheap", None),
        ("fast && cheap", "It is fast. And cheap.", Some("fast")),
        ("fast && cheap", "It is fast.", None),
        ("streaming", "Streaming the answer is not required.", Some("not: Streaming")),
        ("page", "nobody reads the page", Some("not: page")),
        ("page", "he notes the page", Some("page")),
        ("on the way", "the best way", None),
        ("on the way", "it is on the way", Some("on the way")),
        ("above 0.9", "above 0.9 at least", Some("above 0.9")),
        ("{percent} [are] fraud", "only 2% fraud", Some("2% fraud")),
        ("{quantity} 画像", "40 MB の文書と 2 GB の画像", Some("2 GB の画像")),
        ("現地", "現地しかありません。", Some("現地")),
        ("Ground Truth", "SageMaker Ground Truth を使います", Some("Ground Truth")),
        ("credit-card/cash paid", "by credit card paid", Some("credit card paid")),
        ("credit-card/cash paid", "by card paid", None),
        ("コールドスタート", "コールド スタートは許容できない。", Some("not: コールド スタート")),
        (
            "利用者/顧客 待つ/待って",
            "利用者が画面の前で待っています。",
            Some("利用者が画面の前で待って"),
        ),
        (
            "ペイロード {quantity}",
            "ペイロードは最大３００ＭＢです",
            Some("ペイロードは最大３００ＭＢ"),
        ),
    ];
    for (pattern, text, wanted) in table {
        assert_eq!(found(pattern, text).as_deref(), wanted, "{pattern} in {text}");
    }
}

#[test]
fn what_cannot_be_a_pattern_is_told() {
    assert_eq!(Pattern::new("the of", false), Err(PatternError::Empty));
    assert_eq!(Pattern::new("[a", false), Err(PatternError::Bracket("[a".into())));
    let unknown = Err(PatternError::Placeholder("{sizes}".into()));
    assert_eq!(Pattern::new("of {sizes}", false), unknown);
}
