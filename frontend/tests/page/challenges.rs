//! Challenges, comparisons, versions and the tree of choices: what a reader does with a census.

use crate::harness::{Page, visit};
use crate::reading::{position, wait_for_run, wait_for_step};

/// Opens the panel of a program, tries every order and waits for the verdict.
fn explored(page: &mut Page) {
    wait_for_run(page);
    page.click("button", "Try every order");
    page.wait_until("every order has been tried", |page| {
        page.has("button", "Try every order") && page.count(".orders-walked") == 1
    });
}

/// The runs of the schedule in the address: goroutine and number of transitions.
fn schedule(page: &Page) -> Vec<(u32, u32)> {
    page.wait_until("the address holds the schedule", |page| {
        page.fragment().contains("schedule=w1~")
    });
    let fragment = page.fragment();
    let text = fragment.split("schedule=w1~").nth(1).unwrap_or_default();
    let items = text.split('~').next().unwrap_or_default();
    let number = |text: &str| text.parse::<u32>().expect("a plain schedule");
    let run = |item: &str| match item.split_once('x') {
        Some((g, count)) => (number(g), number(count)),
        // A random number's alternative does not matter here.
        None => (number(item.split('-').next().unwrap_or_default()), 1),
    };
    items.split('.').map(run).collect()
}

/// After "Show me": that does not win, but doing the same by oneself does.
fn win_as_shown(page: &mut Page) {
    let runs = schedule(page);
    page.press("End");
    page.wait_until("it is shown, not won", |page| {
        page.text(".challenge-state").contains("This is one way")
    });
    page.click("button", "Start over");
    wait_for_step(page, 0);
    let mut step = 0;
    for (goroutine, count) in runs {
        for _ in 0..count {
            page.press(&goroutine.to_string());
            step += 1;
            wait_for_step(page, step);
        }
    }
    page.wait_until("it is won at par", |page| {
        page.text(".challenge-state").contains("Done at par")
    });
}

#[test]
fn leaving_a_goroutine_behind_is_a_challenge() {
    let program = "package main\n\nfunc main() {\n\tch := make(chan int)\n\tgo func() { ch <- 1 }()\n\tselect {\n\tcase <-ch:\n\tdefault:\n\t}\n}\n";
    let link = format!(
        "#code={}&view=orders&grain=access&challenge=leak",
        frontend::view_model::link::packed(program)
    );
    visit(&link, |page| {
        wait_for_run(page);
        page.wait_until("the challenge is on", |page| page.count(".challenge") == 1);
        assert!(page.text(".challenge").contains("leave a goroutine behind"));
        page.click("button", "Show me");
        win_as_shown(page);
        assert!(page.text(".verdict").ends_with("goroutine left behind: 2"));
        page.screenshot("challenge-leak");
        page.click("tab", "Orders");
        page.click_css(".orders-options summary");
        page.screenshot("orders-options");
    });
}

#[test]
fn a_challenge_is_won_by_ones_own_schedule_only() {
    visit("#scene=lost-update&view=orders&grain=access", |page| {
        explored(page);
        page.click_css(".challenge-offer");
        page.wait_until("the challenge is on", |page| page.count(".challenge") == 1);
        assert!(page.text(".challenge").contains("concurrent map writes"));
        page.screenshot("challenge");
        page.click("button", "Show me");
        win_as_shown(page);
        page.screenshot("challenge-won");
        page.click("button", "Leave");
        page.wait_until("the challenge is over", |page| {
            page.count(".challenge") == 0
        });
        page.click("tab", "Orders");
        assert!(page.text(".orders-walked").contains("You have walked 1 of"));
    });
}

#[test]
fn a_link_begins_a_challenge() {
    visit("#scene=lost-update&view=orders&challenge=output", |page| {
        wait_for_run(page);
        page.wait_until("the challenge is on", |page| page.count(".challenge") == 1);
        assert!(page.text(".challenge").contains("other than 2"));
        assert!(page.text(".challenge").contains("par 1"));
        page.wait_until("the address keeps it", |page| {
            page.fragment().contains("challenge=output")
        });
    });
    visit(
        "#scene=lost-update&file=fixed.go&challenge=output",
        |page| {
            page.wait_until("the page says that there is none", |page| {
                page.count(".notice") == 1 && page.text(".notice").contains("no such challenge")
            });
        },
    );
}

