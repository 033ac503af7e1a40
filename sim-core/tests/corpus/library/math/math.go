package main

import (
	"fmt"
	"math"
	"math/bits"
)

func main() {
	for _, x := range []float64{0, 0.5, 1, -1.5, 2, 10, 100.25, -3, 1e-5, 1e300} {
		fmt.Println(x, math.Sqrt(math.Abs(x)), math.Exp(x), math.Log(math.Abs(x)), math.Sin(x), math.Cos(x), math.Tan(x), math.Floor(x), math.Ceil(x), math.Round(x), math.Trunc(x), math.Cbrt(x), math.Tanh(x), math.Atan(x))
	}
	fmt.Println(math.Pow(2, 10), math.Pow(2, 0.5), math.Pow(-8, 1.0/3), math.Hypot(3, 4), math.Mod(7, -3), math.Max(3, math.NaN()), math.Min(-0.0, 0), math.Inf(1), math.Inf(-1), math.NaN(), math.Atan2(1, -1))
	fmt.Println(math.MaxInt64, math.MinInt64, uint64(math.MaxUint64), math.MaxFloat64, math.SmallestNonzeroFloat64, math.Pi, math.E, math.MaxInt32)
	fmt.Println(math.IsNaN(math.NaN()), math.IsInf(math.Inf(-1), -1), math.Signbit(math.Copysign(0, -1)), math.Float64bits(1.5), math.Float32bits(1.5), math.Float64frombits(4609434218613702656))
	fr, e := math.Frexp(12.5)
	ip, fp := math.Modf(-3.25)
	fmt.Println(fr, e, ip, fp, math.Ldexp(0.5, 4), math.Log2(8), math.Log10(1000), math.Pow10(-3), math.Dim(5, 3), math.Max(-0.0, 0))
	fmt.Println(bits.OnesCount(255), bits.LeadingZeros32(1), bits.TrailingZeros(8), bits.Len(1023), bits.Reverse8(1), bits.RotateLeft32(1, 31), bits.RotateLeft8(0x81, 1), bits.ReverseBytes32(0x01020304), bits.TrailingZeros16(0))
	fmt.Println(bits.Mul64(1<<63, 6))
	fmt.Println(bits.Add64(math.MaxUint64, 1, 1))
	fmt.Println(bits.Sub64(0, 1, 1))
	fmt.Println(bits.Div64(1, 0, 3))
	var f32 float32 = 0.1
	fmt.Println(f32*3, float64(f32), f32+0.2, float32(1)/3)
	fmt.Println(math.Sinh(1), math.Cosh(1), math.Asin(0.5), math.Acos(0.5), math.RoundToEven(2.5), math.FMA(2, 3, 4), math.Exp2(0.5))
	defer func() { fmt.Println(recover()) }()
	bits.Div64(5, 0, 3)
}
