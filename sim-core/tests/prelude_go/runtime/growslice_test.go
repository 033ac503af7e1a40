package runtime

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"weft/prelude/vectors"
)

type growRow struct {
	T            string
	Elem         int
	Ptr          bool
	N            int
	Start, Total int
	Cases        [][2]int
	Caps         [][2]int
	Ops          [][4]int
}

type (
	pointer1 struct{ p *int }
	pointer2 struct {
		p *int
		n int
	}
	pointer3 struct {
		p *int
		n [2]int
	}
	pointer5 struct {
		p *int
		n [4]int
	}
	pointer8 struct {
		p *int
		n [7]int
	}
)

// growers has the capacity rules for each element type: the prelude's functions
// are generic, and a type with the size and the pointers of a row serves it.
var growers = map[string]grower{}

// grower returns the capacity after n elements are appended to a slice of the
// given length and capacity.
type grower func(len, cap, n int) int

func addGrower[T any]() {
	growers[fmt.Sprint(sizeof[T](), hasPointers[T]())] = func(length, capacity, n int) int {
		if length+n <= capacity {
			return capacity
		}
		if capacity > 2000 { // too much to copy thousands of times
			return growcap[T](length+n, capacity)
		}
		return cap(growslice(sliceData(makeslice[T](length, capacity)), length+n, capacity, n))
	}
}

func init() {
	addGrower[struct{}]()
	addGrower[[1]byte]()
	addGrower[[2]byte]()
	addGrower[[3]byte]()
	addGrower[int32]()
	addGrower[[5]byte]()
	addGrower[[6]byte]()
	addGrower[[7]byte]()
	addGrower[int64]()
	addGrower[[10]byte]()
	addGrower[[12]byte]()
	addGrower[[16]byte]()
	addGrower[[18]byte]()
	addGrower[[20]byte]()
	addGrower[[24]byte]()
	addGrower[[28]byte]()
	addGrower[[32]byte]()
	addGrower[[36]byte]()
	addGrower[[40]byte]()
	addGrower[[48]byte]()
	addGrower[[56]byte]()
	addGrower[[64]byte]()
	addGrower[[72]byte]()
	addGrower[[80]byte]()
	addGrower[[96]byte]()
	addGrower[[112]byte]()
	addGrower[[128]byte]()
	addGrower[[200]byte]()
	addGrower[[256]byte]()
	addGrower[[1000]byte]()
	addGrower[pointer1]()
	addGrower[pointer2]()
	addGrower[pointer3]()
	addGrower[pointer5]()
	addGrower[pointer8]()
}

// TestGrowslice compares every capacity. The elements stay zero, since nothing
// but the number of them counts.
func TestGrowslice(t *testing.T) {
	appends := 0
	vectors.Each(t, "growslice", func(file string, goMinor int, line []byte) {
		version = goMinor
		if version >= 25 {
			return // with buffers on the stack, which the compiler hands out, not these files
		}
		var row growRow
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(row.T, "str2") {
			appends += conversions(t, file, &row)
			return
		}
		grow := growers[fmt.Sprint(row.Elem, row.Ptr)]
		if grow == nil {
			t.Fatalf("%s: element of %d bytes, pointers %v: add it to growers", file, row.Elem, row.Ptr)
		}
		n, bad := row.replay(grow)
		if bad != "" {
			t.Errorf("%s %s elem %d ptr %v: %s", file, row.T, row.Elem, row.Ptr, bad)
		}
		appends += n
	})
	t.Logf("growslice: %d capacities compared", appends)
}

// replay returns how many appends it compared and the first wrong one.
func (row *growRow) replay(grow grower) (int, string) {
	switch row.T {
	case "grow":
		for _, c := range row.Cases {
			if got := grow(c[0], c[0], row.N); got != c[1] {
				return 0, fmt.Sprintf("%d + %d: cap %d, want %d", c[0], row.N, got, c[1])
			}
		}
		return len(row.Cases), ""
	case "mixed":
		for _, op := range row.Ops {
			if got := grow(op[0], op[1], op[2]); got != op[3] {
				return 0, fmt.Sprintf("%v: cap %d", op, got)
			}
		}
		return len(row.Ops), ""
	case "chain", "chain_noescape":
		capacity := row.Start
		if row.Elem == 0 && row.T == "chain" {
			capacity = row.Caps[0][1]
		}
		caps := [][2]int{{0, capacity}}
		for n := 1; n <= row.Total; n++ {
			if next := grow(n-1, capacity, 1); next != capacity {
				capacity = next
				caps = append(caps, [2]int{n, next})
			}
		}
		if !reflect.DeepEqual(caps, row.Caps) {
			return 0, fmt.Sprintf("got %v, want %v", caps, row.Caps)
		}
		return row.Total, ""
	}
	return 0, "unknown kind of row"
}

func conversions(t *testing.T, file string, row *growRow) int {
	for _, c := range row.Caps {
		text := string(make([]byte, c[0]))
		got := cap(stringtoslicebyte(text))
		if row.T == "str2runes" {
			got = cap(stringtoslicerune(text))
		}
		if got != c[1] {
			t.Errorf("%s %s: %d bytes: cap %d, want %d", file, row.T, c[0], got, c[1])
		}
	}
	return len(row.Caps)
}
