//! English words without their endings, in one spelling: both sides of a comparison are treated
//! alike, so a stem need not be a word.

/// Words that say nothing by themselves.
const LITTLE: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "been", "being", "but", "by", "can", "could", "did",
    "do", "does", "for", "from", "had", "has", "have", "he", "her", "his", "i", "in", "into", "is",
    "it", "its", "may", "might", "must", "my", "of", "on", "onto", "or", "our", "ours", "shall",
    "she", "should", "so", "some", "such", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "to", "us", "very", "was", "we", "were", "which", "will",
    "with", "would", "you", "your",
];

pub(crate) fn is_little(word: &str) -> bool {
    LITTLE.binary_search(&word).is_ok()
}

/// The stem of a word in lower case.
pub(crate) fn stem(original: &str) -> String {
    let mut word = original.to_owned();
    if word.len() > 3 && word.is_ascii() {
        plural(&mut word);
        british(&mut word);
        ending(&mut word);
        if word.len() > 3 && word.ends_with('e') {
            word.pop();
        }
        if word.len() > 3 && word.ends_with('y') {
            word.pop();
            word.push('i');
        }
    }
    match word.as_str() {
        // A note denies nothing, and a setting is no set.
        "not" if original != "not" => "note".to_owned(),
        "set" if original.starts_with("setting") => "setting".to_owned(),
        _ => word,
    }
}

fn cut(word: &mut String, ending: &str, instead: &str) -> bool {
    let Some(rest) = word.strip_suffix(ending).map(str::len) else { return false };
    word.truncate(rest);
    word.push_str(instead);
    true
}

fn plural(word: &mut String) {
    let sibilant = ["sses", "xes", "zes", "ches", "shes"].iter().any(|end| word.ends_with(end));
    if cut(word, "ies", "y") {
    } else if sibilant {
        cut(word, "es", "");
    } else if !["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        cut(word, "s", "");
    }
}

fn british(word: &mut String) {
    const PAIRS: [(&str, &str); 8] = [
        ("isation", "ize"),
        ("ization", "ize"),
        ("ising", "izing"),
        ("ised", "ized"),
        ("ise", "ize"),
        ("iser", "izer"),
        ("our", "or"),
        ("tre", "ter"),
    ];
    if word.len() > 5 {
        let _ = PAIRS.iter().any(|(british, other)| cut(word, british, other));
    }
}

fn ending(word: &mut String) {
    let has_vowel = |stem: &str| stem.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    for ending in ["ing", "ed", "ly"] {
        let stem = word.strip_suffix(ending).filter(|stem| stem.len() > 2 && has_vowel(stem));
        if let Some(stem) = stem {
            *word = stem.to_owned();
            undouble(word);
            return;
        }
    }
}

/// `stopp` is `stop`; `labell` is `label`, and so is `call` `cal`, on both sides.
fn undouble(word: &mut String) {
    let mut last = word.chars().rev();
    if let (Some(a), Some(b)) = (last.next(), last.next())
        && a == b
        && !"aeious".contains(a)
    {
        word.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_words_are_in_order() {
        assert!(LITTLE.is_sorted());
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        let families: [&[&str]; 9] = [
            &["serve", "serves", "served", "serving"],
            &["stop", "stops", "stopped", "stopping"],
            &["label", "labels", "labelled", "labeled", "labelling", "labeling"],
            &["quantise", "quantize", "quantised", "quantization", "quantisation", "quantizing"],
            &["query", "queries", "queried"],
            &["batch", "batches", "batched"],
            &["class", "classes"],
            &["colour", "color", "colours"],
            &["wait", "waits", "waiting", "waited"],
        ];
        for family in families {
            let stems: Vec<String> = family.iter().map(|word| stem(word)).collect();
            assert!(stems.iter().all(|other| *other == stems[0]), "{family:?}: {stems:?}");
        }
        assert_ne!(stem("cost"), stem("coast"));
    }
}
