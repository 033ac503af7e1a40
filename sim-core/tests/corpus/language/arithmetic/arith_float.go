package main

import "fmt"

func main() {
	a, b := 7.5, -2.25
	fmt.Println(a+b, a-b, a*b, a/b, -a)
	var f32 float32 = 0.1
	fmt.Println(f32+0.2, f32*3, float64(f32), -f32)
	zero := 0.0
	inf := 1 / zero
	nan := zero / zero
	fmt.Println(inf, -inf, nan, nan == nan, nan != nan, nan < 1, nan > 1, inf > a)
	neg := -3.99
	fmt.Println(int(a), int(b), int64(neg), uint8(200.7+zero), float32(1)/3)
	fmt.Println(a < b, a <= b, a > b, a >= b, a == b, a != b)
	c := complex(1, 2)
	d := 3 - 4i
	fmt.Println(c+d, c-d, c*d, c/d, -c, c == d, c != d, real(c), imag(d))
	var c64 complex64 = complex64(c)
	fmt.Println(c64*c64, complex128(c64))
	x := 2.5
	x += 1
	x *= 2
	x -= 0.5
	x /= 4
	fmt.Println(x)
	fmt.Println(min(1.5, zero, -2), max(1.5, nan), min(3, 1, 2), max("a", "c", "b"))
}
