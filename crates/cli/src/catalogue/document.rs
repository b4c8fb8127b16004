//! What the page of a decision says, in each language.

/// What the page of a decision says.
#[derive(Debug)]
pub struct DocumentTexts {
    /// The language's own name.
    pub language: &'static str,
    /// What is said beside something, behind it.
    pub aside: fn(&str) -> String,
    /// The link to the list of all decisions.
    pub all: &'static str,
    /// A task of the exam's blueprint.
    pub task: fn(id: &str, title: &str) -> String,
    /// The domain a task belongs to.
    pub domain: fn(title: &str, weight: &str) -> String,
    /// The edition that the page tells.
    pub edition: fn(id: &str, title: &str) -> String,
    /// How to be asked instead.
    pub ask: fn(command: &str) -> String,
    /// What the pages are made of, and how to be asked.
    pub index: fn(guide: &str) -> String,
    /// Above what options are best for.
    pub best: &'static str,
    /// Above options.
    pub option: &'static str,
    /// Above what options are.
    pub what: &'static str,
    /// Above the map.
    pub map: &'static str,
    /// What is asked, and how many questions at most.
    pub asked: fn(most: usize) -> String,
    /// A map that is only the beginning.
    pub begins: fn(command: &str) -> String,
    /// What is taken for granted when nobody says.
    pub silent: fn(words: &str) -> String,
    /// Above the ranges of a quantity that the rules tell apart.
    pub ranges: &'static str,
    /// Several may be given.
    pub several: &'static str,
    /// An input that another decision answers.
    pub from: fn(decision: &str) -> String,
    /// An input that follows from some of another decision's options.
    pub may_follow: fn(decision: &str) -> String,
    /// The options of that decision that lead to a value.
    pub leading: fn(options: &str) -> String,
    /// Above what speaks for and against each option.
    pub each: &'static str,
    /// Above the rules that pick an option.
    pub picked: &'static str,
    /// A pick that comes after others.
    pub after: fn(options: &str) -> String,
    /// Above the rules that rule an option out.
    pub out: &'static str,
    /// Limits that are told elsewhere.
    pub also_out: fn(links: &str) -> String,
    /// Above limits that rule out many options.
    pub shared: &'static str,
    /// Which options a limit rules out.
    pub rules_out: fn(options: &str) -> String,
    /// Every option but some.
    pub all_but: fn(options: &str) -> String,
    /// Above a situation and the changes that make other options win.
    pub near: &'static str,
    /// A situation in which everything is as usual.
    pub all_usual: &'static str,
    /// A situation in which everything else is as usual.
    pub rest_usual: fn(answers: &str) -> String,
    /// The same situation with changes.
    pub changed: fn(changes: &str) -> String,
    /// Above combinations that cannot occur.
    pub cannot: &'static str,
    /// Above advice.
    pub nothing_fits: &'static str,
    /// Above what differs in another edition.
    pub differs: fn(id: &str) -> String,
    /// An exam: its questions, those that count, its time, the mark that passes and the highest;
    /// and the forms of its questions.
    pub exam: fn(title: &str, figures: &[String; 5], forms: &[String]) -> String,
    /// Above figures.
    pub figures: &'static str,
    /// Above what a figure is of.
    pub figure: &'static str,
    /// Above its value.
    pub value: &'static str,
    /// Above sources.
    pub sources: &'static str,
}

