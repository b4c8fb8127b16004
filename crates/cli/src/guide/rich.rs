//! The front end that moves the cursor: lists to choose from, with where things stand always above
//! them. What is no longer true is wiped away, so that a session does not scroll.

mod board;
mod list;
mod look;
mod search;
mod several;
mod status;
mod typing;

use console::Term;
use dialoguer::Select;

use crate::catalogue::Catalogue;
use crate::layout::{PICK, Page, STRONG, Setting};
use crate::missing::example;

use super::asking::Misread;
use super::front::{After, FrontEnd, Item, Reply, Shown, Stop};
use super::{Answered, Asking, Back, Kind, View, Why};

use board::Board;
use list::Picked;
use look::{Entry, Hint, Look};
use search::Purpose;
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
    Why(Why),
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

    fn pair(&self, answered: &Answered) -> (String, String) {
        let words = answered.words.as_deref().unwrap_or(self.catalogue.guide.not_known);
        (answered.name.clone(), words.to_owned())
    }

    /// Shows a list and what stands above it; `None`: Esc.
    fn select(
        &mut self,
        above: &str,
        prompt: &str,
        look: &Look,
        first: usize,
    ) -> Result<Option<usize>, Stop> {
        self.board.show(above)?;
        let picked = Select::with_theme(look)
            .with_prompt(look.prompt(prompt))
            .items(look.indexes())
            .default(first)
            .report(false)
            .interact_on_opt(self.board.terminal());
        self.board.wipe()?;
        picked.map_err(stopped)
    }

    /// Shows a list beside which a value may be typed, and what stands above it.
    fn pick(
        &mut self,
        above: &str,
        prompt: &str,
        look: &Look,
        first: usize,
    ) -> Result<Picked, Stop> {
        self.board.show(above)?;
        let picked = list::pick(&self.board, look, prompt, first);
        self.board.wipe()?;
        picked.map_err(interrupted)
    }

    /// Shows a list that is searched by typing, and what stands above it.
    fn search(
        &mut self,
        above: &str,
        look: &Look,
        prompt: &str,
        first: usize,
        takes_value: bool,
    ) -> Result<Picked, Stop> {
        self.board.show(above)?;
        let nothing = self.catalogue.guide.nothing_found;
        let purpose = Purpose { prompt, first, takes_value, nothing };
        let picked = search::search(&self.board, look, purpose);
        self.board.wipe()?;
        picked.map_err(interrupted)
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
        let back = match view.back {
            Back::Nowhere => None,
            Back::Undo => Some(texts.undo),
            Back::Keep => Some(texts.keep),
            Back::Leave => Some(texts.leave),
            Back::FrontDoor => Some(texts.front_door),
        };
        actions.extend(back.map(|back| (Does::Reply(Reply::Back), back.to_owned())));
        if !view.answered.is_empty() {
            actions.push((Does::Reply(Reply::Edit), texts.edit.to_owned()));
        }
        if view.lists {
            actions.push((Does::Reply(Reply::List), texts.list_all.to_owned()));
        }
        actions.push((Does::Reply(Reply::Quit), texts.quit.to_owned()));
        actions
    }

    /// The menu behind Esc.
    fn menu(&mut self, view: &View, asking: &Asking) -> Result<Option<Reply>, Stop> {
        let mut entries = vec![(Does::Return, self.catalogue.guide.go_on.to_owned())];
        entries.extend(self.actions(view, asking));
        let look = self.look(entries.iter().map(|(_, text)| Entry::plain(text)), Hint::Fixed(""));
        let above = self.above(view, look.rows(&asking.ask));
        let picked = self.select(&above, &asking.ask, &look, 0)?;
        Ok(match picked.and_then(|index| entries.get(index)) {
            Some((Does::Reply(reply), _)) => Some(*reply),
            _ => None,
        })
    }

    fn look(&self, entries: impl IntoIterator<Item = Entry>, hint: Hint) -> Look {
        let entries = entries.into_iter().collect();
        Look::new(entries, hint, self.setting(), self.board.terminal().clone())
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
        let takes_value = matches!(asking.kind, Kind::Value(_));
        let mut how_to_choose = texts.how_to_choose;
        if takes_value {
            let text = (texts.type_value)(&example(asking.definition));
            entries.push((Does::Type, Entry::plain(&text)));
            how_to_choose = texts.how_to_choose_or_type;
        }
        let mut actions = self.actions(view, asking);
        let look = |actions: &[(Does, String)], hint: &'static str| {
            let actions = actions.iter().map(|(_, text)| Entry::action(text));
            let entries = entries.iter().map(|(_, entry)| entry.clone());
            self.look(entries.chain(actions), Hint::Fixed(hint))
        };
        let mut list = look(&actions, how_to_choose);
        let all = self.status(view, usize::MAX).finish();
        if list.rows(&asking.ask) > self.board.rows_beside(&all) {
            // Too low for everything: the rarer actions go behind one entry.
            actions.retain(|(does, _)| {
                !matches!(does, Does::Reply(Reply::Back | Reply::Edit | Reply::Quit))
            });
            actions.push((Does::More, texts.more.to_owned()));
            list = look(&actions, how_to_choose);
        }
        let few = self.status(view, 1).finish();
        let first = asking.first();
        let picked = if list.rows(&asking.ask) > self.board.rows_beside(&few) {
            // Too long even so: it scrolls, and can be searched.
            let list = look(&actions, texts.how_to_search);
            let above = self.above(view, list.rows_to_search(&asking.ask));
            self.search(&above, &list, &asking.ask, first, takes_value)?
        } else {
            let above = self.above(view, list.rows(&asking.ask));
            if takes_value {
                self.pick(&above, &asking.ask, &list, first)?
            } else {
                let picked = self.select(&above, &asking.ask, &list, first)?;
                picked.map_or(Picked::Left, Picked::Entry)
            }
        };
        let does = match picked {
            Picked::Entry(index) => {
                let actions = actions.iter().map(|(does, _)| does);
                entries.iter().map(|(does, _)| does).chain(actions).nth(index)
            }
            Picked::Begun(c) => return self.typed(view, asking, c.to_string()),
            Picked::Left => None,
        };
        match does {
            Some(Does::Pick(index)) => {
                Ok(asking.choices().get(*index).map(|choice| Reply::Answer(choice.answer)))
            }
            Some(Does::Reply(reply)) => Ok(Some(*reply)),
            Some(Does::Type) => self.typed(view, asking, String::new()),
            Some(Does::More | Does::Return) | None => self.menu(view, asking),
        }
    }

    /// A value typed in; `None`: the question is to be shown again.
    fn typed(
        &mut self,
        view: &View,
        asking: &Asking,
        mut text: String,
    ) -> Result<Option<Reply>, Stop> {
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
                Typed::Text(typed) => match asking.read_value(typed.trim()) {
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
                Kind::One(_) | Kind::Value(_) => self.one(view, asking)?,
                Kind::Several(_) => self.several(view, asking)?,
            };
            if let Some(reply) = reply {
                self.remarks.clear();
                return Ok(reply);
            }
        }
    }

    fn why(&mut self, _asking: &Asking, why: &Why) -> Result<(), Stop> {
        self.remarks.push(Remark::Why(why.clone()));
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
        let look = self.look(entries.chain(back), Hint::Fixed(texts.how_to_pick));
        let picked = self.select("", texts.which_edit, &look, 0)?;
        Ok(picked.filter(|&index| index < answered.len()))
    }

    fn choose(&mut self, prompt: &str, items: &[Item], back: bool) -> Result<Option<usize>, Stop> {
        let texts = &self.catalogue.guide;
        let hint = if back { texts.search_or_back } else { texts.type_to_search };
        let look = self.look(items.iter().map(Entry::item), Hint::Fixed(hint));
        Ok(match self.search("", &look, prompt, 0, false)? {
            Picked::Entry(index) => Some(index),
            Picked::Begun(_) | Picked::Left => None,
        })
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

    fn after(&mut self, shown: &Shown) -> Result<After, Stop> {
        let entries = shown.actions.iter().map(|(_, text)| Entry::plain(text));
        let look = self.look(entries, Hint::Fixed(""));
        self.board.leave("\n")?;
        // A long result has pushed its own beginning off the screen.
        let mut gist = self.page();
        gist.paragraph(0, 3, PICK, &format!("=> {}", shown.gist));
        let gist = gist.finish();
        let picked = self.select(&gist, self.catalogue.guide.what_now, &look, 0)?;
        let action = picked.and_then(|index| shown.actions.get(index));
        let after = action.map_or(After::Done, |(after, _)| *after);
        if after == After::Done && self.board.overflows(shown.text) {
            self.board.leave(&gist)?;
        }
        Ok(after)
    }
}
