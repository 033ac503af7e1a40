//go:build !go1.24

package sync

// Map, as Go has it up to version 1.23: two maps over shared entries.
//
// Terms
//
//	read      the map that is read without a lock; it never changes, it is only
//	          replaced
//	dirty     the map that takes new keys; only under mu
//	entry     the place of one key's value; both maps point to the same one
//	amended   dirty has a key that read has not
//	miss      an operation that had to look into dirty
//	promotion dirty becomes read, after as many misses as it has keys, or when
//	          all keys are asked for
//	expunged  a deleted entry of read that has been left out of dirty
//
// A value that is there already is loaded, replaced and deleted by one atomic
// operation on its entry, without a lock. A new key needs the lock, and the first
// new key after a promotion needs a copy of the whole of read: dirty holds all
// live keys, so that promotion is one store.
//
// What an entry points to. A box with the value; nil once the key was deleted;
// expunged if it was deleted and dirty has since been built without it. Storing to
// an expunged entry must therefore put it into dirty first.
//
// Invariants
//
//   - dirty is nil, or holds every entry of read that is not expunged.
//   - An entry becomes expunged, and ceases to be, only under mu.
//   - misses counts since the last promotion, only under mu.
//
// Simplified. Before Go 1.20 read was in an atomic.Value and not behind a pointer,
// and Store did not return what it replaced; both are the newer form here.

// Map is a map[any]any that goroutines may share. The zero Map is empty.
type Map struct {
	mu     Mutex
	read   pointer[readOnly]
	dirty  map[any]*entry
	misses int
}

// readOnly is what Map.read points to. It is never written after it was published.
type readOnly struct {
	m       map[any]*entry
	amended bool
}

// entry is one key's place.
type entry struct {
	p pointer[any]
}

// expunged is a box that holds nothing and is known by its address.
var expunged = new(any)

// Load is the value under key.
func (m *Map) Load(key any) (value any, ok bool) {
	if e := m.find(key, false); e != nil {
		return e.load()
	}
	return nil, false
}

// LoadAndDelete takes key out and returns the value that it had.
func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	if e := m.find(key, true); e != nil {
		return e.delete()
	}
	return nil, false
}

// Delete takes key out.
func (m *Map) Delete(key any) { m.LoadAndDelete(key) }

// Store sets the value under key.
func (m *Map) Store(key, value any) { m.exchange(key, value) }

// LoadOrStore is the value under key, or, if there is none, stores the given one.
func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	if e, known := m.snapshot().m[key]; known {
		if actual, loaded, done := e.tryLoadOrStore(value); done {
			return actual, loaded
		}
	}
	m.mu.Lock()
	read := m.snapshot()
	if e, known := read.m[key]; known {
		m.revive(key, e)
		actual, loaded, _ = e.tryLoadOrStore(value)
	} else if e, known := m.dirty[key]; known {
		actual, loaded, _ = e.tryLoadOrStore(value)
		m.missLocked()
	} else {
		m.addLocked(read, key, value)
		actual = value
	}
	m.mu.Unlock()
	return actual, loaded
}

// Range calls f for each key until f returns false. A map that was amended is
// promoted first, so that all keys are in read.
func (m *Map) Range(f func(key, value any) bool) {
	read := m.snapshot()
	if read.amended {
		m.mu.Lock()
		if read = m.snapshot(); read.amended {
			read = readOnly{m: m.dirty}
			m.promote(read)
		}
		m.mu.Unlock()
	}
	for key, e := range read.m {
		if value, there := e.load(); there && !f(key, value) {
			return
		}
	}
}

// snapshot is the read map of this moment.
func (m *Map) snapshot() readOnly {
	if read := m.read.Load(); read != nil {
		return *read
	}
	return readOnly{}
}

// find is the entry of key, or nil. Where read cannot tell, dirty is asked under
// the lock, which is a miss whether the key is there or not. With remove, the key
// also leaves dirty.
func (m *Map) find(key any, remove bool) *entry {
	read := m.snapshot()
	e, known := read.m[key]
	if known || !read.amended {
		return e
	}
	m.mu.Lock()
	// A promotion may have come first.
	read = m.snapshot()
	if e, known = read.m[key]; !known && read.amended {
		e = m.dirty[key]
		if remove {
			delete(m.dirty, key)
		}
		m.missLocked()
	}
	m.mu.Unlock()
	return e
}

