//! The front end in plain lines: for pipes, simple terminals and screen readers. Everything is
//! written once, from top to bottom, and every reply is a line.

use std::io::{BufRead, Read, Write};

use shirube_engine::half_width::half_width;

use crate::catalogue::{Catalogue, PlainKeys};
use crate::layout::{ERROR, FAINT, PLAIN, Page, STRONG, Setting};
use crate::missing::example;

use super::asking::Misread;
use super::front::{After, FrontEnd, Item, Reply, Shown, Stop};
use super::numbering::Numbering;
use super::{Answered, Asking, Back, Kind, View, Why};

/// The longest line that is read, in bytes. What is longer is cut, and then is no answer.
const LONGEST: u64 = 64 * 1024;

/// A result longer than this may have left the screen in part.
const USUAL_ROWS: usize = 24;

/// Plain lines.
pub struct Plain<'w> {
    /// Where replies come from.
    input: &'w mut dyn BufRead,
    /// Whether replies are to be repeated, because nobody sees them being typed.
    echo: bool,
    /// Where questions go.
    talk: &'w mut (dyn Write + Send),
    /// How questions are set.
    setting: Setting,
    /// The texts.
    catalogue: &'static Catalogue,
    /// Why the next question is asked, if that is to be told.
    why: Option<Why>,
}

impl<'w> Plain<'w> {
    /// Plain lines: replies come from `input` and, where nobody sees them being typed, are repeated
    /// (`echo`); questions go to `talk`.
    pub fn new(
        input: &'w mut dyn BufRead,
        echo: bool,
        talk: &'w mut (dyn Write + Send),
        setting: Setting,
        catalogue: &'static Catalogue,
    ) -> Self {
        Self { input, echo, talk, setting, catalogue, why: None }
    }
}

impl Plain<'_> {
    fn page(&self) -> Page {
        Page::new(self.setting)
    }

    fn show(&mut self, page: Page) -> Result<(), Stop> {
        self.talk.write_all(page.finish().as_bytes())?;
        self.talk.flush()?;
        Ok(())
    }

    /// Asks for a line.
    fn line(&mut self) -> Result<String, Stop> {
        self.talk.write_all(b"> ")?;
        self.talk.flush()?;
        let mut bytes = Vec::new();
        let read = (&mut *self.input).take(LONGEST).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            self.talk.write_all(b"\n")?;
            return Err(Stop::Exhausted);
        }
        let line = String::from_utf8_lossy(&bytes).trim().to_owned();
        if self.echo {
            self.talk.write_all(format!("{line}\n").as_bytes())?;
        }
        Ok(line)
    }

    fn say(&mut self, message: &str) -> Result<(), Stop> {
        let mut page = self.page();
        page.paragraph(0, 0, PLAIN, message);
        self.show(page)
    }

    fn complain(&mut self, message: &str, help: Option<&str>) -> Result<(), Stop> {
        let mut page = self.page();
        page.labelled(ERROR, self.catalogue.error, message);
        if let Some(help) = help {
            page.labelled(STRONG, self.catalogue.help, help);
        }
        self.show(page)
    }

    fn misread(&mut self, misread: &Misread) -> Result<(), Stop> {
        let catalogue = self.catalogue;
        match misread {
            Misread::NoSuchItem(given) => {
                self.complain(&(catalogue.guide.no_such_item)(given), None)
            }
            Misread::Answer(error) => {
                let (message, help) = (catalogue.problem.answer)(error);
                self.complain(&message, help.as_deref())
            }
        }
    }

    /// An entry of a list is picked by number or id; `None`: back.
    fn pick(
        &mut self,
        keys: fn(&str) -> String,
        numbering: Numbering,
        ids: &[&str],
    ) -> Result<Option<usize>, Stop> {
        loop {
            self.say(&keys(numbering.sign()))?;
            let line = half_width(&self.line()?).trim().to_owned();
            match numbering.read(&line, ids.len()) {
                Ok(Some(index)) => return Ok(Some(index)),
                Ok(None) => match ids.iter().position(|id| *id == line) {
                    Some(index) => return Ok(Some(index)),
                    None if line == "b" || line == "q" => return Ok(None),
                    None => self.misread(&Misread::NoSuchItem(line))?,
                },
                Err(misread) => self.misread(&misread)?,
            }
        }
    }

    /// What each answer leads to, and at last, next to the question, why it is asked.
    fn reason(&self, why: &Why, page: &mut Page) {
        let texts = &self.catalogue.guide;
        page.paragraph(0, 0, PLAIN, &format!("{}:", texts.leads_to));
        for (label, leads_to) in &why.leads_to {
            page.item(2, "-", &format!("{label}{}{leads_to}", self.catalogue.colon));
        }
        if why.more > 0 {
            page.paragraph(2, 2, PLAIN, &(self.catalogue.and_more)(why.more));
        }
        page.blank();
        page.paragraph(0, 0, PLAIN, &why.why);
        page.blank();
    }
}

fn keys(view: &View, asking: &Asking) -> PlainKeys {
    PlainKeys {
        back: view.back != Back::Nowhere,
        edit: !view.answered.is_empty(),
        help: asking.from.is_some(),
        list: view.lists,
    }
}

