package main

import (
	"fmt"
	"math"
)

func main() {
	for _, x := range []float64{0, 0.5, -1.5, 2, 100, math.Inf(-1), math.NaN()} {
		fmt.Println(math.Abs(x), math.Ceil(x), math.Floor(x), math.Round(x), math.Trunc(x), math.Sqrt(x), math.Signbit(x))
	}
	fmt.Println(math.Pow(2, 10), math.Pow(0, -1), math.Hypot(3, 4), math.Cbrt(27), math.Log2(8), math.Log10(1000), math.Exp(0))
	fmt.Println(math.Modf(-3.25))
	fmt.Println(math.Frexp(10))
	fmt.Println(math.Float64bits(1.5), math.Float32bits(-2), math.Float64frombits(0x4009_21fb_5444_2d18))
	fmt.Println(math.MaxInt, math.MinInt64, math.MaxUint8, math.SmallestNonzeroFloat64, math.MaxFloat32)
	fmt.Println(math.Dim(5, 3), math.Dim(3, 5), math.IsInf(math.Inf(1), -1), math.Copysign(3, -0.0))
	fmt.Printf("%.6f %.6f %.6f %.6f\n", math.Sin(1), math.Cos(1), math.Atan2(1, -1), math.Log(2))
}
