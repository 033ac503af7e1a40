// Package cmplx: functions of complex numbers, after the formulas of Cephes, with
// the values at infinities and NaNs that annex G of the C standard gives.
package cmplx

import "math"

// A call whose formula would go wrong at infinities and NaNs looks at these first.

func isInf(x float64) bool { return math.IsInf(x, 0) }

// odd is an infinity or a NaN.
func odd(x float64) bool { return x-x != 0 }

// zeroLike is 0 with the sign of x.
func zeroLike(x float64) float64 { return math.Copysign(0, x) }

// timesI is ix, overI -ix.
func timesI(x complex128) complex128 { return complex(-imag(x), real(x)) }
func overI(x complex128) complex128  { return complex(imag(x), -real(x)) }

func Inf() complex128 { return complex(math.Inf(1), math.Inf(1)) }
func NaN() complex128 { return complex(math.NaN(), math.NaN()) }

func IsInf(x complex128) bool { return isInf(real(x)) || isInf(imag(x)) }
func IsNaN(x complex128) bool { return x != x && !IsInf(x) }

func Abs(x complex128) float64          { return math.Hypot(real(x), imag(x)) }
func Phase(x complex128) float64        { return math.Atan2(imag(x), real(x)) }
func Polar(x complex128) (r, θ float64) { return Abs(x), Phase(x) }
func Conj(x complex128) complex128      { return complex(real(x), -imag(x)) }
func Log(x complex128) complex128       { return complex(math.Log(Abs(x)), Phase(x)) }
func Rect(r, θ float64) complex128      { return complex(r*math.Cos(θ), r*math.Sin(θ)) }

func Log10(x complex128) complex128 {
	z := Log(x)
	return complex(math.Log10E*real(z), math.Log10E*imag(z))
}

func Exp(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case math.IsInf(re, 1) && im == 0:
		return x
	case math.IsInf(re, 1) && odd(im):
		return complex(re, math.NaN())
	case isInf(re) && odd(im):
		return complex(0, zeroLike(im))
	case re != re && im == 0:
		return complex(math.NaN(), im)
	}
	return Rect(math.Exp(re), im)
}

// Pow is x**y: the modulus to the real part, turned by what the imaginary part adds.
func Pow(x, y complex128) complex128 {
	modulus := Abs(x)
	if x == 0 {
		switch r := real(y); {
		case IsNaN(y):
			return NaN()
		case r == 0:
			return 1
		case r < 0 && imag(y) == 0:
			return complex(math.Inf(1), 0)
		case r < 0:
			return Inf()
		}
		return 0
	}
	if modulus == 0 {
		return 0
	}
	size, angle := math.Pow(modulus, real(y)), Phase(x)
	turn := real(y) * angle
	if imag(y) != 0 {
		size *= math.Exp(-imag(y) * angle)
		turn += imag(y) * math.Log(modulus)
	}
	return Rect(size, turn)
}

// Sqrt scales its argument so that nothing overflows on the way.
func Sqrt(x complex128) complex128 {
	a, b := real(x), imag(x)
	switch {
	case b == 0 && a == 0:
		return complex(0, b)
	case b == 0 && a < 0:
		return complex(0, math.Copysign(math.Sqrt(-a), b))
	case b == 0:
		return complex(math.Sqrt(a), b)
	case isInf(b):
		return complex(math.Inf(1), b)
	case a == 0:
		half := math.Sqrt(.5 * math.Abs(b))
		return complex(half, math.Copysign(half, b))
	}
	down, up := 1<<54*1.0, 1.0/(1<<27)
	if math.Abs(a) > 4 || math.Abs(b) > 4 {
		down, up = .25, 2
	}
	a *= down
	b *= down
	size := math.Hypot(a, b)
	var large float64 // the part that comes of a sum, not of a difference
	if a > 0 {
		large = math.Sqrt(.5*size + .5*a)
	} else {
		large = math.Sqrt(.5*size - .5*a)
	}
	small := up * math.Abs(.5*b/large)
	large *= up
	if a > 0 {
		large, small = small, large
	}
	// Now small is the real part.
	if b < 0 {
		large = -large
	}
	return complex(small, large)
}
