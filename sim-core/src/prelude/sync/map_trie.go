//go:build go1.24

package sync

import "sync/atomic"

// Map, as Go has it from version 1.24 on: a hash-trie.
//
// Terms
//
//	indirect  an inner node: 16 children and the lock that whoever changes them
//	          must hold
//	entry     a leaf: one key and its value, which never change; to replace the
//	          value is to replace the entry
//	slot      one of the children: nil, an entry, or an indirect
//	overflow  further entries of the same hash behind an entry: a chain
//	dead      an indirect that has been cut off because it was empty
//
// Where a key lives. Every level of the tree uses four bits of the hash, the top
// ones at the root, so there are at most 16 levels. A key's entry stands in the
// first slot on its way that holds no indirect. When a second key comes to an
// entry's slot, indirects are put between until the two hashes differ
// (map_trie_node.go).
//
// Reading takes no lock: each slot is one atomic pointer, and what it points to is
// complete before it is published. A change finds its slot the same way, then locks
// the indirect and looks again: if by now the slot holds an indirect, or the node
// is dead, it starts over at the root.
//
// Invariants
//
//   - root is an indirect and never dead.
//   - Only the root may be an indirect without children.
//   - Locks are taken from a node to its parent, never the other way.
//
// Simplified. Go wraps this type once more, as the map of package unique has it
// too, and takes the hash function and == out of the type of map[any]any; here they
// are the runtime's own.

// Map is a map[any]any that goroutines may share. The zero Map is empty.
type Map struct {
	inited atomic.Uint32 // 1 once root and seed are there
	initMu Mutex
	root   atomic.Pointer[indirect]
	seed   uintptr
}

const (
	childrenLog2 = 4
	children     = 1 << childrenLog2
	hashBits     = 64
)

// spot is where the way down for one hash ends.
type spot struct {
	i     *indirect
	shift uint // the slot's four bits of the hash start here
	slot  *atomic.Pointer[node]
	n     *node // what was in it: nil or an entry
}

// prepare makes the root at the first use.
func (m *Map) prepare() {
	if m.inited.Load() != 0 {
		return
	}
	m.initMu.Lock()
	defer m.initMu.Unlock()
	if m.inited.Load() == 0 {
		m.root.Store(newIndirect(nil))
		m.seed = uintptr(randomSeed())
		m.inited.Store(1)
	}
}

// descend follows a hash down to the first slot without an indirect.
func (m *Map) descend(h uintptr) spot {
	i := m.root.Load()
	for shift := uint(hashBits - childrenLog2); ; shift -= childrenLog2 {
		slot := i.child(h, shift)
		n := slot.Load()
		if n == nil || n.isEntry {
			return spot{i, shift, slot, n}
		}
		if shift == 0 {
			panic("internal/sync.HashTrieMap: ran out of hash bits while iterating")
		}
		i = n.indirect()
	}
}

// Load is the value under key.
func (m *Map) Load(key any) (value any, ok bool) {
	m.prepare()
	if at := m.descend(hash(key, m.seed)); at.n != nil {
		return at.n.entry().lookup(key)
	}
	return nil, false
}

// LoadOrStore is the value under key, or, if there is none, stores the given one.
func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	m.prepare()
	h := hash(key, m.seed)
	var at spot
	for locked := false; !locked; locked = at.lock() {
		at = m.descend(h)
		if at.n == nil {
			continue
		}
		if actual, loaded = at.n.entry().lookup(key); loaded {
			return actual, true
		}
	}
	defer at.i.mu.Unlock()
	if at.n != nil {
		if actual, loaded = at.n.entry().lookup(key); loaded {
			return actual, true
		}
	}
	m.insert(at, h, key, value)
	return value, false
}

// Store sets the value under key.
func (m *Map) Store(key, value any) { m.Swap(key, value) }

// Swap sets the value under key and returns the one before.
func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	m.prepare()
	h := hash(key, m.seed)
	at := m.descend(h)
	for !at.lock() {
		at = m.descend(h)
	}
	defer at.i.mu.Unlock()
	if at.n != nil {
		if head, old := at.n.entry().replace(key, value, nil); old != nil {
			at.slot.Store(&head.node)
			return old.value, true
		}
	}
	m.insert(at, h, key, value)
	return nil, false
}

// CompareAndSwap sets the value under key if it is old.
func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	m.prepare()
	at := m.find(key, hash(key, m.seed), &old)
	if at.i == nil {
		return false
	}
	defer at.i.mu.Unlock()
	if at.n == nil {
		return false
	}
	head, replaced := at.n.entry().replace(key, new, &old)
	if replaced == nil {
		return false
	}
	at.slot.Store(&head.node)
	return true
}

// Delete takes key out.
func (m *Map) Delete(key any) { m.LoadAndDelete(key) }

// LoadAndDelete takes key out and returns the value that it had.
func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	if e := m.remove(key, nil); e != nil {
		return e.value, true
	}
	return nil, false
}

// CompareAndDelete takes key out if its value is old.
func (m *Map) CompareAndDelete(key, old any) (deleted bool) {
	return m.remove(key, &old) != nil
}

// Clear takes all keys out, by a new root.
func (m *Map) Clear() {
	m.prepare()
	m.root.Store(newIndirect(nil))
}

// Range calls f for each key until f returns false. The order is that of the tree.
// It holds no lock: f may do to the map what it likes.
func (m *Map) Range(f func(key, value any) bool) {
	m.prepare()
	m.root.Load().walk(f)
}

// find locks the node under which key has an entry (with value *old, if that is
// given). Without one there is no node and no lock. When the lock has been won the
// entry may be gone: that is for the caller to look at.
func (m *Map) find(key any, h uintptr, old *any) spot {
	for {
		at := m.descend(h)
		if at.n == nil || !at.n.entry().has(key, old) {
			return spot{}
		}
		at.i.mu.Lock()
		at.n = at.slot.Load()
		if !at.i.dead.Load() && (at.n == nil || at.n.isEntry) {
			return at
		}
		at.i.mu.Unlock()
	}
}

// lock takes the lock of the node and reports whether the slot is still one without
// an indirect, in a node that is still there; if not, the lock is given back.
func (at *spot) lock() bool {
	at.i.mu.Lock()
	at.n = at.slot.Load()
	if (at.n == nil || at.n.isEntry) && !at.i.dead.Load() {
		return true
	}
	at.i.mu.Unlock()
	return false
}

// insert puts a new key where it belongs; the lock is held.
func (m *Map) insert(at spot, h uintptr, key, value any) {
	e := newEntry(key, value)
	if at.n == nil {
		at.slot.Store(&e.node)
		return
	}
	at.slot.Store(m.expand(at.n.entry(), e, h, at.shift, at.i))
}

// remove takes out key's entry (with value *old, if that is given) and returns it.
// Nodes that become empty are cut off on the way up.
func (m *Map) remove(key any, old *any) *entry {
	m.prepare()
	h := hash(key, m.seed)
	at := m.find(key, h, nil) // values are compared under the lock only
	if at.i == nil {
		return nil
	}
	i := at.i
	if at.n == nil {
		i.mu.Unlock()
		return nil
	}
	head, gone := at.n.entry().without(key, old)
	switch {
	case gone == nil:
	case head != nil:
		at.slot.Store(&head.node)
	default:
		at.slot.Store(nil)
		i = prune(i, h, at.shift)
	}
	i.mu.Unlock()
	return gone
}
