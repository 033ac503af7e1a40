//! Imports that are not used.

use super::checker::Checker;
use super::object::{ObjId, ObjKind};
use super::packages::import_path;

impl<'a> Checker<'a> {
    /// Reports the user's unused imports.
    pub fn report_unused_imports(&mut self) {
        for file in 0..self.files.len() {
            let pkg = self.files[file].pkg;
            if self.packages[pkg.0 as usize].prelude {
                continue;
            }
            for (obj, import) in self.files[file].import_objs.clone() {
                self.report_if_unused(file, obj, import);
            }
        }
    }

    fn report_if_unused(&mut self, file: usize, obj: ObjId, import: &'a gosyn::ast::Import) {
        let object = self.obj(obj);
        let ObjKind::Package(pkg) = object.kind else {
            return;
        };
        let by_dot = object.name == "." && self.dots_used.borrow().contains(&(file, pkg));
        if object.used || by_dot {
            return;
        }
        let (pos, name, path) = (object.pos, object.name, import_path(import));
        let own_name = self.packages[pkg.0 as usize].name;
        let last = path.rsplit('/').next().unwrap_or(&path);
        match import.name.is_none() && last == own_name || name == last || name == "." {
            true => self.error(pos, format!("\"{path}\" imported and not used")),
            false => self.error(pos, format!("\"{path}\" imported as {name} and not used")),
        }
    }
}
