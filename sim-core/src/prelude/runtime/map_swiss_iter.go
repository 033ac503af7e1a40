//go:build go1.24

package runtime

// Iteration over Swiss maps. The terms are those of map_swiss.go.
//
// An iterator visits the tables of the directory from a random place on, and the
// slots of each from a random one on. It keeps to the table that it has begun,
// even if that is replaced meanwhile: then it walks the old one, for its order,
// and looks every key up in the map as it is now. The directory may double
// meanwhile; its places so far are then doubled, too. The promises are those of
// map_classic_iter.go.
//
// Within a group the iterator goes from one full slot to the next as they are
// when it leaves a slot, so it passes over an entry that is made in between.

// hiter is the state of one loop, held by value: no access to it is a step.
type hiter[K comparable, V any] struct {
	key         *K
	elem        *V
	m           *hmap[K, V]
	entryOffset uint64       // slot where the walk begins in every table
	dirOffset   uint64       // place where it begins in the directory
	clearSeq    uint64       // clears of the map before the start
	globalDepth uint8        // of the directory that dirIdx and dirOffset are for
	dirIdx      int          // present place, counted from dirOffset; -1 in a small map
	tab         *table[K, V] // present table, nil: take the one at dirIdx
	group       *group[K, V] // present group, nil: not yet known
	entryIdx    uint64       // next slot of the table, counted from entryOffset
}

// mapiterinit begins a loop and goes to its first entry.
func mapiterinit[K comparable, V any](m *hmap[K, V]) hiter[K, V] {
	if m != nil {
		raceRead(m, "mapiterinit")
	}
	if m == nil || m.used == 0 {
		return hiter[K, V]{}
	}
	return mapiternext(mapiterstart(m))
}

// mapiterstart chooses where the walk begins.
func mapiterstart[K comparable, V any](m *hmap[K, V]) hiter[K, V] {
	var it hiter[K, V]
	if m.dirLen == 0 {
		it.dirIdx = -1
		it.group = m.small
	}
	it.m = m
	it.entryOffset = fastrand64()
	it.dirOffset = fastrand64()
	it.globalDepth = m.globalDepth
	it.clearSeq = m.clearSeq
	return it
}

// mapiternext goes on to the next entry.
func mapiternext[K comparable, V any](it hiter[K, V]) hiter[K, V] {
	m := it.m
	raceRead(m, "mapiternext")
	if m.writing != 0 {
		throw("concurrent map iteration and map write")
	}
	it.key = nil
	it.elem = nil
	if it.dirIdx < 0 {
		return nextSmall(it)
	}
	if depth := m.globalDepth; it.globalDepth != depth {
		it.dirIdx <<= depth - it.globalDepth
		it.dirOffset <<= depth - it.globalDepth
		it.globalDepth = depth
	}
	for it.dirIdx < m.dirLen {
		if it.tab == nil {
			it = enterTable(it)
		}
		it = nextInTable(it)
		if it.key != nil {
			return it
		}
		it.dirIdx += 1 << (m.globalDepth - it.tab.localDepth)
		it.tab = nil
		it.group = nil
		it.entryIdx = 0
	}
	return it
}

// nextSmall goes on in the group of what was a small map when the loop began.
func nextSmall[K comparable, V any](it hiter[K, V]) hiter[K, V] {
	for it.entryIdx < slotCount {
		i := int((it.entryIdx + it.entryOffset) % slotCount)
		it.entryIdx++
		if !isFull(it.group, i) {
			continue
		}
		it.key, it.elem = presentEntry(it, i, it.m.dirLen > 0)
		if it.key != nil {
			break
		}
	}
	return it
}

// enterTable takes the table at the present place of the directory. If the walk
// over the directory began in the middle of the places of a table, it goes back
// to the first of them.
func enterTable[K comparable, V any](it hiter[K, V]) hiter[K, V] {
	place := int((uint64(it.dirIdx) + it.dirOffset) & uint64(it.m.dirLen-1))
	it.tab = *index(it.m.dir, place)
	if first := it.tab.index; first != place {
		it.dirOffset -= uint64(place - first)
	}
	return it
}

// nextInTable goes on in the present table, with no key at its end.
func nextInTable[K comparable, V any](it hiter[K, V]) hiter[K, V] {
	t := it.tab
	mask := uint64(t.capacity) - 1
	if it.entryIdx > mask {
		return it
	}
	// The slot where the last step wanted to go on, if it is still full.
	i := int((it.entryIdx + it.entryOffset) & (slotCount - 1))
	it = enterGroup(it, i, mask)
	if isFull(it.group, i) {
		it.key, it.elem = presentEntry(it, i, t.index == -1)
	}
	it.entryIdx++
	if it.key != nil {
		return it
	}
	full := uint64(0) // full slots of the present group that are still to come
	for it.entryIdx <= mask {
		i := int((it.entryIdx + it.entryOffset) & (slotCount - 1))
		it = enterGroup(it, i, mask)
		if full == 0 {
			full = matchFull(it.group.ctrl) &^ (uint64(1)<<(8*uint(i)) - 1)
			if full == 0 {
				it.entryIdx += uint64(slotCount - i)
				continue
			}
			it.entryIdx += uint64(firstSlot(full) - i)
			if it.entryIdx > mask {
				continue
			}
			i = firstSlot(full)
		}
		it.key, it.elem = presentEntry(it, i, t.index == -1)
		full &= full - 1
		if full == 0 {
			it.entryIdx += uint64(slotCount - i)
		} else {
			it.entryIdx += uint64(firstSlot(full) - i)
		}
		if it.key != nil {
			return it
		}
	}
	return it
}

// enterGroup takes the group of the next slot, number i of it.
func enterGroup[K comparable, V any](it hiter[K, V], i int, mask uint64) hiter[K, V] {
	if i == 0 || it.group == nil {
		it.group = it.tab.group((it.entryIdx + it.entryOffset) & mask / slotCount)
	}
	return it
}

func isFull[K comparable, V any](g *group[K, V], i int) bool {
	return g.ctrl>>(8*uint(i))&ctrlEmpty == 0
}

// presentEntry returns where the entry in slot i of the present group is by now.
// If its group is out of date, its key is looked up in the map, and the result is
// nil if it is not there any more. A key that is not equal to itself cannot be
// looked up; only a clear can have removed it.
func presentEntry[K comparable, V any](it hiter[K, V], i int, moved bool) (*K, *V) {
	own := &it.group.slots[i]
	if !moved {
		return &own.key, &own.elem
	}
	key := own.key
	m := it.m
	if m.used != 0 {
		g, now := m.find(key)
		if g != nil {
			return &g.slots[now].key, &g.slots[now].elem
		}
	}
	if it.clearSeq == m.clearSeq && !equal(key, key) {
		return &own.key, &own.elem
	}
	return nil, nil
}
