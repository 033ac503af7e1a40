//go:build !go1.24

package runtime

// Iteration over bucket-array maps. The terms are those of map_classic.go.
//
// An iterator remembers the bucket array it started with, walks over all its
// buckets once, from a random one on and around the end, and in each bucket from
// a random cell on. It makes no copy and holds no lock. The map may change between
// two steps, by the loop's own body, and these are the rules it keeps:
//
//   - an entry that stays in the map is visited exactly once;
//   - an entry that is deleted before it is reached is not visited;
//   - an entry that is made meanwhile may or may not be visited.
//
// Growth is what makes this hard; there are two cases.
//
// The map has grown since the iterator started (it walks what is now the old
// array, or one that is no longer part of the map). The cells it meets may
// have been evacuated: then the key tells what to look up in the map as it is
// now. The order is still that of the array it started with.
//
// The iterator started in the middle of a growth that is still going on (it walks
// the new array, parts of which are not filled yet). Where the old chain behind
// the present bucket has not been evacuated, it walks that old chain and takes
// only the entries that will go to the present bucket. checkBucket remembers which
// bucket that is.
//
// mapiternext is only told of a concurrent writer by the flag, at its start.

const noCheck = 1<<64 - 1 // no checkBucket

// hiter is the state of one loop. It is passed and returned by value: no other
// goroutine can see it, so no access to it is a step. The compiler takes the loop
// variables from where key and elem point, and ends the loop when key is nil.
type hiter[K comparable, V any] struct {
	key         *K
	elem        *V
	h           *hmap[K, V]
	buckets     *bmap[K, V] // bucket array at the start
	bptr        *bmap[K, V] // present bucket, nil: go on to the next chain
	startBucket uintptr     // bucket where the walk began
	offset      uint8       // cell where the walk begins in every bucket
	wrapped     bool        // has gone around the end of the array
	B           uint8       // B at the start
	i           uint8       // next cell, counted from offset
	bucket      uintptr     // next chain
	checkBucket uintptr     // take only what belongs here, or noCheck
}

// mapiterinit begins a loop and goes to its first entry.
func mapiterinit[K comparable, V any](h *hmap[K, V]) hiter[K, V] {
	if h != nil {
		raceRead(h, "mapiterinit")
	}
	if h == nil || h.count == 0 {
		return hiter[K, V]{}
	}
	return mapiternext(mapiterstart(h))
}

// mapiterstart chooses where the walk begins.
func mapiterstart[K comparable, V any](h *hmap[K, V]) hiter[K, V] {
	var it hiter[K, V]
	it.h = h
	it.B = h.B
	it.buckets = h.buckets
	r := uintptr(fastrand64())
	it.startBucket = r & bucketMask(h.B)
	it.offset = uint8(r>>(h.B&63)) & (bucketCnt - 1)
	it.bucket = it.startBucket

	// Other goroutines may be starting to iterate over the map, too, and that
	// is no mistake. Hence an atomic operation.
	if h.flags&(iterator|oldIterator) != iterator|oldIterator {
		atomicOr8(&h.flags, iterator|oldIterator)
	}
	return it
}

// mapiternext goes on to the next entry.
func mapiternext[K comparable, V any](it hiter[K, V]) hiter[K, V] {
	h := it.h
	raceRead(h, "mapiternext")
	if h.flags&hashWriting != 0 {
		throw("concurrent map iteration and map write")
	}
	b := it.bptr
	for {
		if b == nil {
			if it.bucket == it.startBucket && it.wrapped {
				it.key = nil
				it.elem = nil
				return it
			}
			b, it.checkBucket = openChain(it)
			it.bucket++
			if it.bucket == bucketShift(it.B) {
				it.bucket = 0
				it.wrapped = true
			}
			it.i = 0
		}
		for it.i < bucketCnt {
			cell := int((it.i + it.offset) & (bucketCnt - 1))
			it.i++
			top := b.tophash[cell]
			if isEmpty(top) || top == evacuatedEmpty {
				continue
			}
			if it.checkBucket != noCheck && !h.sameSizeGrow() && !belongs(h, b, cell, it.checkBucket, it.B) {
				continue
			}
			it.key, it.elem = current(h, b, cell)
			if it.key != nil {
				it.bptr = b
				return it
			}
		}
		b = b.overflow
		it.i = 0
	}
}

// openChain returns the chain that has the entries of the next bucket: the old
// one, with the number of the bucket to check for, or the bucket's own, with
// noCheck.
func openChain[K comparable, V any](it hiter[K, V]) (*bmap[K, V], uintptr) {
	h := it.h
	if h.growing() && it.B == h.B {
		b := index(h.oldbuckets, int(it.bucket&h.oldbucketmask()))
		if !evacuated(b) {
			return b, it.bucket
		}
	}
	return index(it.buckets, int(it.bucket)), noCheck
}

// belongs reports whether the entry in a cell of an old bucket will go to the new
// bucket check, one of 2^B. For keys that are not equal to themselves it must
// predict what chooseHalf will do.
func belongs[K comparable, V any](h *hmap[K, V], b *bmap[K, V], cell int, check uintptr, B uint8) bool {
	k := b.keys[cell]
	if reflexive[K]() || equal(k, k) {
		hashed := hash(k, uintptr(h.hash0))
		return hashed&bucketMask(B) == check
	}
	return check>>(B-1) == uintptr(b.tophash[cell]&1)
}

// current returns where the entry of a cell is by now. An evacuated cell may be
// out of date: its key is looked up in the map, and the result is nil if it is
// not there any more. A key that is not equal to itself cannot be looked up, but
// it cannot have been changed or deleted either.
func current[K comparable, V any](h *hmap[K, V], b *bmap[K, V], cell int) (*K, *V) {
	top := b.tophash[cell]
	k := b.keys[cell]
	if (top != evacuatedX && top != evacuatedY) || !(reflexive[K]() || equal(k, k)) {
		return &b.keys[cell], &b.elems[cell]
	}
	if h.count == 0 {
		return nil, nil
	}
	now, i := h.find(k)
	if now == nil {
		return nil, nil
	}
	return &now.keys[i], &now.elems[i]
}
