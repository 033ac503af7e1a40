//go:build go1.23

package utf16

// RuneLen is the number of words of r, -1 if it has no encoding. Since Go 1.23.
func RuneLen(r rune) int {
	switch {
	case r < 0 || r > '\U0010FFFF' || IsSurrogate(r):
		return -1
	case r < 0x10000:
		return 1
	}
	return 2
}
