//go:build go1.19 && !go1.24

package sort

func xorshift(r uint64) uint64 {
	r ^= r << 13
	r ^= r >> 17
	r ^= r << 5
	return r
}
