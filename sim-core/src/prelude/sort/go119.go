//go:build go1.19

package sort

// Find is Search with a comparison: cmp is positive, then 0, then negative along
// the indices. It tells whether some index gives 0. Since Go 1.19.
func Find(n int, cmp func(int) int) (i int, found bool) {
	i = Search(n, func(i int) bool { return cmp(i) <= 0 })
	return i, i < n && cmp(i) == 0
}
