//! Imports that are not used.

use super::checker::Checker;
use super::object::ObjKind;
use super::packages::import_path;

impl<'a> Checker<'a> {
    /// Reports the user's unused imports.
    pub fn report_unused_imports(&mut self) {
        for file in 0..self.files.len() {
            let pkg = self.files[file].pkg;
            if self.packages[pkg.0 as usize].prelude {
                continue;
            }
            let ast = self.files[file].ast;
            for import in &ast.imports {
                self.report_if_unused(file, import);
            }
        }
    }

    fn report_if_unused(&mut self, file: usize, import: &'a gosyn::ast::Import) {
        let path = import_path(import);
        let Some(&pkg) = self.by_path.get(path.as_str()) else {
            return;
        };
        let own_name = self.packages[pkg.0 as usize].name;
        let name = import
            .name
            .as_ref()
            .map_or(own_name, |name| name.name.as_str());
        let Some(&obj) = self.files[file].imports.get(name) else {
            return;
        };
        let object = self.obj(obj);
        if object.used || !matches!(object.kind, ObjKind::Package(_)) {
            return;
        }
        let pos = object.pos;
        let last = path.rsplit('/').next().unwrap_or(&path);
        match import.name.is_none() && last == own_name || name == last {
            true => self.error(pos, format!("\"{path}\" imported and not used")),
            false => self.error(pos, format!("\"{path}\" imported as {name} and not used")),
        }
    }
}
