//! A picture as SVG: boxes in columns, read from left to right. It takes its colours from what
//! surrounds it, and has the outline as its description.

use std::fmt::Write;

use super::layout::{Place, layout};
use super::outline::outline;
use super::{Arrow, BoxKind, Chart};

/// The width of a box and of the gap after it, where the arrows' words stand.
const BOX: f64 = 200.0;
const GAP: f64 = 220.0;
/// Between the lines of a text, between boxes, and around everything.
const LINE: f64 = 16.0;
const SPACE: f64 = 18.0;
const MARGIN: f64 = 24.0;
/// How many columns of a terminal fit into a line of a box, and beside an arrow.
const BOX_COLUMNS: usize = 26;
const ARROW_COLUMNS: usize = 24;

const STYLE: &str = "\
    svg{color-scheme:light dark;background:Canvas;color:CanvasText;\
    font:13px system-ui,sans-serif}\
    text{fill:currentColor}\
    .box{fill:Canvas;stroke:currentColor}\
    .option{stroke-width:2.5}\
    .nothing{stroke-dasharray:4 3}\
    .arrow{fill:none;stroke:currentColor;stroke-opacity:.45}\
    .answer{font-size:11px;paint-order:stroke;stroke:Canvas;stroke-width:4px}\
    .title{font-weight:600;font-size:15px}";

/// A box as it is set.
struct Set {
    lines: Vec<String>,
    x: f64,
    y: f64,
    height: f64,
}

impl Set {
    fn middle(&self) -> f64 {
        self.y + self.height / 2.0
    }
}

pub(super) fn svg(chart: &Chart) -> String {
    let (places, columns) = layout(chart);
    let boxes = set(chart, &places, columns.len());
    let bottom = boxes.iter().map(|set| set.y + set.height).fold(0.0, f64::max);
    let width = 2.0 * MARGIN + columns.len() as f64 * (BOX + GAP) - GAP;
    let height = bottom + MARGIN;
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" aria-labelledby=\"title\" \
         aria-describedby=\"outline\">\n<title id=\"title\">{}</title>\n\
         <desc id=\"outline\">{}</desc>\n<style>{STYLE}</style>\n\
         <defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" \
         markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"currentColor\"/>\
         </marker></defs>\n",
        escaped(&chart.title),
        escaped(&outline(chart))
    );
    let baseline = MARGIN + LINE;
    let title = escaped(&chart.title);
    let _ = writeln!(text, "<text class=\"title\" x=\"{MARGIN}\" y=\"{baseline}\">{title}</text>");
    for (from, here) in boxes.iter().enumerate() {
        let mut leaving: Vec<&Arrow> = chart.leaving(from).collect();
        // The higher an arrow leads, the higher it leaves, so that few cross.
        leaving.sort_by(|a, b| boxes[a.to].middle().total_cmp(&boxes[b.to].middle()));
        for (nth, arrow) in leaving.iter().enumerate() {
            let part = (nth as f64 + 0.5) / leaving.len() as f64;
            draw_arrow(&mut text, (from, arrow), here, &boxes[arrow.to], part);
        }
    }
    for (index, (chart_box, here)) in chart.boxes.iter().zip(&boxes).enumerate() {
        draw_box(&mut text, index, chart_box.kind, here);
    }
    text.push_str("</svg>\n");
    text
}

/// Sets the boxes: each column from its top, the columns centred.
fn set(chart: &Chart, places: &[Place], columns: usize) -> Vec<Set> {
    let top = MARGIN + 2.0 * LINE + SPACE;
    let heights: Vec<(Vec<String>, f64)> = (chart.boxes.iter().enumerate())
        .map(|(index, chart_box)| {
            let lines = wrapped(&chart_box.label, BOX_COLUMNS);
            // Every arrow that leaves it needs room for its words.
            let needed = lines.len().max(chart.leaving(index).count()) as f64;
            (lines, needed * LINE + 12.0)
        })
        .collect();
    let mut totals = vec![0.0; columns];
    for (place, (_, height)) in places.iter().zip(&heights) {
        totals[place.column] += height + SPACE;
    }
    let tallest = totals.iter().copied().fold(0.0, f64::max);
    let mut rows: Vec<usize> = (0..places.len()).collect();
    rows.sort_by_key(|&index| (places[index].column, places[index].row));
    let mut next: Vec<f64> = totals.iter().map(|total| top + (tallest - total) / 2.0).collect();
    let mut tops = vec![0.0; places.len()];
    for index in rows {
        let column = places[index].column;
        tops[index] = next[column];
        next[column] += heights[index].1 + SPACE;
    }
    (heights.into_iter().zip(places).zip(tops))
        .map(|(((lines, height), place), y)| {
            let x = MARGIN + place.column as f64 * (BOX + GAP);
            Set { lines, x, y, height }
        })
        .collect()
}

