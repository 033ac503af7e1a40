//! The project's own commands: `cargo xtask serve|test|dist|tidy`.
fn main() {}
