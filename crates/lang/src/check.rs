//! From files to a checked pack: which file is read when, so that each slip is reported once.

use shirube_engine::cores::on_all_cores;
use shirube_engine::diff::Claimed;
use shirube_engine::model::{Fact, Source};
use shirube_engine::{About, Pack, Workshop};
use shirube_reader::DecisionCues;
use toml::de::DeTable;

use crate::case::{self, Case};
use crate::code::Code;
use crate::condition::as_facts;
use crate::cues::{self, CuesRead};
use crate::decision::{self, Draft};
use crate::diagnostic::{Diagnostic, Findings};
use crate::facts::{self, FactRead};
use crate::files::{FOLDERS, File, Files, Role, TOP_FILES};
use crate::manifest::{self, Manifest};
use crate::names::Names;
use crate::place::Place;
use crate::proof;
use crate::reader::{Entry, Table};
use crate::readings::{self, Recorded};
use crate::requirement::Upstream;
use crate::review::{Review, ReviewOptions};
use crate::scope::Scope;
use crate::sources;
use crate::syntax::parse;
use crate::words::one_of;

/// What checking a pack came to.
#[derive(Debug)]
pub struct Checked {
    /// The pack; only if there is no error.
    pub pack: Option<Pack>,
    /// The recorded cases that could be read.
    pub cases: Vec<Case>,
    /// The cues that could be read; a compiled pack does not contain them.
    pub cues: Vec<DecisionCues>,
    /// The recorded texts that could be read.
    pub readings: Vec<Recorded>,
    /// The claims that could be read; a compiled pack does not contain them.
    pub claims: Vec<Claimed>,
    /// What was found, in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// The decisions as they were read.
    pub(crate) drafts: Vec<Draft>,
    /// Where each fact is.
    pub(crate) facts: Names,
    /// What is let stand: beside what, and which code.
    pub(crate) accepted: Vec<(Place, Code)>,
    /// Where that is written for all of the pack.
    pub(crate) whole: Option<Place>,
}

impl Checked {
    /// The decision as it was read.
    pub(crate) fn draft(&self, id: &str) -> Option<&Draft> {
        self.drafts.iter().find(|draft| draft.definition.id == id)
    }
}

/// A file with its root table; `None` if it is not TOML.
struct Parsed<'a> {
    file: &'a File,
    root: Option<DeTable<'a>>,
}

/// Checks the files of a pack, and compiles it if nothing is wrong.
///
/// ```
/// use shirube_lang::{Code, Files, check};
///
/// let checked = check(&Files::new([("decisions/lunch.toml", "id = \"lunch\"")]));
/// assert!(checked.pack.is_none());
/// assert_eq!(checked.diagnostics[0].code, Code::MissingFile);
/// assert_eq!(checked.diagnostics[0].message, "there is no `pack.toml`");
/// ```
#[must_use]
pub fn check(files: &Files) -> Checked {
    Checker::default().check(files)
}

/// As [`check`], and if nothing is wrong, also finds what the pack could do without or say better:
/// warnings and notes, with which it builds all the same.
#[must_use]
pub fn review(files: &Files, options: &ReviewOptions) -> Checked {
    Checker::default().review(files, options)
}

/// Checks packs that are much alike, such as one after each change: decisions that come again, with
/// all that they rest on, are not compiled, proved and analysed again. What it comes to is the same
/// as what [`check`] and [`review`] come to.
///
/// ```
/// use shirube_lang::{Checker, Files};
///
/// let mut checker = Checker::default();
/// let before = checker.check(&Files::new([("pack.toml", "id = \"lunch\"")]));
/// let after = checker.check(&Files::new([("pack.toml", "id = \"dinner\"")]));
/// assert_eq!(before.diagnostics.len(), after.diagnostics.len());
/// ```
#[derive(Debug, Default)]
pub struct Checker {
    workshop: Workshop,
}

impl Checker {
    /// As [`check`].
    pub fn check(&mut self, files: &Files) -> Checked {
        read(files, None, &mut self.workshop)
    }

    /// As [`review`].
    pub fn review(&mut self, files: &Files, options: &ReviewOptions) -> Checked {
        read(files, Some(*options), &mut self.workshop)
    }
}

