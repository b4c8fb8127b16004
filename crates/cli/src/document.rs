//! Decisions as Markdown pages, for who reads rather than answers: what a decision is about, what
//! it asks, when each option is picked or out, what nearly makes another one win, and where it all
//! stands. Everything on a page is derived from the pack.

mod edition;
mod figure;
mod index;
mod limit;
mod map;
mod near_miss;
mod option;
mod question;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use shirube_engine::markdown::escaped;
use shirube_engine::model::{Definition, Text};
use shirube_engine::phrase::TestText;
use shirube_engine::plan::Planner;
use shirube_engine::quantity::Dimension;
use shirube_engine::{Answer, Decision, Pack};

use crate::catalogue::Catalogue;

/// Every page of a pack as an edition has it, by the name of its file: in each language one for each
/// decision, and an index. The first language has the plain names.
#[must_use]
pub fn pages(pack: &Pack, edition: usize) -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    for language in 0..pack.about().languages.len() {
        pages.insert(file(pack, "README", language), index::index(pack, edition, language));
        for decision in pack.decisions() {
            let name = file(pack, &decision.definition().id, language);
            pages.insert(name, page(pack, decision, edition, language));
        }
    }
    pages
}

/// The page of a decision, as an edition has it. Its links go to the other [`pages`].
#[must_use]
pub fn page(pack: &Pack, decision: &Decision, edition: usize, language: usize) -> String {
    let mut document = Document::new(pack, decision, edition, language);
    document.head();
    document.choices();
    let plan = Planner::new(decision, edition).graph();
    document.map(&plan);
    document.questions(&plan);
    document.options(&plan);
    document.limits();
    document.editions();
    document.figures();
    document.sources();
    document.text
}

/// The name of the file of a page.
fn file(pack: &Pack, name: &str, language: usize) -> String {
    match pack.about().languages.get(language) {
        Some(code) if language > 0 => format!("{name}.{code}.md"),
        _ => format!("{name}.md"),
    }
}

/// Links to the same page in the other languages.
fn languages(pack: &Pack, name: &str, language: usize) -> Vec<String> {
    let others = pack.about().languages.iter().enumerate().filter(|(other, _)| *other != language);
    others
        .map(|(other, code)| {
            let catalogue = Catalogue::of(code);
            let own = if catalogue.code == code { catalogue.document.language } else { code };
            format!("[{own}]({})", file(pack, name, other))
        })
        .collect()
}

/// A page that is being written.
struct Document<'a> {
    pack: &'a Pack,
    decision: &'a Decision,
    definition: &'a Definition,
    edition: usize,
    language: usize,
    catalogue: &'static Catalogue,
    /// The sources in the order in which they are first cited.
    cited: Vec<usize>,
    text: String,
}

impl<'a> Document<'a> {
    fn new(pack: &'a Pack, decision: &'a Decision, edition: usize, language: usize) -> Self {
        let code = pack.about().languages.get(language).map_or("", String::as_str);
        Self {
            pack,
            decision,
            definition: decision.definition(),
            edition,
            language,
            catalogue: Catalogue::of(code),
            cited: Vec::new(),
            text: String::new(),
        }
    }

    /// A text of the pack, in which nothing is Markdown.
    fn plain(&self, text: &Text) -> String {
        escaped(&self.pack.text(text, self.language, self.edition))
    }

    /// Adds a paragraph, with an empty line before it.
    fn paragraph(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let _ = writeln!(self.text, "{text}");
    }

    fn heading(&mut self, title: &str) {
        self.paragraph(&format!("## {title}"));
    }

    /// Adds a list, each of its items one or more lines.
    fn list(&mut self, items: &[String]) {
        let items: Vec<String> = items.iter().map(|item| format!("- {item}")).collect();
        self.paragraph(&items.join("\n"));
    }

