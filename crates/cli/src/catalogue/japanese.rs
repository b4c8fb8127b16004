//! Japanese.

use shirube_engine::phrase::Words;

use super::{
    Catalogue, GuideTexts, ListingTexts, PlainKeys, ProblemTexts, cases, diff, document, problem,
    read,
};

/// Japanese.
pub static JAPANESE: Catalogue = Catalogue {
    code: "ja",
    words: Words::JAPANESE,
    comma: "、",
    quotes: ("「", "」"),
    colon: ": ",
    error: "エラー",
    help: "ヒント",
    note: "補足",
    not_settled: "まだ決まりません",
    nothing_fits: "条件に合う選択肢がありません",
    cannot_be: "これらの回答は両立しません",
    still_possible: "残っている選択肢",
    no_option: "該当する選択肢なし",
    or_nothing: |options| format!("{options}、または該当なし"),
    because: "理由",
    maybe: |text| format!("{text}(未回答の内容によります)"),
    enough: "次の回答だけで決まります。",
    whatever: "回答によらず決まります。",
    these_clash: "次の回答は同時に成り立ちません。",
    these_leave_nothing: "次の回答を同時に満たす選択肢がありません。",
    assumed: "回答がないため、通常どおりとみなした項目",
    runner_up: "次点",
    no_runner_up: "この回答で、ほかに選ばれる選択肢はありません。",
    one_of: |names| format!("{names}のいずれか(未回答の内容によります)。"),
    perhaps: |name| format!("{name}(未回答の内容によります)"),
    never_wins: "どの回答を変えても選ばれません。",
    changes: "結論が変わる条件",
    relaxations: "緩められる条件",
    if_also: |changes| format!("さらに {changes}"),
    or_else: |change| format!("または {change}"),
    rejected: "選ばれなかった選択肢",
    out: "すでに除外された選択肢",
    not_offered: "この版では使えません。",
    outranked: |reason| format!("使えますが、より適した選択肢があります。{reason}"),
    possible_but: "使えますが、より適した選択肢があります。",
    best_for: |best| format!("{best}に向いています。"),
    sentence_gap: "",
    speaks_for: |reason| format!("利点: {reason}"),
    never_best: "いずれにしても最適にはなりません。未回答の内容によっては、次の理由でも除外されます。",
    always_outranked: "未回答の内容によらず、より適した選択肢があります。",
    sources: "数値と出典",
    as_of,
    exactly: |written, value| format!("{written}(正確には {value})"),
    again: "同じ条件でもう一度",
    other_edition: |edition, outcomes| format!("`{edition}` 版では: {outcomes}"),
    upstream: |title, outcome| format!("{title}: {outcome}(与えられた回答から決定)"),
    upstream_open: |title, outcomes| format!("{title}: 未定(候補: {outcomes})"),
    upstream_none: |title| format!("{title}: 条件に合う選択肢がないため、未回答として扱います"),
    see_all: |command| format!("すべての理由と出典: {command}"),
    missing: "足りない回答",
    at_most: |count| format!("残りの質問は最大 {count} 問です。"),
    with_assumptions: |outcome| {
        format!("未回答の項目を通常どおりとみなすと(`--assume`): {outcome}")
    },
    open_even_so: |outcomes| {
        format!("未回答の項目を通常どおりとみなしても(`--assume`)決まりません: {outcomes}")
    },
    helps_most: |ask| format!("最も絞り込める質問: {ask}"),
    input_needed: "回答が必要ですが、入力がありません",
    give: |command| format!("コマンドラインで指定してください:\n{command}"),
    and_more: |count| format!("… ほか {count} 件"),
    guide: GUIDE,
    listing: LISTING,
    diff: diff::JAPANESE,
    cases: cases::JAPANESE,
    document: document::JAPANESE,
    read: read::JAPANESE,
    problem: PROBLEM,
};

/// A date of which only the year may be known: `2026 年 7 月時点`.
fn as_of(date: &str) -> String {
    let parts = date.split('-').map(|part| part.trim_start_matches('0'));
    let dated: String =
        parts.zip(["年", "月", "日"]).map(|(number, unit)| format!("{number} {unit} ")).collect();
    format!("{}時点", dated.trim_end())
}

