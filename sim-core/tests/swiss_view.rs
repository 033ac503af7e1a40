//! What the stage says of Swiss maps (Go 1.24 and later): control bytes, probing, growth, split, loops.
//!
//! Each snapshot is the view of one moment as a few lines: a group is its eight control bytes (`..` empty, `xx` deleted).

use expect_test::{Expect, expect};
use sim_core::inspect::view::*;
use sim_core::session::Session;
use sim_core::session::api::{Command, FileText, Options, Reply};
use std::fmt::Write;

fn open(body: &str) -> Session {
    let text = format!("package main\n\nfunc main() {{\n{body}\n}}\n");
    let options = Options {
        go_minor: 27,
        ..Options::default()
    };
    Session::open(&FileText::main(&text), &options).unwrap_or_else(|e| panic!("{e}"))
}

/// Goes on until the map looks as wanted.
fn until(session: &mut Session, wanted: impl Fn(&SwissMapView) -> bool) -> SwissMapView {
    for _ in 0..200_000 {
        session.command(Command::Step);
        let view = session.view();
        if let Some(map) = view.stage.swiss.into_iter().find(&wanted) {
            return map;
        }
        assert!(view.outcome.is_none(), "it never looks like that");
    }
    panic!("it does not look like that for long");
}

fn check(map: &SwissMapView, expected: Expect) {
    expected.assert_eq(&drawn(map));
}

fn drawn(map: &SwissMapView) -> String {
    let mut out = String::new();
    let w = &mut out;
    let _ = writeln!(
        w,
        "{} used {} writing {} depth {} dir {}",
        map.label, map.used.value, map.writing.value, map.global_depth.value, map.dir_len.value
    );
    if let Some(small) = &map.small {
        let _ = writeln!(w, "small {}", group(small));
    }
    for entry in &map.directory {
        let _ = writeln!(w, "dir[{}] -> {}", entry.index, name(map, entry.table));
    }
    for table in &map.tables {
        let _ = writeln!(
            w,
            "{} {:?} index {} depth {} used {} left {} of {}",
            name(map, Some(table.id)),
            table.role,
            table.index.value as i64,
            table.local_depth.value,
            table.used.value,
            table.growth_left.value,
            table.capacity.value,
        );
        for g in table.groups.iter().take(4) {
            let _ = writeln!(w, "  {}", group(g));
        }
        let more = table.groups.len().saturating_sub(4);
        if more > 0 {
            let _ = writeln!(w, "  and {more}");
        }
    }
    for g in &map.growths {
        let to: Vec<_> = g.to.iter().map(|t| name(map, Some(*t))).collect();
        let _ = writeln!(
            w,
            "growth {:?} by {} at group {}: {} moved to {}",
            g.kind,
            g.goroutine,
            g.group,
            g.moved,
            to.join(" ")
        );
    }
    for p in &map.probes {
        let _ = writeln!(
            w,
            "probe {:?} by {} of {} in {}: h2 {:02x} path {:?} matches {:?} slot {:?}",
            p.purpose,
            p.goroutine,
            p.key,
            name(map, p.table),
            p.h2,
            p.path,
            p.matches,
            p.slot
        );
    }
    for i in &map.iterators {
        let table = name(map, i.table);
        let _ = writeln!(
            w,
            "loop of {} in {table} next {} from {}",
            i.goroutine, i.next, i.start
        );
    }
    out
}

fn name(map: &SwissMapView, table: Option<ObjId>) -> String {
    let found = map.tables.iter().find(|t| Some(t.id) == table);
    found.map_or_else(|| "-".to_string(), |t| t.label.clone())
}

fn group(group: &SwissGroupView) -> String {
    let slot = |s: &SwissSlotView| {
        let control = match s.state {
            ControlState::Empty => "..".to_string(),
            ControlState::Deleted => "xx".to_string(),
            ControlState::Full => format!("{:02x}", s.control),
        };
        let key = s
            .key
            .as_ref()
            .map_or_else(String::new, |k| format!("={}", k.text));
        format!(
            "{control}{key}{}{}",
            if s.moved { ">" } else { "" },
            if s.mark.is_some() { "*" } else { "" }
        )
    };
    let slots: Vec<String> = group.slots.iter().map(slot).collect();
    format!(
        "{}: {}{}",
        group.index,
        slots.join(" "),
        if group.mark.is_some() { " *" } else { "" }
    )
}

