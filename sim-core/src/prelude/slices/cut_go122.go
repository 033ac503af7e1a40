//go:build go1.22

package slices

// cut is s[:n], with what lies behind cleared.
func cut[S ~[]E, E any](s S, n int) S {
	zero(s[n:])
	return s[:n]
}

// Concat is all slices behind each other in a new one. Since Go 1.22.
func Concat[S ~[]E, E any](slices ...S) S {
	size := 0
	for _, s := range slices {
		size += len(s)
	}
	all := Grow[S](nil, size)
	for _, s := range slices {
		all = append(all, s...)
	}
	return all
}
