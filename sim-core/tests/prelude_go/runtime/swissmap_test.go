//go:build go1.24

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

type swissTrace struct {
	ID     int         `json:"id"`
	Name   string      `json:"name"`
	Key    string      `json:"key"`
	Elem   string      `json:"elem"`
	IndK   bool        `json:"indk"`
	IndE   bool        `json:"inde"`
	Path   string      `json:"path"`
	Hint   int         `json:"hint"`
	Every  int         `json:"every"`
	Seed   string      `json:"seed"`
	Init   *swissState `json:"init"`
	Ops    []swissOp   `json:"ops"`
	Final  [][2]int64  `json:"final"`
	Layout *[5]uint64  `json:"layout,omitempty"`
}

type swissState struct {
	U     uint64       `json:"u"`
	Dl    int          `json:"dl"`
	Gd    uint8        `json:"gd"`
	Gs    uint8        `json:"gs"`
	W     uint8        `json:"w"`
	Tp    bool         `json:"tp"`
	Cs    uint64       `json:"cs"`
	Small *string      `json:"small"`
	Dir   []int        `json:"dir"`
	Tabs  []swissTable `json:"tabs"`
}

type swissTable struct {
	U   uint16   `json:"u"`
	Cap uint16   `json:"cap"`
	Gl  uint16   `json:"gl"`
	Ld  uint8    `json:"ld"`
	Ix  int      `json:"ix"`
	G   []string `json:"g"`
}

type swissOp struct {
	Op     string      `json:"op"`
	It     *int        `json:"it,omitempty"`
	K      *int        `json:"k,omitempty"`
	V      *int64      `json:"v,omitempty"`
	H      string      `json:"h,omitempty"`
	OK     *bool       `json:"ok,omitempty"`
	EO     string      `json:"eo,omitempty"`
	DO     string      `json:"do,omitempty"`
	Reseed string      `json:"reseed,omitempty"`
	S      *swissState `json:"s,omitempty"`
}

// mapKind is what can be done with one type of map.
type mapKind interface {
	replay(*testing.T, *swissTrace) int
	record(*testing.T, *swissTrace, *rand.Rand)
}

