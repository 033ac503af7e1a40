// Command hashtrie records the sync.Map of Go 1.24 and later: what each operation of
// one goroutine returns, and the whole tree after it. The format is in
// ../golden/FORMAT.md, section hashtrie. It needs Go 1.24 or later on a 64-bit
// machine, and gives the same bytes on every run except for the traces of mode
// "real":
//
//	go run hashtrie.go > ../golden/hashtrie.go1.27.3.jsonl
//	go run hashtrie.go -seed 7            another set
//
// The map's hash function is a field of it, so that the traces can choose hashes
// that collide or differ late.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand"
	"os"
	"runtime"
	"strings"
	"sync"
	"unsafe"
)

// The private structures, as far as they are looked at.

type trie struct {
	inited   uint32
	initMu   sync.Mutex
	root     *indirect
	keyHash  func(unsafe.Pointer, uintptr) uintptr
	valEqual func(unsafe.Pointer, unsafe.Pointer) bool
	seed     uintptr
}

type node struct{ isEntry bool }

type indirect struct {
	node
	dead     uint32
	mu       sync.Mutex
	parent   *indirect
	children [16]*node
}

type leaf struct {
	node
	overflow   *leaf
	key, value any
}

// tree renders what is below an indirect node: "[slot:child,…]", slots in
// hexadecimal, a child being another such list or a chain "key=value>key=value".
func tree(i, parent *indirect) string {
	var parts []string
	for slot, n := range i.children {
		if n == nil {
			continue
		}
		child := ""
		if n.isEntry {
			var chain []string
			for e := (*leaf)(unsafe.Pointer(n)); e != nil; e = e.overflow {
				chain = append(chain, fmt.Sprint(e.key, "=", e.value))
			}
			child = strings.Join(chain, ">")
		} else {
			child = tree((*indirect)(unsafe.Pointer(n)), i)
		}
		parts = append(parts, fmt.Sprintf("%x:%s", slot, child))
	}
	if i.parent != parent || i.dead != 0 {
		panic("the mirrored structures do not fit this Go")
	}
	return "[" + strings.Join(parts, ",") + "]"
}

type operation struct {
	Op    string   `json:"op"`
	K     *int     `json:"k,omitempty"`
	H     string   `json:"h,omitempty"` // hash of the key
	V     *int     `json:"v,omitempty"`
	Old   *int     `json:"old,omitempty"`
	RV    *int     `json:"rv"`
	OK    *bool    `json:"ok,omitempty"`
	Pairs [][2]int `json:"pairs,omitempty"` // in the order of the visits
	S     *string  `json:"s"`
}

type trace struct {
	T    string      `json:"t"`
	ID   int         `json:"id"`
	Name string      `json:"name"`
	Mode string      `json:"mode"`
	Seed string      `json:"seed"`
	Init *string     `json:"init"`
	Ops  []operation `json:"ops"`
}

type recorder struct {
	m    sync.Map
	tr   trace
	rng  *rand.Rand
	have map[int]int
	next int
}

func (r *recorder) trie() *trie { return (*trie)(unsafe.Pointer(&r.m)) }

func (r *recorder) state() *string {
	t := r.trie()
	if t.root == nil {
		return nil
	}
	s := tree(t.root, nil)
	return &s
}

