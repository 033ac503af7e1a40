//go:build !go1.24

package runtime

// Maps, as Go had them up to version 1.23: an array of buckets.
//
// Terms
//
//	bucket     8 cells for keys and elements, and a link to an overflow bucket
//	cell       one place in a bucket: a tophash byte, a key, an element
//	chain      a bucket and the overflow buckets linked from it
//	tophash    the top byte of the key's hash, kept beside the cell so that most
//	           cells can be skipped without looking at their key; values below
//	           minTopHash are not hashes but say what became of the cell
//	B          the map has 2^B buckets (and their overflow buckets)
//	growing    oldbuckets != nil: some entries still are in the old array
//	evacuate   to copy the entries of an old chain into the new array
//
// Where a key lives. The low B bits of its hash choose the bucket. All eight
// cells of it are tried, then those of the overflow buckets. New entries take the
// first cell that is free. While the map grows, a key is looked for in its old
// chain as long as that has not been evacuated, and in the new one thereafter.
//
// Growth. An insertion that would bring the average above 6.5 entries a bucket
// doubles the array; one that finds about as many overflow buckets as buckets
// (left behind by deletions) replaces the array by one of the same size, which
// packs the chains anew. Neither moves an entry by itself: from then on each
// assignment and each deletion evacuates the chain it is about to use and one
// more (map_classic_grow.go).
//
// Invariants
//
//   - emptyRest in a cell: every later cell of its chain is free, too.
//   - A chain is evacuated as a whole; its first tophash byte tells.
//   - nevacuate: old buckets below that number are evacuated.
//   - A key that equals itself is in one cell of at most one chain that is not
//     evacuated.
//   - hashWriting is set while an assignment, deletion or clear is under way, and
//     only then. No lock protects anything here: a second goroutine that meets
//     the flag, or a writer that finds it gone, ends the program. The flag is
//     read and written like any other byte, so two goroutines can miss each
//     other.
//   - The flag is set after hashing, for hashing may panic, and cleared before
//     the caller stores the element through the address that mapassign returned.
//
// Simplified. Go compiles special versions for 4-byte, 8-byte and string keys;
// they build the same structure, so one version serves all keys. Buckets are
// typed, not laid out by hand. Keys and elements larger than 128 bytes, which Go
// moves out of the bucket behind a pointer, stay in it here, and only the sizes
// that follow from them are Go's (bucketSize, bucketHasPointers): an address of
// such an element is good until its bucket is evacuated, not for ever. The lists
// that keep overflow buckets of pointer-free maps alive for the garbage
// collector are left out.

const (
	bucketCnt = 8

	// Load factor 6.5 as a fraction.
	loadFactorNum = 13
	loadFactorDen = 2
)

// What a tophash byte below minTopHash says.
const (
	emptyRest      = 0 // free, and so are all later cells of the chain
	emptyOne       = 1 // free
	evacuatedX     = 2 // entry moved to the lower half of the new array
	evacuatedY     = 3 // entry moved to the upper half
	evacuatedEmpty = 4 // was free when its bucket was evacuated
	minTopHash     = 5
)

// Bits of hmap.flags.
const (
	iterator     = 1 // an iterator may be using buckets
	oldIterator  = 2 // an iterator may be using oldbuckets
	hashWriting  = 4 // a goroutine is writing to the map
	sameSizeGrow = 8 // the growth under way is to an array of the same size
)

// hmap is what a map variable points to.
type hmap[K comparable, V any] struct {
	count     int    // number of entries; len(m)
	flags     uint8  // iterator, oldIterator, hashWriting, sameSizeGrow
	B         uint8  // log2 of the number of buckets
	noverflow uint16 // number of overflow buckets, an estimate from B == 16 on
	hash0     uint32 // hash seed

	buckets    *bmap[K, V] // 2^B buckets and spare ones; nil before the first entry when B == 0
	oldbuckets *bmap[K, V] // the array before the growth under way; nil otherwise
	nevacuate  uintptr     // old buckets below this number are evacuated

	extra *mapextra[K, V] // nil until it is needed
}

// mapextra has the field that small maps never use.
type mapextra[K comparable, V any] struct {
	nextOverflow *bmap[K, V] // next spare overflow bucket, nil when there is none
}

// bmap is one bucket.
type bmap[K comparable, V any] struct {
	tophash  [bucketCnt]uint8
	keys     [bucketCnt]K
	elems    [bucketCnt]V
	overflow *bmap[K, V]
}

