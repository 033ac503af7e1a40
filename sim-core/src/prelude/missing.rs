//! Names that real Go's packages have and ours do not: a program that uses one is right, and is told that it is Weft that falls short.
//!
//! Facts, taken from Go 1.27 by `tests/library/missing/missing.go`. Whoever adds one of these to a package takes it off this list (a test
//! reminds).

/// By import path: exported names, methods as `Type.Name`.
const MISSING: &[(&str, &str)] = &[
    ("bytes", "ToLowerSpecial ToTitleSpecial ToUpperSpecial"),
    ("hash", "Cloner XOF"),
    ("hash/fnv", "New128 New128a"),
    (
        "math",
        "Acosh Asinh Atanh Erf Erfc Erfcinv Erfinv Expm1 Gamma Ilogb J0 J1 Jn Lgamma Log1p Logb \
         Nextafter Nextafter32 Remainder Y0 Y1 Yn",
    ),
    ("math/rand", "NewZipf Read Zipf"),
    (
        "math/rand/v2",
        "ChaCha8 NewChaCha8 NewZipf PCG.AppendBinary PCG.MarshalBinary PCG.UnmarshalBinary \
         Zipf",
    ),
    (
        "os",
        "Chdir Chmod Chown Chtimes Clearenv CopyFS Create CreateTemp DevNull DirEntry DirFS \
         Environ ErrDeadlineExceeded ErrNoDeadline ErrNoHandle ErrProcessDone Executable Expand \
         ExpandEnv File.Chdir File.Chmod File.Chown File.ReadAt File.ReadDir File.ReadFrom \
         File.Readdir File.Readdirnames File.Seek File.SetDeadline File.SetReadDeadline \
         File.SetWriteDeadline File.Stat File.SyscallConn File.Truncate File.WriteAt \
         File.WriteTo FileInfo FileMode FindProcess Getegid Geteuid Getgid Getgroups Getpagesize \
         Getppid Getuid Getwd Interrupt IsExist IsNotExist IsPathSeparator IsPermission \
         IsTimeout Kill Lchown Link LinkError Lstat Mkdir MkdirAll MkdirTemp ModeAppend \
         ModeCharDevice ModeDevice ModeDir ModeExclusive ModeIrregular ModeNamedPipe ModePerm \
         ModeSetgid ModeSetuid ModeSocket ModeSticky ModeSymlink ModeTemporary ModeType NewFile \
         NewSyscallError O_APPEND O_CREATE O_EXCL O_RDONLY O_RDWR O_SYNC O_TRUNC O_WRONLY Open \
         OpenFile OpenInRoot OpenRoot PathError PathListSeparator PathSeparator Pipe ProcAttr \
         Process ProcessState ReadDir ReadFile Readlink Remove RemoveAll Rename Root SEEK_CUR \
         SEEK_END SEEK_SET SameFile Setenv Signal StartProcess Stat Symlink SyscallError TempDir \
         Truncate Unsetenv UserCacheDir UserConfigDir UserHomeDir WriteFile",
    ),
    (
        "runtime",
        "BlockProfile BlockProfileRecord Breakpoint CPUProfile GoroutineProfile MemProfile \
         MemProfileRate MemProfileRecord MutexProfile Pinner ReadTrace SetBlockProfileRate \
         SetCPUProfileRate SetCgoTraceback SetDefaultGOMAXPROCS SetMutexProfileFraction \
         StackRecord StartTrace StopTrace ThreadCreateProfile",
    ),
    (
        "runtime/debug",
        "BuildInfo BuildSetting CrashOptions GCStats Module ParseBuildInfo ReadBuildInfo \
         ReadGCStats SetCrashOutput WriteHeapDump",
    ),
    (
        "strconv",
        "FormatComplex ParseComplex QuotedPrefix UnquoteChar",
    ),
    (
        "strings",
        "Builder.Cap ToLowerSpecial ToTitleSpecial ToUpperSpecial",
    ),
    (
        "testing",
        "AllocsPerRun B.ArtifactDir B.Chdir B.Setenv B.TempDir BenchmarkResult.MemString Cover \
         CoverBlock CoverMode Coverage F Init InternalBenchmark InternalExample \
         InternalFuzzTarget InternalTest M Main MainStart RegisterCover RunBenchmarks \
         RunExamples RunTests T.ArtifactDir T.Chdir T.Deadline T.Setenv T.TempDir",
    ),
    (
        "time",
        "FixedZone LoadLocation LoadLocationFromTZData Time.AppendBinary Time.AppendText \
         Time.GobDecode Time.GobEncode Time.MarshalBinary Time.UnmarshalBinary Time.ZoneBounds",
    ),
    (
        "unicode",
        "ASCII_Hex_Digit Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan AzeriCase \
         Balinese Bamum Bassa_Vah Batak Bengali Beria_Erfe Bhaiksuki Bidi_Control Bopomofo \
         Brahmi Braille Buginese Buhid C Canadian_Aboriginal Carian CaseRange CaseRanges \
         Categories CategoryAliases Caucasian_Albanian Cc Cf Chakma Cham Cherokee Chorasmian Cn \
         Co Common Coptic Cs Cuneiform Cypriot Cypro_Minoan Cyrillic Dash Deprecated Deseret \
         Devanagari Diacritic Digit Dives_Akuru Dogra Duployan Egyptian_Hieroglyphs Elbasan \
         Elymaic Ethiopic Extender FoldCategory FoldScript Garay Georgian Glagolitic Gothic \
         Grantha GraphicRanges Greek Gujarati Gunjala_Gondi Gurmukhi Gurung_Khema Han Hangul \
         Hanifi_Rohingya Hanunoo Hatran Hebrew Hex_Digit Hiragana Hyphen IDS_Binary_Operator \
         IDS_Trinary_Operator IDS_Unary_Operator ID_Compat_Math_Continue ID_Compat_Math_Start \
         Ideographic Imperial_Aramaic In Inherited Inscriptional_Pahlavi Inscriptional_Parthian \
         Is IsOneOf Javanese Join_Control Kaithi Kannada Katakana Kawi Kayah_Li Kharoshthi \
         Khitan_Small_Script Khmer Khojki Khudawadi Kirat_Rai L LC Lao Latin Lepcha Letter Limbu \
         Linear_A Linear_B Lisu Ll Lm Lo Logical_Order_Exception Lower LowerCase Lt Lu Lycian \
         Lydian M Mahajani Makasar Malayalam Mandaic Manichaean Marchen Mark Masaram_Gondi \
         MaxCase Mc Me Medefaidrin Meetei_Mayek Mende_Kikakui Meroitic_Cursive \
         Meroitic_Hieroglyphs Miao Mn Modi Modifier_Combining_Mark Mongolian Mro Multani Myanmar \
         N Nabataean Nag_Mundari Nandinagari Nd New_Tai_Lue Newa Nko Nl No \
         Noncharacter_Code_Point Number Nushu Nyiakeng_Puachue_Hmong Ogham Ol_Chiki Ol_Onal \
         Old_Hungarian Old_Italic Old_North_Arabian Old_Permic Old_Persian Old_Sogdian \
         Old_South_Arabian Old_Turkic Old_Uyghur Oriya Osage Osmanya Other Other_Alphabetic \
         Other_Default_Ignorable_Code_Point Other_Grapheme_Extend Other_ID_Continue \
         Other_ID_Start Other_Lowercase Other_Math Other_Uppercase P Pahawh_Hmong Palmyrene \
         Pattern_Syntax Pattern_White_Space Pau_Cin_Hau Pc Pd Pe Pf Phags_Pa Phoenician Pi Po \
         Prepended_Concatenation_Mark PrintRanges Properties Ps Psalter_Pahlavi Punct \
         Quotation_Mark Radical Range16 Range32 RangeTable Regional_Indicator Rejang Runic S \
         STerm Samaritan Saurashtra Sc Scripts Sentence_Terminal Sharada Shavian Siddham Sidetic \
         SignWriting SimpleFold Sinhala Sk Sm So Soft_Dotted Sogdian Sora_Sompeng Soyombo Space \
         SpecialCase Sundanese Sunuwar Syloti_Nagri Symbol Syriac Tagalog Tagbanwa Tai_Le \
         Tai_Tham Tai_Viet Tai_Yo Takri Tamil Tangsa Tangut Telugu Terminal_Punctuation Thaana \
         Thai Tibetan Tifinagh Tirhuta Title TitleCase To Todhri Tolong_Siki Toto Tulu_Tigalari \
         TurkishCase Ugaritic Unified_Ideograph Upper UpperCase UpperLower Vai \
         Variation_Selector Vithkuqi Wancho Warang_Citi White_Space Yezidi Yi Z Zanabazar_Square \
         Zl Zp Zs",
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
        assert!(is_missing("strconv", "QuotedPrefix"));
        assert!(is_missing("math/rand/v2", "Zipf"));
        assert!(is_missing("strings", "Builder.Cap"));
        assert!(!is_missing("sync", "Mutex"));
        assert!(!is_missing("nowhere", "Pull"));
    }
}
