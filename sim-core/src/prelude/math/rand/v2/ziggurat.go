//go:build go1.22

package rand

import "math"

// Normal and exponential numbers: a random integer picks a layer of the ziggurat and
// a point in it. Points that are not under the curve for certain are looked at again.

// layer functions tell of a layer: integers below certain lie under the curve, an
// integer's scale, and the height of the curve.
func normalLayer(i uint32) (certain uint32, scale, height float32)
func exponentialLayer(i uint32) (certain uint32, scale, height float32)

// NormFloat64 is a number of the standard normal distribution.
func (r *Rand) NormFloat64() float64 {
	const tail = 3.442619855899
	for {
		u := r.Uint64()
		j, i := int32(u), uint32(u>>32)&0x7F
		certain, scale, height := normalLayer(i)
		x := float64(j) * float64(scale)
		if size := j; size < 0 && uint32(-size) < certain || size >= 0 && uint32(size) < certain {
			return x
		}
		if i > 0 {
			_, _, above := normalLayer(i - 1)
			if height+float32(r.Float64())*(above-height) < float32(math.Exp(-.5*x*x)) {
				return x
			}
			continue
		}
		// Beyond the lowest layer's edge lies the tail.
		for y := 0.0; ; {
			x = -math.Log(r.Float64()) * (1.0 / tail)
			y = -math.Log(r.Float64())
			if y+y >= x*x {
				break
			}
		}
		if j > 0 {
			return tail + x
		}
		return -tail - x
	}
}

// ExpFloat64 is a number of the exponential distribution of mean 1.
func (r *Rand) ExpFloat64() float64 {
	const tail = 7.69711747013104972
	for {
		u := r.Uint64()
		j, i := uint32(u), uint32(u>>32)&0xFF
		certain, scale, height := exponentialLayer(i)
		x := float64(j) * float64(scale)
		if j < certain {
			return x
		}
		if i == 0 {
			return tail - math.Log(r.Float64())
		}
		_, _, above := exponentialLayer(i - 1)
		if height+float32(r.Float64())*(above-height) < float32(math.Exp(-x)) {
			return x
		}
	}
}
