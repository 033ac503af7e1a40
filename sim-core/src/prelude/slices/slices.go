//go:build go1.21

// Package slices: what is often done with slices of any type. Since Go 1.21.
package slices

import "cmp"

func Equal[S ~[]E, E comparable](s1, s2 S) bool {
	if len(s1) != len(s2) {
		return false
	}
	for i, v := range s1 {
		if v != s2[i] {
			return false
		}
	}
	return true
}

func EqualFunc[S1 ~[]E1, S2 ~[]E2, E1, E2 any](s1 S1, s2 S2, eq func(E1, E2) bool) bool {
	if len(s1) != len(s2) {
		return false
	}
	for i, v := range s1 {
		if !eq(v, s2[i]) {
			return false
		}
	}
	return true
}

func Compare[S ~[]E, E cmp.Ordered](s1, s2 S) int {
	return CompareFunc(s1, s2, cmp.Compare[E])
}

func CompareFunc[S1 ~[]E1, S2 ~[]E2, E1, E2 any](s1 S1, s2 S2, cmp func(E1, E2) int) int {
	for i, v := range s1 {
		if i >= len(s2) {
			return +1
		}
		if c := cmp(v, s2[i]); c != 0 {
			return c
		}
	}
	if len(s1) < len(s2) {
		return -1
	}
	return 0
}

func Index[S ~[]E, E comparable](s S, v E) int {
	for i := range s {
		if v == s[i] {
			return i
		}
	}
	return -1
}

func IndexFunc[S ~[]E, E any](s S, f func(E) bool) int {
	for i := range s {
		if f(s[i]) {
			return i
		}
	}
	return -1
}

func Contains[S ~[]E, E comparable](s S, v E) bool { return Index(s, v) >= 0 }

func ContainsFunc[S ~[]E, E any](s S, f func(E) bool) bool { return IndexFunc(s, f) >= 0 }

func Reverse[S ~[]E, E any](s S) {
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
}

// Clone gives a nil slice for a nil one.
func Clone[S ~[]E, E any](s S) S { return append(s[:0:0], s...) }

// Clip takes the spare capacity away.
func Clip[S ~[]E, E any](s S) S { return s[:len(s):len(s)] }

// Grow makes room for n more elements.
func Grow[S ~[]E, E any](s S, n int) S {
	if n < 0 {
		panic("cannot be negative")
	}
	if n -= cap(s) - len(s); n > 0 {
		s = append(s[:cap(s)], make([]E, n)...)[:len(s)]
	}
	return s
}

// Insert puts v before s[i].
func Insert[S ~[]E, E any](s S, i int, v ...E) S {
	_ = s[i:]
	if len(v) == 0 {
		return s
	}
	n := len(s)
	if i == n {
		return append(s, v...)
	}
	if n+len(v) > cap(s) {
		// As append would, but with the tail in its place at once.
		grown := append(s[:i], make(S, n+len(v)-i)...)
		copy(grown[i:], v)
		copy(grown[i+len(v):], s[i:])
		return grown
	}
	// v may lie within s, so it is kept apart while the tail moves.
	kept := append([]E(nil), v...)
	s = s[:n+len(v)]
	copy(s[i+len(v):], s[i:n])
	copy(s[i:], kept)
	return s
}

// Replace puts v in the place of s[i:j].
func Replace[S ~[]E, E any](s S, i, j int, v ...E) S {
	_ = s[i:j]
	total := i + len(v) + len(s) - j
	if total > cap(s) {
		grown := append(s[:i], make(S, total-i)...)
		copy(grown[i:], v)
		copy(grown[i+len(v):], s[j:])
		return grown
	}
	kept := append([]E(nil), v...)
	all := s[:total]
	if total < len(s) {
		all = s
	}
	copy(all[i+len(kept):], s[j:])
	copy(all[i:], kept)
	return cut(all, total)
}

func zero[E any](s []E) {
	var none E
	for i := range s {
		s[i] = none
	}
}

// Compact keeps the first of each run of equal elements.
func Compact[S ~[]E, E comparable](s S) S {
	return CompactFunc(s, func(a, b E) bool { return a == b })
}

func CompactFunc[S ~[]E, E any](s S, eq func(E, E) bool) S {
	kept := 0
	for i := range s {
		if i == 0 || !eq(s[i], s[kept-1]) {
			if i != kept {
				s[kept] = s[i]
			}
			kept++
		}
	}
	return cut(s, kept)
}

// Delete takes s[i:j] out.
func Delete[S ~[]E, E any](s S, i, j int) S {
	_ = s[i:j:len(s)]
	if i == j {
		return s
	}
	return cut(s, i+copy(s[i:], s[j:]))
}

func DeleteFunc[S ~[]E, E any](s S, del func(E) bool) S {
	kept := 0
	for i := range s {
		if v := s[i]; !del(v) {
			if i != kept {
				s[kept] = v
			}
			kept++
		}
	}
	return cut(s, kept)
}
