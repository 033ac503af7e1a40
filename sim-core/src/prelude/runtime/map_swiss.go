//go:build go1.24

package runtime

// Maps, as Go has them from version 1.24 on: Swiss tables.
//
// Terms
//
//	slot       a place for one entry: key and element
//	group      8 slots and a control word, one byte for each slot
//	control    the byte of a slot: empty, deleted, or the low 7 bits of the hash
//	           of the key in it (H2), so that one word read tells which of 8
//	           slots are worth a comparison
//	table      a power of two of groups; at most 1024 slots
//	directory  the tables of a map, chosen by the top bits of the hash; a table
//	           may serve several neighbouring places
//	H1, H2     the hash without its low 7 bits, and these bits
//	probing    the groups in which a key is looked for, one after the other
//	tombstone  a slot marked deleted: free, but probing must go on past it
//
// A map of up to 8 entries is one group, without table or directory. The 9th
// entry makes it a table of two groups.
//
// Where a key lives. The top globalDepth bits of its hash choose the table, H1
// modulo the number of groups where probing starts. The steps get longer by one
// each time (1, 2, 3 …), which visits every group once. A key is not there when a
// group with an empty slot has been reached.
//
// Growth (map_swiss_table.go). A table is at most 7/8 full, tombstones included.
// A full one is replaced by one of twice the size, at once; a full one of 1024
// slots is split in two by the next bit of the hash, which may double the
// directory. Only that one table is touched.
//
// Invariants
//
//   - A key that equals itself is in one slot of one table of the directory.
//   - Between the group where a key's probing starts and the group where it
//     lives, no group has an empty slot.
//   - growthLeft counts the empty slots that may still be filled.
//   - writing is set while an assignment, deletion or clear is under way. It is
//     toggled, so that a second writer that slipped in makes the first one see 0.
//     No lock protects anything; what two goroutines miss of each other is
//     missed.
//
// Simplified. dirPtr, which points to the group of a small map or to the
// directory, is two fields here. Large keys and elements stay in their slots, as
// in map_classic.go, which serves older versions under the same names.

const (
	slotCount        = 8
	maxAvgGroupLoad  = 7
	maxTableCapacity = 1024

	ctrlEmpty   = 0x80
	ctrlDeleted = 0xfe

	ctrlLSB      = 0x0101010101010101
	ctrlMSB      = 0x8080808080808080
	ctrlAllEmpty = 0x8080808080808080
)

// hmap is what a map variable points to.
type hmap[K comparable, V any] struct {
	used              uint64        // number of entries; len(m)
	seed              uintptr       // hash seed
	small             *group[K, V]  // the only group, while dirLen is 0
	dir               **table[K, V] // the directory: dirLen tables
	dirLen            int           // 1 << globalDepth, or 0
	globalDepth       uint8         // bits of the hash that choose the table
	globalShift       uint8         // 64 - globalDepth
	writing           uint8         // 1 while somebody writes
	tombstonePossible bool          // a deletion has left a tombstone since the last clear
	clearSeq          uint64        // number of clears
}

// group is 8 slots and their control bytes, slot 0 in the lowest.
type group[K comparable, V any] struct {
	ctrl  uint64
	slots [slotCount]slot[K, V]
}

type slot[K comparable, V any] struct {
	key  K
	elem V
}

// makemap is make(map[K]V, hint).
func makemap[K comparable, V any](hint int) *hmap[K, V] {
	m := &hmap[K, V]{seed: uintptr(fastrand64())}
	if hint <= slotCount {
		return m
	}
	capacity := uint64(hint) * slotCount / maxAvgGroupLoad
	if capacity < uint64(hint) {
		return m
	}
	tables := alignUpPow2((capacity + maxTableCapacity - 1) / maxTableCapacity)
	if tables > maxAlloc/maxTableCapacity/groupSize[K, V]() {
		return m
	}
	for uint64(1)<<m.globalDepth < tables {
		m.globalDepth++
	}
	m.globalShift = 64 - m.globalDepth
	m.dir = newArray[*table[K, V]](int(tables))
	for i := 0; i < int(tables); i++ {
		*index(m.dir, i) = newTable[K, V](capacity/tables, i, m.globalDepth)
	}
	m.dirLen = int(tables)
	return m
}

// mapaccess1 is m[key]: the address of the element, or of a zero value.
func mapaccess1[K comparable, V any](m *hmap[K, V], key K) *V {
	g, i := m.access(key, "mapaccess1")
	if g == nil {
		return zeroVal[V]()
	}
	return &g.slots[i].elem
}

