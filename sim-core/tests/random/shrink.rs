//! Makes a program in which Weft and Go differ smaller as long as they do: statements are left out, blocks replaced by what is in them,
//! expressions by their parts. Many variants are tried in one build.

use crate::judge::{self, Outcome};
use crate::real_go::{self, Go};
use crate::tree::{Program, places, without};
use std::path::Path;
use std::time::{Duration, Instant};

/// Variants in one build.
const VARIANTS: usize = 48;
/// The smallest program found, with what Go and Weft make of it.
pub fn shrink(
    go: &Go,
    folder: &Path,
    program: &Program,
    patience: Duration,
) -> (Program, Outcome, Outcome) {
    let begun = Instant::now();
    let mut best = program.clone();
    let mut start = 0;
    while begun.elapsed() < patience {
        let all = places(&best.nodes);
        if start >= all {
            break;
        }
        let end = (start + VARIANTS).min(all);
        let variants: Vec<Program> = (start..end)
            .map(|place| Program {
                number: best.number,
                nodes: without(&best.nodes, place),
            })
            .collect();
        match smallest(go, folder, variants, best.text().len()) {
            Some(smaller) => best = smaller,
            None => start = end,
        }
    }
    let go_did = judge::real_variants(go, folder, std::slice::from_ref(&best)).remove(0);
    let weft_did = judge::weft(&best, go.minor);
    (best, go_did, weft_did)
}

/// The smallest of the variants that still differ.
fn smallest(go: &Go, folder: &Path, variants: Vec<Program>, length: usize) -> Option<Program> {
    let go_did = judge::real_variants(go, folder, &variants);
    let weft_did = real_go::each(&variants, |variant| judge::weft(variant, go.minor));
    let differing = variants
        .into_iter()
        .zip(go_did.iter().zip(&weft_did))
        .filter(|(variant, (go, weft))| judge::differ(go, weft) && variant.text().len() < length);
    differing
        .map(|(variant, _)| variant)
        .min_by_key(|variant| variant.text().len())
}
