//! The front end in plain lines: for pipes, simple terminals and screen readers. Everything is
//! written once, from top to bottom, and every reply is a line.

use std::io::{BufRead, Read, Write};

use crate::catalogue::{Catalogue, PlainKeys};
use crate::layout::{ERROR, FAINT, PLAIN, Page, STRONG, Setting};
use crate::missing::example;

use super::asking::Misread;
use super::front::{After, FrontEnd, Item, Reply, Stop};
use super::{Answered, Asking, Choice, Kind, View, Why};

/// The longest line that is read, in bytes. What is longer is cut, and then is no answer.
const LONGEST: u64 = 64 * 1024;

/// Plain lines.
pub struct Plain<'w> {
    /// Where replies come from.
    pub input: &'w mut dyn BufRead,
    /// Whether replies are to be repeated, because nobody sees them being typed.
    pub echo: bool,
    /// Where questions go.
    pub talk: &'w mut (dyn Write + Send),
    /// How questions are set.
    pub setting: Setting,
    /// The texts.
    pub catalogue: &'static Catalogue,
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

    /// A numbered list to pick from; `None`: back.
    fn pick(&mut self, keys: &str, count: usize, ids: &[&str]) -> Result<Option<usize>, Stop> {
        loop {
            self.say(keys)?;
            let line = halved(&self.line()?);
            let by_number = line.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            let by_id = || ids.iter().position(|id| *id == line);
            match by_number.filter(|&index| index < count).or_else(by_id) {
                Some(index) => return Ok(Some(index)),
                None if line == "b" || line == "q" => return Ok(None),
                None => {
                    let message = (self.catalogue.guide.no_such_item)(&line);
                    self.complain(&message, None)?;
                }
            }
        }
    }
}

/// What was typed, with full-width letters and signs as the plain ones.
fn halved(text: &str) -> String {
    let half = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        'ー' | '−' => '-',
        _ => c,
    };
    text.chars().map(half).collect::<String>().trim().to_owned()
}

fn keys(view: &View, asking: &Asking) -> PlainKeys {
    PlainKeys {
        back: view.can_go_back,
        edit: !view.answered.is_empty(),
        help: asking.from.is_some(),
    }
}

fn status(view: &View, catalogue: &Catalogue, page: &mut Page) {
    page.verbatim(0, PLAIN, "");
    page.paragraph(0, 0, STRONG, &format!("{} ({})", view.title, view.edition));
    let answered: Vec<(String, String)> =
        view.answered.iter().map(|one| pair(one, catalogue)).collect();
    page.pairs(2, &answered);
    let standing = (catalogue.guide.standing)(view.left, view.all);
    let names = view.standing.join(catalogue.comma);
    page.paragraph(0, 2, PLAIN, &format!("{standing}{}{names}", catalogue.colon));
    page.paragraph(0, 0, PLAIN, &(catalogue.at_most)(view.at_most));
    page.blank();
}

fn pair(answered: &Answered, catalogue: &Catalogue) -> (String, String) {
    let words = answered.words.as_deref().unwrap_or(catalogue.guide.not_known);
    (answered.name.clone(), words.to_owned())
}

fn list(choices: &[Choice], prefix: &str, marked: u64, page: &mut Page) {
    for (index, choice) in choices.iter().enumerate() {
        let had = matches!(choice.answer, shirube_engine::Answer::Members { yes, .. } if yes & marked != 0);
        let mark = if had { "*" } else { "" };
        let id = choice.id.as_ref().map(|id| format!(" [{id}]")).unwrap_or_default();
        page.item(2, &format!("{prefix}{}", index + 1), &format!("{}{id}{mark}", choice.label));
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
        page.paragraph(0, 0, STRONG, &asking.ask);
        let (sign, keys) = (asking.number_sign(), keys(view, asking));
        let keys = match &asking.kind {
            Kind::One(choices) => {
                list(choices, sign, 0, &mut page);
                (texts.keys)(texts.one_key, &keys)
            }
            Kind::Several { choices, marked } => {
                list(choices, sign, *marked, &mut page);
                (texts.keys)(texts.several_keys, &keys)
            }
            Kind::Value { ranges, .. } => {
                list(ranges, sign, 0, &mut page);
                let example = example(asking.definition);
                (texts.keys)(&(texts.quantity_keys)(&example, sign), &keys)
            }
        };
        page.paragraph(0, 2, FAINT, &keys);
        self.show(page)?;
        loop {
            let line = self.line()?;
            match halved(&line).as_str() {
                "" => continue,
                "?" => return Ok(Reply::Why),
                "-" => return Ok(Reply::DontKnow),
                "q" => return Ok(Reply::Quit),
                "b" if view.can_go_back => return Ok(Reply::Back),
                "e" if !view.answered.is_empty() => return Ok(Reply::Edit),
                "b" | "e" => self.say(texts.nothing_before)?,
                "h" if asking.from.is_some() => return Ok(Reply::Help),
                typed => match asking.read(typed) {
                    Ok(answer) => return Ok(Reply::Answer(answer)),
                    Err(misread) => self.misread(&misread)?,
                },
            }
        }
    }

    fn why(&mut self, _asking: &Asking, why: &Why) -> Result<(), Stop> {
        let mut page = self.page();
        page.paragraph(0, 0, PLAIN, &why.why);
        page.paragraph(0, 0, PLAIN, &format!("{}:", self.catalogue.guide.leads_to));
        for (label, leads_to) in &why.leads_to {
            page.item(2, "-", &format!("{label}{}{leads_to}", self.catalogue.colon));
        }
        self.show(page)
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
        for (index, one) in answered.iter().enumerate() {
            let (name, words) = pair(one, self.catalogue);
            let text = format!("{name}{}{words} [{}]", self.catalogue.colon, one.id);
            page.item(2, &(index + 1).to_string(), &text);
        }
        self.show(page)?;
        let ids: Vec<&str> = answered.iter().map(|one| one.id.as_str()).collect();
        self.pick(self.catalogue.guide.pick_keys, answered.len(), &ids)
    }

    fn choose(&mut self, prompt: &str, items: &[Item]) -> Result<Option<usize>, Stop> {
        let mut page = self.page();
        page.paragraph(0, 0, STRONG, prompt);
        let mut group = None;
        for (index, item) in items.iter().enumerate() {
            if group != Some(&item.group) {
                page.paragraph(0, 2, PLAIN, &item.group);
                group = Some(&item.group);
            }
            page.item(2, &(index + 1).to_string(), &format!("{} [{}]", item.title, item.id));
        }
        self.show(page)?;
        let ids: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
        self.pick(self.catalogue.guide.choose_keys, items.len(), &ids)
    }

    fn summary(&mut self, _view: &View) -> Result<(), Stop> {
        self.say("")
    }

    fn after(&mut self, _reminder: &str, _can_edit: bool) -> Result<After, Stop> {
        Ok(After::Done)
    }
}
