//! Variables in memory, slices and maps: snapshots of every load and store. `UPDATE_EXPECT=1 cargo test -p sim-core --lib lower` writes
//! them anew; read the difference.

use expect_test::expect;

use super::check;

#[test]
fn loop_variables_are_fresh() {
    check(
        r##"func f() (fs []func() int) {
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i++; return i })
	}
	return fs
}
func use() { f() }"##,
        expect![[r#"
            main.f: params 0, results 3, regs 13
              fs r0 0..33
              i [r3] 4..31
              .append r5 16..21
               0  r0:3 = 0                                ; 2
               1  r4 = 0                                  ; 3
               2  r3 = new int
               3  init [r3+0] = r4
               4  jump 28
               5  r5 = r3                                 ; 4
               6  r4 = closure r5:1
               7    of main.f.func1
               8  r5:3 = r0:3
               9  r6 = Add r6 1
              10  r8 = LtU r7 r6
              11  if not r8 jump 16
              12  r9:3 = r5:3
              13  r12 = 1
              14  call runtime.growslice[...] at r9
              15  r5:3 = r9:3
              16  r9 = Sub r6 1
              17  r10 = &r5[r9]
              18    stride 1
              19* store [r10+0] = r4
              20  r0:3 = r5:3
              21* r4 = load [r3+0]                        ; 3
              22  r5 = new int
              23  init [r5+0] = r4
              24  r3 = r5
              25* r4 = load [r3+0]
              26  r5 = Add r4 1
              27* store [r3+0] = r5
              28* r5 = load [r3+0]
              29  r4 = LtS r5 3
              30  if r4 jump 5
              31  return r0:3                             ; 6
              32  return r0:3                             ; 7

            main.f.func1: params 0, results 1, regs 3
              i [r0] 1..7
               0  r0:1 = captured 0                       ; 4
               1* r1 = load [r0+0]
               2  r2 = Add r1 1
               3* store [r0+0] = r2
               4* r1 = load [r0+0]
               5  return r1:1
               6  return r1:0
        "#]],
    );
}

