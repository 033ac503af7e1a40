//! The page's worker: explores orders beside the page, in slices, and says how far it got.

fn main() {
    frontend::bridge::crew::work();
}
