//! Mermaid flowcharts (<https://mermaid.js.org/syntax/flowchart.html>).

use std::fmt::Write;

use super::{BoxKind, Chart};

pub(super) fn mermaid(chart: &Chart) -> String {
    let mut text = match chart.title.as_str() {
        "" => String::new(),
        title => format!("---\ntitle: {}\n---\n", json_like(title)),
    };
    // From left to right, answers have room beside their arrows and many of them are still a column.
    text.push_str("flowchart LR\n");
    for (index, chart_box) in chart.boxes.iter().enumerate() {
        let (open, close) = match chart_box.kind {
            BoxKind::Question => ("{{", "}}"),
            BoxKind::Option => ("([", "])"),
            BoxKind::NothingFits | BoxKind::Decision => ("[", "]"),
            BoxKind::Open => ("(", ")"),
        };
        let _ = writeln!(text, "  n{index}{open}\"{}\"{close}", escaped(&chart_box.label));
    }
    for arrow in &chart.arrows {
        let label = match arrow.label.as_str() {
            "" => String::new(),
            label => format!("|\"{}\"|", escaped(label)),
        };
        let _ = writeln!(text, "  n{} -->{label} n{}", arrow.from, arrow.to);
    }
    text
}

/// A text inside quotation marks: what would end it, or begin something else, as entity codes.
fn escaped(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' => whole.push_str("#quot;"),
            '#' => whole.push_str("#35;"),
            '<' => whole.push_str("#lt;"),
            '>' => whole.push_str("#gt;"),
            '&' => whole.push_str("#amp;"),
            '`' => whole.push_str("#96;"),
            _ => whole.push(character),
        }
    }
    whole
}

/// A title for YAML.
fn json_like(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
