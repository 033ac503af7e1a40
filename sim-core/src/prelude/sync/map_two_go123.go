//go:build go1.23 && !go1.24

package sync

// Clear takes all keys out. Since Go 1.23. dirty stays a map, only empty, so that
// the next misses do not promote it at once.
func (m *Map) Clear() {
	if read := m.snapshot(); len(read.m) == 0 && !read.amended {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if read := m.snapshot(); len(read.m) > 0 || read.amended {
		m.read.Store(&readOnly{})
	}
	clear(m.dirty)
	m.misses = 0
}
