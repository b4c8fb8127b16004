//! The words of a chart that belong to no pack.

/// The words of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ChartWords {
    /// Where no option is left.
    pub(super) nothing_fits: &'static str,
    /// Between ranges of one arrow.
    pub(super) or: &'static str,
    /// After the name of a set, before a member.
    pub(super) colon: &'static str,
    /// The heads of a table: box, answer, what follows.
    pub(super) heads: [&'static str; 3],
    /// The heads of a table of decisions: decision, input that its verdict is, of which decision.
    pub(super) decision_heads: [&'static str; 3],
    /// Before and after the number of a box that is referred to.
    pub(super) see: [&'static str; 2],
}

impl ChartWords {
    /// The words of a language; English where there are none.
    pub(super) fn of(code: &str) -> Self {
        match code {
            "ja" => Self {
                nothing_fits: "該当なし",
                or: " または ",
                colon: ": ",
                heads: ["質問", "回答", "次"],
                decision_heads: ["判断", "渡す入力", "渡し先"],
                see: ["", " へ"],
            },
            _ => Self {
                nothing_fits: "Nothing fits",
                or: " or ",
                colon: ": ",
                heads: ["Question", "Answer", "Then"],
                decision_heads: ["Decision", "Gives the input", "To"],
                see: ["go to ", ""],
            },
        }
    }

    /// A reference to a box.
    pub(super) fn see(&self, number: usize) -> String {
        let [before, after] = self.see;
        format!("{before}{number}{after}")
    }
}
