//! Reading a pack's folder.

#![allow(clippy::expect_used)] // A test's own files can be written, or the test is broken.

use std::fs;
use std::path::{Path, PathBuf};

use shirube_lang::{Files, FilesError};

/// A folder that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("shirube-lang-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("it can be made");
        Self(path)
    }

    fn with(self, path: &str, bytes: &[u8]) -> Self {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).expect("it can be made");
        fs::write(path, bytes).expect("it can be written");
        self
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn paths(folder: &Folder) -> Vec<String> {
    let files = Files::read(&folder.0).expect("it can be read");
    files.iter().map(|(_, path, _)| path.to_owned()).collect()
}

#[test]
fn the_files_of_the_layout_are_read_in_order() {
    let folder = Folder::new("layout")
        .with("pack.toml", b"")
        .with("sources.toml", b"")
        .with("facts/serving/limits.toml", b"")
        .with("facts/prices.toml", b"")
        .with("decisions/b.toml", b"")
        .with("decisions/a.toml", b"")
        .with("cases/a.toml", b"");
    let expected = [
        "cases/a.toml",
        "decisions/a.toml",
        "decisions/b.toml",
        "facts/prices.toml",
        "facts/serving/limits.toml",
        "pack.toml",
        "sources.toml",
    ];
    assert_eq!(paths(&folder), expected);
}

#[test]
fn what_is_not_the_packs_is_left_alone() {
    let folder = Folder::new("others")
        .with("pack.toml", b"")
        .with("README.md", b"\xff")
        .with(".hidden.toml", b"\xff")
        .with("scenarios/one.toml", b"\xff")
        .with("decisions/.draft.toml", b"\xff")
        .with("target/other.toml", b"\xff");
    assert_eq!(paths(&folder), ["pack.toml"]);
}

#[test]
fn a_misspelt_folder_is_read_so_that_it_is_reported() {
    let folder = Folder::new("misspelt").with("decision/a.toml", b"").with("pack.toml", b"");
    assert_eq!(paths(&folder), ["decision/a.toml", "pack.toml"]);
}

#[test]
fn an_empty_folder_is_told_apart_from_a_file_and_from_nothing() {
    let folder = Folder::new("empty").with("README.md", b"");
    assert!(matches!(Files::read(&folder.0), Err(FilesError::Empty { .. })));
    assert!(matches!(Files::read(&folder.0.join("README.md")), Err(FilesError::NotAFolder { .. })));
    assert!(matches!(Files::read(&folder.0.join("nothing")), Err(FilesError::NoFolder { .. })));
}

#[test]
fn bytes_that_are_no_text_are_placed() {
    let folder = Folder::new("bytes").with("pack.toml", b"id = \"a\"\ntitle = \"\xe9t\xe9\"\n");
    let error = Files::read(&folder.0).expect_err("it is not text");
    assert!(matches!(error, FilesError::NotText { line: 2, .. }), "{error}");
    assert!(
        error.to_string().ends_with("is not UTF-8 text: line 2 holds a byte that no text has"),
        "{error}"
    );
    assert_eq!(error.help(), "save the file as UTF-8");
}

#[test]
fn utf_16_is_told_by_its_mark() {
    let text = "id = \"a\"\n";
    let units = |of: fn(u16) -> [u8; 2]| {
        let marked = std::iter::once(0xfeff).chain(text.encode_utf16());
        marked.flat_map(of).collect::<Vec<u8>>()
    };
    for bytes in [units(u16::to_le_bytes), units(u16::to_be_bytes)] {
        let folder = Folder::new("utf-16").with("pack.toml", &bytes);
        let error = Files::read(&folder.0).expect_err("it is not UTF-8");
        assert!(error.to_string().ends_with("pack.toml` is UTF-16 text, not UTF-8"), "{error}");
        assert_eq!(error.help(), "save the file as UTF-8");
    }
}

#[test]
fn a_folder_that_is_called_like_a_file_is_a_folder() {
    let folder = Folder::new("called").with("pack.toml", b"").with("decisions/a.toml/b.toml", b"");
    assert_eq!(paths(&folder), ["decisions/a.toml/b.toml", "pack.toml"]);
}

