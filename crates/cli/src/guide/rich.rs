//! The front end that moves the cursor: lists to choose from, with where things stand always above
//! them. What is no longer true is wiped away, so that a session does not scroll.

mod board;
mod look;
mod search;
mod typing;

use console::Term;
use dialoguer::{MultiSelect, Select};
use shirube_engine::Answer;

use crate::catalogue::Catalogue;
use crate::layout::{ERROR, FAINT, PICK, PLAIN, Page, STRONG, Setting};
use crate::missing::example;

use super::asking::Misread;
use super::front::{After, FrontEnd, Item, Reply, Stop};
use super::{Answered, Asking, Kind, View, Why};

use board::Board;
use look::{Entry, Look};
use typing::Typed;

/// Lists on a terminal.
pub struct Rich {
    catalogue: &'static Catalogue,
    setting: Setting,
    /// The width that was asked for.
    asked: Option<usize>,
    board: Board,
    /// What is to be shown above the next question.
    remarks: Vec<Remark>,
}

/// Something to be shown above the next question.
enum Remark {
    Problem(String),
    Note(String),
    Why { why: String, leads_to: Vec<(String, String)> },
}

/// What an entry of a question's list does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    Pick(usize),
    Type,
    Reply(Reply),
    More,
    Return,
}

impl Rich {
    /// Lists on the terminal that standard error goes to.
    #[must_use]
    pub fn new(catalogue: &'static Catalogue, setting: Setting, asked: Option<usize>) -> Self {
        console::set_colors_enabled_stderr(setting.colour);
        Self { catalogue, setting, asked, board: Board::new(Term::stderr()), remarks: Vec::new() }
    }

    fn setting(&self) -> Setting {
        let width = self.asked.unwrap_or_else(|| self.board.columns());
        Setting { width, ..self.setting }
    }

    fn page(&self) -> Page {
        Page::new(self.setting())
    }

    /// What stands above a question. Of many answers, the last ones are shown.
    fn status(&self, view: &View, shown: usize) -> Page {
        let (catalogue, texts) = (self.catalogue, &self.catalogue.guide);
        let mut page = self.page();
        page.paragraph(0, 0, STRONG, &format!("{} · {}", view.title, view.edition));
        let hidden = view.answered.len().saturating_sub(shown);
        if hidden > 0 {
            page.paragraph(2, 2, FAINT, &(texts.earlier)(hidden));
        }
        let answered: Vec<(String, String)> =
            view.answered.iter().skip(hidden).map(|one| self.pair(one)).collect();
        page.pairs(2, &answered);
        page.blank();
        let standing = (texts.standing)(view.left, view.all);
        let lead = format!("{standing}{}", catalogue.colon);
        let lines = if page.width() < 60 { 3 } else { 2 };
        page.at_most(lines, &lead, &view.standing, catalogue.comma, catalogue.and_more);
        page.paragraph(0, 0, PLAIN, &(catalogue.at_most)(view.at_most));
        page.blank();
        for remark in &self.remarks {
            self.remark(remark, &mut page);
        }
        page
    }

    fn remark(&self, remark: &Remark, page: &mut Page) {
        match remark {
            Remark::Problem(text) => page.labelled(ERROR, self.catalogue.error, text),
            Remark::Note(text) => page.labelled(STRONG, self.catalogue.note, text),
            Remark::Why { why, leads_to } => {
                page.paragraph(0, 0, PLAIN, why);
                page.paragraph(0, 0, FAINT, self.catalogue.guide.leads_to);
                page.pairs(2, leads_to);
            }
        }
        page.blank();
    }

    fn pair(&self, answered: &Answered) -> (String, String) {
        let words = answered.words.as_deref().unwrap_or(self.catalogue.guide.not_known);
        (answered.name.clone(), words.to_owned())
    }

    /// Shows a list and what stands above it; `None`: Esc.
    fn select(&mut self, above: &str, prompt: &str, look: &Look) -> Result<Option<usize>, Stop> {
        self.board.show(above)?;
        let picked = Select::with_theme(look)
            .with_prompt(look.prompt(prompt))
            .items(look.indexes())
            .default(0)
            .report(false)
            .interact_on_opt(self.board.terminal());
        self.board.wipe()?;
        picked.map_err(stopped)
    }

