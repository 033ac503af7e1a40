// Package runtime compiles the prelude with a real Go toolchain.
//
// The prelude's own files are laid over this folder by ../overlay.json; this
// file stands in for intrinsics.go. Run, in the folder above,
//
//	go test -vet=off -overlay overlay.json ./...
//
// The tests then compare the prelude with vectors of the real runtime. As in Weft,
// the Go version decides which kind of map is compiled: the bucket array up to
// 1.23, Swiss tables from 1.24 on.
package runtime

import (
	"reflect"
	"unsafe"
)

// Fatal is what throw panics with, so that a test can tell it from a panic of
// the program.
type Fatal string

// What a test sets before it calls the prelude.
var (
	version  = 23
	hashOf   func(key any) uintptr // recorded hashes
	choices  []uint64              // random numbers to come
	arrayLen = map[any]int{}       // first element -> length, of every array made
)

func hash[K any](k K, seed uintptr) uintptr {
	if hashOf == nil {
		return 0
	}
	return hashOf(k)
}

func equal[K any](a, b K) bool { return any(a) == any(b) }

func reflexive[K any]() bool {
	return selfEqual(reflect.TypeFor[K]())
}

func selfEqual(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Float32, reflect.Float64, reflect.Complex64, reflect.Complex128, reflect.Interface:
		return false
	case reflect.Array:
		return selfEqual(t.Elem())
	case reflect.Struct:
		for i := 0; i < t.NumField(); i++ {
			if !selfEqual(t.Field(i).Type) {
				return false
			}
		}
	}
	return true
}

func checkKey[K any](k K) { hash(k, 0) }

func needKeyUpdate[K any]() bool {
	return !reflexive[K]() || reflect.TypeFor[K]().Kind() == reflect.String
}

func sizeof[T any]() uintptr { return reflect.TypeFor[T]().Size() }

func hasPointers[T any]() bool { return pointersIn(reflect.TypeFor[T]()) }

func pointersIn(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Array:
		return t.Len() > 0 && pointersIn(t.Elem())
	case reflect.Struct:
		for i := 0; i < t.NumField(); i++ {
			if pointersIn(t.Field(i).Type) {
				return true
			}
		}
		return false
	case reflect.String, reflect.Slice, reflect.Map, reflect.Chan, reflect.Func,
		reflect.Interface, reflect.Pointer, reflect.UnsafePointer:
		return true
	}
	return false
}

func goVersion() int { return version }

func fastrand64() uint64 {
	if len(choices) == 0 {
		return 0
	}
	c := choices[0]
	choices = choices[1:]
	return c
}

func newArray[T any](n int) *T {
	p := unsafe.SliceData(make([]T, n))
	if hashOf != nil {
		arrayLen[p] = n
	}
	return p
}

func index[T any](p *T, i int) *T {
	return (*T)(unsafe.Add(unsafe.Pointer(p), uintptr(i)*unsafe.Sizeof(*p)))
}

func distance[T any](from, to *T) int {
	size := int(unsafe.Sizeof(*from))
	if size == 0 {
		return 0
	}
	return (int(uintptr(unsafe.Pointer(to))) - int(uintptr(unsafe.Pointer(from)))) / size
}

func zeroVal[T any]() *T { return new(T) }

func makeSlice[T any](p *T, len, cap int) []T { return unsafe.Slice(p, cap)[:len] }

func sliceData[T any](s []T) *T { return unsafe.SliceData(s) }

func atomicOr8(p *uint8, bits uint8) { *p |= bits }

func storeByte(p *uint64, i int, b uint8) {
	*p = *p&^(0xff<<(8*i)) | uint64(b)<<(8*i)
}

func plainMemory[K any]() bool {
	switch reflect.TypeFor[K]().Kind() {
	case reflect.Float32, reflect.Float64, reflect.Complex64, reflect.Complex128,
		reflect.String, reflect.Interface, reflect.Struct, reflect.Array:
		return false // of structs and arrays some are; no vector has one of 4 or 8 bytes
	}
	return true
}

func throw(s string) { panic(Fatal(s)) }

// The values of run-time panics, as in public.go.
type errorString struct{ text string }
type plainError struct{ text string }

func raceRead[T any](p *T, what string)  {}
func raceWrite[T any](p *T, what string) {}

func raceReadRange[T any](p *T, n int, what string)  {}
func raceWriteRange[T any](p *T, n int, what string) {}
