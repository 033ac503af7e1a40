package main

import (
	"fmt"
	"math"
)

func main() {
	z := 0.0
	inf := 1 / z
	nan := z / z
	fmt.Println(inf, -inf, nan, nan == nan, nan != nan, nan < 1, inf > math.MaxFloat64, inf-inf)
	neg := math.Copysign(0, -1)
	fmt.Println(neg, 1/neg, neg == 0, -z, 0-neg)
	fmt.Println(0.1+0.2, float32(0.1)+float32(0.2), float64(float32(0.1)), 1e100, 1e20, 1e21, 123456789.0, 1e-7)
	var f32 float32 = 16777216
	fmt.Println(f32+1, f32*f32, f32/3, float32(math.MaxFloat32)*(f32/4))
	fmt.Println(int(2.9), int(-2.9), int64(f32), uint8(255.9), math.Trunc(-0.5))
	fmt.Println(math.Floor(-1.5), math.Round(2.5), math.RoundToEven(2.5), math.Mod(-7, 3), math.Remainder(7, 4))
	c := complex(1, 2)
	fmt.Println(c*c, real(c), imag(c), c == complex(1, 2), -c, c/complex(0, 1))
	var c64 complex64 = complex64(c)
	fmt.Printf("%v %.2f %T %T\n", c64, c, c64, real(c64))
	d := 5.0
	d++
	d /= 4
	fmt.Println(d, 7/2, 7/2.0, 1/3.0)
	fmt.Println(math.Inf(1), math.IsNaN(nan), math.Sqrt(-1), math.Max(nan, 1), math.Min(-0.0, 0))
}
