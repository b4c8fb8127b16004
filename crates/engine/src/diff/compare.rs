//! One decision in one edition of each side.

use rustc_hash::FxHashMap;

use super::joint::{Joint, Of};
use super::product::{Pair, Product};
use super::{Change, Changed, Comparison, MAX_BOXES, TooLarge, boxes, example};
use crate::diagram::Outcome;
use crate::forest::{Forest, Ref};
use crate::space::Cube;

/// Compares two decisions.
pub(super) fn compare(sides: [Of<'_>; 2]) -> Result<Comparison, TooLarge> {
    let joint = Joint::of(sides)?;
    let product = Product::of(sides, &joint)?;
    let mut writer =
        Writer { priors: joint.priors(), joint, product, free: Ref::FALSE, whole: 0.0 };
    let pairs = writer.product.pairs.clone();
    let nowhere = pairs.iter().find(|(pair, _)| *pair == Pair::Nowhere);
    writer.free = nowhere.map_or(Ref::FALSE, |&(_, here)| here);
    let domain = writer.product.domain;
    let scenarios = writer.product.builder.without(domain, writer.free);
    writer.whole = writer.mass(scenarios, None);

    let other_rules = writer.product.other_rules();
    let (mut changes, mut reasons) = (Vec::new(), Vec::new());
    for (pair, here) in pairs {
        match pair {
            Pair::Nowhere => {}
            Pair::Changed(old, new) => changes.push(writer.change(old, new, here)),
            Pair::Same(old, new) => {
                let here = writer.product.builder.and(here, other_rules);
                if here != Ref::FALSE {
                    reasons.push(writer.change(Some(old), Some(new), here));
                }
            }
        }
    }
    if writer.product.builder.is_full() {
        return Err(TooLarge);
    }
    for list in [&mut changes, &mut reasons] {
        list.sort_by(|a, b| b.share.total_cmp(&a.share));
    }
    let Joint { definition, space, .. } = writer.joint;
    Ok(Comparison { joint: definition, space, changes, reasons })
}

/// Tells where functions hold.
struct Writer<'a> {
    joint: Joint,
    product: Product<'a>,
    /// For each level, how likely each region is.
    priors: Vec<Vec<f64>>,
    /// Where neither side says that anything can be.
    free: Ref,
    /// How likely it is that either side says that something can be.
    whole: f64,
}

impl Writer<'_> {
    fn change(&mut self, old: Option<Outcome>, new: Option<Outcome>, here: Ref) -> Change {
        let (space, builder) = (&self.joint.space, &mut self.product.builder);
        let (cubes, left) = boxes::boxes(builder, space, here, self.free, MAX_BOXES);
        let mut boxes: Vec<Changed> =
            cubes.into_iter().map(|cube| self.changed(here, cube)).collect();
        boxes.sort_by(|a, b| b.share.total_cmp(&a.share));
        let [share, unlisted] = [here, left].map(|function| self.share(function, None));
        Change { old, new, share, boxes, unlisted }
    }

    fn changed(&self, here: Ref, cube: Cube) -> Changed {
        let forest = self.product.builder.forest();
        let rules = self.product.decides.each_ref().map(|decides| {
            let deciding = |rule: &usize| forest.reaches(decides[*rule], Ref::TRUE, &cube.0);
            let mut rules: Vec<usize> = (0..decides.len()).filter(deciding).collect();
            // No cell of the cube that neither side says can be has a rule that decides.
            let share = |rule: usize| self.mass(decides[rule], Some(&cube));
            rules.sort_by(|&a, &b| share(b).total_cmp(&share(a)));
            rules
        });
        let example = example::example(&self.joint, forest, here, &cube);
        Changed { share: self.share(here, Some(&cube)), example, rules, cube }
    }

    /// How many scenarios of a cube a function holds in, of all.
    fn share(&self, function: Ref, cube: Option<&Cube>) -> f64 {
        if self.whole > 0.0 { self.mass(function, cube) / self.whole } else { 0.0 }
    }

    fn mass(&self, function: Ref, cube: Option<&Cube>) -> f64 {
        let mut whole = self.mass_below(function, cube, &mut FxHashMap::default());
        if let Some(cube) = cube {
            // The levels that a path leaves out are not on it: the cube's part of each is.
            whole *= (0..cube.0.len()).map(|level| self.part(cube, level)).product::<f64>();
        }
        whole
    }

    /// The weight of what a cube allows of a level.
    fn part(&self, cube: &Cube, level: usize) -> f64 {
        let priors = self.priors[level].iter().enumerate();
        priors.filter(|(region, _)| cube.0[level] >> region & 1 == 1).map(|(_, prior)| prior).sum()
    }

    /// The weight of where a function holds, of what the cube allows.
    fn mass_below(&self, place: Ref, cube: Option<&Cube>, known: &mut FxHashMap<Ref, f64>) -> f64 {
        if place.code().is_some() {
            return if place == Ref::TRUE { 1.0 } else { 0.0 };
        }
        if let Some(&done) = known.get(&place) {
            return done;
        }
        let forest: &Forest = self.product.builder.forest();
        let level = forest.level(place);
        let mut mass = 0.0;
        for (region, prior) in self.priors[level].iter().enumerate() {
            if cube.is_none_or(|cube| cube.0[level] >> region & 1 == 1) {
                mass += prior * self.mass_below(forest.child(place, region), cube, known);
            }
        }
        if let Some(cube) = cube {
            mass /= self.part(cube, level);
        }
        known.insert(place, mass);
        mass
    }
}