// exchange sets the value under key and returns the one before.
func (m *Map) exchange(key, value any) (previous any, loaded bool) {
	if e, known := m.snapshot().m[key]; known {
		if old, done := e.trySwap(&value); done {
			return unbox(old)
		}
	}
	m.mu.Lock()
	read := m.snapshot()
	if e, known := read.m[key]; known {
		m.revive(key, e)
		previous, loaded = unbox(e.p.Swap(&value))
	} else if e, known := m.dirty[key]; known {
		previous, loaded = unbox(e.p.Swap(&value))
	} else {
		m.addLocked(read, key, value)
	}
	m.mu.Unlock()
	return previous, loaded
}

// revive makes an expunged entry an ordinary deleted one, which both maps have.
func (m *Map) revive(key any, e *entry) {
	if e.p.CompareAndSwap(expunged, nil) {
		m.dirty[key] = e
	}
}

// addLocked puts a key that neither map has into dirty, which it makes if need be.
func (m *Map) addLocked(read readOnly, key, value any) {
	if !read.amended {
		m.dirtyLocked()
		m.read.Store(&readOnly{m: read.m, amended: true})
	}
	m.dirty[key] = newEntry(value)
}

// dirtyLocked makes dirty a copy of read if there is none, and expunges what was
// deleted.
func (m *Map) dirtyLocked() {
	if m.dirty != nil {
		return
	}
	read := m.snapshot()
	m.dirty = make(map[any]*entry, len(read.m))
	for key, e := range read.m {
		if !e.tryExpunge() {
			m.dirty[key] = e
		}
	}
}

// missLocked counts a miss, and promotes dirty once that has cost as much as a
// copy of it.
func (m *Map) missLocked() {
	m.misses++
	if m.misses >= len(m.dirty) {
		m.promote(readOnly{m: m.dirty})
	}
}

// promote publishes what was dirty.
func (m *Map) promote(read readOnly) {
	m.read.Store(&read)
	m.dirty = nil
	m.misses = 0
}

func newEntry(value any) *entry {
	e := new(entry)
	e.p.Store(&value)
	return e
}

// unbox is what an entry's pointer stands for; expunged is not asked for here.
func unbox(box *any) (value any, ok bool) {
	if box == nil {
		return nil, false
	}
	return *box, true
}

// live reports whether a box holds a value.
func live(box *any) bool { return box != nil && box != expunged }

func (e *entry) load() (value any, ok bool) {
	if box := e.p.Load(); live(box) {
		return *box, true
	}
	return nil, false
}

func (e *entry) delete() (value any, ok bool) {
	for {
		box := e.p.Load()
		if !live(box) {
			return nil, false
		}
		if e.p.CompareAndSwap(box, nil) {
			return *box, true
		}
	}
}

// trySwap replaces the box unless the entry is expunged.
func (e *entry) trySwap(new *any) (old *any, done bool) {
	for {
		old = e.p.Load()
		if old == expunged {
			return nil, false
		}
		if e.p.CompareAndSwap(old, new) {
			return old, true
		}
	}
}

// tryLoadOrStore is LoadOrStore on an entry; done is false if it is expunged.
func (e *entry) tryLoadOrStore(value any) (actual any, loaded, done bool) {
	for box := e.p.Load(); box != expunged; box = e.p.Load() {
		if box != nil {
			return *box, true, true
		}
		if e.p.CompareAndSwap(nil, &value) {
			return value, false, true
		}
	}
	return nil, false, false
}

// tryExpunge expunges a deleted entry and reports whether it is one now.
func (e *entry) tryExpunge() bool {
	box := e.p.Load()
	for box == nil {
		if e.p.CompareAndSwap(nil, expunged) {
			return true
		}
		box = e.p.Load()
	}
	return box == expunged
}