const GUIDE: GuideTexts = GuideTexts {
    what: "何を決めますか。",
    type_to_search: "↑↓\u{a0}移動 · Enter\u{a0}決定 · 文字\u{a0}検索 · Esc\u{a0}終了",
    search_or_back: "↑↓\u{a0}移動 · Enter\u{a0}決定 · 文字\u{a0}検索 · Esc\u{a0}戻る",
    how_to_choose: "↑↓\u{a0}移動 · Enter\u{a0}決定 · Esc/q\u{a0}メニュー・終了",
    how_to_pick: "↑↓\u{a0}移動 · Enter\u{a0}決定 · Esc\u{a0}戻る",
    how_to_choose_or_type: "↑↓\u{a0}移動 · Enter\u{a0}決定 · 数字\u{a0}値を入力 · Esc/q\u{a0}メニュー・終了",
    how_to_search: "↑↓\u{a0}移動 · Enter\u{a0}決定 · 文字\u{a0}検索 · Esc\u{a0}メニュー・終了",
    how_to_mark: |marked| {
        let takes = match marked {
            0 => "どれも選ばない".to_owned(),
            _ => format!("選んだ\u{a0}{marked}\u{a0}件で決定"),
        };
        format!("↑↓\u{a0}移動 · Space\u{a0}選択 · Enter:\u{a0}{takes} · Esc/q\u{a0}メニュー・終了")
    },
    how_to_type: "Enter\u{a0}決定 · Esc\u{a0}一覧に戻る",
    standing: |left, all| format!("残っている選択肢 {left}/{all}"),
    not_known: "わからない",
    earlier: |count| format!("… ほか {count} 件"),
    dont_know: "わからない",
    why: "なぜ聞くのですか",
    back: "戻る",
    undo: "直前の回答を取り消す",
    keep: "変えずに戻る",
    leave: "元の質問に戻る",
    front_door: "何をしたいかの質問に戻る",
    list_all: "決定項目の一覧を見る",
    edit: "前の回答を変える",
    quit: "終了する(後で再開できます)",
    more: "その他(戻る、回答を変える、終了)",
    type_value: |example| format!("値を入力する(例: {example})"),
    help_decide: "これを決めるのを手伝ってほしい",
    go_on: "質問に戻る",
    go_on_with: |count| match count {
        0 => "どれも選ばずに次へ".to_owned(),
        _ => format!("選んだ {count} 件で次へ"),
    },
    nothing_found: "見つかりません。Backspace で 1 文字消せます。",
    leads_to: "回答ごとの行き先",
    leaves_all: "すべて残る",
    leaves: |names| format!("残るのは{names}"),
    cannot: "これまでの回答と両立しません",
    which_edit: "どの回答を変えますか。",
    what_now: "次は何をしますか。",
    everything: "すべて表示する",
    assume_rest: "残りは通常どおりとみなす",
    see_under: |edition| format!("`{edition}` 版での結果を見る"),
    start_again: "最初からやり直す",
    done: "終わる",
    resume: "再開するには:",
    keys: |answer, PlainKeys { back, edit, help, list }| {
        // A key stays on one line with what it does.
        let help = if *help { "、h\u{a0}決めるのを手伝う" } else { "" };
        let back = if *back { "、b\u{a0}戻る" } else { "" };
        let edit = if *edit { "、e\u{a0}回答を変える" } else { "" };
        let list = if *list { "、l\u{a0}決定項目の一覧" } else { "" };
        format!("{answer}。?\u{a0}理由、-\u{a0}わからない{help}{back}{edit}{list}、q\u{a0}終了")
    },
    one_key: |sign| format!("{sign}番号または ID"),
    pick_keys: |sign| format!("{sign}番号または ID。b 戻る"),
    choose_keys: |sign| format!("{sign}番号または ID。q 終了"),
    several_keys: |sign| format!("{sign}番号または ID(複数はコンマ区切り、なければ none)"),
    quantity_keys: |example, sign| {
        format!("{example} のような値、または {sign} を付けた一覧の番号")
    },
    nothing_before: "これより前には戻れません",
    no_such_item: |given| format!("`{given}` は一覧にありません"),
    clashes: "これまでの回答と両立しません",
    led_to: |title| format!("次に決めます: {title}"),
    deciding: |title| format!("先に決めます: {title}"),
    not_decided: |title| format!("{title}は決まりませんでした。元の質問に戻ります"),
};