    fn head(&mut self) {
        let (about, texts) = (self.pack.about(), &self.catalogue.document);
        let title = self.plain(&self.definition.title);
        self.paragraph(&format!("# {title}"));
        self.paragraph(&self.plain(&self.definition.about));
        let mut facts = Vec::new();
        let task = self.definition.task.as_ref();
        if let Some(task) = task.and_then(|id| about.tasks.iter().find(|task| task.id == *id)) {
            let mut line = (texts.task)(&task.id, &self.plain(&task.title));
            if let Some(domain) = about.domains.iter().find(|domain| domain.id == task.domain) {
                let weight = Dimension::Ratio.format(domain.weight);
                let domain = (texts.domain)(&self.plain(&domain.title), &weight);
                line.push_str(&(texts.aside)(&domain));
            }
            facts.push(line);
        }
        if let (Some(edition), true) = (about.editions.get(self.edition), about.editions.len() > 1)
        {
            facts.push((texts.edition)(&edition.id, &self.plain(&edition.title)));
        }
        facts.push((texts.ask)(&format!("shirube guide {}", self.definition.id)));
        let mut links =
            vec![format!("[{}]({})", texts.all, file(self.pack, "README", self.language))];
        links.extend(languages(self.pack, &self.definition.id, self.language));
        facts.push(links.join(" · "));
        self.list(&facts);
    }

    /// The options with what each is best for, each a link to its part of the page.
    fn choices(&mut self) {
        let texts = &self.catalogue.document;
        let options: Vec<_> = (self.definition.options_in_order().into_iter())
            .map(|option| &self.definition.options[option])
            .collect();
        let best = options.iter().all(|option| option.best.is_some());
        self.heading(self.catalogue.listing.options);
        let head = if best { texts.best } else { texts.what };
        let mut table = format!("| {} | {head} |\n|---|---|", texts.option);
        for option in options {
            let says = option.best.as_ref().filter(|_| best).unwrap_or(&option.about);
            let (name, says) = (self.plain(&option.name), self.plain(says));
            let _ = write!(table, "\n| [{name}](#option-{}) | {says} |", option.id);
        }
        self.paragraph(&table);
    }

    /// An option's name as a link to its part of the page.
    fn option_link(&self, option: usize) -> String {
        let option = &self.definition.options[option];
        format!("[{}](#option-{})", self.plain(&option.name), option.id)
    }

    fn option_links(&self, options: &[usize]) -> String {
        let links: Vec<String> = options.iter().map(|&option| self.option_link(option)).collect();
        links.join(self.catalogue.comma)
    }

    /// What a person says to an input: `Traffic: **With idle gaps**`.
    fn answer(&self, input: usize, answer: &Answer) -> String {
        let words = &self.catalogue.words;
        let (definition, edition, language) = (self.definition, self.edition, self.language);
        let says = self.pack.describe(definition, edition, language, input, answer, words);
        self.said(&self.pack.text(&definition.inputs[input].name, language, edition), &says)
    }

    fn said(&self, name: &str, says: &str) -> String {
        format!("{}{}**{}**", escaped(name), self.catalogue.colon, escaped(says))
    }

    /// The rules of an edition, those that ask for least first: what is so in general stands before
    /// its exceptions.
    fn rules_in_order(&self, edition: usize) -> Vec<usize> {
        let rules = &self.definition.rules;
        let mut order: Vec<usize> =
            (0..rules.len()).filter(|&rule| rules[rule].editions.contains(edition)).collect();
        order.sort_by_key(|&rule| rules[rule].when.0.iter().map(Vec::len).max());
        order
    }

    /// When a rule holds.
    fn condition(&self, rule: usize, edition: usize) -> String {
        let words = &self.catalogue.words;
        let when = self.pack.condition(self.decision, rule, edition, self.language, words);
        let join = |tests: &[TestText]| {
            let tests: Vec<String> =
                tests.iter().map(|test| self.said(&test.name, &test.accepts)).collect();
            tests.join(" · ")
        };
        let ways: Vec<String> = when.any.iter().map(|way| join(way)).collect();
        let ways = ways.join(words.or_range);
        match (when.all.is_empty(), when.any.is_empty()) {
            (true, true) => format!("**{}**", self.catalogue.diff.always),
            (true, false) => ways,
            (false, true) => join(&when.all),
            (false, false) => format!("{} · ({ways})", join(&when.all)),
        }
    }

    /// What a rule says, with the numbers of its sources.
    fn because(&mut self, rule: usize, edition: usize) -> String {
        let rule = &self.definition.rules[rule];
        let mut sources = rule.sources.clone();
        for &fact in &rule.facts {
            sources.extend(&self.pack.about().facts[fact].values[edition].sources);
        }
        let text = escaped(&self.pack.text(&rule.because, self.language, edition));
        format!("{text}{}", self.cite(&sources))
    }

    /// When a rule holds, and on the next line what it says.
    fn rule(&mut self, rule: usize, edition: usize) -> String {
        let because = self.because(rule, edition);
        format!("{}\\\n  {because}", self.condition(rule, edition))
    }
}
