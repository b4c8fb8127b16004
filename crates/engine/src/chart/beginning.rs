//! The beginning of a chart that is too large to be taken in at one look.

use super::{Arrow, BoxKind, Chart, ChartBox};

impl Chart {
    /// The first questions, with no more arrows than this, but always one question; in place of
    /// those that follow, what they decide between.
    #[must_use]
    pub fn beginning(&self, most: usize) -> Self {
        let questions = self.boxes.iter().take_while(|one| one.kind == BoxKind::Question).count();
        let (mut kept, mut arrows) = (0, 0);
        while kept < questions {
            arrows += self.leaving(kept).count();
            if arrows > most && kept > 0 {
                break;
            }
            kept += 1;
        }
        if kept == questions {
            return self.clone();
        }
        let ends = self.ends();
        let mut drawn =
            Self { boxes: self.boxes[..kept].to_vec(), arrows: Vec::new(), ..self.clone() };
        // What is drawn follows in the order in which it is met.
        for arrow in self.arrows.iter().filter(|arrow| arrow.from < kept) {
            let to = if arrow.to < kept {
                arrow.to
            } else {
                let end = self.end(arrow.to, &ends);
                drawn.boxes.iter().position(|known| *known == end).unwrap_or_else(|| {
                    drawn.boxes.push(end);
                    drawn.boxes.len() - 1
                })
            };
            drawn.arrows.push(Arrow { to, ..arrow.clone() });
        }
        drawn
    }

    /// For each box, the boxes without arrows that it leads to, in their order.
    fn ends(&self) -> Vec<Vec<usize>> {
        let mut ends: Vec<Vec<usize>> = vec![Vec::new(); self.boxes.len()];
        // Questions stand before what they lead to.
        for index in (0..self.boxes.len()).rev() {
            let mut own: Vec<usize> =
                self.leaving(index).flat_map(|arrow| ends[arrow.to].iter().copied()).collect();
            own.sort_unstable();
            own.dedup();
            ends[index] = if own.is_empty() { vec![index] } else { own };
        }
        ends
    }

    /// What stands in place of a box: itself, or what its questions decide between.
    fn end(&self, index: usize, ends: &[Vec<usize>]) -> ChartBox {
        if self.boxes[index].kind != BoxKind::Question {
            return self.boxes[index].clone();
        }
        let ends = ends[index].iter().map(|&end| &self.boxes[end]);
        let options = ends.clone().filter(|end| end.kind == BoxKind::Option);
        let names: Vec<&str> = options.map(|option| option.label.as_str()).collect();
        // Which advice, is told where it ends.
        let label = self.words.left(&names, ends.clone().any(nothing_fits));
        ChartBox { kind: BoxKind::Open, label }
    }
}

fn nothing_fits(end: &ChartBox) -> bool {
    end.kind == BoxKind::NothingFits
}
