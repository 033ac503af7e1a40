//! Loading: the user's files, then every package they import, directly or not, and always package runtime.
//!
//! All syntax trees exist before anything is checked, so the checker can borrow them.

use std::collections::{BTreeMap, BTreeSet};

use gosyn::ast;

use crate::diagnostic::Diagnostics;
use crate::prelude;
use crate::source::{FileId, Origin, Pos, SourceMap};
use crate::syntax::{self, Dialect};
use crate::versions;

/// A parsed file.
pub(super) struct LoadedSource {
    /// Its number among the sources.
    pub id: FileId,
    /// Its tree.
    pub ast: ast::File,
    /// The package (index into [`Loaded::packages`]).
    pub package: usize,
}

/// A package before it is checked.
pub(super) struct LoadedPackage {
    /// Import path.
    pub path: String,
    /// Whether it is part of Weft.
    pub prelude: bool,
}

/// Everything that will be checked together.
pub(super) struct Loaded {
    /// All texts.
    pub sources: SourceMap,
    /// All files.
    pub files: Vec<LoadedSource>,
    /// Packages; the first is the user's.
    pub packages: Vec<LoadedPackage>,
    /// Packages in order of initialisation: what a package imports comes before it.
    pub init_order: Vec<usize>,
    /// Where the literals begin that were reported already.
    pub bad_literals: BTreeSet<Pos>,
    /// Those errors.
    pub errors: Diagnostics,
}

/// Loading in progress.
struct Loader {
    loaded: Loaded,
    errors: Diagnostics,
    by_path: BTreeMap<String, usize>,
    /// The user's folders other than the main one, each a package: path → files.
    folders: BTreeMap<String, Vec<(String, String)>>,
    visiting: BTreeSet<usize>,
    go_minor: u32,
}

/// Parses the user's files and whatever they import.
pub(super) fn load(
    files: &[(&str, &str)],
    go_minor: u32,
) -> Result<Loaded, (Diagnostics, SourceMap)> {
    let loaded = Loaded {
        sources: SourceMap::new(),
        files: Vec::new(),
        packages: Vec::new(),
        init_order: Vec::new(),
        bad_literals: BTreeSet::new(),
        errors: Diagnostics::new(),
    };
    let main_folder = files.first().map_or("", |(name, _)| folder(name));
    let mut folders: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for (name, text) in files.iter().filter(|(name, _)| folder(name) != main_folder) {
        folders
            .entry(folder(name).to_string())
            .or_default()
            .push((name.to_string(), text.to_string()));
    }
    let mut loader = Loader {
        loaded,
        errors: Diagnostics::new(),
        by_path: BTreeMap::new(),
        folders,
        visiting: BTreeSet::new(),
        go_minor,
    };
    let main: Vec<(&str, &str)> = files
        .iter()
        .filter(|(name, _)| folder(name) == main_folder)
        .copied()
        .collect();
    loader.add_package("main", false, &main);
    loader.load_prelude(prelude::RUNTIME);
    loader.follow_imports(0);
    match loader.errors.is_empty() {
        true => Ok(loader.loaded),
        false => {
            loader.errors.append(loader.loaded.errors);
            Err((loader.errors, loader.loaded.sources))
        }
    }
}

