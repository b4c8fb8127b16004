//! Two decisions' inputs as one: matched by id, split at the thresholds of both.

use super::{Edited, Part, Side, TooLarge};
use crate::answer::Answer;
use crate::diagram::Diagram;
use crate::model::{Definition, Input, InputKind, MAX_REGIONS, MAX_VARIABLES, Text, Value};
use crate::pack::{Decision, Pack};
use crate::space::{Cube, Space, Split, Variable};

/// A decision on one side.
#[derive(Clone, Copy)]
pub(super) struct Of<'a> {
    pub(super) at: Edited<'a>,
    pub(super) decision: &'a Decision,
}

impl<'a> Of<'a> {
    pub(super) fn definition(self) -> &'a Definition {
        self.decision.definition()
    }

    pub(super) fn diagram(self) -> &'a Diagram {
        self.decision.diagram(self.at.edition)
    }
}

/// The inputs of both sides.
pub(super) struct Joint {
    pub(super) definition: Definition,
    pub(super) space: Space,
    /// For each side and each of its levels, where it stands here.
    pub(super) levels: [Vec<Twin>; 2],
}

/// A variable of one side among the joint ones.
#[derive(Debug, Clone)]
pub(super) struct Twin {
    /// The joint level.
    pub(super) level: usize,
    /// For each joint region, the region of that side, if it has it.
    pub(super) regions: Vec<Option<usize>>,
}

/// An input of either side: its indexes there.
type Pair = [Option<usize>; 2];

