//! The same work on many things, on all cores there are.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{Builder, available_parallelism, scope};

/// What some work makes of each item, in the order of the items. Where there are no threads to be
/// had, as in a browser, one item comes after the other.
#[must_use]
pub fn on_all_cores<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let some_of_them = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { return done };
            done.push((index, work(item)));
        }
    };
    let cores = available_parallelism().map_or(1, NonZero::get).min(items.len());
    let mut done = scope(|scope| {
        // A thread that cannot be had leaves its share to the others.
        let others: Vec<_> = (1..cores)
            .filter_map(|_| Builder::new().spawn_scoped(scope, some_of_them).ok())
            .collect();
        let mut done = some_of_them();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for count in [0, 1, 2, 1000] {
            let items: Vec<usize> = (0..count).collect();
            let doubled: Vec<usize> = items.iter().map(|item| item * 2).collect();
            assert_eq!(on_all_cores(&items, |item| item * 2), doubled);
        }
    }
}
