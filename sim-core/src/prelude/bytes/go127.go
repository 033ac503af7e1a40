//go:build go1.27

package bytes

// CutLast cuts s around the last sep. Since Go 1.27.
func CutLast(s, sep []byte) (before, after []byte, found bool) {
	if i := LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}
