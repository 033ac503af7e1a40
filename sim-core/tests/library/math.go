package main

import (
	"math"
	"math/rand"
)

func mathRows() {
	one := []struct {
		name string
		f    func(float64) float64
	}{
		{"Abs", math.Abs}, {"Floor", math.Floor}, {"Ceil", math.Ceil}, {"Trunc", math.Trunc}, {"Round", math.Round}, {"RoundToEven", math.RoundToEven},
		{"Sqrt", math.Sqrt}, {"Exp", math.Exp}, {"Exp2", math.Exp2}, {"Log", math.Log}, {"Log2", math.Log2}, {"Log10", math.Log10}, {"Sin", math.Sin}, {"Cos", math.Cos},
		{"Tan", math.Tan}, {"Asin", math.Asin}, {"Acos", math.Acos}, {"Atan", math.Atan}, {"Sinh", math.Sinh}, {"Cosh", math.Cosh}, {"Tanh", math.Tanh}, {"Cbrt", math.Cbrt},
		{"Acosh", math.Acosh}, {"Asinh", math.Asinh}, {"Atanh", math.Atanh}, {"Log1p", math.Log1p}, {"Expm1", math.Expm1}, {"Erf", math.Erf}, {"Erfc", math.Erfc},
		{"Erfinv", math.Erfinv}, {"Gamma", math.Gamma}, {"Logb", math.Logb},
	}
	two := []struct {
		name string
		f    func(x, y float64) float64
	}{{"Atan2", math.Atan2}, {"Hypot", math.Hypot}, {"Pow", math.Pow}, {"Mod", math.Mod}, {"Remainder", math.Remainder}, {"Copysign", math.Copysign}}
	r := rand.New(rand.NewSource(7))
	args := append([]float64{0.5, -0.5, 2, -2, 3, 1.5, 0.7, 0.66, 2.5, -1.5, 10, 709.5, 710, -745, -746, -708.4, 1e10, 1e300, -1e300, 0x1p29, 0x1p900, 4503599627370497, 0.25, 1e-20, 22}, floats...)
	for i := 0; i < 40; i++ {
		args = append(args, r.NormFloat64()*math.Pow(10, float64(i%9-3)))
	}
	for _, x := range args {
		for _, f := range one {
			row("math."+f.name, f.f, x)
		}
		row("math.Frexp", math.Frexp, x)
		row("math.Modf", math.Modf, x)
		row("math.Lgamma", math.Lgamma, x)
		row("math.Ilogb", math.Ilogb, x)
		for _, exp := range []int{0, 1, -1, 10, -1074, 1023, -1100, 2000} {
			row("math.Ldexp", math.Ldexp, x, exp)
		}
	}
	for i, x := range args {
		for j, y := range args {
			if (i+j)%5 == 0 || i > 20 && i < 30 {
				f := two[(i*7+j)%len(two)]
				row("math."+f.name, f.f, x, y)
			}
		}
		for _, y := range []float64{0.5, -0.5, 2, -3, 0.1, 7.3, -0.0, 1000, -1000, 1e19} {
			row("math.Pow", math.Pow, x, y)
		}
	}
	row("math.FMA", math.FMA, 0.1, 10, -1)
}
