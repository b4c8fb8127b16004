//! Packs that are not built in: a folder, a compiled file, and files that are neither.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may fail")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use shirube_lang::{Files, check};

fn lunch() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/lunch")
}

fn compiled() -> Vec<u8> {
    check(&Files::read(&lunch()).unwrap()).pack.unwrap().to_bytes().unwrap()
}

fn list(pack: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shirube"))
        .args(["list", "--pack"])
        .arg(pack)
        .env_clear()
        .output()
        .unwrap()
}

/// Lists the pack that these bytes are, as a file of that name.
fn list_bytes(name: &str, bytes: &[u8]) -> Output {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, bytes).unwrap();
    list(&path)
}

#[test]
fn a_compiled_pack_says_what_its_folder_says() {
    let (folder, file) = (list(&lunch()), list_bytes("lunch.pack", &compiled()));
    assert!(folder.status.success() && file.status.success());
    // Only the commands to go on with name the path.
    let text = |output: Output| {
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().filter(|line| !line.contains("--pack")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(text(folder), text(file));
}

#[test]
fn a_damaged_pack_is_an_error_wherever_the_damage_is() {
    let whole = compiled();
    for (number, place) in (0..whole.len()).step_by(whole.len() / 40).enumerate() {
        let mut flipped = whole.clone();
        flipped[place] ^= 0x10;
        for (kind, bytes) in [("flipped", flipped.as_slice()), ("cut", &whole[..place])] {
            let output = list_bytes(&format!("{kind}-{number}.pack"), bytes);
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(1), "{kind} at {place}: {said}");
            assert!(said.starts_with("error: `") && said.contains("help: "), "{said}");
            assert!(output.stdout.is_empty());
        }
    }
}

#[test]
fn an_empty_folder_is_no_pack() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("empty");
    fs::create_dir_all(&folder).unwrap();
    let output = list(&folder);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("holds no file of a pack"), "{said}");
}
