package cmplx

import "math"

// Circular and hyperbolic functions.

func sinhcosh(x float64) (sinh, cosh float64) {
	if math.Abs(x) <= .5 {
		return math.Sinh(x), math.Cosh(x)
	}
	e := math.Exp(x)
	half, rest := e*.5, .5/e
	return half - rest, half + rest
}

func Sin(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case odd(re) && (im == 0 || isInf(im)):
		return complex(math.NaN(), im)
	case re == 0 && odd(im):
		return x
	}
	sinh, cosh := sinhcosh(im)
	return complex(math.Sin(re)*cosh, math.Cos(re)*sinh)
}

func Cos(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0 && odd(re):
		return complex(math.NaN(), -im*zeroLike(re))
	case isInf(im) && re == 0:
		return complex(math.Inf(1), -re*zeroLike(im))
	case isInf(im) && odd(re):
		return complex(math.Inf(1), math.NaN())
	case re == 0 && im != im:
		return complex(math.NaN(), 0)
	}
	sinh, cosh := sinhcosh(im)
	return complex(math.Cos(re)*cosh, -math.Sin(re)*sinh)
}

func Sinh(x complex128) complex128 { return overI(Sin(timesI(x))) }

func Cosh(x complex128) complex128 {
	if imag(x) == 0 && real(x) != real(x) {
		return complex(math.NaN(), imag(x))
	}
	return Cos(timesI(x))
}

func Tan(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case isInf(im) && odd(re):
		return complex(zeroLike(re), math.Copysign(1, im))
	case isInf(im):
		return complex(zeroLike(math.Sin(2*re)), math.Copysign(1, im))
	case re == 0 && im != im:
		return x
	}
	below := math.Cos(2*re) + math.Cosh(2*im)
	if math.Abs(below) < .25 {
		below = difference(x)
	}
	if below == 0 {
		return Inf()
	}
	return complex(math.Sin(2*re)/below, math.Sinh(2*im)/below)
}

func Cot(x complex128) complex128 {
	re, im := real(x), imag(x)
	below := math.Cosh(2*im) - math.Cos(2*re)
	if math.Abs(below) < .25 {
		below = difference(x)
	}
	if below == 0 {
		return Inf()
	}
	return complex(math.Sin(2*re)/below, -math.Sinh(2*im)/below)
}

func Tanh(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case isInf(re) && odd(im):
		return complex(math.Copysign(1, re), zeroLike(im))
	case isInf(re):
		return complex(math.Copysign(1, re), zeroLike(math.Sin(2*im)))
	case im == 0 && re != re:
		return x
	}
	below := math.Cosh(2*re) + math.Cos(2*im)
	if below == 0 {
		return Inf()
	}
	return complex(math.Sinh(2*re)/below, math.Sin(2*im)/below)
}

// reduce is x less the nearest multiple of π, where x has not too many of them.
func reduce(x float64) float64

// difference is cosh(2y) - cos(2x) as a series, for where the two are nearly equal.
// Terms are added in pairs, until the last of a pair changes nothing.
func difference(z complex128) (sum float64) {
	x, y := reduce(math.Abs(2*real(z))), math.Abs(2*imag(z))
	x *= x
	y *= y
	factorial, n, powerX, powerY := 1.0, 0.0, 1.0, 1.0
	term := func(sign float64) float64 {
		for i := 0; i < 2; i++ {
			n++
			factorial *= n
		}
		powerX *= x
		powerY *= y
		return (powerY + sign*powerX) / factorial
	}
	for {
		sum += term(1)
		last := term(-1)
		sum += last
		if !(math.Abs(last/sum) > 1.0/(1<<53)) {
			return sum
		}
	}
}

func Asin(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0 && math.Abs(re) <= 1:
		return complex(math.Asin(re), im)
	case re == 0 && math.Abs(im) <= 1:
		return complex(re, math.Asinh(im))
	case im != im && re == 0:
		return complex(re, math.NaN())
	case im != im && isInf(re):
		return complex(math.NaN(), re)
	case im != im:
		return NaN()
	case isInf(im) && re != re:
		return x
	case isInf(im) && isInf(re):
		return complex(math.Copysign(math.Pi/4, re), im)
	case isInf(im):
		return complex(zeroLike(re), im)
	case isInf(re):
		return complex(math.Copysign(math.Pi/2, re), math.Copysign(re, im))
	}
	square := x * x
	root := Sqrt(complex(1-real(square), -imag(square)))
	return overI(Log(timesI(x) + root))
}

func Asinh(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0 && math.Abs(re) <= 1:
		return complex(math.Asinh(re), im)
	case re == 0 && math.Abs(im) <= 1:
		return complex(re, math.Asin(im))
	case isInf(re) && isInf(im):
		return complex(re, math.Copysign(math.Pi/4, im))
	case isInf(re) && im != im:
		return x
	case isInf(re):
		return complex(re, zeroLike(im))
	case re != re && im == 0:
		return x
	case re != re && isInf(im):
		return complex(im, re)
	case re != re:
		return NaN()
	case isInf(im):
		return complex(math.Copysign(im, re), math.Copysign(math.Pi/2, im))
	}
	square := x * x
	return Log(x + Sqrt(complex(1+real(square), imag(square))))
}

func Acos(x complex128) complex128 {
	w := Asin(x)
	return complex(math.Pi/2-real(w), -imag(w))
}

func Acosh(x complex128) complex128 {
	if x == 0 {
		return complex(0, math.Copysign(math.Pi/2, imag(x)))
	}
	w := Acos(x)
	if imag(w) <= 0 {
		return timesI(w)
	}
	return overI(w)
}

func Atan(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0:
		return complex(math.Atan(re), im)
	case re == 0 && math.Abs(im) <= 1:
		return complex(re, math.Atanh(im))
	case IsInf(x) && re != re:
		return complex(re, zeroLike(im))
	case IsInf(x):
		return complex(math.Copysign(math.Pi/2, re), zeroLike(im))
	case x != x:
		return NaN()
	}
	square := re * re
	a := 1 - square - im*im
	below := square + (im-1)*(im-1)
	if a == 0 || below == 0 {
		return NaN()
	}
	above := square + (im+1)*(im+1)
	return complex(reduce(.5*math.Atan2(2*re, a)), .25*math.Log(above/below))
}

func Atanh(x complex128) complex128 { return overI(Atan(timesI(x))) }
