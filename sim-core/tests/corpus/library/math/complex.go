package main

import (
	"fmt"
	"math"
	"math/cmplx"
	"math/rand"
)

func main() {
	inf, nan := math.Inf(1), math.NaN()
	edges := []float64{0, math.Copysign(0, -1), 1, -1, .5, -2, 1e-300, 1e300, inf, -inf, nan, math.Pi / 2, 4.5, 1e10, 1e200}
	r := rand.New(rand.NewSource(3))
	var xs []complex128
	for _, a := range edges {
		for _, b := range edges {
			xs = append(xs, complex(a, b))
		}
	}
	for i := 0; i < 400; i++ {
		xs = append(xs, complex(r.NormFloat64()*math.Exp(r.NormFloat64()*3), r.NormFloat64()*math.Exp(r.NormFloat64()*3)))
	}
	for i := 0; i < 60; i++ {
		xs = append(xs, complex(math.Pi*float64(r.Intn(1000))/2+r.NormFloat64()*1e-4, r.NormFloat64()*1e-3), complex(math.Pi*float64(r.Int63n(1<<50)), r.NormFloat64()*.1))
	}
	one := []struct {
		name string
		f    func(complex128) complex128
	}{
		{"Sqrt", cmplx.Sqrt}, {"Exp", cmplx.Exp}, {"Log", cmplx.Log}, {"Log10", cmplx.Log10}, {"Conj", cmplx.Conj},
		{"Sin", cmplx.Sin}, {"Cos", cmplx.Cos}, {"Tan", cmplx.Tan}, {"Cot", cmplx.Cot}, {"Sinh", cmplx.Sinh}, {"Cosh", cmplx.Cosh}, {"Tanh", cmplx.Tanh},
		{"Asin", cmplx.Asin}, {"Acos", cmplx.Acos}, {"Atan", cmplx.Atan}, {"Asinh", cmplx.Asinh}, {"Acosh", cmplx.Acosh}, {"Atanh", cmplx.Atanh},
	}
	bits := func(f float64) uint64 {
		if f != f {
			return 1
		}
		return math.Float64bits(f)
	}
	for _, f := range one {
		h := uint64(14695981039346656037)
		for i, x := range xs {
			y := f.f(x)
			h = (h ^ bits(real(y))) * 1099511628211
			h = (h ^ bits(imag(y))) * 1099511628211
			if i%97 == 0 {
				fmt.Println(f.name, x, y)
			}
		}
		fmt.Println(f.name, h)
	}
	h := uint64(1)
	for i, x := range xs {
		y := xs[(i*31+7)%len(xs)]
		p := cmplx.Pow(x, y)
		a, t := cmplx.Polar(x)
		q := cmplx.Rect(a, t)
		for _, v := range []float64{real(p), imag(p), a, t, real(q), imag(q), cmplx.Abs(y), cmplx.Phase(y)} {
			h = (h ^ bits(v)) * 1099511628211
		}
		if cmplx.IsNaN(x) {
			h += 3
		}
		if cmplx.IsInf(x) {
			h += 5
		}
	}
	fmt.Println(h, cmplx.Inf(), cmplx.NaN())
}