impl Joint {
    pub(super) fn of(sides: [Of<'_>; 2]) -> Result<Self, TooLarge> {
        let [old, new] = sides;
        let pairs = pairs(sides);
        let inputs: Vec<Input> = (pairs.iter())
            .filter_map(|pair| {
                let of = |side: Side| {
                    Some(&sides[side.index()].definition().inputs[pair[side.index()]?])
                };
                match (of(Side::Old), of(Side::New)) {
                    (Some(before), Some(after)) => Some(merged(old, before, new, after)),
                    (None, Some(after)) => Some(after.clone()),
                    (Some(before), None) => Some(translated(old, before, new)),
                    (None, None) => None,
                }
            })
            .collect();
        let variables = variables(sides, &pairs, &inputs)?;
        let definition = Definition {
            inputs,
            options: Vec::new(),
            rules: Vec::new(),
            ..new.definition().clone()
        };
        let space = Space::new(variables, definition.inputs.len());
        let levels =
            Side::BOTH.map(|side| twins(&space, &definition, &pairs, side, sides[side.index()]));
        Ok(Self { definition, space, levels })
    }

    /// For each joint level, the regions that every side which has the variable knows.
    pub(super) fn comparable(&self) -> Vec<u64> {
        let mut masks = self.space.everything().0;
        for twin in self.levels.iter().flatten() {
            for (region, own) in twin.regions.iter().enumerate() {
                if own.is_none() {
                    masks[twin.level] &= !(1 << region);
                }
            }
        }
        masks
    }

    /// How likely each region of each level is, nothing else being known.
    pub(super) fn priors(&self) -> Vec<Vec<f64>> {
        let of = |variable: &Variable| {
            let values = self.definition.inputs[variable.input].values();
            let weights: Vec<f64> = match variable.split {
                Split::Values(_) => values.iter().map(|v| f64::from(v.weight.max(1))).collect(),
                Split::Member(member) => {
                    let there = f64::from(values[member].weight.clamp(1, 99));
                    vec![100.0 - there, there]
                }
                Split::Flag | Split::Quantity { .. } => vec![1.0; variable.regions()],
            };
            let whole: f64 = weights.iter().sum();
            weights.into_iter().map(|weight| weight / whole).collect()
        };
        self.space.variables.iter().map(of).collect()
    }
}

/// What a cube allows of an input; `None` where it allows everything.
pub(super) fn answer(space: &Space, input: usize, cube: &Cube) -> Option<Answer> {
    (space.levels_of(input).iter())
        .map(|&level| (&space.variables[level], cube.0[level]))
        .filter(|(variable, mask)| *mask != variable.all())
        .map(|(variable, mask)| variable.answer(mask))
        .reduce(Answer::and)
}

/// The inputs of both sides, matched where id and kind are the same; sorted by id.
fn pairs(sides: [Of<'_>; 2]) -> Vec<Pair> {
    let [old, new] = sides.map(|side| &side.definition().inputs);
    let twin = |input: &Input, among: &[Input]| {
        among.iter().position(|other| other.id == input.id && same_kind(input, other))
    };
    let mut pairs: Vec<(&str, Pair)> = (new.iter().enumerate())
        .map(|(index, input)| (input.id.as_str(), [twin(input, old), Some(index)]))
        .collect();
    let gone = old.iter().enumerate().filter(|(_, input)| twin(input, new).is_none());
    pairs.extend(gone.map(|(index, input)| (input.id.as_str(), [Some(index), None])));
    pairs.sort_unstable();
    pairs.into_iter().map(|(_, pair)| pair).collect()
}

fn same_kind(one: &Input, other: &Input) -> bool {
    match (&one.kind, &other.kind) {
        (InputKind::Quantity { dimension: a, .. }, InputKind::Quantity { dimension: b, .. }) => {
            a == b
        }
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

/// What one side has and the other has not: of the old side, then of the new side.
pub(super) fn parts(sides: [Of<'_>; 2]) -> Vec<(Side, Part)> {
    let pairs = pairs(sides);
    let mut parts = Vec::new();
    for (side, other) in [(Side::Old, Side::New), (Side::New, Side::Old)] {
        let [own, others] = [side, other].map(|side| sides[side.index()]);
        for pair in &pairs {
            let Some(index) = pair[side.index()] else { continue };
            let input = &own.definition().inputs[index];
            let Some(twin) = pair[other.index()] else {
                parts.push((side, Part::Input(index)));
                continue;
            };
            let twin = &others.definition().inputs[twin];
            let known = |id: &str| twin.values().iter().any(|value| value.id == id);
            let values = input.values().iter().enumerate().filter(|(_, value)| !known(&value.id));
            parts.extend(values.map(|(value, _)| (side, Part::Value { input: index, value })));
            if let (InputKind::Quantity { range: a, .. }, InputKind::Quantity { range: b, .. }) =
                (&input.kind, &twin.kind)
                && (a.low < b.low || a.high > b.high)
            {
                parts.push((side, Part::Range(index)));
            }
            let silent =
                |input: &Input| input.when_silent.map(|answer| input.format_answer(&answer));
            if silent(input) != silent(twin) && input.when_silent.is_some() {
                parts.push((side, Part::Silence(index)));
            }
        }
        let offered = |of: Of<'_>, id: &str| {
            let option = of.definition().option(id).map(|index| &of.definition().options[index]);
            option.is_some_and(|option| option.editions.contains(of.at.edition))
        };
        let options = own.definition().options.iter().enumerate();
        let only = options.filter(|(_, o)| offered(own, &o.id) && !offered(others, &o.id));
        parts.extend(only.map(|(index, _)| (side, Part::Option(index))));
    }
    parts
}

/// A text of one pack in the languages of another.
fn translate(text: &Text, from: Of<'_>, to: &Pack) -> Text {
    let known = &from.at.pack.about().languages;
    let place = |code: &String| known.iter().position(|known| known == code).unwrap_or(0);
    let said = |code: &String| from.at.pack.text(text, place(code), from.at.edition);
    Text(to.about().languages.iter().map(said).collect())
}

fn translated_value(from: Of<'_>, value: &Value, to: &Pack) -> Value {
    let translate = |text: &Text| translate(text, from, to);
    Value {
        name: translate(&value.name),
        about: value.about.as_ref().map(translate),
        ..value.clone()
    }
}

/// An input that only the old side has.
fn translated(old: Of<'_>, input: &Input, new: Of<'_>) -> Input {
    let to = new.at.pack;
    let mut input = input.clone();
    for text in [&mut input.name, &mut input.ask, &mut input.why] {
        *text = translate(text, old, to);
    }
    if let InputKind::Choice { values, .. } | InputKind::Set { members: values } = &mut input.kind {
        for value in values {
            *value = translated_value(old, value, to);
        }
    }
    input
}

/// An input that both sides have: as the new one has it, with what the old one had beside.
fn merged(old: Of<'_>, before: &Input, new: Of<'_>, after: &Input) -> Input {
    let mut input = after.clone();
    if let InputKind::Choice { from, .. } = &mut input.kind {
        // Nothing is asked of the joint decision but its values.
        *from = None;
    }
    match (&mut input.kind, &before.kind) {
        (InputKind::Choice { values, .. }, InputKind::Choice { values: more, .. })
        | (InputKind::Set { members: values }, InputKind::Set { members: more }) => {
            for value in more {
                if !values.iter().any(|known| known.id == value.id) {
                    let position = values.len() as u16;
                    let value = translated_value(old, value, new.at.pack);
                    values.push(Value { position, ..value });
                }
            }
            values.sort_by(|a, b| a.id.cmp(&b.id));
        }
        (InputKind::Quantity { range, .. }, InputKind::Quantity { range: other, .. }) => {
            range.low = range.low.min(other.low);
            range.high = range.high.max(other.high);
        }
        _ => {}
    }
    // Its bits are those of the new side's values; the joint ones may have others.
    input.when_silent =
        after.when_silent.and_then(|answer| input.parse_answer(&after.format_answer(&answer)).ok());
    input
}

/// The joint variables: in the order of the new diagram, then what only the old side has.
fn variables(
    sides: [Of<'_>; 2],
    pairs: &[Pair],
    inputs: &[Input],
) -> Result<Vec<Variable>, TooLarge> {
    let mut variables: Vec<Variable> = Vec::new();
    for (input, joint) in inputs.iter().enumerate() {
        let split = match &joint.kind {
            InputKind::Choice { values, .. } => vec![Split::Values(values.len())],
            InputKind::Flag => vec![Split::Flag],
            InputKind::Set { members } => (0..members.len()).map(Split::Member).collect(),
            InputKind::Quantity { range, .. } => {
                let mut starts = vec![range.low];
                for (side, index) in sides.iter().zip(pairs[input]) {
                    let space = side.diagram().space();
                    for &level in index.map_or(&[][..], |index| space.levels_of(index)) {
                        if let Split::Quantity { starts: own, end } = &space.variables[level].split
                        {
                            starts.extend(own);
                            starts.extend(end.checked_add(1).filter(|past| *past <= range.high));
                        }
                    }
                }
                starts.sort_unstable();
                starts.dedup();
                vec![Split::Quantity { starts, end: range.high }]
            }
        };
        let own = split.into_iter().map(|split| Variable { input, split });
        variables.extend(own);
        let members = inputs[input].values().len();
        if members > MAX_REGIONS || variables.last().is_some_and(|v| v.regions() > MAX_REGIONS) {
            return Err(TooLarge);
        }
    }
    if variables.len() > MAX_VARIABLES {
        return Err(TooLarge);
    }
    // The order in which one of the sides has a small diagram is likely to do for both.
    let place = |variable: &Variable| {
        let at = |side: Side| {
            let of = sides[side.index()];
            let own = pairs[variable.input][side.index()]?;
            let level = *of.diagram().space().levels_of(own).first()?;
            Some(level)
        };
        at(Side::New).map_or((1, at(Side::Old)), |level| (0, Some(level)))
    };
    variables.sort_by_key(place);
    Ok(variables)
}

/// Where the variables of one side stand among the joint ones.
fn twins(space: &Space, joint: &Definition, pairs: &[Pair], side: Side, of: Of<'_>) -> Vec<Twin> {
    let own = of.diagram().space();
    let twin = |variable: &Variable| {
        let input = pairs.iter().position(|pair| pair[side.index()] == Some(variable.input));
        let input = input.unwrap_or_default();
        let ids = |definition: &Definition, input: usize| -> Vec<String> {
            definition.inputs[input].values().iter().map(|value| value.id.clone()).collect()
        };
        let (all, known) = (ids(joint, input), ids(of.definition(), variable.input));
        let levels = space.levels_of(input);
        match &variable.split {
            Split::Values(_) => {
                let regions = all.iter().map(|id| known.iter().position(|own| own == id));
                Twin { level: levels[0], regions: regions.collect() }
            }
            Split::Flag => Twin { level: levels[0], regions: vec![Some(0), Some(1)] },
            Split::Member(member) => {
                let place = all.iter().position(|id| *id == known[*member]).unwrap_or_default();
                Twin { level: levels[place], regions: vec![Some(0), Some(1)] }
            }
            Split::Quantity { starts, end } => {
                let level = levels[0];
                let of = |region| {
                    let low = space.variables[level].interval(region)?.low;
                    let inside = starts.first().is_some_and(|first| low >= *first) && low <= *end;
                    inside.then(|| starts.partition_point(|&start| start <= low) - 1)
                };
                let regions = (0..space.variables[level].regions()).map(of).collect();
                Twin { level, regions }
            }
        }
    };
    own.variables.iter().map(twin).collect()
}
