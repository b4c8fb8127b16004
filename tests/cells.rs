//! Every cell of every pack: what the diagram says is what the rules, read literally, say. Cells that
//! the rules do not tell apart are looked at together.

#![allow(clippy::panic, reason = "a failed expectation fails the test")]

use std::thread;

use shirube_engine::interpreter::{Interpreter, Ruling};
use shirube_engine::{Decision, Outcome, Pack, Verdict};
use shirube_tests::{answers_of, checked, pack_folders};

#[test]
fn the_diagram_and_the_interpreter_agree_on_every_cell_of_every_pack() {
    for folder in pack_folders() {
        let (pack, _) = checked(&folder);
        for decision in pack.decisions() {
            thread::scope(|scope| {
                for edition in 0..pack.about().editions.len() {
                    let pack = &pack;
                    scope.spawn(move || agree_on_every_cell(pack, decision, edition));
                }
            });
        }
    }
}

fn agree_on_every_cell(pack: &Pack, decision: &Decision, edition: usize) {
    let definition = decision.definition();
    let place = format!("{} {}", definition.id, pack.about().editions[edition].id);
    let interpreter = Interpreter::new(definition, &pack.about().facts, edition);
    let mut won = vec![0u64; definition.options.len()];
    interpreter.every_block(&mut |cell, fixed| {
        let cube = decision.cube(edition, &answers_of(decision, cell, fixed));
        let expected = match interpreter.ruling(cell) {
            Ruling::Outcome(outcome, _) => {
                if let Outcome::Option(option) = outcome {
                    won[option] += 1;
                }
                Verdict::Settled(outcome)
            }
            Ruling::Impossible => Verdict::Impossible,
            fault => panic!("{place}: {cell:?}: {fault:?}"),
        };
        assert_eq!(decision.diagram(edition).verdict(&cube), expected, "{place}: {cell:?}");
        true
    });
    for (option, cells) in definition.options.iter().zip(won) {
        let offered = option.editions.contains(edition);
        assert!(cells == 0 || offered, "{place}: `{}` wins only where it is offered", option.id);
    }
}
