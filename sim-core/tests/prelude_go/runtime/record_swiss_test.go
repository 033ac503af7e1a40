//go:build go1.24

package runtime

import (
	"math/rand"
	"reflect"
	"sort"
	"strings"
	"testing"

	"weft/prelude/vectors"
)

// TestRecord writes fresh traces of Swiss maps.
func TestRecord(t *testing.T) {
	defer func(v int) { version = v }(version)
	version = 27
	kinds := swissKinds()
	names := make([]string, 0, len(kinds))
	for name := range kinds {
		names = append(names, name)
	}
	sort.Strings(names)
	vectors.Record(t, "swissmap", version, freshTraces, func(id int, rng *rand.Rand) any {
		name := names[id%len(names)]
		key, elem, _ := strings.Cut(name, " ")
		tr := &swissTrace{ID: id, Name: "fresh", Key: key, Elem: elem, Every: 1, Seed: hexText(rng.Uint64() >> 1)}
		if rng.Intn(2) == 0 {
			tr.Hint = rng.Intn(60)
		}
		kinds[name].record(t, tr, rng)
		return tr
	})
}

func (k swissKind[K, V]) record(t *testing.T, tr *swissTrace, rng *rand.Rand) {
	r := &swissReplayer[K, V]{kind: kind[K, V](k), t: t, tr: tr, its: map[int]hiter[K, V]{}}
	seed, poor := number(t, tr.Seed), rng.Intn(3) == 0
	hashOf = func(key any) uintptr { return freshHash(k.id(key.(K)), seed, poor) }
	defer func() { hashOf, choices = nil, nil }()
	if tr.Path = "general"; fastKey[K, V]() {
		tr.Path = "fast"
	}
	tr.IndK, tr.IndE = sizeof[K]() > 128, sizeof[V]() > 128
	choices = []uint64{seed}
	r.m = makemap[K, V](tr.Hint)
	tr.Init = r.state()
	r.last = tr.Init
	for _, s := range script(rng) {
		op := swissOp{Op: s.op}
		next := rng.Uint64()
		choices = []uint64{next}
		r.recordStep(s, &op, rng)
		if len(choices) == 0 && s.op != "iter" {
			op.Reseed = hexText(next)
			seed = next
		}
		if now := r.state(); !reflect.DeepEqual(now, r.last) {
			op.S, r.last = now, now
		}
		tr.Ops = append(tr.Ops, op)
	}
	tr.Final = r.left()
}

func (r *swissReplayer[K, V]) recordStep(s step, op *swissOp, rng *rand.Rand) {
	key := r.key(s.k)
	if s.op == "set" || s.op == "get" || s.op == "del" {
		op.K, op.H = &s.k, hexText(uint64(hashOf(key)))
	}
	switch s.op {
	case "set":
		op.V = &s.v
		*mapassign(r.m, key) = r.elem(s.v)
	case "get":
		v, ok := mapaccess2(r.m, key)
		op.V, op.OK = pointerTo(r.value(*v)), &ok
	case "del":
		mapdelete(r.m, key)
	case "clear":
		mapclear(r.m)
	case "iter":
		op.It, op.OK = &s.it, pointerTo(r.m.used > 0)
		if *op.OK {
			choices = []uint64{rng.Uint64(), rng.Uint64()}
			it := mapiterstart(r.m)
			r.its[s.it] = it
			op.EO, op.DO = hexText(it.entryOffset), hexText(it.dirOffset)
		}
	case "next":
		it := r.its[s.it]
		if it.m != nil {
			it = mapiternext(it)
		}
		op.It, op.OK = &s.it, pointerTo(it.key != nil)
		if it.key != nil {
			op.K, op.V = pointerTo(r.id(*it.key)), pointerTo(r.value(*it.elem))
		} else {
			it.m = nil
		}
		r.its[s.it] = it
	}
}

func (r *swissReplayer[K, V]) left() [][2]int64 {
	left := [][2]int64{}
	for it := mapiterinit(r.m); it.key != nil; it = mapiternext(it) {
		left = append(left, [2]int64{int64(r.id(*it.key)), r.value(*it.elem)})
	}
	sort.Slice(left, func(i, j int) bool { return left[i][0] < left[j][0] })
	return left
}
