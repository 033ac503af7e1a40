//go:build go1.24

package runtime

// Tables of Swiss maps. The terms are those of map_swiss.go.
//
// A table is replaced as a whole when it is full. The old one keeps its entries
// as they were, with index -1, for iterators that still walk it.
//
// Tombstones. A deleted slot becomes empty again if its group has an empty slot
// anyway: no probing went past that group. Otherwise it becomes a tombstone. The
// next new key that probes past it takes its place; whatever is left is gone
// when the table is replaced, or pruned.

// table is one table.
type table[K comparable, V any] struct {
	used       uint16       // entries
	capacity   uint16       // slots
	growthLeft uint16       // empty slots that may be filled before it must grow
	localDepth uint8        // bits of the hash that all its keys share
	index      int          // its first place in the directory, -1 when it was replaced
	groups     *group[K, V] // capacity/8 groups
	lengthMask uint64       // number of groups - 1
}

// newTable makes an empty table with room for at least capacity slots.
func newTable[K comparable, V any](capacity uint64, place int, localDepth uint8) *table[K, V] {
	if capacity < slotCount {
		capacity = slotCount
	}
	capacity = alignUpPow2(capacity)
	n := capacity / slotCount
	groups := newArray[group[K, V]](int(n))
	for i := 0; i < int(n); i++ {
		index(groups, i).ctrl = ctrlAllEmpty
	}
	return &table[K, V]{
		capacity:   uint16(capacity),
		growthLeft: maxGrowth(uint16(capacity)),
		localDepth: localDepth,
		index:      place,
		groups:     groups,
		lengthMask: n - 1,
	}
}

// maxGrowth is how many slots of a table may be filled: 7 of 8.
func maxGrowth(capacity uint16) uint16 {
	if capacity <= slotCount {
		return capacity - 1
	}
	return capacity * maxAvgGroupLoad / slotCount
}

// probeSeq walks over the groups of a table in the order of a hash.
type probeSeq struct {
	mask   uint64
	offset uint64 // present group
	step   uint64
}

func (t *table[K, V]) probe(hashed uintptr) probeSeq {
	mask := t.lengthMask
	return probeSeq{mask: mask, offset: uint64(hashed>>7) & mask}
}

func (s probeSeq) next() probeSeq {
	s.step++
	s.offset = (s.offset + s.step) & s.mask
	return s
}

func (t *table[K, V]) group(i uint64) *group[K, V] {
	return index(t.groups, int(i))
}

// search looks for a key along its probe sequence.
func (t *table[K, V]) search(key K, hashed uintptr) (*group[K, V], int) {
	for seq := t.probe(hashed); ; seq = seq.next() {
		g := t.group(seq.offset)
		ctrl := g.ctrl
		for match := matchH2(ctrl, hashed); match != 0; match &= match - 1 {
			i := firstSlot(match)
			if equal(key, g.slots[i].key) {
				return g, i
			}
		}
		if matchEmpty(ctrl) != 0 {
			return nil, 0
		}
	}
}

// searchOrFree looks for a key. When it is not there, it returns the slot for a
// new entry: the first tombstone on the way (whose place in growthLeft is given
// back), or else the empty slot where probing ends. The versions for special
// keys do not look behind a group's first free slot: if that is a tombstone, they
// go on probing although there may be an empty slot in the same group.
func (t *table[K, V]) searchOrFree(key K, hashed uintptr, special bool) (*group[K, V], int, bool) {
	var tomb *group[K, V]
	tombSlot := 0
	for seq := t.probe(hashed); ; seq = seq.next() {
		g := t.group(seq.offset)
		ctrl := g.ctrl
		for match := matchH2(ctrl, hashed); match != 0; match &= match - 1 {
			i := firstSlot(match)
			if equal(key, g.slots[i].key) {
				return g, i, true
			}
		}
		free := matchEmptyOrDeleted(ctrl)
		if free == 0 {
			continue
		}
		i := firstSlot(free)
		end := matchEmpty(ctrl)
		if special {
			end &= uint64(ctrlEmpty) << (8 * uint(i))
		}
		if end != 0 {
			if tomb != nil {
				t.growthLeft++
				return tomb, tombSlot, false
			}
			return g, firstSlot(end), false
		}
		if tomb == nil {
			tomb, tombSlot = g, i
		}
	}
}

// add makes an entry for a key that is known not to be there, in a table with
// room and without tombstones.
func (t *table[K, V]) add(key K, hashed uintptr) *V {
	for seq := t.probe(hashed); ; seq = seq.next() {
		g := t.group(seq.offset)
		free := matchEmptyOrDeleted(g.ctrl)
		if free == 0 {
			continue
		}
		i := firstSlot(free)
		g.slots[i].key = key
		t.growthLeft--
		t.used++
		storeByte(&g.ctrl, i, uint8(hashed&0x7f))
		return &g.slots[i].elem
	}
}

// addGroup adds all entries of a group of another table.
func (t *table[K, V]) addGroup(g *group[K, V], seed uintptr) {
	for match := matchFull(g.ctrl); match != 0; match &= match - 1 {
		i := firstSlot(match)
		key := g.slots[i].key
		*t.add(key, hash(key, seed)) = g.slots[i].elem
	}
}

