//! How large each decision of the shipped pack is as a page loads it: alone, in one language, and
//! compressed by Brotli.

use anyhow::{Context, bail, ensure};

/// The most bytes of a decision in one language.
const MOST: usize = 8 * 1024;
/// The usual window of servers, and the highest quality.
const WINDOW: i32 = 22;
const QUALITY: i32 = 11;

/// Prints the sizes.
///
/// # Errors
///
/// A decision that is too large.
pub fn sizes() -> anyhow::Result<()> {
    let pack = shirube_rules::mla_c01();
    let languages = &pack.about().languages;
    let mut too_large = Vec::new();
    println!("{:24} {}  bytes, compressed", "decision", columns(languages));
    let mut sums = vec![0; languages.len()];
    for decision in pack.decisions() {
        let id = decision.definition().id.as_str();
        let of = |language| {
            let part = pack.part(&[id], &[language]).context("the decision is there")?;
            compressed(&part.to_bytes()?)
        };
        let sizes = (0..languages.len()).map(of).collect::<anyhow::Result<Vec<usize>>>()?;
        println!("{id:24} {}", columns(&sizes));
        sums.iter_mut().zip(&sizes).for_each(|(sum, size)| *sum += size);
        too_large.extend(sizes.iter().any(|&size| size > MOST).then_some(id));
    }
    println!("{:24} {}", "together", columns(&sums));
    ensure!(!sums.contains(&0), "nothing was measured");
    if !too_large.is_empty() {
        bail!("more than {MOST} bytes: {}", too_large.join(", "));
    }
    Ok(())
}

fn columns(values: &[impl std::fmt::Display]) -> String {
    let columns: Vec<String> = values.iter().map(|value| format!("{value:>7}")).collect();
    columns.join(" ")
}

fn compressed(bytes: &[u8]) -> anyhow::Result<usize> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: QUALITY,
        lgwin: WINDOW,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters).context("cannot compress")?;
    Ok(out.len())
}
