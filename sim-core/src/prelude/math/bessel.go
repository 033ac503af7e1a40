package math

// Bessel functions. Those of other orders than 0 and 1 come by recurrence, as in
// FreeBSD's msun: upwards from these two where that is stable, else downwards from a
// continued fraction.

func J0(x float64) float64
func J1(x float64) float64
func Y0(x float64) float64
func Y1(x float64) float64

// wave is what a function of order n comes near to for a very large x; shift is how
// many quarters of a turn it is ahead.
func wave(x float64, shift int) float64 {
	s, c := Sincos(x)
	sum := 0.0
	switch shift & 3 {
	case 0:
		sum = c + s
	case 1:
		sum = -c + s
	case 2:
		sum = -c - s
	case 3:
		sum = c - s
	}
	return (1 / SqrtPi) * sum / Sqrt(x)
}

// Jn is the Bessel function of the first kind of order n.
func Jn(n int, x float64) float64 {
	switch {
	case x != x:
		return x
	case IsInf(x, 0):
		return 0
	case n == 0:
		return J0(x)
	case x == 0:
		return 0
	}
	if n < 0 {
		n, x = -n, -x
	}
	if n == 1 {
		return J1(x)
	}
	negative := x < 0 && n&1 == 1
	x = Abs(x)
	var value float64
	switch {
	case float64(n) > x && x < 1.0/(1<<29):
		value = firstTerm(n, x)
	case float64(n) > x:
		value = downwards(n, x)
	case x >= 1<<302:
		value = wave(x, n)
	default:
		before := J0(x)
		value = J1(x)
		for i := 1; i < n; i++ {
			before, value = value, value*(float64(i+i)/x)-before
		}
	}
	if negative {
		return -value
	}
	return value
}

// firstTerm is (x/2)**n / n!, or 0 where that is too small.
func firstTerm(n int, x float64) float64 {
	if n > 33 {
		return 0
	}
	power, factorial := x*.5, 1.0
	for i := 2; i <= n; i++ {
		factorial *= float64(i)
		power *= x * .5
	}
	return power / factorial
}

// downwards finds by a continued fraction how the functions of orders n and n-1 go
// together, and goes down to order 0, whose value is known.
func downwards(n int, x float64) float64 {
	step := 2 / x
	terms, reach := 1, float64(n+n)/x+step
	before, last := float64(n+n)/x, float64(n+n)/x*reach-1
	for last < 1e9 {
		terms++
		reach += step
		before, last = last, reach*last-before
	}
	fraction := 0.0
	for i := 2 * (n + terms); i >= n+n; i -= 2 {
		fraction = 1 / (float64(i)/x - fraction)
	}
	above, here := fraction, 1.0
	overflows := float64(n)*Log(Abs(step*float64(n))) >= 7.09782712893383973096e+02
	for i := n - 1; i > 0; i-- {
		above, here = here, here*float64(i+i)/x-above
		if overflows && here > 1e100 {
			above /= here
			fraction /= here
			here = 1
		}
	}
	return fraction * J0(x) / here
}

// Yn is the Bessel function of the second kind of order n.
func Yn(n int, x float64) float64 {
	switch {
	case x < 0 || x != x:
		return NaN()
	case IsInf(x, 1):
		return 0
	case n == 0:
		return Y0(x)
	case x == 0 && n < 0 && n&1 == 1:
		return Inf(1)
	case x == 0:
		return Inf(-1)
	}
	negative := n < 0 && n&1 != 0
	if n < 0 {
		n = -n
	}
	value := Y1(x)
	if x >= 1<<302 && n > 1 {
		value = wave(x, n+1)
	} else {
		before := Y0(x)
		for i := 1; i < n && !IsInf(value, -1); i++ {
			before, value = value, float64(i+i)/x*value-before
		}
	}
	if negative {
		return -value
	}
	return value
}