    /// Shows a list that is searched by typing, and what stands above it; `None`: Esc.
    fn search(
        &mut self,
        above: &str,
        prompt: &str,
        look: &Look,
        first: usize,
    ) -> Result<Option<usize>, Stop> {
        self.board.show(above)?;
        let picked = search::search(&self.board, look, prompt, first);
        self.board.wipe()?;
        picked.map_err(interrupted)
    }

    fn mark(
        &mut self,
        above: &str,
        prompt: &str,
        look: &Look,
        marked: &[bool],
    ) -> Result<Option<Vec<usize>>, Stop> {
        self.board.show(above)?;
        let picked = MultiSelect::with_theme(look)
            .with_prompt(look.prompt(prompt))
            .items(look.indexes())
            .defaults(marked)
            .report(false)
            .interact_on_opt(self.board.terminal());
        self.board.wipe()?;
        picked.map_err(stopped)
    }

    /// The actions that belong to a question.
    fn actions(&self, view: &View, asking: &Asking) -> Vec<(Does, String)> {
        let texts = &self.catalogue.guide;
        let mut actions = Vec::new();
        if asking.from.is_some() {
            actions.push((Does::Reply(Reply::Help), texts.help_decide.to_owned()));
        }
        actions.push((Does::Reply(Reply::DontKnow), texts.dont_know.to_owned()));
        actions.push((Does::Reply(Reply::Why), texts.why.to_owned()));
        if view.can_go_back {
            actions.push((Does::Reply(Reply::Back), texts.back.to_owned()));
        }
        if !view.answered.is_empty() {
            actions.push((Does::Reply(Reply::Edit), texts.edit.to_owned()));
        }
        actions.push((Does::Reply(Reply::Quit), texts.quit.to_owned()));
        actions
    }

    /// The menu behind Esc.
    fn menu(&mut self, view: &View, asking: &Asking) -> Result<Option<Reply>, Stop> {
        let mut entries = vec![(Does::Return, self.catalogue.guide.go_on.to_owned())];
        entries.extend(self.actions(view, asking));
        let look = self.look(entries.iter().map(|(_, text)| Entry::plain(text)), "");
        let above = self.above(view, look.rows(&asking.ask));
        let picked = self.select(&above, &asking.ask, &look)?;
        Ok(match picked.and_then(|index| entries.get(index)) {
            Some((Does::Reply(reply), _)) => Some(*reply),
            _ => None,
        })
    }

    fn look(&self, entries: impl IntoIterator<Item = Entry>, hint: &str) -> Look {
        let entries = entries.into_iter().collect();
        Look::new(entries, hint.to_owned(), self.setting(), self.board.terminal().clone())
    }

    /// What stands above a list of so many rows, with as many answers as there is room for.
    fn above(&self, view: &View, rows: usize) -> String {
        let mut shown = view.answered.len();
        loop {
            let above = self.status(view, shown).finish();
            if shown <= 1 || rows <= self.board.rows_beside(&above) {
                return above;
            }
            shown -= 1;
        }
    }

