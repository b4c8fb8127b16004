//! How long packs take to check as they grow, to check again after a change, and to compare.

#![allow(missing_docs, reason = "the macros of the bench make public items")]

mod synthetic;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use shirube_engine::diff::PackDiff;
use shirube_lang::{Checker, Files, ReviewOptions, review};

/// The exam has about so many decisions, each mostly of this size.
const PACK: (usize, usize, usize) = (55, 8, 40);

fn growth(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("check");
    group.sample_size(10);
    for inputs in [6, 9, 12] {
        for rules in [10, 100, 1000] {
            let files = Files::new(synthetic::pack(1, inputs, rules));
            group.bench_function(format!("{inputs} inputs, {rules} rules"), |b| {
                b.iter(|| review(black_box(&files), &ReviewOptions::default()));
            });
        }
    }
    group.finish();
}

/// Changes a decision.
type Change = fn(&str) -> String;

fn another_reason(text: &str) -> String {
    text.replacen("because = { en = \"", "because = { en = \"So. ", 1)
}

fn a_rule_less(text: &str) -> String {
    text.rsplit_once("[[prefer]]").map_or("", |(rest, _)| rest).to_owned()
}

fn whole_packs(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("packs");
    group.sample_size(10);
    let (decisions, inputs, rules) = PACK;
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules/mla-c01");
    let shipped = Files::read(&shipped).unwrap_or_default();
    let shipped = shipped.iter().map(|(_, path, text)| (path.to_owned(), text.to_owned()));
    let shipped: BTreeMap<String, String> = shipped.collect();
    let packs: [(_, _, _, Change); 2] = [
        ("shipped", shipped, "decisions/metric.toml", another_reason),
        (
            "synthetic",
            synthetic::pack(decisions, inputs, rules),
            "decisions/d007.toml",
            a_rule_less,
        ),
    ];
    for (name, before, path, change) in packs {
        let mut after = before.clone();
        after.entry(path.to_owned()).and_modify(|text| *text = change(text));
        let versions = [before, after].map(Files::new);
        let [before, _] = &versions;
        group.bench_function(format!("check/{name}"), |b| {
            b.iter(|| review(black_box(before), &ReviewOptions::default()));
        });
        let mut checker = Checker::default();
        checker.review(before, &ReviewOptions::default());
        let mut number = 0;
        group.bench_function(format!("check again after a change/{name}"), |b| {
            b.iter(|| {
                number += 1;
                checker.review(black_box(&versions[number % 2]), &ReviewOptions::default())
            });
        });
        group.bench_function(format!("check two and compare them/{name}"), |b| {
            b.iter(|| {
                let mut checker = Checker::default();
                let [old, new] = versions.each_ref().map(|files| checker.check(files).pack);
                old.zip(new).map(|(old, new)| PackDiff::of_packs(&old, &new))
            });
        });
    }
    group.finish();
}

criterion_group!(benches, growth, whole_packs);
criterion_main!(benches);
