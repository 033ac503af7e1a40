package runtime

import (
	"fmt"
	"math/rand"
	"sort"
	"testing"

	"weft/prelude/vectors"
)

// TestRecordSlices writes what random appends do to the capacity, for every
// element size there is a grower for.
func TestRecordSlices(t *testing.T) {
	defer func(v int) { version = v }(version)
	version = 23
	sizes := make([]string, 0, len(growers))
	for size := range growers {
		sizes = append(sizes, size)
	}
	sort.Strings(sizes)
	vectors.Record(t, "growslice", version, freshTraces, func(id int, rng *rand.Rand) any {
		size := sizes[id%len(sizes)]
		row := struct {
			T    string   `json:"t"`
			Elem int      `json:"elem"`
			Ptr  bool     `json:"ptr"`
			Ops  [][4]int `json:"ops"`
		}{T: "mixed"}
		if _, err := fmt.Sscan(size, &row.Elem, &row.Ptr); err != nil {
			t.Fatal(err)
		}
		for n := 0; n < 200; n++ {
			capacity := rng.Intn(1 << (1 + rng.Intn(11)))
			length := capacity - rng.Intn(1+capacity)/(1+rng.Intn(8))
			more := 1 + rng.Intn(1<<rng.Intn(10))
			row.Ops = append(row.Ops, [4]int{length, capacity, more, growers[size](length, capacity, more)})
		}
		return row
	})
}
