//! Any bytes as one file of an otherwise sound pack: diagnostics that can be shown, or a pack of
//! which everything can be asked. A first line such as `# facts.toml` says which file.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use shirube_fuzz::{SMALL_PACK, ask_everything};
use shirube_lang::{Files, Level, RenderOptions, check, concise, render, run_case};

const DECISION: &str = "decisions/sending.toml";

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let named = text.lines().next().and_then(|line| line.strip_prefix("# "));
    let path = SMALL_PACK.iter().map(|(path, _)| *path).find(|path| Some(*path) == named);
    let files = SMALL_PACK.into_iter().chain([(path.unwrap_or(DECISION), text.as_ref())]);
    check_and_render(&Files::new(files));
});

fn check_and_render(files: &Files) {
    let checked = check(files);
    for diagnostic in &checked.diagnostics {
        for label in &diagnostic.labels {
            let place = files.text(label.file).get(label.span.clone());
            assert!(place.is_some(), "{}: {:?}", diagnostic.message, label.span);
        }
    }
    for (color, width) in [(false, 0), (true, 20), (false, 80)] {
        let _ = render(&checked.diagnostics, files, &RenderOptions { color, width });
    }
    let _ = concise(&checked.diagnostics, files);
    let wrong = checked.diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error);
    assert_eq!(checked.pack.is_none(), wrong);
    if let Some(pack) = &checked.pack {
        checked.cases.iter().for_each(|case| drop(run_case(pack, case)));
        ask_everything(pack);
    }
}

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
