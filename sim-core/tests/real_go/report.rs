//! The report of a program that died, freed of what no simulator can know, so that two of them can be compared.

/// Takes out of a panic report what depends on the machine: program counters, offsets, argument words, folders, the numbers of
/// goroutines other than main (real Go starts some of its own), lines of Go's own files, and frames of package sync (whose
/// operations are single instructions here).
pub fn normalize(stderr: &str) -> String {
    let mut out = String::new();
    let mut in_trace = false;
    let mut in_sync = false;
    let mut in_program = false;
    for line in stderr.lines() {
        in_trace |= line.starts_with("goroutine ");
        let frame = line.strip_prefix("created by ").unwrap_or(line);
        let of_sync = frame.starts_with("sync.") || frame.starts_with("internal/sync.");
        in_sync = in_trace && (of_sync || in_sync && line.starts_with('\t'));
        if in_sync {
            continue;
        }
        if !line.starts_with('\t') {
            in_program = frame.starts_with("main.");
        }
        let line = match line.strip_prefix('\t') {
            Some(path) if in_trace => format!("\t{}", normalize_path(path, in_program)),
            _ if in_trace => normalize_frame(line),
            _ => line.split(" pc=0x").next().unwrap_or(line).to_string(),
        };
        out.push_str(&line);
        out.push('\n');
    }
    out
}

/// The file and line of a frame of the program. Those of Go's library are its own business, and Weft's is divided otherwise.
fn normalize_path(path: &str, in_program: bool) -> String {
    let path = path.split(" +0x").next().unwrap_or(path);
    let name = path.rsplit('/').next().unwrap_or(path);
    if in_program {
        name.to_string()
    } else if name.starts_with("panic.go:") {
        "panic.go".to_string()
    } else {
        "library".to_string()
    }
}

fn normalize_frame(line: &str) -> String {
    if let Some(rest) = line.strip_prefix("goroutine ") {
        let (number, state) = rest.split_once(' ').unwrap_or((rest, ""));
        let number = if number == "1" { "1" } else { "N" };
        return format!("goroutine {number} {state}");
    }
    if let Some(at) = line.find(" in goroutine ") {
        return format!("{} in goroutine", &line[..at]);
    }
    // The arguments begin at the last parenthesis that is not inside them.
    let mut depth = 0;
    for (at, byte) in line.bytes().enumerate().rev() {
        match byte {
            b')' => depth += 1,
            b'(' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return if line.ends_with(')') {
                format!("{}(...)", &line[..at])
            } else {
                line.to_string()
            };
        }
    }
    line.to_string()
}
