//! Packs of any size that are sound and look like what people write: general rules with narrower
//! ones below them, exclusions and advice beside them, and inputs that matter in some places only.

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write;

/// Numbers that are the same in every run (xorshift64*).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % sides as u64) as usize
    }
}

/// The first input tells so many areas apart; in each others matter.
const AREAS: usize = 6;
const VALUES: usize = 4;
const OPTIONS: usize = 12;
/// How many inputs matter in an area.
const LOCAL: usize = 5;

/// The files of a pack with so many decisions of this size.
pub(crate) fn pack(decisions: usize, inputs: usize, rules: usize) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    files.insert(
        "pack.toml".to_owned(),
        "id = \"synthetic\"\nversion = \"1.0.0\"\ntitle = \"Synthetic\"\nabout = \"Made up.\"\n\
         languages = [\"en\"]\n\n[[edition]]\nid = \"exam\"\ntitle = \"Exam\"\n\n\
         [[edition]]\nid = \"now\"\ntitle = \"Now\"\n"
            .to_owned(),
    );
    files.insert(
        "sources.toml".to_owned(),
        "[page]\ntitle = \"Page\"\nurl = \"https://example.com/\"\nas_of = \"2026-01\"\n"
            .to_owned(),
    );
    let mut facts = String::new();
    for limit in 1..VALUES {
        let _ = writeln!(
            facts,
            "[limit-{limit}]\nabout = \"Limit {limit}\"\nsource = \"page\"\n\
             exam = {{ value = \"{limit} MB\" }}\nnow = {{ value = \"{limit}5 MB\" }}\n"
        );
    }
    files.insert("facts.toml".to_owned(), facts);
    for index in 0..decisions {
        let text = decision(index, inputs, rules);
        files.insert(format!("decisions/d{index:03}.toml"), text);
    }
    files
}

/// Every third input after the first is a quantity, the others are choices.
fn is_quantity(input: usize) -> bool {
    input != 0 && input.is_multiple_of(3)
}

/// A test of an input for one of the parts in which values fall, no two of which overlap.
fn test(input: usize, part: usize) -> String {
    let accept = match part {
        _ if !is_quantity(input) => format!("\"v{part}\""),
        0 => "\"<= @limit-1\"".to_owned(),
        _ if part + 1 == VALUES => format!("\"> @limit-{part}\""),
        _ => format!("\"(@limit-{part} .. @limit-{}]\"", part + 1),
    };
    format!("i{input:02} = {accept}")
}

/// A place among the rules: what is asked there so far, by area and part.
#[derive(Clone)]
struct Node {
    area: usize,
    parts: Vec<usize>,
    /// What the rule above picks.
    above: usize,
}

impl Node {
    /// The input that is asked next.
    fn next(&self, inputs: usize) -> Option<usize> {
        let place = self.parts.len();
        let others = inputs.checked_sub(1).filter(|_| place < LOCAL)?;
        (place < others).then(|| 1 + (self.area * 2 + place) % others)
    }

    fn when(&self, inputs: usize) -> Vec<String> {
        let mut tests = vec![test(0, self.area)];
        let mut above = Self { parts: Vec::new(), ..*self };
        for &part in &self.parts {
            tests.extend(above.next(inputs).map(|input| test(input, part)));
            above.parts.push(part);
        }
        tests
    }
}

fn decision(index: usize, inputs: usize, rules: usize) -> String {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ (index * 100_000 + inputs * 1000 + rules) as u64);
    let mut text = format!("id = \"d{index:03}\"\ntitle = \"D\"\nabout = \"Decides.\"\n");
    for input in 0..inputs {
        let kind = if is_quantity(input) {
            "kind = \"quantity\"\nunit = \"B\""
        } else {
            "kind = \"choice\""
        };
        let _ = writeln!(
            text,
            "\n[[input]]\nid = \"i{input:02}\"\n{kind}\nname = \"I\"\nask = \"What?\"\nwhy = \"So.\""
        );
        let values = if input == 0 { AREAS } else { VALUES };
        for value in (0..values).filter(|_| !is_quantity(input)) {
            let _ = writeln!(text, "[[input.value]]\nid = \"v{value}\"\nname = \"V\"");
        }
    }
    for option in 0..OPTIONS {
        let _ = writeln!(
            text,
            "\n[[option]]\nid = \"o{option:02}\"\nname = \"O\"\nabout = \"It is one.\""
        );
    }
    let mut count = 0;
    let mut rule = |kind: &str, when: &[String], effect: &str| {
        count += 1;
        let _ = writeln!(
            text,
            "\n[[{kind}]]\nid = \"r{count:04}\"\nwhen = {{ {} }}\n{effect}\n\
             because = \"Reason {count}.\"\nsource = \"page\"",
            when.join(", ")
        );
    };
    let all: Vec<String> = (0..OPTIONS).map(|option| format!("\"o{option:02}\"")).collect();
    rule("prefer", &[], &format!("pick = [{}]", all.join(", ")));
    rule("none", &[], "");
    let areas = (0..AREAS).map(|area| Node { area, parts: Vec::new(), above: 0 });
    let mut open: VecDeque<Node> = areas.collect();
    let mut left = rules.saturating_sub(2);
    while left > 0
        && let Some(mut node) = open.pop_front()
    {
        left -= 1;
        // Each third rule below the areas takes away what would be picked there.
        if node.parts.len() > 1 && dice.roll(3) == 0 {
            rule("exclude", &node.when(inputs), &format!("option = \"o{:02}\"", node.above));
        } else {
            node.above = (node.above + 1 + dice.roll(OPTIONS - 1)) % OPTIONS;
            rule("prefer", &node.when(inputs), &format!("pick = \"o{:02}\"", node.above));
        }
        if node.next(inputs).is_some() {
            open.extend((0..VALUES).map(|part| {
                let mut below = node.clone();
                below.parts.push(part);
                below
            }));
        }
    }
    text
}
