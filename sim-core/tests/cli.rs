//! The command line as a user meets it: output, exit status, messages.

use std::path::PathBuf;
use std::process::{Command, Output};

fn weft(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_weft"))
        .args(args)
        .output()
        .unwrap()
}

/// Writes a program to a file of its own and returns its path.
fn program(name: &str, text: &str) -> String {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&dir).unwrap();
    let path = dir.join("main.go");
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn runs_a_program_with_its_output_and_status() {
    let path = program(
        "hello",
        "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(\"hello\", 1+2)\n}\n",
    );
    let out = weft(&["run", &path]);
    assert_eq!(
        (text(&out.stdout).as_str(), out.status.code()),
        ("hello 3\n", Some(0))
    );
    let path = program(
        "exit",
        "package main\n\nimport \"os\"\n\nfunc main() {\n\tos.Exit(3)\n}\n",
    );
    assert_eq!(weft(&["run", &path]).status.code(), Some(3));
    let path = program(
        "panic",
        "package main\n\nfunc main() {\n\tpanic(\"boom\")\n}\n",
    );
    let out = weft(&["run", &path]);
    assert_eq!(out.status.code(), Some(2));
    assert!(
        text(&out.stderr).starts_with("panic: boom\n\ngoroutine 1 [running]:\nmain.main()\n"),
        "{}",
        text(&out.stderr)
    );
}

#[test]
fn what_concerns_the_whole_program_has_no_position() {
    let path = program("nomain", "package main\n\nfunc f() {}\n");
    for verb in ["check", "run", "explore"] {
        let out = weft(&[verb, &path]);
        let said = "function main is undeclared in the main package\n";
        assert_eq!(
            (text(&out.stderr).as_str(), out.status.code()),
            (said, Some(1))
        );
    }
}

#[test]
fn compile_errors_are_gcs() {
    let path = program("broken", "package main\n\nfunc main() {\n\tx := 1\n}\n");
    for verb in ["check", "run"] {
        let out = weft(&[verb, &path]);
        assert_eq!(out.status.code(), Some(1));
        assert_eq!(
            text(&out.stderr),
            format!("{path}:4:2: declared and not used: x\n")
        );
    }
}

#[test]
fn a_printed_schedule_reproduces_the_run() {
    let scene = concat!(env!("CARGO_MANIFEST_DIR"), "/../scenes/two-writers/main.go");
    for seed in ["1", "2", "3", "4", "5", "6"] {
        let first = weft(&[
            "run",
            scene,
            "--policy",
            "random",
            "--seed",
            seed,
            "--trace-hash",
            "--print-schedule",
        ]);
        let err = text(&first.stderr);
        let schedule = err
            .lines()
            .find_map(|l| l.strip_prefix("schedule "))
            .unwrap();
        let again = weft(&[
            "run",
            scene,
            "--schedule",
            schedule,
            "--trace-hash",
            "--print-schedule",
        ]);
        assert_eq!(text(&again.stderr), err);
        assert_eq!(
            (again.status.code(), again.stdout),
            (first.status.code(), first.stdout)
        );
        let words = weft(&["fmt-schedule", schedule]);
        assert!(
            text(&words.stdout).starts_with("transition"),
            "{}",
            text(&words.stdout)
        );
    }
}

#[test]
fn wrong_usage_is_64_with_one_clear_sentence() {
    let path = program("fine", "package main\n\nfunc main() {}\n");
    for (args, message) in [
        (vec!["run", "/nowhere/at/all.go"], "cannot read"),
        (vec!["run", &path, "--go", "1.4"], "Go 1.4 is not on offer"),
        (vec!["run", &path, "--schedule", "junk"], "not a schedule"),
        (vec!["run", &path, "--func", "TestX"], "no test TestX"),
        (vec!["run"], "required"),
        (vec!["frobnicate"], "unrecognized"),
    ] {
        let out = weft(&args);
        assert_eq!(out.status.code(), Some(64), "{args:?}");
        assert!(
            text(&out.stderr).contains(message),
            "{args:?}: {}",
            text(&out.stderr)
        );
    }
}

