//! Graphs lead every answer where the interpreter does, and their drawings say the same.

use std::collections::BTreeSet;

use proptest::prelude::*;
use shirube_engine::chart::{Arrow, BoxKind, Chart, Drawing};
use shirube_engine::graph::{Graph, Target};
use shirube_engine::plan::Planner;
use shirube_engine::{Cube, Decision, Outcome};

use crate::support::{Size, World, check, pack, samples};

/// Where a cell is led.
fn walk(graph: &Graph, cell: &Cube) -> Target {
    let mut target = graph.root;
    while let Target::Node(index) = target {
        let node = &graph.nodes[index];
        target = node.branches[cell.0[node.level].trailing_zeros() as usize];
    }
    target
}

#[test]
fn a_graph_leads_every_cell_where_the_interpreter_does() {
    let tally = check(600, samples(Size::LARGE), |sample, tally| {
        let compiled = Decision::compile(sample.definition.clone(), &sample.facts, sample.editions);
        let Ok(decision) = compiled else { return Ok(()) };
        for edition in 0..sample.editions {
            let world = World::new(&sample, &decision, edition);
            let diagram = decision.diagram(edition).graph();
            let plan = Planner::new(&decision, edition).graph();
            prop_assert_eq!(diagram.nodes.len(), decision.diagram(edition).nodes());
            for graph in [&diagram, &plan] {
                for (index, node) in graph.nodes.iter().enumerate() {
                    let later = |branch: &Target| match branch {
                        Target::Node(below) => *below > index,
                        _ => true,
                    };
                    prop_assert!(node.branches.iter().all(later), "{:?}", graph);
                }
                for cell in &world.cells {
                    // A plan asks nothing about what cannot occur, and may lead it anywhere.
                    match cell.outcome() {
                        Some(outcome) => {
                            prop_assert_eq!(walk(graph, &cell.cube), Target::Outcome(outcome));
                        }
                        None if graph == &diagram => {
                            prop_assert_eq!(walk(graph, &cell.cube), Target::Impossible);
                        }
                        None => {}
                    }
                }
            }
            let advice = |outcome: Outcome| match outcome {
                Outcome::Option(_) => Outcome::Option(0),
                advice @ Outcome::Advice(_) => advice,
            };
            let merged = diagram.with_outcomes(advice);
            prop_assert_eq!(&diagram.with_outcomes(|outcome| outcome), &diagram);
            for (index, node) in merged.nodes.iter().enumerate() {
                prop_assert!(node.branches.iter().any(|branch| *branch != node.branches[0]));
                prop_assert!(!merged.nodes[..index].contains(node), "{:?}", merged);
            }
            for cell in world.cells.iter().filter(|cell| cell.possible()) {
                let expected = cell.outcome().map(|outcome| Target::Outcome(advice(outcome)));
                prop_assert_eq!(Some(walk(&merged, &cell.cube)), expected);
            }
            tally.saw_if(merged.nodes.len() < diagram.nodes.len(), "merged");
            tally.saw_if(diagram.nodes.len() > 3, "several nodes");
            tally.saw_if(plan != diagram, "another order");
        }
        Ok(())
    });
    tally.expect(&[("several nodes", 150), ("merged", 100), ("another order", 100)]);
}

/// The arrows of a chart without what is said beside them where that is cut.
fn arrows(chart: &Chart) -> BTreeSet<(usize, usize)> {
    chart.arrows.iter().map(|arrow| (arrow.from, arrow.to)).collect()
}

fn number(text: &str) -> usize {
    let digits: String =
        text.trim_start_matches('n').chars().take_while(char::is_ascii_digit).collect();
    digits.parse().expect("the number of a box")
}

/// The boxes and arrows that a Mermaid flowchart says.
fn from_mermaid(text: &str) -> (usize, Vec<Arrow>) {
    let plain = |text: &str| {
        let codes = [
            ("#quot;", "\""),
            ("#lt;", "<"),
            ("#gt;", ">"),
            ("#amp;", "&"),
            ("#96;", "`"),
            ("#35;", "#"),
        ];
        codes.iter().fold(text.to_owned(), |text, (code, sign)| text.replace(code, sign))
    };
    let (mut boxes, mut arrows) = (0, Vec::new());
    for line in text.lines().skip_while(|line| *line != "flowchart LR").skip(1) {
        match line.trim().split_once(" -->") {
            None => boxes += 1,
            Some((from, rest)) => {
                let (label, to) = match rest.strip_prefix("|\"") {
                    Some(labelled) => labelled.rsplit_once("\"| ").expect("the end of a label"),
                    None => ("", rest.trim()),
                };
                arrows.push(Arrow { from: number(from), to: number(to), label: plain(label) });
            }
        }
    }
    (boxes, arrows)
}

