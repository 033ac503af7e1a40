// Package rand: random numbers.
//
// A number from a top-level function is a choice of the run, recorded in its
// schedule like every other choice, unless Seed was called. A Rand draws from its
// Source. All numbers of a given seed are Go's.
package rand

import (
	"sync"
	"sync/atomic"
)

// choose (SyncOp::Choose) is any word; chooseBelow (SyncOp::ChooseN) any below n.
func choose() uint64
func chooseBelow(n uint64) uint64

type Source interface {
	Int63() int64
	Seed(seed int64)
}

type Source64 interface {
	Source
	Uint64() uint64
}

// rngSource is an additive lagged Fibonacci generator (Mitchell and Reeds): each
// word is the sum of the words 607 and 273 before it. The 607 words before the first
// come from the seed, each when it is needed.
type rngSource struct {
	seed   int64
	drawn  int
	recent [607]int64 // the word drawn n-th at n mod 607
}

// firstWord is a word that the generator of a seed starts from: the one that Go
// keeps at that place.
func firstWord(seed int64, at int) int64

func NewSource(seed int64) Source { return &rngSource{seed: seed} }

func (s *rngSource) Seed(seed int64) { s.seed, s.drawn = seed, 0 }
func (s *rngSource) Int63() int64    { return int64(s.Uint64() & (1<<63 - 1)) }

func (s *rngSource) Uint64() uint64 {
	n := s.drawn
	at := n % len(s.recent)
	var far, near int64
	if n < len(s.recent) {
		far = firstWord(s.seed, (len(s.recent)+333-n)%len(s.recent))
	} else {
		far = s.recent[at]
	}
	if n < 273 {
		near = firstWord(s.seed, 606-n)
	} else {
		near = s.recent[(n+334)%len(s.recent)]
	}
	far += near
	s.drawn = n + 1
	s.recent[at] = far
	return uint64(far)
}

// choices is the Source of the top-level functions before Seed.
type choices struct{}

func (choices) Seed(int64)     {}
func (choices) Int63() int64   { return int64(chooseBelow(1 << 63)) }
func (choices) Uint64() uint64 { return choose() }

// global is what the top-level functions use once seeded is set, one at a time.
var (
	seeded uint32
	lock   sync.Mutex
	global *Rand
)

// with calls f with the seeded generator, and reports whether there is one.
func with(f func(r *Rand)) bool {
	if atomic.LoadUint32(&seeded) == 0 {
		return false
	}
	lock.Lock()
	defer lock.Unlock()
	f(global)
	return true
}

// below is a number below n, as a choice or else from the seeded generator by f.
func below(n uint64, f func(r *Rand) int64) (v int64) {
	if !with(func(r *Rand) { v = f(r) }) {
		v = int64(chooseBelow(n))
	}
	return v
}

func Int63() int64   { return below(1<<63, (*Rand).Int63) }
func Int31() int32   { return int32(below(1<<31, func(r *Rand) int64 { return int64(r.Int31()) })) }
func Uint32() uint32 { return uint32(below(1<<32, func(r *Rand) int64 { return int64(r.Uint32()) })) }
func Int() int       { return int(Int63()) }

func Uint64() (v uint64) {
	if !with(func(r *Rand) { v = r.Uint64() }) {
		v = choose()
	}
	return v
}

func Int63n(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int63n")
	}
	return below(uint64(n), func(r *Rand) int64 { return r.Int63n(n) })
}

func Int31n(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int31n")
	}
	return int32(below(uint64(n), func(r *Rand) int64 { return int64(r.Int31n(n)) }))
}

func Intn(n int) int {
	if n <= 0 {
		panic("invalid argument to Intn")
	}
	return int(below(uint64(n), func(r *Rand) int64 { return int64(r.Intn(n)) }))
}

func Float64() (v float64) {
	if !with(func(r *Rand) { v = r.Float64() }) {
		v = float64(chooseBelow(1<<53)) / (1 << 53)
	}
	return v
}

func Float32() (v float32) {
	if !with(func(r *Rand) { v = r.Float32() }) {
		v = float32(chooseBelow(1<<24)) / (1 << 24)
	}
	return v
}

func NormFloat64() (v float64) {
	if !with(func(r *Rand) { v = r.NormFloat64() }) {
		v = New(choices{}).NormFloat64()
	}
	return v
}

func ExpFloat64() (v float64) {
	if !with(func(r *Rand) { v = r.ExpFloat64() }) {
		v = New(choices{}).ExpFloat64()
	}
	return v
}

