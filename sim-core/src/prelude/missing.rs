//! Names that real Go's packages have and ours do not: a program that uses one is right, and is told that it is Weft that falls short.
//!
//! Facts, taken from Go 1.27 by `tests/library/missing/missing.go`. Whoever adds one of these to a package takes it off this list (a test
//! reminds).

/// By import path: exported names, methods as `Type.Name`.
const MISSING: &[(&str, &str)] = &[
    ("hash", "Cloner XOF"),
    ("hash/fnv", "New128 New128a"),
    (
        "os",
        "Chdir Chmod Chown Chtimes CopyFS Create CreateTemp DevNull DirEntry DirFS \
         ErrDeadlineExceeded ErrNoDeadline ErrNoHandle ErrProcessDone Executable File.Chdir \
         File.Chmod File.Chown File.ReadAt File.ReadDir File.ReadFrom File.Readdir \
         File.Readdirnames File.Seek File.SetDeadline File.SetReadDeadline File.SetWriteDeadline \
         File.Stat File.SyscallConn File.Truncate File.WriteAt File.WriteTo FileInfo FileMode \
         FindProcess Getegid Geteuid Getgid Getgroups Getuid Getwd Interrupt IsExist IsNotExist \
         IsPathSeparator IsPermission IsTimeout Kill Lchown Link LinkError Lstat Mkdir MkdirAll \
         MkdirTemp ModeAppend ModeCharDevice ModeDevice ModeDir ModeExclusive ModeIrregular \
         ModeNamedPipe ModePerm ModeSetgid ModeSetuid ModeSocket ModeSticky ModeSymlink \
         ModeTemporary ModeType NewFile O_APPEND O_CREATE O_EXCL O_RDONLY O_RDWR O_SYNC O_TRUNC \
         O_WRONLY Open OpenFile OpenInRoot OpenRoot PathError PathListSeparator PathSeparator \
         Pipe ProcAttr Process ProcessState ReadDir ReadFile Readlink Remove RemoveAll Rename \
         Root SEEK_CUR SEEK_END SEEK_SET SameFile Signal StartProcess Stat Symlink \
         SyscallError.Timeout TempDir Truncate UserCacheDir UserConfigDir UserHomeDir WriteFile",
    ),
    (
        "runtime",
        "BlockProfile BlockProfileRecord Breakpoint CPUProfile GoroutineProfile MemProfile \
         MemProfileRecord MutexProfile ReadTrace SetCgoTraceback SetDefaultGOMAXPROCS \
         StackRecord StartTrace StopTrace ThreadCreateProfile",
    ),
    (
        "runtime/debug",
        "BuildInfo BuildSetting CrashOptions GCStats Module ParseBuildInfo ReadBuildInfo \
         ReadGCStats SetCrashOutput WriteHeapDump",
    ),
    ("strings", "Builder.Cap"),
    (
        "testing",
        "AllocsPerRun B.ArtifactDir B.Chdir B.TempDir BenchmarkResult.MemString Cover CoverBlock \
         F InternalBenchmark InternalExample InternalFuzzTarget InternalTest Main MainStart \
         RegisterCover RunBenchmarks RunExamples RunTests T.ArtifactDir T.Chdir T.TempDir",
    ),
    ("time", "LoadLocationFromTZData"),
    (
        "unicode",
        "Beria_Erfe CategoryAliases Garay Gurung_Khema IDS_Unary_Operator \
         ID_Compat_Math_Continue ID_Compat_Math_Start Kirat_Rai Modifier_Combining_Mark Ol_Onal \
         Sidetic Sunuwar Tai_Yo Todhri Tolong_Siki Tulu_Tigalari",
    ),
    ("unsafe", "Add"),
];

/// Whether real Go's package `path` (or the one that is named so) has `name`, and ours has not.
pub fn is_missing(path: &str, name: &str) -> bool {
    let named = |known: &str| known == path || known.rsplit('/').next() == Some(path);
    MISSING
        .iter()
        .filter(|(known, _)| named(known))
        .any(|(_, names)| names.split_whitespace().any(|missing| missing == name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prelude::FILES;

    #[test]
    fn nothing_that_is_there_is_called_missing() {
        for (path, names) in MISSING {
            for name in names.split_whitespace() {
                let declarations = match name.split_once('.') {
                    Some((ty, method)) => vec![format!("{ty}) {method}(")],
                    None => vec![
                        format!("func {name}("),
                        format!("func {name}["),
                        format!("type {name} "),
                        format!("var {name} "),
                    ],
                };
                let mut files = FILES.iter().filter(|file| file.package == *path);
                let found =
                    files.any(|file| declarations.iter().any(|text| file.text.contains(text)));
                assert!(
                    !found,
                    "{path} has {name}: take it off the list of missing names"
                );
            }
        }
    }

    #[test]
    fn names_are_found_by_path_and_by_package_name() {
        assert!(is_missing("hash/fnv", "New128"));
        assert!(is_missing("runtime/debug", "BuildInfo"));
        assert!(is_missing("strings", "Builder.Cap"));
        assert!(!is_missing("sync", "Mutex"));
        assert!(!is_missing("nowhere", "Pull"));
    }
}
