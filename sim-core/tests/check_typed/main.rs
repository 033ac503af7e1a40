//! What the checker makes of valid programs: every implicit step of Go, written out.

mod dump;

use expect_test::{Expect, expect};
use sim_core::check::{self, Options};

fn check_with(go_minor: u32, body: &str, expected: Expect) {
    let text = format!("package main\n{body}");
    let options = Options { go_minor };
    let got = match check::check(&[("prog.go", text.as_str())], &options) {
        Ok((program, _)) => dump::program(&program),
        Err((errors, sources)) => errors.render(&sources),
    };
    expected.assert_eq(&got);
}

fn check(body: &str, expected: Expect) {
    check_with(23, body, expected);
}

#[test]
fn closures_share_variables_only_where_they_must() {
    check(
        "func main() { a, b, c := 1, 2, 3; b = 4; p := &c; func() { println(a, b, c, p) }() }",
        expect![[r#"
            main.main()
              var a0 int, var b1^ int, var c2^ int = 1:int, 2:int, 3:int
              b1^ = 4:int
              var p3 *int = &c2^
              (closure main.main.func1)()
            main.main.func1() captures =a0 captures &b1^ captures &c2^ captures =p3
              Println(a0, b1^, c2^, p3)
        "#]],
    );
}

#[test]
fn loop_variables_are_fresh_from_go_1_22() {
    let body = "func main() { for i := 0; i < 3; i++ { func() { println(i) }() }; for j := range []int{1} { func() { println(j) }() } }";
    check(
        body,
        expect![[r#"
        main.main()
          for L0 Lt(i0^, 3:int) fresh [i0^]
            var i0^ int = 0:int
            (closure main.main.func1)()
          post
            i0^ Add= 1:int
          range L1 var j1 int, - over slice []int#1{0: 1:int}
            (closure main.main.func2)()
        main.main.func1() captures &i0^
          Println(i0^)
        main.main.func2() captures =j0
          Println(j0)
    "#]],
    );
    check_with(
        21,
        body,
        expect![[r#"
        main.main()
          for L0 Lt(i0^, 3:int) fresh []
            var i0^ int = 0:int
            (closure main.main.func1)()
          post
            i0^ Add= 1:int
          range L1 var j1^ int, - over slice []int#1{0: 1:int}
            (closure main.main.func2)()
        main.main.func1() captures &i0^
          Println(i0^)
        main.main.func2() captures &j0^
          Println(j0^)
    "#]],
    );
}

#[test]
fn promotion_goes_through_explicit_fields_and_pointers() {
    check(
        "type A struct{ n int }\nfunc (a A) Get() int { return a.n }\nfunc (a *A) Set(n int) { a.n = n }\ntype B struct{ *A }\ntype C struct{ B; A2 }\ntype A2 struct{ m int }
func main() { c := C{B: B{&A{1}}}; c.Set(c.Get() + c.m); f := c.Get; g := B.Get; println(f(), g(c.B)) }",
        expect![[r#"
            main.main()
              var c0 main.C = main.C{0: main.B{0: &main.A{0: 1:int}}}
              main.(*A).Set(c0.0.0, Add(main.A.Get(*c0.0.0), c0.1.0))
              var f1 func() (int) = bound(*c0.0.0).main.A.Get
              var g2 func(main.B) (int) = main.B.Get
              Println((f1)(), (g2)(c0.0))
            main.A.Get(a0 main.A)
              return a0.0
            main.(*A).Set(a0 *main.A, n1 int)
              *a0.0 = n1
        "#]],
    );
}

#[test]
fn interfaces_get_conversions_and_method_tables() {
    check(
        "type S interface{ M(int) string }\ntype T struct{ E }\ntype E struct{}\nfunc (*E) M(n int) string { return \"m\" }
func main() { var s S = &T{}; var e any = s; x, ok := e.(S); println(ok, x.M(1), e == 3, s == nil) }",
        expect![[r#"
            main.main()
              var s0 main.S = ToInterface<main.S>(&main.T{})
              var e1 interface/0 = InterfaceToInterface<interface/0>(s0)
              var x2 main.S, var ok3 bool = e1.(main.S),ok
              Println(ok3, x2.interface M(1:int), Eq(e1, ToInterface<interface/0>(3:int)), Eq(s0, zero:main.S))
            main.(*E).M(0 *main.E, n1 int)
              return "m":string
            method *main.T.M = main.(*T).M
        "#]],
    );
}

#[test]
fn generics_are_instantiated() {
    check(
        "type L[T any] struct{ v []T }\nfunc (l *L[T]) Add(v T) { l.v = append(l.v, v) }\nfunc Map[T, U any](s []T, f func(T) U) (r []U) { for _, v := range s { r = append(r, f(v)) }; return }
func main() { var l L[string]; l.Add(\"a\"); println(len(Map(l.v, func(s string) int { return len(s) }))) }",
        expect![[r#"
            main.main()
              var l0^ main.L[string] = 
              main.(*L[...]).Add(&l0^, "a":string)
              Println(Len(main.Map[...](l0^.0, closure main.main.func1)))
            main.(*L[...]).Add(l0 *main.L[string], v1 string)
              *l0.0 = Append { spread: false }(*l0.0, v1)
            main.main.func1(s0 string)
              return Len(s0)
            main.Map[...](s0 []string, f1 func(string) (int))
              range L0 _, var v4 string over slice s0
                r2 = Append { spread: false }(r2, (f1)(v4))
              return 
        "#]],
    );
}

#[test]
fn constants_have_types_and_calls_have_packed_arguments() {
    check(
        "func f(x float64, rest ...byte) (int, error) { return 1, nil }\nfunc g(n int, err error) {}
func main() { f(1); f(1<<3, 'a', 0x10); f(2, []byte{1}...); g(f(3)); n := uint(2); var u uint8 = 1 << n; var a any = 1 << n; _, _ = u, a }",
        expect![[r#"
            main.f(x0 float64, rest1 []uint8)
              return 1:int, zero:error
            main.g(n0 int, err1 error)
            main.main()
              main.f(1.0:float64, zero:[]uint8)
              main.f(8.0:float64, []uint8#2{0: 97:uint8, 1: 16:uint8})
              main.f(2.0:float64, []uint8#1{0: 1:uint8})
              main.g(main.f(3.0:float64, zero:[]uint8)) spread
              var n0 uint = 2:uint
              var u1 uint8 = Shl(1:uint8, n0)
              var a2 interface/0 = ToInterface<interface/0>(Shl(1:int, n0))
              _, _ = u1, a2
        "#]],
    );
}

#[test]
fn switches_compare_with_their_tag() {
    check(
        "func main() { var x any = 1; switch y := 2; x { case 1, y: println(1); fallthrough; default: println(2) }
	switch v := x.(type) { case int: println(v); case nil, string: _ = v } }",
        expect![[r#"
            main.main()
              var x0 interface/0 = ToInterface<interface/0>(1:int)
              switch L0 .tag2 interface/0 = x0
              case Eq(.tag2, ToInterface<interface/0>(1:int)) | Eq(.tag2, ToInterface<interface/0>(y1)) fallthrough
                Println(1:int)
              case 
                Println(2:int)
              type switch L1 x0
              case int v3 int
                Println(v3)
              case nil | string v4 interface/0
                _ = v4
        "#]],
    );
}

#[test]
fn channels_and_comma_ok() {
    check(
        "func main() { c := make(chan int, 1); m := map[string]*int{}; L: for { select { case v, ok := <-c: println(v, ok); break L; case c <- 1: default: continue L } }; p, ok := m[\"a\"]; _, _ = p, ok; for v := range c { _ = v } }",
        expect![[r#"
            main.main()
              var c0 chan(Both) int = Make(1:int)
              var m1 map[string]*int = map[string]*int{}
              for L0  fresh []
                select L1
                case var v2 int, var ok3 bool = <-c0
                  Println(v2, ok3)
                  break L0
                case c0 <- 1:int
                case default
                  continue L0
              post
              var p4 *int, var ok5 bool = m1[["a":string]],ok
              _, _ = p4, ok5
              range L2 var v6 int, - over chan c0
                _ = v6
        "#]],
    );
}

#[test]
fn loops_over_functions_become_calls() {
    check(
        "func it(yield func(int) bool) { yield(1) }\nfunc f() int { for x := range it { if x == 1 { return x }; if x > 2 { break } }; return 0 }\nfunc main() { f() }",
        expect![[r#"
            main.it(yield0 func(int) (bool))
              (yield0)(1:int)
            main.f()
              var .next1^ int = 0:int
              var .state2^ int = 1:int
              (main.it)(closure main.f-range1)
              if Eq(.state2^, 2:int)
                RangeFault(4:int)
              .state2^ = 3:int
              if Eq(.next1^, -1:int)
                return 
              return 0:int
            main.main()
              main.f()
            main.f-range1(x1 int) captures &.state0^ captures &3^ captures &.next4^
              if Ne(.state0^, 1:int)
                RangeFault(.state0^)
              .state0^ = 2:int
              if Eq(x1, 1:int)
                3^ = x1
                .next4^ = -1:int
                .state0^ = 0:int
                return false:bool
              if Gt(x1, 2:int)
                .state0^ = 0:int
                return false:bool
              .state0^ = 1:int
              return true:bool
        "#]],
    );
}

#[test]
fn variables_are_initialised_by_dependency() {
    check(
        "var a, b = b + 1, f()\nvar c, d = two()\nfunc f() int { return c }\nfunc two() (int, int) { return 1, 2 }\nfunc init() {}\nfunc init() {}\nfunc main() { println(a, b, d) }",
        expect![[r#"
            main.f()
              return main.c
            main.two()
              return 1:int, 2:int
            main.init.0()
            main.init.1()
            main.main()
              Println(main.a, main.b, main.d)
            init: main.c, main.d; main.b; main.a; main.init.0(); main.init.1()
        "#]],
    );
}
