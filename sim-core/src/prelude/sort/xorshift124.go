//go:build go1.24

package sort

// xorshift has other distances since Go 1.24.
func xorshift(r uint64) uint64 {
	r ^= r << 13
	r ^= r >> 7
	r ^= r << 17
	return r
}
