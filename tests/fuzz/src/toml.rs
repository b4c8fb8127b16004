//! Any bytes as one file of an otherwise sound pack: diagnostics that can be shown, or a pack of
//! which everything can be asked. A first line such as `# facts.toml` says which file.

use shirube_lang::{Files, Level, RenderOptions, check, concise, render, run_case};

use super::{SMALL_PACK, ask_everything};

const DECISION: &str = "decisions/sending.toml";

/// Reads bytes as a file of a pack.
pub fn toml(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let named = text.lines().next().and_then(|line| line.strip_prefix("# "));
    let path = SMALL_PACK.iter().map(|(path, _)| *path).find(|path| Some(*path) == named);
    let files = SMALL_PACK.into_iter().chain([(path.unwrap_or(DECISION), text.as_ref())]);
    check_and_render(&Files::new(files));
}

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
