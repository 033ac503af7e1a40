//go:build go1.20 && !go1.24

package sync

// Swap sets the value under key and returns the one before. Since Go 1.20.
func (m *Map) Swap(key, value any) (previous any, loaded bool) { return m.exchange(key, value) }

// CompareAndSwap sets the value under key if it is old. Since Go 1.20.
func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	read := m.snapshot()
	if e, known := read.m[key]; known {
		return e.tryCompareAndSwap(old, new)
	}
	if !read.amended {
		return false
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if e, known := m.snapshot().m[key]; known {
		return e.tryCompareAndSwap(old, new)
	}
	e, known := m.dirty[key]
	if known {
		swapped = e.tryCompareAndSwap(old, new)
		m.missLocked()
	}
	return swapped
}

// CompareAndDelete takes key out if its value is old. Since Go 1.20. A key of dirty
// stays there: the comparison comes after the lock has been given back.
func (m *Map) CompareAndDelete(key, old any) (deleted bool) {
	e := m.find(key, false)
	for e != nil {
		box := e.p.Load()
		if !live(box) || *box != old {
			return false
		}
		if e.p.CompareAndSwap(box, nil) {
			return true
		}
	}
	return false
}

func (e *entry) tryCompareAndSwap(old, new any) bool {
	for box := e.p.Load(); live(box) && *box == old; box = e.p.Load() {
		if e.p.CompareAndSwap(box, &new) {
			return true
		}
	}
	return false
}
