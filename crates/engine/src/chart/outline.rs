//! An outline in words: every question with a number, under it each answer and what follows.

use std::fmt::Write;

use super::{BoxKind, Chart};

pub(super) fn outline(chart: &Chart) -> String {
    let mut text = format!("{}\n", chart.title);
    for (from, chart_box) in chart.boxes.iter().enumerate() {
        let mut arrows = chart.leaving(from).peekable();
        let alone = chart.arrows.iter().all(|arrow| arrow.to != from);
        if arrows.peek().is_none() && !alone {
            continue;
        }
        let _ = writeln!(text, "\n{}. {}", from + 1, chart_box.label);
        for arrow in arrows {
            let to = &chart.boxes[arrow.to];
            let follows = match to.kind {
                BoxKind::Question => chart.words.see(arrow.to + 1),
                _ => to.label.clone(),
            };
            let _ = writeln!(text, "   {} → {follows}", arrow.label);
        }
    }
    text
}