// mapaccess2 is v, ok := m[key].
func mapaccess2[K comparable, V any](m *hmap[K, V], key K) (*V, bool) {
	g, i := m.access(key, "mapaccess2")
	if g == nil {
		return zeroVal[V](), false
	}
	return &g.slots[i].elem, true
}

// access finds the slot of key for a reader: its group and number, or nil.
func (m *hmap[K, V]) access(key K, what string) (*group[K, V], int) {
	if m != nil {
		raceRead(m, what)
	}
	if m == nil || m.used == 0 {
		checkKey(key)
		return nil, 0
	}
	return m.find(key)
}

// find looks a key up in a map that has entries.
func (m *hmap[K, V]) find(key K) (*group[K, V], int) {
	if m.writing != 0 {
		throw("concurrent map read and map write")
	}
	hashed := hash(key, m.seed)
	if m.dirLen == 0 {
		return m.small.search(key, hashed)
	}
	return m.tableOf(hashed).search(key, hashed)
}

// tableOf is the table for the keys with this hash.
func (m *hmap[K, V]) tableOf(hashed uintptr) *table[K, V] {
	i := uintptr(0)
	if m.dirLen != 1 {
		i = hashed >> (m.globalShift & 63)
	}
	return *index(m.dir, int(i))
}

// search looks for a key among the slots of one group.
func (g *group[K, V]) search(key K, hashed uintptr) (*group[K, V], int) {
	for match := matchH2(g.ctrl, hashed); match != 0; match &= match - 1 {
		i := firstSlot(match)
		if equal(key, g.slots[i].key) {
			return g, i
		}
	}
	return nil, 0
}

// mapassign is the first half of m[key] = v: it returns the address of key's
// element, after making an entry if there was none. The caller stores v.
func mapassign[K comparable, V any](m *hmap[K, V], key K) *V {
	if m == nil {
		panic(plainError{"assignment to entry in nil map"})
	}
	raceWrite(m, "mapassign")
	if m.writing != 0 {
		throw("concurrent map writes")
	}
	hashed := hash(key, m.seed)
	m.writing ^= 1

	if m.dirLen == 0 && m.small == nil {
		m.small = newArray[group[K, V]](1)
		m.small.ctrl = ctrlAllEmpty
	}
	var elem *V
	if m.dirLen == 0 {
		elem = m.placeSmall(key, hashed)
	} else {
		elem = m.place(key, hashed)
	}

	if m.writing == 0 {
		throw("concurrent map writes")
	}
	m.writing ^= 1
	return elem
}

// placeSmall finds or makes the entry of key in a map without tables, or makes
// the map a table when its group is full.
func (m *hmap[K, V]) placeSmall(key K, hashed uintptr) *V {
	g, i := m.small.search(key, hashed)
	if g != nil {
		if needKeyUpdate[K]() {
			g.slots[i].key = key
		}
		return &g.slots[i].elem
	}
	g = m.small
	free := matchEmptyOrDeleted(g.ctrl)
	if free == 0 {
		t := m.growToTable()
		elem := t.add(key, hashed)
		m.used++
		return elem
	}
	i = firstSlot(free)
	g.slots[i].key = key
	storeByte(&g.ctrl, i, uint8(hashed&0x7f))
	m.used++
	return &g.slots[i].elem
}

// growToTable moves the entries of a full small map into a table.
func (m *hmap[K, V]) growToTable() *table[K, V] {
	t := newTable[K, V](2*slotCount, 0, 0)
	t.addGroup(m.small, m.seed)
	dir := newArray[*table[K, V]](1)
	*dir = t
	m.dir = dir
	m.dirLen = 1
	m.globalDepth = 0
	m.globalShift = 64
	return t
}

// place finds or makes the entry of key. Growing replaces the table, so it
// begins anew after that.
func (m *hmap[K, V]) place(key K, hashed uintptr) *V {
	prunes := fastKey[K, V]()
	for {
		t := m.tableOf(hashed)
		g, i, found := t.searchOrFree(key, hashed, prunes)
		if found {
			if needKeyUpdate[K]() {
				g.slots[i].key = key
			}
			return &g.slots[i].elem
		}
		if prunes && t.growthLeft == 0 {
			t.pruneTombstones(m.seed)
		}
		if t.growthLeft > 0 {
			g.slots[i].key = key
			storeByte(&g.ctrl, i, uint8(hashed&0x7f))
			t.growthLeft--
			t.used++
			m.used++
			return &g.slots[i].elem
		}
		t.rehash(m)
	}
}

