//go:build go1.22

package cmp

// Or is the first of vals that is not zero, else zero. Since Go 1.22.
func Or[T comparable](vals ...T) T {
	var zero T
	for _, val := range vals {
		if val != zero {
			return val
		}
	}
	return zero
}
