//go:build !go1.24

package sync

import (
	"fmt"
	"sort"
)

const (
	kind         = "syncmap"
	version      = 23
	inVisitOrder = false
)

type twoMaps struct {
	Read    []string `json:"read"`
	Amended bool     `json:"amended"`
	Dirty   []string `json:"dirty"`
	Misses  int      `json:"misses"`
}

func state(m *Map) any {
	read := m.snapshot()
	return twoMaps{described(read.m, m.dirty), read.amended, described(m.dirty, read.m), m.misses}
}

// described lists the entries of one of the two maps, nil where there is no map.
func described(own, other map[any]*entry) []string {
	if own == nil {
		return nil
	}
	keys := make([]int, 0, len(own))
	for key := range own {
		keys = append(keys, key.(int))
	}
	sort.Ints(keys)
	texts := make([]string, 0, len(own))
	for _, key := range keys {
		e, value := own[key], "nil"
		if box := e.p.Load(); box == expunged {
			value = "expunged"
		} else if box != nil {
			value = fmt.Sprint(*box)
		}
		if other[key] == e {
			value += "&"
		}
		texts = append(texts, fmt.Sprintf("%d=%s", key, value))
	}
	return texts
}
