//go:build !go1.24

package runtime

import (
	"encoding/hex"
	"encoding/json"
	"math/rand"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"weft/prelude/vectors"
)

type mapTrace struct {
	ID    int        `json:"id"`
	Name  string     `json:"name"`
	Key   string     `json:"key"`
	Elem  string     `json:"elem"`
	Ptrs  bool       `json:"ptrs"`
	IndK  bool       `json:"indk"`
	IndE  bool       `json:"inde"`
	BSize uintptr    `json:"bsize"`
	Hint  int        `json:"hint"`
	Every int        `json:"every"`
	Seed  uint32     `json:"seed"`
	Init  *mapState  `json:"init"`
	Ops   []mapOp    `json:"ops"`
	Final [][2]int64 `json:"final"`
}

type mapState struct {
	C  int      `json:"c"`
	F  uint8    `json:"f"`
	B  uint8    `json:"B"`
	No uint16   `json:"no"`
	Ne uintptr  `json:"ne"`
	Nx int      `json:"nx"`
	Nt int      `json:"nt"`
	Bs []string `json:"b"`
	O  []string `json:"o"`
}

// UnmarshalJSON keeps encoding/json from taking "B" for "b".
func (s *mapState) UnmarshalJSON(data []byte) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		return err
	}
	for name, to := range map[string]any{"c": &s.C, "f": &s.F, "B": &s.B, "no": &s.No, "ne": &s.Ne,
		"nx": &s.Nx, "nt": &s.Nt, "b": &s.Bs, "o": &s.O} {
		if err := json.Unmarshal(fields[name], to); err != nil {
			return err
		}
	}
	return nil
}

type mapOp struct {
	Op     string    `json:"op"`
	It     *int      `json:"it,omitempty"`
	K      *int      `json:"k,omitempty"`
	V      *int64    `json:"v,omitempty"`
	H      string    `json:"h,omitempty"`
	OK     *bool     `json:"ok,omitempty"`
	Start  uintptr   `json:"start"`
	Off    uintptr   `json:"off"`
	Reseed *uint32   `json:"reseed,omitempty"`
	S      *mapState `json:"s,omitempty"`
}

// mapKind is what can be done with one type of map.
type mapKind interface {
	replay(*testing.T, *mapTrace) int
	record(*testing.T, *mapTrace, *rand.Rand)
}

func mapKinds() map[string]mapKind {
	i64 := func(id int) int64 { return int64(id) }
	ofI64 := func(k int64) int { return int(k) }
	same := func(v int64) int64 { return v }
	i32 := func(v int64) int32 { return int32(v) }
	ofI32 := func(v int32) int64 { return int64(v) }
	type arr = [3]int64
	type big = [17]int64
	type bigKey = [20]int64
	return map[string]mapKind{
		"int64 int64": kind[int64, int64]{i64, ofI64, same, same},
		"int32 int32": kind[int32, int32]{func(id int) int32 { return int32(id) }, func(k int32) int { return int(k) }, i32, ofI32},
		"string int64": kind[string, int64]{func(id int) string { return "key-" + strconv.Itoa(id) },
			func(k string) int { n, _ := strconv.Atoi(k[4:]); return n }, same, same},
		"[3]int64 int64":  kind[arr, int64]{func(id int) arr { return arr{int64(id)} }, func(k arr) int { return int(k[0]) }, same, same},
		"int64 [17]int64": kind[int64, big]{i64, ofI64, func(v int64) big { return big{3: v} }, func(v big) int64 { return v[3] }},
		"[20]int64 int32": kind[bigKey, int32]{func(id int) bigKey { return bigKey{int64(id)} }, func(k bigKey) int { return int(k[0]) }, i32, ofI32},
	}
}

// TestClassicmap replays every trace and compares the whole structure after
// every operation.
func TestClassicmap(t *testing.T) {
	kinds := mapKinds()
	ops, traces := 0, 0
	vectors.Each(t, "classicmap", func(file string, goMinor int, line []byte) {
		version = goMinor
		var tr mapTrace
		if err := json.Unmarshal(line, &tr); err != nil {
			t.Fatal(err)
		}
		kind := kinds[tr.Key+" "+tr.Elem]
		if kind == nil {
			t.Fatalf("%s: trace %d has map[%s]%s: add it to mapKinds", file, tr.ID, tr.Key, tr.Elem)
		}
		ops += kind.replay(t, &tr)
		traces++
	})
	t.Logf("classicmap: %d operations of %d traces compared", ops, traces)
}

// replayer runs one trace.
type replayer[K comparable, V any] struct {
	kind[K, V]
	t    *testing.T
	tr   *mapTrace
	h    *hmap[K, V]
	its  map[int]hiter[K, V]
	hash map[int]uintptr
	last *mapState
}

func (k kind[K, V]) replay(t *testing.T, tr *mapTrace) int {
	r := &replayer[K, V]{kind: k, t: t, tr: tr, its: map[int]hiter[K, V]{}, hash: map[int]uintptr{}}
	hashOf = func(key any) uintptr {
		h, ok := r.hash[k.id(key.(K))]
		if !ok {
			t.Fatalf("trace %d: no hash recorded for key %v", tr.ID, key)
		}
		return h
	}
	arrayLen = map[any]int{}
	defer func() { hashOf = nil }()
	if got := bucketSize[K, V](); got != tr.BSize {
		t.Fatalf("trace %d: bucket size %d, want %d", tr.ID, got, tr.BSize)
	}
	if got := bucketHasPointers[K, V](); got != tr.Ptrs {
		t.Fatalf("trace %d: bucket has pointers %v, want %v", tr.ID, got, tr.Ptrs)
	}
	choices = []uint64{uint64(tr.Seed)}
	r.h = makemap[K, V](tr.Hint)
	r.last = tr.Init
	r.compare(-1, tr.Init)
	for n := range tr.Ops {
		r.operation(n, &tr.Ops[n])
	}
	r.final()
	return len(tr.Ops)
}

