//! What a comparison says, in each language.

/// What a comparison says.
#[derive(Debug)]
pub struct DiffTexts {
    /// Between a figure and its date.
    pub comma: &'static str,
    /// From one to another.
    pub from_to: fn(old: &str, new: &str) -> String,
    /// How many decisions answer otherwise, of how many.
    pub changed: fn(changed: usize, all: usize) -> String,
    /// Nothing differs.
    pub nothing: &'static str,
    /// In a decision, the share of scenarios with another answer.
    pub share: fn(share: &str) -> String,
    /// In a decision, no answer changed.
    pub no_answer: &'static str,
    /// In these editions only.
    pub in_editions: fn(editions: &str) -> String,
    /// The sides tie too much together.
    pub too_large: &'static str,
    /// Above the answers that make up a box.
    pub when: &'static str,
    /// A box that holds everything.
    pub always: &'static str,
    /// Before an example.
    pub example: &'static str,
    /// Before the reasons of the old side.
    pub before: &'static str,
    /// Before the reasons of the new side.
    pub now: &'static str,
    /// In place of an outcome: the rules say that this cannot be.
    pub cannot_be: &'static str,
    /// Boxes that are not shown, and their share.
    pub more_boxes: fn(count: usize, share: &str) -> String,
    /// The same outcome for another reason.
    pub reasons: fn(outcome: &str, share: &str, old: &str, new: &str) -> String,
    /// Above figures that differ.
    pub figures: &'static str,
    /// Above what only one side has, or says otherwise.
    pub parts: &'static str,
    /// Something that is new.
    pub added: fn(what: &str) -> String,
    /// Something that is gone.
    pub removed: fn(what: &str) -> String,
    /// Something that says something else.
    pub differs: fn(what: &str) -> String,
    /// A claim of a decision.
    pub claim: fn(decision: &str, id: &str) -> String,
    /// A decision that leads to the others.
    pub front_door: fn(id: &str) -> String,
    /// A decision.
    pub decision: fn(id: &str) -> String,
    /// An edition.
    pub edition: fn(id: &str) -> String,
    /// An input.
    pub input: fn(id: &str) -> String,
    /// A value of an input.
    pub value: fn(input: &str, value: &str) -> String,
    /// A range of an input.
    pub range: fn(input: &str, range: &str) -> String,
    /// What is taken for granted about an input.
    pub silence: fn(input: &str, answer: &str) -> String,
    /// An option.
    pub option: fn(id: &str) -> String,
    /// How many texts and sources differ.
    pub rest: fn(texts: usize, sources: usize) -> String,
    /// Above the version.
    pub version: &'static str,
    /// The step that follows: patch.
    pub patch: &'static str,
    /// The step that follows: minor.
    pub minor: &'static str,
    /// The step that follows: major.
    pub major: &'static str,
    /// The version follows the step.
    pub follows: fn(old: &str, new: &str) -> String,
    /// The version does not follow the step.
    pub should_be: fn(old: &str, new: &str, expected: &str) -> String,
    /// How scenarios are weighed.
    pub weights: &'static str,

    /// `--edition` with `diff`.
    pub one_edition: &'static str,
    /// Two packs are needed.
    pub two_packs: &'static str,
    /// No pack was named.
    pub which_pack: &'static str,
    /// One pack is needed.
    pub one_pack: &'static str,
    /// How `diff` is used.
    pub usage: &'static str,
    /// What may have been meant with two names that are no packs.
    pub meant_git: fn(old: &str, new: &str) -> String,
    /// git cannot be run.
    pub no_git: fn(error: &str) -> String,
    /// What to do without git.
    pub without_git: &'static str,
    /// The folder is in no repository.
    pub no_repository: fn(folder: &str) -> String,
    /// No such revision.
    pub no_revision: fn(revision: &str) -> String,
    /// How to see what revisions there are.
    pub list_revisions: &'static str,
    /// The revision has no pack there.
    pub not_in_revision: fn(pack: &str, revision: &str) -> String,
    /// What to know about rules of a revision that are not sound.
    pub read_as_today: &'static str,
    /// git failed otherwise.
    pub git_failed: fn(said: &str) -> String,
}

