//go:build go1.27

package strings

// CutLast cuts s around the last sep. Since Go 1.27.
func CutLast(s, sep string) (before, after string, found bool) {
	if i := LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}
