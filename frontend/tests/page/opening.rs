//! The page opens: under a sub-path, with nothing from anywhere else, and without a word on the console.

use crate::harness::visit;

#[test]
fn the_page_opens_under_a_sub_path_and_asks_nobody_else() {
    visit("", |page| {
        page.wait_until("the page shows its name", |page| {
            page.text("body").contains("Weft")
        });
        assert!(
            page.address().contains("/a/sub-path/"),
            "{}",
            page.address()
        );
        page.screenshot("opening");
    });
}
