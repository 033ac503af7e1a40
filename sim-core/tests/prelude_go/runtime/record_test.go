package runtime

import (
	"math/rand"
	"strconv"
)

// Fresh traces: random operations on the prelude's maps as a real Go compiled
// them, with random hashes, written in the form of the vectors, so that Weft's
// own machine can be compared with them. TestRecord does this where WEFT_TRACES
// names a folder; WEFT_SEED varies what is done.

const freshTraces = 48

// step is one operation of a script. A step of an iterator that has not been
// started, or of a map that is empty, is as good as any.
type step struct {
	op    string
	it, k int
	v     int64
}

// script is what happens to one map. Some scripts mostly add, some mostly take
// away, and some walk over the map while it changes.
func script(rng *rand.Rand) []step {
	keys := []int{6, 12, 30, 90, 300}[rng.Intn(5)]
	sets, dels := 40+rng.Intn(40), 10+rng.Intn(30)
	steps := make([]step, 0, 260)
	its := 0
	for n := 60 + rng.Intn(200); n > 0; n-- {
		s := step{k: rng.Intn(keys), v: int64(rng.Intn(100))}
		switch p := rng.Intn(120); {
		case p < sets:
			s.op = "set"
		case p < sets+dels:
			s.op = "del"
		case p < 112:
			s.op = "get"
			if its > 0 && rng.Intn(2) == 0 {
				s.op, s.it = "next", rng.Intn(its)
			}
		case p < 114:
			s.op = "clear"
		default:
			s.op, s.it = "iter", its
			its++
		}
		steps = append(steps, s)
	}
	return steps
}

// freshHash makes a key's hash under a seed; poor ones collide a lot.
func freshHash(id int, seed uint64, poor bool) uintptr {
	x := (uint64(id)*0x9e3779b97f4a7c15 ^ seed) * 0xd6e8feb86659fd93
	x ^= x >> 32
	x *= 0xd6e8feb86659fd93
	x ^= x >> 29
	if poor {
		x &= 0xc000_0000_0000_01c7
	}
	return uintptr(x)
}

func hexText(x uint64) string { return strconv.FormatUint(x, 16) }

func pointerTo[T any](x T) *T { return &x }
