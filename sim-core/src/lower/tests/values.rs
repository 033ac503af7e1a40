//! Expressions and calls: snapshots of what they become. `UPDATE_EXPECT=1 cargo test -p sim-core --lib lower` writes
//! them anew; read the difference.

use expect_test::expect;

use super::check;

#[test]
fn arithmetic() {
    check(
        r##"func f(a, b int, c int8, d uint32) (int, int8, uint32) { return a*2 + b/3 - 1<<b, c + 1, d >> 3 * 5 }
func use() { f(1, 2, 3, 4) }"##,
        expect![[r#"
            main.f: params 4, results 3, regs 10
              a r0 0..14
              b r1 0..14
              c r2 0..14
              d r3 0..14
               0  r8 = Mul r0 2                           ; 2
               1  r9 = DivS r1 3
               2  r7 = Add r8 r9
               3  r9 = 1
               4  check shift r1
               5  r8 = Shl r9 r1
               6  r4 = Sub r7 r8
               7  r5 = Add r2 1
               8  r5 = I8 r5
               9  r7 = ShrU r3 3
              10  r6 = Mul r7 5
              11  r6 = U32 r6
              12  return r4:3
              13  return r4:0
        "#]],
    );
}

#[test]
fn conditions() {
    check(
        r##"func f(a, b int, s string) int {
	if a > 3 && (b <= a || s == "x") && !(b == 0) {
		return 1
	}
	return 2
}
func use() { f(1, 2, "") }"##,
        expect![[r#"
            main.f: params 4, results 1, regs 7
              a r0 0..14
              b r1 0..14
              s r2 0..14
               0  r4 = LeS r0 3                           ; 3
               1  if r4 jump 11
               2  r4 = LeS r1 r0
               3  if r4 jump 7
               4  r5:2 = "x"
               5  r4 = string Eq r2 r5
               6  if not r4 jump 11
               7  r4 = Eq r1 0
               8  if r4 jump 11
               9  r4 = 1                                  ; 4
              10  return r4:1
              11  r4 = 2                                  ; 6
              12  return r4:1
              13  return r4:0                             ; 7
        "#]],
    );
}

#[test]
fn reads_after_calls() {
    check(
        r##"var g int
func h() int { g++; return 1 }
func f() int { return g + h() }
func use() { f() }"##,
        expect![[r#"
            main.f: params 0, results 1, regs 4
               0  call main.h at r1                       ; 4
               1  r2 = &main.g
               2* r3 = load [r2+0]
               3  r0 = Add r3 r1
               4  return r0:1
               5  return r0:0

            main.h: params 0, results 1, regs 3
               0  r0 = &main.g                            ; 3
               1* r1 = load [r0+0]
               2  r2 = Add r1 1
               3* store [r0+0] = r2
               4  r0 = 1
               5  return r0:1
               6  return r0:0
        "#]],
    );
}

#[test]
fn nested_calls() {
    check(
        r##"func h(a, b int) int { return a - b }
func f(x int) int { return h(h(x, 1), h(2, h(x, 3))) }
func use() { f(1) }"##,
        expect![[r#"
            main.f: params 1, results 1, regs 5
              x r0 0..11
               0  r1 = r0                                 ; 3
               1  r2 = 1
               2  call main.h at r1
               3  r3 = r0
               4  r4 = 3
               5  call main.h at r3
               6  r2 = 2
               7  call main.h at r2
               8  call main.h at r1
               9  return r1:1
              10  return r1:0

            main.h: params 2, results 1, regs 3
              a r0 0..3
              b r1 0..3
               0  r2 = Sub r0 r1                          ; 2
               1  return r2:1
               2  return r2:0
        "#]],
    );
}

#[test]
fn structs() {
    check(
        r##"type P struct{ x, y int }
type L struct {
	a, b P
	next *L
}
func f(l L, p *L) P {
	l.b = P{l.b.y, l.a.x}
	p.next.a = l.b
	p.b.y++
	return p.a
}
func use() { f(L{}, nil) }"##,
        expect![[r#"
            main.f: params 6, results 2, regs 8
              l r0 0..13
              p r5 0..13
               0  r6 = r3                                 ; 8
               1  r7 = r0
               2  r2:2 = r6:2
               3* r6 = load [r5+4]                        ; 9
               4* store [r6+0] = r2
               5* store [r6+1] = r3
               6* r6 = load [r5+3]                        ; 10
               7  r7 = Add r6 1
               8* store [r5+3] = r7
               9* r6 = load [r5+0]                        ; 11
              10* r7 = load [r5+1]
              11  return r6:2
              12  return r6:0                             ; 12
        "#]],
    );
}

#[test]
fn arrays() {
    check(
        r##"func f(a [3]int, i int, p *[3]int) int {
	a[i] = 5
	a[1]++
	return a[i] + p[i] + p[2]
}
func use() { f([3]int{}, 1, nil) }"##,
        expect![[r#"
            main.f: params 5, results 1, regs 10
              a r0 0..18
              i r3 0..18
              p r4 0..18
               0  r5 = 5                                  ; 3
               1  bounds r3 < 3
               2  r0[r3] = r5
               3    stride 1
               4  r1 = Add r1 1                           ; 4
               5  bounds r3 < 3                           ; 5
               6  r7 = r0[r3]
               7    stride 1
               8  nil check r4
               9  bounds r3 < 3
              10  r8 = &r4[r3]
              11    stride 1
              12* r9 = load [r8+0]
              13  r6 = Add r7 r9
              14* r7 = load [r4+2]
              15  r5 = Add r6 r7
              16  return r5:1
              17  return r5:0                             ; 6
        "#]],
    );
}

#[test]
fn slicing() {
    check(
        r##"func f(s []int, a string, i, j int) ([]int, []int, string) { return s[i:j], s[:i:j], a[i:] }
func use() { f(nil, "", 1, 2) }"##,
        expect![[r#"
            main.f: params 7, results 8, regs 17
              s r0 0..22
              a r3 0..22
              i r5 0..22
              j r6 0..22
               0  r10 = r5                                ; 2
               1  r11 = r6
               2  r12 = r2
               3  slice bounds Slice 011 r10:3 of r2
               4  r14 = Sub r11 r10
               5  r15 = Sub r12 r10
               6  r13 = r0
               7  if not r15 jump 10
               8  r13 = &r0[r10]
               9    stride 1
              10  r7:3 = r13:3
              11  r13 = 0
              12  r14 = r5
              13  r15 = r6
              14  slice bounds Slice 110 r13:3 of r2
              15  r10 = r0
              16  r11:2 = r14:2
              17  r15 = r5
              18  r16 = r4
              19  r13:2 = string r3[r15:r16]
              20  return r7:8
              21  return r7:0
        "#]],
    );
}

#[test]
fn conversions() {
    check(
        r##"func f(a int, b uint8, c float64) (int8, int, float32, int64, interface{}) { return int8(a), int(b), float32(a), int64(c), b }
func use() { f(1, 2, 3) }"##,
        expect![[r#"
            main.f: params 3, results 6, regs 9
              a r0 0..7
              b r1 0..7
              c r2 0..7
               0  r3 = I8 r0                              ; 2
               1  r4 = r1
               2  r5 = I64ToF32 r0
               3  r6 = F64ToI64 r2
               4  r7:2 = iface uint8 r1
               5  return r3:6
               6  return r3:0
        "#]],
    );
}

#[test]
fn results_of_a_call() {
    check(
        r##"func g() (int, string) { return 1, "a" }
func h(a interface{}, b ...interface{}) {}
func f() (int, string) {
	h(g())
	return g()
}
func use() { f() }"##,
        expect![[r#"
            main.f: params 0, results 3, regs 12
               0  call main.g at r5                       ; 5
               1  r0:2 = iface int r5
               2  r9 = 1
               3  r8 = new array of r9
               4    type interface {}
               5  r10:2 = iface string r6
               6  init [r8+0] = r10..
               7    stride 2
               8  r2 = r8
               9  r3 = r9
              10  r4 = r9
              11  call main.h at r0
              12  call main.g at r0                       ; 6
              13  return r0:3
              14  return r0:0                             ; 7

            main.g: params 0, results 3, regs 3
               0  r0 = 1                                  ; 2
               1  r1:2 = "a"
               2  return r0:3
               3  return r0:0

            main.h: params 5, results 0, regs 5
              a r0 0..1
              b r2 0..1
               0  return r5:0                             ; 3
        "#]],
    );
}

#[test]
fn closures() {
    check(
        r##"func f(n int) (func() int, func() int) {
	k := n * 2
	c := 0
	return func() int { c++; return c }, func() int { return k }
}
func use() { f(1) }"##,
        expect![[r#"
            main.f: params 1, results 2, regs 6
              n r0 0..12
              k r1 1..12
              c [r2] 4..12
               0  r1 = Mul r0 2                           ; 3
               1  r3 = 0                                  ; 4
               2  r2 = new int
               3  init [r2+0] = r3
               4  r5 = r2                                 ; 5
               5  r3 = closure r5:1
               6    of main.f.func1
               7  r5 = r1
               8  r4 = closure r5:1
               9    of main.f.func2
              10  return r3:2
              11  return r3:0                             ; 6

            main.f.func1: params 0, results 1, regs 3
              c [r0] 1..7
               0  r0:1 = captured 0                       ; 5
               1* r1 = load [r0+0]
               2  r2 = Add r1 1
               3* store [r0+0] = r2
               4* r1 = load [r0+0]
               5  return r1:1
               6  return r1:0

            main.f.func2: params 0, results 1, regs 1
              k r0 1..3
               0  r0:1 = captured 0                       ; 5
               1  return r0:1
               2  return r1:0
        "#]],
    );
}

#[test]
fn method_values_and_interfaces() {
    check(
        r##"type V struct{ a, b int }
func (v V) Sum(k int) int { return v.a + k }
type I interface{ Sum(int) int }
func f(v V) int {
	g := v.Sum
	var i I = v
	return g(1) + i.Sum(2)
}
func use() { f(V{}) }"##,
        expect![[r#"
            main.f: params 2, results 1, regs 9
              v r0 0..10
              g r2 2..10
              i r3 3..10
               0  r2 = closure r0:2                       ; 6
               1    of main.V.Sum-fm
               2  r3:2 = iface main.V r0                  ; 7
               3  r6 = 1                                  ; 8
               4  call value r2 at r6
               5  r8 = 2
               6  call r3.Sum at r7
               7  r5 = Add r6 r7
               8  return r5:1
               9  return r5:0                             ; 9

            main.V.Sum-fm: params 1, results 1, regs 4, wrapper
               0  r1:2 = captured 0                       ; 3
               1  r3 = r0
               2  call main.V.Sum at r1
               3  return r1:1

            main.V.Sum: params 3, results 1, regs 4
              v r0 0..3
              k r2 0..3
               0  r3 = Add r0 r2                          ; 3
               1  return r3:1
               2  return r3:0

            main.V.Sum: params 2, results 1, regs 7, wrapper
               0  r2 = 11                                 ; 3
               1  r3 = r0
               2  r4 = unbox r2 main.V
               3  r6 = r1
               4  call main.V.Sum at r4
               5  return r4:1
        "#]],
    );
}
