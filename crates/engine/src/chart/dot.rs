//! The DOT language (<https://graphviz.org/doc/info/lang.html>).

use std::fmt::Write;

use super::{BoxKind, Chart};

pub(super) fn dot(chart: &Chart) -> String {
    let mut text = format!(
        "digraph {} {{\n  label={0};\n  labelloc=t;\n  node [fontname=\"sans-serif\"];\n  \
         edge [fontname=\"sans-serif\"];\n",
        quoted(&chart.title)
    );
    for (index, chart_box) in chart.boxes.iter().enumerate() {
        let shape = match chart_box.kind {
            BoxKind::Question => "shape=box",
            BoxKind::Option => "shape=box, style=rounded, penwidth=2",
            BoxKind::NothingFits => "shape=note",
            BoxKind::Open => "shape=box, style=dashed",
            BoxKind::Decision => "shape=component",
        };
        let _ = writeln!(text, "  n{index} [label={}, {shape}];", quoted(&chart_box.label));
    }
    for arrow in &chart.arrows {
        let label = match arrow.label.as_str() {
            "" => String::new(),
            label => format!(" [label={}]", quoted(label)),
        };
        let _ = writeln!(text, "  n{} -> n{}{label};", arrow.from, arrow.to);
    }
    text.push_str("}\n");
    text
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
