//! Text for a terminal: wrapped to a width, aligned, right for letters that take two columns.
//!
//! A [`Page`] is built in memory and written as a whole, so that no line is ever half written.

use std::fmt::Write as _;
use std::ops::Range;

use anstyle::{AnsiColor, Style};
use comfy_table::{Cell, Table, presets};
use textwrap::{Options, WordSeparator, WrapAlgorithm};
use unicode_width::UnicodeWidthStr;

/// Lines longer than this are hard to read, however wide the terminal is.
const WIDEST: usize = 100;
/// Narrower than this nothing can be set.
const NARROWEST: usize = 20;
/// A table below this width leaves too little for its text: it becomes a list.
const NARROWEST_TABLE: usize = 64;

/// What is set off from the rest.
pub const STRONG: Style = Style::new().bold();
/// What gives something away.
pub const CLUE: Style = Style::new().underline().bold();
/// What may be passed over.
pub const FAINT: Style = Style::new().dimmed();
/// The pick.
pub const PICK: Style = AnsiColor::Green.on_default().bold();
/// What to look out for.
pub const WARNING: Style = AnsiColor::Yellow.on_default().bold();
/// What is wrong.
pub const ERROR: Style = AnsiColor::Red.on_default().bold();
/// As it is.
pub const PLAIN: Style = Style::new();

/// How text is to be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// The columns there are.
    pub width: usize,
    /// Whether styles are written.
    pub colour: bool,
}

/// A text under construction.
#[derive(Debug, Clone)]
pub struct Page {
    setting: Setting,
    text: String,
}

/// A row of a table: a name, and what is said about it, a paragraph each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The name.
    pub name: String,
    /// The paragraphs.
    pub paragraphs: Vec<String>,
}

impl Page {
    /// An empty page.
    #[must_use]
    pub const fn new(setting: Setting) -> Self {
        Self { setting, text: String::new() }
    }

    /// What was set.
    #[must_use]
    pub fn finish(self) -> String {
        self.text
    }

    /// The columns that text may take.
    #[must_use]
    pub fn width(&self) -> usize {
        self.setting.width.clamp(NARROWEST, WIDEST)
    }

    /// A text with its style, if styles are written.
    #[must_use]
    pub fn paint(&self, style: Style, text: &str) -> String {
        if self.setting.colour && !style.is_plain() && !text.is_empty() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }

    /// An empty line, but never two, and none at the top.
    pub fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A line as it is, however long: addresses and commands are to be copied whole.
    pub fn verbatim(&mut self, indent: usize, style: Style, text: &str) {
        let painted = self.paint(style, text);
        let _ = writeln!(self.text, "{:indent$}{painted}", "");
    }

    /// A text in paragraphs, with some spans of it, in characters and in order, set off: underlined,
    /// or between marks where no styles are written.
    pub fn marked(&mut self, text: &str, spans: &[Range<usize>], marks: [&str; 2]) {
        const BEGIN: char = '\u{e001}';
        const END: char = '\u{e002}';
        let mut whole = String::with_capacity(text.len());
        let mut edges =
            spans.iter().flat_map(|span| [(span.start, BEGIN), (span.end, END)]).peekable();
        for (place, c) in text.chars().enumerate() {
            while let Some((_, mark)) = edges.next_if(|(edge, _)| *edge <= place) {
                whole.push(mark);
            }
            whole.push(c);
        }
        whole.extend(edges.map(|(_, mark)| mark));
        let mut inside = false;
        for paragraph in whole.lines() {
            for line in wrap(paragraph, self.width(), "", "") {
                let mut set = String::new();
                let mut part = String::new();
                for c in line.chars().chain(['\n']) {
                    if !matches!(c, BEGIN | END | '\n') {
                        part.push(c);
                        continue;
                    }
                    let style = if inside { CLUE } else { PLAIN };
                    set.push_str(&self.paint(style, &part));
                    part.clear();
                    if c != '\n' {
                        inside = c == BEGIN;
                        if !self.setting.colour {
                            set.push_str(marks[usize::from(c == END)]);
                        }
                    }
                }
                let _ = writeln!(self.text, "{}", set.trim_end());
            }
        }
    }

    /// A section's heading, after an empty line.
    pub fn heading(&mut self, text: &str) {
        self.blank();
        self.paragraph(0, 0, STRONG, text);
    }

    /// A paragraph; lines after the first are indented by `rest`.
    pub fn paragraph(&mut self, first: usize, rest: usize, style: Style, text: &str) {
        let (first, rest) = (" ".repeat(first), " ".repeat(rest));
        self.wrapped(&first, &rest, style, text);
    }

