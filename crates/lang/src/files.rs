//! The files of a pack: paths and texts, in memory. Reading them from a folder is the one thing in
//! this crate that touches the world.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use shirube_engine::nearest::nearest;
use thiserror::Error;

/// A file of a [`Files`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(crate) usize);

/// The files of a pack, in the order of their paths.
///
/// ```
/// use shirube_lang::Files;
///
/// let files = Files::new([("pack.toml", "id = \"lunch\""), ("decisions/lunch.toml", "")]);
/// let paths: Vec<_> = files.iter().map(|(_, path, _)| path).collect();
/// assert_eq!(paths, ["decisions/lunch.toml", "pack.toml"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Files {
    list: Vec<File>,
    /// What reports call the pack's folder; empty where paths are shown as they are in the pack.
    folder: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct File {
    pub(crate) id: FileId,
    pub(crate) path: String,
    pub(crate) text: String,
}

impl File {
    /// What it is for.
    pub(crate) fn role(&self) -> Role {
        Role::of(&self.path)
    }
}

/// What a file of a pack is for, told by its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Pack,
    Sources,
    Facts,
    Decision,
    Cases,
    Cues,
    Readings,
    /// Not a file of the layout.
    Unknown,
}

/// The folders of a pack.
pub(crate) const FOLDERS: [&str; 6] =
    ["cases", "cues", "decisions", "facts", "readings", "sources"];
/// The files at the top of a pack.
pub(crate) const TOP_FILES: [&str; 3] = ["facts.toml", "pack.toml", "sources.toml"];

impl Role {
    fn of(path: &str) -> Self {
        match (path, path.split_once('/').map(|(folder, _)| folder)) {
            ("pack.toml", _) => Self::Pack,
            ("sources.toml", _) | (_, Some("sources")) => Self::Sources,
            ("facts.toml", _) | (_, Some("facts")) => Self::Facts,
            (_, Some("decisions")) => Self::Decision,
            (_, Some("cases")) => Self::Cases,
            (_, Some("cues")) => Self::Cues,
            (_, Some("readings")) => Self::Readings,
            _ => Self::Unknown,
        }
    }
}

/// Why the files of a pack cannot be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum FilesError {
    /// There is no such folder.
    #[error("there is no folder `{}`", .folder.display())]
    NoFolder {
        /// The folder.
        folder: PathBuf,
    },
    /// The path is a file.
    #[error("`{}` is a file, not a folder", .path.display())]
    NotAFolder {
        /// The path.
        path: PathBuf,
    },
    /// The folder holds no TOML.
    #[error("the folder `{}` holds no file of a pack", .folder.display())]
    Empty {
        /// The folder.
        folder: PathBuf,
    },
    /// What has the name of a file of a pack is a pipe, a socket or a device.
    #[error("`{}` is neither a file nor a folder", .path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// A file begins with the mark of UTF-16.
    #[error("`{}` is UTF-16 text, not UTF-8", .path.display())]
    Utf16 {
        /// The file.
        path: PathBuf,
    },
    /// A file is not text.
    #[error("`{}` is not UTF-8 text: line {line} holds a byte that no text has", .path.display())]
    NotText {
        /// The file.
        path: PathBuf,
        /// The line of the first such byte, from 1.
        line: usize,
    },
    /// Something cannot be read.
    #[error("`{}` cannot be read: {}", .path.display(), said_by_system(.error))]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        #[source]
        error: std::io::Error,
    },
}

impl FilesError {
    /// The way out.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::NoFolder { .. } => "give the folder that holds `pack.toml`",
            Self::NotAFolder { .. } => "give the folder, not a file in it",
            Self::Empty { .. } => {
                "a pack has at least `pack.toml` and one file in `decisions/`; is this the right folder?"
            }
            Self::NotAFile { .. } => "take it away, or give it a name that does not end in `.toml`",
            Self::NotText { .. } | Self::Utf16 { .. } => "save the file as UTF-8",
            Self::Unreadable { error, .. } if error.kind() == ErrorKind::NotFound => {
                "if it is a link, what it leads to is not there: correct it or take it away"
            }
            Self::Unreadable { .. } => "check that it exists and that you may read it",
        }
    }
}