// makemap is make(map[K]V, hint): a map that can take hint entries without
// growing. Room for 8 is not allocated before the first entry.
func makemap[K comparable, V any](hint int) *hmap[K, V] {
	if hint > 0 && uintptr(hint) > maxAlloc/bucketSize[K, V]() {
		hint = 0
	}
	seed := uint32(fastrand64())
	B := uint8(0)
	for overLoadFactor(hint, B) {
		B++
	}
	if B == 0 {
		return &hmap[K, V]{hash0: seed}
	}
	buckets, next := makeBucketArray[K, V](B, nil)
	h := &hmap[K, V]{B: B, hash0: seed, buckets: buckets}
	if next != nil {
		h.extra = &mapextra[K, V]{nextOverflow: next}
	}
	return h
}

// mapaccess1 is m[key]: the address of the element, or of a zero value.
func mapaccess1[K comparable, V any](h *hmap[K, V], key K) *V {
	b, i := h.access(key, "mapaccess1")
	if b == nil {
		return zeroVal[V]()
	}
	return &b.elems[i]
}

// mapaccess2 is v, ok := m[key].
func mapaccess2[K comparable, V any](h *hmap[K, V], key K) (*V, bool) {
	b, i := h.access(key, "mapaccess2")
	if b == nil {
		return zeroVal[V](), false
	}
	return &b.elems[i], true
}

// access finds the cell of key for a reader: its bucket and number, or nil.
func (h *hmap[K, V]) access(key K, what string) (*bmap[K, V], int) {
	if h != nil {
		raceRead(h, what)
	}
	if h == nil || h.count == 0 {
		hash(key, 0) // for its panic when the key has no hash
		return nil, 0
	}
	if h.flags&hashWriting != 0 {
		throw("concurrent map read and map write")
	}
	return h.find(key)
}

// find looks a key up in a map that has entries, in the old array where its old
// chain has not been evacuated.
func (h *hmap[K, V]) find(key K) (*bmap[K, V], int) {
	hashed := hash(key, uintptr(h.hash0))
	mask := bucketMask(h.B)
	b := index(h.buckets, int(hashed&mask))
	if old := h.oldbuckets; old != nil {
		if !h.sameSizeGrow() {
			mask >>= 1
		}
		oldb := index(old, int(hashed&mask))
		if !evacuated(oldb) {
			b = oldb
		}
	}
	return b.search(key, tophash(hashed))
}

// search looks for a key in the chain that starts with b.
func (b *bmap[K, V]) search(key K, top uint8) (*bmap[K, V], int) {
	for ; b != nil; b = b.overflow {
		for i := 0; i < bucketCnt; i++ {
			t := b.tophash[i]
			if t == top {
				if equal(key, b.keys[i]) {
					return b, i
				}
			} else if t == emptyRest {
				return nil, 0
			}
		}
	}
	return nil, 0
}

// mapassign is the first half of m[key] = v: it returns the address of key's
// element, after making an entry if there was none. The caller stores v.
func mapassign[K comparable, V any](h *hmap[K, V], key K) *V {
	if h == nil {
		panic(plainError{"assignment to entry in nil map"})
	}
	raceWrite(h, "mapassign")
	if h.flags&hashWriting != 0 {
		throw("concurrent map writes")
	}
	hashed := hash(key, uintptr(h.hash0))
	h.flags ^= hashWriting

	if h.buckets == nil {
		h.buckets = newArray[bmap[K, V]](1)
	}
	elem := h.place(key, hashed)

	if h.flags&hashWriting == 0 {
		throw("concurrent map writes")
	}
	h.flags &^= hashWriting
	return elem
}

// place finds or makes the entry of key. Starting to grow changes where the key
// belongs, so it begins anew after that.
func (h *hmap[K, V]) place(key K, hashed uintptr) *V {
	top := tophash(hashed)
	for {
		bucket := hashed & bucketMask(h.B)
		if h.growing() {
			growWork(h, bucket)
		}
		b, i, found := index(h.buckets, int(bucket)).searchOrFree(key, top)
		if found {
			if needKeyUpdate[K]() {
				b.keys[i] = key
			}
			return &b.elems[i]
		}
		if !h.growing() && h.mustGrow() {
			hashGrow(h)
			continue
		}
		if i == bucketCnt {
			b, i = h.newoverflow(b), 0
		}
		b.keys[i] = key
		b.tophash[i] = top
		h.count++
		return &b.elems[i]
	}
}

// searchOrFree looks for a key in the chain that starts with b. When the key is
// not there it returns the first free cell, and when there is no free cell, the
// last bucket and bucketCnt.
func (b *bmap[K, V]) searchOrFree(key K, top uint8) (*bmap[K, V], int, bool) {
	var free *bmap[K, V]
	freeCell := bucketCnt
	for {
		for i := 0; i < bucketCnt; i++ {
			t := b.tophash[i]
			if t == top {
				if equal(key, b.keys[i]) {
					return b, i, true
				}
				continue
			}
			if isEmpty(t) && free == nil {
				free, freeCell = b, i
			}
			if t == emptyRest {
				return free, freeCell, false
			}
		}
		next := b.overflow
		if next == nil {
			break
		}
		b = next
	}
	if free == nil {
		free = b
	}
	return free, freeCell, false
}