func Perm(n int) (p []int) {
	if !with(func(r *Rand) { p = r.Perm(n) }) {
		p = perm(n, func(n int) int { return int(chooseBelow(uint64(n))) })
	}
	return p
}

func Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	if !with(func(r *Rand) { r.Shuffle(n, swap) }) {
		shuffle(n, func(n int) int { return int(chooseBelow(uint64(n))) }, swap)
	}
}

func perm(n int, below func(n int) int) []int {
	p := make([]int, n)
	for i := range p {
		j := below(i + 1)
		p[i] = p[j]
		p[j] = i
	}
	return p
}

func shuffle(n int, below func(n int) int, swap func(i, j int)) {
	for i := n - 1; i > 0; i-- {
		swap(i, below(i+1))
	}
}

// Read fills p with bytes of the seeded generator, or else each by a choice.
func Read(p []byte) (n int, err error) {
	if !with(func(r *Rand) { r.Read(p) }) {
		for i := range p {
			p[i] = byte(chooseBelow(256))
		}
	}
	return len(p), nil
}

// Rand makes numbers of all kinds out of a Source's, in Go's way, so that a Source
// of the program's own gives what it gives there.
type Rand struct {
	src Source
	s64 Source64 // the same, if it can

	bytes     int64 // of the number that Read is using up
	bytesLeft int
}

func New(src Source) *Rand {
	s64, _ := src.(Source64)
	return &Rand{src: src, s64: s64}
}

func (r *Rand) Int63() int64   { return r.src.Int63() }
func (r *Rand) Uint32() uint32 { return uint32(r.Int63() >> 31) }
func (r *Rand) Int31() int32   { return int32(r.Int63() >> 32) }
func (r *Rand) Int() int       { return int(r.Int63()) }

// Seed also forgets what Read has left over.
func (r *Rand) Seed(seed int64) {
	r.src.Seed(seed)
	r.bytesLeft = 0
}

func (r *Rand) Uint64() uint64 {
	if s := r.s64; s != nil {
		return s.Uint64()
	}
	return uint64(r.Int63())>>31 | uint64(r.Int63())<<32
}

// Int63n takes the remainder of a number below the largest multiple of n.
func (r *Rand) Int63n(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int63n")
	}
	if n&(n-1) == 0 {
		return r.Int63() & (n - 1)
	}
	end := 1<<63 - uint64(1<<63)%uint64(n)
	v := r.Int63()
	for uint64(v) >= end {
		v = r.Int63()
	}
	return v % n
}

func (r *Rand) Int31n(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int31n")
	}
	if n&(n-1) == 0 {
		return r.Int31() & (n - 1)
	}
	end := 1<<31 - uint32(1<<31)%uint32(n)
	v := r.Int31()
	for uint32(v) >= end {
		v = r.Int31()
	}
	return v % n
}

func (r *Rand) Intn(n int) int {
	if n <= 0 {
		panic("invalid argument to Intn")
	}
	if n <= 1<<31-1 {
		return int(r.Int31n(int32(n)))
	}
	return int(r.Int63n(int64(n)))
}

// scaled is a number below n by Lemire's multiplication, which Perm and Shuffle use.
func (r *Rand) scaled(n int) int {
	size := uint32(n)
	product := uint64(r.Uint32()) * uint64(size)
	if low := uint32(product); low < size {
		for least := -size % size; low < least; low = uint32(product) {
			product = uint64(r.Uint32()) * uint64(size)
		}
	}
	return int(product >> 32)
}

// Float64 divides a number of 63 bits, and draws again if that rounds up to 1.
func (r *Rand) Float64() float64 {
	for {
		if f := float64(r.Int63()) / (1 << 63); f != 1 {
			return f
		}
	}
}

func (r *Rand) Float32() float32 {
	for {
		if f := float32(r.Float64()); f != 1 {
			return f
		}
	}
}

func (r *Rand) Perm(n int) []int { return perm(n, r.Intn) }

func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	i := n - 1
	for ; i > 1<<31-1-1; i-- {
		swap(i, int(r.Int63n(int64(i+1))))
	}
	for ; i > 0; i-- {
		swap(i, r.scaled(i+1))
	}
}

// Read fills p, with seven bytes of each number, and never fails.
func (r *Rand) Read(p []byte) (n int, err error) {
	for i := range p {
		if r.bytesLeft == 0 {
			r.bytes, r.bytesLeft = r.Int63(), 7
		}
		p[i] = byte(r.bytes)
		r.bytes >>= 8
		r.bytesLeft--
	}
	return len(p), nil
}
