//! Variables, locks, channels, atomics.

use expect_test::expect;

use sim_core::race::Settings;

use crate::support::{check, program, run};

#[test]
fn two_increments_race() {
    check(
        "var x int",
        "go func() { x++ }()\n x++\n",
        expect![[r#"
        main.x: read 3, write 4
        main.x: read 4, write 3
        main.x: write 3, write 4
    "#]],
    );
}

#[test]
fn a_mutex_orders() {
    check(
        "var x int; var mu sync.Mutex",
        "go func() { mu.Lock(); x++; mu.Unlock() }()\n mu.Lock(); x++; mu.Unlock()\n",
        expect![[""]],
    );
}

#[test]
fn a_lock_at_one_access_only_does_not() {
    check(
        "var x int; var mu sync.Mutex",
        "go func() { mu.Lock(); x++; mu.Unlock() }()\n x++\n",
        expect![[r#"
            main.x: read 4, write 5
            main.x: read 5, write 4
            main.x: write 4, write 5
        "#]],
    );
}

#[test]
fn readers_do_not_race_with_readers() {
    check(
        "var x int; var mu sync.RWMutex",
        "go func() { mu.RLock(); _ = x; mu.RUnlock() }()\n mu.RLock(); _ = x; mu.RUnlock()\n mu.Lock(); x = 1; mu.Unlock()\n",
        expect![[""]],
    );
}

#[test]
fn a_write_under_a_read_lock_races() {
    check(
        "var x int; var mu sync.RWMutex",
        "y := 0\n go func() { mu.RLock(); x = 1; mu.RUnlock() }()\n mu.RLock(); y += x; mu.RUnlock()\n mu.Lock(); x = 1; mu.Unlock()\n",
        expect![[r#"
            main.x: read 6, write 5
        "#]],
    );
}

#[test]
fn the_go_statement_orders_and_the_end_does_not() {
    check(
        "var x int",
        "x = 1\n go func() { x = 2 }()\n time.Sleep(1)\n x = 3\n",
        expect![[r#"
            main.x: write 5, write 7
        "#]],
    );
}

#[test]
fn unbuffered_channels_order_both_ways() {
    check(
        "var x, y int",
        "c := make(chan int)\n go func() { x = 1; <-c; y = 1 }()\n y = 2; c <- 1\n x = 2\n",
        expect![[""]],
    );
}

#[test]
fn a_buffered_send_does_not_wait_for_its_receive() {
    check(
        "var x, y int",
        "c := make(chan int, 1)\n go func() { x = 1; <-c; y = 1 }()\n y = 2; c <- 1\n x = 2\n",
        expect![[r#"
            main.x: write 4, write 6
        "#]],
    );
}

#[test]
fn a_full_buffer_is_a_semaphore() {
    check(
        "var x int",
        "c := make(chan int, 1)\n go func() { c <- 1; x++; <-c }()\n c <- 1; x++; <-c\n",
        expect![[""]],
    );
}

#[test]
fn close_orders_and_races_with_send() {
    check(
        "var x int",
        "c := make(chan int)\n go func() { x = 1; close(c) }()\n <-c\n x = 2\n",
        expect![[""]],
    );
    check(
        "",
        "c := make(chan int, 1)\n go func() { close(c) }()\n defer func() { recover() }()\n c <- 1\n",
        expect![[r#"
            chan int made at main.go:3: read 6, write 4
        "#]],
    );
}

#[test]
fn done_orders_with_wait() {
    check(
        "var x int",
        "var wg sync.WaitGroup; wg.Add(1)\n go func() { x = 1; wg.Done() }()\n wg.Wait(); x = 2\n",
        expect![[""]],
    );
}

#[test]
fn adding_while_somebody_waits_races() {
    check(
        "",
        "var wg sync.WaitGroup\n go func() { wg.Add(1); wg.Done() }()\n wg.Wait()\n",
        expect![[r#"
            wg: read 5, write 6
        "#]],
    );
}

#[test]
fn atomics_order_and_race_with_plain_accesses() {
    check(
        "var x int; var flag int32",
        "go func() { x = 1; atomic.StoreInt32(&flag, 1) }()\n if atomic.LoadInt32(&flag) == 1 { x = 2 }\n",
        expect![[""]],
    );
    check(
        "var flag int32",
        "go func() { flag = 1 }()\n atomic.AddInt32(&flag, 1)\n",
        expect![[r#"
            main.flag: atomic write 5, write 4
        "#]],
    );
}

#[test]
fn maps_race_as_a_whole() {
    check(
        "var m = map[int]int{}",
        "go func() { m[1] = 1 }()\n _ = m[2]\n",
        expect![[r#"
            map[int]int: read 4, write 3
        "#]],
    );
    check(
        "var m = map[int]int{}",
        "go func() { m[1] = 1 }()\n _ = len(m)\n",
        expect![[r#"
            map[int]int: read 4, write 3
        "#]],
    );
}

#[test]
fn a_growing_append_reads_the_elements() {
    check(
        "",
        "s := []int{1}\n go func() { s[0] = 2 }()\n _ = append(s, 3)\n",
        expect![[r#"
            (int made at main.go:3): read 5, write 4
        "#]],
    );
}

#[test]
fn once_orders() {
    check(
        "var x int; var once sync.Once",
        "f := func() { x++ }\n go once.Do(f)\n once.Do(f)\n _ = x\n",
        expect![[""]],
    );
}

#[test]
fn overwriting_a_lock_races_with_taking_it() {
    check(
        "var mu sync.Mutex",
        "go func() { mu = sync.Mutex{} }()\n mu.Lock()\n",
        expect![[r#"
            main.mu: atomic write 5, write 4
        "#]],
    );
}

#[test]
fn a_send_on_a_closed_channel_races_with_the_close() {
    check(
        "",
        "c, d := make(chan int), make(chan int)\n close(d)\n go close(c)\n defer func() { recover() }()\n select {\n case c <- 1:\n }\n",
        expect![[r#"
            chan int made at main.go:3: read 8, write 5
        "#]],
    );
}

/// The detector counts those alive, not all that ever were.
#[test]
fn many_goroutines_one_after_the_other() {
    let text = r#"
package main

var x int

func main() {
	for i := 0; i < 9000; i++ {
		done := make(chan bool)
		go func() { done <- true }()
		<-done
	}
	done := make(chan bool)
	go func() { x++; done <- true }()
	x++
	<-done
}
"#;
    let program = program(text);
    let (_, detector) = run(&program, 1, Settings::default());
    assert_eq!(
        (!detector.races().is_empty(), detector.gave_up()),
        (true, false)
    );
}
