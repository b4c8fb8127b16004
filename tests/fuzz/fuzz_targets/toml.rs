//! Any bytes as one file of an otherwise sound pack: diagnostics that can be shown, or a pack of
//! which everything can be asked. A first line such as `# facts.toml` says which file.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use shirube_fuzz::SMALL_PACK;
use shirube_fuzz::toml::toml;

fuzz_target!(|bytes: &[u8]| toml(bytes));

// Changed bytes are mostly no TOML any more. Half of the time lines are changed instead, so that
// more than the parser is reached.
fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let text = data.get(..size).and_then(|bytes| str::from_utf8(bytes).ok());
    let changed =
        text.filter(|_| seed.is_multiple_of(2)).map(|text| with_a_line_changed(text, seed));
    match changed.as_ref().and_then(|text| Some((text, data.get_mut(..text.len())?))) {
        Some((text, start)) if text.len() <= max_size => {
            start.copy_from_slice(text.as_bytes());
            text.len()
        }
        _ => fuzzer_mutate(data, size, max_size),
    }
});

/// Takes out a line, puts in one of the small pack, or gives one the value of another; of a file
/// that is sound, now and then, as changes upon changes leave little to check.
fn with_a_line_changed(text: &str, seed: u32) -> String {
    let mut state = u64::from(seed);
    let mut pick = |count: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % count
    };
    let known: Vec<&str> = SMALL_PACK.iter().flat_map(|(_, text)| text.lines()).collect();
    let other = known[pick(known.len())];
    let text = if pick(4) == 0 { SMALL_PACK[pick(SMALL_PACK.len())].1 } else { text };
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let at = pick(lines.len());
    match (pick(3), lines[at].split_once(" = "), other.split_once(" = ")) {
        (0, ..) => drop(lines.remove(at)),
        (1, Some((key, _)), Some((_, value))) => lines[at] = format!("{key} = {value}"),
        _ => lines.insert(at, other.to_owned()),
    }
    lines.join("\n")
}
