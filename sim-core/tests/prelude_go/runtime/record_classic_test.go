//go:build !go1.24

package runtime

import (
	"math/rand"
	"reflect"
	"sort"
	"strings"
	"testing"

	"weft/prelude/vectors"
)

// TestRecord writes fresh traces of classic maps.
func TestRecord(t *testing.T) {
	defer func(v int) { version = v }(version)
	version = 23
	kinds := mapKinds()
	names := make([]string, 0, len(kinds))
	for name := range kinds {
		names = append(names, name)
	}
	sort.Strings(names)
	vectors.Record(t, "classicmap", version, freshTraces, func(id int, rng *rand.Rand) any {
		name := names[id%len(names)]
		key, elem, _ := strings.Cut(name, " ")
		tr := &mapTrace{ID: id, Name: "fresh", Key: key, Elem: elem, Every: 1, Seed: rng.Uint32()}
		if rng.Intn(2) == 0 {
			tr.Hint = rng.Intn(60)
		}
		kinds[name].record(t, tr, rng)
		return tr
	})
}

func (k kind[K, V]) record(t *testing.T, tr *mapTrace, rng *rand.Rand) {
	r := &replayer[K, V]{kind: k, t: t, tr: tr, its: map[int]hiter[K, V]{}}
	seed, poor := tr.Seed, rng.Intn(3) == 0
	hashOf = func(key any) uintptr { return freshHash(k.id(key.(K)), uint64(seed), poor) }
	arrayLen = map[any]int{}
	defer func() { hashOf, choices = nil, nil }()
	tr.BSize, tr.Ptrs = bucketSize[K, V](), bucketHasPointers[K, V]()
	tr.IndK, tr.IndE = sizeof[K]() > 128, sizeof[V]() > 128
	choices = []uint64{uint64(seed)}
	r.h = makemap[K, V](tr.Hint)
	tr.Init = r.state()
	r.last = tr.Init
	for _, s := range script(rng) {
		op := mapOp{Op: s.op}
		next := rng.Uint32()
		choices = []uint64{uint64(next)}
		r.recordStep(s, &op)
		if len(choices) == 0 && s.op != "iter" {
			op.Reseed = &next
			seed = next
		}
		if now := r.state(); !reflect.DeepEqual(now, r.last) {
			op.S, r.last = now, now
		}
		tr.Ops = append(tr.Ops, op)
	}
	tr.Final = r.left()
}

func (r *replayer[K, V]) recordStep(s step, op *mapOp) {
	key := r.key(s.k)
	if s.op == "set" || s.op == "get" || s.op == "del" {
		op.K, op.H = &s.k, hexText(uint64(hashOf(key)))
	}
	switch s.op {
	case "set":
		op.V = &s.v
		*mapassign(r.h, key) = r.elem(s.v)
	case "get":
		v, ok := mapaccess2(r.h, key)
		op.V, op.OK = pointerTo(r.value(*v)), &ok
	case "del":
		mapdelete(r.h, key)
	case "clear":
		mapclear(r.h)
	case "iter":
		op.It, op.OK = &s.it, pointerTo(r.h.count > 0)
		if *op.OK {
			it := mapiterstart(r.h)
			r.its[s.it] = it
			op.Start, op.Off = it.startBucket, uintptr(it.offset)
		}
	case "next":
		it := r.its[s.it]
		if it.h != nil {
			it = mapiternext(it)
		}
		op.It, op.OK = &s.it, pointerTo(it.key != nil)
		if it.key != nil {
			op.K, op.V = pointerTo(r.id(*it.key)), pointerTo(r.value(*it.elem))
		} else {
			it.h = nil
		}
		r.its[s.it] = it
	}
}

func (r *replayer[K, V]) left() [][2]int64 {
	left := [][2]int64{}
	choices = []uint64{0}
	for it := mapiterinit(r.h); it.key != nil; it = mapiternext(it) {
		left = append(left, [2]int64{int64(r.id(*it.key)), r.value(*it.elem)})
	}
	sort.Slice(left, func(i, j int) bool { return left[i][0] < left[j][0] })
	return left
}
