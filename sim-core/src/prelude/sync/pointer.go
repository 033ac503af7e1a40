package sync

import (
	"sync/atomic"
	"unsafe"
)

// pointer is a *T that is only used atomically. (atomic.Pointer came with Go 1.19.)
type pointer[T any] struct {
	v unsafe.Pointer
}

func (x *pointer[T]) Load() *T     { return (*T)(atomic.LoadPointer(&x.v)) }
func (x *pointer[T]) Store(new *T) { atomic.StorePointer(&x.v, unsafe.Pointer(new)) }
func (x *pointer[T]) Swap(new *T) *T {
	return (*T)(atomic.SwapPointer(&x.v, unsafe.Pointer(new)))
}
func (x *pointer[T]) CompareAndSwap(old, new *T) bool {
	return atomic.CompareAndSwapPointer(&x.v, unsafe.Pointer(old), unsafe.Pointer(new))
}
