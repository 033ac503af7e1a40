//go:build go1.18

package strings

// Since Go 1.18.

func Cut(s, sep string) (before, after string, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// Clone has nothing to do here: strings do not keep each other alive.
func Clone(s string) string { return s }