#[test]
fn globals_word_by_word() {
    check(
        r##"var s []int
var n string
var e interface{}
func f(t []int, m string, x interface{}) {
	s = t
	n = m
	e = x
}
func use() { f(nil, "", nil) }"##,
        expect![[r#"
            main.f: params 7, results 0, regs 8
              t r0 0..11
              m r3 0..11
              x r5 0..11
               0  r7 = &main.s                            ; 6
               1* store [r7+1] = r1
               2* store [r7+2] = r2
               3* store [r7+0] = r0
               4  r7 = &main.n                            ; 7
               5* store [r7+1] = r4
               6* store [r7+0] = r3
               7  r7 = &main.e                            ; 8
               8* store [r7+0] = r5
               9* store [r7+1] = r6
              10  return r7:0                             ; 9
        "#]],
    );
}

#[test]
fn append_in_place() {
    check(
        r##"var s []int
func f(x int) { s = append(s, x) }
func use() { f(1) }"##,
        expect![[r#"
            main.f: params 1, results 0, regs 10
              x r0 0..19
              .append r2 11..18
               0  r1 = &main.s                            ; 3
               1* r2 = load [r1+0]
               2* r3 = load [r1+1]
               3* r4 = load [r1+2]
               4  r3 = Add r3 1
               5  r5 = LtU r4 r3
               6  if not r5 jump 13
               7  r6:3 = r2:3
               8  r9 = 1
               9  call runtime.growslice[...] at r6
              10  r2:3 = r6:3
              11* store [r1+2] = r4
              12* store [r1+0] = r2
              13* store [r1+1] = r3
              14  r6 = Sub r3 1
              15  r7 = &r2[r6]
              16    stride 1
              17* store [r7+0] = r0
              18  return r1:0
        "#]],
    );
}

#[test]
fn append_value() {
    check(
        r##"func f(s []int, x int) []int { return append(s, x, 2) }
func use() { f(nil, 1) }"##,
        expect![[r#"
            main.f: params 4, results 3, regs 15
              s r0 0..17
              x r3 0..17
              .append r7 8..15
               0  r7:3 = r0:3                             ; 2
               1  r8 = Add r8 2
               2  r10 = LtU r9 r8
               3  if not r10 jump 8
               4  r11:3 = r7:3
               5  r14 = 2
               6  call runtime.growslice[...] at r11
               7  r7:3 = r11:3
               8  r11 = 2
               9  r12 = Sub r8 2
              10  r13 = &r7[r12]
              11    stride 1
              12* store [r13+0] = r3
              13* store [r13+1] = r11
              14  r4:3 = r7:3
              15  return r4:3
              16  return r4:0
        "#]],
    );
}

#[test]
fn append_spread() {
    check(
        r##"func f(s, t []int) []int { s = append(s, t...); return s }
func use() { f(nil, nil) }"##,
        expect![[r#"
            main.f: params 6, results 3, regs 17
              s r0 0..18
              t r3 0..18
              .append r6 9..16
               0  r6:3 = r0:3                             ; 2
               1  r9 = r7
               2  r7 = Add r9 r4
               3  r10 = LtU r8 r7
               4  if not r10 jump 9
               5  r11:3 = r6:3
               6  r14 = r4
               7  call runtime.growslice[...] at r11
               8  r6:3 = r11:3
               9  r11 = &r6[r9]
              10    stride 1
              11  r12 = r4
              12  r13 = r4
              13  r14:3 = r3:3
              14  call runtime.slicecopy[...] at r11
              15  r0:3 = r6:3
              16  return r0:3
              17  return r6:0
        "#]],
    );
}

#[test]
fn map_assign() {
    check(
        r##"func f(m map[string]int, k string, v int) { m[k] = v }
func use() { f(nil, "", 1) }"##,
        expect![[r#"
            main.f: params 4, results 0, regs 7
              m r0 0..5
              k r1 0..5
              v r3 0..5
               0  r4 = r0                                 ; 2
               1  r5:2 = r1:2
               2  call runtime.mapassign[...] at r4
               3* store [r4+0] = r3
               4  return r4:0
        "#]],
    );
}

#[test]
fn map_increment() {
    check(
        r##"func f(m map[int]int, k int) { m[k]++ }
func use() { f(nil, 1) }"##,
        expect![[r#"
            main.f: params 2, results 0, regs 6
              m r0 0..7
              k r1 0..7
               0  r3 = r0                                 ; 2
               1  r4 = r1
               2  call runtime.mapassign[...] at r3
               3* r5 = load [r3+0]
               4  r2 = Add r5 1
               5* store [r3+0] = r2
               6  return r2:0
        "#]],
    );
}

#[test]
fn map_divide_looks_up_first() {
    check(
        r##"func f(m map[int]int, k int) { m[k] /= k }
func use() { f(nil, 1) }"##,
        expect![[r#"
            main.f: params 2, results 0, regs 8
              m r0 0..10
              k r1 0..10
               0  r3 = r0                                 ; 2
               1  r4 = r1
               2  call runtime.mapaccess1[...] at r3
               3* r5 = load [r3+0]
               4  r2 = DivS r5 r1
               5  r6 = r0
               6  r7 = r1
               7  call runtime.mapassign[...] at r6
               8* store [r6+0] = r2
               9  return r2:0
        "#]],
    );
}

#[test]
fn map_lookup() {
    check(
        r##"func f(m map[int]string, k int) (string, bool, int) {
	v, ok := m[k]
	delete(m, k)
	return v + m[1], ok, len(m)
}
func use() { f(nil, 1) }"##,
        expect![[r#"
            main.f: params 2, results 4, regs 13
              m r0 0..21
              k r1 0..21
              v r2 6..21
              ok r4 6..21
               0  r5 = r0                                 ; 3
               1  r6 = r1
               2  call runtime.mapaccess2[...] at r5
               3* r2 = load [r5+0]
               4* r3 = load [r5+1]
               5  r4 = r6
               6  r5 = r0                                 ; 4
               7  r6 = r1
               8  call runtime.mapdelete[...] at r5
               9  r8 = r0                                 ; 5
              10  if not r8 jump 12
              11* r8 = load [r8+0]
              12  r11 = r0
              13  r12 = 1
              14  call runtime.mapaccess1[...] at r11
              15* r9 = load [r11+0]
              16* r10 = load [r11+1]
              17  r5:2 = string r2 + r9
              18  r7 = r4
              19  return r5:4
              20  return r5:0                             ; 6
        "#]],
    );
}

#[test]
fn map_range() {
    check(
        r##"func f(m map[int]int) (t int) {
	for k, v := range m {
		t += k * v
	}
	return t
}
func use() { f(nil) }"##,
        expect![[r#"
            main.f: params 1, results 1, regs 17
              m r0 0..12
              t r1 0..12
              .range r2 3..10
              k r14 4..8
              v r15 5..8
               0  r1 = 0                                  ; 2
               1  r2 = r0                                 ; 3
               2  call runtime.mapiterinit[...] at r2
               3  if not r2 jump 10
               4* r14 = load [r2+0]
               5* r15 = load [r3+0]
               6  r16 = Mul r14 r15                       ; 4
               7  r1 = Add r1 r16
               8  call runtime.mapiternext[...] at r2     ; 3
               9  jump 3
              10  return r1:1                             ; 6
              11  return r1:1                             ; 7
        "#]],
    );
}

#[test]
fn map_append() {
    check(
        r##"func f(m map[int][]int, k, v int) { m[k] = append(m[k], v) }
func use() { f(nil, 1, 2) }"##,
        expect![[r#"
            main.f: params 3, results 0, regs 13
              m r0 0..21
              k r1 0..21
              v r2 0..21
              .append r5 13..20
               0  r3 = r0                                 ; 2
               1  r4 = r1
               2  call runtime.mapassign[...] at r3
               3* r5 = load [r3+0]
               4* r6 = load [r3+1]
               5* r7 = load [r3+2]
               6  r6 = Add r6 1
               7  r8 = LtU r7 r6
               8  if not r8 jump 15
               9  r9:3 = r5:3
              10  r12 = 1
              11  call runtime.growslice[...] at r9
              12  r5:3 = r9:3
              13* store [r3+2] = r7
              14* store [r3+0] = r5
              15* store [r3+1] = r6
              16  r9 = Sub r6 1
              17  r10 = &r5[r9]
              18    stride 1
              19* store [r10+0] = r2
              20  return r3:0
        "#]],
    );
}

#[test]
fn swap_globals() {
    check(
        r##"var a, b int
func f() { a, b = b, a }
func use() { f() }"##,
        expect![[r#"
            main.f: params 0, results 0, regs 5
               0  r0 = &main.a                            ; 3
               1* r1 = load [r0+0]
               2  r2 = &main.b
               3* r3 = load [r2+0]
               4  r4 = &main.a
               5* store [r4+0] = r3
               6  r2 = &main.b
               7* store [r2+0] = r1
               8  return r0:0
        "#]],
    );
}

#[test]
fn swap_elements() {
    check(
        r##"func f(s []int, i, j int) { s[i], s[j] = s[j], s[i] }
func use() { f(nil, 1, 2) }"##,
        expect![[r#"
            main.f: params 5, results 0, regs 10
              s r0 0..17
              i r3 0..17
              j r4 0..17
               0  bounds r3 < r1                          ; 2
               1  r5 = &r0[r3]
               2    stride 1
               3* r6 = load [r5+0]
               4  bounds r4 < r1
               5  r7 = &r0[r4]
               6    stride 1
               7* r8 = load [r7+0]
               8  bounds r3 < r1
               9  r9 = &r0[r3]
              10    stride 1
              11* store [r9+0] = r8
              12  bounds r4 < r1
              13  r7 = &r0[r4]
              14    stride 1
              15* store [r7+0] = r6
              16  return r5:0
        "#]],
    );
}

#[test]
fn escaping_variables() {
    check(
        r##"type T struct{ a, b int }
func f(a int) *T {
	t := T{a, 2}
	p := &t
	p.b = t.a
	return &T{b: p.b}
}
func use() { f(1) }"##,
        expect![[r#"
            main.f: params 1, results 1, regs 5
              a r0 0..12
              t [r1] 4..12
              p r2 5..12
               0  r1 = new main.T                         ; 4
               1  init [r1+0] = r0
               2  r2 = 2
               3  init [r1+1] = r2
               4  r2 = r1                                 ; 5
               5* r3 = load [r1+0]                        ; 6
               6* store [r2+1] = r3
               7  r3 = new main.T                         ; 7
               8* r4 = load [r2+1]
               9  init [r3+1] = r4
              10  return r3:1
              11  return r3:0                             ; 8
        "#]],
    );
}
