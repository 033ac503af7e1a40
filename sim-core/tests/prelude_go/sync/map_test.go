package sync

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"slices"
	"strconv"
	"testing"

	"weft/prelude/vectors"
)

// The trace of one map, as ../../golden/FORMAT.md has it, for both kinds: what an
// operation gave, and the state after it. state, kind, version and inVisitOrder
// are those of the kind that this Go compiles.

type trace struct {
	T    string          `json:"t"`
	ID   int             `json:"id"`
	Name string          `json:"name"`
	Seed string          `json:"seed,omitempty"`
	Init json.RawMessage `json:"init"`
	Ops  []operation     `json:"ops"`
}

type operation struct {
	Op    string          `json:"op"`
	K     *int            `json:"k,omitempty"`
	H     string          `json:"h,omitempty"`
	V     *int            `json:"v,omitempty"`
	Old   *int            `json:"old,omitempty"`
	RV    *int            `json:"rv"`
	OK    *bool           `json:"ok,omitempty"`
	Pairs [][2]int        `json:"pairs,omitempty"`
	S     json.RawMessage `json:"s"`
}

// methods are what a map can do.
var methods = []string{"Load", "Store", "Store", "LoadOrStore", "LoadAndDelete", "Delete", "Swap", "CompareAndSwap",
	"CompareAndDelete", "Range", "Clear"}

// perform does one operation and returns it with its results. What it is to do it
// takes from op, whose results it does not look at.
func perform(m *Map, op operation) operation {
	done := operation{Op: op.Op, K: op.K, H: op.H, V: op.V, Old: op.Old}
	result := func(value any, ok bool) {
		done.OK = &ok
		if n, is := value.(int); is {
			done.RV = &n
		}
	}
	switch op.Op {
	case "Load":
		result(m.Load(*op.K))
	case "Store":
		m.Store(*op.K, *op.V)
	case "LoadOrStore":
		result(m.LoadOrStore(*op.K, *op.V))
	case "LoadAndDelete":
		result(m.LoadAndDelete(*op.K))
	case "Delete":
		m.Delete(*op.K)
	case "Swap":
		result(m.Swap(*op.K, *op.V))
	case "CompareAndSwap":
		result(nil, m.CompareAndSwap(*op.K, *op.Old, *op.V))
	case "CompareAndDelete":
		result(nil, m.CompareAndDelete(*op.K, *op.Old))
	case "Range":
		m.Range(func(k, v any) bool {
			done.Pairs = append(done.Pairs, [2]int{k.(int), v.(int)})
			return true
		})
		if !inVisitOrder {
			slices.SortFunc(done.Pairs, func(a, b [2]int) int { return a[0] - b[0] })
		}
	case "Clear":
		m.Clear()
	default:
		panic("unknown operation " + op.Op)
	}
	done.S = text(state(m))
	return done
}

func text(value any) json.RawMessage {
	data, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return data
}

// TestVectors replays what was recorded of real Go's sync.Map.
func TestVectors(t *testing.T) {
	ops, traces := 0, 0
	vectors.Each(t, kind, func(file string, _ int, line []byte) {
		var tr trace
		if err := json.Unmarshal(line, &tr); err != nil {
			t.Fatal(err)
		}
		known := map[any]uintptr{}
		hashOf = func(key any) uintptr { return known[key] }
		seed = number(tr.Seed)
		m := new(Map)
		if got := text(state(m)); string(got) != string(tr.Init) {
			t.Fatalf("%s trace %d begins as %s, want %s", file, tr.ID, got, tr.Init)
		}
		for n, op := range tr.Ops {
			if op.K != nil {
				known[*op.K] = uintptr(number(op.H))
			}
			got, want := text(perform(m, op)), text(op)
			if string(got) != string(want) {
				t.Fatalf("%s trace %d operation %d:\n got %s\nwant %s", file, tr.ID, n, got, want)
			}
			ops++
		}
		traces++
	})
	t.Logf("%s: %d operations of %d traces compared", kind, ops, traces)
}

// TestRecord writes fresh traces, so that Weft's own machine can be compared.
func TestRecord(t *testing.T) {
	const traces, length = 60, 90
	vectors.Record(t, kind, version, traces, func(id int, rng *rand.Rand) any {
		seed = rng.Uint64()
		tr := trace{T: kind, ID: id, Name: "fresh", Seed: hex(seed)}
		shift, keys := 60*rng.Intn(2), []int{3, 8, 20, 60}[rng.Intn(4)]
		poor := rng.Intn(3) == 0
		hashOf = func(key any) uintptr {
			x := (uint64(key.(int)) ^ seed) * 0x9e3779b97f4a7c15
			if poor {
				x = x >> 61 << shift // eight hashes, which differ in the first four bits or only in the last
			}
			return uintptr(x)
		}
		m := new(Map)
		tr.Init = text(state(m))
		have := map[int]int{}
		for v := 0; v < length; v++ {
			op := script(rng, rng.Intn(keys), v, have)
			if op.K != nil {
				op.H = hex(uint64(hashOf(*op.K)))
			}
			tr.Ops = append(tr.Ops, perform(m, op))
		}
		return tr
	})
}

// script chooses an operation. have is what was last stored under each key, so that
// comparisons hold now and then.
func script(rng *rand.Rand, k, v int, have map[int]int) operation {
	op := operation{Op: methods[rng.Intn(len(methods))]}
	if op.Op == "Clear" && rng.Intn(4) > 0 {
		op.Op = "Store"
	}
	if op.Op == "Range" || op.Op == "Clear" {
		return op
	}
	op.K = &k
	switch op.Op {
	case "CompareAndSwap", "CompareAndDelete":
		old, known := have[k]
		if !known || rng.Intn(4) == 0 {
			old = -1
		}
		op.Old = &old
	}
	switch op.Op {
	case "Store", "Swap", "LoadOrStore", "CompareAndSwap":
		op.V = &v
		have[k] = v
	}
	return op
}

func number(hex string) uint64 {
	n, _ := strconv.ParseUint(hex, 16, 64) // "" is 0: traces of two maps have no hashes
	return n
}

func hex(x uint64) string { return fmt.Sprintf("%x", x) }