#[test]
fn traces_as_text_and_as_json_lines() {
    let path = program(
        "trace",
        "package main\n\nvar x int\n\nfunc main() {\n\tx = 7\n}\n",
    );
    let out = text(&weft(&["trace", &path]).stdout);
    assert!(
        out.contains("main.go:6:4  goroutine 1 writes x: 0 → 7")
            || out.contains("goroutine 1 writes x: 0 → 7"),
        "{out}"
    );
    let json = text(&weft(&["trace", &path, "--format", "json"]).stdout);
    let first: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!(
        (first["goroutine"].as_u64(), first["kind"].as_str()),
        (Some(1), Some("Write"))
    );
}

#[test]
fn runs_a_test_function() {
    let path = program(
        "test",
        "package main\n\nimport \"testing\"\n\nfunc TestA(t *testing.T) {\n\tif 1+1 != 3 {\n\t\tt.Error(\"no\")\n\t}\n}\n",
    );
    let out = weft(&["run", &path, "--func", "TestA"]);
    assert_eq!(out.status.code(), Some(1));
    assert!(
        text(&out.stdout).contains("--- FAIL: TestA"),
        "{}",
        text(&out.stdout)
    );
}

/// A package of tests, one for each kind of finding.
const TESTS: &str = "package counter

import (
\t\"sync\"
\t\"testing\"
)