/// The boxes and arrows that a DOT graph says.
fn from_dot(text: &str) -> (usize, Vec<Arrow>) {
    let plain = |text: &str| text.replace("\\\"", "\"").replace("\\\\", "\\");
    let (mut boxes, mut arrows) = (0, Vec::new());
    for line in text.lines().map(str::trim).filter(|line| line.starts_with('n')) {
        match line.split_once(" -> ") {
            None => boxes += usize::from(line.contains("[label=") && !line.starts_with("node")),
            Some((from, rest)) => {
                let label = rest
                    .split_once("[label=\"")
                    .map_or("", |(_, label)| label.strip_suffix("\"];").expect("the end"));
                arrows.push(Arrow { from: number(from), to: number(rest), label: plain(label) });
            }
        }
    }
    (boxes, arrows)
}

#[test]
fn drawings_say_every_box_and_arrow() {
    let tally = check(200, samples(Size::SMALL), |sample, tally| {
        let Some(pack) = pack(&sample) else { return Ok(()) };
        let mut charts = vec![pack.requirement_chart(0, 0)];
        for decision in pack.decisions() {
            let graphs = [decision.diagram(0).graph(), Planner::new(decision, 0).graph()];
            charts.extend(graphs.iter().map(|graph| pack.chart(decision, 0, 0, graph)));
        }
        for chart in &charts {
            for drawn in
                [from_mermaid(&chart.draw(Drawing::Mermaid)), from_dot(&chart.draw(Drawing::Dot))]
            {
                prop_assert_eq!(drawn.0, chart.boxes.len());
                prop_assert_eq!(&drawn.1, &chart.arrows);
            }
            let svg = chart.draw(Drawing::Svg);
            let drawn = svg.lines().filter_map(|line| {
                let (_, rest) = line.split_once("data-from=\"")?;
                let (_, to) = rest.split_once("data-to=\"")?;
                Some((number(rest), number(to)))
            });
            prop_assert_eq!(drawn.collect::<BTreeSet<_>>(), arrows(chart));
            prop_assert_eq!(svg.matches("<rect ").count(), chart.boxes.len());
            let table = chart.draw(Drawing::Markdown);
            let rows = table.lines().filter(|line| line.starts_with("| ")).count();
            prop_assert_eq!(rows.saturating_sub(1), chart.arrows.len());
            let outline = chart.draw(Drawing::Text);
            prop_assert_eq!(outline.matches(" → ").count(), chart.arrows.len());
            tally.saw_if(chart.arrows.len() > 4, "several arrows");
            let asks = |kind| chart.boxes.iter().any(|one| one.kind == kind);
            tally.saw_if(asks(BoxKind::NothingFits), "advice");
        }
        Ok(())
    });
    tally.expect(&[("several arrows", 50), ("advice", 20)]);
}

/// What a box of a chart in English leaves: its options in order, and whether nothing may fit.
fn left(chart: &Chart, index: usize) -> String {
    let mut reached = BTreeSet::from([index]);
    for arrow in &chart.arrows {
        if reached.contains(&arrow.from) {
            reached.insert(arrow.to);
        }
    }
    let of = |kind| reached.iter().map(|&at| &chart.boxes[at]).filter(move |one| one.kind == kind);
    let options: Vec<&str> = of(BoxKind::Option).map(|one| one.label.as_str()).collect();
    let mut parts = match options.len() {
        0..=3 => options.iter().map(|&name| name.to_owned()).collect(),
        many => vec![format!("{many} options left")],
    };
    parts.extend(of(BoxKind::NothingFits).next().map(|_| "Nothing fits".to_owned()));
    parts.join(", ")
}

#[test]
fn the_beginning_of_a_chart_has_its_first_arrows_and_hides_no_way() {
    let tally = check(300, samples(Size::LARGE), |sample, tally| {
        let Some(pack) = pack(&sample) else { return Ok(()) };
        for decision in pack.decisions() {
            let whole = pack.chart(decision, 0, 0, &Planner::new(decision, 0).graph());
            let questions = |chart: &Chart| {
                chart.boxes.iter().filter(|one| one.kind == BoxKind::Question).count()
            };
            prop_assert_eq!(&whole.beginning(usize::MAX), &whole);
            for most in [0, 4, 8] {
                let begun = whole.beginning(most);
                let kept = questions(&begun);
                prop_assert!(begun.arrows.len() <= most || kept <= 1);
                prop_assert_eq!(&begun.boxes[..kept], &whole.boxes[..kept]);
                let leaving = whole.arrows.iter().filter(|arrow| arrow.from < kept);
                prop_assert_eq!(begun.arrows.len(), leaving.clone().count());
                for (drawn, arrow) in begun.arrows.iter().zip(leaving) {
                    prop_assert_eq!((drawn.from, &drawn.label), (arrow.from, &arrow.label));
                    let (here, there) = (&begun.boxes[drawn.to], &whole.boxes[arrow.to]);
                    if here.kind == BoxKind::Open {
                        prop_assert!(there.kind == BoxKind::Question && arrow.to >= kept);
                        prop_assert_eq!(&here.label, &left(&whole, arrow.to));
                        tally.saw_if(here.label.contains("options left"), "counted");
                    } else {
                        prop_assert_eq!(here, there);
                    }
                }
                tally.saw_if(kept < questions(&whole) && kept > 1, "cut");
            }
        }
        Ok(())
    });
    tally.expect(&[("cut", 30), ("counted", 10)]);
}
