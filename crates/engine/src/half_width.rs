//! What a Japanese keyboard makes of letters, digits and signs, as the plain ones.

/// A text with full-width letters, digits, signs and spaces as the plain ones. The sign for a long
/// vowel is a minus where no vowel stands before it, as on a keyboard both are one key.
///
/// ```
/// use shirube_engine::half_width::half_width;
///
/// assert_eq!(half_width("＞＝　１２ＭＢ"), ">= 12MB");
/// assert_eq!(half_width("−３ ー３"), "-3 -3");
/// assert_eq!(half_width("５パーセント"), "5パーセント");
/// ```
#[must_use]
pub fn half_width(text: &str) -> String {
    let mut after_letter = false;
    let half = |character: char| {
        let half = match character {
            'ー' if !after_letter => '-',
            _ => half_width_of(character),
        };
        after_letter = is_japanese(half);
        half
    };
    text.chars().map(half).collect()
}

/// The plain form of a full-width character (U+FF01 to U+FF5E, U+3000) or of the minus sign; others
/// as they are.
pub(crate) fn half_width_of(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        '\u{3000}' => ' ',
        '\u{2212}' => '-',
        _ => character,
    }
}

/// Kana or kanji.
fn is_japanese(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}')
}