func TestGood(t *testing.T) {
\tvar mu sync.Mutex
\tvar wg sync.WaitGroup
\tn := 0
\twg.Add(2)
\tfor i := 0; i < 2; i++ {
\t\tgo func() {
\t\t\tdefer wg.Done()
\t\t\tmu.Lock()
\t\t\tdefer mu.Unlock()
\t\t\tn++
\t\t}()
\t}
\twg.Wait()
\tif n != 2 {
\t\tt.Fatal(\"lost\")
\t}
}

func TestLost(t *testing.T) {
\tvar wg sync.WaitGroup
\tn := 0
\twg.Add(2)
\tfor i := 0; i < 2; i++ {
\t\tgo func() {
\t\t\tdefer wg.Done()
\t\t\tn++
\t\t}()
\t}
\twg.Wait()
\tif n != 2 {
\t\tt.Fatal(\"lost\")
\t}
}

func TestStuck(t *testing.T) {
\tch := make(chan int)
\tselect {
\tcase ch <- 1:
\tcase <-ch:
\t}
}

func TestLeak(t *testing.T) {
\tch := make(chan int)
\tgo func() { ch <- 1 }()
}

func TestPanics(t *testing.T) {
\tdone := make(chan bool)
\tm := map[string]int{}
\tgo func() {
\t\tm = nil
\t\tclose(done)
\t}()
\tselect {
\tcase <-done:
\tdefault:
\t}
\tm[\"a\"] = 1
}
";

#[test]
fn tests_are_explored_one_by_one() {
    let path = program("tests", TESTS);
    assert_eq!(weft(&["check", &path]).status.code(), Some(0));
    let out = weft(&["test", &path, "--json"]);
    assert_eq!(out.status.code(), Some(1), "{}", text(&out.stderr));
    let rows: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    let rows = rows.as_array().expect("an array");
    let findings = |name: &str| -> Vec<String> {
        let row = rows.iter().find(|row| row["test"] == name).expect(name);
        assert_eq!(row["complete"], true, "{row}");
        let found = row["findings"].as_array().expect("findings");
        found
            .iter()
            .map(|kind| kind.as_str().expect("text").to_string())
            .collect()
    };
    assert!(findings("TestGood").is_empty());
    assert_eq!(findings("TestLost"), ["fail", "race"]);
    assert_eq!(findings("TestStuck"), ["deadlock"]);
    assert_eq!(findings("TestLeak"), ["leak"]);
    assert_eq!(findings("TestPanics"), ["panic", "race"]);
    for row in rows {
        replay_witnesses(&path, row);
    }
}

/// `weft run` of a test's witness ends as the finding says; leaks as the run happens to.
fn replay_witnesses(path: &str, row: &serde_json::Value) {
    let name = row["test"].as_str().expect("name");
    for (kind, schedule) in row["witnesses"].as_object().expect("witnesses") {
        let schedule = schedule.as_str().expect("text");
        let out = weft(&[
            "run",
            path,
            "--race",
            "--func",
            name,
            "--schedule",
            schedule,
        ]);
        let (status, said) = (out.status.code(), text(&out.stderr));
        let as_found = match kind.as_str() {
            "fail" => matches!(status, Some(1 | 66)),
            "deadlock" | "panic" => status == Some(2),
            "race" => said.contains("WARNING: DATA RACE"),
            _ => true,
        };
        assert!(as_found, "{name} {kind} {schedule}: {status:?}\n{said}");
    }
}

/// Two goroutines write different elements of one map: Go sees the map's write, and with --everything so do its cells.
#[test]
fn races_inside_the_runtime_are_reported_on_request() {
    let scene = concat!(env!("CARGO_MANIFEST_DIR"), "/../scenes/two-writers/main.go");
    let races = |extra: &[&str]| {
        let arguments = [&["run", "--race", "--policy", "sequential", scene], extra].concat();
        let said = text(&weft(&arguments).stderr);
        said.matches("WARNING: DATA RACE").count()
    };
    let (usual, all) = (races(&[]), races(&["--everything"]));
    assert!(usual > 0 && all > usual, "{usual} and {all}");
}

#[test]
fn the_census_does_not_depend_on_the_number_of_threads() {
    let scene = concat!(env!("CARGO_MANIFEST_DIR"), "/../scenes/lost-update/main.go");
    let census = |extra: &[&str]| {
        let out = weft(&[&["explore", scene, "--json"], extra].concat());
        let mut census: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
        census["seconds"] = 0.into();
        census
    };
    for policy in ["exhaustive", "random", "pct", "pos", "bounded"] {
        let options = match policy {
            "bounded" => ["--preemptions", "3", "--max-executions", "3000"],
            _ => ["--policy", policy, "--max-executions", "500"],
        };
        let one = census(&[&options[..], &["--threads", "1"]].concat());
        let four = census(&[&options[..], &["--threads", "4"]].concat());
        assert_eq!(one, four, "{policy}");
        assert!(one["executions"].as_u64().is_some_and(|n| n > 1));
    }
}

#[test]
fn a_test_package_that_does_not_compile_says_so_for_each_test() {
    let broken = TESTS.replace("n := 0", "n := nothing");
    let path = program("broken-tests", &broken);
    let out = weft(&["test", &path, "--json"]);
    let rows: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!(rows[0]["test"], "TestGood");
    let error = rows[0]["error"].as_str().expect("an error");
    assert!(error.contains(":11:7: undefined: nothing"), "{error}");
    let out = weft(&["test", &path]);
    assert_eq!(out.status.code(), Some(1));
    assert!(text(&out.stderr).contains(":11:7: undefined: nothing"));
}

#[test]
fn a_trace_for_the_perfetto_viewer_is_one_json_array() {
    let scene = concat!(env!("CARGO_MANIFEST_DIR"), "/../scenes/lost-update/main.go");
    let out = weft(&["trace", scene, "--format", "perfetto"]);
    let events: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    let events = events.as_array().expect("an array");
    let slices = events.iter().filter(|event| event["ph"] == "X");
    let steps: Vec<u64> = slices.filter_map(|event| event["ts"].as_u64()).collect();
    assert!(!steps.is_empty() && steps.is_sorted());
    assert!(
        events
            .iter()
            .any(|event| event["args"]["name"] == "goroutine 2")
    );
}

#[test]
fn arguments_that_make_no_sense_are_named() {
    let scene = concat!(env!("CARGO_MANIFEST_DIR"), "/../scenes/lost-update/main.go");
    for (argument, value) in [
        ("--preemptions", "few"),
        ("--max-seconds", "-1"),
        ("--policy", "luck"),
    ] {
        let out = weft(&["explore", scene, &format!("{argument}={value}")]);
        assert_eq!(out.status.code(), Some(64));
        let said = text(&out.stderr);
        assert!(said.contains(argument) && said.contains(value), "{said}");
    }
}

#[test]
fn a_race_of_initialisation_is_no_finding_of_a_test() {
    let path = program(
        "initial",
        "package p\n\nimport \"testing\"\n\nvar x int\nvar _ = start()\n\nfunc start() bool {\n\tdone := make(chan bool)\n\t\
         go func() { x = 1; close(done) }()\n\tx = 2\n\t<-done\n\treturn true\n}\n\nfunc TestNothing(t *testing.T) {}\n",
    );
    let out = weft(&["test", &path, "--json"]);
    let rows: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!(rows[0]["findings"], serde_json::json!([]), "{rows}");
}

#[test]
fn the_census_is_the_same_however_many_threads_explore() {
    let path = program(
        "threads",
        "package main\n\nimport \"sync\"\n\nvar x int\n\nfunc main() {\n\tvar wg sync.WaitGroup\n\tfor range 2 {\n\t\twg.Add(1)\n\t\tgo func() {\n\t\t\tx++\n\t\t\tx++\n\t\t\tx++\n\t\t\tx++\n\t\t\twg.Done()\n\t\t}()\n\t}\n\twg.Wait()\n\tif x == 2 {\n\t\tpanic(\"lost\")\n\t}\n}\n",
    );
    let census = |threads: &str, extra: &[&str]| {
        let out = weft(&[&["explore", &path, "--json", "--threads", threads], extra].concat());
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
        let mut census: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
        census["seconds"].take();
        census
    };
    for extra in [&[][..], &["--max-executions", "1000"]] {
        let alone = census("1", extra);
        let expected = if extra.is_empty() { 3334 } else { 1000 };
        assert_eq!(alone["executions"], expected);
        for threads in ["2", "3", "8"] {
            assert_eq!(census(threads, extra), alone, "{threads} threads");
        }
    }
}

#[test]
fn choices_of_the_program_are_explored_where_asked() {
    let outputs = |path: &str, explore: &str| -> usize {
        let out = weft(&["explore", path, "--explore", explore, "--json"]);
        let census: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
        census["outcomes"].as_array().expect("outcomes").len()
    };
    let head = "package main\n\nimport (\n\t\"fmt\"\n\t\"math/rand\"\n)\n\nvar _ = rand.Intn\n\nfunc main() {\n";
    let random = program(
        "explored-random",
        &format!("{head}\tfmt.Println(rand.Intn(3))\n}}\n"),
    );
    assert_eq!(outputs(&random, "none"), 1);
    assert_eq!(outputs(&random, "random"), 3);
    let iteration = program(
        "explored-iteration",
        &format!(
            "{head}\tfor k := range map[int]bool{{1: true, 2: true}} {{\n\t\tfmt.Print(k)\n\t}}\n}}\n"
        ),
    );
    assert_eq!(outputs(&iteration, "select,random,hash"), 1);
    assert_eq!(outputs(&iteration, "iteration"), 2);
    let hash = program(
        "explored-hash",
        &format!(
            "{head}\tm := map[int]bool{{}}\n\tfor i := range 20 {{\n\t\tm[i] = true\n\t}}\n\tfor k := range m {{\n\t\tfmt.Print(k, \" \")\n\t}}\n}}\n"
        ),
    );
    assert_eq!(outputs(&hash, "select,random"), 1);
    assert!(outputs(&hash, "hash") > 1);
    let select = program(
        "explored-select",
        &format!(
            "{head}\tc := make(chan int)\n\tclose(c)\n\tselect {{\n\tcase <-c:\n\t\tfmt.Print(1)\n\tcase <-c:\n\t\tfmt.Print(2)\n\t}}\n}}\n"
        ),
    );
    assert_eq!(outputs(&select, "none"), 1);
    assert_eq!(outputs(&select, "select"), 2);
    let said = weft(&["explore", &random, "--explore", "none"]);
    let said = text(&said.stdout) + &text(&said.stderr);
    assert!(
        said.contains("random numbers, starts of iteration, hash seeds fixed by the seed"),
        "{said}"
    );
}

#[test]
fn samples_honour_bounds_and_look_who_is_left_behind() {
    let path = program("sampled-tests", TESTS);
    let out = weft(&[
        "test",
        &path,
        "--json",
        "--policy",
        "random",
        "--max-executions",
        "300",
    ]);
    let rows: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    let rows = rows.as_array().expect("an array");
    let leaks = rows.iter().find(|row| row["test"] == "TestLeak");
    assert_eq!(leaks.expect("a row")["findings"][0], "leak");
    for row in rows {
        assert_eq!(row["complete"], false);
        replay_witnesses(&path, row);
    }
    let bounds = [
        "--granularity",
        "statement",
        "--preemptions",
        "0",
        "--func",
        "TestLost",
    ];
    let more = ["--policy", "pos", "--max-executions", "50"];
    let out = weft(&[&["explore", &path], &bounds[..], &more].concat());
    let said = text(&out.stdout);
    let bounded = "with at most 0 pre-emptions, switching only between statements";
    assert!(
        said.contains("not exhaustive: 50 executions") && said.contains(bounded),
        "{said}"
    );
    assert!(!said.contains("fail"), "{said}");
}
