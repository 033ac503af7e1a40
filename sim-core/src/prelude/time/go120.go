//go:build go1.20

package time

// Compare is -1, 0 or +1. Since Go 1.20.
func (t Time) Compare(u Time) int {
	switch {
	case t.Before(u):
		return -1
	case u.Before(t):
		return +1
	}
	return 0
}