func spread(k int) uint64 {
	z := uint64(k)*0x9e3779b97f4a7c15 + 0x1234567
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// modes are ways to hash a key.
var modes = map[string]func(k int) uint64{
	"real":   nil,
	"spread": spread,
	"same":   func(k int) uint64 { return 0x0123456789abcdef },
	"late":   func(k int) uint64 { return uint64(k & 15) },
	"pairs":  func(k int) uint64 { return spread(k / 2) },
	"middle": func(k int) uint64 { return spread(k/4)&^0xff0000000 | uint64(k&3)<<28 | uint64(k&3)<<20 },
	"top":    func(k int) uint64 { return uint64(k) << 56 },
}

// hash chooses the map's hashes. The map has its root already.
func (r *recorder) hash(mode string, seed uint64) {
	t := r.trie()
	t.seed = uintptr(seed)
	if of := modes[mode]; of != nil {
		t.keyHash = func(key unsafe.Pointer, _ uintptr) uintptr { return uintptr(of((*(*any)(key)).(int))) }
	}
}

func (r *recorder) do(op string, k int) {
	r.next++
	v := r.next
	o := operation{Op: op, K: &k}
	result := func(value any, ok bool) {
		o.OK = &ok
		if n, is := value.(int); is {
			o.RV = &n
		}
	}
	old := -1
	if have, ok := r.have[k]; ok && r.rng.Intn(3) > 0 {
		old = have
	}
	switch op {
	case "Load":
		result(r.m.Load(k))
	case "Store":
		o.V = &v
		r.m.Store(k, v)
	case "LoadOrStore":
		o.V = &v
		result(r.m.LoadOrStore(k, v))
	case "LoadAndDelete":
		result(r.m.LoadAndDelete(k))
	case "Delete":
		r.m.Delete(k)
	case "Swap":
		o.V = &v
		result(r.m.Swap(k, v))
	case "CompareAndSwap":
		o.V, o.Old = &v, &old
		result(nil, r.m.CompareAndSwap(k, old, v))
	case "CompareAndDelete":
		o.Old = &old
		result(nil, r.m.CompareAndDelete(k, old))
	case "Range":
		o.K = nil
		r.m.Range(func(k, v any) bool {
			o.Pairs = append(o.Pairs, [2]int{k.(int), v.(int)})
			return true
		})
	case "Clear":
		o.K = nil
		r.m.Clear()
	}
	if o.K != nil {
		key := any(k)
		o.H = fmt.Sprintf("%x", r.trie().keyHash(unsafe.Pointer(&key), r.trie().seed))
	}
	clear(r.have)
	r.m.Range(func(k, v any) bool { r.have[k.(int)] = v.(int); return true })
	o.S = r.state()
	r.tr.Ops = append(r.tr.Ops, o)
}

func main() {
	seed := flag.Int64("seed", 1, "of the random operations")
	flag.Parse()
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	fmt.Fprintf(out, "{\"t\":\"header\",\"kind\":\"hashtrie\",\"set\":\"seed %d\",\"go\":%q,\"arch\":%q}\n", *seed, runtime.Version(), runtime.GOARCH)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	rng := rand.New(rand.NewSource(*seed))
	id := 0
	run := func(name, mode string, count, keys int, ops ...string) {
		r := &recorder{rng: rng, have: map[int]int{}}
		r.tr = trace{T: "hashtrie", ID: id, Name: name, Mode: mode, Init: r.state()}
		id++
		hashSeed := rng.Uint64()
		r.tr.Seed = fmt.Sprintf("%x", hashSeed)
		r.do("Range", 0) // makes the root
		r.hash(mode, hashSeed)
		for range count {
			r.do(ops[rng.Intn(len(ops))], rng.Intn(keys))
		}
		if err := enc.Encode(r.tr); err != nil {
			panic(err)
		}
	}
	all := []string{"Load", "Store", "Store", "LoadOrStore", "LoadAndDelete", "Delete", "Swap", "CompareAndSwap", "CompareAndDelete", "Range"}
	for _, mode := range []string{"spread", "same", "late", "pairs", "middle", "top", "real"} {
		run("all", mode, 60, 6, all...)
		run("all", mode, 80, 20, all...)
		run("clear", mode, 40, 8, append([]string{"Clear"}, all...)...)
		run("delete", mode, 60, 6, "Store", "Delete", "LoadAndDelete", "CompareAndDelete")
		run("compare", mode, 50, 4, "Store", "CompareAndSwap", "CompareAndDelete", "LoadOrStore")
		run("grow", mode, 50, 60, "Store", "LoadOrStore")
	}
}
