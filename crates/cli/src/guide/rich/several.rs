//! A question to which several answers can be marked.

use dialoguer::MultiSelect;

use crate::guide::front::{Reply, Stop};
use crate::guide::{Asking, View};

use super::list::Picked;
use super::look::{Entry, Hint, Look};
use super::{Rich, stopped};

impl Rich {
    /// A question to which several answers can be marked; `None`: it is to be shown again.
    pub(super) fn several(&mut self, view: &View, asking: &Asking) -> Result<Option<Reply>, Stop> {
        let choices = asking.choices();
        let had: Vec<bool> = choices.iter().map(|choice| choice.is_current).collect();
        let look = self.look(
            choices.iter().map(Entry::choice),
            Hint::Marked(self.catalogue.guide.how_to_mark),
        );
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
            let look = self.look(entries.chain([go_on]), Hint::Fixed(texts.how_to_search));
            let above = self.above(view, look.rows_to_search(&asking.ask));
            match self.search(&above, &look, &asking.ask, at, false)? {
                Picked::Begun(_) | Picked::Left => return Ok(None),
                Picked::Entry(pick) => match marks.get_mut(pick) {
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
}