fn read(files: &Files, options: Option<ReviewOptions>, workshop: &mut Workshop) -> Checked {
    let mut findings = Findings::default();
    let parsed = parse_all(files, &mut findings);
    refuse_strays(files, &mut findings);

    let mut scope = Scope::new();
    let manifest = read_manifest(&parsed, &mut scope, &mut findings);
    let declared_sources = declare(&parsed, Role::Sources, &mut scope, &mut findings);
    let declared_facts = declare(&parsed, Role::Facts, &mut scope, &mut findings);
    let sources = read_sources(declared_sources, &scope, &mut findings);
    let facts = read_facts(declared_facts, &sources, &scope, &mut findings);
    let manifest = manifest
        .and_then(|(table, outline)| manifest::read(table, outline, &scope, &facts, &mut findings));

    let (upstream, drafts) = read_decisions(&parsed, &scope, &facts, &mut findings);
    let front_door = manifest.as_ref().and_then(|manifest| manifest.front_door.clone());
    if let Some(door) = &front_door {
        door.check(&drafts, &upstream, &mut findings);
    }
    let cases = read_cases(&parsed, &drafts, &upstream, &scope, &mut findings);
    let cues = of_role(&parsed, Role::Cues).filter_map(|parsed| {
        let table = Table::root(parsed.file, parsed.root.as_ref()?, "file of cues");
        cues::read(table, &drafts, &upstream, &scope, &mut findings)
    });
    let cues: Vec<CuesRead> = cues.collect();
    let readings = read_readings(&parsed, &drafts, &upstream, &scope, &mut findings);

    let max_age = manifest.as_ref().and_then(|manifest| manifest.max_age.clone());
    let pack = compile(manifest, sources, &facts, &drafts, &scope, workshop, &mut findings);
    let pack = pack.filter(|_| !findings.has_errors());
    let accepted = findings.accepted();
    let whole = (parsed.iter())
        .find(|parsed| parsed.file.role() == Role::Pack)
        .and_then(|parsed| Some(Table::root(parsed.file, parsed.root.as_ref()?, "").place));
    if let (Some(pack), Some(options)) = (&pack, options) {
        let roots = parsed.iter().filter_map(|parsed| {
            let root = Table::root(parsed.file, parsed.root.as_ref()?, "");
            Some((parsed.file.role(), root))
        });
        let review = Review {
            options,
            scope: &scope,
            pack,
            max_age: max_age.as_ref(),
            front_door: front_door.as_ref(),
            drafts: &drafts,
            cases: &cases,
            cues: &cues,
            roots: roots.collect(),
            whole,
        };
        review.run(&workshop.analyse(pack), &mut findings);
    }
    let claims = drafts.iter().flat_map(Draft::claimed).collect();
    let diagnostics = findings.finish();
    let cues = cues.into_iter().map(|read| read.cues).collect();
    Checked {
        pack,
        cases,
        cues,
        readings,
        claims,
        diagnostics,
        drafts,
        facts: scope.facts,
        accepted,
        whole,
    }
}

fn parse_all<'a>(files: &'a Files, findings: &mut Findings) -> Vec<Parsed<'a>> {
    let known: Vec<&File> =
        files.all().iter().filter(|file| file.role() != Role::Unknown).collect();
    let parsed = on_all_cores(&known, |file| {
        let mut found = Findings::default();
        (parse(file, &mut found), found)
    });
    let parsed = known.into_iter().zip(parsed).map(|(file, (root, found))| {
        findings.append(found);
        Parsed { file, root }
    });
    parsed.collect()
}

/// Reports files that lie where none belongs.
fn refuse_strays(files: &Files, findings: &mut Findings) {
    for file in files.all().iter().filter(|file| file.role() == Role::Unknown) {
        let start = Place::new(file.id, 0..0);
        let found =
            findings.error(Code::UnknownFile, format!("`{}` is not a file of a pack", file.path));
        found.at(start, "");
        let (meant, known) = match file.path.split_once('/') {
            Some((folder, rest)) => {
                let meant = shirube_engine::nearest::nearest(folder, FOLDERS);
                (meant.map(|folder| format!("{folder}/{rest}")), "the folders are")
            }
            None => (
                shirube_engine::nearest::nearest(&file.path, TOP_FILES).map(str::to_owned),
                "the files at the top are",
            ),
        };
        found.help(match meant {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if file.path.contains('/') => format!("{known} {}", one_of(FOLDERS)),
            None => format!("{known} {}; decisions stand in `decisions/`", one_of(TOP_FILES)),
        });
    }
}

fn of_role<'p, 'a>(parsed: &'p [Parsed<'a>], role: Role) -> impl Iterator<Item = &'p Parsed<'a>> {
    parsed.iter().filter(move |parsed| parsed.file.role() == role)
}

/// Reads languages, editions and tasks, on which everything else depends.
fn read_manifest<'p>(
    parsed: &'p [Parsed<'_>],
    scope: &mut Scope,
    findings: &mut Findings,
) -> Option<(Table<'p>, manifest::Outline)> {
    let Some(parsed) = of_role(parsed, Role::Pack).next() else {
        findings.error(Code::MissingFile, "there is no `pack.toml`").help(
            "add `pack.toml` with the pack's `id`, `version`, `title`, `about`, `languages` \
                 and an `[[edition]]`",
        );
        unknown_manifest(scope);
        return None;
    };
    let Some(root) = &parsed.root else {
        unknown_manifest(scope);
        return None;
    };
    let mut table = Table::root(parsed.file, root, "pack");
    manifest::read_scope(&mut table, scope, findings);
    let outline = manifest::read_outline(&mut table, scope, findings);
    Some((table, outline))
}

fn unknown_manifest(scope: &mut Scope) {
    scope.edition_names.incomplete();
    scope.tasks.incomplete();
}

