//! A Markdown table with a row for each arrow.

use std::fmt::Write;

use super::{BoxKind, Chart};
use crate::markdown::escaped;

pub(super) fn table(chart: &Chart) -> String {
    let of_decisions = chart.boxes.iter().any(|one| one.kind == BoxKind::Decision);
    let heads = if of_decisions { chart.words.decision_heads } else { chart.words.heads };
    let [first, second, third] = heads;
    let mut text = format!("# {}\n\n", escaped(&chart.title));
    if chart.arrows.is_empty() {
        for chart_box in &chart.boxes {
            let _ = writeln!(text, "- {}", escaped(&chart_box.label));
        }
        return text;
    }
    let _ = writeln!(text, "| # | {first} | {second} | {third} |\n|---|---|---|---|");
    for (from, chart_box) in chart.boxes.iter().enumerate() {
        for (nth, arrow) in chart.leaving(from).enumerate() {
            let (number, label) = match nth {
                0 => ((from + 1).to_string(), escaped(&chart_box.label)),
                _ => Default::default(),
            };
            let to = &chart.boxes[arrow.to];
            let follows = match to.kind {
                BoxKind::Question => chart.words.see(arrow.to + 1),
                BoxKind::Option => format!("**{}**", escaped(&to.label)),
                BoxKind::NothingFits | BoxKind::Decision | BoxKind::Open => escaped(&to.label),
            };
            let answer = escaped(&arrow.label);
            let _ = writeln!(text, "| {number} | {label} | {answer} | {follows} |");
        }
    }
    text
}