    /// A question whose answer is picked from a list; `None`: it is to be shown again.
    fn one(&mut self, view: &View, asking: &Asking) -> Result<Option<Reply>, Stop> {
        let texts = &self.catalogue.guide;
        let mut entries: Vec<(Does, Entry)> = (asking.choices().iter().enumerate())
            .map(|(index, choice)| (Does::Pick(index), Entry::choice(choice)))
            .collect();
        if let Kind::Value { .. } = asking.kind {
            let text = (texts.type_value)(&example(asking.definition));
            entries.push((Does::Type, Entry::plain(&text)));
        }
        let mut actions = self.actions(view, asking);
        let look = |actions: &[(Does, String)], hint: &str| {
            let actions = actions.iter().map(|(_, text)| Entry::action(text));
            let entries = entries.iter().map(|(_, entry)| entry.clone());
            self.look(entries.chain(actions), hint)
        };
        let mut list = look(&actions, texts.how_to_choose);
        let all = self.status(view, usize::MAX).finish();
        if list.rows(&asking.ask) > self.board.rows_beside(&all) {
            // Too low for everything: the rarer actions go behind one entry.
            actions.retain(|(does, _)| {
                !matches!(does, Does::Reply(Reply::Back | Reply::Edit | Reply::Quit))
            });
            actions.push((Does::More, texts.more.to_owned()));
            list = look(&actions, texts.how_to_choose);
        }
        let few = self.status(view, 1).finish();
        let picked = if list.rows(&asking.ask) > self.board.rows_beside(&few) {
            // Too long even so: it scrolls, and can be searched.
            let list = look(&actions, texts.how_to_search);
            let above = self.above(view, list.rows_to_search(&asking.ask));
            self.search(&above, &asking.ask, &list, 0)?
        } else {
            let above = self.above(view, list.rows(&asking.ask));
            self.select(&above, &asking.ask, &list)?
        };
        let does = picked.and_then(|index| {
            let actions = actions.iter().map(|(does, _)| does);
            entries.iter().map(|(does, _)| does).chain(actions).nth(index)
        });
        match does {
            Some(Does::Pick(index)) => {
                Ok(asking.choices().get(*index).map(|choice| Reply::Answer(choice.answer)))
            }
            Some(Does::Reply(reply)) => Ok(Some(*reply)),
            Some(Does::Type) => self.typed(view, asking),
            Some(Does::More | Does::Return) | None => self.menu(view, asking),
        }
    }

    /// A value typed in; `None`: the question is to be shown again.
    fn typed(&mut self, view: &View, asking: &Asking) -> Result<Option<Reply>, Stop> {
        let mut text = String::new();
        loop {
            let above = self.status(view, 3).finish();
            self.board.show(&above)?;
            let hint = self.catalogue.guide.how_to_type;
            let columns = self.setting().width;
            let typed = typing::line(self.board.terminal(), &asking.ask, hint, text, columns);
            self.board.wipe()?;
            self.remarks.clear();
            match typed.map_err(interrupted)? {
                Typed::Left => return Ok(None),
                Typed::Text(typed) if typed.trim().is_empty() => return Ok(None),
                Typed::Text(typed) => match asking.read(typed.trim()) {
                    Ok(answer) => return Ok(Some(Reply::Answer(answer))),
                    Err(misread) => {
                        self.misread(&misread);
                        text = typed;
                    }
                },
            }
        }
    }

    fn misread(&mut self, misread: &Misread) {
        let (message, help) = match misread {
            Misread::NoSuchItem(given) => ((self.catalogue.guide.no_such_item)(given), None),
            Misread::Answer(error) => (self.catalogue.problem.answer)(error),
        };
        self.remarks.push(Remark::Problem(match help {
            Some(help) => format!("{message} — {help}"),
            None => message,
        }));
    }

    /// A question to which several answers can be marked; `None`: it is to be shown again.
    fn several(
        &mut self,
        view: &View,
        asking: &Asking,
        marked: u64,
    ) -> Result<Option<Reply>, Stop> {
        let choices = asking.choices();
        let had: Vec<bool> = (choices.iter())
            .map(|choice| matches!(choice.answer, Answer::Members { yes, .. } if yes & marked != 0))
            .collect();
        let look = self.look(choices.iter().map(Entry::choice), self.catalogue.guide.how_to_mark);
        let few = self.status(view, 1).finish();
        let picks = if look.rows(&asking.ask) > self.board.rows_beside(&few) {
            self.mark_one_by_one(view, asking, had)?
        } else {
            let above = self.above(view, look.rows(&asking.ask));
            self.mark(&above, &asking.ask, &look, &had)?
        };
        match picks {
            Some(picks) => Ok(Some(Reply::Answer(asking.marked(&picks)))),
            None => self.menu(view, asking),
        }
    }

    /// Marks in a list too long to be seen: each pick turns a mark over, until it is done.
    fn mark_one_by_one(
        &mut self,
        view: &View,
        asking: &Asking,
        mut marks: Vec<bool>,
    ) -> Result<Option<Vec<usize>>, Stop> {
        let texts = &self.catalogue.guide;
        let mut at = 0;
        loop {
            let count = marks.iter().filter(|&&mark| mark).count();
            let go_on = Entry::plain(&(texts.go_on_with)(count));
            let entries = (asking.choices().iter().zip(&marks)).map(|(choice, &mark)| {
                let mark = if mark { "[x]" } else { "[ ]" };
                Entry::choice(choice).labelled(&format!("{mark} {}", choice.label))
            });
            let look = self.look(entries.chain([go_on]), texts.how_to_search);
            let above = self.above(view, look.rows_to_search(&asking.ask));
            match self.search(&above, &asking.ask, &look, at)? {
                None => return Ok(None),
                Some(pick) => match marks.get_mut(pick) {
                    Some(mark) => {
                        *mark = !*mark;
                        at = pick;
                    }
                    None => {
                        let marked = marks.iter().enumerate().filter(|(_, mark)| **mark);
                        return Ok(Some(marked.map(|(index, _)| index).collect()));
                    }
                },
            }
        }
    }
}

