//! What `read` says, in each language.

/// What `read` says.
#[derive(Debug)]
pub struct ReadTexts {
    /// What stands around a clue where it is not underlined.
    pub marks: [&'static str; 2],
    /// What the text is about, and how sure that is, in hundredths.
    pub about: fn(title: &str, sure: usize) -> String,
    /// What else it may be about.
    pub or_about: fn(others: &str) -> String,
    /// Above the clues.
    pub clues: &'static str,
    /// Behind a clue that says what is not so.
    pub not: fn(said: &str) -> String,
    /// Behind a clue that only leans toward something.
    pub hint: fn(said: &str) -> String,
    /// Where a text says two things about one input.
    pub conflict: fn(input: &str) -> String,
    /// Where there is no clue.
    pub no_clues: &'static str,
    /// Above the options that the text offers.
    pub options: &'static str,
    /// Behind the letter that is right.
    pub right: &'static str,
    /// Behind the likeliest letter where the text settles nothing, with its chance in hundredths.
    pub likely: fn(percent: usize) -> String,
    /// An option that is none of the decision's.
    pub unknown: fn(decision: &str) -> String,
    /// Where nothing is recognised.
    pub nothing: &'static str,
    /// The way out of that.
    pub nothing_help: fn(list: &str) -> String,
    /// A pack without cues.
    pub no_cues: &'static str,
    /// How to get a text in.
    pub paste: &'static str,
    /// A text that is not text.
    pub not_text: &'static str,
    /// A text that is empty.
    pub empty: &'static str,
    /// A text that is too long, with the characters that are read.
    pub too_long: fn(usize) -> String,
    /// A decision that is known, above what it comes to.
    pub verdict: &'static str,
    /// The option that is likeliest where the text leaves it open.
    pub likeliest: fn(option: &str, percent: usize) -> String,
}

/// English.
pub(super) const ENGLISH: ReadTexts = ReadTexts {
    marks: ["«", "»"],
    about: |title, sure| format!("About: {title} ({sure} % sure)"),
    or_about: |others| format!("or {others}"),
    clues: "Clues",
    not: |said| format!("not: {said}"),
    hint: |said| format!("{said}, perhaps"),
    conflict: |input| format!("The text says two things about this: {input}"),
    no_clues: "Nothing in the text answers a question of this decision.",
    options: "The options offered",
    right: "right",
    likely: |percent| format!("likeliest, {percent} %"),
    unknown: |decision| format!("None of the options of {decision}"),
    nothing: "nothing in this text points at a decision of the pack",
    nothing_help: |list| format!("say which one it is with `--decision`; `{list}` shows them"),
    no_cues: "this pack has no cues to read texts by",
    paste: "Paste the text; an empty line ends it.",
    not_text: "this is not UTF-8 text",
    empty: "there is no text to read",
    too_long: |most| format!("the text is longer than {most} characters; the rest is not read"),
    verdict: "What it comes to",
    likeliest: |option, percent| format!("Likeliest: {option} ({percent} %)"),
};

/// Japanese.
pub(super) const JAPANESE: ReadTexts = ReadTexts {
    marks: ["【", "】"],
    about: |title, sure| format!("対象の決定: {title}(確度 {sure}%)"),
    or_about: |others| format!("ほかの候補: {others}"),
    clues: "手がかり",
    not: |said| format!("次ではない: {said}"),
    hint: |said| format!("{said}(推測)"),
    conflict: |input| format!("文中に食い違う手がかりがあります: {input}"),
    no_clues: "この決定の質問に答える手がかりは文中にありません。",
    options: "示された選択肢",
    right: "正解",
    likely: |percent| format!("最有力、{percent}%"),
    unknown: |decision| format!("{decision}の選択肢にはありません"),
    nothing: "この文章が指す決定は、パックの中に見つかりません",
    nothing_help: |list| {
        format!("`--decision` で決定を指定してください。一覧は `{list}` で見られます")
    },
    no_cues: "このパックには、文章を読み取るための手がかりがありません",
    paste: "文章を貼り付け、空行で終えてください。",
    not_text: "UTF-8 のテキストではありません",
    empty: "読み取る文章がありません",
    too_long: |most| format!("文章が {most} 文字を超えているため、残りは読み取りません"),
    verdict: "結論",
    likeliest: |option, percent| format!("最有力: {option}({percent}%)"),
};
