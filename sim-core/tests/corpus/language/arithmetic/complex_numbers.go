package main

import (
	"fmt"
	"math"
)

type C complex64

const k = 3 + 4i

func main() {
	a := complex(1, 2)
	var b complex64 = 3 - 1i
	fmt.Println(a, b, a*complex128(b), a/complex128(b), -a, a == 1+2i, a != 0)
	fmt.Printf("%v %.2f %T %T %g %e\n", a, a, a, b, b, a)
	fmt.Println(real(a), imag(b), real(k), imag(k), k*k)
	var c C = C(b)
	c += 1i
	c *= 2
	fmt.Println(c, real(c))
	var z complex128
	fmt.Println(a/z, z/z, 1/(z+1))
	inf := complex(math.Inf(1), math.NaN())
	fmt.Println(inf, inf == inf, inf*inf)
	m := map[complex128]string{1i: "i", 1: "1"}
	fmt.Println(m[1i], m[complex(1, 0)], len(m))
	println(a, b)
	s := []complex64{1, 2i}
	for i, x := range s { fmt.Println(i, x, x*x) }
	var i any = a
	_, ok := i.(complex128)
	fmt.Println(ok, i == any(1+2i))
	const big = 1 << 62 * 1i
	fmt.Println(imag(big) > 0)
	fmt.Println(1i*1i, complex(2, 0) == 2)
	x := 5 + 0i
	x++
	fmt.Println(x)
	var f32 float32 = 1.5
	fmt.Println(complex(f32, 2), imag(complex(f32, f32)))
	switch a { case 1+2i: fmt.Println("match") }
	var arr [2]complex128
	arr[1] = a
	p := &arr[1]
	*p += 1
	fmt.Println(arr, arr == [2]complex128{0, 2 + 2i})
}
