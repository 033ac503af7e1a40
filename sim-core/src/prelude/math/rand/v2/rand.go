//go:build go1.22

// Package rand, version 2: random numbers. Since Go 1.22.
//
// A number from a top-level function is a choice of the run, recorded in its
// schedule. All numbers of a given seed are Go's.
package rand

import (
	"errors"
	"math/bits"
)

// choose (SyncOp::Choose) is any word; chooseBelow (SyncOp::ChooseN) any below n.
func choose() uint64
func chooseBelow(n uint64) uint64

type Source interface {
	Uint64() uint64
}

// PCG is a linear congruential generator of 128 bits, of which a part is scattered
// (O'Neill's PCG-DXSM).
type PCG struct {
	hi, lo uint64
}

func NewPCG(seed1, seed2 uint64) *PCG { return &PCG{seed1, seed2} }

func (p *PCG) Seed(seed1, seed2 uint64) { p.hi, p.lo = seed1, seed2 }

func (p *PCG) Uint64() uint64 {
	const (
		factorHi, factorLo = 2549297995355413924, 4865540595714422341
		addHi, addLo       = 6364136223846793005, 1442695040888963407
	)
	oldHi, oldLo := p.hi, p.lo
	hi, lo := bits.Mul64(oldLo, factorLo)
	hi += oldHi*factorLo + oldLo*factorHi
	lo, carry := bits.Add64(lo, addLo, 0)
	hi, _ = bits.Add64(hi, addHi, carry)
	p.hi, p.lo = hi, lo
	hi ^= hi >> 32
	hi *= 0xda942042e4dd58b5
	hi ^= hi >> 48
	return hi * (lo | 1)
}

func (p *PCG) MarshalBinary() ([]byte, error) { return p.appendBinary(nil), nil }

func (p *PCG) appendBinary(b []byte) []byte {
	return appendWord(appendWord(append(b, "pcg:"...), p.hi), p.lo)
}

func (p *PCG) UnmarshalBinary(data []byte) error {
	if len(data) != 20 || string(data[:4]) != "pcg:" {
		return errors.New("invalid PCG encoding")
	}
	p.hi, p.lo = word(data[4:]), word(data[12:])
	return nil
}

// appendWord and word write and read eight bytes, highest first.
func appendWord(b []byte, w uint64) []byte {
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(w>>shift))
	}
	return b
}

func word(b []byte) (w uint64) {
	for _, c := range b[:8] {
		w = w<<8 | uint64(c)
	}
	return w
}

// Rand makes numbers of all kinds out of a Source's.
type Rand struct {
	src Source
}

func New(src Source) *Rand { return &Rand{src} }

func (r *Rand) Uint64() uint64 { return r.src.Uint64() }
func (r *Rand) Int64() int64   { return int64(r.Uint64() << 1 >> 1) }
func (r *Rand) Uint32() uint32 { return uint32(r.Uint64() >> 32) }
func (r *Rand) Int32() int32   { return int32(r.Uint64() >> 33) }
func (r *Rand) Int() int       { return int(r.Int64()) }
func (r *Rand) Uint() uint     { return uint(r.Uint64()) }

// below is the high word of a number times n; those whose low word would make
// small results more likely are drawn again.
func (r *Rand) below(n uint64) uint64 {
	if n&(n-1) == 0 {
		return r.Uint64() & (n - 1)
	}
	hi, lo := bits.Mul64(r.Uint64(), n)
	if lo < n {
		for least := -n % n; lo < least; {
			hi, lo = bits.Mul64(r.Uint64(), n)
		}
	}
	return hi
}

// check panics unless ok: an argument is out of range.
func check(ok bool, name string) {
	if !ok {
		panic("invalid argument to " + name)
	}
}

func (r *Rand) Int64N(n int64) int64 {
	check(n > 0, "Int64N")
	return int64(r.below(uint64(n)))
}

func (r *Rand) Uint64N(n uint64) uint64 {
	check(n > 0, "Uint64N")
	return r.below(n)
}

func (r *Rand) Int32N(n int32) int32 {
	check(n > 0, "Int32N")
	return int32(r.below(uint64(n)))
}

func (r *Rand) Uint32N(n uint32) uint32 {
	check(n > 0, "Uint32N")
	return uint32(r.below(uint64(n)))
}

func (r *Rand) IntN(n int) int {
	check(n > 0, "IntN")
	return int(r.below(uint64(n)))
}

func (r *Rand) UintN(n uint) uint {
	check(n > 0, "UintN")
	return uint(r.below(uint64(n)))
}

func (r *Rand) Float64() float64 { return float64(r.Uint64()<<11>>11) / (1 << 53) }
func (r *Rand) Float32() float32 { return float32(r.Uint32()<<8>>8) / (1 << 24) }

func (r *Rand) Perm(n int) []int { return perm(n, r.below) }

func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	check(n >= 0, "Shuffle")
	shuffle(n, r.below, swap)
}

func perm(n int, below func(n uint64) uint64) []int {
	p := make([]int, n)
	for i := range p {
		p[i] = i
	}
	shuffle(n, below, func(i, j int) { p[i], p[j] = p[j], p[i] })
	return p
}

func shuffle(n int, below func(n uint64) uint64, swap func(i, j int)) {
	for i := n - 1; i > 0; i-- {
		swap(i, int(below(uint64(i+1))))
	}
}
