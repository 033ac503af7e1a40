//go:build go1.23

// Package iter: functions that range loops accept. Since Go 1.23. (Pull, which
// needs coroutines, is missing.)
package iter

type Seq[V any] func(yield func(V) bool)

type Seq2[K, V any] func(yield func(K, V) bool)