func number(t *testing.T, text string) uint64 {
	n, err := strconv.ParseUint(text, 16, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

type swissReplayer[K comparable, V any] struct {
	kind[K, V]
	t    *testing.T
	tr   *swissTrace
	m    *hmap[K, V]
	its  map[int]hiter[K, V]
	hash map[int]uintptr
	last *swissState
}

// TestSwissmap replays every trace and compares the whole structure after every
// operation.
func TestSwissmap(t *testing.T) {
	kinds := swissKinds()
	ops, traces := 0, 0
	vectors.Each(t, "swissmap", func(file string, goMinor int, line []byte) {
		version = goMinor
		var tr swissTrace
		if err := json.Unmarshal(line, &tr); err != nil {
			t.Fatal(err)
		}
		kind := kinds[tr.Key+" "+tr.Elem]
		if kind == nil {
			t.Fatalf("%s: trace %d has map[%s]%s: add it to swissKinds", file, tr.ID, tr.Key, tr.Elem)
		}
		ops += kind.replay(t, &tr)
		traces++
	})
	t.Logf("swissmap: %d operations of %d traces compared", ops, traces)
}

func swissKinds() map[string]mapKind {
	i64 := func(id int) int64 { return int64(id) }
	same := func(v int64) int64 { return v }
	str := func(id int) string { return "key-" + strconv.Itoa(id) }
	unstr := func(k string) int { n, _ := strconv.Atoi(k[4:]); return n }
	type arr = [3]int64
	type big = [17]int64
	type bigKey = [20]int64
	return map[string]mapKind{
		"int64 int64":      swissKind[int64, int64]{i64, func(k int64) int { return int(k) }, same, same},
		"int32 int32":      swissKind[int32, int32]{func(id int) int32 { return int32(id) }, func(k int32) int { return int(k) }, func(v int64) int32 { return int32(v) }, func(v int32) int64 { return int64(v) }},
		"string int64":     swissKind[string, int64]{str, unstr, same, same},
		"[3]int64 int64":   swissKind[arr, int64]{func(id int) arr { return arr{int64(id)} }, func(k arr) int { return int(k[0]) }, same, same},
		"int64 [17]int64":  swissKind[int64, big]{i64, func(k int64) int { return int(k) }, func(v int64) big { return big{3: v} }, func(v big) int64 { return v[3] }},
		"int16 int8":       swissKind[int16, int8]{func(id int) int16 { return int16(id) }, func(k int16) int { return int(k) }, func(v int64) int8 { return int8(v) }, func(v int8) int64 { return int64(v) }},
		"int16 int16":      swissKind[int16, int16]{func(id int) int16 { return int16(id) }, func(k int16) int { return int(k) }, func(v int64) int16 { return int16(v) }, func(v int16) int64 { return int64(v) }},
		"int16 int64":      swissKind[int16, int64]{func(id int) int16 { return int16(id) }, func(k int16) int { return int(k) }, same, same},
		"string [17]int64": swissKind[string, big]{str, unstr, func(v int64) big { return big{3: v} }, func(v big) int64 { return v[3] }},
		"int32 int64":      swissKind[int32, int64]{func(id int) int32 { return int32(id) }, func(k int32) int { return int(k) }, same, same},
		"[20]int64 int64":  swissKind[bigKey, int64]{func(id int) bigKey { return bigKey{int64(id)} }, func(k bigKey) int { return int(k[0]) }, same, same},
		"[20]int64 int32":  swissKind[bigKey, int32]{func(id int) bigKey { return bigKey{int64(id)} }, func(k bigKey) int { return int(k[0]) }, func(v int64) int32 { return int32(v) }, func(v int32) int64 { return int64(v) }},
	}
}

type swissKind[K comparable, V any] kind[K, V]

func (k swissKind[K, V]) replay(t *testing.T, tr *swissTrace) int {
	r := &swissReplayer[K, V]{kind: kind[K, V](k), t: t, tr: tr, its: map[int]hiter[K, V]{}, hash: map[int]uintptr{}}
	hashOf = func(key any) uintptr {
		h, ok := r.hash[k.id(key.(K))]
		if !ok {
			t.Fatalf("trace %d: no hash recorded for key %v", tr.ID, key)
		}
		return h
	}
	defer func() { hashOf = nil }()
	if got := fastKey[K, V](); got != (tr.Path != "general") {
		t.Fatalf("trace %d map[%s]%s: fast key %v, path %s", tr.ID, tr.Key, tr.Elem, got, tr.Path)
	}
	choices = []uint64{number(t, tr.Seed)}
	r.m = makemap[K, V](tr.Hint)
	r.last = tr.Init
	r.compare(-1)
	for n := range tr.Ops {
		r.operation(n, &tr.Ops[n])
	}
	for _, kv := range tr.Final {
		if v, ok := mapaccess2(r.m, r.key(int(kv[0]))); !ok || r.value(*v) != kv[1] {
			t.Fatalf("trace %d: key %d has %v %v in the end", tr.ID, kv[0], *v, ok)
		}
	}
	return len(tr.Ops)
}

func (r *swissReplayer[K, V]) operation(n int, op *swissOp) {
	if op.H != "" {
		r.hash[*op.K] = uintptr(number(r.t, op.H))
	}
	choices = nil
	if op.Reseed != "" {
		choices = []uint64{number(r.t, op.Reseed)}
	}
	r.perform(n, op)
	if len(choices) != 0 {
		r.t.Fatalf("trace %d op %d: a random number was not asked for", r.tr.ID, n)
	}
	if op.S != nil {
		r.last = op.S
	}
	if r.tr.Every == 1 || op.S != nil {
		r.compare(n)
	}
}

func (r *swissReplayer[K, V]) perform(n int, op *swissOp) {
	var key K
	if op.K != nil {
		key = r.key(*op.K)
	}
	switch op.Op {
	case "set":
		*mapassign(r.m, key) = r.elem(*op.V)
	case "get":
		v, ok := mapaccess2(r.m, key)
		if ok != *op.OK || r.value(*v) != *op.V || r.value(*mapaccess1(r.m, key)) != r.value(*v) {
			r.t.Fatalf("trace %d op %d: get %d found %v %v", r.tr.ID, n, *op.K, *v, ok)
		}
	case "del":
		mapdelete(r.m, key)
	case "clear":
		mapclear(r.m)
	case "iter":
		if *op.OK {
			choices = []uint64{number(r.t, op.EO), number(r.t, op.DO)}
			r.its[*op.It] = mapiterstart(r.m)
		} else {
			r.its[*op.It] = mapiterinit(r.m)
		}
	case "next":
		r.next(n, op)
	default:
		r.t.Fatalf("trace %d op %d: unknown operation %q", r.tr.ID, n, op.Op)
	}
}

func (r *swissReplayer[K, V]) next(n int, op *swissOp) {
	it := r.its[*op.It]
	if it.m != nil {
		it = mapiternext(it)
	}
	if it.key == nil {
		if *op.OK {
			r.t.Fatalf("trace %d op %d: iteration ended before key %d", r.tr.ID, n, *op.K)
		}
		it.m = nil
	}
	r.its[*op.It] = it
	if it.key != nil && (!*op.OK || r.id(*it.key) != *op.K || r.value(*it.elem) != *op.V) {
		r.t.Fatalf("trace %d op %d: visited %v", r.tr.ID, n, *it.key)
	}
}

func (r *swissReplayer[K, V]) compare(n int) {
	if got := r.state(); !reflect.DeepEqual(got, r.last) {
		g, _ := json.Marshal(got)
		w, _ := json.Marshal(r.last)
		r.t.Fatalf("trace %d %s map[%s]%s op %d:\n got %s\nwant %s", r.tr.ID, r.tr.Name, r.tr.Key, r.tr.Elem, n, g, w)
	}
}

func (r *swissReplayer[K, V]) state() *swissState {
	m := r.m
	s := &swissState{U: m.used, Dl: m.dirLen, Gd: m.globalDepth, Gs: m.globalShift, W: m.writing, Tp: m.tombstonePossible, Cs: m.clearSeq}
	if m.dirLen == 0 {
		if m.small != nil {
			text := r.group(m.small)
			s.Small = &text
		}
		return s
	}
	seen := map[*table[K, V]]int{}
	for i := 0; i < m.dirLen; i++ {
		t := *index(m.dir, i)
		n, ok := seen[t]
		if !ok {
			n = len(s.Tabs)
			seen[t] = n
			table := swissTable{t.used, t.capacity, t.growthLeft, t.localDepth, t.index, nil}
			for g := uint64(0); g <= t.lengthMask; g++ {
				table.G = append(table.G, r.group(t.group(g)))
			}
			s.Tabs = append(s.Tabs, table)
		}
		s.Dir = append(s.Dir, n)
	}
	return s
}

func (r *swissReplayer[K, V]) group(g *group[K, V]) string {
	var ids []string
	var ctrl [8]byte
	for i := range ctrl {
		ctrl[i] = byte(g.ctrl >> (8 * i))
		if isFull(g, i) {
			ids = append(ids, strconv.Itoa(r.id(g.slots[i].key)))
		}
	}
	if g.ctrl == ctrlAllEmpty {
		return ""
	}
	return hex.EncodeToString(ctrl[:]) + ":" + strings.Join(ids, ",")
}

func entries[K comparable, V any](h *hmap[K, V]) int { return int(h.used) }

func startWriting[K comparable, V any](h *hmap[K, V]) { h.writing = 1 }
