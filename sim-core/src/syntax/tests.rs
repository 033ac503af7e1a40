//! Broken programs against the real compiler: `testdata/errors.txt` holds programs and what Go 1.23's compiler says of each
//! (its lexical and syntax errors; `⏎` marks a text that does not end with a newline).

use super::parse;
use crate::source::{Origin, SourceMap};

/// What `weft check` would print for a text.
fn errors_of(text: &str) -> String {
    let mut sources = SourceMap::new();
    sources.add("main.go", text, Origin::User).unwrap();
    parse(text, sources.files()[0].base)
        .err()
        .map_or(String::new(), |errors| errors.render(&sources))
}

#[test]
fn errors_as_the_real_compiler() {
    let (mut count, mut wrong) = (0, Vec::new());
    for case in include_str!("testdata/errors.txt")
        .split("=== program\n")
        .skip(1)
    {
        let (program, expected) = case.split_once("=== errors\n").unwrap();
        let program = program.strip_suffix("⏎\n").unwrap_or(program);
        let actual = errors_of(program);
        count += 1;
        if actual != expected {
            wrong.push(format!(
                "{program}--- expected\n{expected}--- ours\n{actual}"
            ));
        }
    }
    assert!(count > 400, "only {count} programs");
    assert!(
        wrong.is_empty(),
        "{} of {count} wrong:\n{}",
        wrong.len(),
        wrong.join("\n==========\n")
    );
}
