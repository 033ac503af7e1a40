//! The page's entry point.

fn main() {
    frontend::app::start();
}
