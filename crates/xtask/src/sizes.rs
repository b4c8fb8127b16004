//! How large each decision of the shipped pack is as a page loads it: alone, in one language, and
//! compressed by Brotli.

#![allow(clippy::print_stdout, reason = "what it prints is what it is for")]

use anyhow::{Context, ensure};

/// The most bytes that a decision may have in one language, on average.
const MOST: usize = 8 * 1024;
/// The usual window of servers, and the highest quality.
const WINDOW: i32 = 22;
const QUALITY: i32 = 11;

/// Prints the sizes.
///
/// # Errors
///
/// Decisions that are too large on average.
pub(crate) fn sizes() -> anyhow::Result<()> {
    let pack = shirube_rules::mla_c01();
    let (languages, decisions) = (&pack.about().languages, pack.decisions());
    println!("{:24} {}", "bytes, compressed", columns(languages));
    let mut sums = vec![0; languages.len()];
    let mut larger = 0;
    for decision in decisions {
        let id = decision.definition().id.as_str();
        let of = |language| {
            let part = pack.part(&[id], &[language]).context("the decision is there")?;
            compressed(&part.to_bytes()?)
        };
        let sizes = (0..languages.len()).map(of).collect::<anyhow::Result<Vec<usize>>>()?;
        println!("{id:24} {}", columns(&sizes));
        sums.iter_mut().zip(&sizes).for_each(|(sum, size)| *sum += size);
        larger += sizes.iter().filter(|&&size| size > MOST).count();
    }
    let averages: Vec<usize> = sums.iter().map(|sum| sum / decisions.len().max(1)).collect();
    println!("{:24} {}", "together", columns(&sums));
    println!("{:24} {}", "on average", columns(&averages));
    println!("{larger} of {} above {MOST}", decisions.len() * languages.len());
    ensure!(averages.iter().all(|&size| size <= MOST), "more than {MOST} bytes on average");
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
