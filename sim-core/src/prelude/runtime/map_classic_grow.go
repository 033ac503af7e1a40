//go:build !go1.24

package runtime

// Growth of bucket-array maps. The terms are those of map_classic.go.
//
// hashGrow hangs the present array into oldbuckets and puts an empty one in its
// place. Entries follow in small portions: every assignment and deletion calls
// growWork, which evacuates the old chain that the key belongs to, so that the
// writer can work in the new array only, and one more, so that the growth comes
// to an end. Readers evacuate nothing.
//
// When the array doubles, one more bit of the hash counts. Old bucket i goes to
// two new ones: entries whose new bit is 0 to X, bucket i, the others to Y,
// bucket i + 2^(B-1). Nothing else is ever moved to these two before that, so
// the entries are simply laid down one after the other. When the size stays the
// same, everything goes to X.
//
// An evacuated cell keeps a mark that tells where its entry went. Iterators that
// are still walking the old array read it.
//
// Overflow buckets. From 16 buckets on, an array is allocated with some spare
// buckets at its end, which become overflow buckets first. nextOverflow walks
// over them. All but the last have a nil link; the link of the last one points
// to the array itself until that bucket is used, and so marks the end.

// hashGrow starts a growth.
func hashGrow[K comparable, V any](h *hmap[K, V]) {
	bigger := uint8(1)
	if !overLoadFactor(h.count+1, h.B) {
		bigger = 0
		h.flags |= sameSizeGrow
	}
	old := h.buckets
	buckets, next := makeBucketArray[K, V](h.B+bigger, nil)

	// Iterators that walk the present array will be walking the old one.
	flags := h.flags &^ (iterator | oldIterator)
	if h.flags&iterator != 0 {
		flags |= oldIterator
	}
	h.B += bigger
	h.flags = flags
	h.oldbuckets = old
	h.buckets = buckets
	h.nevacuate = 0
	h.noverflow = 0
	if next != nil {
		if h.extra == nil {
			h.extra = new(mapextra[K, V])
		}
		h.extra.nextOverflow = next
	}
}

// growWork evacuates the old chain behind the given new bucket, and one more.
func growWork[K comparable, V any](h *hmap[K, V], bucket uintptr) {
	evacuate(h, bucket&h.oldbucketmask())
	if h.growing() {
		evacuate(h, h.nevacuate)
	}
}

// evacDst is where the next evacuated entry goes: cell i of bucket b.
type evacDst[K comparable, V any] struct {
	b *bmap[K, V]
	i int
}

// evacuate moves the entries of one old chain into the new array, unless that
// has been done.
func evacuate[K comparable, V any](h *hmap[K, V], oldbucket uintptr) {
	b := index(h.oldbuckets, int(oldbucket))
	newbit := h.noldbuckets()
	if !evacuated(b) {
		h.evacuateChain(b, oldbucket, newbit)
		// Without the entries, the first bucket need not keep alive what
		// they point to. Its marks are still needed.
		if h.flags&oldIterator == 0 && bucketHasPointers[K, V]() {
			b = index(h.oldbuckets, int(oldbucket))
			b.keys = [bucketCnt]K{}
			b.elems = [bucketCnt]V{}
			b.overflow = nil
		}
	}
	if oldbucket == h.nevacuate {
		advanceEvacuationMark(h, newbit)
	}
}

func (h *hmap[K, V]) evacuateChain(b *bmap[K, V], oldbucket, newbit uintptr) {
	x := evacDst[K, V]{b: index(h.buckets, int(oldbucket))}
	var y evacDst[K, V]
	if !h.sameSizeGrow() {
		y.b = index(h.buckets, int(oldbucket+newbit))
	}
	for ; b != nil; b = b.overflow {
		for i := 0; i < bucketCnt; i++ {
			top := b.tophash[i]
			if isEmpty(top) {
				b.tophash[i] = evacuatedEmpty
				continue
			}
			if top < minTopHash {
				throw("bad map state")
			}
			useY := uint8(0)
			if !h.sameSizeGrow() {
				useY, top = h.chooseHalf(b.keys[i], top, newbit)
			}
			b.tophash[i] = evacuatedX + useY
			if useY == 0 {
				x = h.moveCell(x, b, i, top)
			} else {
				y = h.moveCell(y, b, i, top)
			}
		}
	}
}

// chooseHalf decides which half of the doubled array an entry goes to, 0 for X
// and 1 for Y, and what its tophash will be there.
//
// The hash of a key that is not equal to itself (NaN) is another one every time.
// An iterator must still be able to tell which half such a key will go to, so
// the low bit of its old tophash decides, and the new tophash is drawn anew to
// spread these keys at the next growth.
func (h *hmap[K, V]) chooseHalf(k K, top uint8, newbit uintptr) (uint8, uint8) {
	hashed := hash(k, uintptr(h.hash0))
	if h.flags&iterator != 0 && !reflexive[K]() && !equal(k, k) {
		return top & 1, tophash(hashed)
	}
	if hashed&newbit != 0 {
		return 1, top
	}
	return 0, top
}

