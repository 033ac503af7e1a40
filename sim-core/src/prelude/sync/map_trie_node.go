//go:build go1.24

package sync

import (
	"sync/atomic"
	"unsafe"
)

// The nodes of the hash-trie of map_trie.go. A node pointer in a slot points to the
// first field of an entry or of an indirect; isEntry tells which.

type node struct {
	isEntry bool
}

type indirect struct {
	node
	dead     atomic.Bool
	mu       Mutex // held to change a slot, or the chain of an entry in one
	parent   *indirect
	children [children]atomic.Pointer[node]
}

type entry struct {
	node
	overflow atomic.Pointer[entry] // the next one of the same hash
	key      any
	value    any
}

func newIndirect(parent *indirect) *indirect { return &indirect{parent: parent} }

func newEntry(key, value any) *entry {
	return &entry{node: node{isEntry: true}, key: key, value: value}
}

func (n *node) entry() *entry       { return (*entry)(unsafe.Pointer(n)) }
func (n *node) indirect() *indirect { return (*indirect)(unsafe.Pointer(n)) }

// child is the slot for a hash at the level of shift.
func (i *indirect) child(h uintptr, shift uint) *atomic.Pointer[node] {
	return &i.children[(h>>shift)&(children-1)]
}

func (i *indirect) empty() bool {
	count := 0
	for c := range i.children {
		if i.children[c].Load() != nil {
			count++
		}
	}
	return count == 0
}

// walk calls f for the entries below i, slot by slot. It is false when f was.
func (i *indirect) walk(f func(key, value any) bool) bool {
	for c := range i.children {
		n := i.children[c].Load()
		switch {
		case n == nil:
		case n.isEntry:
			for e := n.entry(); e != nil; e = e.overflow.Load() {
				if !f(e.key, e.value) {
					return false
				}
			}
		case !n.indirect().walk(f):
			return false
		}
	}
	return true
}

// expand is what a slot of parent with entry old must hold when added comes to it.
// Of the same hash, both are one chain. Otherwise they stand below as many new
// indirects as it takes until their hashes differ. All of it is built before anybody
// can see it.
func (m *Map) expand(old, added *entry, h uintptr, shift uint, parent *indirect) *node {
	oldHash := hash(old.key, m.seed)
	if oldHash == h {
		added.overflow.Store(old)
		return &added.node
	}
	top := newIndirect(parent)
	for i := top; ; {
		if shift == 0 {
			panic("internal/sync.HashTrieMap: ran out of hash bits while inserting")
		}
		shift -= childrenLog2
		mine, other := i.child(h, shift), i.child(oldHash, shift)
		if mine != other {
			other.Store(&old.node)
			mine.Store(&added.node)
			return &top.node
		}
		below := newIndirect(i)
		mine.Store(&below.node)
		i = below
	}
}

// prune cuts off i and the nodes above it that have become empty, and returns the
// node whose lock is held in the end. h and shift say which slot of i it was.
func prune(i *indirect, h uintptr, shift uint) *indirect {
	for i.parent != nil && i.empty() {
		shift += childrenLog2
		parent := i.parent
		parent.mu.Lock()
		i.dead.Store(true)
		parent.child(h, shift).Store(nil)
		i.mu.Unlock()
		i = parent
	}
	return i
}

// is reports whether an entry is key's, with value *old if that is given.
func (e *entry) is(key any, old *any) bool {
	return e.key == key && (old == nil || e.value == *old)
}

// lookup is the value under key in the chain that begins with e.
func (e *entry) lookup(key any) (value any, ok bool) {
	for ; e != nil; e = e.overflow.Load() {
		if e.key == key {
			return e.value, true
		}
	}
	return nil, false
}

// has reports whether the chain has key, with value *old if that is given.
func (e *entry) has(key any, old *any) bool {
	for ; e != nil; e = e.overflow.Load() {
		if e.is(key, old) {
			return true
		}
	}
	return false
}

// replace puts a new entry in the place of key's (with value *old, if that is given).
// It returns the chain's first entry after that, and the entry that was replaced,
// nil if there is none.
func (e *entry) replace(key, value any, old *any) (head, replaced *entry) {
	if e.is(key, old) {
		added := newEntry(key, value)
		if chain := e.overflow.Load(); chain != nil {
			added.overflow.Store(chain)
		}
		return added, e
	}
	link := &e.overflow
	for at := link.Load(); at != nil; at = at.overflow.Load() {
		if at.is(key, old) {
			added := newEntry(key, value)
			added.overflow.Store(at.overflow.Load())
			link.Store(added)
			return e, at
		}
		link = &at.overflow
	}
	return e, nil
}

// without takes key's entry (with value *old, if that is given) out of the chain. It
// returns the chain's first entry after that, nil if the chain is empty, and the
// entry that was taken out, nil if there is none.
func (e *entry) without(key any, old *any) (head, gone *entry) {
	if e.is(key, old) {
		return e.overflow.Load(), e
	}
	link := &e.overflow
	for at := link.Load(); at != nil; at = at.overflow.Load() {
		if at.is(key, old) {
			link.Store(at.overflow.Load())
			return e, at
		}
		link = &at.overflow
	}
	return e, nil
}