/// English.
pub(super) const ENGLISH: DiffTexts = DiffTexts {
    comma: ", ",
    from_to: |old, new| format!("{old} → {new}"),
    changed: |changed, all| match changed {
        0 => "No answer changes.".to_owned(),
        _ => format!("Answers change in {changed} of {all} decisions."),
    },
    nothing: "Nothing differs.",
    share: |share| format!("Another answer in {share} of the scenarios."),
    no_answer: "No answer changes.",
    in_editions: |editions| format!("In the editions {editions}:"),
    too_large: "Too many thresholds or inputs to be compared.",
    when: "When",
    always: "whatever the answers are",
    example: "Example",
    before: "Before",
    now: "Now",
    cannot_be: "cannot be",
    more_boxes: |count, share| format!("… and {count} more cases, {share}"),
    reasons: |outcome, share, old, new| {
        format!("{outcome} for another reason, {share}: {old} → {new}")
    },
    figures: "Figures that differ",
    parts: "New, gone and changed",
    added: |what| format!("New: {what}"),
    removed: |what| format!("Gone: {what}"),
    differs: |what| format!("Changed: {what}"),
    claim: |decision, id| format!("the claim `{id}` of `{decision}`"),
    front_door: |id| format!("the front door `{id}`"),
    decision: |id| format!("the decision `{id}`"),
    edition: |id| format!("the edition `{id}`"),
    input: |id| format!("the input `{id}`"),
    value: |input, value| format!("`{value}` of `{input}`"),
    range: |input, range| format!("`{input}` {range}"),
    silence: |input, answer| format!("where nobody says, `{input}={answer}` is taken for granted"),
    option: |id| format!("the option `{id}`"),
    rest: |texts, sources| format!("Texts that differ: {texts}; sources and dates: {sources}."),
    version: "Version",
    patch: "A patch: no answer changes.",
    minor: "A minor step: there is something new, and no answer changes.",
    major: "A major step: an answer changes, or something can be said no more.",
    follows: |old, new| format!("{old} → {new} follows that."),
    should_be: |old, new, expected| {
        format!("{old} → {new} does not follow that: it should be {expected} or later.")
    },
    weights: "Shares weigh scenarios as the plan of questions does: values by how common they are, \
              the ranges between two thresholds alike.",
    one_edition: "`diff` compares every edition, or two with `--editions OLD NEW`",
    two_packs: "two packs are needed",
    which_pack: "which pack?",
    one_pack: "one pack is needed, not two",
    usage: "write `shirube diff OLD NEW`, `shirube diff --git REV..REV PACK` or \
            `shirube diff --editions OLD NEW`",
    meant_git: |old, new| format!("for git revisions: `shirube diff --git {old}..{new} PACK`"),
    no_git: |error| format!("`git` cannot be run: {error}"),
    without_git: "install git, or compare two folders: `shirube diff OLD NEW`",
    no_repository: |folder| format!("`{folder}` is in no git repository"),
    no_revision: |revision| format!("there is no git revision `{revision}`"),
    list_revisions: "`git log --oneline` and `git tag` list what there is",
    not_in_revision: |pack, revision| format!("there is no pack `{pack}` at `{revision}`"),
    read_as_today: "a revision is read as the rule language is today",
    git_failed: |said| format!("`git` failed: {said}"),
};

/// Japanese.
pub(super) const JAPANESE: DiffTexts = DiffTexts {
    comma: "、",
    from_to: |old, new| format!("{old} → {new}"),
    changed: |changed, all| match changed {
        0 => "結論の変わる場合はありません。".to_owned(),
        _ => format!("{all} 件の決定項目のうち {changed} 件で結論が変わります。"),
    },
    nothing: "違いはありません。",
    share: |share| format!("全体の {share} で結論が変わります。"),
    no_answer: "結論の変わる場合はありません。",
    in_editions: |editions| format!("{editions} 版では:"),
    too_large: "しきい値または入力が多すぎて比較できません。",
    when: "場合",
    always: "回答によらない",
    example: "例",
    before: "変更前",
    now: "変更後",
    cannot_be: "ありえない",
    more_boxes: |count, share| format!("… ほか {count} 件({share})"),
    reasons: |outcome, share, old, new| {
        format!("{outcome}のまま理由だけが変わる場合: {share}({old} → {new})")
    },
    figures: "数値の違い",
    parts: "追加・削除・変更",
    added: |what| format!("追加: {what}"),
    removed: |what| format!("削除: {what}"),
    differs: |what| format!("変更: {what}"),
    claim: |decision, id| format!("`{decision}` の表明 `{id}`"),
    front_door: |id| format!("入口 `{id}`"),
    decision: |id| format!("決定項目 `{id}`"),
    edition: |id| format!("版 `{id}`"),
    input: |id| format!("入力 `{id}`"),
    value: |input, value| format!("`{input}` の `{value}`"),
    range: |input, range| format!("`{input}` の範囲 {range}"),
    silence: |input, answer| format!("回答がないときに `{input}={answer}` とみなすこと"),
    option: |id| format!("選択肢 `{id}`"),
    rest: |texts, sources| format!("文章の違い {texts} 件、出典と日付の違い {sources} 件。"),
    version: "バージョン",
    patch: "パッチ: 結論の変わる場合はありません。",
    minor: "マイナー: 追加はありますが、結論の変わる場合はありません。",
    major: "メジャー: 結論が変わるか、答えられたことが答えられなくなります。",
    follows: |old, new| format!("{old} → {new} はこれに沿っています。"),
    should_be: |old, new, expected| {
        format!("{old} → {new} はこれに沿っていません。{expected} 以降にしてください。")
    },
    weights: "割合は質問の計画と同じ重みで数えています。値はよくある度合いに応じ、しきい値の間の範囲は\
              どれも同じ重みです。",
    one_edition: "`diff` はすべての版を比較します。2 つの版の比較は `--editions OLD NEW` です",
    two_packs: "パックを 2 つ指定してください",
    which_pack: "パックが指定されていません",
    one_pack: "パックは 2 つではなく 1 つ指定してください",
    usage: "`shirube diff OLD NEW`、`shirube diff --git REV..REV PACK`、\
            `shirube diff --editions OLD NEW` のどれかの形で書きます",
    meant_git: |old, new| {
        format!("git のリビジョンなら `shirube diff --git {old}..{new} PACK` です")
    },
    no_git: |error| format!("`git` を実行できません: {error}"),
    without_git: "git をインストールするか、`shirube diff OLD NEW` でフォルダーを比較してください",
    no_repository: |folder| format!("`{folder}` は git のリポジトリにありません"),
    no_revision: |revision| format!("git に `{revision}` というリビジョンはありません"),
    list_revisions: "`git log --oneline` と `git tag` で一覧を見られます",
    not_in_revision: |pack, revision| format!("`{revision}` に `{pack}` というパックはありません"),
    read_as_today: "リビジョンは今の規則言語として読まれます",
    git_failed: |said| format!("`git` が失敗しました: {said}"),
};