// moveCell copies cell i of bucket b to dst and returns where the next entry of
// that half goes.
func (h *hmap[K, V]) moveCell(dst evacDst[K, V], b *bmap[K, V], i int, top uint8) evacDst[K, V] {
	if dst.i == bucketCnt {
		dst.b = h.newoverflow(dst.b)
		dst.i = 0
	}
	dst.b.tophash[dst.i] = top
	dst.b.keys[dst.i] = b.keys[i]
	dst.b.elems[dst.i] = b.elems[i]
	dst.i++
	return dst
}

// advanceEvacuationMark moves nevacuate past the evacuated buckets that follow
// it, at most 1024 at a time, and ends the growth when it has passed all newbit
// old buckets.
func advanceEvacuationMark[K comparable, V any](h *hmap[K, V], newbit uintptr) {
	h.nevacuate++
	stop := h.nevacuate + 1024
	if stop > newbit {
		stop = newbit
	}
	for h.nevacuate != stop && evacuated(index(h.oldbuckets, int(h.nevacuate))) {
		h.nevacuate++
	}
	if h.nevacuate == newbit {
		h.oldbuckets = nil
		h.flags &^= sameSizeGrow
	}
}

// makeBucketArray makes an array of at least 2^B buckets, or clears the one that
// it made for the same B before. It also returns the first spare bucket, nil
// when there are none.
func makeBucketArray[K comparable, V any](B uint8, cleared *bmap[K, V]) (*bmap[K, V], *bmap[K, V]) {
	base := bucketShift(B)
	n := base
	if B >= 4 {
		// As many spare buckets as a map of this size is likely to need,
		// and whatever else fits into the memory block.
		n += bucketShift(B - 4)
		size := bucketSize[K, V]()
		if up := roundupsize(n*size, !bucketHasPointers[K, V]()); up != n*size {
			n = up / size
		}
	}
	buckets := cleared
	if buckets == nil {
		buckets = newArray[bmap[K, V]](int(n))
	} else {
		for i := uintptr(0); i < n; i++ {
			*index(buckets, int(i)) = bmap[K, V]{}
		}
	}
	if base == n {
		return buckets, nil
	}
	index(buckets, int(n-1)).overflow = buckets
	return buckets, index(buckets, int(base))
}

// newoverflow links a fresh bucket behind b, the last one of its chain.
func (h *hmap[K, V]) newoverflow(b *bmap[K, V]) *bmap[K, V] {
	var fresh *bmap[K, V]
	if h.extra != nil && h.extra.nextOverflow != nil {
		fresh = h.extra.nextOverflow
		if fresh.overflow == nil {
			h.extra.nextOverflow = index(fresh, 1)
		} else {
			fresh.overflow = nil
			h.extra.nextOverflow = nil
		}
	} else {
		fresh = newArray[bmap[K, V]](1)
	}
	h.incrnoverflow()
	b.overflow = fresh
	return fresh
}

// incrnoverflow counts an overflow bucket. The counter has 16 bits, and what is
// asked of it is whether there are about as many overflow buckets as buckets; in
// large maps it therefore counts only one in 2^(B-15), by chance.
func (h *hmap[K, V]) incrnoverflow() {
	if h.B < 16 {
		h.noverflow++
		return
	}
	mask := uint32(1)<<(h.B-15) - 1
	if uint32(fastrand64())&mask == 0 {
		h.noverflow++
	}
}

// mustGrow reports whether one more entry is reason to start a growth.
func (h *hmap[K, V]) mustGrow() bool {
	B := h.B
	return overLoadFactor(h.count+1, B) || tooManyOverflowBuckets(h.noverflow, B)
}

// overLoadFactor reports whether count entries are too many for 2^B buckets. Up
// to 8 entries fit into one bucket, however uneven.
func overLoadFactor(count int, B uint8) bool {
	return count > bucketCnt && uintptr(count) > loadFactorNum*(bucketShift(B)/loadFactorDen)
}

// tooManyOverflowBuckets reports whether there are about as many overflow
// buckets as buckets. With that many, and the load factor not exceeded, most of
// their cells must be free.
func tooManyOverflowBuckets(noverflow uint16, B uint8) bool {
	if B > 15 {
		B = 15
	}
	return noverflow >= uint16(1)<<B
}

// evacuated reports whether the chain that starts with b is evacuated.
func evacuated[K comparable, V any](b *bmap[K, V]) bool {
	top := b.tophash[0]
	return top > emptyOne && top < minTopHash
}

func (h *hmap[K, V]) growing() bool {
	return h.oldbuckets != nil
}

func (h *hmap[K, V]) sameSizeGrow() bool {
	return h.flags&sameSizeGrow != 0
}

// noldbuckets is the number of buckets before the growth under way.
func (h *hmap[K, V]) noldbuckets() uintptr {
	B := h.B
	if !h.sameSizeGrow() {
		B--
	}
	return bucketShift(B)
}

func (h *hmap[K, V]) oldbucketmask() uintptr {
	return h.noldbuckets() - 1
}
