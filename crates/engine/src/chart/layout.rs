//! Where the boxes of a chart stand: in columns from left to right, each arrow leading rightwards,
//! ordered so that few arrows cross (Sugiyama, Tagawa & Toda, *Methods for visual understanding of
//! hierarchical system structures*, 1981; the order within a column by barycentres).

use super::Chart;

/// How often the columns are put in order.
const SWEEPS: usize = 8;

/// A box with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) column: usize,
    /// How many boxes of the column stand above it.
    pub(super) row: usize,
}

/// The place of every box, and how many boxes each column has.
pub(super) fn layout(chart: &Chart) -> (Vec<Place>, Vec<usize>) {
    let columns = columns(chart);
    let count = columns.iter().max().map_or(0, |last| last + 1);
    let mut order: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (index, &column) in columns.iter().enumerate() {
        order[column].push(index);
    }
    let mut heights = vec![0.0; chart.boxes.len()];
    let settle = |order: &[Vec<usize>], heights: &mut Vec<f64>| {
        for column in order {
            for (row, &index) in column.iter().enumerate() {
                heights[index] = (row as f64 + 0.5) / column.len() as f64;
            }
        }
    };
    settle(&order, &mut heights);
    for sweep in 0..SWEEPS {
        let forwards = sweep % 2 == 0;
        let mut wanted = heights.clone();
        for (index, wanted) in wanted.iter_mut().enumerate() {
            let beside = chart.arrows.iter().filter_map(|arrow| match forwards {
                true => (arrow.to == index).then_some(arrow.from),
                false => (arrow.from == index).then_some(arrow.to),
            });
            let (mut sum, mut many) = (0.0, 0);
            for other in beside {
                sum += heights[other];
                many += 1;
            }
            if many > 0 {
                *wanted = sum / f64::from(many);
            }
        }
        for column in &mut order {
            column.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]).then(a.cmp(b)));
        }
        settle(&order, &mut heights);
    }
    let mut places = vec![Place { column: 0, row: 0 }; chart.boxes.len()];
    for (column, boxes) in order.iter().enumerate() {
        for (row, &index) in boxes.iter().enumerate() {
            places[index] = Place { column, row };
        }
    }
    (places, order.iter().map(Vec::len).collect())
}

/// The column of every box: one more than the last that leads to it. What nothing leads on from
/// stands in the last column.
fn columns(chart: &Chart) -> Vec<usize> {
    let mut columns = vec![0; chart.boxes.len()];
    // An arrow may stand before one that leads to its own beginning: as often as there are boxes
    // at most, a column grows.
    for _ in 0..chart.boxes.len() {
        let mut moved = false;
        for arrow in &chart.arrows {
            if columns[arrow.to] <= columns[arrow.from] {
                columns[arrow.to] = columns[arrow.from] + 1;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    let last = columns.iter().copied().max().unwrap_or(0);
    for (index, column) in columns.iter_mut().enumerate() {
        let reached = chart.arrows.iter().any(|arrow| arrow.to == index);
        if reached && chart.leaving(index).next().is_none() {
            *column = last;
        }
    }
    columns
}
