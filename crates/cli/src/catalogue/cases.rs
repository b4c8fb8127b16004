//! What running recorded cases says, in each language.

use shirube_lang::{GoalWords, TestTold, Told};

use super::mutation::{self, MutationTexts};

/// What running recorded cases says.
#[derive(Debug)]
pub struct CasesTexts {
    /// How many cases there are.
    pub cases: fn(usize) -> String,
    /// How many cases pass, of how many.
    pub passed: fn(passed: usize, all: usize) -> String,
    /// What cases show: rules, exclusions, options, sides of limits, conditions.
    pub kinds: [&'static str; 5],
    /// How much of a kind is shown, of how much.
    pub shown: fn(shown: usize, all: usize) -> String,
    /// How many more of a kind nothing can show.
    pub impossible: fn(usize) -> String,
    /// How goals are told.
    pub goals: GoalWords,
    /// What trying out mutants says.
    pub mutation: MutationTexts,
    /// Cases were written to a file.
    pub to_confirm: fn(count: usize, file: &str) -> String,
    /// There is nothing to suggest.
    pub none_missing: &'static str,
    /// One file was named for the cases of several decisions.
    pub a_file_each: &'static str,
    /// What to do about that.
    pub name_one: &'static str,
    /// A file that cannot be written.
    pub unwritable: fn(file: &str, error: &str) -> String,
}

/// English.
pub(super) const ENGLISH: CasesTexts = CasesTexts {
    cases,
    passed: |passed, all| format!("{passed} of {} passed", cases(all)),
    kinds: [
        "rules that decide",
        "exclusions that change a verdict",
        "options that win",
        "sides of limits",
        "conditions that matter alone",
    ],
    shown: |shown, all| format!("{shown:>4} of {all:<4}"),
    impossible: |count| format!("({count} more cannot)"),
    goals: GoalWords::ENGLISH,
    mutation: mutation::ENGLISH,
    to_confirm: |count, file| format!("{} to confirm in `{file}`", cases(count)),
    none_missing: "no case is missing",
    a_file_each: "cases of several decisions go to a file each",
    name_one: "name one decision: `--decision ID`",
    unwritable: |file, error| format!("`{file}` cannot be written: {error}"),
};

fn cases(count: usize) -> String {
    format!("{count} case{}", if count == 1 { "" } else { "s" })
}

/// Japanese.
pub(super) const JAPANESE: CasesTexts = CasesTexts {
    cases: |count| format!("ケース {count} 件"),
    passed: |passed, all| format!("ケース {all} 件のうち {passed} 件が期待どおりです"),
    kinds: [
        "結論を決める規則",
        "結論を変える除外規則",
        "選ばれる選択肢",
        "境界値の両側",
        "単独で結論を変える条件",
    ],
    shown: |shown, all| format!("{shown:>4} / {all:<4}"),
    impossible: |count| format!("(ほかに、示しようのないもの {count} 件)"),
    goals: GoalWords { missing, shows, head: HEAD },
    mutation: mutation::JAPANESE,
    to_confirm: |count, file| format!("確認するケース {count} 件を `{file}` に書きました"),
    none_missing: "足りないケースはありません",
    a_file_each: "複数の決定項目のケースは、決定項目ごとに別のファイルに書きます",
    name_one: "`--decision ID` で決定項目を 1 つ指定してください",
    unwritable: |file, error| format!("`{file}` に書き込めません: {error}"),
};

const HEAD: &str = "\
# 今の規則から計算したもので、結論はまだだれも確認していません。
# ケースごとに、結論を出典と自分の判断に照らして確かめ、状況のわかる `id` を付け、何のためのケースかを
# `stands_for` に書いてください。それまでパックはコンパイルできません。おかしな結論があれば、規則の
# 間違いが見つかったということです。
";

fn missing(told: &Told) -> String {
    match told {
        Told::Decides => "どのケースでも結論を決めていません".to_owned(),
        Told::Excludes => "どのケースの結論も変えていません(なくても結果は同じです)".to_owned(),
        Told::Wins => "どのケースでも選ばれていません".to_owned(),
        Told::Beside(side) => format!("境界値のこちら側({side})のすぐそばにケースがありません"),
        Told::Alone { input, test } => {
            format!("{}だけが異なり、結論も異なる 2 つのケースがありません", whether(input, test))
        }
        _ => String::new(),
    }
}

fn shows(subject: &str, told: &Told) -> String {
    match told {
        Told::Decides => format!("{subject} が結論を決める"),
        Told::Excludes => format!("{subject} が結論を変える"),
        Told::Wins => format!("{subject} が選ばれる"),
        Told::Beside(side) => format!("{subject} {side}"),
        Told::Alone { input, test } => format!("{subject} は {}で決まる", whether(input, test)),
        _ => String::new(),
    }
}

/// Whether a test is passed, as a noun.
pub(super) fn whether(input: &str, test: &TestTold) -> String {
    let either = |ids: &[String]| {
        let quoted: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
        quoted.join("、")
    };
    match test {
        TestTold::Is(true) => format!("`{input}` が「はい」かどうか"),
        TestTold::Is(false) => format!("`{input}` が「いいえ」かどうか"),
        TestTold::OneOf(ids) if ids.len() > 1 => {
            format!("`{input}` が {} のどれかかどうか", either(ids))
        }
        TestTold::OneOf(ids) => format!("`{input}` が {} かどうか", either(ids)),
        TestTold::NoneOf(ids) => format!("`{input}` が {} 以外かどうか", either(ids)),
        TestTold::Has { all, any, none } => {
            let parts = [
                (all, "がすべて", "ある", "あって、"),
                (any, "のどれかが", "ある", "あって、"),
                (none, "のどれも", "ない", "なくて、"),
            ];
            let mut parts = parts.into_iter().filter(|(ids, ..)| !ids.is_empty()).peekable();
            let mut text = format!("`{input}` に ");
            while let Some((ids, several, at_last, and)) = parts.next() {
                let particle = if ids.len() > 1 { several } else { "が" };
                let verb = if parts.peek().is_some() { and } else { at_last };
                text += &format!("{} {particle}{verb}", either(ids));
            }
            text + "かどうか"
        }
        TestTold::Within(ranges) => format!("`{input}` が {} かどうか", ranges.join(" または ")),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_of_a_set_is_told_in_japanese() {
        let told = |all: &[&str], any: &[&str], none: &[&str]| {
            let [all, any, none] =
                [all, any, none].map(|ids| ids.iter().map(|&id| id.to_owned()).collect());
            whether("needs", &TestTold::Has { all, any, none })
        };
        assert_eq!(told(&["wifi"], &[], &[]), "`needs` に `wifi` があるかどうか");
        assert_eq!(
            told(&[], &["tea", "wifi"], &[]),
            "`needs` に `tea`、`wifi` のどれかがあるかどうか"
        );
        assert_eq!(
            told(&["tea", "wifi"], &[], &["music"]),
            "`needs` に `tea`、`wifi` がすべてあって、`music` がないかどうか"
        );
        assert_eq!(
            told(&[], &["tea"], &["music", "noise"]),
            "`needs` に `tea` があって、`music`、`noise` のどれもないかどうか"
        );
    }
}
