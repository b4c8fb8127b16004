//! `check --watch` on a real pseudo-terminal.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may fail")]
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rexpect::session::{PtySession, spawn_command};

/// The longest that anything may take: only a test that fails waits for it.
const PATIENCE_MS: u64 = 20_000;

/// A copy of a pack that goes away with the test.
struct Copy(PathBuf);

impl Copy {
    fn of(pack: &str, name: &str) -> Self {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs").join(pack);
        let to = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&to);
        fs::create_dir_all(to.join("decisions")).unwrap();
        for path in ["pack.toml", "sources.toml", "decisions/drink.toml"] {
            fs::copy(from.join(path), to.join(path)).unwrap();
        }
        Self(to)
    }

    fn decision(&self) -> PathBuf {
        self.0.join("decisions/drink.toml")
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn watch(pack: &Copy) -> PtySession {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
    command
        .current_dir(&pack.0)
        .args(["check", "--watch", "--color", "never"])
        .env_clear()
        .env("TERM", "xterm-256color");
    spawn_command(command, Some(PATIENCE_MS)).expect("a pseudo-terminal")
}

fn sees(screen: &mut PtySession, text: &str) {
    screen.exp_string(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
}

#[test]
fn what_is_found_is_shown_anew_after_each_change_until_ctrl_c() {
    let pack = Copy::of("gap", "watched");
    let mut screen = watch(&pack);
    sees(&mut screen, "error[gap]: no rule of `drink` picks an option");
    sees(&mut screen, "1 pack: 1 error");
    sees(&mut screen, "Watching .; Ctrl-C ends.");

    // A repair, written the way editors do: into a file of its own, which then takes the place.
    let broken = fs::read_to_string(pack.decision()).unwrap();
    let whole = broken.replace("when = { cold = true }", "when = {}");
    assert_ne!(whole, broken);
    fs::write(pack.0.join("decisions/.drink.toml.swp"), &whole).unwrap();
    fs::rename(pack.0.join("decisions/.drink.toml.swp"), pack.decision()).unwrap();
    sees(&mut screen, "\x1b[2J");
    sees(&mut screen, "1 pack: 2 warnings");
    sees(&mut screen, "Watching");

    // A file that comes, one that is no text, and one that goes.
    fs::write(pack.0.join("stray.toml"), "").unwrap();
    sees(&mut screen, "`stray.toml` is not a file of a pack");
    sees(&mut screen, "Watching");
    fs::write(pack.0.join("stray.toml"), b"\xff").unwrap();
    sees(&mut screen, "is not UTF-8 text");
    sees(&mut screen, "Watching");
    fs::remove_file(pack.0.join("stray.toml")).unwrap();
    sees(&mut screen, "1 pack: 2 warnings");
    sees(&mut screen, "Watching");

    screen.send_control('c').unwrap();
    screen.exp_eof().unwrap();
    // The status is of a type that cannot be named here.
    let status = format!("{:?}", screen.process().wait().unwrap());
    assert!(status.starts_with("Exited(") && status.ends_with(", 130)"), "{status}");
}

#[test]
fn a_folder_that_goes_away_is_found_again_when_it_comes_back() {
    let pack = Copy::of("gap", "moved");
    let elsewhere = pack.0.with_file_name("moved-elsewhere");
    let _ = fs::remove_dir_all(&elsewhere);
    let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
    command
        .current_dir(env!("CARGO_TARGET_TMPDIR"))
        .args(["check", "--watch", "--color", "never", "moved"])
        .env_clear()
        .env("TERM", "xterm-256color");
    let mut screen = spawn_command(command, Some(PATIENCE_MS)).expect("a pseudo-terminal");
    sees(&mut screen, "1 pack: 1 error");
    sees(&mut screen, "Watching moved; Ctrl-C ends.");

    fs::rename(&pack.0, &elsewhere).unwrap();
    sees(&mut screen, "there is no folder `moved`");
    sees(&mut screen, "Watching");
    fs::rename(&elsewhere, &pack.0).unwrap();
    sees(&mut screen, "1 pack: 1 error");
    sees(&mut screen, "Watching");

    // What comes in its place is watched in its place.
    let whole = fs::read_to_string(pack.decision()).unwrap();
    let whole = whole.replace("when = { cold = true }", "when = {}");
    fs::write(pack.decision(), whole).unwrap();
    sees(&mut screen, "1 pack: 2 warnings");

    screen.send_control('c').unwrap();
    screen.exp_eof().unwrap();
}