// remove deletes a key, if it is there, and reports whether that left a
// tombstone.
func (t *table[K, V]) remove(m *hmap[K, V], key K, hashed uintptr) bool {
	g, i := t.search(key, hashed)
	if g == nil {
		return false
	}
	t.used--
	m.used--
	g.clearSlot(i)
	if matchEmpty(g.ctrl) != 0 {
		storeByte(&g.ctrl, i, ctrlEmpty)
		t.growthLeft++
		return false
	}
	storeByte(&g.ctrl, i, ctrlDeleted)
	return true
}

// clear empties the table. Groups without entries need not be wiped.
func (t *table[K, V]) clear() {
	limit := maxGrowth(t.capacity)
	if t.used == 0 && t.growthLeft == limit {
		return
	}
	for i := uint64(0); i <= t.lengthMask; i++ {
		g := t.group(i)
		if matchFull(g.ctrl) != 0 {
			*g = group[K, V]{}
		}
		g.ctrl = ctrlAllEmpty
	}
	t.used = 0
	t.growthLeft = limit
}

// rehash makes room: a table of twice the size, or two tables.
func (t *table[K, V]) rehash(m *hmap[K, V]) {
	if capacity := 2 * t.capacity; capacity <= maxTableCapacity {
		t.grow(m, capacity)
	} else {
		t.split(m)
	}
}

func (t *table[K, V]) grow(m *hmap[K, V], capacity uint16) {
	bigger := newTable[K, V](uint64(capacity), t.index, t.localDepth)
	for i := uint64(0); i <= t.lengthMask; i++ {
		bigger.addGroup(t.group(i), m.seed)
	}
	m.replaceTable(bigger)
	t.index = -1
}

// split divides the entries by one more bit of their hashes.
func (t *table[K, V]) split(m *hmap[K, V]) {
	depth := t.localDepth + 1
	left := newTable[K, V](maxTableCapacity, -1, depth)
	right := newTable[K, V](maxTableCapacity, -1, depth)
	bit := uintptr(1) << ((64 - depth) & 63)
	for n := uint64(0); n <= t.lengthMask; n++ {
		g := t.group(n)
		for match := matchFull(g.ctrl); match != 0; match &= match - 1 {
			i := firstSlot(match)
			key := g.slots[i].key
			hashed := hash(key, m.seed)
			half := left
			if hashed&bit != 0 {
				half = right
			}
			*half.add(key, hashed) = g.slots[i].elem
		}
	}
	m.installSplit(t, left, right)
	t.index = -1
}

// replaceTable puts a table in all its places of the directory.
func (m *hmap[K, V]) replaceTable(t *table[K, V]) {
	places := 1 << (m.globalDepth - t.localDepth)
	for i := 0; i < places; i++ {
		*index(m.dir, t.index+i) = t
	}
}

// installSplit puts the halves of a table where it was, in a directory of twice
// the size if the table had one place only.
func (m *hmap[K, V]) installSplit(old, left, right *table[K, V]) {
	if old.localDepth == m.globalDepth {
		dir := newArray[*table[K, V]](2 * m.dirLen)
		for i := 0; i < m.dirLen; i++ {
			t := *index(m.dir, i)
			*index(dir, 2*i) = t
			*index(dir, 2*i+1) = t
			if t.index == i {
				t.index = 2 * i
			}
		}
		m.globalDepth++
		m.globalShift--
		m.dir = dir
		m.dirLen *= 2
	}
	left.index = old.index
	m.replaceTable(left)
	right.index = left.index + 1<<(m.globalDepth-left.localDepth)
	m.replaceTable(right)
}

// pruneTombstones turns tombstones of a full table into empty slots, in groups
// where no key's probing depends on them, if that gives back a tenth of the
// slots.
func (t *table[K, V]) pruneTombstones(seed uintptr) {
	tombs := t.capacity*maxAvgGroupLoad/slotCount - t.used - t.growthLeft
	if tombs*10 < t.capacity {
		return
	}
	var needed [maxTableCapacity / slotCount / 32]uint32 // a bit for each group
	for n := uint64(0); n <= t.lengthMask; n++ {
		g := t.group(n)
		for match := matchFull(g.ctrl); match != 0; match &= match - 1 {
			key := g.slots[firstSlot(match)].key
			if !equal(key, key) {
				continue // cannot be looked up
			}
			for seq := t.probe(hash(key, seed)); seq.offset != n; seq = seq.next() {
				if matchEmptyOrDeleted(t.group(seq.offset).ctrl) != 0 {
					needed[seq.offset/32] |= 1 << (seq.offset % 32)
				}
			}
		}
		if matchEmpty(g.ctrl) != 0 {
			needed[n/32] |= 1 << (n % 32) // has no tombstones to give back
		}
	}
	count := 0
	for n := uint64(0); n <= t.lengthMask; n++ {
		if needed[n/32]>>(n%32)&1 == 0 {
			for match := matchEmptyOrDeleted(t.group(n).ctrl); match != 0; match &= match - 1 {
				count++
			}
		}
	}
	if count*10 < int(t.capacity) {
		return
	}
	for n := uint64(0); n <= t.lengthMask; n++ {
		if needed[n/32]>>(n%32)&1 == 0 {
			g := t.group(n)
			for match := matchEmptyOrDeleted(g.ctrl); match != 0; match &= match - 1 {
				storeByte(&g.ctrl, firstSlot(match), ctrlEmpty)
				t.growthLeft++
			}
		}
	}
}