/// The folder part of a file name.
fn folder(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

impl Loader {
    fn add_package(&mut self, path: &str, prelude: bool, files: &[(&str, &str)]) -> usize {
        let package = self.loaded.packages.len();
        self.loaded.packages.push(LoadedPackage {
            path: path.to_string(),
            prelude,
        });
        self.by_path.insert(path.to_string(), package);
        let mut name: Option<String> = None;
        for (file_name, text) in files {
            let origin = if prelude {
                Origin::Prelude
            } else {
                Origin::User
            };
            let Some(id) = self.loaded.sources.add(file_name, text, origin) else {
                self.errors.report(Pos::NONE, "the program is too large");
                continue;
            };
            let base = self
                .loaded
                .sources
                .file(id)
                .map_or(Pos::NONE, |file| file.base);
            let dialect = Dialect {
                names_keywords: versions::KEYWORD_TOKENS.is_in(self.go_minor),
                names_missing: versions::MISSING_PARAMETER.is_in(self.go_minor),
                early_dots: versions::DOTS_WHILE_PARSING.is_in(self.go_minor),
                generic_methods: prelude || versions::GENERIC_METHODS.is_in(self.go_minor),
            };
            match syntax::parse(text, base, dialect) {
                Ok(parsed) => {
                    self.loaded.bad_literals.extend(parsed.bad_literals);
                    self.loaded.errors.append(parsed.errors);
                    let ast = parsed.file;
                    let own = &ast.pkg_name;
                    if name.as_ref().is_some_and(|name| *name != own.name) {
                        let text = format!(
                            "package {}; expected package {}",
                            own.name,
                            name.clone().unwrap_or_default()
                        );
                        self.errors.report(syntax::ast_pos::ident_pos(own), text);
                    }
                    name.get_or_insert_with(|| own.name.clone());
                    self.loaded.files.push(LoadedSource { id, ast, package });
                }
                Err(errors) => self.errors.append(errors),
            }
        }
        package
    }

    /// Loads a package of Weft's own, unless it is loaded.
    fn load_prelude(&mut self, path: &str) -> Option<usize> {
        if let Some(&package) = self.by_path.get(path) {
            return Some(package);
        }
        let files: Vec<(String, &str)> = prelude::files(path, self.go_minor)
            .map(|file| (format!("{path}/{}", file.name), file.text))
            .collect();
        if files.is_empty() {
            return None;
        }
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(name, text)| (name.as_str(), *text))
            .collect();
        let package = self.add_package(path, true, &files);
        self.follow_imports(package);
        Some(package)
    }

    /// Loads a folder of the user's, whose name is the import path or its end.
    fn load_folder(&mut self, path: &str) -> Option<usize> {
        let is_end =
            |folder: &&String| path == folder.as_str() || path.ends_with(&format!("/{folder}"));
        let folder = self.folders.keys().find(is_end)?.clone();
        let files = self.folders.remove(&folder)?;
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        let package = self.add_package(path, false, &files);
        self.follow_imports(package);
        Some(package)
    }

    /// Loads what a package imports, then puts it into the order of initialisation.
    fn follow_imports(&mut self, package: usize) {
        self.visiting.insert(package);
        let files = self
            .loaded
            .files
            .iter()
            .filter(|file| file.package == package);
        let imports: Vec<(String, Pos)> = files
            .flat_map(|file| &file.ast.imports)
            .map(|import| {
                (
                    import_path(import),
                    syntax::ast_pos::string_pos(&import.path),
                )
            })
            .collect();
        for (path, pos) in imports {
            if path == "unsafe" {
                continue;
            }
            let known = self.by_path.get(&path).copied();
            match known
                .or_else(|| self.load_prelude(&path))
                .or_else(|| self.load_folder(&path))
            {
                Some(other) if self.visiting.contains(&other) => {
                    self.errors.report(pos, "import cycle not allowed")
                }
                Some(_) => {}
                None => self.errors.report(pos, unsupported(&path, self.go_minor)),
            }
        }
        self.visiting.remove(&package);
        self.loaded.init_order.push(package);
    }
}

/// The path in an import declaration.
pub(super) fn import_path(import: &ast::Import) -> String {
    import.path.value.trim_matches(['"', '`']).to_string()
}

fn unsupported(path: &str, go_minor: u32) -> String {
    if let Some(since) = versions::since(path, "").filter(|since| *since > go_minor) {
        return format!("package {path} is not in std (it came with Go 1.{since})");
    }
    let known: Vec<&str> = prelude::packages(go_minor)
        .into_iter()
        .filter(|path| !path.starts_with("internal/"))
        .collect();
    let known = known.join(", ");
    format!("package {path} is not supported by Weft (supported: {known})")
}
