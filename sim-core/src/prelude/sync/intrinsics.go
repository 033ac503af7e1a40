//go:build go1.24

package sync

// What the hash-trie of map_trie.go needs of the machine: the runtime's hash of a
// key, and a seed, which is a recorded choice.

func hash[K any](key K, seed uintptr) uintptr
func randomSeed() uint64
