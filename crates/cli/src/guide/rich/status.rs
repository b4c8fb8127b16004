//! What stands above a list: where things stand, and what there is to remark.

use crate::guide::{View, Why};
use crate::layout::{ERROR, FAINT, PLAIN, Page, STRONG};

use super::{Remark, Rich};

impl Rich {
    /// What stands above a question. Of many answers, the last ones are shown.
    pub(super) fn status(&self, view: &View, shown: usize) -> Page {
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
        let standing = (texts.standing)(view.standing.len(), view.all);
        let lead = format!("{standing}{}", catalogue.colon);
        let lines = if page.width() < 60 { 3 } else { 2 };
        page.at_most(lines, view.standing.len(), |shown| {
            format!("{lead}{}", catalogue.outcomes(&view.standing, shown, view.or_nothing))
        });
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
            Remark::Why(Why { why, leads_to, more }) => {
                page.paragraph(0, 0, FAINT, self.catalogue.guide.leads_to);
                page.pairs(2, leads_to);
                if *more > 0 {
                    page.paragraph(2, 2, FAINT, &(self.catalogue.and_more)(*more));
                }
                page.blank();
                page.paragraph(0, 0, PLAIN, why);
            }
        }
        page.blank();
    }
}
