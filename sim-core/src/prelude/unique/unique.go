//go:build go1.23

// Package unique: one canonical copy of each of many equal values. Since Go 1.23.
package unique

import "sync"

// Handle stands for a value: two are equal exactly if their values are.
type Handle[T comparable] struct {
	value *T
}

// Value is a copy of the value.
func (h Handle[T]) Value() T { return *h.value }

var (
	mu sync.Mutex
	// copies has for each value, a key[T], the pointer to its copy. Nothing is ever
	// taken out.
	copies = make(map[any]any)
)

// key keeps equal values of an interface type and of a type in it apart.
type key[T comparable] struct {
	value T
}

func Make[T comparable](value T) Handle[T] {
	mu.Lock()
	defer mu.Unlock()
	if known, ok := copies[key[T]{value}]; ok {
		return Handle[T]{known.(*T)}
	}
	made := new(T)
	*made = value
	copies[key[T]{value}] = made
	return Handle[T]{made}
}
