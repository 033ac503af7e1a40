// Package sync compiles the prelude's two kinds of sync.Map with a real Go
// toolchain, as ../runtime does with the maps. This file stands in for the locks,
// which are operations of the machine, and for intrinsics.go.
package sync

import "sync"

type Mutex = sync.Mutex

// What a test sets before it calls the prelude.
var (
	hashOf func(key any) uintptr // of any seed
	seed   uint64                // of the hash: what randomSeed gives
)

func hash[K any](key K, _ uintptr) uintptr { return hashOf(key) }

func randomSeed() uint64 { return seed }