/// Up to eight entries: one group.
#[test]
fn a_small_map_is_one_group() {
    let mut session = open("m := map[int]int{}\nm[7] = 70\nm[8] = 80\nprintln(m[8])");
    let assigns =
        |m: &SwissMapView| m.probes.iter().any(|p| p.slot == Some(1)) && m.used.value == 1;
    check(
        &until(&mut session, assigns),
        expect![[r#"
        m used 1 writing 1 depth 0 dir 0
        small 0: 08=7 .. .. .. .. .. .. .. *
        probe Assign by 1 of 8 in -: h2 2e path [0] matches [] slot Some(1)
    "#]],
    );
    let compares = |m: &SwissMapView| {
        m.probes
            .iter()
            .any(|p| p.purpose == ProbePurpose::Find && !p.matches.is_empty())
    };
    check(
        &until(&mut session, compares),
        expect![[r#"
        m used 2 writing 0 depth 0 dir 0
        small 0: 08=7 2e=8 .. .. .. .. .. .. *
        probe Find by 1 of 8 in -: h2 2e path [0] matches [1] slot Some(1)
    "#]],
    );
}

/// The ninth entry makes it a table of two groups.
#[test]
fn the_ninth_entry_makes_a_table() {
    let mut session =
        open("m := map[int]int{}\nfor i := 0; i < 9; i++ { m[i] = i }\nprintln(len(m))");
    let half = |m: &SwissMapView| m.growths.iter().any(|g| g.moved == 4);
    check(
        &until(&mut session, half),
        expect![[r#"
        m used 8 writing 1 depth 0 dir 0
        small 0: 35=0> 31=1> 4c=2> 6d=3> 7d=4 62=5 71=6 08=7
        t New index 0 depth 0 used 4 left 10 of 16
          0: 31=1 .. .. .. .. .. .. ..
          1: 35=0 4c=2 6d=3* .. .. .. .. ..
        growth ToTable by 1 at group 0: 4 moved to t
    "#]],
    );
    let done = |m: &SwissMapView| m.used.value == 9 && m.writing.value == 0;
    check(
        &until(&mut session, done),
        expect![[r#"
        m used 9 writing 0 depth 0 dir 1
        dir[0] -> m.dir[0]
        m.dir[0] Present index 0 depth 0 used 9 left 5 of 16
          0: 31=1 7d=4 62=5 71=6 .. .. .. ..
          1: 35=0 4c=2 6d=3 08=7 2e=8 .. .. ..
    "#]],
    );
}

/// A full table is replaced by one of twice the size.
#[test]
fn a_table_grows() {
    let mut session =
        open("m := make(map[int]int, 14)\nfor i := 0; i < 15; i++ { m[i] = i }\nprintln(len(m))");
    let half = |m: &SwissMapView| m.growths.iter().any(|g| g.moved == 9);
    check(
        &until(&mut session, half),
        expect![[r#"
        m used 14 writing 1 depth 0 dir 1
        dir[0] -> m.dir[0]
        m.dir[0] Present index 0 depth 0 used 14 left 0 of 16
          0: 31=1> 7d=4> 62=5> 71=6> 72=9> 38=13> .. ..
          1: 35=0> 4c=2> 6d=3> 08=7 2e=8 2b=10 06=11 7c=12
        bigger New index 0 depth 0 used 9 left 19 of 32
          0: 31=1 .. .. .. .. .. .. ..
          1: 35=0 .. .. .. .. .. .. ..
          2: 7d=4 62=5 71=6 72=9 38=13 .. .. ..
          3: 4c=2 6d=3* .. .. .. .. .. ..
        growth Grow by 1 at group 1: 9 moved to bigger
    "#]],
    );
}

/// A deletion in a full group leaves a tombstone, and the next new key that comes by takes its place.
#[test]
fn a_tombstone_is_taken_again() {
    let mut session = open(
        "m := make(map[int]int, 14)\nfor i := 0; i < 14; i++ { m[i] = i }\nfor i := 0; i < 14; i++ { delete(m, i) }\nprintln(len(m))",
    );
    let tomb = |m: &SwissMapView| {
        m.tables
            .iter()
            .flat_map(|t| &t.groups)
            .flat_map(|g| &g.slots)
            .any(|s| s.state == ControlState::Deleted)
    };
    check(
        &until(&mut session, tomb),
        expect![[r#"
        m used 13 writing 1 depth 0 dir 1
        dir[0] -> m.dir[0]
        m.dir[0] Present index 0 depth 0 used 13 left 0 of 16
          0: 31=1 7d=4 62=5 71=6 72=9 38=13 .. ..
          1: xx* 4c=2 6d=3 08=7 2e=8 2b=10 06=11 7c=12
    "#]],
    );
}

/// A full table of 1024 slots is split in two, and the directory doubles.
#[test]
fn a_full_table_is_split() {
    let mut session =
        open("m := make(map[int]int, 896)\nfor i := 0; i < 897; i++ { m[i] = i }\nprintln(len(m))");
    session.command(Command::End);
    while let Reply::Working { .. } = session.advance(10_000) {}
    let end = session.view().step;
    let at = |session: &mut Session, step| {
        session.command(Command::Seek { step });
        session.view().stage.swiss.into_iter().next()
    };
    // The last assignment is the one that splits: go back into it.
    let half = (0..end).rev().step_by(50).find_map(|step| {
        at(&mut session, step).filter(|m| m.growths.iter().any(|g| g.moved <= 500))
    });
    let half = half.unwrap_or_else(|| panic!("it is not split"));
    check(
        &half,
        expect![[r#"
            m used 896 writing 1 depth 0 dir 1
            dir[0] -> m.dir[0]
            m.dir[0] Present index 0 depth 0 used 896 left 0 of 1024
              0: 08=192> 4b=359> 1a=564> 61=751> 0b=850> 5e=889> .. ..
              1: 7e=62> 56=336> 54=404> 22=812> 2f=851> .. .. ..
              2: 56=157> 4b=386> 37=530> .. .. .. .. ..
              3: 7a=38> 18=78> 4a=168> 04=312> 4c=507> 22=543> 65=548> 04=610>
              and 124
            left New index -1 depth 1 used 234 left 661 of 1024
              0: 08=192 4b=359 61=751 .. .. .. .. ..
              1: 7e=62 56=336 54=404 .. .. .. .. ..
              2: 56=157 37=530 .. .. .. .. .. ..
              3: 7a=38 18=78 4a=168 04=312 1a=756 59=797 .. ..
              and 124
            right New index -1 depth 1 used 264 left 632 of 1024
              0: 1a=564 0b=850 .. .. .. .. .. ..
              1: .. .. .. .. .. .. .. ..
              2: 4b=386 .. .. .. .. .. .. ..
              3: 4c=507 22=543 65=548 04=610 26=717 00=790 .. ..
              and 124
            growth Split by 1 at group 70: 498 moved to left right
            probe Move by 1 of 886 in left: h2 39 path [67] matches [] slot Some(3)
        "#]],
    );
}

/// A loop goes on in the table that it has begun, though the map has another by now.
#[test]
fn a_loop_keeps_its_table() {
    let mut session = open(
        "m := make(map[int]int, 14)\nfor i := 0; i < 14; i++ { m[i] = i }\nfor k := range m { m[k+100] = k; println(k) }",
    );
    let replaced = |m: &SwissMapView| m.tables.len() == 2 && m.growths.is_empty();
    check(
        &until(&mut session, replaced),
        expect![[r#"
            m used 14 writing 1 depth 0 dir 1
            dir[0] -> m.dir[0]
            m.dir[0] Present index 0 depth 0 used 14 left 14 of 32
              0: 31=1 .. .. .. .. .. .. ..
              1: 35=0 .. .. .. .. .. .. ..
              2: 7d=4 62=5 71=6 72=9 38=13 .. .. ..
              3: 4c=2 6d=3 08=7 2e=8 2b=10 06=11 7c=12 ..
            it.tab Replaced index -1 depth 0 used 14 left 0 of 16
              0: 31=1 7d=4 62=5 71=6 72=9 38=13 .. ..
              1: 35=0 4c=2 6d=3 08=7 2e=8 2b=10 06=11 7c=12
            loop of 1 in it.tab next 5 from 4
        "#]],
    );
}

/// The first sentence of each kind that has words of its own, in a program where all of them occur but those of rare moments.
#[test]
fn transitions_in_words() {
    let mut session = open(
        "m := map[int]int{}\nfor i := 1; i <= 14; i++ { m[i] = i }\nfor i := 1; i <= 5; i++ { delete(m, i) }\n\
         for i := 15; i <= 24; i++ { m[i] = i }\nprintln(m[24], m[99])",
    );
    let mut told: Vec<(String, String)> = Vec::new();
    while session.view().outcome.is_none() {
        session.command(Command::Step);
        let Some(line) = session.view().last else {
            continue;
        };
        let id = line.sentence.id.clone();
        let own = [
            "writing",
            "control",
            "probe",
            "slot",
            "tombstone",
            "entry",
            "group",
            "table",
            "directory",
        ];
        if own.iter().any(|w| id.starts_with(&format!("narrate-{w}")))
            && told.iter().all(|(known, _)| *known != id)
        {
            told.push((id, sim_core::inspect::sentences::english(&line.sentence)));
        }
    }
    let lines: Vec<String> = told.into_iter().map(|(_, line)| line + "\n").collect();
    expect![[r#"
        goroutine 1 reads m's writing flag: it is clear
        goroutine 1 sets m's writing flag
        goroutine 1 marks all slots of m.small empty
        goroutine 1 reads the control bytes of m.small: · · · · · · · ·
        goroutine 1 probes m.small for H2 31: no match
        goroutine 1 takes m.small.slots[0]: control byte 31
        goroutine 1 reads m's writing flag: it is set
        goroutine 1 clears m's writing flag
        goroutine 1 moves 1 to t.groups[0].slots[0]
        goroutine 1 sets the length of m's directory: 1
        goroutine 1 probes m.dir[0].groups[0] for H2 72: no match, and an empty slot ends the search
        goroutine 1 probes m.dir[0].groups[0] for H2 31: slots that match: 0
        goroutine 1 marks m.dir[0].groups[0].slots[0] empty
        goroutine 1 leaves a tombstone in m.dir[0].groups[1].slots[0]
        goroutine 1 probes m.dir[0].groups[1] for H2 0a: no match and no empty slot, so it goes on
        goroutine 1 takes the place of the tombstone in m.dir[0].groups[1].slots[0]: control byte 0a
        goroutine 1 puts a table in m.dir[0]
        goroutine 1 marks the table that was replaced: index -1
    "#]]
    .assert_eq(&lines.concat());
}