/// Why a list was not answered.
fn stopped(dialoguer::Error::IO(error): dialoguer::Error) -> Stop {
    interrupted(error)
}

/// Why a key could not be read.
fn interrupted(error: std::io::Error) -> Stop {
    // Ctrl-C: whoever handles the signal ends the process, in its own thread and in a moment.
    if error.kind() == std::io::ErrorKind::Interrupted {
        crate::interrupt::wait();
    }
    Stop::from(error)
}

impl FrontEnd for Rich {
    fn ask(&mut self, view: &View, asking: &Asking) -> Result<Reply, Stop> {
        loop {
            let reply = match &asking.kind {
                Kind::One(_) | Kind::Value { .. } => self.one(view, asking)?,
                Kind::Several { marked, .. } => self.several(view, asking, *marked)?,
            };
            if let Some(reply) = reply {
                self.remarks.clear();
                return Ok(reply);
            }
        }
    }

    fn why(&mut self, _asking: &Asking, why: &Why) -> Result<(), Stop> {
        let Why { why, leads_to } = why.clone();
        self.remarks.push(Remark::Why { why, leads_to });
        Ok(())
    }

    fn problem(&mut self, message: &str, reasons: &[String]) -> Result<(), Stop> {
        let text = [&[message.to_owned()], reasons].concat().join(" — ");
        self.remarks.push(Remark::Problem(text));
        Ok(())
    }

    fn note(&mut self, message: &str) -> Result<(), Stop> {
        self.remarks.push(Remark::Note(message.to_owned()));
        Ok(())
    }

    fn which(&mut self, answered: &[Answered]) -> Result<Option<usize>, Stop> {
        let entries = answered.iter().map(|one| {
            let (name, words) = self.pair(one);
            Entry::plain(&format!("{name}{}{words}", self.catalogue.colon))
        });
        let texts = &self.catalogue.guide;
        let back = std::iter::once(Entry::action(texts.back));
        let look = self.look(entries.chain(back), texts.how_to_choose);
        let picked = self.select("", texts.which_edit, &look)?;
        Ok(picked.filter(|&index| index < answered.len()))
    }

    fn choose(&mut self, prompt: &str, items: &[Item]) -> Result<Option<usize>, Stop> {
        let texts = &self.catalogue.guide;
        let look = self.look(items.iter().map(Entry::item), texts.type_to_search);
        self.search("", prompt, &look, 0)
    }

    fn summary(&mut self, view: &View) -> Result<(), Stop> {
        let mut page = self.page();
        page.paragraph(0, 0, STRONG, &format!("{} · {}", view.title, view.edition));
        let answered: Vec<(String, String)> =
            view.answered.iter().map(|one| self.pair(one)).collect();
        page.pairs(2, &answered);
        page.blank();
        self.board.leave(&page.finish())?;
        Ok(())
    }

    fn after(&mut self, reminder: &str, can_edit: bool) -> Result<After, Stop> {
        let texts = &self.catalogue.guide;
        let mut entries = vec![(After::Done, texts.done)];
        if can_edit {
            entries.push((After::Edit, texts.edit));
        }
        entries.push((After::Again, texts.start_again));
        let look = self.look(entries.iter().map(|(_, text)| Entry::plain(text)), "");
        self.board.leave("\n")?;
        // A long result may have pushed its own beginning off the screen.
        let mut above = self.page();
        above.paragraph(0, 0, PICK, reminder);
        let picked = self.select(&above.finish(), texts.what_now, &look)?;
        Ok(picked.and_then(|index| entries.get(index)).map_or(After::Done, |(after, _)| *after))
    }
}