    /// A paragraph behind a mark.
    pub fn item(&mut self, indent: usize, mark: &str, text: &str) {
        let first = format!("{:indent$}{mark} ", "");
        let rest = " ".repeat(first.width());
        self.wrapped(&first, &rest, PLAIN, text);
    }

    /// A paragraph that begins with something strong.
    pub fn led(&mut self, indent: usize, lead: &str, rest: &str) {
        let gap = if rest.is_empty() { "" } else { "  " };
        let whole = format!("{lead}{gap}{rest}");
        let (first, hanging) = (" ".repeat(indent), " ".repeat(indent + 2));
        // Wrapping may only take spaces away: the lead ends after as many other letters as it has.
        let mut left = lead.chars().filter(|c| !c.is_whitespace()).count();
        for (index, line) in wrap(&whole, self.width(), &first, &hanging).iter().enumerate() {
            let indent = if index == 0 { &first } else { &hanging };
            let body = line.strip_prefix(indent.as_str()).unwrap_or(line);
            let split = body
                .char_indices()
                .find(|(_, c)| {
                    let past = left == 0;
                    left -= usize::from(!past && !c.is_whitespace());
                    past
                })
                .map_or(body.len(), |(place, _)| place);
            let (strong, plain) = body.split_at(split);
            let painted = self.paint(STRONG, strong);
            let _ = writeln!(self.text, "{indent}{painted}{plain}");
        }
    }

    /// A message behind a label, such as `error: …`. Lines after the first are to be copied: they
    /// stay whole.
    pub fn labelled(&mut self, style: Style, label: &str, text: &str) {
        let painted = self.paint(style, label);
        let first = format!("{label}: ");
        let rest = " ".repeat(first.width());
        let mut lines = text.lines();
        let message = lines.next().unwrap_or_default();
        for (index, line) in wrap(message, self.width(), &first, &rest).iter().enumerate() {
            let indent = if index == 0 { &first } else { &rest };
            let body = line.strip_prefix(indent.as_str()).unwrap_or(line);
            if index == 0 {
                let _ = writeln!(self.text, "{painted}: {body}");
            } else {
                let _ = writeln!(self.text, "{rest}{body}");
            }
        }
        for line in lines {
            self.verbatim(rest.len(), PLAIN, line);
        }
    }

