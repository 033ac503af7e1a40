//! `sync.Map` on the stage: two maps over shared entries, and the tree of Go 1.24 and later.

use crate::harness::visit;
use crate::reading::wait_for_run;

#[test]
fn both_kinds_are_drawn() {
    for go in ["1.23", "1.27"] {
        visit(&format!("#scene=sync-map&go={go}&step=60"), |page| {
            wait_for_run(page);
            page.wait_until("the map's card", |page| page.count(".sync-map") == 1);
            assert_eq!(page.count(".sync-half") > 0, go == "1.23");
            page.screenshot(&format!("sync-map-{go}"));
        });
    }
}