const LISTING: ListingTexts = ListingTexts {
    others: "決められること",
    next: |guide, show| format!("質問に答えて決める: {guide}\n質問の内容を見る: {show}"),
    inputs: "質問",
    options: "選択肢",
    editions: "版",
    commands: "コマンドライン",
    when_silent: |words| format!("`--assume` では: {words}"),
    only_in: |editions| format!("{editions} 版のみ"),
    from: |decision| format!("`{decision}` の結論。`{decision}.INPUT=ANSWER` でも指定できます"),
    such_as: |example| format!("例: {example}"),
    several: "複数はコンマ区切りですべて挙げ、なければ `none`。`!ID` はそれがないことだけを示す",
    rules: |rules, facts| format!("規則 {rules} 件、出典のある数値 {facts} 件"),
};

const PROBLEM: ProblemTexts = ProblemTexts {
    answer: problem::japanese,
    did_you_mean: |name| format!("`{name}` ではありませんか"),
    there_are: |names| format!("使えるのは {names} です"),
    no_decision: |given| format!("`{given}` という決定項目はありません"),
    no_edition: |given| format!("`{given}` という版はありません"),
    no_language: |given| format!("このパックには `{given}` の文章がありません"),
    no_input: |decision, given| format!("`{decision}` に `{given}` という入力はありません"),
    which_decision: "何を決めるのかが指定されていません",
    two_decisions: |one, other| format!("決定項目が 2 つ指定されています: `{one}` と `{other}`"),
    not_an_answer: |given| format!("`{given}` は `入力=回答` の形ではありません"),
    write_answers: "`payload=12MB` のように書きます。入力の一覧は `shirube show DECISION` で見られます",
    twice: |input, one, other| format!("`{input}` に 2 つの回答があります: `{one}` と `{other}`"),
    twice_in_line: |input| format!("`{input}` に 2 つの回答があります"),
    keep_one: "どちらか一方だけにしてください",
    not_required: |decision, given| format!("`{decision}` は `{given}` の結論を使いません"),
    upstream_clash: |decision| format!("`{decision}` への回答は同時には成り立ちません"),
    change_one: |answers| format!("{answers} のどれかを変えてください"),
    bad_value: |input| format!("`{input}` の値は回答として読めません"),
    write_values: "回答は文字列、`true` か `false`、数値、または ID の配列で書きます",
    bad_link: "リンクを読み取れません",
    long_link: "リンクが長すぎます",
    copy_link: "表示されたリンク全体をもう一度コピーしてください",
    unreadable: |file, error| format!("`{file}` を読めません: {error}"),
    unwritable: |error| format!("出力を書き込めません: {error}"),
    not_text: |file| format!("`{file}` は UTF-8 のテキストではありません"),
    not_toml: |file, error| format!("`{file}` は TOML でも JSON でもありません: {error}"),
    unsound: |pack| format!("`{pack}` の規則に誤りがあります"),
    bad_pack: |pack, error| format!("`{pack}` を読み込めません: {error}"),
    no_pack: |pack| format!("`{pack}` というパックはありません"),
    empty_pack: "このパックには決定項目がありません",
    batch_failed: |failed, lines| format!("{lines} 行のうち {failed} 行を処理できませんでした"),
    batch_stopped: |lines| format!("{lines} 行目まで処理して中断しました"),
    not_json: |error| format!("JSON として読めません: {error}"),
    not_an_object: "JSON のオブジェクトではありません",
    not_utf8: "UTF-8 のテキストではありません",
    line_too_long: |limit| format!("行が {limit} を超えています"),
    write_line: "{\"payload\": \"12MB\"} のようなオブジェクトを書きます",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_as_long_as_it_is_known() {
        assert_eq!(as_of("2026"), "2026 年時点");
        assert_eq!(as_of("2026-07"), "2026 年 7 月時点");
        assert_eq!(as_of("2026-10-07"), "2026 年 10 月 7 日時点");
    }
}
