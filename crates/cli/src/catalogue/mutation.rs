//! What trying out mutants says, in each language.

use shirube_lang::{ChangeTold, SlipTold, SlipWords};

use super::cases::whether;

/// What trying out mutants says.
#[derive(Debug)]
pub struct MutationTexts {
    /// How many mutants are caught, of how many, and their share in hundredths.
    pub caught: fn(caught: usize, all: usize, percent: usize) -> String,
    /// After that: how many more change nothing.
    pub equivalent: fn(usize) -> String,
    /// What catches them, in the order in which it is asked: compilation, cases, claims, `check`.
    pub catchers: [&'static str; 4],
    /// Above the mutants that are missed of a rule or a figure.
    pub missed: fn(subject: &str) -> String,
    /// How slips are told.
    pub slips: SlipWords,
}

/// English.
pub(super) const ENGLISH: MutationTexts = MutationTexts {
    caught: |caught, all, percent| {
        let mutants = if all == 1 { "mutant" } else { "mutants" };
        format!("{caught} of {all} {mutants} caught ({percent} %)")
    },
    equivalent: |count| format!(", {count} more equivalent"),
    catchers: ["does not compile", "a case fails", "a claim fails", "`check` warns"],
    missed: |subject| format!("`{subject}`: nothing notices it"),
    slips: SlipWords::ENGLISH,
};

/// Japanese.
pub(super) const JAPANESE: MutationTexts = MutationTexts {
    caught: |caught, all, percent| {
        format!("ミュータント {all} 件のうち {caught} 件を検出({percent}%)")
    },
    equivalent: |count| format!("、ほかに等価なもの {count} 件"),
    catchers: ["コンパイル不可", "ケースが不一致", "表明が不成立", "`check` が警告"],
    missed: |subject| format!("`{subject}`: 検出されません"),
    slips: SlipWords {
        slip,
        change,
        catches: |subject, slip| format!("{subject} の誤りを検出する: {slip}"),
    },
};

fn slip(told: &SlipTold) -> String {
    match told {
        SlipTold::Removed => "取り除く".to_owned(),
        SlipTold::Negated => "条件を逆にする".to_owned(),
        SlipTold::Widened { input, test } => format!("{}を問わない", whether(input, test)),
        SlipTold::Swapped { option, other } => format!("`{option}` を `{other}` に替える"),
        SlipTold::Exchanged { first, second } => format!("`{second}` を `{first}` より先にする"),
        SlipTold::Turned { input, from, to } => {
            format!("`{input}` の `{from}` を `{to}` に替える")
        }
        SlipTold::Moved { up: true, value } => format!("1 単位大きくして {value} にする"),
        SlipTold::Moved { up: false, value } => format!("1 単位小さくして {value} にする"),
        _ => String::new(),
    }
}

fn change(ChangeTold { situation, editions, old, new }: &ChangeTold) -> String {
    let any = |ids: &[String], join: &str| {
        let quoted: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
        quoted.join(join)
    };
    let place = match editions.as_slice() {
        [] => String::new(),
        editions => format!("{} 版では、", any(editions, "、")),
    };
    let new = any(new, " か ");
    match old {
        Some(old) if new.is_empty() => {
            format!("{place}`{situation}` は起こらないこととされます(今の結論は `{old}`)")
        }
        Some(old) => {
            format!("{place}`{situation}` の結論が `{old}` ではなく {new} になります")
        }
        None => {
            format!("{place}起こらないはずの `{situation}` に、{new} という結論が出ます")
        }
    }
}
