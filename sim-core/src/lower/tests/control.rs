//! Statements that steer: snapshots of their jumps. `UPDATE_EXPECT=1 cargo test -p sim-core --lib lower` writes
//! them anew; read the difference.

use expect_test::expect;

use super::check;

#[test]
fn loops() {
    check(
        r##"func f(n int) (t int) {
	for i := 0; i < n; i++ {
		if i == 5 {
			continue
		}
		t += i
	}
	return
}
func use() { f(1) }"##,
        expect![[r#"
            main.f: params 1, results 1, regs 4
              n r0 0..12
              t r1 0..12
              i r2 2..10
               0  r1 = 0                                  ; 2
               1  r2 = 0                                  ; 3
               2  jump 8
               3  r3 = Eq r2 5                            ; 4
               4  if not r3 jump 6
               5  jump 7                                  ; 5
               6  r1 = Add r1 r2                          ; 7
               7  r2 = Add r2 1                           ; 3
               8  r3 = LtS r2 r0
               9  if r3 jump 3
              10  return r1:1                             ; 9
              11  return r1:1                             ; 10
        "#]],
    );
}

#[test]
fn type_switch() {
    check(
        r##"func f(x interface{}) int {
	switch v := x.(type) {
	case int:
		return v
	case string, error:
		return 2
	case nil:
		return 3
	}
	s, ok := x.([]int)
	if ok {
		return s[0]
	}
	return x.(int)
}
func use() { f(1) }"##,
        expect![[r#"
            main.f: params 2, results 1, regs 9
              x r0 0..40
              v r4 10..12
              v r4 13..16
              v r4 17..20
              s r2 27..40
              ok r5 27..40
               0  r2:2 = r0:2                             ; 3
               1  r4 = r2 is int                          ; 4
               2  if r4 jump 10
               3  r4 = r2 is string                       ; 6
               4  if r4 jump 13
               5  r4 = r2 implements error
               6  if r4 jump 13
               7  r4 = Eq r2 0                            ; 8
               8  if r4 jump 17
               9  jump 21
              10  r4 = unbox r2 int                       ; 4
              11  return r4:1                             ; 5
              12  jump 21
              13  r4:2 = r2:2                             ; 6
              14  r6 = 2                                  ; 7
              15  return r6:1
              16  jump 21
              17  r4:2 = r2:2                             ; 8
              18  r6 = 3                                  ; 9
              19  return r6:1
              20  jump 21
              21  r6:2 = r0:2                             ; 11
              22  r5 = r6 is []int
              23  if r5 jump 26
              24  r2:3 = 0
              25  jump 27
              26  r2 = unbox r6 []int
              27  if not r5 jump 34                       ; 12
              28  r6 = 0                                  ; 13
              29  bounds r6 < r3
              30  r7 = &r2[r6]
              31    stride 1
              32* r8 = load [r7+0]
              33  return r8:1
              34  r7 = r0 is int                          ; 15
              35  if r7 jump 37
              36  assertion fails r0 interface {} to int
              37  r6 = unbox r0 int
              38  return r6:1
              39  return r6:0                             ; 16
        "#]],
    );
}

#[test]
fn defer_and_recover() {
    check(
        r##"func g(a int) {}
func f(n int) (r int) {
	defer g(n)
	defer func() { recover(); r++ }()
	return n / 0x0a
}
func use() { f(1) }"##,
        expect![[r#"
            main.f: params 1, results 1, regs 4
              n r0 0..15
              r [r1] 1..15
              epilogue 12
               0  r1 = new int                            ; 3
               1  r2 = r0                                 ; 4
               2  r3 = closure r2:1
               3    of main.g.call
               4  defer r3
               5  r3 = r1                                 ; 5
               6  r2 = closure r3:1
               7    of main.f.func1
               8  defer r2
               9  r2 = DivS r0 10                         ; 6
              10* store [r1+0] = r2
              11  jump 12
              12  run defers                              ; 7
              13* r2 = load [r1+0]
              14  return r2:1

            main.g.call: params 0, results 0, regs 1, wrapper
               0  r0:1 = captured 0
               1  call main.g at r0
               2  return r0:0

            main.f.func1: params 0, results 0, regs 3
              r [r0] 1..6
               0  r0:1 = captured 0                       ; 5
               1  r1:2 = recover
               2* r1 = load [r0+0]
               3  r2 = Add r1 1
               4* store [r0+0] = r2
               5  return r1:0

            main.g: params 1, results 0, regs 1
              a r0 0..1
               0  return r1:0                             ; 2
        "#]],
    );
}

#[test]
fn go_and_channels() {
    check(
        r##"func f(c chan int, d chan<- string) int {
	go func() { c <- 1 }()
	go print("x")
	v, ok := <-c
	if ok {
		close(d)
	}
	return v + len(c)
}
func use() { f(nil, nil) }"##,
        expect![[r#"
            main.f: params 2, results 1, regs 6
              c r0 0..15
              d r1 0..15
              v r2 9..15
              ok r3 9..15
               0  r3 = r0                                 ; 3
               1  r2 = closure r3:1
               2    of main.f.func1
               3* go r2
               4  r2:2 = "x"                              ; 4
               5  r4 = closure r2:2
               6    of Print.call
               7* go r4
               8* r2, r3 = <-r0                           ; 5
               9  if not r3 jump 11                       ; 6
              10* close r1                                ; 7
              11* r5 = chan len r0                        ; 9
              12  r4 = Add r2 r5
              13  return r4:1
              14  return r4:0                             ; 10

            main.f.func1: params 0, results 0, regs 2
              c r0 1..4
               0  r0:1 = captured 0                       ; 3
               1  r1 = 1
               2* send r0 <- r1
               3  return r1:0
        "#]],
    );
}

#[test]
fn select() {
    check(
        r##"func f(c, d chan int) (n int) {
	select {
	case n = <-c:
	case d <- 3:
		n = 7
	default:
		n = 9
	}
	return n
}
func use() { f(nil, nil) }"##,
        expect![[r#"
            main.f: params 2, results 1, regs 7
              c r0 0..15
              d r1 0..15
              n r2 0..15
               0  r2 = 0                                  ; 2
               1  r5 = 3                                  ; 5
               2* r6 = select (r3, r4 = <-r0; r1 <- r5; default); 3
               3  switch r6 of 2
               4  jump 7
               5  jump 9
               6  jump 11
               7  r2 = r3                                 ; 4
               8  jump 13
               9  r2 = 7                                  ; 6
              10  jump 13
              11  r2 = 9                                  ; 8
              12  jump 13
              13  return r2:1                             ; 10
              14  return r2:1                             ; 11
        "#]],
    );
}

#[test]
fn string_range() {
    check(
        r##"func f(s string) (t int) {
	for i, r := range s {
		t += i + int(r)
	}
	return t
}
func use() { f("") }"##,
        expect![[r#"
            main.f: params 2, results 1, regs 11
              s r0 0..13
              t r2 0..13
              i r8 5..9
              r r9 6..9
               0  r2 = 0                                  ; 2
               1  r3:2 = r0:2                             ; 3
               2  r5 = 0
               3  r6:2 = rune of string r3 at r5
               4  if not r7 jump 11
               5  r8 = r5
               6  r9 = r6
               7  r10 = Add r8 r9                         ; 4
               8  r2 = Add r2 r10
               9  r5 = Add r5 r7                          ; 3
              10  jump 3
              11  return r2:1                             ; 6
              12  return r2:1                             ; 7
        "#]],
    );
}

#[test]
fn switch() {
    check(
        r##"func f(n int) string {
	switch n {
	case 1, 2:
		return "low"
	case 3:
		fallthrough
	default:
		return "rest"
	}
}
func use() { f(1) }"##,
        expect![[r#"
            main.f: params 1, results 2, regs 4
              n r0 0..16
               0  r1 = r0                                 ; 3
               1  r2 = Eq r1 1
               2  if r2 jump 8
               3  r2 = Eq r1 2
               4  if r2 jump 8
               5  r2 = Eq r1 3
               6  if r2 jump 11
               7  jump 12
               8  r2:2 = "low"                            ; 5
               9  return r2:2
              10  jump 15
              11  jump 12
              12  r2:2 = "rest"                           ; 9
              13  return r2:2
              14  jump 15
              15  return r1:0                             ; 11
        "#]],
    );
}