// mapdelete is delete(m, key).
func mapdelete[K comparable, V any](h *hmap[K, V], key K) {
	if h != nil {
		raceWrite(h, "mapdelete")
	}
	if h == nil || h.count == 0 {
		hash(key, 0) // for its panic when the key has no hash
		return
	}
	if h.flags&hashWriting != 0 {
		throw("concurrent map writes")
	}
	hashed := hash(key, uintptr(h.hash0))
	h.flags ^= hashWriting

	bucket := hashed & bucketMask(h.B)
	if h.growing() {
		growWork(h, bucket)
	}
	head := index(h.buckets, int(bucket))
	b, i := head.search(key, tophash(hashed))
	if b != nil {
		b.clearCell(i)
		head.trimRest(b, i)
		h.count--
		if h.count == 0 {
			// Nothing depends on the old seed any more. A new one spoils
			// what somebody may have learned about colliding keys.
			h.hash0 = uint32(fastrand64())
		}
	}

	if h.flags&hashWriting == 0 {
		throw("concurrent map writes")
	}
	h.flags &^= hashWriting
}

// clearCell frees a cell. A key without pointers keeps nothing alive and stays.
func (b *bmap[K, V]) clearCell(i int) {
	if pointersInSlot[K]() {
		var none K
		b.keys[i] = none
	}
	var none V
	b.elems[i] = none
	b.tophash[i] = emptyOne
}

// trimRest is called on the first bucket of a chain after cell i of its bucket
// last has become emptyOne. If only free cells follow, it turns this cell and all
// emptyOne cells before it into emptyRest.
func (b *bmap[K, V]) trimRest(last *bmap[K, V], i int) {
	if i < bucketCnt-1 {
		if last.tophash[i+1] != emptyRest {
			return
		}
	} else if last.overflow != nil && last.overflow.tophash[0] != emptyRest {
		return
	}
	for {
		last.tophash[i] = emptyRest
		if i > 0 {
			i--
		} else {
			if last == b {
				return
			}
			next := last
			last = b
			for last.overflow != next {
				last = last.overflow
			}
			i = bucketCnt - 1
		}
		if last.tophash[i] != emptyOne {
			return
		}
	}
}

// mapclear is clear(m), and the loop that deletes every key it visits, which the
// compiler recognizes. The bucket array stays.
func mapclear[K comparable, V any](h *hmap[K, V]) {
	if h != nil {
		raceWrite(h, "mapclear")
	}
	if h == nil || h.count == 0 {
		return
	}
	if h.flags&hashWriting != 0 {
		throw("concurrent map writes")
	}
	h.flags ^= hashWriting

	// Iterators that are under way must not find entries any more, not even in
	// overflow buckets that will no longer belong to the map.
	if goVersion() >= clearEndsIterators {
		markBucketsEmpty(h.buckets, bucketMask(h.B))
		if old := h.oldbuckets; old != nil {
			markBucketsEmpty(old, h.oldbucketmask())
		}
	}
	h.flags &^= sameSizeGrow
	h.oldbuckets = nil
	h.nevacuate = 0
	h.noverflow = 0
	h.count = 0
	h.hash0 = uint32(fastrand64())
	if h.extra != nil {
		h.extra.nextOverflow = nil
	}
	_, next := makeBucketArray(h.B, h.buckets)
	if next != nil {
		h.extra.nextOverflow = next
	}

	if h.flags&hashWriting == 0 {
		throw("concurrent map writes")
	}
	h.flags &^= hashWriting
}

func markBucketsEmpty[K comparable, V any](buckets *bmap[K, V], mask uintptr) {
	for n := uintptr(0); n <= mask; n++ {
		for b := index(buckets, int(n)); b != nil; b = b.overflow {
			for i := 0; i < bucketCnt; i++ {
				b.tophash[i] = emptyRest
			}
		}
	}
}

// tophash is the byte that stands for hashed beside a cell.
func tophash(hashed uintptr) uint8 {
	top := uint8(hashed >> 56)
	if top < minTopHash {
		top += minTopHash
	}
	return top
}

func isEmpty(top uint8) bool {
	return top <= emptyOne
}

func bucketShift(B uint8) uintptr {
	return uintptr(1) << (B & 63)
}

func bucketMask(B uint8) uintptr {
	return bucketShift(B) - 1
}

// bucketSize is how many bytes a bucket has in Go.
func bucketSize[K comparable, V any]() uintptr {
	return bucketCnt*(1+slotSize[K]()+slotSize[V]()) + 8
}

// bucketHasPointers reports whether Go's garbage collector would look into a
// bucket for keys or elements. The link to the overflow bucket does not count.
func bucketHasPointers[K comparable, V any]() bool {
	return pointersInSlot[K]() || pointersInSlot[V]()
}
