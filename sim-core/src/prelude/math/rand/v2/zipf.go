//go:build go1.22

package rand

import "math"

// Zipf draws numbers k up to imax with a probability in proportion to (v+k)**-s, by
// rejection-inversion (Hörmann and Derflinger, 1996): a point under the continuous
// hat is rounded to a number, and kept if it lies under that number's bar.
type Zipf struct {
	r           *Rand
	v, s        float64
	power       float64 // 1-s, and what it is divided by
	inverse     float64
	sure        float64 // points this near below a number lie under its bar for certain
	least, span float64 // of the hat's integral
}

// integral of the hat, and its inverse.
func (z *Zipf) integral(x float64) float64 {
	return math.Exp(z.power*math.Log(z.v+x)) * z.inverse
}

func (z *Zipf) point(area float64) float64 {
	return math.Exp(z.inverse*math.Log(z.power*area)) - z.v
}

// NewZipf is nil unless s > 1 and v >= 1.
func NewZipf(r *Rand, s float64, v float64, imax uint64) *Zipf {
	if s <= 1 || v < 1 {
		return nil
	}
	z := &Zipf{r: r, v: v, s: s, power: 1 - s, inverse: 1 / (1 - s)}
	z.least = z.integral(float64(imax) + .5)
	z.span = z.integral(.5) - math.Exp(math.Log(v)*-s) - z.least
	z.sure = 1 - z.point(z.integral(1.5)-math.Exp(-s*math.Log(v+1)))
	return z
}

func (z *Zipf) Uint64() uint64 {
	if z == nil {
		panic("rand: nil Zipf")
	}
	for {
		area := z.least + z.r.Float64()*z.span
		x := z.point(area)
		k := math.Floor(x + .5)
		if k-x <= z.sure || area >= z.integral(k+.5)-math.Exp(-math.Log(k+z.v)*z.s) {
			return uint64(k)
		}
	}
}