/// The keys of all sources or facts.
fn declare<'p>(
    parsed: &'p [Parsed<'_>],
    role: Role,
    scope: &mut Scope,
    findings: &mut Findings,
) -> Vec<Entry<'p>> {
    let mut declared = Vec::new();
    for parsed in of_role(parsed, role) {
        match (&parsed.root, role) {
            (Some(root), Role::Sources) => {
                let table = Table::root(parsed.file, root, "source");
                declared.extend(table.declare(&sources::KEYS, &mut scope.sources, findings));
            }
            (Some(root), _) => {
                let table = Table::root(parsed.file, root, "fact");
                declared.extend(table.declare(&facts::KEYS, &mut scope.facts, findings));
            }
            (None, Role::Sources) => scope.sources.incomplete(),
            (None, _) => scope.facts.incomplete(),
        }
    }
    declared.sort_by_key(|entry: &Entry<'_>| entry.key);
    declared
}

fn read_sources(
    declared: Vec<Entry<'_>>,
    scope: &Scope,
    findings: &mut Findings,
) -> Vec<Option<Source>> {
    declared.into_iter().map(|entry| sources::read(entry, scope, findings)).collect()
}

fn read_facts(
    declared: Vec<Entry<'_>>,
    sources: &[Option<Source>],
    scope: &Scope,
    findings: &mut Findings,
) -> Vec<FactRead> {
    declared.into_iter().map(|entry| facts::read(entry, scope, sources, findings)).collect()
}

fn read_decisions(
    parsed: &[Parsed<'_>],
    scope: &Scope,
    facts: &[FactRead],
    findings: &mut Findings,
) -> (Upstream, Vec<Draft>) {
    let mut names = Names::new("the pack", "decision", Code::UnknownDecision);
    let mut heads = Vec::new();
    for (position, parsed) in of_role(parsed, Role::Decision).enumerate() {
        match &parsed.root {
            Some(root) => {
                let table = Table::root(parsed.file, root, "decision");
                heads.push(decision::head(table, position, &mut names, scope, findings));
            }
            None => names.incomplete(),
        }
    }
    if of_role(parsed, Role::Decision).next().is_none() {
        findings
            .error(Code::MissingFile, "there is no decision")
            .help("add a file such as `decisions/my-decision.toml`");
    }
    let options = (names.ids())
        .map(|id| {
            let head = heads.iter().find(|head| head.id.is_some_and(|word| word.text == id));
            head.and_then(|head| head.options.clone())
        })
        .collect();
    let upstream = Upstream { decisions: names, options };
    let drafts = (heads.into_iter())
        .filter_map(|head| decision::read(head, scope, facts, &upstream, findings))
        .collect();
    (upstream, drafts)
}

fn read_cases(
    parsed: &[Parsed<'_>],
    drafts: &[Draft],
    upstream: &Upstream,
    scope: &Scope,
    findings: &mut Findings,
) -> Vec<Case> {
    let mut names = Names::new("the pack", "case", Code::DuplicateId);
    let mut cases = Vec::new();
    for parsed in of_role(parsed, Role::Cases) {
        if let Some(root) = &parsed.root {
            let table = Table::root(parsed.file, root, "file of cases");
            cases.extend(case::read(table, &mut names, drafts, upstream, scope, findings));
        }
    }
    cases
}

fn read_readings(
    parsed: &[Parsed<'_>],
    drafts: &[Draft],
    upstream: &Upstream,
    scope: &Scope,
    findings: &mut Findings,
) -> Vec<Recorded> {
    let mut names = Names::new("the pack", "reading", Code::DuplicateId);
    let mut recorded = Vec::new();
    for parsed in of_role(parsed, Role::Readings) {
        if let Some(root) = &parsed.root {
            let table = Table::root(parsed.file, root, "file of readings");
            recorded.extend(readings::read(table, &mut names, drafts, upstream, scope, findings));
        }
    }
    recorded
}

/// Compiles the decisions that could be read. They are a pack only if everything else is sound.
fn compile(
    manifest: Option<Manifest>,
    sources: Vec<Option<Source>>,
    facts: &[FactRead],
    drafts: &[Draft],
    scope: &Scope,
    workshop: &mut Workshop,
    findings: &mut Findings,
) -> Option<Pack> {
    let editions = scope.editions.as_deref()?;
    let facts: Vec<Fact> = as_facts(facts);
    let sources: Option<Vec<Source>> = sources.into_iter().collect();
    let about = match (manifest, sources) {
        (Some(manifest), Some(sources)) => about(manifest, sources, facts),
        _ => proof::about_for_proof(editions.len(), facts, editions),
    };
    proof::compile(about, drafts, workshop, findings)
}

fn about(manifest: Manifest, sources: Vec<Source>, facts: Vec<Fact>) -> About {
    About {
        id: manifest.id,
        version: manifest.version,
        title: manifest.title,
        about: manifest.about,
        notice: manifest.notice,
        languages: manifest.languages,
        editions: manifest.editions,
        domains: manifest.domains,
        tasks: manifest.tasks,
        exam: manifest.exam,
        front_door: manifest.front_door.map(|door| door.id),
        sources,
        facts,
    }
}