fn draw_box(text: &mut String, index: usize, kind: BoxKind, here: &Set) {
    let Set { lines, x, y, height } = here;
    let (class, round) = match kind {
        BoxKind::Question | BoxKind::Decision | BoxKind::Open => ("box", 4.0),
        BoxKind::Option => ("box option", height / 2.0),
        BoxKind::NothingFits => ("box nothing", 0.0),
    };
    let _ = writeln!(
        text,
        "<g id=\"n{index}\"><rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{BOX}\" \
         height=\"{height}\" rx=\"{}\"/>",
        f64::min(round, 16.0)
    );
    let middle = x + BOX / 2.0;
    let first = y + height / 2.0 - (lines.len() as f64 / 2.0 - 0.75) * LINE;
    for (nth, line) in lines.iter().enumerate() {
        let baseline = first + nth as f64 * LINE;
        let line = escaped(line);
        let _ = writeln!(
            text,
            "<text x=\"{middle}\" y=\"{baseline}\" text-anchor=\"middle\">{line}</text>"
        );
    }
    text.push_str("</g>\n");
}

/// An arrow from the right side of a box, so far down, to the left side of another.
fn draw_arrow(
    text: &mut String,
    (from, arrow): (usize, &Arrow),
    here: &Set,
    there: &Set,
    part: f64,
) {
    let (x1, y1) = (here.x + BOX, here.y + here.height * part);
    let (x2, y2) = (there.x, there.middle());
    let bend = (x2 - x1) / 2.0;
    let _ = writeln!(
        text,
        "<path class=\"arrow\" data-from=\"n{from}\" data-to=\"n{}\" marker-end=\"url(#head)\" \
         d=\"M{x1} {y1}C{} {y1} {} {y2} {x2} {y2}\"><title>{}</title></path>",
        arrow.to,
        x1 + bend,
        x2 - bend,
        escaped(&arrow.label)
    );
    if !arrow.label.is_empty() {
        let label = escaped(&cut(&arrow.label, ARROW_COLUMNS));
        let (x, y) = (x1 + 6.0, y1 - 3.0);
        let _ = writeln!(text, "<text class=\"answer\" x=\"{x}\" y=\"{y}\">{label}</text>");
    }
}

/// A text in lines of so many columns; words longer than that, and texts without spaces, break.
fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_inclusive(' ') {
        let fits = |line: &String| columns(line) + columns(word.trim_end()) <= most;
        if !lines.last().is_some_and(fits) && lines.last().is_some_and(|line| !line.is_empty()) {
            lines.push(String::new());
        }
        for character in word.chars() {
            let full = |line: &String| columns(line) > most.saturating_sub(1) && character != ' ';
            if lines.last().is_some_and(full) {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push(character);
            }
        }
    }
    lines.iter_mut().for_each(|line| line.truncate(line.trim_end().len()));
    lines
}

/// A text of so many columns at most, the last of which says that there was more.
fn cut(text: &str, most: usize) -> String {
    if columns(text) <= most {
        return text.to_owned();
    }
    let mut short = String::new();
    for character in text.chars() {
        if columns(&short) + 3 > most {
            break;
        }
        short.push(character);
    }
    format!("{}…", short.trim_end())
}

/// How many columns of a terminal a text takes, about: from the East Asian scripts on, two each.
fn columns(text: &str) -> usize {
    text.chars().map(|character| if character >= '\u{2e80}' { 2 } else { 1 }).sum()
}

fn escaped(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => whole.push_str("&amp;"),
            '<' => whole.push_str("&lt;"),
            '>' => whole.push_str("&gt;"),
            '"' => whole.push_str("&quot;"),
            _ => whole.push(character),
        }
    }
    whole
}
