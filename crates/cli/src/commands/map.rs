//! `map`: a decision, or the decisions of a pack, as a drawing.

use shirube_engine::chart::Drawing;
use shirube_engine::plan::Planner;

use crate::arguments::{Global, Map, MapFormat, View};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::world::World;

use super::write;

/// Writes the drawing.
///
/// # Errors
///
/// An unknown decision, or what is wrong with the pack.
pub fn run(arguments: &Map, global: &Global, world: &mut World) -> Result<Exit, Failure> {
    let context = Context::open(global, world)?;
    let (edition, language) = (context.edition.unwrap_or(0), context.language);
    let chart = match &arguments.decision {
        None => context.pack.requirement_chart(edition, language),
        Some(id) => {
            let decision = context.decision(id)?;
            let graph = match arguments.view {
                View::Plan => Planner::new(decision, edition).graph(),
                View::Diagram => decision.diagram(edition).graph(),
            };
            context.pack.chart(decision, edition, language, &graph)
        }
    };
    let drawing = match arguments.format {
        MapFormat::Text => Drawing::Text,
        MapFormat::Markdown => Drawing::Markdown,
        MapFormat::Mermaid => Drawing::Mermaid,
        MapFormat::Dot => Drawing::Dot,
        MapFormat::Svg => Drawing::Svg,
    };
    write(world, &chart.draw(drawing))?;
    Ok(Exit::Success)
}
