//! INTERFACE. The Go text of the prelude: Weft's runtime and library packages, by import path.
//!
//! Each package is the files of one folder, `prelude/<import path>/*.go`. A file that begins with a `//go:build` line belongs to
//! the Go versions it names only, by terms `go1.N` and `!go1.N` joined with `&&`, as real Go reads them.

mod missing;

pub use missing::is_missing;

/// One file of the prelude.
#[derive(Clone, Copy, Debug)]
pub struct PreludeFile {
    /// Import path of its package: `sync/atomic`.
    pub package: &'static str,
    /// File name within the package.
    pub name: &'static str,
    /// The Go text.
    pub text: &'static str,
}

/// Lists `"import path": "file", …;` and embeds each file's text.
macro_rules! prelude {
    ($($package:literal: $($name:literal),+;)*) => {
        &[$($(PreludeFile { package: $package, name: $name, text: include_str!(concat!($package, "/", $name)) }),+),*]
    };
}

/// Every file, packages in order of import path.
pub const FILES: &[PreludeFile] = prelude! {
    "bufio": "go118.go", "reader.go", "scanner.go", "window.go", "writer.go";
    "bytes":
        "buffer.go", "bytes.go", "go118.go", "go120.go", "go121.go", "go124.go", "go126.go", "go127.go", "more.go",
        "reader.go",
        "special.go";
    "cmp": "cmp.go", "go122.go";
    "container/heap": "heap.go";
    "container/list": "list.go";
    "container/ring": "ring.go";
    "context": "context.go", "go120.go", "go121.go", "timer.go";
    "errors": "errors.go", "go120.go", "go121.go", "go126.go";
    "fmt":
        "errors.go", "go119.go", "go120.go", "print.go", "scan.go", "scan_values.go", "state.go", "wrap119.go", "wrap120.go";
    "golang.org/x/sync/errgroup": "errgroup.go", "go118.go", "go120.go";
    "golang.org/x/sync/semaphore": "semaphore.go";
    "golang.org/x/sync/singleflight": "singleflight.go";
    "golang.org/x/sync/syncmap": "syncmap.go";
    "hash": "hash.go";
    "hash/crc32": "crc32.go";
    "hash/fnv": "fnv.go";
    "internal/synctest": "synctest.go";
    "io": "copy.go", "go120.go", "go122.go", "interfaces.go", "io.go", "pipe.go", "readers.go";
    "iter": "iter.go";
    "log": "log.go", "std.go";
    "maps": "iter.go", "maps.go";
    "math": "bessel.go", "const.go", "math.go";
    "math/bits": "bits.go";
    "math/cmplx": "circular.go", "cmplx.go";
    "math/rand": "rand.go", "seed_go117.go", "seed_go124.go", "ziggurat.go", "zipf.go";
    "math/rand/v2": "chacha8.go", "go123.go", "go124.go", "go127.go", "rand.go", "top.go", "ziggurat.go", "zipf.go";
    "os": "env.go", "os.go";
    "runtime":
        "code.go", "go121.go", "go124.go", "intrinsics.go", "map_classic.go", "map_classic_grow.go", "map_classic_iter.go",
        "map_slot.go", "map_swiss.go", "map_swiss_iter.go", "map_swiss_table.go", "public.go", "sizeclass.go", "slice.go",
        "unsafe.go", "versions.go";
    "runtime/debug": "debug.go", "go119.go";
    "slices": "cut_go121.go", "cut_go122.go", "iter.go", "slices.go", "sort.go";
    "sort":
        "common.go", "go119.go", "pdqsort.go", "quicksort.go", "search.go", "slice.go", "sort.go", "xorshift119.go",
        "xorshift124.go";
    "strconv": "complex.go", "format.go", "parse.go", "unquote.go";
    "strings":
        "builder.go", "change.go", "go118.go", "go120.go", "go121.go", "go124.go", "go127.go", "reader.go", "search.go",
        "special.go", "split.go";
    "sync":
        "cond.go", "go118.go", "go121.go", "go125.go", "intrinsics.go", "map_trie.go", "map_trie_node.go", "map_two.go",
        "map_two_go120.go", "map_two_go123.go", "pointer.go", "pool.go", "rwmutex.go", "sync.go";
    "sync/atomic": "atomic.go", "go123.go", "types.go";
    "testing":
        "benchmark.go", "benchmark_go124.go", "bubble.go", "conflict_go117.go", "conflict_go124.go", "conflict_go126.go",
        "go124.go", "go125.go", "main.go", "report.go", "tb_go117.go", "tb_go124.go", "tb_go125.go", "testing.go";
    "testing/synctest": "go127.go", "synctest.go";
    "time":
        "calendar.go", "drain122.go", "drain123.go", "duration.go", "encode.go", "go119.go", "go120.go", "go124.go",
        "parse.go", "time.go", "timer.go",
        "zone.go";
    "unicode": "cases.go", "categories.go", "categories_go124.go", "categories_go125.go", "properties.go", "scripts.go",
        "scripts_go120.go", "scripts_go121.go", "tables.go", "unicode.go";
    "unicode/utf16": "go120.go", "go123.go", "utf16.go";
    "unicode/utf8": "go118.go", "utf8.go";
    "unique": "unique.go";
};

/// The package of the runtime itself; programs get at its exported part by importing it.
pub const RUNTIME: &str = "runtime";

/// The files of a package that belong to Go 1.`go_minor`, in order of their names; none if there is no such package.
pub fn files(package: &str, go_minor: u32) -> impl Iterator<Item = &'static PreludeFile> {
    FILES
        .iter()
        .filter(move |file| file.package == package && in_version(file.text, go_minor))
}

/// Import paths of all packages that a program may import in Go 1.`go_minor`, sorted.
pub fn packages(go_minor: u32) -> Vec<&'static str> {
    let mut list: Vec<_> = FILES
        .iter()
        .filter(|file| in_version(file.text, go_minor))
        .map(|file| file.package)
        .collect();
    list.sort_unstable();
    list.dedup();
    list
}

/// Whether a file's `//go:build` line, if it has one, holds for Go 1.`go_minor`.
fn in_version(text: &str, go_minor: u32) -> bool {
    let Some(line) = text
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("//go:build "))
    else {
        return true;
    };
    line.split("&&").map(str::trim).all(|term| {
        let (wanted, version) = match term.strip_prefix('!') {
            Some(version) => (false, version),
            None => (true, term),
        };
        let since = version
            .strip_prefix("go1.")
            .and_then(|minor| minor.parse::<u32>().ok());
        since.is_some_and(|since| (go_minor >= since) == wanted)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn build_lines_select_versions() {
        assert!(in_version("package p\n", 17));
        let text = "//go:build go1.19 && !go1.22\n\npackage p\n";
        let held: Vec<u32> = (17..28).filter(|&minor| in_version(text, minor)).collect();
        assert_eq!(held, [19, 20, 21]);
        assert!(
            !in_version("//go:build linux\n", 23),
            "a term that is no version never holds"
        );
    }

    #[test]
    fn files_are_listed_in_order_and_name_their_package() {
        assert!(
            FILES.is_sorted_by_key(|file| (file.package, file.name)),
            "sort the list in prelude/mod.rs"
        );
        for file in FILES {
            let package = file.package.trim_end_matches("/v2");
            let last = package.rsplit('/').next().unwrap_or_default();
            let clause = format!("package {last}");
            assert!(
                file.text.lines().any(|line| line == clause),
                "{}/{}",
                file.package,
                file.name
            );
        }
    }
}