func (r *replayer[K, V]) operation(n int, op *mapOp) {
	if op.H != "" {
		h, err := strconv.ParseUint(op.H, 16, 64)
		if err != nil {
			r.t.Fatal(err)
		}
		r.hash[*op.K] = uintptr(h)
	}
	choices = nil
	if op.Reseed != nil {
		choices = []uint64{uint64(*op.Reseed)}
	}
	r.perform(n, op)
	if len(choices) != 0 {
		r.t.Fatalf("trace %d op %d: a random number was not asked for", r.tr.ID, n)
	}
	if op.S != nil {
		r.last = op.S
	}
	if r.tr.Every == 1 || op.S != nil {
		r.compare(n, r.last)
	}
}

func (r *replayer[K, V]) perform(n int, op *mapOp) {
	var key K
	if op.K != nil {
		key = r.key(*op.K)
	}
	switch op.Op {
	case "set":
		*mapassign(r.h, key) = r.elem(*op.V)
	case "get":
		v, ok := mapaccess2(r.h, key)
		if ok != *op.OK || r.value(*v) != *op.V || r.value(*mapaccess1(r.h, key)) != r.value(*v) {
			r.t.Fatalf("trace %d op %d: get %d found %v %v", r.tr.ID, n, *op.K, *v, ok)
		}
	case "del":
		mapdelete(r.h, key)
	case "clear":
		mapclear(r.h)
	case "iter":
		if *op.OK {
			choices = []uint64{uint64(op.Start | op.Off<<r.h.B)}
			r.its[*op.It] = mapiterstart(r.h)
		} else {
			r.its[*op.It] = mapiterinit(r.h)
		}
	case "next":
		r.next(n, op)
	default:
		r.t.Fatalf("trace %d op %d: unknown operation %q", r.tr.ID, n, op.Op)
	}
}

func (r *replayer[K, V]) next(n int, op *mapOp) {
	it := r.its[*op.It]
	if it.h != nil {
		it = mapiternext(it)
	}
	if it.key == nil {
		if *op.OK {
			r.t.Fatalf("trace %d op %d: iteration ended before key %d", r.tr.ID, n, *op.K)
		}
		it.h = nil
	}
	r.its[*op.It] = it
	if it.key == nil {
		return
	}
	if !*op.OK || r.id(*it.key) != *op.K || r.value(*it.elem) != *op.V {
		r.t.Fatalf("trace %d op %d: visited %v", r.tr.ID, n, *it.key)
	}
}

func (r *replayer[K, V]) final() {
	if len(r.tr.Final) != r.h.count {
		r.t.Fatalf("trace %d: %d entries left, want %d", r.tr.ID, r.h.count, len(r.tr.Final))
	}
	for _, kv := range r.tr.Final {
		key := r.key(int(kv[0]))
		if v, ok := mapaccess2(r.h, key); !ok || r.value(*v) != kv[1] {
			r.t.Fatalf("trace %d: key %d has %v %v in the end", r.tr.ID, kv[0], *v, ok)
		}
	}
}

func (r *replayer[K, V]) compare(n int, want *mapState) {
	if got := r.state(); !reflect.DeepEqual(got, want) {
		g, _ := json.Marshal(got)
		w, _ := json.Marshal(want)
		r.t.Fatalf("trace %d %s map[%s]%s op %d:\n got %s\nwant %s", r.tr.ID, r.tr.Name, r.tr.Key, r.tr.Elem, n, g, w)
	}
}

func (r *replayer[K, V]) state() *mapState {
	h := r.h
	s := &mapState{C: h.count, F: h.flags, B: h.B, No: h.noverflow, Ne: h.nevacuate, Nx: -1}
	if h.buckets == nil {
		return s
	}
	s.Nt = arrayLen[h.buckets]
	if h.extra != nil && h.extra.nextOverflow != nil {
		s.Nx = distance(h.buckets, h.extra.nextOverflow)
	}
	s.Bs = r.chains(h.buckets, 1<<h.B)
	if h.oldbuckets != nil {
		s.O = r.chains(h.oldbuckets, int(h.noldbuckets()))
	}
	return s
}

func (r *replayer[K, V]) chains(array *bmap[K, V], n int) []string {
	out := make([]string, n)
	for i := range out {
		var parts []string
		for b := index(array, i); b != nil; b = b.overflow {
			parts = append(parts, r.where(array, b, len(parts))+r.bucket(b))
		}
		if out[i] = strings.Join(parts, ">"); out[i] == "0000000000000000:" {
			out[i] = ""
		}
	}
	return out
}

func (r *replayer[K, V]) where(array, b *bmap[K, V], part int) string {
	if part == 0 {
		return ""
	}
	for i := 0; i < arrayLen[array]; i++ {
		if index(array, i) == b {
			return strconv.Itoa(i) + "@"
		}
	}
	return "*@"
}

func (r *replayer[K, V]) bucket(b *bmap[K, V]) string {
	var ids []string
	for i, top := range b.tophash {
		if top >= minTopHash {
			ids = append(ids, strconv.Itoa(r.id(b.keys[i])))
		}
	}
	return hex.EncodeToString(b.tophash[:]) + ":" + strings.Join(ids, ",")
}

func entries[K comparable, V any](h *hmap[K, V]) int { return h.count }

func startWriting[K comparable, V any](h *hmap[K, V]) { h.flags |= hashWriting }