#[test]
fn a_program_is_put_right() {
    visit("#scene=lost-update&view=orders&challenge=fix", |page| {
        page.wait_until("the challenge says what is possible", |page| {
            page.count(".challenge") == 1
                && page
                    .text(".challenge-state")
                    .contains("concurrent map writes")
        });
        page.click("button", "Edit");
        let scene = frontend::view_model::scenes::find("lost-update").expect("the scene");
        let fixed = scene.file(Some("fixed.go")).1;
        let set = "const area = document.querySelector('.editor-area'); \
                   Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(area, arguments[0]); \
                   area.dispatchEvent(new Event('input', { bubbles: true }))";
        page.wait_until("the editor is open", |page| page.count(".editor-area") == 1);
        page.evaluate(set, vec![serde_json::json!(fixed)]);
        page.click("button", "Run");
        page.wait_until("the edited program is open", |page| {
            page.count(".editor-area") == 0 && page.fragment().contains("code=")
        });
        page.click_css(".challenge button:not(.quiet):nth-of-type(2)");
        page.wait_until("it is fixed", |page| {
            page.text(".challenge-state").contains("Fixed")
        });
        page.screenshot("challenge-fixed");
    });
}

#[test]
fn two_orders_are_compared() {
    visit("#scene=lost-update&view=orders", |page| {
        explored(page);
        page.click("button", "Compare two orders");
        page.wait_until("both are drawn", |page| page.count(".strip canvas") == 2);
        assert!(page.text(".compare-parting").contains("Then they part"));
        page.screenshot("compare");
        page.click_css(".strip canvas");
        page.wait_until("that moment is open", |page| {
            page.count(".dialog") == 0 && position(page).0 > 0
        });
    });
}

#[test]
fn versions_stand_side_by_side() {
    visit("#scene=lost-update&view=orders", |page| {
        explored(page);
        page.click("button", "Versions side by side");
        page.wait_until("all are explored", |page| {
            let texts = page.texts(".versions section");
            texts.len() == 3 && texts[2].contains("end well") && texts[0].contains("end badly")
        });
        page.screenshot("versions");
        page.press("Escape");
        page.wait_until("they are gone", |page| page.count(".dialog") == 0);
    });
}

#[test]
fn the_tree_leads_to_every_ending() {
    visit("#scene=torn-header&view=orders", |page| {
        explored(page);
        page.click("button", "Tree of choices");
        page.wait_until("a leaf for each ending", |page| {
            page.count(".tree-leaf") == 4
        });
        page.wait_until("all branches are counted", |page| {
            let counts = page.texts(".tree-choice .label");
            counts
                .first()
                .is_some_and(|text| text.starts_with("orders: "))
                && counts.iter().all(|text| text.starts_with("orders: "))
        });
        page.screenshot("tree");
        page.click_css(".tree-leaf");
        page.wait_until("that ending is open", |page| {
            let (step, recorded) = position(page);
            page.count(".dialog") == 0 && step > 0 && step == recorded
        });
    });
}

#[test]
fn samples_claim_no_proof() {
    visit("#scene=lost-update&view=orders", |page| {
        wait_for_run(page);
        page.click_css(".orders-options summary");
        page.choose("Which orders", "random ones");
        page.choose("Pre-emptions", "≤ 1");
        page.choose("Goroutines take turns between", "statements");
        page.choose("At most so many orders", "10\u{202f}000");
        page.click("button", "Try random orders");
        page.wait_until("the samples are counted", |page| {
            page.has("button", "Try random orders") && page.count(".orders-verdict") == 1
        });
        let verdict = page.text(".orders-verdict");
        assert!(verdict.contains("Not exhaustive"), "{verdict}");
        assert!(verdict.contains("at most 1 pre-emptions"), "{verdict}");
        assert!(verdict.contains("only between statements"), "{verdict}");
        assert!(
            page.text(".orders-progress")
                .starts_with("10\u{202f}000 orders")
        );
    });
}

#[test]
fn orders_fit_a_frame_a_phone_and_both_languages() {
    visit("#scene=two-writers&embed=1&view=orders", |page| {
        explored(page);
        assert_eq!(page.count("[role=tab][id]"), 1, "only the orders");
        page.screenshot_at("orders-embed", 900, 520);
    });
    visit(
        "#scene=two-writers&view=orders&lang=zh&theme=dark",
        |page| {
            wait_for_run(page);
            page.click("button", "尝试每一种顺序");
            page.wait_until("每一种都试过了", |page| {
                page.count(".orders-walked") == 1
            });
            page.screenshot("orders-zh-dark");
            page.resize(390, 844);
            page.click("tab", "所有顺序");
            page.screenshot("orders-phone");
            page.click_css(".orders-options summary");
            page.screenshot("orders-phone-options");
            let wide = page.evaluate(
                "return document.documentElement.scrollWidth <= innerWidth",
                vec![],
            );
            assert_eq!(wide, serde_json::json!(true));
        },
    );
}
