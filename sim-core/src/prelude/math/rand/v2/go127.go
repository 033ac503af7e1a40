//go:build go1.27

package rand

// N is a number below n of any integer type.
func (r *Rand) N[Int integer](n Int) Int {
	check(n > 0, "N")
	return Int(r.below(uint64(n)))
}