impl Files {
    /// Files from paths, relative to the pack's folder and with `/` between their parts, and texts.
    /// Of two files with one path the later one stays.
    pub fn new<P: Into<String>, T: Into<String>>(files: impl IntoIterator<Item = (P, T)>) -> Self {
        let sorted: BTreeMap<String, String> =
            files.into_iter().map(|(path, text)| (path.into(), text.into())).collect();
        let file = |(index, (path, text))| File { id: FileId(index), path, text };
        Self { list: sorted.into_iter().enumerate().map(file).collect(), folder: String::new() }
    }

    /// Reads a pack's folder: the `*.toml` at its top and, however deep, in `sources/`, `facts/`,
    /// `decisions/`, `cases/`, `cues/` and `readings/`. Files whose names start with a dot are left out. Links are
    /// followed, and no folder is read twice.
    ///
    /// # Errors
    ///
    /// If there is nothing to read, or something cannot be read or is not text.
    pub fn read(folder: &Path) -> Result<Self, FilesError> {
        Self::default().read_again(folder, &[String::new()])
    }

    /// Reads a folder that was read before. Of the files that are still there, only those are read
    /// whose path in the pack is one of `changed` or lies below one; the empty path is all of it.
    ///
    /// # Errors
    ///
    /// As for [`Files::read`].
    pub fn read_again(&self, folder: &Path, changed: &[String]) -> Result<Self, FilesError> {
        if !folder.exists() {
            return Err(FilesError::NoFolder { folder: folder.to_owned() });
        }
        if !folder.is_dir() {
            return Err(FilesError::NotAFolder { path: folder.to_owned() });
        }
        let known = |path: &str| {
            let is_changed = changed.iter().any(|changed| {
                let rest = path.strip_prefix(changed.as_str());
                rest.is_some_and(|rest| {
                    changed.is_empty() || rest.is_empty() || rest.starts_with('/')
                })
            });
            let found = self.list.iter().find(|file| file.path == path);
            found.filter(|_| !is_changed).map(|file| file.text.clone())
        };
        let mut walk = Walk { known: &known, entered: BTreeSet::new(), found: Vec::new() };
        walk.enter(folder, "")?;
        if walk.found.is_empty() {
            return Err(FilesError::Empty { folder: folder.to_owned() });
        }
        Ok(Self::new(walk.found).below(self.folder.clone()))
    }

    /// The same files, with a name for the pack's folder: reports show their paths below it, as
    /// somebody outside the folder would write them.
    ///
    /// ```
    /// use shirube_lang::{Files, check, concise};
    ///
    /// let files = Files::new([("pack.toml", "id = ")]).below("rules/lunch");
    /// let shown = concise(&check(&files).diagnostics, &files);
    /// assert!(shown.contains("rules/lunch/pack.toml:1:"), "{shown}");
    /// ```
    #[must_use]
    pub fn below(self, folder: impl Into<String>) -> Self {
        Self { folder: folder.into(), ..self }
    }

    /// What reports call the pack's folder; empty unless [`Files::below`] named it.
    #[must_use]
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// The path of a file as reports show it.
    #[must_use]
    pub fn shown(&self, file: FileId) -> String {
        self.shown_path(self.path(file))
    }

    /// A path of the pack as reports show it.
    pub(crate) fn shown_path(&self, path: &str) -> String {
        if self.folder.is_empty() { path.to_owned() } else { format!("{}/{path}", self.folder) }
    }

    /// Whether [`Files::read`] would read a file with this path, relative to the pack's folder.
    #[must_use]
    pub fn reads(path: &str) -> bool {
        let hidden = path.split('/').any(|part| part.starts_with('.'));
        let folder = path.split_once('/').map(|(folder, _)| folder);
        !hidden && path.ends_with(".toml") && folder.is_none_or(is_ours)
    }

