// Package hash: what hash functions have in common.
package hash

import "io"

// Hash computes a checksum of what is written to it; Write never fails.
type Hash interface {
	io.Writer

	// Sum appends the checksum of what has been written to b.
	Sum(b []byte) []byte

	Reset()
	Size() int
	BlockSize() int
}

// Hash32 has a checksum of 32 bits.
type Hash32 interface {
	Hash
	Sum32() uint32
}

// Hash64 has a checksum of 64 bits.
type Hash64 interface {
	Hash
	Sum64() uint64
}
