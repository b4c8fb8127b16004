//! The words of a chart that belong to no pack.

/// The words of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ChartWords {
    /// Where no option is left.
    pub(super) nothing_fits: &'static str,
    /// Before and after how many options are left, where they are not named.
    pub(super) left: [&'static str; 2],
    /// Between the names of options that are left.
    pub(super) between: &'static str,
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
                left: ["残り ", " 件"],
                between: "、",
                colon: ": ",
                heads: ["質問", "回答", "次"],
                decision_heads: ["判断", "渡す入力", "渡し先"],
                see: ["", " へ"],
            },
            _ => Self {
                nothing_fits: "Nothing fits",
                left: ["", " options left"],
                between: ", ",
                colon: ": ",
                heads: ["Question", "Answer", "Then"],
                decision_heads: ["Decision", "Gives the input", "To"],
                see: ["go to ", ""],
            },
        }
    }

    /// What is left: options, by name or by how many they are, and whether nothing may fit.
    pub(super) fn left(&self, options: &[&str], or_nothing: bool) -> String {
        let [before, after] = self.left;
        let mut left = match options.len() {
            0..=3 => options.join(self.between),
            many => format!("{before}{many}{after}"),
        };
        if or_nothing {
            let between = if left.is_empty() { "" } else { self.between };
            left = format!("{left}{between}{}", self.nothing_fits);
        }
        left
    }

    /// A reference to a box.
    pub(super) fn see(&self, number: usize) -> String {
        let [before, after] = self.see;
        format!("{before}{number}{after}")
    }
}
