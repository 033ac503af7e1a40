//go:build go1.21

package strings

// Since Go 1.21.

func ContainsFunc(s string, f func(rune) bool) bool { return IndexFunc(s, f) >= 0 }
