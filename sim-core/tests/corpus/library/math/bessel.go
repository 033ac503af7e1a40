package main

import (
	"fmt"
	"math"
	"math/rand"
)

func main() {
	r := rand.New(rand.NewSource(21))
	xs := []float64{0, math.Copysign(0, -1), 1, -1, 2, -2, 3, 5, 9, 1e-9, -1e-20, 1e-300, 1e10, 1e40, 1e100, 1e300, math.MaxFloat64, math.Inf(1), math.Inf(-1), math.NaN(), 2.8571, 4.5454, 8}
	for i := 0; i < 600; i++ {
		xs = append(xs, math.Exp(r.NormFloat64()*2), r.NormFloat64()*30)
	}
	for _, f := range []struct {
		name string
		f    func(float64) float64
	}{{"J0", math.J0}, {"J1", math.J1}, {"Y0", math.Y0}, {"Y1", math.Y1}} {
		h := uint64(1)
		for i, x := range xs {
			y := f.f(x)
			if y != y {
				y = 0.5
			}
			h = (h ^ math.Float64bits(y)) * 1099511628211
			if i < 23 || i%200 == 0 {
				fmt.Println(f.name, x, y)
			}
		}
		fmt.Println(f.name, h)
	}
	h := uint64(1)
	for i, x := range xs {
		for _, n := range []int{0, 1, -1, 2, 3, -4, -5, 7, 20, 33, 34, 150, i % 60} {
			j, y := math.Jn(n, x), math.Yn(n, x)
			if j != j {
				j = 3
			}
			if y != y {
				y = 4
			}
			h = (h ^ math.Float64bits(j)) * 1099511628211
			h = (h ^ math.Float64bits(y)) * 1099511628211
			if i%100 == 0 || i < 23 && (n == -5 || n == 2) {
				fmt.Println(n, x, j, y)
			}
		}
	}
	fmt.Println(h)
}
