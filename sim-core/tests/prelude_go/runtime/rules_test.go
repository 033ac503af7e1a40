package runtime

import (
	"math"
	"math/rand"
	"testing"
)

// mixed is a hash for tests that have none recorded; poor makes most keys
// collide. NaN hashes at random, as in Go.
func mixed(rng *rand.Rand, poor bool) func(key any) uintptr {
	return func(key any) uintptr {
		f := key.(float64)
		x := math.Float64bits(f)
		if f != f {
			x = rng.Uint64()
		}
		x = (x ^ x>>31) * 0x9e3779b97f4a7c15
		x ^= x >> 29
		if poor {
			x &= 0xff00000000000003
		}
		return uintptr(x)
	}
}

// TestAgainstGo does random operations on a map of the prelude and on one of
// Go's, and compares what they hold.
func TestAgainstGo(t *testing.T) {
	defer func() { hashOf = nil }()
	for seed := int64(0); seed < 300; seed++ {
		rng := rand.New(rand.NewSource(seed))
		hashOf = mixed(rng, seed%3 == 0)
		h, m := makemap[float64, int](rng.Intn(40)), map[float64]int{}
		space := 1 + rng.Intn(150)
		for op := 0; op < 600; op++ {
			k := float64(rng.Intn(space))
			switch p := rng.Intn(100); {
			case p < 55:
				*mapassign(h, k), m[k] = op, op
			case p < 90:
				mapdelete(h, k)
				delete(m, k)
			case p == 99 && op%5 == 0:
				mapclear(h)
				clear(m)
			}
			want, wantOK := m[k]
			if got, ok := mapaccess2(h, k); *got != want || ok != wantOK || entries(h) != len(m) {
				t.Fatalf("seed %d op %d: m[%v] = %v %v of %d, want %v %v of %d", seed, op, k, *got, ok, entries(h), want, wantOK, len(m))
			}
		}
		seen := map[float64]int{}
		for it := mapiterinit(h); it.key != nil; it = mapiternext(it) {
			seen[*it.key] = *it.elem
		}
		if len(seen) != len(m) {
			t.Fatalf("seed %d: %d entries visited, want %d", seed, len(seen), len(m))
		}
	}
}

// TestIterationRules changes maps while it walks over them, through growth of
// both kinds, and checks what the language promises.
func TestIterationRules(t *testing.T) {
	defer func() { hashOf = nil }()
	for seed := int64(0); seed < 2000; seed++ {
		rng := rand.New(rand.NewSource(seed))
		hashOf = mixed(rng, seed%4 == 0)
		h := makemap[float64, int](0)
		n := 1 + rng.Intn(70)
		for k := 0; k < n; k++ {
			*mapassign(h, float64(k)) = k
		}
		for k := 0; k < rng.Intn(n); k++ { // leaves free cells
			mapdelete(h, float64(rng.Intn(n)))
		}
		stays := map[float64]bool{}
		for k := 0; k < n; k++ {
			if _, ok := mapaccess2(h, float64(k)); ok {
				stays[float64(k)] = true
			}
		}
		checkWalk(t, seed, rng, h, n, stays)
	}
}

func checkWalk(t *testing.T, seed int64, rng *rand.Rand, h *hmap[float64, int], n int, stays map[float64]bool) {
	choices = []uint64{rng.Uint64()}
	visits := map[float64]int{}
	gone := map[float64]bool{}
	fresh := float64(n)
	for it := mapiterinit(h); it.key != nil; it = mapiternext(it) {
		k := *it.key
		visits[k]++
		if gone[k] {
			t.Fatalf("seed %d: key %v visited after it was deleted", seed, k)
		}
		if visits[k] > 1 {
			t.Fatalf("seed %d: key %v visited twice", seed, k)
		}
		if v, _ := mapaccess2(h, k); v != it.elem {
			t.Fatalf("seed %d: key %v: the iterator has a stale element", seed, k)
		}
		for i := rng.Intn(5); i > 0 && fresh < 400; i-- {
			if rng.Intn(3) == 0 {
				d := float64(rng.Intn(n))
				mapdelete(h, d)
				delete(stays, d)
				gone[d] = true
			} else {
				*mapassign(h, fresh) = 0
				fresh++
			}
		}
	}
	for k := range stays {
		if visits[k] != 1 {
			t.Fatalf("seed %d: key %v visited %d times", seed, k, visits[k])
		}
	}
}

// TestNaN has keys that are not equal to themselves: each is an entry of its own
// that can be visited, once, but neither found nor deleted.
func TestNaN(t *testing.T) {
	defer func() { hashOf = nil }()
	for seed := int64(0); seed < 500; seed++ {
		rng := rand.New(rand.NewSource(seed))
		hashOf = mixed(rng, false)
		h := makemap[float64, int](0)
		n := 1 + rng.Intn(60)
		for i := 0; i < n; i++ {
			*mapassign(h, math.NaN()) = i
		}
		mapdelete(h, math.NaN())
		if _, ok := mapaccess2(h, math.NaN()); ok || entries(h) != n {
			t.Fatalf("seed %d: NaN was found, or %d of %d are left", seed, entries(h), n)
		}
		choices = []uint64{rng.Uint64()}
		visits := map[int]int{}
		for it := mapiterinit(h); it.key != nil; it = mapiternext(it) {
			if *it.elem < n {
				visits[*it.elem]++
			}
			if entries(h) < 4*n { // grow meanwhile
				*mapassign(h, math.NaN()) = n
			}
		}
		for i := 0; i < n; i++ {
			if visits[i] != 1 {
				t.Fatalf("seed %d: entry %d of %d visited %d times", seed, i, n, visits[i])
			}
		}
	}
}

// TestFatal has the three ways in which a writer is noticed, and the nil map.
func TestFatal(t *testing.T) {
	defer func() { hashOf = nil }()
	hashOf = mixed(rand.New(rand.NewSource(1)), false)
	h := makemap[float64, int](0)
	*mapassign(h, 1) = 1
	walk := mapiterinit(h)
	startWriting(h)
	const read, write, iterate = "concurrent map read and map write", "concurrent map writes", "concurrent map iteration and map write"
	for _, c := range []struct {
		want any
		do   func()
	}{
		{Fatal(read), func() { mapaccess1(h, 1) }},
		{Fatal(read), func() { mapaccess2(h, 1) }},
		{Fatal(write), func() { mapassign(h, 2) }},
		{Fatal(write), func() { mapdelete(h, 1) }},
		{Fatal(write), func() { mapclear(h) }},
		{Fatal(iterate), func() { mapiternext(walk) }},
		{plainError{"assignment to entry in nil map"}, func() { mapassign[float64, int](nil, 1) }},
	} {
		func() {
			defer func() {
				if got := recover(); got != c.want {
					t.Errorf("got %v, want %v", got, c.want)
				}
			}()
			c.do()
		}()
	}
	if v, ok := mapaccess2[float64, int](nil, 1); *v != 0 || ok {
		t.Error("something was found in a nil map")
	}
	mapdelete[float64, int](nil, 1)
	mapclear[float64, int](nil)
	if it := mapiterinit[float64, int](nil); it.key != nil {
		t.Error("something was visited in a nil map")
	}
}
