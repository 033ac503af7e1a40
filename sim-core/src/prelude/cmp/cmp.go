//go:build go1.21

// Package cmp: comparing ordered values. Since Go 1.21.
package cmp

type Ordered interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 |
		~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr |
		~float32 | ~float64 |
		~string
}

// Less is x < y, NaN being less than every number.
func Less[T Ordered](x, y T) bool {
	return x < y || x != x && y == y
}

// Compare is -1, 0 or +1; NaN equals NaN.
func Compare[T Ordered](x, y T) int {
	switch {
	case Less(x, y):
		return -1
	case Less(y, x):
		return +1
	}
	return 0
}