/// English.
pub(super) const ENGLISH: DocumentTexts = DocumentTexts {
    language: "English",
    aside: |text| format!(" ({text})"),
    all: "All decisions",
    task: |id, title| format!("Task {id}: {title}"),
    domain: |title, weight| format!("{title}, {weight} of the exam"),
    edition: |id, title| format!("Edition `{id}`: {title}"),
    exam: |title, [questions, scored, time, pass, top], forms| {
        let figures = format!(
            "{title}: {questions} questions, {scored} of them scored, in {time}; {pass} of {top} passes."
        );
        if forms.is_empty() { figures } else { format!("{figures} Forms: {}.", forms.join(", ")) }
    },
    ask: |command| format!("To be asked instead: `{command}`"),
    index: |guide| format!("Each page is written from the rules. To be asked instead: `{guide}`"),
    best: "Best for",
    option: "Option",
    what: "What it is",
    map: "The way to the answer",
    asked: |most| {
        let most = if most == 1 { "one".to_owned() } else { format!("at most {most}") };
        format!("Only what can still change the answer is asked: {most} of the questions below.")
    },
    begins: |command| format!("This is how it begins. `{command}` shows all of it."),
    silent: |words| format!("Usual, if nothing is said: **{words}**"),
    ranges: "What makes a difference",
    several: "Any of these, or none:",
    from: |decision| format!("It is what {decision} comes to."),
    may_follow: |decision| format!("{decision} may settle it."),
    leading: |options| format!("It follows from {options}."),
    each: "Why each option, and why not",
    picked: "It is picked for",
    after: |options| format!("if {options} cannot be had"),
    out: "It is out for",
    also_out: |links| format!("Also by limits that it shares: {links}"),
    shared: "Limits that several options share",
    rules_out: |options| format!("Out: {options}"),
    all_but: |options| format!("every option but {options}"),
    near: "Near misses",
    all_usual: "Everything as usual",
    rest_usual: |answers| format!("{answers} · the rest as usual"),
    changed: |changes| format!("The same, but {changes}"),
    cannot: "What cannot be",
    nothing_fits: "Where nothing fits",
    differs: |id| format!("What differs in `{id}`"),
    figures: "Figures",
    figure: "What",
    value: "Figure",
    sources: "Sources",
};

/// Japanese.
pub(super) const JAPANESE: DocumentTexts = DocumentTexts {
    language: "日本語",
    aside: |text| format!("({text})"),
    all: "決定項目の一覧",
    task: |id, title| format!("タスク {id}: {title}"),
    domain: |title, weight| format!("{title}、試験の {weight}"),
    edition: |id, title| format!("`{id}` 版: {title}"),
    exam: |title, [questions, scored, time, pass, top], forms| {
        let figures = format!(
            "{title}: {time}で {questions} 問(採点対象は {scored} 問)。{top} 点満点中 {pass} 点で合格です。"
        );
        if forms.is_empty() {
            figures
        } else {
            format!("{figures}出題形式: {}", forms.join("、"))
        }
    },
    ask: |command| format!("質問に答えて決める: `{command}`"),
    index: |guide| format!("各ページは規則から生成しています。質問に答えて決めるには: `{guide}`"),
    best: "向いている場合",
    option: "選択肢",
    what: "内容",
    map: "質問の流れ",
    asked: |most| format!("下の質問のうち、結論を左右するものだけを聞きます。最大 {most} 問です。"),
    begins: |command| format!("図に示すのは最初の部分です。全体は `{command}` で見られます。"),
    silent: |words| format!("通常(言及がない場合): **{words}**"),
    ranges: "結論を分ける範囲",
    several: "当てはまるものをすべて選びます(なしも可)。",
    from: |decision| format!("{decision}の結論を使います。"),
    may_follow: |decision| format!("{decision}の結論から決まることもあります。"),
    leading: |options| format!("結論が{options}の場合です。"),
    each: "選ぶ理由、選ばない理由",
    picked: "選ばれる条件",
    after: |options| format!("{options}が使えないとき"),
    out: "除外される条件",
    also_out: |links| format!("共通の制限による除外: {links}"),
    shared: "複数の選択肢に共通の制限",
    rules_out: |options| format!("除外: {options}"),
    all_but: |options| format!("{options}以外のすべて"),
    near: "わずかな違いで変わる例",
    all_usual: "すべて通常どおり",
    rest_usual: |answers| format!("{answers} · ほかは通常どおり"),
    changed: |changes| format!("ほかは同じで、{changes}"),
    cannot: "起こりえない組み合わせ",
    nothing_fits: "条件に合う選択肢がない場合",
    differs: |id| format!("`{id}` 版での違い"),
    figures: "数値",
    figure: "項目",
    value: "値",
    sources: "出典",
};