    /// The path of a file, relative to the pack's folder.
    #[must_use]
    pub fn path(&self, file: FileId) -> &str {
        self.list.get(file.0).map_or("", |file| file.path.as_str())
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        self.list.get(file.0).map_or("", |file| file.text.as_str())
    }

    /// Every file with its path and text.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &str, &str)> {
        self.list.iter().map(|file| (file.id, file.path.as_str(), file.text.as_str()))
    }

    pub(crate) fn all(&self) -> &[File] {
        &self.list
    }
}

/// A walk through a pack's folder.
struct Walk<'k> {
    /// The text of a path that need not be read.
    known: &'k dyn Fn(&str) -> Option<String>,
    /// The folders that were entered, each by its real path: links may lead in a circle.
    entered: BTreeSet<PathBuf>,
    found: Vec<(String, String)>,
}

impl Walk<'_> {
    /// Adds the TOML files below a folder; `prefix` is its path in the pack.
    fn enter(&mut self, folder: &Path, prefix: &str) -> Result<(), FilesError> {
        let unreadable = |error| FilesError::Unreadable { path: folder.to_owned(), error };
        if !self.entered.insert(folder.canonicalize().map_err(unreadable)?) {
            return Ok(());
        }
        let entries = fs::read_dir(folder).map_err(unreadable)?;
        let mut paths = entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<Vec<_>, _>>()
            .map_err(unreadable)?;
        paths.sort();
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            if path.is_dir() {
                if !prefix.is_empty() || is_ours(&name) {
                    self.enter(&path, &format!("{prefix}{name}/"))?;
                }
            } else if name.ends_with(".toml") {
                let in_pack = format!("{prefix}{name}");
                let text = (self.known)(&in_pack).map_or_else(|| read_text(&path), Ok)?;
                self.found.push((in_pack, text));
            }
        }
        Ok(())
    }
}

/// What the system says went wrong, without its number for it.
fn said_by_system(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split_once(" (os error").map_or(text.clone(), |(said, _)| said.to_owned())
}

/// Whether a folder is one of the layout, or is likely meant to be one: such a folder is read, so
/// that the slip is reported rather than its files being left out.
fn is_ours(name: &str) -> bool {
    nearest(name, FOLDERS).is_some()
}

fn read_text(path: &Path) -> Result<String, FilesError> {
    let unreadable = |error| FilesError::Unreadable { path: path.to_owned(), error };
    // Whoever opens a pipe waits for what may never come.
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(FilesError::NotAFile { path: path.to_owned() });
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(FilesError::Utf16 { path: path.to_owned() });
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes().iter().take(valid).filter(|&&byte| byte == b'\n').count();
        FilesError::NotText { path: path.to_owned(), line }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_tells_what_a_file_is_for() {
        let table = [
            ("pack.toml", Role::Pack),
            ("sources.toml", Role::Sources),
            ("sources/aws/serving.toml", Role::Sources),
            ("facts.toml", Role::Facts),
            ("facts/serving.toml", Role::Facts),
            ("decisions/inference.toml", Role::Decision),
            ("cases/inference.toml", Role::Cases),
            ("fact.toml", Role::Unknown),
            ("decision/inference.toml", Role::Unknown),
        ];
        for (path, role) in table {
            assert_eq!(Role::of(path), role, "{path}");
        }
    }

    #[test]
    fn hidden_files_other_folders_and_what_is_no_toml_are_not_read() {
        for path in ["pack.toml", "decisions/a.toml", "decisions/b/a.toml", "decision/a.toml"] {
            assert!(Files::reads(path), "{path}");
        }
        for path in [".a.toml", "notes/a.toml", "decisions/a.md", "decisions/.b/a.toml"] {
            assert!(!Files::reads(path), "{path}");
        }
    }

    #[test]
    fn a_missing_folder_is_named() {
        let error = Files::read(Path::new("/no/such/folder")).unwrap_err();
        assert_eq!(error.to_string(), "there is no folder `/no/such/folder`");
        assert_eq!(error.help(), "give the folder that holds `pack.toml`");
    }
}