fn status(view: &View, catalogue: &Catalogue, page: &mut Page) {
    page.verbatim(0, PLAIN, "");
    page.paragraph(0, 0, STRONG, &format!("{} ({})", view.title, view.edition));
    let answered: Vec<(String, String)> =
        view.answered.iter().map(|one| pair(one, catalogue)).collect();
    page.pairs(2, &answered);
    let standing = (catalogue.guide.standing)(view.standing.len(), view.all);
    let names = catalogue.outcomes(&view.standing, usize::MAX, view.or_nothing);
    page.paragraph(0, 2, PLAIN, &format!("{standing}{}{names}", catalogue.colon));
    page.paragraph(0, 0, PLAIN, &(catalogue.at_most)(view.at_most));
    page.blank();
}

fn pair(answered: &Answered, catalogue: &Catalogue) -> (String, String) {
    let words = answered.words.as_deref().unwrap_or(catalogue.guide.not_known);
    (answered.name.clone(), words.to_owned())
}

fn list(asking: &Asking, page: &mut Page) {
    let numbering = asking.numbering();
    for (index, choice) in asking.choices().iter().enumerate() {
        let mark = if choice.is_current { "*" } else { "" };
        let id = choice.id.as_ref().map(|id| format!(" [{id}]")).unwrap_or_default();
        page.item(2, &numbering.number(index), &format!("{}{id}{mark}", choice.label));
        if let Some(about) = &choice.about {
            page.paragraph(6, 6, FAINT, about);
        }
    }
}

impl FrontEnd for Plain<'_> {
    fn ask(&mut self, view: &View, asking: &Asking) -> Result<Reply, Stop> {
        let (catalogue, texts) = (self.catalogue, &self.catalogue.guide);
        let mut page = self.page();
        status(view, catalogue, &mut page);
        if let Some(why) = self.why.take() {
            self.reason(&why, &mut page);
        }
        page.paragraph(0, 0, STRONG, &asking.ask);
        list(asking, &mut page);
        let sign = asking.numbering().sign();
        let answer = match &asking.kind {
            Kind::One(_) => (texts.one_key)(sign),
            Kind::Several(_) => (texts.several_keys)(sign),
            Kind::Value(_) => (texts.quantity_keys)(&example(asking.definition), sign),
        };
        let keys = (texts.keys)(&answer, &keys(view, asking));
        page.paragraph(0, 2, FAINT, &keys);
        self.show(page)?;
        loop {
            let line = self.line()?;
            match half_width(&line).trim() {
                "" => continue,
                "?" => return Ok(Reply::Why),
                "-" => return Ok(Reply::DontKnow),
                "q" => return Ok(Reply::Quit),
                "b" if view.back != Back::Nowhere => return Ok(Reply::Back),
                "e" if !view.answered.is_empty() => return Ok(Reply::Edit),
                "b" | "e" => self.say(texts.nothing_before)?,
                "h" if asking.from.is_some() => return Ok(Reply::Help),
                "l" if view.lists => return Ok(Reply::List),
                typed => match asking.read(typed) {
                    Ok(answer) => return Ok(Reply::Answer(answer)),
                    Err(misread) => self.misread(&misread)?,
                },
            }
        }
    }

    fn why(&mut self, _asking: &Asking, why: &Why) -> Result<(), Stop> {
        // It comes with the question, which is asked again at once.
        self.why = Some(why.clone());
        Ok(())
    }

    fn problem(&mut self, message: &str, reasons: &[String]) -> Result<(), Stop> {
        self.complain(message, None)?;
        let mut page = self.page();
        for reason in reasons {
            page.item(2, "-", reason);
        }
        self.show(page)
    }

    fn note(&mut self, message: &str) -> Result<(), Stop> {
        let mut page = self.page();
        page.labelled(STRONG, self.catalogue.note, message);
        self.show(page)
    }

    fn which(&mut self, answered: &[Answered]) -> Result<Option<usize>, Stop> {
        let mut page = self.page();
        page.paragraph(0, 0, STRONG, self.catalogue.guide.which_edit);
        let ids: Vec<&str> = answered.iter().map(|one| one.id.as_str()).collect();
        let numbering = Numbering::beside(ids.iter().copied());
        for (index, one) in answered.iter().enumerate() {
            let (name, words) = pair(one, self.catalogue);
            let text = format!("{name}{}{words} [{}]", self.catalogue.colon, one.id);
            page.item(2, &numbering.number(index), &text);
        }
        self.show(page)?;
        self.pick(self.catalogue.guide.pick_keys, numbering, &ids)
    }

    fn choose(&mut self, prompt: &str, items: &[Item], back: bool) -> Result<Option<usize>, Stop> {
        let mut page = self.page();
        page.paragraph(0, 0, STRONG, prompt);
        let ids: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
        let numbering = Numbering::beside(ids.iter().copied());
        let mut group = None;
        for (index, item) in items.iter().enumerate() {
            if group != Some(&item.group) {
                page.paragraph(0, 2, PLAIN, &item.group);
                group = Some(&item.group);
            }
            page.item(2, &numbering.number(index), &format!("{} [{}]", item.title, item.id));
        }
        self.show(page)?;
        let texts = &self.catalogue.guide;
        self.pick(if back { texts.pick_keys } else { texts.choose_keys }, numbering, &ids)
    }

    fn summary(&mut self, _view: &View) -> Result<(), Stop> {
        self.say("")
    }

    fn after(&mut self, shown: &Shown) -> Result<After, Stop> {
        if shown.text.lines().count() >= USUAL_ROWS {
            self.say(&format!("\n=> {}", shown.gist))?;
        }
        Ok(After::Done)
    }
}