    fn wrapped(&mut self, first: &str, rest: &str, style: Style, text: &str) {
        for (index, line) in wrap(text, self.width(), first, rest).iter().enumerate() {
            let indent = if index == 0 { first } else { rest };
            let body = line.strip_prefix(indent).unwrap_or(line);
            let painted = self.paint(style, body);
            let line = format!("{indent}{painted}");
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }

    /// The longest of a text's forms that takes no more than so many lines: `form` writes it with so
    /// many names, of `names` at the most.
    pub fn at_most(&mut self, lines: usize, names: usize, form: impl Fn(usize) -> String) {
        for shown in (0..=names).rev() {
            let text = form(shown);
            if shown == 0 || wrap(&text, self.width(), "", "  ").len() <= lines {
                self.paragraph(0, 2, PLAIN, &text);
                return;
            }
        }
    }

    /// Names with what they stand for: in two columns where there is room, else one below the other.
    pub fn pairs(&mut self, indent: usize, pairs: &[(String, String)]) {
        let longest = pairs.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
        let beside = indent + longest + 2;
        if beside * 2 <= self.width() {
            for (name, value) in pairs {
                let first = format!("{:indent$}{}", "", padded(name, longest + 2));
                self.wrapped(&first, &" ".repeat(beside), PLAIN, value);
            }
        } else {
            for (name, value) in pairs {
                self.paragraph(indent, indent, PLAIN, name);
                self.paragraph(indent + 2, indent + 2, PLAIN, value);
            }
        }
    }

    /// A table of names and paragraphs: a list where the width does not allow a table.
    pub fn table(&mut self, indent: usize, rows: &[Row]) {
        self.table_like(indent, rows, rows);
    }

    /// A table whose columns are those of a longer one, of which it is a part.
    pub fn table_like(&mut self, indent: usize, rows: &[Row], all: &[Row]) {
        let room = self.width().saturating_sub(indent);
        let longest = all.iter().map(|row| row.name.width()).max().unwrap_or(0);
        // A name may take a third of the width, and then wraps: but an id stays whole.
        let words = all.iter().flat_map(|row| wrap(&row.name, 1, "", ""));
        let widest = words.map(|word| word.width()).max().unwrap_or(0);
        let names = longest.min(room / 3).max(widest);
        if room < NARROWEST_TABLE || names > room / 2 {
            for row in rows {
                self.paragraph(indent, indent, STRONG, &row.name);
                for paragraph in &row.paragraphs {
                    self.paragraph(indent + 2, indent + 2, PLAIN, paragraph);
                }
            }
            return;
        }
        let texts = room - names - 2;
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        for row in rows {
            let mut name = wrap(&row.name, names, "", "");
            if let Some(first) = name.first_mut() {
                // The widest name sets the column's width, also where it is in another part.
                *first = padded(first, names);
            }
            let name = name.join("\n");
            let lines: Vec<String> =
                row.paragraphs.iter().flat_map(|text| wrap(text, texts, "", "")).collect();
            table.add_row([Cell::new(name), Cell::new(lines.join("\n"))]);
        }
        for (column, padding) in table.column_iter_mut().zip([(0, 2), (0, 0)]) {
            column.set_padding(padding);
        }
        for line in table.lines() {
            let _ = writeln!(self.text, "{}", format!("{:indent$}{line}", "").trim_end());
        }
    }
}

/// A text in lines of a width, broken where its language allows. What may not be broken, such as an
/// address, may make a line longer than that.
#[must_use]
pub fn wrap(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let options = Options::new(width.max(1))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_separator(WordSeparator::UnicodeBreakProperties)
        .break_words(false)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    let glued = glued(text);
    let lines = textwrap::wrap(&glued, options);
    let unglued =
        |line: &str| line.trim_end().replace(GLUE, " ").replace(HYPHEN, "-").replace(JOINER, "");
    lines.iter().map(|line| unglued(line)).collect()
}

/// A space at which no line ends.
const GLUE: char = '\u{a0}';
/// A hyphen at which no line ends, for as long as a text is being wrapped: a letter for private use.
const HYPHEN: char = '\u{e000}';
/// Between two letters, keeps them on one line, for as long as a text is being wrapped.
const JOINER: char = '\u{2060}';

/// A text in which numbers stay with their units, comparisons with their numbers, and ids,
/// addresses and commands in backticks whole.
fn glued(text: &str) -> String {
    let mut glued = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars();
    let (mut in_address, mut in_backticks) = (false, false);
    while let Some(c) = rest.next() {
        let after = rest.as_str();
        let next = after.chars().next().unwrap_or(' ');
        in_address = match c {
            'h' if !in_address => ["ttps://", "ttp://"].iter().any(|rest| after.starts_with(rest)),
            _ => in_address && c.is_ascii_graphic(),
        };
        if c == '`' {
            in_backticks = !in_backticks && after.contains('`');
        }
        let unit = before.is_ascii_digit() && next.is_alphabetic();
        let comparison = "<>≤≥=".contains(before) && next.is_ascii_digit();
        let inside = before.is_ascii_alphanumeric() && next.is_ascii_alphanumeric();
        glued.push(match c {
            ' ' if unit || comparison || in_backticks => GLUE,
            '-' if inside => HYPHEN,
            _ => c,
        });
        if in_address && next.is_ascii_graphic() {
            glued.push(JOINER);
        }
        before = c;
    }
    glued
}

/// A text filled with spaces up to a width.
#[must_use]
pub fn padded(text: &str, width: usize) -> String {
    let fill = width.saturating_sub(text.width());
    format!("{text}{:fill$}", "")
}

/// A text cut to a width, with an ellipsis where something is missing.
#[must_use]
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        let with = kept.width() + unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if with + 1 > width {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

/// The end of a text, as much as fits in a width.
#[must_use]
pub fn cut_before(text: &str, width: usize) -> &str {
    let mut rest = text.chars();
    while rest.as_str().width() > width {
        rest.next();
    }
    rest.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(width: usize) -> Page {
        Page::new(Setting { width, colour: false })
    }

    fn rows() -> Vec<Row> {
        let row = |name: &str, text: &str| Row {
            name: name.to_owned(),
            paragraphs: vec![text.to_owned()],
        };
        vec![
            row("社員食堂", "社員食堂の 1 卓に座れるのは最大 8 人です。大人数のときは使えません。"),
            row(
                "The restaurant",
                "The restaurant takes at least 60 minutes, and that is too long.",
            ),
        ]
    }

    #[test]
    fn no_line_is_wider_than_the_page() {
        for width in 20..=120 {
            let mut page = page(width);
            page.heading("選ばれなかった選択肢 and what became of them");
            page.table(2, &rows());
            page.pairs(2, &[("名前".to_owned(), "値 that goes on and on 長い説明です".to_owned())]);
            page.item(2, "-", "ひとつの長い項目で、何行にもわたります。 And on.");
            page.labelled(ERROR, "エラー", "`payload` に `12xB` という値はありません");
            page.led(
                2,
                "processing-time",
                "モデルはリクエスト 1 件の処理にどれくらいかかりますか。",
            );
            for line in page.finish().lines() {
                assert!(line.width() <= width, "{width}: {line}");
            }
        }
    }

    #[test]
    fn a_table_becomes_a_list_where_it_would_be_cramped() {
        let mut wide = page(80);
        wide.table(2, &rows());
        assert!(wide.finish().starts_with("  社員食堂        社員食堂の 1 卓に"));
        let mut narrow = page(40);
        narrow.table(2, &rows());
        assert!(narrow.finish().starts_with("  社員食堂\n    社員食堂の 1 卓に"));
    }

    #[test]
    fn no_line_of_japanese_begins_with_a_full_stop_or_a_comma() {
        let text =
            "キュー、結果、通知がそろっています。スロットリングされず、自作も不要です。".repeat(4);
        for width in 20..=80 {
            for line in wrap(&text, width, "", "") {
                assert!(!line.starts_with(['、', '。']), "{width}: {line}");
            }
        }
    }

    #[test]
    fn a_number_stays_with_its_unit_and_a_comparison_with_its_number() {
        for width in 12..=40 {
            for line in wrap("Request size: > 100 MB, ≤ 1 GB or 60 seconds", width, "", "") {
                assert!(!line.starts_with("MB") && !line.starts_with("GB"), "{width}: {line}");
                assert!(!line.ends_with(['>', '≤']), "{width}: {line}");
                assert!(!line.contains(GLUE));
            }
        }
    }

    #[test]
    fn an_id_stays_whole_and_alternatives_part_between_them() {
        for width in 14..=60 {
            let lines = wrap("error=all-alike|misses|recall-floor|false-alarms", width, "", "");
            for line in &lines {
                assert!(!line.ends_with('-'), "{width}: {line}");
            }
            assert_eq!(lines.concat(), "error=all-alike|misses|recall-floor|false-alarms");
        }
    }

    #[test]
    fn an_address_a_command_and_an_id_are_never_broken() {
        let address = "https://docs.example.org/a/very-long/path_with/parts?and=more&things=too";
        let text =
            format!("See {address} or 「{address}」、then run `shirube show DECISION` again.");
        for width in 12..=60 {
            let lines = wrap(&text, width, "", "");
            let whole = lines.iter().filter(|line| line.contains(address)).count();
            assert!(whole == 2, "{width}: {lines:?}");
            assert!(lines.iter().any(|line| line.contains("`shirube show DECISION`")), "{lines:?}");
            assert!(!lines.concat().contains(JOINER));
        }
        let id = "quantization-aware-training-with-a-teacher";
        for width in 20..=100 {
            let mut page = page(width);
            let row = Row { name: id.to_owned(), paragraphs: vec!["What it is. ".repeat(9)] };
            page.table(2, &[row]);
            assert!(page.finish().contains(id), "{width}");
        }
        let mut page = page(30);
        let command = "shirube decide place time=2h kitchen=italian";
        page.labelled(ERROR, "help", &format!("give it on the command line:\n{command}"));
        assert_eq!(
            page.finish(),
            format!("help: give it on the command\n      line:\n      {command}\n")
        );
    }

    #[test]
    fn a_cut_text_says_so_and_fits() {
        assert_eq!(cut("short", 5), "short");
        assert_eq!(cut("longer", 5), "long…");
        assert_eq!(cut("日本語です", 6), "日本…");
        assert_eq!(cut("日本語です", 10), "日本語です");
        for width in 1..12 {
            assert!(cut("日本語 and more", width).width() <= width);
        }
    }

    #[test]
    fn styles_leave_the_text_as_it_is() {
        let mut plain = page(60);
        let mut painted = Page::new(Setting { width: 60, colour: true });
        for page in [&mut plain, &mut painted] {
            page.heading("Because");
            page.led(
                0,
                "Batch transform",
                "a job over a whole data set, however long it takes to run",
            );
            page.labelled(ERROR, "error", "something");
        }
        let (plain, painted) = (plain.finish(), painted.finish());
        assert_ne!(plain, painted);
        assert_eq!(plain, console::strip_ansi_codes(&painted));
    }

    #[test]
    fn what_is_left_out_of_a_list_is_counted() {
        let names: Vec<String> = (1..=9).map(|n| format!("option number {n}")).collect();
        let mut page = page(40);
        page.at_most(2, names.len(), |shown| {
            format!("Left: {} … and {} more", names[..shown].join(", "), names.len() - shown)
        });
        assert_eq!(
            page.finish(),
            "Left: option number 1, option number 2,\n  option number 3 … and 6 more\n"
        );
    }
}
