//! Circles in a graph: of rules that defeat one another, of decisions that need one another.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

/// The circles of a graph of so many nodes: of all nodes that lead to one another, the shortest
/// way from the smallest back to itself, each node followed by one it points to.
pub(crate) fn circles(
    count: usize,
    edges: impl IntoIterator<Item = (usize, usize)>,
) -> Vec<Vec<usize>> {
    let mut graph: DiGraph<(), ()> = DiGraph::new();
    let places: Vec<NodeIndex> = (0..count).map(|_| graph.add_node(())).collect();
    for (from, to) in edges {
        graph.add_edge(places[from], places[to], ());
    }
    let tangled = kosaraju_scc(&graph);
    let leads_back = |tangled: &&Vec<NodeIndex>| match tangled[..] {
        [only] => graph.contains_edge(only, only),
        _ => true,
    };
    let tangled = tangled.iter().filter(leads_back);
    let mut circles: Vec<Vec<usize>> =
        tangled.filter_map(|tangled| circle(&graph, tangled)).collect();
    circles.sort_unstable();
    circles
}

/// The shortest way, by breadth, from the smallest of some nodes back to itself.
fn circle(graph: &DiGraph<(), ()>, tangled: &[NodeIndex]) -> Option<Vec<usize>> {
    let start = *tangled.iter().min()?;
    let mut before: Vec<Option<NodeIndex>> = vec![None; graph.node_count()];
    let mut ends = vec![start];
    while !ends.is_empty() {
        let mut further = Vec::new();
        for end in ends {
            let mut next: Vec<NodeIndex> = graph.neighbors(end).collect();
            next.sort_unstable();
            for node in next {
                if node == start {
                    let way = std::iter::successors(Some(end), |node| before[node.index()]);
                    let mut circle: Vec<usize> = way.map(NodeIndex::index).collect();
                    circle.reverse();
                    return Some(circle);
                }
                // A node that does not lead back is a dead end, whichever way it is reached.
                if before[node.index()].is_none() {
                    before[node.index()] = Some(end);
                    further.push(node);
                }
            }
        }
        ends = further;
    }
    None
}