// mapdelete is delete(m, key).
func mapdelete[K comparable, V any](m *hmap[K, V], key K) {
	if m != nil {
		raceWrite(m, "mapdelete")
	}
	if m == nil || m.used == 0 {
		checkKey(key)
		return
	}
	if m.writing != 0 {
		throw("concurrent map writes")
	}
	hashed := hash(key, m.seed)
	m.writing ^= 1

	if m.dirLen == 0 {
		g, i := m.small.search(key, hashed)
		if g != nil {
			m.used--
			g.clearSlot(i)
			storeByte(&g.ctrl, i, ctrlEmpty)
		}
	} else if m.tableOf(hashed).remove(m, key, hashed) {
		m.tombstonePossible = true
	}
	if m.used == 0 {
		// Nothing depends on the old seed any more. A new one spoils what
		// somebody may have learned about colliding keys.
		m.seed = uintptr(fastrand64())
	}

	if m.writing == 0 {
		throw("concurrent map writes")
	}
	m.writing ^= 1
}

// clearSlot empties a slot. A key without pointers keeps nothing alive and stays.
func (g *group[K, V]) clearSlot(i int) {
	if pointersInSlot[K]() {
		var none K
		g.slots[i].key = none
	}
	var none V
	g.slots[i].elem = none
}

// mapclear is clear(m), and the loop that deletes every key it visits. Tables
// and directory stay.
func mapclear[K comparable, V any](m *hmap[K, V]) {
	if m != nil {
		raceWrite(m, "mapclear")
	}
	if m == nil || m.used == 0 && !m.tombstonePossible {
		return
	}
	if m.writing != 0 {
		throw("concurrent map writes")
	}
	m.writing ^= 1

	if m.dirLen == 0 {
		*m.small = group[K, V]{ctrl: ctrlAllEmpty}
		m.used = 0
	} else {
		var last *table[K, V]
		for i := 0; i < m.dirLen; i++ {
			t := *index(m.dir, i)
			if t != last {
				t.clear()
				last = t
			}
		}
		m.used = 0
		m.tombstonePossible = false
	}
	m.clearSeq++
	m.seed = uintptr(fastrand64())

	if m.writing == 0 {
		throw("concurrent map writes")
	}
	m.writing ^= 1
}

// A match is a word with the top bit of a byte set for every slot that is meant;
// all other bits are 0.

// matchH2 finds the slots whose control byte is the H2 of a hash. It may find a
// slot too many, behind one that matches: comparing keys sorts that out.
func matchH2(ctrl uint64, hashed uintptr) uint64 {
	v := ctrl ^ ctrlLSB*uint64(hashed&0x7f)
	return (v - ctrlLSB) &^ v & ctrlMSB
}

// matchEmpty finds empty slots: top bit set, next but lowest bit not.
func matchEmpty(ctrl uint64) uint64 {
	return ctrl &^ (ctrl << 6) & ctrlMSB
}

func matchEmptyOrDeleted(ctrl uint64) uint64 {
	return ctrl & ctrlMSB
}

func matchFull(ctrl uint64) uint64 {
	return ^ctrl & ctrlMSB
}

// firstSlot is the number of the first slot of a match.
func firstSlot(match uint64) int {
	i := 0
	for match&ctrlEmpty == 0 {
		match >>= 8
		i++
	}
	return i
}

// fastKey reports whether Go compiles assignments to this map by the special
// versions for 4-byte, 8-byte and string keys. They look for a free slot in
// another way and may drop tombstones before they let a table grow.
func fastKey[K comparable, V any]() bool {
	if sizeof[V]() > maxInlineBytes {
		return false
	}
	if reflexive[K]() && needKeyUpdate[K]() {
		return sizeof[K]() == 16 // a string alone
	}
	return plainMemory[K]() && (sizeof[K]() == 4 || sizeof[K]() == 8)
}

// groupSize is how many bytes a group has in Go, alignment aside.
func groupSize[K comparable, V any]() uint64 {
	return 8 + slotCount*uint64(slotSize[K]()+slotSize[V]())
}

// alignUpPow2 is the smallest power of two that is not below n > 0.
func alignUpPow2(n uint64) uint64 {
	p := uint64(1)
	for p < n {
		p <<= 1
	}
	return p
}