/// Whoever opens a pipe waits until somebody writes to it: this test ends because nobody does.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_waited_for() {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    let folder = Folder::new("pipes").with("pack.toml", b"");
    let pipe = folder.0.join("facts.toml");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("there is `mkfifo`").success());
    let told = |name: &str| {
        let error = Files::read(&folder.0).expect_err("it is no file");
        let said = format!("{name}` is neither a file nor a folder");
        assert!(error.to_string().ends_with(&said), "{error}");
        assert!(error.help().starts_with("take it away"), "{}", error.help());
    };
    told("facts.toml");
    fs::remove_file(&pipe).expect("it can be taken away");
    let socket = UnixListener::bind(&pipe).expect("it can be made");
    told("facts.toml");
    drop(socket);
    fs::remove_file(&pipe).expect("it can be taken away");
    symlink("/dev/zero", &pipe).expect("it can be made");
    told("facts.toml");
}

/// Permissions do not keep root out; this file, which nobody can read from its start, does.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_read_is_named() {
    let folder = Folder::new("closed").with("pack.toml", b"");
    let link = folder.0.join("facts.toml");
    std::os::unix::fs::symlink("/proc/self/mem", link).expect("it can be made");
    let error = Files::read(&folder.0).expect_err("it cannot be read");
    let said = error.to_string();
    assert!(said.ends_with("facts.toml` cannot be read: Input/output error"), "{said}");
    assert_eq!(error.help(), "check that it exists and that you may read it");
}

#[test]
fn only_what_changed_is_read_again() {
    let folder = Folder::new("again")
        .with("pack.toml", b"one")
        .with("decisions/a.toml", b"one")
        .with("decisions/b.toml", b"one")
        .with("facts/old.toml", b"one");
    let before = Files::read(&folder.0).expect("it can be read").below("somewhere");
    let folder = folder
        .with("pack.toml", b"two")
        .with("decisions/a.toml", b"two")
        .with("decisions/b.toml", b"two")
        .with("facts/new.toml", b"two");
    fs::remove_file(folder.0.join("facts/old.toml")).expect("it can be taken away");
    let texts = |changed: &[&str]| {
        let changed: Vec<String> = changed.iter().map(|&path| path.to_owned()).collect();
        let files = before.read_again(&folder.0, &changed).expect("it can be read");
        assert_eq!(files.folder(), "somewhere");
        files.iter().map(|(_, path, text)| format!("{path} {text}")).collect::<Vec<_>>()
    };
    let one =
        ["decisions/a.toml two", "decisions/b.toml one", "facts/new.toml two", "pack.toml one"];
    assert_eq!(texts(&["decisions/a.toml"]), one);
    // A folder that was moved is told by its own name.
    let below =
        ["decisions/a.toml two", "decisions/b.toml two", "facts/new.toml two", "pack.toml one"];
    assert_eq!(texts(&["decisions"]), below);
    // What only begins alike is another file.
    assert_eq!(texts(&["decisions/a"])[0], "decisions/a.toml one");
    assert!(texts(&[""]).iter().all(|file| file.ends_with("two")));
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_none_in_a_circle() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new("links")
        .with("pack.toml", b"")
        .with("elsewhere/a.toml", b"")
        .with("facts/one.toml", b"");
    symlink(folder.0.join("elsewhere"), folder.0.join("decisions")).expect("it can be made");
    symlink(&folder.0, folder.0.join("facts/all")).expect("it can be made");
    symlink(folder.0.join("facts"), folder.0.join("facts/again")).expect("it can be made");
    symlink(folder.0.join("facts/one.toml"), folder.0.join("sources.toml"))
        .expect("it can be made");
    assert_eq!(paths(&folder), ["decisions/a.toml", "facts/one.toml", "pack.toml", "sources.toml"]);

    symlink("nowhere", folder.0.join("facts/gone.toml")).expect("it can be made");
    let error = Files::read(&folder.0).expect_err("it leads nowhere");
    assert!(error.to_string().ends_with("gone.toml` cannot be read: No such file or directory"));
    assert!(error.help().starts_with("if it is a link"), "{}", error.help());

    fs::remove_file(folder.0.join("facts/gone.toml")).expect("it can be taken away");
    symlink("loop.toml", folder.0.join("facts/loop.toml")).expect("it can be made");
    let error = Files::read(&folder.0).expect_err("it leads to itself");
    assert!(error.to_string().contains("facts/loop.toml` cannot be read: "), "{error}");
}
