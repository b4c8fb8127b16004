//! A definition as a whole pack, with everything that a pack can have.

use shirube_engine::model::{Input, InputKind, Requirement, Source, Text, Value};
use shirube_engine::pack::{Domain, Edition, Task};
use shirube_engine::{About, Pack};

use super::definitions::Sample;

/// The names of the editions.
pub(crate) const EDITIONS: [&str; 2] = ["exam", "now"];

fn text(english: &str) -> Text {
    Text(vec![english.into(), "日本語".into()])
}

/// Everything but the decisions.
fn about(sample: &Sample) -> About {
    let editions = EDITIONS[..sample.editions].iter();
    About {
        id: "made-up".into(),
        version: "1.2.3".into(),
        title: text("Made up"),
        about: text("Nothing that is so."),
        notice: sample.seed.is_multiple_of(3).then(|| text("Not affiliated.")),
        languages: vec!["en".into(), "ja".into()],
        editions: editions.map(|id| Edition { id: (*id).into(), title: text(id) }).collect(),
        domains: vec![Domain { id: "1".into(), title: text("All"), weight: 1_000_000 }],
        tasks: vec![Task { id: "1.1".into(), domain: "1".into(), title: text("Choose") }],
        exam: None,
        front_door: None,
        sources: vec![Source {
            id: "page".into(),
            title: text("A page"),
            url: "https://example.com/".into(),
            as_of: "2026-01".into(),
        }],
        facts: sample.facts.clone(),
    }
}

/// The sample as a pack of one decision. `None` if it does not compile.
pub(crate) fn alone(sample: &Sample) -> Option<Pack> {
    Pack::compile(about(sample), vec![sample.definition.clone()]).ok()
}

/// The sample as a pack: its decision, and a second one that takes the first one's verdict as an
/// input. `None` if it does not compile.
pub(crate) fn pack(sample: &Sample) -> Option<Pack> {
    let first = sample.definition.clone();
    let mut second = first.clone();
    second.id = "second".into();
    second.task = Some("1.1".into());
    let values = (first.options.iter())
        .map(|option| Value {
            id: option.id.clone(),
            name: option.name.clone(),
            about: Some(option.about.clone()),
            weight: 1,
            position: option.position,
        })
        .collect();
    let requirement = Requirement { decision: first.id.clone(), options: None };
    second.inputs.push(Input {
        id: "z".into(),
        kind: InputKind::Choice { values, from: Some(requirement) },
        when_silent: None,
        ..first.inputs[0].clone()
    });
    Pack::compile(about(sample), vec![first, second]).ok()
}

/// A body behind a header that belongs to it.
pub(crate) fn sealed(body: &[u8]) -> Vec<u8> {
    let mut bytes = b"SHRB".to_vec();
    bytes.push(shirube_engine::binary::FORMAT_VERSION);
    bytes.extend(crc32fast::hash(body).to_le_bytes());
    bytes.extend(body);
    bytes
}
